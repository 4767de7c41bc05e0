//! API tokens.

use jiff::Timestamp;
use keylink_domain::id::{OrganizationId, TokenId};
use keylink_domain::secret::SecretHash;
use keylink_domain::token::Token;
use keylink_domain::user::{Role, User, UserState};

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    INSERT = "INSERT INTO tokens (organization_id, id, user_id, secret_hash, name, created_ms) VALUES ($1, $2, $3, $4, $5, $6)";
    REVOKE = "UPDATE tokens SET revoked_ms = $3 WHERE organization_id = $1 AND id = $2 AND revoked_ms IS NULL";
    LIST = "SELECT organization_id, id, user_id, name, created_ms, revoked_ms FROM tokens WHERE organization_id = $1 ORDER BY id";
    BY_SECRET = "SELECT t.organization_id, t.id, t.user_id, t.name, t.created_ms, t.revoked_ms, u.name, u.email, u.role, u.state \
        FROM tokens t JOIN users u ON u.organization_id = t.organization_id AND u.id = t.user_id \
        WHERE t.secret_hash = $1 AND t.revoked_ms IS NULL";
}

/// Writes a new token.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, token: &Token, secret: SecretHash) -> Result<()> {
    let params = values![token.organization, token.id, token.user, secret, &token.name, token.created_at];
    tx.execute_one(INSERT, params, "a new token").await
}

/// Revokes a token; `false` if it was revoked already or is not there.
///
/// # Errors
/// When the database refuses.
pub async fn revoke(tx: &mut Tx, organization: OrganizationId, id: TokenId, now: Timestamp) -> Result<bool> {
    Ok(tx.execute(REVOKE, values![organization, id, now]).await? == 1)
}

/// The organization's tokens, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<Token>> {
    tx.query(LIST, values![organization]).await?.into_iter().map(|mut row| read(&mut row)).collect()
}

/// The token that has this secret and counts, and its user.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_secret(tx: &mut Tx, secret: SecretHash) -> Result<Option<(Token, User)>> {
    let Some(mut row) = tx.query_opt(BY_SECRET, values![secret]).await? else { return Ok(None) };
    let token = read(&mut row)?;
    let user = User {
        id: token.user,
        organization: token.organization,
        name: row.take()?,
        email: row.take()?,
        role: row.parse("a role", Role::parse)?,
        state: row.parse("a user's state", UserState::parse)?,
    };
    Ok(Some((token, user)))
}

fn read(row: &mut Row) -> Result<Token> {
    Ok(Token {
        organization: row.take()?,
        id: row.take()?,
        user: row.take()?,
        name: row.take()?,
        created_at: row.take()?,
        revoked_at: row.take()?,
    })
}
