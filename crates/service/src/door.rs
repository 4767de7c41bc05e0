//! Doors: added, looked at, changed. They are removed in `remove`.

mod own;
mod remove;

pub use self::own::OwnDoor;
pub use self::remove::EndsWithDoor;
use keylink_domain::access::Access;
use keylink_domain::actor::Actor;
use keylink_domain::altered::Alterations;
use keylink_domain::controller::{Channel, DoorAddress};
use keylink_domain::door::{
    DEFAULT_PULSE_MS, Door, DoorPlan, DoorState, MAX_HELD_OPEN_MS, MAX_PULSE_MS, MIN_HELD_OPEN_MS, MIN_PULSE_MS,
};
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{AccessId, ControllerId, DoorId, OrganizationId, SiteId};
use keylink_domain::text::Name;
use keylink_domain::user::Act;
pub use keylink_store::door::{DoorNow, RemovedDoor};
use keylink_store::{Tx, access, controller, door, event, schedule, site};
use serde_json::{Map, Value};

use crate::access::check_schedule;
use crate::house::{House, require};
use crate::idempotency::IdempotencyKey;
use crate::seen::Seen;
use crate::trouble::Trouble;

/// What a new door is to be.
#[derive(Debug, Clone, Default)]
pub struct NewDoor {
    /// What people call it.
    pub name: String,
    /// The building; the organization's first where none is named.
    pub site: Option<SiteId>,
    /// The controller that drives it; a door may be wired later.
    pub controller: Option<ControllerId>,
    /// Its place on the controller; `1` where none is named.
    pub channel: Option<String>,
    /// How long the lock is released, in milliseconds.
    pub pulse_ms: Option<u32>,
}

/// What is to be changed of a door; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ChangeDoor {
    /// A new name.
    pub name: Option<String>,
    /// Another building.
    pub site: Option<SiteId>,
    /// Another place; the inner `None` unwires the door.
    pub place: Option<Option<(ControllerId, String)>>,
    /// Another pulse, in milliseconds.
    pub pulse_ms: Option<u32>,
    /// Another policy, set by hand.
    pub state: Option<DoorState>,
    /// Another policy by schedule; the inner `None` takes it away.
    pub plan: Option<Option<DoorPlan>>,
    /// How long its leaf may stand open before that is told, in milliseconds; the inner `None`: nobody wants to know.
    pub held_open_ms: Option<Option<u32>>,
    /// Whether it opens from inside without anybody being let out.
    pub free_exit: Option<bool>,
    /// As the caller saw it; a change of somebody else since then is a conflict.
    pub seen: Option<Seen>,
}

