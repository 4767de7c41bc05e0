//! Dispatch: the only hand on the drivers. It takes nothing but what is recorded, sends it once, and
//! has what came of it written down.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use keylink_domain::clock::{Clock, Entropy};
use keylink_domain::id::EventId;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{Command, Outcome};
use keylink_drivers::Drivers;
use keylink_store::Store;
use keylink_store::unlock::{Finished, Recorded, finish};
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;

use crate::batch::Batcher;
use crate::live::Live;

/// Sends recorded commands and records their outcomes.
#[derive(Clone)]
pub(crate) struct Dispatcher {
    drivers: Arc<Drivers>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    outcomes: Batcher<Owed, ()>,
    tasks: TaskTracker,
}

/// A line that the log is still owed; the program does not end before it is written.
struct Owed {
    finished: Finished,
    until_written: TaskTrackerToken,
}

impl Dispatcher {
    pub(crate) fn start(
        store: &Store,
        clock: &Arc<dyn Clock>,
        entropy: &Arc<dyn Entropy>,
        drivers: &Arc<Drivers>,
        live: &Live,
        tasks: &TaskTracker,
    ) -> (Self, tokio::task::JoinHandle<()>) {
        let (store, live) = (store.clone(), live.clone());
        let (outcomes, task) = Batcher::start(move |owed| record(store.clone(), live.clone(), owed));
        let (drivers, clock, entropy) = (Arc::clone(drivers), Arc::clone(clock), Arc::clone(entropy));
        (Self { drivers, clock, entropy, outcomes, tasks: tasks.clone() }, task)
    }

    /// Sends the command and answers what came of it; the log's line is written at once, but not
    /// waited for: what the door did is true before the disk knows. `longest` bounds the wait by the monotonic
    /// clock, whatever the wall clock does in between.
    pub(crate) async fn carry_out(&self, recorded: Recorded<Command>, longest: Duration) -> Outcome {
        let command = recorded.get();
        let left = self.clock.now().duration_until(command.deadline);
        let outcome = match Duration::try_from(left) {
            Ok(left) if !left.is_zero() => self.drivers.send(command, left.min(longest)).await,
            // The deadline passed before the command could go: it never will.
            Ok(_) | Err(_) => Outcome::Failed(Refusal::TooLate),
        };
        self.write_down(command, outcome).await;
        outcome
    }

    /// Where the line cannot be written, the sweep will find the unlock without an outcome and call it
    /// unknown.
    async fn write_down(&self, command: &Command, outcome: Outcome) {
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
        let owed = Owed { finished, until_written: self.tasks.token() };
        if !self.outcomes.leave(owed).await {
            tracing::error!(unlock = %command.id, outcome = outcome.as_str(), "the outcome could not be recorded");
        }
    }
}

async fn record(store: Store, live: Live, owed: Vec<Owed>) -> Vec<()> {
    let (finished, _until_written): (Vec<_>, Vec<_>) =
        owed.into_iter().map(|owed| (owed.finished, owed.until_written)).unzip();
    let organizations: HashSet<_> = finished.iter().map(|one| one.organization).collect();
    let finished = Arc::new(finished);
    let together = Arc::clone(&finished);
    let written = store.write_together(move |tx| Box::pin(async move { finish(tx, &together).await })).await;
    if let Err(error) = written {
        tracing::error!(%error, outcomes = finished.len(), "outcomes could not be recorded together; each is tried alone");
        for one in finished.iter() {
            if let Err(error) = write_alone(&store, one.clone()).await {
                tracing::error!(%error, unlock = %one.unlock, "an outcome is lost");
            }
        }
    }
    organizations.into_iter().for_each(|organization| live.changed(organization));
    Vec::new()
}

async fn write_alone(store: &Store, one: Finished) -> Result<Vec<bool>, keylink_store::Error> {
    store.write(move |tx| Box::pin(async move { finish(tx, &[one]).await })).await
}
