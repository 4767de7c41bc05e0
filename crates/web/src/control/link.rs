//! Links: listed, looked at, copied, rotated, revoked.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use keylink_domain::hollow::LinkStanding;
use keylink_domain::id::LinkId;
use keylink_domain::link::Link;
use keylink_service::door::DoorNow;
use keylink_service::webhook::ShownWebhook;
use serde::Deserialize;

use super::arrival::{self, Told};
use super::choice::{Chip, Choice, address, chips};
use super::delivery::{self, Sending};
use super::form::Form;
use super::history;
use super::link_fields::{LinkFields, fields_of};
use super::link_guests::GuestFacts;
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

const CHIPS: [(&str, &str); 7] = [
    ("", "All"),
    ("active", "Active"),
    ("upcoming", "Upcoming"),
    ("expired", "Expired"),
    ("revoked", "Revoked"),
    ("used-up", "Used up"),
    ("opens-nothing", "Opens nothing"),
];

/// What the address of the list says.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    state: Option<String>,
    q: Option<String>,
    door: Option<String>,
    maker: Option<String>,
    before: Option<String>,
}

#[derive(Template)]
#[template(path = "control/links.html")]
struct LinksPage {
    frame: Frame,
    chips: Vec<Chip>,
    state: String,
    text: String,
    door: String,
    maker: String,
    doors: Vec<Choice>,
    makers: Vec<Choice>,
    links: Vec<LinkView>,
    next: Option<String>,
    is_filtered: bool,
}

/// Links, filtered.
pub async fn list(State(app): State<App>, visitor: Visitor, Query(wanted): Query<Wanted>) -> Answer {
    let (door, maker) = (wanted.door.unwrap_or_default(), wanted.maker.unwrap_or_default());
    let search = Search {
        state: wanted.state.unwrap_or_default(),
        text: wanted.q.unwrap_or_default(),
        door: door.parse().ok(),
        maker: maker.parse().ok(),
    };
    let before = wanted.before.as_deref().and_then(|id| id.parse().ok());
    let found = find(&app, &visitor, &search, before, PAGE).await?;
    let known = app.house.doors(&visitor.actor()).await?;
    let names = DoorNames::of(&known);
    let now = app.house.now();
    let (path, state, text) = ("/control/links", search.state.as_str(), search.text.as_str());
    let rest = [("q", text), ("door", door.as_str()), ("maker", maker.as_str())];
    let next = found.next.map(|id| id.to_string());
    let older = |id: String| address(path, &[&[("state", state), ("before", id.as_str())], &rest[..]].concat());
    let template = LinksPage {
        frame: frame(&visitor, Section::Links, "Links"),
        chips: chips(path, "state", state, &CHIPS, &rest),
        links: found.links.iter().map(|link| LinkView::of(link, &found.hollows, &names, now)).collect(),
        next: next.map(older),
        is_filtered: [state, text, &door, &maker].iter().any(|part| !part.is_empty()) || before.is_some(),
        doors: with_all("All doors", known.iter().map(|known| Choice::new(known.door.id, known.door.name.clone()))),
        makers: makers(&app, &visitor).await?,
        state: search.state.clone(),
        text: search.text.clone(),
        door,
        maker,
    };
    Ok(page(StatusCode::OK, &template))
}

/// Whose links there may be, for those who see everybody's.
async fn makers(app: &App, visitor: &Visitor) -> Result<Vec<Choice>, Failure> {
    let users = app.house.users(&visitor.actor()).await?;
    let makers = with_all("Everybody", users.into_iter().map(|user| Choice::new(user.id, user.name)));
    Ok(if makers.len() > 2 { makers } else { Vec::new() })
}

fn with_all(all: &str, choices: impl Iterator<Item = Choice>) -> Vec<Choice> {
    [Choice::new("", all)].into_iter().chain(choices).collect()
}

#[derive(Template)]
#[template(path = "control/links_revoke.html")]
struct RevokePage {
    frame: Frame,
    links: Vec<LinkView>,
}

/// Revokes several links: asks first, and says which.
pub async fn revoke_many(State(app): State<App>, visitor: Visitor, form: Form) -> Answer {
    let ids: Vec<LinkId> = form.all("link").filter_map(|id| id.parse().ok()).collect();
    if ids.is_empty() {
        return Ok(done("/control/links", "none-chosen"));
    }
    if form.is("sure", "yes") {
        app.house.revoke_links(&visitor.actor(), &ids).await?;
        return Ok(done("/control/links", "links-revoked"));
    }
    let (names, now) = (DoorNames::of(&app.house.doors(&visitor.actor()).await?), app.house.now());
    let mut links = Vec::with_capacity(ids.len());
    for id in ids {
        links.push(app.house.link(&visitor.actor(), id).await?);
    }
    let hollows = app.house.hollows(&links).await?;
    let links = links.iter().map(|link| LinkView::of(link, &hollows, &names, now)).collect();
    Ok(page(StatusCode::OK, &RevokePage { frame: frame(&visitor, Section::Links, "Revoke links"), links }))
}

