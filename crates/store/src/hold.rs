//! Places on controllers that are held open, or were until just now. They are few: doors that stand open.

use jiff::Timestamp;
use keylink_domain::controller::{Channel, DriverKind};
use keylink_domain::hold::{Hold, HoldState};
use keylink_domain::id::{ControllerId, OrganizationId};

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    LIST = "SELECT h.organization_id, h.door_id, h.controller_id, k.driver, h.channel, d.pulse_ms, h.state, h.since_ms, h.due_ms, h.reason, h.tries \
        FROM holds h JOIN controllers k ON k.organization_id = h.organization_id AND k.id = h.controller_id \
        JOIN doors d ON d.organization_id = h.organization_id AND d.id = h.door_id \
        ORDER BY h.controller_id, h.channel";
    WANT = "INSERT INTO holds (controller_id, channel, organization_id, door_id, state, since_ms, due_ms, tries, reason) \
        VALUES ($1, $2, $3, $4, $5, $6, $6, 0, NULL) ON CONFLICT (controller_id, channel) DO UPDATE SET \
        door_id = excluded.door_id, state = excluded.state, since_ms = excluded.since_ms, due_ms = excluded.due_ms, tries = 0, reason = NULL";
    // Whoever claims it tells the controller; another one only when that took too long.
    CLAIM = "UPDATE holds SET due_ms = $4 WHERE controller_id = $1 AND channel = $2 AND state = $3 AND due_ms <= $5";
    // Not where something else is wanted by now: that is due already.
    SETTLE = "UPDATE holds SET state = $4, since_ms = $5, due_ms = $6, tries = $7, reason = $8 \
        WHERE controller_id = $1 AND channel = $2 AND state = $3";
    END = "DELETE FROM holds WHERE controller_id = $1 AND channel = $2 AND state = 'ended'";
    UNLOCKED_AT = "SELECT d.name, h.reason FROM holds h JOIN doors d ON d.organization_id = h.organization_id AND d.id = h.door_id \
        WHERE h.organization_id = $1 AND h.controller_id = $2 AND h.state <> 'ended' ORDER BY h.channel";
    FORGET = "DELETE FROM holds WHERE organization_id = $1 AND controller_id = $2";
}

/// Every hold, with when it is due to be told.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx) -> Result<Vec<(Hold, Timestamp)>> {
    tx.query(LIST, values![]).await?.into_iter().map(read).collect()
}

/// Writes what is wanted of a place from now on, as the hold's state says; due at once.
///
/// # Errors
/// When the database refuses.
pub async fn want(tx: &mut Tx, hold: &Hold) -> Result<()> {
    let (channel, state) = (hold.channel.as_str().to_owned(), hold.state.as_str());
    let params = values![hold.controller, channel, hold.organization, hold.door, state, hold.since];
    tx.execute_one(WANT, params, "a hold").await
}

/// Takes a hold that is due in hand until then; false where somebody else has, or something else is wanted by now.
///
/// # Errors
/// When the database refuses.
pub async fn claim(tx: &mut Tx, hold: &Hold, now: Timestamp, until: Timestamp) -> Result<bool> {
    let params = values![hold.controller, hold.channel.as_str().to_owned(), hold.state.as_str(), until, now];
    Ok(tx.execute(CLAIM, params).await? == 1)
}

/// Writes what came of a hold that was in this state, and when it is due again. False where something else is wanted by now.
///
/// # Errors
/// When the database refuses.
pub async fn settle(tx: &mut Tx, before: HoldState, hold: &Hold, due: Timestamp) -> Result<bool> {
    let params = values![
        hold.controller,
        hold.channel.as_str().to_owned(),
        before.as_str(),
        hold.state.as_str(),
        hold.since,
        due,
        hold.tries,
        hold.reason.clone(),
    ];
    Ok(tx.execute(SETTLE, params).await? == 1)
}

/// Forgets a hold that ended, unless it is wanted again.
///
/// # Errors
/// When the database refuses.
pub async fn end(tx: &mut Tx, hold: &Hold) -> Result<()> {
    tx.execute(END, values![hold.controller, hold.channel.as_str().to_owned()]).await.map(drop)
}

/// A door that its controller did not lock yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlocked {
    /// What people call the door.
    pub door: String,
    /// What is in the way; none while all is well.
    pub reason: Option<String>,
}

/// The doors that this controller holds, or did not lock yet.
///
/// # Errors
/// When the database cannot be read.
pub async fn unlocked_at(tx: &mut Tx, organization: OrganizationId, id: ControllerId) -> Result<Vec<Unlocked>> {
    let rows = tx.query(UNLOCKED_AT, values![organization, id]).await?;
    rows.into_iter().map(|mut row| Ok(Unlocked { door: row.take()?, reason: row.take()? })).collect()
}

/// Forgets what is held on a controller that is none any more, or leads elsewhere.
///
/// # Errors
/// When the database refuses.
pub async fn forget_controller(tx: &mut Tx, organization: OrganizationId, id: ControllerId) -> Result<()> {
    tx.execute(FORGET, values![organization, id]).await.map(drop)
}

fn read(mut row: Row) -> Result<(Hold, Timestamp)> {
    let (organization, door, controller) = (row.take()?, row.take()?, row.take()?);
    let driver = row.parse("a driver", DriverKind::parse)?;
    let channel = row.parse("a channel", |text| Channel::parse(text).ok())?;
    let pulse_ms = row.take()?;
    let state = row.parse("a hold's state", HoldState::parse)?;
    let (since, due) = (row.take()?, row.take()?);
    let (reason, tries) = (row.take()?, row.take()?);
    Ok((Hold { organization, door, controller, driver, channel, pulse_ms, state, since, reason, tries }, due))
}
