//! An agent and its site, over a line that breaks, with a center that is the drivers' own end of the protocol.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

#[allow(dead_code, reason = "made for tests of every kind of device")]
#[path = "../../../service/tests/door_event/board.rs"]
mod board;
#[allow(dead_code, reason = "made for tests of every kind of device")]
#[path = "../../../drivers/tests/direct/fake.rs"]
mod fake;

mod cards;
mod journal;
mod line;
mod opening;
mod scene;
