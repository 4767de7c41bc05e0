//! Lists of the log, newest first: a fixed number of indexed range reads, merged by place.
//!
//! A range is the lines of one kind, link, door, or user, from a place on. Every index of the log ends
//! with the place, so a range is read from its end and left where enough was seen: what a list costs does
//! not grow with the log. Without a filter the ranges are those of all kinds.
//!
//! Two filters at once have no index of their own. Each of their ranges is read for some stretch, and the one
//! that reached furthest answers: rare lines are found by what is rare about them, frequent ones by being
//! near. Where neither reaches far enough, the page is short and says where to go on.

use keylink_domain::event::{Event, EventKind};
use keylink_domain::id::{DoorId, LinkId, OrganizationId, UserId};

use super::read;
use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, Value, values};

/// How many lines of a range are looked at for one page, where the page asks for two things at once: first
/// few, which is mostly enough, then as many as a page may cost.
const STRETCHES: [u32; 2] = [200, 2_000];

/// What a range says of each of its lines: enough to see whether the line fits the other filters.
macro_rules! place {
    () => {
        "e.seq, e.kind, e.door_id, e.link_id, e.actor_id, e.user_id, e.maker_id"
    };
}

/// One range: the lines whose `column` is that, before a place.
///
/// `{only ..}` is for PostgreSQL: where it knows that every line is of one organization and one kind, it also
/// knows that the log's own order is the wanted one, and rather reads the whole log from its end, in hope. As it
/// is, only the range's own index has the order that is asked for.
macro_rules! range {
    ($column:literal) => {
        concat!(
            "SELECT ",
            place!(),
            " FROM events e WHERE e.organization_id = {only $1} AND e.",
            $column,
            " = $2 ",
            "AND e.seq < $3 ORDER BY e.organization_id DESC, e.",
            $column,
            " DESC, e.seq DESC LIMIT $4"
        )
    };
}

/// The range of each given kind.
macro_rules! ranges_of_kinds {
    ($columns:expr, $given:expr, $beyond:literal, $order:literal) => {
        concat!(
            "SELECT ",
            $given,
            ", r.n FROM {rows organization_id UUID, kind TEXT, place BIGINT, most BIGINT} ",
            "CROSS JOIN LATERAL (SELECT ",
            $columns,
            " FROM events e ",
            "WHERE e.organization_id = {only r.organization_id} AND e.kind = r.kind AND e.seq ",
            $beyond,
            " r.place ",
            "ORDER BY e.organization_id ",
            $order,
            ", e.kind ",
            $order,
            ", e.seq ",
            $order,
            " LIMIT r.most) x"
        )
    };
}

