//! A user's credentials: given, changed, suspended, revoked.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use keylink_domain::controller::Channel;
use keylink_domain::credential::{Credential, CredentialKind, CredentialState};
use keylink_domain::id::{CredentialId, UserId};
use keylink_domain::placement::Placement;
use keylink_service::credential::{ChangeCredential, NewCredential};
use keylink_service::{Seen, Trouble};

use super::badge::{self, Badge};
use super::form::Form;
use super::link::ConfirmPage;
use super::page::{Answer, Frame, Id, Section, done, frame, show as page};
use super::session::Visitor;
use super::time::{self, Shown};
use super::user::{page_of, person_page};
use crate::app::App;

/// What is true of PINs, and of cards whose owners have access to no door that holds cards.
const NOWHERE: &str = "On no controller.";

/// Gives a user a cloud key, a card or a PIN.
pub async fn give(State(app): State<App>, visitor: Visitor, Id(user): Id<UserId>, mut form: Form) -> Answer {
    let name = form.value("key_name").to_owned();
    let kind = CredentialKind::parse(form.value("kind")).unwrap_or(CredentialKind::CloudKey);
    let number = match kind {
        CredentialKind::CloudKey => None,
        CredentialKind::Card => Some(form.value("card").to_owned()),
        CredentialKind::Pin => Some(form.value("pin").to_owned()),
    };
    let (from, until) = (form.read("valid_from"), form.read("valid_until"));
    if form.is_wrong() {
        return person_page(&app, &visitor, user, Some(&form), None).await;
    }
    let new = NewCredential { user, kind, name, number, from, until };
    let given = app.house.add_credential(&visitor.actor(), new).await;
    match form.hold(at_its_field(given, kind))? {
        Some(_) if kind == CredentialKind::CloudKey => Ok(done(&page_of(user), "key-given")),
        Some(_) => Ok(done(&page_of(user), "credential-given")),
        None => person_page(&app, &visitor, user, Some(&form), None).await,
    }
}

/// The use case speaks of a name and a number, the form of those of one kind.
fn at_its_field<T>(given: Result<T, Trouble>, kind: CredentialKind) -> Result<T, Trouble> {
    given.map_err(|trouble| match trouble {
        Trouble::Invalid { field: "name", message } => Trouble::Invalid { field: "key_name", message },
        Trouble::Invalid { field: "number", message } => {
            Trouble::Invalid { field: if kind == CredentialKind::Pin { "pin" } else { "card" }, message }
        }
        Trouble::Invalid { field: "until", message } => Trouble::Invalid { field: "valid_until", message },
        Trouble::Invalid { field: "from", message } => Trouble::Invalid { field: "valid_from", message },
        other => other,
    })
}

/// A card's place on a controller, as its page shows it.
struct Standing {
    href: String,
    controller: String,
    badge: Badge,
    said: String,
    since: Shown,
}

impl Standing {
    fn of((one, controller): (Placement, String), visitor: &Visitor, now: Timestamp) -> Self {
        let doors = one.wanted.as_ref().map(|order| {
            let doors: Vec<&str> = order.doors.iter().map(Channel::as_str).collect();
            format!("Channel {}, {} to {}", doors.join(", "), order.from, order.until)
        });
        let said = [doors, one.reason].into_iter().flatten().collect::<Vec<_>>().join(": ");
        Self {
            href: format!("/control/settings/controllers/{}", one.controller),
            controller,
            badge: badge::placement(one.state),
            said,
            since: time::to_the_minute(one.changed, &visitor.zone(), now),
        }
    }
}

#[derive(Template)]
#[template(path = "control/credential.html")]
struct CredentialPage<'a> {
    frame: Frame,
    form: &'a Form,
    name: String,
    whose: String,
    links: String,
    is_cloud_key: bool,
    places: Vec<Standing>,
    zone: String,
    action: String,
    back: String,
}

/// Asks for another name or other dates.
pub async fn ask_change(
    State(app): State<App>,
    visitor: Visitor,
    Id((user, id)): Id<(UserId, CredentialId)>,
) -> Answer {
    let known = app.house.credential(&visitor.actor(), id).await?;
    edit_page(&app, &visitor, (user, id), &form_of(&known, &visitor)).await
}

fn form_of(known: &Credential, visitor: &Visitor) -> Form {
    let field = |at: Option<Timestamp>| at.map(|at| time::field(at, &visitor.zone())).unwrap_or_default();
    Form::new()
        .with("name", &known.name)
        .with("valid_from", field(known.from))
        .with("valid_until", field(known.until))
        .with("seen", Seen::of(known).to_string())
}

