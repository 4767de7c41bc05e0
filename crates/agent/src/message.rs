//! The device's side of Keylink's own protocol (docs/mqtt.md), as far as an agent speaks it.

use keylink_domain::door::{ContactStatus, LockStatus};
use keylink_domain::id::UnlockId;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{DoorAct, Outcome};
use serde::{Deserialize, Serialize};

/// No message that is understood is longer, in bytes.
const LONGEST: usize = 4 * 1_024;

/// A command.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Command {
    /// The unlock.
    pub id: UnlockId,
    /// The channel.
    pub door: String,
    /// `unlock`, `hold`, `lock`, or something that this program does not know.
    pub act: String,
    /// How long the lock is released.
    pub pulse_ms: u32,
    /// When it is dead, by the center's clock.
    pub deadline_ms: i64,
}

impl Command {
    /// What is to be done; none where this program does not know it.
    pub fn act(&self) -> Option<DoorAct> {
        match self.act.as_str() {
            "unlock" => Some(DoorAct::Unlock),
            "hold" => Some(DoorAct::Hold),
            "lock" => Some(DoorAct::Lock),
            _ => None,
        }
    }
}

/// Reads a message.
pub fn read<'a, T: Deserialize<'a>>(payload: &'a [u8]) -> Option<T> {
    if payload.len() > LONGEST { None } else { serde_json::from_slice(payload).ok() }
}

/// Writes a message.
pub fn write(message: &impl Serialize) -> Option<String> {
    serde_json::to_string(message).ok()
}

/// The answer to a command.
#[derive(Debug, Serialize)]
pub struct Result {
    id: UnlockId,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

impl Result {
    /// What came of it, as it is.
    pub fn of(id: UnlockId, outcome: Outcome) -> Self {
        Self { id, outcome: outcome.as_str(), reason: outcome.refusal().map(reason) }
    }
}

const fn reason(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::DoorOffline => "offline",
        Refusal::DoorNotWired => "not_wired",
        Refusal::TooLate => "too_late",
        Refusal::NotRecorded => "not_recorded",
        _ => "jammed",
    }
}

/// How a door is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct DoorState {
    /// Its lock; none is unknown.
    pub lock: Option<LockStatus>,
    /// Its contact; none is unknown.
    pub contact: Option<ContactStatus>,
}
