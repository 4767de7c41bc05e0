//! Dispatch: the only hand on the drivers. It takes nothing but what is recorded, sends it once, and
//! records what came of it.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use keylink_domain::clock::{Clock, Entropy};
use keylink_domain::id::EventId;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{Command, Outcome};
use keylink_drivers::Drivers;
use keylink_store::Store;
use keylink_store::unlock::{Finished, Recorded};

use crate::batch::Batcher;
use crate::live::Live;

/// Sends recorded commands and records their outcomes.
#[derive(Clone)]
pub(crate) struct Dispatcher {
    drivers: Arc<Drivers>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    outcomes: Batcher<Finished, bool>,
}

impl Dispatcher {
    pub(crate) fn start(
        store: &Store,
        clock: &Arc<dyn Clock>,
        entropy: &Arc<dyn Entropy>,
        drivers: &Arc<Drivers>,
        live: &Live,
    ) -> (Self, tokio::task::JoinHandle<()>) {
        let (store, live) = (store.clone(), live.clone());
        let (outcomes, task) = Batcher::start(move |finished| record(store.clone(), live.clone(), finished));
        let dispatcher =
            Self { drivers: Arc::clone(drivers), clock: Arc::clone(clock), entropy: Arc::clone(entropy), outcomes };
        (dispatcher, task)
    }

    /// Sends the command and records what came of it. `longest` bounds the wait by the monotonic
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

    /// The guest is told the outcome even if it cannot be written: the door did what it did. The
    /// sweep will find the unlock without an outcome and call it unknown.
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
        if self.outcomes.submit(finished).await.is_none() {
            tracing::error!(unlock = %command.id, outcome = outcome.as_str(), "the outcome could not be recorded");
        }
    }
}

async fn record(store: Store, live: Live, finished: Vec<Finished>) -> Vec<bool> {
    let organizations: HashSet<_> = finished.iter().map(|one| one.organization).collect();
    let written = match write(&store, finished.clone()).await {
        Ok(first) => first,
        Err(error) => {
            tracing::error!(%error, outcomes = finished.len(), "outcomes could not be recorded together; each is tried alone");
            let mut written = Vec::with_capacity(finished.len());
            for one in finished {
                let alone = write(&store, vec![one]).await;
                written.push(alone.inspect_err(|error| tracing::error!(%error, "an outcome is lost")).is_ok());
            }
            written
        }
    };
    organizations.into_iter().for_each(|organization| live.changed(organization));
    written
}

async fn write(store: &Store, finished: Vec<Finished>) -> Result<Vec<bool>, keylink_store::Error> {
    store.write(move |tx| Box::pin(async move { keylink_store::unlock::finish(tx, &finished).await })).await
}
