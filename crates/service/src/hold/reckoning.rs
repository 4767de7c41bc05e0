//! What is to be held, and what differs from that: reckoned from the doors' states, so that nobody who changes a door has to
//! remember holds.

use std::collections::BTreeMap;

use jiff::Timestamp;
use keylink_domain::controller::DoorAddress;
use keylink_domain::door::DoorState;
use keylink_domain::hold::{Hold, HoldState};
use keylink_drivers::can_hold;
use keylink_store::door::DoorNow;
use keylink_store::hold::Known;
use keylink_store::{Tx, controller, door, hold};

use super::Place;
use crate::trouble::Trouble;

/// A hold that is to be otherwise than it is.
pub(super) enum Change {
    /// A place is to be held.
    Begin(Hold),
    /// It is to be held again, by another door, or no more.
    Turn {
        /// As it was read.
        before: Hold,
        /// As it is to be.
        after: Hold,
    },
    /// It is to be held no more, and its hardware never heard that it was.
    Forget(Hold),
}

impl Change {
    pub(super) const fn hold(&self) -> &Hold {
        match self {
            Self::Begin(hold) | Self::Turn { after: hold, .. } | Self::Forget(hold) => hold,
        }
    }

    /// Writes it; the hold comes back where its controller is to be told now.
    pub(super) async fn write(self, tx: &mut Tx) -> Result<Option<Hold>, Trouble> {
        Ok(match self {
            Self::Begin(hold) => {
                controller::lock(tx, hold.organization, hold.controller).await?;
                hold::begin(tx, &hold).await?.then_some(hold)
            }
            Self::Turn { before, after } => hold::turn(tx, &before, &after).await?.then_some(after),
            Self::Forget(hold) => {
                hold::end(tx, &hold).await?;
                None
            }
        })
    }
}

/// What is known of holds, and what is to be otherwise. What is known is read first: who ended a hold since then knew more of the
/// doors than is read here, and goes before.
pub(super) async fn reckon(tx: &mut Tx, now: Timestamp) -> Result<(Vec<Known>, Vec<Change>), Trouble> {
    let known = hold::list(tx).await?;
    let open = door::to_hold(tx).await?.into_iter().filter(|one| one.in_force(now).state == DoorState::Unlocked);
    let mut wanted: BTreeMap<Place, (DoorNow, DoorAddress)> = open.filter_map(held).collect();
    let turned = known.iter().filter_map(|one| turn(&one.hold, wanted.remove(&super::place(&one.hold)), now));
    let mut changes: Vec<Change> = turned.collect();
    changes.extend(wanted.into_values().map(|(door, address)| begin(&door, address, now)));
    Ok((known, changes))
}

/// A door at a place that can be held.
fn held(one: DoorNow) -> Option<(Place, (DoorNow, DoorAddress))> {
    let address = one.door.address.clone().filter(|address| can_hold(address.driver, &address.channel))?;
    Some(((address.controller, address.channel.as_str().to_owned()), (one, address)))
}

fn turn(one: &Hold, wanted: Option<(DoorNow, DoorAddress)>, now: Timestamp) -> Option<Change> {
    // Another door may be at its place by now.
    let door = wanted.as_ref().map_or(one.door, |(now, _)| now.door.id);
    if wanted.is_some() == one.state.is_on() && door == one.door {
        return None;
    }
    let before = one.clone();
    if wanted.is_none() && one.held_at.is_none() {
        return Some(Change::Forget(before));
    }
    let state = if wanted.is_some() { HoldState::Wanted } else { HoldState::Ending };
    Some(Change::Turn { after: Hold { door, state, since: now, reason: None, tries: 0, ..before.clone() }, before })
}

fn begin(one: &DoorNow, address: DoorAddress, now: Timestamp) -> Change {
    Change::Begin(Hold {
        organization: one.door.organization,
        door: one.door.id,
        controller: address.controller,
        driver: address.driver,
        channel: address.channel,
        pulse_ms: one.door.pulse_ms,
        state: HoldState::Wanted,
        since: now,
        held_at: None,
        reason: None,
        tries: 0,
    })
}
