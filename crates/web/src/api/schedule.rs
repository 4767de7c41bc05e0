//! Schedules on the wire.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keylink_domain::id::ScheduleId;
use keylink_domain::schedule::{Holidays, Schedule};
use keylink_service::schedule::ChangeSchedule;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::page::{Page, PageQuery, short};
use super::problem::Problem;
use super::take::{Asked, Id, Sent};
use super::wire::{Hours, HoursBody};
use super::{created, wire};
use crate::app::App;

/// Weekly hours with holidays, under a name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Schedule)]
pub(crate) struct ScheduleBody {
    #[schema(value_type = uuid::Uuid)]
    id: ScheduleId,
    #[schema(example = "Office hours")]
    name: String,
    hours: HoursBody,
    /// The dates on which other hours are in force.
    #[schema(value_type = Vec<HolidayBody>)]
    holidays: Holidays,
}

/// Dates with hours of their own, which replace the weekly ones that begin on these dates.
#[derive(ToSchema)]
#[schema(as = Holiday, example = json!({ "from": "2026-12-24", "to": "2026-12-26", "name": "Christmas", "hours": [] }))]
#[expect(dead_code, reason = "this is for the document; the domain's Holiday is what is sent")]
pub(crate) struct HolidayBody {
    /// The first date.
    from: String,
    /// The last date, included.
    to: String,
    name: String,
    /// No hours means closed.
    #[schema(required = false)]
    hours: Vec<DayHoursBody>,
}

/// From when to when on a day; an end that is not after the start is on the next day.
#[derive(ToSchema)]
#[schema(as = DayHours, example = json!({ "start": "10:00", "end": "14:00" }))]
#[expect(dead_code, reason = "this is for the document; the domain's DayHours is what is sent")]
pub(crate) struct DayHoursBody {
    start: String,
    end: String,
}

impl From<Schedule> for ScheduleBody {
    fn from(schedule: Schedule) -> Self {
        let hours = HoursBody::from(&schedule.hours);
        Self { id: schedule.id, name: schedule.name, hours, holidays: schedule.holidays }
    }
}

/// A schedule to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSchedule)]
pub(crate) struct NewScheduleBody {
    #[schema(example = "Office hours")]
    name: String,
    #[schema(schema_with = wire::hours_input)]
    hours: Hours,
    #[serde(default)]
    #[schema(value_type = Vec<HolidayBody>, required = false)]
    holidays: Holidays,
}

/// What is to change of a schedule; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeSchedule)]
pub(crate) struct ChangeScheduleBody {
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    name: Option<String>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(schema_with = wire::hours_input, required = false)]
    hours: Option<Hours>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = Vec<HolidayBody>, required = false)]
    holidays: Option<Holidays>,
}

/// The schedules, oldest first.
#[utoipa::path(get, path = "/schedules", tag = "schedules", params(PageQuery),
    responses((status = 200, body = Page<ScheduleBody>)))]
pub(crate) async fn list_schedules(
    State(app): State<App>,
    who: Admitted,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<Page<ScheduleBody>>, Problem> {
    let all = app.house.schedules(&who.actor).await?;
    Ok(Json(short("schedules", all, |schedule| schedule.id.uuid(), &query)?))
}

/// Makes a schedule.
#[utoipa::path(post, path = "/schedules", tag = "schedules", request_body = NewScheduleBody,
    responses((status = 201, body = ScheduleBody)))]
pub(crate) async fn add_schedule(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<NewScheduleBody>,
) -> Result<impl IntoResponse, Problem> {
    let body = sent.each_time()?;
    let made = app.house.add_schedule(&who.actor, &body.name, body.hours.0, body.holidays).await?;
    let schedule = ScheduleBody::from(made);
    Ok((StatusCode::CREATED, created("schedules", schedule.id), Json(schedule)))
}

/// One schedule.
#[utoipa::path(get, path = "/schedules/{id}", tag = "schedules", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = ScheduleBody)))]
pub(crate) async fn show_schedule(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<ScheduleId>,
) -> Result<Json<ScheduleBody>, Problem> {
    Ok(Json(app.house.schedule(&who.actor, id).await?.into()))
}

/// Changes a schedule.
#[utoipa::path(patch, path = "/schedules/{id}", tag = "schedules", params(("id" = uuid::Uuid, Path)),
    request_body = ChangeScheduleBody, responses((status = 200, body = ScheduleBody)))]
pub(crate) async fn change_schedule(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<ScheduleId>,
    sent: Sent<ChangeScheduleBody>,
) -> Result<Json<ScheduleBody>, Problem> {
    let body = sent.change();
    let change =
        ChangeSchedule { name: body.name, hours: body.hours.map(|hours| hours.0), holidays: body.holidays, seen: None };
    Ok(Json(app.house.change_schedule(&who.actor, id, change).await?.into()))
}

/// Removes a schedule that nothing is bound to.
#[utoipa::path(delete, path = "/schedules/{id}", tag = "schedules", params(("id" = uuid::Uuid, Path)),
    responses((status = 204, description = "It is gone.")))]
pub(crate) async fn remove_schedule(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<ScheduleId>,
) -> Result<StatusCode, Problem> {
    app.house.remove_schedule(&who.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
