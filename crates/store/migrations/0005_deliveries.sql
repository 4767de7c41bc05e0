-- Sendings of links: the outbox. A row is written with the request, and stays as the record of what came of it.
-- The link's secret is not in it: it is unsealed when the message is written.

CREATE TABLE deliveries (
  organization_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  link_id {uuid} NOT NULL,
  generation {int} NOT NULL,
  user_id {uuid},
  via TEXT NOT NULL,
  channel TEXT NOT NULL,
  address TEXT,
  message TEXT NOT NULL,
  language TEXT,
  state TEXT NOT NULL,
  tries {int} NOT NULL,
  at_ms {int} NOT NULL,
  failure TEXT,
  reason TEXT,
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, link_id) REFERENCES links (organization_id, id)
) {keyed};
CREATE INDEX deliveries_by_link ON deliveries (organization_id, link_id, id);
-- What is to be done, and what is being done: both leave these indexes with their row's end.
CREATE INDEX deliveries_due ON deliveries (channel, at_ms) WHERE state = 'queued';
CREATE INDEX deliveries_under_way ON deliveries (at_ms) WHERE state = 'sending';
-- What is to be erased is found without reading the rest, and leaves this index with that.
CREATE INDEX deliveries_with_address ON deliveries (created_ms) WHERE address IS NOT NULL;
