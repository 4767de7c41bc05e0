//! Webhook URLs at `/hooks`: machines open doors by POST and are told what came of it; looking opens nothing.

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use keylink_domain::id::{DoorId, LinkId};
use keylink_domain::refusal::Refusal;
use keylink_domain::secret::SecretHash;
use keylink_domain::unlock::Outcome;
use keylink_domain::webhook::SignedKnock;
use keylink_service::unlock::{End, NewPress, Pressed};
use keylink_service::webhook::{Knock, WebhookDoor, WebhookDoors};
use serde::Deserialize;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::api::{Problem, UnlockBody, press_number};
use crate::app::App;
use crate::client::{Client, bearer};
use crate::control::page;

/// The routes; none of them takes a browser's cookies.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/hooks", get(nowhere).post(knock_by_header))
        .route("/hooks/{key}", get(explain).post(knock))
        .layer(from_fn(page::headers))
        // The address is a secret.
        .layer(SetResponseHeaderLayer::overriding(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")))
}

const REVOKED: &str = "This webhook URL opens nothing any more";
const REVOKED_HELP: &str = "The link that it belongs to was revoked. Ask whoever gave it to you for a new one.";

const NO_DOORS_HELP: &str = "The doors that it opened were removed. Ask whoever gave it to you for a new one.";

/// What a machine may say besides.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    door: Option<String>,
}

#[derive(Template)]
#[template(path = "hooks/page.html")]
struct HowTo {
    url: String,
    doors: Vec<WebhookDoor>,
}

/// `GET /hooks`: no webhook URL.
async fn nowhere() -> Response {
    page::not_found()
}

/// `GET /hooks/{secret}`: how to use it. Opens nothing and counts as nothing.
async fn explain(State(app): State<App>, Path(key): Path<String>, Client(address): Client) -> Response {
    let doors = match app.house.believe(Knock::Secret(&key), address).await {
        Ok(secret) => app.house.webhook_doors(secret, address).await,
        Err(trouble) => Err(trouble),
    };
    match doors {
        Ok(WebhookDoors::Revoked(_)) => page::notice(StatusCode::GONE, REVOKED, REVOKED_HELP),
        Ok(WebhookDoors::Of(doors)) if doors.is_empty() => page::notice(StatusCode::GONE, REVOKED, NO_DOORS_HELP),
        Ok(WebhookDoors::Of(doors)) => {
            let url = format!("{}/hooks/{key}", app.house.public_url());
            page::show(StatusCode::OK, &HowTo { url, doors })
        }
        Err(trouble) => page::Failure::from(trouble).into_response(),
    }
}

/// `POST /hooks`: the secret is in the `Authorization` header.
async fn knock_by_header(
    State(app): State<App>,
    client: Client,
    query: Query<Asked>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let request = Request { app: &app, client, query: &query, headers: &headers, body: &body };
    let secret = bearer(&headers).ok_or_else(no_secret)?;
    request.carry_out(Knock::Secret(secret)).await
}

/// `POST /hooks/{key}`: the key is the secret, or the link's id and the request carries or proves the secret.
async fn knock(
    State(app): State<App>,
    Path(key): Path<String>,
    client: Client,
    query: Query<Asked>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let request = Request { app: &app, client, query: &query, headers: &headers, body: &body };
    let Ok(link) = key.parse::<LinkId>() else { return request.carry_out(Knock::Secret(&key)).await };
    match (bearer(&headers), request.signed()) {
        (Some(secret), _) => request.carry_out(Knock::Secret(secret)).await,
        (None, Some(signed)) => request.carry_out(Knock::Signed(link, signed)).await,
        (None, None) => Err(no_secret()),
    }
}

struct Request<'a> {
    app: &'a App,
    client: Client,
    query: &'a Asked,
    headers: &'a HeaderMap,
    body: &'a [u8],
}

