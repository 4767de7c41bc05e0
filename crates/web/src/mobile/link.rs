//! One's links: listed, looked at, given more time, changed, revoked.

use askama::Template;
use axum::extract::{Query, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Redirect;
use jiff::Timestamp;
use keylink_domain::arrival::Occasion;
use keylink_domain::hollow::LinkStanding;
use keylink_domain::id::LinkId;
use keylink_domain::link::Link;
use keylink_domain::moment::Lasting;
use keylink_domain::validity::DurationMs;
use keylink_service::Trouble;
use keylink_service::door::DoorNow;
use keylink_service::link::{LinkFilter, WantedState};
use serde::Deserialize;

use super::delivery::{Sending, blank};
use super::history;
use super::page::{Frame, Tab, frame, titled};
use super::said;
use super::share::{folds_doors, is_more_wrong};
use super::tongue::{self, Tongue};
use crate::app::App;
use crate::control::arrival;
use crate::control::form::Form;
use crate::control::history::of_link;
use crate::control::link_ends::may_gain;
use crate::control::link_fields::{LinkFields, changed_link, fields_of};
use crate::control::link_view::{DoorNames, LinkView};
use crate::control::page::{Answer, Id, done, show as page};
use crate::control::sentence::{Line, Names};
use crate::control::session::Visitor;
use crate::language::{Language, isolated};

/// Links on a page.
const PAGE: u32 = 100;
/// Lines of its history that a link's page shows.
const HISTORY: u32 = 20;
/// What the app's form does not ask: it stays as it is.
const KEPT: [&str; 4] = ["description", "hours", "first_use", "first_use_unit"];
/// What it asks under "More"; from a form without that, it stays as it is, too.
const MORE: [&str; 6] = ["max_uses", "language", "share_on", "first_device_only", "contact", "pin"];

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
    groups: Vec<(String, Vec<LinkView>)>,
    next: Option<LinkId>,
    is_first: bool,
}

#[derive(Template)]
#[template(path = "mobile/link.html")]
struct LinkPage<'a> {
    frame: Frame,
    link: LinkView,
    is_revoked: bool,
    /// Whether it opens something, now or later.
    is_open: bool,
    /// Why it opens nothing, where its own window does not say so.
    hollow: Option<String>,
    is_editing: bool,
    /// What was typed, where there is no form any more to show it in.
    typed: Vec<(String, String)>,
    has_end: bool,
    revision: u32,
    fields: LinkFields<'a>,
    /// The same fields over the form of arrivals.
    arrivals: LinkFields<'a>,
    is_wishing: bool,
    sending: Sending<'a>,
    wish: String,
    history: Vec<Line>,
    older: Option<i64>,
    /// What it asks of its guest, and allows them, in a few words.
    also: String,
    /// Since when it opens on one device only.
    device: Option<String>,
    origin: Option<(String, String)>,
    branches: Vec<LinkView>,
    is_more_open: bool,
    folds_doors: bool,
    lengths: Vec<(&'static str, String, String)>,
}

#[derive(Template)]
#[template(path = "mobile/revoke.html")]
struct RevokePage {
    frame: Frame,
    doors: String,
    question: String,
    used: String,
    page: String,
}

