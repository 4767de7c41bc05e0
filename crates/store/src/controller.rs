//! Controllers: their logins, and the settings of those that Keylink calls.

use std::collections::BTreeMap;

use jiff::Timestamp;
use keylink_domain::controller::{Channel, Controller, DriverKind};
use keylink_domain::id::{ControllerId, OrganizationId};
use keylink_domain::secret::SecretHash;

use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};
use crate::{alert, door_event, enrolment, hold, placement};

statements! {
    INSERT = "INSERT INTO controllers (organization_id, id, name, driver, login_hash, created_ms) VALUES ($1, $2, $3, $4, $5, $6)";
    SET_LOGIN = "UPDATE controllers SET login_hash = $3 WHERE organization_id = $1 AND id = $2 AND removed_ms IS NULL";
    BY_ID = "SELECT organization_id, id, name, driver, online, last_seen_ms FROM controllers \
        WHERE organization_id = $1 AND id = $2 AND removed_ms IS NULL";
    LOCK = "SELECT locked.id FROM controllers locked WHERE locked.organization_id = $1 AND locked.id = $2 \
        FOR NO KEY UPDATE OF locked";
    ANYWHERE = "SELECT organization_id, id, name, driver, online, last_seen_ms FROM controllers \
        WHERE id = $1 AND removed_ms IS NULL";
    LIST = "SELECT organization_id, id, name, driver, online, last_seen_ms FROM controllers \
        WHERE organization_id = $1 AND removed_ms IS NULL ORDER BY id";
    LOGIN = "SELECT id FROM controllers WHERE id = $1 AND login_hash = $2 AND removed_ms IS NULL";
    SET_PRESENCE = "UPDATE controllers SET online = $3, \
        last_seen_ms = CASE WHEN $3 OR online = TRUE THEN $4 ELSE last_seen_ms END \
        WHERE organization_id = $1 AND id = $2 AND removed_ms IS NULL";
    RENAME = "UPDATE controllers SET name = $3 WHERE organization_id = $1 AND id = $2 AND removed_ms IS NULL";
    SET_UP = "UPDATE controllers SET settings = $3, settings_sealed = $4, settings_revision = settings_revision + 1 \
        WHERE organization_id = $1 AND id = $2 AND removed_ms IS NULL";
    SET_UP_OF = "SELECT organization_id, driver, settings, settings_sealed, settings_revision FROM controllers \
        WHERE id = $1 AND settings IS NOT NULL";
    CALLED = "SELECT k.organization_id, k.id, k.driver, k.settings_revision, d.channel FROM controllers k \
        LEFT JOIN doors d ON d.organization_id = k.organization_id AND d.controller_id = k.id \
        WHERE k.settings IS NOT NULL ORDER BY k.id";
    REMOVE = "UPDATE controllers SET removed_ms = $3, login_hash = $4, settings = NULL, settings_sealed = NULL, online = NULL \
        WHERE organization_id = $1 AND id = $2 AND removed_ms IS NULL";
    NAMES_EVER = "SELECT name FROM controllers WHERE organization_id = $1";
    ALL_OFFLINE = "UPDATE controllers SET online = FALSE WHERE online = TRUE";
}

/// Writes a new controller and the hash of its login secret.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, controller: &Controller, login: SecretHash, now: Timestamp) -> Result<()> {
    let params =
        values![controller.organization, controller.id, &controller.name, controller.driver.as_str(), login, now];
    tx.execute_one(INSERT, params, "a new controller").await
}

/// Gives a controller another login secret; the old one is dead.
///
/// # Errors
/// When the database refuses.
pub async fn set_login(tx: &mut Tx, organization: OrganizationId, id: ControllerId, login: SecretHash) -> Result<()> {
    tx.execute_one(SET_LOGIN, values![organization, id, login], "a controller").await
}

/// What a controller that Keylink calls is set up with, as it stands in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetUp {
    /// The tenant.
    pub organization: OrganizationId,
    /// Its kind.
    pub driver: DriverKind,
    /// What everybody who may see the controller may see.
    pub settings: BTreeMap<String, String>,
    /// The secrets, sealed.
    pub sealed: Vec<u8>,
    /// Grows with each change.
    pub revision: i64,
}

/// Gives a controller another name.
///
/// # Errors
/// When the database refuses.
pub async fn rename(tx: &mut Tx, organization: OrganizationId, id: ControllerId, name: &str) -> Result<()> {
    tx.execute_one(RENAME, values![organization, id, name.to_owned()], "a controller").await
}

/// Keeps others from changing or removing this controller, and from beginning to hold a door by it, until the transaction ends.
///
/// # Errors
/// When the database cannot be read.
pub async fn lock(tx: &mut Tx, organization: OrganizationId, id: ControllerId) -> Result<()> {
    tx.query_opt(LOCK, values![organization, id]).await.map(drop)
}

