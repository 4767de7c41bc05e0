//! Doors: listed, added, looked at, changed, opened.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use keylink_domain::activity::Span;
use keylink_domain::controller::{Channel, Controller};
use keylink_domain::door::{DEFAULT_PULSE_MS, DoorPlan, DoorState, MAX_PULSE_MS, MIN_PULSE_MS};
use keylink_domain::group::Member;
use keylink_domain::id::{ControllerId, DoorId, ScheduleId, SiteId};
use keylink_domain::text::Name;
use keylink_domain::user::Act;
use keylink_service::Seen;
use keylink_service::door::{ChangeDoor, DoorNow, NewDoor};
use keylink_service::event::EventFilter;
use keylink_service::unlock::{NewPress, Pressed};

use super::access::{AccessPart, Directory};
use super::choice::Choice;
use super::controller::{Wiring, key_of, wiring_page};
use super::door_view::{DoorView, by_name};
use super::form::Form;
use super::group::door_tabs;
use super::hold::{self, Kept};
use super::leaf;
use super::organization::Tab;
use super::page::{Answer, Failure, Frame, Id, Section, done, frame, show as page};
use super::picture::Picture;
use super::sentence::{Line, Names};
use super::session::Visitor;
use super::time;
use super::unlock_words::{Told, told};
use crate::app::App;
use crate::client::Client;

/// How many of its events a door's page shows.
const EVENTS: usize = 20;
/// How many lines are read for them: some are not worth a line of their own.
const READ: u32 = 60;

#[derive(Template)]
#[template(path = "control/doors.html")]
struct DoorsPage {
    frame: Frame,
    tabs: Vec<Tab>,
    doors: Vec<DoorView>,
}

#[derive(Template)]
#[template(path = "control/door_new.html")]
struct NewDoorPage<'a> {
    frame: Frame,
    form: &'a Form,
    sites: Vec<Choice>,
    controllers: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "control/door.html")]
struct DoorPage<'a> {
    frame: Frame,
    form: &'a Form,
    door: DoorView,
    states: Vec<(DoorState, &'static str, &'static str, bool)>,
    plan: PlanPart,
    kept: Option<Kept>,
    groups: Vec<(String, String)>,
    access: AccessPart,
    wiring: Vec<(&'static str, String)>,
    sites: Vec<Choice>,
    controllers: Vec<Choice>,
    exits: Vec<Choice>,
    events: Vec<Line>,
    picture: Option<Picture>,
    press: String,
    told: Option<Told>,
}

/// A door's state by schedule, as its page shows it.
struct PlanPart {
    /// What holds now, in a sentence.
    said: String,
    states: Vec<Choice>,
    schedules: Vec<Choice>,
    exists: bool,
}

/// All doors.
pub async fn list(State(app): State<App>, visitor: Visitor) -> Answer {
    let doors = app.house.doors(&visitor.actor()).await?;
    let doors = by_name(&doors, &visitor, app.house.now());
    let template = DoorsPage { frame: frame(&visitor, Section::Doors, "Doors"), tabs: door_tabs("doors"), doors };
    Ok(page(StatusCode::OK, &template))
}

/// What is known of a new door before it is asked for.
#[derive(serde::Deserialize)]
pub struct Wanted {
    controller: Option<ControllerId>,
}

/// Asks for a new door.
pub async fn ask_new(State(app): State<App>, visitor: Visitor, Query(wanted): Query<Wanted>) -> Answer {
    visitor.must(Act::ManageDoors)?;
    let controller = wanted.controller.map_or_else(|| "new".to_owned(), |id| id.to_string());
    let form = Form::new().with("controller", controller).with("channel", "1").with("pulse", seconds(DEFAULT_PULSE_MS));
    let form = form.with("key", app.house.now().as_millisecond().to_string());
    new_page(&app, &visitor, &form).await
}

/// Adds a door, and where it is asked for, its controller.
pub async fn add(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let Some(mut wanted) = wanted(&mut form) else { return new_page(&app, &visitor, &form).await };
    let made = match form.value("controller") {
        "new" => {
            let key = key_of(&visitor, &form, "door")?;
            Some(app.house.add_controller_once(&visitor.actor(), &format!("Controller of {}", wanted.name), key).await?)
        }
        _ => None,
    };
    if let Some(made) = &made {
        wanted.controller = Some(made.controller.id);
        form.set("controller", made.controller.id.to_string());
    }
    let added = app.house.add_door(&visitor.actor(), wanted, None).await;
    match (form.hold(aliased(added))?, made) {
        (None, _) => new_page(&app, &visitor, &form).await,
        (Some(now), None) => Ok(done(&address(now.door.id), "door-added")),
        (Some(now), Some(made)) => Ok(wiring_page(&app, &visitor, Wiring::of(&made, Some(&now.door)))),
    }
}

