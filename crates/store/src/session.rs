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
    INSERT = "INSERT INTO sessions (organization_id, id, user_id, secret_hash, created_ms, expires_ms) VALUES ($1, $2, $3, $4, $5, $6)";
    DELETE = "DELETE FROM sessions WHERE organization_id = $1 AND id = $2";
    DELETE_OTHERS = "DELETE FROM sessions WHERE organization_id = $1 AND user_id = $2 AND id <> $3";
    ERASE = "DELETE FROM sessions WHERE expires_ms < $1";
    BY_SECRET = "SELECT s.organization_id, s.id, s.user_id, s.created_ms, s.expires_ms, u.name, u.email, u.role, u.state \
        FROM sessions s JOIN users u ON u.organization_id = s.organization_id AND u.id = s.user_id \
        WHERE s.secret_hash = $1 AND s.expires_ms > $2";
}

/// Begins a session.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, session: &Session, secret: SecretHash) -> Result<()> {
    let params =
        values![session.organization, session.id, session.user, secret, session.created_at, session.expires_at,];
    tx.execute_one(INSERT, params, "a new session").await
}

/// Ends a session.
///
/// # Errors
/// When the database refuses.
pub async fn delete(tx: &mut Tx, organization: OrganizationId, id: SessionId) -> Result<()> {
    tx.execute(DELETE, values![organization, id]).await.map(drop)
}

/// Ends every session of a user but one.
///
/// # Errors
/// When the database refuses.
pub async fn delete_others(tx: &mut Tx, organization: OrganizationId, user: UserId, kept: SessionId) -> Result<()> {
    tx.execute(DELETE_OTHERS, values![organization, user, kept]).await.map(drop)
}

/// Erases sessions that ended before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn erase(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute(ERASE, values![before]).await
}

/// The session that has this secret and counts at `now`, and its user.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_secret(tx: &mut Tx, secret: SecretHash, now: Timestamp) -> Result<Option<(Session, User)>> {
    tx.query_opt(BY_SECRET, values![secret, now]).await?.map(read).transpose()
}

fn read(mut row: Row) -> Result<(Session, User)> {
    let session = Session {
        organization: row.take()?,
        id: row.take()?,
        user: row.take()?,
        created_at: row.take()?,
        expires_at: row.take()?,
    };
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
