//! Lists of the log, newest first: a fixed number of indexed range reads, merged by place.
//!
//! What a filter asks for is a topic of [`super::section`]: its places are read from their end and left where enough
//! was seen, so that what a list costs does not grow with the log. The newest lines stand in no section yet, and are
//! looked through one by one; without a filter the log's own order is read, and nothing else.
//!
//! Two filters at once have no places of their own. Each of their topics is read for some stretch, and the one
//! that reached furthest answers: rare lines are found by what is rare about them, frequent ones by being
//! near. Where neither reaches far enough, the page is short and says where to go on.

use std::ops::RangeInclusive;

use jiff::Timestamp;
use keylink_domain::event::{Event, EventKind};
use keylink_domain::id::{DoorId, LinkId, OrganizationId, UserId};

use super::between::{Between, placed};
use super::section::{self, Line, Topic};
use super::{places, read};
use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::values;

/// How many lines of a topic are looked at for one page, where the page asks for two things at once: first
/// few, which is mostly enough, then as many as a page may cost.
const STRETCHES: [u32; 2] = [200, 2_000];
/// How many of the newest lines are looked through for one page. There are seldom more without sections than
/// some thousand, but after a migration there are.
const TAIL: u32 = 20_000;
/// How many sections of a topic are read at first: those of a busy one hold hundreds of places each.
const SECTIONS: u32 = 8;

/// What is asked of a line to see whether it fits.
macro_rules! line {
    () => {
        "e.seq, e.kind, e.door_id, e.link_id, e.actor_id, e.user_id, e.maker_id"
    };
}

statements! {
    BEFORE = "SELECT e.seq FROM events e WHERE e.organization_id = {only $1} AND e.seq < $2 \
        ORDER BY e.organization_id DESC, e.seq DESC LIMIT $3";
    AFTER = "SELECT e.seq FROM events e WHERE e.organization_id = {only $1} AND e.seq > $2 \
        ORDER BY e.organization_id, e.seq LIMIT $3";
    // `{only ..}` is for PostgreSQL: where it knows that every line is of one organization, it also knows that the
    // log's own order is the wanted one, and rather reads the whole log from its end, in hope.
    NEWEST_LINES = concat!(
        "SELECT ",
        line!(),
        " FROM events e WHERE e.organization_id = {only $1} AND e.seq < $2 ",
        "ORDER BY e.organization_id DESC, e.seq DESC LIMIT $3"
    );
    OF_TOPICS = "SELECT x.first_seq, x.rest, r.n FROM {rows organization_id UUID, topic BYTEA, place BIGINT, most BIGINT} \
        CROSS JOIN LATERAL (SELECT s.first_seq, s.rest FROM event_sections s \
        WHERE s.organization_id = r.organization_id AND s.topic = r.topic AND s.first_seq < r.place \
        ORDER BY s.organization_id DESC, s.topic DESC, s.first_seq DESC LIMIT r.most) x";
    PLACES = concat!("SELECT ", line!(), ", r.n FROM {rows organization_id UUID, seq BIGINT} CROSS JOIN events e \
        WHERE e.seq = r.seq AND e.organization_id = r.organization_id");
    LINES = concat!(
        "SELECT e.seq, e.organization_id, e.id, e.at_ms, e.kind, e.via, e.actor_id, e.door_id, e.link_id, e.maker_id, ",
        "e.user_id, e.credential_id, e.unlock_id, e.detail, p.body, d.name, d.removed_ms IS NOT NULL, l.name, o.name, u.name, a.name, c.name, x.address, r.n ",
        "FROM {rows organization_id UUID, seq BIGINT} ",
        "CROSS JOIN events e ",
        "LEFT JOIN event_personal p ON p.organization_id = e.organization_id AND p.event_id = e.id ",
        "LEFT JOIN doors d ON d.organization_id = e.organization_id AND d.id = e.door_id ",
        "LEFT JOIN links l ON l.organization_id = e.organization_id AND l.id = e.link_id ",
        "LEFT JOIN links o ON o.organization_id = l.organization_id AND o.id = l.parent_id ",
        "LEFT JOIN users u ON u.organization_id = e.organization_id AND u.id = e.user_id ",
        "LEFT JOIN users a ON a.organization_id = e.organization_id AND a.id = e.actor_id ",
        "LEFT JOIN unlocks x ON x.organization_id = e.organization_id AND x.id = e.unlock_id ",
        "LEFT JOIN credentials c ON c.organization_id = e.organization_id AND c.id = e.credential_id ",
        "WHERE e.seq = r.seq AND e.organization_id = r.organization_id",
    );
}

