//! What could happen: the unlock path as a small machine without I/O, whose every run can be tried.
//!
//! A [`Machine`] has a [`Size`] and perhaps a [`Bug`]. From a [`State`] it tells the [`Step`]s that may come
//! next and where each leads; [`promise::PROMISES`] are what must be true in every state. The tests walk through
//! all states of small sizes, and show for each bug a run that breaks a promise. The names are the product's.
//!
//! One link, one door, some requests. A *request* is one time that a press reaches a node; the same press
//! may be requested more than once, on one node or on two. The unlock that a request may lead to has the
//! request's number.
//!
//! Where the product is larger than this:
//! - Time has few ticks and all clocks agree. Clocks that step or disagree are the simulation's matter
//!   (`crates/service/tests/simulation`).
//! - The right to open is one flag, *revoked*: cloud keys, access, schedules and lockdowns are facts of the same
//!   transaction, and `crates/domain` tries them alone.
//! - Transactions on the link come one after the other: SQLite has one writer, on PostgreSQL the link's
//!   row is locked. Other links and other doors share nothing that is modelled here.
//! - A commit that fails is not tried again request by request; that is a shorter group, which is a run of its own.
//! - A slow, deaf or quiet door is a network that delays or loses.
//! - The door remembers what it acted on for ever. A real one may forget when it loses power; `docs/mqtt.md`
//!   asks it not to. A door without a clock depends on the broker's expiry and is not modelled.
//! - Limits per minute are left out: they only refuse.

mod door;
mod house;
mod machine;
mod network;
pub mod promise;
mod size;
mod state;
mod step;

pub use machine::Machine;
pub use size::{Asked, Bug, Size};
pub use state::{
    Database, Door, Draft, Faults, Network, Outcome, REQUESTS, Request, Revoke, Row, Seen, Stage, State, Told,
};
pub use step::{Command, Does, Step};
