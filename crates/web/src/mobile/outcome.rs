//! What came of pressing one's own door, for who stands before it. Silence is never called opened.

use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_service::Trouble;
use keylink_service::unlock::{End, Pressed};
use serde::Serialize;

use super::said;
use crate::guest::answer::refusal_key;
use crate::language::{Arg, Language};
use crate::tone::Tone;

/// What came of a press, in words: for the page, and as JSON for its script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// `opened`, `sent`, `failed`, `unknown` or `refused`.
    pub outcome: &'static str,
    /// `good`, `info`, `warn` or `bad`.
    pub tone: Tone,
    /// An icon.
    pub icon: &'static str,
    /// In a few words.
    pub title: String,
    /// And what to do now; may be empty.
    pub message: String,
}

/// What came of a press.
pub fn told(pressed: &Pressed, t: &Language) -> Told {
    let say = |key: &str, part: &str| t.attribute(key, part, &[asked(t)]);
    let shut = || say("refusal-no-access", "title");
    let (tone, icon, title, message) = match pressed.end {
        End::Done(Outcome::Opened) => (Tone::Good, "check", say("opened", "title"), String::new()),
        End::Done(Outcome::Sent) => (Tone::Info, "send", say("sent", "title"), say("sent", "message")),
        End::Done(Outcome::Unknown) => {
            (Tone::Warn, "circle-question-mark", say("unknown", "title"), say("unknown", "message"))
        }
        End::Undecided => (Tone::Warn, "circle-question-mark", say("undecided", "title"), say("undecided", "message")),
        End::Done(Outcome::Failed(why)) => (Tone::Bad, "circle-x", shut(), because(t, why)),
        End::Refused(why) => (Tone::Bad, "ban", shut(), because(t, why)),
    };
    Told { outcome: pressed.end.as_str(), tone, icon, title, message }
}

/// Why a press was not even tried: nothing was sent.
pub fn not_tried(trouble: &Trouble, t: &Language) -> Told {
    let message = match trouble {
        Trouble::NotFound(_) => t.text("app-why-no-access"),
        Trouble::TooOften { retry_after_s } => {
            t.text_with("app-too-often", &[("seconds", retry_after_s.to_string().into())])
        }
        _ => t.text("app-not-tried"),
    };
    let title = t.attribute("refusal-no-access", "title", &[]);
    Told { outcome: "refused", tone: Tone::Bad, icon: "ban", title, message }
}

/// Whom to ask: nobody sent a member here.
fn asked(t: &Language) -> Arg<'static> {
    ("maker", t.text("app-whoever").into())
}

/// The reason, and what a member can do about it. What guests are told of doors is true for members, too; what they are
/// told of links is not.
fn because(t: &Language, why: Refusal) -> String {
    let advice = match why {
        Refusal::NoAccess
        | Refusal::UserInactive
        | Refusal::AccessOutsideSchedule
        // What guests are told of it speaks of links.
        | Refusal::SiteLockdown => "app-ask-building",
        Refusal::NoRemoteUnlock => "app-use-card",
        _ => return t.attribute(&refusal_key(why), "message", &[asked(t)]),
    };
    format!("{} {}", said::why(t, why), t.text(advice))
}
