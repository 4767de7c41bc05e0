//! Contacts: how guests reach a user, or a building.

use axum::extract::State;
use keylink_domain::contact::Contact;
use keylink_domain::id::SiteId;

use keylink_service::Seen;

use super::form::Form;
use super::page::{Answer, Id, done};
use super::session::Visitor;
use super::{own, site};
use crate::app::App;

/// The contact as it was seen; its form shares pages with others that have marks.
const SEEN: &str = "contact_seen";

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
        .with(SEEN, Seen::of(contact).to_string())
}

/// Says what somebody else made of it meanwhile.
fn overtaken(form: &mut Form, now: &Contact) {
    form.overtaken_in(SEEN, &filled(Form::new(), now), |_, value| {
        if value.is_empty() { "empty".to_owned() } else { value.to_owned() }
    });
}

/// Says how guests reach oneself.
pub async fn set_own(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let set = app.house.set_own_contact(&visitor.actor(), contact(&form), form.seen(SEEN)).await;
    match form.hold(set)? {
        Some(_) => Ok(done(own::PAGE, "contact")),
        None => {
            let now = app.house.own_contact(&visitor.actor()).await?;
            overtaken(&mut form, &now);
            own::own_page(&app, &visitor, &form, None).await
        }
    }
}

/// Says how guests reach a building.
pub async fn set_site(State(app): State<App>, visitor: Visitor, Id(id): Id<SiteId>, mut form: Form) -> Answer {
    let set = app.house.set_site_contact(&visitor.actor(), id, contact(&form), form.seen(SEEN)).await;
    match form.hold(set)? {
        Some(_) => Ok(done(&format!("{}/{id}", site::LIST), "contact")),
        None => {
            let now = app.house.site_contact(&visitor.actor(), id).await?;
            overtaken(&mut form, &now);
            site::with_contact(&app, &visitor, id, form).await
        }
    }
}