/// One door.
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<DoorId>) -> Answer {
    let now = app.house.door(&visitor.actor(), id).await?;
    door_page(&app, &visitor, &now, &form_of(&now), None).await
}

/// Changes a door.
pub async fn change(State(app): State<App>, visitor: Visitor, Id(id): Id<DoorId>, mut form: Form) -> Answer {
    let now = app.house.door(&visitor.actor(), id).await?;
    if let Some(wanted) = wanted(&mut form) {
        let channel = wanted.channel.unwrap_or_default();
        let change = ChangeDoor {
            name: Some(wanted.name),
            site: wanted.site,
            place: Some(wanted.controller.map(|controller| (controller, channel))),
            pulse_ms: wanted.pulse_ms,
            state: None,
            plan: None,
            held_open_ms: None,
            free_exit: None,
            seen: form.some("seen").map(Seen::from_form),
        };
        let change = leaf::read(&mut form, change);
        if !form.is_wrong() {
            let changed = app.house.change_door(&visitor.actor(), id, change).await;
            if form.hold(aliased(changed))?.is_some() {
                return Ok(done(&address(id), "saved"));
            }
        }
        let now = app.house.door(&visitor.actor(), id).await?;
        let controllers = controller_choices(&app.house.controllers(&visitor.actor()).await?);
        form.overtaken_by(&form_of(&now), |name, value| match name {
            "site" => value.parse().map_or_else(|_| String::new(), |id| visitor.site_name(id).to_owned()),
            "controller" => {
                let known = controllers.iter().find(|choice| choice.value == value);
                known.map(|choice| choice.label.clone()).unwrap_or_default()
            }
            _ => value.to_owned(),
        });
    }
    door_page(&app, &visitor, &now, &form, None).await
}

/// Changes a door's state, with one press.
pub async fn change_state(State(app): State<App>, visitor: Visitor, Id(id): Id<DoorId>, form: Form) -> Answer {
    let known = app.house.door(&visitor.actor(), id).await?.door.state;
    let wanted = DoorState::parse(form.value("state")).filter(|state| *state != known);
    let Some(state) = wanted else { return Ok(done(&address(id), "nothing")) };
    let change = ChangeDoor { state: Some(state), ..ChangeDoor::default() };
    app.house.change_door(&visitor.actor(), id, change).await?;
    Ok(done(&address(id), "state"))
}

/// Changes a door's state by schedule, or takes it away.
pub async fn change_plan(State(app): State<App>, visitor: Visitor, Id(id): Id<DoorId>, mut form: Form) -> Answer {
    let schedule = form.read::<ScheduleId>("plan_schedule");
    let plan = match (DoorState::parse(form.value("plan_state")), schedule) {
        (Some(state), Some(schedule)) => Some(DoorPlan { state, schedule }),
        (None, _) if form.is("plan_state", "") => None,
        _ => {
            form.refuse("plan_schedule", "choose a state and a schedule from the lists");
            return page_with(&app, &visitor, id, &form).await;
        }
    };
    let change = ChangeDoor { plan: Some(plan), ..ChangeDoor::default() };
    let changed = app.house.change_door(&visitor.actor(), id, change).await;
    match form.hold(changed)? {
        Some(_) => Ok(done(&address(id), "plan")),
        None => page_with(&app, &visitor, id, &form).await,
    }
}

/// Opens a door for the visitor themselves, and tells what came of it.
pub async fn unlock(
    State(app): State<App>,
    Client(client): Client,
    visitor: Visitor,
    Id(id): Id<DoorId>,
    form: Form,
) -> Answer {
    let now = app.house.door(&visitor.actor(), id).await?;
    // The page's number of the press: loading the answer again is the same press, and moves nothing.
    let press = NewPress { door: id, number: form.some("press").map(str::to_owned), address: client, age_ms: 0 };
    let pressed: Pressed = app.house.press_own(&visitor.actor(), press).await?;
    let again = app.house.door(&visitor.actor(), id).await?;
    door_page(&app, &visitor, &again, &form_of(&now), Some(told(&pressed))).await
}

/// A door's page with a form that was sent from it.
pub async fn page_with(app: &App, visitor: &Visitor, id: DoorId, form: &Form) -> Answer {
    let now = app.house.door(&visitor.actor(), id).await?;
    let form = form.clone().beside(form_of(&now));
    door_page(app, visitor, &now, &form, None).await
}

/// Where a door's page is.
pub fn address(id: DoorId) -> String {
    format!("/control/doors/{id}")
}

