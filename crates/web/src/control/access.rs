//! Access as pages show it: of a user, of a group, to a door; given, changed and taken on each of them.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use keylink_domain::access::{Access, Holder, Right, Target};
use keylink_domain::group::{GroupKind, Member};
use keylink_domain::id::{AccessId, DoorId, GroupId, ScheduleId, UserId};
use keylink_service::access::NewAccess;
use keylink_service::door::DoorNow;
use keylink_service::group::GroupNow;

use super::choice::Choice;
use super::form::Form;
use super::page::{Answer, Failure, Frame, Id, Section, done, frame, show as page};
use super::session::Visitor;
use super::{door, group, user};
use crate::app::App;

/// What people call users, doors, groups and schedules.
pub struct Directory {
    users: HashMap<UserId, String>,
    doors: Vec<DoorNow>,
    groups: Vec<GroupNow>,
    schedules: Vec<(ScheduleId, String)>,
}

/// One line of what somebody may open, or of who may open something.
pub struct AccessRow {
    /// Its id.
    pub id: String,
    /// What it leads to, or who holds it.
    pub name: String,
    /// Where that is.
    pub href: String,
    /// By what, where it was not given here: the name of the group and its page.
    pub by: Option<(String, String)>,
    /// When it counts.
    pub hours: String,
    /// Whether from afar too.
    pub remote: bool,
}

/// The part of a page that shows access, and the form that gives more.
pub struct AccessPart {
    /// The lines.
    pub rows: Vec<AccessRow>,
    /// What the lines are about: doors, or people.
    pub head: &'static str,
    /// What is said where there are none.
    pub none: &'static str,
    /// Where the forms go to.
    pub action: String,
    /// The choice's name.
    pub field: &'static str,
    /// What may be chosen.
    pub choices: Vec<Choice>,
    /// When.
    pub schedules: Vec<Choice>,
}

impl Directory {
    /// The visitor's organization.
    pub async fn of(app: &App, visitor: &Visitor) -> Result<Self, Failure> {
        let actor = visitor.actor();
        let users = app.house.users(&actor).await?.into_iter().map(|user| (user.id, user.name)).collect();
        let schedules = app.house.schedules(&actor).await?.into_iter().map(|known| (known.id, known.name)).collect();
        let (doors, groups) = (app.house.doors(&actor).await?, app.house.groups(&actor, None).await?);
        Ok(Self { users, doors, groups, schedules })
    }

    fn user(&self, id: UserId) -> String {
        self.users.get(&id).cloned().unwrap_or_else(|| "a user who is gone".to_owned())
    }

    fn door(&self, id: DoorId) -> String {
        let known = self.doors.iter().find(|known| known.door.id == id);
        known.map_or_else(|| "a door that is gone".to_owned(), |known| known.door.name.clone())
    }

    /// A group's name with how many are in it.
    fn group(&self, id: GroupId) -> String {
        match self.groups.iter().find(|known| known.group.id == id) {
            Some(known) => named(known),
            None => "a group".to_owned(),
        }
    }

    fn holder(&self, holder: Holder) -> (String, String) {
        match holder {
            Holder::User(id) => (self.user(id), user::page_of(id)),
            Holder::Group(id) => (self.group(id), group::page_of(id)),
        }
    }

    fn target(&self, target: Target) -> (String, String) {
        match target {
            Target::Door(id) => (self.door(id), door::address(id)),
            Target::Group(id) => (self.group(id), group::page_of(id)),
        }
    }

    fn hours(&self, access: &Access) -> String {
        let name = |id| self.schedules.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
        access.schedule.map_or_else(|| "always".to_owned(), |id| name(id).unwrap_or_else(|| "a schedule".to_owned()))
    }

    /// Always, or one of the schedules.
    pub fn schedule_choices(&self) -> Vec<Choice> {
        let known = self.schedules.iter().map(|(id, name)| Choice::new(id, name.clone()));
        [Choice::new("", "Always")].into_iter().chain(known).collect()
    }

