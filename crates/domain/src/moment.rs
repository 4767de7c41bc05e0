//! Moments and lengths of time as people and programs write them, before a zone gives them meaning.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Span, SpanRelativeTo, Timestamp};
use serde::{Deserialize, Serialize};

use crate::text::quote;
use crate::zone::{OutOfRange, Resolved, Zone};

/// The years that a moment may lie in; what is outside is a slip of the hand.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=9998;
/// No moment and no length of time takes more bytes to write.
const MAX_BYTES: usize = 64;

/// A moment as it was written. Text and JSON: `2026-11-28T14:00:00+01:00` (an instant), `2026-11-28T14:00` or
/// `2026-11-28 14:00` (on the site's clock), `2026-11-28` (a whole day there). Exact to the millisecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Moment {
    /// An instant.
    Instant(Timestamp),
    /// What the site's clock says.
    Local(DateTime),
    /// A day: its start for a start, its end for an end.
    Day(Date),
}

/// The instant that a moment means, with a sentence where that needs one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// The instant.
    pub instant: Timestamp,
    /// Which of two instants is meant, or what became of a time that does not exist.
    pub explanation: Option<String>,
}

/// The text is no moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is not a time; write 2026-11-28T14:00 (the site's time), 2026-11-28 (a whole day) or \
     2026-11-28T14:00:00+01:00, in a year from 1970 to 9998"
)]
pub struct NotAMoment(String);

impl Moment {
    /// Reads a moment.
    ///
    /// # Errors
    /// When the text has another form, or names a date that no calendar has.
    pub fn parse(text: &str) -> Result<Self, NotAMoment> {
        let wrong = || NotAMoment(quote(text));
        let text = text.trim();
        if text.len() > MAX_BYTES || text.get(4..5) != Some("-") {
            return Err(wrong());
        }
        let moment = match text.get(10..) {
            Some("") => text.parse().map(Self::Day),
            Some(time) if !looks_like_time(time) => return Err(wrong()),
            Some(time) if time.ends_with(['Z', 'z']) || time.contains(['+', '-']) => {
                text.parse().map(|instant: Timestamp| Self::Instant(whole_ms(instant)))
            }
            Some(_) => text.parse().map(Self::Local),
            None => return Err(wrong()),
        };
        moment.ok().filter(|moment| YEARS.contains(&moment.year())).ok_or_else(wrong)
    }

    /// The instant that is meant where something starts at this moment.
    ///
    /// # Errors
    /// When it lies outside of what can be reckoned with.
    pub fn as_start(self, zone: &Zone) -> Result<Meant, OutOfRange> {
        match self {
            Self::Instant(instant) => Ok(Meant::plainly(instant)),
            Self::Local(written) => Ok(zone.resolve_start(written)?.into()),
            Self::Day(day) => Ok(Meant { instant: zone.start_of_day(day)?, explanation: skipped_day(day, zone)? }),
        }
    }

    /// The instant that is meant where something ends at this moment; a day alone ends when it is over.
    ///
    /// # Errors
    /// When it lies outside of what can be reckoned with.
    pub fn as_end(self, zone: &Zone) -> Result<Meant, OutOfRange> {
        match self {
            Self::Instant(instant) => Ok(Meant::plainly(instant)),
            Self::Local(written) => Ok(zone.resolve_end(written)?.into()),
            Self::Day(day) => Ok(Meant { instant: zone.end_of_day(day)?, explanation: skipped_day(day, zone)? }),
        }
    }

    fn year(self) -> i16 {
        match self {
            Self::Instant(instant) => Zone::utc().local(instant).year(),
            Self::Local(written) => written.year(),
            Self::Day(day) => day.year(),
        }
    }
}

/// Whether this has the shape of a time after a date. The time library reads more shapes, such as hours alone and
/// zones in brackets, and would pass over what we do not mean to offer.
fn looks_like_time(text: &str) -> bool {
    let shape = text.starts_with(['T', 't', ' ']) && text.get(3..4) == Some(":") && !text.contains('[');
    // No zone is a day and more away from universal time, yet the library reads +25:00.
    let offset_hours = text.split(['+', '-']).nth(1).and_then(|offset| offset.get(..2));
    shape && offset_hours.is_none_or(|hours| hours < "24")
}

/// Some zones have changed sides of the date line, and skipped a day.
fn skipped_day(day: Date, zone: &Zone) -> Result<Option<String>, OutOfRange> {
    let start = zone.start_of_day(day)?;
    if start < zone.end_of_day(day)? {
        return Ok(None);
    }
    let after = zone.local(start).date();
    Ok(Some(format!("{day} does not exist in {zone} (the calendar skips it); the start of {after} is meant")))
}

