//! What controllers tell by themselves: up to where each was heard, how the leaves of doors stand, and which unlock of
//! ours explains what happened.

use jiff::Timestamp;
use keylink_domain::door_event::Leaf;
use keylink_domain::id::{ControllerId, CredentialId, DoorId, LinkId, OrganizationId, UnlockId, UserId};

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    PLACE = "SELECT place, stranger FROM controller_places WHERE organization_id = $1 AND controller_id = $2";
    BEGIN = "INSERT INTO controller_places (organization_id, controller_id, place) VALUES ($1, $2, $3) \
        ON CONFLICT (organization_id, controller_id) DO NOTHING";
    // Changes nothing where somebody else was quicker.
    MOVE = "UPDATE controller_places SET place = $4, stranger = NULL \
        WHERE organization_id = $1 AND controller_id = $2 AND place = $3";
    STRANGER = "UPDATE controller_places SET stranger = $3 WHERE organization_id = $1 AND controller_id = $2 \
        AND (stranger IS NULL OR stranger <> $3)";
    NO_STRANGER = "UPDATE controller_places SET stranger = NULL \
        WHERE organization_id = $1 AND controller_id = $2 AND stranger IS NOT NULL";
    LEAF = "SELECT open_ms, is_forced, is_held, free_until_ms, told_unlock_id, is_unlocked FROM leaves WHERE organization_id = $1 AND door_id = $2";
    SET_LEAF = "INSERT INTO leaves (organization_id, door_id, open_ms, is_forced, is_held, free_until_ms, told_unlock_id, is_unlocked) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (organization_id, door_id) DO UPDATE SET open_ms = excluded.open_ms, \
        is_forced = excluded.is_forced, is_held = excluded.is_held, free_until_ms = excluded.free_until_ms, \
        told_unlock_id = excluded.told_unlock_id, is_unlocked = excluded.is_unlocked";
    // What the lock at another place was told to be says nothing of the one that is there now.
    FORGET_LOCK = "UPDATE leaves SET is_unlocked = FALSE WHERE organization_id = $1 AND door_id = $2 AND is_unlocked = TRUE \
        AND NOT EXISTS (SELECT 1 FROM doors d WHERE d.organization_id = $1 AND d.id = $2 AND d.controller_id = $3 AND d.channel = $4)";
    FORGET_LEAF = "DELETE FROM leaves WHERE organization_id = $1 AND door_id = $2";
    FORGET_PLACE = "DELETE FROM controller_places WHERE organization_id = $1 AND controller_id = $2";
    // The ids of unlocks grow with time, so that a stretch of them is a stretch of time.
    UNLOCKS_BETWEEN = "SELECT u.id, u.at_ms, u.link_id, u.user_id, u.credential_id, u.outcome FROM unlocks u \
        WHERE u.organization_id = $1 AND u.id > $2 AND u.id < $3 AND u.door_id = $4 AND u.granted = TRUE \
        AND (u.outcome IS NULL OR u.outcome <> 'failed') ORDER BY u.id LIMIT 100";
    HELD = "SELECT l.organization_id, l.door_id, d.held_open_ms FROM leaves l \
        JOIN doors d ON d.organization_id = l.organization_id AND d.id = l.door_id \
        WHERE l.open_ms IS NOT NULL AND l.is_held = FALSE AND l.open_ms + d.held_open_ms <= $1 ORDER BY l.open_ms LIMIT 500";
    TELL_HELD = "UPDATE leaves SET is_held = TRUE WHERE organization_id = $1 AND door_id = $2 AND open_ms IS NOT NULL AND is_held = FALSE";
}

/// The controller's own mark of the newest event of its that stands in the log.
///
/// # Errors
/// When the database cannot be read.
pub async fn place(tx: &mut Tx, organization: OrganizationId, controller: ControllerId) -> Result<Option<String>> {
    tx.query_opt(PLACE, values![organization, controller]).await?.map(|mut row| row.take()).transpose()
}

/// Moves the mark; false where it is not `before` any more: somebody else has written those lines.
///
/// # Errors
/// When the database refuses.
pub async fn move_place(
    tx: &mut Tx,
    organization: OrganizationId,
    controller: ControllerId,
    before: Option<String>,
    after: String,
) -> Result<bool> {
    let moved = match before {
        None => tx.execute(BEGIN, values![organization, controller, after]).await?,
        Some(before) => tx.execute(MOVE, values![organization, controller, before, after]).await?,
    };
    Ok(moved == 1)
}

/// Whether another controller was told to answer at this one's address.
///
/// # Errors
/// When the database cannot be read.
pub async fn has_stranger(tx: &mut Tx, organization: OrganizationId, controller: ControllerId) -> Result<bool> {
    let Some(mut row) = tx.query_opt(PLACE, values![organization, controller]).await? else { return Ok(false) };
    row.skip(1)?;
    Ok(row.take::<Option<i64>>()?.is_some())
}

