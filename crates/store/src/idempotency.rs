//! Idempotency keys: what a request made when it first came, written in the same transaction.

use jiff::Timestamp;
use keylink_domain::id::OrganizationId;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::values;

statements! {
    INSERT = "INSERT INTO idempotency_keys (organization_id, key, fingerprint, resource_id, created_ms) VALUES ($1, $2, $3, $4, $5)";
    FIND = "SELECT fingerprint, resource_id FROM idempotency_keys WHERE organization_id = $1 AND key = $2";
    ERASE = "DELETE FROM idempotency_keys WHERE created_ms < $1";
}

/// What is known of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The hash of the request that came with it.
    pub fingerprint: [u8; 32],
    /// What that request made.
    pub resource: Uuid,
}

/// What the key made before, if it was used.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(tx: &mut Tx, organization: OrganizationId, key: &str) -> Result<Option<Known>> {
    let Some(mut row) = tx.query_opt(FIND, values![organization, key.to_owned()]).await? else { return Ok(None) };
    let bytes: Vec<u8> = row.take()?;
    let fingerprint = bytes.try_into().map_err(|_| Error::Unreadable { what: "a fingerprint" })?;
    Ok(Some(Known { fingerprint, resource: row.take()? }))
}

/// Remembers what a key made.
///
/// # Errors
/// When the database refuses; [`Error::is_taken`] if another request came first with the same key.
pub async fn insert(tx: &mut Tx, organization: OrganizationId, key: &str, known: Known, now: Timestamp) -> Result<()> {
    let params = values![organization, key.to_owned(), known.fingerprint.to_vec(), known.resource, now];
    tx.execute_one(INSERT, params, "a new idempotency key").await
}

/// Forgets keys made before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn erase(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute(ERASE, values![before]).await
}
