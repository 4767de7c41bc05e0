//! Cards on controllers: what is to stand there, and what does.

use jiff::Timestamp;
use keylink_domain::id::{ControllerId, CredentialId, OrganizationId};
use keylink_domain::placement::{CardOrder, Placement, PlacementState};

use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, credential_id, controller_id, wanted, number, state, reason, changed_ms, tries FROM placements ",
            $rest
        )
    };
}

statements! {
    LIST = select!("WHERE organization_id = $1 ORDER BY credential_id, controller_id");
    OF_CREDENTIAL = select!("WHERE organization_id = $1 AND credential_id = $2 ORDER BY controller_id");
    DUE = select!("WHERE due_ms IS NOT NULL AND due_ms <= $1 ORDER BY due_ms LIMIT $2");
    WANT = "INSERT INTO placements (organization_id, credential_id, controller_id, wanted, number, state, reason, changed_ms, tries, due_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9) ON CONFLICT (organization_id, credential_id, controller_id) DO UPDATE SET \
        wanted = excluded.wanted, number = COALESCE(excluded.number, placements.number), state = excluded.state, reason = excluded.reason, changed_ms = excluded.changed_ms, tries = 0, \
        due_ms = excluded.due_ms";
    // Whoever claims it tries it; another one only when that took too long.
    CLAIM = "UPDATE placements SET due_ms = $4 WHERE organization_id = $1 AND credential_id = $2 AND controller_id = $3 AND due_ms <= $5";
    // Not where something else is wanted by now: that is due already.
    SETTLE = "UPDATE placements SET state = $4, reason = $5, changed_ms = $6, number = $7, tries = $8, due_ms = $9 \
        WHERE organization_id = $1 AND credential_id = $2 AND controller_id = $3 AND COALESCE(wanted, '') = $10";
    NUMBER = "UPDATE placements SET number = $4 WHERE organization_id = $1 AND credential_id = $2 AND controller_id = $3";
    FORGET = "DELETE FROM placements WHERE organization_id = $1 AND controller_id = $2";
    ON_CONTROLLER = "SELECT COUNT(*) FROM placements WHERE organization_id = $1 AND controller_id = $2 AND number IS NOT NULL";
    ALL_ANEW = "UPDATE placements SET state = 'pending', reason = $4, tries = 0, changed_ms = $3, due_ms = $3 \
        WHERE organization_id = $1 AND controller_id = $2 AND (wanted IS NOT NULL OR number IS NOT NULL)";
}

/// Why a placement that was there is pending: the controller may have forgotten it.
pub const LOOKED_AT_AGAIN: &str = "it is looked at again";

/// Every placement of the organization, or one card's.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    credential: Option<CredentialId>,
) -> Result<Vec<Placement>> {
    let rows = match credential {
        Some(credential) => tx.query(OF_CREDENTIAL, values![organization, credential]).await?,
        None => tx.query(LIST, values![organization]).await?,
    };
    rows.into_iter().map(read).collect()
}

/// What is due to be told to controllers.
///
/// # Errors
/// When the database cannot be read.
pub async fn due(tx: &mut Tx, now: Timestamp, most: u32) -> Result<Vec<Placement>> {
    tx.query(DUE, values![now, most]).await?.into_iter().map(read).collect()
}

/// Writes what is to stand on a controller from now on; due at once, or never where it cannot be.
///
/// # Errors
/// When the database refuses.
pub async fn want(tx: &mut Tx, placement: &Placement, due: Option<Timestamp>) -> Result<()> {
    let params = values![
        placement.organization,
        placement.credential,
        placement.controller,
        text(placement.wanted.as_ref())?,
        placement.number.and_then(|number| i64::try_from(number).ok()),
        placement.state.as_str(),
        placement.reason.clone(),
        placement.changed,
        due,
    ];
    tx.execute_one(WANT, params, "a card's placement").await
}

/// Takes a placement that is due in hand until then; false where somebody else has.
///
/// # Errors
/// When the database refuses.
pub async fn claim(tx: &mut Tx, placement: &Placement, now: Timestamp, until: Timestamp) -> Result<bool> {
    let (organization, credential, controller) = (placement.organization, placement.credential, placement.controller);
    Ok(tx.execute(CLAIM, values![organization, credential, controller, until, now]).await? == 1)
}

/// Writes what came of it: its state, reason, number and tries as they are there, and when it is due again. False where
/// something else is wanted by now; then only the number is written, under which something stands there.
///
/// # Errors
/// When the database refuses.
pub async fn settle(tx: &mut Tx, placement: &Placement, due: Option<Timestamp>) -> Result<bool> {
    let (organization, credential, controller) = (placement.organization, placement.credential, placement.controller);
    let number = placement.number.and_then(|number| i64::try_from(number).ok());
    let params = values![
        organization,
        credential,
        controller,
        placement.state.as_str(),
        placement.reason.clone(),
        placement.changed,
        number,
        placement.tries,
        due,
        text(placement.wanted.as_ref())?.unwrap_or_default(),
    ];
    if tx.execute(SETTLE, params).await? == 1 {
        return Ok(true);
    }
    tx.execute(NUMBER, values![organization, credential, controller, number]).await?;
    Ok(false)
}

/// A controller may have forgotten its cards: all of them are due again.
///
/// # Errors
/// When the database refuses.
pub async fn all_anew(
    tx: &mut Tx,
    organization: OrganizationId,
    controller: ControllerId,
    now: Timestamp,
) -> Result<()> {
    tx.execute(ALL_ANEW, values![organization, controller, now, LOOKED_AT_AGAIN]).await.map(drop)
}

/// How many cards stand on a controller, or may, as far as is known.
///
/// # Errors
/// When the database cannot be read.
pub async fn on_controller(tx: &mut Tx, organization: OrganizationId, id: ControllerId) -> Result<u64> {
    let count: i64 =
        tx.query_opt(ON_CONTROLLER, values![organization, id]).await?.map_or(Ok(0), |mut row| row.take())?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Forgets what is to stand on a controller that is none any more.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn forget_controller(tx: &mut Tx, organization: OrganizationId, id: ControllerId) -> Result<()> {
    tx.execute(FORGET, values![organization, id]).await.map(drop)
}

fn text(order: Option<&CardOrder>) -> Result<Option<String>> {
    let unreadable = |_| Error::Unreadable { what: "a card's placement" };
    order.map(|order| serde_json::to_string(order).map_err(unreadable)).transpose()
}

fn read(mut row: Row) -> Result<Placement> {
    Ok(Placement {
        organization: row.take()?,
        credential: row.take()?,
        controller: row.take()?,
        wanted: row.json_opt("a card's placement")?,
        number: row.take::<Option<i64>>()?.and_then(|number| u64::try_from(number).ok()),
        state: row.parse("a placement's state", PlacementState::parse)?,
        reason: row.take()?,
        changed: row.take()?,
        tries: row.take()?,
    })
}
