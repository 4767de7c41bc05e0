//! Controllers that Keylink calls, against fakes that follow the makers' documents and have a mood: late, silent, twice,
//! dripping, talking nonsense, rebooting in mid-command.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod bounds;
mod boxes;
mod fake;
mod finding;
mod holding;
mod live;
mod lock;
mod moods;
mod mqtt_lock;
mod networks;
mod nuki_web;
mod oracle;
mod presets;
mod scene;
mod uhppote;
