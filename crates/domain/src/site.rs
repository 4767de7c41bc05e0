//! A site: a building, with its time zone and address.

use crate::id::{OrganizationId, SiteId};
use crate::zone::Zone;

/// A building.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// What people call it: "Lindenhof 4".
    pub name: String,
    /// The zone in which its hours and windows are meant.
    pub zone: Zone,
    /// The postal address, or empty.
    pub address: String,
    /// How guests find their way in, in the house's own words, or empty. Guests see it.
    pub arrival_notes: String,
    /// Whether the site is locked down: nobody opens anything from afar.
    pub lockdown: bool,
}
