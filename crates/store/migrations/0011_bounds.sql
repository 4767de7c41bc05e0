-- What bounds links: the organization's limits, and templates. And the organization's own words for messages.
ALTER TABLE organizations ADD COLUMN longest_link_ms {int};
ALTER TABLE organizations ADD COLUMN most_uses {int};
ALTER TABLE organizations ADD COLUMN members_need_template {bool} NOT NULL DEFAULT FALSE;

-- Removed templates stay: links name them, and the log does.
CREATE TABLE templates (
  organization_id {uuid} NOT NULL REFERENCES organizations (id),
  id {uuid} NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  removed_ms {int},
  revision {int} NOT NULL,
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, id)
) {keyed};

-- The template that a link was made from, as it was then; never changed.
ALTER TABLE links ADD COLUMN made_from TEXT;

CREATE TABLE wordings (
  organization_id {uuid} NOT NULL REFERENCES organizations (id),
  channel TEXT NOT NULL,
  language TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  changed_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, channel, language)
) {keyed};
