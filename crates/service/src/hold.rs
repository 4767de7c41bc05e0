//! Doors that stand open: what is to be held is reckoned from the doors' states again and again, and told to the controllers.
//! A door that is to be held no more, for whatever reason, is told to lock.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use jiff::{SignedDuration, Timestamp};
use keylink_domain::actor::Via;
use keylink_domain::controller::{Channel, DoorAddress};
use keylink_domain::door::DoorState;
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::hold::{HELD_MS, Hold, HoldState};
use keylink_domain::id::{ControllerId, EventId, UnlockId};
use keylink_domain::unlock::{Command, DoorAct};
use keylink_drivers::{Placing, about};
use keylink_store::door::DoorNow;
use keylink_store::{Tx, door, event, hold};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::house::House;
use crate::trouble::Trouble;

/// How often is looked what is to be held, and what is due.
const TICK: Duration = Duration::from_secs(1);
/// How often a controller is told to hold a door that it holds: three words fit into the time that one of them holds.
const AGAIN: SignedDuration = SignedDuration::from_secs(40);
/// How long a word may be under way.
const UNDER_WAY: Duration = Duration::from_secs(5);
/// After how long a door that locked is told so once more. No word to hold it, and no press that was granted while it was
/// held, is under way for longer.
const ONCE_MORE: SignedDuration = SignedDuration::from_secs(6);
/// How long one word may take with all that is around it, before another node may say it.
const IN_HAND: SignedDuration = SignedDuration::from_secs(10);
/// So often a controller is away in a row before that is told.
const TRIES: u32 = 3;
/// The longest pause between tries.
const LONGEST: SignedDuration = SignedDuration::from_secs(40);

/// A place on a controller.
type Place = (ControllerId, Channel);

pub(crate) async fn run(house: Arc<House>, stop: CancellationToken) {
    let (mut turns, mut busy) = (FuturesUnordered::new(), BTreeSet::new());
    loop {
        match house.holds_due().await {
            Ok(due) => {
                for one in due {
                    let place = (one.controller, one.channel.as_str().to_owned());
                    if busy.insert(place.clone()) {
                        let house = Arc::clone(&house);
                        turns.push(async move { (place, house.tell_hold(one).await) });
                    }
                }
            }
            Err(error) => tracing::error!(%error, "what is to be held open could not be reckoned; it is tried again"),
        }
        let tick = tokio::time::sleep(TICK);
        tokio::pin!(tick);
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                Some((place, done)) = turns.next() => {
                    busy.remove(&place);
                    if let Err(error) = done {
                        tracing::error!(%error, controller = %place.0, "a hold could not be written; it is tried again");
                    }
                }
                () = &mut tick => break,
            }
        }
    }
}

impl House {
    /// Reckons what is to be held, and reads what is due to be told.
    async fn holds_due(&self) -> Result<Vec<Hold>, Trouble> {
        let now = self.now();
        // Mostly nothing differs, and nothing is written.
        let (known, differing) = self.store.read(move |tx| Box::pin(reckon(tx, now))).await?;
        if differing.is_empty() {
            return Ok(known.into_iter().filter(|(_, due)| *due <= now).map(|(one, _)| one).collect());
        }
        let organizations: BTreeSet<_> = differing.iter().map(|one| one.organization).collect();
        let due = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let (known, differing) = reckon(tx, now).await?;
                    for one in &differing {
                        hold::want(tx, one).await?;
                    }
                    let elsewhere = |one: &Hold| !differing.iter().any(|other| is_same_place(one, other));
                    let due = known.into_iter().filter(|(one, due)| *due <= now && elsewhere(one)).map(|(one, _)| one);
                    Ok::<_, Trouble>(due.chain(differing.iter().cloned()).collect())
                })
            })
            .await?;
        organizations.into_iter().for_each(|organization| self.live.changed(organization));
        Ok(due)
    }

    /// Tells a controller once, and writes what came of it.
    async fn tell_hold(&self, mut one: Hold) -> Result<(), Trouble> {
        let (Some(drivers), now) = (&self.drivers, self.now()) else { return Ok(()) };
        let until = now.saturating_add(IN_HAND).unwrap_or(now);
        let claimed = {
            let one = one.clone();
            self.store.write(move |tx| Box::pin(async move { hold::claim(tx, &one, now, until).await })).await?
        };
        if !claimed {
            return Ok(());
        }
        let command = Command {
            id: UnlockId::new(now, self.entropy.chance()?),
            organization: one.organization,
            door: one.door,
            act: if one.state.is_on() { DoorAct::Hold } else { DoorAct::Lock },
            address: DoorAddress { controller: one.controller, driver: one.driver, channel: one.channel.clone() },
            pulse_ms: HELD_MS,
            deadline: now.saturating_add(UNDER_WAY).unwrap_or(now),
        };
        let placing = drivers.keep(&command, UNDER_WAY).await;
        let (before, now) = (one.state, self.now());
        let (news, pause) = came(&mut one, placing, now);
        self.settle_hold(before, one, now.saturating_add(pause).unwrap_or(now), news).await
    }

    async fn settle_hold(
        &self,
        before: HoldState,
        one: Hold,
        due: Timestamp,
        news: Option<EventKind>,
    ) -> Result<(), Trouble> {
        let (organization, now, chance) = (one.organization, self.now(), self.entropy.chance()?);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if before == HoldState::Ended && one.tries == 0 {
                        return Ok(hold::end(tx, &one).await?);
                    }
                    if let (true, Some(kind)) = (hold::settle(tx, before, &one, due).await?, news) {
                        event::append(tx, vec![line(&one, kind, EventId::new(now, chance), now)]).await?;
                    }
                    Ok::<_, Trouble>(())
                })
            })
            .await?;
        if news.is_some() {
            self.live.changed(organization);
        }
        Ok(())
    }
}

