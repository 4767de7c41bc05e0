//! Doors as those see them who have access to them.

use jiff::Timestamp;
use keylink_domain::access::Right;
use keylink_domain::actor::Actor;
use keylink_domain::authority::{self, AccessFacts};
use keylink_domain::door::DoorState;
use keylink_domain::id::DoorId;
use keylink_domain::schedule::Schedule;
use keylink_domain::user::Act;
use keylink_store::door::DoorNow;
use keylink_store::{access, door, schedule};

use crate::house::{House, require};
use crate::trouble::Trouble;

/// A door that somebody has access to.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnDoor {
    /// The door, and how it stands.
    pub now: DoorNow,
    /// Whether they may open it from afar, and share it.
    pub remote_unlock: bool,
    /// When they may open it again, where the hours of their access are in the way now.
    pub opens_next: Option<Timestamp>,
}

impl House {
    /// The doors that the actor has access to, oldest first: what their app shows.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn own_doors(&self, actor: &Actor) -> Result<Vec<OwnDoor>, Trouble> {
        require(actor, Act::SeeOwn)?;
        let (organization, Some(user)) = (actor.organization, actor.user()) else { return Ok(Vec::new()) };
        let at = self.now();
        self.look(move |tx| {
            Box::pin(async move {
                let rights = access::rights_of(tx, organization, user).await?;
                let doors = door::list(tx, organization).await?;
                let schedules = match rights.iter().any(|right| right.access.schedule.is_some()) {
                    true => schedule::list(tx, organization).await?,
                    false => Vec::new(),
                };
                let own = doors.into_iter().filter_map(|now| {
                    let access = facts_of(&rights, &schedules, now.door.id);
                    let remote_unlock = access.iter().any(|right| right.remote_unlock);
                    let opens_next = authority::next_hours(&access, &now.zone, at)
                        .filter(|then| matches!(now.in_force(*then).state, DoorState::Standard | DoorState::Unlocked));
                    (!access.is_empty()).then_some(OwnDoor { now, remote_unlock, opens_next })
                });
                Ok(own.collect())
            })
        })
        .await
    }

    /// Whether the actor has access to a door; any other is not there for them. It is asked before every press of theirs,
    /// so it reads their rights and nothing else.
    ///
    /// # Errors
    /// When they have none.
    pub async fn check_own_door(&self, actor: &Actor, id: DoorId) -> Result<(), Trouble> {
        require(actor, Act::SeeOwn)?;
        let (organization, Some(user)) = (actor.organization, actor.user()) else {
            return Err(Trouble::NotFound("door"));
        };
        let rights =
            self.look(move |tx| Box::pin(async move { Ok(access::rights_of(tx, organization, user).await?) })).await?;
        rights.iter().any(|right| right.door == id).then_some(()).ok_or(Trouble::NotFound("door"))
    }
}

/// The rights to a door, as a decision looks at them. A schedule that is not there any more opens at no hour.
fn facts_of(rights: &[Right], schedules: &[Schedule], door: DoorId) -> Vec<AccessFacts> {
    let to_it = rights.iter().filter(|right| right.door == door);
    let facts = to_it.filter_map(|right| {
        let schedule = match right.access.schedule {
            Some(id) => Some(schedules.iter().find(|schedule| schedule.id == id)?.clone()),
            None => None,
        };
        Some(AccessFacts { remote_unlock: right.access.remote_unlock, schedule })
    });
    facts.collect()
}
