//! Webhook URLs of links.

use keylink_domain::id::{LinkId, OrganizationId};
use keylink_domain::secret::SecretHash;
use keylink_domain::webhook::Webhook;

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    PUT = "INSERT INTO webhooks (organization_id, link_id, secret_hash, secret_sealed, generation, created_ms) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    SET_SECRET = "UPDATE webhooks SET secret_hash = $3, secret_sealed = $4, generation = $5 \
        WHERE organization_id = $1 AND link_id = $2";
    REMOVE = "DELETE FROM webhooks WHERE organization_id = $1 AND link_id = $2";
    OF_LINK = "SELECT w.organization_id, w.link_id, w.generation, w.created_ms, w.secret_sealed FROM webhooks w \
        WHERE w.organization_id = $1 AND w.link_id = $2";
    ANYWHERE = "SELECT w.organization_id, w.link_id, w.generation, w.created_ms, w.secret_sealed FROM webhooks w \
        WHERE w.link_id = $1";
    LINK_OF = "SELECT w.organization_id, w.link_id FROM webhooks w WHERE w.secret_hash = $1";
}

/// A webhook URL and its secret, sealed.
pub type Sealed = (Webhook, Vec<u8>);

/// Gives a link that has none a webhook URL.
///
/// # Errors
/// When the database refuses; [`crate::Error::is_taken`] if the link has one.
pub async fn insert(tx: &mut Tx, webhook: &Webhook, secret: SecretHash, sealed: Vec<u8>) -> Result<()> {
    let params = values![webhook.organization, webhook.link, secret, sealed, webhook.generation, webhook.created_at];
    tx.execute_one(PUT, params, "a new webhook").await
}

/// Gives a webhook URL another secret; the old one is found no more.
///
/// # Errors
/// When the database refuses.
pub async fn set_secret(tx: &mut Tx, webhook: &Webhook, secret: SecretHash, sealed: Vec<u8>) -> Result<()> {
    let params = values![webhook.organization, webhook.link, secret, sealed, webhook.generation];
    tx.execute_one(SET_SECRET, params, "a webhook").await
}

/// Takes the webhook URL of a link away; tells whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn remove(tx: &mut Tx, organization: OrganizationId, link: LinkId) -> Result<bool> {
    Ok(tx.execute(REMOVE, values![organization, link]).await? == 1)
}

/// The webhook URL of a link.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_link(tx: &mut Tx, organization: OrganizationId, link: LinkId) -> Result<Option<Sealed>> {
    tx.query_opt(OF_LINK, values![organization, link]).await?.map(read).transpose()
}

/// The webhook URL of a link of whichever organization, for a signed knock.
///
/// # Errors
/// When the database cannot be read.
pub async fn anywhere(tx: &mut Tx, link: LinkId) -> Result<Option<Sealed>> {
    tx.query_opt(ANYWHERE, values![link]).await?.map(read).transpose()
}

/// The link whose webhook URL has this secret.
///
/// # Errors
/// When the database cannot be read.
pub async fn link_of(tx: &mut Tx, secret: SecretHash) -> Result<Option<(OrganizationId, LinkId)>> {
    let row = tx.query_opt(LINK_OF, values![secret]).await?;
    row.map(|mut row| Ok((row.take()?, row.take()?))).transpose()
}

fn read(mut row: Row) -> Result<Sealed> {
    let webhook =
        Webhook { organization: row.take()?, link: row.take()?, generation: row.take()?, created_at: row.take()? };
    Ok((webhook, row.take()?))
}
