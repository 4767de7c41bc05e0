//! The ear: each controller that keeps what happens is asked for it again and again, each at its own pace, so that one that is
//! slow or away delays no other.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use keylink_domain::id::ControllerId;
use keylink_drivers::about;
use keylink_store::controller;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::Hearing;
use crate::house::House;
use crate::trouble::Trouble;

/// How often is looked who is due.
const TICK: Duration = Duration::from_millis(200);
/// How long after an answer the next question comes where there is more: each is a transaction, and presses wait for the same
/// writer. One that always has more delays nobody.
const MORE: Duration = Duration::from_millis(200);
/// How long after an answer the next question comes.
const WELL: Duration = Duration::from_secs(2);
/// The longest pause between questions to one that is away.
const AWAY: Duration = Duration::from_secs(60);
/// How often the list of controllers is read.
const LIST: Duration = Duration::from_secs(5);
/// How many are asked at once.
const AT_ONCE: usize = 256;

/// When each controller is asked next, and how often it has not answered.
#[derive(Debug, Default)]
struct Rounds {
    known: HashMap<ControllerId, (Instant, u32)>,
    asked: HashSet<ControllerId>,
}

impl Rounds {
    fn keep(&mut self, now: Instant, ids: Vec<ControllerId>) {
        let ids: HashSet<ControllerId> = ids.into_iter().collect();
        self.known.retain(|id, _| ids.contains(id));
        for id in ids {
            self.known.entry(id).or_insert((now, 0));
        }
    }

    /// Those that are there again are asked soon, however long they were away: they may have much to tell.
    fn hurry(&mut self, now: Instant, is_there: impl Fn(ControllerId) -> bool) {
        for (id, (next, missed)) in &mut self.known {
            if *missed > 0 && *next > now + WELL && is_there(*id) {
                *next = now + WELL;
            }
        }
    }

    /// Those that are due, longest first, and from now on asked.
    fn due(&mut self, now: Instant) -> Vec<ControllerId> {
        let room = AT_ONCE.saturating_sub(self.asked.len());
        let due = self.known.iter().filter(|(id, (next, _))| *next <= now && !self.asked.contains(id));
        let mut due: Vec<(Instant, ControllerId)> = due.map(|(id, (next, _))| (*next, *id)).collect();
        due.sort_unstable();
        let due: Vec<ControllerId> = due.into_iter().map(|(_, id)| id).take(room).collect();
        self.asked.extend(&due);
        due
    }

    fn note(&mut self, id: ControllerId, hearing: Hearing, now: Instant) {
        self.asked.remove(&id);
        let Some((next, missed)) = self.known.get_mut(&id) else { return };
        let pause = match hearing {
            Hearing::More => MORE,
            Hearing::All => WELL,
            Hearing::Nothing => (WELL * 2_u32.saturating_pow((*missed).min(8))).min(AWAY),
        };
        *missed = if hearing == Hearing::Nothing { *missed + 1 } else { 0 };
        *next = now + pause;
    }
}

pub(crate) async fn listen(house: Arc<House>, stop: CancellationToken) {
    let (mut rounds, mut asked, mut listed) = (Rounds::default(), FuturesUnordered::new(), None::<Instant>);
    loop {
        let now = Instant::now();
        if listed.is_none_or(|listed| now.duration_since(listed) >= LIST) {
            match house.with_memory().await {
                Ok(ids) => rounds.keep(now, ids),
                Err(error) => tracing::error!(%error, "controllers could not be read; it is tried again"),
            }
            listed = Some(now);
        }
        rounds.hurry(now, |id| house.drivers.as_ref().is_some_and(|drivers| drivers.is_online(id) == Some(true)));
        for id in rounds.due(now) {
            let house = Arc::clone(&house);
            asked.push(async move { (id, house.hear(id).await) });
        }
        tokio::select! {
            () = stop.cancelled() => return,
            Some((id, heard)) = asked.next() => {
                let hearing = heard.unwrap_or_else(|error| {
                    tracing::error!(%error, controller = %id, "what a controller told could not be recorded; it is asked again");
                    Hearing::Nothing
                });
                rounds.note(id, hearing, Instant::now());
            }
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

impl House {
    /// The controllers that keep what happens.
    async fn with_memory(&self) -> Result<Vec<ControllerId>, Trouble> {
        let called = self.store.read(|tx| Box::pin(controller::called(tx))).await?;
        Ok(called.into_iter().filter(|found| about(found.driver).has_memory).map(|found| found.id).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn each_is_asked_at_its_own_pace_and_never_twice_at_once() {
        let id = |n| ControllerId::new(jiff::Timestamp::UNIX_EPOCH, [n; 16]);
        let (mut rounds, now) = (Rounds::default(), Instant::now());
        rounds.keep(now, vec![id(1), id(2)]);
        assert_eq!(rounds.due(now).len(), 2);
        assert!(rounds.due(now + AWAY).is_empty(), "both are being asked");
        rounds.note(id(1), Hearing::More, now);
        assert!(rounds.due(now).is_empty(), "others write, too");
        assert_eq!(rounds.due(now + MORE), [id(1)], "there is more to hear, also while another is slow");
        rounds.note(id(1), Hearing::All, now);
        assert!(rounds.due(now + WELL - TICK).is_empty());
        assert_eq!(rounds.due(now + WELL), [id(1)]);
        let pauses: Vec<u64> = (0..7)
            .map(|_| {
                rounds.note(id(2), Hearing::Nothing, now);
                rounds.known[&id(2)].0.duration_since(now).as_secs()
            })
            .collect();
        assert_eq!(pauses, [2, 4, 8, 16, 32, 60, 60]);
        rounds.hurry(now, |asked| asked == id(1));
        assert_eq!(rounds.known[&id(2)].0, now + AWAY);
        rounds.hurry(now, |asked| asked == id(2));
        assert_eq!(rounds.known[&id(2)].0, now + WELL, "it is there again");
        rounds.keep(now, vec![id(1)]);
        rounds.note(id(2), Hearing::All, now);
        assert!(!rounds.known.contains_key(&id(2)), "it is gone");
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_longest_is_asked_first() {
        let id = |n: u16| {
            let [high, low] = n.to_be_bytes();
            ControllerId::new(jiff::Timestamp::UNIX_EPOCH, [high, low, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        };
        let (mut rounds, now) = (Rounds::default(), Instant::now());
        let all: Vec<ControllerId> = (0..2 * 256).map(id).collect();
        rounds.keep(now, all.clone());
        let first = rounds.due(now);
        for id in &first {
            rounds.note(*id, Hearing::More, now);
        }
        let second = rounds.due(now + MORE);
        assert_eq!(second.len(), AT_ONCE);
        assert!(second.iter().all(|id| !first.contains(id)), "those that have more do not come before the others");
    }
}