impl<'a> Request<'a> {
    async fn carry_out(&self, knock: Knock<'a>) -> Result<Response, Problem> {
        let number = match &knock {
            // A signed knock that comes again is the same knock.
            Knock::Signed(_, signed) => Some(signed.id.to_owned()),
            Knock::Secret(_) => press_number(self.headers)?,
        };
        let named = self.door(matches!(knock, Knock::Signed(..)))?;
        let secret = self.app.house.believe(knock, self.client.0).await?;
        let door = match named {
            Some(door) => door,
            None => self.only_door(secret, number.as_ref()).await?,
        };
        let press = self.press(door, number);
        Ok(answer(self.app.house.press_webhook(secret, press).await))
    }

    fn signed(&self) -> Option<SignedKnock<'a>> {
        let (headers, body) = (self.headers, self.body);
        let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let (id, timestamp) = (said("webhook-id")?, said("webhook-timestamp")?);
        Some(SignedKnock { id, timestamp, signature: said("webhook-signature")?, body })
    }

    /// The door that is named, in the body or in the address. The signature covers the body alone: whoever catches a
    /// signed request must not send it on to another door.
    fn door(&self, is_signed: bool) -> Result<Option<DoorId>, Problem> {
        let body = match self.body.trim_ascii() {
            b"" => Asked::default(),
            body => serde_json::from_slice(body).map_err(|_| {
                Problem::field(
                    "body",
                    "send nothing, or JSON such as {\"door\": \"the door's id\"}; see GET of this URL",
                )
            })?,
        };
        if is_signed && self.query.door.is_some() {
            let message = "name the door in the body, which is signed; the address is not. Nothing was opened";
            return Err(Problem::field("door", message));
        }
        let named = body.door.or_else(|| self.query.door.clone());
        named
            .map(|id| id.parse().map_err(|_| Problem::field("door", "give the door's id; GET of this URL lists them")))
            .transpose()
    }

    fn press(&self, door: DoorId, number: Option<String>) -> NewPress {
        NewPress { door, number, address: self.client.0, age_ms: 0 }
    }

    /// The one door of a link that has no other. A revoked link is refused at its first: the log is to say that
    /// somebody still knocks.
    async fn only_door(&self, secret: SecretHash, number: Option<&String>) -> Result<DoorId, Problem> {
        let doors = match self.app.house.webhook_doors(secret, self.client.0).await? {
            WebhookDoors::Of(doors) => doors,
            WebhookDoors::Revoked(door) => {
                if let Some(door) = door {
                    // It is decided as every press is; whatever was decided, the knock is told no more than this.
                    self.app.house.press_webhook(secret, self.press(door, number.cloned())).await;
                }
                return Err(Problem::new(StatusCode::FORBIDDEN, Refusal::LinkRevoked.code(), REVOKED_HELP));
            }
        };
        match doors.as_slice() {
            [one] => Ok(one.id),
            [] => Err(Problem::new(StatusCode::FORBIDDEN, Refusal::DoorNotOnLink.code(), NO_DOORS_HELP)),
            several => {
                let list: Vec<String> = several.iter().map(|door| format!("{} ({})", door.id, door.name)).collect();
                let message = format!("say which one; nothing was opened. There are: {}", list.join(", "));
                Err(Problem::field("door", message))
            }
        }
    }
}

fn no_secret() -> Problem {
    let detail = "send the webhook URL's secret: in the address (POST /hooks/SECRET), in the header Authorization: \
        Bearer SECRET, or sign the request (webhook-id, webhook-timestamp, webhook-signature)";
    Problem::new(StatusCode::UNAUTHORIZED, "not_known", detail)
}

/// What came of it, so that a program that looks at nothing but the status is told the truth.
fn answer(pressed: Pressed) -> Response {
    let status = match pressed.end {
        End::Done(Outcome::Opened | Outcome::Sent) => StatusCode::OK,
        End::Done(Outcome::Failed(_)) => StatusCode::BAD_GATEWAY,
        End::Done(Outcome::Unknown) => StatusCode::GATEWAY_TIMEOUT,
        End::Refused(Refusal::UnknownLink) => StatusCode::NOT_FOUND,
        End::Refused(Refusal::TooManyPresses) => StatusCode::TOO_MANY_REQUESTS,
        End::Refused(Refusal::NotRecorded) | End::Undecided => StatusCode::SERVICE_UNAVAILABLE,
        End::Refused(_) => StatusCode::FORBIDDEN,
    };
    (status, Json(UnlockBody::from(pressed))).into_response()
}
