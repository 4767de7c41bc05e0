//! The JSON API through its public surface: a real house on a real database, asked over HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod alert;
mod announcement;
mod away;
mod body;
mod bounds;
mod credential;
mod delivery;
mod document;
mod event;
mod group;
mod hollow;
mod house;
mod link;
mod list;
mod log;
mod log_changes;
mod noun;
mod removal;
mod session;
mod strange;
mod tenant;
mod unlock;
mod webhook;
mod wording;
