//! Tones: the colour that says how something stands. An icon and words always go with it.

use std::fmt;

use serde::Serialize;

/// How something stands, as a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// As it should be: the door is open, the controller is there.
    Good,
    /// On its way, and nobody can tell how it ends.
    Info,
    /// To be looked at: silence, a leaf that stands open.
    Warn,
    /// It did not happen, or is not there.
    Bad,
    /// Neither good nor bad.
    Quiet,
}

impl Tone {
    /// The name that styles know it by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Quiet => "quiet",
        }
    }
}

impl fmt::Display for Tone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
