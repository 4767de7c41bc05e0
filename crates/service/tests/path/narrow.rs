//! Every way in which a right gets narrower, each with what it must be refused as, and how it is undone.

use jiff::SignedDuration;
use keylink_domain::access::{Holder, Target};
use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::credential::{CredentialKind, CredentialState};
use keylink_domain::door::{DoorPlan, DoorState};
use keylink_domain::event::EventKind;
use keylink_domain::group::GroupKind;
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::{AccessId, CredentialId, DoorId, GroupId, ScheduleId, SiteId, UserId};
use keylink_domain::moment::Moment;
use keylink_domain::refusal::Refusal;
use keylink_domain::schedule::Holidays;
use keylink_domain::user::{Role, UserState};
use keylink_service::House;
use keylink_service::access::NewAccess;
use keylink_service::credential::{ChangeCredential, NewCredential};
use keylink_service::door::ChangeDoor;
use keylink_service::group::ChangeGroup;
use keylink_service::link::{ChangeLink, NewLink};
use keylink_service::site::SiteInput;
use keylink_service::user::UserInput;
use uuid::Uuid;

use crate::many::Many;
use crate::scene::TestLink;

/// What makes the right narrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Narrowing {
    LinkRevoked,
    LinkRotated,
    DoorOffTheLink,
    WindowEnded,
    KeySuspended,
    KeyRevoked,
    MakerSuspended,
    RemoteUnlockTaken,
    AccessRemoved,
    DoorLocked,
    DoorOnsiteOnly,
    SiteLockedDown,
    OutOfTheGroup,
    DoorOutOfTheGroup,
    GroupRemoved,
    LockedBySchedule,
    DoorRemoved,
    OwnDoorRemoved,
}

impl Narrowing {
    /// Those that end a guest's link.
    pub const OF_LINKS: [Self; 17] = [
        Self::LinkRevoked,
        Self::LinkRotated,
        Self::DoorOffTheLink,
        Self::WindowEnded,
        Self::KeySuspended,
        Self::KeyRevoked,
        Self::MakerSuspended,
        Self::RemoteUnlockTaken,
        Self::AccessRemoved,
        Self::DoorLocked,
        Self::DoorOnsiteOnly,
        Self::SiteLockedDown,
        Self::OutOfTheGroup,
        Self::DoorOutOfTheGroup,
        Self::GroupRemoved,
        Self::LockedBySchedule,
        Self::DoorRemoved,
    ];
    /// Those that end a user's own way in.
    pub const OF_USERS: [Self; 11] = [
        Self::MakerSuspended,
        Self::RemoteUnlockTaken,
        Self::AccessRemoved,
        Self::DoorLocked,
        Self::DoorOnsiteOnly,
        Self::SiteLockedDown,
        Self::OutOfTheGroup,
        Self::DoorOutOfTheGroup,
        Self::GroupRemoved,
        Self::LockedBySchedule,
        Self::OwnDoorRemoved,
    ];

    /// Whether the door is none any more afterwards.
    pub const fn is_for_good(self) -> bool {
        matches!(self, Self::DoorRemoved | Self::OwnDoorRemoved)
    }

    /// Whether the right is given by groups, and by nothing else.
    const fn is_of_groups(self) -> bool {
        matches!(self, Self::OutOfTheGroup | Self::DoorOutOfTheGroup | Self::GroupRemoved)
    }

    /// What every later press must hear.
    pub const fn refusal(self) -> Refusal {
        match self {
            Self::LinkRevoked => Refusal::LinkRevoked,
            Self::LinkRotated => Refusal::UnknownLink,
            Self::DoorOffTheLink | Self::DoorRemoved => Refusal::DoorNotOnLink,
            Self::WindowEnded => Refusal::LinkExpired,
            Self::KeySuspended | Self::KeyRevoked => Refusal::CloudKeyInactive,
            Self::MakerSuspended => Refusal::UserInactive,
            Self::RemoteUnlockTaken => Refusal::NoRemoteUnlock,
            Self::AccessRemoved
            | Self::OutOfTheGroup
            | Self::DoorOutOfTheGroup
            | Self::GroupRemoved
            | Self::OwnDoorRemoved => Refusal::NoAccess,
            Self::DoorLocked | Self::LockedBySchedule => Refusal::DoorLocked,
            Self::DoorOnsiteOnly => Refusal::DoorOnsiteOnly,
            Self::SiteLockedDown => Refusal::SiteLockdown,
        }
    }

