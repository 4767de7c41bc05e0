//! What a link may be made of: a maker, a cloud key that counts, doors that the maker may share, words.

use std::collections::BTreeSet;

use jiff::Timestamp;
use keylink_domain::access::Right;
use keylink_domain::actor::{Actor, Who};
use keylink_domain::credential::{Credential, CredentialKind};
use keylink_domain::id::{CredentialId, DoorId, OrganizationId, ScheduleId, UserId};
use keylink_domain::link::MAX_DOORS;
use keylink_domain::text::{Name, Note};
use keylink_domain::user::{Act, UserState};
use keylink_domain::zone::Zone;
use keylink_store::{Tx, access, credential, door, schedule, site, user};

use crate::trouble::Trouble;
use crate::user::check_holder;

/// Under whose cloud key the link is made: one's own, or, by who manages everybody's links, that of the key's holder.
pub(super) async fn maker(
    tx: &mut Tx,
    actor: &Actor,
    named: Option<UserId>,
    key: Option<CredentialId>,
) -> Result<UserId, Trouble> {
    match (actor.who, named) {
        (Who::User { id, .. }, None) => holder(tx, actor, id, key).await,
        (Who::User { id, .. }, Some(named)) if id == named => Ok(id),
        (Who::User { .. }, Some(_)) => Err(Trouble::Forbidden),
        (Who::Operator, Some(named)) => {
            let known = user::by_id(tx, actor.organization, named).await?;
            known.map(|user| user.id).ok_or_else(|| Trouble::invalid("maker", "there is no such user"))
        }
        (Who::Operator, None) => {
            let users = user::list(tx, actor.organization).await?;
            let owner = users
                .iter()
                .filter(|user| user.state == UserState::Active)
                .min_by_key(|user| user.role)
                .map(|user| user.id);
            owner.ok_or_else(|| {
                Trouble::invalid("maker", "the organization has no user yet; open the set-up link first")
            })
        }
    }
}

/// Whose the named key is, where the actor may use it; else the actor, who is told then that it is no key of theirs.
async fn holder(tx: &mut Tx, actor: &Actor, own: UserId, key: Option<CredentialId>) -> Result<UserId, Trouble> {
    let Some(key) = key.filter(|_| actor.may(Act::ManageAllLinks)) else { return Ok(own) };
    match credential::by_id(tx, actor.organization, key).await? {
        Some(known) if known.user != own => {
            check_holder(tx, actor, known.user).await?;
            Ok(known.user)
        }
        Some(_) | None => Ok(own),
    }
}

pub(super) async fn cloud_key(
    tx: &mut Tx,
    organization: OrganizationId,
    maker: UserId,
    named: Option<CredentialId>,
    now: Timestamp,
) -> Result<Credential, Trouble> {
    let keys = credential::list(tx, organization, Some(maker)).await?;
    let mut keys = keys.into_iter().filter(|key| key.kind == CredentialKind::CloudKey && key.is_active(now));
    match named {
        Some(id) => keys.find(|key| key.id == id).ok_or_else(|| {
            Trouble::invalid(
                "credential_id",
                "this is no cloud key of yours that counts now; leave it out to use your first",
            )
        }),
        None => keys.next().ok_or_else(|| {
            Trouble::invalid("credential_id", "you have no cloud key that counts now; an administrator can give you one (People, Add user credential)")
        }),
    }
}

/// The doors must be there and the maker must be able to share each of them: a link is never worth
/// more than its maker, so one that could open nothing is not made.
pub(super) async fn check_doors(
    tx: &mut Tx,
    actor: &Actor,
    maker: UserId,
    doors: Vec<DoorId>,
) -> Result<Vec<DoorId>, Trouble> {
    let organization = actor.organization;
    let mut unique: Vec<DoorId> = Vec::with_capacity(doors.len());
    doors.into_iter().for_each(|door| {
        if !unique.contains(&door) {
            unique.push(door)
        }
    });
    if unique.is_empty() || unique.len() > MAX_DOORS {
        return Err(Trouble::invalid("doors", format!("name 1 to {MAX_DOORS} doors by their ids")));
    }
    let rights = access::rights_of(tx, organization, maker).await?;
    for id in &unique {
        let to_it: Vec<_> = rights.iter().filter(|right| right.door == *id).collect();
        // Whoever may not see all is not told of doors that are not theirs, by no answer.
        let may_know = !to_it.is_empty() || actor.may(Act::SeeAll);
        let Some(known) = door::by_id(tx, organization, *id).await?.filter(|_| may_know) else {
            return Err(Trouble::invalid("doors", format!("there is no door {id}; list the doors to see their ids")));
        };
        // Any one right that includes it is enough, be it their own or a group's.
        if !to_it.iter().any(|right| right.access.remote_unlock) {
            return Err(Trouble::invalid(
                "doors",
                format!(
                    "the link's maker has no access with remote unlock to \u{201c}{}\u{201d}; an administrator can give \
                     it",
                    known.door.name
                ),
            ));
        }
    }
    Ok(unique)
}

/// What is to be said of doors that open at certain hours only, because the maker's own access does.
pub(super) async fn said_of_hours(
    tx: &mut Tx,
    organization: OrganizationId,
    maker: UserId,
    doors: &[DoorId],
) -> Result<Vec<String>, Trouble> {
    let rights = access::rights_of(tx, organization, maker).await?;
    let mut said = Vec::new();
    for id in doors {
        let Some(bound) = schedules_of(&rights, *id) else { continue };
        let (Some(first), Some(known)) = (bound.first(), door::by_id(tx, organization, *id).await?) else { continue };
        let Some(schedule) = schedule::by_id(tx, organization, *first).await? else { continue };
        let hours = match bound.len() {
            1 => format!("\u{201c}{}\u{201d} ({})", schedule.name, schedule.hours),
            _ => "several schedules".to_owned(),
        };
        said.push(format!(
            "\u{201c}{}\u{201d} opens only in the hours of {hours}, as for the maker of the link",
            known.door.name
        ));
    }
    Ok(said)
}

/// The schedules to which every right to open a door from afar is bound; none where one is bound to no hours.
fn schedules_of(rights: &[Right], door: DoorId) -> Option<BTreeSet<ScheduleId>> {
    let to_it = rights.iter().filter(|right| right.door == door && right.access.remote_unlock);
    to_it.map(|right| right.access.schedule).collect()
}

/// The zone in which the link's times are meant: that of its first door's site.
pub(super) async fn zone_of(tx: &mut Tx, organization: OrganizationId, doors: &[DoorId]) -> Result<Zone, Trouble> {
    let first = doors.first().copied().ok_or(Trouble::NotFound("door"))?;
    let known = door::by_id(tx, organization, first).await?.ok_or(Trouble::NotFound("door"))?;
    let site = site::by_id(tx, organization, known.door.site).await?.ok_or(Trouble::NotFound("site"))?;
    Ok(site.zone)
}

pub(super) fn name(text: &str) -> Result<String, Trouble> {
    Name::parse(text).map(|name| name.as_str().to_owned()).map_err(Trouble::text("name"))
}

pub(super) fn description(text: &str) -> Result<String, Trouble> {
    Note::parse(text).map(|note| note.as_str().to_owned()).map_err(Trouble::text("description"))
}

pub(crate) fn language(tag: Option<String>) -> Result<Option<String>, Trouble> {
    let Some(tag) = tag else { return Ok(None) };
    let fits = (2..=35).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if fits { Ok(Some(tag)) } else { Err(Trouble::invalid("language", "give a language tag such as en or pt-BR")) }
}
