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
    LOCK = "SELECT locked.id FROM organizations locked WHERE locked.id = $1 FOR NO KEY UPDATE OF locked";
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

/// Lets one change of the organization happen after the other, on every node: what a change read
/// stays true until it has written. Presses do not wait for it. SQLite has one writer anyway.
///
/// # Errors
/// When the database refuses, or the change before takes too long.
pub async fn one_change_at_a_time(tx: &mut Tx, id: OrganizationId) -> Result<()> {
    if tx.has_other_writers() {
        tx.query(LOCK, values![id]).await?;
    }
    Ok(())
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
