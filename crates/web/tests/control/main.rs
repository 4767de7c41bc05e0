//! The control center and the app from outside: a real house on a file, pages asked for as a browser asks for them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod away;
mod bounds;
mod controllers;
mod doors;
mod events;
mod exports;
mod groups;
mod guards;
mod guests;
mod guests_pin;
mod invitations;
mod links;
mod links_many;
mod meanwhile;
mod mobile;
mod mobile_links;
mod mobile_more;
mod mobile_tongue;
mod openid;
mod people;
mod proofs;
mod ranks;
mod sending;
mod signing_in;
mod webhooks;
mod wording;
mod world;
mod zones;
