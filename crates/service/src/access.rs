//! Access: given, looked at, changed, taken, and what it means for each user and door.

use keylink_domain::access::{Access, Holder, Right, Target};
use keylink_domain::actor::Actor;
use keylink_domain::altered::Alterations;
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::group::{GroupKind, Member};
use keylink_domain::id::{AccessId, DoorId, GroupId, OrganizationId, ScheduleId, UserId};
use keylink_domain::user::Act;
use keylink_store::{Tx, access, door, event, group, schedule, user};
use serde_json::{Map, Value};

use crate::house::{House, require};
use crate::trouble::Trouble;
use crate::user::{check_holder, check_not_own};

/// What a new access is to be.
#[derive(Debug, Clone, Copy)]
pub struct NewAccess {
    /// Who may open.
    pub holder: Holder,
    /// What.
    pub target: Target,
    /// Whether from afar too.
    pub remote_unlock: bool,
    /// On which hours.
    pub schedule: Option<ScheduleId>,
}

impl House {
    /// Gives a user, or a group, access to a door, or to a group of doors.
    ///
    /// # Errors
    /// When there is no such user, door, group or schedule, or there is the same access already.
    pub async fn grant_access(&self, actor: &Actor, new: NewAccess) -> Result<Access, Trouble> {
        require(actor, Act::ManageAccess)?;
        let now = self.now();
        let id = AccessId::new(now, self.entropy.chance()?);
        let line = self.event(actor, EventKind::AccessGranted, About::default())?;
        let (actor, organization) = (*actor, actor.organization);
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let right = Access {
                    id,
                    organization,
                    holder: new.holder,
                    target: new.target,
                    remote_unlock: new.remote_unlock,
                    schedule: new.schedule,
                };
                let line = told(tx, line, &right).await?;
                check_rank(tx, &actor, new.holder).await?;
                check_not_wider(tx, &actor, new.holder).await?;
                check_schedule(tx, organization, new.schedule).await?;
                let taken =
                    |error| Trouble::taken(error, "door_id", "there is access to this already; change that one");
                access::insert(tx, &right, now).await.map_err(taken)?;
                event::append(tx, vec![line]).await?;
                Ok(right)
            })
        })
        .await
    }

    /// One access.
    ///
    /// # Errors
    /// When there is none.
    pub async fn access(&self, actor: &Actor, id: AccessId) -> Result<Access, Trouble> {
        let (organization, own, all) = (actor.organization, actor.user(), actor.may(Act::SeeAll));
        self.look(move |tx| {
            Box::pin(async move {
                if all {
                    return found(tx, organization, id).await;
                }
                let own = match own {
                    Some(user) => access::list(tx, organization, Some(user)).await?,
                    None => Vec::new(),
                };
                own.into_iter().find(|right| right.id == id).ok_or(Trouble::NotFound("access"))
            })
        })
        .await
    }

    /// Accesses of all, or those of one user, also by a group; oldest first. A member sees their own.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn accesses(&self, actor: &Actor, user: Option<UserId>) -> Result<Vec<Access>, Trouble> {
        let user = if actor.may(Act::SeeAll) { user } else { actor.user() };
        let organization = actor.organization;
        self.look(move |tx| Box::pin(async move { Ok(access::list(tx, organization, user).await?) })).await
    }

    /// What access means for each user and door, also by groups: of one user, to one door, or both. A member sees
    /// what they may open themselves.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn rights(
        &self,
        actor: &Actor,
        user: Option<UserId>,
        door: Option<DoorId>,
    ) -> Result<Vec<Right>, Trouble> {
        let (organization, all, own) = (actor.organization, actor.may(Act::SeeAll), actor.user());
        self.look(move |tx| {
            Box::pin(async move {
                let mut rights = match (user, door) {
                    _ if !all => match own {
                        Some(own) => access::rights_of(tx, organization, own).await?,
                        None => Vec::new(),
                    },
                    (Some(user), _) => access::rights_of(tx, organization, user).await?,
                    (None, Some(door)) => access::rights_to(tx, organization, door).await?,
                    (None, None) => access::rights(tx, organization).await?,
                };
                rights.retain(|right| user.is_none_or(|user| right.user == user));
                rights.retain(|right| door.is_none_or(|door| right.door == door));
                Ok(rights)
            })
        })
        .await
    }

    /// Changes an access: remote unlock, or its hours. What is `None` stays.
    ///
    /// # Errors
    /// When there is none, or no such schedule.
    pub async fn change_access(
        &self,
        actor: &Actor,
        id: AccessId,
        remote_unlock: Option<bool>,
        schedule: Option<Option<ScheduleId>>,
    ) -> Result<Access, Trouble> {
        require(actor, Act::ManageAccess)?;
        let line = self.event(actor, EventKind::AccessChanged, About::default())?;
        let (actor, organization) = (*actor, actor.organization);
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let old = found(tx, organization, id).await?;
                check_rank(tx, &actor, old.holder).await?;
                let mut new = old.clone();
                new.remote_unlock = remote_unlock.unwrap_or(old.remote_unlock);
                new.schedule = schedule.unwrap_or(old.schedule);
                check_schedule(tx, organization, new.schedule).await?;
                // Turning remote unlock off is less; which of two schedules is less nobody can tell.
                if (new.remote_unlock && !old.remote_unlock) || new.schedule != old.schedule {
                    check_not_wider(tx, &actor, old.holder).await?;
                }
                if new != old {
                    access::update(tx, &new).await?;
                    let hours = [hours_of(tx, &old).await?, hours_of(tx, &new).await?];
                    let altered = Alterations::default()
                        .with("remote_unlock", &old.remote_unlock, &new.remote_unlock)
                        .with("hours_of_access", &hours[0], &hours[1]);
                    let line = told(tx, line, &new).await?.with_altered(altered);
                    event::append(tx, vec![line]).await?;
                }
                Ok(new)
            })
        })
        .await
    }

    /// Takes an access. From the answer on, links of whom it was given to open what it led to no more by it.
    ///
    /// # Errors
    /// When there is none.
    pub async fn remove_access(&self, actor: &Actor, id: AccessId) -> Result<(), Trouble> {
        require(actor, Act::ManageAccess)?;
        let line = self.event(actor, EventKind::AccessRemoved, About::default())?;
        let (actor, organization) = (*actor, actor.organization);
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let old = found(tx, organization, id).await?;
                let line = told(tx, line, &old).await?;
                check_rank(tx, &actor, old.holder).await?;
                access::delete(tx, organization, id).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await
    }
}

