//! The event log on the wire.

use axum::Json;
use axum::extract::State;
use keylink_domain::actor::Via;
use keylink_domain::altered::Altered;
use keylink_domain::event::{Event, EventKind};
use keylink_domain::id::{DoorId, EventId, LinkId, UnlockId, UserId};
use keylink_domain::search::Query;
use keylink_domain::sentence::sentence;
use keylink_domain::stretch::Stretch;
use keylink_domain::zone::Zone;
use keylink_service::event::EventFilter;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::activity::zone_of;
use super::admit::Admitted;
use super::page::{Page, cursor, limit, position};
use super::problem::Problem;
use super::take::Asked;
use super::wire::{self, Instant};
use crate::app::App;

/// One line of the log.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Event)]
pub(crate) struct EventBody {
    /// Its place in the log: later lines have greater numbers.
    pub(crate) seq: i64,
    #[schema(value_type = Uuid)]
    id: EventId,
    /// When the line was written. It never runs back from line to line.
    at: Instant,
    /// When it happened, where a controller told it, by its own clock: it may be long before `at`. Left out where
    /// nobody knows, and where it is `at`.
    #[serde(skip_serializing_if = "Option::is_none")]
    happened_at: Option<Instant>,
    /// What happened, such as `unlock.opened`.
    #[schema(example = "unlock.opened")]
    kind: &'static str,
    /// By which way.
    #[schema(schema_with = wire::via)]
    via: Via,
    /// Who did it, where a user did.
    actor: Option<NamedBody>,
    door: Option<NamedBody>,
    link: Option<NamedBody>,
    /// Whom it was done to.
    user: Option<NamedBody>,
    credential: Option<NamedBody>,
    /// The attempt that it belongs to.
    #[schema(value_type = Option<Uuid>)]
    unlock_id: Option<UnlockId>,
    /// Why an unlock was refused or failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "link_expired")]
    refusal: Option<String>,
    /// From the press to the outcome, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    latency_ms: Option<i64>,
    /// From which network address, where that is known and was not erased yet; for those who see the whole log.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "192.0.2.7")]
    address: Option<String>,
    /// What a change altered, from what to what; left out where nothing is told, and where it was erased.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<AlteredBody>,
    /// Facts for programs; what there is depends on the kind.
    detail: Value,
    /// The line for people.
    #[schema(example = "Link 'Weekend, Mia' opened Street door, 212 ms")]
    sentence: String,
}

/// One thing that a change altered.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Altered)]
struct AlteredBody {
    #[schema(example = "pulse_ms")]
    what: String,
    from: Value,
    to: Value,
}

impl From<Altered> for AlteredBody {
    fn from(Altered { what, from, to }: Altered) -> Self {
        Self { what, from, to }
    }
}

/// A thing with its present name; without one it is gone.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Named)]
struct NamedBody {
    id: Uuid,
    name: Option<String>,
    /// Whether it was removed since: it keeps its name in the log, and is found nowhere else.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    removed: bool,
}

impl NamedBody {
    fn new(id: Option<Uuid>, name: Option<String>) -> Option<Self> {
        id.map(|id| Self { id, name, removed: false })
    }
}

impl From<Event> for EventBody {
    fn from(event: Event) -> Self {
        let (sentence, happened_at) = (sentence(&event), event.happened());
        let address = event.address().map(str::to_owned);
        let changes = event.altered().into_iter().map(AlteredBody::from).collect();
        let (line, about) = (event.line, event.seq);
        let detail = |part: &str| line.detail.get(part);
        Self {
            seq: about,
            id: line.id,
            at: line.at.into(),
            happened_at: happened_at.map(Instant::from),
            kind: line.kind.as_str(),
            via: line.via,
            actor: NamedBody::new(line.actor.map(UserId::uuid), event.actor_name),
            door: NamedBody::new(line.about.door.map(DoorId::uuid), event.door_name)
                .map(|door| NamedBody { removed: event.is_door_removed, ..door }),
            link: NamedBody::new(line.about.link.map(LinkId::uuid), event.link_name),
            user: NamedBody::new(line.about.user.map(UserId::uuid), event.user_name),
            credential: NamedBody::new(line.about.credential.map(|id| id.uuid()), event.credential_name),
            unlock_id: line.about.unlock,
            refusal: detail("refusal").and_then(Value::as_str).map(str::to_owned),
            latency_ms: detail("latency_ms").and_then(Value::as_i64),
            address,
            changes,
            detail: line.detail,
            sentence,
        }
    }
}

/// Which lines, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct EventQuery {
    /// A kind such as `unlock.opened`, or the beginning of several such as `unlock.`.
    kind: Option<String>,
    /// Lines about this door.
    #[param(value_type = Option<Uuid>)]
    door: Option<DoorId>,
    /// Lines about this link.
    #[param(value_type = Option<Uuid>)]
    link: Option<LinkId>,
    /// Lines by or about this user, or about links of theirs; not together with `door` or `link`.
    #[param(value_type = Option<Uuid>)]
    user: Option<UserId>,
    /// Lines that have all these words, or words that begin so: names of links, doors and people as they are now, and
    /// what the sentence says. Up to 8 words and 200 characters.
    #[param(example = "mia street")]
    q: Option<String>,
    /// Lines that were written from this day or moment on: `2026-11-28` or `2026-11-28T14:00` on the clock of the door's
    /// site, or of the first site; or `2026-11-28T14:00:00+01:00`.
    #[param(example = "2026-11-28")]
    from: Option<String>,
    /// Lines that were written before this moment, or by the end of this day.
    #[param(example = "2026-11-29")]
    until: Option<String>,
    /// How many things at most, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
}

impl EventQuery {
    fn filter(self, zone: &Zone) -> Result<EventFilter, Problem> {
        if self.user.is_some() && (self.door.is_some() || self.link.is_some()) {
            return Err(Problem::query("user: this cannot be asked together with door or link; ask for one of them"));
        }
        let kinds = self.kind.as_deref().map(EventKind::beginning);
        if kinds.as_deref() == Some(&[]) {
            return Err(Problem::query("kind: no kind of event is that or begins with it; try unlock. or link."));
        }
        let stretch = Stretch::read(self.from.as_deref(), self.until.as_deref(), zone)
            .map_err(|error| Problem::query(format!("{}: {error}", error.field)))?;
        Ok(EventFilter {
            kinds,
            door: self.door,
            link: self.link,
            user: self.user,
            from: stretch.from,
            until: stretch.until,
            between: None,
        })
    }
}

/// The event log, newest first. A member sees what they did and what their links did. With several filters a page
/// may hold fewer than `limit`; go on until `next_cursor` is null.
#[utoipa::path(get, path = "/events", tag = "events", params(EventQuery), responses((status = 200, body = Page<EventBody>)))]
pub(crate) async fn list_events(
    State(app): State<App>,
    who: Admitted,
    Asked(query): Asked<EventQuery>,
) -> Result<Json<Page<EventBody>>, Problem> {
    let limit = limit(query.limit)?;
    let before = position("events", query.cursor.as_deref())?;
    let words = Query::parse(query.q.as_deref().unwrap_or_default());
    let words = words.map_err(|error| Problem::query(format!("q: {error}")))?;
    let zone = match (&query.from, &query.until) {
        (None, None) => Zone::utc(),
        _ => zone_of(&app, &who.actor, query.door).await?,
    };
    let found = app.house.search_events(&who.actor, query.filter(&zone)?, &words, before, limit).await?;
    let next_cursor = found.next.map(|next| cursor("events", next));
    Ok(Json(Page { items: found.events.into_iter().map(EventBody::from).collect(), next_cursor }))
}
