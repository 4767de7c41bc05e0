-- What controllers tell by themselves: up to which of its events each was heard, and how the leaves of doors stand.

-- A controller's own mark of the newest event that stands in the log, moved in the transaction that writes the lines:
-- so each event is written once, whoever asks, however often, and after however long. `stranger` is the number of
-- another controller that answers at its address, where that was told.
CREATE TABLE controller_places (
  organization_id {uuid} NOT NULL,
  controller_id {uuid} NOT NULL,
  place TEXT NOT NULL,
  stranger {int},
  PRIMARY KEY (organization_id, controller_id),
  FOREIGN KEY (organization_id, controller_id) REFERENCES controllers (organization_id, id)
) {keyed};

CREATE TABLE leaves (
  organization_id {uuid} NOT NULL,
  door_id {uuid} NOT NULL,
  open_ms {int},
  is_forced {bool} NOT NULL,
  is_held {bool} NOT NULL,
  free_until_ms {int},
  told_unlock_id {uuid},
  PRIMARY KEY (organization_id, door_id),
  FOREIGN KEY (organization_id, door_id) REFERENCES doors (organization_id, id)
) {keyed};
CREATE INDEX leaves_open ON leaves (open_ms) WHERE open_ms IS NOT NULL AND is_held = FALSE;

-- How long a leaf may stand open before that is told.
ALTER TABLE doors ADD COLUMN held_open_ms {int};
-- Whether it opens from inside without anybody being let out.
ALTER TABLE doors ADD COLUMN free_exit {bool} NOT NULL DEFAULT FALSE;
