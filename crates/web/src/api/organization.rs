//! The organization's own settings on the wire.

use axum::Json;
use axum::extract::State;
use keylink_domain::id::OrganizationId;
use keylink_domain::organization::{GesturePolicy, Organization};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::problem::Problem;
use super::take::Sent;
use super::wire;
use crate::app::App;

/// The tenant that the token belongs to.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Organization)]
pub(crate) struct OrganizationBody {
    #[schema(value_type = uuid::Uuid)]
    id: OrganizationId,
    #[schema(example = "Lindenhof")]
    name: String,
    /// What a guest's press must be: a person's gesture, or a plain tap, which robots can do too.
    #[schema(schema_with = wire::gesture)]
    gesture: GesturePolicy,
}

impl From<Organization> for OrganizationBody {
    fn from(organization: Organization) -> Self {
        Self { id: organization.id, name: organization.name, gesture: organization.gesture }
    }
}

/// What is to change of the organization; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeOrganization)]
pub(crate) struct ChangeOrganizationBody {
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    name: Option<String>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(schema_with = wire::gesture, required = false)]
    gesture: Option<GesturePolicy>,
}

/// The organization.
#[utoipa::path(get, path = "/organization", tag = "organization", responses((status = 200, body = OrganizationBody)))]
pub(crate) async fn show_organization(
    State(app): State<App>,
    who: Admitted,
) -> Result<Json<OrganizationBody>, Problem> {
    Ok(Json(app.house.organization(&who.actor).await?.into()))
}

/// Changes the organization's settings.
#[utoipa::path(patch, path = "/organization", tag = "organization", request_body = ChangeOrganizationBody,
    responses((status = 200, body = OrganizationBody)))]
pub(crate) async fn change_organization(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<ChangeOrganizationBody>,
) -> Result<Json<OrganizationBody>, Problem> {
    let body = sent.change();
    Ok(Json(app.house.change_organization(&who.actor, body.name, body.gesture).await?.into()))
}