    fn groups_of(&self, kind: GroupKind) -> impl Iterator<Item = Choice> {
        let groups = self.groups.iter().filter(move |known| known.group.kind == kind);
        groups.map(|known| Choice::new(format!("group-{}", known.group.id), format!("Group: {}", named(known))))
    }

    /// What may be given to somebody who has `has` already.
    fn targets(&self, has: &[Target]) -> Vec<Choice> {
        let doors = self.doors.iter().filter(|known| !has.contains(&Target::Door(known.door.id)));
        let mut doors: Vec<_> = doors.map(|known| Choice::new(known.door.id, known.door.name.clone())).collect();
        doors.sort_by_key(|choice| choice.label.to_lowercase());
        let open = |id| !has.contains(&Target::Group(id));
        doors.extend(self.groups_of(GroupKind::Doors).filter(|choice| group_in(&choice.value).is_none_or(open)));
        doors
    }

    /// To whom something may be given that `have` it not yet.
    fn holders(&self, have: &[Holder]) -> Vec<Choice> {
        let users = self.users.iter().filter(|(id, _)| !have.contains(&Holder::User(**id)));
        let mut users: Vec<_> = users.map(|(id, name)| Choice::new(id, name.clone())).collect();
        users.sort_by_key(|choice| choice.label.to_lowercase());
        let open = |id| !have.contains(&Holder::Group(id));
        users.extend(self.groups_of(GroupKind::Users).filter(|choice| group_in(&choice.value).is_none_or(open)));
        users
    }

    fn row(&self, access: &Access, (name, href): (String, String), by: Option<(String, String)>) -> AccessRow {
        let hours = self.hours(access);
        AccessRow { id: access.id.to_string(), name, href, by, hours, remote: access.remote_unlock }
    }

    /// The groups that somebody or something is in, with their pages.
    pub fn groups_with(&self, member: Member) -> Vec<(String, String)> {
        let with = self.groups.iter().filter(|known| known.members.contains(&member));
        with.map(|known| (known.group.name.clone(), group::page_of(known.group.id))).collect()
    }

    /// What a user may open: by themselves, and by their groups.
    pub fn of_user(&self, id: UserId, accesses: &[Access]) -> AccessPart {
        let by = |access: &Access| access.holder.group().map(|id| (self.group(id), group::page_of(id)));
        let has: Vec<Target> = accesses.iter().filter(|a| a.holder.user().is_some()).map(|a| a.target).collect();
        self.part(
            accesses.iter().map(|access| self.row(access, self.target(access.target), by(access))).collect(),
            format!("{}/access", user::page_of(id)),
            self.targets(&has),
        )
    }

    /// What a group of users may open, or who may open a group of doors.
    pub fn of_group(&self, now: &GroupNow, accesses: &[Access]) -> AccessPart {
        let action = format!("{}/access", group::page_of(now.group.id));
        match now.group.kind {
            GroupKind::Users => {
                let has: Vec<Target> = accesses.iter().map(|access| access.target).collect();
                let rows = accesses.iter().map(|access| self.row(access, self.target(access.target), None)).collect();
                self.part(rows, action, self.targets(&has))
            }
            GroupKind::Doors => {
                let have: Vec<Holder> = accesses.iter().map(|access| access.holder).collect();
                let rows = accesses.iter().map(|access| self.row(access, self.holder(access.holder), None)).collect();
                let none = "Nobody yet. Give it to a user, or to a group of users.";
                AccessPart { head: "Who", none, field: "user_id", ..self.part(rows, action, self.holders(&have)) }
            }
        }
    }