impl House {
    /// Adds a door. Who adds it gets access to it with remote unlock, so that it can be tried at once.
    ///
    /// # Errors
    /// When something given is wrong, or another door has that place.
    pub async fn add_door(&self, actor: &Actor, new: NewDoor, key: Option<IdempotencyKey>) -> Result<DoorNow, Trouble> {
        require(actor, Act::ManageDoors)?;
        let now = self.now();
        let id = DoorId::new(now, self.entropy.chance()?);
        let right = actor
            .user()
            .map(|user| Ok::<_, Trouble>((AccessId::new(now, self.entropy.chance()?), user)))
            .transpose()?;
        let created = self.event(actor, EventKind::DoorCreated, About { door: Some(id), ..About::default() })?;
        let about = About { door: Some(id), user: actor.user(), ..About::default() };
        let granted = self.event(actor, EventKind::AccessGranted, about)?;
        let actor = *actor;
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let organization = actor.organization;
                if let Some(before) = IdempotencyKey::before(key.as_ref(), tx, &actor).await? {
                    return found(tx, organization, DoorId::from_uuid(before)).await;
                }
                let door = Door {
                    id,
                    organization,
                    site: check_site(tx, organization, new.site).await?,
                    name: name(&new.name)?,
                    address: check_place(tx, organization, new.controller, new.channel).await?,
                    pulse_ms: check_pulse(new.pulse_ms.unwrap_or(DEFAULT_PULSE_MS))?,
                    state: DoorState::Standard,
                    plan: None,
                    held_open_ms: None,
                    free_exit: false,
                };
                door::insert(tx, &door, now).await.map_err(place_taken)?;
                let mut lines = vec![created];
                if let Some((access, user)) = right {
                    let right = Access {
                        id: access,
                        organization,
                        holder: user.into(),
                        target: id.into(),
                        remote_unlock: true,
                        schedule: None,
                    };
                    access::insert(tx, &right, now).await?;
                    lines.push(granted);
                }
                event::append(tx, lines).await?;
                IdempotencyKey::made(key.as_ref(), tx, &actor, id.uuid(), now).await?;
                found(tx, organization, id).await
            })
        })
        .await
    }

    /// One door; one that the actor is not shown is not there for them.
    ///
    /// # Errors
    /// When there is none.
    pub async fn door(&self, actor: &Actor, id: DoorId) -> Result<DoorNow, Trouble> {
        let doors = self.doors(actor).await?;
        doors.into_iter().find(|known| known.door.id == id).ok_or(Trouble::NotFound("door"))
    }

    /// The organization's doors, oldest first; a member sees those that they have access to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn doors(&self, actor: &Actor) -> Result<Vec<DoorNow>, Trouble> {
        require(actor, Act::SeeOwn)?;
        let actor = *actor;
        self.look(move |tx| Box::pin(async move { shown(tx, &actor).await })).await
    }

    /// Changes a door.
    ///
    /// # Errors
    /// When something given is wrong, or another door has that place.
    pub async fn change_door(&self, actor: &Actor, id: DoorId, change: ChangeDoor) -> Result<DoorNow, Trouble> {
        require(actor, Act::ManageDoors)?;
        let line = self.event(actor, EventKind::DoorChanged, About { door: Some(id), ..About::default() })?;
        let actor = *actor;
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let organization = actor.organization;
                let old = found(tx, organization, id).await?.door;
                Seen::check(change.seen.as_ref(), &old)?;
                let mut new = old.clone();
                if let Some(text) = &change.name {
                    new.name = name(text)?;
                }
                if change.site.is_some() {
                    new.site = check_site(tx, organization, change.site).await?;
                }
                if let Some(place) = change.place {
                    let (controller, channel) = place.unzip();
                    new.address = check_place(tx, organization, controller, channel).await?;
                }
                new.pulse_ms = check_pulse(change.pulse_ms.unwrap_or(old.pulse_ms))?;
                new.state = change.state.unwrap_or(old.state);
                new.held_open_ms = change.held_open_ms.map_or(Ok(old.held_open_ms), check_held_open)?;
                new.free_exit = change.free_exit.unwrap_or(old.free_exit);
                let schedule = match change.plan {
                    Some(plan) => {
                        new.plan = plan;
                        check_plan(tx, organization, plan).await?
                    }
                    None => None,
                };
                if new != old {
                    door::update(tx, &new).await.map_err(place_taken)?;
                    let altered = altered(tx, &old, &new).await?;
                    event::append(tx, vec![told(line, &old, &new, schedule).with_altered(altered)]).await?;
                }
                found(tx, organization, id).await
            })
        })
        .await
    }
}

/// The line about a changed door: which states it was given.
fn told(mut line: NewEvent, old: &Door, new: &Door, schedule: Option<String>) -> NewEvent {
    let mut detail = Map::new();
    if old.state != new.state {
        detail.insert("state".to_owned(), vec![old.state.as_str(), new.state.as_str()].into());
    }
    if old.plan != new.plan {
        detail.insert("plan".to_owned(), new.plan.map(|plan| plan.state.as_str()).into());
        if let Some(name) = schedule {
            line = line.with_personal(serde_json::json!({ "schedule": name }));
        }
    }
    line.detail = if detail.is_empty() { Value::Null } else { Value::Object(detail) };
    line
}

/// What else of a door was changed: names are told as they are now, because a line outlives what it names.
async fn altered(tx: &mut Tx, old: &Door, new: &Door) -> Result<Alterations, Trouble> {
    let altered = Alterations::default().with("name", &old.name, &new.name);
    let altered = match old.site == new.site {
        true => altered,
        false => altered.with("site", &site_name(tx, old).await?, &site_name(tx, new).await?),
    };
    let channel = |door: &Door| door.address.as_ref().map(|place| place.channel.as_str().to_owned());
    let altered = match old.address == new.address {
        true => altered,
        false => altered.with("controller", &controller_name(tx, old).await?, &controller_name(tx, new).await?),
    };
    Ok(altered
        .with("channel", &channel(old), &channel(new))
        .with("pulse_ms", &old.pulse_ms, &new.pulse_ms)
        .with("held_open_ms", &old.held_open_ms, &new.held_open_ms)
        .with("free_exit", &old.free_exit, &new.free_exit))
}

