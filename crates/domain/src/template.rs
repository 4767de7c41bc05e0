//! A template of links: what those who make a link from it may grant, and what it is filled in with.

use std::num::NonZeroU32;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::hours::WeeklyHours;
use crate::id::{DoorId, OrganizationId, ScheduleId, TemplateId};
use crate::user::Role;
use crate::validity::DurationMs;

/// More templates than this nobody can choose among.
pub const MAX_TEMPLATES: usize = 100;

/// A template of links. Links that were made from it keep what it was then: see [`crate::bounds::MadeFrom`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// What people call it: "Cleaning".
    pub name: String,
    /// The doors to choose among, in the order in which the guest sees them.
    pub doors: Vec<DoorId>,
    /// The hours of the week.
    pub hours: TemplateHours,
    /// The longest time from a link's start to its end.
    pub longest: Option<DurationMs>,
    /// The largest number of uses.
    pub most_uses: Option<NonZeroU32>,
    /// What the sender's own words begin with; may be empty.
    pub message: String,
    /// The guest's language (a BCP 47 tag), or the guest's own.
    pub language: Option<String>,
    /// Who may use it; everybody where there are none.
    pub roles: Vec<Role>,
    /// When it was removed, if it was.
    pub removed_at: Option<Timestamp>,
    /// Grows by one with each change.
    pub revision: u32,
    /// When it was made.
    pub created_at: Timestamp,
}

/// At which hours of the week a template's links open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateHours {
    /// At any hour.
    #[default]
    Any,
    /// At these.
    Weekly(WeeklyHours),
    /// At those of a schedule, as they are when a link is made.
    Schedule(ScheduleId),
}

impl Template {
    /// Whether somebody of this role may make links from it.
    pub fn is_for(&self, role: Role) -> bool {
        self.removed_at.is_none() && (self.roles.is_empty() || self.roles.contains(&role))
    }
}
