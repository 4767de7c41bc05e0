//! The form of a link: asked for a new one and for a change, read, and sent to the use case.

use std::fmt::Write as _;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::{DoorId, LinkId};
use keylink_domain::link::Link;
use keylink_domain::moment::{Lasting, Moment};
use keylink_domain::secret::fingerprint;
use keylink_domain::window::ValidityInput;
use keylink_domain::zone::Zone;
use keylink_service::IdempotencyKey;
use keylink_service::door::DoorNow;
use keylink_service::link::{ChangeLink, NewLink};

use serde::Deserialize;

use super::choice::Choice;
use super::delivery::{self, Sending};
use super::form::Form;
use super::link::{Beside, Handed, Meanwhile, handed, link_page, page_of};
use super::link_view::{DoorNames, window, window_in_full};
use super::page::{Answer, Failure, Frame, Id, Section, done, frame, show as page};
use super::session::Visitor;
use super::time;
use crate::app::App;
use crate::language::Language;

/// A door to choose.
pub struct DoorChoice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its building.
    pub site: String,
    /// Whether the form names it.
    pub is_chosen: bool,
    /// Whether the maker may share it.
    pub may_share: bool,
}

/// What the fields of a link's form need.
pub struct LinkFields<'a> {
    /// What was typed.
    pub form: &'a Form,
    /// The doors to choose from.
    pub doors: Vec<DoorChoice>,
    /// The languages to choose from.
    pub languages: Vec<Choice>,
    /// The units of lengths of time.
    pub units: Vec<Choice>,
    /// The ways to say when it ends.
    pub ends: Vec<(&'static str, &'static str)>,
    /// The zone of the times.
    pub zone: String,
    /// What the clock says there.
    pub now_there: String,
    /// Whether the link exists already.
    pub exists: bool,
}

const ENDS_NEW: [(&str, &str); 7] = [
    ("hour", "1 hour"),
    ("tonight", "Tonight"),
    ("day", "1 day"),
    ("weekend", "Weekend"),
    ("until", "Until\u{2026}"),
    ("for", "For\u{2026}"),
    ("never", "No end"),
];
const ENDS_CHANGE: [(&str, &str); 3] = [("until", "Until\u{2026}"), ("for", "For\u{2026}"), ("never", "No end")];

impl<'a> LinkFields<'a> {
    /// The fields of a form: of a new link, or of one that exists.
    pub async fn new(
        app: &App,
        visitor: &Visitor,
        form: &'a Form,
        doors: &[DoorNow],
        link: Option<&Link>,
    ) -> Result<Self, Failure> {
        let maker = link.map_or(visitor.signed.user.id, |link| link.maker);
        let rights = app.house.accesses(&visitor.actor(), Some(maker)).await?;
        let may_share = |id: DoorId| rights.iter().any(|right| right.door == id && right.remote_unlock);
        let choices = doors.iter().map(|known| DoorChoice {
            id: known.door.id.to_string(),
            name: known.door.name.clone(),
            site: visitor.site_name(known.door.site).to_owned(),
            is_chosen: form.is("doors", &known.door.id.to_string()),
            may_share: may_share(known.door.id),
        });
        let zone = link.map_or_else(|| visitor.zone(), |link| link.validity.zone.clone());
        Ok(Self {
            form,
            doors: choices.filter(|choice| choice.may_share || choice.is_chosen).collect(),
            languages: languages(app, link),
            units: ["minutes", "hours", "days", "weeks"].into_iter().map(|unit| Choice::new(unit, unit)).collect(),
            ends: link.map_or_else(|| ENDS_NEW.to_vec(), |_| ENDS_CHANGE.to_vec()),
            now_there: time::field(app.house.now(), &zone),
            zone: zone.name().to_owned(),
            exists: link.is_some(),
        })
    }
}

/// The languages that guests' pages are written in, each by its own name.
fn languages(app: &App, link: Option<&Link>) -> Vec<Choice> {
    let all = app.languages.all();
    let known = all.iter().map(|language| Choice::new(language.tag(), language.name()));
    // A tag that came by the API, such as pt-BR, stays what it is when the form is saved.
    let own = link.and_then(|link| link.language.as_deref());
    let other = own.filter(|own| all.iter().all(|language| language.tag() != *own));
    let other = other.map(|tag| Choice::new(tag, app.languages.meant(tag).map_or(tag, Language::name)));
    [Choice::new("", "The guest\u{2019}s own")].into_iter().chain(known).chain(other).collect()
}

