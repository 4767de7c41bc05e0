//! Sites.

use jiff::Timestamp;
use keylink_domain::id::{OrganizationId, SiteId};
use keylink_domain::site::Site;
use keylink_domain::zone::Zone;

use crate::contact;
use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, Value, values};

statements! {
    INSERT = "INSERT INTO sites (organization_id, id, name, zone, address, lockdown, created_ms, arrival_notes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    UPDATE = "UPDATE sites SET name = $3, zone = $4, address = $5, lockdown = $6, arrival_notes = $7 WHERE organization_id = $1 AND id = $2";
    BY_ID = "SELECT organization_id, id, name, zone, address, arrival_notes, lockdown FROM sites \
        WHERE organization_id = $1 AND id = $2 AND removed_ms IS NULL";
    LIST = "SELECT organization_id, id, name, zone, address, arrival_notes, lockdown FROM sites \
        WHERE organization_id = $1 AND removed_ms IS NULL ORDER BY id";
    REMOVE = "UPDATE sites SET removed_ms = $3, address = '', arrival_notes = '' \
        WHERE organization_id = $1 AND id = $2 AND removed_ms IS NULL";
}

/// Writes a new site.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, site: &Site, now: Timestamp) -> Result<()> {
    let mut params = written(site);
    params.extend(values![now, &site.arrival_notes]);
    tx.execute_one(INSERT, params, "a new site").await
}

/// Writes what changed of a site.
///
/// # Errors
/// When the database refuses.
pub async fn update(tx: &mut Tx, site: &Site) -> Result<()> {
    let mut params = written(site);
    params.extend(values![&site.arrival_notes]);
    tx.execute_one(UPDATE, params, "a site").await
}

/// Removes a site that has no doors any more, with its address and how it is reached. Its row stays for the doors that it had.
///
/// # Errors
/// When the database refuses, or the site is not there.
pub async fn remove(tx: &mut Tx, organization: OrganizationId, id: SiteId, now: Timestamp) -> Result<()> {
    contact::forget(tx, organization, id.uuid()).await?;
    tx.execute_one(REMOVE, values![organization, id, now], "a site").await
}

/// What both statements begin with.
fn written(site: &Site) -> Vec<Value> {
    values![site.organization, site.id, &site.name, site.zone.name().to_owned(), &site.address, site.lockdown]
}

/// One site of the organization.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(tx: &mut Tx, organization: OrganizationId, id: SiteId) -> Result<Option<Site>> {
    tx.query_opt(BY_ID, values![organization, id]).await?.map(read).transpose()
}

/// The organization's sites, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<Site>> {
    tx.query(LIST, values![organization]).await?.into_iter().map(read).collect()
}

fn read(mut row: Row) -> Result<Site> {
    Ok(Site {
        organization: row.take()?,
        id: row.take()?,
        name: row.take()?,
        zone: row.parse("a zone", |text| Zone::parse(text).ok())?,
        address: row.take()?,
        arrival_notes: row.take()?,
        lockdown: row.take()?,
    })
}
