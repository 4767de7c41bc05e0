//! The watch over controllers that Keylink calls: each is asked now and then how it is, and less often while it is away.
//! A testable step, with its loop outside.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use keylink_domain::controller::{Channel, DriverKind};
use keylink_domain::id::ControllerId;
use keylink_drivers::{Probe, Report};
use keylink_store::controller::{self, Called};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::house::House;
use crate::trouble::Trouble;

/// How often is looked which controllers are due.
const PAUSE: Duration = Duration::from_secs(5);
/// How long after an answer the next question comes.
const WELL: Duration = Duration::from_secs(60);
/// The longest pause between questions to one that is away.
const AWAY: Duration = Duration::from_secs(300);
/// How many are asked at once.
const AT_ONCE: usize = 64;

/// When each controller is asked next, and how often it has not answered.
#[derive(Debug, Default)]
pub(crate) struct Rounds {
    next: HashMap<ControllerId, (Instant, u32)>,
}

impl Rounds {
    fn is_due(&self, id: ControllerId, now: Instant) -> bool {
        self.next.get(&id).is_none_or(|(due, _)| *due <= now)
    }

    /// Counts an answer or its absence. One that is away is asked again soon, then less and less often.
    fn note(&mut self, id: ControllerId, answered: bool, now: Instant) {
        let missed = self.next.get(&id).map_or(0, |(_, missed)| *missed);
        let (pause, missed) = match answered {
            true => (WELL, 0),
            false => ((PAUSE * 2_u32.saturating_pow(missed.min(8))).min(AWAY), missed + 1),
        };
        self.next.insert(id, (now + pause, missed));
    }
}

pub(crate) async fn watch(house: Arc<House>, stop: CancellationToken) {
    let mut rounds = Rounds::default();
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            done = house.look_after_controllers(&mut rounds) => if let Err(error) = done {
                tracing::error!(%error, "controllers could not be looked after; it is tried again");
            },
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

impl House {
    /// Asks all that are due. Nobody waits for a slow one but the end of the step.
    async fn look_after_controllers(&self, rounds: &mut Rounds) -> Result<(), Trouble> {
        let known = self.store.read(|tx| Box::pin(controller::called(tx))).await?;
        let ids: HashMap<ControllerId, i64> = known.iter().map(|found| (found.id, found.revision)).collect();
        rounds.next.retain(|id, _| ids.contains_key(id));
        if let Some(drivers) = &self.drivers {
            drivers.keep_only(&ids);
        }
        let now = Instant::now();
        let mut due = known.into_iter().filter(|found| rounds.is_due(found.id, now)).collect::<Vec<_>>().into_iter();
        let ask =
            |found: Called| async move { (found.id, self.ask_device(found.id, found.driver, &found.places).await) };
        let mut asked: FuturesUnordered<_> = due.by_ref().take(AT_ONCE).map(ask).collect();
        while let Some((id, answer)) = asked.next().await {
            asked.extend(due.next().map(ask));
            rounds.note(id, answer.is_ok(), Instant::now());
        }
        Ok(())
    }

    /// Asks a controller how it is, and writes down what it says.
    pub(super) async fn ask_device(
        &self,
        id: ControllerId,
        driver: DriverKind,
        places: &[Channel],
    ) -> Result<Probe, String> {
        let Some(drivers) = &self.drivers else { return Err("this program moves no doors".to_owned()) };
        let answer = drivers.probe(id, driver, places).await;
        match &answer {
            Ok(probe) => self.records.told(id, probe),
            Err(why) => self.records.trouble(id, self.now(), why),
        }
        if let Some(battery) = answer.as_ref().ok().and_then(|probe| probe.battery)
            && let Err(error) = self.note_battery(id, battery).await
        {
            tracing::error!(%error, "what a battery told could not be recorded");
        }
        let mut reports = Vec::new();
        for door in answer.iter().flat_map(|probe| &probe.doors) {
            let (channel, lock, contact) = (door.channel.clone(), door.lock, door.contact);
            reports.push(Report::Door { controller: id, channel, lock, contact });
        }
        // Last: how a door was before its controller was away says nothing of what happened now.
        reports.push(Report::Presence { controller: id, online: answer.is_ok() });
        for report in reports {
            if let Err(error) = self.note(report).await {
                tracing::error!(%error, "what a controller told could not be recorded");
            }
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_is_away_is_asked_less_and_less_often() {
        let id = ControllerId::new(jiff::Timestamp::UNIX_EPOCH, [1; 16]);
        let (mut rounds, now) = (Rounds::default(), Instant::now());
        assert!(rounds.is_due(id, now), "a new one is asked at once");
        let pauses: Vec<u64> = (0..9)
            .map(|_| {
                rounds.note(id, false, now);
                rounds.next[&id].0.duration_since(now).as_secs()
            })
            .collect();
        assert_eq!(pauses, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
        rounds.note(id, true, now);
        assert!(!rounds.is_due(id, now + Duration::from_secs(59)) && rounds.is_due(id, now + WELL));
    }
}
