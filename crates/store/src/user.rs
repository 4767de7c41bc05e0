//! Users and what they sign in with.

use jiff::Timestamp;
use keylink_domain::group::Member;
use keylink_domain::id::{OrganizationId, UserId};
use keylink_domain::user::{Role, User, UserState};

use crate::error::Result;
use crate::group;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    INSERT = "INSERT INTO users (organization_id, id, name, email, role, state, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    UPDATE = "UPDATE users SET name = $3, email = $4, role = $5, state = $6 WHERE organization_id = $1 AND id = $2";
    BY_ID = "SELECT organization_id, id, name, email, role, state FROM users WHERE organization_id = $1 AND id = $2";
    BY_EMAIL = "SELECT organization_id, id, name, email, role, state FROM users WHERE email = $1";
    LIST = "SELECT organization_id, id, name, email, role, state FROM users WHERE organization_id = $1 ORDER BY id";
    SET_PASSWORD = "UPDATE users SET password_hash = $3 WHERE organization_id = $1 AND id = $2";
    SET_TOTP = "UPDATE users SET totp_sealed = $3, totp_step = NULL WHERE organization_id = $1 AND id = $2";
    SPEND_TOTP_STEP = "UPDATE users SET totp_step = $3 WHERE organization_id = $1 AND id = $2 AND (totp_step IS NULL OR totp_step < $3)";
    LANGUAGE = "SELECT language FROM users WHERE organization_id = $1 AND id = $2";
    SET_LANGUAGE = "UPDATE users SET language = $3 WHERE organization_id = $1 AND id = $2";
    PROOFS = "SELECT password_hash, totp_sealed FROM users WHERE organization_id = $1 AND id = $2";
}

/// What a user proves themselves with.
#[derive(Clone, PartialEq, Eq)]
pub struct Proofs {
    /// The password's argon2id hash.
    pub password_hash: Option<String>,
    /// The sealed TOTP secret.
    pub totp_sealed: Option<Vec<u8>>,
}

/// Writes a new user.
///
/// # Errors
/// When the database refuses; [`crate::Error::is_taken`] if the address is another's.
pub async fn insert(tx: &mut Tx, user: &User, now: Timestamp) -> Result<()> {
    let params =
        values![user.organization, user.id, &user.name, &user.email, user.role.as_str(), user.state.as_str(), now];
    tx.execute_one(INSERT, params, "a new user").await?;
    group::stand_alone(tx, user.organization, Member::User(user.id)).await
}

/// Writes what changed of a user.
///
/// # Errors
/// As [`insert`].
pub async fn update(tx: &mut Tx, user: &User) -> Result<()> {
    let params = values![user.organization, user.id, &user.name, &user.email, user.role.as_str(), user.state.as_str()];
    tx.execute_one(UPDATE, params, "a user").await
}

/// One user of the organization.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(tx: &mut Tx, organization: OrganizationId, id: UserId) -> Result<Option<User>> {
    tx.query_opt(BY_ID, values![organization, id]).await?.map(read).transpose()
}

/// The language (a BCP 47 tag) in which a user last used the app, where they did.
///
/// # Errors
/// When the database cannot be read.
pub async fn language(tx: &mut Tx, organization: OrganizationId, id: UserId) -> Result<Option<String>> {
    let found = tx.query_opt(LANGUAGE, values![organization, id]).await?;
    found.map(|mut row| row.take()).transpose().map(Option::flatten)
}

/// Keeps the language in which a user uses the app.
///
/// # Errors
/// When the database refuses.
pub async fn set_language(tx: &mut Tx, organization: OrganizationId, id: UserId, language: &str) -> Result<()> {
    tx.execute_one(SET_LANGUAGE, values![organization, id, language.to_owned()], "a user's language").await
}

/// The user with this mail address, of whichever organization: for signing in.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_email(tx: &mut Tx, email: &str) -> Result<Option<User>> {
    tx.query_opt(BY_EMAIL, values![email.to_owned()]).await?.map(read).transpose()
}

/// The organization's users, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<User>> {
    tx.query(LIST, values![organization]).await?.into_iter().map(read).collect()
}

/// Sets or takes a user's password.
///
/// # Errors
/// When the database refuses.
pub async fn set_password(tx: &mut Tx, organization: OrganizationId, id: UserId, hash: Option<String>) -> Result<()> {
    tx.execute_one(SET_PASSWORD, values![organization, id, hash], "a user").await
}

/// Sets or takes a user's TOTP secret.
///
/// # Errors
/// When the database refuses.
pub async fn set_totp(tx: &mut Tx, organization: OrganizationId, id: UserId, sealed: Option<Vec<u8>>) -> Result<()> {
    tx.execute_one(SET_TOTP, values![organization, id, sealed], "a user").await
}

/// Spends a TOTP step, so that a code that was seen cannot be used again; `false` if it was spent.
///
/// # Errors
/// When the database refuses.
pub async fn spend_totp_step(tx: &mut Tx, organization: OrganizationId, id: UserId, step: i64) -> Result<bool> {
    Ok(tx.execute(SPEND_TOTP_STEP, values![organization, id, step]).await? == 1)
}

/// What a user proves themselves with.
///
/// # Errors
/// When the database cannot be read.
pub async fn proofs(tx: &mut Tx, organization: OrganizationId, id: UserId) -> Result<Option<Proofs>> {
    tx.query_opt(PROOFS, values![organization, id])
        .await?
        .map(|mut row| Ok(Proofs { password_hash: row.take()?, totp_sealed: row.take()? }))
        .transpose()
}

fn read(mut row: Row) -> Result<User> {
    Ok(User {
        organization: row.take()?,
        id: row.take()?,
        name: row.take()?,
        email: row.take()?,
        role: row.parse("a role", Role::parse)?,
        state: row.parse("a user's state", UserState::parse)?,
    })
}
