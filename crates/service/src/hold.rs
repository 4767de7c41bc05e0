//! Doors that stand open: what is to be held is reckoned from the doors' states again and again, and told to the controllers.
//! A door that is to be held no more, for whatever reason, is told to lock.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use jiff::{SignedDuration, Timestamp};
use keylink_domain::controller::{Channel, Controller, DoorAddress};
use keylink_domain::door::DoorState;
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::hold::{HELD_MS, Hold, HoldState};
use keylink_domain::id::{ControllerId, EventId, UnlockId};
use keylink_domain::text::listed;
use keylink_domain::unlock::{Command, DoorAct};
use keylink_drivers::{Keeping, can_hold};
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
/// How much later than that a door that locked is told so once more.
const AFTER: Duration = Duration::from_secs(1);
/// What is in the way where something else locks a door that is held.
const FOUND_LOCKED: &str = "it was found locked, and was released again; the device itself must not lock it";
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
            pulse_ms: if one.state.is_on() { HELD_MS } else { one.pulse_ms },
            deadline: now.saturating_add(UNDER_WAY).unwrap_or(now),
        };
        let keeping = if one.locked_by_itself(now, signed(self.under_way())) {
            Keeping::Done
        } else {
            drivers.keep(&command, UNDER_WAY).await
        };
        let (before, now) = (one.state, self.now());
        let (news, pause) = came(&mut one, keeping, now, signed(self.under_way() + AFTER));
        self.settle_hold(before, one, now.saturating_add(pause).unwrap_or(now), news).await
    }

    /// How long a word to hold a door, or a press that was granted while it was held, may be under way.
    fn under_way(&self) -> Duration {
        UNDER_WAY.max(Duration::from_millis(u64::try_from(self.deadline_ms).unwrap_or(0)))
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
                        event::append(tx, vec![line(&one, before, kind, EventId::new(now, chance), now)]).await?;
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
fn came(
    one: &mut Hold,
    keeping: Keeping,
    now: Timestamp,
    once_more: SignedDuration,
) -> (Option<EventKind>, SignedDuration) {
    one.tries = one.tries.saturating_add(1);
    match keeping {
        Keeping::Released if one.state == HoldState::Held => {
            one.tries = 0;
            (troubled(one, FOUND_LOCKED.to_owned()), AGAIN)
        }
        Keeping::Done | Keeping::Released => {
            let pause = if one.state.is_on() { AGAIN } else { once_more };
            (done(one, now), pause)
        }
        // After a start controllers come back by themselves, and the word before this one still holds.
        Keeping::Away(_) if one.tries < TRIES => (None, pause(one.tries)),
        Keeping::Refused(why) | Keeping::Away(why) => (troubled(one, why), pause(one.tries)),
    }
}

/// It is as it is to be: told where it was not before.
fn done(one: &mut Hold, now: Timestamp) -> Option<EventKind> {
    let (was, was_troubled) = (one.state, one.reason.is_some());
    (one.tries, one.reason) = (0, None);
    one.state = if was.is_on() { HoldState::Held } else { HoldState::Ended };
    if was != one.state {
        one.since = now;
    }
    let kind = if was.is_on() { EventKind::DoorHoldBegan } else { EventKind::DoorHoldEnded };
    (was != one.state || (was_troubled && was.is_on())).then_some(kind)
}

/// Trouble is told once, until it is over. That a door which locked was not reached again is none.
fn troubled(one: &mut Hold, why: String) -> Option<EventKind> {
    let is_news = one.state != HoldState::Ended && one.reason.is_none();
    one.reason = Some(why);
    is_news.then_some(EventKind::DoorHoldFailed)
}

fn signed(duration: Duration) -> SignedDuration {
    SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX)
}

fn pause(tries: u32) -> SignedDuration {
    (SignedDuration::from_secs(1) * 2_i32.saturating_pow(tries.min(6))).min(LONGEST)
}