/// Changes a credential's name and dates.
pub async fn edit(
    State(app): State<App>,
    visitor: Visitor,
    Id((user, id)): Id<(UserId, CredentialId)>,
    mut form: Form,
) -> Answer {
    let known = app.house.credential(&visitor.actor(), id).await?;
    let own = form_of(&known, &visitor);
    // A date that still reads as it was shown is not changed: the field knows minutes, the credential milliseconds.
    let typed =
        |form: &mut Form, field: &'static str| (form.value(field) != own.value(field)).then(|| form.read(field));
    let change = ChangeCredential {
        name: Some(form.value("name").to_owned()),
        from: typed(&mut form, "valid_from"),
        until: typed(&mut form, "valid_until"),
        state: None,
        seen: form.some("seen").map(Seen::from_form),
    };
    if form.is_wrong() {
        return edit_page(&app, &visitor, (user, id), &form).await;
    }
    let changed = app.house.change_credential(&visitor.actor(), id, change).await;
    match form.hold(changed)? {
        Some(_) => Ok(done(&page_of(user), "saved")),
        None => {
            let now = app.house.credential(&visitor.actor(), id).await?;
            form.overtaken_by(&form_of(&now, &visitor), |_, value| value.replace('T', " "));
            edit_page(&app, &visitor, (user, id), &form).await
        }
    }
}

async fn edit_page(app: &App, visitor: &Visitor, (user, id): (UserId, CredentialId), form: &Form) -> Answer {
    let known = app.house.credential(&visitor.actor(), id).await?;
    let links = app.house.links_under(&visitor.actor(), id).await?;
    let whose = app.house.users(&visitor.actor()).await?.into_iter().find(|found| found.id == user);
    let now = app.house.now();
    let places = app.house.placements(&visitor.actor(), id).await?;
    let places = places.into_iter().map(|found| Standing::of(found, visitor, now)).collect::<Vec<_>>();
    let template = CredentialPage {
        frame: frame(visitor, Section::People, known.name.clone()),
        form,
        is_cloud_key: known.kind == CredentialKind::CloudKey,
        name: known.name,
        whose: whose.map(|user| user.name).unwrap_or_default(),
        links: match links {
            _ if known.kind != CredentialKind::CloudKey && places.is_empty() => NOWHERE.to_owned(),
            _ if known.kind != CredentialKind::CloudKey => String::new(),
            0 => "No link under it counts now.".to_owned(),
            1 => "1 link counts under it.".to_owned(),
            links => format!("{links} links count under it."),
        },
        places,
        zone: visitor.zone().name().to_owned(),
        action: format!("{}/credentials/{id}/edit", page_of(user)),
        back: page_of(user),
    };
    Ok(page(form.status(), &template))
}

/// Asks before a credential is suspended or revoked, and says what ends.
pub async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Id((user, id)): Id<(UserId, CredentialId)>,
    wanted: axum::extract::Query<Wanted>,
) -> Answer {
    let known = app.house.credential(&visitor.actor(), id).await?;
    let links = match app.house.links_under(&visitor.actor(), id).await? {
        _ if known.kind != CredentialKind::CloudKey => "It counts at no door from then on.".to_owned(),
        0 => "No link was made under it that still counts.".to_owned(),
        1 => "1 link under it opens nothing from then on.".to_owned(),
        links => format!("{links} links under it open nothing from then on."),
    };
    let (word, act, state, end) = match wanted.state.as_deref() {
        Some("revoked") => (
            "Revoke",
            "Revoke for good",
            "revoked",
            match known.kind {
                CredentialKind::CloudKey => {
                    " This cannot be undone. Whoever is to open doors after it needs a new key, and new links made under it."
                }
                CredentialKind::Card | CredentialKind::Pin => {
                    " This cannot be undone; its number may then be given to somebody else."
                }
            },
        ),
        _ if known.kind == CredentialKind::CloudKey => {
            ("Suspend", "Suspend", "suspended", " It can be taken up again, and the links with it.")
        }
        _ => ("Suspend", "Suspend", "suspended", " It can be taken up again."),
    };
    let template = ConfirmPage {
        frame: frame(&visitor, Section::People, act),
        question: format!("{word} \u{201c}{}\u{201d}?", known.name),
        message: format!("{links}{end}"),
        act,
        action: format!("{}/credentials/{id}", page_of(user)),
        back: page_of(user),
        field: Some(("state", state.to_owned())),
    };
    Ok(page(StatusCode::OK, &template))
}

/// What is to become of a credential.
#[derive(serde::Deserialize)]
pub struct Wanted {
    state: Option<String>,
}

/// Suspends, revokes or takes up a credential.
pub async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Id((user, id)): Id<(UserId, CredentialId)>,
    form: Form,
) -> Answer {
    let state = CredentialState::parse(form.value("state"));
    let changed = app
        .house
        .change_credential(&visitor.actor(), id, ChangeCredential { state, ..ChangeCredential::default() })
        .await?;
    let what = match changed.state {
        _ if changed.kind != CredentialKind::CloudKey => "saved",
        CredentialState::Active => "key-active",
        CredentialState::Suspended => "key-suspended",
        CredentialState::Revoked => "key-revoked",
    };
    Ok(done(&page_of(user), what))
}