statements! {
    BEFORE_OF_KINDS = ranges_of_kinds!("e.seq", "x.seq", "<", "DESC");
    AFTER_OF_KINDS = ranges_of_kinds!("e.seq", "x.seq", ">", "ASC");
    PLACES_OF_KINDS = ranges_of_kinds!(
        place!(), "x.seq, x.kind, x.door_id, x.link_id, x.actor_id, x.user_id, x.maker_id", "<", "DESC"
    );
    PLACES_OF_LINK = range!("link_id");
    PLACES_OF_DOOR = range!("door_id");
    PLACES_OF_ACTOR = range!("actor_id");
    PLACES_OF_USER = range!("user_id");
    PLACES_OF_MAKER = range!("maker_id");
    LINES = concat!(
        "SELECT e.seq, e.organization_id, e.id, e.at_ms, e.kind, e.via, e.actor_id, e.door_id, e.link_id, e.maker_id, ",
        "e.user_id, e.credential_id, e.unlock_id, e.detail, p.body, d.name, l.name, o.name, u.name, a.name, c.name, r.n ",
        "FROM {rows organization_id UUID, seq BIGINT} ",
        "CROSS JOIN events e ",
        "LEFT JOIN event_personal p ON p.organization_id = e.organization_id AND p.event_id = e.id ",
        "LEFT JOIN doors d ON d.organization_id = e.organization_id AND d.id = e.door_id ",
        "LEFT JOIN links l ON l.organization_id = e.organization_id AND l.id = e.link_id ",
        "LEFT JOIN links o ON o.organization_id = l.organization_id AND o.id = l.parent_id ",
        "LEFT JOIN users u ON u.organization_id = e.organization_id AND u.id = e.user_id ",
        "LEFT JOIN users a ON a.organization_id = e.organization_id AND a.id = e.actor_id ",
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
    let from = From { organization, before: before.unwrap_or(i64::MAX) };
    let ways = filter.ways();
    let wanted = limit as usize;
    let (mut seqs, mut next) = (Vec::new(), None);
    // One more than wanted tells whether there are more. One way alone finds nothing that does not fit.
    let stretches = STRETCHES.map(|stretch| if ways.len() == 1 { limit.saturating_add(1) } else { stretch.max(limit) });
    for most in stretches {
        let window = furthest(tx, &from, &ways, most).await?;
        (seqs, next) = window.page(filter, wanted);
        if seqs.len() >= wanted || next.is_none() {
            break;
        }
    }
    Ok(EventPage { events: lines(tx, organization, &seqs).await?, next })
}

/// Lines after the place `after`, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn after(tx: &mut Tx, organization: OrganizationId, after: i64, limit: u32) -> Result<Vec<Event>> {
    let rows = of_kinds(organization, EventKind::ALL, after, limit);
    let mut seqs = Vec::new();
    for (_, mut row) in tx.query_rows(AFTER_OF_KINDS, rows).await? {
        seqs.push(row.take()?);
    }
    seqs.sort_unstable();
    seqs.truncate(limit as usize);
    lines(tx, organization, &seqs).await
}

/// The place of the organization's newest line.
///
/// # Errors
/// When the database cannot be read.
pub async fn newest(tx: &mut Tx, organization: OrganizationId) -> Result<i64> {
    let mut newest = 0;
    let rows = of_kinds(organization, EventKind::ALL, i64::MAX, 1);
    for (_, mut row) in tx.query_rows(BEFORE_OF_KINDS, rows).await? {
        newest = newest.max(row.take()?);
    }
    Ok(newest)
}

/// Where a list begins.
struct From {
    organization: OrganizationId,
    before: i64,
}

/// One way to find lines: by what a filter asks for.
enum Way {
    /// By kind, and whether each line is to tell more than its place.
    Kinds(Vec<EventKind>, bool),
    /// By link.
    Link(LinkId),
    /// By door.
    Door(DoorId),
    /// By user: what they did, what was done to them, what their links did.
    User(UserId),
}

impl EventFilter {
    /// The ways to find what fits: at least one.
    fn ways(&self) -> Vec<Way> {
        let mut ways = Vec::new();
        ways.extend(self.link.map(Way::Link));
        ways.extend(self.door.map(Way::Door));
        ways.extend(self.user.map(Way::User));
        if let Some(kinds) = &self.kinds {
            ways.push(Way::Kinds(kinds.clone(), !ways.is_empty()));
        }
        if ways.is_empty() {
            ways.push(Way::Kinds(EventKind::ALL.to_vec(), false));
        }
        ways
    }

    fn fits(&self, place: &Place) -> bool {
        let Some(about) = &place.about else { return true };
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&about.kind))
            && self.door.is_none_or(|door| about.door == Some(door))
            && self.link.is_none_or(|link| about.link == Some(link))
            && self.user.is_none_or(|user| about.users.contains(&Some(user)))
    }
}

/// A line, as a range tells of it.
struct Place {
    seq: i64,
    about: Option<PlaceAbout>,
}

struct PlaceAbout {
    kind: EventKind,
    door: Option<DoorId>,
    link: Option<LinkId>,
    users: [Option<UserId>; 3],
}

/// What was read on one way.
struct Window {
    places: Vec<Place>,
    /// From here on the window has every line of its way; `None`: it has them all.
    floor: Option<i64>,
}