/// An address to hand out, as a page shows it: a guest's link, a webhook URL, or both.
pub struct Handed {
    /// For the guest.
    pub guest: Option<GuestAddress>,
    /// For a program.
    pub webhook: Option<ShownWebhook>,
    /// The QR code of the program's address, as SVG.
    pub webhook_qr: Option<String>,
    /// What was done: made, copied or rotated.
    pub done: &'static str,
    /// Sentences about times that were skipped or said twice.
    pub warnings: Vec<String>,
}

/// A guest's address.
pub struct GuestAddress {
    /// The address.
    pub url: String,
    /// The page of its link.
    pub page: String,
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
    /// Why it opens nothing although its own window does not say so; empty where it opens.
    hollow: &'static str,
    maker: String,
    note: String,
    fields: LinkFields<'a>,
    handed: Option<Handed>,
    meanwhile: Option<Meanwhile>,
    /// What was typed, where there is no form to show it in.
    typed: Vec<(&'static str, String)>,
    history: Vec<Line>,
    /// Where its older lines are, where there are some.
    older: Option<String>,
    created: Shown,
    webhook: Option<Shown>,
    webhook_generation: u32,
    sending: Sending<'a>,
    guests: GuestFacts,
    /// The same fields over the form of arrivals.
    arrivals: LinkFields<'a>,
    told: Vec<Told>,
    first_used: Option<Shown>,
}

/// One link.
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    let link = app.house.link(&visitor.actor(), id).await?;
    link_page(&app, &visitor, &link, Beside::default()).await
}

