//! Templates of links.

use std::num::NonZeroU32;

use keylink_domain::id::{DoorId, OrganizationId, TemplateId};
use keylink_domain::template::{Template, TemplateHours};
use keylink_domain::user::Role;
use keylink_domain::validity::DurationMs;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT organization_id, id, name, body, removed_ms, revision, created_ms FROM templates ", $rest)
    };
}

statements! {
    INSERT = "INSERT INTO templates (organization_id, id, name, body, removed_ms, revision, created_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    UPDATE = "UPDATE templates SET name = $3, body = $4, removed_ms = $5, revision = $6 WHERE organization_id = $1 AND id = $2";
    BY_ID = select!("WHERE organization_id = $1 AND id = $2");
    LIST = select!("WHERE organization_id = $1 AND removed_ms IS NULL ORDER BY id");
}

/// What a template bounds and is filled in with, as stored.
#[derive(Serialize, Deserialize)]
struct Body {
    doors: Vec<DoorId>,
    #[serde(default)]
    hours: TemplateHours,
    longest: Option<DurationMs>,
    most_uses: Option<NonZeroU32>,
    message: String,
    language: Option<String>,
    roles: Vec<Role>,
}

/// Writes a new template.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, template: &Template) -> Result<()> {
    let params = values![
        template.organization,
        template.id,
        &template.name,
        body(template)?,
        template.removed_at,
        template.revision,
        template.created_at,
    ];
    tx.execute_one(INSERT, params, "a new template").await
}

/// Writes what changed of a template.
///
/// # Errors
/// When the database refuses.
pub async fn update(tx: &mut Tx, template: &Template) -> Result<()> {
    let params = values![
        template.organization,
        template.id,
        &template.name,
        body(template)?,
        template.removed_at,
        template.revision,
    ];
    tx.execute_one(UPDATE, params, "a template").await
}

/// One template of the organization, also one that was removed.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(tx: &mut Tx, organization: OrganizationId, id: TemplateId) -> Result<Option<Template>> {
    tx.query_opt(BY_ID, values![organization, id]).await?.map(read).transpose()
}

/// The organization's templates that were not removed, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<Template>> {
    tx.query(LIST, values![organization]).await?.into_iter().map(read).collect()
}

fn body(template: &Template) -> Result<String> {
    let body = Body {
        doors: template.doors.clone(),
        hours: template.hours.clone(),
        longest: template.longest,
        most_uses: template.most_uses,
        message: template.message.clone(),
        language: template.language.clone(),
        roles: template.roles.clone(),
    };
    serde_json::to_string(&body).map_err(|_| Error::Unreadable { what: "a template" })
}

fn read(mut row: Row) -> Result<Template> {
    let (organization, id, name) = (row.take()?, row.take()?, row.take()?);
    let body: Body = row.parse("a template", |text| serde_json::from_str(text).ok())?;
    Ok(Template {
        organization,
        id,
        name,
        doors: body.doors,
        hours: body.hours,
        longest: body.longest,
        most_uses: body.most_uses,
        message: body.message,
        language: body.language,
        roles: body.roles,
        removed_at: row.take()?,
        revision: row.take()?,
        created_at: row.take()?,
    })
}
