//! Settings, Home Assistant: the organization's doors announced on a broker of its own.

use askama::Template;
use axum::extract::State;
use keylink_domain::user::UserState;
use keylink_service::announcement::{Announced, NewAnnouncement, Standing};

use super::choice::Choice;
use super::form::Form;
use super::organization::{Tab, tabs};
use super::page::{Answer, Failure, Frame, Section, done, frame, show as page};
use super::session::Visitor;
use crate::app::App;

const PAGE: &str = "/control/settings/home-assistant";

#[derive(Template)]
#[template(path = "control/announcement.html")]
struct AnnouncementPage<'a> {
    frame: Frame,
    tabs: Vec<Tab>,
    form: &'a Form,
    users: Vec<Choice>,
    is_set_up: bool,
    has_password: bool,
    standing: Option<Standing>,
}

/// The announcement, or the form for one.
pub async fn show(State(app): State<App>, visitor: Visitor) -> Answer {
    let known = app.house.announcement(&visitor.actor()).await?;
    let form = form_of(&visitor, known.as_ref());
    announcement_page(&app, &visitor, &form, known).await
}

/// Announces the doors, or otherwise than before.
pub async fn change(State(app): State<App>, visitor: Visitor, mut form: Form) -> Answer {
    let actor = visitor.actor();
    let new = NewAnnouncement {
        user: form.read("user_id"),
        broker: form.value("broker").to_owned(),
        login: form.value("login").trim().to_owned(),
        password: form.some("password").map(str::to_owned),
        prefix: form.some("prefix").map(str::to_owned),
    };
    if !form.is_wrong() {
        let announced = app.house.announce(&actor, new).await;
        if form.hold(announced)?.is_some() {
            return Ok(done(PAGE, "announced"));
        }
    }
    let known = app.house.announcement(&actor).await?;
    announcement_page(&app, &visitor, &form, known).await
}

/// Takes the announcement back.
pub async fn remove(State(app): State<App>, visitor: Visitor) -> Answer {
    app.house.withdraw_announcement(&visitor.actor()).await?;
    Ok(done(PAGE, "announced-no-more"))
}

fn form_of(visitor: &Visitor, known: Option<&Announced>) -> Form {
    match known.map(|known| &known.announcement) {
        Some(known) => Form::new()
            .with("user_id", known.user.to_string())
            .with("broker", &known.broker)
            .with("login", &known.login)
            .with("prefix", known.prefix.to_string()),
        None => Form::new().with("user_id", visitor.signed.user.id.to_string()).with("prefix", "homeassistant"),
    }
}

async fn announcement_page(app: &App, visitor: &Visitor, form: &Form, known: Option<Announced>) -> Answer {
    let template = AnnouncementPage {
        frame: frame(visitor, Section::Settings, "Home Assistant"),
        tabs: tabs(visitor, "home-assistant"),
        form,
        users: users(app, visitor).await?,
        is_set_up: known.is_some(),
        has_password: known.as_ref().is_some_and(|known| known.has_password),
        standing: known.map(|known| known.standing),
    };
    Ok(page(form.status(), &template))
}

/// The users that the visitor may name: active ones, of no higher role.
async fn users(app: &App, visitor: &Visitor) -> Result<Vec<Choice>, Failure> {
    let own = visitor.signed.user.role;
    let all = app.house.users(&visitor.actor()).await?.into_iter();
    let fits = all.filter(|user| user.state == UserState::Active && user.role >= own);
    Ok(fits.map(|user| Choice::new(user.id.to_string(), user.name)).collect())
}
