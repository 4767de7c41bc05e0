//! Doors that are removed: what ends with one is told beforehand, and then ends with it, in one transaction.

use jiff::Timestamp;
use keylink_domain::actor::Actor;
use keylink_domain::door::Door;
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{DoorId, OrganizationId};
use keylink_domain::template::Template;
use keylink_domain::user::Act;
use keylink_store::door::{DoorNow, RemovedDoor};
use keylink_store::{Tx, access, door, event, link, template};

use super::found;
use crate::house::{House, require};
use crate::seen::Seen;
use crate::trouble::Trouble;

/// What ends with a door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndsWithDoor {
    /// The door.
    pub now: DoorNow,
    /// How many links may open it now or later.
    pub links: u64,
    /// How many of them open nothing else.
    pub links_left_with_none: u64,
    /// How many users have access to it, by themselves or by a group.
    pub users: usize,
    /// How many templates of links offer it.
    pub templates: usize,
}

impl House {
    /// What would end with a door, for who is about to remove it.
    ///
    /// # Errors
    /// When there is none.
    pub async fn ends_with_door(&self, actor: &Actor, id: DoorId) -> Result<EndsWithDoor, Trouble> {
        require(actor, Act::ManageDoors)?;
        let (organization, at) = (actor.organization, self.now());
        self.look(move |tx| {
            Box::pin(async move {
                let now = found(tx, organization, id).await?;
                let opening = link::opening_door(tx, organization, id, at).await?;
                let rights = access::rights_to(tx, organization, id).await?;
                let mut users: Vec<_> = rights.iter().map(|right| right.user).collect();
                users.sort_unstable();
                users.dedup();
                Ok(EndsWithDoor {
                    now,
                    links: opening.links,
                    links_left_with_none: opening.only,
                    users: users.len(),
                    templates: offering(tx, organization, id).await?.len(),
                })
            })
        })
        .await
    }

    /// Removes a door, for good. From the answer on no press opens it, by whatever right; access to it ends, links keep their
    /// other doors, its place on the controller is free. What happened at it stays in the log, by its name.
    ///
    /// # Errors
    /// When there is none, or it is not as it was seen.
    pub async fn remove_door(&self, actor: &Actor, id: DoorId, seen: Option<Seen>) -> Result<(), Trouble> {
        require(actor, Act::ManageDoors)?;
        let line = self.event(actor, EventKind::DoorRemoved, About { door: Some(id), ..About::default() })?;
        let (organization, now) = (actor.organization, self.now());
        self.change(actor, move |tx| {
            Box::pin(async move {
                let known = found(tx, organization, id).await?.door;
                Seen::check(seen.as_ref(), &known)?;
                let detail = remove(tx, &known, now).await?;
                event::append(tx, vec![line.with_detail(detail)]).await?;
                Ok(())
            })
        })
        .await
    }

    /// The doors that were removed, for who reads the whole log; nobody else is told of doors that were not theirs.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn removed_doors(&self, actor: &Actor) -> Result<Vec<RemovedDoor>, Trouble> {
        if !actor.may(Act::SeeAll) {
            return Ok(Vec::new());
        }
        let organization = actor.organization;
        self.look(move |tx| Box::pin(async move { Ok(door::removed(tx, organization).await?) })).await
    }
}

/// Removes a door from everything that names it; tells what ended, for the log.
async fn remove(tx: &mut Tx, known: &Door, now: Timestamp) -> Result<serde_json::Value, Trouble> {
    let (organization, id) = (known.organization, known.id);
    let opening = link::opening_door(tx, organization, id, now).await?;
    let offering = offering(tx, organization, id).await?;
    let templates = offering.len();
    for mut one in offering {
        one.doors.retain(|door| *door != id);
        one.revision += 1;
        template::update(tx, &one).await?;
    }
    let ended = door::remove(tx, known, now).await?;
    Ok(serde_json::json!({
        "links": opening.links,
        "links_left_with_none": opening.only,
        "accesses": ended.accesses,
        "groups": ended.groups,
        "templates": templates,
    }))
}

/// The templates that offer a door.
async fn offering(tx: &mut Tx, organization: OrganizationId, id: DoorId) -> Result<Vec<Template>, Trouble> {
    let mut all = template::list(tx, organization).await?;
    all.retain(|one| one.doors.contains(&id));
    Ok(all)
}
