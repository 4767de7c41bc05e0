//! Browsers that show notices: where each of them listens, sealed.

use jiff::Timestamp;
use keylink_domain::id::{OrganizationId, SessionId, SubscriptionId, UserId};

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    INSERT = "INSERT INTO push_subscriptions (organization_id, id, user_id, session_id, endpoint_hash, sealed, created_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    DROP_ENDPOINT = "DELETE FROM push_subscriptions WHERE endpoint_hash = $1";
    DROP = "DELETE FROM push_subscriptions WHERE organization_id = $1 AND id = $2";
    DROP_OF_SESSION = "DELETE FROM push_subscriptions WHERE organization_id = $1 AND user_id = $2 AND session_id = $3";
    OF_SESSION = "SELECT p.id FROM push_subscriptions p WHERE p.organization_id = $1 AND p.user_id = $2 AND p.session_id = $3";
    // Whoever signed out is told nothing more there.
    LIVE = "SELECT p.id, p.sealed FROM push_subscriptions p \
        JOIN sessions s ON s.organization_id = p.organization_id AND s.id = p.session_id \
        WHERE p.organization_id = $1 AND p.user_id = $2 AND s.expires_ms > $3 ORDER BY p.id";
    BY_ID = "SELECT p.id, p.sealed FROM push_subscriptions p \
        JOIN sessions s ON s.organization_id = p.organization_id AND s.id = p.session_id \
        WHERE p.organization_id = $1 AND p.id = $2 AND s.expires_ms > $3";
    ERASE = "DELETE FROM push_subscriptions WHERE NOT EXISTS (SELECT 1 FROM sessions s \
        WHERE s.organization_id = push_subscriptions.organization_id AND s.id = push_subscriptions.session_id)";
}

/// A browser that shows notices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Its id.
    pub id: SubscriptionId,
    /// Where it listens, and its keys; sealed.
    pub sealed: Vec<u8>,
}

/// Who listens, and where.
#[derive(Debug, Clone)]
pub struct NewSubscription {
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// Its id.
    pub id: SubscriptionId,
    /// Who is told.
    pub user: UserId,
    /// In which signed-in browser.
    pub session: SessionId,
    /// The address, hashed: a browser listens once.
    pub endpoint_hash: Vec<u8>,
    /// The address and keys, sealed.
    pub sealed: Vec<u8>,
}

/// Writes where a browser listens; what it said before counts no more.
///
/// # Errors
/// When the database refuses.
pub async fn set(tx: &mut Tx, new: NewSubscription, now: Timestamp) -> Result<()> {
    tx.execute(DROP_OF_SESSION, values![new.organization, new.user, new.session]).await?;
    tx.execute(DROP_ENDPOINT, values![new.endpoint_hash.clone()]).await?;
    let params = values![new.organization, new.id, new.user, new.session, new.endpoint_hash, new.sealed, now];
    tx.execute_one(INSERT, params, "a browser's notifications").await
}

/// Forgets a browser.
///
/// # Errors
/// When the database refuses.
pub async fn remove(tx: &mut Tx, organization: OrganizationId, id: SubscriptionId) -> Result<()> {
    tx.execute(DROP, values![organization, id]).await.map(drop)
}

/// Forgets where a signed-in browser listens; tells whether it did.
///
/// # Errors
/// When the database refuses.
pub async fn remove_of_session(
    tx: &mut Tx,
    organization: OrganizationId,
    user: UserId,
    session: SessionId,
) -> Result<bool> {
    Ok(tx.execute(DROP_OF_SESSION, values![organization, user, session]).await? > 0)
}

/// Whether a signed-in browser shows notices.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_on(tx: &mut Tx, organization: OrganizationId, user: UserId, session: SessionId) -> Result<bool> {
    Ok(tx.query_opt(OF_SESSION, values![organization, user, session]).await?.is_some())
}

/// A user's browsers that are signed in.
///
/// # Errors
/// When the database cannot be read.
pub async fn live(
    tx: &mut Tx,
    organization: OrganizationId,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<Subscription>> {
    tx.query(LIVE, values![organization, user, now]).await?.into_iter().map(read).collect()
}

/// One browser, if it is still signed in.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(
    tx: &mut Tx,
    organization: OrganizationId,
    id: SubscriptionId,
    now: Timestamp,
) -> Result<Option<Subscription>> {
    tx.query_opt(BY_ID, values![organization, id, now]).await?.map(read).transpose()
}

/// Erases those whose session is gone.
///
/// # Errors
/// When the database refuses.
pub async fn erase(tx: &mut Tx) -> Result<u64> {
    tx.execute(ERASE, values![]).await
}

fn read(mut row: Row) -> Result<Subscription> {
    Ok(Subscription { id: row.take()?, sealed: row.take()? })
}
