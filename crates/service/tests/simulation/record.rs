//! What is written down of a life: guests' requests and what they were told, changes and their
//! acknowledgements, and how often what happened.

use std::fmt;

use keylink_domain::id::{LinkId, UnlockId};
use keylink_domain::link::Link;
use keylink_domain::secret::SecretHash;
use keylink_service::unlock::End;

/// One time that a press reaches a node.
#[derive(Debug, Clone)]
pub struct Request {
    /// The press's number; a repeated press has the same.
    pub number: usize,
    pub link: usize,
    pub door: usize,
    pub began_ms: i64,
    /// It began after a change was acknowledged that closes this door to this link, and nobody
    /// asked to open it again before it was answered.
    pub closed: Closed,
    /// From its beginning to its answer its door and the network were well.
    pub all_well: bool,
    pub told: Option<Told>,
}

#[derive(Debug, Clone, Copy)]
pub struct Told {
    pub at_ms: i64,
    pub end: End,
    pub unlock: Option<UnlockId>,
}

/// A link as its maker knows it.
#[derive(Debug, Clone)]
pub struct KnownLink {
    pub id: LinkId,
    pub link: Link,
    pub secret: SecretHash,
    /// Its revoke was acknowledged.
    pub revoked: bool,
    /// The door that an acknowledged change took from it.
    pub without: Option<usize>,
}

/// Whether a door is closed to a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    No,
    /// The door or the site is locked.
    ForNow,
    /// The link was revoked, or the door taken from it.
    ForGood,
}

/// What is known to be closed: acknowledged, and nothing opened it since.
#[derive(Debug, Default)]
pub struct Locked {
    pub doors: [bool; crate::template::DOORS],
    pub site: bool,
    /// A change of the site or a door is under way: of these there is one at a time.
    pub changing: bool,
}

/// How often what happened.
#[derive(Debug, Clone, Default)]
pub struct Counts(std::collections::BTreeMap<&'static str, u64>);

/// What must happen in some life, or the promises hold emptily.
const MUST_HAPPEN: &[&str] = &[
    "answered late",
    "clock steps",
    "commits failed",
    "crashes",
    "cut off",
    "disk full",
    "failed",
    "moved, told undecided",
    "moved, told unknown",
    "opened",
    "refused",
    "refused after a closing change",
    "repeats answered",
    "sent",
    "slow commits",
    "swept after a crash",
    "undecided",
    "unknown",
    "used up",
];

impl Counts {
    pub fn count(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }

    pub fn add(&mut self, other: &Self) {
        other.0.iter().for_each(|(what, times)| *self.0.entry(what).or_default() += times);
    }

    pub fn all_happened(&self) -> bool {
        MUST_HAPPEN.iter().all(|what| self.0.contains_key(what))
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts: Vec<_> = self.0.iter().map(|(what, times)| format!("{times} {what}")).collect();
        f.write_str(&counts.join(", "))
    }
}
