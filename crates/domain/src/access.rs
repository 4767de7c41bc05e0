//! Access: who may open what, with remote unlock or without, perhaps on a schedule.

use crate::id::{AccessId, DoorId, GroupId, OrganizationId, ScheduleId, UserId};

/// A user's right, or a group's, to a door, or to a group of doors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Its id.
    pub id: AccessId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// Who may open.
    pub holder: Holder,
    /// What may be opened.
    pub target: Target,
    /// Whether it may be opened from afar: from the app, and by links that the user makes.
    pub remote_unlock: bool,
    /// The hours to which the right is bound; none means always.
    pub schedule: Option<ScheduleId>,
}

/// Who may open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holder {
    /// One user.
    User(UserId),
    /// Everybody in a group of users.
    Group(GroupId),
}

/// What may be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// One door.
    Door(DoorId),
    /// Every door of a group.
    Group(GroupId),
}

/// What an access means for one user and one door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Right {
    /// The access that it comes from.
    pub access: Access,
    /// Who may open.
    pub user: UserId,
    /// What may be opened.
    pub door: DoorId,
}

impl Holder {
    /// The user, where it is one.
    pub const fn user(self) -> Option<UserId> {
        match self {
            Self::User(id) => Some(id),
            Self::Group(_) => None,
        }
    }

    /// The group, where it is one.
    pub const fn group(self) -> Option<GroupId> {
        match self {
            Self::User(_) => None,
            Self::Group(id) => Some(id),
        }
    }
}

impl Target {
    /// The door, where it is one.
    pub const fn door(self) -> Option<DoorId> {
        match self {
            Self::Door(id) => Some(id),
            Self::Group(_) => None,
        }
    }

    /// The group, where it is one.
    pub const fn group(self) -> Option<GroupId> {
        match self {
            Self::Door(_) => None,
            Self::Group(id) => Some(id),
        }
    }
}

impl From<UserId> for Holder {
    fn from(id: UserId) -> Self {
        Self::User(id)
    }
}

impl From<DoorId> for Target {
    fn from(id: DoorId) -> Self {
        Self::Door(id)
    }
}
