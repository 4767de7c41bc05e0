//! Going anywhere: pages, doors, links and people by words of their names. A page of its own, which the script shows
//! over any other (Ctrl K).

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use keylink_domain::user::Act;
use serde::Deserialize;

use super::link_view::{Search, find};
use super::organization;
use super::page::{Answer, Failure, Frame, Section, frame, show as page};
use super::session::Visitor;
use crate::app::App;

/// As many of a kind as fit under one another.
const MOST: usize = 6;

/// A place to go to.
struct Place {
    icon: &'static str,
    name: String,
    what: String,
    href: String,
}

/// A page: its address, its name and other words for it, its icon, and what one must be allowed to have a use for it.
type Known = (&'static str, &'static str, &'static str, &'static str, Act);

const PAGES: [Known; 12] = [
    ("/control/links/new", "Create link", "new guest access share key", "plus", Act::ManageOwnLinks),
    ("/control", "Overview", "dashboard home", "layout-dashboard", Act::SeeOwn),
    ("/control/doors", "Doors", "entries access points", "door-closed", Act::SeeOwn),
    ("/control/links", "Links", "guest keys", "link", Act::SeeOwn),
    ("/control/people", "People", "users", "users", Act::SeeOwn),
    ("/control/events", "Events", "log activity export", "scroll-text", Act::SeeOwn),
    ("/control/doors/new", "Add door", "new entry", "plus", Act::ManageDoors),
    ("/control/people/groups", "Groups of people", "teams", "users", Act::SeeAll),
    ("/control/doors/groups", "Groups of doors", "zones", "door-closed", Act::SeeAll),
    ("/control/doors/schedules", "Schedules", "hours holidays", "clock", Act::SeeAll),
    ("/control/settings/templates/new", "New link template", "bounds", "files", Act::ManageOrganization),
    ("/app", "App for the phone", "mobile my doors", "smartphone", Act::SeeOwn),
];

#[derive(Template)]
#[template(path = "control/go.html")]
struct GoPage {
    frame: Frame,
    text: String,
    places: Vec<Place>,
}

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    q: Option<String>,
}

/// Places that have all the words.
pub async fn show(State(app): State<App>, visitor: Visitor, Query(wanted): Query<Wanted>) -> Answer {
    let text: String = wanted.q.unwrap_or_default().chars().take(100).collect();
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let mut places = pages(&visitor, &words);
    if !words.is_empty() {
        places.extend(things(&app, &visitor, &words).await?);
    }
    Ok(answer(&visitor, text, places))
}

fn answer(visitor: &Visitor, text: String, places: Vec<Place>) -> Response {
    page(StatusCode::OK, &GoPage { frame: frame(visitor, Section::Overview, "Go to"), text, places })
}

fn has(words: &[String], name: &str) -> bool {
    let name = name.to_lowercase();
    words.iter().all(|word| name.contains(word.as_str()))
}

fn pages(visitor: &Visitor, words: &[String]) -> Vec<Place> {
    let actor = visitor.actor();
    let useful =
        PAGES.iter().filter(|(_, name, also, _, act)| actor.may(*act) && has(words, &format!("{name} {also}")));
    let useful = useful.map(|(href, name, _, icon, _)| place(icon, *name, "", *href));
    let settings =
        organization::tabs(visitor, "").into_iter().filter(|tab| has(words, &format!("settings {}", tab.label)));
    let settings = settings.map(|tab| place("settings", tab.label, "Settings", tab.href));
    let most = if words.is_empty() { MOST } else { usize::MAX };
    useful.chain(settings).take(most).collect()
}

async fn things(app: &App, visitor: &Visitor, words: &[String]) -> Result<Vec<Place>, Failure> {
    let actor = visitor.actor();
    let doors = app.house.doors(&actor).await?;
    let doors = doors.iter().map(|known| &known.door).filter(|door| has(words, &door.name)).take(MOST);
    let mut found: Vec<Place> = doors
        .map(|door| {
            let what = format!("Door \u{b7} {}", visitor.site_name(door.site));
            place("door-closed", &door.name, what, super::door::address(door.id))
        })
        .collect();
    // The first word narrows the links that are read; the others are held against their names.
    let search = Search { text: words.first().cloned().unwrap_or_default(), ..Search::default() };
    let found_links = find(app, visitor, &search, None, 5 * MOST).await?;
    let links = found_links.links.iter().filter(|link| has(words, &link.name)).take(MOST);
    found.extend(links.map(|link| place("link", &link.name, "Link", super::link::page_of(link.id))));
    let users = app.house.users(&actor).await?;
    let users = users.iter().filter(|user| has(words, &format!("{} {}", user.name, user.email))).take(MOST);
    found.extend(users.map(|user| place("user", &user.name, user.email.clone(), super::user::page_of(user.id))));
    Ok(found)
}

fn place(icon: &'static str, name: impl Into<String>, what: impl Into<String>, href: impl Into<String>) -> Place {
    Place { icon, name: name.into(), what: what.into(), href: href.into() }
}
