//! Cards reach the controllers that let people in by themselves: what is to stand on each is reckoned from rights again and again,
//! and what differs is told to the controller. Each controller has its own turn, so that none holds up another.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use jiff::{SignedDuration, Timestamp};
use keylink_domain::actor::Actor;
use keylink_domain::controller::Controller;
use keylink_domain::credential::{Credential, CredentialKind};
use keylink_domain::door::DoorState;
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{ControllerId, CredentialId, EventId, OrganizationId};
use keylink_domain::placement::{CardOrder, Placement, PlacementState, days};
use keylink_domain::user::UserState;
use keylink_drivers::{Drivers, Placing, about};
use keylink_store::door::DoorNow;
use keylink_store::{Tx, access, controller, credential, door, event, placement, site, user};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::house::House;
use crate::trouble::Trouble;

/// How often is looked what is due.
const TICK: Duration = Duration::from_secs(1);
/// How often what is to stand on controllers is reckoned anew.
const RECKON: Duration = Duration::from_secs(3);
/// How long a controller may take for one card, before another node may try.
const IN_HAND: SignedDuration = SignedDuration::from_secs(30);
/// The longest pause between tries.
const LONGEST: SignedDuration = SignedDuration::from_mins(10);
/// How many are read at once.
const AT_ONCE: u32 = 512;
/// How many cards of one controller are told in one turn.
const IN_A_TURN: usize = 64;

/// Why a card is not to stand on a controller though its owner may open a door there.
const BY_SCHEDULE: &str = "its access is bound to a schedule, which this controller cannot keep";
const NOWHERE: &str = "no device of the agent\u{2019}s at these doors keeps cards";
const TOO_LARGE: &str = "its number is too large for this controller";

