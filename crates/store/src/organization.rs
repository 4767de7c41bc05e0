//! Organizations.

use std::num::NonZeroU32;

use jiff::Timestamp;
use keylink_domain::bounds::LinkLimits;
use keylink_domain::id::OrganizationId;
use keylink_domain::organization::{GesturePolicy, Organization};
use keylink_domain::validity::DurationMs;

use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, Value, values};

statements! {
    INSERT = "INSERT INTO organizations (id, name, gesture, longest_link_ms, most_uses, members_need_template, created_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    UPDATE = "UPDATE organizations SET name = $2, gesture = $3, longest_link_ms = $4, most_uses = $5, members_need_template = $6 \
        WHERE id = $1";
    BY_ID = "SELECT id, name, gesture, longest_link_ms, most_uses, members_need_template FROM organizations WHERE id = $1";
    LIST = "SELECT id, name, gesture, longest_link_ms, most_uses, members_need_template FROM organizations ORDER BY id";
    LOCK = "SELECT locked.id FROM organizations locked WHERE locked.id = $1 FOR NO KEY UPDATE OF locked";
}

/// Writes a new organization.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, organization: &Organization, now: Timestamp) -> Result<()> {
    let mut params = columns(organization);
    params.extend(values![now]);
    tx.execute_one(INSERT, params, "a new organization").await
}

/// Writes what changed of an organization.
///
/// # Errors
/// When the database refuses.
pub async fn update(tx: &mut Tx, organization: &Organization) -> Result<()> {
    tx.execute_one(UPDATE, columns(organization), "an organization").await
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

fn columns(organization: &Organization) -> Vec<Value> {
    let limits = organization.limits;
    values![
        organization.id,
        &organization.name,
        organization.gesture.as_str(),
        limits.longest.map(|longest| i64::try_from(longest.get()).unwrap_or(i64::MAX)),
        limits.most_uses.map(NonZeroU32::get),
        limits.members_need_template,
    ]
}

/// Reads `longest_link_ms, most_uses, members_need_template`. A limit that cannot be read is not taken for none.
fn read_limits(row: &mut Row) -> Result<LinkLimits> {
    let longest = row.take::<Option<i64>>()?.map(|ms| {
        let ms = u64::try_from(ms).ok();
        ms.and_then(|ms| DurationMs::new(ms).ok()).ok_or(Error::Unreadable { what: "the longest link" })
    });
    let most_uses = row.take::<Option<u32>>()?;
    let most_uses = most_uses.map(|uses| NonZeroU32::new(uses).ok_or(Error::Unreadable { what: "the most uses" }));
    Ok(LinkLimits {
        longest: longest.transpose()?,
        most_uses: most_uses.transpose()?,
        members_need_template: row.take()?,
    })
}

fn read(mut row: Row) -> Result<Organization> {
    Ok(Organization {
        id: row.take()?,
        name: row.take()?,
        gesture: row.parse("a gesture policy", GesturePolicy::parse)?,
        limits: read_limits(&mut row)?,
    })
}
