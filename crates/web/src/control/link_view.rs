//! Links as lists show them, and how links are looked for.

use std::collections::HashMap;

use jiff::Timestamp;
use keylink_domain::hollow::LinkStanding;
use keylink_domain::id::{DoorId, LinkId, UserId};
use keylink_domain::link::Link;
use keylink_domain::validity::Validity;
use keylink_service::door::DoorNow;
use keylink_service::link::{FoundLinks, Hollows, WantedState};

use super::badge::{self, Badge};
use super::page::Failure;
use super::session::Visitor;
use super::time;
use crate::app::App;

/// Links read at once while looking for those that fit.
const AT_ONCE: u32 = 200;
/// How many times links are read for one page; then the page ends early and the next goes on.
const READS: usize = 10;

/// A link in a list.
pub struct LinkView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its doors' names.
    pub doors: String,
    /// Its window, in its zone.
    pub window: String,
    /// The same in full.
    pub window_title: String,
    /// When it ends, if it does.
    pub ends: String,
    /// How often it was used, and how often it may be.
    pub uses: String,
    /// How it stands.
    pub badge: Badge,
}

/// The names of doors by their ids.
pub struct DoorNames(HashMap<DoorId, String>);

impl DoorNames {
    /// Of these doors.
    pub fn of(doors: &[DoorNow]) -> Self {
        Self(doors.iter().map(|known| (known.door.id, known.door.name.clone())).collect())
    }

    /// A link's doors, in its order.
    pub fn joined(&self, link: &Link) -> String {
        link.doors.iter().filter_map(|id| self.0.get(id)).map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

impl LinkView {
    /// The link at `now`.
    pub fn of(link: &Link, hollows: &Hollows, doors: &DoorNames, now: Timestamp) -> Self {
        Self {
            id: link.id.to_string(),
            name: link.name.clone(),
            doors: doors.joined(link),
            window: window_of(link, now),
            window_title: window_in_full(&link.validity),
            ends: link
                .validity
                .until
                .map(|until| time::to_the_minute(until, &link.validity.zone, now).text)
                .unwrap_or_default(),
            uses: uses(link),
            badge: badge::link(link, hollows.of(link), now),
        }
    }
}

/// `Sat 28 Nov 14:00 – Sun 29 Nov 11:00`, on the link's own clock.
pub fn window(validity: &Validity, now: Timestamp) -> String {
    let said = |at| time::to_the_minute(at, &validity.zone, now).text;
    match (validity.from, validity.until) {
        (Some(from), Some(until)) => format!("{} \u{2013} {}", said(from), said(until)),
        (None, Some(until)) => format!("until {}", said(until)),
        (Some(from), None) => format!("from {}", said(from)),
        (None, None) => "no end".to_owned(),
    }
}

/// The same of a link. A branch for which its guest chose no time has that of the link it comes from.
fn window_of(link: &Link, now: Timestamp) -> String {
    match (link.origin, link.validity.from, link.validity.until) {
        (Some(_), None, None) => "as the link that it comes from".to_owned(),
        _ => window(&link.validity, now),
    }
}

/// The window with seconds and zone, and what else narrows it.
pub fn window_in_full(validity: &Validity) -> String {
    let said = |at: Option<Timestamp>| at.map(|at| time::full(at, &validity.zone));
    let parts = [
        said(validity.from).map(|from| format!("From {from}")),
        said(validity.until).map(|until| format!("until {until}")),
        validity.after_first_use.map(|length| format!("{} from the first use on", time::length(length))),
        validity.hours.as_ref().map(|hours| format!("{hours} ({})", validity.zone.name())),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn uses(link: &Link) -> String {
    let uses = link.usage.uses;
    link.validity.max_uses.map_or_else(|| uses.to_string(), |max| format!("{uses} of {max}"))
}

/// Which links are looked for; what is empty is any.
#[derive(Debug, Default)]
pub struct Search {
    /// How they stand; empty for all.
    pub state: String,
    /// What their name holds, in any case.
    pub text: String,
    /// A door that they name.
    pub door: Option<DoorId>,
    /// Who made them.
    pub maker: Option<UserId>,
}

impl Search {
    fn fits(&self, link: &Link, hollows: &Hollows, now: Timestamp) -> bool {
        let text = self.text.trim().to_lowercase();
        (text.is_empty() || link.name.to_lowercase().contains(&text))
            && self.door.is_none_or(|door| link.doors.contains(&door))
            && self.maker.is_none_or(|maker| link.maker == maker)
            && self.stands(hollows.stands(link, now))
    }

    fn stands(&self, standing: LinkStanding) -> bool {
        let code = match WantedState::of(standing) {
            WantedState::Revoked => "revoked",
            WantedState::Hollow => "opens-nothing",
            WantedState::NotYet => "upcoming",
            WantedState::Active | WantedState::OutsideHours => "active",
            WantedState::Expired => "expired",
            WantedState::UsedUp => "used-up",
        };
        self.state.is_empty() || self.state == code
    }
}

/// Links that fit, newest first, and the link to go on before.
pub async fn find(
    app: &App,
    visitor: &Visitor,
    search: &Search,
    before: Option<LinkId>,
    most: usize,
) -> Result<FoundLinks, Failure> {
    let now = app.house.now();
    let mut found = FoundLinks { links: Vec::new(), hollows: Hollows::default(), next: before };
    for _ in 0..READS {
        let read = app.house.links(&visitor.actor(), found.next, AT_ONCE).await?;
        let is_last = read.len() < AT_ONCE as usize;
        found.hollows.extend(app.house.hollows(&read).await?);
        for link in read {
            if found.links.len() == most {
                return Ok(found);
            }
            found.next = Some(link.id);
            if search.fits(&link, &found.hollows, now) {
                found.links.push(link);
            }
        }
        if is_last {
            return Ok(FoundLinks { next: None, ..found });
        }
    }
    Ok(found)
}
