//! Credentials on the wire.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keylink_domain::credential::{Credential, CredentialKind, CredentialState};
use keylink_domain::id::{ControllerId, CredentialId, UserId};
use keylink_domain::moment::Moment;
use keylink_domain::placement::{Placement, PlacementState};
use keylink_service::credential::{ChangeCredential, NewCredential};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::page::{OfUserQuery, Page, short};
use super::problem::Problem;
use super::take::{Asked, Id, Sent};
use super::wire::Instant;
use super::{created, wire};
use crate::app::App;

/// What proves a right.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Credential)]
pub(crate) struct CredentialBody {
    #[schema(value_type = uuid::Uuid)]
    id: CredentialId,
    #[schema(value_type = uuid::Uuid)]
    user_id: UserId,
    #[schema(schema_with = wire::credential_kind)]
    kind: CredentialKind,
    /// A card's number: `w26:{facility}:{number}`, or the bare number. Null for others; a PIN is told to nobody.
    #[schema(example = "w26:123:45678")]
    card: Option<String>,
    #[schema(example = "Anna’s Cloud Key")]
    name: String,
    /// From when on it counts.
    from: Option<Instant>,
    /// The first instant at which it counts no more.
    until: Option<Instant>,
    #[schema(schema_with = wire::credential_state)]
    state: CredentialState,
}

impl From<Credential> for CredentialBody {
    fn from(credential: Credential) -> Self {
        Self {
            id: credential.id,
            user_id: credential.user,
            kind: credential.kind,
            card: credential.card.map(|card| card.to_string()),
            name: credential.name,
            from: credential.from.map(Instant::from),
            until: credential.until.map(Instant::from),
            state: credential.state,
        }
    }
}

/// A credential to give. It does not print: its number may be a PIN.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCredential)]
pub(crate) struct NewCredentialBody {
    #[schema(value_type = uuid::Uuid)]
    user_id: UserId,
    #[schema(schema_with = wire::credential_kind)]
    kind: CredentialKind,
    name: String,
    /// A card's number, such as `123,45678` (facility and number, Wiegand 26), `3735928559` or `0x04A3B2C1`; a PIN's 4 to
    /// 8 digits. Unique in the organization. A card is put on the controllers that hold cards and have a door to which its
    /// owner has access (`GET /credentials/{id}/placements`). A PIN is kept, and opens no door by itself.
    #[schema(example = "123,45678")]
    number: Option<String>,
    /// `2026-11-28T14:00` on the clock of the organization's first site, `2026-11-28`, or an RFC 3339 instant.
    #[schema(value_type = Option<String>)]
    from: Option<Moment>,
    /// The same; a day alone ends when it is over.
    #[schema(value_type = Option<String>)]
    until: Option<Moment>,
}

/// What is to change of a credential: what is left out stays, null removes a part.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeCredential)]
pub(crate) struct ChangeCredentialBody {
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    name: Option<String>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<String>)]
    from: Option<Option<Moment>>,
    #[serde(default, deserialize_with = "wire::removable")]
    #[schema(value_type = Option<String>)]
    until: Option<Option<Moment>>,
    /// `suspended` and `revoked` stop every link made under a cloud key, at once; `revoked` is for good.
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(schema_with = wire::credential_state, required = false)]
    state: Option<CredentialState>,
}

/// Credentials of one user or of all, oldest first; a member sees their own.
#[utoipa::path(get, path = "/credentials", tag = "credentials", params(OfUserQuery),
    responses((status = 200, body = Page<CredentialBody>)))]
pub(crate) async fn list_credentials(
    State(app): State<App>,
    who: Admitted,
    Asked(query): Asked<OfUserQuery>,
) -> Result<Json<Page<CredentialBody>>, Problem> {
    let (user, query) = query.split();
    let all = app.house.credentials(&who.actor, user).await?;
    Ok(Json(short("credentials", all, |credential| credential.id.uuid(), &query)?))
}

/// Gives a user a credential.
#[utoipa::path(post, path = "/credentials", tag = "credentials", request_body = NewCredentialBody,
    responses((status = 201, body = CredentialBody)))]
pub(crate) async fn add_credential(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<NewCredentialBody>,
) -> Result<impl IntoResponse, Problem> {
    let body = sent.each_time()?;
    let new = NewCredential {
        user: body.user_id,
        kind: body.kind,
        name: body.name,
        number: body.number,
        from: body.from,
        until: body.until,
    };
    let credential = CredentialBody::from(app.house.add_credential(&who.actor, new).await?);
    Ok((StatusCode::CREATED, created("credentials", credential.id), Json(credential)))
}

/// One credential.
#[utoipa::path(get, path = "/credentials/{id}", tag = "credentials", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = CredentialBody)))]
pub(crate) async fn show_credential(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<CredentialId>,
) -> Result<Json<CredentialBody>, Problem> {
    Ok(Json(app.house.credential(&who.actor, id).await?.into()))
}

/// Changes, suspends or revokes a credential.
#[utoipa::path(patch, path = "/credentials/{id}", tag = "credentials", params(("id" = uuid::Uuid, Path)),
    request_body = ChangeCredentialBody, responses((status = 200, body = CredentialBody)))]
pub(crate) async fn change_credential(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<CredentialId>,
    sent: Sent<ChangeCredentialBody>,
) -> Result<Json<CredentialBody>, Problem> {
    let body = sent.change();
    let change =
        ChangeCredential { name: body.name, from: body.from, until: body.until, state: body.state, seen: None };
    Ok(Json(app.house.change_credential(&who.actor, id, change).await?.into()))
}

/// Where a card stands: a controller that lets it in by itself.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Placement)]
pub(crate) struct PlacementBody {
    #[schema(value_type = uuid::Uuid)]
    controller_id: ControllerId,
    controller_name: String,
    /// `pending`: the controller is still to be told. `on_controller`: it says itself that it has the card.
    /// `failed`: it did not take it, or cannot. `removed`: it says itself that it has it no more.
    #[schema(schema_with = wire::placement_state)]
    state: PlacementState,
    /// Why not, or not yet.
    reason: Option<String>,
    /// The channels of the doors that it opens there.
    #[schema(value_type = Vec<String>, example = json!(["1", "3"]))]
    channels: Vec<String>,
    /// The first day on which it counts there, by the controller's clock; null where it is to be taken off.
    #[schema(value_type = Option<String>, example = "2026-11-28")]
    from: Option<String>,
    /// The last day.
    #[schema(value_type = Option<String>, example = "2026-12-31")]
    until: Option<String>,
    /// Since when it is so.
    changed_at: Instant,
}

impl From<(Placement, String)> for PlacementBody {
    fn from((one, controller_name): (Placement, String)) -> Self {
        let order = one.wanted.as_ref();
        let channels = order.map(|order| order.doors.iter().map(|door| door.as_str().to_owned()).collect());
        Self {
            controller_id: one.controller,
            controller_name,
            state: one.state,
            channels: channels.unwrap_or_default(),
            from: order.map(|order| order.from.to_string()),
            until: order.map(|order| order.until.to_string()),
            reason: one.reason,
            changed_at: one.changed.into(),
        }
    }
}

/// The controllers on which a card stands, or is to stand. Empty for a cloud key and a PIN.
#[utoipa::path(get, path = "/credentials/{id}/placements", tag = "credentials", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<PlacementBody>)))]
pub(crate) async fn list_placements(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<CredentialId>,
) -> Result<Json<Vec<PlacementBody>>, Problem> {
    let found = app.house.placements(&who.actor, id).await?;
    Ok(Json(found.into_iter().map(PlacementBody::from).collect()))
}
