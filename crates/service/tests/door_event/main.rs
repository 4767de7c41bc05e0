//! What happens at doors by itself, told by boards that keep it and by locks that tell how they are: in the log once, in its order and with its own time, whatever
//! the line, the board and the house go through meanwhile.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod agent;
mod board;
mod cards;
#[allow(dead_code, reason = "made for tests of every kind of device")]
#[path = "../../../drivers/tests/direct/fake.rs"]
mod fake;
mod gate;
mod holds;
mod leaves;
mod locks;
mod memory;
mod scene;