pub(crate) async fn run(house: Arc<House>, stop: CancellationToken) {
    let (mut turns, mut busy) = (FuturesUnordered::new(), BTreeSet::new());
    let mut reckoned = None::<tokio::time::Instant>;
    loop {
        if reckoned.is_none_or(|then| then.elapsed() >= RECKON) {
            if let Err(error) = house.reckon_all().await {
                tracing::error!(%error, "what is to stand on controllers could not be reckoned; it is tried again");
            }
            reckoned = Some(tokio::time::Instant::now());
        }
        match house.due_by_controller(&busy).await {
            Ok(due) => {
                for (id, cards) in due {
                    busy.insert(id);
                    let house = Arc::clone(&house);
                    turns.push(async move { (id, house.place_all(cards).await) });
                }
            }
            Err(error) => tracing::error!(%error, "cards that are due could not be read; it is tried again"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            Some((id, done)) = turns.next() => {
                busy.remove(&id);
                if let Err(error) = done {
                    tracing::error!(%error, controller = %id, "a card's placement could not be written; it is tried again");
                }
            }
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

impl House {
    /// Where a credential stands, controller by controller.
    ///
    /// # Errors
    /// When there is no such credential.
    pub async fn placements(&self, actor: &Actor, id: CredentialId) -> Result<Vec<(Placement, String)>, Trouble> {
        self.credential(actor, id).await?;
        let organization = actor.organization;
        self.look(move |tx| {
            Box::pin(async move {
                let found = placement::list(tx, organization, Some(id)).await?;
                let names: HashMap<ControllerId, String> =
                    controller::list(tx, organization).await?.into_iter().map(|known| (known.id, known.name)).collect();
                let named = |one: Placement| {
                    let name = names.get(&one.controller).cloned().unwrap_or_default();
                    (one, name)
                };
                Ok(found.into_iter().map(named).collect())
            })
        })
        .await
    }

    async fn reckon_all(&self) -> Result<(), Trouble> {
        let called = self.store.read(|tx| Box::pin(controller::called(tx))).await?;
        let holding = called.into_iter().filter(|found| about(found.driver).largest_card.is_some());
        let organizations: BTreeSet<OrganizationId> = holding.map(|found| found.organization).collect();
        for organization in organizations {
            self.reckon(organization).await?;
        }
        Ok(())
    }

    /// What is to stand on the organization's controllers now; what differs from before is due.
    async fn reckon(&self, organization: OrganizationId) -> Result<(), Trouble> {
        let now = self.now();
        // Mostly nothing differs, and nothing is written.
        if self.look(move |tx| Box::pin(async move { Ok(differing(tx, organization, now).await?.is_empty()) })).await? {
            return Ok(());
        }
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    for (one, due) in differing(tx, organization, now).await? {
                        placement::want(tx, &one, due.then_some(now)).await?;
                    }
                    Ok::<_, Trouble>(())
                })
            })
            .await?;
        self.live.changed(organization);
        Ok(())
    }

    async fn due_by_controller(
        &self,
        busy: &BTreeSet<ControllerId>,
    ) -> Result<BTreeMap<ControllerId, Vec<Placement>>, Trouble> {
        let now = self.now();
        let due = self.store.read(move |tx| Box::pin(placement::due(tx, now, AT_ONCE))).await?;
        let mut by_controller: BTreeMap<ControllerId, Vec<Placement>> = BTreeMap::new();
        for one in due.into_iter().filter(|one| !busy.contains(&one.controller)) {
            by_controller.entry(one.controller).or_default().push(one);
        }
        by_controller.values_mut().for_each(|cards| cards.truncate(IN_A_TURN));
        Ok(by_controller)
    }

    /// One controller's turn. One that is away is not asked for card after card.
    async fn place_all(&self, cards: Vec<Placement>) -> Result<(), Trouble> {
        let mut away = None::<String>;
        for one in cards {
            away = self.place(one, away).await?;
        }
        Ok(())
    }

    /// Tells a controller of one card, unless it is away; tells whether it is.
    async fn place(&self, mut one: Placement, away: Option<String>) -> Result<Option<String>, Trouble> {
        let (Some(drivers), now) = (&self.drivers, self.now()) else { return Ok(away) };
        let until = now.checked_add(IN_HAND).unwrap_or(now);
        let claimed = {
            let one = one.clone();
            self.store.write(move |tx| Box::pin(async move { placement::claim(tx, &one, now, until).await })).await?
        };
        if !claimed {
            return Ok(away);
        }
        let placing = match away {
            Some(why) => Placing::Away(why),
            None => self.tell_of_card(drivers, &one).await?,
        };
        let (state, before) = (one.state, one.reason.clone());
        let now = self.now();
        let (kind, away) = match placing {
            Placing::Done => {
                one.tries = 0;
                one.reason = None;
                one.number = one.wanted.as_ref().map(|order| order.number);
                one.state = if one.wanted.is_some() { PlacementState::OnController } else { PlacementState::Removed };
                let kind =
                    if one.wanted.is_some() { EventKind::CredentialPlaced } else { EventKind::CredentialTakenOff };
                // What was there before is there again: that is no news.
                let is_news = before.as_deref() != Some(placement::LOOKED_AT_AGAIN);
                (is_news.then_some(kind), None)
            }
            Placing::Refused(why) => {
                one.tries += 1;
                // Where it is to be taken off, it is on its way until it is gone.
                one.state = if one.wanted.is_some() { PlacementState::Failed } else { PlacementState::Pending };
                one.reason = Some(why);
                let is_news = before != one.reason || (state != one.state);
                (is_news.then_some(EventKind::CredentialPlaceFailed), None)
            }
            Placing::Away(why) => {
                one.tries += 1;
                one.reason = Some(why.clone());
                (None, Some(why))
            }
            Placing::Nowhere => {
                one.tries = 0;
                one.reason = Some(NOWHERE.to_owned());
                one.number = None;
                one.state = if one.wanted.is_some() { PlacementState::Failed } else { PlacementState::Removed };
                (None, None)
            }
        };
        one.changed = now;
        let pause = (SignedDuration::from_secs(2) * 2_i32.saturating_pow(one.tries.min(9))).min(LONGEST);
        let due = (one.tries > 0).then(|| now.checked_add(pause).unwrap_or(now));
        self.settle(one, due, kind).await?;
        Ok(away)
    }

    async fn tell_of_card(&self, drivers: &Drivers, one: &Placement) -> Result<Placing, Trouble> {
        let (organization, id) = (one.organization, one.controller);
        let known = self.look(move |tx| Box::pin(async move { Ok(controller::by_id(tx, organization, id).await?) }));
        let Some(driver) = known.await?.map(|known| known.driver) else {
            return Ok(Placing::Away("it is no controller any more".to_owned()));
        };
        Ok(match (&one.wanted, one.number) {
            (Some(order), _) => drivers.put_card(id, driver, order).await,
            (None, Some(number)) => drivers.take_card(id, driver, number).await,
            (None, None) => Placing::Done,
        })
    }

    /// Writes what came of it, with its line, unless something else is wanted by now.
    async fn settle(&self, one: Placement, due: Option<Timestamp>, kind: Option<EventKind>) -> Result<(), Trouble> {
        let (organization, now, chance) = (one.organization, self.now(), self.entropy.chance()?);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let as_wanted = placement::settle(tx, &one, due).await?;
                    if let (true, Some(kind)) = (as_wanted, kind) {
                        let whole = controller::by_id(tx, organization, one.controller).await?;
                        let whose = credential::by_id(tx, organization, one.credential).await?;
                        let line =
                            line_about(&one, kind, whole.as_ref(), whose.as_ref(), EventId::new(now, chance), now);
                        event::append(tx, vec![line]).await?;
                    }
                    Ok::<_, Trouble>(())
                })
            })
            .await?;
        self.live.changed(organization);
        Ok(())
    }
}

fn line_about(
    one: &Placement,
    kind: EventKind,
    whole: Option<&Controller>,
    whose: Option<&Credential>,
    id: EventId,
    at: Timestamp,
) -> NewEvent {
    let name = whole.map(|known| known.name.clone());
    let mut detail = json!({ "controller": one.controller, "name": name });
    if let Some(why) = one.reason.as_ref().filter(|_| kind == EventKind::CredentialPlaceFailed) {
        detail["why"] = why.clone().into();
    }
    NewEvent {
        about: About { credential: Some(one.credential), user: whose.map(|whose| whose.user), ..About::default() },
        detail,
        ..NewEvent::by_system(id, one.organization, at, kind)
    }
}

