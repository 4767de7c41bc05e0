//! Access: who may open what, by themselves or by their groups.

use jiff::Timestamp;
use keylink_domain::access::{Access, Holder, Right, Target};
use keylink_domain::id::{AccessId, DoorId, GroupId, OrganizationId, UserId};

use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

macro_rules! columns {
    () => {
        "a.organization_id, a.id, a.user_id, a.user_group_id, a.door_id, a.door_group_id, a.remote_unlock, a.schedule_id"
    };
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT ", columns!(), " FROM accesses a ", $rest)
    };
}

macro_rules! rights {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            ", m.member_id, g.member_id FROM accesses a ",
            "JOIN group_members m ON m.organization_id = a.organization_id AND m.group_id = a.who_id ",
            "JOIN group_members g ON g.organization_id = a.organization_id AND g.group_id = a.what_id ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO accesses (organization_id, id, user_id, user_group_id, door_id, door_group_id, remote_unlock, \
        schedule_id, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    UPDATE = "UPDATE accesses SET remote_unlock = $3, schedule_id = $4 WHERE organization_id = $1 AND id = $2";
    DELETE = "DELETE FROM accesses WHERE organization_id = $1 AND id = $2";
    DELETE_OF_DOOR = "DELETE FROM accesses WHERE organization_id = $1 AND what_id = $2";
    BY_ID = select!("WHERE a.organization_id = $1 AND a.id = $2");
    LIST = select!("WHERE a.organization_id = $1 ORDER BY a.id");
    OF_USER = select!(
        "JOIN group_members m ON m.organization_id = a.organization_id AND m.group_id = a.who_id \
        WHERE m.organization_id = $1 AND m.member_id = $2 ORDER BY a.id"
    );
    OF_GROUP = select!("WHERE a.organization_id = $1 AND (a.who_id = $2 OR a.what_id = $2) ORDER BY a.id");
    RIGHTS = rights!("WHERE a.organization_id = $1 ORDER BY a.id, m.member_id, g.member_id");
    RIGHTS_OF_USER = rights!("WHERE m.organization_id = $1 AND m.member_id = $2 ORDER BY a.id, g.member_id");
    RIGHTS_TO_DOOR = rights!("WHERE g.organization_id = $1 AND g.member_id = $2 ORDER BY a.id, m.member_id");
}

/// Gives access.
///
/// # Errors
/// When the database refuses; [`crate::Error::is_taken`] if there is one of the same to the same already.
pub async fn insert(tx: &mut Tx, access: &Access, now: Timestamp) -> Result<()> {
    let params = values![
        access.organization,
        access.id,
        access.holder.user(),
        access.holder.group(),
        access.target.door(),
        access.target.group(),
        access.remote_unlock,
        access.schedule,
        now
    ];
    tx.execute_one(INSERT, params, "a new access").await
}

/// Writes what changed of an access.
///
/// # Errors
/// When the database refuses.
pub async fn update(tx: &mut Tx, access: &Access) -> Result<()> {
    let params = values![access.organization, access.id, access.remote_unlock, access.schedule];
    tx.execute_one(UPDATE, params, "an access").await
}

/// Takes access.
///
/// # Errors
/// When the database refuses.
pub async fn delete(tx: &mut Tx, organization: OrganizationId, id: AccessId) -> Result<()> {
    tx.execute_one(DELETE, values![organization, id], "an access").await
}

/// Takes every access that was given to one door alone; tells how many there were.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn delete_of_door(tx: &mut Tx, organization: OrganizationId, door: DoorId) -> Result<u64> {
    tx.execute(DELETE_OF_DOOR, values![organization, door]).await
}

/// One access of the organization.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(tx: &mut Tx, organization: OrganizationId, id: AccessId) -> Result<Option<Access>> {
    tx.query_opt(BY_ID, values![organization, id]).await?.map(read).transpose()
}

/// The organization's accesses, or those that one user has, by themselves or by a group; oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx, organization: OrganizationId, user: Option<UserId>) -> Result<Vec<Access>> {
    let rows = match user {
        Some(user) => tx.query(OF_USER, values![organization, user]).await?,
        None => tx.query(LIST, values![organization]).await?,
    };
    rows.into_iter().map(read).collect()
}

/// What a group holds, or who holds it, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_group(tx: &mut Tx, organization: OrganizationId, group: GroupId) -> Result<Vec<Access>> {
    tx.query(OF_GROUP, values![organization, group]).await?.into_iter().map(read).collect()
}

/// What every access of the organization means for each user and each door.
///
/// # Errors
/// When the database cannot be read.
pub async fn rights(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<Right>> {
    tx.query(RIGHTS, values![organization]).await?.into_iter().map(read_right).collect()
}

/// The doors that one user may open, by themselves or by a group.
///
/// # Errors
/// When the database cannot be read.
pub async fn rights_of(tx: &mut Tx, organization: OrganizationId, user: UserId) -> Result<Vec<Right>> {
    tx.query(RIGHTS_OF_USER, values![organization, user]).await?.into_iter().map(read_right).collect()
}

/// The users who may open one door, by themselves or by a group.
///
/// # Errors
/// When the database cannot be read.
pub async fn rights_to(tx: &mut Tx, organization: OrganizationId, door: DoorId) -> Result<Vec<Right>> {
    tx.query(RIGHTS_TO_DOOR, values![organization, door]).await?.into_iter().map(read_right).collect()
}

fn read_right(mut row: Row) -> Result<Right> {
    let access = read_columns(&mut row)?;
    Ok(Right { access, user: row.take()?, door: row.take()? })
}

fn read(mut row: Row) -> Result<Access> {
    read_columns(&mut row)
}

fn read_columns(row: &mut Row) -> Result<Access> {
    let (organization, id) = (row.take()?, row.take()?);
    let (user, users): (Option<UserId>, Option<GroupId>) = (row.take()?, row.take()?);
    let (door, doors): (Option<DoorId>, Option<GroupId>) = (row.take()?, row.take()?);
    let unreadable = Error::Unreadable { what: "an access" };
    let (Some(holder), Some(target)) =
        (user.map(Holder::User).or(users.map(Holder::Group)), door.map(Target::Door).or(doors.map(Target::Group)))
    else {
        return Err(unreadable);
    };
    Ok(Access { organization, id, holder, target, remote_unlock: row.take()?, schedule: row.take()? })
}
