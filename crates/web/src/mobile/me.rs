//! Oneself: who is signed in, how to install the app, and the way out.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;

use super::page::{Frame, Tab, frame};
use crate::app::App;
use crate::control::page::{Answer, show as page};
use crate::control::session::{self, Visitor};

#[derive(Template)]
#[template(path = "mobile/me.html")]
struct MePage {
    frame: Frame,
    name: String,
    email: String,
    zone: String,
}

/// Who is signed in.
pub async fn show(visitor: Visitor) -> Answer {
    let template = MePage {
        frame: frame(&visitor, Tab::Me, "Me"),
        name: visitor.signed.user.name.clone(),
        email: visitor.signed.user.email.clone(),
        zone: visitor.zone().name().to_owned(),
    };
    Ok(page(StatusCode::OK, &template))
}

/// Ends the session; who signs in again comes back to the app.
pub async fn sign_out(State(app): State<App>, visitor: Visitor) -> Answer {
    app.house.sign_out(&visitor.signed).await?;
    Ok(session::signed_out_response(&app, "/sign-in?next=/app"))
}
