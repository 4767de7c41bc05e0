//! What happened, as lines of the app: in English as the log says it, in other languages in a few words with the names of
//! what it is about.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use keylink_domain::actor::Via;
use keylink_domain::delivery::Handover;
use keylink_domain::event::{Event, EventKind};
use keylink_domain::id::LinkId;
use keylink_domain::refusal::Refusal;
use serde::Deserialize;
use serde_json::Value;

use super::page::{Frame, Tab, frame};
use super::tongue::Tongue;
use super::{link, said};
use crate::app::App;
use crate::control::history::of_link;
use crate::control::page::{Answer, Id, show as page};
use crate::control::sentence::{Line, Names, Part};
use crate::control::session::Visitor;
use crate::control::time::Shown;
use crate::language::{ENGLISH, Language};

/// An event as a line.
pub fn line(event: &Event, names: &Names, t: &Language) -> Line {
    let line = names.line(event).in_app();
    if t.tag() == ENGLISH {
        return line;
    }
    let at = Shown { text: said::moment(t, event.line.at, names.zone_of(event), names.now()), ..line.at };
    Line { parts: parts(event, t), facts: facts(event, t), at, ..line }
}

/// Lines of a link's history on a page of their own.
const PAGE: u32 = 50;

/// Where the history goes on.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "mobile/history.html")]
struct HistoryPage {
    frame: Frame,
    name: String,
    href: String,
    lines: Vec<Line>,
    next: Option<i64>,
}

/// A link's older lines: whatever happened since, how it was made and sent is there.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    tongue: Tongue,
    Id(id): Id<LinkId>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let link = app.house.link(&visitor.actor(), id).await?;
    let (events, next) = of_link(&app, &visitor, id, wanted.before, PAGE).await?;
    let doors = app.house.doors(&visitor.actor()).await?;
    let names = Names::with(&visitor, app.house.now(), &doors);
    let template = HistoryPage {
        frame: frame(&visitor, &tongue, Tab::Links, "app-history"),
        name: link.name,
        href: link::page_of(id),
        lines: events.iter().map(|event| line(event, &names, &tongue.t)).collect(),
        next,
    };
    Ok(page(StatusCode::OK, &template))
}

fn parts(event: &Event, t: &Language) -> Vec<Part> {
    let mut parts = vec![Part::words(t.text(key(event)))];
    let link = event.link_name.as_ref().map(|name| Part::named(name, event.line.about.link.map(link::page_of)));
    let door = event.door_name.as_ref().map(|name| Part::named(name, None));
    for name in [link, door].into_iter().flatten() {
        parts.push(Part::words(" \u{b7} "));
        parts.push(name);
    }
    parts
}

/// Who it was, and why not.
fn facts(event: &Event, t: &Language) -> Vec<String> {
    let refusal = event.line.detail.get("refusal").and_then(Value::as_str).and_then(Refusal::parse);
    let actor = event.actor_name.clone().filter(|_| event.line.via != Via::Link);
    [refusal.map(|why| said::why(t, why)), actor].into_iter().flatten().collect()
}

fn key(event: &Event) -> &'static str {
    match event.line.kind {
        EventKind::UnlockGranted | EventKind::UnlockSent => "app-event-sent",
        EventKind::UnlockRefused => "app-event-refused",
        EventKind::UnlockOpened => "app-event-opened",
        EventKind::UnlockFailed => "app-event-failed",
        EventKind::UnlockUnknown => "app-event-unknown",
        EventKind::UnlockAnsweredLate => "app-event-late",
        EventKind::LinkCreated => "app-event-made",
        EventKind::LinkChanged => "app-event-changed",
        EventKind::LinkRevoked => "app-event-revoked",
        EventKind::LinkRotated => "app-event-rotated",
        EventKind::LinkCopied => "app-event-copied",
        EventKind::LinkPassedOn => "app-event-passed-on",
        EventKind::LinkPinRefused => "app-event-pin",
        EventKind::LinkDeviceBound => "app-event-bound",
        EventKind::LinkDeviceFreed => "app-event-freed",
        EventKind::LinkSent => "app-event-delivered",
        EventKind::LinkHanded => match Handover::of(&event.line) {
            Some(Handover::ShareSheet) => "app-event-handed-sheet",
            Some(Handover::Mail) => "app-event-handed-mail",
            Some(Handover::TextMessage) => "app-event-handed-sms",
            Some(Handover::WhatsApp) => "app-event-handed-whatsapp",
            Some(Handover::Slack) => "app-event-handed-slack",
            Some(Handover::Copy) => "app-event-handed-copy",
            None => "app-event-handed",
        },
        EventKind::DeliveryFailed => "app-event-undelivered",
        EventKind::NoticeFailed => "app-event-notice",
        EventKind::WebhookCreated
        | EventKind::WebhookRotated
        | EventKind::WebhookCopied
        | EventKind::WebhookRemoved => "app-event-webhook",
        EventKind::UserSignedIn => "app-event-signed-in",
        EventKind::UserSignInFailed => "app-event-not-signed-in",
        EventKind::ContactChanged
        | EventKind::UserCreated
        | EventKind::UserChanged
        | EventKind::CredentialCreated
        | EventKind::CredentialChanged
        | EventKind::CredentialRevoked
        | EventKind::TokenCreated
        | EventKind::TokenRevoked => "app-event-account",
        EventKind::AccessGranted | EventKind::AccessChanged | EventKind::AccessRemoved => "app-event-access",
        _ => "app-event-settings",
    }
}
