//! An organization: the tenant. Every other thing belongs to exactly one.

use serde::{Deserialize, Serialize};

use crate::bounds::LinkLimits;
use crate::door::spelled;
use crate::id::OrganizationId;

/// A tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// What people call it.
    pub name: String,
    /// What a guest must do to open a door.
    pub gesture: GesturePolicy,
    /// What bounds every link.
    pub limits: LinkLimits,
}

/// What a guest's press must be, so that programs which fetch, submit and click do not open doors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GesturePolicy {
    /// Press and hold, a second press, or a number typed in.
    #[default]
    Person,
    /// A plain tap is enough; the organization takes that risk.
    Tap,
}

spelled!(GesturePolicy: Person = "person", Tap = "tap");
