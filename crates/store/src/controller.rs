//! Controllers and their logins.

use jiff::Timestamp;
use keylink_domain::controller::{Controller, DriverKind};
use keylink_domain::id::{ControllerId, OrganizationId};
use keylink_domain::secret::SecretHash;

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    INSERT = "INSERT INTO controllers (organization_id, id, name, driver, login_hash, created_ms) VALUES ($1, $2, $3, $4, $5, $6)";
    SET_LOGIN = "UPDATE controllers SET login_hash = $3 WHERE organization_id = $1 AND id = $2";
    BY_ID = "SELECT organization_id, id, name, driver, online, last_seen_ms FROM controllers WHERE organization_id = $1 AND id = $2";
    ANYWHERE = "SELECT organization_id, id, name, driver, online, last_seen_ms FROM controllers WHERE id = $1";
    LIST = "SELECT organization_id, id, name, driver, online, last_seen_ms FROM controllers WHERE organization_id = $1 ORDER BY id";
    LOGIN = "SELECT id FROM controllers WHERE id = $1 AND login_hash = $2";
    SET_PRESENCE = "UPDATE controllers SET online = $3, last_seen_ms = $4 WHERE organization_id = $1 AND id = $2";
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

/// Writes whether a controller can be reached.
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
pub async fn all_offline(tx: &mut Tx) -> Result<()> {
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
