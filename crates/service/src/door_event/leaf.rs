//! What the moves of a door's lock and leaf mean: whether an unlock of ours, somebody at the door, or nobody let it open.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use keylink_domain::controller::Reach;
use keylink_domain::door::DoorState;
use keylink_domain::door_event::{Happened, Leaf, Opening, released_for};
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::hold::HoldState;
use keylink_domain::id::EventId;
use keylink_domain::unlock::Outcome;
use keylink_store::door::DoorNow;
use keylink_store::door_event::Released;
use keylink_store::{Tx, door_event, event};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::house::House;
use crate::trouble::Trouble;

/// How long after a press its command may still move the door: its deadline, at the most.
const UNDER_WAY: SignedDuration = SignedDuration::from_secs(10);
/// By how much a controller's clock, which knows seconds, may seem to be before ours.
const JITTER: SignedDuration = SignedDuration::from_secs(2);
/// How much later than it turned a lock may be seen so, by an agent that asks its devices now and then.
const SEEN_LATE: SignedDuration = SignedDuration::from_secs(15);
/// How long nobody may have asked a controller that answered both times: longer than the longest pause between questions.
const UNSEEN: SignedDuration = SignedDuration::from_mins(6);
/// How often is looked which leaves stand open for too long.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(2);

/// A line that a move of a leaf makes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moved {
    pub(super) kind: EventKind,
    pub(super) about: About,
    pub(super) outcome: Option<&'static str>,
}

impl Moved {
    const fn plain(kind: EventKind) -> Self {
        Self {
            kind,
            about: About { door: None, link: None, maker: None, user: None, credential: None, unlock: None },
            outcome: None,
        }
    }

    fn after(kind: EventKind, released: &Released) -> Self {
        let user = if released.link.is_some() { None } else { Some(released.user) };
        let about = About { link: released.link, unlock: Some(released.unlock), user, ..About::default() };
        Self { kind, about, outcome: None }
    }
}

/// Somebody was let in at the door itself.
pub(super) async fn let_in(tx: &mut Tx, now: &DoorNow, at: Timestamp) -> Result<(), Trouble> {
    let (mut leaf, before) = stands(tx, now).await?;
    leaf.let_in(at, now.door.pulse_ms);
    write(tx, now, &leaf, before).await
}

/// What a controller tells of a leaf, or of an opening from afar; none where that stands in the log already.
pub(super) async fn told(tx: &mut Tx, now: &DoorNow, what: Happened, at: Timestamp) -> Result<Option<Moved>, Trouble> {
    let (mut leaf, before) = stands(tx, now).await?;
    let moved = match what {
        Happened::Unlocked => unlocked(tx, now, &mut leaf, at).await?,
        Happened::StandsUnlocked => {
            leaf.unlocks();
            None
        }
        Happened::Locked => {
            leaf.locks();
            None
        }
        Happened::Opened => opened(tx, now, &mut leaf, at).await?,
        Happened::Closed => leaf.closes().then(|| Moved::plain(EventKind::DoorClosed)),
        // Since when it is so is not known; that it is, is: it may be open for too long from here on.
        Happened::StandsOpen => {
            leaf.open_since.get_or_insert(at);
            None
        }
        Happened::StandsClosed => {
            leaf.closes();
            None
        }
        Happened::ForcedOpen => leaf.is_called_forced(at).then(|| Moved::plain(EventKind::DoorForced)),
        Happened::HeldOpen => leaf.is_called_held(at).then(|| Moved::plain(EventKind::DoorHeld)),
        Happened::RemoteOpen => Some(remote(tx, now, &mut leaf, at).await?).flatten(),
        _ => None,
    };
    write(tx, now, &leaf, before).await?;
    Ok(moved)
}

/// A lock turned: for an unlock of ours, for its state, or because somebody turned it.
async fn unlocked(tx: &mut Tx, now: &DoorNow, leaf: &mut Leaf, at: Timestamp) -> Result<Option<Moved>, Trouble> {
    if !leaf.unlocks() || now.in_force(at).state == DoorState::Unlocked || is_held(now, at) {
        return Ok(None);
    }
    let usual = just_before(now).saturating_add(SEEN_LATE);
    // One that is asked now and then may have turned at any time since it was asked last.
    let asked = now.door.address.as_ref().is_some_and(|address| address.driver.reach() == Reach::Called);
    let unseen = now.told_at.filter(|_| asked).map_or(usual, |told| at.duration_since(told).min(UNSEEN).max(usual));
    if !released(tx, now, at, unseen).await?.is_empty() {
        return Ok(None);
    }
    leaf.let_in(at, now.door.pulse_ms);
    Ok(Some(Moved::plain(EventKind::DoorReleased)))
}

