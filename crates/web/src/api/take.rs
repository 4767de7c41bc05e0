//! What a request brings: ids in its path, words in its query, JSON in its body, an idempotency key.

use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use keylink_domain::actor::Actor;
use keylink_domain::id::{
    AccessId, ControllerId, CredentialId, DoorId, GroupId, LinkId, ScheduleId, SiteId, TemplateId, TokenId, UserId,
};
use keylink_service::{IdempotencyKey, Trouble};
use serde::de::{DeserializeOwned, IgnoredAny};

use super::problem::Problem;
use crate::app::App;

/// The id in the path. Text that is no id names nothing, like an id that nothing has.
pub(crate) struct Id<T>(pub(crate) T);

/// What an id names, for the sentence that says there is none.
pub(crate) trait Named: FromStr {
    const NOUN: &'static str;
}

macro_rules! named {
    ($($id:ty = $noun:literal),* $(,)?) => { $(impl Named for $id { const NOUN: &'static str = $noun; })* };
}

named!(
    AccessId = "access",
    ControllerId = "controller",
    CredentialId = "credential",
    DoorId = "door",
    GroupId = "group",
    LinkId = "link",
    ScheduleId = "schedule",
    SiteId = "site",
    TemplateId = "template",
    TokenId = "token",
    UserId = "user",
);

impl<T: Named> FromRequestParts<App> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let none = || Problem::from(Trouble::NotFound(T::NOUN));
        let Path(text) = Path::<String>::from_request_parts(parts, app).await.map_err(|_| none())?;
        text.parse().map(Self).map_err(|_| none())
    }
}

/// The query; an unknown or unreadable word in it is said, never passed over.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<App> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let query = Query::<T>::from_request_parts(parts, app).await;
        query.map(|Query(asked)| Self(asked)).map_err(|error| Problem::query(said(&error.body_text())))
    }
}

/// axum puts its own words before those that say what is wrong.
fn said(text: &str) -> String {
    text.strip_prefix("Failed to deserialize query string: ").unwrap_or(text).to_owned()
}

/// The JSON body, with what is needed to know the request again.
pub(crate) struct Sent<T> {
    value: T,
    key: Option<String>,
    method: String,
    path: String,
    body: Bytes,
}

impl<T: DeserializeOwned> FromRequest<App> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        check_content_type(request.headers())?;
        let key = idempotency_header(request.headers())?;
        let (method, path) = (request.method().to_string(), request.uri().to_string());
        let body = Bytes::from_request(request, app).await.map_err(unreadable)?;
        let value = parse(&body)?;
        Ok(Self { value, key, method, path, body })
    }
}

impl<T> Sent<T> {
    /// The body, with the idempotency key of the request, if it has one. Another user's same request is
    /// another one.
    pub(crate) fn once(self, actor: &Actor) -> Result<(T, Option<IdempotencyKey>), Problem> {
        let user = actor.user().map(|user| user.to_string()).unwrap_or_default();
        let request = [user.as_bytes(), self.method.as_bytes(), self.path.as_bytes(), &self.body];
        let key = self.key.as_deref().map(|key| IdempotencyKey::new(key, &request)).transpose()?;
        Ok((self.value, key))
    }

    /// The body of a request that may be sent again without harm: a change.
    pub(crate) fn change(self) -> T {
        self.value
    }

    /// The body of a request that makes something each time it comes. Whoever trusts in a key is told so.
    pub(crate) fn each_time(self) -> Result<T, Problem> {
        let message = "this path does not honour it; look whether the thing is there, then send without it";
        if self.key.is_none() { Ok(self.value) } else { Err(Problem::field("Idempotency-Key", message)) }
    }
}

/// The number of a press, from its idempotency key.
pub(crate) struct PressNumber(pub(crate) Option<String>);

impl FromRequestParts<App> for PressNumber {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        press_number(&parts.headers).map(Self)
    }
}

/// The number of a press, where the request gives it one.
pub(crate) fn press_number(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let key = idempotency_header(headers)?;
    key.as_deref().map(|key| IdempotencyKey::new(key, &[])).transpose()?;
    Ok(key)
}

fn idempotency_header(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let text =
        value.to_str().map_err(|_| Problem::field("Idempotency-Key", "use 1 to 255 visible ASCII characters"))?;
    Ok(Some(text.to_owned()))
}

fn check_content_type(headers: &HeaderMap) -> Result<(), Problem> {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let kind = said.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    if kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json")) {
        return Ok(());
    }
    let detail = "send the body as JSON, with the header: Content-Type: application/json";
    Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json", detail))
}

fn unreadable(error: BytesRejection) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        let detail = "the body is too large; nothing that the API takes needs more than 64 KB";
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail);
    }
    Problem::new(StatusCode::BAD_REQUEST, "unreadable", "the body broke off on its way; send it again")
}

/// Reads JSON; what does not fit is named by its place.
fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    // A list would be read as an object's fields in their order, which nobody means.
    if body.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        serde_json::from_slice::<IgnoredAny>(body).map_err(|error| malformed(&error))?;
        return Err(Problem::field("body", "send an object, such as {\"name\": \"Weekend, Mia\"}"));
    }
    let mut json = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| misfit(&error))?;
    json.end().map_err(|error| malformed(&error))?;
    Ok(value)
}

fn misfit(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let inner = error.inner();
    if !inner.is_data() {
        return malformed(inner);
    }
    let text = inner.to_string();
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    let place = error.path().to_string();
    // Where a field is missing or there twice, the place is the object around it.
    let odd = message.strip_prefix("missing field `").or_else(|| message.strip_prefix("duplicate field `"));
    let field = match (place.as_str(), odd.and_then(|rest| rest.strip_suffix('`'))) {
        (".", Some(field)) => field.to_owned(),
        (".", None) => "body".to_owned(),
        (place, Some(field)) => format!("{place}.{field}"),
        (place, None) => place.to_owned(),
    };
    Problem::field(field, message)
}

fn malformed(error: &serde_json::Error) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "malformed", format!("the body is not JSON: {error}"))
}
