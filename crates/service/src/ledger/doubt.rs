//! Presses of which nobody knows whether they stand: their commit was sent, and no word came back. Nothing was
//! sent to a door for them; so that they cost their guest no use, the log is told so as soon as it can be asked.

use std::sync::Arc;
use std::time::Duration;

use keylink_domain::clock::Entropy;
use keylink_domain::id::{EventId, OrganizationId, UnlockId};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_store::Store;
use keylink_store::unlock::{Answer, Finished, Press, Progress, Surroundings, record_alone, settle};
use tokio::sync::Semaphore;
use tokio::time::Instant;

/// Between two questions.
const PAUSE: Duration = Duration::from_millis(500);
/// After this the sweep has called it unknown.
const GIVE_UP: Duration = Duration::from_secs(60);

/// Asks the database until it knows what became of the press, and gives its use back where it stands.
/// Only so many do so at a time as there are `turns`: new presses come first.
pub(super) async fn resolve(
    store: Store,
    around: Surroundings,
    entropy: Arc<dyn Entropy>,
    turns: Arc<Semaphore>,
    press: Press,
) {
    let end = Instant::now() + GIVE_UP;
    let left = around.clock.now().duration_until(press.deadline);
    // Asked again before its deadline it could be granted once more.
    tokio::time::sleep(Duration::try_from(left).unwrap_or_default()).await;
    while Instant::now() < end {
        let Ok(turn) = turns.acquire().await else { return };
        let decided = match record_alone(&store, press.clone(), around.clone()).await {
            Ok(decided) => decided,
            Err(error) if error.is_for_good() => break,
            Err(_) => {
                drop(turn);
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        if let Some((organization, unlock)) = stands(&press, &decided.answer) {
            too_late(&store, &around, entropy.as_ref(), organization, unlock).await;
        }
        return;
    }
    tracing::error!(unlock = %press.unlock, "nobody knows whether a press stands; the sweep will say");
}

/// The press's own attempt, if it stands and is not over.
fn stands(press: &Press, answer: &Answer) -> Option<(OrganizationId, UnlockId)> {
    match answer {
        Answer::Repeated(attempt) if attempt.id == press.unlock && attempt.progress == Progress::UnderWay => {
            Some((attempt.organization, attempt.id))
        }
        // A clock that was set back meanwhile let it be granted now.
        Answer::Granted(recorded) => Some((recorded.get().organization, recorded.get().id)),
        Answer::Repeated(_) | Answer::Refused { .. } => None,
    }
}

async fn too_late(
    store: &Store,
    around: &Surroundings,
    entropy: &dyn Entropy,
    organization: OrganizationId,
    unlock: UnlockId,
) {
    let at = around.clock.now();
    let Ok(chance) = entropy.chance() else {
        tracing::error!(%unlock, "no randomness: the outcome could not be recorded");
        return;
    };
    let outcome = Outcome::Failed(Refusal::TooLate);
    let finished = Finished { organization, unlock, event: EventId::new(at, chance), outcome, at };
    if let Err(error) = settle(store, finished).await {
        tracing::error!(%error, %unlock, "an outcome is lost; the sweep will call it unknown");
    }
}
