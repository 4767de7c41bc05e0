//! The guest page's four routes. Looking changes nothing; a press is a POST with a person's gesture.

use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use keylink_domain::id::DoorId;
use keylink_domain::refusal::Refusal;
use keylink_domain::secret::{Secret, SecretHash};
use keylink_service::gesture::{Gesture, Proof};
use keylink_service::guest::Carried;
use keylink_service::unlock::{End, NewPress, Pressed, PressedLink};
use serde::Deserialize;

use super::{AnswerBody, AnswerStep, GuestPage, LinkPath, NumberStep, View, Visitor, carried, response, view};
use crate::age::age_ms;
use crate::app::App;
use crate::client::Client;
use crate::language::Language;

/// What may stand behind the `?` of a guest page.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    lang: Option<String>,
}

/// The press, as page and script send it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PressForm {
    door: String,
    press: String,
    gesture: String,
    ticket: String,
    number: String,
    age: String,
}

/// `GET /k/{secret}`: the page. Changes nothing and counts as nothing.
pub async fn page(
    State(app): State<App>,
    Path(secret): Path<String>,
    Query(asked): Query<Asked>,
    client: Client,
    headers: HeaderMap,
) -> Response {
    let mut carried = carried::read(&app, &headers, &secret);
    let mut seen = look(&app, &secret, &carried, client).await;
    if seen.wants_device && carried.device.is_none() {
        // The first visit of this browser: it is given what it is known by before it presses, so that an answer
        // that gets lost on the way costs nothing. Nothing is kept of it here.
        carried.device = app.house.new_device().ok().map(|device| device.reveal().to_owned());
        seen = look(&app, &secret, &carried, client).await;
    }
    let visitor = visitor(&app, asked.lang.as_deref(), &headers, seen.language.as_deref());
    let mut answer = response::html(&GuestPage { visitor, view: seen.view });
    if let Some(device) = carried.device.filter(|_| seen.wants_device) {
        carried::keep_device(&app, &mut answer, &device);
    }
    answer
}

/// `GET /k/{secret}/state`: the page's live state as JSON. Changes nothing and counts as nothing.
pub async fn state(
    State(app): State<App>,
    Path(secret): Path<String>,
    Query(asked): Query<Asked>,
    client: Client,
    headers: HeaderMap,
) -> Response {
    let seen = look(&app, &secret, &carried::read(&app, &headers, &secret), client).await;
    let visitor = visitor(&app, asked.lang.as_deref(), &headers, seen.language.as_deref());
    let status = seen.view.status();
    response::json(status, &GuestPage { visitor, view: seen.view }.state())
}

/// `GET /k/{secret}/unlock`: somebody loaded the answer's address again; back to the page.
pub async fn back(Path(secret): Path<String>) -> Response {
    response::to(path(&secret).page())
}

/// `POST /k/{secret}/unlock`: the press.
pub async fn unlock(
    State(app): State<App>,
    Path(secret): Path<String>,
    Query(asked): Query<Asked>,
    client: Client,
    headers: HeaderMap,
    form: Result<Form<PressForm>, axum::extract::rejection::FormRejection>,
) -> Response {
    // A body that is no form names no door and no gesture: it opens nothing.
    let form = form.map(|Form(form)| form).unwrap_or_default();
    let carried = carried::read(&app, &headers, &secret);
    let hash = Secret::parse(&secret).ok().map(|secret| secret.hash());
    let press = Press { app: &app, secret: &secret, hash, client, form, carried };
    let pressed = press.carry_out().await;
    let link_language = pressed.link.as_ref().and_then(|link| link.language.as_deref());
    let visitor = visitor(&app, asked.lang.as_deref(), &headers, link_language);
    match (&pressed.link, wants_json(&headers)) {
        (None, for_script) => nothing_found(pressed.end, visitor, for_script),
        (Some(link), true) => press.for_script(link, pressed.end, visitor),
        (Some(link), false) => press.for_form(link, pressed.end, visitor).await,
    }
}

struct Press<'a> {
    app: &'a App,
    secret: &'a str,
    /// The secret's hash, where it has the shape of one.
    hash: Option<SecretHash>,
    client: Client,
    form: PressForm,
    carried: Carried,
}

