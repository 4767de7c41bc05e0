//! Access on the wire.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keylink_domain::access::Access;
use keylink_domain::id::{AccessId, DoorId, ScheduleId, UserId};
use keylink_service::access::NewAccess;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::page::{OfUserQuery, Page, short};
use super::problem::Problem;
use super::take::{Asked, Id, Sent};
use super::{created, wire};
use crate::app::App;

/// A user's right to a door.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Access)]
pub(crate) struct AccessBody {
    #[schema(value_type = uuid::Uuid)]
    id: AccessId,
    #[schema(value_type = uuid::Uuid)]
    user_id: UserId,
    #[schema(value_type = uuid::Uuid)]
    door_id: DoorId,
    /// Whether the door may be opened from afar: from the app, over the API, and by links that the user makes.
    remote_unlock: bool,
    /// The hours to which the right is bound; null is always.
    #[schema(value_type = Option<uuid::Uuid>)]
    schedule_id: Option<ScheduleId>,
}

impl From<Access> for AccessBody {
    fn from(access: Access) -> Self {
        Self {
            id: access.id,
            user_id: access.user,
            door_id: access.door,
            remote_unlock: access.remote_unlock,
            schedule_id: access.schedule,
        }
    }
}

/// Access to give.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAccess)]
pub(crate) struct NewAccessBody {
    #[schema(value_type = uuid::Uuid)]
    user_id: UserId,
    #[schema(value_type = uuid::Uuid)]
    door_id: DoorId,
    remote_unlock: bool,
    #[schema(value_type = Option<uuid::Uuid>)]
    schedule_id: Option<ScheduleId>,
}

/// What is to change of an access: what is left out stays, null removes a part.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeAccess)]
pub(crate) struct ChangeAccessBody {
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = bool, required = false)]
    remote_unlock: Option<bool>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<uuid::Uuid>)]
    schedule_id: Option<Option<ScheduleId>>,
}

/// Accesses of one user or of all, oldest first; a member sees their own.
#[utoipa::path(get, path = "/accesses", tag = "accesses", params(OfUserQuery),
    responses((status = 200, body = Page<AccessBody>)))]
pub(crate) async fn list_accesses(
    State(app): State<App>,
    who: Admitted,
    Asked(query): Asked<OfUserQuery>,
) -> Result<Json<Page<AccessBody>>, Problem> {
    let (user, query) = query.split();
    let all = app.house.accesses(&who.actor, user).await?;
    Ok(Json(short("accesses", all, |access| access.id.uuid(), &query)?))
}

/// Gives a user access to a door.
#[utoipa::path(post, path = "/accesses", tag = "accesses", request_body = NewAccessBody,
    responses((status = 201, body = AccessBody)))]
pub(crate) async fn grant_access(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<NewAccessBody>,
) -> Result<impl IntoResponse, Problem> {
    let body = sent.each_time()?;
    let new = NewAccess {
        user: body.user_id,
        door: body.door_id,
        remote_unlock: body.remote_unlock,
        schedule: body.schedule_id,
    };
    let access = AccessBody::from(app.house.grant_access(&who.actor, new).await?);
    Ok((StatusCode::CREATED, created("accesses", access.id), Json(access)))
}

/// One access.
#[utoipa::path(get, path = "/accesses/{id}", tag = "accesses", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = AccessBody)))]
pub(crate) async fn show_access(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<AccessId>,
) -> Result<Json<AccessBody>, Problem> {
    Ok(Json(app.house.access(&who.actor, id).await?.into()))
}

/// Changes an access.
#[utoipa::path(patch, path = "/accesses/{id}", tag = "accesses", params(("id" = uuid::Uuid, Path)),
    request_body = ChangeAccessBody, responses((status = 200, body = AccessBody)))]
pub(crate) async fn change_access(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<AccessId>,
    sent: Sent<ChangeAccessBody>,
) -> Result<Json<AccessBody>, Problem> {
    let body = sent.change();
    Ok(Json(app.house.change_access(&who.actor, id, body.remote_unlock, body.schedule_id).await?.into()))
}

/// Takes an access: from the answer on, links of that user open the door no more.
#[utoipa::path(delete, path = "/accesses/{id}", tag = "accesses", params(("id" = uuid::Uuid, Path)),
    responses((status = 204, description = "It is gone.")))]
pub(crate) async fn remove_access(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<AccessId>,
) -> Result<StatusCode, Problem> {
    app.house.remove_access(&who.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