/// Instants are kept to the millisecond everywhere; a finer one would not come back as it was.
fn whole_ms(instant: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(instant.as_millisecond()).unwrap_or(instant)
}

impl Meant {
    const fn plainly(instant: Timestamp) -> Self {
        Self { instant, explanation: None }
    }
}

impl From<Resolved> for Meant {
    fn from(resolved: Resolved) -> Self {
        Self { instant: whole_ms(resolved.instant), explanation: resolved.explanation() }
    }
}

/// A length of time as it was written, more than nothing. Text and JSON: ISO 8601, `PT2H`, `P1D`, `P1DT12H`.
///
/// Hours, minutes and seconds are exact. Years, months, weeks and days are counted on the calendar of a zone:
/// `P1D` ends at the same time on the next day, be that 23 or 25 hours later.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Lasting(Span);

/// What is wrong with a length of time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LastingError {
    /// The text has another form.
    #[error("\"{0}\" is not a length of time; write PT2H for two hours, P1D for a day, P1DT12H for a day and a half")]
    NotALength(String),
    /// It is nothing, or negative.
    #[error("a length of time must be more than zero; write PT2H for two hours")]
    NotPositive,
    /// Months and years have no length of their own.
    #[error("years and months have no fixed length here; write days, as in P30D")]
    NotFixed,
    /// It is longer than ten years.
    #[error("this is longer than ten years; give a shorter length, or none")]
    TooLong,
}

impl Lasting {
    /// Reads a length of time.
    ///
    /// # Errors
    /// When the text has another form, or the length is zero or negative.
    pub fn parse(text: &str) -> Result<Self, LastingError> {
        let wrong = || LastingError::NotALength(quote(text));
        let text = text.trim();
        // The time library reads "2 hours" as well; one form is enough.
        let iso = text.trim_start_matches(['+', '-']).starts_with(['P', 'p']);
        if !iso || text.len() > MAX_BYTES {
            return Err(wrong());
        }
        let span: Span = text.parse().map_err(|_| wrong())?;
        if span.is_positive() { Ok(Self(span)) } else { Err(LastingError::NotPositive) }
    }

    /// When something ends that starts at `start` and lasts so long: first the calendar's units are counted on
    /// the clock of `zone` (resolved as an end), then the exact ones are added.
    ///
    /// # Errors
    /// When the end lies outside of what can be reckoned with.
    pub fn end_from(self, start: Timestamp, zone: &Zone) -> Result<Meant, OutOfRange> {
        let exact = self.0.years(0).months(0).weeks(0).days(0);
        let calendar = self.0.hours(0).minutes(0).seconds(0).milliseconds(0).microseconds(0).nanoseconds(0);
        let day = if calendar.is_zero() {
            Meant::plainly(start)
        } else {
            zone.resolve_end(zone.local(start).checked_add(calendar)?)?.into()
        };
        Ok(Meant { instant: whole_ms(day.instant.checked_add(exact)?), ..day })
    }

    /// The length with every day counted as 24 hours, for what begins at a moment not known yet.
    ///
    /// # Errors
    /// When there are months or years in it, which have no fixed length.
    pub fn fixed(self) -> Result<SignedDuration, LastingError> {
        if self.0.get_years() != 0 || self.0.get_months() != 0 {
            return Err(LastingError::NotFixed);
        }
        self.0.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| LastingError::TooLong)
    }
}

impl PartialEq for Lasting {
    /// Equal as written: `PT24H` and `P1D` are not.
    fn eq(&self, other: &Self) -> bool {
        self.0.fieldwise() == other.0.fieldwise()
    }
}

impl Eq for Lasting {}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instant(instant) => instant.fmt(f),
            Self::Local(written) => written.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

impl fmt::Display for Lasting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Moment {
    type Err = NotAMoment;
    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        Self::parse(text)
    }
}

impl FromStr for Lasting {
    type Err = LastingError;
    fn from_str(text: &str) -> Result<Self, LastingError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Moment {
    type Error = NotAMoment;
    fn try_from(text: String) -> Result<Self, NotAMoment> {
        Self::parse(&text)
    }
}

impl TryFrom<String> for Lasting {
    type Error = LastingError;
    fn try_from(text: String) -> Result<Self, LastingError> {
        Self::parse(&text)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

impl From<Lasting> for String {
    fn from(lasting: Lasting) -> Self {
        lasting.to_string()
    }
}
