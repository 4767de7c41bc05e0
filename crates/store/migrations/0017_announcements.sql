-- An organization's doors, announced on a broker of its own: where, as whom they open, and which node does it.
CREATE TABLE announcements (
  organization_id {uuid} NOT NULL REFERENCES organizations (id),
  user_id {uuid} NOT NULL,
  broker TEXT NOT NULL,
  login TEXT NOT NULL,
  password_sealed {bytes} NOT NULL,
  prefix TEXT NOT NULL,
  revision {int} NOT NULL,
  changed_ms {int} NOT NULL,
  holder TEXT,
  held_until_ms {int},
  trouble TEXT,
  PRIMARY KEY (organization_id),
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
) {keyed};
