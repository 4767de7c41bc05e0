//! Templates of links: asked for, made, changed, removed.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::{DoorId, ScheduleId, TemplateId};
use keylink_domain::template::{Template as LinkTemplate, TemplateHours};
use keylink_domain::user::{Act, Role};
use keylink_service::template::TemplateInput;

use super::bounds::PAGE;
use super::choice::Choice;
use super::form::Form;
use super::link::ConfirmPage;
use super::link_fields::languages;
use super::organization::{Tab, tabs};
use super::page::{Answer, Frame, Id, Section, done, frame, show as page};
use super::session::Visitor;
use super::time;
use crate::app::App;

/// A box to tick.
struct Tick {
    value: String,
    name: String,
    about: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "control/template.html")]
struct TemplatePage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    form: &'a Form,
    title: String,
    /// Its id, where it exists.
    id: Option<String>,
    doors: Vec<Tick>,
    roles: Vec<Tick>,
    schedules: Vec<Choice>,
    languages: Vec<Choice>,
    units: Vec<Choice>,
}

const ROLES: [(Role, &str); 4] =
    [(Role::Member, "Members"), (Role::Manager, "Managers"), (Role::Admin, "Administrators"), (Role::Owner, "Owners")];

/// Who may use a template, in words.
pub fn who(known: &LinkTemplate) -> String {
    let named: Vec<&str> =
        ROLES.into_iter().filter(|(role, _)| known.roles.contains(role)).map(|(_, name)| name).collect();
    if named.is_empty() { "everybody".to_owned() } else { named.join(", ").to_lowercase() }
}

/// Asks for a new template.
pub async fn ask_new(State(app): State<App>, visitor: Visitor) -> Answer {
    visitor.must(Act::ManageOrganization)?;
    template_page(&app, &visitor, &Form::new().with("longest_unit", "days"), None).await
}

/// Makes a template.
pub async fn make(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let Some(input) = input(&app, &mut form)? else { return template_page(&app, &visitor, &form, None).await };
    let made = app.house.add_template(&visitor.actor(), input).await;
    match form.hold(made)? {
        Some(_) => Ok(done(PAGE, "template-added")),
        None => template_page(&app, &visitor, &form, None).await,
    }
}

/// One template.
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<TemplateId>) -> Answer {
    let known = app.house.template(&visitor.actor(), id).await?;
    template_page(&app, &visitor, &fields_of(&known), Some(&known)).await
}

/// Changes a template.
pub async fn change(State(app): State<App>, visitor: Visitor, Id(id): Id<TemplateId>, mut form: Form) -> Answer {
    let known = app.house.template(&visitor.actor(), id).await?;
    let Some(input) = input(&app, &mut form)? else { return template_page(&app, &visitor, &form, Some(&known)).await };
    let changed = app.house.change_template(&visitor.actor(), id, input).await;
    match form.hold(changed)? {
        Some(now) if now.revision == known.revision => Ok(done(PAGE, "nothing")),
        Some(_) => Ok(done(PAGE, "saved")),
        None => template_page(&app, &visitor, &form, Some(&known)).await,
    }
}

/// Asks before a template is removed.
pub async fn ask_remove(State(app): State<App>, visitor: Visitor, Id(id): Id<TemplateId>) -> Answer {
    let known = app.house.template(&visitor.actor(), id).await?;
    let template = ConfirmPage {
        frame: frame(&visitor, Section::Settings, "Remove template"),
        question: format!("Remove the template \u{201c}{}\u{201d}?", known.name),
        message: "No new link is made from it then. Links that were made from it stay as they are, in its bounds."
            .to_owned(),
        act: "Remove template",
        action: format!("/control/settings/templates/{id}/remove"),
        back: PAGE.to_owned(),
        field: None,
    };
    Ok(page(StatusCode::OK, &template))
}

/// Removes a template.
pub async fn remove(State(app): State<App>, visitor: Visitor, Id(id): Id<TemplateId>) -> Answer {
    app.house.remove_template(&visitor.actor(), id).await?;
    Ok(done(PAGE, "template-removed"))
}

