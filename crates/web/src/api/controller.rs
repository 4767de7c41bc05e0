//! Controllers on the wire. A password is shown once, in the answer that made it.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keylink_domain::controller::{Controller, DriverKind};
use keylink_domain::id::ControllerId;
use keylink_service::Trouble;
use keylink_service::controller::{
    ChangeController, MadeController, NewDevice, Offer, Probe, Record, STEPS_MS, Settled,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::created;
use super::page::{Page, PageQuery, short};
use super::problem::Problem;
use super::take::{Asked, Id, Sent};
use super::wire::{self, Instant};
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
    /// What it is set up with, where Keylink calls it; secrets are not among it.
    #[serde(skip_serializing_if = "Option::is_none")]
    settings: Option<BTreeMap<String, String>>,
    /// The names of the secrets that are there.
    #[serde(skip_serializing_if = "Option::is_none")]
    secrets: Option<Vec<String>>,
    /// How it fared since the program began, on the node that answers; where one controller is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    health: Option<HealthBody>,
}

/// How a controller fared since the program began, on the node that answers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ControllerHealth)]
struct HealthBody {
    /// Commands that opened, as the hardware said.
    opened: u64,
    /// Commands that were taken, with nothing to confirm it.
    sent: u64,
    failed: u64,
    unknown: u64,
    /// How long those that opened or were taken took.
    latency: Vec<StepBody>,
    /// The last trouble that it had when it was asked how it is.
    trouble: Option<String>,
    trouble_at: Option<Instant>,
    /// The lowest battery of its doors, where it tells; null where it does not.
    battery_percent: Option<u8>,
}

/// How many took longer than the step before, and no longer than this.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LatencyStep)]
struct StepBody {
    /// Null for all that took longer.
    until_ms: Option<u32>,
    count: u64,
}

impl From<Record> for HealthBody {
    fn from(record: Record) -> Self {
        let ends = STEPS_MS.into_iter().map(Some).chain([None]);
        let latency = ends.zip(record.steps).map(|(until_ms, count)| StepBody { until_ms, count }).collect();
        let (trouble_at, trouble) = record.trouble.unzip();
        Self {
            opened: record.opened,
            sent: record.sent,
            failed: record.failed,
            unknown: record.unknown,
            latency,
            trouble,
            trouble_at: trouble_at.map(Instant::from),
            battery_percent: record.battery,
        }
    }
}

impl From<Controller> for ControllerBody {
    fn from(controller: Controller) -> Self {
        Self {
            id: controller.id,
            name: controller.name,
            driver: controller.driver,
            online: controller.online,
            last_seen: controller.last_seen.map(Instant::from),
            settings: None,
            secrets: None,
            health: None,
        }
    }
}

impl ControllerBody {
    /// With what it is set up with, for those who may see that.
    fn with(self, settled: Result<Settled, Trouble>) -> Result<Self, Problem> {
        match settled {
            Err(Trouble::Forbidden) => Ok(self),
            Ok(settled) if settled.settings.is_empty() => Ok(self),
            settled => {
                let Settled { settings, secrets } = settled?;
                Ok(Self { settings: Some(settings), secrets: Some(secrets), ..self })
            }
        }
    }
}

/// A controller that was added. One that connects by itself (`mqtt`) comes with what it needs for that; the password
/// is shown this once.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MadeController)]
pub(crate) struct MadeControllerBody {
    #[serde(flatten)]
    controller: ControllerBody,
    #[serde(flatten)]
    login: Option<LoginBody>,
}

/// What a controller needs to connect by itself.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ControllerLogin)]
struct LoginBody {
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
        let login = LoginBody {
            login: id.to_string(),
            password: made.password.reveal().to_owned(),
            broker: app.house.broker_address().map(|address| address.to_string()),
            topics: TopicsBody {
                command: topic("command"),
                result: topic("result"),
                online: topic("online"),
                door: topic("door/{channel}"),
            },
        };
        Self { login: Some(login), controller: made.controller.into() }
    }
}

/// A controller to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewController)]
pub(crate) struct NewControllerBody {
    #[schema(example = "Cabinet, ground floor")]
    name: String,
    /// Its kind, of those that `/drivers` lists; `mqtt` where none is named.
    #[schema(value_type = Option<String>, example = "shelly")]
    driver: Option<DriverKind>,
    /// What its kind asks for (`/drivers`); only for kinds that Keylink calls.
    settings: Option<BTreeMap<String, String>>,
}

/// What is to change of a controller; what is left out stays, secrets too.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeController)]
pub(crate) struct ChangeControllerBody {
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = String, required = false)]
    name: Option<String>,
    /// Who changes where the device is gives its secrets again.
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = BTreeMap<String, String>, required = false)]
    settings: Option<BTreeMap<String, String>>,
}

/// What came of asking a controller how it is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TestedController)]
pub(crate) struct TestedBody {
    /// Whether it answered, and was understood.
    reached: bool,
    /// Why not, in words.
    reason: Option<String>,
    /// What it told of itself, in words.
    facts: Vec<String>,
    /// The doors that it could have, where it tells; some may be there already. `POST /doors` adds one.
    offers: Vec<OfferBody>,
}

