//! The overview: doors that need a look, today's activity, who arrived, links that end today.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use keylink_domain::event::{Event, EventKind};
use keylink_domain::zone::Zone;
use keylink_service::event::EventFilter;

use super::door_view::{DoorView, by_need};
use super::link_view::{DoorNames, LinkView, Search, find};
use super::page::{Answer, Failure, Frame, Section, frame, show as page};
use super::session::Visitor;
use super::time::{self, Shown};
use crate::app::App;

/// Lines of a day that the picture is drawn from.
const AT_ONCE: u32 = 500;
/// How many times lines are read for it; of a busier day it shows the later part.
const READS: usize = 8;
/// Links looked through for those that end today.
const LINKS: usize = 500;
/// Lines shown of each list.
const SHOWN: usize = 6;

/// An hour of the picture: bars as the template draws them.
struct Bar {
    x: usize,
    opened: u32,
    refused: u32,
    opened_height: u32,
    opened_y: u32,
    refused_height: u32,
    refused_y: u32,
    hour: usize,
}

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
    bars: Vec<Bar>,
    opened: u32,
    refused: u32,
    arrivals: Vec<Arrival>,
    ending: Vec<LinkView>,
    zone: String,
    today: String,
    may_share: bool,
    /// Where one locks down, while nothing is.
    lockdown: Option<String>,
}

/// Height of the tallest bar in the picture.
const TALLEST: u32 = 104;
/// From one bar's start to the next one's.
const STEP: usize = 18;

/// What is going on.
pub async fn show(State(app): State<App>, visitor: Visitor) -> Answer {
    let (actor, now, zone) = (visitor.actor(), app.house.now(), visitor.zone());
    let doors = app.house.doors(&actor).await?;
    let names = DoorNames::of(&doors);
    let today = today(&app, &visitor, &zone, now).await?;
    let all = Search::default();
    let (links, _) = find(&app, &visitor, &all, None, LINKS).await?;
    let ends_today = |link: &&keylink_domain::link::Link| {
        let zone = &link.validity.zone;
        let ends = link.validity.until.is_some_and(|until| now < until && until <= time::end_of_day(now, zone));
        ends && !link.is_revoked()
    };
    let bars = bars(&today, &zone);
    let rights = app.house.rights(&actor, Some(visitor.signed.user.id), None).await?;
    let template = OverviewPage {
        frame: frame(&visitor, Section::Overview, "Overview"),
        doors: by_need(&doors, &visitor, now),
        has_links: !links.is_empty(),
        opened: bars.iter().map(|bar| bar.opened).sum(),
        refused: bars.iter().map(|bar| bar.refused).sum(),
        bars,
        arrivals: arrivals(&today, &zone, now),
        ending: links.iter().filter(ends_today).take(SHOWN).map(|link| LinkView::of(link, &names, now)).collect(),
        zone: zone.name().to_owned(),
        today: zone.local(now).strftime("%A, %-d %B").to_string(),
        lockdown: lockdown(&visitor),
        may_share: rights.iter().any(|right| right.access.remote_unlock),
    };
    Ok(page(StatusCode::OK, &template))
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

/// Today's presses, newest first.
async fn today(app: &App, visitor: &Visitor, zone: &Zone, now: Timestamp) -> Result<Vec<Event>, Failure> {
    let midnight = time::start_of_day(now, zone);
    let (mut found, mut before) = (Vec::new(), None);
    for _ in 0..READS {
        let shown = |kind: &EventKind| is_opening(*kind) || is_refusal(*kind);
        let kinds = EventKind::ALL.iter().copied().filter(shown).collect();
        let filter = EventFilter { kinds: Some(kinds), ..EventFilter::default() };
        let read = app.house.events(&visitor.actor(), filter, before, AT_ONCE).await?;
        before = read.last().map(|event| event.seq);
        let reached = read.len() < AT_ONCE as usize || read.last().is_some_and(|event| event.line.at < midnight);
        found.extend(read.into_iter().filter(|event| event.line.at >= midnight));
        if reached {
            break;
        }
    }
    Ok(found)
}

const fn is_opening(kind: EventKind) -> bool {
    matches!(kind, EventKind::UnlockOpened | EventKind::UnlockSent)
}

const fn is_refusal(kind: EventKind) -> bool {
    matches!(kind, EventKind::UnlockRefused | EventKind::UnlockFailed | EventKind::UnlockUnknown)
}

/// Openings and refusals by the hour of the zone's clock.
fn bars(today: &[Event], zone: &Zone) -> Vec<Bar> {
    let mut hours = [(0u32, 0u32); 24];
    for event in today {
        let hour = usize::try_from(zone.local(event.line.at).hour()).unwrap_or(0);
        let Some((opened, refused)) = hours.get_mut(hour) else { continue };
        *opened += u32::from(is_opening(event.line.kind));
        *refused += u32::from(is_refusal(event.line.kind));
    }
    let most = hours.iter().map(|(opened, refused)| opened + refused).max().unwrap_or(0).max(1);
    let height = |count: u32| (count * TALLEST).div_ceil(most);
    let bar = |(hour, (opened, refused)): (usize, (u32, u32))| Bar {
        x: hour * STEP,
        opened,
        refused,
        opened_height: height(opened),
        opened_y: TALLEST.saturating_sub(height(opened)),
        refused_height: height(refused),
        refused_y: TALLEST.saturating_sub(height(opened) + height(refused)),
        hour,
    };
    hours.into_iter().enumerate().map(bar).collect()
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
    arrivals.truncate(SHOWN);
    arrivals
}