/// Removes a controller that drives no door any more, and all that was kept for it: its settings, cards, incidents, enrolment
/// code and place in its own memory. `dead` is a login that nobody knows. Its row stays for its name, and is found by
/// nothing but [`names_ever`].
///
/// # Errors
/// When the database refuses, or the controller is not there.
pub async fn remove(
    tx: &mut Tx,
    organization: OrganizationId,
    id: ControllerId,
    dead: SecretHash,
    now: Timestamp,
) -> Result<()> {
    hold::forget_controller(tx, organization, id).await?;
    placement::forget_controller(tx, organization, id).await?;
    alert::forget_controller(tx, organization, id).await?;
    enrolment::forget_controller(tx, organization, id).await?;
    door_event::forget_controller(tx, organization, id).await?;
    tx.execute_one(REMOVE, values![organization, id, now, dead], "a controller").await
}

/// What the organization's controllers are called, also those that were removed: the log tells of them.
///
/// # Errors
/// When the database cannot be read.
pub async fn names_ever(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<String>> {
    tx.query(NAMES_EVER, values![organization]).await?.into_iter().map(|mut row| row.take()).collect()
}

/// Writes what a controller is set up with.
///
/// # Errors
/// When the database refuses.
pub async fn set_up(
    tx: &mut Tx,
    organization: OrganizationId,
    id: ControllerId,
    settings: &BTreeMap<String, String>,
    sealed: Vec<u8>,
) -> Result<()> {
    let settings =
        serde_json::to_string(settings).map_err(|_| Error::Unreadable { what: "a controller's settings" })?;
    tx.execute_one(SET_UP, values![organization, id, settings, sealed], "a controller").await
}

/// What a controller is set up with, whosever it is; none for one that connects to Keylink by itself.
///
/// # Errors
/// When the database cannot be read.
pub async fn set_up_of(tx: &mut Tx, id: ControllerId) -> Result<Option<SetUp>> {
    let Some(mut row) = tx.query_opt(SET_UP_OF, values![id]).await? else { return Ok(None) };
    Ok(Some(SetUp {
        organization: row.take()?,
        driver: row.parse("a driver", DriverKind::parse)?,
        settings: row.json_opt("a controller's settings")?.unwrap_or_default(),
        sealed: row.take()?,
        revision: row.take()?,
    }))
}

/// A controller that Keylink calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// The tenant.
    pub organization: OrganizationId,
    /// Which.
    pub id: ControllerId,
    /// Its kind.
    pub driver: DriverKind,
    /// Grows with each change of its settings.
    pub revision: i64,
    /// The places of its doors.
    pub places: Vec<Channel>,
}

/// Every controller that Keylink calls, with the places of its doors.
///
/// # Errors
/// When the database cannot be read.
pub async fn called(tx: &mut Tx) -> Result<Vec<Called>> {
    let mut all: Vec<Called> = Vec::new();
    for mut row in tx.query(CALLED, values![]).await? {
        let (organization, id) = (row.take()?, row.take()?);
        let (driver, revision) = (row.parse("a driver", DriverKind::parse)?, row.take()?);
        let place = row.parse_opt("a channel", |text| Channel::parse(text).ok())?;
        match all.last_mut().filter(|last| last.id == id) {
            Some(last) => last.places.extend(place),
            None => all.push(Called { organization, id, driver, revision, places: place.into_iter().collect() }),
        }
    }
    Ok(all)
}

/// One controller of the organization.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(tx: &mut Tx, organization: OrganizationId, id: ControllerId) -> Result<Option<Controller>> {
    tx.query_opt(BY_ID, values![organization, id]).await?.map(read).transpose()
}

/// One controller, whosever it is: only for what the controller itself reports.
///
/// # Errors
/// When the database cannot be read.
pub async fn anywhere(tx: &mut Tx, id: ControllerId) -> Result<Option<Controller>> {
    tx.query_opt(ANYWHERE, values![id]).await?.map(read).transpose()
}

/// The organization's controllers, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<Controller>> {
    tx.query(LIST, values![organization]).await?.into_iter().map(read).collect()
}

/// Whether this is the controller's login secret.
///
/// # Errors
/// When the database cannot be read; then nobody may log in.
pub async fn login_is_good(tx: &mut Tx, id: ControllerId, login: SecretHash) -> Result<bool> {
    Ok(tx.query_opt(LOGIN, values![id, login]).await?.is_some())
}

/// Writes whether a controller can be reached. One that is still away was not seen anew.
///
/// # Errors
/// When the database refuses.
pub async fn set_presence(tx: &mut Tx, controller: &Controller, online: bool, now: Timestamp) -> Result<()> {
    tx.execute_one(SET_PRESENCE, values![controller.organization, controller.id, online, now], "a controller").await
}

/// At the start of a program with its own broker no controller is connected yet.
///
/// # Errors
/// When the database refuses.
pub async fn all_offline(tx: &mut Tx, now: Timestamp) -> Result<()> {
    alert::begin_all(tx, now).await?;
    tx.execute(ALL_OFFLINE, values![]).await.map(drop)
}

fn read(mut row: Row) -> Result<Controller> {
    Ok(Controller {
        organization: row.take()?,
        id: row.take()?,
        name: row.take()?,
        driver: row.parse("a driver", DriverKind::parse)?,
        online: row.take()?,
        last_seen: row.take()?,
    })
}