    /// Who may open a door, one by one, and by what.
    pub fn to_door(&self, id: DoorId, rights: &[Right]) -> AccessPart {
        let by = |right: &Right| match (right.access.holder, right.access.target) {
            (Holder::User(_), Target::Door(_)) => None,
            (Holder::Group(users), Target::Door(_)) => Some((self.group(users), group::page_of(users))),
            (Holder::User(_), Target::Group(doors)) => Some((self.group(doors), group::page_of(doors))),
            (Holder::Group(users), Target::Group(doors)) => {
                Some((format!("{}, {}", self.group(users), self.group(doors)), group::page_of(users)))
            }
        };
        let mut rows: Vec<AccessRow> = rights
            .iter()
            .map(|right| self.row(&right.access, self.holder(Holder::User(right.user)), by(right)))
            .collect();
        rows.sort_by_key(|row| row.name.to_lowercase());
        let here = rights.iter().filter(|right| right.access.target == Target::Door(id));
        let have: Vec<Holder> = here.map(|right| right.access.holder).collect();
        AccessPart {
            head: "Who",
            none: "Nobody yet. Give it to a user, or to a group of users.",
            field: "user_id",
            ..self.part(rows, format!("{}/access", door::address(id)), self.holders(&have))
        }
    }

    fn part(&self, rows: Vec<AccessRow>, action: String, choices: Vec<Choice>) -> AccessPart {
        let none = "No door yet. With access and remote unlock they can open a door from afar and share it by link.";
        let schedules = self.schedule_choices();
        AccessPart { rows, head: "Door", none, action, field: "door_id", choices, schedules }
    }
}

fn named(now: &GroupNow) -> String {
    let count = now.members.len();
    let noun = match (now.group.kind, count) {
        (GroupKind::Users, 1) => "user",
        (GroupKind::Users, _) => "users",
        (GroupKind::Doors, 1) => "door",
        (GroupKind::Doors, _) => "doors",
    };
    format!("{} ({count} {noun})", now.group.name)
}

/// The group that a form's choice means.
fn group_in(value: &str) -> Option<GroupId> {
    value.strip_prefix("group-").and_then(|id| id.parse().ok())
}

/// Whom a form's choice means; a field's error where it is nobody.
fn chosen<T: From<D>, D: std::str::FromStr>(form: &mut Form, field: &'static str, of: fn(GroupId) -> T) -> Option<T> {
    let value = form.value(field);
    let found = group_in(value).map(of).or_else(|| value.parse().ok().map(|id: D| T::from(id)));
    if found.is_none() {
        form.refuse(field, "choose one from the list");
    }
    found
}

/// Gives access as a form says; whether it was given. What is wrong stands in the form.
async fn give(
    app: &App,
    visitor: &Visitor,
    form: &mut Form,
    of: (Option<Holder>, Option<Target>),
) -> Result<bool, Failure> {
    let holder = of.0.or_else(|| chosen::<Holder, UserId>(form, "user_id", Holder::Group));
    let target = of.1.or_else(|| chosen::<Target, DoorId>(form, "door_id", Target::Group));
    let schedule = form.read::<ScheduleId>("schedule_id");
    let (Some(holder), Some(target), false) = (holder, target, form.is_wrong()) else { return Ok(false) };
    let new = NewAccess { holder, target, remote_unlock: form.is("remote_unlock", "on"), schedule };
    let given = app.house.grant_access(&visitor.actor(), new).await;
    Ok(form.hold(given)?.is_some())
}

/// Gives a user access.
pub async fn give_to_user(State(app): State<App>, visitor: Visitor, Id(id): Id<UserId>, mut form: Form) -> Answer {
    match give(&app, &visitor, &mut form, (Some(id.into()), None)).await? {
        true => Ok(done(&user::page_of(id), "access-given")),
        false => user::person_page(&app, &visitor, id, Some(&form), None).await,
    }
}

/// Gives a group of users access, or somebody access to a group of doors.
pub async fn give_to_group(State(app): State<App>, visitor: Visitor, Id(id): Id<GroupId>, mut form: Form) -> Answer {
    let of = match app.house.group(&visitor.actor(), id).await?.group.kind {
        GroupKind::Users => (Some(Holder::Group(id)), None),
        GroupKind::Doors => (None, Some(Target::Group(id))),
    };
    match give(&app, &visitor, &mut form, of).await? {
        true => Ok(done(&group::page_of(id), "access-given")),
        false => group::group_page(&app, &visitor, id, Some(&form)).await,
    }
}

