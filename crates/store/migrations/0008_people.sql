-- Groups of users and of doors, access by them, doors' states by schedule, cards and PINs.

CREATE TABLE groups (
  organization_id {uuid} NOT NULL REFERENCES organizations (id),
  id {uuid} NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, id)
) {keyed};

-- A member is a user or a door. Each of them is also a group of its own, under its own id, so that a right is looked
-- for in one way, whether it was given to one or to many.
CREATE TABLE group_members (
  organization_id {uuid} NOT NULL REFERENCES organizations (id),
  member_id {uuid} NOT NULL,
  group_id {uuid} NOT NULL,
  PRIMARY KEY (organization_id, member_id, group_id)
) {keyed};
CREATE INDEX group_members_by_group ON group_members (organization_id, group_id, member_id);
INSERT INTO group_members (organization_id, member_id, group_id) SELECT organization_id, id, id FROM users;
INSERT INTO group_members (organization_id, member_id, group_id) SELECT organization_id, id, id FROM doors;

-- The id under which a user's or a door's groups are found: its own. Where it is in no group there is none, so that a
-- press, which mostly rests on a right given to one for one, reads no groups at all.
ALTER TABLE users ADD COLUMN member_id {uuid};
ALTER TABLE doors ADD COLUMN member_id {uuid};

CREATE TABLE accesses_next (
  organization_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  user_id {uuid},
  user_group_id {uuid},
  door_id {uuid},
  door_group_id {uuid},
  who_id {uuid} NOT NULL GENERATED ALWAYS AS (COALESCE(user_id, user_group_id)) STORED,
  what_id {uuid} NOT NULL GENERATED ALWAYS AS (COALESCE(door_id, door_group_id)) STORED,
  remote_unlock {bool} NOT NULL,
  schedule_id {uuid},
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, id),
  CHECK (user_id IS NULL OR user_group_id IS NULL),
  CHECK (door_id IS NULL OR door_group_id IS NULL),
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id),
  FOREIGN KEY (organization_id, user_group_id) REFERENCES groups (organization_id, id),
  FOREIGN KEY (organization_id, door_id) REFERENCES doors (organization_id, id),
  FOREIGN KEY (organization_id, door_group_id) REFERENCES groups (organization_id, id),
  FOREIGN KEY (organization_id, schedule_id) REFERENCES schedules (organization_id, id)
) {keyed};
INSERT INTO accesses_next (organization_id, id, user_id, door_id, remote_unlock, schedule_id, created_ms)
  SELECT organization_id, id, user_id, door_id, remote_unlock, schedule_id, created_ms FROM accesses;
DROP TABLE accesses;
ALTER TABLE accesses_next RENAME TO accesses;
CREATE UNIQUE INDEX accesses_by_pair ON accesses (organization_id, who_id, what_id);
CREATE INDEX accesses_by_what ON accesses (organization_id, what_id);

-- The state that is in force within a schedule, where the door's own state is the standard one.
ALTER TABLE doors ADD COLUMN plan_state TEXT;
ALTER TABLE doors ADD COLUMN plan_schedule_id {uuid};

-- A card's number is no secret: it is on the card. A PIN is sealed, and known again by its mark, which nobody can
-- make without the key of the seal.
ALTER TABLE credentials ADD COLUMN card TEXT;
ALTER TABLE credentials ADD COLUMN pin_sealed {bytes};
ALTER TABLE credentials ADD COLUMN mark {bytes};
CREATE UNIQUE INDEX credentials_by_mark ON credentials (organization_id, mark) WHERE state <> 'revoked';
