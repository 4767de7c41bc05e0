//! Contacts: how guests reach a user, or a building.

use axum::extract::State;
use keylink_domain::contact::Contact;
use keylink_domain::id::SiteId;

use super::form::Form;
use super::page::{Answer, Id, done};
use super::session::Visitor;
use super::{own, site};
use crate::app::App;

/// What a contact's form says.
fn contact(form: &Form) -> Contact {
    let text = |name: &str| form.value(name).to_owned();
    Contact {
        name: text("contact_name"),
        phone: text("contact_phone"),
        mail: text("contact_mail"),
        note: text("contact_note"),
    }
}

/// The form with a contact's parts.
pub fn filled(form: Form, contact: &Contact) -> Form {
    form.with("contact_name", &contact.name)
        .with("contact_phone", &contact.phone)
        .with("contact_mail", &contact.mail)
        .with("contact_note", &contact.note)
}

/// Says how guests reach oneself.
pub async fn set_own(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let set = app.house.set_own_contact(&visitor.actor(), contact(&form)).await;
    match form.hold(set)? {
        Some(_) => Ok(done(own::PAGE, "contact")),
        None => own::own_page(&app, &visitor, &form, None).await,
    }
}

/// Says how guests reach a building.
pub async fn set_site(State(app): State<App>, visitor: Visitor, Id(id): Id<SiteId>, mut form: Form) -> Answer {
    let set = app.house.set_site_contact(&visitor.actor(), id, contact(&form)).await;
    match form.hold(set)? {
        Some(_) => Ok(done(&format!("{}/{id}", site::LIST), "contact")),
        None => site::with_contact(&app, &visitor, id, form).await,
    }
}
