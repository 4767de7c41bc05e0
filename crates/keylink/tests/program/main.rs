//! The program as it is started on a machine, asked over the network: what it withstands, and what it never tells.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod canaries;
mod connections;
mod controllers;
mod flood;
mod program;
mod sending;
mod steps;
mod witness;
