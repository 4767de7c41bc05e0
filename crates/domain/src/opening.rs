//! When hours are open: the one reckoning behind weekly hours and schedules.
//!
//! Whether an instant is within hours is a matter of what the wall clock says then, and of nothing else:
//! - Where the clock goes back, both passes of the same time count: during `00:00-02:30` the door opens at
//!   both 02:15, and not at the first 02:45.
//! - A time that the clock jumps over never comes. Hours that begin there begin at the jump, hours that end
//!   there end at the jump, hours that lie wholly there do not take place.
//! - Hours belong to the date on which they begin, also where they reach into the next one. A holiday
//!   replaces the hours that begin on its dates; what began the evening before runs to its end.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use crate::hours::{DayHours, WeeklyHours};
use crate::schedule::{Holiday, Holidays};
use crate::zone::Zone;

/// How far ahead an opening or an end is looked for.
const SEARCH: SignedDuration = SignedDuration::from_hours(400 * 24);

/// Weekly hours as they are in force on each date.
#[derive(Clone, Copy)]
pub(crate) struct Openings<'a> {
    weekly: &'a WeeklyHours,
    holidays: Option<&'a Holidays>,
}

/// A stretch of time in which the zone's offset does not change.
struct Stretch {
    begin: Timestamp,
    end: Timestamp,
    offset: Offset,
}

impl<'a> Openings<'a> {
    pub(crate) const fn weekly(weekly: &'a WeeklyHours) -> Self {
        Self { weekly, holidays: None }
    }

    pub(crate) const fn with_holidays(weekly: &'a WeeklyHours, holidays: &'a Holidays) -> Self {
        Self { weekly, holidays: Some(holidays) }
    }

    pub(crate) fn contains(self, instant: Timestamp, zone: &Zone) -> bool {
        self.runs_until(zone.local(instant)).is_some()
    }

    pub(crate) fn next_opening(self, from: Timestamp, zone: &Zone) -> Option<Timestamp> {
        self.find(from, zone, |begin, end| self.first_open(begin, end))
    }

    pub(crate) fn open_until(self, at: Timestamp, zone: &Zone) -> Option<Timestamp> {
        if !self.contains(at, zone) {
            return None;
        }
        self.find(at, zone, |begin, end| self.first_closed(begin, end))
    }

    /// The first instant from `from` on whose wall-clock time `search` finds. The clock runs evenly within a
    /// stretch of one offset, so each stretch is searched by the wall clock alone.
    fn find(
        self,
        from: Timestamp,
        zone: &Zone,
        search: impl Fn(DateTime, DateTime) -> Option<DateTime>,
    ) -> Option<Timestamp> {
        let limit = from.checked_add(SEARCH).unwrap_or(Timestamp::MAX);
        let mut begin = from;
        while begin < limit {
            let stretch = Stretch::at(begin, limit, zone);
            let local = |instant| stretch.offset.to_datetime(instant);
            if let Some(found) = search(local(stretch.begin), local(stretch.end)) {
                return stretch.offset.to_timestamp(found).ok();
            }
            begin = stretch.end;
        }
        None
    }

    /// The first wall-clock time in `[begin, end)` within the hours.
    fn first_open(self, begin: DateTime, end: DateTime) -> Option<DateTime> {
        let mut date = begin.date().yesterday().unwrap_or(begin.date());
        while date <= end.date() {
            let on_date = self.spans(date).filter(|(_, last)| *last > begin).map(|(first, _)| first.max(begin)).min();
            if on_date.is_some() {
                return on_date.filter(|found| *found < end);
            }
            date = date.tomorrow().ok()?;
        }
        None
    }

    /// The first wall-clock time in `[begin, end)` outside the hours.
    fn first_closed(self, begin: DateTime, end: DateTime) -> Option<DateTime> {
        let mut at = begin;
        while at < end {
            match self.runs_until(at) {
                Some(until) => at = until,
                None => return Some(at),
            }
        }
        None
    }

    /// Until when the span runs, or the longest of the spans, in which the wall clock stands at `at`.
    fn runs_until(self, at: DateTime) -> Option<DateTime> {
        let today = at.date();
        let before = today.yesterday().ok().into_iter().flat_map(|date| self.spans(date));
        before.chain(self.spans(today)).filter(|(first, last)| *first <= at && at < *last).map(|(_, last)| last).max()
    }

    /// The spans that begin on `date`, by the wall clock.
    fn spans(self, date: Date) -> impl Iterator<Item = (DateTime, DateTime)> + 'a {
        let holiday = self.holidays.and_then(|holidays| holidays.on(date));
        let weekday = date.weekday();
        let special = holiday.map_or(&[] as &[DayHours], Holiday::hours).iter().copied();
        let ordinary = self.weekly.spans().iter().filter(move |span| holiday.is_none() && span.days.contains(weekday));
        special.chain(ordinary.map(|span| span.hours)).filter_map(move |hours| hours.on(date))
    }
}

impl Stretch {
    /// The stretch from `begin` to the zone's next transition, or to `limit`.
    fn at(begin: Timestamp, limit: Timestamp, zone: &Zone) -> Self {
        let next = zone.tz().following(begin).next().map_or(limit, |transition| transition.timestamp());
        Self { begin, end: next.min(limit), offset: zone.tz().to_offset(begin) }
    }
}
