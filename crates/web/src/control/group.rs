//! Groups of users and of doors: listed, made, filled and emptied, removed.

use askama::Template;
use axum::extract::State;
use keylink_domain::group::{Group, GroupKind, Member};
use keylink_domain::id::GroupId;
use keylink_service::Seen;
use keylink_service::group::{ChangeGroup, GroupNow};
use uuid::Uuid;

use super::access::{AccessPart, Directory};
use super::choice::Choice;
use super::form::Form;
use super::link::ConfirmPage;
use super::organization::Tab;
use super::page::{Answer, Failure, Frame, Id, Section, done, frame, show as page};
use super::session::Visitor;
use super::{door, user};
use crate::app::App;

/// A group in a list.
struct Row {
    id: String,
    name: String,
    members: String,
}

#[derive(Template)]
#[template(path = "control/groups.html")]
struct GroupsPage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    title: &'static str,
    action: &'static str,
    teaches: &'static str,
    help: &'static str,
    rows: Vec<Row>,
    form: &'a Form,
}

/// One of a group, or one who may come in.
struct MemberView {
    id: String,
    name: String,
    href: String,
}

#[derive(Template)]
#[template(path = "control/group.html")]
struct GroupPage<'a> {
    frame: Frame,
    now: &'a GroupNow,
    noun: &'static str,
    back: (&'static str, &'static str),
    access_title: &'static str,
    members: Vec<MemberView>,
    others: Vec<Choice>,
    access: AccessPart,
    form: &'a Form,
}

/// The tabs of people.
pub fn people_tabs(shown: &str) -> Vec<Tab> {
    tabs(&[("users", "/control/people", "Users"), ("groups", "/control/people/groups", "Groups")], shown)
}

/// The tabs of doors.
pub fn door_tabs(shown: &str) -> Vec<Tab> {
    let all = [
        ("doors", "/control/doors", "Doors"),
        ("groups", "/control/doors/groups", "Groups"),
        ("schedules", "/control/doors/schedules", "Schedules"),
    ];
    tabs(&all, shown)
}

fn tabs(all: &[(&str, &'static str, &'static str)], shown: &str) -> Vec<Tab> {
    all.iter().map(|(code, href, label)| Tab { href, label, on: *code == shown }).collect()
}

/// Groups of users.
pub async fn list_users(State(app): State<App>, visitor: Visitor) -> Answer {
    list(&app, &visitor, GroupKind::Users, &Form::new()).await
}

/// Groups of doors.
pub async fn list_doors(State(app): State<App>, visitor: Visitor) -> Answer {
    list(&app, &visitor, GroupKind::Doors, &Form::new()).await
}

/// Makes a group of users.
pub async fn add_users(State(app): State<App>, visitor: Visitor, form: Form) -> Answer {
    add(&app, &visitor, GroupKind::Users, form).await
}

/// Makes a group of doors.
pub async fn add_doors(State(app): State<App>, visitor: Visitor, form: Form) -> Answer {
    add(&app, &visitor, GroupKind::Doors, form).await
}

async fn add(app: &App, visitor: &Visitor, kind: GroupKind, mut form: Form) -> Answer {
    let made = app.house.add_group(&visitor.actor(), kind, form.value("name"), Vec::new()).await;
    match form.hold(made)? {
        Some(made) => Ok(done(&page_of(made.group.id), "group-added")),
        None => list(app, visitor, kind, &form).await,
    }
}

async fn list(app: &App, visitor: &Visitor, kind: GroupKind, form: &Form) -> Answer {
    let groups = app.house.groups(&visitor.actor(), Some(kind)).await?;
    let (section, tabs, title, action, teaches, help) = match kind {
        GroupKind::Users => (
            Section::People,
            people_tabs("groups"),
            "People",
            "/control/people/groups",
            "No groups yet. Give access to a group once, and everybody in it has it.",
            "Such as Staff, Cleaning or Third floor.",
        ),
        GroupKind::Doors => (
            Section::Doors,
            door_tabs("groups"),
            "Doors",
            "/control/doors/groups",
            "No groups yet. Doors that are opened by the same people go into one, and access is given once.",
            "Such as Ground floor or Outer doors.",
        ),
    };
    let rows = groups.iter().map(|now| Row {
        id: now.group.id.to_string(),
        name: now.group.name.clone(),
        members: counted(kind, now.members.len()),
    });
    let rows = rows.collect();
    Ok(page(
        form.status(),
        &GroupsPage { frame: frame(visitor, section, "Groups"), tabs, title, action, teaches, help, rows, form },
    ))
}

fn counted(kind: GroupKind, count: usize) -> String {
    match (kind, count) {
        (GroupKind::Users, 1) => "1 user".to_owned(),
        (GroupKind::Users, _) => format!("{count} users"),
        (GroupKind::Doors, 1) => "1 door".to_owned(),
        (GroupKind::Doors, _) => format!("{count} doors"),
    }
}

/// Where a group's page is.
pub fn page_of(id: GroupId) -> String {
    format!("/control/groups/{id}")
}

const fn list_of(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Users => "/control/people/groups",
        GroupKind::Doors => "/control/doors/groups",
    }
}

/// One group.
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<GroupId>) -> Answer {
    group_page(&app, &visitor, id, None).await
}

