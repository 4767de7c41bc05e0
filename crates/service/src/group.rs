//! Groups: made, looked at, filled and emptied, removed.

use std::sync::Arc;

use keylink_domain::access::{Access, Holder};
use keylink_domain::actor::Actor;
use keylink_domain::altered::Alterations;
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::group::{Group, GroupKind, MAX_GROUPS_OF_ONE, Member};
use keylink_domain::id::{EventId, GroupId, OrganizationId};
use keylink_domain::text::Name;
use keylink_domain::user::Act;
use keylink_store::{Tx, access, door, event, group, user};
use uuid::Uuid;

use crate::access::{check_not_wider, check_rank, told};
use crate::house::{House, require};
use crate::seen::Seen;
use crate::trouble::Trouble;

/// A group with who is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupNow {
    /// The group.
    pub group: Group,
    /// Who or what is in it.
    pub members: Vec<Member>,
}

/// What is to be changed of a group.
#[derive(Debug, Clone, Default)]
pub struct ChangeGroup {
    /// Another name; `None` leaves it.
    pub name: Option<String>,
    /// Who comes in; who is in it already stays.
    pub add: Vec<Uuid>,
    /// Who goes; who is not in it stays out.
    pub remove: Vec<Uuid>,
    /// The group as the actor saw it, without its members, where a change of somebody else meanwhile is to be refused.
    pub seen: Option<Seen>,
}

impl House {
    /// Makes a group, with members or empty.
    ///
    /// # Errors
    /// When the name is wrong, or there is no such member.
    pub async fn add_group(
        &self,
        actor: &Actor,
        kind: GroupKind,
        name: &str,
        members: Vec<Uuid>,
    ) -> Result<GroupNow, Trouble> {
        require(actor, Act::ManageAccess)?;
        let now = self.now();
        let id = GroupId::new(now, self.entropy.chance()?);
        let made = Group { id, organization: actor.organization, kind, name: parse_name(name)? };
        let created = self.event(actor, EventKind::GroupCreated, About::default())?;
        let joined = self.lines(actor, EventKind::GroupJoined, members.len())?;
        let actor = *actor;
        self.change(&actor, move |tx| {
            Box::pin(async move {
                group::insert(tx, &made, now).await?;
                let mut lines = vec![about(created, &made, None)];
                lines.extend(join(tx, &actor, &made, &members, joined).await?);
                event::append(tx, lines).await?;
                read(tx, made).await
            })
        })
        .await
    }

    /// One group.
    ///
    /// # Errors
    /// When there is none.
    pub async fn group(&self, actor: &Actor, id: GroupId) -> Result<GroupNow, Trouble> {
        require(actor, Act::SeeAll)?;
        let organization = actor.organization;
        self.look(move |tx| {
            Box::pin(async move {
                let known = found(tx, organization, id).await?;
                read(tx, known).await
            })
        })
        .await
    }

    /// The organization's groups with their members, oldest first; who sees only their own sees none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn groups(&self, actor: &Actor, kind: Option<GroupKind>) -> Result<Vec<GroupNow>, Trouble> {
        if !actor.may(Act::SeeAll) {
            return Ok(Vec::new());
        }
        let organization = actor.organization;
        self.look(move |tx| {
            Box::pin(async move {
                let members = group::all_members(tx, organization).await?;
                let groups = group::list(tx, organization).await?;
                let fitting = groups.into_iter().filter(|group| kind.is_none_or(|kind| group.kind == kind));
                Ok(fitting
                    .map(|group| {
                        let of_it = members.iter().filter(|(id, _)| *id == group.id);
                        let members = of_it.map(|(_, member)| group.kind.member(*member)).collect();
                        GroupNow { group, members }
                    })
                    .collect())
            })
        })
        .await
    }

    /// The accesses that a group holds, or by which a group of doors is opened, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn accesses_of_group(&self, actor: &Actor, id: GroupId) -> Result<Vec<Access>, Trouble> {
        require(actor, Act::SeeAll)?;
        let organization = actor.organization;
        self.look(move |tx| Box::pin(async move { Ok(access::of_group(tx, organization, id).await?) })).await
    }

    /// Changes a group's name, and who is in it. Who is taken out opens nothing by it from the answer on, and no link
    /// of theirs does.
    ///
    /// # Errors
    /// When there is no such group or member, somebody of a higher role has something by it, or somebody else gave it
    /// another name meanwhile.
    pub async fn change_group(&self, actor: &Actor, id: GroupId, change: ChangeGroup) -> Result<GroupNow, Trouble> {
        require(actor, Act::ManageAccess)?;
        let renamed = self.event(actor, EventKind::GroupChanged, About::default())?;
        let left = self.lines(actor, EventKind::GroupLeft, change.remove.len())?;
        let joined = self.lines(actor, EventKind::GroupJoined, change.add.len())?;
        let (actor, organization) = (*actor, actor.organization);
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let mut known = found(tx, organization, id).await?;
                Seen::check(change.seen.as_ref(), &known)?;
                let mut lines = Vec::new();
                if let Some(name) =
                    change.name.as_deref().map(parse_name).transpose()?.filter(|name| *name != known.name)
                {
                    let altered = Alterations::default().with("name", &known.name, &name);
                    known.name = name;
                    group::update(tx, &known).await?;
                    lines.push(about(renamed, &known, None).with_altered(altered));
                }
                lines.extend(leave(tx, &actor, &known, &change.remove, left).await?);
                lines.extend(join(tx, &actor, &known, &change.add, joined).await?);
                if !lines.is_empty() {
                    event::append(tx, lines).await?;
                }
                read(tx, known).await
            })
        })
        .await
    }

    /// Removes a group, and with it the access that it held or led to.
    ///
    /// # Errors
    /// When there is none, or somebody of a higher role has something by it.
    pub async fn remove_group(&self, actor: &Actor, id: GroupId) -> Result<(), Trouble> {
        require(actor, Act::ManageAccess)?;
        let removed = self.event(actor, EventKind::GroupRemoved, About::default())?;
        let (actor, organization, entropy) = (*actor, actor.organization, Arc::clone(&self.entropy));
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let known = found(tx, organization, id).await?;
                let mut lines = vec![about(removed, &known, None)];
                for right in access::of_group(tx, organization, id).await? {
                    check_rank(tx, &actor, right.holder).await?;
                    let taken = NewEvent {
                        id: EventId::new(lines[0].at, entropy.chance()?),
                        kind: EventKind::AccessRemoved,
                        ..lines[0].clone()
                    };
                    lines.push(told(tx, taken, &right).await?);
                    access::delete(tx, organization, right.id).await?;
                }
                group::delete(tx, &known).await?;
                event::append(tx, lines).await?;
                Ok(())
            })
        })
        .await
    }

    fn lines(&self, actor: &Actor, kind: EventKind, count: usize) -> Result<Vec<NewEvent>, Trouble> {
        (0..count).map(|_| self.event(actor, kind, About::default())).collect()
    }
}

