-- When the hardware was told last to hold a door: what it never heard need not end.
ALTER TABLE holds ADD COLUMN held_ms {int};
UPDATE holds SET held_ms = since_ms;
