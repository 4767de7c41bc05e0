//! Templates of links on the wire.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keylink_domain::id::{DoorId, ScheduleId, TemplateId};
use keylink_domain::moment::Lasting;
use keylink_domain::template::{Template, TemplateHours};
use keylink_domain::user::Role;
use keylink_service::template::TemplateInput;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::link_body::length;
use super::page::{Page, PageQuery, short};
use super::problem::Problem;
use super::take::{Asked, Id, Sent};
use super::wire::{Hours, HoursBody, Instant};
use super::{created, wire};
use crate::app::App;

/// What those who make a link from it may grant. Links that were made from it keep what it was then.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Template)]
pub(crate) struct TemplateBody {
    #[schema(value_type = uuid::Uuid)]
    id: TemplateId,
    #[schema(example = "Cleaning")]
    name: String,
    /// The doors to choose among.
    #[schema(value_type = Vec<uuid::Uuid>)]
    doors: Vec<DoorId>,
    /// The hours of the week; links may have fewer.
    hours: Option<HoursBody>,
    /// The schedule whose hours these are, as they are when a link is made; instead of `hours`.
    #[schema(value_type = Option<uuid::Uuid>)]
    schedule_id: Option<ScheduleId>,
    /// The longest time from start to end.
    #[schema(example = "PT168H")]
    longest: Option<String>,
    /// The largest number of uses.
    max_uses: Option<u32>,
    /// What the sender's own words begin with.
    message: String,
    language: Option<String>,
    /// Who may use it; everybody where it is empty.
    #[schema(schema_with = wire::roles)]
    roles: Vec<Role>,
    /// Grows with each change.
    #[schema(example = 1)]
    revision: u32,
    created_at: Instant,
}

impl From<Template> for TemplateBody {
    fn from(known: Template) -> Self {
        let (hours, schedule_id) = match &known.hours {
            TemplateHours::Any => (None, None),
            TemplateHours::Weekly(hours) => (Some(HoursBody::from(hours)), None),
            TemplateHours::Schedule(id) => (None, Some(*id)),
        };
        Self {
            id: known.id,
            name: known.name,
            doors: known.doors,
            hours,
            schedule_id,
            longest: known.longest.map(length),
            max_uses: known.most_uses.map(std::num::NonZeroU32::get),
            message: known.message,
            language: known.language,
            roles: known.roles,
            revision: known.revision,
            created_at: known.created_at.into(),
        }
    }
}

/// A template to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTemplate, example = json!({
    "name": "Cleaning",
    "doors": ["0198c0de-7a11-7000-8000-000000000000"],
    "hours": "tue,fri 09:00-12:00",
    "longest": "P90D",
    "roles": ["member"]
}))]
pub(crate) struct NewTemplateBody {
    name: String,
    /// 1 to 50 doors to choose among.
    #[schema(value_type = Vec<uuid::Uuid>)]
    doors: Vec<DoorId>,
    #[schema(schema_with = wire::hours_or_null, required = false)]
    hours: Option<Hours>,
    /// A schedule without holidays, instead of `hours`.
    #[schema(value_type = Option<uuid::Uuid>)]
    schedule_id: Option<ScheduleId>,
    /// ISO 8601: `PT2H`, `P7D`.
    #[schema(value_type = Option<String>)]
    longest: Option<Lasting>,
    max_uses: Option<u32>,
    #[serde(default)]
    #[schema(required = false)]
    message: String,
    language: Option<String>,
    #[serde(default)]
    #[schema(schema_with = wire::roles, required = false)]
    roles: Vec<Role>,
}

/// What is to change of a template: what is left out stays, null removes a part.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeTemplate, example = json!({ "longest": "P7D", "max_uses": null, "revision": 1 }))]
pub(crate) struct ChangeTemplateBody {
    /// The revision that you saw.
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = u32, required = false)]
    revision: Option<u32>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    name: Option<String>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = Vec<uuid::Uuid>, required = false)]
    doors: Option<Vec<DoorId>>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(schema_with = wire::hours_or_null, required = false)]
    hours: Option<Option<Hours>>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<uuid::Uuid>)]
    schedule_id: Option<Option<ScheduleId>>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<String>)]
    longest: Option<Option<Lasting>>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<u32>)]
    max_uses: Option<Option<u32>>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    message: Option<String>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<String>)]
    language: Option<Option<String>>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(schema_with = wire::roles, required = false)]
    roles: Option<Vec<Role>>,
}

