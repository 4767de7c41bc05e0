//! The sweep: commands that outlived their deadline without an outcome become unknown; what is personal
//! and old is erased; what has ended is forgotten. A testable step, with its loop outside.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use keylink_domain::id::{EventId, UnlockId};
use keylink_domain::unlock::Outcome;
use keylink_store::unlock::{Attempt, Finished};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::house::House;
use crate::trouble::Trouble;

const PAUSE: Duration = Duration::from_secs(1);
/// How much longer than its life a command without an outcome is watched: an outcome that is being
/// written just now comes first.
const GRACE: Duration = Duration::from_secs(2);
/// No command is given a longer life than this by the settings, whatever two clocks make of it.
const LONGEST_LIFE: Duration = Duration::from_secs(60);
/// How many commands under way are watched; those with the earliest deadlines come first.
const WATCHED: u32 = 10_000;
/// How many are given up in one transaction.
const AT_ONCE: usize = 500;
/// Housekeeping that nobody waits for is done every so many steps.
const SELDOM: u64 = 600;
/// How much is erased in one transaction: presses wait for it.
const ERASED_AT_ONCE: u32 = 500;
/// How long an idempotency key is remembered.
const KEYS_FOR: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Commands without an outcome, and since when this node has seen each of them.
///
/// A deadline in the database is by the clock of the node that wrote it, which may differ from this
/// node's by hours, or have jumped since. So the two are never compared: a command is given up when it
/// has been seen without an outcome for as long as it may live, by the clock that nobody sets.
#[derive(Debug, Default)]
pub(crate) struct Vigil {
    seen: HashMap<UnlockId, Instant>,
}

impl Vigil {
    /// Takes note of what is `under_way` now; gives those that have been for too long.
    fn overdue(&mut self, under_way: Vec<Attempt>, now: Instant) -> Vec<Attempt> {
        let before = std::mem::take(&mut self.seen);
        let since = |id| before.get(&id).copied().unwrap_or(now);
        self.seen = under_way.iter().map(|attempt| (attempt.id, since(attempt.id))).collect();
        let dead = |attempt: &Attempt| now.duration_since(since(attempt.id)) > life(attempt) + GRACE;
        under_way.into_iter().filter(dead).take(AT_ONCE).collect()
    }
}

/// From the decision to the deadline, both by the clock of the node that decided.
fn life(attempt: &Attempt) -> Duration {
    Duration::try_from(attempt.at.duration_until(attempt.deadline)).unwrap_or_default().min(LONGEST_LIFE)
}

pub(crate) async fn run(house: Arc<House>, stop: CancellationToken) {
    let mut vigil = Vigil::default();
    for step in 0u64.. {
        if let Err(error) = house.sweep(&mut vigil).await {
            tracing::error!(%error, "the sweep could not be done; it is tried again");
        }
        if step % SELDOM == 0 {
            house.limits.tidy(house.now());
            if let Err(error) = house.forget().await {
                tracing::error!(%error, "old data could not be erased; it is tried again");
            }
        }
        if is_time_to_look(step)
            && let Err(error) = house.store.look_at_tables().await
        {
            tracing::warn!(%error, "the database could not look at its tables; it is tried again");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Whether the database is to look at its tables in this step: seldom, and often in the beginning. A new house's tables
/// are empty, and what is read as a whole because it is empty goes on being read so while it grows a thousandfold
/// within its first minutes.
const fn is_time_to_look(step: u64) -> bool {
    step.is_multiple_of(SELDOM) || (step < SELDOM && step.is_power_of_two())
}

impl House {
    /// Gives up commands that were without an outcome for longer than they may live.
    async fn sweep(&self, vigil: &mut Vigil) -> Result<(), Trouble> {
        let under_way =
            self.store.read(|tx| Box::pin(keylink_store::unlock::overdue(tx, Timestamp::MAX, WATCHED))).await?;
        let overdue = vigil.overdue(under_way, Instant::now());
        if overdue.is_empty() {
            return Ok(());
        }
        let now = self.now();
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
        let unknown = first.into_iter().filter(|first| *first).count();
        tracing::warn!(
            unknown,
            "commands were left without an outcome, by a crash or a lost database; they are unknown"
        );
        Ok(())
    }

    /// Erases what is personal and older than the settings say, sessions that ended, old keys.
    async fn forget(&self) -> Result<(), Trouble> {
        let now = self.now();
        let personal = earlier(now, SignedDuration::from_hours(24 * i64::from(self.personal_days)));
        let keys = earlier(now, KEYS_FOR);
        while self.erase_some(personal).await? {}
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    keylink_store::delivery::erase_personal(tx, personal).await?;
                    keylink_store::session::erase(tx, now).await?;
                    keylink_store::push::erase(tx).await?;
                    keylink_store::one_time::erase(tx, keys).await?;
                    keylink_store::challenge::erase(tx, now).await?;
                    keylink_store::idempotency::erase(tx, keys).await?;
                    Ok(())
                })
            })
            .await
    }

    async fn erase_some(&self, before: Timestamp) -> Result<bool, Trouble> {
        self.store
            .write(move |tx| {
                Box::pin(async move { Ok(keylink_store::event::erase_personal(tx, before, ERASED_AT_ONCE).await?) })
            })
            .await
    }
}

