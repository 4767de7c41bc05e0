//! Live updates by server-sent events: new lines of the log, and doors whose look changed.

use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::time::Duration;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event as Message, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream};
use keylink_service::Trouble;
use keylink_service::live::Watch;
use serde::Deserialize;

use super::door_view::{DoorView, Row, Tile};
use super::event::Wanted;
use super::page::Failure;
use super::sentence::{Line, Names};
use super::session::{self, Visitor};
use crate::app::App;
use crate::language::Language;
use crate::mobile::door::{self, Status};
use crate::mobile::page::{Lockdown, lockdown};
use crate::mobile::tongue::Tongue;

/// A view looks again after so long even without a hint: another node may have written.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// Lines sent at once.
const AT_ONCE: u32 = 100;

#[derive(Template)]
#[template(path = "control/event_line.html")]
struct LineHtml<'a> {
    line: &'a Line,
}

/// Where a live log begins.
#[derive(Deserialize)]
pub struct From {
    after: Option<i64>,
}

/// New lines of the log, as they come.
pub async fn events(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
    Query(from): Query<From>,
) -> Result<Response, Failure> {
    let seen = headers.get("last-event-id").and_then(|id| id.to_str().ok()).and_then(|id| id.parse().ok());
    let after = match seen.or(from.after) {
        Some(after) => after,
        None => app.house.newest_event(&visitor.actor()).await?,
    };
    // Who may not read the log is told so, and not answered by silence.
    app.house.events_after(&visitor.actor(), after, 1).await?;
    Ok(answer(Looker::new(app, visitor, &headers, Looked::Events { wanted, after })))
}

/// How doors are shown.
#[derive(Deserialize)]
pub struct Shape {
    shape: Option<String>,
}

/// Doors whose look changed, as it does.
pub async fn doors(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(shape): Query<Shape>,
) -> Response {
    let look = if shape.shape.as_deref() == Some("tile") { DoorLook::Tile } else { DoorLook::Row };
    answer(Looker::new(app, visitor, &headers, Looked::Doors { look, shown: HashMap::new() }))
}

/// Which cards a page of the app shows.
#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    cards: String,
}

/// For the app: the visitor's own doors whose status changed, as it does; lockdowns; and that there are other doors than
/// the page shows.
pub async fn own_doors(
    State(app): State<App>,
    visitor: Visitor,
    tongue: Tongue,
    headers: HeaderMap,
    Query(page): Query<Shown>,
) -> Response {
    let looked = Looked::Own { t: Box::new(tongue.t), cards: page.cards, shown: HashMap::new() };
    answer(Looker::new(app, visitor, &headers, looked))
}

fn answer(looker: Looker) -> Response {
    let keep_alive = KeepAlive::new().interval(Duration::from_secs(15));
    let mut response = Sse::new(messages(looker)).keep_alive(keep_alive).into_response();
    // Proxies that gather answers before they pass them on would make this anything but live.
    response.headers_mut().insert("x-accel-buffering", axum::http::HeaderValue::from_static("no"));
    *response.status_mut() = StatusCode::OK;
    response
}

fn messages(looker: Looker) -> impl Stream<Item = Result<Message, Infallible>> {
    stream::unfold((looker, VecDeque::new()), |(mut looker, mut waiting)| async move {
        loop {
            if let Some(message) = waiting.pop_front() {
                return Some((Ok(message), (looker, waiting)));
            }
            match looker.look().await {
                Ok(Some(messages)) => waiting.extend(messages),
                Ok(None) => return None,
                Err(error) => {
                    tracing::warn!(%error, "a live view ended; the browser connects again");
                    return None;
                }
            }
            if waiting.is_empty() && !looker.wait().await {
                return None;
            }
        }
    })
}

/// What is looked at, and what of it was sent.
enum Looked {
    Events {
        wanted: Wanted,
        after: i64,
    },
    Doors {
        look: DoorLook,
        shown: HashMap<String, String>,
    },
    /// Only the visitor's own, only what changes by itself, in their language.
    Own {
        t: Box<Language>,
        cards: String,
        shown: HashMap<String, String>,
    },
}

