//! Recovery codes: hashes of those that are left.

use keylink_domain::id::{OrganizationId, UserId};
use keylink_domain::secret::SecretHash;

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::values;

statements! {
    INSERT = "INSERT INTO recovery_codes (organization_id, user_id, code_hash) VALUES ($1, $2, $3)";
    FORGET = "DELETE FROM recovery_codes WHERE organization_id = $1 AND user_id = $2";
    SPEND = "DELETE FROM recovery_codes WHERE organization_id = $1 AND user_id = $2 AND code_hash = $3";
    LEFT = "SELECT COUNT(*) FROM recovery_codes WHERE organization_id = $1 AND user_id = $2";
}

/// Puts new codes in the place of all that were there.
///
/// # Errors
/// When the database refuses.
pub async fn replace(tx: &mut Tx, organization: OrganizationId, user: UserId, codes: Vec<SecretHash>) -> Result<()> {
    tx.execute(FORGET, values![organization, user]).await?;
    for code in codes {
        tx.execute_one(INSERT, values![organization, user, code], "a new recovery code").await?;
    }
    Ok(())
}

/// Spends a code; `false` if it is none, or was spent.
///
/// # Errors
/// When the database refuses.
pub async fn spend(tx: &mut Tx, organization: OrganizationId, user: UserId, code: SecretHash) -> Result<bool> {
    Ok(tx.execute(SPEND, values![organization, user, code]).await? == 1)
}

/// How many are left.
///
/// # Errors
/// When the database cannot be read.
pub async fn left(tx: &mut Tx, organization: OrganizationId, user: UserId) -> Result<i64> {
    match tx.query_opt(LEFT, values![organization, user]).await? {
        Some(mut row) => row.take(),
        None => Ok(0),
    }
}
