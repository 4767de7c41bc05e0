//! Links that are sent: from the request to the mail in the post office, with everything that may come in between.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod bounds;
mod crashes;
mod handover;
mod outbox;
mod scene;
mod wording;
