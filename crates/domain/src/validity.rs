//! When a link is valid: its window, its weekly hours, its number of uses, its time after the first use.

use std::fmt;
use std::num::{NonZeroU32, NonZeroU64};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::hours::WeeklyHours;
use crate::zone::Zone;

/// When a link is valid. Each part may be left out, and each that is there narrows the others.
///
/// JSON: instants in UTC (RFC 3339), `after_first_use` in milliseconds, parts that are left out are missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// The first instant at which it opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// The first instant at which it opens no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// How long it opens after its first use, but never beyond `until`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_first_use: Option<DurationMs>,
    /// On which hours of the week it opens, on the clock of `zone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<WeeklyHours>,
    /// How often it opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_uses: Option<NonZeroU32>,
    /// The site's zone.
    pub zone: Zone,
}

/// A length of time in milliseconds, more than none and ten years at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct DurationMs(NonZeroU64);

/// The number of milliseconds is zero, or more than ten years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a length of time must be more than zero and ten years at most")]
pub struct NotADuration;

/// How often a link has opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// How many times.
    pub uses: u32,
    /// The first of them.
    pub first_used_at: Option<Timestamp>,
}

/// How a link stands at some instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It opens nothing yet.
    NotYet {
        /// When it first opens: where its window begins, or where weekly hours first open in the window.
        starts: Timestamp,
    },
    /// It opens.
    Active {
        /// When it ends as things stand.
        until: Option<Timestamp>,
        /// When the present weekly hours close, if that is before `until`.
        hours_until: Option<Timestamp>,
    },
    /// It is within its window, but not within its weekly hours.
    OutsideHours {
        /// When it opens next; none if it ends before that.
        next: Option<Timestamp>,
    },
    /// It opens nothing any more.
    Expired {
        /// Since when.
        ended: Timestamp,
    },
    /// It has opened as often as it may.
    UsedUp {
        /// How often that is.
        max: u32,
    },
}

impl Standing {
    /// How something stands that two links must agree on: the narrower of both. What is over for good comes first.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let earlier = |a: Option<Timestamp>, b: Option<Timestamp>| a.into_iter().chain(b).min();
        match (self, other) {
            (over @ Self::Expired { .. }, _) | (_, over @ Self::Expired { .. }) => over,
            (over @ Self::UsedUp { .. }, _) | (_, over @ Self::UsedUp { .. }) => over,
            (Self::NotYet { starts: a }, Self::NotYet { starts: b }) => Self::NotYet { starts: a.max(b) },
            (later @ Self::NotYet { .. }, _) | (_, later @ Self::NotYet { .. }) => later,
            (Self::OutsideHours { next: Some(a) }, Self::OutsideHours { next: Some(b) }) => {
                Self::OutsideHours { next: Some(a.max(b)) }
            }
            (Self::OutsideHours { next: None }, _) | (_, Self::OutsideHours { next: None }) => {
                Self::OutsideHours { next: None }
            }
            (shut @ Self::OutsideHours { .. }, _) | (_, shut @ Self::OutsideHours { .. }) => shut,
            (Self::Active { until: a, hours_until: c }, Self::Active { until: b, hours_until: d }) => {
                Self::Active { until: earlier(a, b), hours_until: earlier(c, d) }
            }
        }
    }
}

impl Validity {
    /// A validity without bounds.
    pub const fn always(zone: Zone) -> Self {
        Self { from: None, until: None, after_first_use: None, hours: None, max_uses: None, zone }
    }

    /// How a link with this validity stands at `now`. Not begun comes before ended, ended before used up, used
    /// up before outside hours.
    pub fn standing(&self, usage: Usage, now: Timestamp) -> Standing {
        let end = self.end(usage, now);
        if let Some(from) = self.from.filter(|from| now < *from) {
            return Standing::NotYet { starts: self.first_opening(from, end).unwrap_or(from) };
        }
        if let Some(ended) = end.filter(|end| *end <= now) {
            return Standing::Expired { ended };
        }
        if let Some(max) = self.max_uses.filter(|max| max.get() <= usage.uses) {
            return Standing::UsedUp { max: max.get() };
        }
        match &self.hours {
            Some(hours) if !hours.contains(now, &self.zone) => {
                Standing::OutsideHours { next: self.first_opening(now, end) }
            }
            hours => {
                let close = hours.as_ref().and_then(|hours| hours.open_until(now, &self.zone));
                let hours_until = close.filter(|close| end.is_none_or(|end| *close < end));
                Standing::Active { until: end, hours_until }
            }
        }
    }

    /// Whether a link with this validity opens at `now`.
    pub fn is_active(&self, usage: Usage, now: Timestamp) -> bool {
        matches!(self.standing(usage, now), Standing::Active { .. })
    }

    /// The first instant at which it opens no more, as things stand.
    pub fn end(&self, usage: Usage, now: Timestamp) -> Option<Timestamp> {
        let after_use = self.after_first_use.and_then(|length| match (usage.first_used_at, usage.uses) {
            (Some(first), _) => Some(first.checked_add(length.as_duration()).unwrap_or(Timestamp::MAX)),
            (None, 0) => None,
            // Used, but nobody knows since when: that must not lengthen anything.
            (None, _) => Some(now),
        });
        match (self.until, after_use) {
            (Some(until), Some(after_use)) => Some(until.min(after_use)),
            (until, after_use) => until.or(after_use),
        }
    }

    /// The first instant from `from` on, and before `end`, that is within the weekly hours.
    fn first_opening(&self, from: Timestamp, end: Option<Timestamp>) -> Option<Timestamp> {
        let opens = self.hours.as_ref().map_or(Some(from), |hours| hours.next_opening(from, &self.zone));
        opens.filter(|opens| end.is_none_or(|end| *opens < end))
    }
}

impl DurationMs {
    /// Ten years, leap days included.
    const MAX: u64 = 3_653 * 24 * 60 * 60 * 1_000;

    /// A length of `ms` milliseconds.
    ///
    /// # Errors
    /// When it is zero, or more than ten years.
    pub fn new(ms: u64) -> Result<Self, NotADuration> {
        NonZeroU64::new(ms).filter(|ms| ms.get() <= Self::MAX).map(Self).ok_or(NotADuration)
    }

    /// The length in milliseconds.
    pub const fn get(self) -> u64 {
        self.0.get()
    }

    fn as_duration(self) -> SignedDuration {
        // The length is bounded, so it always fits.
        SignedDuration::from_millis(i64::try_from(self.get()).unwrap_or(0))
    }
}

impl fmt::Display for DurationMs {
    /// In the longest unit in which it is whole: `36 hours`, `1 day`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const UNITS: [(&str, u64); 5] =
            [("week", 604_800_000), ("day", 86_400_000), ("hour", 3_600_000), ("minute", 60_000), ("second", 1_000)];
        let whole = UNITS.iter().find(|(_, ms)| self.get().is_multiple_of(*ms));
        let (unit, count) = whole.map_or(("millisecond", self.get()), |(unit, ms)| (*unit, self.get() / ms));
        write!(f, "{count} {unit}{}", if count == 1 { "" } else { "s" })
    }
}

impl TryFrom<u64> for DurationMs {
    type Error = NotADuration;
    fn try_from(ms: u64) -> Result<Self, NotADuration> {
        Self::new(ms)
    }
}

impl From<DurationMs> for u64 {
    fn from(length: DurationMs) -> Self {
        length.get()
    }
}
