//! Weekly hours: on which days of the week, from when to when by the wall clock.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};
use serde::{Deserialize, Serialize};

use crate::opening::Openings;
use crate::zone::Zone;

/// More spans than this are no week that a person has written.
pub const MAX_SPANS: usize = 50;
const MINUTES_PER_DAY: u16 = 24 * 60;

/// Some days of the week, at least one. Text: `Mon-Fri`, `Mon,Wed`; JSON: `["mon","wed"]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<DayName>", into = "Vec<DayName>")]
pub struct DaySet(u8);

/// A day of the week as it is written in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum DayName {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// A time of the day to the minute, 00:00 to 24:00. Text and JSON: `08:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClockTime {
    minutes: u16,
}

/// From when to when on a day by the wall clock, `[start, end)`; an end at or before the start is one on the
/// next day. Text: `22:00-06:00`; JSON: `{"start":"22:00","end":"06:00"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawHours", into = "RawHours")]
pub struct DayHours {
    start: ClockTime,
    end: ClockTime,
}

#[derive(Serialize, Deserialize)]
struct RawHours {
    start: ClockTime,
    end: ClockTime,
}

/// The same hours on some days of the week. JSON: `{"days":["mon"],"start":"08:00","end":"18:00"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HoursSpan {
    /// The days on which the span begins.
    pub days: DaySet,
    /// From when to when.
    #[serde(flatten)]
    pub hours: DayHours,
}

/// The hours of a week: 1 to [`MAX_SPANS`] spans, which may overlap.
///
/// Text: `Mon-Fri 08:00-18:00; Sat 09:00-12:00`; JSON: `{"spans":[{"days":["mon"],"start":"08:00","end":"18:00"}]}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawWeek", into = "RawWeek")]
pub struct WeeklyHours {
    spans: Vec<HoursSpan>,
}

#[derive(Serialize, Deserialize)]
struct RawWeek {
    spans: Vec<HoursSpan>,
}

/// What is wrong with hours that were given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// There are none.
    #[error("hours are missing; write them as mon-fri 08:00-18:00; sat 09:00-12:00")]
    Missing,
    /// There are too many spans.
    #[error("there are more than {MAX_SPANS} spans of hours; join some of them")]
    TooMany,
    /// No day of the week is named.
    #[error("a span of hours names no day; give at least one of mon, tue, wed, thu, fri, sat, sun")]
    NoDays,
    /// A part of the text has another shape.
    #[error("\"{0}\" is not days and hours; write them as mon-fri 08:00-18:00, with ; between such parts")]
    NotASpan(String),
    /// Not a day of the week, or a range of one day.
    #[error("\"{0}\" is not a day or a range of days; write mon, mon-fri or mon,wed,fri")]
    NotDays(String),
    /// Not a time of the day.
    #[error("\"{0}\" is not a time of the day; write 00:00 to 24:00, with two digits each")]
    NotATime(String),
    /// A span starts at the end of its day.
    #[error("hours cannot start at 24:00; start them at 00:00 of the next day")]
    StartsAtMidnightsEnd,
}

impl DaySet {
    /// Every day of the week.
    pub const ALL: Self = Self(0b111_1111);

    /// A set of `days`; none if there are none.
    pub fn new(days: impl IntoIterator<Item = Weekday>) -> Option<Self> {
        let bits = days.into_iter().fold(0, |bits, day| bits | bit(day));
        (bits != 0).then_some(Self(bits))
    }

    /// Whether `day` is one of them.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// The days, from Monday on.
    pub fn days(self) -> impl Iterator<Item = Weekday> {
        WEEK.into_iter().map(|(day, _, _)| day).filter(move |day| self.contains(*day))
    }
}

/// The days of the week with their names in JSON and in text.
pub(crate) const WEEK: [(Weekday, DayName, &str); 7] = [
    (Weekday::Monday, DayName::Mon, "Mon"),
    (Weekday::Tuesday, DayName::Tue, "Tue"),
    (Weekday::Wednesday, DayName::Wed, "Wed"),
    (Weekday::Thursday, DayName::Thu, "Thu"),
    (Weekday::Friday, DayName::Fri, "Fri"),
    (Weekday::Saturday, DayName::Sat, "Sat"),
    (Weekday::Sunday, DayName::Sun, "Sun"),
];

fn bit(day: Weekday) -> u8 {
    1 << place(day)
}

/// 0 for Monday to 6 for Sunday.
pub(crate) fn place(day: Weekday) -> u8 {
    day.to_monday_zero_offset().unsigned_abs()
}

impl ClockTime {
    /// 00:00.
    pub const MIDNIGHT: Self = Self { minutes: 0 };
    /// 24:00, the midnight at which the day ends.
    pub const END_OF_DAY: Self = Self { minutes: MINUTES_PER_DAY };

    /// A time of the day: up to 23:59, or 24:00.
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        let minutes = u16::from(hour) * 60 + u16::from(minute);
        (minute < 60 && minutes <= MINUTES_PER_DAY).then_some(Self { minutes })
    }

    /// Minutes since 00:00, 0 to 1440.
    pub const fn minutes(self) -> u16 {
        self.minutes
    }

    /// This time on the clock of `date`; nothing at the end of reckoning.
    fn on(self, date: Date) -> Option<DateTime> {
        let hour = i8::try_from(self.minutes / 60).ok()?;
        let minute = i8::try_from(self.minutes % 60).ok()?;
        if self == Self::END_OF_DAY {
            return Some(date.tomorrow().ok()?.to_datetime(Time::midnight()));
        }
        Some(date.to_datetime(Time::new(hour, minute, 0, 0).ok()?))
    }
}

