//! Doors that the center holds: a press at one of them must not end a hold that is made of pulses.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use keylink_domain::controller::Channel;
use keylink_domain::hold::HELD_MS;
use keylink_domain::unlock::DoorAct;
use tokio::time::Instant;

/// Until when each door is held by the last word about it. It is not written down: after a start a press may end a hold, and
/// the center's next word begins it again.
#[derive(Debug, Default)]
pub struct Held(Mutex<HashMap<Channel, Instant>>);

impl Held {
    /// Notes what a door was told.
    pub fn note(&self, channel: &Channel, act: DoorAct) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match act {
            DoorAct::Unlock => {}
            DoorAct::Hold => {
                held.insert(channel.clone(), Instant::now() + Duration::from_millis(u64::from(HELD_MS)));
            }
            DoorAct::Lock => {
                held.remove(channel);
            }
        }
    }

    /// Whether a word still holds the door.
    pub fn is_held(&self, channel: &Channel) -> bool {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(channel).is_some_and(|until| Instant::now() < *until)
    }
}
