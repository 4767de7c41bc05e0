//! The organization's own settings on the wire.

use axum::Json;
use axum::extract::State;
use keylink_domain::id::OrganizationId;
use keylink_domain::moment::Lasting;
use keylink_domain::organization::{GesturePolicy, Organization};
use keylink_service::organization::ChangeOrganization;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::link_body::length;
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
    /// What bounds every link.
    limits: LimitsBody,
}

/// What bounds every link of the organization. Links from before a limit stay, and can be narrowed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LinkLimits)]
pub(crate) struct LimitsBody {
    /// The longest time from start to end; null is any.
    #[schema(example = "PT168H")]
    longest: Option<String>,
    /// The largest number of uses; null is any.
    max_uses: Option<u32>,
    /// Whether members make links from templates only.
    members_need_template: bool,
}

/// What is to change of the limits; what is left out stays, null takes a limit away.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeLinkLimits, example = json!({ "longest": "P7D", "max_uses": null }))]
pub(crate) struct ChangeLimitsBody {
    /// ISO 8601: `PT2H`, `P7D`.
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<String>)]
    longest: Option<Option<Lasting>>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<u32>)]
    max_uses: Option<Option<u32>>,
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = bool, required = false)]
    members_need_template: Option<bool>,
}

impl From<Organization> for OrganizationBody {
    fn from(organization: Organization) -> Self {
        let limits = LimitsBody {
            longest: organization.limits.longest.map(length),
            max_uses: organization.limits.most_uses.map(std::num::NonZeroU32::get),
            members_need_template: organization.limits.members_need_template,
        };
        Self { id: organization.id, name: organization.name, gesture: organization.gesture, limits }
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
    #[serde(default)]
    #[schema(required = false)]
    limits: ChangeLimitsBody,
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
    let change = ChangeOrganization {
        name: body.name,
        gesture: body.gesture,
        longest: body.limits.longest,
        most_uses: body.limits.max_uses,
        members_need_template: body.limits.members_need_template,
        ..ChangeOrganization::default()
    };
    Ok(Json(app.house.change_organization(&who.actor, change).await?.into()))
}
