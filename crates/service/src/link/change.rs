//! A change of a link: what may be changed, checked as a whole before anything is.

use jiff::Timestamp;
use keylink_domain::contact::ContactShown;
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::DoorId;
use keylink_domain::link::{Link, LinkChange};
use keylink_domain::moment::{Lasting, Moment};
use keylink_domain::validity::Validity;
use keylink_domain::window::{Purpose, ValidityInput};
use keylink_domain::zone::Zone;
use keylink_store::Tx;

use super::check::{check_doors, description, language, name, zone_of};
use crate::trouble::Trouble;

/// What is to be changed of a link; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ChangeLink {
    /// The revision that the caller saw; a change of somebody else since then is a conflict.
    pub revision: Option<u32>,
    /// A new name.
    pub name: Option<String>,
    /// A new note.
    pub description: Option<String>,
    /// Other doors.
    pub doors: Option<Vec<DoorId>>,
    /// Another beginning; the inner `None` means none.
    pub from: Option<Option<Moment>>,
    /// Another end; the inner `None` means none.
    pub until: Option<Option<Moment>>,
    /// Another length from the beginning on, instead of an end.
    pub duration: Option<Lasting>,
    /// Another length from the first use on; the inner `None` means none.
    pub after_first_use: Option<Option<Lasting>>,
    /// Other weekly hours; the inner `None` means always.
    pub hours: Option<Option<WeeklyHours>>,
    /// Another number of uses; the inner `None` means any.
    pub max_uses: Option<Option<u32>>,
    /// Another language; the inner `None` means the guest's own.
    pub language: Option<Option<String>>,
    /// Whether its guest may pass it on.
    pub share_on: Option<bool>,
    /// Whether it opens only on the device that uses it first.
    pub first_device_only: Option<bool>,
    /// Whose contact the guest is shown.
    pub contact: Option<ContactShown>,
    /// Another PIN; the inner `None` takes it away.
    pub pin: Option<Option<String>>,
}

pub(super) async fn checked_change(
    tx: &mut Tx,
    old: &Link,
    change: ChangeLink,
    now: Timestamp,
) -> Result<(LinkChange, Vec<String>), Trouble> {
    let doors = match change.doors.clone() {
        Some(doors) => Some(check_doors(tx, old.organization, old.maker, doors).await?),
        None => None,
    };
    let zone = zone_of(tx, old.organization, doors.as_deref().unwrap_or(&old.doors)).await?;
    let (validity, warnings) = changed_validity(&old.validity, &change, &zone, now)?;
    Ok((
        LinkChange {
            name: change.name.as_deref().map(name).transpose()?,
            description: change.description.as_deref().map(description).transpose()?,
            doors,
            validity,
            language: change.language.map(language).transpose()?,
            share_on: change.share_on,
            first_device_only: change.first_device_only,
            contact: change.contact,
            pin: change.pin.map(|pin| pin.is_some()),
        },
        warnings,
    ))
}

/// The old validity with what is to change, checked as a whole. Nothing to change gives `None`.
fn changed_validity(
    old: &Validity,
    change: &ChangeLink,
    zone: &Zone,
    now: Timestamp,
) -> Result<(Option<Validity>, Vec<String>), Trouble> {
    let times = change.from.is_some() || change.until.is_some() || change.duration.is_some();
    if !times
        && change.after_first_use.is_none()
        && change.hours.is_none()
        && change.max_uses.is_none()
        && *zone == old.zone
    {
        return Ok((None, Vec::new()));
    }
    let keep = |at: Option<Timestamp>| at.map(Moment::Instant);
    let input = ValidityInput {
        from: change.from.unwrap_or_else(|| keep(old.from)),
        until: match (&change.until, &change.duration) {
            (Some(until), _) => *until,
            // A new length replaces the old end.
            (None, Some(_)) => None,
            (None, None) => keep(old.until),
        },
        duration: change.duration,
        after_first_use: change.after_first_use.flatten(),
        hours: change.hours.clone().unwrap_or_else(|| old.hours.clone()),
        max_uses: change.max_uses.unwrap_or_else(|| old.max_uses.map(std::num::NonZeroU32::get)),
    };
    let mut checked = input.check(zone, now, Purpose::Changing)?;
    if change.after_first_use.is_none() {
        checked.validity.after_first_use = old.after_first_use;
    }
    Ok((Some(checked.validity), checked.warnings))
}
