//! What came of commands: the outcome's row and its event, once each, whoever brings it first.

use std::collections::BTreeMap;

use jiff::Timestamp;
use keylink_domain::actor::Via;
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{CredentialId, DoorId, EventId, LinkId, OrganizationId, UnlockId, UserId};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;

use super::{Attempt, Progress};
use crate::error::{Error, Result};
use crate::event;
use crate::statement::statements;
use crate::tx::{Question, Tx};
use crate::value::{Row, Value, values};

macro_rules! columns {
    () => {
        "u.id, u.organization_id, u.door_id, u.link_id, u.at_ms, u.deadline_ms, u.granted, u.outcome, u.refusal"
    };
}

statements! {
    // An outcome that is not there is asked for in a roundabout way, so that the row is found by its key: the small index of
    // what is under way, which a plain `IS NULL` would tempt a database to walk through, is full of what is over.
    UNDER_WAY = "SELECT locked.door_id, locked.link_id, locked.credential_id, locked.user_id, locked.via, locked.at_ms, r.n \
        FROM {rows organization_id UUID, id UUID} \
        CROSS JOIN unlocks locked \
        WHERE locked.organization_id = r.organization_id AND locked.id = r.id AND COALESCE(locked.outcome, '') = '' \
        ORDER BY locked.organization_id, locked.id FOR NO KEY UPDATE OF locked";
    FINISH = "UPDATE unlocks SET outcome = r.outcome, refusal = r.refusal, outcome_ms = r.at_ms \
        FROM {rows organization_id UUID, id UUID, outcome TEXT, refusal TEXT, at_ms BIGINT} \
        WHERE unlocks.organization_id = r.organization_id AND unlocks.id = r.id AND COALESCE(unlocks.outcome, '') = ''";
    // A press that certainly moved nothing does not cost the guest a use, and makes no device the first that opened.
    GIVE_BACK = "UPDATE links SET uses = CASE WHEN uses > $3 THEN uses - $3 ELSE 0 END, \
        first_used_ms = CASE WHEN uses > $3 THEN first_used_ms ELSE NULL END, \
        device_hash = CASE WHEN uses > $3 THEN device_hash ELSE NULL END, \
        device_ms = CASE WHEN uses > $3 THEN device_ms ELSE NULL END WHERE organization_id = $1 AND id = $2";
    OVERDUE = concat!("SELECT ", columns!(), " FROM unlocks u WHERE u.outcome IS NULL AND u.deadline_ms < $1 ORDER BY u.deadline_ms LIMIT $2");
    BY_ID = concat!("SELECT ", columns!(), " FROM unlocks u WHERE u.organization_id = $1 AND u.id = $2");
}

/// What came of one command.
#[derive(Debug, Clone)]
pub struct Finished {
    /// The tenant.
    pub organization: OrganizationId,
    /// Which unlock.
    pub unlock: UnlockId,
    /// The id that its event line will have.
    pub event: EventId,
    /// What came of it.
    pub outcome: Outcome,
    /// When.
    pub at: Timestamp,
}

/// Writes outcomes and their events. An unlock that is over already keeps its first outcome; of such,
/// `false` comes back in its place.
///
/// # Errors
/// When nothing of it could be written.
pub async fn finish(tx: &mut Tx, finished: &[Finished]) -> Result<Vec<bool>> {
    let (sql, rows) = ask_under_way(finished);
    let mut closing = Closing::of(finished, tx.query_rows(sql, rows).await?)?;
    let (first, events) = (std::mem::take(&mut closing.first), std::mem::take(&mut closing.events));
    closing.write(tx).await?;
    event::append(tx, events).await?;
    Ok(first)
}

/// The question which of these unlocks are under way, for [`Tx::query_rows`].
pub(super) fn ask_under_way(finished: &[Finished]) -> Question {
    (UNDER_WAY, finished.iter().map(|f| values![f.organization, f.unlock]).collect())
}

/// What outcomes change, before it is written.
#[derive(Debug)]
pub(super) struct Closing {
    /// Which of them were the first for their unlock.
    pub(super) first: Vec<bool>,
    /// Their lines, for whoever appends to the log.
    pub(super) events: Vec<NewEvent>,
    rows: Vec<Vec<Value>>,
    given_back: BTreeMap<(OrganizationId, LinkId), i64>,
}

impl Closing {
    /// `rows` are the answers to [`ask_under_way`].
    pub(super) fn of(finished: &[Finished], rows: Vec<(usize, Row)>) -> Result<Self> {
        let first = vec![false; finished.len()];
        let mut closing = Self { first, events: Vec::new(), rows: Vec::new(), given_back: BTreeMap::new() };
        for (index, row) in rows {
            let (Some(done), Some(first)) = (finished.get(index), closing.first.get_mut(index)) else { continue };
            if !std::mem::replace(first, true) {
                closing.note(done, &read_line(row)?);
            }
        }
        Ok(closing)
    }

    fn note(&mut self, done: &Finished, line: &Line) {
        let refusal = done.outcome.refusal().map(Refusal::code);
        self.rows.push(values![done.organization, done.unlock, done.outcome.as_str(), refusal, done.at]);
        if let (true, Some(link)) = (done.outcome.gives_back_a_use(), line.link) {
            *self.given_back.entry((done.organization, link)).or_insert(0) += 1;
        }
        self.events.push(line.event(done));
    }

