//! Doors, and what their hardware last reported.

use jiff::Timestamp;
use keylink_domain::controller::{Channel, DoorAddress, DriverKind};
use keylink_domain::door::{ContactStatus, Door, DoorPlan, DoorState, DoorStatus, InForce, LockStatus, in_force};
use keylink_domain::group::Member;
use keylink_domain::hold::{HoldState, Holding};
use keylink_domain::id::{ControllerId, DoorId, OrganizationId, SiteId};
use keylink_domain::schedule::Schedule;
use keylink_domain::zone::Zone;

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::unlock::read_plan;
use crate::value::{Row, values};
use crate::{access, door_event, group, link};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT d.organization_id, d.id, d.site_id, d.name, d.controller_id, k.driver, d.channel, d.pulse_ms, d.state, ",
            "k.online, d.lock_status, d.contact_status, d.status_ms, d.plan_state, t.id, t.name, t.body, s.zone, d.held_open_ms, d.free_exit, ",
            "h.state, h.since_ms, h.reason FROM doors d ",
            "JOIN sites s ON s.organization_id = d.organization_id AND s.id = d.site_id ",
            "LEFT JOIN controllers k ON k.organization_id = d.organization_id AND k.id = d.controller_id ",
            "LEFT JOIN holds h ON h.controller_id = d.controller_id AND h.channel = d.channel ",
            "LEFT JOIN schedules t ON t.organization_id = d.organization_id AND t.id = d.plan_schedule_id ",
            // The one place where doors that were removed are left out.
            "WHERE d.removed_ms IS NULL AND ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO doors (organization_id, id, site_id, name, controller_id, channel, pulse_ms, state, plan_state, plan_schedule_id, \
        created_ms, held_open_ms, free_exit) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    UPDATE = "UPDATE doors SET site_id = $3, name = $4, controller_id = $5, channel = $6, pulse_ms = $7, state = $8, \
        plan_state = $9, plan_schedule_id = $10, held_open_ms = $11, free_exit = $12 \
        WHERE organization_id = $1 AND id = $2";
    BY_ID = select!("d.organization_id = $1 AND d.id = $2");
    LIST = select!("d.organization_id = $1 ORDER BY d.id");
    OF_CONTROLLER = select!("d.organization_id = $1 AND d.controller_id = $2 ORDER BY d.id");
    TO_HOLD = select!("(d.state = 'unlocked' OR d.plan_state = 'unlocked') AND NOT s.lockdown ORDER BY d.id");
    AT_PLACE = select!("d.controller_id = $1 AND d.channel = $2");
    REMOVE = "UPDATE doors SET removed_ms = $3, controller_id = NULL, channel = NULL, plan_state = NULL, plan_schedule_id = NULL, \
        member_id = NULL, lock_status = NULL, contact_status = NULL, status_ms = NULL, held_open_ms = NULL \
        WHERE organization_id = $1 AND id = $2 AND removed_ms IS NULL";
    REMOVED = "SELECT d.id, d.name, d.site_id FROM doors d WHERE d.organization_id = $1 AND d.removed_ms IS NOT NULL ORDER BY d.id";
    SET_STATUS = "UPDATE doors SET lock_status = $3, contact_status = $4, status_ms = $5 WHERE organization_id = $1 AND id = $2";
}

/// A door that was removed, as the log still tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedDoor {
    /// Its id.
    pub id: DoorId,
    /// What people called it.
    pub name: String,
    /// The building it was in.
    pub site: SiteId,
}

/// What ended with a door that was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EndedWithDoor {
    /// How many accesses were given to it alone.
    pub accesses: u64,
    /// In how many groups it was.
    pub groups: u64,
}

/// A door with what its hardware last reported, and what its schedule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorNow {
    /// The door.
    pub door: Door,
    /// What was last reported; a controller that is offline reports nothing that still counts.
    pub status: DoorStatus,
    /// When it was last reported.
    pub told_at: Option<Timestamp>,
    /// The schedule of its plan.
    pub schedule: Option<Schedule>,
    /// The zone of its site.
    pub zone: Zone,
    /// How its hardware holds it; none where it neither does nor is to.
    pub holding: Option<Holding>,
}

impl DoorNow {
    /// The policy in force at `now`.
    pub fn in_force(&self, now: Timestamp) -> InForce {
        let plan = self.door.plan.zip(self.schedule.as_ref()).map(|(plan, schedule)| (plan.state, schedule));
        in_force(self.door.state, plan, now, &self.zone)
    }
}

/// Writes a new door.
///
/// # Errors
/// When the database refuses; [`crate::Error::is_taken`] if another door has that place.
pub async fn insert(tx: &mut Tx, door: &Door, now: Timestamp) -> Result<()> {
    let (controller, channel) = place(door);
    let params = values![
        door.organization,
        door.id,
        door.site,
        &door.name,
        controller,
        channel,
        door.pulse_ms,
        door.state.as_str(),
        door.plan.map(|plan| plan.state.as_str()),
        door.plan.map(|plan| plan.schedule),
        now,
        door.held_open_ms,
        door.free_exit,
    ];
    tx.execute_one(INSERT, params, "a new door").await?;
    group::stand_alone(tx, door.organization, Member::Door(door.id)).await
}

