//! How a validity is made from what people and programs give: checked, and resolved in the site's zone.

use std::num::NonZeroU32;

use jiff::{Timestamp, ToSpan};

use crate::hours::{HoursError, WeeklyHours};
use crate::moment::{Lasting, LastingError, Meant, Moment, NotAMoment};
use crate::validity::{DurationMs, Validity};
use crate::zone::{OutOfRange, Zone};

/// The parts of a validity as they were given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ValidityInput {
    /// When it begins; left out, at once.
    pub from: Option<Moment>,
    /// When it ends; left out, never, unless `duration` says so.
    pub until: Option<Moment>,
    /// How long it lasts from `from` on, or from now on. Instead of `until`.
    pub duration: Option<Lasting>,
    /// How long it lasts after the first use; a day counts as 24 hours.
    pub after_first_use: Option<Lasting>,
    /// On which hours of the week.
    pub hours: Option<WeeklyHours>,
    /// How often it opens.
    pub max_uses: Option<u32>,
}

/// What the validity is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A new link: one that is over before it is made is a mistake.
    Making,
    /// A link that exists: one may also end it by its dates.
    Changing,
}

/// A validity that may be stored, and what its maker should know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The validity.
    pub validity: Validity,
    /// Sentences about times that were skipped or said twice, and about an end that is past.
    pub warnings: Vec<String>,
}

/// Why no validity can be made of what was given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValidityError {
    /// The end is before the start.
    #[error("it ends at {}, before it begins at {}; give an end after the start", zone.show(*until), zone.show(*from))]
    EndsBeforeItBegins {
        /// The start.
        from: Timestamp,
        /// The end.
        until: Timestamp,
        /// The site's zone.
        zone: Zone,
    },
    /// The end is the start.
    #[error("it ends at {}, where it begins, so it would never open; give an end after the start", zone.show(*at))]
    EndsWhereItBegins {
        /// The start and end.
        at: Timestamp,
        /// The site's zone.
        zone: Zone,
    },
    /// Both an end and a length were given.
    #[error("both an end and a duration were given; give one of them")]
    UntilAndDuration,
    /// It is over before it is made.
    #[error("it is over already, since {}; give an end that is still to come", zone.show(*ended))]
    AlreadyOver {
        /// The end.
        ended: Timestamp,
        /// The site's zone.
        zone: Zone,
    },
    /// It lasts too long.
    #[error("it lasts longer than ten years; give an earlier end, or none")]
    LongerThanTenYears,
    /// It may be used zero times.
    #[error("a link with zero uses would never open; give 1 or more, or leave the number of uses out")]
    ZeroUses,
    /// The weekly hours do not come between start and end.
    #[error("the hours {hours} do not come before it ends; give other hours, or a later end")]
    NoSuchHours {
        /// The hours.
        hours: WeeklyHours,
    },
    /// The weekly hours are wrong by themselves.
    #[error(transparent)]
    Hours(#[from] HoursError),
    /// A start or end is wrong by itself.
    #[error(transparent)]
    Moment(#[from] NotAMoment),
    /// A length of time is wrong by itself: zero, negative, too long, or no length.
    #[error(transparent)]
    Lasting(#[from] LastingError),
    /// A time is too far away.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
}

impl ValidityInput {
    /// Makes a validity of what was given, as the clock of `zone` says.
    ///
    /// # Errors
    /// When the parts do not fit together, or (see [`Purpose`]) when it would be over already.
    pub fn check(self, zone: &Zone, now: Timestamp, purpose: Purpose) -> Result<Checked, ValidityError> {
        let (start, end) = self.window(zone, now)?;
        let mut warnings: Vec<String> =
            [&start, &end].into_iter().flatten().filter_map(|m| m.explanation.clone()).collect();
        let from = start.map(|meant| meant.instant);
        let until = end.map(|meant| meant.instant);
        if let Some(until) = until {
            check_order(from, until, zone)?;
            check_length(from.unwrap_or(now), until, zone)?;
        }
        match (until.filter(|until| *until <= now), purpose) {
            (Some(ended), Purpose::Making) => return Err(ValidityError::AlreadyOver { ended, zone: zone.clone() }),
            (Some(ended), Purpose::Changing) => {
                warnings.push(format!("it is over since {}, and opens nothing", zone.show(ended)));
            }
            (None, _) => check_hours(self.hours.as_ref(), from.unwrap_or(now).max(now), until, zone)?,
        }
        let max_uses = self.max_uses.map(|uses| NonZeroU32::new(uses).ok_or(ValidityError::ZeroUses)).transpose()?;
        let after_first_use = self.after_first_use.map(fixed_ms).transpose()?;
        let validity = Validity { from, until, after_first_use, hours: self.hours, max_uses, zone: zone.clone() };
        Ok(Checked { validity, warnings })
    }

    /// The start and the end, each where there is one.
    fn window(&self, zone: &Zone, now: Timestamp) -> Result<(Option<Meant>, Option<Meant>), ValidityError> {
        let start = self.from.map(|from| from.as_start(zone)).transpose()?;
        match (self.until, self.duration) {
            (Some(_), Some(_)) => Err(ValidityError::UntilAndDuration),
            (Some(until), None) => Ok((start, Some(until.as_end(zone)?))),
            (None, Some(duration)) => {
                // Without a start the length counts from now, and the link says so.
                let start = start.unwrap_or(Meant { instant: now, explanation: None });
                let end = duration.end_from(start.instant, zone)?;
                Ok((Some(start), Some(end)))
            }
            (None, None) => Ok((start, None)),
        }
    }
}

fn check_order(from: Option<Timestamp>, until: Timestamp, zone: &Zone) -> Result<(), ValidityError> {
    match from {
        Some(from) if until < from => Err(ValidityError::EndsBeforeItBegins { from, until, zone: zone.clone() }),
        Some(from) if until == from => Err(ValidityError::EndsWhereItBegins { at: from, zone: zone.clone() }),
        _ => Ok(()),
    }
}

fn check_length(from: Timestamp, until: Timestamp, zone: &Zone) -> Result<(), ValidityError> {
    let latest = zone.local(from).checked_add(10.years()).map_err(OutOfRange::from)?;
    if zone.resolve_end(latest)?.instant < until { Err(ValidityError::LongerThanTenYears) } else { Ok(()) }
}

fn check_hours(
    hours: Option<&WeeklyHours>,
    from: Timestamp,
    until: Option<Timestamp>,
    zone: &Zone,
) -> Result<(), ValidityError> {
    let Some(hours) = hours else { return Ok(()) };
    match hours.next_opening(from, zone) {
        Some(opens) if until.is_none_or(|until| opens < until) => Ok(()),
        _ => Err(ValidityError::NoSuchHours { hours: hours.clone() }),
    }
}

fn fixed_ms(length: Lasting) -> Result<DurationMs, ValidityError> {
    let ms = u64::try_from(length.fixed()?.as_millis()).map_err(|_| LastingError::TooLong)?;
    if ms == 0 {
        return Err(LastingError::NotPositive.into());
    }
    Ok(DurationMs::new(ms).map_err(|_| LastingError::TooLong)?)
}
