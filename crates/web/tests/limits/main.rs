//! Limits, over HTTP, from many addresses: who counts as one, what counts, and whom it never locks out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod addresses;
mod ages;
mod doors;
mod scene;
mod signing_in;