/// Writes what changed of a door.
///
/// # Errors
/// As [`insert`].
pub async fn update(tx: &mut Tx, door: &Door) -> Result<()> {
    door_event::forget_lock_elsewhere(tx, door.organization, door.id, place(door)).await?;
    let (controller, channel) = place(door);
    let params = values![
        door.organization,
        door.id,
        door.site,
        &door.name,
        controller,
        channel,
        door.pulse_ms,
        door.state.as_str(),
        door.plan.map(|plan| plan.state.as_str()),
        door.plan.map(|plan| plan.schedule),
        door.held_open_ms,
        door.free_exit,
    ];
    tx.execute_one(UPDATE, params, "a door").await
}

/// Removes a door, and all that leads to it: accesses, its place in groups and on links, and its place on the controller.
/// Its row stays for its name, and is found by nothing but [`removed`].
///
/// # Errors
/// When the database refuses, or the door is not there.
pub async fn remove(tx: &mut Tx, door: &Door, now: Timestamp) -> Result<EndedWithDoor> {
    let (organization, id) = (door.organization, door.id);
    let accesses = access::delete_of_door(tx, organization, id).await?;
    let groups = group::forget_door(tx, organization, id).await?;
    link::forget_door(tx, organization, id).await?;
    door_event::forget_door(tx, organization, id).await?;
    tx.execute_one(REMOVE, values![organization, id, now], "a door").await?;
    Ok(EndedWithDoor { accesses, groups })
}

/// The organization's doors that were removed, oldest first: for the log, which tells of them by their names.
///
/// # Errors
/// When the database cannot be read.
pub async fn removed(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<RemovedDoor>> {
    let read = |mut row: Row| Ok(RemovedDoor { id: row.take()?, name: row.take()?, site: row.take()? });
    tx.query(REMOVED, values![organization]).await?.into_iter().map(read).collect()
}

/// One door of the organization.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(tx: &mut Tx, organization: OrganizationId, id: DoorId) -> Result<Option<DoorNow>> {
    tx.query_opt(BY_ID, values![organization, id]).await?.map(read).transpose()
}

/// The organization's doors, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<DoorNow>> {
    tx.query(LIST, values![organization]).await?.into_iter().map(read).collect()
}

/// The doors of one controller, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_controller(
    tx: &mut Tx,
    organization: OrganizationId,
    controller: ControllerId,
) -> Result<Vec<DoorNow>> {
    tx.query(OF_CONTROLLER, values![organization, controller]).await?.into_iter().map(read).collect()
}

/// Every door whose state is *unlocked* by hand, or may be by its schedule, and whose building is not locked down.
///
/// # Errors
/// When the database cannot be read.
pub async fn to_hold(tx: &mut Tx) -> Result<Vec<DoorNow>> {
    tx.query(TO_HOLD, values![]).await?.into_iter().map(read).collect()
}

/// The door at a controller's channel.
///
/// # Errors
/// When the database cannot be read.
pub async fn at_place(tx: &mut Tx, controller: ControllerId, channel: &Channel) -> Result<Option<DoorNow>> {
    tx.query_opt(AT_PLACE, values![controller, channel.as_str().to_owned()]).await?.map(read).transpose()
}

/// Writes what a door's hardware reported.
///
/// # Errors
/// When the database refuses.
pub async fn set_status(
    tx: &mut Tx,
    organization: OrganizationId,
    id: DoorId,
    lock: Option<LockStatus>,
    contact: Option<ContactStatus>,
    now: Timestamp,
) -> Result<()> {
    let params = values![organization, id, lock.map(LockStatus::as_str), contact.map(ContactStatus::as_str), now];
    tx.execute_one(SET_STATUS, params, "a door").await
}

fn place(door: &Door) -> (Option<ControllerId>, Option<String>) {
    match &door.address {
        Some(address) => (Some(address.controller), Some(address.channel.as_str().to_owned())),
        None => (None, None),
    }
}

fn read(mut row: Row) -> Result<DoorNow> {
    let (organization, id, site, name) = (row.take()?, row.take()?, row.take()?, row.take()?);
    let controller: Option<ControllerId> = row.take()?;
    let driver = row.parse_opt("a driver", DriverKind::parse)?;
    let channel = row.parse_opt("a channel", |text| Channel::parse(text).ok())?;
    let address = match (controller, driver, channel) {
        (Some(controller), Some(driver), Some(channel)) => Some(DoorAddress { controller, driver, channel }),
        _ => None,
    };
    let pulse_ms = row.take()?;
    let state = row.parse("a door's state", DoorState::parse)?;
    let online = row.take()?;
    let lock = row.parse_opt("a lock's status", LockStatus::parse)?;
    let contact = row.parse_opt("a contact's status", ContactStatus::parse)?;
    let told_at = row.take()?;
    let heard = online == Some(true);
    let status = DoorStatus { online, lock: lock.filter(|_| heard), contact: contact.filter(|_| heard) };
    let planned = read_plan(&mut row, organization)?;
    let zone = row.parse("a zone", |text| Zone::parse(text).ok())?;
    let (held_open_ms, free_exit) = (row.take()?, row.take()?);
    let hold = row.parse_opt("a hold's state", HoldState::parse)?;
    let (since, reason): (Option<Timestamp>, _) = (row.take()?, row.take()?);
    let holding = hold.zip(since).map(|(state, since)| Holding { state, since, reason });
    let (plan, schedule) = planned.unzip();
    let plan = plan.zip(schedule.as_ref()).map(|(state, schedule)| DoorPlan { state, schedule: schedule.id });
    Ok(DoorNow {
        door: Door { id, organization, site, name, address, pulse_ms, state, plan, held_open_ms, free_exit },
        status,
        told_at,
        schedule,
        zone,
        holding,
    })
}
