//! A hold: a door whose state is `unlocked` is kept released by its hardware, for as long as that is so.

use jiff::{SignedDuration, Timestamp};

use crate::controller::{Channel, DriverKind};
use crate::door::{MAX_PULSE_MS, spelled};
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
    /// For how long a press releases the door, in milliseconds: a device that keeps it gets it back at the end.
    pub pulse_ms: u32,
    /// How far it is.
    pub state: HoldState,
    /// Since when it is so.
    pub since: Timestamp,
    /// When its hardware was told last to hold it, or may have heard so; none where it never was.
    pub held_at: Option<Timestamp>,
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

/// Whether a controller of this kind holds a door by pulses, which end by themselves.
pub const fn by_pulses(driver: DriverKind) -> bool {
    matches!(driver, DriverKind::Mqtt | DriverKind::Shelly | DriverKind::Tasmota)
}

/// For how long a press releases a door, in milliseconds: one that is held by pulses is not to lock after a short one.
pub fn pulse_ms(is_held: bool, driver: DriverKind, own_ms: u32) -> u32 {
    if is_held && by_pulses(driver) { HELD_MS.max(own_ms) } else { own_ms }
}

impl Hold {
    /// Whether the hardware locked by itself meanwhile, also where nobody could tell it so: the last word to hold it, or the
    /// last press that was granted while it was held, was under way for no longer than this.
    pub fn locked_by_itself(&self, now: Timestamp, under_way: SignedDuration) -> bool {
        let last = if self.state.is_on() { self.held_at.unwrap_or(self.since) } else { self.since };
        let longest = SignedDuration::from_millis(i64::from(HELD_MS)).saturating_add(under_way);
        by_pulses(self.driver) && now.duration_since(last) >= longest
    }

    /// Whether the lock may still be released by it.
    pub fn may_be_released(&self, now: Timestamp, under_way: SignedDuration) -> bool {
        self.state != HoldState::Ended && self.held_at.is_some() && !self.locked_by_itself(now, under_way)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_press_at_a_held_door_is_as_long_as_its_hold() {
        assert_eq!(pulse_ms(true, DriverKind::Shelly, 5_000), HELD_MS);
        assert_eq!(pulse_ms(false, DriverKind::Shelly, 5_000), 5_000);
        // Its board knows that it is held; and what is behind an agent, the agent knows.
        assert_eq!(pulse_ms(true, DriverKind::Uhppote, 5_000), 5_000);
        assert_eq!(pulse_ms(true, DriverKind::Agent, 5_000), 5_000);
    }

    #[test]
    fn a_pulse_ends_by_itself_and_a_mode_does_not() {
        let since = Timestamp::UNIX_EPOCH;
        let (under_way, held) = (SignedDuration::from_secs(5), SignedDuration::from_millis(i64::from(HELD_MS)));
        let hold = |driver, state| Hold {
            organization: OrganizationId::new(since, [1; 16]),
            door: DoorId::new(since, [2; 16]),
            controller: ControllerId::new(since, [3; 16]),
            driver,
            channel: Channel::parse("1").unwrap(),
            pulse_ms: 5_000,
            state,
            since,
            held_at: Some(since),
            reason: None,
            tries: 0,
        };
        let over = since + held + under_way;
        let ending = hold(DriverKind::Mqtt, HoldState::Ending);
        assert!(!ending.locked_by_itself(since + held, under_way), "a word may have been under way");
        assert!(ending.locked_by_itself(over, under_way) && !ending.may_be_released(over, under_way));
        assert!(hold(DriverKind::Shelly, HoldState::Ended).locked_by_itself(over, under_way));
        let told_later = Hold { held_at: Some(over), ..hold(DriverKind::Mqtt, HoldState::Held) };
        assert!(!told_later.locked_by_itself(over, under_way), "it is told again and again");
        assert!(hold(DriverKind::Mqtt, HoldState::Held).locked_by_itself(over, under_way), "it was away since then");
        for driver in [DriverKind::Uhppote, DriverKind::Agent] {
            assert!(hold(driver, HoldState::Ending).may_be_released(over, under_way), "{driver:?}");
        }
        let never = Hold { held_at: None, ..hold(DriverKind::Uhppote, HoldState::Wanted) };
        assert!(!never.may_be_released(since, under_way));
    }
}
