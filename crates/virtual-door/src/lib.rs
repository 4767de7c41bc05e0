//! A door to try Keylink on: an MQTT device in software that shares no code with the server.
//!
//! It is written from docs/mqtt.md alone, so that it is also a check of that page. It shows its
//! doors on the terminal, obeys the protocol, can be put into bad moods, and keeps a memory file
//! that says how often each door really moved.

mod device;
mod doors;
mod link;
mod memory;
mod message;
mod mood;
mod options;
mod run;
mod screen;
mod turn;

pub use crate::memory::{Happening, Line, Memory, Recollection, moves};
pub use crate::mood::{Mood, NotAMood};
pub use crate::options::Options;
pub use crate::run::{Failed, run, run_off_by};

/// The device's clock, in milliseconds since 1970.
#[allow(clippy::disallowed_methods, reason = "a device has its own clock")]
fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.ok().and_then(|since| i64::try_from(since.as_millis()).ok()).unwrap_or(0)
}
