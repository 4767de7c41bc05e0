//! Doors that stand open: what is to be held is reckoned from the doors' states again and again, and told to the controllers.
//! A door that is to be held no more, for whatever reason, is told to lock.

mod answer;
mod reckoning;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use jiff::{SignedDuration, Timestamp};
use keylink_domain::controller::{Controller, DoorAddress};
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::hold::{HELD_MS, Hold, HoldState};
use keylink_domain::id::{ControllerId, EventId, UnlockId};
use keylink_domain::text::listed;
use keylink_domain::unlock::{Command, DoorAct};
use keylink_store::{Tx, door_event, event, hold};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use self::answer::{Answered, TRIES, answered};
use self::reckoning::reckon;
use crate::house::House;
use crate::trouble::Trouble;

/// How often is looked what is to be held, and what is due.
const TICK: Duration = Duration::from_secs(1);
/// How long a word may be under way.
const UNDER_WAY: Duration = Duration::from_secs(5);
/// How long one word may take with all that is around it, before another node may say it.
const IN_HAND: SignedDuration = SignedDuration::from_secs(10);

/// A place on a controller.
type Place = (ControllerId, String);

fn place(hold: &Hold) -> Place {
    (hold.controller, hold.channel.as_str().to_owned())
}

pub(crate) async fn run(house: Arc<House>, stop: CancellationToken) {
    let (mut turns, mut busy) = (FuturesUnordered::new(), BTreeSet::new());
    loop {
        match house.holds_due().await {
            Ok(due) => {
                for one in due {
                    let place = place(&one);
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
        let (known, changes) = self.store.read(move |tx| Box::pin(reckon(tx, now))).await?;
        if changes.is_empty() {
            return Ok(known.into_iter().filter(|one| one.due <= now).map(|one| one.hold).collect());
        }
        let organizations: BTreeSet<_> = changes.iter().map(|change| change.hold().organization).collect();
        let due = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let (known, changes) = reckon(tx, now).await?;
                    let changed: BTreeSet<Place> = changes.iter().map(|change| place(change.hold())).collect();
                    let as_before = known.into_iter().filter(|one| one.due <= now).map(|one| one.hold);
                    let mut due: Vec<Hold> = as_before.filter(|one| !changed.contains(&place(one))).collect();
                    for change in changes {
                        due.extend(change.write(tx).await?);
                    }
                    Ok::<_, Trouble>(due)
                })
            })
            .await?;
        organizations.into_iter().for_each(|organization| self.live.changed(organization));
        Ok(due)
    }

    /// Tells a controller once, and writes what came of it.
    async fn tell_hold(&self, one: Hold) -> Result<(), Trouble> {
        let Some(drivers) = &self.drivers else { return Ok(()) };
        let waits_until = self.claim_hold(&one).await?;
        let now = self.now();
        let answered = match waits_until {
            None => return Ok(()),
            // A press that was granted since it locked is not cut short.
            Some(until) if until > now => Answered { hold: one.clone(), news: None, pause: until.duration_since(now) },
            Some(_) => {
                let keeping = drivers.keep(&self.word(&one, now)?, UNDER_WAY).await;
                answered(one.clone(), keeping, self.now(), self.under_way())
            }
        };
        self.settle_hold(one, answered).await
    }

    /// Takes a hold in hand; it comes back until when it waits for a press, if somebody else has not taken it.
    async fn claim_hold(&self, one: &Hold) -> Result<Option<Timestamp>, Trouble> {
        let (one, now) = (one.clone(), self.now());
        let until = now.saturating_add(IN_HAND).unwrap_or(now);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if !hold::claim(tx, &one, now, until).await? {
                        return Ok(None);
                    }
                    Ok(Some(if one.state == HoldState::Ended { pressed_until(tx, &one, now).await? } else { now }))
                })
            })
            .await
    }

    fn word(&self, one: &Hold, now: Timestamp) -> Result<Command, Trouble> {
        let is_on = one.state.is_on();
        Ok(Command {
            id: UnlockId::new(now, self.entropy.chance()?),
            organization: one.organization,
            door: one.door,
            act: if is_on { DoorAct::Hold } else { DoorAct::Lock },
            address: DoorAddress { controller: one.controller, driver: one.driver, channel: one.channel.clone() },
            pulse_ms: if is_on { HELD_MS } else { one.pulse_ms },
            deadline: now.saturating_add(UNDER_WAY).unwrap_or(now),
        })
    }

    /// How long a word to hold a door, or a press that was granted while it was held, may be under way.
    pub(crate) fn under_way(&self) -> SignedDuration {
        let word = SignedDuration::try_from(UNDER_WAY).unwrap_or(SignedDuration::MAX);
        word.max(SignedDuration::from_millis(self.deadline_ms))
    }

    async fn settle_hold(&self, before: Hold, Answered { hold: one, news, pause }: Answered) -> Result<(), Trouble> {
        let (organization, now, chance) = (one.organization, self.now(), self.entropy.chance()?);
        let due = now.saturating_add(pause).unwrap_or(now);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    // It was told to lock once more, and said so.
                    if before.state == HoldState::Ended && one.since != before.since {
                        hold::end(tx, &before).await?;
                        return Ok(());
                    }
                    if let (true, Some(kind)) = (hold::settle(tx, &before, &one, due).await?, news) {
                        event::append(tx, vec![line(&one, before.state, kind, EventId::new(now, chance), now)]).await?;
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

/// Until when the last press since the door locked releases it; now, where there was none.
async fn pressed_until(tx: &mut Tx, one: &Hold, now: Timestamp) -> Result<Timestamp, Trouble> {
    let presses = door_event::released(tx, one.organization, one.door, one.since, now).await?;
    let pulse = SignedDuration::from_millis(i64::from(one.pulse_ms));
    Ok(presses.last().and_then(|press| press.at.checked_add(pulse).ok()).unwrap_or(now))
}

fn line(one: &Hold, was: HoldState, kind: EventKind, id: EventId, at: Timestamp) -> NewEvent {
    let mut detail = json!({});
    if let Some(why) = one.reason.as_ref().filter(|_| kind == EventKind::DoorHoldFailed) {
        detail = json!({ "why": why, "was": was.as_str() });
    }
    let about = About { door: Some(one.door), ..About::default() };
    NewEvent { about, detail, ..NewEvent::by_system(id, one.organization, at, kind) }
}

/// Checks that a controller may be removed, or lead elsewhere: what it holds would stand open, and nobody would tell it to lock.
/// One that cannot be told may go, and the doors come back that may stand open.
///
/// # Errors
/// Says which doors it keeps unlocked.
pub(crate) async fn check_let_go(
    tx: &mut Tx,
    known: &Controller,
    now: Timestamp,
    under_way: SignedDuration,
) -> Result<Vec<String>, Trouble> {
    let holds = hold::of_controller(tx, known.organization, known.id).await?.into_iter();
    let open = holds.filter(|one| one.hold.may_be_released(now, under_way));
    let (told, untold): (Vec<_>, Vec<_>) = open.partition(|one| one.hold.tries < TRIES);
    if told.is_empty() {
        return Ok(untold.into_iter().map(|one| one.door).collect());
    }
    let doors: Vec<&str> = told.iter().map(|one| one.door.as_str()).collect();
    Err(Trouble::Conflict(format!(
        "\u{201c}{}\u{201d} still keeps {} unlocked; end that by another state of the door, or wait a moment if it just ended",
        known.name,
        listed(&doors)
    )))
}
