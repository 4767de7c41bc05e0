//! The messages of the protocol as a device sees them (docs/mqtt.md).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What the house says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Command {
    pub(crate) id: Uuid,
    pub(crate) door: String,
    pub(crate) act: String,
    pub(crate) pulse_ms: u64,
    pub(crate) deadline_ms: i64,
}

/// What the device answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome", content = "reason")]
pub(crate) enum Answer {
    Opened,
    /// It was told to lock, and did.
    Sent,
    Failed(Reason),
}

/// Why it did not move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reason {
    Jammed,
    NotWired,
    TooLate,
}

/// The most answers that go into one message.
pub(crate) const MOST_TOGETHER: usize = 16;

/// An answer as it is sent.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Result {
    pub(crate) id: Uuid,
    #[serde(flatten)]
    pub(crate) answer: Answer,
}

/// A door's state as it is sent.
#[derive(Debug, Serialize)]
pub(crate) struct State {
    pub(crate) lock: &'static str,
    pub(crate) contact: &'static str,
}

impl Command {
    /// Whether the bolt is to be drawn; otherwise it is to go back. None where this device does not know the act.
    pub(crate) fn draws(&self) -> Option<bool> {
        match self.act.as_str() {
            "unlock" => Some(true),
            "lock" => Some(false),
            _ => None,
        }
    }
}

impl Answer {
    /// For the screen.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Sent => "locked",
            Self::Failed(Reason::Jammed) => "failed, jammed",
            Self::Failed(Reason::NotWired) => "failed, no such door",
            Self::Failed(Reason::TooLate) => "failed, too late",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_written_as_documented() {
        let id = Uuid::nil();
        let written = |answer| serde_json::to_string(&Result { id, answer }).unwrap();
        assert_eq!(written(Answer::Opened), format!(r#"{{"id":"{id}","outcome":"opened"}}"#));
        assert_eq!(
            written(Answer::Failed(Reason::NotWired)),
            format!(r#"{{"id":"{id}","outcome":"failed","reason":"not_wired"}}"#)
        );
    }
}
