//! Oneself: who is signed in, notifications on this device, how to install the app, and the way out.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keylink_service::push::NewBrowser;

use super::page::{Frame, Tab, frame};
use super::said;
use super::tongue::{self, Tongue};
use crate::app::App;
use crate::control::choice::Choice;
use crate::control::form::Form;
use crate::control::page::{Answer, done, show as page};
use crate::control::session::{self, Visitor};

#[derive(Template)]
#[template(path = "mobile/me.html")]
struct MePage {
    frame: Frame,
    name: String,
    email: String,
    /// The clock of their doors; empty where they have none.
    zone: String,
    push_key: String,
    is_told: bool,
    languages: Vec<Choice>,
    chosen: String,
}

/// Who is signed in.
pub async fn show(State(app): State<App>, visitor: Visitor, tongue: Tongue) -> Answer {
    let template = MePage {
        frame: frame(&visitor, &tongue, Tab::Me, "app-me"),
        name: visitor.signed.user.name.clone(),
        email: visitor.signed.user.email.clone(),
        zone: visitor.sites.first().map(|site| said::in_zone(&tongue.t, &site.zone)).unwrap_or_default(),
        push_key: app.house.push_key(),
        is_told: app.house.notifications_are_on(&visitor.signed).await?,
        languages: tongue.choices(&app),
        chosen: tongue.chosen.clone(),
    };
    Ok(page(StatusCode::OK, &template))
}

/// Turns notifications on in this browser, as its script asks.
pub async fn turn_on(State(app): State<App>, visitor: Visitor, tongue: Tongue, form: Form) -> Answer {
    let of = |name: &str| form.value(name).to_owned();
    let browser = NewBrowser { endpoint: of("endpoint"), p256dh: of("p256dh"), auth: of("auth") };
    app.house.turn_notifications_on(&visitor.signed, browser).await?;
    tongue::keep(&app, &visitor, tongue.t.tag()).await;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Turns notifications off in this browser.
pub async fn turn_off(State(app): State<App>, visitor: Visitor) -> Answer {
    app.house.turn_notifications_off(&visitor.signed).await?;
    Ok(done("/app/me", "saved"))
}

/// Ends the session; who signs in again comes back to the app.
pub async fn sign_out(State(app): State<App>, visitor: Visitor) -> Answer {
    app.house.sign_out(&visitor.signed).await?;
    Ok(session::signed_out_response(&app, "/sign-in?next=/app"))
}
