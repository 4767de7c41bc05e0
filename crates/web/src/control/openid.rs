//! Signing in by another service: the way there, and the way back.
//!
//! Who comes back does so by GET, which changes nothing here: the page sends itself on by a form, or its button does.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use keylink_service::Trouble;
use keylink_service::openid::BACK;
use serde::Deserialize;

use super::form::Form;
use super::page::{Answer, notice, show};
use super::session::{self, is_ours};
use super::sign_in::next_of;
use crate::app::App;
use crate::client::Caller;

/// The cookie that binds the way back to the browser that left.
const COOKIE: &str = "keylink_openid";
/// How long the way may take, in seconds: as long as its other half is kept.
const WAY_S: i64 = 300;

#[derive(Template)]
#[template(path = "control/openid_there.html")]
struct TherePage<'a> {
    name: &'a str,
    url: &'a str,
}

#[derive(Template)]
#[template(path = "control/openid_back.html")]
struct BackPage<'a> {
    name: &'a str,
    code: &'a str,
    state: &'a str,
}

/// What the other service sends along.
#[derive(Deserialize)]
pub struct Returned {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    error: Option<String>,
}

/// Sends the browser to the other service.
pub async fn depart(State(app): State<App>, Caller(visit): Caller, form: Form) -> Answer {
    let gone = match app.house.depart(next_of(&form), &visit).await {
        Err(Trouble::NotKnown(why)) => {
            return Ok(notice(StatusCode::SERVICE_UNAVAILABLE, "This did not work just now", why));
        }
        gone => gone?,
    };
    let name = app.house.openid_name().unwrap_or_default();
    // Not a redirect: the policy lets a form lead nowhere but here.
    let mut response = show(StatusCode::OK, &TherePage { name, url: &gone.url });
    if let Ok(refresh) = HeaderValue::from_str(&format!("0;url={}", gone.url)) {
        response.headers_mut().insert("refresh", refresh);
    }
    set_cookie(&app, &mut response, gone.cookie.reveal(), WAY_S);
    Ok(response)
}

/// Who comes back is asked to go on; looking changes nothing.
pub async fn back(State(app): State<App>, Query(returned): Query<Returned>) -> Answer {
    let Some(name) = app.house.openid_name() else { return Err(Trouble::NotFound("other sign-in service").into()) };
    if returned.error.is_some() || returned.code.is_empty() {
        let words =
            format!("{name} signed nobody in. Go back to the sign-in page, and try again or sign in otherwise.");
        return Ok(notice(StatusCode::FORBIDDEN, "Nobody was signed in", &words));
    }
    Ok(show(StatusCode::OK, &BackPage { name, code: &returned.code, state: &returned.state }))
}

/// Signs in who came back.
pub async fn arrive(
    State(app): State<App>,
    Caller(visit): Caller,
    headers: axum::http::HeaderMap,
    form: Form,
) -> Answer {
    let cookie = session::cookie_named(&headers, COOKIE).unwrap_or_default();
    match app.house.come_back(form.value("code").to_owned(), form.value("state"), cookie, &visit).await {
        Ok((begun, next)) => {
            let next = if is_ours(&next) { next } else { session::HOME.to_owned() };
            let mut response = session::signed_in_response(&app, &begun, &next);
            set_cookie(&app, &mut response, "", 0);
            Ok(response)
        }
        Err(Trouble::NotKnown(why)) => Ok(notice(StatusCode::FORBIDDEN, "Nobody was signed in", why)),
        Err(other) => Err(other.into()),
    }
}

fn set_cookie(app: &App, response: &mut Response, value: &str, max_age_s: i64) {
    let secure = if app.is_secure() { "; Secure" } else { "" };
    let text = format!("{COOKIE}={value}; Path={BACK}; HttpOnly; SameSite=Lax; Max-Age={max_age_s}{secure}");
    if let Ok(mut value) = HeaderValue::from_str(&text) {
        value.set_sensitive(true);
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