    /// Its line in the log.
    pub const fn line(self) -> EventKind {
        match self {
            Self::LinkRevoked => EventKind::LinkRevoked,
            Self::LinkRotated => EventKind::LinkRotated,
            Self::DoorOffTheLink | Self::WindowEnded => EventKind::LinkChanged,
            Self::KeySuspended => EventKind::CredentialChanged,
            Self::KeyRevoked => EventKind::CredentialRevoked,
            Self::MakerSuspended => EventKind::UserChanged,
            Self::RemoteUnlockTaken => EventKind::AccessChanged,
            Self::AccessRemoved => EventKind::AccessRemoved,
            Self::DoorLocked | Self::DoorOnsiteOnly | Self::LockedBySchedule => EventKind::DoorChanged,
            Self::OutOfTheGroup | Self::DoorOutOfTheGroup => EventKind::GroupLeft,
            Self::GroupRemoved => EventKind::GroupRemoved,
            Self::SiteLockedDown => EventKind::SiteLockdown,
            Self::DoorRemoved | Self::OwnDoorRemoved => EventKind::DoorRemoved,
        }
    }
}

/// One guest's link, and all that it rests on.
pub struct Right {
    pub link: TestLink,
    pub door: DoorId,
    pub maker: UserId,
    other: DoorId,
    site: SiteId,
    key: CredentialId,
    access: AccessId,
    users: GroupId,
    doors: GroupId,
    always: ScheduleId,
}

impl Right {
    /// A member with a right to the door, a cloud key of theirs, and a link under it; `how` it will get narrower.
    pub async fn new(many: &Many, how: Narrowing, door: DoorId, other: DoorId) -> Self {
        let (house, owner) = (many.scene.house(), &many.scene.owner);
        let email = format!("ben{}@lindenhof.example", house.newest_event(owner).await.unwrap());
        let input = UserInput {
            name: Some("Ben".to_owned()),
            email: Some(email),
            role: Some(Role::Member),
            ..UserInput::default()
        };
        let maker = house.add_user(owner, input).await.unwrap().id;
        let users = house.add_group(owner, GroupKind::Users, "Staff", vec![maker.uuid()]).await.unwrap().group.id;
        let doors = house.add_group(owner, GroupKind::Doors, "Outer", vec![door.uuid()]).await.unwrap().group.id;
        let grant = async |holder, target| {
            let new = NewAccess { holder, target, remote_unlock: true, schedule: None };
            house.grant_access(owner, new).await.unwrap().id
        };
        grant(maker.into(), other.into()).await;
        let access = match how.is_of_groups() {
            true => grant(Holder::Group(users), Target::Group(doors)).await,
            false => grant(maker.into(), door.into()).await,
        };
        let week = WeeklyHours::parse("mon-sun 00:00-24:00").unwrap();
        let always = house.add_schedule(owner, "Always", week, Holidays::default()).await.unwrap().id;
        let new = NewCredential {
            user: maker,
            kind: CredentialKind::CloudKey,
            name: "Key".to_owned(),
            number: None,
            from: None,
            until: None,
        };
        let key = house.add_credential(owner, new).await.unwrap().id;
        let site = house.sites(owner).await.unwrap()[0].id;
        let new =
            NewLink { name: "Mia".to_owned(), doors: vec![door, other], credential: Some(key), ..NewLink::default() };
        let link = many.scene.link_by(&member(many, maker), new).await;
        Self { link, door, maker, other, site, key, access, users, doors, always }
    }

    /// The maker, at their own door.
    pub fn maker(&self, many: &Many) -> Actor {
        member(many, self.maker)
    }