/// Gives a group another name.
pub async fn rename(State(app): State<App>, visitor: Visitor, Id(id): Id<GroupId>, mut form: Form) -> Answer {
    let (name, seen) = (Some(form.value("name").to_owned()), form.seen("seen"));
    let changed =
        app.house.change_group(&visitor.actor(), id, ChangeGroup { name, seen, ..ChangeGroup::default() }).await;
    match form.hold(changed)? {
        Some(_) => Ok(done(&page_of(id), "saved")),
        None => {
            let now = app.house.group(&visitor.actor(), id).await?;
            form.overtaken_by(&form_of(&now.group), |_, value| value.to_owned());
            group_page(&app, &visitor, id, Some(&form)).await
        }
    }
}

fn form_of(known: &Group) -> Form {
    Form::new().with("name", &known.name).with("seen", Seen::of(known).to_string())
}

/// Puts somebody into a group, or takes them out.
pub async fn change_members(State(app): State<App>, visitor: Visitor, Id(id): Id<GroupId>, mut form: Form) -> Answer {
    let ids = |name: &str| form.all(name).filter_map(|id| id.parse().ok()).collect::<Vec<Uuid>>();
    let (add, remove) = (ids("add"), ids("remove"));
    if add.is_empty() && remove.is_empty() {
        form.refuse("add", "choose one from the list");
        // A group that is not there is told as such.
        return group_page(&app, &visitor, id, Some(&form)).await;
    }
    let what = if add.is_empty() { "member-left" } else { "member-joined" };
    let changed =
        app.house.change_group(&visitor.actor(), id, ChangeGroup { add, remove, ..ChangeGroup::default() }).await;
    match form.hold(changed)? {
        Some(_) => Ok(done(&page_of(id), what)),
        None => group_page(&app, &visitor, id, Some(&form)).await,
    }
}

/// Asks before a group is removed, and says what ends.
pub async fn ask_remove(State(app): State<App>, visitor: Visitor, Id(id): Id<GroupId>) -> Answer {
    let now = app.house.group(&visitor.actor(), id).await?;
    let accesses = app.house.accesses_of_group(&visitor.actor(), id).await?.len();
    let members = counted(now.group.kind, now.members.len());
    let ends = match accesses {
        0 => "No access is given by it.".to_owned(),
        1 => "1 access given by it is taken, and links that need it open nothing.".to_owned(),
        count => format!("{count} accesses given by it are taken, and links that need them open nothing."),
    };
    let template = ConfirmPage {
        frame: frame(&visitor, section(now.group.kind), "Remove group"),
        question: format!("Remove the group \u{201c}{}\u{201d}?", now.group.name),
        message: format!("{members} are in it and stay. {ends}"),
        act: "Remove group",
        action: format!("{}/remove", page_of(id)),
        back: page_of(id),
        field: None,
    };
    Ok(page(axum::http::StatusCode::OK, &template))
}

/// Removes a group.
pub async fn remove(State(app): State<App>, visitor: Visitor, Id(id): Id<GroupId>) -> Answer {
    let kind = app.house.group(&visitor.actor(), id).await?.group.kind;
    app.house.remove_group(&visitor.actor(), id).await?;
    Ok(done(list_of(kind), "group-removed"))
}

const fn section(kind: GroupKind) -> Section {
    match kind {
        GroupKind::Users => Section::People,
        GroupKind::Doors => Section::Doors,
    }
}

/// A group's page, with a form that was sent where there is one.
pub async fn group_page(app: &App, visitor: &Visitor, id: GroupId, form: Option<&Form>) -> Answer {
    let actor = visitor.actor();
    let now = app.house.group(&actor, id).await?;
    let accesses = app.house.accesses_of_group(&actor, id).await?;
    let directory = Directory::of(app, visitor).await?;
    let form = &form.cloned().unwrap_or_default().beside(form_of(&now.group));
    let (members, others) = members(app, visitor, &now).await?;
    let (noun, access_title) = match now.group.kind {
        GroupKind::Users => ("users", "What they may open"),
        GroupKind::Doors => ("doors", "Who may open them"),
    };
    let template = GroupPage {
        frame: frame(visitor, section(now.group.kind), now.group.name.clone()),
        noun,
        access_title,
        back: (list_of(now.group.kind), "Groups"),
        members,
        others,
        access: directory.of_group(&now, &accesses),
        form,
        now: &now,
    };
    Ok(page(form.status(), &template))
}

/// Those in a group, and those who may come in, by their names.
async fn members(app: &App, visitor: &Visitor, now: &GroupNow) -> Result<(Vec<MemberView>, Vec<Choice>), Failure> {
    let actor = visitor.actor();
    let mut all: Vec<(Member, MemberView)> = match now.group.kind {
        GroupKind::Users => {
            let view =
                |id: keylink_domain::id::UserId, name| MemberView { id: id.to_string(), name, href: user::page_of(id) };
            let users = app.house.users(&actor).await?.into_iter();
            users.map(|user| (Member::User(user.id), view(user.id, user.name))).collect()
        }
        GroupKind::Doors => {
            let view =
                |id: keylink_domain::id::DoorId, name| MemberView { id: id.to_string(), name, href: door::address(id) };
            let doors = app.house.doors(&actor).await?.into_iter();
            doors.map(|known| (Member::Door(known.door.id), view(known.door.id, known.door.name))).collect()
        }
    };
    all.sort_by_key(|(_, view)| view.name.to_lowercase());
    let (inside, outside): (Vec<_>, Vec<_>) = all.into_iter().partition(|(member, _)| now.members.contains(member));
    let others = outside.into_iter().map(|(_, view)| Choice::new(view.id, view.name)).collect();
    Ok((inside.into_iter().map(|(_, view)| view).collect(), others))
}
