//! The heart: whether a press opens a door. `decide` is pure and the only maker of a [`Permit`].
//!
//! A link's power never exceeds its maker's: it opens door D at time t only if the link is active at t
//! and names D, its cloud key is active at t, its maker is active and has access to D with remote
//! unlock at t, and D's state and site allow remote unlock at t. A branch opens only what the link that was
//! passed on would open too. Every doubt is a refusal.

use jiff::Timestamp;

use crate::controller::DoorAddress;
use crate::credential::{self, CredentialState};
use crate::door::{self, DoorState};
use crate::hold;
use crate::id::{CredentialId, DoorId, LinkId, OrganizationId, UserId};
use crate::link::LinkState;
use crate::refusal::Refusal;
use crate::schedule::Schedule;
use crate::secret::SecretHash;
use crate::user::UserState;
use crate::validity::{Standing, Usage, Validity};
use crate::zone::Zone;

/// All that the decision rests on, read in the transaction that records it.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The tenant whose door it is.
    pub organization: OrganizationId,
    /// The link that was pressed; none when a user opens their own door.
    pub claim: Option<LinkFacts>,
    /// The link's maker, or the user who opens.
    pub user: UserFacts,
    /// The door that was asked for; none when the organization has no such door.
    pub door: Option<DoorFacts>,
    /// The user's rights to that door.
    pub access: Vec<AccessFacts>,
}

/// What is known of the link.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkFacts {
    /// Its id.
    pub id: LinkId,
    /// Whether it was revoked.
    pub state: LinkState,
    /// When it is valid.
    pub validity: Validity,
    /// How it was used so far.
    pub usage: Usage,
    /// Whether it names the door.
    pub names_door: bool,
    /// Its cloud key.
    pub cloud_key: CloudKeyFacts,
    /// The link that was passed on, where this is a branch.
    pub origin: Option<OriginFacts>,
    /// What is asked of who presses, besides the secret.
    pub asks: Asks,
    /// What they showed of it.
    pub shown: Shown,
}

/// What is known of the link that a branch comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct OriginFacts {
    /// Its id.
    pub id: LinkId,
    /// Whether it was revoked.
    pub state: LinkState,
    /// Whether it may be passed on, and has the secret that it had when it was.
    pub is_behind: bool,
    /// When it is valid.
    pub validity: Validity,
    /// How it was used so far, by its own guest and by all its branches.
    pub usage: Usage,
    /// Whether it names the door.
    pub names_door: bool,
}

/// What a link asks for besides its secret. Nothing is asked of machines, which have a secret that no guest sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asks {
    /// The PIN of this version.
    pub pin: Option<u32>,
    /// Which devices it opens on.
    pub device: DeviceAsked,
}

/// Which devices a link opens on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeviceAsked {
    /// On any.
    #[default]
    Any,
    /// On the first that opens something, and on no other from then on.
    First,
    /// On this one.
    Only(SecretHash),
}

/// What who presses showed besides the link's secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shown {
    /// That they know the PIN of this version.
    pub pin: Option<u32>,
    /// Which device it is.
    pub device: Option<SecretHash>,
}

/// What is known of the cloud key.
#[derive(Debug, Clone, PartialEq)]
pub struct CloudKeyFacts {
    /// Its id.
    pub id: CredentialId,
    /// Whether it counts.
    pub state: CredentialState,
    /// From when on.
    pub from: Option<Timestamp>,
    /// Until when.
    pub until: Option<Timestamp>,
}

/// What is known of the user.
#[derive(Debug, Clone, PartialEq)]
pub struct UserFacts {
    /// Their id.
    pub id: UserId,
    /// Whether they may act.
    pub state: UserState,
}

