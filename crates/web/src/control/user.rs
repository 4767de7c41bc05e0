//! People: users listed, added, looked at, changed, suspended, handed a sign-in link.

use askama::Template;
use axum::extract::State;
use jiff::Timestamp;
use keylink_domain::access::Access;
use keylink_domain::credential::{Credential, CredentialKind, CredentialState};
use keylink_domain::id::UserId;
use keylink_domain::user::{Role, User, UserState};
use keylink_service::Seen;
use keylink_service::door::DoorNow;
use keylink_service::user::UserInput;

use super::badge::{self, Badge};
use super::choice::Choice;
use super::form::Form;
use super::page::{Answer, Frame, Id, Section, done, frame, show as page};
use super::session::Visitor;
use super::time;
use crate::app::App;

/// A user in a list.
struct Row {
    id: String,
    name: String,
    email: String,
    role: &'static str,
    badge: Badge,
    doors: usize,
}

#[derive(Template)]
#[template(path = "control/people.html")]
struct PeoplePage<'a> {
    frame: Frame,
    rows: Vec<Row>,
    form: &'a Form,
    roles: Vec<Choice>,
}

/// A credential of a user.
struct CredentialView {
    id: String,
    name: String,
    kind: &'static str,
    dates: String,
    badge: Badge,
    is_active: bool,
    is_revoked: bool,
    is_cloud_key: bool,
}

/// A user's access to a door.
struct AccessView {
    id: String,
    door: String,
    door_id: String,
    remote: bool,
}

#[derive(Template)]
#[template(path = "control/person.html")]
struct PersonPage<'a> {
    frame: Frame,
    user: &'a User,
    badge: Badge,
    role: &'static str,
    is_active: bool,
    is_self: bool,
    form: &'a Form,
    roles: Vec<Choice>,
    credentials: Vec<CredentialView>,
    accesses: Vec<AccessView>,
    doors: Vec<Choice>,
    handed: Option<String>,
    zone: String,
}

/// All users that the visitor may see.
pub async fn list(State(app): State<App>, visitor: Visitor) -> Answer {
    people_page(&app, &visitor, &Form::new().with("role", Role::Member.as_str())).await
}

/// Adds a user.
pub async fn add(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let added = app.house.add_user(&visitor.actor(), input(&form)).await;
    match form.hold(added)? {
        Some(user) => Ok(done(&page_of(user.id), "user-added")),
        None => people_page(&app, &visitor, &form).await,
    }
}

/// One user.
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<UserId>) -> Answer {
    person_page(&app, &visitor, id, None, None).await
}

/// Changes a user.
pub async fn change(State(app): State<App>, visitor: Visitor, Id(id): Id<UserId>, mut form: Form) -> Answer {
    let changed = app.house.change_user(&visitor.actor(), id, input(&form)).await;
    match form.hold(changed)? {
        Some(_) => Ok(done(&page_of(id), "saved")),
        None => {
            let now = app.house.user(&visitor.actor(), id).await?;
            form.overtaken_by(&form_of(&now), |name, value| {
                let word = Role::parse(value).filter(|_| name == "role").map(role);
                word.unwrap_or(value).to_owned()
            });
            person_page(&app, &visitor, id, Some(&form), None).await
        }
    }
}

/// Suspends a user, or takes them up again.
pub async fn change_state(State(app): State<App>, visitor: Visitor, Id(id): Id<UserId>, mut form: Form) -> Answer {
    let state = UserState::parse(form.value("state"));
    let changed = app.house.change_user(&visitor.actor(), id, UserInput { state, ..UserInput::default() }).await;
    match form.hold(changed)? {
        Some(user) if user.state == UserState::Suspended => Ok(done(&page_of(id), "user-suspended")),
        Some(_) => Ok(done(&page_of(id), "user-active")),
        None => person_page(&app, &visitor, id, Some(&form), None).await,
    }
}

/// Makes a link that signs a user in once, to hand over.
pub async fn make_sign_in_link(State(app): State<App>, visitor: Visitor, Id(id): Id<UserId>) -> Answer {
    let link = app.house.hand_out_sign_in_link(&visitor.actor(), id).await?;
    person_page(&app, &visitor, id, None, Some(link)).await
}

/// Where a user's page is.
pub fn page_of(id: UserId) -> String {
    format!("/control/people/{id}")
}

fn input(form: &Form) -> UserInput {
    UserInput {
        name: Some(form.value("name").to_owned()),
        email: Some(form.value("email").to_owned()),
        role: Role::parse(form.value("role")),
        state: None,
        seen: form.some("seen").map(Seen::from_form),
    }
}

