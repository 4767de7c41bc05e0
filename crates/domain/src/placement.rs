//! A placement: a card's place on a controller that lets people in by itself. What is to stand there is reckoned from
//! rights, never kept; what stands there is what the controller said last.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::controller::Channel;
use crate::door::spelled;
use crate::id::{ControllerId, CredentialId, OrganizationId};
use crate::zone::Zone;

/// The first day of a card without a beginning.
const FIRST_DAY: Date = date(2020, 1, 1);
/// The last day of a card without an end.
const LAST_DAY: Date = date(2099, 12, 31);

/// What is to stand on a controller for one card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardOrder {
    /// The card, as the controller reads it.
    pub number: u64,
    /// The first day on which it counts, by the controller's clock.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// The places of the doors that it opens, in their order.
    pub doors: Vec<Channel>,
}

/// How far a placement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlacementState {
    /// The controller is still to be told.
    Pending,
    /// The controller has it.
    OnController,
    /// The controller did not take it, or cannot hold it.
    Failed,
    /// It is on the controller no more.
    Removed,
}

spelled!(PlacementState: Pending = "pending", OnController = "on_controller", Failed = "failed", Removed = "removed");

/// A card's place on a controller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// The tenant.
    pub organization: OrganizationId,
    /// The card.
    pub credential: CredentialId,
    /// The controller.
    pub controller: ControllerId,
    /// What is to stand there; nothing where it is to be taken off.
    pub wanted: Option<CardOrder>,
    /// The number under which it was put there, and may still be.
    pub number: Option<u64>,
    /// How far it is.
    pub state: PlacementState,
    /// Why not, in words for people.
    pub reason: Option<String>,
    /// Since when it is so.
    pub changed: Timestamp,
    /// How often it was tried in vain.
    pub tries: u32,
}

/// The days on which a card counts, by the clock of a building. The first and the last may be whole on the controller where they
/// are not here: the card is put there when it begins and taken off when it ends, and these days are what holds while
/// nobody can.
pub fn days(from: Option<Timestamp>, until: Option<Timestamp>, zone: &Zone) -> (Date, Date) {
    let first = from.map_or(FIRST_DAY, |from| zone.local(from).date().max(FIRST_DAY));
    let last = until.map_or(LAST_DAY, |until| {
        let still = until.checked_sub(jiff::SignedDuration::from_millis(1)).unwrap_or(until);
        zone.local(still).date().min(LAST_DAY)
    });
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_counts_on_the_days_of_its_building() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
        assert_eq!(days(None, None, &zone), (FIRST_DAY, LAST_DAY));
        // Midnight in Berlin: the day before is the last.
        let span = days(at("2026-11-22T23:30:00Z"), at("2026-11-24T23:00:00Z"), &zone);
        assert_eq!(span, (date(2026, 11, 23), date(2026, 11, 24)));
    }
}
