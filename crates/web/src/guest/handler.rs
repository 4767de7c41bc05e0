//! The guest page's four routes. Looking changes nothing; a press is a POST with a person's gesture.

use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use keylink_domain::id::DoorId;
use keylink_domain::refusal::Refusal;
use keylink_service::Trouble;
use keylink_service::gesture::{Gesture, Verdict};
use keylink_service::guest::PressedLink;
use keylink_service::unlock::{End, NewPress, Pressed};
use serde::Deserialize;

use super::{AnswerBody, AnswerStep, GuestPage, LinkPath, NumberStep, View, Visitor, response, view};
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
}

/// `GET /k/{secret}`: the page. Changes nothing and counts as nothing.
pub async fn page(
    State(app): State<App>,
    Path(secret): Path<String>,
    Query(asked): Query<Asked>,
    client: Client,
    headers: HeaderMap,
) -> Response {
    let (view, link_language) = look(&app, &secret, client).await;
    let visitor = visitor(&app, asked.lang.as_deref(), &headers, link_language.as_deref());
    response::html(&GuestPage { visitor, view })
}

/// `GET /k/{secret}/state`: the page's live state as JSON. Changes nothing and counts as nothing.
pub async fn state(
    State(app): State<App>,
    Path(secret): Path<String>,
    Query(asked): Query<Asked>,
    client: Client,
    headers: HeaderMap,
) -> Response {
    let (view, link_language) = look(&app, &secret, client).await;
    let visitor = visitor(&app, asked.lang.as_deref(), &headers, link_language.as_deref());
    let status = view.status();
    response::json(status, &GuestPage { visitor, view }.state())
}

/// `GET /k/{secret}/unlock`: somebody loaded the answer's address again; back to the page.
pub async fn back(Path(secret): Path<String>) -> Response {
    let mut answer = Redirect::to(path(&secret).page()).into_response();
    answer.headers_mut().extend(response::headers().clone());
    answer
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
    let link = app.house.pressed_link(&secret, client.0).await;
    let link_language = link.as_ref().ok().and_then(|link| link.link.language.clone());
    let visitor = visitor(&app, asked.lang.as_deref(), &headers, link_language.as_deref());
    let link = match link {
        Ok(link) => link,
        Err(trouble) => return not_found(&trouble, visitor, &headers),
    };
    // A body that is no form names no door and no gesture: it opens nothing.
    let form = form.map(|Form(form)| form).unwrap_or_default();
    let press = Press { app: &app, secret: &secret, client, visitor, link, form };
    if wants_json(&headers) { press.for_script().await } else { press.for_form().await }
}

struct Press<'a> {
    app: &'a App,
    secret: &'a str,
    client: Client,
    visitor: Visitor<'a>,
    link: PressedLink,
    form: PressForm,
}