/// One's links, those first that open something.
pub async fn list(State(app): State<App>, visitor: Visitor, tongue: Tongue, Query(wanted): Query<Wanted>) -> Answer {
    let (actor, t) = (visitor.actor(), &tongue.t);
    let before = wanted.before.as_deref().and_then(|id| id.parse().ok());
    let filter = LinkFilter { maker: Some(visitor.signed.user.id), ..LinkFilter::default() };
    let found = app.house.find_links(&actor, filter, before, PAGE).await?;
    let (doors, now) = (DoorNames::of(&app.house.doors(&actor).await?), app.house.now());
    let state = |link: &Link| WantedState::of(found.hollows.stands(link, now));
    let (mut open, mut coming, mut hollow, mut over) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for link in &found.links {
        match state(link) {
            WantedState::Active | WantedState::OutsideHours => open.push(link),
            WantedState::NotYet => coming.push(link),
            WantedState::Hollow => hollow.push(link),
            WantedState::Expired | WantedState::UsedUp | WantedState::Revoked => over.push(link),
        }
    }
    let said = |link: &&Link| said::link(t, link, &found.hollows, &doors, now);
    let group = |title, links: Vec<&Link>| (t.text(title), links.iter().map(said).collect());
    let groups = [
        group("app-active", open),
        group("app-upcoming", coming),
        group("app-opens-nothing", hollow),
        group("app-over", over),
    ];
    let template = LinksPage {
        frame: frame(&visitor, &tongue, Tab::Links, "app-links"),
        groups: groups.into_iter().filter(|(_, links): &(_, Vec<LinkView>)| !links.is_empty()).collect(),
        next: found.next,
        is_first: before.is_none(),
    };
    Ok(page(StatusCode::OK, &template))
}

/// One link; with `?edit` its form is open.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    tongue: Tongue,
    Id(id): Id<LinkId>,
    RawQuery(query): RawQuery,
) -> Answer {
    let link = app.house.link(&visitor.actor(), id).await?;
    link_page(&app, &visitor, &tongue, &link, &fields_of(&link), query.as_deref() == Some("edit")).await
}

/// Somebody loaded an answer's address again: back to the link.
pub async fn back(_visitor: Visitor, Id(id): Id<LinkId>) -> Redirect {
    Redirect::to(&page_of(id))
}

/// Gives a link more time, by an hour or by a day. Pressing twice on one page does it once.
pub async fn extend(
    State(app): State<App>,
    visitor: Visitor,
    tongue: Tongue,
    Id(id): Id<LinkId>,
    mut form: Form,
) -> Answer {
    let by = if form.is("by", "day") { "P1D" } else { "PT1H" };
    let by = Lasting::parse(by).map_err(|error| Trouble::invalid("valid_until", error))?;
    let revision = form.read("revision");
    let extended = app.house.extend_link(&visitor.actor(), id, revision, by).await;
    if form.hold(extended)?.is_some() {
        return Ok(done(&page_of(id), "link-extended"));
    }
    let link = app.house.link(&visitor.actor(), id).await?;
    link_page(&app, &visitor, &tongue, &link, &form.refilled(fields_of(&link)), false).await
}

/// Changes a link: its description, doors, start and end.
pub async fn change(
    State(app): State<App>,
    visitor: Visitor,
    tongue: Tongue,
    Id(id): Id<LinkId>,
    mut form: Form,
) -> Answer {
    let old = app.house.link(&visitor.actor(), id).await?;
    form.keep(&KEPT, &fields_of(&old));
    if !form.is("more", "asked") {
        form.keep(&MORE, &fields_of(&old));
    }
    let Some(change) = changed_link(&mut form, &old) else {
        return link_page(&app, &visitor, &tongue, &old, &form, true).await;
    };
    let seen = change.revision;
    let changed = app.house.change_link(&visitor.actor(), id, change).await;
    match form.hold(changed)? {
        Some((link, _)) if link.revision == old.revision => Ok(done(&page_of(id), "nothing")),
        Some(_) => Ok(done(&page_of(id), "saved")),
        None => {
            let link = app.house.link(&visitor.actor(), id).await?;
            if seen != Some(link.revision) {
                // What was typed is meant over what somebody else changed; what was not touched is as they left it.
                form.keep_untouched("base", &fields_of(&link));
                form.set("revision", link.revision.to_string());
            }
            link_page(&app, &visitor, &tongue, &link, &form, true).await
        }
    }
}

