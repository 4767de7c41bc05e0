//! The form of a schedule: a line for each day of the week, and holidays.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use keylink_domain::hours::{DayHours, DaySet, HoursSpan, WeeklyHours};
use keylink_domain::schedule::{Holiday, Holidays, Schedule};
use keylink_domain::text::Name;
use keylink_service::Seen;

use super::form::Form;

/// The days, as fields and as people read them.
pub const DAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Monday, "mon", "Monday"),
    (Weekday::Tuesday, "tue", "Tuesday"),
    (Weekday::Wednesday, "wed", "Wednesday"),
    (Weekday::Thursday, "thu", "Thursday"),
    (Weekday::Friday, "fri", "Friday"),
    (Weekday::Saturday, "sat", "Saturday"),
    (Weekday::Sunday, "sun", "Sunday"),
];

/// Empty lines for more holidays, on each page.
const MORE: usize = 3;
/// More lines than this are not read.
const MOST: usize = 400;

/// The fields of one holiday: `holiday3_from`, and so on.
pub struct HolidayFields {
    /// The first date.
    pub from: String,
    /// The last date.
    pub to: String,
    /// What it is called.
    pub name: String,
    /// Its hours.
    pub hours: String,
}

impl HolidayFields {
    fn new(n: usize) -> Self {
        let field = |part: &str| format!("holiday{n}_{part}");
        Self { from: field("from"), to: field("to"), name: field("name"), hours: field("hours") }
    }

    fn is_empty(&self, form: &Form) -> bool {
        [&self.from, &self.to, &self.name, &self.hours].iter().all(|field| form.some(field).is_none())
    }
}

/// The lines of holidays that a form shows: those that say something, and some empty ones.
pub fn holiday_lines(form: &Form) -> Vec<HolidayFields> {
    let used = (0..MOST).rev().find(|n| !HolidayFields::new(*n).is_empty(form)).map_or(0, |last| last + 1);
    (0..(used + MORE).min(MOST)).map(HolidayFields::new).collect()
}

/// What a new schedule begins with.
pub fn office() -> Form {
    let days = DAYS.iter().take(5).map(|(_, field, _)| *field);
    days.fold(Form::new(), |form, day| form.with(day, "08:00-18:00"))
}

/// A schedule as its form holds it.
pub fn form_of(schedule: &Schedule) -> Form {
    let mut form = Form::new().with("name", &schedule.name).with("seen", Seen::of(schedule).to_string());
    for (day, field, _) in DAYS {
        let on_it = schedule.hours.spans().iter().filter(|span| span.days.contains(day));
        form = form.with(field, joined(on_it.map(|span| span.hours)));
    }
    for (n, holiday) in schedule.holidays.as_slice().iter().enumerate() {
        let fields = HolidayFields::new(n);
        form = form
            .with(&fields.from, holiday.from().to_string())
            .with(&fields.to, if holiday.to() == holiday.from() { String::new() } else { holiday.to().to_string() })
            .with(&fields.name, holiday.name().as_str())
            .with(&fields.hours, joined(holiday.hours().iter().copied()));
    }
    form
}

