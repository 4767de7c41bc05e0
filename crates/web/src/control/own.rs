//! One's own sign-in: passkeys, the password, one-time and recovery codes, and where one is signed in.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use keylink_domain::recovery::RecoveryCode;
use keylink_service::codes::Codes;

use super::controller::{fresh_key, key_of};
use super::form::Form;
use super::organization::{Tab, tabs};
use super::page::{Answer, Frame, Section, done, frame, show as page};
use super::passkey::{self, PasskeyView};
use super::session::Visitor;
use super::signed_in::{self, SessionView};
use crate::app::App;

pub(super) const PAGE: &str = "/control/settings/own";

/// A secret for one-time codes, offered.
struct Offer {
    sealed: String,
    address: String,
    secret: String,
    qr: Option<String>,
}

#[derive(Template)]
#[template(path = "control/own.html")]
struct OwnPage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    form: &'a Form,
    email: String,
    has_password: bool,
    /// Whether they may set a new password without the old one.
    recovers: bool,
    offers_passkeys: bool,
    passkeys: Vec<PasskeyView>,
    offer: Option<Offer>,
    codes: Codes,
    made: Vec<String>,
    sessions: Vec<SessionView>,
    key: String,
}

/// One's own sign-in.
pub async fn show(State(app): State<App>, visitor: Visitor) -> Answer {
    let contact = app.house.own_contact(&visitor.actor()).await?;
    own_page(&app, &visitor, &super::contact::filled(Form::new(), &contact), None).await
}

/// Changes one's password.
pub async fn change_password(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let (old, new) = (form.value("old_password").to_owned(), form.value("password").to_owned());
    let changed = app.house.change_password(&visitor.signed, old, new).await;
    match form.hold(changed)? {
        Some(()) => Ok(done(PAGE, "password")),
        None => own_page(&app, &visitor, &form, None).await,
    }
}

/// Turns one-time codes on, once a first code fits, and shows the recovery codes.
pub async fn turn_codes_on(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let turned = app.house.turn_codes_on(&visitor.signed, form.value("offer"), form.value("code")).await;
    let made = form.hold(turned)?;
    form.set("code", "");
    own_page(&app, &visitor, &form, made).await
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
        None => own_page(&app, &visitor, &form, None).await,
    }
}

/// Makes new recovery codes, and shows them.
pub async fn renew_recovery_codes(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let key = key_of(&visitor, &form, "recovery codes")?;
    let made = form.hold(app.house.renew_recovery_codes(&visitor.signed, key).await)?;
    own_page(&app, &visitor, &form, made).await
}

/// The page: with a form that was sent, or recovery codes that were just made, where there are such.
pub(super) async fn own_page(app: &App, visitor: &Visitor, form: &Form, made: Option<Vec<RecoveryCode>>) -> Answer {
    let (house, signed, now) = (&app.house, &visitor.signed, app.house.now());
    let codes = house.codes(signed).await?;
    let offer = if codes.are_on { None } else { Some(offer(app, visitor, form)?) };
    let sessions = house.sessions(&visitor.actor(), signed.user.id).await?;
    let passkeys = house.passkeys(signed).await?;
    let template = OwnPage {
        frame: frame(visitor, Section::Settings, "Your sign-in"),
        tabs: tabs(visitor, "own"),
        form,
        email: signed.user.email.clone(),
        recovers: signed.recovers,
        key: fresh_key(app),
        has_password: house.ways_to_prove(signed).await?.password,
        offers_passkeys: house.offers_passkeys(),
        passkeys: passkeys.iter().map(|known| passkey::view(known, visitor, now)).collect(),
        offer,
        codes,
        made: made.unwrap_or_default().iter().map(RecoveryCode::reveal).collect(),
        sessions: signed_in::views(&sessions, visitor, now),
    };
    let status = if form.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page(status, &template))
}

/// The offer that a form already carries, or a new one: a wrong code does not make one scan again.
fn offer(app: &App, visitor: &Visitor, form: &Form) -> Result<Offer, super::page::Failure> {
    let (sealed, address) =
        match (form.some("offer"), form.some("address").filter(|address| address.starts_with("otpauth://"))) {
            (Some(sealed), Some(address)) => (sealed.to_owned(), address.to_owned()),
            _ => app.house.offer_codes(&visitor.signed)?,
        };
    let secret = address.split(['?', '&']).find_map(|part| part.strip_prefix("secret=")).unwrap_or_default().to_owned();
    Ok(Offer { qr: crate::qr::svg(&address), sealed, address, secret })
}
