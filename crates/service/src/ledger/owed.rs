//! Outcomes that the log is still owed: what could not be written with its page is tried again by itself, until it stands
//! or the sweep has long since called it unknown. A lost database costs no guest a use, and no opening its line.

use std::sync::Arc;
use std::time::Duration;

use keylink_store::Store;
use keylink_store::unlock::{Finished, settle};
use tokio::sync::Semaphore;
use tokio::time::Instant;
use tokio_util::task::task_tracker::TaskTrackerToken;

use crate::live::Live;

/// Between the first two tries; then twice as long each time.
const PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(4);
/// After this nobody tries any more.
const GIVE_UP: Duration = Duration::from_secs(60);

/// Who writes what is owed.
#[derive(Clone)]
pub(super) struct Owed {
    store: Store,
    live: Live,
    /// Presses come first: only so many tries are under way at a time.
    turns: Arc<Semaphore>,
}

impl Owed {
    pub(super) fn new(store: &Store, live: &Live, turns: &Arc<Semaphore>) -> Self {
        Self { store: store.clone(), live: live.clone(), turns: Arc::clone(turns) }
    }

    /// Has it written, beside everything else; the program does not end before, where it is given a token.
    pub(super) fn later(&self, finished: Finished, until_written: Option<TaskTrackerToken>) {
        let owed = self.clone();
        tokio::spawn(async move {
            owed.write(finished).await;
            drop(until_written);
        });
    }

    async fn write(&self, finished: Finished) {
        let end = Instant::now() + GIVE_UP;
        let mut pause = PAUSE;
        loop {
            let Ok(turn) = self.turns.acquire().await else { return };
            // An unlock that is over already keeps its outcome, so that nothing is written twice.
            match settle(&self.store, finished.clone()).await {
                Ok(()) => return self.live.changed(finished.organization),
                Err(error) if error.is_for_good() || Instant::now() >= end => {
                    let unlock = finished.unlock;
                    tracing::error!(%error, %unlock, "an outcome is lost; the sweep will call it unknown");
                    return;
                }
                Err(error) => tracing::warn!(%error, "an outcome could not be written yet; it is tried again"),
            }
            drop(turn);
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }
}