/// What a form says of a template; nothing if a field is wrong.
fn input(app: &App, form: &mut Form) -> Result<Option<TemplateInput>, super::page::Failure> {
    let longest = time::length_typed(form, "longest", "longest_unit", "longest");
    let (revision, most_uses) = (form.read("revision"), form.read_number("max_uses"));
    let hours = hours(form);
    let language = form.some("language").map(str::to_owned);
    form.hold(app.check_language(language.as_deref()))?;
    let doors: Vec<DoorId> = form.all("doors").filter_map(|id| id.parse().ok()).collect();
    if doors.is_empty() {
        form.refuse("doors", "choose at least one door");
    }
    let roles = form.all("roles").filter_map(Role::parse).collect();
    Ok((!form.is_wrong()).then(|| TemplateInput {
        revision,
        name: Some(form.value("name").to_owned()),
        doors: Some(doors),
        hours: Some(hours),
        longest: Some(longest),
        most_uses: Some(most_uses),
        message: Some(form.value("message").to_owned()),
        language: Some(language),
        roles: Some(roles),
    }))
}

fn hours(form: &mut Form) -> TemplateHours {
    let (weekly, schedule) = (form.read::<WeeklyHours>("hours"), form.read::<ScheduleId>("schedule"));
    match (weekly, schedule) {
        (Some(_), Some(_)) => {
            form.refuse("hours", "give hours or choose a schedule, not both");
            TemplateHours::Any
        }
        (Some(hours), None) => TemplateHours::Weekly(hours),
        (None, Some(schedule)) => TemplateHours::Schedule(schedule),
        (None, None) => TemplateHours::Any,
    }
}

/// The form of a template as it is.
fn fields_of(known: &LinkTemplate) -> Form {
    let longest = known.longest.map(time::count_and_unit);
    let form = Form::new()
        .with("name", &known.name)
        .with("longest", longest.map(|(count, _)| count.to_string()).unwrap_or_default())
        .with("longest_unit", longest.map_or("days", |(_, unit)| unit))
        .with("max_uses", known.most_uses.map(|most| most.to_string()).unwrap_or_default())
        .with("message", &known.message)
        .with("language", known.language.clone().unwrap_or_default())
        .with("revision", known.revision.to_string());
    let form = match &known.hours {
        TemplateHours::Any => form,
        TemplateHours::Weekly(hours) => form.with("hours", hours.to_string()),
        TemplateHours::Schedule(id) => form.with("schedule", id.to_string()),
    };
    let form = known.roles.iter().fold(form, |form, role| form.with("roles", role.as_str()));
    known.doors.iter().fold(form, |form, door| form.with("doors", door.to_string()))
}

async fn template_page(app: &App, visitor: &Visitor, form: &Form, known: Option<&LinkTemplate>) -> Answer {
    let actor = visitor.actor();
    let doors = app.house.doors(&actor).await?;
    let schedules = app.house.schedules(&actor).await?;
    let of_door = |door: &keylink_domain::door::Door| Tick {
        value: door.id.to_string(),
        name: door.name.clone(),
        about: visitor.site_name(door.site).to_owned(),
        is_chosen: form.is("doors", &door.id.to_string()),
    };
    let of_role = |(role, name): (Role, &str)| Tick {
        value: role.as_str().to_owned(),
        name: name.to_owned(),
        about: String::new(),
        is_chosen: form.is("roles", role.as_str()),
    };
    let title = known.map_or_else(|| "New link template".to_owned(), |known| known.name.clone());
    let without = [Choice::new("", "None: the hours above")].into_iter();
    let template = TemplatePage {
        frame: frame(visitor, Section::Settings, title.clone()),
        tabs: tabs(visitor, "links"),
        form,
        title,
        id: known.map(|known| known.id.to_string()),
        doors: doors.iter().map(|known| of_door(&known.door)).collect(),
        roles: ROLES.into_iter().map(of_role).collect(),
        schedules: without.chain(schedules.iter().map(|one| Choice::new(one.id, one.name.clone()))).collect(),
        languages: languages(app, known.and_then(|known| known.language.as_deref())),
        units: time::units(form, "longest_unit"),
    };
    Ok(page(form.status(), &template))
}