impl DayHours {
    /// Hours from `start` to `end`, which is on the next day unless it is after `start`.
    ///
    /// # Errors
    /// When `start` is 24:00.
    pub fn new(start: ClockTime, end: ClockTime) -> Result<Self, HoursError> {
        if start == ClockTime::END_OF_DAY {
            return Err(HoursError::StartsAtMidnightsEnd);
        }
        // The next day's 00:00 is this day's 24:00; one spelling, so that equal hours are equal.
        let end = if end == ClockTime::MIDNIGHT { ClockTime::END_OF_DAY } else { end };
        Ok(Self { start, end })
    }

    /// When they begin.
    pub const fn start(self) -> ClockTime {
        self.start
    }

    /// When they end; on the next day if [`DayHours::crosses_midnight`].
    pub const fn end(self) -> ClockTime {
        self.end
    }

    /// Whether they reach into the next day.
    pub fn crosses_midnight(self) -> bool {
        self.end <= self.start
    }

    /// The wall-clock times between which they lie when they begin on `date`.
    pub(crate) fn on(self, date: Date) -> Option<(DateTime, DateTime)> {
        let last = if self.crosses_midnight() { date.tomorrow().ok()? } else { date };
        Some((self.start.on(date)?, self.end.on(last)?))
    }
}

impl WeeklyHours {
    /// The hours of a week.
    ///
    /// # Errors
    /// When there are no spans, or more than [`MAX_SPANS`].
    pub fn new(spans: Vec<HoursSpan>) -> Result<Self, HoursError> {
        match spans.len() {
            0 => Err(HoursError::Missing),
            1..=MAX_SPANS => Ok(Self { spans }),
            _ => Err(HoursError::TooMany),
        }
    }

    /// The spans, in the order in which they were given.
    pub fn spans(&self) -> &[HoursSpan] {
        &self.spans
    }

    /// Whether the wall clock of `zone` stands within the hours at `instant`. Where the clock goes back, both
    /// passes of the same time count; a time that the clock jumps over never comes.
    pub fn contains(&self, instant: Timestamp, zone: &Zone) -> bool {
        Openings::weekly(self).contains(instant, zone)
    }

    /// The first instant at or after `from` that is within the hours; none within 400 days if none.
    pub fn next_opening(&self, from: Timestamp, zone: &Zone) -> Option<Timestamp> {
        Openings::weekly(self).next_opening(from, zone)
    }

    /// The first instant after `at` that is no longer within the hours. None if `at` is not within them,
    /// or if they go on for 400 days and more.
    pub fn open_until(&self, at: Timestamp, zone: &Zone) -> Option<Timestamp> {
        Openings::weekly(self).open_until(at, zone)
    }
}

impl WeeklyHours {
    /// Whether every minute of the week within these hours is within `outer`, too. Hours are a matter of what the wall
    /// clock says, so that this holds in every zone and however the clocks change.
    pub fn is_within(&self, outer: &Self) -> bool {
        self.minutes().iter().zip(outer.minutes()).all(|(own, outer)| !own || outer)
    }

    /// Whether no minute of the week is left out.
    pub fn is_whole_week(&self) -> bool {
        self.minutes().into_iter().all(|open| open)
    }

    /// The minutes of a week, from Monday 00:00 on; what begins on Sunday goes on into Monday.
    fn minutes(&self) -> Vec<bool> {
        let day = usize::from(MINUTES_PER_DAY);
        let mut week = vec![false; 7 * day];
        for span in &self.spans {
            let (start, end) = (usize::from(span.hours.start.minutes), usize::from(span.hours.end.minutes));
            let end = if span.hours.crosses_midnight() { end + day } else { end };
            for weekday in span.days.days() {
                let first = usize::from(place(weekday)) * day;
                (first + start..first + end).for_each(|minute| week[minute % (7 * day)] = true);
            }
        }
        week
    }
}

impl TryFrom<Vec<DayName>> for DaySet {
    type Error = HoursError;
    fn try_from(names: Vec<DayName>) -> Result<Self, HoursError> {
        let days = WEEK.into_iter().filter(|(_, name, _)| names.contains(name)).map(|(day, _, _)| day);
        Self::new(days).ok_or(HoursError::NoDays)
    }
}

impl From<DaySet> for Vec<DayName> {
    fn from(set: DaySet) -> Self {
        WEEK.into_iter().filter(|(day, _, _)| set.contains(*day)).map(|(_, name, _)| name).collect()
    }
}

impl TryFrom<String> for ClockTime {
    type Error = HoursError;
    fn try_from(text: String) -> Result<Self, HoursError> {
        text.parse()
    }
}

impl From<ClockTime> for String {
    fn from(time: ClockTime) -> Self {
        time.to_string()
    }
}

impl TryFrom<RawHours> for DayHours {
    type Error = HoursError;
    fn try_from(raw: RawHours) -> Result<Self, HoursError> {
        Self::new(raw.start, raw.end)
    }
}

impl From<DayHours> for RawHours {
    fn from(hours: DayHours) -> Self {
        Self { start: hours.start, end: hours.end }
    }
}

impl TryFrom<RawWeek> for WeeklyHours {
    type Error = HoursError;
    fn try_from(raw: RawWeek) -> Result<Self, HoursError> {
        Self::new(raw.spans)
    }
}

impl From<WeeklyHours> for RawWeek {
    fn from(hours: WeeklyHours) -> Self {
        Self { spans: hours.spans }
    }
}
