//! A group: users, or doors, under one name, so that access is given to many at once.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::door::spelled;
use crate::id::{DoorId, GroupId, OrganizationId, UserId};

/// In how many groups one user or one door may be: a decision looks at each pair of them.
pub const MAX_GROUPS_OF_ONE: usize = 20;

/// Users, or doors, under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// Whether it holds users or doors.
    pub kind: GroupKind,
    /// What people call it: "Staff", "Ground floor".
    pub name: String,
}

/// What a group holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// Users.
    Users,
    /// Doors.
    Doors,
}

spelled!(GroupKind: Users = "users", Doors = "doors");

/// One of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Member {
    /// A user.
    User(UserId),
    /// A door.
    Door(DoorId),
}

impl GroupKind {
    /// The member of such a group that has this id.
    pub const fn member(self, id: Uuid) -> Member {
        match self {
            Self::Users => Member::User(UserId::from_uuid(id)),
            Self::Doors => Member::Door(DoorId::from_uuid(id)),
        }
    }
}

impl Member {
    /// Its id.
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::User(id) => id.uuid(),
            Self::Door(id) => id.uuid(),
        }
    }

    /// What kind of group it can be in.
    pub const fn kind(self) -> GroupKind {
        match self {
            Self::User(_) => GroupKind::Users,
            Self::Door(_) => GroupKind::Doors,
        }
    }

    /// The user, where it is one.
    pub const fn user(self) -> Option<UserId> {
        match self {
            Self::User(id) => Some(id),
            Self::Door(_) => None,
        }
    }

    /// The door, where it is one.
    pub const fn door(self) -> Option<DoorId> {
        match self {
            Self::User(_) => None,
            Self::Door(id) => Some(id),
        }
    }
}
