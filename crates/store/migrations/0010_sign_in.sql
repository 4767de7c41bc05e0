-- Signing in: links that go by mail, where somebody is signed in, passkeys, recovery codes.

-- A one-time link that is sent by mail waits here until it is taken; then its sealed secret is erased.
ALTER TABLE one_time_links ADD COLUMN created_ms {int};
ALTER TABLE one_time_links ADD COLUMN by_id {uuid};
ALTER TABLE one_time_links ADD COLUMN mail TEXT;
ALTER TABLE one_time_links ADD COLUMN mail_sealed {bytes};
ALTER TABLE one_time_links ADD COLUMN mail_at_ms {int};
ALTER TABLE one_time_links ADD COLUMN mail_tries {int} NOT NULL DEFAULT 0;
ALTER TABLE one_time_links ADD COLUMN mail_said TEXT;
CREATE INDEX one_time_links_by_user ON one_time_links (organization_id, user_id, purpose);
CREATE INDEX one_time_links_due ON one_time_links (mail_at_ms) WHERE mail = 'queued';
CREATE INDEX one_time_links_by_end ON one_time_links (expires_ms);

ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN address TEXT;
ALTER TABLE sessions ADD COLUMN used_ms {int};
ALTER TABLE sessions ADD COLUMN proved_ms {int};
CREATE INDEX sessions_by_user ON sessions (organization_id, user_id, created_ms);

CREATE TABLE passkeys (
  organization_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  user_id {uuid} NOT NULL,
  name TEXT NOT NULL,
  credential {bytes} NOT NULL,
  body TEXT NOT NULL,
  created_ms {int} NOT NULL,
  used_ms {int},
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
) {keyed};
CREATE UNIQUE INDEX passkeys_by_credential ON passkeys (credential);
CREATE INDEX passkeys_by_user ON passkeys (organization_id, user_id, id);

-- A code that was used is gone.
CREATE TABLE recovery_codes (
  organization_id {uuid} NOT NULL,
  user_id {uuid} NOT NULL,
  code_hash {bytes} NOT NULL,
  PRIMARY KEY (organization_id, user_id, code_hash),
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
) {keyed};

-- What was begun and waits for its answer, which is taken once and within minutes: a passkey's challenge, the way to
-- another sign-in service and back.
CREATE TABLE challenges (
  secret_hash {bytes} NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL,
  organization_id {uuid},
  user_id {uuid},
  state TEXT NOT NULL,
  expires_ms {int} NOT NULL
) {keyed};
CREATE INDEX challenges_by_end ON challenges (expires_ms);
