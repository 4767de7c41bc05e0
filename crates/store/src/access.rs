//! Access: which user may open which door.

use jiff::Timestamp;
use keylink_domain::access::Access;
use keylink_domain::id::{AccessId, OrganizationId, UserId};

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT organization_id, id, user_id, door_id, remote_unlock, schedule_id FROM accesses ", $rest)
    };
}

statements! {
    INSERT = "INSERT INTO accesses (organization_id, id, user_id, door_id, remote_unlock, schedule_id, created_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    UPDATE = "UPDATE accesses SET remote_unlock = $3, schedule_id = $4 WHERE organization_id = $1 AND id = $2";
    DELETE = "DELETE FROM accesses WHERE organization_id = $1 AND id = $2";
    BY_ID = select!("WHERE organization_id = $1 AND id = $2");
    LIST = select!("WHERE organization_id = $1 ORDER BY id");
    OF_USER = select!("WHERE organization_id = $1 AND user_id = $2 ORDER BY id");
}

/// Gives access.
///
/// # Errors
/// When the database refuses; [`crate::Error::is_taken`] if the user has access to that door already.
pub async fn insert(tx: &mut Tx, access: &Access, now: Timestamp) -> Result<()> {
    let params =
        values![access.organization, access.id, access.user, access.door, access.remote_unlock, access.schedule, now];
    tx.execute_one(INSERT, params, "a new access").await
}

/// Writes what changed of an access.
///
/// # Errors
/// When the database refuses.
pub async fn update(tx: &mut Tx, access: &Access) -> Result<()> {
    let params = values![access.organization, access.id, access.remote_unlock, access.schedule];
    tx.execute_one(UPDATE, params, "an access").await
}

/// Takes access.
///
/// # Errors
/// When the database refuses.
pub async fn delete(tx: &mut Tx, organization: OrganizationId, id: AccessId) -> Result<()> {
    tx.execute_one(DELETE, values![organization, id], "an access").await
}

/// One access of the organization.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(tx: &mut Tx, organization: OrganizationId, id: AccessId) -> Result<Option<Access>> {
    tx.query_opt(BY_ID, values![organization, id]).await?.map(read).transpose()
}

/// The organization's accesses, or one user's, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx, organization: OrganizationId, user: Option<UserId>) -> Result<Vec<Access>> {
    let rows = match user {
        Some(user) => tx.query(OF_USER, values![organization, user]).await?,
        None => tx.query(LIST, values![organization]).await?,
    };
    rows.into_iter().map(read).collect()
}

fn read(mut row: Row) -> Result<Access> {
    Ok(Access {
        organization: row.take()?,
        id: row.take()?,
        user: row.take()?,
        door: row.take()?,
        remote_unlock: row.take()?,
        schedule: row.take()?,
    })
}
