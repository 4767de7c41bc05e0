//! Organizations.

use jiff::Timestamp;
use keylink_domain::id::OrganizationId;
use keylink_domain::organization::{GesturePolicy, Organization};

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    INSERT = "INSERT INTO organizations (id, name, gesture, created_ms) VALUES ($1, $2, $3, $4)";
    UPDATE = "UPDATE organizations SET name = $2, gesture = $3 WHERE id = $1";
    BY_ID = "SELECT id, name, gesture FROM organizations WHERE id = $1";
    LIST = "SELECT id, name, gesture FROM organizations ORDER BY id";
}

/// Writes a new organization.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, organization: &Organization, now: Timestamp) -> Result<()> {
    let params = values![organization.id, &organization.name, organization.gesture.as_str(), now];
    tx.execute_one(INSERT, params, "a new organization").await
}

/// Writes what changed of an organization.
///
/// # Errors
/// When the database refuses.
pub async fn update(tx: &mut Tx, organization: &Organization) -> Result<()> {
    let params = values![organization.id, &organization.name, organization.gesture.as_str()];
    tx.execute_one(UPDATE, params, "an organization").await
}

/// One organization.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(tx: &mut Tx, id: OrganizationId) -> Result<Option<Organization>> {
    tx.query_opt(BY_ID, values![id]).await?.map(read).transpose()
}

/// Every organization of this installation.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx) -> Result<Vec<Organization>> {
    tx.query(LIST, values![]).await?.into_iter().map(read).collect()
}

fn read(mut row: Row) -> Result<Organization> {
    Ok(Organization {
        id: row.take()?,
        name: row.take()?,
        gesture: row.parse("a gesture policy", GesturePolicy::parse)?,
    })
}
