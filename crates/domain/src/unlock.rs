//! An unlock: one attempt, from the press to what the hardware said.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::controller::DoorAddress;
use crate::id::{DoorId, OrganizationId, UnlockId};
use crate::refusal::Refusal;

/// How long after the press a command is dead, in milliseconds, unless set otherwise.
pub const DEFAULT_DEADLINE_MS: i64 = 5_000;

/// What a door's hardware is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoorAct {
    /// Release the lock for a pulse.
    Unlock,
    /// Keep the lock released, until it is told otherwise or its word runs out ([`crate::hold`]).
    Hold,
    /// Lock now, and hold no more.
    Lock,
}

/// What the hardware is told. It carries the unlock's id, so that a door that hears it twice moves once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The unlock this command belongs to.
    pub id: UnlockId,
    /// The tenant whose door it is.
    pub organization: OrganizationId,
    /// The door that is meant.
    pub door: DoorId,
    /// What it is to do.
    pub act: DoorAct,
    /// Where the door's hardware is.
    pub address: DoorAddress,
    /// How long the lock is released, in milliseconds. Where the door is to lock, how long a press releases it: devices that
    /// keep that get it back after a hold.
    pub pulse_ms: u32,
    /// From this moment on the command is dead, wherever it waits.
    pub deadline: Timestamp,
}

/// What came of a command. Silence is never called opened, and never called closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome", content = "refusal")]
pub enum Outcome {
    /// The hardware confirmed that the door is released.
    Opened,
    /// The hardware took the command and has no way to confirm.
    Sent,
    /// The door certainly did not move, and why (a refusal of the door class).
    Failed(Refusal),
    /// Silence: the door may or may not have moved.
    Unknown,
}

impl Outcome {
    /// The stored and public spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Sent => "sent",
            Self::Failed(_) => "failed",
            Self::Unknown => "unknown",
        }
    }

    /// Why it failed, if it did.
    pub const fn refusal(self) -> Option<Refusal> {
        match self {
            Self::Failed(refusal) => Some(refusal),
            Self::Opened | Self::Sent | Self::Unknown => None,
        }
    }

    /// Whether the door certainly did not move, so that the press costs its link no use.
    pub const fn gives_back_a_use(self) -> bool {
        matches!(self, Self::Failed(_))
    }
}
