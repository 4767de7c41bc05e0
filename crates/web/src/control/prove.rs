//! The guard of what a browser that somebody left alone must not do: whoever wants it proves again who they are, unless
//! they did so a short while ago, and then it goes on with what was meant.
//!
//! What was meant is the form itself: it comes back with the proof, which is taken off before anybody else reads it.

use askama::Template;
use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use keylink_service::Trouble;
use keylink_service::passkey::{Answer as Said, Question};
use keylink_service::proof::Ways;
use keylink_service::session::SignedIn;

use super::form::Form;
use super::page::{Failure, notice, show};
use super::session::{Visitor, cookie};
use crate::app::App;
use crate::client::Client;

/// What is asked for a proof, and what it does, in words that go on after "Before you".
pub const GUARDED: &[(&str, &str)] = &[
    ("/control/settings/sites/{site}/lockdown", "begin or lift a lockdown"),
    ("/control/events/export", "take the event log along"),
    ("/control/doors/{door}", "change a door"),
    ("/control/doors/{door}/remove", "remove a door"),
    ("/control/doors/{door}/state", "change a door\u{2019}s state"),
    ("/control/doors/{door}/plan", "change a door\u{2019}s state by schedule"),
    ("/control/schedules/{schedule}", "change hours that doors may follow"),
    ("/control/settings/sites/{site}", "change a building"),
    ("/control/settings/sites/{site}/remove", "remove a building"),
    ("/control/settings/controllers/{controller}", "change a controller"),
    ("/control/settings/controllers/{controller}/remove", "remove a controller"),
    ("/control/settings/controllers/{controller}/rotate", "make a controller\u{2019}s new password"),
    ("/control/settings/controllers/{controller}/code", "make an agent\u{2019}s enrolment code"),
    ("/control/links/{link}/rotate", "make a link\u{2019}s new address"),
    ("/control/links/{link}/copy", "see a link\u{2019}s address again"),
    ("/app/links/{link}/share", "see a link\u{2019}s address again"),
    ("/control/links/{link}/webhook", "see a webhook URL"),
    ("/control/links/{link}/webhook/rotate", "make a new webhook URL"),
    // Each of these makes another way in, or a greater one, which would not be asked.
    ("/control/people", "add a person"),
    ("/control/people/{user}", "change a person"),
    ("/control/people/{user}/state", "change who may act"),
    ("/control/settings/tokens", "make an API token"),
    ("/control/settings/home-assistant", "let a home automation open doors"),
    ("/control/people/{user}/sign-in-link", "make a link that signs somebody in"),
    ("/control/people/{user}/invitation", "invite somebody"),
    ("/control/settings/own/codes", "turn on one-time codes"),
    ("/control/settings/own/codes/off", "turn off one-time codes"),
    ("/control/settings/own/recovery-codes", "make new recovery codes"),
    ("/control/settings/own/passkeys/new", "add a passkey"),
    ("/control/settings/own/passkeys", "add a passkey"),
    ("/control/settings/own/passkeys/{passkey}/remove", "remove a passkey"),
];

/// Nothing that a form of ours sends is larger; in bytes.
const FORM: usize = 64 * 1024;
const PROOF: &str = "prove_";

#[derive(Template)]
#[template(path = "control/prove.html")]
struct ProvePage<'a> {
    form: &'a Form,
    meant: Vec<(&'a str, &'a str)>,
    action: &'a str,
    what: &'a str,
    email: &'a str,
    ways: Ways,
}

/// Asks for a proof where one is due.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(what) = guarded(&request) else { return next.run(request).await };
    let signed = match cookie(&app, request.headers()) {
        Some(cookie) => app.house.signed_in(cookie).await,
        None => Ok(None),
    };
    match signed {
        // Who is not signed in is sent to sign in, by the page itself.
        Ok(None) => next.run(request).await,
        Ok(Some(signed)) if signed.is_proved => next.run(request).await,
        Ok(Some(signed)) => match proved(&app, &signed, what, request).await {
            Ok(request) => next.run(request).await,
            Err(answer) => answer,
        },
        Err(trouble) => Failure::from(trouble).into_response(),
    }
}

fn guarded(request: &Request) -> Option<&'static str> {
    let path = request.extensions().get::<MatchedPath>()?;
    let found = GUARDED.iter().find(|(guarded, _)| *guarded == path.as_str());
    found.filter(|_| request.method() == Method::POST).map(|(_, what)| *what)
}

/// The request without its proof, if that is good; otherwise the page that asks for one.
async fn proved(app: &App, signed: &SignedIn, what: &str, request: Request) -> Result<Request, Response> {
    let (mut parts, body) = request.into_parts();
    let unreadable = || notice(StatusCode::BAD_REQUEST, "This form could not be read", "Nothing was changed.");
    let bytes = to_bytes(body, FORM).await.map_err(|_| unreadable())?;
    let mut form = read(app, &parts, bytes).await?;
    let Ok(Client(address)) = Client::from_request_parts(&mut parts, app).await;
    let said = |name: &str| form.some(name).map(ToOwned::to_owned);
    let given = match (said("prove_word"), said("prove_said"), said("prove_password")) {
        (Some(word), Some(said), _) => Some(app.house.prove_by_passkey(signed, &Said { word, said }, address).await),
        (_, _, Some(password)) => {
            let code = said("prove_code");
            Some(app.house.prove_by_password(signed, password, code.as_deref(), address).await)
        }
        _ => None,
    };
    match given {
        Some(Ok(())) => {
            let body = form.whole_without(PROOF);
            parts.headers.insert(header::CONTENT_LENGTH, body.len().into());
            return Ok(Request::from_parts(parts, Body::from(body)));
        }
        Some(Err(Trouble::NotKnown(why))) => form.refuse("", why),
        Some(Err(other)) => return Err(Failure::from(other).into_response()),
        None => {}
    }
    let ways = app.house.ways_to_prove(signed).await.map_err(|trouble| Failure::from(trouble).into_response())?;
    let action = parts.uri.path_and_query().map_or("", |path| path.as_str());
    let template =
        ProvePage { meant: form.pairs_without(PROOF), form: &form, action, what, email: &signed.user.email, ways };
    Err(show(StatusCode::FORBIDDEN, &template))
}

async fn read(app: &App, parts: &Parts, bytes: Bytes) -> Result<Form, Response> {
    use axum::extract::FromRequest as _;
    // A button without a form around its fields sends nothing at all.
    if bytes.is_empty() {
        return Ok(Form::new());
    }
    Form::from_request(Request::from_parts(parts.clone(), Body::from(bytes)), app).await
}

/// The question for a passkey, for the page's script.
pub async fn question(State(app): State<App>, visitor: Visitor) -> Result<Json<Question>, Failure> {
    Ok(Json(app.house.ask_to_prove(&visitor.signed).await?))
}