/// Which lines of the log are wanted; what is `None` is any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Lines of these kinds.
    pub kinds: Option<Vec<EventKind>>,
    /// Lines about this door.
    pub door: Option<DoorId>,
    /// Lines about this link.
    pub link: Option<LinkId>,
    /// Lines by or about this user, or about links of theirs.
    pub user: Option<UserId>,
    /// Lines that were written from this instant on.
    pub from: Option<Timestamp>,
    /// Lines that were written before this instant.
    pub until: Option<Timestamp>,
    /// The places that `from` and `until` mean, once they were looked up by [`placed`].
    pub between: Option<Between>,
}

/// A part of the log.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventPage {
    /// The lines, newest first.
    pub events: Vec<Event>,
    /// Before which place to go on; `None` when there is nothing more. There may be more although the page is short.
    pub next: Option<i64>,
}

/// Lines before the place `before`, newest first, `limit` at the most.
///
/// # Errors
/// When the database cannot be read.
pub async fn before(
    tx: &mut Tx,
    organization: OrganizationId,
    filter: &EventFilter,
    before: Option<i64>,
    limit: u32,
) -> Result<EventPage> {
    let filter = &placed(tx, organization, filter.clone()).await?;
    let between = filter.between.unwrap_or(Between::ALL);
    let from = From { organization, before: before.unwrap_or(i64::MAX).min(between.end), floor: between.first };
    let wanted = limit as usize;
    let (mut seqs, mut next) = match filter.ways() {
        ways if ways.is_empty() => plain(tx, &from, limit).await?,
        ways => filtered(tx, &from, filter, &ways, limit).await?,
    };
    seqs.truncate(wanted);
    // What is older than asked for is not gone on with.
    seqs.retain(|seq| *seq >= from.floor);
    next = next.filter(|next| *next > from.floor);
    Ok(EventPage { events: lines(tx, organization, &seqs).await?, next })
}

/// The log as it is.
async fn plain(tx: &mut Tx, from: &From, limit: u32) -> Result<(Vec<i64>, Option<i64>)> {
    // One more than wanted tells whether there are more.
    let rows = tx.query(BEFORE, values![from.organization, from.before, limit.saturating_add(1)]).await?;
    let seqs = rows.into_iter().map(|mut row| row.take()).collect::<Result<Vec<i64>>>()?;
    Ok(page(seqs, limit as usize, None))
}

/// What fits: first of the newest lines, then by sections.
async fn filtered(
    tx: &mut Tx,
    from: &From,
    filter: &EventFilter,
    ways: &[Vec<Topic>],
    limit: u32,
) -> Result<(Vec<i64>, Option<i64>)> {
    let mark = section::mark(tx, from.organization).await?;
    let mut tail = section::not_noted(tx, from.organization, mark, TAIL).await?;
    let is_cut = tail.len() >= TAIL as usize;
    if is_cut {
        let rows = tx.query(NEWEST_LINES, values![from.organization, from.before, TAIL]).await?;
        tail = rows.into_iter().map(Line::read).collect::<Result<_>>()?;
    } else {
        tail.retain(|line| line.seq < from.before);
        tail.reverse();
    }
    let newest = tail.iter().filter(|line| line.seq > mark && filter.fits(line));
    let newest: Vec<i64> = newest.map(|line| line.seq).collect();
    let wanted = limit as usize;
    if is_cut && tail.last().is_some_and(|line| line.seq > mark) {
        return Ok(page(newest, wanted, tail.last().map(|line| line.seq)));
    }
    if newest.len() > wanted {
        return Ok(page(newest, wanted, None));
    }
    let older = From { before: from.before.min(mark.saturating_add(1)), ..*from };
    // One more than wanted tells whether there are more. One way alone finds nothing that does not fit.
    let stretches = STRETCHES.map(|stretch| if ways.len() == 1 { limit.saturating_add(1) } else { stretch.max(limit) });
    let mut found = (Vec::new(), None);
    for most in stretches {
        let window = furthest(tx, &older, ways, most).await?;
        let older = window.fitting(tx, older.organization, filter, ways.len()).await?;
        found = page([newest.as_slice(), &older].concat(), wanted, window.floor);
        if found.0.len() >= wanted || found.1.is_none_or(|next| next <= from.floor) {
            break;
        }
    }
    Ok(found)
}

