//! Doors on the wire.

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Json, response::IntoResponse};
use jiff::Timestamp;
use keylink_domain::controller::Channel;
use keylink_domain::door::{ContactStatus, DoorPlan, DoorState, LockStatus};
use keylink_domain::hold::HoldState;
use keylink_domain::id::{ControllerId, DoorId, ScheduleId, SiteId};
use keylink_service::door::{ChangeDoor, DoorNow, NewDoor};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::page::{Page, PageQuery, short};
use super::problem::Problem;
use super::take::{Asked, Id, Sent};
use super::wire::Instant;
use super::{created, wire};
use crate::app::App;

/// What opens.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Door)]
pub(crate) struct DoorBody {
    #[schema(value_type = uuid::Uuid)]
    id: DoorId,
    /// What people call it.
    #[schema(example = "Street door")]
    name: String,
    /// The building it is in.
    #[schema(value_type = uuid::Uuid)]
    site_id: SiteId,
    /// The controller that drives it; null for a door that is not wired.
    #[schema(value_type = Option<uuid::Uuid>)]
    controller_id: Option<ControllerId>,
    /// Its place on the controller.
    #[schema(example = "1")]
    channel: Option<String>,
    /// How long the lock is released, in milliseconds.
    #[schema(example = 5000)]
    pulse_ms: u32,
    /// How long its leaf may stand open before that is an event, in milliseconds; null where nobody wants to know.
    #[schema(example = 60000)]
    held_open_ms: Option<u32>,
    /// Whether people open it from inside without being let out, as by a handle: then no opening is called forced.
    free_exit: bool,
    /// The policy set by hand.
    #[schema(schema_with = wire::door_state)]
    state: DoorState,
    /// The policy by schedule, which counts where the one set by hand is `standard`; null where there is none.
    plan: Option<PlanBody>,
    /// The policy in force now.
    #[schema(schema_with = wire::door_state)]
    state_now: DoorState,
    /// When the schedule says something else; null where nothing changes by itself.
    state_until: Option<Instant>,
    status: DoorStatusBody,
    /// How its hardware is kept unlocked, as the state says; null where it neither is nor is to be.
    hold: Option<HoldBody>,
}

/// How a door is kept unlocked by its hardware.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Hold)]
struct HoldBody {
    /// `wanted`, `held` or `ending`.
    #[schema(value_type = String, example = "held")]
    state: &'static str,
    /// Since when.
    since: Instant,
    /// What is in the way; null while nothing is.
    reason: Option<String>,
}

/// A state that is in force within the hours of a schedule, and the standard one outside of them.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DoorPlan)]
pub(crate) struct PlanBody {
    /// Any but the standard one.
    #[schema(schema_with = wire::planned_state)]
    state: DoorState,
    #[schema(value_type = uuid::Uuid)]
    schedule_id: ScheduleId,
}

impl From<DoorPlan> for PlanBody {
    fn from(plan: DoorPlan) -> Self {
        Self { state: plan.state, schedule_id: plan.schedule }
    }
}

/// What the hardware last reported; null is unknown.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DoorStatus)]
struct DoorStatusBody {
    /// Whether the controller can be reached.
    online: Option<bool>,
    /// What the lock reports.
    #[schema(schema_with = wire::lock)]
    lock: Option<LockStatus>,
    /// What the door contact reports.
    #[schema(schema_with = wire::contact)]
    contact: Option<ContactStatus>,
}

/// A door, and the instant at which it is told how it stands.
struct DoorAt(DoorNow, Timestamp);

impl From<DoorAt> for DoorBody {
    fn from(DoorAt(now, at): DoorAt) -> Self {
        let in_force = now.in_force(at);
        let hold = now.holding.filter(|holding| holding.state != HoldState::Ended).map(|holding| HoldBody {
            state: holding.state.as_str(),
            since: holding.since.into(),
            reason: holding.reason,
        });
        let (door, status) = (now.door, now.status);
        let (controller_id, channel) = door.address.map(|at| (at.controller, at.channel.as_str().to_owned())).unzip();
        Self {
            id: door.id,
            name: door.name,
            site_id: door.site,
            controller_id,
            channel,
            pulse_ms: door.pulse_ms,
            held_open_ms: door.held_open_ms,
            free_exit: door.free_exit,
            state: door.state,
            plan: door.plan.map(PlanBody::from),
            state_now: in_force.state,
            state_until: in_force.until.map(Instant::from),
            status: DoorStatusBody { online: status.online, lock: status.lock, contact: status.contact },
            hold,
        }
    }
}

/// A door to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewDoor)]
pub(crate) struct NewDoorBody {
    #[schema(example = "Street door")]
    name: String,
    /// The building; the organization's first where none is named.
    #[schema(value_type = Option<uuid::Uuid>)]
    site_id: Option<SiteId>,
    /// The controller that drives it; a door may be wired later.
    #[schema(value_type = Option<uuid::Uuid>)]
    controller_id: Option<ControllerId>,
    /// Its place on the controller; `1` where none is named.
    #[schema(example = "1")]
    channel: Option<String>,
    /// How long the lock is released, 100 to 120000 milliseconds.
    #[schema(example = 5000)]
    pulse_ms: Option<u32>,
}

