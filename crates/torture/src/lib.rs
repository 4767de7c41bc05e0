//! The fault harness: kills Keylink, cuts its power and takes its database away under load, and then
//! holds together what guests were told, what the doors remember and what stands in the log.
//!
//! It judges by what a stranger can see, and believes no word of the server's own code.
//! docs/reliability.md tells what it attacks and which promises it checks.

mod campaign;
mod chance;
mod client;
mod cluster;
mod doors;
mod frames;
mod guest;
mod journal;
mod ledger;
pub mod powercut;
mod server;
mod siege;
mod switchboard;
mod tally;
mod verdict;
mod world;

pub use crate::campaign::{Options, run};
pub use crate::chance::Chance;

/// What goes wrong in the harness, in words for the person at the terminal.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The clock of the world outside, in milliseconds since 1970.
#[allow(clippy::disallowed_methods, reason = "the harness is no part of the house and has its own clock")]
fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.ok().and_then(|since| i64::try_from(since.as_millis()).ok()).unwrap_or(0)
}

/// A line on standard error. A closed one is nobody's trouble.
fn complain(line: &str) {
    use std::io::Write;
    drop(writeln!(std::io::stderr().lock(), "{line}"));
}
