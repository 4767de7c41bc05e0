//! The doors announced to a home automation over a real mosquitto: what stands there, who may open from there, and what
//! opens nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod guards;
#[path = "../../../drivers/tests/direct/lock.rs"]
#[allow(dead_code, reason = "the drivers' own tests use all of it")]
mod lock;
mod opening;
mod scene;