/// Says of which arrivals one is told.
pub async fn wish(
    State(app): State<App>,
    visitor: Visitor,
    tongue: Tongue,
    Id(id): Id<LinkId>,
    mut form: Form,
) -> Answer {
    let link = app.house.link(&visitor.actor(), id).await?;
    let wish = arrival::wish_of(&mut form);
    if form.is_wrong() {
        let asked = Asked { arrivals: Some(&form), ..Asked::default() };
        return link_page(&app, &visitor, &tongue, &link, &fields_of(&link), asked).await;
    }
    app.house.wish_arrivals(&visitor.actor(), id, wish).await?;
    tongue::keep(&app, &visitor, tongue.t.tag()).await;
    Ok(done(&page_of(id), "saved"))
}

/// Asks whether a link shall be revoked.
pub async fn ask_revoke(State(app): State<App>, visitor: Visitor, tongue: Tongue, Id(id): Id<LinkId>) -> Answer {
    let t = &tongue.t;
    let link = app.house.link(&visitor.actor(), id).await?;
    let doors = DoorNames::of(&app.house.doors(&visitor.actor()).await?).joined(&link);
    let template = RevokePage {
        frame: frame(&visitor, &tongue, Tab::Links, "app-revoke-do"),
        doors,
        question: t.text_with("app-revoke-ask", &[("name", isolated(&link.name).into())]),
        used: match link.usage.uses {
            0 => t.text("app-unused"),
            uses => t.text_with("app-used", &[("count", uses.into())]),
        },
        page: page_of(id),
    };
    Ok(page(StatusCode::OK, &template))
}

/// Revokes a link.
pub async fn revoke(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    app.house.revoke_link(&visitor.actor(), id).await?;
    Ok(done(&page_of(id), "link-revoked"))
}

/// Lets a link take another device.
pub async fn free_device(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>) -> Answer {
    app.house.free_link_device(&visitor.actor(), id).await?;
    Ok(done(&page_of(id), "device-freed"))
}

/// Where a link's page is.
pub fn page_of(id: LinkId) -> String {
    format!("/app/links/{id}")
}

/// Which of its forms a link's page shows open.
#[derive(Default)]
pub(super) struct Asked<'a> {
    pub(super) is_editing: bool,
    /// The form of arrivals, as it was sent.
    pub(super) arrivals: Option<&'a Form>,
    /// The form to send it by Keylink, as it was sent.
    pub(super) sending: Option<&'a Form>,
}

impl From<bool> for Asked<'_> {
    fn from(is_editing: bool) -> Self {
        Self { is_editing, ..Self::default() }
    }
}

/// The fields of a form as people read them.
fn typed(t: &Language, form: &Form, doors: &[DoorNow]) -> Vec<(String, String)> {
    let chosen = doors.iter().filter(|known| form.is("doors", &known.door.id.to_string()));
    let doors: Vec<&str> = chosen.map(|known| known.door.name.as_str()).collect();
    let at = |name| form.value(name).replace('T', " ");
    let until = if form.is("ends", "until") { at("valid_until") } else { String::new() };
    let fields = [
        ("app-name", form.value("name").to_owned()),
        ("app-doors", doors.join(", ")),
        ("app-starts-on", at("valid_from")),
        ("app-ends-on", until),
    ];
    fields.into_iter().filter(|(_, typed)| !typed.is_empty()).map(|(key, typed)| (t.text(key), typed)).collect()
}

