-- Whether a door's lock was told to be unlocked, and not locked since: its leaf may open meanwhile.
ALTER TABLE leaves ADD COLUMN is_unlocked {bool} NOT NULL DEFAULT FALSE;
