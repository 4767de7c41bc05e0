//! Invitations on the wire. An invitation's address is shown once, in the answer that made it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keylink_domain::id::UserId;
use serde::Serialize;
use utoipa::ToSchema;

use super::admit::Admitted;
use super::problem::Problem;
use super::take::Id;
use crate::app::App;

/// An invitation just made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Invitation)]
pub(crate) struct InvitationBody {
    /// Where the user chooses how to sign in. It works once, within seven days, and is not shown again.
    #[schema(example = "https://keys.example.org/invitation/0123456789abcdefghjkmnpqrs")]
    url: String,
    /// Whether it also goes to the user by mail.
    by_mail: bool,
}

/// Invites a user who has neither a passkey nor a password: by mail where this server sends any, and by the address in
/// the answer. A new invitation takes the place of the one before.
#[utoipa::path(post, path = "/users/{id}/invitation", tag = "users", params(("id" = uuid::Uuid, Path)),
    responses((status = 201, body = InvitationBody)))]
pub(crate) async fn invite_user(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<UserId>,
) -> Result<impl IntoResponse, Problem> {
    let made = app.house.invite(&who.actor, id).await?;
    Ok((StatusCode::CREATED, Json(InvitationBody { url: made.url, by_mail: made.is_mailed })))
}

/// Takes a user's invitation back.
#[utoipa::path(delete, path = "/users/{id}/invitation", tag = "users", params(("id" = uuid::Uuid, Path)),
    responses((status = 204, description = "Its address opens nothing any more.")))]
pub(crate) async fn revoke_invitation(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<UserId>,
) -> Result<StatusCode, Problem> {
    app.house.revoke_invitation(&who.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
