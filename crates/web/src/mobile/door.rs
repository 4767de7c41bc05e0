//! One's doors: listed with their live status, and opened.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use keylink_domain::door::DoorState;
use keylink_domain::id::DoorId;
use keylink_domain::secret::fingerprint_text;
use keylink_service::Trouble;
use keylink_service::door::OwnDoor;
use keylink_service::unlock::{NewPress, Pressed};

use super::outcome::{Told, not_tried, told};
use super::page::{Frame, Tab, frame};
use super::said;
use super::tongue::Tongue;
use crate::age::age_ms;
use crate::app::App;
use crate::client::Client;
use crate::control::badge::Badge;
use crate::control::form::Form;
use crate::control::page::{Answer, Failure, Id, show as page};
use crate::control::session::Visitor;
use crate::language::Language;

/// A door of one's own.
pub struct Card {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its building.
    pub site: String,
    /// What its hardware reports.
    pub status: Badge,
    /// The policy in force, where it is another than the standard one.
    pub state: Option<Badge>,
    /// Whether it may be opened from afar, and shared.
    pub remote_unlock: bool,
    /// Whether there is something for a press to move.
    pub wired: bool,
    /// What stands in the way, in words; empty if nothing does.
    pub note: String,
    /// The page's number for its press, where there is no script to give each its own.
    pub press: String,
    /// What came of the press that led to this page.
    pub told: Option<Told>,
}

/// What changes of a card by itself.
#[derive(Template)]
#[template(path = "mobile/door_status.html")]
pub struct Status<'a> {
    /// The card.
    pub card: &'a Card,
}

#[derive(Template)]
#[template(path = "mobile/doors.html")]
struct DoorsPage {
    frame: Frame,
    cards: Vec<Card>,
    known_as: String,
}

impl Card {
    /// The door for a visitor.
    pub fn of(own: &OwnDoor, visitor: &Visitor, t: &Language, now: Timestamp) -> Self {
        let door = &own.now.door;
        Self {
            id: door.id.to_string(),
            name: door.name.clone(),
            site: visitor.site_name(door.site).to_owned(),
            status: said::door_status(t, door, own.now.status),
            state: said::door_state(t, own.now.in_force(now), &own.now.zone, now),
            remote_unlock: own.remote_unlock,
            wired: door.address.is_some(),
            note: note(own, t, now),
            press: now.as_millisecond().to_string(),
            told: None,
        }
    }
}

fn note(own: &OwnDoor, t: &Language, now: Timestamp) -> String {
    let onsite = |key| format!("{} {}", t.text(key), t.text("app-use-card"));
    match own.now.in_force(now).state {
        DoorState::Locked => t.text("app-why-locked"),
        DoorState::OnsiteOnly => onsite("app-why-onsite"),
        DoorState::Unlocked => t.text("note-held-open"),
        DoorState::Standard if own.now.door.address.is_none() => t.text("app-why-not-wired"),
        DoorState::Standard if own.opens_next.is_some() => {
            let time = own.opens_next.map(|at| said::moment(t, at, &own.now.zone, now)).unwrap_or_default();
            t.attribute("outside-hours", "message", &[("time", time.into())])
        }
        DoorState::Standard if !own.remote_unlock => onsite("app-why-no-remote"),
        DoorState::Standard => String::new(),
    }
}

/// One's doors.
pub async fn list(State(app): State<App>, visitor: Visitor, tongue: Tongue) -> Answer {
    doors_page(&app, &visitor, &tongue, None).await
}

/// Somebody loaded the answer's address again: back to the doors.
pub async fn back(_visitor: Visitor) -> Redirect {
    Redirect::to("/app")
}

/// Opens one's door, and tells what came of it. The same press sent again moves nothing again.
pub async fn unlock(
    State(app): State<App>,
    Client(address): Client,
    visitor: Visitor,
    tongue: Tongue,
    Id(id): Id<DoorId>,
    headers: HeaderMap,
    form: Form,
) -> Answer {
    let number = form.some("press").filter(|number| number.len() <= 64).map(str::to_owned);
    let age_ms = age_ms(form.value("age"));
    let pressed = press(&app, &visitor, NewPress { door: id, number, address, age_ms }).await;
    if wants_json(&headers) {
        return Ok(for_script(pressed, &tongue.t));
    }
    let told = told(&pressed?, &tongue.t);
    doors_page(&app, &visitor, &tongue, Some((id, told))).await
}

async fn press(app: &App, visitor: &Visitor, press: NewPress) -> Result<Pressed, Trouble> {
    // A door that is not theirs is not there for them; their own is decided upon by the press.
    app.house.check_own_door(&visitor.actor(), press.door).await?;
    app.house.press_own(&visitor.actor(), press).await
}

fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("application/json"))
}

/// The script is told in its own form, also what is no outcome of a press.
fn for_script(pressed: Result<Pressed, Trouble>, t: &Language) -> Response {
    match pressed {
        Ok(pressed) => Json(told(&pressed, t)).into_response(),
        Err(trouble) => {
            let told = not_tried(&trouble, t);
            (Failure::from(trouble).into_response().status(), Json(told)).into_response()
        }
    }
}

async fn doors_page(app: &App, visitor: &Visitor, tongue: &Tongue, pressed: Option<(DoorId, Told)>) -> Answer {
    let mut cards = cards(app, visitor, &tongue.t).await?;
    let known_as = known_as(&cards);
    if let Some((id, told)) = pressed {
        let id = id.to_string();
        let card = cards.iter_mut().find(|card| card.id == id);
        card.into_iter().for_each(|card| card.told = Some(told.clone()));
    }
    Ok(page(StatusCode::OK, &DoorsPage { frame: frame(visitor, tongue, Tab::Doors, "app-doors"), cards, known_as }))
}

/// One's doors as cards, in their order.
pub async fn cards(app: &App, visitor: &Visitor, t: &Language) -> Result<Vec<Card>, Trouble> {
    let own = app.house.own_doors(&visitor.actor()).await?;
    let now = app.house.now();
    let mut cards: Vec<Card> = own.iter().map(|own| Card::of(own, visitor, t, now)).collect();
    cards.sort_by(|a, b| (&a.site, &a.name).cmp(&(&b.site, &b.name)));
    Ok(cards)
}

/// What tells a page with these cards from one with others: doors that were given, taken or renamed need another page.
pub fn known_as(cards: &[Card]) -> String {
    let of = |card: &Card| [&card.id, &card.name, &card.site].map(|text| format!("{text}\n")).concat();
    let parts: Vec<String> =
        cards.iter().map(|card| format!("{}{}{}", of(card), card.remote_unlock, card.wired)).collect();
    fingerprint_text(&parts.iter().map(String::as_bytes).collect::<Vec<_>>())
}
