//! The page's live state: how the link stands and what its doors report, in words and as JSON.

use jiff::Timestamp;
use keylink_domain::door::{ContactStatus, DoorStatus, LockStatus};
use keylink_domain::refusal::Refusal;
use serde::Serialize;

use super::answer::refusal_key;
use super::page::{Door, DoorsView, GuestPage, Hindrance, Readiness, View};
use crate::language::{Language, isolated};
use crate::tone::Tone;

const DAY_MS: i64 = 86_400_000;

/// How a link stands, as the script knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It opens now.
    Active,
    /// Its window has not begun.
    NotYetValid,
    /// It opens at other hours.
    OutsideHours,
    /// Its window is over.
    Expired,
    /// It was revoked.
    Revoked,
    /// Its uses are spent.
    UsedUp,
    /// What it rests on is gone.
    Withdrawn,
    /// It asks for a PIN.
    PinNeeded,
    /// It belongs to another device.
    OtherDevice,
    /// No link has this secret.
    Unknown,
    /// The house could not tell.
    Trouble,
}

impl Standing {
    /// The spelling in pages and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::NotYetValid => "not_yet_valid",
            Self::OutsideHours => "outside_hours",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::UsedUp => "used_up",
            Self::Withdrawn => "withdrawn",
            Self::PinNeeded => "pin_needed",
            Self::OtherDevice => "other_device",
            Self::Unknown => "unknown",
            Self::Trouble => "trouble",
        }
    }
}

impl From<Readiness> for Standing {
    fn from(readiness: Readiness) -> Self {
        match readiness {
            Readiness::Now => Self::Active,
            Readiness::From(_) => Self::NotYetValid,
            Readiness::Hours(_) => Self::OutsideHours,
        }
    }
}

/// The JSON of `GET /k/{secret}/state`. It changes nothing and counts as nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StateBody {
    /// How the link stands.
    pub standing: Standing,
    /// A fresh ticket, where a press is possible now or later.
    pub ticket: Option<String>,
    /// How long until a press is possible, in milliseconds by the server's clock.
    pub opens_in_ms: Option<i64>,
    /// The same in words, while it is days off.
    pub opens_in_days: Option<String>,
    /// The head's second line.
    pub terms: String,
    /// What the page says while no press is possible.
    pub waiting: Option<String>,
    /// The doors, in the page's order.
    pub doors: Vec<DoorLine>,
}

/// One door's line: what the page shows of it besides its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DoorLine {
    /// The door.
    pub id: String,
    /// "online · locked"; empty where nothing is known.
    pub status: String,
    /// Its icon in the sprite.
    pub icon: &'static str,
    /// `quiet` or `warn`.
    pub tone: Tone,
    /// What to know before the press; may be empty.
    pub note: String,
    /// `info` or `warn`.
    pub note_tone: Tone,
}

impl GuestPage<'_> {
    /// The live state of this page.
    pub fn state(&self) -> StateBody {
        let language = self.visitor.language;
        match &self.view {
            View::Doors(view) => view.state(language, self.visitor.now),
            View::Ended { reason, .. } => StateBody::nothing(reason.standing()),
            View::UnknownLink => StateBody::nothing(Standing::Unknown),
            View::Pin(_) => StateBody::nothing(Standing::PinNeeded),
            View::OtherDevice { .. } => StateBody::nothing(Standing::OtherDevice),
            View::Share(_)
            | View::Given(_)
            | View::Withdraw(_)
            | View::Number(_)
            | View::Answer(_)
            | View::TooManyTries
            | View::Trouble { .. } => StateBody::nothing(Standing::Trouble),
        }
    }
}

impl StateBody {
    fn nothing(standing: Standing) -> Self {
        Self {
            standing,
            ticket: None,
            opens_in_ms: None,
            opens_in_days: None,
            terms: String::new(),
            waiting: None,
            doors: Vec::new(),
        }
    }
}

impl DoorsView {
    fn state(&self, language: &Language, now: Timestamp) -> StateBody {
        StateBody {
            standing: self.readiness.into(),
            ticket: Some(self.ticket.clone()),
            opens_in_ms: self.opens_in_ms(now),
            opens_in_days: self.opens_in_days(language, now),
            terms: self.terms(language, now),
            waiting: self.waiting(language, now).map(|(_, message)| message),
            doors: self.doors.iter().map(|door| self.line(door, language, now)).collect(),
        }
    }

