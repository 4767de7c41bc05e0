//! The log followed: how far it was read, and what was counted on the way. Written behind the log, never with it.

use jiff::Timestamp;
use keylink_domain::activity::Count;
use keylink_domain::event::EventKind;
use keylink_domain::id::{DoorId, LinkId, OrganizationId, UserId};
use uuid::Uuid;

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    PLACE = "SELECT seq FROM log_places WHERE organization_id = $1";
    PLACE_LOCKED = "SELECT locked.seq FROM log_places locked WHERE locked.organization_id = $1 FOR NO KEY UPDATE OF locked";
    BEGIN_PLACE = "INSERT INTO log_places (organization_id, seq) VALUES ($1, 0) ON CONFLICT (organization_id) DO NOTHING";
    SET_PLACE = "UPDATE log_places SET seq = $2 WHERE organization_id = $1";
    // `{only ..}` keeps PostgreSQL from reading the whole log from the place on, in hope (`event/list.rs`).
    TAIL = "SELECT e.seq, e.kind, e.at_ms, e.door_id, e.link_id, e.maker_id FROM events e \
        WHERE e.organization_id = {only $1} AND e.seq > $2 ORDER BY e.organization_id, e.seq LIMIT $3";
    ADD = "INSERT INTO activity (organization_id, door_id, quarter_ms, opened, refused) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (organization_id, door_id, quarter_ms) DO UPDATE \
        SET opened = activity.opened + excluded.opened, refused = activity.refused + excluded.refused";
    FORGET = "DELETE FROM activity WHERE organization_id = $1 AND door_id = $2 AND quarter_ms < $3";
    COUNTS = "SELECT c.quarter_ms, c.opened, c.refused FROM activity c \
        WHERE c.organization_id = $1 AND c.door_id = $2 AND c.quarter_ms >= $3 ORDER BY c.organization_id, c.door_id, c.quarter_ms";
}

/// A line, with as much as its follower needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    /// Its place.
    pub seq: i64,
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: Timestamp,
    /// At which door.
    pub door: Option<DoorId>,
    /// By which link.
    pub link: Option<LinkId>,
    /// Whose link.
    pub maker: Option<UserId>,
}

/// How much happened at a door in a quarter of an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Which door; all together where none is named.
    pub door: Option<DoorId>,
    /// The quarter's first instant.
    pub quarter: Timestamp,
    /// How much.
    pub count: Count,
}

/// How far the organization's log was followed.
///
/// # Errors
/// When the database cannot be read.
pub async fn place(tx: &mut Tx, organization: OrganizationId) -> Result<i64> {
    Ok(tx.query_opt(PLACE, values![organization]).await?.map(|mut row| row.take()).transpose()?.unwrap_or(0))
}

/// The lines after a place, oldest first, `most` at the most.
///
/// # Errors
/// When the database cannot be read.
pub async fn tail(tx: &mut Tx, organization: OrganizationId, place: i64, most: u32) -> Result<Vec<Passed>> {
    tx.query(TAIL, values![organization, place, most]).await?.into_iter().map(read).collect()
}

/// Moves the place from where it was read to where the log was followed; `false` where another was faster.
///
/// # Errors
/// When the database refuses.
pub async fn move_place(tx: &mut Tx, organization: OrganizationId, from: i64, to: i64) -> Result<bool> {
    if from == 0 {
        tx.execute(BEGIN_PLACE, values![organization]).await?;
    }
    let stands: Option<i64> =
        tx.query_opt(PLACE_LOCKED, values![organization]).await?.map(|mut row| row.take()).transpose()?;
    if stands != Some(from) {
        return Ok(false);
    }
    tx.execute_one(SET_PLACE, values![organization, to], "a place in the log").await?;
    Ok(true)
}

/// Adds counts, and forgets what the same doors had counted before `forget`.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, organization: OrganizationId, counts: &[Counted], forget: Timestamp) -> Result<()> {
    let mut doors: Vec<Uuid> = Vec::new();
    for counted in counts {
        let door = of(counted.door);
        let count = counted.count;
        tx.execute(ADD, values![organization, door, counted.quarter, count.opened, count.refused]).await?;
        if !doors.contains(&door) {
            doors.push(door);
        }
    }
    for door in doors {
        tx.execute(FORGET, values![organization, door, forget]).await?;
    }
    Ok(())
}

/// What was counted at a door, or at all doors, since an instant; oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn counts(
    tx: &mut Tx,
    organization: OrganizationId,
    door: Option<DoorId>,
    since: Timestamp,
) -> Result<Vec<(Timestamp, Count)>> {
    let rows = tx.query(COUNTS, values![organization, of(door), since]).await?;
    let read = |mut row: Row| Ok((row.take()?, Count { opened: row.take()?, refused: row.take()? }));
    rows.into_iter().map(read).collect()
}

/// All doors together are counted under the id that no door has.
fn of(door: Option<DoorId>) -> Uuid {
    door.map_or(Uuid::nil(), DoorId::uuid)
}

fn read(mut row: Row) -> Result<Passed> {
    Ok(Passed {
        seq: row.take()?,
        kind: row.parse("an event's kind", EventKind::parse)?,
        at: row.take()?,
        door: row.take()?,
        link: row.take()?,
        maker: row.take()?,
    })
}