/// Notes that another controller answers at this one's address; false where that was told.
///
/// # Errors
/// When the database refuses.
pub async fn note_stranger(
    tx: &mut Tx,
    organization: OrganizationId,
    controller: ControllerId,
    number: Option<u32>,
) -> Result<bool> {
    let noted = match number {
        Some(number) => tx.execute(STRANGER, values![organization, controller, number]).await?,
        None => tx.execute(NO_STRANGER, values![organization, controller]).await?,
    };
    Ok(noted == 1)
}

/// How a door's leaf stands.
///
/// # Errors
/// When the database cannot be read.
pub async fn leaf(tx: &mut Tx, organization: OrganizationId, door: DoorId) -> Result<Option<Leaf>> {
    tx.query_opt(LEAF, values![organization, door]).await?.map(read_leaf).transpose()
}

/// Writes how a door's leaf stands.
///
/// # Errors
/// When the database refuses.
pub async fn set_leaf(tx: &mut Tx, organization: OrganizationId, door: DoorId, leaf: &Leaf) -> Result<()> {
    let params = values![
        organization,
        door,
        leaf.open_since,
        leaf.is_forced,
        leaf.is_held,
        leaf.free_until,
        leaf.told_unlock,
        leaf.is_unlocked,
    ];
    tx.execute_one(SET_LEAF, params, "a door's leaf").await
}

/// Forgets how a door's lock was told to be, where the door moves to this place from another, or to none.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn forget_lock_elsewhere(
    tx: &mut Tx,
    organization: OrganizationId,
    door: DoorId,
    place: (Option<ControllerId>, Option<String>),
) -> Result<()> {
    tx.execute(FORGET_LOCK, values![organization, door, place.0, place.1]).await.map(drop)
}

/// Forgets how the leaf of a door stood that is none any more.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn forget_door(tx: &mut Tx, organization: OrganizationId, door: DoorId) -> Result<()> {
    tx.execute(FORGET_LEAF, values![organization, door]).await.map(drop)
}

/// Forgets up to where a controller was heard that is none any more.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn forget_controller(tx: &mut Tx, organization: OrganizationId, id: ControllerId) -> Result<()> {
    tx.execute(FORGET_PLACE, values![organization, id]).await.map(drop)
}

/// An unlock of ours that may have moved a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Released {
    /// Which.
    pub unlock: UnlockId,
    /// When it was pressed.
    pub at: Timestamp,
    /// By which link, where by one.
    pub link: Option<LinkId>,
    /// Whose: the link's maker, or who pressed.
    pub user: UserId,
    /// Under which cloud key.
    pub credential: Option<CredentialId>,
    /// Whether the controller's silence is what is known of it.
    pub is_unknown: bool,
}

/// The unlocks of a door that were pressed between two instants and may have moved it, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn released(
    tx: &mut Tx,
    organization: OrganizationId,
    door: DoorId,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Released>> {
    let (first, last) = (UnlockId::new(from, [0; 16]), UnlockId::new(until, [0xff; 16]));
    let rows = tx.query(UNLOCKS_BETWEEN, values![organization, first, last, door]).await?;
    rows.into_iter().map(read_released).collect()
}

/// Doors whose leaf stands open for longer than is set, in milliseconds, and that was not told.
///
/// # Errors
/// When the database cannot be read.
pub async fn held(tx: &mut Tx, now: Timestamp) -> Result<Vec<(OrganizationId, DoorId, u32)>> {
    let rows = tx.query(HELD, values![now]).await?;
    rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?, row.take()?))).collect()
}

/// Notes that it is told; false where it was, or where the leaf has closed.
///
/// # Errors
/// When the database refuses.
pub async fn tell_held(tx: &mut Tx, organization: OrganizationId, door: DoorId) -> Result<bool> {
    Ok(tx.execute(TELL_HELD, values![organization, door]).await? == 1)
}

fn read_leaf(mut row: Row) -> Result<Leaf> {
    Ok(Leaf {
        open_since: row.take()?,
        is_forced: row.take()?,
        is_held: row.take()?,
        free_until: row.take()?,
        told_unlock: row.take()?,
        is_unlocked: row.take()?,
    })
}

fn read_released(mut row: Row) -> Result<Released> {
    Ok(Released {
        unlock: row.take()?,
        at: row.take()?,
        link: row.take()?,
        user: row.take()?,
        credential: row.take()?,
        is_unknown: row.take::<Option<String>>()?.as_deref() == Some("unknown"),
    })
}
