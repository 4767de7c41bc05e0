//! A change of a link: what may be changed, checked as a whole before anything is.

use jiff::Timestamp;
use keylink_domain::actor::Actor;
use keylink_domain::contact::ContactShown;
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::DoorId;
use keylink_domain::link::{Link, LinkChange, LinkConflict};
use keylink_domain::moment::{Lasting, Moment};
use keylink_domain::validity::{Standing, Validity};
use keylink_domain::window::{Purpose, ValidityInput};
use keylink_domain::zone::Zone;
use keylink_store::Tx;

use super::check::{check_doors, description, language, name, said_of_hours, zone_of};
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
    actor: &Actor,
    old: &Link,
    change: ChangeLink,
    now: Timestamp,
) -> Result<(LinkChange, Vec<String>), Trouble> {
    let doors = match change.doors.clone() {
        Some(doors) => Some(check_doors(tx, actor, old.maker, doors).await?),
        None => None,
    };
    // The clock goes with the first door. While that stays, the link keeps the clock that it was made on, even where
    // its building was given another since: a new name alone must not move anybody's hours.
    let moved = doors.as_deref().filter(|doors| doors.first() != old.doors.first());
    let zone = match moved {
        Some(doors) => zone_of(tx, old.organization, doors).await?,
        None => old.validity.zone.clone(),
    };
    let (validity, mut warnings) = changed_validity(&old.validity, &change, &zone, now)?;
    warnings.extend(said_of_zone(old, validity.as_ref()));
    if let Some(doors) = &doors {
        warnings.extend(said_of_hours(tx, old.organization, old.maker, doors).await?);
    }
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

/// Refuses a later end that gives a link no more time.
pub(super) fn check_gains(link: &Link, until: Timestamp, now: Timestamp) -> Result<(), Trouble> {
    if link.is_revoked() {
        return Err(LinkConflict::Revoked.into());
    }
    let later = Validity { until: Some(until), ..link.validity.clone() };
    if let Standing::UsedUp { max } = later.standing(link.usage, now) {
        return Err(Trouble::Conflict(format!(
            "this link has opened as often as it may ({max}), so more time gives nothing; change its number of uses"
        )));
    }
    if later.end(link.usage, now) <= link.validity.end(link.usage, now) {
        return Err(Trouble::Conflict(
            "this link ends by its time after the first use, so a later end gives nothing; change that time, or make \
             a new link"
                .to_owned(),
        ));
    }
    Ok(())
}

/// That weekly hours are on another clock from now on.
fn said_of_zone(old: &Link, new: Option<&Validity>) -> Option<String> {
    let (new, before) = (new?, &old.validity.zone);
    (new.zone != *before && new.hours.is_some()).then(|| {
        let (before, now) = (before.name(), new.zone.name());
        format!("the weekly hours are on the clock of {now} now, where the first door is; before, on that of {before}")
    })
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

#[cfg(test)]
mod tests {
    use keylink_domain::link::LinkState;
    use keylink_domain::validity::{DurationMs, Usage};

    use super::*;

    fn link(validity: Validity, usage: Usage) -> Link {
        let id = uuid::Uuid::nil();
        Link {
            id: keylink_domain::id::LinkId::from_uuid(id),
            organization: keylink_domain::id::OrganizationId::from_uuid(id),
            credential: keylink_domain::id::CredentialId::from_uuid(id),
            maker: keylink_domain::id::UserId::from_uuid(id),
            name: "Mia".to_owned(),
            description: String::new(),
            doors: Vec::new(),
            validity,
            usage,
            language: None,
            state: LinkState::Live,
            generation: 1,
            revision: 1,
            created_at: Timestamp::UNIX_EPOCH,
            terms: keylink_domain::link::Terms::default(),
            made_from: None,
            origin: None,
            device_since: None,
        }
    }

    #[test]
    fn more_time_is_given_only_where_it_opens_longer() {
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        let ends = |max: Option<u32>, first_use_ms: Option<u64>| Validity {
            until: Some(at(1_000)),
            max_uses: max.and_then(std::num::NonZeroU32::new),
            after_first_use: first_use_ms.map(|ms| DurationMs::new(ms).unwrap()),
            ..Validity::always(Zone::utc())
        };
        let used = Usage { uses: 1, first_used_at: Some(at(100)) };
        let check = |validity, usage| check_gains(&link(validity, usage), at(2_000), at(500));
        assert!(check(ends(None, None), used).is_ok() && check(ends(Some(2), None), used).is_ok());
        assert!(check(ends(Some(1), None), Usage::default()).is_ok());
        assert!(check(ends(None, Some(1_000_000)), used).is_ok(), "it ends at 1100 instead of 1000");
        assert!(check(ends(Some(1), None), used).unwrap_err().to_string().contains("as often as it may (1)"));
        for over in [60_000, 800_000] {
            let told = check(ends(None, Some(over)), used).unwrap_err().to_string();
            assert!(told.contains("by its time after the first use"), "{told}");
        }
    }
}
