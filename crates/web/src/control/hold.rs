//! How a door is kept unlocked by its hardware, in words for its page.

use jiff::Timestamp;
use keylink_domain::door::DoorState;
use keylink_domain::hold::{HoldState, Holding, by_pulses};
use keylink_service::controller::can_hold;
use keylink_service::door::DoorNow;

use super::time;
use crate::tone::Tone;

const BY_ITSELF: &str = " Where nobody reaches it, it locks by itself within two minutes.";
const TOLD: &str = "Its controller is told to keep it unlocked.";

/// A sentence about it.
pub struct Kept {
    /// How it is meant.
    pub tone: Tone,
    /// Its icon.
    pub icon: &'static str,
    /// The sentence.
    pub said: String,
}

/// Whether the hardware of this door can be kept unlocked.
pub fn can(now: &DoorNow) -> bool {
    now.door.address.as_ref().is_some_and(|address| can_hold(address.driver, &address.channel))
}

/// What is to be said; nothing of a door that neither is nor was to be kept unlocked.
pub fn said(now: &DoorNow, in_lockdown: bool, at: Timestamp) -> Option<Kept> {
    let Some(holding) = &now.holding else {
        let is_meant = now.in_force(at).state == DoorState::Unlocked && now.door.address.is_some();
        return (is_meant && !in_lockdown).then(|| not_yet(now));
    };
    let (tone, icon, said) = match (holding.state, &holding.reason) {
        (HoldState::Held, None) => (Tone::Warn, "lock-open", kept_since(now, holding, at)),
        (HoldState::Wanted, None) => (Tone::Quiet, "clock", TOLD.to_owned()),
        (HoldState::Wanted, Some(why)) => {
            bad(format!("It could not be kept unlocked: {why}. Its controller is told again and again."))
        }
        (HoldState::Held, Some(why)) => bad(format!(
            "It may be locked, or stand open: {why}. Its controller is told again and again.{}",
            if locks_by_itself(now) { BY_ITSELF } else { "" }
        )),
        (HoldState::Ending, None) => (Tone::Quiet, "clock", "Its controller is told to lock it.".to_owned()),
        (HoldState::Ending, Some(why)) => bad(format!(
            "It may still be unlocked: {why}. It is told to lock again and again.{}",
            if locks_by_itself(now) { BY_ITSELF } else { " Look at the door." }
        )),
        (HoldState::Ended, _) => return None,
    };
    Some(Kept { tone, icon, said })
}

const fn bad(said: String) -> (Tone, &'static str, String) {
    (Tone::Bad, "circle-x", said)
}

/// What relays with a pulse do where nobody reaches them.
fn locks_by_itself(now: &DoorNow) -> bool {
    now.door.address.as_ref().is_some_and(|address| by_pulses(address.driver))
}

fn kept_since(now: &DoorNow, holding: &Holding, at: Timestamp) -> String {
    format!("Kept unlocked by its controller since {}.", time::to_the_minute(holding.since, &now.zone, at).text)
}

/// The workers look every second.
fn not_yet(now: &DoorNow) -> Kept {
    if can(now) {
        return Kept { tone: Tone::Quiet, icon: "clock", said: TOLD.to_owned() };
    }
    let said = "A controller of this kind cannot be told to keep a door unlocked: set it to do so by itself. Guests are told \
                that the door is open.";
    Kept { tone: Tone::Warn, icon: "triangle-alert", said: said.to_owned() }
}
