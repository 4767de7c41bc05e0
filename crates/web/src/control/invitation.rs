//! Invitations: made and taken back on a user's page; accepted, by a link that works once, with a passkey or a password.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use keylink_domain::id::UserId;
use keylink_service::Trouble;
use keylink_service::invitation::{Invitation, MailState};
use keylink_service::passkey::Question;

use super::controller::key_of;
use super::form::Form;
use super::page::{Answer, Failure, Id, done, notice, show};
use super::passkey::answer;
use super::session::{self, Visitor};
use super::time::{self, Shown};
use super::user::{Handed, page_of, person_page};
use crate::app::App;
use crate::client::{Caller, Client};

#[derive(Template)]
#[template(path = "control/invitation.html")]
struct InvitationPage<'a> {
    form: &'a Form,
    secret: &'a str,
    user: String,
    email: String,
    organization: String,
    passkeys: bool,
}

/// An invitation that waits, as a user's page shows it.
pub struct InvitationView {
    /// Until when it works.
    pub until: Shown,
    /// What became of its mail.
    pub mail: String,
}

/// What a user's page shows of an invitation.
pub fn view(known: Invitation, visitor: &Visitor, now: jiff::Timestamp) -> InvitationView {
    let mail = match (known.mail, known.said) {
        (None, _) => "Not sent by mail.".to_owned(),
        (Some((MailState::Queued, _)), None) => "The mail is on its way.".to_owned(),
        (Some((MailState::Queued, _)), Some(said)) => format!("The mail is tried again: {said}."),
        (Some((MailState::Sent, at)), _) => {
            let at =
                at.map(|at| format!(" {}", time::to_the_minute(at, &visitor.zone(), now).text)).unwrap_or_default();
            format!("The mail was sent{at}.")
        }
        (Some((MailState::Failed, _)), said) => {
            format!("The mail could not be sent: {}.", said.unwrap_or_else(|| "nobody said why".to_owned()))
        }
    };
    InvitationView { until: time::to_the_minute(known.expires_at, &visitor.zone(), now), mail }
}

/// Invites a user; the link is shown, too, to be handed over by whatever way.
pub async fn invite(State(app): State<App>, visitor: Visitor, Id(id): Id<UserId>, mut form: Form) -> Answer {
    let key = key_of(&visitor, &form, &format!("invitation of {id}"))?;
    let invited = app.house.invite_once(&visitor.actor(), id, key).await;
    match form.hold(invited)? {
        Some(made) => person_page(&app, &visitor, id, None, Some(Handed::invitation(made))).await,
        None => person_page(&app, &visitor, id, Some(&form), None).await,
    }
}

/// Takes an invitation back.
pub async fn revoke(State(app): State<App>, visitor: Visitor, Id(id): Id<UserId>) -> Answer {
    app.house.revoke_invitation(&visitor.actor(), id).await?;
    Ok(done(&page_of(id), "invitation-revoked"))
}

/// Asks how somebody who was invited will sign in; nothing is spent by looking.
pub async fn ask(State(app): State<App>, Client(address): Client, Id(secret): Id<String>) -> Answer {
    page(&app, address, &secret, &Form::new()).await
}

/// Accepts with a password.
pub async fn accept(State(app): State<App>, Caller(visit): Caller, Id(secret): Id<String>, mut form: Form) -> Answer {
    let accepted = app.house.accept_with_password(&secret, form.value("password").to_owned(), &visit).await;
    match accepted {
        Err(Trouble::NotKnown(_)) => Ok(over()),
        accepted => match form.hold(accepted)? {
            Some(begun) => Ok(session::signed_in_response(&app, &begun, session::HOME)),
            None => page(&app, visit.address, &secret, &form).await,
        },
    }
}

/// The question that makes a device create a passkey, for the page's script.
pub async fn ask_passkey(
    State(app): State<App>,
    Client(address): Client,
    Id(secret): Id<String>,
) -> Result<Json<Question>, Failure> {
    Ok(Json(app.house.ask_invited_for_passkey(&secret, address).await?))
}

/// Accepts with a passkey.
pub async fn accept_with_passkey(
    State(app): State<App>,
    Caller(visit): Caller,
    Id(secret): Id<String>,
    mut form: Form,
) -> Answer {
    match app.house.accept_with_passkey(&secret, &answer(&form), &visit).await {
        Ok(begun) => Ok(session::signed_in_response(&app, &begun, session::HOME)),
        Err(Trouble::NotKnown(why)) => {
            form.refuse("", why);
            page(&app, visit.address, &secret, &form).await
        }
        other => {
            form.hold(other)?;
            page(&app, visit.address, &secret, &form).await
        }
    }
}

async fn page(app: &App, address: Option<std::net::IpAddr>, secret: &str, form: &Form) -> Answer {
    match app.house.invited(secret, address).await {
        Ok((user, organization)) => {
            let template = InvitationPage {
                form,
                secret,
                user: user.name,
                email: user.email,
                organization: organization.name,
                passkeys: app.house.offers_passkeys(),
            };
            Ok(show(form.status(), &template))
        }
        Err(Trouble::NotFound(_)) => Ok(over()),
        Err(other) => Err(other.into()),
    }
}

fn over() -> Response {
    let words = "It was used, taken back, or its time is over. If you chose a passkey or a password already, sign in \
                 with it; otherwise ask whoever invited you for a new one.";
    notice(StatusCode::NOT_FOUND, "This invitation is not good any more", words)
}
