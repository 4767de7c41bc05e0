//! Schedules: listed, made, looked at, changed, removed.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::ScheduleId;
use keylink_domain::schedule::Schedule;
use keylink_domain::user::Act;
use keylink_domain::zone::Zone;
use keylink_service::Seen;
use keylink_service::schedule::ChangeSchedule;

use super::form::Form;
use super::group::door_tabs;
use super::link::ConfirmPage;
use super::organization::Tab;
use super::page::{Answer, Frame, Id, Section, done, frame, show as page};
use super::schedule_fields::{DAYS, HolidayFields, form_of, holiday_lines, office, read};
use super::session::Visitor;
use super::time;
use crate::app::App;

const LIST: &str = "/control/doors/schedules";

/// A schedule in a list.
struct Row {
    id: String,
    name: String,
    hours: String,
    holidays: usize,
    now: String,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "control/schedules.html")]
struct SchedulesPage {
    frame: Frame,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
}

/// A bar of the picture of a week, in its own units.
struct Bar {
    x: u32,
    y: u32,
    width: u32,
    said: String,
}

/// The picture of a week: a line for each day.
struct Week {
    bars: Vec<Bar>,
    days: Vec<(&'static str, u32)>,
    said: String,
}

#[derive(Template)]
#[template(path = "control/schedule.html")]
struct SchedulePage<'a> {
    frame: Frame,
    form: &'a Form,
    action: String,
    act: &'static str,
    known: Option<(String, String, bool, String)>,
    id: String,
    week: Option<Week>,
    days: &'static [(jiff::civil::Weekday, &'static str, &'static str)],
    holidays: Vec<HolidayFields>,
    errors: String,
    zone: String,
}

/// All schedules.
pub async fn list(State(app): State<App>, visitor: Visitor) -> Answer {
    let (now, zone) = (app.house.now(), visitor.zone());
    let schedules = app.house.schedules(&visitor.actor()).await?;
    let row = |schedule: &Schedule| {
        let (is_open, said) = standing(schedule, now, &zone);
        Row {
            id: schedule.id.to_string(),
            name: schedule.name.clone(),
            hours: schedule.hours.to_string(),
            holidays: schedule.holidays.as_slice().len(),
            now: said,
            is_open,
        }
    };
    let rows = schedules.iter().map(row).collect();
    let template =
        SchedulesPage { frame: frame(&visitor, Section::Doors, "Doors"), tabs: door_tabs("schedules"), rows };
    Ok(page(StatusCode::OK, &template))
}

/// Whether its hours are on now, and until when, in words.
fn standing(schedule: &Schedule, now: Timestamp, zone: &Zone) -> (bool, String) {
    let said = |at: Timestamp| time::to_the_minute(at, zone, now).text;
    if schedule.contains(now, zone) {
        let until = schedule.open_until(now, zone);
        (true, until.map_or_else(|| "on, always".to_owned(), |until| format!("on until {}", said(until))))
    } else {
        let next = schedule.next_opening(now, zone);
        (false, next.map_or_else(|| "off".to_owned(), |next| format!("off until {}", said(next))))
    }
}

/// Asks for a new schedule.
pub async fn ask_new(visitor: Visitor) -> Answer {
    visitor.must(Act::ManageAccess)?;
    Ok(new_page(&visitor, &office()))
}

/// Makes a schedule.
pub async fn make(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let Some((name, hours, holidays)) = read(&mut form) else { return Ok(new_page(&visitor, &form)) };
    let made = app.house.add_schedule(&visitor.actor(), &name, hours, holidays).await;
    match form.hold(made)? {
        Some(made) => Ok(done(&page_of(made.id), "schedule-made")),
        None => Ok(new_page(&visitor, &form)),
    }
}

/// One schedule.
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<ScheduleId>) -> Answer {
    let known = app.house.schedule(&visitor.actor(), id).await?;
    schedule_page(&app, &visitor, &known, &form_of(&known)).await
}

/// Changes a schedule.
pub async fn change(State(app): State<App>, visitor: Visitor, Id(id): Id<ScheduleId>, mut form: Form) -> Answer {
    if let Some((name, hours, holidays)) = read(&mut form) {
        let seen = form.some("seen").map(Seen::from_form);
        let change = ChangeSchedule { name: Some(name), hours: Some(hours), holidays: Some(holidays), seen };
        let changed = app.house.change_schedule(&visitor.actor(), id, change).await;
        if form.hold(changed)?.is_some() {
            return Ok(done(&page_of(id), "saved"));
        }
    }
    let now = app.house.schedule(&visitor.actor(), id).await?;
    form.overtaken_by(&form_of(&now), |_, value| if value.is_empty() { "closed".to_owned() } else { value.to_owned() });
    schedule_page(&app, &visitor, &now, &form).await
}