async fn site_name(tx: &mut Tx, door: &Door) -> Result<Option<String>, Trouble> {
    Ok(site::by_id(tx, door.organization, door.site).await?.map(|site| site.name))
}

async fn controller_name(tx: &mut Tx, door: &Door) -> Result<Option<String>, Trouble> {
    let Some(place) = &door.address else { return Ok(None) };
    Ok(controller::by_id(tx, door.organization, place.controller).await?.map(|known| known.name))
}

/// The plan's schedule must be there; gives its name.
async fn check_plan(
    tx: &mut Tx,
    organization: OrganizationId,
    plan: Option<DoorPlan>,
) -> Result<Option<String>, Trouble> {
    let Some(plan) = plan else { return Ok(None) };
    if plan.state == DoorState::Standard {
        let words = "a door is standard outside of its schedule anyway; choose another state, or none";
        return Err(Trouble::invalid("plan", words));
    }
    check_schedule(tx, organization, Some(plan.schedule)).await?;
    Ok(schedule::by_id(tx, organization, plan.schedule).await?.map(|schedule| schedule.name))
}

fn check_held_open(ms: Option<u32>) -> Result<Option<u32>, Trouble> {
    match ms {
        Some(ms) if !(MIN_HELD_OPEN_MS..=MAX_HELD_OPEN_MS).contains(&ms) => {
            Err(Trouble::invalid("held_open_ms", "give 5 seconds to a day, or nothing"))
        }
        fits => Ok(fits),
    }
}

/// The doors that an actor is shown: all, or their own.
pub(crate) async fn shown(tx: &mut Tx, actor: &Actor) -> Result<Vec<DoorNow>, Trouble> {
    let mut doors = door::list(tx, actor.organization).await?;
    if !actor.may(Act::SeeAll) {
        let rights = match actor.user() {
            Some(user) => access::rights_of(tx, actor.organization, user).await?,
            None => Vec::new(),
        };
        doors.retain(|known| rights.iter().any(|right| right.door == known.door.id));
    }
    Ok(doors)
}

async fn found(tx: &mut Tx, organization: OrganizationId, id: DoorId) -> Result<DoorNow, Trouble> {
    door::by_id(tx, organization, id).await?.ok_or(Trouble::NotFound("door"))
}

async fn check_site(tx: &mut Tx, organization: OrganizationId, named: Option<SiteId>) -> Result<SiteId, Trouble> {
    let sites = site::list(tx, organization).await?;
    match named {
        Some(id) if sites.iter().any(|site| site.id == id) => Ok(id),
        Some(_) => Err(Trouble::invalid("site_id", "there is no such site; list the sites to see their ids")),
        None => sites
            .first()
            .map(|site| site.id)
            .ok_or_else(|| Trouble::invalid("site_id", "the organization has no site yet; add one first")),
    }
}

async fn check_place(
    tx: &mut Tx,
    organization: OrganizationId,
    named: Option<ControllerId>,
    channel: Option<String>,
) -> Result<Option<DoorAddress>, Trouble> {
    let Some(id) = named else { return Ok(None) };
    let known = controller::by_id(tx, organization, id).await?;
    let known = known.ok_or_else(|| Trouble::invalid("controller_id", "there is no such controller; add it first"))?;
    let channel =
        Channel::parse(channel.as_deref().unwrap_or("1")).map_err(|error| Trouble::invalid("channel", error))?;
    keylink_drivers::check_place(known.driver, &channel).map_err(|places| Trouble::invalid("channel", places))?;
    Ok(Some(DoorAddress { controller: id, driver: known.driver, channel }))
}

fn check_pulse(ms: u32) -> Result<u32, Trouble> {
    if (MIN_PULSE_MS..=MAX_PULSE_MS).contains(&ms) {
        Ok(ms)
    } else {
        Err(Trouble::invalid("pulse_ms", format!("give {MIN_PULSE_MS} to {MAX_PULSE_MS} milliseconds")))
    }
}

fn name(text: &str) -> Result<String, Trouble> {
    Name::parse(text).map(|name| name.as_str().to_owned()).map_err(Trouble::text("name"))
}

fn place_taken(error: keylink_store::Error) -> Trouble {
    Trouble::taken(error, "channel", "another door has this place on the controller; two doors cannot share a relay")
}
