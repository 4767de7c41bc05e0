//! Sharing a door: a guest access link is made, and the way to send it is chosen.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use keylink_domain::id::LinkId;
use keylink_domain::link::Link;
use serde::Deserialize;

use super::link::page_of;
use super::page::{Frame, Tab, frame};
use super::way::{Way, ways};
use crate::app::App;
use crate::control::form::Form;
use crate::control::link::{Handed, handed};
use crate::control::link_fields::{LinkFields, begun, idempotency_key, new_link, zone_of_first};
use crate::control::link_view::{DoorNames, window, window_in_full};
use crate::control::page::{Answer, Id, show as page};
use crate::control::session::Visitor;

/// The ends that are one press away.
const ENDS: [(&str, &str); 5] =
    [("hour", "1 hour"), ("tonight", "Tonight"), ("day", "1 day"), ("weekend", "Weekend"), ("until", "Custom")];

#[derive(Template)]
#[template(path = "mobile/share.html")]
struct SharePage<'a> {
    frame: Frame,
    fields: LinkFields<'a>,
}

#[derive(Template)]
#[template(path = "mobile/shared.html")]
struct SharedPage {
    frame: Frame,
    link: String,
    name: String,
    doors: String,
    window: String,
    window_title: String,
    handed: Handed,
    ways: Vec<Way>,
}

/// What the address of the form says: which door is to be shared.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    door: Option<String>,
    template: Option<String>,
}

/// Asks what is to be shared: doors, a description, start and end.
pub async fn ask(State(app): State<App>, visitor: Visitor, Query(wanted): Query<Wanted>) -> Answer {
    let form = crate::control::arrival::asked(Form::new())
        .with_some("doors", wanted.door)
        .with_some("template", wanted.template)
        .with("starts", "now")
        .with("ends", "day")
        .with("key", app.house.now().as_millisecond().to_string());
    ask_again(&app, &visitor, &begun(&app, &visitor, form).await?).await
}

/// Makes the link. Sending the same form twice makes one link.
pub async fn make(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    if form.is("starts", "now") {
        // What was typed before "Now" was chosen after all.
        form.set("valid_from", "");
    }
    let zone = zone_of_first(&app, &visitor, &form).await?;
    let Some(new) = new_link(&mut form, &zone, app.house.now()) else { return ask_again(&app, &visitor, &form).await };
    let key = idempotency_key(&visitor, &form)?;
    let made = app.house.make_link(&visitor.actor(), new, Some(key)).await;
    let Some(made) = form.hold(made)? else { return ask_again(&app, &visitor, &form).await };
    let handed = handed(&visitor, &made.link, made.url, "The link is ready.", made.warnings);
    shared_page(&app, &visitor, &made.link, handed).await
}

/// Shows a link's address again, with the ways to send it; that is an event.
pub async fn again(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    let url = app.house.copy_link(&visitor.actor(), id).await?;
    let link = app.house.link(&visitor.actor(), id).await?;
    let handed = handed(&visitor, &link, url, "Share this link again.", Vec::new());
    shared_page(&app, &visitor, &link, handed).await
}

async fn ask_again(app: &App, visitor: &Visitor, form: &Form) -> Answer {
    let doors = app.house.doors(&visitor.actor()).await?;
    let mut fields = LinkFields::new(app, visitor, form, &doors, None).await?;
    // A door that is not theirs to share is not offered, whoever names it.
    fields.doors.retain(|door| door.may_share);
    let longest: Vec<_> = fields.ends.iter().filter(|(value, _)| *value == "longest").cloned().collect();
    let known = ENDS.iter().map(|(value, label)| (*value, (*label).to_owned()));
    fields.ends = longest.into_iter().chain(known).collect();
    let frame = frame(visitor, Tab::Doors, "Share a guest access link");
    Ok(page(form.status(), &SharePage { frame, fields }))
}

async fn shared_page(app: &App, visitor: &Visitor, link: &Link, handed: Handed) -> Answer {
    let doors = DoorNames::of(&app.house.doors(&visitor.actor()).await?);
    let template = SharedPage {
        frame: frame(visitor, Tab::Links, "Share access"),
        link: page_of(link.id),
        name: link.name.clone(),
        doors: doors.joined(link),
        window: window(&link.validity, app.house.now()),
        window_title: window_in_full(&link.validity),
        ways: ways(&handed, &visitor.organization.name),
        handed,
    };
    Ok(page(StatusCode::OK, &template))
}