/// What is to change of a door; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeDoor)]
pub(crate) struct ChangeDoorBody {
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    name: Option<String>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = uuid::Uuid, required = false)]
    site_id: Option<SiteId>,
    /// Null unwires the door.
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<uuid::Uuid>)]
    controller_id: Option<Option<ControllerId>>,
    /// Only together with `controller_id`; `1` where none is named.
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    channel: Option<Channel>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = u32, required = false)]
    pulse_ms: Option<u32>,
    /// 5000 to 86400000; null: nobody wants to know.
    #[serde(default, deserialize_with = "wire::removable")]
    held_open_ms: Option<Option<u32>>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = bool, required = false)]
    free_exit: Option<bool>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(schema_with = wire::door_state, required = false)]
    state: Option<DoorState>,
    /// Null takes the schedule's state away.
    #[serde(default, deserialize_with = "wire::removable")]
    plan: Option<Option<PlanBody>>,
}

impl TryFrom<ChangeDoorBody> for ChangeDoor {
    type Error = Problem;

    fn try_from(body: ChangeDoorBody) -> Result<Self, Problem> {
        let channel = body.channel.map(String::from);
        let place = match (body.controller_id, channel) {
            (None, None) => None,
            (Some(None), None) => Some(None),
            (Some(Some(controller)), channel) => Some(Some((controller, channel.unwrap_or_else(|| "1".to_owned())))),
            (None | Some(None), Some(_)) => {
                return Err(Problem::field("channel", "name the controller_id together with the channel"));
            }
        };
        let planned = |plan: PlanBody| DoorPlan { state: plan.state, schedule: plan.schedule_id };
        let plan = body.plan.map(|plan| plan.map(planned));
        Ok(Self {
            name: body.name,
            site: body.site_id,
            place,
            pulse_ms: body.pulse_ms,
            state: body.state,
            held_open_ms: body.held_open_ms,
            free_exit: body.free_exit,
            plan,
            seen: None,
        })
    }
}

/// The doors, oldest first.
#[utoipa::path(get, path = "/doors", tag = "doors", params(PageQuery), responses((status = 200, body = Page<DoorBody>)))]
pub(crate) async fn list_doors(
    State(app): State<App>,
    who: Admitted,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<Page<DoorBody>>, Problem> {
    let doors = app.house.doors(&who.actor).await?;
    let at = app.house.now();
    let doors = doors.into_iter().map(|now| DoorAt(now, at)).collect();
    Ok(Json(short("doors", doors, |DoorAt(now, _)| now.door.id.uuid(), &query)?))
}

/// Adds a door. Who adds it gets access to it with remote unlock. Honours `Idempotency-Key`.
#[utoipa::path(post, path = "/doors", tag = "doors", request_body = NewDoorBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 255 visible ASCII characters")),
    responses((status = 201, body = DoorBody)))]
pub(crate) async fn add_door(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<NewDoorBody>,
) -> Result<impl IntoResponse, Problem> {
    let (body, key) = sent.once(&who.actor)?;
    let new = NewDoor {
        name: body.name,
        site: body.site_id,
        controller: body.controller_id,
        channel: body.channel,
        pulse_ms: body.pulse_ms,
    };
    let added = app.house.add_door(&who.actor, new, key).await?;
    let door = DoorBody::from(DoorAt(added, app.house.now()));
    Ok((StatusCode::CREATED, created("doors", door.id), Json(door)))
}

/// One door.
#[utoipa::path(get, path = "/doors/{id}", tag = "doors", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = DoorBody)))]
pub(crate) async fn show_door(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<DoorId>,
) -> Result<Json<DoorBody>, Problem> {
    let door = app.house.door(&who.actor, id).await?;
    Ok(Json(DoorAt(door, app.house.now()).into()))
}

/// Changes a door.
#[utoipa::path(patch, path = "/doors/{id}", tag = "doors", params(("id" = uuid::Uuid, Path)),
    request_body = ChangeDoorBody, responses((status = 200, body = DoorBody)))]
pub(crate) async fn change_door(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<DoorId>,
    sent: Sent<ChangeDoorBody>,
) -> Result<Json<DoorBody>, Problem> {
    let door = app.house.change_door(&who.actor, id, sent.change().try_into()?).await?;
    Ok(Json(DoorAt(door, app.house.now()).into()))
}

/// Removes a door, for good. From the answer on nobody opens it; access to it ends, links keep their other doors, and its
/// place on the controller is free. Events at it stay in the log.
#[utoipa::path(delete, path = "/doors/{id}", tag = "doors", params(("id" = uuid::Uuid, Path)),
    responses((status = 204, description = "It is gone.")))]
pub(crate) async fn remove_door(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<DoorId>,
) -> Result<StatusCode, Problem> {
    app.house.remove_door(&who.actor, id, None).await?;
    Ok(StatusCode::NO_CONTENT)
}