/// Gives somebody access to a door.
pub async fn give_to_door(State(app): State<App>, visitor: Visitor, Id(id): Id<DoorId>, mut form: Form) -> Answer {
    match give(&app, &visitor, &mut form, (None, Some(id.into()))).await? {
        true => Ok(done(&door::address(id), "access-given")),
        false => door::page_with(&app, &visitor, id, &form).await,
    }
}

/// Changes what a user's page shows of an access.
pub async fn change_of_user(
    State(app): State<App>,
    visitor: Visitor,
    Id((user, id)): Id<(UserId, AccessId)>,
    form: Form,
) -> Answer {
    change(&app, &visitor, id, &form, &user::page_of(user)).await
}

/// Changes what a group's page shows of an access.
pub async fn change_of_group(
    State(app): State<App>,
    visitor: Visitor,
    Id((group, id)): Id<(GroupId, AccessId)>,
    form: Form,
) -> Answer {
    change(&app, &visitor, id, &form, &group::page_of(group)).await
}

/// Changes what a door's page shows of an access.
pub async fn change_of_door(
    State(app): State<App>,
    visitor: Visitor,
    Id((door, id)): Id<(DoorId, AccessId)>,
    form: Form,
) -> Answer {
    change(&app, &visitor, id, &form, &door::address(door)).await
}

/// Turns remote unlock of an access on or off, or takes the access.
async fn change(app: &App, visitor: &Visitor, id: AccessId, form: &Form, back: &str) -> Result<Response, Failure> {
    let remote = match form.value("act") {
        "remote-on" => Some(true),
        "remote-off" => Some(false),
        "take" => {
            app.house.remove_access(&visitor.actor(), id).await?;
            return Ok(done(back, "access-taken"));
        }
        _ => None,
    };
    app.house.change_access(&visitor.actor(), id, remote, None).await?;
    Ok(done(back, if remote.is_some() { "saved" } else { "nothing" }))
}

#[derive(Template)]
#[template(path = "control/access_change.html")]
struct ChangePage<'a> {
    frame: Frame,
    form: &'a Form,
    id: String,
    who: (String, String),
    what: (String, String),
    schedules: Vec<Choice>,
}

/// Asks for other hours of an access, and whether from afar.
pub async fn ask_change(State(app): State<App>, visitor: Visitor, Id(id): Id<AccessId>) -> Answer {
    let known = app.house.access(&visitor.actor(), id).await?;
    let schedule = known.schedule.map(|id| id.to_string()).unwrap_or_default();
    let form = Form::new().with("schedule_id", schedule);
    let form = form.with_some("remote_unlock", known.remote_unlock.then_some("on"));
    change_page(&app, &visitor, &known, &form).await
}

/// Changes an access.
pub async fn save(State(app): State<App>, visitor: Visitor, Id(id): Id<AccessId>, mut form: Form) -> Answer {
    let known = app.house.access(&visitor.actor(), id).await?;
    let schedule = form.read::<ScheduleId>("schedule_id");
    if !form.is_wrong() {
        let remote = form.is("remote_unlock", "on");
        let changed = app.house.change_access(&visitor.actor(), id, Some(remote), Some(schedule)).await;
        if form.hold(changed)?.is_some() {
            let back = match known.holder {
                Holder::User(id) => user::page_of(id),
                Holder::Group(id) => group::page_of(id),
            };
            return Ok(done(&back, "saved"));
        }
    }
    change_page(&app, &visitor, &known, &form).await
}

async fn change_page(app: &App, visitor: &Visitor, known: &Access, form: &Form) -> Answer {
    let directory = Directory::of(app, visitor).await?;
    let template = ChangePage {
        frame: frame(visitor, Section::People, "Change access"),
        form,
        id: known.id.to_string(),
        who: directory.holder(known.holder),
        what: directory.target(known.target),
        schedules: directory.schedule_choices(),
    };
    Ok(page(form.status(), &template))
}
