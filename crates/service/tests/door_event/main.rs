//! What happens at doors by itself, told by boards that keep it: in the log once, in its order and with its own time, whatever
//! the line, the board and the house go through meanwhile.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod agent;
mod board;
mod cards;
mod holds;
mod leaves;
mod memory;
mod scene;
