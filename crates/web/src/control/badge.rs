//! Badges: how something stands, as a word with an icon and a tone. Colour never says it alone.

use jiff::Timestamp;
use keylink_domain::credential::{Credential, CredentialState};
use keylink_domain::delivery::{DeliveryState, FailCode};
use keylink_domain::door::{ContactStatus, Door, DoorState, DoorStatus, InForce, LockStatus};
use keylink_domain::hollow::{Hollow, LinkStanding};
use keylink_domain::link::Link;
use keylink_domain::placement::PlacementState;
use keylink_domain::user::{User, UserState};
use keylink_domain::validity::Standing;
use keylink_domain::zone::Zone;

use super::time;
use crate::tone::Tone;

/// How something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// The icon.
    pub icon: &'static str,
    /// The word.
    pub word: String,
    /// Its colour.
    pub tone: Tone,
    /// More, where there is more to say.
    pub title: String,
}

impl Badge {
    fn new(tone: Tone, icon: &'static str, word: impl Into<String>) -> Self {
        Self { icon, word: word.into(), tone, title: String::new() }
    }

    fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }
}

/// What a door's hardware reports.
pub fn door_status(door: &Door, status: DoorStatus) -> Badge {
    if door.address.is_none() {
        return Badge::new(Tone::Quiet, "circle-question-mark", "not wired")
            .titled("No controller drives this door yet");
    }
    match (status.online, status.contact, status.lock) {
        (None, ..) => Badge::new(Tone::Quiet, "circle-question-mark", "never seen")
            .titled("Its controller has not been heard of yet"),
        (Some(false), ..) => Badge::new(Tone::Bad, "wifi-off", "offline").titled("Its controller cannot be reached"),
        (_, Some(ContactStatus::Open), _) => {
            Badge::new(Tone::Warn, "door-open", "open").titled("The leaf is away from the frame")
        }
        (_, _, Some(LockStatus::Unlocked)) => {
            Badge::new(Tone::Warn, "lock-open", "unlocked").titled("The bolt is drawn")
        }
        (_, _, Some(LockStatus::Locked)) => Badge::new(Tone::Good, "lock", "locked").titled("The bolt holds"),
        (Some(true), Some(ContactStatus::Closed), None) => Badge::new(Tone::Good, "door-closed", "closed"),
        (Some(true), None, None) => Badge::new(Tone::Good, "wifi", "online").titled("It does not report its lock"),
    }
}

/// The policy in force for a door, and until when.
pub fn door_state(in_force: InForce, zone: &Zone, now: Timestamp) -> Badge {
    let badge = match in_force.state {
        DoorState::Standard => {
            Badge::new(Tone::Quiet, "shield", "standard").titled("Opens for those with a right to it")
        }
        DoorState::Unlocked => {
            Badge::new(Tone::Warn, "lock-open", "held open").titled("The door\u{2019}s state is unlocked")
        }
        DoorState::OnsiteOnly => Badge::new(Tone::Warn, "hand", "onsite only").titled("No remote unlock"),
        DoorState::Locked => Badge::new(Tone::Bad, "ban", "locked for all").titled("Opens for nobody"),
    };
    match in_force.until {
        Some(until) => {
            let word = format!("{} until {}", badge.word, time::to_the_minute(until, zone, now).text);
            let title = format!("{}. By schedule, until {}", badge.title, time::full(until, zone));
            Badge { word, title, ..badge }
        }
        None => badge,
    }
}

/// How a link stands.
pub fn link(link: &Link, hollow: Option<Hollow>, now: Timestamp) -> Badge {
    let when = |at: Timestamp| time::full(at, &link.validity.zone);
    let own = match link.stands(hollow, now) {
        LinkStanding::Revoked { at } => {
            return Badge::new(Tone::Bad, "ban", "revoked").titled(format!("Since {}", when(at)));
        }
        LinkStanding::Hollow(hollow) => {
            return Badge::new(Tone::Bad, "triangle-alert", "opens nothing")
                .titled(format!("Because {}", hollow.sentence()));
        }
        LinkStanding::Own(own) => own,
    };
    match own {
        Standing::NotYet { starts } => {
            Badge::new(Tone::Quiet, "calendar-clock", "upcoming").titled(format!("Starts {}", when(starts)))
        }
        Standing::Active { until, .. } => Badge::new(Tone::Good, "circle-check", "active")
            .titled(until.map(|until| format!("Until {}", when(until))).unwrap_or_default()),
        Standing::OutsideHours { next } => Badge::new(Tone::Warn, "clock", "outside hours")
            .titled(next.map(|next| format!("Opens next {}", when(next))).unwrap_or_default()),
        Standing::Expired { ended } => {
            Badge::new(Tone::Quiet, "hourglass", "expired").titled(format!("Since {}", when(ended)))
        }
        Standing::UsedUp { max } => {
            Badge::new(Tone::Quiet, "circle-dot", "used up").titled(format!("{max} of {max} uses"))
        }
    }
}

/// How far a delivery has come.
pub fn delivery(state: &DeliveryState) -> Badge {
    match state {
        DeliveryState::Queued { .. } => Badge::new(Tone::Quiet, "hourglass", "queued"),
        DeliveryState::Sending { .. } => Badge::new(Tone::Quiet, "hourglass", "sending"),
        DeliveryState::Sent { .. } => Badge::new(Tone::Good, "circle-check", "sent").titled("The provider took it"),
        DeliveryState::Failed { failure, .. } if failure.code == FailCode::NotKnown => {
            Badge::new(Tone::Warn, "circle-question-mark", "not known").titled(FailCode::NotKnown.sentence())
        }
        DeliveryState::Failed { .. } => Badge::new(Tone::Bad, "circle-x", "failed"),
    }
}

/// Whether a user may act.
pub fn user(user: &User) -> Badge {
    match user.state {
        UserState::Active => Badge::new(Tone::Good, "circle-check", "active"),
        UserState::Suspended => {
            Badge::new(Tone::Bad, "pause", "suspended").titled("May not act; their links open nothing")
        }
    }
}

/// Whether a credential counts.
pub fn credential(credential: &Credential, now: Timestamp) -> Badge {
    match credential.state {
        CredentialState::Revoked => Badge::new(Tone::Bad, "ban", "revoked"),
        CredentialState::Suspended => Badge::new(Tone::Bad, "pause", "suspended"),
        CredentialState::Active if credential.is_active(now) => Badge::new(Tone::Good, "circle-check", "active"),
        CredentialState::Active => Badge::new(Tone::Quiet, "hourglass", "out of its dates"),
    }
}

/// Whether a controller can be reached.
pub fn online(online: Option<bool>) -> Badge {
    match online {
        Some(true) => Badge::new(Tone::Good, "wifi", "online"),
        Some(false) => Badge::new(Tone::Bad, "wifi-off", "offline"),
        None => Badge::new(Tone::Quiet, "circle-question-mark", "never seen"),
    }
}

/// Whether a token counts.
pub fn token(revoked: bool) -> Badge {
    if revoked { Badge::new(Tone::Bad, "ban", "revoked") } else { Badge::new(Tone::Good, "circle-check", "active") }
}
/// How far a card is on its way to a controller.
pub fn placement(state: PlacementState) -> Badge {
    match state {
        PlacementState::Pending => Badge::new(Tone::Warn, "clock", "on its way"),
        PlacementState::OnController => Badge::new(Tone::Good, "circle-check", "on the controller"),
        PlacementState::Failed => Badge::new(Tone::Bad, "circle-x", "not on the controller"),
        PlacementState::Removed => Badge::new(Tone::Quiet, "ban", "taken off"),
    }
}
