-- A passkey of which there may be a copy is switched off: it signs nobody in, and its user is told.
ALTER TABLE passkeys ADD COLUMN off_ms {int};