    /// How long until a press is possible, in milliseconds.
    pub(super) fn opens_in_ms(&self, now: Timestamp) -> Option<i64> {
        self.readiness.opens_at().map(|at| at.as_millisecond().saturating_sub(now.as_millisecond()).max(0))
    }

    /// "in 40 days": nothing where a running clock says it better.
    pub(super) fn opens_in_days(&self, language: &Language, now: Timestamp) -> Option<String> {
        let days = self.opens_in_ms(now)? / DAY_MS;
        (days >= 2).then(|| language.text_with("countdown-days", &[("count", days.into())]))
    }

    /// "Anna invited you".
    pub(super) fn invited(&self, language: &Language) -> String {
        match self.maker.name() {
            _ if self.is_branch => language.text_with("passed-on", &[self.maker.arg(language)]),
            Some(name) => language.text_with("invited", &[("maker", isolated(name).into())]),
            None => language.text("invited-by-nobody"),
        }
    }

    /// "until Sun 24 Nov, 11:00 (Vienna time)", and on a line of its own "3 openings left".
    pub(super) fn terms(&self, language: &Language, now: Timestamp) -> String {
        let until = self.until.map(|until| {
            let time = language.date_time_there(until, &self.zone, now);
            language.text_with("until", &[("time", time.into())])
        });
        let left = self.uses_left.map(|count| language.text_with("uses-left", &[("count", count.into())]));
        until.into_iter().chain(left).collect::<Vec<_>>().join("\n")
    }

    /// Title and message of the page while no press is possible.
    pub(super) fn waiting(&self, language: &Language, now: Timestamp) -> Option<(String, String)> {
        let key = match self.readiness {
            Readiness::Now => return None,
            Readiness::From(_) => "not-yet",
            Readiness::Hours(Some(_)) => "outside-hours",
            Readiness::Hours(None) => "outside-hours-ended",
        };
        let mut args = vec![self.maker.arg(language)];
        if let Some(at) = self.readiness.opens_at() {
            args.push(("time", language.date_time_there(at, &self.zone, now).into()));
        }
        Some((language.attribute(key, "title", &args), language.attribute(key, "message", &args)))
    }
}

impl DoorsView {
    /// What the page shows of a door besides its name.
    pub(super) fn line(&self, door: &Door, language: &Language, now: Timestamp) -> DoorLine {
        let words = status_words(&door.status).map(|key| language.text(key));
        DoorLine {
            id: door.id.to_string(),
            status: words.collect::<Vec<_>>().join(" · "),
            icon: status_icon(&door.status),
            tone: if door.status.online == Some(false) { Tone::Warn } else { Tone::Quiet },
            note: self.note(door, language, now),
            note_tone: if door.hindrance == Some(Hindrance::HeldOpen) { Tone::Info } else { Tone::Warn },
        }
    }

    fn note(&self, door: &Door, language: &Language, now: Timestamp) -> String {
        match door.hindrance {
            Some(Hindrance::HeldOpen) => language.text("note-held-open"),
            Some(Hindrance::Refused(Refusal::DoorOffline)) => language.text("note-offline"),
            Some(Hindrance::Refused(refusal)) => {
                language.attribute(&refusal_key(refusal), "message", &[self.maker.arg(language)])
            }
            Some(Hindrance::OpensFrom(at)) => {
                let time = language.date_time_there(at, &self.zone, now);
                language.attribute("outside-hours", "message", &[("time", time.into())])
            }
            None if door.status.online == Some(false) => language.text("note-offline"),
            None => String::new(),
        }
    }
}

/// The words for what is known; what is unknown is left out. While a door is offline, what its lock
/// and contact said last is not known any more.
fn status_words(status: &DoorStatus) -> impl Iterator<Item = &'static str> {
    let reached = status.online != Some(false);
    let online = status.online.map(|online| if online { "online" } else { "offline" });
    let contact = match status.contact.filter(|_| reached) {
        Some(ContactStatus::Open) => Some("open"),
        Some(ContactStatus::Closed) | None => None,
    };
    let lock = status.lock.filter(|_| reached).map(|lock| match lock {
        LockStatus::Locked => "locked",
        LockStatus::Unlocked => "unlocked",
    });
    [online, contact, lock].into_iter().flatten()
}

fn status_icon(status: &DoorStatus) -> &'static str {
    match (status.online, status.contact, status.lock) {
        (Some(false), _, _) => "wifi-off",
        (_, Some(ContactStatus::Open), _) => "door-open",
        (_, _, Some(LockStatus::Unlocked)) => "lock-open",
        _ => "lock",
    }
}
