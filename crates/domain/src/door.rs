//! A door: what opens. Its *state* is the policy in force; its *status* is what the hardware reports.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::controller::DoorAddress;
use crate::id::{DoorId, OrganizationId, ScheduleId, SiteId};
use crate::schedule::Schedule;
use crate::zone::Zone;

/// How long the lock is released, in milliseconds, where nothing else is set.
pub const DEFAULT_PULSE_MS: u32 = 5_000;
/// The shortest pulse a lock can be given, in milliseconds.
pub const MIN_PULSE_MS: u32 = 100;
/// The longest pulse, in milliseconds: longer is a door held open, which is a door *state*.
pub const MAX_PULSE_MS: u32 = 120_000;

/// The shortest time after which an open leaf is told, in milliseconds.
pub const MIN_HELD_OPEN_MS: u32 = 5_000;
/// The longest such time, in milliseconds: a day.
pub const MAX_HELD_OPEN_MS: u32 = 86_400_000;

/// A door of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// Its id.
    pub id: DoorId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// The building it is in.
    pub site: SiteId,
    /// What people call it: "Street door".
    pub name: String,
    /// Where the hardware is; a door may be described before it is wired.
    pub address: Option<DoorAddress>,
    /// How long the lock is released, in milliseconds.
    pub pulse_ms: u32,
    /// The policy set by hand.
    pub state: DoorState,
    /// The policy by schedule; what is set by hand goes before it.
    pub plan: Option<DoorPlan>,
    /// How long its leaf may stand open, in milliseconds, before that is told; none where nobody wants to know.
    pub held_open_ms: Option<u32>,
    /// Whether people open it from inside without anybody letting them out, as by a handle: then no opening is forced.
    pub free_exit: bool,
}

/// A state that is in force within the hours of a schedule, and the standard one outside of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoorPlan {
    /// The state: any but the standard one.
    pub state: DoorState,
    /// Within which hours.
    pub schedule: ScheduleId,
}

/// Which policy is in force at an instant, and until when that holds by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    /// The policy.
    pub state: DoorState,
    /// Whether the schedule says so, and nobody's hand.
    pub by_plan: bool,
    /// When the schedule says something else, where that is known.
    pub until: Option<Timestamp>,
}

/// The policy in force for a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoorState {
    /// Opens for those with a right to it.
    Standard,
    /// Held open.
    Unlocked,
    /// No remote unlock: only cards, PINs and buttons at the door.
    OnsiteOnly,
    /// Opens for nobody.
    Locked,
}

impl DoorState {
    /// Every state, in the order in which pages list them.
    pub const ALL: [Self; 4] = [Self::Standard, Self::Unlocked, Self::OnsiteOnly, Self::Locked];

    /// The stored and public spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Unlocked => "unlocked",
            Self::OnsiteOnly => "onsite_only",
            Self::Locked => "locked",
        }
    }

    /// Reads the stored spelling.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// The policy in force at `now`: what is set by hand, and where that is the standard one, what the schedule says.
pub fn state_at(by_hand: DoorState, plan: Option<(DoorState, &Schedule)>, now: Timestamp, zone: &Zone) -> DoorState {
    match plan {
        Some((state, schedule)) if by_hand == DoorState::Standard && schedule.contains(now, zone) => state,
        Some(_) | None => by_hand,
    }
}

/// As [`state_at`], with what pages say besides.
pub fn in_force(by_hand: DoorState, plan: Option<(DoorState, &Schedule)>, now: Timestamp, zone: &Zone) -> InForce {
    let state = state_at(by_hand, plan, now, zone);
    let Some((planned, schedule)) = plan.filter(|_| by_hand == DoorState::Standard) else {
        return InForce { state, by_plan: false, until: None };
    };
    if state == planned {
        InForce { state, by_plan: true, until: schedule.open_until(now, zone) }
    } else {
        InForce { state, by_plan: true, until: schedule.next_opening(now, zone) }
    }
}

/// What the hardware last reported of a door; each part may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DoorStatus {
    /// Whether the controller can be reached.
    pub online: Option<bool>,
    /// What the lock reports.
    pub lock: Option<LockStatus>,
    /// What the door contact reports.
    pub contact: Option<ContactStatus>,
}

/// What a lock reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LockStatus {
    /// The bolt holds.
    Locked,
    /// The bolt is drawn.
    Unlocked,
}

/// What a door contact reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactStatus {
    /// The leaf is away from the frame.
    Open,
    /// The leaf is in the frame.
    Closed,
}

macro_rules! spelled {
    ($name:ident: $($variant:ident = $text:literal),*) => {
        impl $name {
            /// The stored and public spelling.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
            /// Reads the stored spelling; anything else is unknown.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}
pub(crate) use spelled;

spelled!(LockStatus: Locked = "locked", Unlocked = "unlocked");
spelled!(ContactStatus: Open = "open", Closed = "closed");
