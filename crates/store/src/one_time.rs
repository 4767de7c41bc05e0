//! Links that work once: the first set-up, and signing in.

use jiff::Timestamp;
use keylink_domain::id::{OrganizationId, UserId};
use keylink_domain::secret::SecretHash;

use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::values;

statements! {
    INSERT = "INSERT INTO one_time_links (secret_hash, purpose, organization_id, user_id, expires_ms) VALUES ($1, $2, $3, $4, $5)";
    PEEK = "SELECT purpose, organization_id, user_id FROM one_time_links WHERE secret_hash = $1 AND used_ms IS NULL AND expires_ms > $2";
    SPEND = "UPDATE one_time_links SET used_ms = $2 WHERE secret_hash = $1 AND used_ms IS NULL AND expires_ms > $2";
    FORGET_SETUP = "DELETE FROM one_time_links WHERE purpose = 'setup'";
}

/// What a one-time link is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Making the first organization and its owner.
    Setup,
    /// Signing in as a user.
    SignIn {
        /// The tenant.
        organization: OrganizationId,
        /// The user.
        user: UserId,
    },
}

/// Makes a one-time link.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, secret: SecretHash, purpose: Purpose, expires: Timestamp) -> Result<()> {
    let params = match purpose {
        Purpose::Setup => values![secret, "setup", None::<OrganizationId>, None::<UserId>, expires],
        Purpose::SignIn { organization, user } => values![secret, "sign_in", organization, user, expires],
    };
    tx.execute_one(INSERT, params, "a new one-time link").await
}

/// Forgets every set-up link: a new one replaces those before it.
///
/// # Errors
/// When the database refuses.
pub async fn forget_setup(tx: &mut Tx) -> Result<()> {
    tx.execute(FORGET_SETUP, values![]).await.map(drop)
}

/// What the link is good for, without spending it; `None` if it is unknown, spent or over.
///
/// # Errors
/// When the database cannot be read.
pub async fn peek(tx: &mut Tx, secret: SecretHash, now: Timestamp) -> Result<Option<Purpose>> {
    let Some(mut row) = tx.query_opt(PEEK, values![secret, now]).await? else { return Ok(None) };
    let purpose: String = row.take()?;
    match (purpose.as_str(), row.take()?, row.take()?) {
        ("setup", None::<OrganizationId>, None::<UserId>) => Ok(Some(Purpose::Setup)),
        ("sign_in", Some(organization), Some(user)) => Ok(Some(Purpose::SignIn { organization, user })),
        _ => Err(Error::Unreadable { what: "a one-time link" }),
    }
}

/// Spends the link: only one caller gets its purpose.
///
/// # Errors
/// When the database refuses.
pub async fn spend(tx: &mut Tx, secret: SecretHash, now: Timestamp) -> Result<Option<Purpose>> {
    let purpose = peek(tx, secret, now).await?;
    let spent = tx.execute(SPEND, values![secret, now]).await? == 1;
    Ok(purpose.filter(|_| spent))
}
