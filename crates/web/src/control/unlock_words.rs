//! What came of pressing "Unlock now", in words. Silence is never called opened.

use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_service::unlock::{End, Pressed};

use crate::tone::Tone;

/// What came of a press.
pub struct Told {
    /// `good`, `warn` or `bad`.
    pub tone: Tone,
    /// An icon.
    pub icon: &'static str,
    /// In a few words.
    pub title: &'static str,
    /// And what that means.
    pub message: String,
}

/// What came of a press, in words.
pub fn told(pressed: &Pressed) -> Told {
    let ms = pressed.latency_ms;
    let (tone, icon, title, message) = match pressed.end {
        End::Done(Outcome::Opened) => {
            (Tone::Good, "lock-open", "Open.", format!("The hardware confirmed it after {ms} ms."))
        }
        End::Done(Outcome::Sent) => {
            (Tone::Info, "send", "Sent.", "This door cannot confirm that it moved; try it now.".to_owned())
        }
        End::Done(Outcome::Unknown) => (
            Tone::Warn,
            "circle-question-mark",
            "It did not answer.",
            "The door may or may not have opened. Look at it before you press again.".to_owned(),
        ),
        End::Undecided => (
            Tone::Warn,
            "circle-question-mark",
            "It could not be decided.",
            "The database could not be asked just now. If you sent this press before, look at the door; then press again."
                .to_owned(),
        ),
        End::Done(Outcome::Failed(why)) => (Tone::Bad, "circle-x", "It did not open.", because(why)),
        End::Refused(why) => (Tone::Bad, "ban", "Refused.", because(why)),
    };
    Told { tone, icon, title, message }
}

fn because(why: Refusal) -> String {
    let sentence = why.log_sentence();
    let advice = match why {
        Refusal::NoAccess | Refusal::NoRemoteUnlock => {
            " Give yourself access with remote unlock on your page under People."
        }
        Refusal::DoorLocked | Refusal::DoorOnsiteOnly => " Change the state below first.",
        Refusal::SiteLockdown => " Lift the lockdown under Settings, Sites.",
        Refusal::DoorNotWired => " Give it a controller below.",
        Refusal::DoorOffline => " Check its power and its network.",
        Refusal::TooManyPresses => " Wait a moment.",
        _ => "",
    };
    let mut letters = sentence.chars();
    let capital: String = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    format!("{capital}.{advice}")
}
