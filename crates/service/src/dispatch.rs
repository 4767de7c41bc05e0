//! Dispatch: the only hand on the drivers. It takes nothing but what is recorded, sends it once, and
//! has what came of it written down.

use std::sync::Arc;
use std::time::Duration;

use keylink_domain::clock::{Clock, Entropy};
use keylink_domain::id::EventId;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{Command, Outcome};
use keylink_drivers::Drivers;
use keylink_store::unlock::{Finished, Recorded};
use tokio_util::task::TaskTracker;

use crate::ledger::Ledger;

/// Sends recorded commands and has their outcomes recorded.
#[derive(Clone)]
pub(crate) struct Dispatcher {
    pub(crate) drivers: Arc<Drivers>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) ledger: Ledger,
    pub(crate) tasks: TaskTracker,
}

impl Dispatcher {
    /// Sends the command and answers what came of it. `longest` bounds the wait by the monotonic clock,
    /// whatever the wall clock does in between.
    pub(crate) async fn carry_out(&self, recorded: Recorded<Command>, longest: Duration) -> Outcome {
        let command = recorded.get();
        let left = self.clock.now().duration_until(command.deadline);
        let outcome = match Duration::try_from(left) {
            Ok(left) if !left.is_zero() => self.drivers.send(command, left.min(longest)).await,
            // The deadline passed before the command could go: it never will.
            Ok(_) | Err(_) => Outcome::Failed(Refusal::TooLate),
        };
        self.write_down(command, outcome, longest).await;
        outcome
    }

    /// The log's line is written at once, but not waited for: what the door did is true before the disk
    /// knows. Only an outcome that gives a use back is waited for, because the guest's next press needs it.
    /// Where the line cannot be written, the sweep will find the unlock without an outcome and call it unknown.
    async fn write_down(&self, command: &Command, outcome: Outcome, longest: Duration) {
        let at = self.clock.now();
        let Ok(chance) = self.entropy.chance() else {
            tracing::error!(unlock = %command.id, "no randomness: the outcome could not be recorded");
            return;
        };
        let finished = Finished {
            organization: command.organization,
            unlock: command.id,
            event: EventId::new(at, chance),
            outcome,
            at,
        };
        if outcome.gives_back_a_use() {
            // A database that is slow now writes it all the same; the guest is told in time.
            if tokio::time::timeout(longest, self.ledger.settle(finished)).await.is_err() {
                tracing::warn!(unlock = %command.id, "the outcome takes long to be recorded");
            }
        } else if !self.ledger.leave(finished, self.tasks.token()).await {
            tracing::error!(unlock = %command.id, outcome = outcome.as_str(), "the outcome could not be recorded");
        }
    }
}