/// How a door is shown, and which.
enum DoorLook {
    Tile,
    Row,
}

/// One browser's live view.
struct Looker {
    app: App,
    visitor: Visitor,
    cookie: String,
    watch: Watch,
    looked: Looked,
}

impl Looker {
    fn new(app: App, visitor: Visitor, headers: &HeaderMap, looked: Looked) -> Self {
        let watch = app.house.live().watch(visitor.organization.id);
        let cookie = session::cookie(&app, headers).unwrap_or_default().to_owned();
        Self { app, visitor, cookie, watch, looked }
    }

    /// What is new; nothing more ever once the visitor is no longer signed in.
    async fn look(&mut self) -> Result<Option<Vec<Message>>, Trouble> {
        let Some(signed) = self.app.house.signed_in(&self.cookie).await? else { return Ok(None) };
        self.visitor.signed = signed;
        match &mut self.looked {
            Looked::Events { wanted, after } => {
                let doors = self.app.house.doors(&self.visitor.actor()).await?;
                let gone = self.app.house.removed_doors(&self.visitor.actor()).await?;
                let new = self.app.house.events_after(&self.visitor.actor(), *after, AT_ONCE).await?;
                *after = new.last().map_or(*after, |event| event.seq);
                let names = Names::with(&self.visitor, self.app.house.now(), &doors).remembering(&gone);
                let fitting = new.iter().filter(|event| wanted.fits(event));
                Ok(Some(fitting.filter_map(|event| line_message(&names.line(event))).collect()))
            }
            Looked::Doors { look, shown } => {
                Ok(Some(changed(shown, door_htmls(&self.app, &self.visitor, look).await?)))
            }
            Looked::Own { t, cards, shown } => {
                self.visitor.sites = self.app.house.sites(&self.visitor.actor()).await?;
                let now = door::cards(&self.app, &self.visitor, t).await?;
                let mut htmls: HashMap<String, String> =
                    now.iter().filter_map(|card| Some((card.id.clone(), rendered(&Status { card })?))).collect();
                let lockdown = lockdown(&self.visitor, t);
                htmls.extend(rendered(&Lockdown { lockdown: lockdown.as_ref() }).map(|html| (String::new(), html)));
                let mut messages = changed(shown, htmls);
                let known = door::known_as(&now);
                if *cards != known {
                    messages.push(Message::default().event("renew").data("doors"));
                    *cards = known;
                }
                Ok(Some(messages))
            }
        }
    }

    /// Waits for a hint, or for a while; `false` when the program is stopping.
    async fn wait(&mut self) -> bool {
        tokio::time::timeout(LOOK_AGAIN, self.watch.changed()).await.unwrap_or(true)
    }
}

fn line_message(line: &Line) -> Option<Message> {
    let html = rendered(&LineHtml { line })?;
    Some(Message::default().id(line.seq.to_string()).data(html))
}

/// What looks other than before.
fn changed(shown: &mut HashMap<String, String>, now: HashMap<String, String>) -> Vec<Message> {
    let new = now.iter().filter(|(id, html)| shown.get(*id) != Some(html));
    let messages = new.map(|(_, html)| Message::default().data(html)).collect();
    *shown = now;
    messages
}

/// Each door's look by its id.
async fn door_htmls(app: &App, visitor: &Visitor, look: &DoorLook) -> Result<HashMap<String, String>, Trouble> {
    let doors = app.house.doors(&visitor.actor()).await?;
    let at = app.house.now();
    let views = doors.iter().map(|door| DoorView::of(door, visitor, at));
    Ok(views.filter_map(|view| door_html(&view, look).map(|html| (view.id, html))).collect())
}

fn door_html(view: &DoorView, look: &DoorLook) -> Option<String> {
    match look {
        DoorLook::Tile => rendered(&Tile { door: view }),
        DoorLook::Row => rendered(&Row { door: view }),
    }
}

fn rendered(template: &impl Template) -> Option<String> {
    template.render().inspect_err(|error| tracing::error!(%error, "a live update could not be rendered")).ok()
}