/// Of a group each member counts: what is given to it is given to them.
async fn users_of(tx: &mut Tx, organization: OrganizationId, holder: Holder) -> Result<Vec<UserId>, Trouble> {
    let id = match holder {
        Holder::User(id) => return Ok(vec![id]),
        Holder::Group(id) => id,
    };
    let Some(known) = group::by_id(tx, organization, id).await? else { return Ok(Vec::new()) };
    let members = group::members(tx, &known).await?;
    Ok(members.into_iter().filter_map(Member::user).collect())
}

/// Nobody gives, changes or takes what somebody of a higher role has.
pub(crate) async fn check_rank(tx: &mut Tx, actor: &Actor, holder: Holder) -> Result<(), Trouble> {
    for user in users_of(tx, actor.organization, holder).await? {
        check_holder(tx, actor, user).await?;
    }
    Ok(())
}

/// Nobody widens their own rights, but those who manage the organization's users.
pub(crate) async fn check_not_wider(tx: &mut Tx, actor: &Actor, holder: Holder) -> Result<(), Trouble> {
    users_of(tx, actor.organization, holder).await?.into_iter().try_for_each(|user| check_not_own(actor, user))
}

/// The line about an access, which says who and what; what is not there is refused.
pub(crate) async fn told(tx: &mut Tx, mut line: NewEvent, access: &Access) -> Result<NewEvent, Trouble> {
    let mut detail = Map::new();
    let mut names = Map::new();
    detail.insert("remote_unlock".to_owned(), access.remote_unlock.into());
    detail.insert("schedule".to_owned(), access.schedule.map(|id| id.to_string()).into());
    match access.holder {
        Holder::User(id) if user::by_id(tx, access.organization, id).await?.is_none() => {
            return Err(Trouble::invalid("user_id", "there is no such user; list the users to see their ids"));
        }
        Holder::User(_) => {}
        Holder::Group(id) => {
            let name = group_name(tx, access.organization, id, GroupKind::Users, "user_group_id").await?;
            detail.insert("user_group".to_owned(), id.to_string().into());
            names.insert("user group".to_owned(), name.into());
        }
    }
    match access.target {
        Target::Door(id) if door::by_id(tx, access.organization, id).await?.is_none() => {
            return Err(Trouble::invalid("door_id", "there is no such door; list the doors to see their ids"));
        }
        Target::Door(_) => {}
        Target::Group(id) => {
            let name = group_name(tx, access.organization, id, GroupKind::Doors, "door_group_id").await?;
            detail.insert("door_group".to_owned(), id.to_string().into());
            names.insert("door group".to_owned(), name.into());
        }
    }
    line.about = About { user: access.holder.user(), door: access.target.door(), ..About::default() };
    line.detail = Value::Object(detail);
    Ok(if names.is_empty() { line } else { line.with_personal(Value::Object(names)) })
}

/// The name of the schedule to which an access is bound, where it is.
async fn hours_of(tx: &mut Tx, access: &Access) -> Result<Option<String>, Trouble> {
    let Some(id) = access.schedule else { return Ok(None) };
    Ok(schedule::by_id(tx, access.organization, id).await?.map(|known| known.name))
}

async fn group_name(
    tx: &mut Tx,
    organization: OrganizationId,
    id: GroupId,
    kind: GroupKind,
    field: &'static str,
) -> Result<String, Trouble> {
    let known = group::by_id(tx, organization, id).await?.filter(|group| group.kind == kind);
    known.map(|group| group.name).ok_or_else(|| {
        Trouble::invalid(
            field,
            format!("there is no such group of {}; list the groups to see their ids", kind.as_str()),
        )
    })
}

pub(crate) async fn check_schedule(
    tx: &mut Tx,
    organization: OrganizationId,
    id: Option<ScheduleId>,
) -> Result<(), Trouble> {
    let Some(id) = id else { return Ok(()) };
    let known = schedule::by_id(tx, organization, id).await?;
    known.map(drop).ok_or_else(|| {
        Trouble::invalid("schedule_id", "there is no such schedule; list the schedules to see their ids")
    })
}

async fn found(tx: &mut Tx, organization: OrganizationId, id: AccessId) -> Result<Access, Trouble> {
    access::by_id(tx, organization, id).await?.ok_or(Trouble::NotFound("access"))
}