/// The first `wanted` of `seqs`, and where to go on; all lines from `floor` on were looked at.
fn page(mut seqs: Vec<i64>, wanted: usize, floor: Option<i64>) -> (Vec<i64>, Option<i64>) {
    let more = seqs.len() > wanted;
    seqs.truncate(wanted);
    let next = if more { seqs.last().copied() } else { floor };
    (seqs, next)
}

/// Lines after the place `after`, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn after(tx: &mut Tx, organization: OrganizationId, after: i64, limit: u32) -> Result<Vec<Event>> {
    let rows = tx.query(AFTER, values![organization, after, limit]).await?;
    let seqs = rows.into_iter().map(|mut row| row.take()).collect::<Result<Vec<i64>>>()?;
    lines(tx, organization, &seqs).await
}

/// The place of the organization's newest line.
///
/// # Errors
/// When the database cannot be read.
pub async fn newest(tx: &mut Tx, organization: OrganizationId) -> Result<i64> {
    tx.query_opt(BEFORE, values![organization, i64::MAX, 1u32]).await?.map_or(Ok(0), |mut row| row.take())
}

/// The places of the organization's oldest and newest lines.
///
/// # Errors
/// When the database cannot be read.
pub async fn span(tx: &mut Tx, organization: OrganizationId) -> Result<RangeInclusive<i64>> {
    let newest = newest(tx, organization).await?;
    let oldest =
        tx.query_opt(AFTER, values![organization, 0i64, 1u32]).await?.map_or(Ok(newest), |mut row| row.take())?;
    Ok(oldest..=newest)
}

/// Where a list begins.
#[derive(Clone, Copy)]
struct From {
    organization: OrganizationId,
    before: i64,
    /// Nothing before this place is wanted.
    floor: i64,
}

impl EventFilter {
    /// The ways to find what fits, each by some topics together; none where everything fits.
    fn ways(&self) -> Vec<Vec<Topic>> {
        let one = |topic| vec![topic];
        let things = [self.link.map(Topic::Link), self.door.map(Topic::Door), self.user.map(Topic::User)];
        let kinds = self.kinds.as_ref().map(|kinds| kinds.iter().copied().map(Topic::Kind).collect());
        things.into_iter().flatten().map(one).chain(kinds).collect()
    }

    fn fits(&self, line: &Line) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&line.kind))
            && self.door.is_none_or(|door| line.door == Some(door))
            && self.link.is_none_or(|link| line.link == Some(link))
            && self.user.is_none_or(|user| line.users.contains(&Some(user)))
    }
}

/// What was read on one way, newest first.
struct Window {
    seqs: Vec<i64>,
    /// From here on the window has every line of its way; `None`: it has them all.
    floor: Option<i64>,
}

impl Window {
    /// Those that fit. One way alone finds nothing that does not.
    async fn fitting(
        &self,
        tx: &mut Tx,
        organization: OrganizationId,
        filter: &EventFilter,
        ways: usize,
    ) -> Result<Vec<i64>> {
        if ways == 1 {
            return Ok(self.seqs.clone());
        }
        let rows = self.seqs.iter().map(|seq| values![organization, *seq]).collect();
        let mut fitting = Vec::new();
        for (_, row) in tx.query_rows(PLACES, rows).await? {
            let line = Line::read(row)?;
            if filter.fits(&line) {
                fitting.push(line.seq);
            }
        }
        fitting.sort_unstable_by(|one, other| other.cmp(one));
        Ok(fitting)
    }
}

