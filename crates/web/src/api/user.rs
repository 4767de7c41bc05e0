//! Users on the wire.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keylink_domain::id::{OrganizationId, UserId};
use keylink_domain::user::{Role, User, UserState};
use keylink_service::Trouble;
use keylink_service::user::UserInput;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::page::{Page, PageQuery, short};
use super::problem::Problem;
use super::take::{Asked, Id, Sent};
use super::{created, wire};
use crate::app::App;

/// A person with a login.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = User)]
pub(crate) struct UserBody {
    #[schema(value_type = uuid::Uuid)]
    id: UserId,
    #[schema(value_type = uuid::Uuid)]
    organization_id: OrganizationId,
    /// What guests see.
    #[schema(example = "Anna")]
    name: String,
    #[schema(example = "anna@example.com")]
    email: String,
    #[schema(schema_with = wire::role)]
    role: Role,
    #[schema(schema_with = wire::user_state)]
    state: UserState,
}

impl From<User> for UserBody {
    fn from(user: User) -> Self {
        Self {
            id: user.id,
            organization_id: user.organization,
            name: user.name,
            email: user.email,
            role: user.role,
            state: user.state,
        }
    }
}

/// A user to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewUser)]
pub(crate) struct NewUserBody {
    #[schema(example = "Anna")]
    name: String,
    #[schema(example = "anna@example.com")]
    email: String,
    /// A member where none is named.
    #[schema(schema_with = wire::role, required = false)]
    role: Option<Role>,
}

/// What is to change of a user; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeUser)]
pub(crate) struct ChangeUserBody {
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    name: Option<String>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    email: Option<String>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(schema_with = wire::role, required = false)]
    role: Option<Role>,
    /// Suspending a user ends every link made under their cloud keys, at once.
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(schema_with = wire::user_state, required = false)]
    state: Option<UserState>,
}

/// The users, oldest first; a member sees themselves.
#[utoipa::path(get, path = "/users", tag = "users", params(PageQuery), responses((status = 200, body = Page<UserBody>)))]
pub(crate) async fn list_users(
    State(app): State<App>,
    who: Admitted,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<Page<UserBody>>, Problem> {
    Ok(Json(short("users", app.house.users(&who.actor).await?, |user| user.id.uuid(), &query)?))
}

/// Adds a user, with a cloud key of their own.
#[utoipa::path(post, path = "/users", tag = "users", request_body = NewUserBody, responses((status = 201, body = UserBody)))]
pub(crate) async fn add_user(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<NewUserBody>,
) -> Result<impl IntoResponse, Problem> {
    let body = sent.each_time()?;
    let input = UserInput { name: Some(body.name), email: Some(body.email), role: body.role, state: None, seen: None };
    let user = UserBody::from(app.house.add_user(&who.actor, input).await?);
    Ok((StatusCode::CREATED, created("users", user.id), Json(user)))
}

/// One user.
#[utoipa::path(get, path = "/users/{id}", tag = "users", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = UserBody)))]
pub(crate) async fn show_user(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<UserId>,
) -> Result<Json<UserBody>, Problem> {
    Ok(Json(app.house.user(&who.actor, id).await?.into()))
}

/// Changes a user.
#[utoipa::path(patch, path = "/users/{id}", tag = "users", params(("id" = uuid::Uuid, Path)),
    request_body = ChangeUserBody, responses((status = 200, body = UserBody)))]
pub(crate) async fn change_user(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<UserId>,
    sent: Sent<ChangeUserBody>,
) -> Result<Json<UserBody>, Problem> {
    let body = sent.change();
    let input = UserInput { name: body.name, email: body.email, role: body.role, state: body.state, seen: None };
    Ok(Json(app.house.change_user(&who.actor, id, input).await?.into()))
}

/// The user that the token acts for.
#[utoipa::path(get, path = "/me", tag = "users", responses((status = 200, body = UserBody)))]
pub(crate) async fn show_me(State(app): State<App>, who: Admitted) -> Result<Json<UserBody>, Problem> {
    let id = who.actor.user().ok_or(Trouble::NotFound("user"))?;
    Ok(Json(app.house.user(&who.actor, id).await?.into()))
}