/// The line about a group and, where there is one, its member.
fn about(mut line: NewEvent, group: &Group, member: Option<Member>) -> NewEvent {
    line.about.user = member.and_then(Member::user);
    line.about.door = member.and_then(Member::door);
    let noun = match group.kind {
        GroupKind::Users => "user group",
        GroupKind::Doors => "door group",
    };
    line.with_detail(serde_json::json!({ "group": group.id, "group_of": group.kind.as_str() }))
        .with_personal(serde_json::json!({ noun: group.name }))
}

/// Puts those in who are not in it yet; a line for each.
async fn join(
    tx: &mut Tx,
    actor: &Actor,
    to: &Group,
    ids: &[Uuid],
    lines: Vec<NewEvent>,
) -> Result<Vec<NewEvent>, Trouble> {
    let mut told = Vec::new();
    for (id, line) in ids.iter().zip(lines) {
        let member = to.kind.member(*id);
        check_member(tx, to.organization, member).await?;
        let groups = group::of_member(tx, to.organization, member).await?;
        if groups.contains(&to.id) {
            continue;
        }
        if groups.len() >= MAX_GROUPS_OF_ONE {
            let words = format!("one of them is in {MAX_GROUPS_OF_ONE} groups already; take it out of another first");
            return Err(Trouble::invalid("add", words));
        }
        for holder in gaining(tx, to, member).await? {
            check_rank(tx, actor, holder).await?;
            check_not_wider(tx, actor, holder).await?;
        }
        group::join(tx, to.organization, to.id, member).await?;
        told.push(about(line, to, Some(member)));
    }
    Ok(told)
}

/// Takes those out who are in it; a line for each.
async fn leave(
    tx: &mut Tx,
    actor: &Actor,
    from: &Group,
    ids: &[Uuid],
    lines: Vec<NewEvent>,
) -> Result<Vec<NewEvent>, Trouble> {
    let mut told = Vec::new();
    for (id, line) in ids.iter().zip(lines) {
        let member = from.kind.member(*id);
        if group::members(tx, from).await?.contains(&member) {
            for holder in gaining(tx, from, member).await? {
                check_rank(tx, actor, holder).await?;
            }
            group::leave(tx, from.organization, from.id, member).await?;
            told.push(about(line, from, Some(member)));
        }
    }
    Ok(told)
}

/// Who opens more once this member is in the group, and less when it is out: the user, or whoever may open the group's doors.
async fn gaining(tx: &mut Tx, to: &Group, member: Member) -> Result<Vec<Holder>, Trouble> {
    if let Member::User(user) = member {
        return Ok(vec![Holder::User(user)]);
    }
    let rights = access::of_group(tx, to.organization, to.id).await?;
    Ok(rights.into_iter().map(|right| right.holder).collect())
}

async fn check_member(tx: &mut Tx, organization: OrganizationId, member: Member) -> Result<(), Trouble> {
    let (is_there, words) = match member {
        Member::User(id) => (
            user::by_id(tx, organization, id).await?.is_some(),
            "there is no such user; list the users to see their ids",
        ),
        Member::Door(id) => (
            door::by_id(tx, organization, id).await?.is_some(),
            "there is no such door; list the doors to see their ids",
        ),
    };
    if is_there { Ok(()) } else { Err(Trouble::invalid("add", words)) }
}

async fn read(tx: &mut Tx, group: Group) -> Result<GroupNow, Trouble> {
    let members = group::members(tx, &group).await?;
    Ok(GroupNow { group, members })
}

fn parse_name(text: &str) -> Result<String, Trouble> {
    Name::parse(text).map(|name| name.as_str().to_owned()).map_err(Trouble::text("name"))
}

async fn found(tx: &mut Tx, organization: OrganizationId, id: GroupId) -> Result<Group, Trouble> {
    group::by_id(tx, organization, id).await?.ok_or(Trouble::NotFound("group"))
}
