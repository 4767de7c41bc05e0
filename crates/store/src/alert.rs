//! Alerts: bounds and wishes, and what is the matter with controllers now.

use jiff::Timestamp;
use keylink_domain::alert::{Ailment, AlertBounds, AlertWish, Incident};
use keylink_domain::id::{ControllerId, OrganizationId, UserId};

use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    BOUNDS = "SELECT b.offline_minutes, b.battery_percent FROM alert_bounds b WHERE b.organization_id = $1";
    SET_BOUNDS = "INSERT INTO alert_bounds (organization_id, offline_minutes, battery_percent) VALUES ($1, $2, $3) \
        ON CONFLICT (organization_id) DO UPDATE \
        SET offline_minutes = excluded.offline_minutes, battery_percent = excluded.battery_percent";
    WISH = "SELECT w.by_mail, w.by_push FROM alert_wishes w WHERE w.organization_id = $1 AND w.user_id = $2";
    SET_WISH = "INSERT INTO alert_wishes (organization_id, user_id, by_mail, by_push) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (organization_id, user_id) DO UPDATE SET by_mail = excluded.by_mail, by_push = excluded.by_push";
    WISHES = "SELECT w.user_id, w.by_mail, w.by_push FROM alert_wishes w WHERE w.organization_id = $1 ORDER BY w.user_id";
    BEGIN = "INSERT INTO incidents (organization_id, controller_id, ailment, began_ms, told_ms) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (organization_id, controller_id, ailment) DO NOTHING";
    FORGET = "DELETE FROM incidents WHERE organization_id = $1 AND controller_id = $2";
    BEGIN_ALL = "INSERT INTO incidents (organization_id, controller_id, ailment, began_ms) \
        SELECT k.organization_id, k.id, 'offline', $1 FROM controllers k WHERE k.online = TRUE \
        ON CONFLICT (organization_id, controller_id, ailment) DO NOTHING";
    TELL = "UPDATE incidents SET told_ms = $4 \
        WHERE organization_id = $1 AND controller_id = $2 AND ailment = $3 AND told_ms IS NULL";
    END = "DELETE FROM incidents WHERE organization_id = $1 AND controller_id = $2 AND ailment = $3";
    OF_CONTROLLER = "SELECT locked.organization_id, locked.controller_id, locked.ailment, locked.began_ms, locked.told_ms \
        FROM incidents locked WHERE locked.organization_id = $1 AND locked.controller_id = $2 AND locked.ailment = $3 \
        FOR NO KEY UPDATE OF locked";
    OF_ORGANIZATION = "SELECT i.organization_id, i.controller_id, i.ailment, i.began_ms, i.told_ms FROM incidents i \
        WHERE i.organization_id = $1 ORDER BY i.began_ms, i.controller_id";
    UNTOLD = "SELECT i.organization_id, i.controller_id, i.ailment, i.began_ms, i.told_ms FROM incidents i \
        WHERE i.told_ms IS NULL ORDER BY i.began_ms LIMIT $1";
}

/// From when on it is told; the program's own bounds where none were set.
///
/// # Errors
/// When the database cannot be read.
pub async fn bounds(tx: &mut Tx, organization: OrganizationId) -> Result<AlertBounds> {
    let Some(mut row) = tx.query_opt(BOUNDS, values![organization]).await? else { return Ok(AlertBounds::default()) };
    AlertBounds::new(row.take()?, row.take()?).map_err(|_| Error::Unreadable { what: "the bounds of alerts" })
}

/// Writes from when on it is told.
///
/// # Errors
/// When the database refuses.
pub async fn set_bounds(tx: &mut Tx, organization: OrganizationId, bounds: AlertBounds) -> Result<()> {
    let (minutes, percent) = (i64::from(bounds.offline_minutes()), i64::from(bounds.battery_percent()));
    tx.execute(SET_BOUNDS, values![organization, minutes, percent]).await.map(drop)
}