async fn people_page(app: &App, visitor: &Visitor, form: &Form) -> Answer {
    let users = app.house.users(&visitor.actor()).await?;
    let accesses = app.house.accesses(&visitor.actor(), None).await?;
    let row = |user: &User| Row {
        id: user.id.to_string(),
        name: user.name.clone(),
        email: user.email.clone(),
        role: role(user.role),
        badge: badge::user(user),
        doors: accesses.iter().filter(|access| access.user == user.id).count(),
    };
    let rows = users.iter().map(row).collect();
    Ok(page(
        form.status(),
        &PeoplePage { frame: frame(visitor, Section::People, "People"), rows, form, roles: roles() },
    ))
}

/// A user's page: with a form that was sent, or a link to hand over, where there is such.
pub async fn person_page(
    app: &App,
    visitor: &Visitor,
    id: UserId,
    form: Option<&Form>,
    handed: Option<String>,
) -> Answer {
    let (actor, now) = (visitor.actor(), app.house.now());
    let user = app.house.user(&actor, id).await?;
    let doors = app.house.doors(&actor).await?;
    let credentials = app.house.credentials(&actor, Some(id)).await?;
    let accesses = app.house.accesses(&actor, Some(id)).await?;
    let own = form_of(&user);
    // The page has several forms; one that was sent leaves the others as they are.
    let form = form.map_or_else(|| own.clone(), |sent| sent.clone().with_others_of(&own));
    let template = PersonPage {
        frame: frame(visitor, Section::People, user.name.clone()),
        badge: badge::user(&user),
        role: role(user.role),
        is_active: user.state == UserState::Active,
        is_self: visitor.signed.user.id == id,
        zone: visitor.zone().name().to_owned(),
        credentials: credentials.iter().map(|known| credential_view(known, visitor, now)).collect(),
        doors: doors_without(&doors, &accesses),
        accesses: accesses.iter().map(|access| access_view(access, &doors)).collect(),
        form: &form,
        roles: roles(),
        handed,
        user: &user,
    };
    Ok(page(form.status(), &template))
}

fn form_of(user: &User) -> Form {
    let form = Form::new().with("name", &user.name).with("email", &user.email).with("role", user.role.as_str());
    form.with("seen", Seen::of(user).to_string())
}

fn credential_view(known: &Credential, visitor: &Visitor, now: Timestamp) -> CredentialView {
    let said = |at: Timestamp| time::to_the_minute(at, &visitor.zone(), now).text;
    let dates = match (known.from, known.until) {
        (None, None) => "no end".to_owned(),
        (Some(from), None) => format!("from {}", said(from)),
        (None, Some(until)) => format!("until {}", said(until)),
        (Some(from), Some(until)) => format!("{} \u{2013} {}", said(from), said(until)),
    };
    CredentialView {
        id: known.id.to_string(),
        name: known.name.clone(),
        kind: match known.kind {
            CredentialKind::CloudKey => "Cloud key",
            CredentialKind::Card => "Card",
            CredentialKind::Pin => "PIN",
        },
        dates,
        badge: badge::credential(known, now),
        is_active: known.state == CredentialState::Active,
        is_revoked: known.state == CredentialState::Revoked,
        is_cloud_key: known.kind == CredentialKind::CloudKey,
    }
}

fn access_view(access: &Access, doors: &[DoorNow]) -> AccessView {
    let door = doors.iter().find(|known| known.door.id == access.door);
    AccessView {
        id: access.id.to_string(),
        door: door.map_or_else(|| "a door that is gone".to_owned(), |known| known.door.name.clone()),
        door_id: access.door.to_string(),
        remote: access.remote_unlock,
    }
}

fn doors_without(doors: &[DoorNow], accesses: &[Access]) -> Vec<Choice> {
    let open = doors.iter().filter(|known| accesses.iter().all(|access| access.door != known.door.id));
    open.map(|known| Choice::new(known.door.id, known.door.name.clone())).collect()
}

/// A role's name.
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Owner => "Owner",
        Role::Admin => "Administrator",
        Role::Manager => "Manager",
        Role::Member => "Member",
    }
}

fn roles() -> Vec<Choice> {
    let words = [
        (Role::Member, "Member: opens and shares their own doors"),
        (Role::Manager, "Manager: sees all, manages links and access"),
        (Role::Admin, "Administrator: everything but owners"),
        (Role::Owner, "Owner: everything"),
    ];
    words.into_iter().map(|(role, label)| Choice::new(role.as_str(), label)).collect()
}
