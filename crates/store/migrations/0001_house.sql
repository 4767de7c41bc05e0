-- The house: every table of Keylink. Words in braces differ between the databases (src/dialect.rs).
-- Every row is keyed by its organization first, so that organizations can be spread over servers.
-- Instants are milliseconds since 1970 (UTC), in columns that end in _ms.

CREATE TABLE organizations (
  id {uuid} NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  gesture TEXT NOT NULL,
  created_ms {int} NOT NULL
) {keyed};

CREATE TABLE sites (
  organization_id {uuid} NOT NULL REFERENCES organizations (id),
  id {uuid} NOT NULL,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  address TEXT NOT NULL,
  lockdown {bool} NOT NULL,
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, id)
) {keyed};

CREATE TABLE controllers (
  organization_id {uuid} NOT NULL REFERENCES organizations (id),
  id {uuid} NOT NULL,
  name TEXT NOT NULL,
  driver TEXT NOT NULL,
  login_hash {bytes} NOT NULL,
  online {bool},
  last_seen_ms {int},
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, id)
) {keyed};
CREATE UNIQUE INDEX controllers_by_id ON controllers (id);

CREATE TABLE doors (
  organization_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  site_id {uuid} NOT NULL,
  name TEXT NOT NULL,
  controller_id {uuid},
  channel TEXT,
  pulse_ms {int} NOT NULL,
  state TEXT NOT NULL,
  lock_status TEXT,
  contact_status TEXT,
  status_ms {int},
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, site_id) REFERENCES sites (organization_id, id),
  FOREIGN KEY (organization_id, controller_id) REFERENCES controllers (organization_id, id)
) {keyed};
CREATE UNIQUE INDEX doors_by_place ON doors (organization_id, controller_id, channel);

CREATE TABLE users (
  organization_id {uuid} NOT NULL REFERENCES organizations (id),
  id {uuid} NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  role TEXT NOT NULL,
  state TEXT NOT NULL,
  password_hash TEXT,
  totp_sealed {bytes},
  totp_step {int},
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, id)
) {keyed};
CREATE UNIQUE INDEX users_by_email ON users (email);

CREATE TABLE credentials (
  organization_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  user_id {uuid} NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  from_ms {int},
  until_ms {int},
  state TEXT NOT NULL,
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
) {keyed};
CREATE INDEX credentials_by_user ON credentials (organization_id, user_id);

CREATE TABLE schedules (
  organization_id {uuid} NOT NULL REFERENCES organizations (id),
  id {uuid} NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, id)
) {keyed};

CREATE TABLE accesses (
  organization_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  user_id {uuid} NOT NULL,
  door_id {uuid} NOT NULL,
  remote_unlock {bool} NOT NULL,
  schedule_id {uuid},
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id),
  FOREIGN KEY (organization_id, door_id) REFERENCES doors (organization_id, id),
  FOREIGN KEY (organization_id, schedule_id) REFERENCES schedules (organization_id, id)
) {keyed};
CREATE UNIQUE INDEX accesses_by_pair ON accesses (organization_id, user_id, door_id);

CREATE TABLE links (
  organization_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  credential_id {uuid} NOT NULL,
  user_id {uuid} NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  secret_hash {bytes} NOT NULL,
  secret_sealed {bytes} NOT NULL,
  generation {int} NOT NULL,
  from_ms {int},
  until_ms {int},
  after_first_use_ms {int},
  hours TEXT,
  max_uses {int},
  zone TEXT NOT NULL,
  uses {int} NOT NULL,
  first_used_ms {int},
  last_used_ms {int},
  language TEXT,
  revoked_ms {int},
  revision {int} NOT NULL,
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, credential_id) REFERENCES credentials (organization_id, id)
) {keyed};
CREATE UNIQUE INDEX links_by_secret ON links (secret_hash);
CREATE INDEX links_by_credential ON links (organization_id, credential_id);
CREATE INDEX links_by_user ON links (organization_id, user_id);

CREATE TABLE link_doors (
  organization_id {uuid} NOT NULL,
  link_id {uuid} NOT NULL,
  door_id {uuid} NOT NULL,
  place {int} NOT NULL,
  PRIMARY KEY (organization_id, link_id, door_id),
  FOREIGN KEY (organization_id, link_id) REFERENCES links (organization_id, id),
  FOREIGN KEY (organization_id, door_id) REFERENCES doors (organization_id, id)
) {keyed};

-- One row per attempt. No foreign keys: the ids were read in the same transaction, and this is the hot path.
CREATE TABLE unlocks (
  organization_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  press_id {uuid} NOT NULL,
  door_id {uuid} NOT NULL,
  link_id {uuid},
  credential_id {uuid},
  user_id {uuid} NOT NULL,
  via TEXT NOT NULL,
  at_ms {int} NOT NULL,
  deadline_ms {int} NOT NULL,
  granted {bool} NOT NULL,
  outcome TEXT,
  refusal TEXT,
  outcome_ms {int},
  address TEXT,
  PRIMARY KEY (organization_id, id)
) {keyed};
CREATE UNIQUE INDEX unlocks_by_press ON unlocks (organization_id, press_id);
CREATE INDEX unlocks_under_way ON unlocks (deadline_ms) WHERE outcome IS NULL;
-- What is to be erased is found without reading the rest, and leaves this index with that.
CREATE INDEX unlocks_with_address ON unlocks (at_ms) WHERE address IS NOT NULL;

CREATE TABLE events (
  seq {counter},
  organization_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  at_ms {int} NOT NULL,
  kind TEXT NOT NULL,
  via TEXT NOT NULL,
  actor_id {uuid},
  door_id {uuid},
  link_id {uuid},
  user_id {uuid},
  credential_id {uuid},
  unlock_id {uuid},
  detail TEXT
) {strict};
CREATE INDEX events_by_organization ON events (organization_id, seq);
CREATE INDEX events_by_link ON events (organization_id, link_id, seq) WHERE link_id IS NOT NULL;
CREATE INDEX events_by_door ON events (organization_id, door_id, seq) WHERE door_id IS NOT NULL;
{append_only events}

-- What is personal in an event, apart from the log, so that it can be erased after its time.
CREATE TABLE event_personal (
  organization_id {uuid} NOT NULL,
  event_id {uuid} NOT NULL,
  at_ms {int} NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (organization_id, event_id)
) {keyed};
CREATE INDEX event_personal_by_age ON event_personal (at_ms);

CREATE TABLE sessions (
  organization_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  user_id {uuid} NOT NULL,
  secret_hash {bytes} NOT NULL,
  created_ms {int} NOT NULL,
  expires_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
) {keyed};
CREATE UNIQUE INDEX sessions_by_secret ON sessions (secret_hash);

CREATE TABLE tokens (
  organization_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  user_id {uuid} NOT NULL,
  secret_hash {bytes} NOT NULL,
  name TEXT NOT NULL,
  created_ms {int} NOT NULL,
  revoked_ms {int},
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
) {keyed};
CREATE UNIQUE INDEX tokens_by_secret ON tokens (secret_hash);

-- Links that work once: the first set-up, and signing in.
CREATE TABLE one_time_links (
  secret_hash {bytes} NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL,
  organization_id {uuid},
  user_id {uuid},
  expires_ms {int} NOT NULL,
  used_ms {int}
) {keyed};

CREATE TABLE idempotency_keys (
  organization_id {uuid} NOT NULL,
  key TEXT NOT NULL,
  fingerprint {bytes} NOT NULL,
  resource_id {uuid} NOT NULL,
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, key)
) {keyed};