/// Shows a link's address again; that is an event.
pub async fn copy(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    let url = app.house.copy_link(&visitor.actor(), id).await?;
    let link = app.house.link(&visitor.actor(), id).await?;
    let handed = handed(&visitor, &link, url, "This is the link again. That it was copied is in the log.", Vec::new());
    link_page(&app, &visitor, &link, Beside { handed: Some(handed), ..Beside::default() }).await
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
    pub field: Option<(&'static str, String)>,
}

/// Asks whether a link shall have a new address.
pub async fn ask_rotate(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    let link = app.house.link(&visitor.actor(), id).await?;
    let message = "The old address dies at once: who has it can open nothing with it any more. Doors, window and uses stay as they are.";
    let field = Some(("generation", link.generation.to_string()));
    confirm(&visitor, &link, "Make a new address for", message, ("Make a new address", "rotate"), field)
}

/// Gives a link a new address.
pub async fn rotate(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>, mut form: Form) -> Answer {
    let made = app.house.rotate_link(&visitor.actor(), id, form.read("generation")).await?;
    let handed =
        handed(&visitor, &made.link, made.url, "This is the new link. The old address is dead.", made.warnings);
    link_page(&app, &visitor, &made.link, Beside { handed: Some(handed), ..Beside::default() }).await
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
    confirm(&visitor, &link, "Revoke", &message, ("Revoke the link", "revoke"), None)
}

/// Revokes a link.
pub async fn revoke(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    app.house.revoke_link(&visitor.actor(), id).await?;
    Ok(done(&page_of(id), "link-revoked"))
}

fn confirm(
    visitor: &Visitor,
    link: &Link,
    question: &str,
    message: &str,
    (act, path): (&'static str, &str),
    field: Option<(&'static str, String)>,
) -> Answer {
    let template = ConfirmPage {
        frame: frame(visitor, Section::Links, act),
        question: format!("{question} \u{201c}{}\u{201d}?", link.name),
        message: message.to_owned(),
        act,
        action: format!("{}/{path}", page_of(link.id)),
        back: page_of(link.id),
        field,
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
        "{name} sends you a key for {organization}.{until} Open this page at the door and hold the button: {url}"
    );
    let (qr, page) = (crate::qr::svg(&url), page_of(link.id));
    Handed { guest: Some(GuestAddress { url, page, qr, message }), webhook: None, webhook_qr: None, done, warnings }
}

/// What to hand to a program.
pub fn handed_webhook(webhook: ShownWebhook, done: &'static str) -> Handed {
    let webhook_qr = crate::qr::svg(&webhook.url);
    Handed { guest: None, webhook: Some(webhook), webhook_qr, done, warnings: Vec::new() }
}

/// What a link's page shows beside the link, where there is such.
#[derive(Default)]
pub struct Beside<'a> {
    /// The form to change it, as it was sent.
    pub form: Option<&'a Form>,
    /// The form to send it, as it was sent.
    pub sending: Option<&'a Form>,
    /// The form of arrivals, as it was sent.
    pub arrivals: Option<&'a Form>,
    /// An address to hand out.
    pub handed: Option<Handed>,
    /// What others changed.
    pub meanwhile: Option<Meanwhile>,
}

/// A link's page.
pub async fn link_page(app: &App, visitor: &Visitor, link: &Link, beside: Beside<'_>) -> Answer {
    let (actor, now) = (visitor.actor(), app.house.now());
    let doors = app.house.doors(&actor).await?;
    let own = fields_of(link);
    let form = beside.form.unwrap_or(&own);
    let blank = delivery::blank(now, link);
    let to_send = beside.sending.unwrap_or(&blank);
    let wished = arrival::filled(Form::new(), app.house.arrival_wish(&actor, link.id).await?);
    let arrivals = beside.arrivals.unwrap_or(&wished);
    let names = Names::with(visitor, now, &doors).remembering(&app.house.removed_doors(&actor).await?);
    let (events, older) = history::of_link(app, visitor, link.id, None, HISTORY).await?;
    let webhook = app.house.webhook(&actor, link.id).await?;
    let hollows = app.house.hollows(std::slice::from_ref(link)).await?;
    let maker = app.house.users(&actor).await?.into_iter().find(|user| user.id == link.maker);
    let template = LinkPage {
        frame: frame(visitor, Section::Links, link.name.clone()),
        link: LinkView::of(link, &hollows, &DoorNames::of(&doors), now),
        is_revoked: link.is_revoked(),
        hollow: match hollows.stands(link, now) {
            LinkStanding::Hollow(hollow) => hollow.sentence(),
            LinkStanding::Revoked { .. } | LinkStanding::Own(_) => "",
        },
        maker: maker.map(|maker| maker.name).unwrap_or_default(),
        note: link.description.clone(),
        fields: LinkFields::new(app, visitor, form, &doors, Some(link)).await?,
        handed: beside.handed,
        meanwhile: beside.meanwhile,
        typed: typed(form, &doors),
        history: events.iter().map(|event| names.line(event)).collect(),
        older: older.map(|before| format!("/control/events?link={}&before={before}", link.id)),
        created: super::time::to_the_minute(link.created_at, &link.validity.zone, now),
        webhook_generation: webhook.as_ref().map_or(0, |made| made.generation),
        webhook: webhook.map(|made| super::time::to_the_minute(made.created_at, &link.validity.zone, now)),
        sending: Sending::of(app, visitor, link, to_send).await?,
        guests: GuestFacts::of(app, visitor, link, &DoorNames::of(&doors)).await?,
        arrivals: LinkFields::new(app, visitor, arrivals, &doors, Some(link)).await?,
        told: arrival::told(app, visitor, link, &names).await?,
        first_used: link.usage.first_used_at.map(|at| super::time::to_the_minute(at, &link.validity.zone, now)),
    };
    let wrong = [to_send, arrivals].into_iter().find(|form| form.is_wrong());
    let status = wrong.unwrap_or(form).status();
    Ok(page(status, &template))
}

/// What a form says, for a page that has no form any more: all of it, so that it can be written again. A PIN is not
/// shown.
fn typed(form: &Form, doors: &[DoorNow]) -> Vec<(&'static str, String)> {
    const FIELDS: [(&str, &str); 10] = [
        ("name", "Name"),
        ("doors", "Doors"),
        ("valid_from", "Starts"),
        ("ends", "Ends"),
        ("first_use", "Time after the first use"),
        ("hours", "Weekly hours"),
        ("max_uses", "Number of uses"),
        ("language", "Language"),
        ("share_on", "The guest may pass it on"),
        ("first_device_only", "First device only"),
    ];
    let said = |(field, name): (&str, _)| {
        let typed = form.some(field)?;
        let with_unit = |unit: &str| format!("{typed} {}", form.value(unit));
        let said = match field {
            "doors" => chosen(form, doors),
            "valid_from" => typed.replace('T', " "),
            "ends" => ends(form),
            "first_use" => with_unit("first_use_unit"),
            _ => typed.to_owned(),
        };
        Some((name, said))
    };
    let note = form.some("description").map(|note| ("Note", note.to_owned()));
    FIELDS.into_iter().filter_map(said).chain(note).collect()
}

fn chosen(form: &Form, doors: &[DoorNow]) -> String {
    let names = form.all("doors").filter_map(|id| doors.iter().find(|known| known.door.id.to_string() == id));
    names.map(|known| known.door.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn ends(form: &Form) -> String {
    match form.value("ends") {
        "hour" => "1 hour".to_owned(),
        "day" => "1 day".to_owned(),
        "never" => "no end".to_owned(),
        "for" => format!("{} {}", form.value("duration"), form.value("duration_unit")),
        "until" => form.value("valid_until").replace('T', " "),
        other => other.to_owned(),
    }
}
