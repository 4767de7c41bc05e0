//! Access on the wire, and what it means for each user and door.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keylink_domain::access::{Access, Holder, Right, Target};
use keylink_domain::id::{AccessId, DoorId, GroupId, ScheduleId, UserId};
use keylink_service::access::NewAccess;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::admit::Admitted;
use super::page::{OfUserQuery, Page, cursor, limit, position, short};
use super::problem::Problem;
use super::take::{Asked, Id, Sent};
use super::{created, wire};
use crate::app::App;

/// A user's right, or a group's, to a door, or to a group of doors.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Access)]
pub(crate) struct AccessBody {
    #[schema(value_type = uuid::Uuid)]
    id: AccessId,
    /// Who may open; null where a group may.
    #[schema(value_type = Option<uuid::Uuid>)]
    user_id: Option<UserId>,
    /// The group of users who may open; null where one user may.
    #[schema(value_type = Option<uuid::Uuid>)]
    user_group_id: Option<GroupId>,
    /// What may be opened; null where a group of doors may.
    #[schema(value_type = Option<uuid::Uuid>)]
    door_id: Option<DoorId>,
    /// The group of doors that may be opened; null where one door may.
    #[schema(value_type = Option<uuid::Uuid>)]
    door_group_id: Option<GroupId>,
    /// Whether it may be opened from afar: from the app, over the API, and by links that the user makes.
    remote_unlock: bool,
    /// The hours to which the right is bound; null is always.
    #[schema(value_type = Option<uuid::Uuid>)]
    schedule_id: Option<ScheduleId>,
}

impl From<Access> for AccessBody {
    fn from(access: Access) -> Self {
        Self {
            id: access.id,
            user_id: access.holder.user(),
            user_group_id: access.holder.group(),
            door_id: access.target.door(),
            door_group_id: access.target.group(),
            remote_unlock: access.remote_unlock,
            schedule_id: access.schedule,
        }
    }
}

/// Access to give: to a user or a group of users, to a door or a group of doors.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAccess)]
pub(crate) struct NewAccessBody {
    /// Either this or `user_group_id`.
    #[schema(value_type = Option<uuid::Uuid>)]
    user_id: Option<UserId>,
    #[schema(value_type = Option<uuid::Uuid>)]
    user_group_id: Option<GroupId>,
    /// Either this or `door_group_id`.
    #[schema(value_type = Option<uuid::Uuid>)]
    door_id: Option<DoorId>,
    #[schema(value_type = Option<uuid::Uuid>)]
    door_group_id: Option<GroupId>,
    remote_unlock: bool,
    #[schema(value_type = Option<uuid::Uuid>)]
    schedule_id: Option<ScheduleId>,
}

impl TryFrom<NewAccessBody> for NewAccess {
    type Error = Problem;

    fn try_from(body: NewAccessBody) -> Result<Self, Problem> {
        let holder = match (body.user_id, body.user_group_id) {
            (Some(user), None) => Holder::User(user),
            (None, Some(group)) => Holder::Group(group),
            _ => return Err(Problem::field("user_id", "name either a user_id or a user_group_id")),
        };
        let target = match (body.door_id, body.door_group_id) {
            (Some(door), None) => Target::Door(door),
            (None, Some(group)) => Target::Group(group),
            _ => return Err(Problem::field("door_id", "name either a door_id or a door_group_id")),
        };
        Ok(Self { holder, target, remote_unlock: body.remote_unlock, schedule: body.schedule_id })
    }
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

/// Accesses of all, or those that one user has, also by a group; oldest first. A member sees their own.
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

/// Gives a user, or a group of users, access to a door, or to a group of doors.
#[utoipa::path(post, path = "/accesses", tag = "accesses", request_body = NewAccessBody,
    responses((status = 201, body = AccessBody)))]
pub(crate) async fn grant_access(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<NewAccessBody>,
) -> Result<impl IntoResponse, Problem> {
    let new = NewAccess::try_from(sent.each_time()?)?;
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

/// Takes an access: from the answer on, nobody opens anything by it, and no link does.
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

/// That one user may open one door, and by what.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Right)]
pub(crate) struct RightBody {
    #[schema(value_type = uuid::Uuid)]
    user_id: UserId,
    #[schema(value_type = uuid::Uuid)]
    door_id: DoorId,
    /// Whether any of the accesses includes remote unlock.
    remote_unlock: bool,
    /// The accesses that it comes from: the user's own, and those of groups. Any one that holds now is enough.
    by: Vec<AccessBody>,
}

/// Whose rights, to which door.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RightsQuery {
    /// What this user may open.
    #[param(value_type = Option<uuid::Uuid>)]
    user_id: Option<UserId>,
    /// Who may open this door.
    #[param(value_type = Option<uuid::Uuid>)]
    door_id: Option<DoorId>,
    /// How many things at most, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Who may open what, with groups counted out: for each user and door one item. A member sees their own.
#[utoipa::path(get, path = "/rights", tag = "accesses", params(RightsQuery),
    responses((status = 200, body = Page<RightBody>)))]
pub(crate) async fn list_rights(
    State(app): State<App>,
    who: Admitted,
    Asked(query): Asked<RightsQuery>,
) -> Result<Json<Page<RightBody>>, Problem> {
    let limit = limit(query.limit)? as usize;
    let after: Option<String> = position("rights", query.cursor.as_deref())?;
    let all = app.house.rights(&who.actor, query.user_id, query.door_id).await?;
    let mut rest = gathered(all);
    rest.retain(|right| after.as_ref().is_none_or(|after| right.key() > *after));
    let more = rest.len() > limit;
    rest.truncate(limit);
    let next_cursor = rest.last().filter(|_| more).map(|last| cursor("rights", last.key()));
    Ok(Json(Page { items: rest, next_cursor }))
}

impl RightBody {
    /// Its place in the list.
    fn key(&self) -> String {
        format!("{}.{}", self.user_id.uuid().simple(), self.door_id.uuid().simple())
    }
}

/// One item for each user and door, in the order of their keys.
fn gathered(rights: Vec<Right>) -> Vec<RightBody> {
    let mut pairs = std::collections::BTreeMap::new();
    for Right { access, user, door } in rights {
        let blank = RightBody { user_id: user, door_id: door, remote_unlock: false, by: Vec::new() };
        let right = pairs.entry((user, door)).or_insert(blank);
        right.remote_unlock |= access.remote_unlock;
        right.by.push(access.into());
    }
    pairs.into_values().collect()
}
