//! Which lines of the log are about what, written down behind the log, in bulk.
//!
//! An opening changes the ends of few trees: its lines, and the log's own order. That they are about a link, a
//! door, a person, and of a kind is noted later, for some thousand lines at once: one row for each topic, with the
//! places of all its lines. Up to where that was done is the organization's *mark*; lists look through what comes
//! after it line by line ([`super::list`]). An organization's log is committed in its order on every node
//! ([`Tx::in_order`]), so that nothing appears before a mark later.

use std::collections::BTreeMap;

use keylink_domain::event::EventKind;
use keylink_domain::id::{DoorId, LinkId, OrganizationId, UserId};

use super::places;
use crate::error::{Error, Result};
use crate::statement::statements;
use crate::store::Store;
use crate::tx::Tx;
use crate::value::{Row, Value, values};

/// So many lines after its mark make an organization's log due. Fewer are quick to look through.
const DUE: u32 = 1_024;
/// So many lines are noted at once: that keeps the writer for some milliseconds. A topic has one row for all of its lines
/// among them, so that many lines are fewer rows than a few lines many times.
const AT_ONCE: u32 = 8_192;

statements! {
    // The line so far after the mark, if there is one.
    ARE_DUE = "SELECT o.id, COALESCE(m.seq, 0) FROM organizations o LEFT JOIN event_marks m ON m.organization_id = o.id \
        WHERE (SELECT e.seq FROM events e WHERE e.organization_id = {only o.id} AND e.seq > COALESCE(m.seq, 0) \
        ORDER BY e.organization_id, e.seq LIMIT 1 OFFSET $1) IS NOT NULL";
    NOT_NOTED = "SELECT e.seq, e.kind, e.door_id, e.link_id, e.actor_id, e.user_id, e.maker_id FROM events e \
        WHERE e.organization_id = {only $1} AND e.seq > $2 ORDER BY e.organization_id, e.seq LIMIT $3";
    MARK = "SELECT m.seq FROM event_marks m WHERE m.organization_id = $1";
    // Changes nothing where somebody else was quicker.
    MOVE_MARK = "INSERT INTO event_marks (organization_id, seq) VALUES ($1, $2) \
        ON CONFLICT (organization_id) DO UPDATE SET seq = excluded.seq WHERE event_marks.seq = $3";
    ADD = "INSERT INTO event_sections (organization_id, topic, first_seq, rest) \
        SELECT r.organization_id, r.topic, r.first_seq, r.rest \
        FROM {rows organization_id UUID, topic BYTEA, first_seq BIGINT, rest BYTEA}";
}

/// What lines are about, as sections name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// All that is of this kind.
    Kind(EventKind),
    /// All about this link.
    Link(LinkId),
    /// All about this door.
    Door(DoorId),
    /// All that this user did, that was done to them, and that their links did.
    User(UserId),
}

impl Topic {
    /// Ids are each of one thing, so that their bytes tell them apart; no id begins like a kind.
    pub(super) fn bytes(self) -> Vec<u8> {
        match self {
            Self::Kind(kind) => [b"kind ", kind.as_str().as_bytes()].concat(),
            Self::Link(id) => id.uuid().as_bytes().to_vec(),
            Self::Door(id) => id.uuid().as_bytes().to_vec(),
            Self::User(id) => id.uuid().as_bytes().to_vec(),
        }
    }
}

/// A line's place, and what lists and sections ask of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) seq: i64,
    pub(super) kind: EventKind,
    pub(super) door: Option<DoorId>,
    pub(super) link: Option<LinkId>,
    /// Who did it, to whom it was done, who made its link.
    pub(super) users: [Option<UserId>; 3],
}

impl Line {
    pub(super) fn read(mut row: Row) -> Result<Self> {
        Ok(Self {
            seq: row.take()?,
            kind: row.parse("an event's kind", EventKind::parse)?,
            door: row.take()?,
            link: row.take()?,
            users: [row.take()?, row.take()?, row.take()?],
        })
    }

    fn topics(self) -> impl Iterator<Item = Topic> {
        let users = self.users.into_iter().flatten().map(Topic::User);
        let things = [self.link.map(Topic::Link), self.door.map(Topic::Door)];
        std::iter::once(Topic::Kind(self.kind)).chain(things.into_iter().flatten()).chain(users)
    }
}

/// Where the organization's mark is.
pub(super) async fn mark(tx: &mut Tx, organization: OrganizationId) -> Result<i64> {
    tx.query_opt(MARK, values![organization]).await?.map_or(Ok(0), |mut row| row.take())
}

/// The organization's lines after a place, oldest first, `most` at the most.
pub(super) async fn not_noted(tx: &mut Tx, organization: OrganizationId, mark: i64, most: u32) -> Result<Vec<Line>> {
    let rows = tx.query(NOT_NOTED, values![organization, mark, most]).await?;
    rows.into_iter().map(Line::read).collect()
}

/// What there was to note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noted {
    /// No log was due.
    Nothing,
    /// All that there was. What has come since is better left until it is worth its rows.
    All,
    /// As much as goes at once of some log; there may be more.
    More,
}

/// Notes what newer lines are about, one part of each log that is due.
///
/// # Errors
/// When the database cannot be read or written; nothing is noted by half.
pub async fn note(store: &Store) -> Result<Noted> {
    note_from(store, DUE).await
}

/// As [`note`], for logs with as few as `least` new lines.
///
/// # Errors
/// As [`note`].
pub async fn note_from(store: &Store, least: u32) -> Result<Noted> {
    let offset = least.max(1) - 1;
    let due = store.read(move |tx| Box::pin(async move { tx.query(ARE_DUE, values![offset]).await })).await?;
    let mut noted = Noted::Nothing;
    for mut row in due {
        let (organization, mark) = (row.take()?, row.take()?);
        noted = noted.max(note_log(store, organization, mark).await?);
    }
    Ok(noted)
}

async fn note_log(store: &Store, organization: OrganizationId, mark: i64) -> Result<Noted> {
    // Read apart: what is behind a mark does not change, and the writer is not to wait for that.
    let lines = store.read(move |tx| Box::pin(async move { not_noted(tx, organization, mark, AT_ONCE).await })).await?;
    let Some(last) = lines.last().map(|line| line.seq) else { return Ok(Noted::Nothing) };
    let noted = if lines.len() == AT_ONCE as usize { Noted::More } else { Noted::All };
    let sections = sections(organization, &lines);
    store
        .write(move |tx| {
            Box::pin(async move {
                if tx.execute(MOVE_MARK, values![organization, last, mark]).await? == 1 {
                    tx.execute_rows(ADD, sections).await?;
                }
                Ok::<(), Error>(())
            })
        })
        .await?;
    Ok(noted)
}

/// The rows of [`ADD`], in the order of their table.
fn sections(organization: OrganizationId, lines: &[Line]) -> Vec<Vec<Value>> {
    let mut topics: BTreeMap<Vec<u8>, Vec<i64>> = BTreeMap::new();
    for line in lines {
        for topic in line.topics() {
            let places = topics.entry(topic.bytes()).or_default();
            // Whoever did something to themselves is named twice.
            if places.last() != Some(&line.seq) {
                places.push(line.seq);
            }
        }
    }
    let row = |(topic, places): (Vec<u8>, Vec<i64>)| {
        let (first, rest) = places.split_first()?;
        Some(values![organization, topic, *first, places::encode(*first, rest)])
    };
    topics.into_iter().filter_map(row).collect()
}
