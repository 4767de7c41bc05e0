//! Dispatch: the only hand on the drivers. It takes nothing but what is recorded, sends it once, and
//! has what came of it written down.

use std::sync::Arc;
use std::time::Duration;

use keylink_domain::clock::{Clock, Entropy};
use keylink_domain::id::EventId;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{Command, Outcome};
use keylink_drivers::Drivers;
use keylink_store::unlock::{Answer, Decided, Finished, Recorded};
use tokio::time::Instant;
use tokio_util::task::TaskTracker;

use crate::ledger::Ledger;
use crate::unlock::PATIENCE;

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
    /// Sends the command and answers what came of it. `dead` is its deadline by the monotonic clock, whatever
    /// the wall clock does in between.
    pub(crate) async fn carry_out(&self, recorded: Recorded<Command>, dead: Instant) -> Outcome {
        let command = recorded.get();
        let left = Duration::try_from(self.clock.now().duration_until(command.deadline)).unwrap_or_default();
        let left = left.min(dead.saturating_duration_since(Instant::now()));
        let outcome = if left.is_zero() {
            // The deadline passed before the command could go: it never will.
            Outcome::Failed(Refusal::TooLate)
        } else {
            self.drivers.send(command, left).await
        };
        self.write_down(command, outcome, dead + PATIENCE).await;
        outcome
    }

    /// For a press that was not decided by its deadline: should it be granted after all, its command never
    /// leaves, and the log says so.
    pub(crate) async fn give_up(self, deciding: impl Future<Output = Option<Decided>>) {
        if let Some(Decided { answer: Answer::Granted(recorded), .. }) = deciding.await {
            self.write_down(recorded.get(), Outcome::Failed(Refusal::TooLate), Instant::now() + PATIENCE).await;
        }
    }

    /// The log's line is written at once, but not waited for: what the door did is true before the disk
    /// knows. Only an outcome that gives a use back is waited for, because the guest's next press needs it.
    /// Where the line cannot be written, the sweep will find the unlock without an outcome and call it unknown.
    async fn write_down(&self, command: &Command, outcome: Outcome, until: Instant) {
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
            if tokio::time::timeout_at(until, self.ledger.settle(finished)).await.is_err() {
                tracing::warn!(unlock = %command.id, "the outcome takes long to be recorded");
            }
        } else if !self.ledger.leave(finished, self.tasks.token()).await {
            tracing::error!(unlock = %command.id, outcome = outcome.as_str(), "the outcome could not be recorded");
        }
    }
}