fn joined(hours: impl Iterator<Item = DayHours>) -> String {
    let mut hours: Vec<DayHours> = hours.collect();
    hours.sort_by_key(|hours| hours.start());
    hours.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// What a form says; nothing if a field is wrong.
pub fn read(form: &mut Form) -> Option<(String, WeeklyHours, Holidays)> {
    let name = form.value("name").to_owned();
    if let Err(error) = Name::parse(&name) {
        form.refuse("name", error);
    }
    let hours = read_week(form);
    let holidays = read_holidays(form);
    (!form.is_wrong()).then_some((name, hours?, holidays?))
}

/// The same hours on several days are one span.
fn read_week(form: &mut Form) -> Option<WeeklyHours> {
    let mut spans: BTreeMap<String, (DayHours, Vec<Weekday>)> = BTreeMap::new();
    for (day, field, _) in DAYS {
        for hours in read_hours(form, field) {
            spans.entry(hours.to_string()).or_insert((hours, Vec::new())).1.push(day);
        }
    }
    let span = |(hours, days): (DayHours, Vec<Weekday>)| DaySet::new(days).map(|days| HoursSpan { days, hours });
    match WeeklyHours::new(spans.into_values().filter_map(span).collect()) {
        Ok(hours) => Some(hours),
        Err(_) if form.is_wrong() => None,
        Err(_) => {
            form.refuse("mon", "give hours on one day at least, such as 08:00-18:00");
            None
        }
    }
}

/// Spans of one day, with commas between them, as people type them.
fn read_hours(form: &mut Form, field: &str) -> Vec<DayHours> {
    let text = form.value(field).to_owned();
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let read: Result<Vec<DayHours>, _> = parts.map(|part| in_full(part).parse()).collect();
    read.unwrap_or_else(|_| {
        form.refuse(field, "write hours as 08:00-12:00, 13:00-18:00; leave it empty where it is closed");
        Vec::new()
    })
}

/// `8-18` and `8:30 – 12` as the domain writes them.
fn in_full(part: &str) -> String {
    let clock = |text: &str| {
        let text = text.trim().replace('.', ":");
        let text = if text.contains(':') { text } else { format!("{text}:00") };
        if text.len() == 4 { format!("0{text}") } else { text }
    };
    let part = part.replace('\u{2013}', "-");
    match part.split_once('-') {
        Some((start, end)) => format!("{}-{}", clock(start), clock(end)),
        None => part,
    }
}

fn read_holidays(form: &mut Form) -> Option<Holidays> {
    let mut all = Vec::new();
    for fields in holiday_lines(form) {
        if !fields.is_empty(form) {
            all.extend(read_holiday(form, &fields));
        }
    }
    match Holidays::new(all) {
        Ok(holidays) => Some(holidays),
        Err(error) => {
            form.refuse("holidays", error);
            None
        }
    }
}

fn read_holiday(form: &mut Form, fields: &HolidayFields) -> Option<Holiday> {
    let from = read_date(form, &fields.from);
    if from.is_none() {
        form.refuse(&fields.from, "give its first day, such as 2026-12-24");
    }
    let to = if form.some(&fields.to).is_none() { from } else { read_date(form, &fields.to) };
    if to.is_none() {
        form.refuse(&fields.to, "give its last day, such as 2026-12-26, or leave it empty");
    }
    let name = Name::parse(form.some(&fields.name).unwrap_or("Holiday"));
    let name = name.map_err(|error| form.refuse(&fields.name, error)).ok();
    let hours = read_hours(form, &fields.hours);
    let made = Holiday::new(from?, to?, name?, hours);
    made.map_err(|error| form.refuse(&fields.to, error)).ok()
}

fn read_date(form: &Form, field: &str) -> Option<Date> {
    form.some(field)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_goes_through_its_form_and_back() {
        let mut form = Form::new()
            .with("name", "Office")
            .with("mon", "8-12, 13:30\u{2013}18")
            .with("tue", "8:00-12:00")
            .with("sat", "22-2")
            .with("holiday0_from", "2026-12-24")
            .with("holiday0_to", "2026-12-26")
            .with("holiday0_name", "Christmas")
            .with("holiday3_from", "2027-01-01")
            .with("holiday3_hours", "10-14");
        let (name, hours, holidays) = read(&mut form).unwrap();
        assert_eq!(hours.to_string(), "Mon,Tue 08:00-12:00; Mon 13:30-18:00; Sat 22:00-02:00");
        assert_eq!(holidays.as_slice().len(), 2);
        assert!(holidays.on("2026-12-25".parse().unwrap()).unwrap().hours().is_empty());
        assert_eq!(holidays.on("2027-01-01".parse().unwrap()).unwrap().hours().len(), 1);
        let at = jiff::Timestamp::UNIX_EPOCH;
        let id = keylink_domain::id::ScheduleId::new(at, [1; 16]);
        let organization = keylink_domain::id::OrganizationId::new(at, [1; 16]);
        let mut again = form_of(&Schedule {
            id,
            organization,
            name: name.clone(),
            hours: hours.clone(),
            holidays: holidays.clone(),
        });
        assert_eq!(again.value("mon"), "08:00-12:00, 13:30-18:00");
        assert_eq!(read(&mut again).unwrap(), (name, hours, holidays));
    }

    #[test]
    fn what_is_wrong_stands_at_its_field() {
        for (field, value) in [
            ("name", " "),
            ("mon", "morning"),
            ("mon", "08:00"),
            ("tue", "24:00-08:00"),
            ("holiday0_name", "Easter"),
            ("holiday0_from", "2026-13-01"),
        ] {
            let mut form = office().with("name", "Office");
            form.set(field, value);
            assert!(read(&mut form).is_none(), "{field} {value}");
            let at = if field == "holiday0_name" { "holiday0_from" } else { field };
            assert!(!form.error(at).is_empty(), "{field} {value}");
        }
        assert!(read(&mut Form::new().with("name", "Never")).is_none(), "no hours at all");
        let mut backwards =
            office().with("name", "Office").with("holiday0_from", "2026-12-26").with("holiday0_to", "2026-12-24");
        assert!(read(&mut backwards).is_none() && !backwards.error("holiday0_to").is_empty());
        let mut twice = office().with("name", "Office");
        for n in 0..2 {
            twice.set(&format!("holiday{n}_from"), "2026-12-24");
        }
        assert!(read(&mut twice).is_none() && !twice.error("holidays").is_empty());
    }
}
