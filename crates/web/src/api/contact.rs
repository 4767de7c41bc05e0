//! Contacts on the wire: how guests reach the token's user, or a building.

use axum::Json;
use axum::extract::State;
use keylink_domain::contact::Contact;
use keylink_domain::id::SiteId;
use keylink_service::Trouble;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::problem::Problem;
use super::take::{Id, Sent};
use crate::app::App;

/// How somebody is reached. Guests see it only on links that say so. Parts that are left out are emptied.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = Contact)]
pub(crate) struct ContactBody {
    /// What a building's contact is called, such as Reception. A user has their own name.
    name: String,
    /// A telephone number; with the country in front guests get WhatsApp too.
    #[schema(example = "+43 660 1234567")]
    phone: String,
    #[schema(example = "anna@example.com")]
    mail: String,
    /// How else, or when.
    note: String,
}

impl From<Contact> for ContactBody {
    fn from(contact: Contact) -> Self {
        let Contact { name, phone, mail, note } = contact;
        Self { name, phone, mail, note }
    }
}

impl From<ContactBody> for Contact {
    fn from(body: ContactBody) -> Self {
        let ContactBody { name, phone, mail, note } = body;
        Self { name, phone, mail, note }
    }
}

/// How guests reach the token's user.
#[utoipa::path(get, path = "/me/contact", tag = "users", responses((status = 200, body = ContactBody)))]
pub(crate) async fn show_own_contact(State(app): State<App>, who: Admitted) -> Result<Json<ContactBody>, Problem> {
    Ok(Json(app.house.own_contact(&who.actor).await?.into()))
}

/// Says how guests reach the token's user.
#[utoipa::path(put, path = "/me/contact", tag = "users", request_body = ContactBody,
    responses((status = 200, body = ContactBody)))]
pub(crate) async fn set_own_contact(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<ContactBody>,
) -> Result<Json<ContactBody>, Problem> {
    let set = app.house.set_own_contact(&who.actor, sent.change().into(), None).await;
    Ok(Json(set.map_err(at_its_field)?.into()))
}

/// How guests reach a building.
#[utoipa::path(get, path = "/sites/{id}/contact", tag = "sites", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = ContactBody)))]
pub(crate) async fn show_site_contact(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<SiteId>,
) -> Result<Json<ContactBody>, Problem> {
    Ok(Json(app.house.site_contact(&who.actor, id).await?.into()))
}

/// Says how guests reach a building.
#[utoipa::path(put, path = "/sites/{id}/contact", tag = "sites", params(("id" = uuid::Uuid, Path)),
    request_body = ContactBody, responses((status = 200, body = ContactBody)))]
pub(crate) async fn set_site_contact(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<SiteId>,
    sent: Sent<ContactBody>,
) -> Result<Json<ContactBody>, Problem> {
    let set = app.house.set_site_contact(&who.actor, id, sent.change().into(), None).await;
    Ok(Json(set.map_err(at_its_field)?.into()))
}

/// The pages' forms hold a contact among other fields, and call its own by longer names.
fn at_its_field(trouble: Trouble) -> Trouble {
    match trouble {
        Trouble::Invalid { field, message } => {
            Trouble::Invalid { field: field.strip_prefix("contact_").unwrap_or(field), message }
        }
        other => other,
    }
}
