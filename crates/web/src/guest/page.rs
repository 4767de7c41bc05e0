//! What the guest page shows, as types: an ended link has no place for a door or an address.

use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use keylink_domain::door::DoorStatus;
use keylink_domain::id::{DoorId, PressId};
use keylink_domain::refusal::Refusal;

use super::answer::Answer;
use super::maker::Maker;
use super::path::LinkPath;
use super::state::Standing;
use super::steps::{GivenStep, PinNotice, PinStep, ShareView, WithdrawStep};
use crate::language::{Language, Languages};

/// For whom and when a page is made.
#[derive(Clone, Copy)]
pub struct Visitor<'a> {
    /// All languages, for the switch.
    pub languages: &'a Languages,
    /// The one that was negotiated.
    pub language: &'a Language,
    /// The clock.
    pub now: Timestamp,
}

/// One guest page.
pub struct GuestPage<'a> {
    /// For whom and when.
    pub visitor: Visitor<'a>,
    /// What there is to show.
    pub view: View,
}

/// The pages there are.
pub enum View {
    /// A link that opens doors now or later.
    Doors(Box<DoorsView>),
    /// A link that opens nothing any more.
    Ended {
        /// Why.
        reason: Ended,
        /// Whom to ask.
        maker: Maker,
    },
    /// The link asks for a PIN.
    Pin(Box<PinStep>),
    /// The link belongs to another device.
    OtherDevice {
        /// Whom to ask.
        maker: Maker,
    },
    /// The form to pass the link on, with the branches that there are.
    Share(Box<ShareView>),
    /// A branch was made: its address, once.
    Given(Box<GivenStep>),
    /// Whether a branch is to be withdrawn.
    Withdraw(Box<WithdrawStep>),
    /// Without scripts: the number to type in.
    Number(Box<NumberStep>),
    /// Without scripts: what came of the press.
    Answer(Box<AnswerStep>),
    /// No link has this secret.
    UnknownLink,
    /// Too many unknown secrets from this address.
    TooManyTries,
    /// The page could not be made.
    Trouble {
        /// What the log knows this failure by.
        reference: Option<String>,
    },
}

impl View {
    /// The status that the page is sent with.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Doors(_) | Self::Number(_) | Self::Given(_) => StatusCode::OK,
            Self::Pin(step) => match step.notice {
                None => StatusCode::OK,
                Some(PinNotice::Wrong) => StatusCode::FORBIDDEN,
                Some(PinNotice::Wait(_)) => StatusCode::TOO_MANY_REQUESTS,
            },
            Self::OtherDevice { .. } => StatusCode::FORBIDDEN,
            Self::Share(view) if view.wrong.is_some() => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Withdraw(step) if step.wrong => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Share(_) | Self::Withdraw(_) => StatusCode::OK,
            Self::Answer(step) => step.answer.status(),
            Self::Ended { .. } => StatusCode::GONE,
            Self::UnknownLink => StatusCode::NOT_FOUND,
            Self::TooManyTries => StatusCode::TOO_MANY_REQUESTS,
            // Nearly always the database is away; and whoever tries again is helped at once when it is back.
            Self::Trouble { .. } => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

/// A link that opens doors now or later.
pub struct DoorsView {
    /// Where the page lives.
    pub path: LinkPath,
    /// What stands on top: the site's name, or the organization's where the doors are at several sites.
    pub place: String,
    /// Who invited.
    pub maker: Maker,
    /// When the link's window ends, if it does.
    pub until: Option<Timestamp>,
    /// The zone in which the page tells times: the site's.
    pub zone: TimeZone,
    /// Whether a press opens now, or from when.
    pub readiness: Readiness,
    /// How many openings are left, where they are counted.
    pub uses_left: Option<u32>,
    /// The doors, in the maker's order.
    pub doors: Vec<Door>,
    /// How a person shows that they are one.
    pub mode: Mode,
    /// The server's mark on this page: it goes with each press.
    pub ticket: String,
    /// What helps to find the way, for each building.
    pub arrivals: Vec<Arrival>,
    /// Whether the guest may pass the link on.
    pub may_share: bool,
    /// Whether a guest passed it on to this one.
    pub is_branch: bool,
}

/// Whether a press opens now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readiness {
    /// Now.
    Now,
    /// The window begins then.
    From(Timestamp),
    /// Outside the weekly hours, which begin again then (if ever within the window).
    Hours(Option<Timestamp>),
}

impl Readiness {
    /// When it turns to now by itself.
    pub const fn opens_at(self) -> Option<Timestamp> {
        match self {
            Self::Now => None,
            Self::From(at) => Some(at),
            Self::Hours(at) => at,
        }
    }
}

/// A door on the page.
pub struct Door {
    /// Its id.
    pub id: DoorId,
    /// Its name.
    pub name: String,
    /// Its building, where the page shows doors of several.
    pub place: Option<String>,
    /// What the hardware reports.
    pub status: DoorStatus,
    /// What stands in the way of a press, or makes it needless, as far as known beforehand.
    pub hindrance: Option<Hindrance>,
    /// The press of a page without scripts: new with every page and door.
    pub press: PressId,
}

/// What the page tells before the press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// The door is held open.
    HeldOpen,
    /// A press would be refused for this.
    Refused(Refusal),
    /// It opens at other hours than the link: from then on.
    OpensFrom(Timestamp),
}

/// How a person shows that they are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Press and hold, a second press, or a number.
    Gesture,
    /// A plain tap: the organization chose so.
    Tap,
}

/// What helps to find the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Which building it is, where the page shows doors of several.
    pub place: Option<String>,
    /// How to get in, in the maker's words; line breaks are kept.
    pub notes: Option<String>,
    /// Where it is, in one line.
    pub address: Option<String>,
    /// A map; taken only if it is an `https:` or `geo:` address.
    pub map: Option<String>,
}

/// Why a link opens nothing any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Its window is over.
    Expired,
    /// It was revoked.
    Revoked,
    /// Its number of uses is spent.
    UsedUp,
    /// What it rests on is gone: the cloud key, its maker, the maker's access.
    Withdrawn,
    /// Its doors were removed.
    DoorsRemoved,
}

impl Ended {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::Expired, Self::Revoked, Self::UsedUp, Self::Withdrawn, Self::DoorsRemoved];

    /// The link's standing, as the script knows it.
    pub const fn standing(self) -> Standing {
        match self {
            Self::Expired => Standing::Expired,
            Self::Revoked => Standing::Revoked,
            Self::UsedUp => Standing::UsedUp,
            Self::Withdrawn | Self::DoorsRemoved => Standing::Withdrawn,
        }
    }
}

/// The number to type in, where scripts do not run.
pub struct NumberStep {
    /// Where the link's page lives.
    pub path: LinkPath,
    /// The door that was pressed.
    pub door: DoorId,
    /// Its name.
    pub door_name: String,
    /// A new press: posting this page twice is one press.
    pub press: PressId,
    /// The server's mark, which knows the number and when it was shown.
    pub ticket: String,
    /// The number, 10 to 99.
    pub number: u8,
    /// Whether the number typed before was wrong or too late.
    pub wrong: bool,
}

/// What came of a press, where scripts do not run.
pub struct AnswerStep {
    /// Where the link's page lives; nothing where the link has ended.
    pub path: Option<LinkPath>,
    /// The door's name, where the link may still name it.
    pub door_name: Option<String>,
    /// Whom to ask.
    pub maker: Maker,
    /// What came of it.
    pub answer: Answer,
}
