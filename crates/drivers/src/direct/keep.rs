//! Doors that are held by the controllers that Keylink calls: a word goes out as any command does, and what came of it is more
//! than an opening's outcome.

use std::time::Duration;

use keylink_domain::controller::DriverKind;
use keylink_domain::hold;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{Command, DoorAct, Outcome};
use tokio::time::Instant;

use super::order::{Order, Trouble};
use super::{Direct, Placing};

/// What came of a word to hold a door, or to lock it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    /// It is so, as the controller itself says.
    Done,
    /// It is held now, and was locked before: where it was held already, something else locks it.
    Released,
    /// The controller did not do it; why, in words for people.
    Refused(String),
    /// The controller cannot be asked now, and heard nothing.
    Away(String),
    /// The word has left, and nobody knows what became of it.
    Unknown(String),
}

impl Direct {
    /// Tells a controller to hold a door, or to lock it.
    pub async fn keep(&self, command: &Command, remaining: Duration) -> Keeping {
        let order = Order::new(command, Instant::now() + remaining);
        match self.carry(command, &order).await {
            Ok(outcome) => Keeping::of(command, outcome),
            Err(why) if order.has_left() && !matches!(why, Trouble::NotThere(_)) => Keeping::Unknown(why.to_string()),
            Err(why) => Err(why).into(),
        }
    }
}

impl Keeping {
    /// What an outcome means. Whoever holds by pulses opens with each of them, and tells no more by that.
    pub(crate) fn of(command: &Command, outcome: Outcome) -> Self {
        match outcome {
            Outcome::Opened if command.act == DoorAct::Hold && !hold::by_pulses(command.address.driver) => {
                Self::Released
            }
            Outcome::Opened | Outcome::Sent => Self::Done,
            Outcome::Failed(Refusal::DoorOffline) => Self::Away("it cannot be reached".to_owned()),
            Outcome::Failed(Refusal::TooLate) => Self::Away("it did not answer in time".to_owned()),
            Outcome::Unknown => Self::Unknown("it did not answer in time".to_owned()),
            Outcome::Failed(Refusal::DoorNotWired) => Self::Refused("it has no such door".to_owned()),
            Outcome::Failed(_) if command.address.driver == DriverKind::Agent => Self::Refused(
                "the agent\u{2019}s device did not do it, or cannot be held; the agent\u{2019}s own log says more"
                    .to_owned(),
            ),
            Outcome::Failed(_) => Self::Refused("the lock did not do it".to_owned()),
        }
    }
}

impl From<Result<(), Trouble>> for Keeping {
    fn from(done: Result<(), Trouble>) -> Self {
        match Placing::from(done) {
            Placing::Done => Self::Done,
            Placing::Refused(why) => Self::Refused(why),
            Placing::Away(why) => Self::Away(why),
            Placing::Nowhere => Self::Refused(super::NOT_HELD.to_owned()),
        }
    }
}
