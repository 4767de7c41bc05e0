//! How a door is kept unlocked by its hardware, in words for its page.

use jiff::Timestamp;
use keylink_domain::door::DoorState;
use keylink_domain::hold::{HoldState, Holding};
use keylink_service::controller::about;
use keylink_service::door::DoorNow;

use super::time;
use crate::tone::Tone;

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
    now.door.address.as_ref().is_some_and(|address| about(address.driver).holds)
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
        (HoldState::Wanted | HoldState::Held, Some(why)) => (
            Tone::Bad,
            "circle-x",
            format!("Its controller does not keep it unlocked: {why}. It is told again and again."),
        ),
        (HoldState::Ending, None) => (Tone::Quiet, "clock", "Its controller is told to lock it.".to_owned()),
        (HoldState::Ending, Some(why)) => (
            Tone::Bad,
            "circle-x",
            format!("It may still be unlocked: {why}. It is told to lock again and again; look at the door."),
        ),
        (HoldState::Ended, _) => return None,
    };
    Some(Kept { tone, icon, said })
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
