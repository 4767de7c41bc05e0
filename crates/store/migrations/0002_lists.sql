-- The log's lists: each is read from indexes alone, however long the log is. Every index costs at every
-- opening, so there are no more of them than lists begin differently (src/event/list.rs).

-- Who made the link that a line is about, on the line itself: whose log it is, too.
{no_longer_append_only events}
ALTER TABLE events ADD COLUMN maker_id {uuid};
UPDATE events SET maker_id =
  (SELECT l.user_id FROM links l WHERE l.organization_id = events.organization_id AND l.id = events.link_id)
  WHERE link_id IS NOT NULL;
{append_only events}

-- Lines of one kind, and by merging the kinds, which are few, the whole log. New lines come to the ends of
-- the same few ranges. It takes the place of the index by organization alone, which is needed no more.
CREATE INDEX events_by_kind ON events (organization_id, kind, seq);
DROP INDEX events_by_organization;
-- Lines about a link, for its maker. The only one that an opening by link pays for anew.
CREATE INDEX events_by_maker ON events (organization_id, maker_id, seq) WHERE maker_id IS NOT NULL;
-- What a user did: an opening by link is nobody's deed, so that it pays nothing for this.
CREATE INDEX events_by_actor ON events (organization_id, actor_id, seq) WHERE actor_id IS NOT NULL;
-- What was done to a user: no opening at all pays for this.
CREATE INDEX events_by_user ON events (organization_id, user_id, seq) WHERE user_id IS NOT NULL;

-- A user's links in the order of their list; SQLite has it so already, PostgreSQL would sort them all.
DROP INDEX links_by_user;
CREATE INDEX links_by_user ON links (organization_id, user_id, id);
-- How many live links a cloud key carries is counted in the index alone. With the table in between, SQLite would
-- rather read all links of the organization.
DROP INDEX links_by_credential;
CREATE INDEX links_by_credential ON links (organization_id, credential_id, revoked_ms);