/// By which ways a user wants to be told.
///
/// # Errors
/// When the database cannot be read.
pub async fn wish(tx: &mut Tx, organization: OrganizationId, user: UserId) -> Result<AlertWish> {
    let row = tx.query_opt(WISH, values![organization, user]).await?;
    Ok(row.map(|mut row| read_wish(&mut row)).transpose()?.unwrap_or_default())
}

/// Writes by which ways a user wants to be told.
///
/// # Errors
/// When the database refuses.
pub async fn set_wish(tx: &mut Tx, organization: OrganizationId, user: UserId, wish: AlertWish) -> Result<()> {
    tx.execute(SET_WISH, values![organization, user, wish.mail, wish.push]).await.map(drop)
}

/// Who wants to be told, and how.
///
/// # Errors
/// When the database cannot be read.
pub async fn wishes(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<(UserId, AlertWish)>> {
    let read = |mut row: Row| Ok((row.take()?, read_wish(&mut row)?));
    tx.query(WISHES, values![organization]).await?.into_iter().map(read).collect()
}

/// Something is the matter; what is the matter already stays as it was. Tells whether it is new.
///
/// # Errors
/// When the database refuses.
pub async fn begin(tx: &mut Tx, incident: Incident) -> Result<bool> {
    let Incident { organization, controller, ailment, began, told } = incident;
    Ok(tx.execute(BEGIN, values![organization, controller, ailment.as_str(), began, told]).await? == 1)
}

/// Every controller that is online is away from now on: the program that they are connected to began anew.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn begin_all(tx: &mut Tx, now: Timestamp) -> Result<()> {
    tx.execute(BEGIN_ALL, values![now]).await.map(drop)
}

/// Nothing is the matter any more with a controller that is none.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn forget_controller(tx: &mut Tx, organization: OrganizationId, id: ControllerId) -> Result<()> {
    tx.execute(FORGET, values![organization, id]).await.map(drop)
}

/// Takes it on oneself to tell of an incident; `false` where somebody else has, or it is over.
///
/// # Errors
/// When the database refuses.
pub async fn tell(tx: &mut Tx, incident: &Incident, now: Timestamp) -> Result<bool> {
    let params = values![incident.organization, incident.controller, incident.ailment.as_str(), now];
    Ok(tx.execute(TELL, params).await? == 1)
}

/// All is well again: what was the matter, if anything was.
///
/// # Errors
/// When the database refuses.
pub async fn end(
    tx: &mut Tx,
    organization: OrganizationId,
    controller: ControllerId,
    ailment: Ailment,
) -> Result<Option<Incident>> {
    let known = of_controller(tx, organization, controller, ailment).await?;
    if known.is_some() {
        tx.execute(END, values![organization, controller, ailment.as_str()]).await?;
    }
    Ok(known)
}

/// What is the matter with a controller, held against other writers until the transaction ends.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_controller(
    tx: &mut Tx,
    organization: OrganizationId,
    controller: ControllerId,
    ailment: Ailment,
) -> Result<Option<Incident>> {
    let params = values![organization, controller, ailment.as_str()];
    tx.query_opt(OF_CONTROLLER, params).await?.map(read).transpose()
}

/// What is the matter with an organization's controllers, the longest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_organization(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<Incident>> {
    tx.query(OF_ORGANIZATION, values![organization]).await?.into_iter().map(read).collect()
}

/// Incidents that nobody was told of, of all organizations, the longest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn untold(tx: &mut Tx, limit: u32) -> Result<Vec<Incident>> {
    tx.query(UNTOLD, values![limit]).await?.into_iter().map(read).collect()
}

fn read_wish(row: &mut Row) -> Result<AlertWish> {
    Ok(AlertWish { mail: row.take()?, push: row.take()? })
}

fn read(mut row: Row) -> Result<Incident> {
    Ok(Incident {
        organization: row.take()?,
        controller: row.take()?,
        ailment: row.parse("what is the matter", Ailment::parse)?,
        began: row.take()?,
        told: row.take()?,
    })
}
