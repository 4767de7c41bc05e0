//! What strangers send: whatever reads it, as functions that take any bytes at all.
//!
//! `fuzz/` throws bytes at them for as long as it is let; `tests/replay.rs` throws what that found, and some
//! thousand changes of it, at them in every run of the tests. A function returns, or the program has a fault.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a target stops at a fault: that is how it tells of it"
)]

mod requests;
mod server;
mod texts;

/// Takes any bytes, and stops the program if they lead to what must not be.
pub type Target = fn(&[u8]);

/// Every target, by the name of its folder of seeds in `fuzz/corpus`, and how many changes of its seeds a run of the
/// tests tries: requests take their time.
pub const TARGETS: &[(&str, Target, usize)] = &[
    ("secret", texts::secret, 20_000),
    ("times", texts::times, 3_000),
    ("mqtt", texts::mqtt, 20_000),
    ("uhppote", texts::uhppote, 20_000),
    ("lock", texts::lock, 20_000),
    ("found", texts::found, 20_000),
    ("guest_path", requests::guest_path, 1_000),
    ("press_form", requests::press_form, 300),
    ("api_body", requests::api_body, 800),
    ("cursor", requests::cursor, 400),
    ("ticket", requests::ticket, 20_000),
];

/// The target of this name.
pub fn target(name: &str) -> Target {
    let found = TARGETS.iter().find(|(known, ..)| *known == name);
    found.map_or_else(|| panic!("there is no target {name}"), |(_, target, _)| *target)
}
