//! Sessions: signed-in browsers.

use jiff::Timestamp;
use keylink_domain::id::{OrganizationId, SessionId, UserId};
use keylink_domain::secret::SecretHash;
use keylink_domain::token::Session;
use keylink_domain::user::{Role, User, UserState};

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    INSERT = "INSERT INTO sessions (organization_id, id, user_id, secret_hash, created_ms, expires_ms, device, address, used_ms, proved_ms, recovery) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    DELETE = "DELETE FROM sessions WHERE organization_id = $1 AND id = $2";
    DELETE_OF_USER = "DELETE FROM sessions WHERE organization_id = $1 AND user_id = $2 AND id = $3";
    DELETE_OTHERS = "DELETE FROM sessions WHERE organization_id = $1 AND user_id = $2 AND id <> $3";
    DELETE_ALL = "DELETE FROM sessions WHERE organization_id = $1 AND user_id = $2";
    USED = "UPDATE sessions SET used_ms = $3 WHERE organization_id = $1 AND id = $2";
    PROVED = "UPDATE sessions SET proved_ms = $3, used_ms = $3 WHERE organization_id = $1 AND id = $2";
    ERASE = "DELETE FROM sessions WHERE expires_ms < $1";
    OF_USER = "SELECT organization_id, id, user_id, created_ms, expires_ms, device, address, used_ms, proved_ms, recovery FROM sessions \
        WHERE organization_id = $1 AND user_id = $2 AND expires_ms > $3 ORDER BY created_ms DESC, id DESC";
    BY_SECRET = "SELECT s.organization_id, s.id, s.user_id, s.created_ms, s.expires_ms, s.device, s.address, s.used_ms, s.proved_ms, s.recovery, \
        u.name, u.email, u.role, u.state \
        FROM sessions s JOIN users u ON u.organization_id = s.organization_id AND u.id = s.user_id \
        WHERE s.secret_hash = $1 AND s.expires_ms > $2";
}

/// Begins a session.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, session: &Session, secret: SecretHash) -> Result<()> {
    let params = values![
        session.organization,
        session.id,
        session.user,
        secret,
        session.created_at,
        session.expires_at,
        &session.device,
        session.address.clone(),
        session.used_at,
        session.proved_at,
        session.is_recovery,
    ];
    tx.execute_one(INSERT, params, "a new session").await
}

/// Ends a session.
///
/// # Errors
/// When the database refuses.
pub async fn delete(tx: &mut Tx, organization: OrganizationId, id: SessionId) -> Result<()> {
    tx.execute(DELETE, values![organization, id]).await.map(drop)
}

/// Ends one session of a user; `false` if they have none of this id.
///
/// # Errors
/// When the database refuses.
pub async fn delete_of_user(tx: &mut Tx, organization: OrganizationId, user: UserId, id: SessionId) -> Result<bool> {
    Ok(tx.execute(DELETE_OF_USER, values![organization, user, id]).await? == 1)
}

/// Ends every session of a user but one; tells how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn delete_others(tx: &mut Tx, organization: OrganizationId, user: UserId, kept: SessionId) -> Result<u64> {
    tx.execute(DELETE_OTHERS, values![organization, user, kept]).await
}

/// Ends every session of a user; tells how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn delete_all(tx: &mut Tx, organization: OrganizationId, user: UserId) -> Result<u64> {
    tx.execute(DELETE_ALL, values![organization, user]).await
}

/// Writes when a session was used.
///
/// # Errors
/// When the database refuses.
pub async fn used(tx: &mut Tx, organization: OrganizationId, id: SessionId, now: Timestamp) -> Result<()> {
    tx.execute(USED, values![organization, id, now]).await.map(drop)
}

/// Writes when a session's user proved who they are.
///
/// # Errors
/// When the database refuses; also when the session has ended.
pub async fn proved(tx: &mut Tx, organization: OrganizationId, id: SessionId, now: Timestamp) -> Result<()> {
    tx.execute_one(PROVED, values![organization, id, now], "a session").await
}

/// Erases sessions that ended before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn erase(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute(ERASE, values![before]).await
}

/// A user's sessions that count at `now`, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_user(tx: &mut Tx, organization: OrganizationId, user: UserId, now: Timestamp) -> Result<Vec<Session>> {
    let rows = tx.query(OF_USER, values![organization, user, now]).await?;
    rows.into_iter().map(|mut row| read(&mut row)).collect()
}

/// The session that has this secret and counts at `now`, and its user.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_secret(tx: &mut Tx, secret: SecretHash, now: Timestamp) -> Result<Option<(Session, User)>> {
    tx.query_opt(BY_SECRET, values![secret, now]).await?.map(read_with_user).transpose()
}

fn read(row: &mut Row) -> Result<Session> {
    Ok(Session {
        organization: row.take()?,
        id: row.take()?,
        user: row.take()?,
        created_at: row.take()?,
        expires_at: row.take()?,
        device: row.take()?,
        address: row.take()?,
        used_at: row.take()?,
        proved_at: row.take()?,
        is_recovery: row.take()?,
    })
}

fn read_with_user(mut row: Row) -> Result<(Session, User)> {
    let session = read(&mut row)?;
    let user = User {
        id: session.user,
        organization: session.organization,
        name: row.take()?,
        email: row.take()?,
        role: row.parse("a role", Role::parse)?,
        state: row.parse("a user's state", UserState::parse)?,
    };
    Ok((session, user))
}