/// What is known of the door and its site.
#[derive(Debug, Clone, PartialEq)]
pub struct DoorFacts {
    /// Its id.
    pub id: DoorId,
    /// The policy set by hand.
    pub state: DoorState,
    /// The policy by schedule.
    pub plan: Option<(DoorState, Schedule)>,
    /// Where its hardware is.
    pub address: Option<DoorAddress>,
    /// How long the lock is released, in milliseconds.
    pub pulse_ms: u32,
    /// The zone of its site.
    pub zone: Zone,
    /// Whether its site is locked down.
    pub lockdown: bool,
}

/// One of the user's rights to the door.
#[derive(Debug, Clone, PartialEq)]
pub struct AccessFacts {
    /// Whether it includes opening from afar.
    pub remote_unlock: bool,
    /// The hours it is bound to.
    pub schedule: Option<Schedule>,
}

/// That one door may be opened once, now. Only [`decide`] makes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Permit {
    organization: OrganizationId,
    door: DoorId,
    address: DoorAddress,
    pulse_ms: u32,
    user: UserId,
    link: Option<LinkId>,
    credential: Option<CredentialId>,
    binds: Option<SecretHash>,
    at: Timestamp,
}

impl Permit {
    /// The tenant whose door it is.
    pub const fn organization(&self) -> OrganizationId {
        self.organization
    }
    /// The door that may be opened.
    pub const fn door(&self) -> DoorId {
        self.door
    }
    /// Where its hardware is.
    pub const fn address(&self) -> &DoorAddress {
        &self.address
    }
    /// How long the lock is released, in milliseconds.
    pub const fn pulse_ms(&self) -> u32 {
        self.pulse_ms
    }
    /// The user by whose right it opens.
    pub const fn user(&self) -> UserId {
        self.user
    }
    /// The link by which it opens.
    pub const fn link(&self) -> Option<LinkId> {
        self.link
    }
    /// The cloud key under which the link was made.
    pub const fn credential(&self) -> Option<CredentialId> {
        self.credential
    }
    /// The device that the link is bound to by this opening.
    pub const fn binds(&self) -> Option<SecretHash> {
        self.binds
    }
    /// The instant for which it was decided.
    pub const fn at(&self) -> Timestamp {
        self.at
    }
}

/// Decides whether the door may be opened at `now`.
///
/// # Errors
/// The first reason why not, in the order in which a person would want to hear it: the link, its
/// cloud key, its maker, the maker's access, the site, the door.
pub fn decide(facts: &Facts, now: Timestamp) -> Result<Permit, Refusal> {
    if let Some(link) = &facts.claim {
        check_link(link, now)?;
    }
    if facts.user.state != UserState::Active {
        return Err(Refusal::UserInactive);
    }
    let door = facts.door.as_ref().ok_or(Refusal::NoAccess)?;
    check_access(&facts.access, &door.zone, now)?;
    let (state, address) = check_door(door, now)?;
    Ok(Permit {
        organization: facts.organization,
        door: door.id,
        pulse_ms: hold::pulse_ms(state == DoorState::Unlocked, address.driver, door.pulse_ms),
        address,
        user: facts.user.id,
        link: facts.claim.as_ref().map(|link| link.id),
        credential: facts.claim.as_ref().map(|link| link.cloud_key.id),
        binds: facts.claim.as_ref().and_then(binds),
        at: now,
    })
}

fn check_link(link: &LinkFacts, now: Timestamp) -> Result<(), Refusal> {
    if let LinkState::Revoked { .. } = link.state {
        return Err(Refusal::LinkRevoked);
    }
    let origin = link.origin.as_ref();
    if origin.is_some_and(|origin| !origin.is_behind || matches!(origin.state, LinkState::Revoked { .. })) {
        return Err(Refusal::OriginWithdrawn);
    }
    check_standing(link, now)?;
    check_asked(link)?;
    if !link.names_door || origin.is_some_and(|origin| !origin.names_door) {
        return Err(Refusal::DoorNotOnLink);
    }
    let key = &link.cloud_key;
    if credential::is_active(key.state, key.from, key.until, now) { Ok(()) } else { Err(Refusal::CloudKeyInactive) }
}

