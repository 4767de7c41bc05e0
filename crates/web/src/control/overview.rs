//! The overview: doors that need a look, today's activity, who arrived, links that end today.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use keylink_domain::activity::Span;
use keylink_domain::event::{Event, EventKind};
use keylink_domain::link::Link;
use keylink_domain::validity::DurationMs;
use keylink_domain::zone::Zone;
use keylink_service::event::EventFilter;
use keylink_service::link::{EndingLinks, LinkFilter};

use super::door_view::{DoorView, by_need};
use super::link_view::{DoorNames, LinkView};
use super::page::{Answer, Failure, Frame, Section, frame, show as page};
use super::picture::Picture;
use super::session::Visitor;
use super::time::{self, Shown};
use crate::app::App;

/// Openings of today that are looked through for who arrived; of a busier day those of its later part.
const OPENINGS: u32 = 2_000;
/// The longest that is left of a day anywhere: one of those that have an hour more.
const DAY: SignedDuration = SignedDuration::from_hours(25);
/// How far ahead of the machine's clock nobody needs to hear of, in seconds.
const AGREES: u64 = 60;
/// Links counted of those that end today.
const ENDING: u32 = 500;
/// Lines shown of each list.
const SHOWN: usize = 6;

/// Somebody who came: the first opening of a link today.
struct Arrival {
    link: String,
    href: String,
    door: String,
    at: Shown,
}

#[derive(Template)]
#[template(path = "control/overview.html")]
struct OverviewPage {
    frame: Frame,
    doors: Vec<DoorView>,
    has_links: bool,
    picture: Option<Picture>,
    arrivals: Vec<Arrival>,
    /// How many arrived besides those that are shown.
    more_arrivals: usize,
    ending: Vec<LinkView>,
    /// How many end besides those that are shown, in words.
    more_ending: Option<String>,
    today: String,
    may_share: bool,
    /// Where one locks down, while nothing is.
    lockdown: Option<String>,
    ahead: Option<Ahead>,
}

/// A machine's clock that was set back, and time that does not run back with it (ADR 0005).
struct Ahead {
    by: String,
    until: String,
}

/// What is going on.
pub async fn show(State(app): State<App>, visitor: Visitor) -> Answer {
    let (actor, now, zone) = (visitor.actor(), app.house.now(), visitor.zone());
    let doors = app.house.doors(&actor).await?;
    let names = DoorNames::of(&doors);
    let today = today(&app, &visitor, &zone, now).await?;
    let EndingLinks { links, hollows, is_cut } = app.house.links_ending(&actor, now + DAY, ENDING).await?;
    let ends_today = |link: &&Link| {
        let end = time::end_of_day(now, &link.validity.zone);
        link.validity.until.is_some_and(|until| until <= end)
    };
    let mut arrivals = arrivals(&today, &zone, now);
    let more_arrivals = arrivals.len().saturating_sub(SHOWN);
    arrivals.truncate(SHOWN);
    let ending: Vec<_> = links.iter().filter(ends_today).collect();
    let more_ending = more(ending.len().saturating_sub(SHOWN), is_cut);
    let has_links = !links.is_empty() || has_links(&app, &visitor).await?;
    let rights = app.house.rights(&actor, Some(visitor.signed.user.id), None).await?;
    let template = OverviewPage {
        frame: frame(&visitor, Section::Overview, "Overview"),
        doors: by_need(&doors, &visitor, now),
        has_links,
        picture: Picture::of(&app, &visitor, None, Span::Day).await?,
        arrivals,
        more_arrivals,
        ending: ending.into_iter().take(SHOWN).map(|link| LinkView::of(link, &hollows, &names, now)).collect(),
        more_ending,
        today: zone.local(now).strftime("%A, %-d %B").to_string(),
        lockdown: lockdown(&visitor),
        ahead: ahead(&app, &zone),
        may_share: rights.iter().any(|right| right.access.remote_unlock),
    };
    Ok(page(StatusCode::OK, &template))
}

/// Told where more than a minute is between them.
fn ahead(app: &App, zone: &Zone) -> Option<Ahead> {
    let seconds = u64::try_from(app.house.ahead().as_secs()).ok().filter(|seconds| *seconds > AGREES)?;
    let whole_minutes = DurationMs::new((seconds + 30) / 60 * 60_000);
    let by = whole_minutes.map_or_else(|_| "years".to_owned(), time::length);
    Some(Ahead { by, until: time::full(app.house.caught_up(), zone) })
}

/// Whether there is any link, whatever became of it.
async fn has_links(app: &App, visitor: &Visitor) -> Result<bool, Failure> {
    let found = app.house.find_links(&visitor.actor(), LinkFilter::default(), None, 1).await?;
    Ok(!found.links.is_empty())
}

fn more(count: usize, is_cut: bool) -> Option<String> {
    match (count, is_cut) {
        (0, _) => None,
        (count, false) => Some(format!("{count} more")),
        (count, true) => Some(format!("over {count} more")),
    }
}

/// The question before a lockdown: of the one site at once, of several by their list.
fn lockdown(visitor: &Visitor) -> Option<String> {
    const SITES: &str = "/control/settings/sites";
    match visitor.sites.as_slice() {
        sites if sites.iter().any(|site| site.lockdown) => None,
        [site] => Some(format!("{SITES}/{}/lockdown", site.id)),
        [] => None,
        _ => Some(SITES.to_owned()),
    }
}

/// Today's openings, newest first.
async fn today(app: &App, visitor: &Visitor, zone: &Zone, now: Timestamp) -> Result<Vec<Event>, Failure> {
    let midnight = time::start_of_day(now, zone);
    let kinds = EventKind::ALL.iter().copied().filter(|kind| is_opening(*kind)).collect();
    let filter = EventFilter { kinds: Some(kinds), from: Some(midnight), ..EventFilter::default() };
    Ok(app.house.events(&visitor.actor(), filter, None, OPENINGS).await?)
}

const fn is_opening(kind: EventKind) -> bool {
    matches!(kind, EventKind::UnlockOpened | EventKind::UnlockSent)
}

/// The first opening of each link today, latest first.
fn arrivals(today: &[Event], zone: &Zone, now: Timestamp) -> Vec<Arrival> {
    let mut seen = std::collections::HashSet::new();
    let by_link = today.iter().rev().filter(|event| is_opening(event.line.kind));
    let first = by_link
        .filter_map(|event| event.line.about.link.map(|link| (link, event)))
        .filter(|(link, _)| seen.insert(*link));
    let mut arrivals: Vec<Arrival> = first
        .map(|(link, event)| Arrival {
            link: event.link_name.clone().unwrap_or_default(),
            href: super::link::page_of(link),
            door: event.door_name.clone().unwrap_or_default(),
            at: time::to_the_minute(event.line.at, zone, now),
        })
        .collect();
    arrivals.reverse();
    arrivals
}