    /// Writes everything but the lines of the log.
    pub(super) async fn write(self, tx: &mut Tx) -> Result<()> {
        tx.owe_rows(FINISH, self.rows).await?;
        give_back(tx, self.given_back).await
    }
}

/// In the order in which decisions lock links, so that the two never wait for each other. What a branch gets back
/// gets back the link that it comes from.
async fn give_back(tx: &mut Tx, mut links: BTreeMap<(OrganizationId, LinkId), i64>) -> Result<()> {
    let branches: Vec<((OrganizationId, LinkId), i64)> = links.iter().map(|(link, uses)| (*link, *uses)).collect();
    let keys: Vec<(OrganizationId, LinkId)> = branches.iter().map(|(link, _)| *link).collect();
    for (place, parent) in crate::link::parents(tx, &keys).await? {
        if let Some(((organization, _), uses)) = branches.get(place) {
            *links.entry((*organization, parent)).or_insert(0) += uses;
        }
    }
    for ((organization, link), uses) in links {
        tx.execute(GIVE_BACK, values![organization, link, uses]).await?;
    }
    Ok(())
}

/// Unlocks whose deadline passed before `before` and that have no outcome: after a crash, these.
///
/// # Errors
/// When the database cannot be read.
pub async fn overdue(tx: &mut Tx, before: Timestamp, limit: u32) -> Result<Vec<Attempt>> {
    let rows = tx.query(OVERDUE, values![before, limit]).await?;
    rows.into_iter().filter_map(|mut row| read_attempt(&mut row).transpose()).collect()
}

/// One attempt.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(tx: &mut Tx, organization: OrganizationId, id: UnlockId) -> Result<Option<Attempt>> {
    match tx.query_opt(BY_ID, values![organization, id]).await? {
        Some(mut row) => read_attempt(&mut row),
        None => Ok(None),
    }
}

/// What the outcome's event needs of the unlock's row.
struct Line {
    door: DoorId,
    link: Option<LinkId>,
    credential: Option<CredentialId>,
    user: UserId,
    via: Via,
    began: Timestamp,
}

fn read_line(mut row: Row) -> Result<Line> {
    Ok(Line {
        door: row.take()?,
        link: row.take()?,
        credential: row.take()?,
        user: row.take()?,
        via: row.parse("a way", Via::parse)?,
        began: row.take()?,
    })
}

impl Line {
    fn event(&self, done: &Finished) -> NewEvent {
        let latency_ms = done.at.as_millisecond().saturating_sub(self.began.as_millisecond());
        let refusal = done.outcome.refusal().map(Refusal::code);
        NewEvent {
            id: done.event,
            organization: done.organization,
            at: done.at,
            kind: kind(done.outcome),
            via: self.via,
            actor: self.link.is_none().then_some(self.user),
            about: About {
                door: Some(self.door),
                link: self.link,
                maker: self.link.map(|_| self.user),
                user: None,
                credential: self.credential,
                unlock: Some(done.unlock),
            },
            detail: match refusal {
                Some(code) => serde_json::json!({ "latency_ms": latency_ms, "refusal": code }),
                None => serde_json::json!({ "latency_ms": latency_ms }),
            },
            personal: None,
        }
    }
}

const fn kind(outcome: Outcome) -> EventKind {
    match outcome {
        Outcome::Opened => EventKind::UnlockOpened,
        Outcome::Sent => EventKind::UnlockSent,
        Outcome::Failed(_) => EventKind::UnlockFailed,
        Outcome::Unknown => EventKind::UnlockUnknown,
    }
}

/// Reads the columns of an attempt; `None` where an outer join found none.
pub(super) fn read_attempt(row: &mut Row) -> Result<Option<Attempt>> {
    let id: Option<UnlockId> = row.take()?;
    let organization: Option<OrganizationId> = row.take()?;
    let door: Option<DoorId> = row.take()?;
    let link = row.take()?;
    let at: Option<Timestamp> = row.take()?;
    let deadline: Option<Timestamp> = row.take()?;
    let granted: Option<bool> = row.take()?;
    let outcome: Option<String> = row.take()?;
    let refusal = row.parse_opt("a refusal", Refusal::parse)?;
    let (Some(id), Some(organization), Some(door), Some(at), Some(deadline), Some(granted)) =
        (id, organization, door, at, deadline, granted)
    else {
        return Ok(None);
    };
    let progress = read_progress(granted, outcome.as_deref(), refusal)?;
    Ok(Some(Attempt { id, organization, door, link, at, deadline, progress }))
}

fn read_progress(granted: bool, outcome: Option<&str>, refusal: Option<Refusal>) -> Result<Progress> {
    Ok(match (granted, outcome, refusal) {
        (false, _, Some(refusal)) => Progress::Refused(refusal),
        (true, None, _) => Progress::UnderWay,
        (true, Some("opened"), _) => Progress::Finished(Outcome::Opened),
        (true, Some("sent"), _) => Progress::Finished(Outcome::Sent),
        (true, Some("unknown"), _) => Progress::Finished(Outcome::Unknown),
        (true, Some("failed"), Some(refusal)) => Progress::Finished(Outcome::Failed(refusal)),
        _ => return Err(Error::Unreadable { what: "an outcome" }),
    })
}
