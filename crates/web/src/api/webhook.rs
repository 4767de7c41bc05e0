//! Webhook URLs on the wire: made, shown again, renewed, taken away. Knocking at one is in `hooks.rs`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use keylink_domain::id::LinkId;
use keylink_service::Trouble;
use keylink_service::webhook::ShownWebhook;
use serde::Serialize;
use utoipa::ToSchema;

use super::admit::Admitted;
use super::problem::Problem;
use super::take::Id;
use super::wire::Instant;
use crate::app::App;

/// A link's webhook URL without its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Webhook)]
pub(crate) struct WebhookBody {
    /// The link.
    #[schema(value_type = uuid::Uuid)]
    link_id: LinkId,
    /// When it was made.
    created_at: Instant,
}

/// A link's webhook URL with its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookUrl)]
pub(crate) struct WebhookUrlBody {
    /// POST to it opens the link's door; it holds the secret.
    url: String,
    /// For requests that carry the secret in `Authorization: Bearer`, or are signed: holds no secret.
    plain_url: String,
    /// The secret.
    secret: String,
    /// The secret as libraries for Standard Webhooks take it.
    #[schema(example = "whsec_MDEyMzQ1Njc4OWFiY2RlZmdoamttbnBxcnM=")]
    signing_key: String,
}

impl From<ShownWebhook> for WebhookUrlBody {
    fn from(shown: ShownWebhook) -> Self {
        let ShownWebhook { url, plain_url, secret, signing_key } = shown;
        Self { url, plain_url, secret, signing_key }
    }
}

/// The link's webhook URL, without its secret.
#[utoipa::path(get, path = "/links/{id}/webhook", tag = "links", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = WebhookBody)))]
pub(crate) async fn show_webhook(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
) -> Result<Json<WebhookBody>, Problem> {
    let found = app.house.webhook(&who.actor, id).await?.ok_or(Trouble::NotFound("webhook URL"))?;
    Ok(Json(WebhookBody { link_id: id, created_at: found.created_at.into() }))
}

/// Gives the link a webhook URL; one that it has already is shown again. Both stand in the event log.
#[utoipa::path(post, path = "/links/{id}/webhook", tag = "links", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = WebhookUrlBody)))]
pub(crate) async fn make_webhook(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
) -> Result<Json<WebhookUrlBody>, Problem> {
    Ok(Json(app.house.make_webhook(&who.actor, id).await?.into()))
}

/// Gives the webhook URL a new secret; the old one is dead from the answer on.
#[utoipa::path(post, path = "/links/{id}/webhook/rotate", tag = "links", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = WebhookUrlBody)))]
pub(crate) async fn rotate_webhook(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
) -> Result<Json<WebhookUrlBody>, Problem> {
    Ok(Json(app.house.rotate_webhook(&who.actor, id, None).await?.into()))
}

/// Takes the webhook URL away: it is dead from the answer on. The link stays.
#[utoipa::path(delete, path = "/links/{id}/webhook", tag = "links", params(("id" = uuid::Uuid, Path)),
    responses((status = 204)))]
pub(crate) async fn remove_webhook(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
) -> Result<StatusCode, Problem> {
    app.house.remove_webhook(&who.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
