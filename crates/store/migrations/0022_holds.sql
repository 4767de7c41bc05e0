-- Places on controllers that are held open, or were until just now (docs/adr/0034-a-hold-is-said-again-and-again.md).
CREATE TABLE holds (
  controller_id {uuid} NOT NULL,
  channel TEXT NOT NULL,
  organization_id {uuid} NOT NULL,
  door_id {uuid} NOT NULL,
  state TEXT NOT NULL,
  since_ms {int} NOT NULL,
  due_ms {int} NOT NULL,
  tries {int} NOT NULL,
  reason TEXT,
  PRIMARY KEY (controller_id, channel),
  FOREIGN KEY (organization_id, controller_id) REFERENCES controllers (organization_id, id)
) {keyed};
-- The doors that may be held, which is asked every second.
CREATE INDEX doors_held ON doors (id) WHERE state = 'unlocked' OR plan_state = 'unlocked';
