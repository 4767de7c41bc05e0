//! A post office for tests: a strict mail server and the API of a provider, in software, sharing no code with what
//! they are to judge. They remember what they were given, and have moods.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod front;
mod mail;
mod provider;
mod tls;

pub use front::Front;
pub use mail::{MailMood, MailServer, Received};
pub use provider::{Asked, Provider};
pub use tls::{AUTHORITY, Encrypted};
