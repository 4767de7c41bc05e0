//! What one did, and what one's links did, as sentences.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use keylink_service::event::EventFilter;
use serde::Deserialize;

use super::history;
use super::page::{Frame, Tab, frame};
use super::tongue::Tongue;
use crate::app::App;
use crate::control::page::{Answer, show as page};
use crate::control::sentence::{Line, Names, worth_a_line};
use crate::control::session::Visitor;

/// Lines on a page.
const PAGE: u32 = 50;

/// Where the list goes on.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "mobile/activity.html")]
struct ActivityPage {
    frame: Frame,
    lines: Vec<Line>,
    next: Option<i64>,
    is_first: bool,
}

/// One's own lines of the log, newest first: an administrator's too are only their own here.
pub async fn list(State(app): State<App>, visitor: Visitor, tongue: Tongue, Query(wanted): Query<Wanted>) -> Answer {
    let actor = visitor.actor();
    let filter =
        EventFilter { kinds: Some(worth_a_line()), user: Some(visitor.signed.user.id), ..EventFilter::default() };
    let found = app.house.find_events(&actor, filter, wanted.before, PAGE).await?;
    let doors = app.house.doors(&actor).await?;
    let names = Names::with(&visitor, app.house.now(), &doors);
    let template = ActivityPage {
        frame: frame(&visitor, &tongue, Tab::Activity, "app-activity"),
        lines: found.events.iter().map(|event| history::line(event, &names, &tongue.t)).collect(),
        next: found.next,
        is_first: wanted.before.is_none(),
    };
    Ok(page(StatusCode::OK, &template))
}
