//! The first set-up: one page behind a one-time link, which makes the organization and signs its owner in.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use keylink_domain::zone::Zone;
use keylink_service::Trouble;
use keylink_service::setup::NewOrganization;

use super::form::Form;
use super::page::{Answer, Id, notice, show};
use super::session;
use crate::app::App;
use crate::client::{Caller, Client};

#[derive(Template)]
#[template(path = "control/setup.html")]
struct SetUpPage<'a> {
    form: &'a Form,
    zones: Vec<String>,
}

/// Asks for what the first organization needs.
pub async fn ask(State(app): State<App>, Client(address): Client, Id(secret): Id<String>) -> Answer {
    match app.house.check_setup(&secret, address).await {
        Ok(()) => Ok(page(&Form::new())),
        Err(Trouble::NotFound(_)) => Ok(over()),
        Err(other) => Err(other.into()),
    }
}

/// Makes the organization, and lands its owner on the control center.
pub async fn set_up(State(app): State<App>, Caller(visit): Caller, Id(secret): Id<String>, mut form: Form) -> Answer {
    match app.house.set_up(&secret, wanted(&form), &visit).await {
        Err(Trouble::NotFound(_)) => Ok(over()),
        done => Ok(match form.hold(done)? {
            Some(begun) => session::signed_in_response(&app, &begun, "/control"),
            None => page(&form),
        }),
    }
}

fn wanted(form: &Form) -> NewOrganization {
    NewOrganization {
        organization: form.value("organization").to_owned(),
        site: form.value("site").to_owned(),
        zone: form.value("zone").to_owned(),
        name: form.value("name").to_owned(),
        email: form.value("email").to_owned(),
        password: Some(form.value("password").to_owned()),
    }
}

fn page(form: &Form) -> Response {
    show(form.status(), &SetUpPage { form, zones: Zone::names().collect() })
}

fn over() -> Response {
    notice(
        StatusCode::NOT_FOUND,
        "This set-up link is not good any more",
        "It was used, or a newer one was made. If nobody has set Keylink up yet, start the program again: it prints a \
         new link. If somebody has, sign in.",
    )
}
