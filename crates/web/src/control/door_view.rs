//! Doors as lists and tiles show them.

use askama::Template;
use jiff::Timestamp;
use keylink_domain::door::{ContactStatus, DoorState};
use keylink_service::door::DoorNow;

use super::badge::{self, Badge};
use super::session::Visitor;

/// A door in a list.
pub struct DoorView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its building.
    pub site: String,
    /// What its hardware reports.
    pub status: Badge,
    /// The policy in force.
    pub state: Badge,
    /// Whether the policy is another than the standard one.
    pub is_special: bool,
    /// How far behind in a list it stands: what needs a look comes first.
    pub rank: u8,
}

/// A door as a tile.
#[derive(Template)]
#[template(path = "control/door_tile.html")]
pub struct Tile<'a> {
    /// The door.
    pub door: &'a DoorView,
}

/// A door as a row.
#[derive(Template)]
#[template(path = "control/door_row.html")]
pub struct Row<'a> {
    /// The door.
    pub door: &'a DoorView,
}

impl DoorView {
    /// The door for a visitor.
    pub fn of(now: &DoorNow, visitor: &Visitor, at: Timestamp) -> Self {
        let door = &now.door;
        let in_force = now.in_force(at);
        Self {
            id: door.id.to_string(),
            name: door.name.clone(),
            site: visitor.site_name(door.site).to_owned(),
            status: badge::door_status(door, now.status),
            state: badge::door_state(in_force, &now.zone, at),
            is_special: in_force.state != DoorState::Standard,
            rank: rank(now, in_force.state),
        }
    }
}

/// Offline and open ones first, then those whose policy is not the standard one.
fn rank(now: &DoorNow, state: DoorState) -> u8 {
    match (now.status.online, now.status.contact) {
        _ if now.door.address.is_none() => 3,
        (Some(false), _) => 0,
        (_, Some(ContactStatus::Open)) => 1,
        _ if state != DoorState::Standard => 2,
        _ => 4,
    }
}

/// The doors, those first that need a look.
pub fn by_need(doors: &[DoorNow], visitor: &Visitor, at: Timestamp) -> Vec<DoorView> {
    let mut views: Vec<DoorView> = doors.iter().map(|now| DoorView::of(now, visitor, at)).collect();
    views.sort_by(|a, b| (a.rank, &a.site, &a.name).cmp(&(b.rank, &b.site, &b.name)));
    views
}

/// The doors by building and name.
pub fn by_name(doors: &[DoorNow], visitor: &Visitor, at: Timestamp) -> Vec<DoorView> {
    let mut views: Vec<DoorView> = doors.iter().map(|now| DoorView::of(now, visitor, at)).collect();
    views.sort_by(|a, b| (&a.site, &a.name).cmp(&(&b.site, &b.name)));
    views
}
