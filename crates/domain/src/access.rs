//! Access: one user's right to one door, with remote unlock or without, perhaps on a schedule.

use crate::id::{AccessId, DoorId, OrganizationId, ScheduleId, UserId};

/// A user's right to a door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Its id.
    pub id: AccessId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// Who may open.
    pub user: UserId,
    /// What may be opened.
    pub door: DoorId,
    /// Whether the door may be opened from afar: from the app, and by links that the user makes.
    pub remote_unlock: bool,
    /// The hours to which the right is bound; none means always.
    pub schedule: Option<ScheduleId>,
}