pub(super) async fn link_page(
    app: &App,
    visitor: &Visitor,
    tongue: &Tongue,
    link: &Link,
    form: &Form,
    asked: impl Into<Asked<'_>>,
) -> Answer {
    let asked = asked.into();
    let (actor, now, t) = (visitor.actor(), app.house.now(), &tongue.t);
    let doors = app.house.doors(&actor).await?;
    let (events, older) = of_link(app, visitor, link.id, None, HISTORY).await?;
    let names = Names::with(visitor, now, &doors);
    let mut fields = LinkFields::new(app, visitor, form, &doors, Some(link)).await?;
    // On a phone the end is a time; lengths have their own buttons.
    fields.ends.retain(|(value, _)| *value != "for");
    said::fields(t, &mut fields);
    let wish = app.house.arrival_wish(&actor, link.id).await?;
    let wished = arrival::filled(Form::new(), wish);
    let arrivals = asked.arrivals.unwrap_or(&wished);
    let blank = blank(app);
    let sending = asked.sending.unwrap_or(&blank);
    let door_names = DoorNames::of(&doors);
    let branches = app.house.branches(&actor, link.id).await?;
    let mut hollows = app.house.hollows(&branches).await?;
    hollows.extend(app.house.hollows(std::slice::from_ref(link)).await?);
    let origin = match link.origin {
        Some(origin) => Some((app.house.link(&actor, origin.link).await?.name, page_of(origin.link))),
        None => None,
    };
    let device = link.device_since.map(|at| said::moment(t, at, &link.validity.zone, now));
    let template = LinkPage {
        frame: titled(visitor, tongue, Tab::Links, link.name.clone()),
        link: said::link(t, link, &hollows, &door_names, now),
        is_revoked: link.is_revoked(),
        is_open: matches!(
            WantedState::of(hollows.stands(link, now)),
            WantedState::Active | WantedState::OutsideHours | WantedState::NotYet
        ),
        hollow: match hollows.stands(link, now) {
            // The words are for its maker.
            LinkStanding::Hollow(why) if link.maker == visitor.signed.user.id => Some(said::hollow(t, why)),
            LinkStanding::Hollow(_) | LinkStanding::Own(_) | LinkStanding::Revoked { .. } => None,
        },
        is_editing: asked.is_editing,
        typed: if link.is_revoked() && form.is_wrong() { typed(t, form, &doors) } else { Vec::new() },
        is_wishing: arrivals.is_wrong(),
        sending: Sending::of(app, visitor, t, link, sending).await?,
        arrivals: LinkFields::new(app, visitor, arrivals, &doors, Some(link)).await?,
        wish: t.text(match wish.occasion {
            Occasion::First => "app-first-use",
            Occasion::Every => "app-every-use",
            Occasion::None => "app-never",
        }),
        has_end: link.validity.until.is_some() && link.origin.is_none(),
        also: also(t, link),
        device: device.map(|time| t.text_with("app-device-since", &[("time", time.into())])),
        origin,
        branches: branches.iter().map(|branch| said::link(t, branch, &hollows, &door_names, now)).collect(),
        is_more_open: is_more_wrong(form),
        folds_doors: folds_doors(&fields),
        lengths: lengths(t, link, fields.longest_ms, now),
        revision: link.revision,
        fields,
        history: events.iter().map(|event| history::line(event, &names, t)).collect(),
        older,
    };
    let wrong = [arrivals, sending].into_iter().find(|other| other.is_wrong()).unwrap_or(form);
    Ok(page(wrong.status(), &template))
}

/// By how much a link may be extended with one press, shortly and in full: nothing that a limit would refuse.
fn lengths(
    t: &Language,
    link: &Link,
    longest: Option<DurationMs>,
    now: Timestamp,
) -> Vec<(&'static str, String, String)> {
    let known = [("hour", "PT1H", 1), ("day", "P1D", 24)];
    let said = known.into_iter().filter(|(_, length, _)| may_gain(link, length, longest, now)).map(|(by, _, count)| {
        let length = said::hours(t, count);
        (by, length.clone(), t.text_with("app-longer", &[("length", length.into())]))
    });
    said.collect()
}

/// What a link asks of its guest besides the link, and what it allows them.
fn also(t: &Language, link: &Link) -> String {
    let terms = &link.terms;
    let said = [
        terms.pin.is_set.then(|| "PIN".to_owned()),
        terms.first_device_only.then(|| t.text("app-one-device")),
        terms.share_on.then(|| t.text("app-share-on")),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" \u{b7} ")
}