    pub async fn narrow(&self, how: Narrowing, house: &House, owner: &Actor) {
        match how {
            Narrowing::LinkRevoked => drop(house.revoke_link(owner, self.link.id).await.unwrap()),
            Narrowing::LinkRotated => drop(house.rotate_link(owner, self.link.id, None).await.unwrap()),
            Narrowing::DoorOffTheLink => {
                let change = ChangeLink { doors: Some(vec![self.other]), ..ChangeLink::default() };
                house.change_link(owner, self.link.id, change).await.unwrap();
            }
            Narrowing::WindowEnded => {
                // Instants are kept to the millisecond, and this one must be past when the change is acknowledged.
                let until = Moment::Instant(house.now().saturating_sub(SignedDuration::from_millis(1)).unwrap());
                let change = ChangeLink { until: Some(Some(until)), ..ChangeLink::default() };
                house.change_link(owner, self.link.id, change).await.unwrap();
            }
            Narrowing::KeySuspended => self.set_key(house, owner, CredentialState::Suspended).await,
            Narrowing::KeyRevoked => self.set_key(house, owner, CredentialState::Revoked).await,
            Narrowing::MakerSuspended => self.set_maker(house, owner, UserState::Suspended).await,
            Narrowing::RemoteUnlockTaken => {
                house.change_access(owner, self.access, Some(false), None).await.unwrap();
            }
            Narrowing::AccessRemoved => house.remove_access(owner, self.access).await.unwrap(),
            Narrowing::DoorLocked => self.set_door(house, owner, DoorState::Locked).await,
            Narrowing::DoorOnsiteOnly => self.set_door(house, owner, DoorState::OnsiteOnly).await,
            Narrowing::SiteLockedDown => self.set_lockdown(house, owner, true).await,
            Narrowing::OutOfTheGroup => self.take_out(house, owner, self.users, self.maker.uuid()).await,
            Narrowing::DoorOutOfTheGroup => self.take_out(house, owner, self.doors, self.door.uuid()).await,
            Narrowing::GroupRemoved => house.remove_group(owner, self.users).await.unwrap(),
            Narrowing::DoorRemoved | Narrowing::OwnDoorRemoved => {
                house.remove_door(owner, self.door, None).await.unwrap();
            }
            Narrowing::LockedBySchedule => {
                let plan = DoorPlan { state: DoorState::Locked, schedule: self.always };
                self.set_plan(house, owner, Some(plan)).await;
            }
        }
    }

    /// Undoes what other rights would suffer from.
    pub async fn undo(&self, how: Narrowing, house: &House, owner: &Actor) {
        match how {
            Narrowing::DoorLocked | Narrowing::DoorOnsiteOnly => self.set_door(house, owner, DoorState::Standard).await,
            Narrowing::SiteLockedDown => self.set_lockdown(house, owner, false).await,
            Narrowing::LockedBySchedule => self.set_plan(house, owner, None).await,
            _ => {}
        }
    }

    async fn set_key(&self, house: &House, owner: &Actor, state: CredentialState) {
        let change = ChangeCredential { state: Some(state), ..ChangeCredential::default() };
        house.change_credential(owner, self.key, change).await.unwrap();
    }

    async fn set_maker(&self, house: &House, owner: &Actor, state: UserState) {
        let input = UserInput { state: Some(state), ..UserInput::default() };
        house.change_user(owner, self.maker, input).await.unwrap();
    }

    async fn set_door(&self, house: &House, owner: &Actor, state: DoorState) {
        let change = ChangeDoor { state: Some(state), ..ChangeDoor::default() };
        house.change_door(owner, self.door, change).await.unwrap();
    }

    async fn set_plan(&self, house: &House, owner: &Actor, plan: Option<DoorPlan>) {
        let change = ChangeDoor { plan: Some(plan), ..ChangeDoor::default() };
        house.change_door(owner, self.door, change).await.unwrap();
    }

    async fn take_out(&self, house: &House, owner: &Actor, group: GroupId, member: Uuid) {
        let change = ChangeGroup { remove: vec![member], ..ChangeGroup::default() };
        house.change_group(owner, group, change).await.unwrap();
    }

    async fn set_lockdown(&self, house: &House, owner: &Actor, lockdown: bool) {
        let input = SiteInput { lockdown: Some(lockdown), ..SiteInput::default() };
        house.change_site(owner, self.site, input).await.unwrap();
    }
}

fn member(many: &Many, id: UserId) -> Actor {
    let who = Who::User { id, role: Role::Member, via: Via::Console };
    Actor::new(many.scene.owner.organization, who)
}
