//! The event log: searched by words, filtered by chips, paged by place, with a picture above it.

use askama::Template;
use axum::extract::{Query as Asked, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use keylink_domain::activity::Span;
use keylink_domain::event::{Event, EventKind, removed};
use keylink_domain::id::{DoorId, LinkId, UserId};
use keylink_domain::moment::Moment;
use keylink_domain::search::Query;
use keylink_domain::stretch::Stretch;
use keylink_domain::zone::Zone;
use keylink_service::Trouble;
use keylink_service::event::{EventFilter, EventPage};
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
    person: Option<String>,
    from: Option<String>,
    until: Option<String>,
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
            Self::Accesses => kind.is_access(),
            Self::Refusals => kind.is_refusal(),
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
            && self.person_id().is_none_or(|id| [event.line.actor, about.user, about.maker].contains(&Some(id)))
    }

    fn door_id(&self) -> Option<DoorId> {
        self.door.as_deref()?.parse().ok()
    }

    fn link_id(&self) -> Option<LinkId> {
        self.link.as_deref()?.parse().ok()
    }

    fn person_id(&self) -> Option<UserId> {
        self.person.as_deref()?.parse().ok()
    }

    /// The filter that the address means; days and times are those of `zone`.
    ///
    /// # Errors
    /// When one of them is none.
    pub fn filter(&self, zone: &Zone) -> Result<EventFilter, Trouble> {
        let stretch = Stretch::read(self.from.as_deref(), self.until.as_deref(), zone);
        let stretch = stretch.map_err(|error| Trouble::invalid(error.field, error))?;
        Ok(EventFilter {
            kinds: self.which().kinds(),
            door: self.door_id(),
            link: self.link_id(),
            user: self.person_id(),
            from: stretch.from,
            until: stretch.until,
            between: None,
        })
    }

    fn is_of_any_time(&self) -> bool {
        let is_blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
        is_blank(&self.from) && is_blank(&self.until)
    }

    fn span(&self) -> Span {
        if self.span.as_deref() == Some("month") { Span::Month } else { Span::Day }
    }

    fn parts(&self) -> [(&str, &str); 8] {
        [
            ("show", self.show.as_deref().unwrap_or("")),
            ("door", self.door.as_deref().unwrap_or("")),
            ("link", self.link.as_deref().unwrap_or("")),
            ("person", self.person.as_deref().unwrap_or("")),
            ("from", self.from.as_deref().unwrap_or("").trim()),
            ("until", self.until.as_deref().unwrap_or("").trim()),
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
    people: Vec<Choice>,
    person: String,
    ends: [End; 2],
    zone: String,
    without_time: Option<String>,
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

/// An end of the stretch of time that is shown, as it was typed.
struct End {
    name: &'static str,
    label: &'static str,
    value: String,
    /// What a browser offers to type it by: a day where it is one.
    kind: &'static str,
    error: String,
}

impl End {
    fn new((name, label, value): (&'static str, &'static str, &str), refused: Option<&Trouble>) -> Self {
        let error = match refused {
            Some(Trouble::Invalid { field, message }) if *field == name => message.clone(),
            _ => String::new(),
        };
        let is_day = value.is_empty() || matches!(Moment::parse(value), Ok(Moment::Day(_)));
        Self { name, label, value: value.to_owned(), kind: if is_day { "date" } else { "text" }, error }
    }
}

/// The log.
pub async fn list(State(app): State<App>, visitor: Visitor, Asked(wanted): Asked<Wanted>) -> Answer {
    let (actor, zone) = (visitor.actor(), visitor.zone());
    let newest = app.house.newest_event(&actor).await?;
    let (doors, gone) = (app.house.doors(&actor).await?, app.house.removed_doors(&actor).await?);
    let query = wanted.query()?;
    let filter = wanted.filter(&zone);
    let found = match &filter {
        Ok(filter) => app.house.search_events(&actor, filter.clone(), &query, wanted.before, PAGE).await?,
        Err(_) => EventPage::default(),
    };
    let names = Names::with(&visitor, app.house.now(), &doors).remembering(&gone);
    let here = doors.iter().map(|known| Choice::new(known.door.id, known.door.name.clone()));
    let gone = gone.iter().map(|door| Choice::new(door.id, removed(&door.name)));
    let frame = frame(&visitor, Section::Events, "Events");
    let parts = wanted.parts();
    let [show, door, link, person, from, until, text, span] = parts;
    let path = "/control/events";
    let with = |more: (&'static str, &str)| {
        let kept = [show, door, link, person, from, until, text];
        address(path, &kept.into_iter().chain([more]).collect::<Vec<_>>())
    };
    let refused = filter.as_ref().err();
    let template = EventsPage {
        picture: picture(&app, &visitor, &wanted, path).await?,
        chips: chips(path, "show", show.1, &CHIPS, &[door, link, person, from, until, text, span]),
        without_text: address(path, &[show, door, link, person, from, until, span]),
        without_time: (!wanted.is_of_any_time()).then(|| address(path, &[show, door, link, person, text, span])),
        text: text.1.to_owned(),
        doors: offered("All doors", here.chain(gone)),
        people: people(&app, &visitor).await?,
        person: person.1.to_owned(),
        ends: [("from", "From", from.1), ("until", "Until", until.1)].map(|end| End::new(end, refused)),
        zone: zone.name().to_owned(),
        show: show.1.to_owned(),
        door: door.1.to_owned(),
        link: wanted.link_id().map(|id| (id.to_string(), link_name(&found.events))),
        lines: found.events.iter().map(|event| names.line(event)).collect(),
        live: live(&wanted, filter.as_ref().ok(), app.house.now(), newest).filter(|_| frame.offers.all),
        next: found.next.map(|next| with(("before", &next.to_string()))),
        is_first: wanted.before.is_none(),
        link_id: link.1.to_owned(),
        frame,
    };
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page(status, &template))
}

/// Where new lines come from; nowhere where no new line can be among those that are shown.
fn live(wanted: &Wanted, filter: Option<&EventFilter>, now: Timestamp, newest: i64) -> Option<String> {
    filter.filter(|filter| filter.until.is_none() && filter.from.is_none_or(|from| from <= now))?;
    let [show, door, link, person, _, _, text, _] = wanted.parts();
    let after = newest.to_string();
    let path = address("/control/events/live", &[show, door, link, person, text, ("after", &after)]);
    wanted.before.is_none().then_some(path)
}

/// Whose lines may be asked for, by those who see everybody's.
async fn people(app: &App, visitor: &Visitor) -> Result<Vec<Choice>, Failure> {
    let users = app.house.users(&visitor.actor()).await?;
    Ok(offered("Everybody", users.iter().map(|user| Choice::new(user.id, user.name.clone()))))
}

fn offered(all: &str, some: impl Iterator<Item = Choice>) -> Vec<Choice> {
    std::iter::once(Choice::new("", all)).chain(some).collect()
}

/// How much happened lately, above the newest lines: of the door that is looked at, or of all. Nothing where the lines
/// are searched for, because it would not be a picture of them.
async fn picture(app: &App, visitor: &Visitor, wanted: &Wanted, path: &str) -> Result<Option<Picture>, Failure> {
    let is_of_all = wanted.before.is_none()
        && wanted.link_id().is_none()
        && wanted.person_id().is_none()
        && wanted.is_of_any_time()
        && wanted.query()?.is_empty();
    let is_of_doors = matches!(wanted.which(), Which::Activity | Which::Accesses | Which::Refusals | Which::Everything);
    if !(is_of_all && is_of_doors) {
        return Ok(None);
    }
    let [show, door, _, _, _, _, _, span] = wanted.parts();
    let spans = chips(path, "span", span.1, &SPANS, &[show, door]);
    Ok(Picture::of(app, visitor, wanted.door_id(), wanted.span()).await?.map(|picture| picture.with(spans)))
}

fn link_name(events: &[Event]) -> String {
    events.iter().find_map(|event| event.link_name.clone()).unwrap_or_else(|| "one link".to_owned())
}
