//! The event log as a file: CSV for people and their tables, JSON Lines for programs; sent while it is read, so
//! that a long log needs no more memory than a short one.

use axum::body::{Body, Bytes};
use axum::extract::{Form, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, try_unfold};
use keylink_domain::actor::Actor;
use keylink_domain::event::Event;
use keylink_domain::refusal::Refusal;
use keylink_domain::search::Query;
use keylink_domain::sentence::sentence;
use keylink_domain::zone::Zone;
use keylink_service::event::EventFilter;
use serde_json::Value;

use super::event::Wanted;
use super::page::Answer;
use super::session::Visitor;
use crate::api::EventBody;
use crate::app::App;

/// The first and last places that the file may reach.
const PLACES: HeaderName = HeaderName::from_static("keylink-places");
/// Lines that are read at once.
const AT_ONCE: u32 = 500;

const COLUMNS: [&str; 15] = [
    "place",
    "time_utc",
    "time_local",
    "kind",
    "what_happened",
    "who",
    "via",
    "door",
    "link",
    "user",
    "credential",
    "refusal",
    "latency_ms",
    "unlock_id",
    "from_address",
];

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    /// A table.
    Csv,
    /// An object a line, as the API gives it.
    Jsonl,
}

impl Format {
    fn parse(text: &str) -> Self {
        if text == "jsonl" { Self::Jsonl } else { Self::Csv }
    }
}

/// The log, as the page's filter shows it, newest first. A form, not an address: it leaves a line in the log, which
/// nothing that only looks may do.
pub async fn export(State(app): State<App>, visitor: Visitor, Form(wanted): Form<Wanted>) -> Answer {
    let (format, zone, actor) = (Format::parse(wanted.format()), visitor.zone(), visitor.actor());
    // Who may not read this part of the log is told so before anything says that they took it along.
    let filter = wanted.filter(&zone)?;
    app.house.find_events(&actor, filter.clone(), None, 1).await?;
    let places = app.house.log_places(&actor).await?;
    // It is said first: who takes the log along stands in it.
    app.house.note_export(&actor).await?;
    let day = zone.local(app.house.now()).strftime("%Y-%m-%d").to_string();
    let (kind, ending) = match format {
        Format::Csv => ("text/csv; charset=utf-8; header=present", "csv"),
        Format::Jsonl => ("application/jsonl; charset=utf-8", "jsonl"),
    };
    let query = wanted.query()?;
    let reader = Reader { app, actor, filter, query, zone, format, next: Next::First };
    let mut response: Response = Body::from_stream(chunks(reader)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let name = format!("attachment; filename=\"events-{day}.{ending}\"");
    // By the log's newest and oldest place the page's script knows how far it has come.
    let places = format!("{} {}", places.end(), places.start());
    for (header, value) in [(header::CONTENT_DISPOSITION, name), (PLACES, places)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(header, value);
        }
    }
    Ok(response)
}

/// Where the reading stands.
enum Next {
    First,
    Before(i64),
    Over,
}

struct Reader {
    app: App,
    actor: Actor,
    filter: EventFilter,
    query: Query,
    zone: Zone,
    format: Format,
    next: Next,
}

/// A file that breaks off in the middle is not taken for a whole one: the connection ends with an error.
fn chunks(reader: Reader) -> impl Stream<Item = std::io::Result<Bytes>> {
    try_unfold(reader, async |mut reader| {
        let chunk = reader.read().await.inspect_err(|error| tracing::error!(%error, "an export broke off"))?;
        Ok(chunk.map(|chunk| (chunk, reader)))
    })
}

impl Reader {
    async fn read(&mut self) -> std::io::Result<Option<Bytes>> {
        let (before, is_first) = match self.next {
            Next::First => (None, true),
            Next::Before(place) => (Some(place), false),
            Next::Over => return Ok(None),
        };
        let found = self.app.house.search_events(&self.actor, self.filter.clone(), &self.query, before, AT_ONCE).await;
        let page = found.map_err(std::io::Error::other)?;
        self.next = page.next.map_or(Next::Over, Next::Before);
        match self.format {
            Format::Csv => self.table(page.events, is_first).map(Some),
            Format::Jsonl => lines(page.events).map(Some),
        }
    }

    fn table(&self, events: Vec<Event>, with_head: bool) -> std::io::Result<Bytes> {
        let mut table = csv::Writer::from_writer(Vec::new());
        if with_head {
            table.write_record(COLUMNS)?;
        }
        for event in events {
            table.write_record(row(&event, &self.zone))?;
        }
        Ok(table.into_inner().map_err(|error| error.into_error())?.into())
    }
}

fn lines(events: Vec<Event>) -> std::io::Result<Bytes> {
    let mut text = Vec::new();
    for event in events {
        serde_json::to_writer(&mut text, &EventBody::from(event))?;
        text.push(b'\n');
    }
    Ok(text.into())
}

fn row(event: &Event, zone: &Zone) -> [String; 15] {
    let line = &event.line;
    let detail = |part: &str| line.detail.get(part);
    let name = |name: &Option<String>| harmless(name.as_deref().unwrap_or_default());
    let refusal = detail("refusal").and_then(Value::as_str).and_then(Refusal::parse);
    [
        event.seq.to_string(),
        format!("{:.3}", line.at),
        line.at.to_zoned(zone.tz().clone()).strftime("%Y-%m-%d %H:%M:%S %:z").to_string(),
        line.kind.as_str().to_owned(),
        harmless(&sentence(event)),
        name(&event.actor_name),
        line.via.as_str().to_owned(),
        name(&event.door_name),
        name(&event.link_name),
        name(&event.user_name),
        name(&event.credential_name),
        refusal.map(Refusal::log_sentence).unwrap_or_default().to_owned(),
        detail("latency_ms").and_then(Value::as_i64).map(|ms| ms.to_string()).unwrap_or_default(),
        line.about.unlock.map(|id| id.to_string()).unwrap_or_default(),
        event.address().unwrap_or_default().to_owned(),
    ]
}

/// A text that a table's program does not take for a formula, whoever typed it as a name.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
