//! One's own sign-in: the password and one-time codes.

use askama::Template;
use axum::extract::State;

use super::form::Form;
use super::organization::{Tab, tabs};
use super::page::{Answer, Frame, Section, done, frame, show as page};
use super::session::Visitor;
use crate::app::App;

pub(super) const PAGE: &str = "/control/settings/own";

/// A secret for one-time codes, offered.
struct Offer {
    sealed: String,
    address: String,
    secret: String,
}

#[derive(Template)]
#[template(path = "control/own.html")]
struct OwnPage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    form: &'a Form,
    email: String,
    offer: Option<Offer>,
}

/// One's own sign-in.
pub async fn show(State(app): State<App>, visitor: Visitor) -> Answer {
    let contact = app.house.own_contact(&visitor.actor()).await?;
    own_page(&app, &visitor, &super::contact::filled(Form::new(), &contact)).await
}

/// Changes one's password.
pub async fn change_password(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let (old, new) = (form.value("old_password").to_owned(), form.value("password").to_owned());
    let changed = app.house.change_password(&visitor.signed, old, new).await;
    match form.hold(changed)? {
        Some(()) => Ok(done(PAGE, "password")),
        None => own_page(&app, &visitor, &form).await,
    }
}

/// Turns one-time codes on, once a first code fits.
pub async fn turn_codes_on(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let turned = app.house.turn_codes_on(&visitor.signed, form.value("offer"), form.value("code")).await;
    match form.hold(turned)? {
        Some(()) => Ok(done(PAGE, "codes-on")),
        None => own_page(&app, &visitor, &form).await,
    }
}

/// Turns one-time codes off.
pub async fn turn_codes_off(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let turned = app.house.turn_codes_off(&visitor.signed, form.value("codes_password").to_owned()).await;
    let turned = turned.map_err(|trouble| match trouble {
        keylink_service::Trouble::Invalid { message, .. } => {
            keylink_service::Trouble::invalid("codes_password", message)
        }
        other => other,
    });
    match form.hold(turned)? {
        Some(()) => Ok(done(PAGE, "codes-off")),
        None => own_page(&app, &visitor, &form).await,
    }
}

pub(super) async fn own_page(app: &App, visitor: &Visitor, form: &Form) -> Answer {
    let offer = if app.house.has_codes(&visitor.signed).await? { None } else { Some(offer(app, visitor, form)?) };
    let template = OwnPage {
        frame: frame(visitor, Section::Settings, "Your sign-in"),
        tabs: tabs("own"),
        form,
        email: visitor.signed.user.email.clone(),
        offer,
    };
    Ok(page(form.status(), &template))
}

/// The offer that a form already carries, or a new one: a wrong code does not make one scan again.
fn offer(app: &App, visitor: &Visitor, form: &Form) -> Result<Offer, super::page::Failure> {
    let (sealed, address) =
        match (form.some("offer"), form.some("address").filter(|address| address.starts_with("otpauth://"))) {
            (Some(sealed), Some(address)) => (sealed.to_owned(), address.to_owned()),
            _ => app.house.offer_codes(&visitor.signed)?,
        };
    let secret = address.split(['?', '&']).find_map(|part| part.strip_prefix("secret=")).unwrap_or_default().to_owned();
    Ok(Offer { sealed, address, secret })
}
