//! Enrolments of agents that wait: one code for a controller at a time, known by its hash.

use jiff::Timestamp;
use keylink_domain::id::{ControllerId, OrganizationId};
use keylink_domain::secret::SecretHash;

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::values;

statements! {
    PUT = "INSERT INTO enrolments (organization_id, controller_id, code_hash, expires_ms) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (organization_id, controller_id) DO UPDATE SET code_hash = $3, expires_ms = $4";
    OF = "SELECT organization_id, controller_id FROM enrolments WHERE code_hash = $1 AND expires_ms > $2";
    FORGET = "DELETE FROM enrolments WHERE organization_id = $1 AND controller_id = $2";
    SPEND = "DELETE FROM enrolments WHERE code_hash = $1 AND expires_ms > $2";
}

/// Writes a controller's code; one that was there before is dead.
///
/// # Errors
/// When the database refuses.
pub async fn put(
    tx: &mut Tx,
    organization: OrganizationId,
    controller: ControllerId,
    code: SecretHash,
    expires: Timestamp,
) -> Result<()> {
    tx.execute_one(PUT, values![organization, controller, code, expires], "an enrolment").await
}

/// Whose code this is, without spending it; none where it is unknown, spent or over.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(tx: &mut Tx, code: SecretHash, now: Timestamp) -> Result<Option<(OrganizationId, ControllerId)>> {
    let Some(mut row) = tx.query_opt(OF, values![code, now]).await? else { return Ok(None) };
    Ok(Some((row.take()?, row.take()?)))
}

/// Forgets the code of a controller that is none any more.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn forget_controller(tx: &mut Tx, organization: OrganizationId, id: ControllerId) -> Result<()> {
    tx.execute(FORGET, values![organization, id]).await.map(drop)
}

/// Spends a code: of several who try at once, one is told that it was theirs.
///
/// # Errors
/// When the database refuses.
pub async fn spend(tx: &mut Tx, code: SecretHash, now: Timestamp) -> Result<bool> {
    Ok(tx.execute(SPEND, values![code, now]).await? == 1)
}
