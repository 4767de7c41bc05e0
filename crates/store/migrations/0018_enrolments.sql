-- One-time codes with which an agent at a site becomes the controller that it stands for; one at a time for each.
CREATE TABLE enrolments (
  organization_id {uuid} NOT NULL,
  controller_id {uuid} NOT NULL,
  code_hash {bytes} NOT NULL,
  expires_ms {int} NOT NULL,
  PRIMARY KEY (organization_id, controller_id),
  FOREIGN KEY (organization_id, controller_id) REFERENCES controllers (organization_id, id)
) {keyed};
CREATE UNIQUE INDEX enrolments_by_code ON enrolments (code_hash);
