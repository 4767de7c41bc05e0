//! The event log: appended to, read by place, never changed.

mod between;
mod list;
mod places;
mod section;

use keylink_domain::actor::Via;
use keylink_domain::event::{About, Event, EventKind, NewEvent};
use serde_json::Value as Json;

use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, Value, values};

pub use between::{Between, placed};
pub use list::{EventFilter, EventPage, after, before, newest, span};
pub use section::{Noted, note, note_from};

pub(crate) const BETWEEN_STATEMENTS: &[(&str, &str)] = between::STATEMENTS;
pub(crate) const LIST_STATEMENTS: &[(&str, &str)] = list::STATEMENTS;
pub(crate) const SECTION_STATEMENTS: &[(&str, &str)] = section::STATEMENTS;

statements! {
    // Who made a line's link is asked of the database where the line does not say; an opening's line says it.
    APPEND = "INSERT INTO events (organization_id, id, at_ms, kind, via, actor_id, door_id, link_id, maker_id, user_id, \
        credential_id, unlock_id, detail) SELECT r.organization_id, r.id, r.at_ms, r.kind, r.via, r.actor_id, r.door_id, \
        r.link_id, CASE WHEN r.link_id IS NULL OR r.maker_id IS NOT NULL THEN r.maker_id ELSE \
        (SELECT l.user_id FROM links l WHERE l.organization_id = r.organization_id AND l.id = r.link_id) END, \
        r.user_id, r.credential_id, r.unlock_id, r.detail \
        FROM {rows organization_id UUID, id UUID, at_ms BIGINT, kind TEXT, via TEXT, actor_id UUID, door_id UUID, \
        link_id UUID, maker_id UUID, user_id UUID, credential_id UUID, unlock_id UUID, detail TEXT}";
    APPEND_PERSONAL = "INSERT INTO event_personal (organization_id, event_id, at_ms, body) \
        SELECT r.organization_id, r.event_id, r.at_ms, r.body \
        FROM {rows organization_id UUID, event_id UUID, at_ms BIGINT, body TEXT}";
    LATEST_INSTANT = "SELECT at_ms FROM events ORDER BY seq DESC LIMIT 1";
    // The instant of the line so far after the oldest: what is before it is some, and not all at once.
    NTH_PERSONAL = "SELECT p.at_ms FROM event_personal p WHERE p.at_ms < $1 ORDER BY p.at_ms LIMIT 1 OFFSET $2";
    NTH_ADDRESS = "SELECT u.at_ms FROM unlocks u WHERE u.address IS NOT NULL AND u.at_ms < $1 ORDER BY u.at_ms LIMIT 1 OFFSET $2";
    ERASE_PERSONAL = "DELETE FROM event_personal WHERE at_ms < $1";
    ERASE_ADDRESSES = "UPDATE unlocks SET address = NULL WHERE address IS NOT NULL AND at_ms < $1";
}

/// Appends lines, in order.
///
/// # Errors
/// When the database refuses; then nothing of the transaction may stand.
pub async fn append(tx: &mut Tx, events: Vec<NewEvent>) -> Result<()> {
    tx.after_decisions(events.iter().filter(|event| event.kind.may_narrow()).map(|event| event.organization));
    tx.in_order(events.iter().map(|event| event.organization));
    let mut personal = Vec::new();
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        if let Some(body) = &event.personal {
            personal.push(values![event.organization, event.id, event.at, body.to_string()]);
        }
        rows.push(values![
            event.organization,
            event.id,
            event.at,
            event.kind.as_str(),
            event.via.as_str(),
            event.actor,
            event.about.door,
            event.about.link,
            event.about.maker,
            event.about.user,
            event.about.credential,
            event.about.unlock,
            if event.detail.is_null() { Value::Null } else { event.detail.to_string().into() },
        ]);
    }
    tx.owe_rows(APPEND, rows).await?;
    tx.owe_rows(APPEND_PERSONAL, personal).await?;
    Ok(())
}

/// When the log's last line was written: the clock may not be before it.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest_instant(tx: &mut Tx) -> Result<Option<jiff::Timestamp>> {
    tx.query_opt(LATEST_INSTANT, values![]).await?.map(|mut row| row.take()).transpose()
}

/// Erases some of what is personal and older than `before`, about `most` of each; the log's skeleton stays whole.
/// Tells whether there is more: presses are not to wait for all of it.
///
/// # Errors
/// When the database refuses.
pub async fn erase_personal(tx: &mut Tx, before: jiff::Timestamp, most: u32) -> Result<bool> {
    let mut more = false;
    for (nth, erase) in [(NTH_PERSONAL, ERASE_PERSONAL), (NTH_ADDRESS, ERASE_ADDRESSES)] {
        let until: Option<i64> =
            tx.query_opt(nth, values![before, most]).await?.map(|mut row| row.take()).transpose()?;
        more |= until.is_some();
        // All of one instant go together.
        let until = until.map_or(before.as_millisecond(), |at| at.saturating_add(1).min(before.as_millisecond()));
        tx.execute(erase, values![until]).await?;
    }
    Ok(more)
}

fn read(mut row: Row) -> Result<Event> {
    let seq = row.take()?;
    let line = NewEvent {
        organization: row.take()?,
        id: row.take()?,
        at: row.take()?,
        kind: row.parse("an event's kind", EventKind::parse)?,
        via: row.parse("a way", Via::parse)?,
        actor: row.take()?,
        about: About {
            door: row.take()?,
            link: row.take()?,
            maker: row.take()?,
            user: row.take()?,
            credential: row.take()?,
            unlock: row.take()?,
        },
        detail: json(row.take()?)?.unwrap_or(Json::Null),
        personal: json(row.take()?)?,
    };
    let mut event = Event {
        seq,
        line,
        door_name: row.take()?,
        is_door_removed: row.take()?,
        link_name: row.take()?,
        origin_name: row.take()?,
        user_name: row.take()?,
        actor_name: row.take()?,
        credential_name: row.take()?,
    };
    // A press says once from where it came; each of its lines says so too.
    let address: Option<String> = row.take()?;
    if event.line.personal.is_none() {
        event.line.personal = address.map(|address| serde_json::json!({ "address": address }));
    }
    Ok(event)
}

fn json(text: Option<String>) -> Result<Option<Json>> {
    text.map(|text| serde_json::from_str(&text).map_err(|_| Error::Unreadable { what: "an event's detail" }))
        .transpose()
}
