//! Controllers on the wire. A password is shown once, in the answer that made it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keylink_domain::controller::{Controller, DriverKind};
use keylink_domain::id::ControllerId;
use keylink_service::controller::MadeController;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::created;
use super::page::{Page, PageQuery, short};
use super::problem::Problem;
use super::take::{Asked, Id, Sent};
use super::wire::Instant;
use crate::app::App;

/// The device or gateway that drives one door or several.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Controller)]
pub(crate) struct ControllerBody {
    #[schema(value_type = uuid::Uuid)]
    id: ControllerId,
    #[schema(example = "Cabinet, ground floor")]
    name: String,
    /// The language it speaks.
    #[schema(value_type = String, example = "mqtt")]
    driver: DriverKind,
    /// Whether it was last known to be reachable; null is unknown.
    online: Option<bool>,
    last_seen: Option<Instant>,
}

impl From<Controller> for ControllerBody {
    fn from(controller: Controller) -> Self {
        Self {
            id: controller.id,
            name: controller.name,
            driver: controller.driver,
            online: controller.online,
            last_seen: controller.last_seen.map(Instant::from),
        }
    }
}

/// A controller with what it needs to connect; the password is shown this once.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MadeController)]
pub(crate) struct MadeControllerBody {
    #[serde(flatten)]
    controller: ControllerBody,
    /// Its login name, and its client id.
    login: String,
    password: String,
    /// Where the broker inside the program listens; null with a broker outside.
    #[schema(example = "0.0.0.0:1883")]
    broker: Option<String>,
    topics: TopicsBody,
}

/// Its topics; docs/mqtt.md tells what goes over them.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ControllerTopics)]
struct TopicsBody {
    /// It listens here.
    command: String,
    /// It answers here.
    result: String,
    /// It says here that it is there.
    online: String,
    /// It reports a door here; put the door's channel in.
    door: String,
}

impl MadeControllerBody {
    fn new(made: MadeController, app: &App) -> Self {
        let id = made.controller.id;
        let topic = |end: &str| format!("keylink/1/{id}/{end}");
        Self {
            login: id.to_string(),
            password: made.password.reveal().to_owned(),
            broker: app.house.broker_address().map(|address| address.to_string()),
            topics: TopicsBody {
                command: topic("command"),
                result: topic("result"),
                online: topic("online"),
                door: topic("door/{channel}"),
            },
            controller: made.controller.into(),
        }
    }
}

/// A controller to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewController)]
pub(crate) struct NewControllerBody {
    #[schema(example = "Cabinet, ground floor")]
    name: String,
}

/// The controllers, oldest first.
#[utoipa::path(get, path = "/controllers", tag = "controllers", params(PageQuery),
    responses((status = 200, body = Page<ControllerBody>)))]
pub(crate) async fn list_controllers(
    State(app): State<App>,
    who: Admitted,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<Page<ControllerBody>>, Problem> {
    let all = app.house.controllers(&who.actor).await?;
    Ok(Json(short("controllers", all, |controller| controller.id.uuid(), &query)?))
}

/// Adds a controller. The answer holds its password, this once.
#[utoipa::path(post, path = "/controllers", tag = "controllers", request_body = NewControllerBody,
    responses((status = 201, body = MadeControllerBody)))]
pub(crate) async fn add_controller(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<NewControllerBody>,
) -> Result<impl IntoResponse, Problem> {
    let made = app.house.add_controller(&who.actor, &sent.each_time()?.name).await?;
    let location = created("controllers", made.controller.id);
    Ok((StatusCode::CREATED, location, Json(MadeControllerBody::new(made, &app))))
}

/// One controller.
#[utoipa::path(get, path = "/controllers/{id}", tag = "controllers", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = ControllerBody)))]
pub(crate) async fn show_controller(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<ControllerId>,
) -> Result<Json<ControllerBody>, Problem> {
    Ok(Json(app.house.controller(&who.actor, id).await?.into()))
}

/// Gives a controller a new password, and cuts the connection that used the old one.
#[utoipa::path(post, path = "/controllers/{id}/rotate", tag = "controllers", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = MadeControllerBody)))]
pub(crate) async fn rotate_controller(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<ControllerId>,
) -> Result<Json<MadeControllerBody>, Problem> {
    let made = app.house.rotate_controller(&who.actor, id, None).await?;
    Ok(Json(MadeControllerBody::new(made, &app)))
}
