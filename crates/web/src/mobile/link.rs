//! One's links: listed, looked at, given more time, changed, revoked.

use askama::Template;
use axum::extract::{Query, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Redirect;
use keylink_domain::id::LinkId;
use keylink_domain::link::Link;
use keylink_domain::moment::Lasting;
use keylink_service::Trouble;
use keylink_service::event::EventFilter;
use keylink_service::link::{LinkFilter, WantedState};
use serde::Deserialize;

use super::page::{Frame, Tab, frame};
use crate::app::App;
use crate::control::arrival;
use crate::control::form::Form;
use crate::control::link_fields::{LinkFields, changed_link, fields_of};
use crate::control::link_view::{DoorNames, LinkView};
use crate::control::page::{Answer, Id, done, show as page};
use crate::control::sentence::{Line, Names};
use crate::control::session::Visitor;

/// Links on a page.
const PAGE: u32 = 100;
/// Lines of its history that a link's page shows.
const HISTORY: u32 = 20;
/// What the app's form does not ask: it stays as it is.
const KEPT: [&str; 10] = [
    "description",
    "hours",
    "max_uses",
    "first_use",
    "first_use_unit",
    "language",
    "share_on",
    "first_device_only",
    "contact",
    "pin",
];

/// Where the list goes on.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    before: Option<String>,
}

#[derive(Template)]
#[template(path = "mobile/links.html")]
struct LinksPage {
    frame: Frame,
    /// Those that open something, now or later; then those that are over.
    groups: Vec<(&'static str, Vec<LinkView>)>,
    next: Option<LinkId>,
    is_first: bool,
}

#[derive(Template)]
#[template(path = "mobile/link.html")]
struct LinkPage<'a> {
    frame: Frame,
    link: LinkView,
    is_revoked: bool,
    is_editing: bool,
    has_end: bool,
    revision: u32,
    fields: LinkFields<'a>,
    /// The same fields over the form of arrivals.
    arrivals: LinkFields<'a>,
    is_wishing: bool,
    wish: String,
    history: Vec<Line>,
}

#[derive(Template)]
#[template(path = "mobile/revoke.html")]
struct RevokePage {
    frame: Frame,
    name: String,
    doors: String,
    uses: u32,
    page: String,
}

/// One's links, those first that open something.
pub async fn list(State(app): State<App>, visitor: Visitor, Query(wanted): Query<Wanted>) -> Answer {
    let actor = visitor.actor();
    let before = wanted.before.as_deref().and_then(|id| id.parse().ok());
    let filter = LinkFilter { maker: Some(visitor.signed.user.id), ..LinkFilter::default() };
    let found = app.house.find_links(&actor, filter, before, PAGE).await?;
    let (doors, now) = (DoorNames::of(&app.house.doors(&actor).await?), app.house.now());
    let is_over = |link: &&Link| {
        matches!(WantedState::of(link, now), WantedState::Expired | WantedState::UsedUp | WantedState::Revoked)
    };
    let (over, open): (Vec<&Link>, Vec<&Link>) = found.links.iter().partition(is_over);
    let (open, coming): (Vec<&Link>, Vec<&Link>) =
        open.into_iter().partition(|link| WantedState::of(link, now) != WantedState::NotYet);
    let group = |title, links: Vec<&Link>| (title, links.iter().map(|link| LinkView::of(link, &doors, now)).collect());
    let groups = [group("Active", open), group("Upcoming", coming), group("Over", over)];
    let template = LinksPage {
        frame: frame(&visitor, Tab::Links, "Links"),
        groups: groups.into_iter().filter(|(_, links): &(_, Vec<LinkView>)| !links.is_empty()).collect(),
        next: found.next,
        is_first: before.is_none(),
    };
    Ok(page(StatusCode::OK, &template))
}

/// One link; with `?edit` its form is open.
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>, RawQuery(query): RawQuery) -> Answer {
    let link = app.house.link(&visitor.actor(), id).await?;
    link_page(&app, &visitor, &link, &fields_of(&link), query.as_deref() == Some("edit")).await
}

/// Somebody loaded an answer's address again: back to the link.
pub async fn back(_visitor: Visitor, Id(id): Id<LinkId>) -> Redirect {
    Redirect::to(&page_of(id))
}

/// Gives a link more time, by an hour or by a day. Pressing twice on one page does it once.
pub async fn extend(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>, mut form: Form) -> Answer {
    let by = if form.is("by", "day") { "P1D" } else { "PT1H" };
    let by = Lasting::parse(by).map_err(|error| Trouble::invalid("valid_until", error))?;
    let revision = form.read("revision");
    let extended = app.house.extend_link(&visitor.actor(), id, revision, by).await;
    if form.hold(extended)?.is_some() {
        return Ok(done(&page_of(id), "link-extended"));
    }
    let link = app.house.link(&visitor.actor(), id).await?;
    link_page(&app, &visitor, &link, &form.refilled(fields_of(&link)), false).await
}

