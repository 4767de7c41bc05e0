//! Groups, and who is in them.

use jiff::Timestamp;
use keylink_domain::group::{Group, GroupKind, Member};
use keylink_domain::id::{DoorId, GroupId, OrganizationId};
use uuid::Uuid;

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    INSERT = "INSERT INTO groups (organization_id, id, kind, name, created_ms) VALUES ($1, $2, $3, $4, $5)";
    UPDATE = "UPDATE groups SET name = $3 WHERE organization_id = $1 AND id = $2";
    DELETE = "DELETE FROM groups WHERE organization_id = $1 AND id = $2";
    BY_ID = "SELECT organization_id, id, kind, name FROM groups WHERE organization_id = $1 AND id = $2";
    LIST = "SELECT organization_id, id, kind, name FROM groups WHERE organization_id = $1 ORDER BY id";
    JOIN = "INSERT INTO group_members (organization_id, member_id, group_id) VALUES ($1, $2, $3)";
    LEAVE = "DELETE FROM group_members WHERE organization_id = $1 AND member_id = $2 AND group_id = $3";
    FORGET = "DELETE FROM group_members WHERE organization_id = $1 AND member_id = $2";
    MARK_USER = "UPDATE users SET member_id = $3 WHERE organization_id = $1 AND id = $2";
    MARK_DOOR = "UPDATE doors SET member_id = $3 WHERE organization_id = $1 AND id = $2";
    MEMBERS = "SELECT member_id FROM group_members WHERE organization_id = $1 AND group_id = $2 ORDER BY member_id";
    ALL_MEMBERS = "SELECT group_id, member_id FROM group_members \
        WHERE organization_id = $1 AND group_id <> member_id ORDER BY group_id, member_id";
    OF_MEMBER = "SELECT group_id FROM group_members \
        WHERE organization_id = $1 AND member_id = $2 AND group_id <> member_id ORDER BY group_id";
}

/// Writes a new group.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, group: &Group, now: Timestamp) -> Result<()> {
    let params = values![group.organization, group.id, group.kind.as_str(), &group.name, now];
    tx.execute_one(INSERT, params, "a new group").await
}

/// Writes what changed of a group.
///
/// # Errors
/// When the database refuses.
pub async fn update(tx: &mut Tx, group: &Group) -> Result<()> {
    tx.execute_one(UPDATE, values![group.organization, group.id, &group.name], "a group").await
}

/// Removes a group; its accesses are to be gone before.
///
/// # Errors
/// When the database refuses.
pub async fn delete(tx: &mut Tx, group: &Group) -> Result<()> {
    for member in members(tx, group).await? {
        leave(tx, group.organization, group.id, member).await?;
    }
    tx.execute_one(DELETE, values![group.organization, group.id], "a group").await
}

/// Makes a new user, or a new door, a group of its own: the one step by which a right given to it alone is found.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn stand_alone(tx: &mut Tx, organization: OrganizationId, member: Member) -> Result<()> {
    tx.execute_one(JOIN, values![organization, member.uuid(), member.uuid()], "a new group of one").await
}

/// Puts a member into a group.
///
/// # Errors
/// When the database refuses.
pub async fn join(tx: &mut Tx, organization: OrganizationId, group: GroupId, member: Member) -> Result<()> {
    tx.execute_one(JOIN, values![organization, member.uuid(), group], "a new member").await?;
    mark(tx, organization, member, Some(member.uuid())).await
}

/// Takes a member out of a group.
///
/// # Errors
/// When the database refuses.
pub async fn leave(tx: &mut Tx, organization: OrganizationId, group: GroupId, member: Member) -> Result<()> {
    tx.execute_one(LEAVE, values![organization, member.uuid(), group], "a member").await?;
    if of_member(tx, organization, member).await?.is_empty() {
        mark(tx, organization, member, None).await?;
    }
    Ok(())
}

/// Takes a door out of all its groups, also the one of its own; tells of how many others.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn forget_door(tx: &mut Tx, organization: OrganizationId, door: DoorId) -> Result<u64> {
    Ok(tx.execute(FORGET, values![organization, door]).await?.saturating_sub(1))
}

/// Says whether presses are to look for the member's groups.
async fn mark(tx: &mut Tx, organization: OrganizationId, member: Member, groups_of: Option<Uuid>) -> Result<()> {
    let sql = match member {
        Member::User(_) => MARK_USER,
        Member::Door(_) => MARK_DOOR,
    };
    tx.execute_one(sql, values![organization, member.uuid(), groups_of], "a member").await
}

/// One group of the organization.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(tx: &mut Tx, organization: OrganizationId, id: GroupId) -> Result<Option<Group>> {
    tx.query_opt(BY_ID, values![organization, id]).await?.map(read).transpose()
}

/// The organization's groups, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<Group>> {
    tx.query(LIST, values![organization]).await?.into_iter().map(read).collect()
}

/// Who is in a group.
///
/// # Errors
/// When the database cannot be read.
pub async fn members(tx: &mut Tx, group: &Group) -> Result<Vec<Member>> {
    let rows = tx.query(MEMBERS, values![group.organization, group.id]).await?;
    rows.into_iter().map(|mut row| Ok(group.kind.member(row.take()?))).collect()
}

/// Who is in which group, of all groups.
///
/// # Errors
/// When the database cannot be read.
pub async fn all_members(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<(GroupId, Uuid)>> {
    let rows = tx.query(ALL_MEMBERS, values![organization]).await?;
    rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?))).collect()
}

/// The groups that a member is in.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_member(tx: &mut Tx, organization: OrganizationId, member: Member) -> Result<Vec<GroupId>> {
    let rows = tx.query(OF_MEMBER, values![organization, member.uuid()]).await?;
    rows.into_iter().map(|mut row| row.take()).collect()
}

fn read(mut row: Row) -> Result<Group> {
    Ok(Group {
        organization: row.take()?,
        id: row.take()?,
        kind: row.parse("a group's kind", GroupKind::parse)?,
        name: row.take()?,
    })
}