impl Press<'_> {
    async fn carry_out(&self) -> Pressed {
        let Some(secret) = self.hash else { return self.app.house.press_nothing(self.client.0) };
        // What is no door's id is no door of any link.
        let door = self.form.door.parse().unwrap_or(DoorId::from_uuid(uuid::Uuid::nil()));
        let number = Some(self.form.press.clone()).filter(|number| (8..=64).contains(&number.len()));
        let press = NewPress { door, number, address: self.client.0, age_ms: age_ms(&self.form.age) };
        let shown = self.app.house.showing(secret, &self.carried);
        self.app.house.press_link_showing(secret, press, self.proof(secret), shown).await
    }

    fn proof(&self, secret: SecretHash) -> Proof {
        let gesture = match self.form.gesture.as_str() {
            "hold" => Gesture::Hold,
            "twice" => Gesture::Twice,
            "number" => self.form.number.trim().parse().map_or(Gesture::Plain, Gesture::Number),
            _ => Gesture::Plain,
        };
        self.app.house.prove(secret, gesture, &self.form.ticket)
    }

    fn for_script(&self, link: &PressedLink, end: End, visitor: Visitor<'_>) -> Response {
        let answer = view::answer(end);
        let standing = view::standing_after(link, end, visitor.now);
        let ticket = self.hash.and_then(|secret| self.app.house.ticket(secret).ok());
        let body = AnswerBody::new(answer, visitor.language, &view::maker(&link.maker_name), standing, ticket);
        response::json(answer.status(), &body)
    }

    async fn for_form(&self, link: &PressedLink, end: End, visitor: Visitor<'_>) -> Response {
        let seen = look(self.app, self.secret, &self.carried, self.client).await.view;
        let view = match (end, seen) {
            // Without a script the number on this page is the gesture. A link that is over shows its end.
            (End::Refused(Refusal::NoGesture), View::Doors(doors)) => self.ask_for_number(*doors),
            (End::Refused(Refusal::NoGesture), over) => over,
            // What the link asks for first has a page of its own.
            (End::Refused(_), first @ (View::Pin(_) | View::OtherDevice { .. })) => first,
            (end, seen) => self.answer(link, end, seen),
        };
        response::html(&GuestPage { visitor, view })
    }

    fn answer(&self, link: &PressedLink, end: End, seen: View) -> View {
        let (path, door_name) = match &seen {
            View::Doors(doors) => {
                let door = doors.doors.iter().find(|door| door.id.to_string() == self.form.door);
                (Some(doors.path.clone()), door.map(|door| door.name.clone()))
            }
            _ => (None, None),
        };
        let maker = view::maker(&link.maker_name);
        View::Answer(Box::new(AnswerStep { path, door_name, maker, answer: view::answer(end) }))
    }

    fn ask_for_number(&self, doors: super::DoorsView) -> View {
        let door = doors.doors.iter().find(|door| door.id.to_string() == self.form.door);
        let (Some(door), Some(secret)) = (door, self.hash) else { return View::Doors(Box::new(doors)) };
        match self.app.house.number_ticket(secret) {
            Ok((number, ticket)) => View::Number(Box::new(NumberStep {
                path: doors.path.clone(),
                door: door.id,
                door_name: door.name.clone(),
                press: view::press_id(&ticket, door.id.uuid().as_bytes()),
                ticket,
                number,
                wrong: self.form.gesture == "number",
            })),
            Err(trouble) => view::of_trouble(&trouble),
        }
    }
}

/// The view of a link, and what else its page is sent with.
struct Seen {
    view: View,
    /// The language that its maker chose for it.
    language: Option<String>,
    /// Whether this browser must be known again.
    wants_device: bool,
}

async fn look(app: &App, secret: &str, carried: &Carried, client: Client) -> Seen {
    let found = match app.house.guest_showing(secret, carried, client.0).await {
        Ok(guest) => app.house.ticket(guest.secret).map(|ticket| (guest, ticket)),
        Err(trouble) => Err(trouble),
    };
    match found {
        Ok((guest, ticket)) => {
            let (language, wants_device) = (guest.link.language.clone(), guest.wants_device);
            Seen { view: view::of(guest, path(secret), ticket), language, wants_device }
        }
        Err(trouble) => Seen { view: view::of_trouble(&trouble), language: None, wants_device: false },
    }
}

/// The answer where no link was found, or the house could not look.
fn nothing_found(end: End, visitor: Visitor<'_>, for_script: bool) -> Response {
    let answer = view::answer(end);
    let view = view::without_link(end);
    if !for_script {
        return response::html(&GuestPage { visitor, view });
    }
    let standing = GuestPage { visitor, view }.state().standing;
    let body = AnswerBody::new(answer, visitor.language, &super::Maker::unnamed(), standing, None);
    response::json(answer.status(), &body)
}

pub(super) fn visitor<'a>(app: &'a App, asked: Option<&str>, headers: &HeaderMap, link: Option<&str>) -> Visitor<'a> {
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language: &Language = app.languages.negotiate(asked, accept, link);
    Visitor { languages: &app.languages, language, now: app.house.now() }
}

fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("application/json"))
}

/// The page's own address in its clean spelling, without what chat programs hung on its end.
pub(super) fn path(secret: &str) -> LinkPath {
    let clean = keylink_domain::secret::Secret::parse(secret);
    LinkPath::new(clean.map_or_else(|_| "/k/".to_owned(), |secret| format!("/k/{}", secret.reveal())))
}
