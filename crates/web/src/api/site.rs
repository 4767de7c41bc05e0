//! Sites on the wire.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keylink_domain::id::SiteId;
use keylink_domain::site::Site;
use keylink_service::site::SiteInput;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::page::{Page, PageQuery, short};
use super::problem::Problem;
use super::take::{Asked, Id, Sent};
use super::{created, wire};
use crate::app::App;

/// A building.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Site)]
pub(crate) struct SiteBody {
    #[schema(value_type = uuid::Uuid)]
    id: SiteId,
    #[schema(example = "Lindenhof 4")]
    name: String,
    /// The zone in which its hours and windows are meant.
    #[schema(example = "Europe/Berlin")]
    zone: String,
    /// The postal address, or empty.
    address: String,
    /// How guests find their way in, or empty. Guests see it.
    arrival_notes: String,
    /// Whether nobody may open anything from afar.
    lockdown: bool,
}

impl From<Site> for SiteBody {
    fn from(site: Site) -> Self {
        Self {
            id: site.id,
            name: site.name,
            zone: site.zone.name().to_owned(),
            address: site.address,
            arrival_notes: site.arrival_notes,
            lockdown: site.lockdown,
        }
    }
}

/// A building to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSite)]
pub(crate) struct NewSiteBody {
    #[schema(example = "Lindenhof 4")]
    name: String,
    /// An IANA time zone.
    #[schema(example = "Europe/Berlin")]
    zone: String,
    address: Option<String>,
    arrival_notes: Option<String>,
    lockdown: Option<bool>,
}

/// What is to change of a building; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeSite)]
pub(crate) struct ChangeSiteBody {
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    name: Option<String>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    zone: Option<String>,
    /// Null empties it.
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<String>)]
    address: Option<Option<String>>,
    /// Null empties it.
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<String>)]
    arrival_notes: Option<Option<String>>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = bool, required = false)]
    lockdown: Option<bool>,
}

/// The sites, oldest first.
#[utoipa::path(get, path = "/sites", tag = "sites", params(PageQuery), responses((status = 200, body = Page<SiteBody>)))]
pub(crate) async fn list_sites(
    State(app): State<App>,
    who: Admitted,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<Page<SiteBody>>, Problem> {
    Ok(Json(short("sites", app.house.sites(&who.actor).await?, |site| site.id.uuid(), &query)?))
}

/// Adds a site.
#[utoipa::path(post, path = "/sites", tag = "sites", request_body = NewSiteBody, responses((status = 201, body = SiteBody)))]
pub(crate) async fn add_site(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<NewSiteBody>,
) -> Result<impl IntoResponse, Problem> {
    let body = sent.each_time()?;
    let NewSiteBody { name, zone, address, arrival_notes, lockdown } = body;
    let input = SiteInput { name: Some(name), zone: Some(zone), address, arrival_notes, lockdown, seen: None };
    let site = SiteBody::from(app.house.add_site(&who.actor, input).await?);
    Ok((StatusCode::CREATED, created("sites", site.id), Json(site)))
}

/// One site.
#[utoipa::path(get, path = "/sites/{id}", tag = "sites", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = SiteBody)))]
pub(crate) async fn show_site(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<SiteId>,
) -> Result<Json<SiteBody>, Problem> {
    Ok(Json(app.house.site(&who.actor, id).await?.into()))
}

/// Changes a site, or locks it down.
#[utoipa::path(patch, path = "/sites/{id}", tag = "sites", params(("id" = uuid::Uuid, Path)),
    request_body = ChangeSiteBody, responses((status = 200, body = SiteBody)))]
pub(crate) async fn change_site(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<SiteId>,
    sent: Sent<ChangeSiteBody>,
) -> Result<Json<SiteBody>, Problem> {
    let body = sent.change();
    let address = body.address.map(Option::unwrap_or_default);
    let arrival_notes = body.arrival_notes.map(Option::unwrap_or_default);
    let input =
        SiteInput { name: body.name, zone: body.zone, address, arrival_notes, lockdown: body.lockdown, seen: None };
    Ok(Json(app.house.change_site(&who.actor, id, input).await?.into()))
}

/// Removes a site that has no doors any more and is not the only one.
#[utoipa::path(delete, path = "/sites/{id}", tag = "sites", params(("id" = uuid::Uuid, Path)),
    responses((status = 204, description = "It is gone.")))]
pub(crate) async fn remove_site(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<SiteId>,
) -> Result<StatusCode, Problem> {
    app.house.remove_site(&who.actor, id, None).await?;
    Ok(StatusCode::NO_CONTENT)
}
