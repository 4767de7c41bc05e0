//! API tokens on the wire. A token's text is shown once, in the answer that made it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keylink_domain::id::{TokenId, UserId};
use keylink_domain::token::Token;
use keylink_service::Trouble;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::created;
use super::page::{Page, PageQuery, short};
use super::problem::Problem;
use super::take::{Asked, Id, Sent};
use super::wire::Instant;
use crate::app::App;

/// A program's right to act for a user.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Token)]
pub(crate) struct TokenBody {
    #[schema(value_type = uuid::Uuid)]
    id: TokenId,
    /// For whom it acts.
    #[schema(value_type = uuid::Uuid)]
    user_id: UserId,
    #[schema(example = "booking calendar")]
    name: String,
    created_at: Instant,
    /// When it stopped counting.
    revoked_at: Option<Instant>,
    /// The token itself; only in the answer that made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "klt_0123456789abcdefghjkmnpqrs")]
    token: Option<String>,
}

impl From<Token> for TokenBody {
    fn from(token: Token) -> Self {
        Self {
            id: token.id,
            user_id: token.user,
            name: token.name,
            created_at: token.created_at.into(),
            revoked_at: token.revoked_at.map(Instant::from),
            token: None,
        }
    }
}

/// A token to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewToken)]
pub(crate) struct NewTokenBody {
    #[schema(example = "booking calendar")]
    name: String,
}

/// The tokens, oldest first; without the right to manage the organization, one's own.
#[utoipa::path(get, path = "/tokens", tag = "tokens", params(PageQuery), responses((status = 200, body = Page<TokenBody>)))]
pub(crate) async fn list_tokens(
    State(app): State<App>,
    who: Admitted,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<Page<TokenBody>>, Problem> {
    Ok(Json(short("tokens", app.house.tokens(&who.actor).await?, |token| token.id.uuid(), &query)?))
}

/// Makes a token that acts for the user who asks. The answer holds its text, this once.
#[utoipa::path(post, path = "/tokens", tag = "tokens", request_body = NewTokenBody,
    responses((status = 201, body = TokenBody)))]
pub(crate) async fn make_token(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<NewTokenBody>,
) -> Result<impl IntoResponse, Problem> {
    let user = who.actor.user().ok_or(Trouble::NotFound("user"))?;
    let made = app.house.make_token(&who.actor, user, &sent.each_time()?.name).await?;
    let text = made.reveal();
    let token = TokenBody { token: Some(text), ..TokenBody::from(made.token) };
    Ok((StatusCode::CREATED, created("tokens", token.id), Json(token)))
}

/// Revokes a token. Revoking twice is one revoke.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "tokens", params(("id" = uuid::Uuid, Path)),
    responses((status = 204, description = "It admits nobody any more.")))]
pub(crate) async fn revoke_token(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<TokenId>,
) -> Result<StatusCode, Problem> {
    app.house.revoke_token(&who.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
