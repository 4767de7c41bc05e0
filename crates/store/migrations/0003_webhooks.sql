-- A link's webhook URL: a second way to what the link opens, for machines, with a secret of its own.
CREATE TABLE webhooks (
  organization_id {uuid} NOT NULL,
  link_id {uuid} NOT NULL,
  secret_hash {bytes} NOT NULL,
  secret_sealed {bytes} NOT NULL,
  generation {int} NOT NULL,
  created_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, link_id),
  FOREIGN KEY (organization_id, link_id) REFERENCES links (organization_id, id)
) {keyed};
CREATE UNIQUE INDEX webhooks_by_secret ON webhooks (secret_hash);
-- A signed knock names the link and no secret.
CREATE UNIQUE INDEX webhooks_by_link ON webhooks (link_id);