/// Asks before a schedule is removed.
pub async fn ask_remove(State(app): State<App>, visitor: Visitor, Id(id): Id<ScheduleId>) -> Answer {
    let known = app.house.schedule(&visitor.actor(), id).await?;
    let template = ConfirmPage {
        frame: frame(&visitor, Section::Doors, "Remove schedule"),
        question: format!("Remove the schedule \u{201c}{}\u{201d}?", known.name),
        message: "It is removed only if nothing is bound to it; otherwise you are told what is.".to_owned(),
        act: "Remove schedule",
        action: format!("{}/remove", page_of(id)),
        back: page_of(id),
        field: None,
    };
    Ok(page(StatusCode::OK, &template))
}

/// Removes a schedule that nothing is bound to.
pub async fn remove(State(app): State<App>, visitor: Visitor, Id(id): Id<ScheduleId>) -> Answer {
    let known = app.house.schedule(&visitor.actor(), id).await?;
    let mut form = form_of(&known);
    let removed = app.house.remove_schedule(&visitor.actor(), id).await;
    match form.hold(removed)? {
        Some(()) => Ok(done(LIST, "schedule-removed")),
        None => schedule_page(&app, &visitor, &known, &form).await,
    }
}

fn page_of(id: ScheduleId) -> String {
    format!("/control/schedules/{id}")
}

fn new_page(visitor: &Visitor, form: &Form) -> axum::response::Response {
    let template = SchedulePage {
        frame: frame(visitor, Section::Doors, "Make schedule"),
        form,
        action: "/control/schedules/new".to_owned(),
        act: "Make schedule",
        known: None,
        id: String::new(),
        week: None,
        days: &DAYS,
        holidays: holiday_lines(form),
        errors: shown(form),
        zone: visitor.zone().name().to_owned(),
    };
    page(form.status(), &template)
}

async fn schedule_page(app: &App, visitor: &Visitor, known: &Schedule, form: &Form) -> Answer {
    let (accesses, doors) = app.house.uses_of_schedule(&visitor.actor(), known.id).await?;
    let bound = match (accesses, doors) {
        (0, 0) => "Nothing is bound to it yet.".to_owned(),
        (accesses, doors) => format!("Bound to it: {accesses} of access, {doors} of doors\u{2019} states."),
    };
    let (is_open, now) = standing(known, app.house.now(), &visitor.zone());
    let template = SchedulePage {
        frame: frame(visitor, Section::Doors, known.name.clone()),
        form,
        action: page_of(known.id),
        act: "Save schedule",
        known: Some((known.name.clone(), bound, is_open, now)),
        id: known.id.to_string(),
        week: Some(week(&known.hours)),
        days: &DAYS,
        holidays: holiday_lines(form),
        errors: shown(form),
        zone: visitor.zone().name().to_owned(),
    };
    Ok(page(form.status(), &template))
}

/// The fields whose errors stand beside them.
fn shown(form: &Form) -> String {
    let days = DAYS.iter().map(|(_, field, _)| (*field).to_owned());
    let lines = holiday_lines(form).into_iter();
    let holidays = lines.flat_map(|line| [line.from, line.to, line.name, line.hours]);
    days.chain(holidays).chain(["name".to_owned()]).collect::<Vec<_>>().join(" ")
}

/// From one day's line to the next, and where the hours begin beside the days' names.
const LINE: u32 = 20;
const LEFT: u32 = 44;
/// Four minutes are one unit of the picture.
const SCALE: u16 = 4;

fn week(hours: &WeeklyHours) -> Week {
    let mut bars = Vec::new();
    for span in hours.spans() {
        for (n, (_, _, name)) in DAYS.iter().enumerate().filter(|(_, (day, ..))| span.days.contains(*day)) {
            let (start, end) = (span.hours.start().minutes(), span.hours.end().minutes());
            let mut bar = |line: usize, from: u16, to: u16| {
                let y = u32::try_from(line).unwrap_or(0) * LINE;
                let (x, width) = (LEFT + u32::from(from / SCALE), u32::from((to - from) / SCALE).max(1));
                bars.push(Bar { x, y, width, said: format!("{name} {}", span.hours) });
            };
            if span.hours.crosses_midnight() {
                bar(n, start, 1440);
                bar((n + 1) % 7, 0, end);
            } else {
                bar(n, start, end);
            }
        }
    }
    let days = DAYS
        .iter()
        .zip((0u32..).step_by(LINE as usize))
        .map(|((_, _, name), y)| (name.get(..3).unwrap_or(name), y))
        .collect();
    Week { bars, days, said: hours.to_string() }
}
