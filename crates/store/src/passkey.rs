//! Passkeys: the public halves of users' keys, as their verifier wrote them.

use jiff::Timestamp;
use keylink_domain::id::{OrganizationId, PasskeyId, UserId};
use keylink_domain::passkey::Passkey;

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT organization_id, id, user_id, name, created_ms, used_ms, off_ms, body FROM passkeys ", $rest)
    };
}

statements! {
    INSERT = "INSERT INTO passkeys (organization_id, id, user_id, name, credential, body, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    OF_USER = select!("WHERE organization_id = $1 AND user_id = $2 ORDER BY id");
    BY_CREDENTIAL = select!("WHERE credential = $1");
    RENAME = "UPDATE passkeys SET name = $4 WHERE organization_id = $1 AND user_id = $2 AND id = $3";
    USED = "UPDATE passkeys SET used_ms = $3, body = $4 WHERE organization_id = $1 AND id = $2";
    SWITCH_OFF = "UPDATE passkeys SET off_ms = $3 WHERE organization_id = $1 AND id = $2 AND off_ms IS NULL";
    DELETE = "DELETE FROM passkeys WHERE organization_id = $1 AND user_id = $2 AND id = $3";
}

/// A passkey with what verifies it.
#[derive(Debug, Clone)]
pub struct StoredPasskey {
    /// The passkey.
    pub passkey: Passkey,
    /// The public key and its counter, in the verifier's own writing.
    pub body: String,
}

/// Adds a passkey.
///
/// # Errors
/// When the database refuses; [`crate::Error::is_taken`] if the device's key is known already, whose ever it is.
pub async fn insert(tx: &mut Tx, new: &StoredPasskey, credential: Vec<u8>) -> Result<()> {
    let known = &new.passkey;
    let params =
        values![known.organization, known.id, known.user, &known.name, credential, &new.body, known.created_at];
    tx.execute_one(INSERT, params, "a new passkey").await
}

/// A user's passkeys, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_user(tx: &mut Tx, organization: OrganizationId, user: UserId) -> Result<Vec<StoredPasskey>> {
    tx.query(OF_USER, values![organization, user]).await?.into_iter().map(read).collect()
}

/// The passkey whose device calls it so, of whichever organization: for signing in.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_credential(tx: &mut Tx, credential: Vec<u8>) -> Result<Option<StoredPasskey>> {
    tx.query_opt(BY_CREDENTIAL, values![credential]).await?.map(read).transpose()
}

/// Gives a user's passkey another name; `false` if there is none.
///
/// # Errors
/// When the database refuses.
pub async fn rename(
    tx: &mut Tx,
    organization: OrganizationId,
    user: UserId,
    id: PasskeyId,
    name: String,
) -> Result<bool> {
    Ok(tx.execute(RENAME, values![organization, user, id, name]).await? == 1)
}

/// Writes that a passkey was used, with what its verifier wants to know the next time.
///
/// # Errors
/// When the database refuses.
pub async fn used(tx: &mut Tx, known: &Passkey, now: Timestamp, body: String) -> Result<()> {
    tx.execute_one(USED, values![known.organization, known.id, now, body], "a passkey").await
}

/// Switches a passkey off; `false` if it was already, or is gone.
///
/// # Errors
/// When the database refuses.
pub async fn switch_off(tx: &mut Tx, known: &Passkey, now: Timestamp) -> Result<bool> {
    Ok(tx.execute(SWITCH_OFF, values![known.organization, known.id, now]).await? == 1)
}

/// Removes a user's passkey; `false` if there is none.
///
/// # Errors
/// When the database refuses.
pub async fn delete(tx: &mut Tx, organization: OrganizationId, user: UserId, id: PasskeyId) -> Result<bool> {
    Ok(tx.execute(DELETE, values![organization, user, id]).await? == 1)
}

fn read(mut row: Row) -> Result<StoredPasskey> {
    let passkey = Passkey {
        organization: row.take()?,
        id: row.take()?,
        user: row.take()?,
        name: row.take()?,
        created_at: row.take()?,
        used_at: row.take()?,
        off_at: row.take()?,
    };
    Ok(StoredPasskey { passkey, body: row.take()? })
}
