-- Links that end today are found by when they end, whoever made them and however many there are.
CREATE INDEX links_by_end ON links (organization_id, until_ms, user_id) WHERE until_ms IS NOT NULL AND revoked_ms IS NULL;
-- The language in which a user last used the app: notices to them are written in it.
ALTER TABLE users ADD COLUMN language TEXT;
