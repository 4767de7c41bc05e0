//! Links: listed, looked at, copied, rotated, revoked.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use keylink_domain::id::LinkId;
use keylink_domain::link::Link;
use keylink_service::door::DoorNow;
use keylink_service::event::EventFilter;
use keylink_service::webhook::ShownWebhook;
use serde::Deserialize;

use super::choice::{Chip, address, chips};
use super::form::Form;
use super::link_form::{LinkFields, fields_of};
use super::link_view::{DoorNames, LinkView, Search, find};
use super::page::{Answer, Failure, Frame, Id, Section, done, frame, show as page};
use super::sentence::{Line, Names};
use super::session::Visitor;
use super::time::Shown;
use crate::app::App;

/// Links on a page.
const PAGE: usize = 50;
/// Lines of its history that a link's page shows.
const HISTORY: u32 = 100;

const CHIPS: [(&str, &str); 6] = [
    ("", "All"),
    ("active", "Active"),
    ("upcoming", "Upcoming"),
    ("expired", "Expired"),
    ("revoked", "Revoked"),
    ("used-up", "Used up"),
];

/// What the address of the list says.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    state: Option<String>,
    q: Option<String>,
    before: Option<String>,
}

#[derive(Template)]
#[template(path = "control/links.html")]
struct LinksPage {
    frame: Frame,
    chips: Vec<Chip>,
    state: String,
    text: String,
    links: Vec<LinkView>,
    next: Option<String>,
    is_filtered: bool,
}

/// Links, filtered.
pub async fn list(State(app): State<App>, visitor: Visitor, Query(wanted): Query<Wanted>) -> Answer {
    let search = Search { state: wanted.state.unwrap_or_default(), text: wanted.q.unwrap_or_default() };
    let before = wanted.before.as_deref().and_then(|id| id.parse().ok());
    let (links, next) = find(&app, &visitor, &search, before, PAGE).await?;
    let doors = DoorNames::of(&app.house.doors(&visitor.actor()).await?);
    let now = app.house.now();
    let (path, state, text) = ("/control/links", search.state.as_str(), search.text.as_str());
    let next = next.map(|id| id.to_string());
    let template = LinksPage {
        frame: frame(&visitor, Section::Links, "Links"),
        chips: chips(path, "state", state, &CHIPS, &[("q", text)]),
        links: links.iter().map(|link| LinkView::of(link, &doors, now)).collect(),
        next: next.map(|id| address(path, &[("state", state), ("q", text), ("before", &id)])),
        is_filtered: !state.is_empty() || !text.is_empty() || before.is_some(),
        state: search.state.clone(),
        text: search.text.clone(),
    };
    Ok(page(StatusCode::OK, &template))
}

/// An address to hand out, as a page shows it: a guest's link, a webhook URL, or both.
pub struct Handed {
    /// For the guest.
    pub guest: Option<GuestAddress>,
    /// For a program.
    pub webhook: Option<ShownWebhook>,
    /// What was done: made, copied or rotated.
    pub done: &'static str,
    /// Sentences about times that were skipped or said twice.
    pub warnings: Vec<String>,
}

/// A guest's address.
pub struct GuestAddress {
    /// The address.
    pub url: String,
    /// Its QR code, as SVG.
    pub qr: Option<String>,
    /// What to write to the guest.
    pub message: String,
}

/// The same link after somebody else changed it: each field as it stands now.
pub struct Meanwhile {
    /// Fields with their present values.
    pub fields: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "control/link.html")]
struct LinkPage<'a> {
    frame: Frame,
    link: LinkView,
    is_revoked: bool,
    maker: String,
    note: String,
    fields: LinkFields<'a>,
    handed: Option<Handed>,
    meanwhile: Option<Meanwhile>,
    history: Vec<Line>,
    created: Shown,
    webhook: Option<Shown>,
}

/// One link.
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    let link = app.house.link(&visitor.actor(), id).await?;
    link_page(&app, &visitor, &link, None, None, None).await
}

/// Shows a link's address again; that is an event.
pub async fn copy(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    let url = app.house.copy_link(&visitor.actor(), id).await?;
    let link = app.house.link(&visitor.actor(), id).await?;
    let handed = handed(&visitor, &link, url, "This is the link again. That it was copied is in the log.", Vec::new());
    link_page(&app, &visitor, &link, None, Some(handed), None).await
}

#[derive(Template)]
#[template(path = "control/confirm.html")]
pub(super) struct ConfirmPage {
    pub frame: Frame,
    pub question: String,
    pub message: String,
    pub act: &'static str,
    pub action: String,
    pub back: String,
    /// A field to send along: its name and value.
    pub field: Option<(&'static str, &'static str)>,
}

