-- Cards on controllers that let people in by themselves: what is to stand there, and what does.
CREATE TABLE placements (
  organization_id {uuid} NOT NULL,
  credential_id {uuid} NOT NULL,
  controller_id {uuid} NOT NULL,
  wanted TEXT,
  number {int},
  state TEXT NOT NULL,
  reason TEXT,
  changed_ms {int} NOT NULL,
  tries {int} NOT NULL,
  due_ms {int},
  PRIMARY KEY (organization_id, credential_id, controller_id),
  FOREIGN KEY (organization_id, credential_id) REFERENCES credentials (organization_id, id),
  FOREIGN KEY (organization_id, controller_id) REFERENCES controllers (organization_id, id)
) {keyed};
CREATE INDEX placements_due ON placements (due_ms) WHERE due_ms IS NOT NULL;
