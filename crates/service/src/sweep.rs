//! The sweep: commands whose deadline passed without an outcome become unknown; what is personal and
//! old is erased; what has ended is forgotten. A testable step, with its loop outside.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use keylink_domain::id::EventId;
use keylink_domain::unlock::Outcome;
use keylink_store::unlock::Finished;
use tokio_util::sync::CancellationToken;

use crate::house::House;
use crate::trouble::Trouble;

const PAUSE: Duration = Duration::from_secs(1);
/// How long after its deadline a command without an outcome is given up: an outcome that is being
/// written just now comes first.
const GRACE: SignedDuration = SignedDuration::from_secs(2);
const AT_ONCE: u32 = 500;
/// Housekeeping that nobody waits for is done every so many steps.
const SELDOM: u64 = 600;
/// How long an idempotency key is remembered.
const KEYS_FOR: SignedDuration = SignedDuration::from_hours(24 * 7);

pub(crate) async fn run(house: Arc<House>, stop: CancellationToken) {
    for step in 0u64.. {
        if let Err(error) = house.sweep().await {
            tracing::error!(%error, "the sweep could not be done; it is tried again");
        }
        if step % SELDOM == 0 {
            house.limits.tidy();
            if let Err(error) = house.forget().await {
                tracing::error!(%error, "old data could not be erased; it is tried again");
            }
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

impl House {
    /// Gives up commands whose deadline passed without an outcome; tells how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn sweep(&self) -> Result<usize, Trouble> {
        let now = self.now();
        let before = earlier(now, GRACE);
        let overdue = self.store.read(move |tx| Box::pin(keylink_store::unlock::overdue(tx, before, AT_ONCE))).await?;
        if overdue.is_empty() {
            return Ok(0);
        }
        let finished = overdue
            .iter()
            .map(|attempt| {
                Ok(Finished {
                    organization: attempt.organization,
                    unlock: attempt.id,
                    event: EventId::new(now, self.entropy.chance()?),
                    outcome: Outcome::Unknown,
                    at: now,
                })
            })
            .collect::<Result<Vec<_>, Trouble>>()?;
        let first: Vec<bool> = self
            .store
            .write(move |tx| Box::pin(async move { keylink_store::unlock::finish(tx, &finished).await }))
            .await?;
        overdue.iter().for_each(|attempt| self.live.changed(attempt.organization));
        Ok(first.into_iter().filter(|first| *first).count())
    }

    /// Erases what is personal and older than the settings say, sessions that ended, old keys.
    async fn forget(&self) -> Result<(), Trouble> {
        let now = self.now();
        let personal = earlier(now, SignedDuration::from_hours(24 * i64::from(self.personal_days)));
        let keys = earlier(now, KEYS_FOR);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    keylink_store::event::erase_personal(tx, personal).await?;
                    keylink_store::session::erase(tx, now).await?;
                    keylink_store::idempotency::erase(tx, keys).await?;
                    Ok(())
                })
            })
            .await
    }
}

fn earlier(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_sub(by).unwrap_or(Timestamp::UNIX_EPOCH)
}