/// Asks whether a link shall have a new address.
pub async fn ask_rotate(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    let link = app.house.link(&visitor.actor(), id).await?;
    let message = "The old address dies at once: who has it can open nothing with it any more. Doors, window and uses stay as they are.";
    confirm(&visitor, &link, "Make a new address for", message, "Make a new address", "rotate")
}

/// Gives a link a new address.
pub async fn rotate(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    let made = app.house.rotate_link(&visitor.actor(), id).await?;
    let handed =
        handed(&visitor, &made.link, made.url, "This is the new link. The old address is dead.", made.warnings);
    link_page(&app, &visitor, &made.link, None, Some(handed), None).await
}

/// Asks whether a link shall be revoked.
pub async fn ask_revoke(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    let link = app.house.link(&visitor.actor(), id).await?;
    let doors = DoorNames::of(&app.house.doors(&visitor.actor()).await?).joined(&link);
    let used = match link.usage.uses {
        0 => "It was never used.".to_owned(),
        1 => "It was used once.".to_owned(),
        uses => format!("It was used {uses} times."),
    };
    let message = format!("From then on it opens nothing, for good: {doors}. {used} This cannot be undone.");
    confirm(&visitor, &link, "Revoke", &message, "Revoke the link", "revoke")
}

/// Revokes a link.
pub async fn revoke(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    app.house.revoke_link(&visitor.actor(), id).await?;
    Ok(done(&page_of(id), "link-revoked"))
}

fn confirm(visitor: &Visitor, link: &Link, question: &str, message: &str, act: &'static str, path: &str) -> Answer {
    let template = ConfirmPage {
        frame: frame(visitor, Section::Links, act),
        question: format!("{question} \u{201c}{}\u{201d}?", link.name),
        message: message.to_owned(),
        act,
        action: format!("{}/{path}", page_of(link.id)),
        back: page_of(link.id),
        field: None,
    };
    Ok(page(StatusCode::OK, &template))
}

/// Where a link's page is.
pub fn page_of(id: LinkId) -> String {
    format!("/control/links/{id}")
}

/// What to hand to the guest.
pub fn handed(visitor: &Visitor, link: &Link, url: String, done: &'static str, warnings: Vec<String>) -> Handed {
    let zone = &link.validity.zone;
    let until = link
        .validity
        .until
        .map(|until| format!(" It works until {}.", super::time::plain(until, zone)))
        .unwrap_or_default();
    let (name, organization) = (&visitor.signed.user.name, &visitor.organization.name);
    let message = format!(
        "{name} sends you a key for {organization}.{until} Open this page at the door and press the button: {url}"
    );
    let qr = crate::qr::svg(&url);
    Handed { guest: Some(GuestAddress { url, qr, message }), webhook: None, done, warnings }
}

/// What to hand to a program.
pub fn handed_webhook(webhook: ShownWebhook, done: &'static str) -> Handed {
    Handed { guest: None, webhook: Some(webhook), done, warnings: Vec::new() }
}

/// A link's page: with a form that was sent, an address to hand out, or what others changed, where there is such.
pub async fn link_page(
    app: &App,
    visitor: &Visitor,
    link: &Link,
    form: Option<&Form>,
    handed: Option<Handed>,
    meanwhile: Option<Meanwhile>,
) -> Answer {
    let (actor, now) = (visitor.actor(), app.house.now());
    let doors = app.house.doors(&actor).await?;
    let own = fields_of(link);
    let form = form.unwrap_or(&own);
    let webhook = app.house.webhook(&actor, link.id).await?;
    let maker = app.house.users(&actor).await?.into_iter().find(|user| user.id == link.maker);
    let template = LinkPage {
        frame: frame(visitor, Section::Links, link.name.clone()),
        link: LinkView::of(link, &DoorNames::of(&doors), now),
        is_revoked: link.is_revoked(),
        maker: maker.map(|maker| maker.name).unwrap_or_default(),
        note: link.description.clone(),
        fields: LinkFields::new(app, visitor, form, &doors, Some(link)).await?,
        handed,
        meanwhile,
        history: history(app, visitor, link, &doors).await?,
        created: super::time::to_the_minute(link.created_at, &link.validity.zone, now),
        webhook: webhook.map(|made| super::time::to_the_minute(made.created_at, &link.validity.zone, now)),
    };
    Ok(page(form.status(), &template))
}

async fn history(app: &App, visitor: &Visitor, link: &Link, doors: &[DoorNow]) -> Result<Vec<Line>, Failure> {
    let filter = EventFilter { link: Some(link.id), ..EventFilter::default() };
    let events = app.house.events(&visitor.actor(), filter, None, HISTORY).await?;
    let names = Names::with(visitor, app.house.now(), doors);
    Ok(events.iter().filter(|event| Names::is_worth_a_line(event)).map(|event| names.line(event)).collect())
}