impl Window {
    /// What fits, newest first, and where to go on.
    fn page(&self, filter: &EventFilter, wanted: usize) -> (Vec<i64>, Option<i64>) {
        let known = |place: &&Place| self.floor.is_none_or(|floor| place.seq >= floor);
        let fitting = self.places.iter().filter(known).filter(|place| filter.fits(place));
        let mut seqs: Vec<i64> = fitting.map(|place| place.seq).collect();
        seqs.sort_unstable_by(|one, other| other.cmp(one));
        seqs.dedup();
        let more = seqs.len() > wanted;
        seqs.truncate(wanted);
        let next = if more { seqs.last().copied() } else { self.floor };
        (seqs, next)
    }
}

/// The window that reached furthest back: it has whatever any other has.
async fn furthest(tx: &mut Tx, from: &From, ways: &[Way], most: u32) -> Result<Window> {
    let mut furthest = Window { places: Vec::new(), floor: Some(i64::MAX) };
    for way in ways {
        let window = way.look(tx, from, most).await?;
        if window.floor < furthest.floor {
            furthest = window;
        }
    }
    Ok(furthest)
}

impl Way {
    /// Looks at `most` lines of each range; of kinds, at `most` together where another way is looked at, too.
    async fn look(&self, tx: &mut Tx, from: &From, most: u32) -> Result<Window> {
        let mut window = Window { places: Vec::new(), floor: None };
        let mut add = |found: Vec<Place>, most: u32| {
            if found.len() >= most as usize {
                window.floor = window.floor.max(found.last().map(|place| place.seq));
            }
            window.places.extend(found);
        };
        match self {
            Self::Link(link) => add(range(tx, PLACES_OF_LINK, from, (*link).into(), most).await?, most),
            Self::Door(door) => add(range(tx, PLACES_OF_DOOR, from, (*door).into(), most).await?, most),
            Self::User(user) => {
                for sql in [PLACES_OF_ACTOR, PLACES_OF_USER, PLACES_OF_MAKER] {
                    add(range(tx, sql, from, (*user).into(), most).await?, most);
                }
            }
            Self::Kinds(kinds, tells_more) => {
                let (sql, most) = match tells_more {
                    true => (PLACES_OF_KINDS, most.div_ceil(u32::try_from(kinds.len()).unwrap_or(1).max(1))),
                    false => (BEFORE_OF_KINDS, most),
                };
                let mut ranges: Vec<Vec<Place>> = kinds.iter().map(|_| Vec::new()).collect();
                for (index, row) in tx.query_rows(sql, of_kinds(from.organization, kinds, from.before, most)).await? {
                    if let Some(range) = ranges.get_mut(index) {
                        range.push(place(row, *tells_more)?);
                    }
                }
                ranges.into_iter().for_each(|found| add(found, most));
            }
        }
        Ok(window)
    }
}

async fn range(tx: &mut Tx, sql: &'static str, from: &From, of: Value, most: u32) -> Result<Vec<Place>> {
    let rows = tx.query(sql, values![from.organization, of, from.before, most]).await?;
    rows.into_iter().map(|row| place(row, true)).collect()
}

fn of_kinds(organization: OrganizationId, kinds: &[EventKind], place: i64, most: u32) -> Vec<Vec<Value>> {
    kinds.iter().map(|kind| values![organization, kind.as_str(), place, most]).collect()
}

fn place(mut row: Row, tells_more: bool) -> Result<Place> {
    let seq = row.take()?;
    if !tells_more {
        return Ok(Place { seq, about: None });
    }
    Ok(Place {
        seq,
        about: Some(PlaceAbout {
            kind: row.parse("an event's kind", EventKind::parse)?,
            door: row.take()?,
            link: row.take()?,
            users: [row.take()?, row.take()?, row.take()?],
        }),
    })
}

/// The lines at these places, in the same order.
async fn lines(tx: &mut Tx, organization: OrganizationId, seqs: &[i64]) -> Result<Vec<Event>> {
    let rows = seqs.iter().map(|seq| values![organization, *seq]).collect();
    let mut found = tx.query_rows(LINES, rows).await?;
    found.sort_by_key(|(index, _)| *index);
    found.into_iter().map(|(_, row)| read(row)).collect()
}
