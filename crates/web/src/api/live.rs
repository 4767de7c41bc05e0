//! The event log as it grows, as server-sent events.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::response::sse::{Event as SentEvent, KeepAlive, Sse};
use futures_util::stream;
use keylink_domain::actor::Actor;
use keylink_service::Trouble;
use keylink_service::live::Watch;

use super::admit::{Admitted, Bearer};
use super::event::EventBody;
use super::problem::Problem;
use crate::app::App;
use crate::client::Client;

/// How long the view sleeps at most: what another node wrote gives no hint here.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// How many lines are read at once.
const AT_ONCE: u32 = 100;
/// How often a quiet stream says that it lives.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// One listener.
struct Listener {
    app: App,
    token: Bearer,
    client: Client,
    actor: Actor,
    watch: Watch,
    after: i64,
    waiting: VecDeque<EventBody>,
}

/// The log from now on, as server-sent events: one line each, as JSON. `Last-Event-ID` goes on after a line.
///
/// The stream ends within some seconds after the token was revoked or its user was suspended.
#[utoipa::path(get, path = "/events/live", tag = "events",
    params(("Last-Event-ID" = Option<i64>, Header, description = "The seq of the last line that was seen")),
    responses((status = 200, content_type = "text/event-stream", body = EventBody)))]
pub(crate) async fn live_events(
    State(app): State<App>,
    who: Admitted,
    token: Bearer,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    // The ear comes first, so that nothing falls between reading and listening.
    let watch = app.house.live().watch(who.actor.organization);
    let after = match last_seen(&headers)? {
        Some(seq) => seq,
        None => app.house.newest_event(&who.actor).await?,
    };
    let (actor, client, waiting) = (who.actor, who.client, VecDeque::new());
    let mut listener = Listener { app, token, client, actor, watch, after, waiting };
    // Whoever may not read the log is told so now, by the status.
    listener.read().await?;
    let lines = stream::unfold(listener, |mut listener| async move {
        let line = listener.next().await?;
        Some((Ok::<_, Infallible>(line), listener))
    });
    Ok(Sse::new(lines).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

fn last_seen(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(value) = headers.get("last-event-id") else { return Ok(None) };
    let seq = value.to_str().ok().and_then(|text| text.trim().parse::<i64>().ok()).filter(|seq| *seq >= 0);
    seq.map(Some).ok_or_else(|| Problem::query("Last-Event-ID: give the id of the last line that you saw, a number"))
}

impl Listener {
    /// The next line; none when the stream is over.
    async fn next(&mut self) -> Option<SentEvent> {
        while self.waiting.is_empty() {
            self.wait().await?;
            if let Err(trouble) = self.look().await {
                tracing::debug!(%trouble, "a live view of the event log ended");
                return None;
            }
        }
        let line = self.waiting.pop_front()?;
        let json = serde_json::to_string(&line).ok()?;
        Some(SentEvent::default().id(line.seq.to_string()).data(json))
    }

    /// Waits for a hint, or for a while. None when the program is stopping.
    async fn wait(&mut self) -> Option<()> {
        match tokio::time::timeout(LOOK_AGAIN, self.watch.changed()).await {
            Ok(true) | Err(_) => Some(()),
            Ok(false) => None,
        }
    }

    /// Asks again who listens: a right that was taken ends the stream.
    async fn look(&mut self) -> Result<(), Trouble> {
        self.actor = self.app.house.admit_token(self.token.text(), self.client.0).await?;
        self.read().await
    }

    async fn read(&mut self) -> Result<(), Trouble> {
        let events = self.app.house.events_after(&self.actor, self.after, AT_ONCE).await?;
        if let Some(last) = events.last() {
            self.after = last.seq;
        }
        self.waiting.extend(events.into_iter().map(EventBody::from));
        Ok(())
    }
}
