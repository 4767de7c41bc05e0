//! The language of the app: the one that its user chose on this device, else the one that the browser asks for. And what
//! the page before has done, to be said in it.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use keylink_service::Trouble;

use crate::app::App;
use crate::control::choice::Choice;
use crate::control::form::Form;
use crate::control::page::{Answer, done};
use crate::control::session::{Visitor, cookie_named};
use crate::language::Language;

const COOKIE: &str = "keylink_language";
const A_YEAR_S: u32 = 365 * 24 * 60 * 60;

/// What can have been done. Only these can be said, whatever an address says.
const DONE: [&str; 6] = ["saved", "nothing", "link-extended", "link-revoked", "link-queued", "device-freed"];

/// The language of a request, and what it says was done.
pub struct Tongue {
    /// The language.
    pub t: Language,
    /// What the page before has just done.
    pub done: Option<String>,
    /// The tag that was chosen on this device; empty where it is the browser's choice.
    pub chosen: String,
}

impl Tongue {
    fn of(app: &App, headers: &HeaderMap, query: Option<&str>) -> Self {
        let chosen = cookie_named(headers, COOKIE).and_then(|tag| app.languages.meant(tag).ok());
        let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let asked = query.and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("lang=")));
        let t = chosen.unwrap_or_else(|| app.languages.negotiate(asked, accept, None));
        let code = query.and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("done=")));
        let done = code.filter(|code| DONE.contains(code)).map(|code| t.text(&format!("app-done-{code}")));
        Self { t: t.clone(), done, chosen: chosen.map(|one| one.tag().to_owned()).unwrap_or_default() }
    }

    /// The languages to choose among, and first the browser's own choice.
    pub fn choices(&self, app: &App) -> Vec<Choice> {
        let all = app.languages.all().iter().map(|one| Choice::new(one.tag(), one.name()));
        [Choice::new("", self.t.text("app-language-auto"))].into_iter().chain(all).collect()
    }
}

impl FromRequestParts<App> for Tongue {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(app, &parts.headers, parts.uri.query()))
    }
}

/// Keeps the language that was chosen, on this device; none means the browser's own choice.
pub async fn choose(State(app): State<App>, visitor: Visitor, headers: HeaderMap, form: Form) -> Answer {
    let tag = match form.some("language") {
        Some(tag) => {
            app.languages.meant(tag).map_err(|unknown| Trouble::invalid("language", unknown))?.tag().to_owned()
        }
        None => String::new(),
    };
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let spoken = if tag.is_empty() { app.languages.negotiate(None, accept, None).tag() } else { tag.as_str() };
    keep(&app, &visitor, spoken).await;
    Ok(keeping(&app, done("/app/me", "saved"), &tag))
}

/// Keeps the language in which somebody uses the app, for what is written to them. What they came for was done either way.
pub async fn keep(app: &App, visitor: &Visitor, tag: &str) {
    if let Err(error) = app.house.keep_language(&visitor.actor(), tag).await {
        tracing::warn!(%error, "the language of a user could not be kept; it is tried again when they next use the app");
    }
}

fn keeping(app: &App, mut response: Response, tag: &str) -> Response {
    let secure = if app.is_secure() { "; Secure" } else { "" };
    let age_s = if tag.is_empty() { 0 } else { A_YEAR_S };
    let text = format!("{COOKIE}={tag}; Path=/app; HttpOnly; SameSite=Lax; Max-Age={age_s}{secure}");
    match HeaderValue::from_str(&text) {
        Ok(value) => {
            response.headers_mut().insert(header::SET_COOKIE, value);
        }
        Err(error) => tracing::error!(%error, "the language's cookie could not be written"),
    }
    response
}
