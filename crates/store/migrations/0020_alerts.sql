-- What is told of controllers: when one is away for long, or a battery is low. An organization without a row has the
-- program's own bounds.
CREATE TABLE alert_bounds (
  organization_id {uuid} NOT NULL PRIMARY KEY REFERENCES organizations (id),
  offline_minutes {int} NOT NULL,
  battery_percent {int} NOT NULL
) {keyed};
-- Who wants to be told, and how. A user without a row: of nothing.
CREATE TABLE alert_wishes (
  organization_id {uuid} NOT NULL,
  user_id {uuid} NOT NULL,
  by_mail {bool} NOT NULL,
  by_push {bool} NOT NULL,
  PRIMARY KEY (organization_id, user_id),
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
) {keyed};
-- What is the matter with a controller now, one of a kind at a time; gone when it is well again.
CREATE TABLE incidents (
  organization_id {uuid} NOT NULL,
  controller_id {uuid} NOT NULL,
  ailment TEXT NOT NULL,
  began_ms {int} NOT NULL,
  told_ms {int},
  PRIMARY KEY (organization_id, controller_id, ailment),
  FOREIGN KEY (organization_id, controller_id) REFERENCES controllers (organization_id, id)
) {keyed};
CREATE INDEX incidents_untold ON incidents (began_ms) WHERE told_ms IS NULL;

-- Notices are of an arrival by a link, or of a controller.
CREATE TABLE notices_anew (
  organization_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  user_id {uuid} NOT NULL,
  link_id {uuid},
  door_id {uuid},
  controller_id {uuid},
  alert TEXT,
  began_ms {int},
  percent {int},
  happened_ms {int} NOT NULL,
  channel TEXT NOT NULL,
  subscription_id {uuid},
  state TEXT NOT NULL,
  tries {int} NOT NULL,
  at_ms {int} NOT NULL,
  failure TEXT,
  reason TEXT,
  PRIMARY KEY (organization_id, id)
) {keyed};
INSERT INTO notices_anew (organization_id, id, user_id, link_id, door_id, happened_ms, channel, subscription_id, state, tries,
  at_ms, failure, reason)
  SELECT organization_id, id, user_id, link_id, door_id, arrived_ms, channel, subscription_id, state, tries, at_ms, failure,
  reason FROM notices;
DROP TABLE notices;
ALTER TABLE notices_anew RENAME TO notices;
CREATE INDEX notices_by_link ON notices (organization_id, link_id, id);
CREATE INDEX notices_due ON notices (channel, at_ms) WHERE state = 'queued';
CREATE INDEX notices_under_way ON notices (at_ms) WHERE state = 'sending';