/// What is known of holds, and those that are to be otherwise than they are.
async fn reckon(tx: &mut Tx, now: Timestamp) -> Result<(Vec<(Hold, Timestamp)>, Vec<Hold>), Trouble> {
    let known = hold::list(tx).await?;
    let mut wanted: BTreeMap<(ControllerId, String), (DoorNow, Place)> = BTreeMap::new();
    for one in door::to_hold(tx).await? {
        let can = |address: &DoorAddress| can_hold(address.driver, &address.channel);
        let Some(address) = one.door.address.clone().filter(can) else { continue };
        if one.in_force(now).state == DoorState::Unlocked {
            let key = (address.controller, address.channel.as_str().to_owned());
            wanted.insert(key, (one, (address.controller, address.channel)));
        }
    }
    let mut differing = Vec::new();
    for (one, _) in &known {
        let wanted = wanted.remove(&(one.controller, one.channel.as_str().to_owned()));
        // Another door may be at its place by now.
        let door = wanted.as_ref().map_or(one.door, |(now, _)| now.door.id);
        if wanted.is_some() != one.state.is_on() || door != one.door {
            let state = if wanted.is_some() { HoldState::Wanted } else { HoldState::Ending };
            differing.push(Hold { door, state, since: now, reason: None, tries: 0, ..one.clone() });
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
            pulse_ms: one.door.pulse_ms,
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

fn line(one: &Hold, was: HoldState, kind: EventKind, id: EventId, at: Timestamp) -> NewEvent {
    let mut detail = json!({});
    if let Some(why) = one.reason.as_ref().filter(|_| kind == EventKind::DoorHoldFailed) {
        detail = json!({ "why": why, "was": was.as_str() });
    }
    let about = About { door: Some(one.door), ..About::default() };
    NewEvent { about, detail, ..NewEvent::by_system(id, one.organization, at, kind) }
}

/// Checks that a controller may be removed, or lead elsewhere: what it holds would stand open, and nobody would tell it to lock.
/// One that cannot be told may go, and comes back as the doors that may stand open.
///
/// # Errors
/// Says which doors it holds, or is just told to lock.
pub(crate) async fn let_go(tx: &mut Tx, known: &Controller) -> Result<Vec<String>, Trouble> {
    let (mut held, mut open) = (Vec::new(), Vec::new());
    for one in hold::unlocked_at(tx, known.organization, known.id).await? {
        if one.reason.is_none() { held.push(one.door) } else { open.push(one.door) }
    }
    if held.is_empty() {
        return Ok(open);
    }
    let held: Vec<&str> = held.iter().map(String::as_str).collect();
    Err(Trouble::Conflict(format!(
        "\u{201c}{}\u{201d} still keeps {} unlocked; end that by another state of the door, or wait a moment if it just ended",
        known.name,
        listed(&held)
    )))
}

#[cfg(test)]
mod tests {
    use keylink_domain::controller::DriverKind;
    use keylink_domain::id::{DoorId, OrganizationId};

    use super::*;

    const ONCE_MORE: SignedDuration = SignedDuration::from_secs(61);

    fn hold(state: HoldState) -> Hold {
        let since = Timestamp::UNIX_EPOCH;
        Hold {
            organization: OrganizationId::new(since, [1; 16]),
            door: DoorId::new(since, [2; 16]),
            controller: ControllerId::new(since, [3; 16]),
            driver: DriverKind::Esphome,
            channel: Channel::parse("lock.front").unwrap(),
            pulse_ms: 5_000,
            state,
            since,
            reason: None,
            tries: 0,
        }
    }

    fn told(one: &mut Hold, keeping: Keeping) -> (Option<EventKind>, SignedDuration) {
        came(one, keeping, Timestamp::UNIX_EPOCH, ONCE_MORE)
    }

    #[test]
    fn what_is_found_locked_while_it_is_held_is_trouble_and_told_once() {
        let mut one = hold(HoldState::Wanted);
        assert_eq!(told(&mut one, Keeping::Released), (Some(EventKind::DoorHoldBegan), AGAIN));
        assert_eq!(told(&mut one, Keeping::Released), (Some(EventKind::DoorHoldFailed), AGAIN));
        assert_eq!(one.reason.as_deref(), Some(FOUND_LOCKED));
        assert_eq!(told(&mut one, Keeping::Released), (None, AGAIN));
        assert_eq!(told(&mut one, Keeping::Done), (Some(EventKind::DoorHoldBegan), AGAIN));
        assert_eq!((told(&mut one, Keeping::Done).0, one.reason), (None, None));
    }

    #[test]
    fn trouble_is_told_once_whatever_its_words() {
        let mut one = hold(HoldState::Ending);
        let away = || Keeping::Away("it did not answer in time".to_owned());
        assert_eq!((told(&mut one, away()).0, told(&mut one, away()).0), (None, None), "it may come back by itself");
        assert_eq!(told(&mut one, away()).0, Some(EventKind::DoorHoldFailed));
        assert_eq!(told(&mut one, Keeping::Refused("no".to_owned())).0, None);
        assert_eq!(told(&mut one, Keeping::Done), (Some(EventKind::DoorHoldEnded), ONCE_MORE));
        assert_eq!(one.state, HoldState::Ended);
    }
}
