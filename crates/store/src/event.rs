//! The event log: appended to, read by place, never changed.

use keylink_domain::actor::Via;
use keylink_domain::event::{About, Event, EventKind, NewEvent};
use keylink_domain::id::{DoorId, LinkId, OrganizationId, UserId};
use serde_json::Value as Json;

use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, Value, values};

macro_rules! select {
    ($where:literal, $order:literal) => {
        concat!(
            "SELECT e.seq, e.organization_id, e.id, e.at_ms, e.kind, e.via, e.actor_id, e.door_id, e.link_id, e.user_id, ",
            "e.credential_id, e.unlock_id, e.detail, p.body, d.name, l.name, u.name, a.name, c.name FROM events e ",
            "LEFT JOIN event_personal p ON p.organization_id = e.organization_id AND p.event_id = e.id ",
            "LEFT JOIN doors d ON d.organization_id = e.organization_id AND d.id = e.door_id ",
            "LEFT JOIN links l ON l.organization_id = e.organization_id AND l.id = e.link_id ",
            "LEFT JOIN users u ON u.organization_id = e.organization_id AND u.id = e.user_id ",
            "LEFT JOIN users a ON a.organization_id = e.organization_id AND a.id = e.actor_id ",
            "LEFT JOIN credentials c ON c.organization_id = e.organization_id AND c.id = e.credential_id ",
            "WHERE e.organization_id = $1 AND ", $where, " ORDER BY e.seq ", $order, " LIMIT $3"
        )
    };
}

statements! {
    APPEND = "INSERT INTO events (organization_id, id, at_ms, kind, via, actor_id, door_id, link_id, user_id, credential_id, \
        unlock_id, detail) SELECT r.organization_id, r.id, r.at_ms, r.kind, r.via, r.actor_id, r.door_id, r.link_id, \
        r.user_id, r.credential_id, r.unlock_id, r.detail \
        FROM {rows organization_id UUID, id UUID, at_ms BIGINT, kind TEXT, via TEXT, actor_id UUID, door_id UUID, \
        link_id UUID, user_id UUID, credential_id UUID, unlock_id UUID, detail TEXT}";
    APPEND_PERSONAL = "INSERT INTO event_personal (organization_id, event_id, at_ms, body) \
        SELECT r.organization_id, r.event_id, r.at_ms, r.body \
        FROM {rows organization_id UUID, event_id UUID, at_ms BIGINT, body TEXT}";
    BEFORE = select!("e.seq < $2 AND (e.kind LIKE $4)", "DESC");
    BEFORE_OF_LINK = select!("e.seq < $2 AND (e.kind LIKE $4) AND e.link_id = $5", "DESC");
    BEFORE_OF_DOOR = select!("e.seq < $2 AND (e.kind LIKE $4) AND e.door_id = $5", "DESC");
    BEFORE_OF_LINK_AND_DOOR = select!("e.seq < $2 AND (e.kind LIKE $4) AND e.link_id = $5 AND e.door_id = $6", "DESC");
    BEFORE_OF_MAKER = select!("e.seq < $2 AND (e.kind LIKE $4) AND (e.actor_id = $5 OR e.user_id = $5 OR l.user_id = $5)", "DESC");
    AFTER = select!("e.seq > $2", "ASC");
    NEWEST = "SELECT COALESCE(MAX(seq), 0) FROM events WHERE organization_id = $1";
    LATEST_INSTANT = "SELECT at_ms FROM events ORDER BY seq DESC LIMIT 1";
    ERASE_PERSONAL = "DELETE FROM event_personal WHERE at_ms < $1";
    ERASE_ADDRESSES = "UPDATE unlocks SET address = NULL WHERE address IS NOT NULL AND at_ms < $1";
}

/// Which lines of the log are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// A kind such as `unlock.opened`, or the beginning of several such as `unlock.`.
    pub kind: Option<String>,
    /// Lines about this door.
    pub door: Option<DoorId>,
    /// Lines about this link.
    pub link: Option<LinkId>,
    /// Lines by or about this user, or about links of theirs. Not together with `door` or `link`.
    pub user: Option<UserId>,
}

/// Appends lines, in order.
///
/// # Errors
/// When the database refuses; then nothing of the transaction may stand.
pub async fn append(tx: &mut Tx, events: Vec<NewEvent>) -> Result<()> {
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
            event.about.user,
            event.about.credential,
            event.about.unlock,
            if event.detail.is_null() { Value::Null } else { Value::Text(event.detail.to_string()) },
        ]);
    }
    tx.owe_rows(APPEND, rows).await?;
    tx.owe_rows(APPEND_PERSONAL, personal).await?;
    Ok(())
}

/// Lines before the place `before`, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn before(
    tx: &mut Tx,
    organization: OrganizationId,
    filter: &EventFilter,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<Event>> {
    // `kind` is a code of ours or the beginning of one; what a LIKE reads as a wildcard is taken out.
    let kind = format!("{}%", filter.kind.as_deref().unwrap_or("").replace(['%', '\\'], ""));
    let mut params = values![organization, before.unwrap_or(i64::MAX), limit, kind];
    let sql = match (filter.link, filter.door, filter.user) {
        (Some(link), Some(door), _) => {
            params.extend(values![link, door]);
            BEFORE_OF_LINK_AND_DOOR
        }
        (Some(link), None, _) => {
            params.extend(values![link]);
            BEFORE_OF_LINK
        }
        (None, Some(door), _) => {
            params.extend(values![door]);
            BEFORE_OF_DOOR
        }
        (None, None, Some(user)) => {
            params.extend(values![user]);
            BEFORE_OF_MAKER
        }
        (None, None, None) => BEFORE,
    };
    tx.query(sql, params).await?.into_iter().map(read).collect()
}

/// Lines after the place `after`, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn after(tx: &mut Tx, organization: OrganizationId, after: i64, limit: u32) -> Result<Vec<Event>> {
    tx.query(AFTER, values![organization, after, limit]).await?.into_iter().map(read).collect()
}

/// The place of the organization's newest line.
///
/// # Errors
/// When the database cannot be read.
pub async fn newest(tx: &mut Tx, organization: OrganizationId) -> Result<i64> {
    match tx.query_opt(NEWEST, values![organization]).await? {
        Some(mut row) => row.take(),
        None => Ok(0),
    }
}

/// When the log's last line was written: the clock may not be before it.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest_instant(tx: &mut Tx) -> Result<Option<jiff::Timestamp>> {
    tx.query_opt(LATEST_INSTANT, values![]).await?.map(|mut row| row.take()).transpose()
}

/// Erases what is personal and older than `before`; the log's skeleton stays whole.
///
/// # Errors
/// When the database refuses.
pub async fn erase_personal(tx: &mut Tx, before: jiff::Timestamp) -> Result<u64> {
    let erased = tx.execute(ERASE_PERSONAL, values![before]).await?;
    Ok(erased + tx.execute(ERASE_ADDRESSES, values![before]).await?)
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
            user: row.take()?,
            credential: row.take()?,
            unlock: row.take()?,
        },
        detail: json(row.take()?)?.unwrap_or(Json::Null),
        personal: json(row.take()?)?,
    };
    Ok(Event {
        seq,
        line,
        door_name: row.take()?,
        link_name: row.take()?,
        user_name: row.take()?,
        actor_name: row.take()?,
        credential_name: row.take()?,
    })
}

fn json(text: Option<String>) -> Result<Option<Json>> {
    text.map(|text| serde_json::from_str(&text).map_err(|_| Error::Unreadable { what: "an event's detail" }))
        .transpose()
}
