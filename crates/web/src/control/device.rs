//! A controller's own page, where it is put into service: its connection tested, its doors pulsed, its settings changed;
//! and controllers that Keylink calls, added kind by kind.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use keylink_domain::controller::{Controller, DriverKind, Reach};
use keylink_domain::door::Door;
use keylink_domain::id::{ControllerId, DoorId};
use keylink_domain::user::Act;
use keylink_service::Trouble;
use keylink_service::controller::{ChangeController, Field, FieldKind, NewDevice, Probe, Record, Settled, about};
use keylink_service::unlock::NewPress;

use super::badge::{self, Badge};
use super::choice::Choice;
use super::form::Form;
use super::offer::{Offered, offered};
use super::page::{Answer, Failure, Frame, Id, Section, done, frame, not_found, show as page};
use super::session::Visitor;
use super::time::{self, Shown};
use super::unlock_words::{Told, told};
use crate::app::App;
use crate::client::Client;

/// What is filled in of what was found is no longer; in bytes.
const FOUND: usize = 500;
const LIST: &str = "/control/settings/controllers";

/// A kind that can be added, in the list of kinds.
pub struct Kind {
    /// Its page.
    pub href: String,
    /// What people call it.
    pub name: &'static str,
    /// What it is for.
    pub purpose: &'static str,
}

/// The kinds of controller that are added on a page of their own.
pub fn kinds() -> Vec<Kind> {
    let called = DriverKind::ALL.into_iter().filter(|kind| has_page(*kind));
    let kind = |kind: DriverKind| Kind {
        href: format!("{LIST}/new/{}", kind.as_str()),
        name: about(kind).name,
        purpose: about(kind).purpose,
    };
    called.map(kind).collect()
}

/// A field of a driver's settings, as a form shows it.
struct Input {
    name: &'static str,
    label: &'static str,
    help: String,
    shape: &'static str,
    required: bool,
    rare: bool,
    choices: Vec<Choice>,
}

impl Input {
    fn of(field: &Field, held: &[String]) -> Self {
        let kept = field.is_secret() && held.iter().any(|name| name == field.name);
        let (shape, choices) = match field.kind {
            FieldKind::Text | FieldKind::Place => ("text", Vec::new()),
            FieldKind::Lines => ("lines", Vec::new()),
            FieldKind::Secret => ("secret", Vec::new()),
            FieldKind::Choice(all) => ("choice", all.iter().map(|(value, label)| Choice::new(value, *label)).collect()),
        };
        let help =
            if kept { format!("Leave it empty to keep what is there. {}", field.help) } else { field.help.to_owned() };
        Self {
            name: field.name,
            label: field.label,
            help,
            shape,
            required: field.required && !kept,
            rare: field.rare,
            choices,
        }
    }
}

/// The fields that most never need: whether there are any, and whether they are shown at once.
struct Rare {
    any: bool,
    open: bool,
}

impl Rare {
    /// Whoever wrote something there, or something wrong, sees them.
    fn of(driver: DriverKind, form: &Form) -> Self {
        let mut fields = about(driver).fields.iter().filter(|field| field.rare).peekable();
        let any = fields.peek().is_some();
        let open = fields.any(|field| form.some(field.name).is_some() || !form.error(field.name).is_empty());
        Self { any, open }
    }
}

#[derive(Template)]
#[template(path = "control/controller_new.html")]
struct NewPage<'a> {
    frame: Frame,
    form: &'a Form,
    driver: &'static str,
    name: &'static str,
    purpose: &'static str,
    confirms: &'static str,
    tells: &'static str,
    inputs: Vec<Input>,
    rare: Rare,
    shown: String,
}

/// A door on the controller's page.
struct Place {
    id: String,
    name: String,
    channel: String,
    badge: Badge,
}

#[derive(Template)]
#[template(path = "control/controller.html")]
struct ControllerPage<'a> {
    frame: Frame,
    form: &'a Form,
    id: String,
    name: String,
    kind: &'static str,
    places: &'static str,
    confirms: &'static str,
    tells: &'static str,
    called: bool,
    agent: bool,
    code: Option<Code>,
    badge: Badge,
    seen: Option<Shown>,
    doors: Vec<Place>,
    inputs: Vec<Input>,
    rare: Rare,
    shown: String,
    fared: Vec<(&'static str, String)>,
    trouble: Option<(Shown, String)>,
    battery: Option<u8>,
    tested: Option<Result<Probe, String>>,
    press: String,
    told: Option<(String, Told)>,
    offered: Option<Offered>,
}

/// A code with which an agent becomes the controller, and what to type at the site.
struct Code {
    command: String,
    until: Shown,
}

/// What is shown besides what is always there.
#[derive(Default)]
pub struct Beside<'a> {
    code: Option<Code>,
    form: Option<&'a Form>,
    tested: Option<Result<Probe, String>>,
    told: Option<(String, Told)>,
}

