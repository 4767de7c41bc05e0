//! Challenges: what was begun and waits for its answer. Each is taken once, and is good for minutes.

use jiff::Timestamp;
use keylink_domain::id::{OrganizationId, UserId};
use keylink_domain::secret::SecretHash;

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::values;

statements! {
    INSERT = "INSERT INTO challenges (secret_hash, purpose, organization_id, user_id, state, expires_ms) VALUES ($1, $2, $3, $4, $5, $6)";
    FIND = "SELECT state FROM challenges WHERE secret_hash = $1 AND purpose = $2 AND expires_ms > $3 \
        AND (user_id IS NULL OR (organization_id = $4 AND user_id = $5))";
    DELETE = "DELETE FROM challenges WHERE secret_hash = $1";
    ERASE = "DELETE FROM challenges WHERE expires_ms < $1";
}

/// Whose challenge it is, where it is somebody's.
pub type Whose = Option<(OrganizationId, UserId)>;

/// Keeps a challenge.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    secret: SecretHash,
    purpose: &'static str,
    whose: Whose,
    state: String,
    expires: Timestamp,
) -> Result<()> {
    let (organization, user) = whose.unzip();
    tx.execute_one(INSERT, values![secret, purpose, organization, user, state, expires], "a new challenge").await
}

/// Takes a challenge: only one caller gets its state, and only for what and whom it was made.
///
/// # Errors
/// When the database refuses.
pub async fn take(
    tx: &mut Tx,
    secret: SecretHash,
    purpose: &'static str,
    whose: Whose,
    now: Timestamp,
) -> Result<Option<String>> {
    let (organization, user) = whose.unzip();
    let found = tx.query_opt(FIND, values![secret, purpose, now, organization, user]).await?;
    let state: Option<String> = found.map(|mut row| row.take()).transpose()?;
    let taken = tx.execute(DELETE, values![secret]).await? == 1;
    Ok(state.filter(|_| taken))
}

/// Erases challenges that were over before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn erase(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute(ERASE, values![before]).await
}