fn earlier(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_sub(by).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use keylink_domain::id::{DoorId, OrganizationId};
    use keylink_store::unlock::Progress;

    fn attempt(n: u8, at_ms: i64, life_ms: i64) -> Attempt {
        let at = |ms| Timestamp::from_millisecond(ms).unwrap();
        Attempt {
            id: UnlockId::new(at(0), [n; 16]),
            organization: OrganizationId::new(at(0), [0; 16]),
            door: DoorId::new(at(0), [0; 16]),
            link: None,
            at: at(at_ms),
            deadline: at(at_ms + life_ms),
            progress: Progress::UnderWay,
        }
    }

    #[test]
    fn a_command_is_given_up_when_it_was_seen_for_as_long_as_it_may_live() {
        const HOUR_MS: i64 = 3_600_000;
        let mut vigil = Vigil::default();
        let start = Instant::now();
        // One is by a clock that is behind by hours, one by a clock that is ahead, one lives longer.
        let all = || vec![attempt(1, HOUR_MS, 5_000), attempt(2, 9 * HOUR_MS, 5_000), attempt(3, 0, 30_000)];
        let after = |ms| start + Duration::from_millis(ms);
        let ids = |overdue: Vec<Attempt>| overdue.iter().map(|attempt| attempt.id).collect::<Vec<_>>();
        assert!(vigil.overdue(all(), start).is_empty());
        assert!(vigil.overdue(all(), after(7_000)).is_empty(), "an outcome may be on its way");
        assert_eq!(ids(vigil.overdue(all(), after(7_001))), [all()[0].id, all()[1].id]);
        assert_eq!(ids(vigil.overdue(vec![all()[2].clone()], after(32_001))), [all()[2].id]);
        assert!(vigil.overdue(Vec::new(), after(32_002)).is_empty());
        assert!(vigil.seen.is_empty(), "what is over is forgotten");
        assert!(vigil.overdue(all(), after(90_000)).is_empty(), "and what comes anew is watched anew");
    }

    #[test]
    fn a_young_house_is_looked_at_often_and_an_old_one_every_ten_minutes() {
        let times: Vec<u64> = (0..2_000).filter(|step| is_time_to_look(*step)).collect();
        assert_eq!(times, [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 1_200, 1_800]);
    }

    #[test]
    fn no_deadline_keeps_a_command_for_ever() {
        let (mut vigil, start) = (Vigil::default(), Instant::now());
        let far = || vec![attempt(1, 0, 3_600_000), attempt(2, 3_600_000, -3_600_000)];
        assert!(vigil.overdue(far(), start).is_empty());
        assert_eq!(vigil.overdue(far(), start + Duration::from_secs(63)).len(), 2);
    }
}
