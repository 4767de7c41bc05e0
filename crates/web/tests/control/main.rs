//! The control center and the app from outside: a real house on a file, pages asked for as a browser asks for them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod again;
mod alerts;
mod announcements;
mod away;
mod bounds;
mod controllers;
mod doors;
mod events;
mod exports;
mod finding;
mod forms;
mod groups;
mod guards;
mod guests;
mod guests_pin;
mod handing;
mod invitations;
mod link_history;
mod links;
mod links_many;
mod log_words;
mod meanwhile;
mod mobile;
mod mobile_links;
mod mobile_more;
mod mobile_now;
mod mobile_sending;
mod mobile_tongue;
mod offers;
mod openid;
mod overview;
mod people;
mod proofs;
mod ranks;
mod recovering;
mod removal;
mod sending;
mod signing_in;
mod strange;
mod webhooks;
mod wording;
mod world;
mod zones;
