//! One's passkeys: added, renamed, removed; and the answers of devices in forms.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use keylink_domain::id::PasskeyId;
use keylink_domain::passkey::Passkey;
use keylink_service::Trouble;
use keylink_service::passkey::{Answer as Said, Question};

use super::form::Form;
use super::organization::{Tab, tabs};
use super::own::{PAGE, own_page};
use super::page::{Answer, Failure, Frame, Id, Section, done, frame, show as page};
use super::session::Visitor;
use super::time::{self, Shown};
use crate::app::App;

/// A passkey in the list.
pub struct PasskeyView {
    /// Its id.
    pub id: String,
    /// What its user calls it.
    pub name: String,
    /// When it was added.
    pub added: Shown,
    /// When it was last used.
    pub used: Option<Shown>,
    /// Whether it is switched off, because there may be a copy of it.
    pub is_off: bool,
}

#[derive(Template)]
#[template(path = "control/passkey_new.html")]
struct NewPage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    form: &'a Form,
}

/// What a device said, as a form brings it.
pub fn answer(form: &Form) -> Said {
    Said { word: form.value("word").to_owned(), said: form.value("said").to_owned() }
}

/// A passkey for the page.
pub fn view(known: &Passkey, visitor: &Visitor, now: jiff::Timestamp) -> PasskeyView {
    let shown = |at| time::to_the_minute(at, &visitor.zone(), now);
    PasskeyView {
        id: known.id.to_string(),
        name: known.name.clone(),
        added: shown(known.created_at),
        used: known.used_at.map(shown),
        is_off: known.off_at.is_some(),
    }
}

/// Asks for the new passkey's name. It is a form's answer, because whoever comes here must have proved who they are.
pub async fn ask_new(visitor: Visitor, form: Form) -> Response {
    let name = form.some("passkey_name").unwrap_or("").to_owned();
    new_page(&visitor, &Form::new().with("passkey_name", name))
}

/// The question that makes a device create a passkey, for the page's script.
pub async fn question(State(app): State<App>, visitor: Visitor) -> Result<Json<Question>, Failure> {
    Ok(Json(app.house.ask_for_new_passkey(&visitor.signed).await?))
}

/// Adds a passkey.
pub async fn add(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let name = form.some("passkey_name").unwrap_or("Passkey").to_owned();
    match app.house.add_passkey(&visitor.signed, &answer(&form), &name).await {
        Err(Trouble::NotKnown(why)) => {
            form.refuse("", why);
            Ok(new_page(&visitor, &form))
        }
        added => match form.hold(added)? {
            Some(_) => Ok(done(PAGE, "passkey-added")),
            None => Ok(new_page(&visitor, &form)),
        },
    }
}

/// Gives a passkey another name.
pub async fn rename(State(app): State<App>, visitor: Visitor, Id(id): Id<PasskeyId>, mut form: Form) -> Answer {
    let renamed = app.house.rename_passkey(&visitor.signed, id, form.value("passkey_name")).await;
    match form.hold(renamed)? {
        Some(()) => Ok(done(PAGE, "saved")),
        None => own_page(&app, &visitor, &form, None).await,
    }
}

/// Removes a passkey.
pub async fn remove(State(app): State<App>, visitor: Visitor, Id(id): Id<PasskeyId>) -> Answer {
    let mut form = Form::new();
    let removed = app.house.remove_passkey(&visitor.signed, id).await;
    match form.hold(removed)? {
        Some(()) => Ok(done(PAGE, "passkey-removed")),
        None => own_page(&app, &visitor, &form, None).await,
    }
}

fn new_page(visitor: &Visitor, form: &Form) -> Response {
    let frame = frame(visitor, Section::Settings, "Add a passkey");
    page(form.status(), &NewPage { frame, tabs: tabs(visitor, "own"), form })
}