/// A door that a controller could have.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OfferedDoor)]
struct OfferBody {
    channel: String,
    /// What the device calls it.
    name: String,
}

impl From<Result<Probe, String>> for TestedBody {
    fn from(tested: Result<Probe, String>) -> Self {
        match tested {
            Ok(probe) => {
                let offer = |one: Offer| OfferBody { channel: one.channel.as_str().to_owned(), name: one.name };
                let offers = probe.offers.into_iter().map(offer).collect();
                Self { reached: true, reason: None, facts: probe.facts, offers }
            }
            Err(reason) => Self { reached: false, reason: Some(reason), facts: Vec::new(), offers: Vec::new() },
        }
    }
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

/// Adds a controller. The answer for one that connects by itself holds its password, this once.
#[utoipa::path(post, path = "/controllers", tag = "controllers", request_body = NewControllerBody,
    responses((status = 201, body = MadeControllerBody)))]
pub(crate) async fn add_controller(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<NewControllerBody>,
) -> Result<impl IntoResponse, Problem> {
    let body = sent.each_time()?;
    let made = match (body.driver.unwrap_or(DriverKind::Mqtt), body.settings) {
        (DriverKind::Mqtt, None) => {
            MadeControllerBody::new(app.house.add_controller(&who.actor, &body.name).await?, &app)
        }
        (driver, settings) => {
            let new = NewDevice { name: body.name, driver, settings: settings.unwrap_or_default() };
            let added = app.house.add_device(&who.actor, new).await?;
            let settled = app.house.settled(&who.actor, added.id).await;
            MadeControllerBody { controller: ControllerBody::from(added).with(settled)?, login: None }
        }
    };
    let location = created("controllers", made.controller.id);
    Ok((StatusCode::CREATED, location, Json(made)))
}

/// One controller.
#[utoipa::path(get, path = "/controllers/{id}", tag = "controllers", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = ControllerBody)))]
pub(crate) async fn show_controller(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<ControllerId>,
) -> Result<Json<ControllerBody>, Problem> {
    let known = ControllerBody::from(app.house.controller(&who.actor, id).await?);
    let health = match app.house.controller_record(&who.actor, id).await {
        Err(Trouble::Forbidden) => None,
        record => Some(record?.into()),
    };
    let shown = known.with(app.house.settled(&who.actor, id).await)?;
    Ok(Json(ControllerBody { health, ..shown }))
}

/// Changes a controller's name, and the settings of one that Keylink calls.
#[utoipa::path(patch, path = "/controllers/{id}", tag = "controllers", params(("id" = uuid::Uuid, Path)),
    request_body = ChangeControllerBody, responses((status = 200, body = ControllerBody)))]
pub(crate) async fn change_controller(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<ControllerId>,
    sent: Sent<ChangeControllerBody>,
) -> Result<Json<ControllerBody>, Problem> {
    let body = sent.change();
    let change = ChangeController { name: body.name, settings: body.settings };
    let changed = ControllerBody::from(app.house.change_controller(&who.actor, id, change).await?);
    Ok(Json(changed.with(app.house.settled(&who.actor, id).await)?))
}

/// Asks a controller how it is. It moves no door; that is what `/doors/{id}/unlock` is for.
#[utoipa::path(post, path = "/controllers/{id}/test", tag = "controllers", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = TestedBody)))]
pub(crate) async fn test_controller(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<ControllerId>,
) -> Result<Json<TestedBody>, Problem> {
    Ok(Json(app.house.test_controller(&who.actor, id).await?.into()))
}

/// A code with which an agent becomes the controller; shown this once.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EnrolmentCode)]
pub(crate) struct EnrolmentCodeBody {
    #[schema(example = "4f7h-x0kd-22qm-9rtz")]
    code: String,
    expires_at: Instant,
    /// What to type at the site.
    #[schema(example = "keylink agent enrol https://keys.example.org 4f7h-x0kd-22qm-9rtz")]
    command: String,
}

/// Makes a one-time code with which an agent becomes this controller. The agent that serves it goes on until another
/// one is enrolled.
#[utoipa::path(post, path = "/controllers/{id}/enrolment-code", tag = "controllers",
    params(("id" = uuid::Uuid, Path)), responses((status = 200, body = EnrolmentCodeBody)))]
pub(crate) async fn make_enrolment_code(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<ControllerId>,
) -> Result<Json<EnrolmentCodeBody>, Problem> {
    let made = app.house.make_enrolment_code(&who.actor, id).await?;
    let code = made.code.reveal();
    let command = format!("keylink agent enrol {} {code}", app.house.public_url());
    Ok(Json(EnrolmentCodeBody { code, expires_at: made.expires_at.into(), command }))
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

/// Removes a controller that no door is wired to. Its login is dead at once, and its connection is cut.
#[utoipa::path(delete, path = "/controllers/{id}", tag = "controllers", params(("id" = uuid::Uuid, Path)),
    responses((status = 204, description = "It is gone.")))]
pub(crate) async fn remove_controller(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<ControllerId>,
) -> Result<StatusCode, Problem> {
    app.house.remove_controller(&who.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
