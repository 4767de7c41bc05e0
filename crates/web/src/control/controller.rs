//! Controllers: listed, added, given a new login; and how to wire one.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use keylink_domain::door::Door;
use keylink_domain::id::ControllerId;
use keylink_service::IdempotencyKey;
use keylink_service::controller::{MadeController, about};

use super::badge::{self, Badge};
use super::device::{Kind, kinds};
use super::form::Form;
use super::link::ConfirmPage;
use super::link_fields::idempotency_key;
use super::organization::{Tab, tabs};
use super::page::{Answer, Failure, Frame, Id, Section, frame, show as page};
use super::session::Visitor;
use super::time::{self, Shown};
use crate::app::App;

const LIST: &str = "/control/settings/controllers";

/// A controller in the list.
struct Row {
    id: String,
    name: String,
    driver: &'static str,
    doors: String,
    badge: Badge,
    seen: Option<Shown>,
}

#[derive(Template)]
#[template(path = "control/controllers.html")]
struct ControllersPage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    kinds: Vec<Kind>,
    form: &'a Form,
}

/// What a device needs to know, shown once.
pub struct Wiring {
    login: String,
    password: String,
    channel: String,
    name: String,
    door: Option<String>,
}

impl Wiring {
    /// Of a controller just made or given a new login, perhaps with its door.
    pub fn of(made: &MadeController, door: Option<&Door>) -> Self {
        let channel = door.and_then(|door| door.address.as_ref()).map(|address| address.channel.as_str().to_owned());
        Self {
            login: made.controller.id.to_string(),
            password: made.password.reveal().to_owned(),
            channel: channel.unwrap_or_else(|| "1".to_owned()),
            name: made.controller.name.clone(),
            door: door.map(|door| super::door::address(door.id)),
        }
    }
}

#[derive(Template)]
#[template(path = "control/wiring.html")]
struct WiringPage {
    frame: Frame,
    wiring: Wiring,
    broker: String,
    host: String,
    port: String,
}

/// The page that shows a controller's login, once.
pub fn wiring_page(app: &App, visitor: &Visitor, wiring: Wiring) -> Response {
    let address = app.house.broker_address();
    let template = WiringPage {
        frame: frame(visitor, Section::Doors, "Wire the controller"),
        wiring,
        broker: address.map_or_else(|| "your broker".to_owned(), |address| address.to_string()),
        host: address.map_or_else(|| "your-broker".to_owned(), |address| address.ip().to_string()),
        port: address.map_or_else(|| "1883".to_owned(), |address| address.port().to_string()),
    };
    page(StatusCode::OK, &template)
}

/// The key of a form that carries one: sent again, it is known. `what` tells forms with the same fields apart.
pub fn key_of(visitor: &Visitor, form: &Form, what: &str) -> Result<Option<IdempotencyKey>, Failure> {
    let whole = form.clone().with("what", what);
    form.some("key").map(|_| idempotency_key(visitor, &whole)).transpose()
}

/// What a form with a key carries: another each time that the page is made anew.
pub fn fresh_key(app: &App) -> String {
    app.house.now().as_millisecond().to_string()
}

/// All controllers.
pub async fn list(State(app): State<App>, visitor: Visitor) -> Answer {
    controllers_page(&app, &visitor, &Form::new().with("key", fresh_key(&app))).await
}

/// Adds a controller.
pub async fn add(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let key = key_of(&visitor, &form, "controller")?;
    let made = app.house.add_controller_once(&visitor.actor(), form.value("name"), key).await;
    match form.hold(made)? {
        Some(made) => Ok(wiring_page(&app, &visitor, Wiring::of(&made, None))),
        None => controllers_page(&app, &visitor, &form).await,
    }
}

/// Asks before a controller is given a new login.
pub async fn ask_rotate(State(app): State<App>, visitor: Visitor, Id(id): Id<ControllerId>) -> Answer {
    let known = app.house.controller(&visitor.actor(), id).await?;
    let template = ConfirmPage {
        frame: frame(&visitor, Section::Settings, "New password"),
        question: format!("Make a new password for \u{201c}{}\u{201d}?", known.name),
        message:
            "The old one is dead at once, and the connection that uses it is cut. The controller\u{2019}s doors are \
                  offline until the new one is put in."
                .to_owned(),
        act: "Make a new password",
        action: format!("{LIST}/{id}/rotate"),
        back: LIST.to_owned(),
        field: Some(("key", fresh_key(&app))),
    };
    Ok(page(StatusCode::OK, &template))
}

/// Gives a controller a new login.
pub async fn rotate(State(app): State<App>, visitor: Visitor, Id(id): Id<ControllerId>, form: Form) -> Answer {
    let key = key_of(&visitor, &form, &format!("password of {id}"))?;
    let made = app.house.rotate_controller(&visitor.actor(), id, key).await?;
    Ok(wiring_page(&app, &visitor, Wiring::of(&made, None)))
}

async fn controllers_page(app: &App, visitor: &Visitor, form: &Form) -> Answer {
    let (actor, now) = (visitor.actor(), app.house.now());
    let doors = app.house.doors(&actor).await?;
    let doors_of = |id| {
        let own =
            doors.iter().filter(|known| known.door.address.as_ref().is_some_and(|address| address.controller == id));
        own.map(|known| known.door.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let known = app.house.controllers(&actor).await?;
    let rows = known.iter().map(|controller| Row {
        id: controller.id.to_string(),
        name: controller.name.clone(),
        driver: about(controller.driver).name,
        doors: doors_of(controller.id),
        badge: badge::online(controller.online),
        seen: controller.last_seen.map(|seen| time::to_the_minute(seen, &visitor.zone(), now)),
    });
    let template = ControllersPage {
        frame: frame(visitor, Section::Settings, "Controllers"),
        tabs: tabs(visitor, "controllers"),
        rows: rows.collect(),
        kinds: kinds(),
        form,
    };
    Ok(page(form.status(), &template))
}
