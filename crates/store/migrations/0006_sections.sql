-- The log's lists. An opening's own transaction writes its lines and nothing else: which lines are about what is
-- written down behind it, in bulk (src/event/section.rs). One index per opening is left where there were four.

-- The log of one organization, in its order.
CREATE INDEX events_by_organization ON events (organization_id, seq);
DROP INDEX events_by_link;
DROP INDEX events_by_door;
DROP INDEX events_by_kind;
DROP INDEX events_by_maker;
DROP INDEX events_by_actor;
DROP INDEX events_by_user;

-- Places of the log whose lines are about one thing: a link, a door, a person, or of one kind. `rest` are the places
-- after the first, each as its distance from the one before.
CREATE TABLE event_sections (
  organization_id {uuid} NOT NULL,
  topic {bytes} NOT NULL,
  first_seq {int} NOT NULL,
  rest {bytes} NOT NULL,
  PRIMARY KEY (organization_id, topic, first_seq)
) {keyed};

-- Up to which place an organization's log stands in sections. What comes after it is looked through line by line.
CREATE TABLE event_marks (
  organization_id {uuid} NOT NULL PRIMARY KEY,
  seq {int} NOT NULL
) {keyed};