/// The hours that two fields say together; nothing where both were left out.
fn hours(hours: Option<Option<Hours>>, schedule: Option<Option<ScheduleId>>) -> Result<Option<TemplateHours>, Problem> {
    match (hours, schedule) {
        (Some(Some(_)), Some(Some(_))) => Err(Problem::field("hours", "send hours or a schedule_id, not both")),
        (Some(Some(hours)), _) => Ok(Some(TemplateHours::Weekly(hours.0))),
        (_, Some(Some(schedule))) => Ok(Some(TemplateHours::Schedule(schedule))),
        (None, None) => Ok(None),
        (Some(None), _) | (_, Some(None)) => Ok(Some(TemplateHours::Any)),
    }
}

/// The templates that the token's user may use, oldest first.
#[utoipa::path(get, path = "/templates", tag = "templates", params(PageQuery),
    responses((status = 200, body = Page<TemplateBody>)))]
pub(crate) async fn list_templates(
    State(app): State<App>,
    who: Admitted,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<Page<TemplateBody>>, Problem> {
    let all = app.house.templates(&who.actor).await?;
    Ok(Json(short("templates", all, |known| known.id.uuid(), &query)?))
}

/// Makes a template.
#[utoipa::path(post, path = "/templates", tag = "templates", request_body = NewTemplateBody,
    responses((status = 201, body = TemplateBody)))]
pub(crate) async fn add_template(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<NewTemplateBody>,
) -> Result<impl IntoResponse, Problem> {
    let body = sent.each_time()?;
    app.check_language(body.language.as_deref())?;
    let input = TemplateInput {
        revision: None,
        name: Some(body.name),
        doors: Some(body.doors),
        hours: hours(Some(body.hours), Some(body.schedule_id))?,
        longest: Some(body.longest),
        most_uses: Some(body.max_uses),
        message: Some(body.message),
        language: Some(body.language),
        roles: Some(body.roles),
    };
    let made = TemplateBody::from(app.house.add_template(&who.actor, input).await?);
    Ok((StatusCode::CREATED, created("templates", made.id), Json(made)))
}

/// One template.
#[utoipa::path(get, path = "/templates/{id}", tag = "templates", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = TemplateBody)))]
pub(crate) async fn show_template(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<TemplateId>,
) -> Result<Json<TemplateBody>, Problem> {
    Ok(Json(app.house.template(&who.actor, id).await?.into()))
}

/// Changes a template. Links that were made from it stay as they are.
#[utoipa::path(patch, path = "/templates/{id}", tag = "templates", params(("id" = uuid::Uuid, Path)),
    request_body = ChangeTemplateBody, responses((status = 200, body = TemplateBody)))]
pub(crate) async fn change_template(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<TemplateId>,
    sent: Sent<ChangeTemplateBody>,
) -> Result<Json<TemplateBody>, Problem> {
    let body = sent.change();
    app.check_language(body.language.as_ref().and_then(Option::as_deref))?;
    let input = TemplateInput {
        revision: body.revision,
        name: body.name,
        doors: body.doors,
        hours: hours(body.hours, body.schedule_id)?,
        longest: body.longest,
        most_uses: body.max_uses,
        message: body.message,
        language: body.language,
        roles: body.roles,
    };
    Ok(Json(app.house.change_template(&who.actor, id, input).await?.into()))
}

/// Removes a template: no link is made from it any more. Links that were made from it stay as they are.
#[utoipa::path(delete, path = "/templates/{id}", tag = "templates", params(("id" = uuid::Uuid, Path)),
    responses((status = 204, description = "It is removed.")))]
pub(crate) async fn remove_template(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<TemplateId>,
) -> Result<StatusCode, Problem> {
    app.house.remove_template(&who.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
