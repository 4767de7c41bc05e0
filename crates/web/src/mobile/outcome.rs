//! What came of pressing one's own door, for who stands before it. Silence is never called opened.

use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_service::Trouble;
use keylink_service::unlock::{End, Pressed};
use serde::Serialize;

/// What came of a press, in words: for the page, and as JSON for its script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// `opened`, `sent`, `failed`, `unknown` or `refused`.
    pub outcome: &'static str,
    /// `good`, `info`, `warn` or `bad`.
    pub tone: &'static str,
    /// An icon.
    pub icon: &'static str,
    /// In a few words.
    pub title: &'static str,
    /// And what to do now; may be empty.
    pub message: String,
}

/// What came of a press.
pub fn told(pressed: &Pressed) -> Told {
    let (tone, icon, title, message) = match pressed.end {
        End::Done(Outcome::Opened) => ("good", "check", "Open. Push the door.", String::new()),
        End::Done(Outcome::Sent) => {
            ("info", "send", "Sent.", "This door can\u{2019}t tell us whether it opened; try it now.".to_owned())
        }
        End::Done(Outcome::Unknown) => (
            "warn",
            "circle-question-mark",
            "It didn\u{2019}t answer.",
            "It may have opened all the same. Try the door, then press again.".to_owned(),
        ),
        End::Undecided => (
            "warn",
            "circle-question-mark",
            "Nothing was sent.",
            "Nobody could decide just now. If you sent this press before, look at the door; then press again."
                .to_owned(),
        ),
        End::Done(Outcome::Failed(why)) => ("bad", "circle-x", "It did not open.", because(why)),
        End::Refused(why) => ("bad", "ban", "Not opened.", because(why)),
    };
    Told { outcome: pressed.end.as_str(), tone, icon, title, message }
}

/// Why a press was not even tried: nothing was sent.
pub fn not_tried(trouble: &Trouble) -> Told {
    let message = match trouble {
        Trouble::NotFound(_) => "You have no access to this door any more.".to_owned(),
        Trouble::TooOften { retry_after_s } => format!("Too often in a short time. Try again in {retry_after_s} s."),
        _ => "Nothing was sent. Wait a moment, then press again.".to_owned(),
    };
    Told { outcome: "refused", tone: "bad", icon: "ban", title: "Not opened.", message }
}

/// The reason as the log says it, and what a member can do about it.
fn because(why: Refusal) -> String {
    let advice = match why {
        Refusal::NoAccess | Refusal::NoRemoteUnlock | Refusal::DoorLocked | Refusal::DoorNotWired => {
            " Ask whoever runs this building."
        }
        Refusal::DoorOnsiteOnly => " Use your card or PIN at the door.",
        Refusal::DoorOffline => " Use your card or key, or try again in a moment.",
        Refusal::TooManyPresses | Refusal::NotRecorded => " Wait a moment, then press again.",
        _ => "",
    };
    let mut letters = why.log_sentence().chars();
    let capital: String = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    format!("{capital}.{advice}")
}