impl<'a> Beside<'a> {
    /// A form that was sent from the page, and is not right.
    pub fn form(form: &'a Form) -> Self {
        Self { form: Some(form), ..Self::default() }
    }
}

/// Asks for a new controller of a kind. What was found of it is filled in; a secret never comes by an address.
pub async fn ask_new(
    visitor: Visitor,
    Path(driver): Path<String>,
    Query(found): Query<BTreeMap<String, String>>,
) -> Answer {
    visitor.must(Act::ManageDoors)?;
    let Some(driver) = settable(&driver) else { return Ok(not_found()) };
    let known = |name: &str| found.get(name).filter(|value| value.len() <= FOUND).cloned();
    let form = Form::new().with_some("name", known("name"));
    let form = about(driver).fields.iter().fold(form, |form, field| {
        let default = Some(field.default).filter(|default| !default.is_empty());
        let found = known(field.name).filter(|_| !field.is_secret());
        form.with_some(field.name, found.or(default.map(ToOwned::to_owned)))
    });
    Ok(new_page(&visitor, driver, &form))
}

/// Adds a controller of a kind, and goes to where it is tested.
pub async fn add(State(app): State<App>, visitor: Visitor, Path(driver): Path<String>, mut form: Form) -> Answer {
    let Some(driver) = settable(&driver) else { return Ok(not_found()) };
    let new = NewDevice { name: form.value("name").to_owned(), driver, settings: typed(driver, &form) };
    let made = app.house.add_device(&visitor.actor(), new).await;
    match form.hold(made)? {
        Some(made) => {
            // Asked at once, so that its page can offer its doors. What comes of it stands there.
            let answered = app.house.test_controller(&visitor.actor(), made.id).await?.is_ok();
            Ok(done(&address(made.id), if answered { "controller-answers" } else { "controller-added" }))
        }
        None => Ok(new_page(&visitor, driver, &form)),
    }
}

/// A controller's page.
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<ControllerId>) -> Answer {
    controller_page(&app, &visitor, id, Beside::default()).await
}

/// Changes a controller's name and settings.
pub async fn change(State(app): State<App>, visitor: Visitor, Id(id): Id<ControllerId>, mut form: Form) -> Answer {
    let known = app.house.controller(&visitor.actor(), id).await?;
    let called = !about(known.driver).fields.is_empty();
    let settings = called.then(|| typed(known.driver, &form));
    let change = ChangeController { name: Some(form.value("name").to_owned()), settings };
    let changed = app.house.change_controller(&visitor.actor(), id, change).await;
    match form.hold(changed)? {
        Some(_) => Ok(done(&address(id), "saved")),
        None => controller_page(&app, &visitor, id, Beside::form(&form)).await,
    }
}

/// Asks the controller how it is, and tells what it said.
pub async fn test(State(app): State<App>, visitor: Visitor, Id(id): Id<ControllerId>) -> Answer {
    let tested = app.house.test_controller(&visitor.actor(), id).await?;
    controller_page(&app, &visitor, id, Beside { tested: Some(tested), ..Beside::default() }).await
}

/// Makes an enrolment code, and shows it this once.
pub async fn make_code(State(app): State<App>, visitor: Visitor, Id(id): Id<ControllerId>) -> Answer {
    let made = app.house.make_enrolment_code(&visitor.actor(), id).await?;
    let command = format!("keylink agent enrol {} {}", app.house.public_url(), made.code.reveal());
    let until = time::to_the_minute(made.expires_at, &visitor.zone(), app.house.now());
    controller_page(&app, &visitor, id, Beside { code: Some(Code { command, until }), ..Beside::default() }).await
}

/// Opens one of its doors, as the visitor who may open it; and tells what came of it.
pub async fn pulse(
    State(app): State<App>,
    Client(client): Client,
    visitor: Visitor,
    Id(id): Id<ControllerId>,
    form: Form,
) -> Answer {
    let Ok(door) = form.value("door").parse::<DoorId>() else { return Ok(not_found()) };
    let now = app.house.door(&visitor.actor(), door).await?;
    let press = NewPress { door, number: form.some("press").map(str::to_owned), address: client, age_ms: 0 };
    let pressed = app.house.press_own(&visitor.actor(), press).await?;
    let told = Some((now.door.name, told(&pressed)));
    controller_page(&app, &visitor, id, Beside { told, ..Beside::default() }).await
}

/// Where a controller's page is.
pub fn address(id: ControllerId) -> String {
    format!("{LIST}/{id}")
}

/// A kind that has settings of its own, by its spelling.
fn settable(driver: &str) -> Option<DriverKind> {
    DriverKind::parse(driver).filter(|kind| has_page(*kind))
}

