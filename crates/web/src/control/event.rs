//! The event log: searched by words, filtered by chips, paged by place, with a picture above it.

use askama::Template;
use axum::extract::{Query as Asked, State};
use axum::http::StatusCode;
use keylink_domain::activity::Span;
use keylink_domain::event::{Event, EventKind};
use keylink_domain::id::{DoorId, LinkId};
use keylink_domain::search::Query;
use keylink_service::Trouble;
use keylink_service::event::EventFilter;
use serde::Deserialize;

use super::choice::{Chip, Choice, address, chips};
use super::page::{Answer, Failure, Frame, Section, frame, show as page};
use super::picture::{Picture, SPANS};
use super::sentence::{Line, Names};
use super::session::Visitor;
use crate::app::App;

/// Lines on a page.
const PAGE: u32 = 50;

/// What the address of the log says.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Wanted {
    show: Option<String>,
    door: Option<String>,
    link: Option<String>,
    q: Option<String>,
    span: Option<String>,
    before: Option<i64>,
    format: Option<String>,
}

/// Which lines are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All that is worth a line.
    Activity,
    /// Openings.
    Accesses,
    /// What did not open, and why.
    Refusals,
    /// What was done to links.
    Links,
    /// What was done to doors, controllers and sites.
    Doors,
    /// Who signed in, or failed to.
    SignIns,
    /// Every line there is.
    Everything,
}

const CHIPS: [(&str, &str); 7] = [
    ("", "Activity"),
    ("accesses", "Accesses"),
    ("refusals", "Refusals"),
    ("links", "Links"),
    ("doors", "Doors"),
    ("sign-ins", "Sign-ins"),
    ("everything", "Every line"),
];

impl Which {
    fn parse(text: &str) -> Self {
        match text {
            "accesses" => Self::Accesses,
            "refusals" => Self::Refusals,
            "links" => Self::Links,
            "doors" => Self::Doors,
            "sign-ins" => Self::SignIns,
            "everything" => Self::Everything,
            _ => Self::Activity,
        }
    }

    /// The kinds that fit.
    fn kinds(self) -> Option<Vec<EventKind>> {
        let fitting = || EventKind::ALL.iter().copied().filter(|kind| self.fits(*kind)).collect();
        (self != Self::Everything).then(fitting)
    }

    fn fits(self, kind: EventKind) -> bool {
        let code = kind.as_str();
        match self {
            Self::Activity => kind != EventKind::UnlockGranted,
            Self::Accesses => matches!(kind, EventKind::UnlockOpened | EventKind::UnlockSent),
            Self::Refusals => {
                matches!(kind, EventKind::UnlockRefused | EventKind::UnlockFailed | EventKind::UnlockUnknown)
            }
            Self::Links => code.starts_with("link.") || code.starts_with("webhook."),
            Self::Doors => ["door.", "controller.", "site."].iter().any(|start| code.starts_with(start)),
            Self::SignIns => matches!(kind, EventKind::UserSignedIn | EventKind::UserSignInFailed),
            Self::Everything => true,
        }
    }
}

impl Wanted {
    /// The kind of file, for an export.
    pub fn format(&self) -> &str {
        self.format.as_deref().unwrap_or_default()
    }

    /// Which lines are shown.
    pub fn which(&self) -> Which {
        Which::parse(self.show.as_deref().unwrap_or(""))
    }

    /// The words that are searched for.
    ///
    /// # Errors
    /// When they are too many.
    pub fn query(&self) -> Result<Query, Trouble> {
        Query::parse(self.q.as_deref().unwrap_or_default()).map_err(|error| Trouble::invalid("q", error))
    }

    /// Whether a line fits, wherever it comes from.
    pub fn fits(&self, event: &Event) -> bool {
        let about = &event.line.about;
        self.query().is_ok_and(|query| query.fits(event))
            && self.which().fits(event.line.kind)
            && self.door_id().is_none_or(|id| about.door == Some(id))
            && self.link_id().is_none_or(|id| about.link == Some(id))
    }

    fn door_id(&self) -> Option<DoorId> {
        self.door.as_deref()?.parse().ok()
    }

