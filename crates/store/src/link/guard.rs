//! What a link asks of its guest besides the secret: its PIN, as it is kept, and its one device.

use keylink_domain::id::{LinkId, OrganizationId};
use keylink_domain::link::Link;
use keylink_domain::secret::SecretHash;

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::values;

statements! {
    SET_PIN = "UPDATE links SET pin_sealed = $3, pin_version = $4 WHERE organization_id = $1 AND id = $2";
    // A branch asks for the PIN of the link that was passed on.
    PIN_OF_SECRET = "SELECT l.organization_id, l.id, COALESCE(pl.id, l.id), COALESCE(pl.pin_sealed, l.pin_sealed), \
        CASE WHEN pl.pin_sealed IS NULL THEN l.pin_version ELSE pl.pin_version END FROM links l \
        LEFT JOIN links pl ON pl.organization_id = l.organization_id AND pl.id = l.parent_id WHERE l.secret_hash = $1";
    FREE_DEVICE = "UPDATE links SET device_hash = NULL, device_ms = NULL, revision = $3 WHERE organization_id = $1 AND id = $2";
}

/// A PIN as it is kept.
#[derive(Debug, Clone)]
pub struct KeptPin {
    /// The tenant.
    pub organization: OrganizationId,
    /// The link that asks for it.
    pub link: LinkId,
    /// The link that it was set for: the same, or the one that was passed on.
    pub owner: LinkId,
    /// Its hash, sealed.
    pub sealed: Vec<u8>,
    /// Which PIN it is.
    pub version: u32,
}

/// Writes a link's PIN, or that it has none.
///
/// # Errors
/// When the database refuses.
pub async fn set_pin(tx: &mut Tx, link: &Link, sealed: Option<Vec<u8>>) -> Result<()> {
    let params = values![link.organization, link.id, sealed, link.terms.pin.version];
    tx.execute_one(SET_PIN, params, "a link").await
}

/// The PIN that the link with this secret asks for, if it does.
///
/// # Errors
/// When the database cannot be read.
pub async fn pin_of(tx: &mut Tx, secret: SecretHash) -> Result<Option<KeptPin>> {
    let Some(mut row) = tx.query_opt(PIN_OF_SECRET, values![secret]).await? else { return Ok(None) };
    let (organization, link, owner) = (row.take()?, row.take()?, row.take()?);
    let sealed: Option<Vec<u8>> = row.take()?;
    let version = row.take()?;
    Ok(sealed.map(|sealed| KeptPin { organization, link, owner, sealed, version }))
}

/// Lets a link take another device.
///
/// # Errors
/// When the database refuses.
pub async fn free_device(tx: &mut Tx, link: &Link) -> Result<()> {
    tx.execute_one(FREE_DEVICE, values![link.organization, link.id, link.revision], "a link").await
}