/// Whether a kind is added on a page of its own: all but devices that are given a login at once.
fn has_page(kind: DriverKind) -> bool {
    kind.reach() != Reach::Login
}

fn typed(driver: DriverKind, form: &Form) -> BTreeMap<String, String> {
    let fields = about(driver).fields.iter();
    fields.map(|field| (field.name.to_owned(), form.value(field.name).to_owned())).collect()
}

/// The names of a form's fields, at which errors are shown.
fn shown(driver: DriverKind) -> String {
    about(driver).fields.iter().fold("name".to_owned(), |all, field| all + " " + field.name)
}

fn new_page(visitor: &Visitor, driver: DriverKind, form: &Form) -> axum::response::Response {
    let kind = about(driver);
    let template = NewPage {
        frame: frame(visitor, Section::Settings, format!("Add {}", kind.name)),
        form,
        driver: driver.as_str(),
        name: kind.name,
        purpose: kind.purpose,
        confirms: kind.confirms,
        tells: kind.tells,
        inputs: kind.fields.iter().map(|field| Input::of(field, &[])).collect(),
        rare: Rare::of(driver, form),
        shown: shown(driver),
    };
    page(form.status(), &template)
}

/// The page of a controller.
pub async fn controller_page(app: &App, visitor: &Visitor, id: ControllerId, beside: Beside<'_>) -> Answer {
    let actor = visitor.actor();
    let known = app.house.controller(&actor, id).await?;
    let settled = match app.house.settled(&actor, id).await {
        Err(Trouble::Forbidden) => Settled::default(),
        settled => settled?,
    };
    let record = match app.house.controller_record(&actor, id).await {
        Err(Trouble::Forbidden) => Record::default(),
        record => record?,
    };
    let (kind, now, held) = (about(known.driver), app.house.now(), form_of(&known, &settled));
    let sent = beside.form.map(|form| form.clone().beside(held.clone()));
    let form = sent.as_ref().unwrap_or(&held);
    let template = ControllerPage {
        frame: frame(visitor, Section::Settings, known.name.clone()),
        form,
        id: id.to_string(),
        name: known.name.clone(),
        kind: kind.name,
        places: kind.places,
        confirms: kind.confirms,
        tells: kind.tells,
        called: !kind.fields.is_empty(),
        agent: known.driver.reach() == Reach::Enrolled,
        code: beside.code,
        badge: badge::online(known.online),
        seen: known.last_seen.map(|seen| time::to_the_minute(seen, &visitor.zone(), now)),
        doors: doors(app, visitor, id).await?,
        inputs: kind.fields.iter().map(|field| Input::of(field, &settled.secrets)).collect(),
        rare: Rare::of(known.driver, form),
        shown: shown(known.driver),
        fared: fared(&record),
        battery: record.battery,
        trouble: record.trouble.map(|(at, why)| (time::to_the_minute(at, &visitor.zone(), now), why)),
        tested: beside.tested,
        press: now.as_millisecond().to_string(),
        told: beside.told,
        offered: offered(app, visitor, id, form).await?,
    };
    let status = beside.form.map_or(StatusCode::OK, Form::status);
    Ok(page(status, &template))
}

/// How it fared, in words.
fn fared(record: &Record) -> Vec<(&'static str, String)> {
    if record.commands() == 0 {
        return Vec::new();
    }
    let within = |percent| match record.within_ms(percent) {
        Some(ms) if ms < 1_000 => format!("within {ms} ms"),
        Some(ms) => format!("within {} s", f64::from(ms) / 1_000.0),
        None => "longer than 5 s".to_owned(),
    };
    let mut fared = vec![("Opened", record.opened.to_string())];
    let rest = [("Sent", record.sent), ("Failed", record.failed), ("Not known", record.unknown)];
    fared.extend(rest.into_iter().filter(|(_, count)| *count > 0).map(|(name, count)| (name, count.to_string())));
    if record.opened + record.sent > 0 {
        fared.extend([("Half of them", within(50)), ("19 of 20", within(95))]);
    }
    fared
}

async fn doors(app: &App, visitor: &Visitor, id: ControllerId) -> Result<Vec<Place>, Failure> {
    let all = app.house.doors(&visitor.actor()).await?;
    let channel = |door: &Door| door.address.as_ref().filter(|at| at.controller == id).map(|at| at.channel.clone());
    let place = |now: &keylink_service::door::DoorNow| {
        Some(Place {
            id: now.door.id.to_string(),
            name: now.door.name.clone(),
            channel: channel(&now.door)?.as_str().to_owned(),
            badge: badge::door_status(&now.door, now.status),
        })
    };
    Ok(all.iter().filter_map(place).collect())
}

fn form_of(known: &Controller, settled: &Settled) -> Form {
    let form = Form::new().with("name", &known.name);
    settled.settings.iter().fold(form, |form, (name, value)| form.with(name, value))
}
