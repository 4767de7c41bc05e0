//! Places on controllers that are held open, or were until just now. They are few: doors that stand open.

use jiff::Timestamp;
use keylink_domain::controller::{Channel, DriverKind};
use keylink_domain::hold::{Hold, HoldState};
use keylink_domain::id::{ControllerId, OrganizationId};

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, Value, values};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT h.organization_id, h.door_id, h.controller_id, k.driver, h.channel, d.pulse_ms, h.state, h.since_ms, h.held_ms, ",
            "h.reason, h.tries, h.due_ms, d.name FROM holds h ",
            "JOIN controllers k ON k.organization_id = h.organization_id AND k.id = h.controller_id ",
            "JOIN doors d ON d.organization_id = h.organization_id AND d.id = h.door_id ",
            $rest
        )
    };
}

// A row is changed only where it is still as it was read: another node, or a change of the door, may have been there before.
statements! {
    LIST = select!("ORDER BY h.controller_id, h.channel");
    OF_CONTROLLER = select!("WHERE h.organization_id = $1 AND h.controller_id = $2 ORDER BY h.channel");
    BEGIN = "INSERT INTO holds (controller_id, channel, organization_id, door_id, state, since_ms, due_ms, tries) \
        VALUES ($1, $2, $3, $4, $5, $6, $6, 0) ON CONFLICT (controller_id, channel) DO NOTHING";
    TURN = "UPDATE holds SET door_id = $5, state = $6, since_ms = $7, due_ms = $7, tries = 0, reason = NULL \
        WHERE controller_id = $1 AND channel = $2 AND state = $3 AND since_ms = $4";
    // Whoever claims it tells the controller; another one only when that took too long. A word to hold may be heard from now on.
    CLAIM = "UPDATE holds SET due_ms = $5, held_ms = COALESCE($7, held_ms) \
        WHERE controller_id = $1 AND channel = $2 AND state = $3 AND since_ms = $4 AND due_ms <= $6";
    SETTLE = "UPDATE holds SET state = $5, since_ms = $6, due_ms = $7, held_ms = $8, tries = $9, reason = $10 \
        WHERE controller_id = $1 AND channel = $2 AND state = $3 AND since_ms = $4";
    END = "DELETE FROM holds WHERE controller_id = $1 AND channel = $2 AND state = $3 AND since_ms = $4";
    END_ANEW = "UPDATE holds SET state = 'ending', since_ms = $3, due_ms = $3, tries = 0, reason = NULL \
        WHERE organization_id = $1 AND controller_id = $2 AND state <> 'ended'";
    FORGET = "DELETE FROM holds WHERE organization_id = $1 AND controller_id = $2";
}

/// A hold as it stands in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The hold.
    pub hold: Hold,
    /// When its controller is to be told next.
    pub due: Timestamp,
    /// What people call the door.
    pub door: String,
}

/// Every hold.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx) -> Result<Vec<Known>> {
    tx.query(LIST, values![]).await?.into_iter().map(read).collect()
}

/// What a controller holds, or held until just now.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_controller(tx: &mut Tx, organization: OrganizationId, id: ControllerId) -> Result<Vec<Known>> {
    tx.query(OF_CONTROLLER, values![organization, id]).await?.into_iter().map(read).collect()
}

/// Writes that a place is to be held, due at once; false where somebody else did.
///
/// # Errors
/// When the database refuses.
pub async fn begin(tx: &mut Tx, hold: &Hold) -> Result<bool> {
    let (channel, state) = (hold.channel.as_str().to_owned(), hold.state.as_str());
    let params = values![hold.controller, channel, hold.organization, hold.door, state, hold.since];
    Ok(tx.execute(BEGIN, params).await? == 1)
}

/// Writes what is wanted of a place from now on, due at once; false where it is not any more as it was before.
///
/// # Errors
/// When the database refuses.
pub async fn turn(tx: &mut Tx, before: &Hold, hold: &Hold) -> Result<bool> {
    let [controller, channel, state, since] = key(before);
    let params =
        vec![controller, channel, state, since, hold.door.into(), hold.state.as_str().into(), hold.since.into()];
    Ok(tx.execute(TURN, params).await? == 1)
}

/// Takes a hold that is due in hand until then; false where somebody else has, or something else is wanted by now.
///
/// # Errors
/// When the database refuses.
pub async fn claim(tx: &mut Tx, hold: &Hold, now: Timestamp, until: Timestamp) -> Result<bool> {
    let [controller, channel, state, since] = key(hold);
    let told = hold.state.is_on().then_some(now);
    let params = vec![controller, channel, state, since, until.into(), now.into(), told.into()];
    Ok(tx.execute(CLAIM, params).await? == 1)
}

/// Writes what came of a hold that was so before, and when it is due again. False where something else is wanted by now.
///
/// # Errors
/// When the database refuses.
pub async fn settle(tx: &mut Tx, before: &Hold, hold: &Hold, due: Timestamp) -> Result<bool> {
    let [controller, channel, was, was_since] = key(before);
    let (state, reason) = (hold.state.as_str().into(), hold.reason.clone().into());
    let rest = [state, hold.since.into(), due.into(), hold.held_at.into(), hold.tries.into(), reason];
    let params = [controller, channel, was, was_since].into_iter().chain(rest).collect();
    Ok(tx.execute(SETTLE, params).await? == 1)
}

/// Forgets a hold, unless it is another one by now.
///
/// # Errors
/// When the database refuses.
pub async fn end(tx: &mut Tx, hold: &Hold) -> Result<bool> {
    Ok(tx.execute(END, Vec::from(key(hold))).await? == 1)
}

/// Has a controller that leads elsewhere now told to lock all that it held. What is to be held is found again by itself.
///
/// # Errors
/// When the database refuses.
pub async fn end_anew(tx: &mut Tx, organization: OrganizationId, id: ControllerId, now: Timestamp) -> Result<()> {
    tx.execute(END_ANEW, values![organization, id, now]).await.map(drop)
}

/// Forgets what is held on a controller that is none any more.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn forget_controller(tx: &mut Tx, organization: OrganizationId, id: ControllerId) -> Result<()> {
    tx.execute(FORGET, values![organization, id]).await.map(drop)
}

/// Which row is meant, as it was read.
fn key(hold: &Hold) -> [Value; 4] {
    let channel = hold.channel.as_str().to_owned();
    [hold.controller.into(), channel.into(), hold.state.as_str().into(), hold.since.into()]
}

fn read(mut row: Row) -> Result<Known> {
    let (organization, door, controller) = (row.take()?, row.take()?, row.take()?);
    let driver = row.parse("a driver", DriverKind::parse)?;
    let channel = row.parse("a channel", |text| Channel::parse(text).ok())?;
    let pulse_ms = row.take()?;
    let state = row.parse("a hold's state", HoldState::parse)?;
    let (since, held_at, reason, tries) = (row.take()?, row.take()?, row.take()?, row.take()?);
    let hold = Hold { organization, door, controller, driver, channel, pulse_ms, state, since, held_at, reason, tries };
    Ok(Known { hold, due: row.take()?, door: row.take()? })
}