/// What is to be written: placements as they are to be, and whether their controllers are to be told.
async fn differing(
    tx: &mut Tx,
    organization: OrganizationId,
    now: Timestamp,
) -> Result<Vec<(Placement, bool)>, Trouble> {
    let mut known: BTreeMap<(CredentialId, ControllerId), Placement> = BTreeMap::new();
    for one in placement::list(tx, organization, None).await? {
        known.insert((one.credential, one.controller), one);
    }
    let wanted = wanted(tx, organization, now).await?;
    let mut differing = Vec::new();
    for (place, want) in &wanted {
        let (order, reason) = match want {
            Want::Order(order) => (Some(order.clone()), None),
            Want::Cannot(why) => (None, Some((*why).to_owned())),
        };
        let before = known.remove(place);
        let number = before.as_ref().and_then(|one| one.number).or(order.as_ref().map(|order| order.number));
        let same = before.as_ref().is_some_and(|one| one.wanted == order && (order.is_some() || one.reason == reason));
        // What cannot stand there, but still does, is taken off first; its reason is written when it is gone.
        let is_told = order.is_some() || before.as_ref().is_some_and(|one| one.number.is_some());
        if same || (order.is_none() && is_told && before.as_ref().is_some_and(|one| one.wanted.is_none())) {
            continue;
        }
        let state = if is_told { PlacementState::Pending } else { PlacementState::Failed };
        let reason = reason.filter(|_| !is_told);
        let one = Placement {
            organization,
            credential: place.0,
            controller: place.1,
            wanted: order,
            number,
            state,
            reason,
            changed: now,
            tries: 0,
        };
        differing.push((one, is_told));
    }
    // Whatever else stands there is to be taken off.
    for one in known.into_values().filter(|one| one.wanted.is_some() || (one.state == PlacementState::Failed)) {
        let is_told = one.number.is_some();
        let state = if is_told { PlacementState::Pending } else { PlacementState::Removed };
        differing.push((Placement { wanted: None, state, reason: None, changed: now, tries: 0, ..one }, is_told));
    }
    Ok(differing)
}

/// What is to become of a card on a controller.
enum Want {
    Order(CardOrder),
    Cannot(&'static str),
}

/// What is to stand on controllers now, by rights, dates and the state of doors and buildings.
async fn wanted(
    tx: &mut Tx,
    organization: OrganizationId,
    now: Timestamp,
) -> Result<BTreeMap<(CredentialId, ControllerId), Want>, Trouble> {
    let mut wanted = BTreeMap::new();
    let cards = credential::list(tx, organization, None).await?;
    let cards: Vec<Credential> =
        cards.into_iter().filter(|one| one.kind == CredentialKind::Card && one.is_active(now)).collect();
    if cards.is_empty() {
        return Ok(wanted);
    }
    let locked_down: BTreeSet<_> =
        site::list(tx, organization).await?.into_iter().filter(|site| site.lockdown).map(|site| site.id).collect();
    let doors: HashMap<_, DoorNow> =
        door::list(tx, organization).await?.into_iter().map(|now| (now.door.id, now)).collect();
    let active: BTreeSet<_> = user::list(tx, organization)
        .await?
        .into_iter()
        .filter(|user| user.state == UserState::Active)
        .map(|user| user.id)
        .collect();
    let rights = access::rights(tx, organization).await?;
    for card in cards.iter().filter(|card| active.contains(&card.user)) {
        for right in rights.iter().filter(|right| right.user == card.user) {
            let Some(known) = doors.get(&right.door) else { continue };
            let Some(address) = &known.door.address else { continue };
            let Some(largest) = about(address.driver).largest_card else { continue };
            // A door that lets nobody in has no cards: the controller itself knows no such state.
            let is_shut = locked_down.contains(&known.door.site) || known.in_force(now).state == DoorState::Locked;
            if is_shut {
                continue;
            }
            let place = (card.id, address.controller);
            let number = card.card.map_or(0, keylink_domain::card::Card::as_number);
            if number == 0 || number > largest {
                wanted.insert(place, Want::Cannot(TOO_LARGE));
            } else if right.access.schedule.is_some() {
                wanted.entry(place).or_insert(Want::Cannot(BY_SCHEDULE));
            } else {
                let (from, until) = days(card.from, card.until, &known.zone);
                let order = CardOrder { number, from, until, doors: Vec::new() };
                let want = wanted.entry(place).or_insert(Want::Cannot(BY_SCHEDULE));
                if matches!(want, Want::Cannot(_)) {
                    *want = Want::Order(order);
                }
                if let Want::Order(order) = want
                    && !order.doors.contains(&address.channel)
                {
                    order.doors.push(address.channel.clone());
                    order.doors.sort_by(|one, other| one.as_str().cmp(other.as_str()));
                }
            }
        }
    }
    Ok(wanted)
}
