//! Where somebody is signed in: listed, and ended, one or all; one's own and, for those who manage users, others'.

use axum::extract::State;
use jiff::Timestamp;
use keylink_domain::id::{SessionId, UserId};
use keylink_domain::token::Session;

use super::form::Form;
use super::own::PAGE;
use super::page::{Answer, Id, done};
use super::session::{Visitor, signed_out_response};
use super::time::{self, Shown};
use super::user::page_of;
use crate::app::App;

/// A session in a list.
pub struct SessionView {
    /// Its id.
    pub id: String,
    /// The device, in words.
    pub device: String,
    /// From where it was begun.
    pub address: String,
    /// When it was begun.
    pub begun: Shown,
    /// When it was last used; nothing where that is now.
    pub used: Option<Shown>,
    /// Whether it is the one that looks.
    pub is_this: bool,
}

/// Sessions as a page shows them.
pub fn views(known: &[Session], visitor: &Visitor, now: Timestamp) -> Vec<SessionView> {
    let shown = |at| time::to_the_minute(at, &visitor.zone(), now);
    let view = |one: &Session| {
        let is_this = one.id == visitor.signed.session;
        SessionView {
            id: one.id.to_string(),
            device: Some(one.device.clone()).filter(|said| !said.is_empty()).unwrap_or_else(|| "A device".to_owned()),
            address: one.address.clone().unwrap_or_default(),
            begun: shown(one.created_at),
            used: one.used_at.filter(|_| !is_this).map(shown),
            is_this,
        }
    };
    known.iter().map(view).collect()
}

/// Ends one of one's own sessions, or all others. Whoever ends this one is signed out.
pub async fn end_own(State(app): State<App>, visitor: Visitor, form: Form) -> Answer {
    let signed = &visitor.signed;
    match form.value("session").parse::<SessionId>() {
        Ok(id) => {
            app.house.end_sessions(&visitor.actor(), signed.user.id, Some(id)).await?;
            if id == signed.session {
                return Ok(signed_out_response(&app, "/sign-in"));
            }
            Ok(done(PAGE, "session-ended"))
        }
        Err(_) => {
            app.house.end_other_sessions(signed).await?;
            Ok(done(PAGE, "sessions-ended"))
        }
    }
}

/// Ends one of a user's sessions, or all of them.
pub async fn end(State(app): State<App>, visitor: Visitor, Id(id): Id<UserId>, form: Form) -> Answer {
    let one = form.value("session").parse::<SessionId>().ok();
    app.house.end_sessions(&visitor.actor(), id, one).await?;
    Ok(done(&page_of(id), if one.is_some() { "session-ended" } else { "user-signed-out" }))
}
