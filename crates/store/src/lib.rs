//! What is remembered: every SQL statement of Keylink, on SQLite and on PostgreSQL.
//!
//! One set of queries serves both databases; the few places where they differ stand in `dialect`.
//! A store function is `async fn(&mut Tx, ..)`; a [`Store`] runs such functions in one transaction.
//! On SQLite they run on the one writer's thread, where nothing ever waits, and transactions that
//! arrive while a commit is under way are committed together by the next one (group commit).

pub mod access;
pub mod activity;
pub mod alert;
pub mod announcement;
pub mod arrival;
pub mod challenge;
pub mod contact;
pub mod controller;
pub mod credential;
pub mod delivery;
mod dialect;
pub mod door;
pub mod door_event;
pub mod enrolment;
mod error;
pub mod event;
pub mod group;
pub mod hold;
pub mod idempotency;
pub mod link;
mod migrate;
pub mod notice;
pub mod one_time;
pub mod organization;
pub mod passkey;
pub mod placement;
mod postgres;
pub mod push;
pub mod recovery;
pub mod schedule;
pub mod search;
pub mod session;
pub mod site;
mod sqlite;
mod statement;
mod store;
pub mod template;
pub mod token;
mod tx;
pub mod unlock;
pub mod user;
mod value;
pub mod webhook;
pub mod wording;

pub use error::{Error, Result};
pub use sqlite::{Disk, Point, Steps};
pub use store::{BoxFuture, Options, Store};
pub use tx::Tx;

/// Every statement that the store may run, by name: what the preparing test walks through.
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [
        access::STATEMENTS,
        activity::STATEMENTS,
        alert::STATEMENTS,
        announcement::STATEMENTS,
        arrival::STATEMENTS,
        contact::STATEMENTS,
        challenge::STATEMENTS,
        controller::STATEMENTS,
        credential::STATEMENTS,
        delivery::STATEMENTS,
        door::STATEMENTS,
        door_event::STATEMENTS,
        enrolment::STATEMENTS,
        event::STATEMENTS,
        event::LIST_STATEMENTS,
        event::BETWEEN_STATEMENTS,
        group::STATEMENTS,
        event::SECTION_STATEMENTS,
        idempotency::STATEMENTS,
        link::STATEMENTS,
        link::BRANCH_STATEMENTS,
        link::GUARD_STATEMENTS,
        migrate::STATEMENTS,
        notice::STATEMENTS,
        one_time::STATEMENTS,
        organization::STATEMENTS,
        push::STATEMENTS,
        passkey::STATEMENTS,
        hold::STATEMENTS,
        placement::STATEMENTS,
        recovery::STATEMENTS,
        schedule::STATEMENTS,
        search::STATEMENTS,
        session::STATEMENTS,
        site::STATEMENTS,
        template::STATEMENTS,
        token::STATEMENTS,
        unlock::STATEMENTS,
        user::STATEMENTS,
        webhook::STATEMENTS,
        wording::STATEMENTS,
    ]
    .concat()
}