#[derive(Template)]
#[template(path = "control/link_new.html")]
struct NewLinkPage<'a> {
    frame: Frame,
    fields: LinkFields<'a>,
    no_doors: bool,
}

#[derive(Template)]
#[template(path = "control/link_made.html")]
struct MadePage<'a> {
    frame: Frame,
    id: String,
    handed: Handed,
    sending: Sending<'a>,
    doors: String,
    window: String,
    window_title: String,
}

/// What the address of the form says: under which cloud key, and whether with a webhook URL.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    credential: Option<String>,
    webhook: Option<String>,
    /// A link to begin with.
    like: Option<String>,
}

/// Asks for a new link.
pub async fn ask_new(State(app): State<App>, visitor: Visitor, Query(wanted): Query<Wanted>) -> Answer {
    let begun = match wanted.like.as_deref().and_then(|id| id.parse().ok()) {
        Some(like) => alike(&app.house.link(&visitor.actor(), like).await?, app.house.now()),
        None => {
            let form = Form::new().with("ends", "day").with("language", "");
            form.with("first_use_unit", "hours").with("duration_unit", "hours")
        }
    };
    let form = begun
        .with("webhook", wanted.webhook.unwrap_or_default())
        .with("credential", wanted.credential.unwrap_or_default())
        .with("key", app.house.now().as_millisecond().to_string());
    new_page(&app, &visitor, &form).await
}

/// Makes a link. Sending the same form twice makes one link.
pub async fn make(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let now = app.house.now();
    let zone = zone_of_first(&app, &visitor, &form).await?;
    let Some(new) = new_link(&mut form, &zone, now) else { return new_page(&app, &visitor, &form).await };
    if form.hold(app.check_language(new.language.as_deref()))?.is_none() {
        return new_page(&app, &visitor, &form).await;
    }
    let key = idempotency_key(&visitor, &form)?;
    let made = app.house.make_link(&visitor.actor(), new, Some(key)).await;
    let Some(made) = form.hold(made)? else { return new_page(&app, &visitor, &form).await };
    let doors = DoorNames::of(&app.house.doors(&visitor.actor()).await?);
    let link = made.link;
    let webhook = match form.is("webhook", "on") {
        true => Some(app.house.make_webhook(&visitor.actor(), link.id).await?),
        false => None,
    };
    let blank = delivery::blank(now);
    let template = MadePage {
        sending: Sending::of(&app, &visitor, &link, &blank).await?,
        frame: frame(&visitor, Section::Links, "Link created"),
        id: link.id.to_string(),
        doors: doors.joined(&link),
        window: window(&link.validity, now),
        window_title: window_in_full(&link.validity),
        handed: Handed { webhook, ..handed(&visitor, &link, made.url, "The link is ready.", made.warnings) },
    };
    Ok(page(StatusCode::OK, &template))
}

/// Changes a link. What somebody else changed meanwhile is shown beside what was typed.
pub async fn change(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>, mut form: Form) -> Answer {
    let old = app.house.link(&visitor.actor(), id).await?;
    let Some(change) = changed_link(&mut form, &old) else {
        return link_page(&app, &visitor, &old, Beside { form: Some(&form), ..Beside::default() }).await;
    };
    let language =
        change.language.as_ref().and_then(Option::as_deref).filter(|tag| Some(*tag) != old.language.as_deref());
    if form.hold(app.check_language(language))?.is_none() {
        return link_page(&app, &visitor, &old, Beside { form: Some(&form), ..Beside::default() }).await;
    }
    let seen = change.revision;
    let changed = app.house.change_link(&visitor.actor(), id, change).await;
    match form.hold(changed)? {
        Some((link, _)) if link.revision == old.revision => Ok(done(&page_of(id), "nothing")),
        Some(_) => Ok(done(&page_of(id), "saved")),
        None => {
            let now = app.house.link(&visitor.actor(), id).await?;
            let meanwhile =
                if seen == Some(now.revision) { None } else { Some(meanwhile(&app, &visitor, &now).await?) };
            if meanwhile.is_some() {
                // Both are shown now: what is sent next is meant over what the other one changed.
                form.set("revision", now.revision.to_string());
            }
            link_page(&app, &visitor, &now, Beside { form: Some(&form), meanwhile, ..Beside::default() }).await
        }
    }
}