async fn new_page(app: &App, visitor: &Visitor, form: &Form) -> Answer {
    let controllers = app.house.controllers(&visitor.actor()).await?;
    let mut choices = vec![Choice::new("new", "New controller")];
    choices.extend(controller_choices(&controllers));
    let template = NewDoorPage {
        frame: frame(visitor, Section::Doors, "Add door"),
        form,
        sites: site_choices(visitor),
        controllers: choices,
    };
    Ok(page(form.status(), &template))
}

async fn door_page(app: &App, visitor: &Visitor, now: &DoorNow, form: &Form, told: Option<Told>) -> Answer {
    let door = &now.door;
    let (actor, at) = (visitor.actor(), app.house.now());
    let controllers = app.house.controllers(&actor).await?;
    let directory = Directory::of(app, visitor).await?;
    let rights = app.house.rights(&actor, None, Some(door.id)).await?;
    let template = DoorPage {
        plan: plan_part(now, at, directory.schedule_choices()),
        groups: directory.groups_with(Member::Door(door.id)),
        access: directory.to_door(door.id, &rights),
        frame: frame(visitor, Section::Doors, door.name.clone()),
        form,
        door: DoorView::of(now, visitor, at),
        states: states(door.state, hold::can(now)),
        kept: hold::said(now, visitor.site(door.site).is_some_and(|site| site.lockdown), at),
        wiring: wiring(now, visitor, &controllers),
        sites: site_choices(visitor),
        controllers: controller_choices(&controllers),
        exits: leaf::exits(),
        events: events(app, visitor, now).await?,
        picture: Picture::of(app, visitor, Some(door.id), Span::Month).await?,
        press: app.house.now().as_millisecond().to_string(),
        told,
    };
    Ok(page(form.status(), &template))
}

fn plan_part(now: &DoorNow, at: Timestamp, mut schedules: Vec<Choice>) -> PlanPart {
    // The first choice of an access is "always", which is no schedule.
    schedules.retain(|choice| !choice.value.is_empty());
    let in_force = now.in_force(at);
    let word =
        |state| states(state, true).into_iter().find(|(known, ..)| *known == state).map_or("", |(_, word, ..)| word);
    let until = in_force.until.map(|until| time::to_the_minute(until, &now.zone, at).text);
    let until = until.map(|until| format!(" until {until}")).unwrap_or_default();
    let said = match (&now.door.plan, &now.schedule) {
        (Some(plan), Some(schedule)) if in_force.by_plan => format!(
            "{} during \u{201c}{}\u{201d}, Standard otherwise. Now: {}{until}.",
            word(plan.state),
            schedule.name,
            word(in_force.state)
        ),
        (Some(_), Some(schedule)) => {
            format!("Set by hand. \u{201c}{}\u{201d} counts again once the state is Standard.", schedule.name)
        }
        _ => "No schedule: the state above holds until somebody changes it.".to_owned(),
    };
    let mut choices = vec![Choice::new("", "No state by schedule")];
    let planned = DoorState::ALL.into_iter().filter(|state| *state != DoorState::Standard);
    choices.extend(planned.map(|state| Choice::new(state.as_str(), word(state))));
    PlanPart { said, states: choices, schedules, exists: now.door.plan.is_some() }
}

/// A door's latest lines of the log; none for those who may not read it.
async fn events(app: &App, visitor: &Visitor, now: &DoorNow) -> Result<Vec<Line>, Failure> {
    let filter = EventFilter { door: Some(now.door.id), ..EventFilter::default() };
    let lines = match app.house.events(&visitor.actor(), filter, None, READ).await {
        Err(keylink_service::Trouble::Forbidden) => Vec::new(),
        lines => lines?,
    };
    let names = Names::with(visitor, app.house.now(), std::slice::from_ref(now));
    Ok(lines.iter().filter(|event| Names::is_worth_a_line(event)).take(EVENTS).map(|event| names.line(event)).collect())
}

fn states(now: DoorState, can_hold: bool) -> Vec<(DoorState, &'static str, &'static str, bool)> {
    let words = |state| match state {
        DoorState::Standard => ("Standard", "Opens for those with a right to it"),
        DoorState::Unlocked if can_hold => ("Unlocked", "Kept unlocked by its controller, for everybody"),
        DoorState::Unlocked => ("Unlocked", "To be held open by other means; links still work"),
        DoorState::OnsiteOnly => ("Onsite only", "No link or app opens it; readers at the door go on by themselves"),
        DoorState::Locked => ("Locked", "Opens for nobody"),
    };
    DoorState::ALL.into_iter().map(|state| (state, words(state).0, words(state).1, state == now)).collect()
}

