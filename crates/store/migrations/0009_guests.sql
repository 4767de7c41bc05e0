-- What a link may carry: branches that its guest made of it, a PIN, one device, and whom the guest may reach.

ALTER TABLE links ADD COLUMN share_on {bool} NOT NULL DEFAULT FALSE;
-- The link that was passed on, and which secret it had then; a branch has both. What a branch may do is not kept
-- with it: it is decided by the link that it comes from, at each press.
ALTER TABLE links ADD COLUMN parent_id {uuid};
ALTER TABLE links ADD COLUMN parent_generation {int};
-- Branches are counted in the index alone; with the table in between, SQLite would rather read all links.
CREATE INDEX links_by_parent ON links (organization_id, parent_id, id, revoked_ms) WHERE parent_id IS NOT NULL;
-- The PIN's hash, sealed with the key outside of the database: few digits are soon guessed by who has the hash.
ALTER TABLE links ADD COLUMN pin_sealed {bytes};
ALTER TABLE links ADD COLUMN pin_version {int} NOT NULL DEFAULT 0;
ALTER TABLE links ADD COLUMN first_device_only {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE links ADD COLUMN device_hash {bytes};
ALTER TABLE links ADD COLUMN device_ms {int};
ALTER TABLE links ADD COLUMN contact TEXT NOT NULL DEFAULT 'nobody';

-- How guests reach a user or a building; the owner is the one or the other.
CREATE TABLE contacts (
  organization_id {uuid} NOT NULL REFERENCES organizations (id),
  owner_id {uuid} NOT NULL,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  mail TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (organization_id, owner_id)
) {keyed};