/// The zone in which the times of a new link are meant: that of the first door's building.
async fn zone_of_first(app: &App, visitor: &Visitor, form: &Form) -> Result<Zone, Failure> {
    let doors = app.house.doors(&visitor.actor()).await?;
    let first = doors.iter().find(|known| form.is("doors", &known.door.id.to_string()));
    Ok(first.map_or_else(|| visitor.zone(), |known| visitor.zone_of(known.door.site)))
}

async fn new_page(app: &App, visitor: &Visitor, form: &Form) -> Answer {
    let doors = app.house.doors(&visitor.actor()).await?;
    let fields = LinkFields::new(app, visitor, form, &doors, None).await?;
    let no_doors = fields.doors.is_empty();
    Ok(page(form.status(), &NewLinkPage { frame: frame(visitor, Section::Links, "Create link"), fields, no_doors }))
}

async fn meanwhile(app: &App, visitor: &Visitor, now: &Link) -> Result<Meanwhile, Failure> {
    let doors = DoorNames::of(&app.house.doors(&visitor.actor()).await?);
    let length = |length: Option<_>| length.map_or_else(|| "none".to_owned(), time::length);
    let validity = &now.validity;
    Ok(Meanwhile {
        fields: vec![
            ("Name", now.name.clone()),
            ("Doors", doors.joined(now)),
            ("Window", window(validity, app.house.now())),
            ("Time after the first use", length(validity.after_first_use)),
            ("Weekly hours", validity.hours.as_ref().map_or_else(|| "always".to_owned(), ToString::to_string)),
            ("Number of uses", validity.max_uses.map_or_else(|| "any".to_owned(), |max| max.to_string())),
            ("Note", now.description.clone()),
        ],
    })
}

/// The same form of the same page is the same request, however often it is sent; another form is another.
pub(super) fn idempotency_key(visitor: &Visitor, form: &Form) -> Result<IdempotencyKey, Failure> {
    let body = form.whole();
    let user = visitor.signed.user.id.uuid();
    let print = fingerprint(&[b"control link", user.as_bytes(), body.as_bytes()]);
    let text = print.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a text never fails.
        write!(text, "{byte:02x}").unwrap_or(());
        text
    });
    Ok(IdempotencyKey::new(&text, &[b"control link", body.as_bytes()])?)
}

fn new_link(form: &mut Form, zone: &Zone, now: Timestamp) -> Option<NewLink> {
    let from: Option<Moment> = form.read("valid_from");
    let (until, duration) = match form.value("ends") {
        "hour" => (None, Lasting::parse("PT1H").ok()),
        "day" => (None, Lasting::parse("P1D").ok()),
        "tonight" => (Some(Moment::Day(day_of(from, zone, now))), None),
        "weekend" => (Some(Moment::Day(sunday_of(day_of(from, zone, now)))), None),
        _ => end_of(form),
    };
    let after_first_use = length_of(form, "first_use", "first_use_unit", "after_first_use");
    let validity = ValidityInput {
        from,
        until,
        duration,
        after_first_use,
        hours: form.read::<WeeklyHours>("hours"),
        max_uses: form.read("max_uses"),
    };
    let (doors, credential) = (doors_of(form), form.read("credential"));
    (!form.is_wrong()).then(|| NewLink {
        name: form.value("name").to_owned(),
        description: form.value("description").to_owned(),
        doors,
        validity,
        language: form.some("language").map(str::to_owned),
        credential,
        maker: None,
    })
}

/// What a form changes of a link. Times that still read as the link's own stay to the millisecond.
fn changed_link(form: &mut Form, old: &Link) -> Option<ChangeLink> {
    let (validity, zone) = (&old.validity, &old.validity.zone);
    let own = |at: Option<Timestamp>| at.map(|at| time::field(at, zone)).unwrap_or_default();
    let from = (form.value("valid_from") != own(validity.from)).then(|| form.read::<Moment>("valid_from"));
    let (until, duration) = match form.value("ends") {
        "until" if form.value("valid_until") == own(validity.until) => (None, None),
        "never" => (Some(None), None),
        _ => {
            let (until, duration) = end_of(form);
            (until.map(Some), duration)
        }
    };
    let after_first_use = length_of(form, "first_use", "first_use_unit", "after_first_use");
    let (hours, max_uses, revision) = (form.read("hours"), form.read("max_uses"), form.read("revision"));
    let doors = doors_of(form);
    (!form.is_wrong()).then(|| ChangeLink {
        revision,
        name: Some(form.value("name").to_owned()),
        description: Some(form.value("description").to_owned()),
        doors: Some(doors),
        from,
        until,
        duration,
        after_first_use: Some(after_first_use),
        hours: Some(hours),
        max_uses: Some(max_uses),
        language: Some(form.some("language").map(str::to_owned)),
    })
}

