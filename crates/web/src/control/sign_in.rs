//! Signing in by passkey, by password, by a one-time link; a link by mail; and signing out.

use askama::Template;
use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use keylink_service::Trouble;
use keylink_service::mail_link::MAIL_LINK_MINUTES;
use keylink_service::passkey::Question;
use keylink_service::sign_in::LinkFor;
use serde::Deserialize;

use super::form::Form;
use super::page::{Answer, Failure, Id, notice, show};
use super::passkey::answer;
use super::session::{self, Visitor, is_ours};
use crate::app::App;
use crate::client::{Caller, Client};

#[derive(Template)]
#[template(path = "control/sign_in.html")]
struct SignInPage<'a> {
    form: &'a Form,
    passkeys: bool,
    mail: bool,
    openid: Option<String>,
}

#[derive(Template)]
#[template(path = "control/sign_in_once.html")]
struct SignInOncePage<'a> {
    form: &'a Form,
    user: String,
    organization: String,
    needs_code: bool,
}

#[derive(Template)]
#[template(path = "control/sign_in_mail.html")]
struct MailPage<'a> {
    form: &'a Form,
}

/// Where to go on after signing in.
#[derive(Deserialize)]
pub struct Next {
    next: Option<String>,
    /// A form was sent when the session had ended.
    ended: Option<String>,
}

/// Asks for a passkey, or for address and password.
pub async fn ask(State(app): State<App>, Query(next): Query<Next>) -> Response {
    let mut form = Form::new().with_some("next", next.next);
    if next.ended.is_some() {
        form.refuse("", "You were signed out meanwhile, so nothing was done. Sign in, and send it again.");
    }
    page(&app, StatusCode::OK, &form)
}

/// Signs in by password.
pub async fn sign_in(State(app): State<App>, Caller(visit): Caller, mut form: Form) -> Answer {
    let (password, code) = (form.value("password").to_owned(), form.some("code"));
    match app.house.sign_in(form.value("email"), password, code, &visit).await {
        Ok(begun) => Ok(session::signed_in_response(&app, &begun, next_of(&form))),
        Err(Trouble::NotKnown(why)) => {
            form.refuse("", why);
            // A code is good once, and whatever else was typed there belongs on no page.
            form.set("code", "");
            Ok(page(&app, StatusCode::FORBIDDEN, &form))
        }
        Err(other) => Err(other.into()),
    }
}

/// The question for a passkey, for the page's script.
pub async fn ask_passkey(State(app): State<App>, Client(address): Client) -> Result<Json<Question>, Failure> {
    Ok(Json(app.house.ask_to_sign_in(address).await?))
}

/// Signs in by passkey.
pub async fn sign_in_by_passkey(State(app): State<App>, Caller(visit): Caller, mut form: Form) -> Answer {
    match app.house.sign_in_by_passkey(&answer(&form), &visit).await {
        Ok(begun) => Ok(session::signed_in_response(&app, &begun, next_of(&form))),
        Err(Trouble::NotKnown(why)) => {
            form.refuse("", why);
            Ok(page(&app, StatusCode::FORBIDDEN, &form))
        }
        Err(other) => Err(other.into()),
    }
}

/// Asks where a link to sign in shall go.
pub async fn ask_mail(State(app): State<App>) -> Answer {
    if !app.house.offers_mail_links() {
        return Err(Trouble::NotFound("mail server").into());
    }
    Ok(show(StatusCode::OK, &MailPage { form: &Form::new() }))
}

/// Sends a link to sign in, if the address is a member's. Nobody is told whether it is.
pub async fn send_mail(State(app): State<App>, Caller(visit): Caller, mut form: Form) -> Answer {
    if !form.value("email").contains('@') {
        form.refuse("email", "write the address that you were added with");
        return Ok(show(form.status(), &MailPage { form: &form }));
    }
    app.house.ask_for_mail_link(form.value("email"), &visit).await?;
    let words = format!(
        "If this address belongs to a member, a link to sign in is on its way there. It works once, within \
         {MAIL_LINK_MINUTES} minutes. Those who manage others sign in with a passkey or a password instead."
    );
    Ok(notice(StatusCode::OK, "Look into your mailbox", &words))
}

/// Shows whom a one-time link signs in; nothing is spent by looking.
pub async fn ask_once(State(app): State<App>, Client(address): Client, Id(secret): Id<String>) -> Answer {
    match app.house.sign_in_link_of(&secret, address).await {
        Ok(link) => Ok(once_page(link, &Form::new())),
        Err(Trouble::NotFound(_)) => Ok(over()),
        Err(other) => Err(other.into()),
    }
}

/// Spends a one-time link.
pub async fn sign_in_once(
    State(app): State<App>,
    Caller(visit): Caller,
    Id(secret): Id<String>,
    mut form: Form,
) -> Answer {
    match app.house.sign_in_once(&secret, form.some("code"), &visit).await {
        Err(Trouble::NotKnown(_)) => Ok(over()),
        done => match form.hold(done)? {
            // Whoever lost their password sets another at once.
            Some(begun) if begun.session.is_recovery => Ok(session::signed_in_response(&app, &begun, super::own::PAGE)),
            Some(begun) => Ok(session::signed_in_response(&app, &begun, session::HOME)),
            None => {
                form.set("code", "");
                Ok(once_page(app.house.sign_in_link_of(&secret, visit.address).await?, &form))
            }
        },
    }
}

/// Ends the session.
pub async fn sign_out(State(app): State<App>, visitor: Visitor) -> Answer {
    app.house.sign_out(&visitor.signed).await?;
    Ok(session::signed_out_response(&app, "/sign-in"))
}

pub(super) fn next_of(form: &Form) -> &str {
    form.some("next").filter(|next| is_ours(next)).unwrap_or(session::HOME)
}

fn page(app: &App, status: StatusCode, form: &Form) -> Response {
    let template = SignInPage {
        form,
        passkeys: app.house.offers_passkeys(),
        mail: app.house.offers_mail_links(),
        openid: app.house.openid_name().map(ToOwned::to_owned),
    };
    show(status, &template)
}

fn once_page(link: LinkFor, form: &Form) -> Response {
    let template = SignInOncePage {
        form,
        user: link.user.name,
        organization: link.organization.name,
        needs_code: link.needs_code,
    };
    show(form.status(), &template)
}

fn over() -> Response {
    let words = "It was used, or its time is over. Ask for a new one, or sign in with a passkey or your password.";
    notice(StatusCode::NOT_FOUND, "This sign-in link is not good any more", words).into_response()
}
