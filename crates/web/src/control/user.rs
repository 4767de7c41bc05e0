//! People: users listed, added, looked at, changed, suspended, handed a sign-in link.

use askama::Template;
use axum::extract::State;
use jiff::Timestamp;
use keylink_domain::access::Right;
use keylink_domain::card::Card;
use keylink_domain::credential::{Credential, CredentialKind, CredentialState};
use keylink_domain::group::Member;
use keylink_domain::id::UserId;
use keylink_domain::user::{Act, Role, User, UserState};
use keylink_service::Seen;
use keylink_service::Trouble;
use keylink_service::invitation::MadeInvitation;
use keylink_service::user::UserInput;

use super::access::{AccessPart, Directory};
use super::badge::{self, Badge};
use super::choice::Choice;
use super::controller::{fresh_key, key_of};
use super::form::Form;
use super::group::people_tabs;
use super::invitation::{self, InvitationView};
use super::organization::Tab;
use super::page::{Answer, Failure, Frame, Id, Section, done, frame, show as page};
use super::session::Visitor;
use super::signed_in::{self, SessionView};
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
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    form: &'a Form,
    roles: Vec<Choice>,
}

/// A credential of a user.
struct CredentialView {
    id: String,
    name: String,
    kind: &'static str,
    /// A card's number.
    number: String,
    dates: String,
    badge: Badge,
    is_active: bool,
    is_revoked: bool,
    is_cloud_key: bool,
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
    access: AccessPart,
    groups: Vec<(String, String)>,
    handed: Option<Handed>,
    zone: String,
    sign_in: Option<SignInView>,
    key: String,
}

/// A link to hand over, shown this once.
pub struct Handed {
    title: &'static str,
    note: String,
    url: String,
}

impl Handed {
    /// The link of an invitation.
    pub fn invitation(made: MadeInvitation) -> Self {
        let way = if made.is_mailed { "It also goes to them by mail. " } else { "" };
        let note = format!("{way}It works once, within seven days, and is not shown again. Send it to nobody else.");
        Self { title: "An invitation for", note, url: made.url }
    }

    fn sign_in(url: String) -> Self {
        let note = "It works once, within an hour, and is not shown again. Send it to nobody else.".to_owned();
        Self { title: "A sign-in link for", note, url }
    }
}

/// How a user signs in, for those who manage users.
struct SignInView {
    can_sign_in: bool,
    sends_mail: bool,
    invitation: Option<InvitationView>,
    sessions: Vec<SessionView>,
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
pub async fn make_sign_in_link(State(app): State<App>, visitor: Visitor, Id(id): Id<UserId>, mut form: Form) -> Answer {
    let key = key_of(&visitor, &form, &format!("sign-in link of {id}"))?;
    let made = app.house.hand_out_sign_in_link_once(&visitor.actor(), id, key).await;
    match form.hold(made)? {
        Some(link) => person_page(&app, &visitor, id, None, Some(Handed::sign_in(link))).await,
        None => person_page(&app, &visitor, id, Some(&form), None).await,
    }
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
    let rights = app.house.rights(&visitor.actor(), None, None).await?;
    let row = |user: &User| Row {
        id: user.id.to_string(),
        name: user.name.clone(),
        email: user.email.clone(),
        role: role(user.role),
        badge: badge::user(user),
        doors: doors_of(&rights, user.id),
    };
    let rows = users.iter().map(row).collect();
    Ok(page(
        form.status(),
        &PeoplePage {
            frame: frame(visitor, Section::People, "People"),
            tabs: people_tabs("users"),
            rows,
            form,
            roles: roles(),
        },
    ))
}

/// `123, 45678` (facility and number), or the bare number.
fn card_in_words(card: Card) -> String {
    match card {
        Card::Wiegand26 { facility, number } => format!("{facility}, {number}"),
        Card::Raw(number) => number.to_string(),
    }
}

/// How many doors somebody may open, however often they may.
fn doors_of(rights: &[Right], user: UserId) -> usize {
    let own = rights.iter().filter(|right| right.user == user).map(|right| right.door);
    own.collect::<std::collections::HashSet<_>>().len()
}

/// A user's page: with a form that was sent, or a link to hand over, where there is such.
pub async fn person_page(
    app: &App,
    visitor: &Visitor,
    id: UserId,
    form: Option<&Form>,
    handed: Option<Handed>,
) -> Answer {
    let (actor, now) = (visitor.actor(), app.house.now());
    let user = app.house.user(&actor, id).await?;
    let directory = Directory::of(app, visitor).await?;
    let credentials = app.house.credentials(&actor, Some(id)).await?;
    let accesses = app.house.accesses(&actor, Some(id)).await?;
    let form = &form.cloned().unwrap_or_default().beside(form_of(&user));
    let mut frame = frame(visitor, Section::People, user.name.clone());
    if user.role < visitor.signed.user.role {
        // What somebody of a higher role has is touched by nobody below them: no button says otherwise.
        (frame.offers.access, frame.offers.users) = (false, false);
    }
    let template = PersonPage {
        frame,
        badge: badge::user(&user),
        role: role(user.role),
        is_active: user.state == UserState::Active,
        is_self: visitor.signed.user.id == id,
        zone: visitor.zone().name().to_owned(),
        credentials: credentials.iter().map(|known| credential_view(known, visitor, now)).collect(),
        access: directory.of_user(id, &accesses),
        groups: directory.groups_with(Member::User(id)),
        form,
        roles: roles(),
        handed,
        sign_in: sign_in_view(app, visitor, &user).await?,
        key: fresh_key(app),
        user: &user,
    };
    Ok(page(form.status(), &template))
}

async fn sign_in_view(app: &App, visitor: &Visitor, user: &User) -> Result<Option<SignInView>, Failure> {
    let (actor, now) = (visitor.actor(), app.house.now());
    // Nobody manages the sign-in of somebody of a higher rank.
    let sessions = match app.house.sessions(&actor, user.id).await {
        Err(Trouble::Forbidden) => return Ok(None),
        sessions => sessions?,
    };
    if !actor.may(Act::ManageUsers) {
        return Ok(None);
    }
    let standing = app.house.invitation(&actor, user.id).await?;
    Ok(Some(SignInView {
        can_sign_in: standing.can_sign_in,
        sends_mail: app.house.offers_mail_links(),
        invitation: standing.invitation.map(|known| invitation::view(known, visitor, now)),
        sessions: signed_in::views(&sessions, visitor, now),
    }))
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
        number: known.card.map(card_in_words).unwrap_or_default(),
        dates,
        badge: badge::credential(known, now),
        is_active: known.state == CredentialState::Active,
        is_revoked: known.state == CredentialState::Revoked,
        is_cloud_key: known.kind == CredentialKind::CloudKey,
    }
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