/// A branch is in force when both are, it and the link that was passed on.
fn check_standing(link: &LinkFacts, now: Timestamp) -> Result<(), Refusal> {
    let own = link.validity.standing(link.usage, now);
    let standing = link.origin.as_ref().map_or(own, |origin| own.and(origin.validity.standing(origin.usage, now)));
    match standing {
        Standing::Active { .. } => Ok(()),
        Standing::NotYet { .. } => Err(Refusal::LinkNotYetValid),
        Standing::Expired { .. } => Err(Refusal::LinkExpired),
        Standing::UsedUp { .. } => Err(Refusal::LinkUsedUp),
        Standing::OutsideHours { .. } => Err(Refusal::LinkOutsideHours),
    }
}

/// Whether what the link asks for besides its secret was shown. Pages ask this before a press, too.
///
/// # Errors
/// What is missing: the PIN first, because who does not know it is told nothing of devices.
pub fn check_asked(link: &LinkFacts) -> Result<(), Refusal> {
    let (asks, shown) = (link.asks, link.shown);
    if asks.pin.is_some() && asks.pin != shown.pin {
        return Err(Refusal::PinNeeded);
    }
    match (asks.device, shown.device) {
        (DeviceAsked::Any, _) | (DeviceAsked::First, Some(_)) => Ok(()),
        (DeviceAsked::Only(bound), Some(device)) if bound == device => Ok(()),
        (DeviceAsked::Only(_), _) => Err(Refusal::OtherDevice),
        (DeviceAsked::First, None) => Err(Refusal::DeviceUnknown),
    }
}

/// The device that an opening binds the link to, where it does.
fn binds(link: &LinkFacts) -> Option<SecretHash> {
    link.shown.device.filter(|_| link.asks.device == DeviceAsked::First)
}

/// Any one right that holds now is enough; otherwise the refusal names the nearest miss.
fn check_access(access: &[AccessFacts], zone: &Zone, now: Timestamp) -> Result<(), Refusal> {
    let mut nearest = Refusal::NoAccess;
    for right in access {
        if !right.remote_unlock {
            if nearest == Refusal::NoAccess {
                nearest = Refusal::NoRemoteUnlock;
            }
            continue;
        }
        match &right.schedule {
            Some(schedule) if !schedule.contains(now, zone) => nearest = Refusal::AccessOutsideSchedule,
            Some(_) | None => return Ok(()),
        }
    }
    Err(nearest)
}

/// When the door opens again, where the hours of access are in the way now, and nothing else then.
pub fn next_opening(facts: &Facts, now: Timestamp) -> Option<Timestamp> {
    let next = next_hours(&facts.access, &facts.door.as_ref()?.zone, now)?;
    decide(facts, next).is_ok().then_some(next)
}

/// When these rights open the door again, where nothing but their hours is in the way now.
pub fn next_hours(access: &[AccessFacts], zone: &Zone, now: Timestamp) -> Option<Timestamp> {
    if check_access(access, zone, now) != Err(Refusal::AccessOutsideSchedule) {
        return None;
    }
    let schedules = access.iter().filter(|right| right.remote_unlock).filter_map(|right| right.schedule.as_ref());
    schedules.filter_map(|schedule| schedule.next_opening(now, zone)).min()
}

/// Which policy is in force, and where the hardware is.
fn check_door(door: &DoorFacts, now: Timestamp) -> Result<(DoorState, DoorAddress), Refusal> {
    if door.lockdown {
        return Err(Refusal::SiteLockdown);
    }
    let plan = door.plan.as_ref().map(|(state, schedule)| (*state, schedule));
    let state = door::state_at(door.state, plan, now, &door.zone);
    match state {
        DoorState::Standard | DoorState::Unlocked => {}
        DoorState::OnsiteOnly => return Err(Refusal::DoorOnsiteOnly),
        DoorState::Locked => return Err(Refusal::DoorLocked),
    }
    Ok((state, door.address.clone().ok_or(Refusal::DoorNotWired)?))
}