/// Changes a link: its description, doors, start and end.
pub async fn change(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>, mut form: Form) -> Answer {
    let old = app.house.link(&visitor.actor(), id).await?;
    form.keep(&KEPT, &fields_of(&old));
    let Some(change) = changed_link(&mut form, &old) else {
        return link_page(&app, &visitor, &old, &form, true).await;
    };
    let seen = change.revision;
    let changed = app.house.change_link(&visitor.actor(), id, change).await;
    match form.hold(changed)? {
        Some((link, _)) if link.revision == old.revision => Ok(done(&page_of(id), "nothing")),
        Some(_) => Ok(done(&page_of(id), "saved")),
        None => {
            let link = app.house.link(&visitor.actor(), id).await?;
            if seen != Some(link.revision) {
                // Both are shown now: what is sent next is meant over what somebody else changed.
                form.set("revision", link.revision.to_string());
            }
            link_page(&app, &visitor, &link, &form, true).await
        }
    }
}

/// Says of which arrivals one is told.
pub async fn wish(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>, mut form: Form) -> Answer {
    let link = app.house.link(&visitor.actor(), id).await?;
    let wish = arrival::wish_of(&mut form);
    if form.is_wrong() {
        let asked = Asked { arrivals: Some(&form), ..Asked::default() };
        return link_page(&app, &visitor, &link, &fields_of(&link), asked).await;
    }
    app.house.wish_arrivals(&visitor.actor(), id, wish).await?;
    Ok(done(&page_of(id), "saved"))
}

/// Asks whether a link shall be revoked.
pub async fn ask_revoke(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    let link = app.house.link(&visitor.actor(), id).await?;
    let doors = DoorNames::of(&app.house.doors(&visitor.actor()).await?).joined(&link);
    let template = RevokePage {
        frame: frame(&visitor, Tab::Links, "Revoke link"),
        doors,
        uses: link.usage.uses,
        page: page_of(id),
        name: link.name,
    };
    Ok(page(StatusCode::OK, &template))
}

/// Revokes a link.
pub async fn revoke(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    app.house.revoke_link(&visitor.actor(), id).await?;
    Ok(done(&page_of(id), "link-revoked"))
}

/// Where a link's page is.
pub fn page_of(id: LinkId) -> String {
    format!("/app/links/{id}")
}

/// Which of its forms a link's page shows open.
#[derive(Default)]
struct Asked<'a> {
    is_editing: bool,
    /// The form of arrivals, as it was sent.
    arrivals: Option<&'a Form>,
}

impl From<bool> for Asked<'_> {
    fn from(is_editing: bool) -> Self {
        Self { is_editing, arrivals: None }
    }
}

async fn link_page(app: &App, visitor: &Visitor, link: &Link, form: &Form, asked: impl Into<Asked<'_>>) -> Answer {
    let asked = asked.into();
    let (actor, now) = (visitor.actor(), app.house.now());
    let doors = app.house.doors(&actor).await?;
    let filter = EventFilter { link: Some(link.id), ..EventFilter::default() };
    let events = app.house.events(&actor, filter, None, HISTORY).await?;
    let names = Names::with(visitor, now, &doors);
    let mut fields = LinkFields::new(app, visitor, form, &doors, Some(link)).await?;
    // On a phone the end is a time; lengths have their own buttons.
    fields.ends.retain(|(value, _)| *value != "for");
    let wish = app.house.arrival_wish(&actor, link.id).await?;
    let wished = arrival::filled(Form::new(), wish);
    let arrivals = asked.arrivals.unwrap_or(&wished);
    let worth_a_line = events.iter().filter(|event| Names::is_worth_a_line(event));
    let template = LinkPage {
        frame: frame(visitor, Tab::Links, link.name.clone()),
        link: LinkView::of(link, &DoorNames::of(&doors), now),
        is_revoked: link.is_revoked(),
        is_editing: asked.is_editing,
        is_wishing: arrivals.is_wrong(),
        arrivals: LinkFields::new(app, visitor, arrivals, &doors, Some(link)).await?,
        wish: wish.words(),
        has_end: link.validity.until.is_some(),
        revision: link.revision,
        fields,
        history: worth_a_line.map(|event| names.line(event).in_app()).collect(),
    };
    Ok(page(if arrivals.is_wrong() { arrivals.status() } else { form.status() }, &template))
}
