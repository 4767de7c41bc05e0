//! The contract: every store function, the same on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod alert;
mod announcement;
mod delivery;
mod door_event;
mod event;
mod event_list;
mod follow;
mod group;
mod guests;
mod house;
mod link;
mod nouns;
mod pace;
mod plans;
mod removal;
mod sign_in;
mod statements;
mod template;
mod together;
mod transaction;
mod unlock;
mod upgrade;
mod webhook;
mod young;
