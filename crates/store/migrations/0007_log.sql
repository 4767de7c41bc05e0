-- What is read of the log beyond its lines: the words of links, counts by the quarter of an hour, who is told of arrivals.
-- None of it is written by an opening's own transaction: a follower reads the log after it was committed.

-- The words of links' names, in lower case, as bytes: both databases order those alike.
CREATE TABLE link_words (
  organization_id {uuid} NOT NULL,
  word {bytes} NOT NULL,
  link_id {uuid} NOT NULL,
  PRIMARY KEY (organization_id, word, link_id)
) {keyed};
CREATE INDEX link_words_by_link ON link_words (organization_id, link_id);
-- Links whose words are still to be written: those that were there before.
CREATE TABLE link_words_due (
  organization_id {uuid} NOT NULL,
  link_id {uuid} NOT NULL,
  PRIMARY KEY (organization_id, link_id)
) {keyed};
INSERT INTO link_words_due (organization_id, link_id) SELECT organization_id, id FROM links;

-- How far the log was followed.
CREATE TABLE log_places (
  organization_id {uuid} NOT NULL PRIMARY KEY REFERENCES organizations (id),
  seq {int} NOT NULL
) {keyed};
-- Openings and what did not open, by the quarter of an hour: every zone's hours and days are made of whole ones. The
-- nil door stands for all doors together.
CREATE TABLE activity (
  organization_id {uuid} NOT NULL,
  door_id {uuid} NOT NULL,
  quarter_ms {int} NOT NULL,
  opened {int} NOT NULL,
  refused {int} NOT NULL,
  PRIMARY KEY (organization_id, door_id, quarter_ms)
) {keyed};

-- Of which arrivals a link's maker is told. A link without a row: of none.
CREATE TABLE arrival_wishes (
  organization_id {uuid} NOT NULL,
  link_id {uuid} NOT NULL,
  occasion TEXT NOT NULL,
  by_mail {bool} NOT NULL,
  by_push {bool} NOT NULL,
  told_ms {int},
  PRIMARY KEY (organization_id, link_id),
  FOREIGN KEY (organization_id, link_id) REFERENCES links (organization_id, id)
) {keyed};

-- Browsers that show notices. The address and keys of one are sealed: who has them can send it something.
CREATE TABLE push_subscriptions (
  organization_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  user_id {uuid} NOT NULL,
  session_id {uuid} NOT NULL,
  endpoint_hash {bytes} NOT NULL,
  sealed {bytes} NOT NULL,
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
) {keyed};
CREATE UNIQUE INDEX push_subscriptions_by_endpoint ON push_subscriptions (endpoint_hash);
CREATE INDEX push_subscriptions_by_user ON push_subscriptions (organization_id, user_id);

-- Notices: the outbox of what makers are told.
CREATE TABLE notices (
  organization_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  user_id {uuid} NOT NULL,
  link_id {uuid} NOT NULL,
  door_id {uuid} NOT NULL,
  arrived_ms {int} NOT NULL,
  channel TEXT NOT NULL,
  subscription_id {uuid},
  state TEXT NOT NULL,
  tries {int} NOT NULL,
  at_ms {int} NOT NULL,
  failure TEXT,
  reason TEXT,
  PRIMARY KEY (organization_id, id)
) {keyed};
CREATE INDEX notices_by_link ON notices (organization_id, link_id, id);
CREATE INDEX notices_due ON notices (channel, at_ms) WHERE state = 'queued';
CREATE INDEX notices_under_way ON notices (at_ms) WHERE state = 'sending';
