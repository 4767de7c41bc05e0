//! Groups on the wire.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keylink_domain::group::{GroupKind, Member};
use keylink_domain::id::GroupId;
use keylink_service::group::{ChangeGroup, GroupNow};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::admit::Admitted;
use super::page::{Page, PageQuery, short};
use super::problem::Problem;
use super::take::{Asked, Id, Sent};
use super::{created, wire};
use crate::app::App;

/// Users, or doors, under one name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Group)]
pub(crate) struct GroupBody {
    #[schema(value_type = Uuid)]
    id: GroupId,
    #[schema(schema_with = wire::group_kind)]
    kind: GroupKind,
    #[schema(example = "Staff")]
    name: String,
    /// The users, or the doors, that are in it.
    members: Vec<Uuid>,
}

impl From<GroupNow> for GroupBody {
    fn from(now: GroupNow) -> Self {
        let GroupNow { group, members } = now;
        let members = members.into_iter().map(Member::uuid).collect();
        Self { id: group.id, kind: group.kind, name: group.name, members }
    }
}

/// A group to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewGroup)]
pub(crate) struct NewGroupBody {
    #[schema(schema_with = wire::group_kind)]
    kind: GroupKind,
    #[schema(example = "Staff")]
    name: String,
    /// The users, or the doors, to begin with.
    #[serde(default)]
    #[schema(required = false)]
    members: Vec<Uuid>,
}

/// What is to change of a group; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeGroup)]
pub(crate) struct ChangeGroupBody {
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    name: Option<String>,
    /// Who comes in; who is in it already stays.
    #[serde(default)]
    #[schema(required = false)]
    add: Vec<Uuid>,
    /// Who goes: from the answer on, they open nothing by this group, and no link of theirs does.
    #[serde(default)]
    #[schema(required = false)]
    remove: Vec<Uuid>,
}

/// Which groups.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct GroupsQuery {
    /// Groups of `users`, or of `doors`, alone.
    #[param(value_type = Option<String>)]
    kind: Option<GroupKind>,
    /// How many things at most, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The groups with their members, oldest first. Who sees only what is their own sees none.
#[utoipa::path(get, path = "/groups", tag = "groups", params(GroupsQuery),
    responses((status = 200, body = Page<GroupBody>)))]
pub(crate) async fn list_groups(
    State(app): State<App>,
    who: Admitted,
    Asked(query): Asked<GroupsQuery>,
) -> Result<Json<Page<GroupBody>>, Problem> {
    let all = app.house.groups(&who.actor, query.kind).await?;
    let page = PageQuery { limit: query.limit, cursor: query.cursor };
    Ok(Json(short("groups", all, |now| now.group.id.uuid(), &page)?))
}

/// Makes a group.
#[utoipa::path(post, path = "/groups", tag = "groups", request_body = NewGroupBody,
    responses((status = 201, body = GroupBody)))]
pub(crate) async fn add_group(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<NewGroupBody>,
) -> Result<impl IntoResponse, Problem> {
    let body = sent.each_time()?;
    let made = app.house.add_group(&who.actor, body.kind, &body.name, body.members).await?;
    let group = GroupBody::from(made);
    Ok((StatusCode::CREATED, created("groups", group.id), Json(group)))
}

/// One group.
#[utoipa::path(get, path = "/groups/{id}", tag = "groups", params(("id" = Uuid, Path)),
    responses((status = 200, body = GroupBody)))]
pub(crate) async fn show_group(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<GroupId>,
) -> Result<Json<GroupBody>, Problem> {
    Ok(Json(app.house.group(&who.actor, id).await?.into()))
}

/// Changes a group's name, and who is in it.
#[utoipa::path(patch, path = "/groups/{id}", tag = "groups", params(("id" = Uuid, Path)),
    request_body = ChangeGroupBody, responses((status = 200, body = GroupBody)))]
pub(crate) async fn change_group(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<GroupId>,
    sent: Sent<ChangeGroupBody>,
) -> Result<Json<GroupBody>, Problem> {
    let ChangeGroupBody { name, add, remove } = sent.change();
    Ok(Json(app.house.change_group(&who.actor, id, ChangeGroup { name, add, remove, seen: None }).await?.into()))
}

/// Removes a group, and with it the access that it held or led to.
#[utoipa::path(delete, path = "/groups/{id}", tag = "groups", params(("id" = Uuid, Path)),
    responses((status = 204, description = "It is gone.")))]
pub(crate) async fn remove_group(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<GroupId>,
) -> Result<StatusCode, Problem> {
    app.house.remove_group(&who.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
