//! Signing in by password or by a one-time link, and signing out.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use keylink_service::Trouble;
use serde::Deserialize;

use super::form::Form;
use super::page::{Answer, Id, notice, show};
use super::session::{self, Visitor, is_ours};
use crate::app::App;
use crate::client::Client;

#[derive(Template)]
#[template(path = "control/sign_in.html")]
struct SignInPage<'a> {
    form: &'a Form,
}

#[derive(Template)]
#[template(path = "control/sign_in_once.html")]
struct SignInOncePage {
    user: String,
    organization: String,
}

/// Where to go on after signing in.
#[derive(Deserialize)]
pub struct Next {
    next: Option<String>,
}

/// Asks for address and password.
pub async fn ask(Query(next): Query<Next>) -> Response {
    page(StatusCode::OK, &Form::new().with_some("next", next.next))
}

/// Signs in.
pub async fn sign_in(State(app): State<App>, Client(address): Client, mut form: Form) -> Answer {
    let (password, code) = (form.value("password").to_owned(), form.some("code"));
    match app.house.sign_in(form.value("email"), password, code, address).await {
        Ok(begun) => Ok(session::signed_in_response(&app, &begun.secret, next_of(&form))),
        Err(Trouble::NotKnown(why)) => {
            form.refuse("", why);
            // A code is good once, and whatever else was typed there belongs on no page.
            form.set("code", "");
            Ok(page(StatusCode::FORBIDDEN, &form))
        }
        Err(other) => Err(other.into()),
    }
}

/// Shows whom a one-time link signs in; nothing is spent by looking.
pub async fn ask_once(State(app): State<App>, Client(address): Client, Id(secret): Id<String>) -> Answer {
    match app.house.sign_in_link_of(&secret, address).await {
        Ok((user, organization)) => {
            Ok(show(StatusCode::OK, &SignInOncePage { user: user.name, organization: organization.name }))
        }
        Err(Trouble::NotFound(_)) => Ok(over()),
        Err(other) => Err(other.into()),
    }
}

/// Spends a one-time link.
pub async fn sign_in_once(State(app): State<App>, Client(address): Client, Id(secret): Id<String>) -> Answer {
    match app.house.sign_in_once(&secret, address).await {
        Ok(begun) => Ok(session::signed_in_response(&app, &begun.secret, "/control")),
        Err(Trouble::NotKnown(_)) => Ok(over()),
        Err(other) => Err(other.into()),
    }
}

/// Ends the session.
pub async fn sign_out(State(app): State<App>, visitor: Visitor) -> Answer {
    app.house.sign_out(&visitor.signed).await?;
    Ok(session::signed_out_response(&app, "/sign-in"))
}

fn next_of(form: &Form) -> &str {
    form.some("next").filter(|next| is_ours(next)).unwrap_or("/control")
}

fn page(status: StatusCode, form: &Form) -> Response {
    show(status, &SignInPage { form })
}

fn over() -> Response {
    notice(
        StatusCode::NOT_FOUND,
        "This sign-in link is not good any more",
        "It was used, or its hour is over. Ask for a new one, or sign in with your password.",
    )
}
