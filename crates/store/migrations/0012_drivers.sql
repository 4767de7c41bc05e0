-- What a controller of a kind that Keylink calls by itself needs: where it is, and how it is spoken to. Secrets are
-- sealed with a key outside the database; the number tells a changed setting from the one that is in use.

ALTER TABLE controllers ADD COLUMN settings TEXT;
ALTER TABLE controllers ADD COLUMN settings_sealed {bytes};
ALTER TABLE controllers ADD COLUMN settings_revision {int} NOT NULL DEFAULT 0;
