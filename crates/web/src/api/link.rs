//! Links on the wire: made, listed, changed, revoked, rotated, copied.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use keylink_domain::id::{DoorId, LinkId, UserId};
use keylink_domain::link::Link;
use keylink_service::link::{LinkFilter, NewLink};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::admit::Admitted;
use super::created;
use super::link_body::{ChangeLinkBody, LinkBody, NewLinkBody, StateWord};
use super::page::{Page, PageQuery, cursor, limit, position, short};
use super::problem::Problem;
use super::take::{Asked, Id, Sent};
use crate::app::App;

/// Which links, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LinkQuery {
    /// Links that stand so now.
    #[param(inline)]
    state: Option<StateWord>,
    /// Links that name this door.
    #[param(value_type = Option<uuid::Uuid>)]
    door: Option<DoorId>,
    /// Links that this user made.
    #[param(value_type = Option<uuid::Uuid>)]
    maker: Option<UserId>,
    /// How many things at most, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A link's address.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LinkUrl)]
pub(crate) struct UrlBody {
    /// What to send to the guest; it holds the secret.
    url: String,
}

/// The links, newest first. With a filter a page may hold fewer than `limit`; go on until `next_cursor` is null.
#[utoipa::path(get, path = "/links", tag = "links", params(LinkQuery), responses((status = 200, body = Page<LinkBody>)))]
pub(crate) async fn list_links(
    State(app): State<App>,
    who: Admitted,
    Asked(query): Asked<LinkQuery>,
) -> Result<Json<Page<LinkBody>>, Problem> {
    let filter = LinkFilter { state: query.state.map(StateWord::wanted), door: query.door, maker: query.maker };
    let before = position("links", query.cursor.as_deref())?;
    let found = app.house.find_links(&who.actor, filter, before, limit(query.limit)?).await?;
    let now = app.house.now();
    let items = found.links.into_iter().map(|link| LinkBody::new(link, &found.hollows, now)).collect();
    Ok(Json(Page { items, next_cursor: found.next.map(|last| cursor("links", last)) }))
}

/// Makes a link under a cloud key of the token's user. Honours `Idempotency-Key`.
#[utoipa::path(post, path = "/links", tag = "links", request_body = NewLinkBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 255 visible ASCII characters")),
    responses((status = 201, body = LinkBody)))]
pub(crate) async fn make_link(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<NewLinkBody>,
) -> Result<impl IntoResponse, Problem> {
    let (body, key) = sent.once(&who.actor)?;
    let new: NewLink = body.into();
    app.check_language(new.language.as_deref())?;
    let made = app.house.make_link(&who.actor, new, key).await?;
    let link = seen(&app, made.link).await?.with_url(made.url).with_warnings(made.warnings);
    Ok((StatusCode::CREATED, created("links", link.id), etag(&link), Json(link)))
}

/// One link.
#[utoipa::path(get, path = "/links/{id}", tag = "links", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = LinkBody)))]
pub(crate) async fn show_link(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
) -> Result<impl IntoResponse, Problem> {
    let link = seen(&app, app.house.link(&who.actor, id).await?).await?;
    Ok((etag(&link), Json(link)))
}

/// Changes a link. Null removes a part. With `revision`, or with `If-Match` and the link's ETag, a change of
/// somebody else in the meantime is a conflict.
#[utoipa::path(patch, path = "/links/{id}", tag = "links",
    params(("id" = uuid::Uuid, Path), ("If-Match" = Option<String>, Header, description = "The link's ETag")),
    request_body = ChangeLinkBody, responses((status = 200, body = LinkBody)))]
pub(crate) async fn change_link(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
    headers: HeaderMap,
    sent: Sent<ChangeLinkBody>,
) -> Result<impl IntoResponse, Problem> {
    let change = sent.change().at(seen_revision(&headers)?)?;
    app.check_language(change.language.as_ref().and_then(Option::as_deref))?;
    let (link, warnings) = app.house.change_link(&who.actor, id, change).await?;
    let link = seen(&app, link).await?.with_warnings(warnings);
    Ok((etag(&link), Json(link)))
}

/// Revokes a link: from the answer on it opens nothing, for good. Revoking twice is one revoke.
#[utoipa::path(post, path = "/links/{id}/revoke", tag = "links", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = LinkBody)))]
pub(crate) async fn revoke_link(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
) -> Result<impl IntoResponse, Problem> {
    let link = seen(&app, app.house.revoke_link(&who.actor, id).await?).await?;
    Ok((etag(&link), Json(link)))
}

/// Gives a link a new address; the old one is dead from the answer on.
#[utoipa::path(post, path = "/links/{id}/rotate", tag = "links", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = LinkBody)))]
pub(crate) async fn rotate_link(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
) -> Result<impl IntoResponse, Problem> {
    let made = app.house.rotate_link(&who.actor, id, None).await?;
    let link = seen(&app, made.link).await?.with_url(made.url);
    Ok((etag(&link), Json(link)))
}

/// Shows a link's address again; that stands in the event log.
#[utoipa::path(post, path = "/links/{id}/copy", tag = "links", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = UrlBody)))]
pub(crate) async fn copy_link(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
) -> Result<Json<UrlBody>, Problem> {
    Ok(Json(UrlBody { url: app.house.copy_link(&who.actor, id).await? }))
}

/// The links that a link's guest made of it, oldest first.
#[utoipa::path(get, path = "/links/{id}/branches", tag = "links", params(("id" = uuid::Uuid, Path), PageQuery),
    responses((status = 200, body = Page<LinkBody>)))]
pub(crate) async fn list_branches(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<Page<LinkBody>>, Problem> {
    let (branches, now) = (app.house.branches(&who.actor, id).await?, app.house.now());
    let hollows = app.house.hollows(&branches).await?;
    let page = short("branches", branches, |link| link.id.uuid(), &query)?;
    Ok(Json(Page {
        items: page.items.into_iter().map(|link| LinkBody::new(link, &hollows, now)).collect(),
        next_cursor: page.next_cursor,
    }))
}

/// Lets a link take another device: the first that opens something from now on.
#[utoipa::path(post, path = "/links/{id}/device/free", tag = "links", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = LinkBody)))]
pub(crate) async fn free_link_device(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
) -> Result<impl IntoResponse, Problem> {
    let link = seen(&app, app.house.free_link_device(&who.actor, id).await?).await?;
    Ok((etag(&link), Json(link)))
}

/// A link as it stands now, everything counted.
async fn seen(app: &App, link: Link) -> Result<LinkBody, Problem> {
    let hollows = app.house.hollows(std::slice::from_ref(&link)).await?;
    Ok(LinkBody::new(link, &hollows, app.house.now()))
}

/// The revision as an entity tag.
fn etag(link: &LinkBody) -> [(header::HeaderName, HeaderValue); 1] {
    let tag = HeaderValue::from_str(&format!("\"{}\"", link.revision));
    [(header::ETAG, tag.unwrap_or_else(|_| HeaderValue::from(link.revision)))]
}

/// The revision that the caller saw, from `If-Match`.
fn seen_revision(headers: &HeaderMap) -> Result<Option<u32>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or("").trim();
    if text == "*" {
        return Ok(None);
    }
    let tag = text.strip_prefix("W/").unwrap_or(text).strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
    let revision = tag.and_then(|tag| tag.parse().ok());
    revision.map(Some).ok_or_else(|| Problem::field("If-Match", "send the link's ETag as it came, such as \"3\""))
}
