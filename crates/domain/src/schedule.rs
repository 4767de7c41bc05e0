//! A schedule: weekly hours with holidays. In which zone they are meant is the site's to say.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use crate::hours::{ClockTime, DayHours, DaySet, HoursError, HoursSpan, WeeklyHours};
use crate::id::{OrganizationId, ScheduleId};
use crate::opening::Openings;
use crate::text::Name;
use crate::zone::Zone;

/// More holidays than this are no calendar that a person keeps.
pub const MAX_HOLIDAYS: usize = 400;
/// More spans than this are no holiday's hours.
const MAX_HOLIDAY_SPANS: usize = 10;

/// Weekly hours with holidays, under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Its id.
    pub id: ScheduleId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// What people call it: "Office hours".
    pub name: String,
    /// The hours of an ordinary week.
    pub hours: WeeklyHours,
    /// The dates on which other hours are in force.
    pub holidays: Holidays,
}

/// Dates with hours of their own, or with none: these replace the weekly hours that *begin* on these dates.
///
/// JSON: `{"from":"2026-12-24","to":"2026-12-26","name":"Christmas","hours":[]}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawHoliday", into = "RawHoliday")]
pub struct Holiday {
    from: Date,
    to: Date,
    name: Name,
    hours: Vec<DayHours>,
}

#[derive(Serialize, Deserialize)]
struct RawHoliday {
    from: Date,
    to: Date,
    name: Name,
    #[serde(default)]
    hours: Vec<DayHours>,
}

/// Holidays in the order of their dates, no two on the same date. JSON: a list of them, in any order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<Holiday>", into = "Vec<Holiday>")]
pub struct Holidays(Vec<Holiday>);

/// What is wrong with holidays that were given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HolidayError {
    /// The last date comes before the first.
    #[error("{name} ends on {to}, before it begins on {from}; change one of the dates")]
    EndsBeforeItBegins {
        /// What it is called.
        name: Name,
        /// Its first date.
        from: Date,
        /// Its last date.
        to: Date,
    },
    /// Two of them share a date.
    #[error("{one} and {other} are both on {date}; change the dates of one of them")]
    Overlap {
        /// What the one is called.
        one: Name,
        /// What the other is called.
        other: Name,
        /// The first date that they share.
        date: Date,
    },
    /// One has too many spans of hours.
    #[error("{0} has more than {MAX_HOLIDAY_SPANS} spans of hours; join some of them")]
    TooManyHours(Name),
    /// There are too many.
    #[error("there are more than {MAX_HOLIDAYS} holidays; remove the past ones")]
    TooMany,
}

impl Schedule {
    /// Whether the wall clock of `zone` stands within the hours at `instant`; see [`WeeklyHours::contains`].
    pub fn contains(&self, instant: Timestamp, zone: &Zone) -> bool {
        self.openings().contains(instant, zone)
    }

    /// The first instant at or after `from` that is within the hours; none within 400 days if none.
    pub fn next_opening(&self, from: Timestamp, zone: &Zone) -> Option<Timestamp> {
        self.openings().next_opening(from, zone)
    }

    /// The first instant after `at` that is no longer within the hours. None if `at` is not within them,
    /// or if they go on for 400 days and more.
    pub fn open_until(&self, at: Timestamp, zone: &Zone) -> Option<Timestamp> {
        self.openings().open_until(at, zone)
    }

    const fn openings(&self) -> Openings<'_> {
        Openings::with_holidays(&self.hours, &self.holidays)
    }
}

impl Holiday {
    /// A holiday from `from` to `to`, both included; no `hours` means closed.
    ///
    /// # Errors
    /// When `to` is before `from`, or there are too many hours.
    pub fn new(from: Date, to: Date, name: Name, hours: Vec<DayHours>) -> Result<Self, HolidayError> {
        if to < from {
            return Err(HolidayError::EndsBeforeItBegins { name, from, to });
        }
        if hours.len() > MAX_HOLIDAY_SPANS {
            return Err(HolidayError::TooManyHours(name));
        }
        Ok(Self { from, to, name, hours })
    }

    /// Its first date.
    pub const fn from(&self) -> Date {
        self.from
    }

    /// Its last date, included.
    pub const fn to(&self) -> Date {
        self.to
    }

    /// What people call it.
    pub const fn name(&self) -> &Name {
        &self.name
    }

    /// The hours that begin on each of its dates; none means closed.
    pub fn hours(&self) -> &[DayHours] {
        &self.hours
    }
}

impl Holidays {
    /// Holidays in any order.
    ///
    /// # Errors
    /// When two share a date, or there are more than [`MAX_HOLIDAYS`].
    pub fn new(mut holidays: Vec<Holiday>) -> Result<Self, HolidayError> {
        if holidays.len() > MAX_HOLIDAYS {
            return Err(HolidayError::TooMany);
        }
        holidays.sort_by_key(|holiday| holiday.from);
        for pair in holidays.windows(2) {
            if let [one, other] = pair
                && other.from <= one.to
            {
                let (one, other, date) = (one.name.clone(), other.name.clone(), other.from);
                return Err(HolidayError::Overlap { one, other, date });
            }
        }
        Ok(Self(holidays))
    }

    /// The holiday on `date`, if there is one.
    pub fn on(&self, date: Date) -> Option<&Holiday> {
        let begun = self.0.partition_point(|holiday| holiday.from <= date);
        self.0.get(begun.checked_sub(1)?).filter(|holiday| date <= holiday.to)
    }

    /// The holidays, in the order of their dates.
    pub fn as_slice(&self) -> &[Holiday] {
        &self.0
    }
}

impl TryFrom<RawHoliday> for Holiday {
    type Error = HolidayError;
    fn try_from(raw: RawHoliday) -> Result<Self, HolidayError> {
        Self::new(raw.from, raw.to, raw.name, raw.hours)
    }
}

impl From<Holiday> for RawHoliday {
    fn from(holiday: Holiday) -> Self {
        let Holiday { from, to, name, hours } = holiday;
        Self { from, to, name, hours }
    }
}

impl TryFrom<Vec<Holiday>> for Holidays {
    type Error = HolidayError;
    fn try_from(holidays: Vec<Holiday>) -> Result<Self, HolidayError> {
        Self::new(holidays)
    }
}

impl From<Holidays> for Vec<Holiday> {
    fn from(holidays: Holidays) -> Self {
        holidays.0
    }
}
