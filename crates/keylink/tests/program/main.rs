//! The program as it is started on a machine, asked over the network: what it withstands, and what it never tells.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod agent;
mod agent_tls;
#[allow(dead_code, reason = "made for tests of every kind of device")]
#[path = "../../../service/tests/door_event/board.rs"]
mod board;
mod canaries;
mod connections;
mod controllers;
#[allow(dead_code, reason = "made for tests of every kind of device")]
#[path = "../../../drivers/tests/direct/fake.rs"]
mod fake;
mod flood;
#[allow(dead_code, reason = "made for tests of the agent alone, too")]
#[path = "../../../agent/tests/site/line.rs"]
mod line;
mod program;
mod sending;
mod steps;
mod witness;
