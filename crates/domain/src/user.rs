//! A user: a person with a login, and what each role may do.

use serde::{Deserialize, Serialize};

use crate::door::spelled;
use crate::id::{OrganizationId, UserId};

/// A person with a login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// The tenant they belong to.
    pub organization: OrganizationId,
    /// What guests see: "Anna".
    pub name: String,
    /// Where mail reaches them, and what they sign in with.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Whether they may do anything at all.
    pub state: UserState,
}

/// Whether a user may act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserState {
    /// May act; what they made is in force.
    Active,
    /// May not act; every link made under their cloud keys opens nothing.
    Suspended,
}

spelled!(UserState: Active = "active", Suspended = "suspended");

/// What kind of user somebody is. Later ones may do less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// May do everything, and cannot be removed by others.
    Owner,
    /// May do everything but touch owners.
    Admin,
    /// Sees everything, manages links and access; does not touch doors, users or settings.
    Manager,
    /// Opens their own doors and makes links for doors that they may share.
    Member,
}

spelled!(Role: Owner = "owner", Admin = "admin", Manager = "manager", Member = "member");

/// What somebody may be allowed to do, apart from opening doors (which `authority::decide` alone allows).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// See the doors that one has access to, their sites, and one's own links.
    SeeOwn,
    /// Make, change and revoke one's own links.
    ManageOwnLinks,
    /// See everybody's links and the event log.
    SeeAll,
    /// Change and revoke everybody's links.
    ManageAllLinks,
    /// Give and take access, schedules and credentials.
    ManageAccess,
    /// Add and change sites, doors and controllers.
    ManageDoors,
    /// Add and change users.
    ManageUsers,
    /// Change the organization's settings and make tokens for others.
    ManageOrganization,
}

impl Role {
    /// Whether this role may do `act`.
    pub const fn may(self, act: Act) -> bool {
        match act {
            Act::SeeOwn | Act::ManageOwnLinks => true,
            Act::SeeAll | Act::ManageAllLinks | Act::ManageAccess => {
                matches!(self, Self::Owner | Self::Admin | Self::Manager)
            }
            Act::ManageDoors | Act::ManageUsers | Act::ManageOrganization => {
                matches!(self, Self::Owner | Self::Admin)
            }
        }
    }
}
