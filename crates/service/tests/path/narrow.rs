//! Every way in which a right gets narrower, each with what it must be refused as, and how it is undone.

use jiff::SignedDuration;
use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::credential::{CredentialKind, CredentialState};
use keylink_domain::door::DoorState;
use keylink_domain::event::EventKind;
use keylink_domain::id::{AccessId, CredentialId, DoorId, SiteId, UserId};
use keylink_domain::moment::Moment;
use keylink_domain::refusal::Refusal;
use keylink_domain::user::{Role, UserState};
use keylink_service::House;
use keylink_service::access::NewAccess;
use keylink_service::credential::{ChangeCredential, NewCredential};
use keylink_service::door::ChangeDoor;
use keylink_service::link::{ChangeLink, NewLink};
use keylink_service::site::SiteInput;
use keylink_service::user::UserInput;

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
}

impl Narrowing {
    /// Those that end a guest's link.
    pub const OF_LINKS: [Self; 12] = [
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
    ];
    /// Those that end a user's own way in.
    pub const OF_USERS: [Self; 6] = [
        Self::MakerSuspended,
        Self::RemoteUnlockTaken,
        Self::AccessRemoved,
        Self::DoorLocked,
        Self::DoorOnsiteOnly,
        Self::SiteLockedDown,
    ];

    /// What every later press must hear.
    pub const fn refusal(self) -> Refusal {
        match self {
            Self::LinkRevoked => Refusal::LinkRevoked,
            Self::LinkRotated => Refusal::UnknownLink,
            Self::DoorOffTheLink => Refusal::DoorNotOnLink,
            Self::WindowEnded => Refusal::LinkExpired,
            Self::KeySuspended | Self::KeyRevoked => Refusal::CloudKeyInactive,
            Self::MakerSuspended => Refusal::UserInactive,
            Self::RemoteUnlockTaken => Refusal::NoRemoteUnlock,
            Self::AccessRemoved => Refusal::NoAccess,
            Self::DoorLocked => Refusal::DoorLocked,
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
            Self::DoorLocked | Self::DoorOnsiteOnly => EventKind::DoorChanged,
            Self::SiteLockedDown => EventKind::SiteLockdown,
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
}

impl Right {
    /// A member with a right to the door, a cloud key of theirs, and a link under it.
    pub async fn new(many: &Many, door: DoorId, other: DoorId) -> Self {
        let (house, owner) = (many.scene.house(), &many.scene.owner);
        let email = format!("ben{}@lindenhof.example", house.newest_event(owner).await.unwrap());
        let input = UserInput {
            name: Some("Ben".to_owned()),
            email: Some(email),
            role: Some(Role::Member),
            ..UserInput::default()
        };
        let maker = house.add_user(owner, input).await.unwrap().id;
        let grant = async |door| {
            let new = NewAccess { user: maker, door, remote_unlock: true, schedule: None };
            house.grant_access(owner, new).await.unwrap().id
        };
        grant(other).await;
        let access = grant(door).await;
        let new = NewCredential {
            user: maker,
            kind: CredentialKind::CloudKey,
            name: "Key".to_owned(),
            from: None,
            until: None,
        };
        let key = house.add_credential(owner, new).await.unwrap().id;
        let site = house.sites(owner).await.unwrap()[0].id;
        let new =
            NewLink { name: "Mia".to_owned(), doors: vec![door, other], credential: Some(key), ..NewLink::default() };
        let link = many.scene.link_by(&member(many, maker), new).await;
        Self { link, door, maker, other, site, key, access }
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
        }
    }

    /// Undoes what other rights would suffer from.
    pub async fn undo(&self, how: Narrowing, house: &House, owner: &Actor) {
        match how {
            Narrowing::DoorLocked | Narrowing::DoorOnsiteOnly => self.set_door(house, owner, DoorState::Standard).await,
            Narrowing::SiteLockedDown => self.set_lockdown(house, owner, false).await,
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

    async fn set_lockdown(&self, house: &House, owner: &Actor, lockdown: bool) {
        let input = SiteInput { lockdown: Some(lockdown), ..SiteInput::default() };
        house.change_site(owner, self.site, input).await.unwrap();
    }
}

fn member(many: &Many, id: UserId) -> Actor {
    let who = Who::User { id, role: Role::Member, via: Via::Console };
    Actor { organization: many.scene.owner.organization, who }
}