/// The window that reached furthest back: it has whatever any other has.
async fn furthest(tx: &mut Tx, from: &From, ways: &[Vec<Topic>], most: u32) -> Result<Window> {
    let mut furthest = Window { seqs: Vec::new(), floor: Some(i64::MAX) };
    for topics in ways {
        // Where another way is looked at, too, several topics share what one may cost.
        let share = if ways.len() == 1 { 1 } else { u32::try_from(topics.len()).unwrap_or(1).max(1) };
        let window = look(tx, from, topics, most.div_ceil(share)).await?;
        if window.floor < furthest.floor {
            furthest = window;
        }
    }
    Ok(furthest)
}

/// Looks at `most` lines of each topic.
async fn look(tx: &mut Tx, from: &From, topics: &[Topic], most: u32) -> Result<Window> {
    let mut window = Window { seqs: Vec::new(), floor: None };
    let mut unfinished = topics.to_vec();
    for sections in [SECTIONS, most] {
        let found = read_topics(tx, from, &unfinished, most as usize, sections).await?;
        let mut left = Vec::new();
        for (topic, places) in unfinished.into_iter().zip(found) {
            match places {
                Places::Unfinished => left.push(topic),
                Places::Cut(seqs) => {
                    window.floor = window.floor.max(seqs.last().copied());
                    window.seqs.extend(seqs);
                }
                Places::All(seqs) => window.seqs.extend(seqs),
            }
        }
        unfinished = left;
        if unfinished.is_empty() {
            break;
        }
    }
    let floor = window.floor;
    window.seqs.retain(|seq| floor.is_none_or(|floor| *seq >= floor));
    window.seqs.sort_unstable_by(|one, other| other.cmp(one));
    window.seqs.dedup();
    Ok(window)
}

/// What was read of a topic.
enum Places {
    /// All there is.
    All(Vec<i64>),
    /// As much as was asked for; there may be more.
    Cut(Vec<i64>),
    /// Less than was asked for, and there may be more.
    Unfinished,
}

async fn read_topics(tx: &mut Tx, from: &From, topics: &[Topic], most: usize, sections: u32) -> Result<Vec<Places>> {
    let rows = topics.iter().map(|topic| values![from.organization, topic.bytes(), from.before, sections]).collect();
    let mut read: Vec<(u32, Vec<i64>)> = topics.iter().map(|_| (0, Vec::new())).collect();
    for (index, mut row) in tx.query_rows(OF_TOPICS, rows).await? {
        let Some((count, seqs)) = read.get_mut(index) else { continue };
        *count += 1;
        if seqs.len() < most {
            let (first, rest): (i64, Vec<u8>) = (row.take()?, row.take()?);
            let rest = places::decode(first, &rest).ok_or(Error::Unreadable { what: "a section of the log" })?;
            let newest_first = rest.into_iter().rev().chain([first]);
            seqs.extend(newest_first.filter(|seq| *seq < from.before));
        }
    }
    let places = |(count, mut seqs): (u32, Vec<i64>)| {
        if seqs.len() >= most {
            seqs.truncate(most);
            Places::Cut(seqs)
        } else if count < sections {
            Places::All(seqs)
        } else {
            Places::Unfinished
        }
    };
    Ok(read.into_iter().map(places).collect())
}

/// The lines at these places, in the same order.
async fn lines(tx: &mut Tx, organization: OrganizationId, seqs: &[i64]) -> Result<Vec<Event>> {
    let rows = seqs.iter().map(|seq| values![organization, *seq]).collect();
    let mut found = tx.query_rows(LINES, rows).await?;
    found.sort_by_key(|(index, _)| *index);
    found.into_iter().map(|(_, row)| read(row)).collect()
}