/// The end as it was typed: a time, or a length.
fn end_of(form: &mut Form) -> (Option<Moment>, Option<Lasting>) {
    match form.value("ends") {
        "until" => {
            if form.some("valid_until").is_none() {
                form.refuse("valid_until", "give the end, or choose \u{201c}No end\u{201d}");
            }
            (form.read("valid_until"), None)
        }
        "for" => {
            if form.some("duration").is_none() {
                form.refuse("duration", "give a number such as 2, or choose \u{201c}No end\u{201d}");
            }
            (None, length_of(form, "duration", "duration_unit", "duration"))
        }
        _ => (None, None),
    }
}

fn length_of(form: &mut Form, count: &str, unit: &str, error_at: &'static str) -> Option<Lasting> {
    let typed = form.some(count)?.to_owned();
    let length = time::lasting(&typed, form.value(unit));
    length.map_err(|error| form.refuse(error_at, error)).ok()
}

fn doors_of(form: &mut Form) -> Vec<DoorId> {
    let doors: Vec<DoorId> = form.all("doors").filter_map(|id| id.parse().ok()).collect();
    if doors.is_empty() {
        form.refuse("doors", "choose at least one door");
    }
    doors
}

/// The day on which a link begins.
fn day_of(from: Option<Moment>, zone: &Zone, now: Timestamp) -> jiff::civil::Date {
    let start = from.and_then(|from| from.as_start(zone).ok()).map_or(now, |meant| meant.instant);
    zone.local(start).date()
}

/// The Sunday of that day's week.
fn sunday_of(day: jiff::civil::Date) -> jiff::civil::Date {
    let left = i64::from(7 - day.weekday().to_monday_one_offset());
    day.checked_add(SignedDuration::from_hours(24 * left)).unwrap_or(day)
}

/// The form of a new link like one that is there. Times that are over are not taken along.
fn alike(link: &Link, now: Timestamp) -> Form {
    let mut form = fields_of(link);
    form.set("name", format!("{} (again)", link.name));
    if link.validity.from.is_some_and(|from| from <= now) {
        form.set("valid_from", "");
    }
    if link.validity.until.is_some_and(|until| until <= now) {
        form.set("valid_until", "");
        form.set("ends", "day");
    }
    form
}

/// The form of a link as it is.
pub fn fields_of(link: &Link) -> Form {
    let validity = &link.validity;
    let field = |at: Option<Timestamp>| at.map(|at| time::field(at, &validity.zone)).unwrap_or_default();
    let first_use = validity.after_first_use.map(time::count_and_unit);
    let form = Form::new()
        .with("name", &link.name)
        .with("description", &link.description)
        .with("valid_from", field(validity.from))
        .with("valid_until", field(validity.until))
        .with("ends", if validity.until.is_some() { "until" } else { "never" })
        .with("duration_unit", "hours")
        .with("first_use", first_use.map(|(count, _)| count.to_string()).unwrap_or_default())
        .with("first_use_unit", first_use.map_or("hours", |(_, unit)| unit))
        .with("hours", validity.hours.as_ref().map(ToString::to_string).unwrap_or_default())
        .with("max_uses", validity.max_uses.map(|max| max.to_string()).unwrap_or_default())
        .with("language", link.language.clone().unwrap_or_default())
        .with("revision", link.revision.to_string());
    link.doors.iter().fold(form, |form, door| form.with("doors", door.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekend_ends_on_its_sunday() {
        for (day, sunday) in [("2026-11-23", "2026-11-29"), ("2026-11-28", "2026-11-29"), ("2026-11-29", "2026-11-29")]
        {
            assert_eq!(sunday_of(day.parse().unwrap()), sunday.parse().unwrap());
        }
    }
}
