//! The control center and the app from outside: a real house on a file, pages asked for as a browser asks for them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod away;
mod doors;
mod events;
mod exports;
mod guards;
mod links;
mod links_many;
mod meanwhile;
mod mobile;
mod mobile_links;
mod people;
mod ranks;
mod sending;
mod signing_in;
mod webhooks;
mod world;
mod zones;
