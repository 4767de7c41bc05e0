//! Access: given, looked at, changed, taken.

use keylink_domain::access::Access;
use keylink_domain::actor::Actor;
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{AccessId, DoorId, OrganizationId, ScheduleId, UserId};
use keylink_domain::user::Act;
use keylink_store::{Tx, access, door, event, schedule, user};

use crate::house::{House, require};
use crate::trouble::Trouble;
use crate::user::{check_holder, check_not_own};

/// What a new access is to be.
#[derive(Debug, Clone, Copy)]
pub struct NewAccess {
    /// Who may open.
    pub user: UserId,
    /// What.
    pub door: DoorId,
    /// Whether from afar too.
    pub remote_unlock: bool,
    /// On which hours.
    pub schedule: Option<ScheduleId>,
}

impl House {
    /// Gives a user access to a door.
    ///
    /// # Errors
    /// When there is no such user, door or schedule, or the user has access already.
    pub async fn grant_access(&self, actor: &Actor, new: NewAccess) -> Result<Access, Trouble> {
        require(actor, Act::ManageAccess)?;
        let now = self.now();
        let id = AccessId::new(now, self.entropy.chance()?);
        let about = About { user: Some(new.user), door: Some(new.door), ..About::default() };
        let line = self.event(actor, EventKind::AccessGranted, about)?;
        let (actor, organization) = (*actor, actor.organization);
        self.change(&actor, move |tx| {
            Box::pin(async move {
                if user::by_id(tx, organization, new.user).await?.is_none() {
                    return Err(Trouble::invalid("user_id", "there is no such user; list the users to see their ids"));
                }
                check_holder(tx, &actor, new.user).await?;
                check_not_own(&actor, new.user)?;
                if door::by_id(tx, organization, new.door).await?.is_none() {
                    return Err(Trouble::invalid("door_id", "there is no such door; list the doors to see their ids"));
                }
                check_schedule(tx, organization, new.schedule).await?;
                let right = Access {
                    id,
                    organization,
                    user: new.user,
                    door: new.door,
                    remote_unlock: new.remote_unlock,
                    schedule: new.schedule,
                };
                let taken = |error| {
                    Trouble::taken(error, "door_id", "the user has access to this door already; change that one")
                };
                access::insert(tx, &right, now).await.map_err(taken)?;
                event::append(tx, vec![line.with_detail(described(&right))]).await?;
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
        let found = self.look(move |tx| Box::pin(found(tx, organization, id))).await?;
        if all || own == Some(found.user) { Ok(found) } else { Err(Trouble::NotFound("access")) }
    }

    /// Accesses of one user or of all, oldest first; a member sees their own.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn accesses(&self, actor: &Actor, user: Option<UserId>) -> Result<Vec<Access>, Trouble> {
        let user = if actor.may(Act::SeeAll) { user } else { actor.user() };
        let organization = actor.organization;
        self.look(move |tx| Box::pin(async move { Ok(access::list(tx, organization, user).await?) })).await
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
                check_holder(tx, &actor, old.user).await?;
                let mut new = old.clone();
                new.remote_unlock = remote_unlock.unwrap_or(old.remote_unlock);
                new.schedule = schedule.unwrap_or(old.schedule);
                check_schedule(tx, organization, new.schedule).await?;
                // Turning remote unlock off is less; which of two schedules is less nobody can tell.
                if (new.remote_unlock && !old.remote_unlock) || new.schedule != old.schedule {
                    check_not_own(&actor, old.user)?;
                }
                if new != old {
                    access::update(tx, &new).await?;
                    let mut line = line.with_detail(described(&new));
                    line.about = About { user: Some(new.user), door: Some(new.door), ..About::default() };
                    event::append(tx, vec![line]).await?;
                }
                Ok(new)
            })
        })
        .await
    }

    /// Takes an access. Links of that user open the door no more from the answer on.
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
                check_holder(tx, &actor, old.user).await?;
                access::delete(tx, organization, id).await?;
                let mut line = line;
                line.about = About { user: Some(old.user), door: Some(old.door), ..About::default() };
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await
    }
}

fn described(access: &Access) -> serde_json::Value {
    serde_json::json!({ "remote_unlock": access.remote_unlock, "schedule": access.schedule })
}

async fn check_schedule(tx: &mut Tx, organization: OrganizationId, id: Option<ScheduleId>) -> Result<(), Trouble> {
    let Some(id) = id else { return Ok(()) };
    let known = schedule::by_id(tx, organization, id).await?;
    known.map(drop).ok_or_else(|| {
        Trouble::invalid("schedule_id", "there is no such schedule; list the schedules to see their ids")
    })
}

async fn found(tx: &mut Tx, organization: OrganizationId, id: AccessId) -> Result<Access, Trouble> {
    access::by_id(tx, organization, id).await?.ok_or(Trouble::NotFound("access"))
}