impl Press<'_> {
    async fn for_script(self) -> Response {
        let end = match self.verdict() {
            Verdict::Person => self.carry_out().await.end,
            Verdict::AskForNumber => End::Refused(Refusal::NoGesture),
        };
        let answer = view::answer(end);
        let standing = view::standing_after(&self.link.link, end, self.visitor.now);
        let ticket = self.app.house.ticket(self.link.link.id).ok();
        let maker = view::maker(&self.link.maker_name);
        let body = AnswerBody::new(answer, self.visitor.language, &maker, standing, ticket);
        response::json(answer.status(), &body)
    }

    async fn for_form(self) -> Response {
        match self.verdict() {
            Verdict::Person => self.answer_page().await,
            Verdict::AskForNumber => self.number_page().await,
        }
    }

    async fn answer_page(self) -> Response {
        let pressed = self.carry_out().await;
        let (seen, _) = look(self.app, self.secret, self.client).await;
        let (path, door_name) = match &seen {
            View::Doors(doors) => {
                let door = doors.doors.iter().find(|door| door.id.to_string() == self.form.door);
                (Some(doors.path.clone()), door.map(|door| door.name.clone()))
            }
            _ => (None, None),
        };
        let maker = view::maker(&self.link.maker_name);
        let step = AnswerStep { path, door_name, maker, answer: view::answer(pressed.end) };
        response::html(&GuestPage { visitor: self.visitor, view: View::Answer(Box::new(step)) })
    }

    /// Without a script the number on this page is the gesture. A link that is over shows its end.
    async fn number_page(self) -> Response {
        let (seen, _) = look(self.app, self.secret, self.client).await;
        let view = match seen {
            View::Doors(doors) => self.ask_for_number(*doors),
            over => over,
        };
        response::html(&GuestPage { visitor: self.visitor, view })
    }

    fn ask_for_number(&self, doors: super::DoorsView) -> View {
        let Some(door) = doors.doors.iter().find(|door| door.id.to_string() == self.form.door) else {
            return View::Doors(Box::new(doors));
        };
        match self.app.house.number_ticket(self.link.link.id) {
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

    fn verdict(&self) -> Verdict {
        let gesture = match self.form.gesture.as_str() {
            "hold" => Gesture::Hold,
            "twice" => Gesture::Twice,
            "number" => self.form.number.trim().parse().map_or(Gesture::Plain, Gesture::Number),
            _ => Gesture::Plain,
        };
        self.app.house.judge(self.link.link.id, self.link.organization.gesture, gesture, &self.form.ticket)
    }

    async fn carry_out(&self) -> Pressed {
        let Ok(door) = self.form.door.parse::<DoorId>() else {
            return Pressed { unlock: None, end: End::Refused(Refusal::DoorNotOnLink), latency_ms: 0 };
        };
        let number = Some(self.form.press.clone()).filter(|number| (8..=64).contains(&number.len()));
        let press = NewPress { door, number, address: self.client.0 };
        self.app.house.press_link(self.link.secret, &self.link.link, press).await
    }
}

/// The view of a link, and the language that its maker chose for it.
async fn look(app: &App, secret: &str, client: Client) -> (View, Option<String>) {
    let found = match app.house.guest(secret, client.0).await {
        Ok(guest) => app.house.ticket(guest.link.id).map(|ticket| (guest, ticket)),
        Err(trouble) => Err(trouble),
    };
    match found {
        Ok((guest, ticket)) => {
            let language = guest.link.language.clone();
            (view::of(guest, path(secret), ticket), language)
        }
        Err(trouble) => (view::of_trouble(&trouble), None),
    }
}

fn not_found(trouble: &Trouble, visitor: Visitor<'_>, headers: &HeaderMap) -> Response {
    let view = view::of_trouble(trouble);
    if !wants_json(headers) {
        return response::html(&GuestPage { visitor, view });
    }
    let refusal = match trouble {
        Trouble::NotFound(_) => Refusal::UnknownLink,
        Trouble::TooOften { .. } => Refusal::TooManyPresses,
        _ => Refusal::NotRecorded,
    };
    let answer = super::Answer::Refused(refusal);
    let standing = GuestPage { visitor, view }.state().standing;
    let body = AnswerBody::new(answer, visitor.language, &super::Maker::unnamed(), standing, None);
    response::json(answer.status(), &body)
}

fn visitor<'a>(app: &'a App, asked: Option<&str>, headers: &HeaderMap, link: Option<&str>) -> Visitor<'a> {
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language: &Language = app.languages.negotiate(asked, accept, link);
    Visitor { languages: &app.languages, language, now: app.house.now() }
}

fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("application/json"))
}

/// The page's own address in its clean spelling, without what chat programs hung on its end.
fn path(secret: &str) -> LinkPath {
    let clean = keylink_domain::secret::Secret::parse(secret);
    LinkPath::new(clean.map_or_else(|_| "/k/".to_owned(), |secret| format!("/k/{}", secret.reveal())))
}
