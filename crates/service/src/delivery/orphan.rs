//! Tries whose end nobody wrote down, because a program died in between: they are called not known, and never sent
//! again by themselves.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use keylink_courier::LONGEST_TRY;
use keylink_domain::delivery::{Delivery, DeliveryState, FailCode, Failure};
use keylink_domain::id::{DeliveryId, EventId};
use keylink_store::{delivery, event};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::held;
use crate::house::House;
use crate::trouble::Trouble;

const PAUSE: Duration = Duration::from_secs(10);
/// How much longer than a try can take its mark is watched: what came of it may be on its way to the database.
const GRACE: Duration = Duration::from_secs(60);
/// How many are watched at once.
const WATCHED: u32 = 1_000;

/// Tries under way, and since when this node has seen each. Another node may be at it, and its clock may be wrong; so
/// a mark is given up when it has been seen for longer than a try takes, by the clock that nobody sets.
#[derive(Debug, Default)]
struct Vigil {
    seen: HashMap<(DeliveryId, u32), Instant>,
}

impl Vigil {
    fn overdue(&mut self, under_way: Vec<Delivery>, now: Instant) -> Vec<Delivery> {
        let before = std::mem::take(&mut self.seen);
        let since = |key| before.get(&key).copied().unwrap_or(now);
        self.seen = under_way.iter().filter_map(key).map(|key| (key, since(key))).collect();
        let is_over = |one: &Delivery| key(one).is_some_and(|key| now.duration_since(since(key)) > LONGEST_TRY + GRACE);
        under_way.into_iter().filter(is_over).collect()
    }
}

fn key(one: &Delivery) -> Option<(DeliveryId, u32)> {
    match one.state {
        DeliveryState::Sending { tries, .. } => Some((one.id, tries)),
        DeliveryState::Queued { .. } | DeliveryState::Sent { .. } | DeliveryState::Failed { .. } => None,
    }
}

pub(crate) async fn watch(house: Arc<House>, stop: CancellationToken) {
    let mut vigil = Vigil::default();
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
        if let Err(error) = house.look_for_orphans(&mut vigil).await {
            tracing::error!(%error, "tries under way could not be looked at; it is tried again");
        }
    }
}

impl House {
    /// What this database's only program left under way when it died is not known, and can be told at once. Where
    /// there are several programs another may be at it; then time tells.
    pub(crate) async fn begin_outbox(&self) -> Result<(), Trouble> {
        if self.store.is_alone() {
            let under_way = self.store.read(|tx| Box::pin(delivery::under_way(tx, WATCHED))).await?;
            self.call_not_known(under_way).await?;
        }
        Ok(())
    }

    async fn look_for_orphans(&self, vigil: &mut Vigil) -> Result<(), Trouble> {
        let under_way = self.store.read(|tx| Box::pin(delivery::under_way(tx, WATCHED))).await?;
        let overdue = vigil.overdue(under_way, Instant::now());
        self.call_not_known(overdue).await
    }

    async fn call_not_known(&self, orphans: Vec<Delivery>) -> Result<(), Trouble> {
        for orphan in orphans {
            let now = self.now();
            let (id, organization) = (EventId::new(now, self.entropy.chance()?), orphan.organization);
            self.store
                .write(move |tx| {
                    Box::pin(async move {
                        let Some(mut known) = held(tx, &orphan).await? else { return Ok::<_, Trouble>(()) };
                        if known.state == orphan.state {
                            known.state = known.state.failed(now, Failure::of(FailCode::NotKnown));
                            delivery::set_state(tx, &known).await?;
                            event::append(tx, known.line(id, now).into_iter().collect()).await?;
                        }
                        Ok(())
                    })
                })
                .await?;
            self.live.changed(organization);
            tracing::warn!("a sending was left under way by a crash; it is not known whether it went");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use keylink_domain::actor::Via;
    use keylink_domain::delivery::{Channel, Words};
    use keylink_domain::id::{LinkId, OrganizationId};

    use super::*;

    fn sending(n: u8, tries: u32) -> Delivery {
        let at = Timestamp::UNIX_EPOCH;
        Delivery {
            id: DeliveryId::new(at, [n; 16]),
            organization: OrganizationId::new(at, [0; 16]),
            link: LinkId::new(at, [0; 16]),
            generation: 1,
            by: None,
            via: Via::Console,
            channel: Channel::Mail,
            address: None,
            message: Words::default(),
            language: None,
            state: DeliveryState::Sending { tries, since: at },
            created_at: at,
        }
    }

    #[test]
    fn a_try_is_called_not_known_when_it_was_seen_for_longer_than_a_try_takes() {
        let (mut vigil, start) = (Vigil::default(), Instant::now());
        let limit = LONGEST_TRY + GRACE;
        let just_over = start + limit + Duration::from_millis(1);
        let all = || vec![sending(1, 1), sending(2, 1)];
        assert!(vigil.overdue(all(), start).is_empty(), "its clock may be wrong by hours: that says nothing");
        assert!(vigil.overdue(all(), start + limit).is_empty());
        let overdue = vigil.overdue(vec![sending(1, 1), sending(2, 2)], just_over);
        assert_eq!(overdue, [sending(1, 1)], "another try is another one");
        assert!(vigil.overdue(Vec::new(), just_over).is_empty() && vigil.seen.is_empty(), "what is over is forgotten");
    }
}