    fn link_id(&self) -> Option<LinkId> {
        self.link.as_deref()?.parse().ok()
    }

    /// The filter that the address means.
    pub fn filter(&self) -> EventFilter {
        EventFilter { kinds: self.which().kinds(), door: self.door_id(), link: self.link_id(), user: None }
    }

    fn span(&self) -> Span {
        if self.span.as_deref() == Some("month") { Span::Month } else { Span::Day }
    }

    fn parts(&self) -> [(&str, &str); 5] {
        [
            ("show", self.show.as_deref().unwrap_or("")),
            ("door", self.door.as_deref().unwrap_or("")),
            ("link", self.link.as_deref().unwrap_or("")),
            ("q", self.q.as_deref().unwrap_or("").trim()),
            ("span", if self.span() == Span::Month { "month" } else { "" }),
        ]
    }
}

#[derive(Template)]
#[template(path = "control/events.html")]
struct EventsPage {
    frame: Frame,
    chips: Vec<Chip>,
    doors: Vec<Choice>,
    picture: Option<Picture>,
    text: String,
    without_text: String,
    show: String,
    door: String,
    link: Option<(String, String)>,
    link_id: String,
    lines: Vec<Line>,
    live: Option<String>,
    next: Option<String>,
    is_first: bool,
}

/// The log.
pub async fn list(State(app): State<App>, visitor: Visitor, Asked(wanted): Asked<Wanted>) -> Answer {
    let newest = app.house.newest_event(&visitor.actor()).await?;
    let doors = app.house.doors(&visitor.actor()).await?;
    let query = wanted.query()?;
    let found = app.house.search_events(&visitor.actor(), wanted.filter(), &query, wanted.before, PAGE).await?;
    let names = Names::with(&visitor, app.house.now(), &doors);
    let frame = frame(&visitor, Section::Events, "Events");
    let [show, door, link, text, span] = wanted.parts();
    let mut choices = vec![Choice::new("", "All doors")];
    choices.extend(doors.iter().map(|known| Choice::new(known.door.id, known.door.name.clone())));
    let path = "/control/events";
    let after = newest.to_string();
    let live = address("/control/events/live", &[show, door, link, text, ("after", &after)]);
    let before = found.next.map(|next| next.to_string());
    let template = EventsPage {
        picture: picture(&app, &visitor, &wanted, path).await?,
        chips: chips(path, "show", show.1, &CHIPS, &[door, link, text, span]),
        without_text: address(path, &[show, door, link, span]),
        text: text.1.to_owned(),
        doors: choices,
        show: show.1.to_owned(),
        door: door.1.to_owned(),
        link: wanted.link_id().map(|id| (id.to_string(), link_name(&found.events))),
        lines: found.events.iter().map(|event| names.line(event)).collect(),
        live: (wanted.before.is_none() && frame.offers.all).then_some(live),
        next: before.map(|before| address(path, &[show, door, link, text, ("before", &before)])),
        is_first: wanted.before.is_none(),
        link_id: link.1.to_owned(),
        frame,
    };
    Ok(page(StatusCode::OK, &template))
}

/// How much happened lately, above the newest lines: of the door that is looked at, or of all. Nothing where the lines
/// are searched for, because it would not be a picture of them.
async fn picture(app: &App, visitor: &Visitor, wanted: &Wanted, path: &str) -> Result<Option<Picture>, Failure> {
    let is_of_all = wanted.before.is_none() && wanted.link_id().is_none() && wanted.query()?.is_empty();
    let is_of_doors = matches!(wanted.which(), Which::Activity | Which::Accesses | Which::Refusals | Which::Everything);
    if !(is_of_all && is_of_doors) {
        return Ok(None);
    }
    let [show, door, link, text, _] = wanted.parts();
    let spans = chips(path, "span", wanted.parts()[4].1, &SPANS, &[show, door, link, text]);
    Ok(Picture::of(app, visitor, wanted.door_id(), wanted.span()).await?.map(|picture| picture.with(spans)))
}

fn link_name(events: &[Event]) -> String {
    events.iter().find_map(|event| event.link_name.clone()).unwrap_or_else(|| "one link".to_owned())
}
