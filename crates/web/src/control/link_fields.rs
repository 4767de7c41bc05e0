//! The fields of a link's form: what they need to be shown, and how they are read. The control center and the app
//! both ask with them.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};
use keylink_domain::delivery::Channel;
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::DoorId;
use keylink_domain::link::Link;
use keylink_domain::moment::{Lasting, Moment};
use keylink_domain::secret::fingerprint;
use keylink_domain::window::ValidityInput;
use keylink_domain::zone::Zone;
use keylink_service::IdempotencyKey;
use keylink_service::door::DoorNow;
use keylink_service::link::{ChangeLink, NewLink};

use super::choice::Choice;
use super::form::Form;
use super::page::Failure;
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
    /// Whether it is, or will be, the visitor's own.
    pub is_own: bool,
    /// Whether its maker turned notifications on somewhere.
    pub has_browsers: bool,
    /// Whether mail can be sent.
    pub offers_mail: bool,
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
        let rights = app.house.rights(&visitor.actor(), Some(maker), None).await?;
        let may_share = |id: DoorId| rights.iter().any(|right| right.door == id && right.access.remote_unlock);
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
            is_own: maker == visitor.signed.user.id,
            has_browsers: app.house.has_notifications(&visitor.actor(), maker).await?,
            offers_mail: app.house.channels().iter().any(|offer| offer.channel == Channel::Mail && offer.is_set_up),
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

/// The zone in which the times of a new link are meant: that of the first door's building.
pub async fn zone_of_first(app: &App, visitor: &Visitor, form: &Form) -> Result<Zone, Failure> {
    let doors = app.house.doors(&visitor.actor()).await?;
    let first = doors.iter().find(|known| form.is("doors", &known.door.id.to_string()));
    Ok(first.map_or_else(|| visitor.zone(), |known| visitor.zone_of(known.door.site)))
}

/// The same form of the same page is the same request, however often it is sent; another form is another.
pub fn idempotency_key(visitor: &Visitor, form: &Form) -> Result<IdempotencyKey, Failure> {
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

/// What a form says of a new link; nothing if a field is wrong.
pub fn new_link(form: &mut Form, zone: &Zone, now: Timestamp) -> Option<NewLink> {
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
    let (doors, credential, arrivals) = (doors_of(form), form.read("credential"), super::arrival::wish_of(form));
    (!form.is_wrong()).then(|| NewLink {
        name: form.value("name").to_owned(),
        description: form.value("description").to_owned(),
        doors,
        validity,
        language: form.some("language").map(str::to_owned),
        credential,
        arrivals,
        maker: None,
    })
}

/// What a form changes of a link. Times that still read as the link's own stay to the millisecond.
pub fn changed_link(form: &mut Form, old: &Link) -> Option<ChangeLink> {
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
