//! A hold: a door whose state is `unlocked` is kept released by its hardware, for as long as that is so.

use jiff::Timestamp;

use crate::controller::{Channel, DriverKind};
use crate::door::{DoorState, MAX_PULSE_MS, spelled};
use crate::id::{ControllerId, DoorId, OrganizationId};

/// For how long one word holds a door whose hardware locks again by itself, in milliseconds. It is said again well before
/// that; where nobody says it any more, the door locks.
pub const HELD_MS: u32 = MAX_PULSE_MS;

/// A place on a controller that is held, was held, or is to be. It is the place that is held, and not the door: a door may be
/// wired elsewhere meanwhile, and its old lock must not stay open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The tenant.
    pub organization: OrganizationId,
    /// The door for which it is held.
    pub door: DoorId,
    /// On which controller.
    pub controller: ControllerId,
    /// The controller's kind.
    pub driver: DriverKind,
    /// The place on it.
    pub channel: Channel,
    /// How far it is.
    pub state: HoldState,
    /// Since when it is so.
    pub since: Timestamp,
    /// What is in the way, in words for people; none while all is well.
    pub reason: Option<String>,
    /// How often in a row it was tried in vain.
    pub tries: u32,
}

/// How far a hold is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HoldState {
    /// The door is to be held, and its hardware did not say yes yet.
    Wanted,
    /// The hardware holds it. It is told so again and again.
    Held,
    /// It is to lock, and the hardware did not say yes yet.
    Ending,
    /// It locked. It is told once more, because a word to hold it may have been under way.
    Ended,
}

spelled!(HoldState: Wanted = "wanted", Held = "held", Ending = "ending", Ended = "ended");

impl HoldState {
    /// Whether the door is to be held.
    pub const fn is_on(self) -> bool {
        matches!(self, Self::Wanted | Self::Held)
    }
}

/// How a door is held, as pages tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// How far it is.
    pub state: HoldState,
    /// Since when.
    pub since: Timestamp,
    /// What is in the way.
    pub reason: Option<String>,
}

/// For how long a press releases a door, in milliseconds: one that is held by pulses is not to lock after a short one.
pub fn pulse_ms(state: DoorState, driver: DriverKind, own_ms: u32) -> u32 {
    let by_pulses = matches!(driver, DriverKind::Mqtt | DriverKind::Agent | DriverKind::Shelly | DriverKind::Tasmota);
    if by_pulses && state == DoorState::Unlocked { HELD_MS.max(own_ms) } else { own_ms }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_press_at_a_held_door_is_as_long_as_its_hold() {
        assert_eq!(pulse_ms(DoorState::Unlocked, DriverKind::Shelly, 5_000), HELD_MS);
        assert_eq!(pulse_ms(DoorState::Standard, DriverKind::Shelly, 5_000), 5_000);
        // Its board knows that it is held.
        assert_eq!(pulse_ms(DoorState::Unlocked, DriverKind::Uhppote, 5_000), 5_000);
    }
}