fn wiring(now: &DoorNow, visitor: &Visitor, controllers: &[Controller]) -> Vec<(&'static str, String)> {
    let door = &now.door;
    let mut rows = vec![("Building", visitor.site_name(door.site).to_owned())];
    match &door.address {
        Some(address) => {
            let known = controllers.iter().find(|known| known.id == address.controller);
            rows.push(("Controller", known.map_or_else(String::new, |known| known.name.clone())));
            rows.push(("Channel", address.channel.as_str().to_owned()));
        }
        None => rows.push(("Controller", "none yet".to_owned())),
    }
    rows.push(("Lock released for", format!("{} s", seconds(door.pulse_ms))));
    rows
}

fn site_choices(visitor: &Visitor) -> Vec<Choice> {
    visitor.sites.iter().map(|site| Choice::new(site.id, format!("{} ({})", site.name, site.zone.name()))).collect()
}

fn controller_choices(controllers: &[Controller]) -> Vec<Choice> {
    let known = controllers.iter().map(|controller| Choice::new(controller.id, controller.name.clone()));
    known.chain([Choice::new("", "None: wire it later")]).collect()
}

fn form_of(now: &DoorNow) -> Form {
    let (door, address) = (&now.door, now.door.address.as_ref());
    leaf::with(Form::new(), door)
        .with("name", &door.name)
        .with("site", door.site.to_string())
        .with("controller", address.map(|address| address.controller.to_string()).unwrap_or_default())
        .with("channel", address.map_or("1", |address| address.channel.as_str()))
        .with("pulse", seconds(door.pulse_ms))
        .with_some("plan_state", door.plan.map(|plan| plan.state.as_str()))
        .with_some("plan_schedule", door.plan.map(|plan| plan.schedule.to_string()))
        .with("seen", Seen::of(door).to_string())
}

/// What a form says of a door; nothing if a field is wrong. All is checked before anything is made.
fn wanted(form: &mut Form) -> Option<NewDoor> {
    if let Err(error) = Name::parse(form.value("name")) {
        form.refuse("name", error);
    }
    let channel = form.some("channel").unwrap_or("1").to_owned();
    if let Err(error) = Channel::parse(&channel) {
        form.refuse("channel", error);
    }
    let pulse_ms = pulse_ms(form.value("pulse"));
    if pulse_ms.is_none() {
        let (least, most) = (seconds(MIN_PULSE_MS), seconds(MAX_PULSE_MS));
        form.refuse("pulse", format!("give {least} to {most} seconds, such as 5"));
    }
    let site: Option<SiteId> = form.read("site");
    let controller: Option<ControllerId> = if form.is("controller", "new") { None } else { form.read("controller") };
    let name = form.value("name").to_owned();
    (!form.is_wrong()).then_some(NewDoor { name, site, controller, channel: Some(channel), pulse_ms })
}

/// The use case speaks of ids and milliseconds, the form of things and seconds.
fn aliased<T>(done: Result<T, keylink_service::Trouble>) -> Result<T, keylink_service::Trouble> {
    done.map_err(|trouble| match trouble {
        keylink_service::Trouble::Invalid { field, message } => {
            let field = match field {
                "site_id" => "site",
                "controller_id" => "controller",
                "pulse_ms" => "pulse",
                "held_open_ms" => "held_open",
                other => other,
            };
            keylink_service::Trouble::Invalid { field, message }
        }
        other => other,
    })
}

/// `0.1`, `5`, `120`.
fn seconds(ms: u32) -> String {
    if ms.is_multiple_of(1_000) {
        (ms / 1_000).to_string()
    } else {
        format!("{}.{:03}", ms / 1_000, ms % 1_000).trim_end_matches('0').to_owned()
    }
}

fn pulse_ms(text: &str) -> Option<u32> {
    let (whole, part) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), "0"));
    let digits = part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let part: u32 = format!("{part:0<3}").parse().ok().filter(|_| digits)?;
    let ms = whole.parse::<u32>().ok()?.checked_mul(1_000)?.checked_add(part)?;
    (MIN_PULSE_MS..=MAX_PULSE_MS).contains(&ms).then_some(ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pulses_are_typed_in_seconds() {
        for (text, ms) in [
            ("5", Some(5_000)),
            ("0.1", Some(100)),
            ("2,5", Some(2_500)),
            ("0.05", None),
            ("121", None),
            ("x", None),
            ("", None),
            ("1.-1", None),
        ] {
            assert_eq!(pulse_ms(text), ms, "{text}");
        }
        assert_eq!(
            (seconds(5_000), seconds(100), seconds(2_500)),
            ("5".to_owned(), "0.1".to_owned(), "2.5".to_owned())
        );
    }
}