async fn opened(tx: &mut Tx, now: &DoorNow, leaf: &mut Leaf, at: Timestamp) -> Result<Option<Moved>, Trouble> {
    let released = released(tx, now, at, just_before(now)).await?;
    let is_free = now.door.free_exit || now.in_force(at).state == DoorState::Unlocked || is_held(now, at);
    // Who was let in at the door since then is more likely to be who opened it.
    let let_in = leaf.free_until.and_then(|until| until.checked_sub(released_for(now.door.pulse_ms)).ok());
    let newest = released.last().filter(|one| let_in.is_none_or(|then| then < one.at));
    Ok(leaf.opens(at, !released.is_empty() || is_free).map(|opening| match (opening, newest) {
        (Opening::Forced, _) => Moved::plain(EventKind::DoorForced),
        (Opening::Expected, Some(released)) => Moved::after(EventKind::DoorOpened, released),
        (Opening::Expected, None) => Moved::plain(EventKind::DoorOpened),
    }))
}

/// Whether its hardware held it open: it may do so for longer than its state says, where it was not told to lock in time.
fn is_held(now: &DoorNow, at: Timestamp) -> bool {
    now.holding.as_ref().is_some_and(|holding| holding.state != HoldState::Ended || at <= holding.since)
}

/// A controller was asked from afar to open: by us, or by another program. It does not tell which, so that each of our
/// unlocks stands for one. Where its silence was all that we knew, its memory tells now that it took the command.
async fn remote(tx: &mut Tx, now: &DoorNow, leaf: &mut Leaf, at: Timestamp) -> Result<Option<Moved>, Trouble> {
    let ours = released(tx, now, at, just_before(now))
        .await?
        .into_iter()
        .find(|one| leaf.told_unlock.is_none_or(|told| one.unlock > told));
    let Some(ours) = ours else {
        leaf.let_in(at, now.door.pulse_ms);
        return Ok(Some(Moved::plain(EventKind::DoorReleased)));
    };
    leaf.told_unlock = Some(ours.unlock);
    Ok(ours
        .is_unknown
        .then(|| Moved { outcome: Some(Outcome::Sent.as_str()), ..Moved::after(EventKind::UnlockAnsweredLate, &ours) }))
}

/// How long before a leaf moves an unlock may have been pressed that lets it.
fn just_before(now: &DoorNow) -> SignedDuration {
    released_for(now.door.pulse_ms).saturating_add(UNDER_WAY)
}

/// The unlocks of ours that were pressed so long before this instant at the most, and may have moved the door; oldest first.
async fn released(tx: &mut Tx, now: &DoorNow, at: Timestamp, before: SignedDuration) -> Result<Vec<Released>, Trouble> {
    let from = at.checked_sub(before).unwrap_or(Timestamp::MIN);
    let until = at.checked_add(JITTER).unwrap_or(at);
    Ok(door_event::released(tx, now.door.organization, now.door.id, from, until).await?)
}

async fn stands(tx: &mut Tx, now: &DoorNow) -> Result<(Leaf, Option<Leaf>), Trouble> {
    let known = door_event::leaf(tx, now.door.organization, now.door.id).await?;
    Ok((known.unwrap_or_default(), known))
}

async fn write(tx: &mut Tx, now: &DoorNow, leaf: &Leaf, before: Option<Leaf>) -> Result<(), Trouble> {
    if before.unwrap_or_default() != *leaf {
        door_event::set_leaf(tx, now.door.organization, now.door.id, leaf).await?;
    }
    Ok(())
}

/// Looks now and then which leaves stand open for too long.
pub(crate) async fn tell_held(house: Arc<House>, stop: CancellationToken) {
    loop {
        if let Err(error) = house.tell_held().await {
            tracing::error!(%error, "open doors could not be told; it is tried again");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

impl House {
    /// Tells of each leaf that stands open for longer than is set, once.
    async fn tell_held(&self) -> Result<(), Trouble> {
        let now = self.now();
        for (organization, id, after_ms) in self.store.read(move |tx| Box::pin(door_event::held(tx, now))).await? {
            let line = NewEvent {
                about: About { door: Some(id), ..About::default() },
                detail: json!({ "after_ms": after_ms }),
                ..NewEvent::by_system(EventId::new(now, self.entropy.chance()?), organization, now, EventKind::DoorHeld)
            };
            let told = self
                .store
                .write(move |tx| {
                    Box::pin(async move {
                        let Some(known) = keylink_store::door::by_id(tx, organization, id).await? else {
                            return Ok(false);
                        };
                        // A door that is to stand open is not told of, while that is so.
                        if known.in_force(now).state == DoorState::Unlocked {
                            return Ok(false);
                        }
                        let news = door_event::tell_held(tx, organization, id).await?;
                        if news {
                            event::append(tx, vec![line]).await?;
                        }
                        Ok::<_, Trouble>(news)
                    })
                })
                .await?;
            if told {
                self.live.changed(organization);
            }
        }
        Ok(())
    }
}
