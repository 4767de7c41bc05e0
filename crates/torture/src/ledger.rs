//! What the world outside knows: everything that a guest or a maker asked for, and was told.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use crate::client::Said;

/// How far a revoke has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Revoke {
    /// Nobody asked for it.
    No,
    /// It was asked for; it may or may not have happened.
    Asked,
    /// The server said that it is done.
    Done,
}

/// A link, as its maker knows it.
#[derive(Debug, Clone)]
pub struct LinkNote {
    /// Its name, which no other link has.
    pub name: String,
    /// What the server answered, if it did.
    pub made: Option<MadeLink>,
    /// How often it opens.
    pub max_uses: Option<u32>,
    /// How far its revoke has come.
    pub revoke: Revoke,
}

/// What the server said of a link that it made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeLink {
    /// Its id.
    pub id: Uuid,
    /// Its secret.
    pub secret: String,
}

/// By which right a door is pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Right {
    /// A link, by its place in the ledger.
    Link(usize),
    /// The owner's own access.
    Own,
}

/// One press, however often it was sent: each is the only one of its link at its door.
#[derive(Debug, Clone)]
pub struct PressNote {
    /// By which right.
    pub right: Right,
    /// Which door.
    pub door: Uuid,
    /// The number that goes with it each time.
    pub number: String,
    /// Whether it was first sent after its link's revoke was acknowledged.
    pub after_revoke: bool,
    /// When it was first sent, in milliseconds since 1970.
    pub first_sent_ms: i64,
    /// When nothing of it was under way any more; none while something is.
    pub last_heard_ms: Option<i64>,
    /// What was answered, in order.
    pub answers: Vec<Said>,
}

/// All of it.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// The links.
    pub links: Vec<LinkNote>,
    /// The presses.
    pub presses: Vec<PressNote>,
    /// What the server said that it must never say.
    pub wrong: Vec<String>,
}

/// The ledger as the guests share it.
#[derive(Debug, Clone, Default)]
pub struct Shared(Arc<Mutex<Ledger>>);

impl Shared {
    /// The ledger, for a moment.
    pub fn open(&self) -> MutexGuard<'_, Ledger> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// As it stands now.
    pub fn copy(&self) -> Ledger {
        self.open().clone()
    }
}

impl Ledger {
    /// Notes a link that is about to be asked for.
    pub fn new_link(&mut self, name: String, max_uses: Option<u32>) -> usize {
        self.links.push(LinkNote { name, made: None, max_uses, revoke: Revoke::No });
        self.links.len() - 1
    }

    /// Notes a press that is about to be sent.
    pub fn new_press(&mut self, right: Right, door: Uuid, number: String, now_ms: i64) -> usize {
        let after_revoke = match right {
            Right::Link(link) => self.links.get(link).is_some_and(|link| link.revoke == Revoke::Done),
            Right::Own => false,
        };
        let answers = Vec::new();
        let press =
            PressNote { right, door, number, after_revoke, first_sent_ms: now_ms, last_heard_ms: None, answers };
        self.presses.push(press);
        self.presses.len() - 1
    }

    /// Notes how far a link's revoke has come; it never goes back.
    pub fn revoked(&mut self, link: usize, revoke: Revoke) {
        if let Some(link) = self.links.get_mut(link) {
            link.revoke = link.revoke.max(revoke);
        }
    }

    /// Notes an answer to a press.
    pub fn answered(&mut self, press: usize, said: Said) {
        if let Some(press) = self.presses.get_mut(press) {
            press.answers.push(said);
        }
    }

    /// Notes that something of a press is under way, or (with a time) that nothing is.
    pub fn under_way(&mut self, press: usize, last_heard_ms: Option<i64>) {
        if let Some(press) = self.presses.get_mut(press) {
            press.last_heard_ms = last_heard_ms;
        }
    }
}
