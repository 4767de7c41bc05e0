-- A session begun by a link that an administrator or the operator handed over: for a while its user may set a new
-- password without the old one, which they lost.
ALTER TABLE sessions ADD COLUMN recovery {bool} NOT NULL DEFAULT FALSE;
