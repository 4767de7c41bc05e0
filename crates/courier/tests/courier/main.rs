//! The courier on the wire: each channel against a provider in software that shares no code with it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod arrival;
mod dkim;
mod letters;
mod mail;
mod own;
mod packaged;
mod slack;
mod sms;
mod written;
