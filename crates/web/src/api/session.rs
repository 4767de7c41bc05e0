//! Sessions on the wire: where a user is signed in, and an end to it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use keylink_domain::id::{SessionId, UserId};
use keylink_domain::token::Session;
use serde::Serialize;
use utoipa::ToSchema;

use super::admit::Admitted;
use super::page::{Page, PageQuery, short};
use super::problem::Problem;
use super::take::{Asked, Id};
use super::wire::Instant;
use crate::app::App;

/// A browser in which a user is signed in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Session)]
pub(crate) struct SessionBody {
    #[schema(value_type = uuid::Uuid)]
    id: SessionId,
    /// The device, as far as its browser says; may be empty.
    #[schema(example = "Firefox on Linux")]
    device: String,
    /// From which address it was begun.
    #[schema(example = "192.0.2.7")]
    address: Option<String>,
    created_at: Instant,
    /// When it was last used, to some minutes.
    used_at: Option<Instant>,
    expires_at: Instant,
}

impl From<Session> for SessionBody {
    fn from(session: Session) -> Self {
        Self {
            id: session.id,
            device: session.device,
            address: session.address,
            created_at: session.created_at.into(),
            used_at: session.used_at.map(Instant::from),
            expires_at: session.expires_at.into(),
        }
    }
}

/// Where a user is signed in, oldest first: oneself, or, for those who manage users, others.
#[utoipa::path(get, path = "/users/{id}/sessions", tag = "users", params(("id" = uuid::Uuid, Path), PageQuery),
    responses((status = 200, body = Page<SessionBody>)))]
pub(crate) async fn list_sessions(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<UserId>,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<Page<SessionBody>>, Problem> {
    let sessions = app.house.sessions(&who.actor, id).await?;
    Ok(Json(short("sessions", sessions, |session| session.id.uuid(), &query)?))
}

/// Signs a user out of every browser.
#[utoipa::path(delete, path = "/users/{id}/sessions", tag = "users", params(("id" = uuid::Uuid, Path)),
    responses((status = 204, description = "They are signed in nowhere.")))]
pub(crate) async fn end_sessions(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<UserId>,
) -> Result<StatusCode, Problem> {
    app.house.end_sessions(&who.actor, id, None).await?;
    Ok(StatusCode::NO_CONTENT)
}