/// What came of a word: what is to be told of it, and after how long the next one is due.
fn came(one: &mut Hold, placing: Placing, now: Timestamp) -> (Option<EventKind>, SignedDuration) {
    one.tries = one.tries.saturating_add(1);
    let why = match placing {
        Placing::Done => None,
        // After a start controllers come back by themselves, and the word before this one still holds.
        Placing::Away(_) if one.tries < TRIES => return (None, pause(one.tries)),
        Placing::Refused(why) | Placing::Away(why) => Some(why),
    };
    let Some(why) = why else {
        let (was, troubled) = (one.state, one.reason.is_some());
        (one.tries, one.reason) = (0, None);
        one.state = if was.is_on() { HoldState::Held } else { HoldState::Ended };
        if was != one.state {
            one.since = now;
        }
        let kind = if was.is_on() { EventKind::DoorHoldBegan } else { EventKind::DoorHoldEnded };
        let pause = if was.is_on() { AGAIN } else { ONCE_MORE };
        return ((was != one.state || (troubled && was.is_on())).then_some(kind), pause);
    };
    // The same trouble is told once. That a door which locked was not reached again is none.
    let is_news = one.state != HoldState::Ended && one.reason.as_ref() != Some(&why);
    one.reason = Some(why);
    (is_news.then_some(EventKind::DoorHoldFailed), pause(one.tries))
}

fn pause(tries: u32) -> SignedDuration {
    (SignedDuration::from_secs(1) * 2_i32.saturating_pow(tries.min(6))).min(LONGEST)
}

/// What is known of holds, and those that are to be otherwise than they are.
async fn reckon(tx: &mut Tx, now: Timestamp) -> Result<(Vec<(Hold, Timestamp)>, Vec<Hold>), Trouble> {
    let known = hold::list(tx).await?;
    let mut wanted: BTreeMap<(ControllerId, String), (DoorNow, Place)> = BTreeMap::new();
    for one in door::to_hold(tx).await? {
        let Some(address) = one.door.address.clone().filter(|address| about(address.driver).holds) else { continue };
        if one.in_force(now).state == DoorState::Unlocked {
            let key = (address.controller, address.channel.as_str().to_owned());
            wanted.insert(key, (one, (address.controller, address.channel)));
        }
    }
    let mut differing = Vec::new();
    for (one, _) in &known {
        let is_wanted = wanted.remove(&(one.controller, one.channel.as_str().to_owned())).is_some();
        if is_wanted != one.state.is_on() {
            let state = if is_wanted { HoldState::Wanted } else { HoldState::Ending };
            differing.push(Hold { state, since: now, reason: None, tries: 0, ..one.clone() });
        }
    }
    for (one, (controller, channel)) in wanted.into_values() {
        let Some(address) = one.door.address else { continue };
        differing.push(Hold {
            organization: one.door.organization,
            door: one.door.id,
            controller,
            driver: address.driver,
            channel,
            state: HoldState::Wanted,
            since: now,
            reason: None,
            tries: 0,
        });
    }
    Ok((known, differing))
}

fn is_same_place(one: &Hold, other: &Hold) -> bool {
    one.controller == other.controller && one.channel == other.channel
}

fn line(one: &Hold, kind: EventKind, id: EventId, at: Timestamp) -> NewEvent {
    let mut detail = json!({});
    if let Some(why) = one.reason.as_ref().filter(|_| kind == EventKind::DoorHoldFailed) {
        detail = json!({ "why": why, "ending": !one.state.is_on() });
    }
    NewEvent {
        id,
        organization: one.organization,
        at,
        kind,
        via: Via::System,
        actor: None,
        about: About { door: Some(one.door), ..About::default() },
        detail,
        personal: None,
    }
}
