//! Activity: how much was opened and how much was not, by the hour or by the day of a zone's clock.
//!
//! It is counted by quarters of an hour, of which every zone's hours and days are made.

use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::event::EventKind;
use crate::zone::Zone;

/// A quarter of an hour, in milliseconds.
const QUARTER_MS: i64 = 15 * 60 * 1000;

/// How much happened in a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Doors that opened, or were sent the command to, or let somebody in by themselves.
    pub opened: i64,
    /// Presses, cards and PINs that opened nothing, for whatever reason.
    pub refused: i64,
}

/// A count and its stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// Its first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub until: Timestamp,
    /// How much.
    pub count: Count,
}

/// What a picture spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Span {
    /// The last 24 hours, by the hour.
    #[default]
    Day,
    /// The last 30 days, by the day.
    Month,
}

impl Count {
    /// What a line of the log adds, where it adds anything.
    pub const fn of(kind: EventKind) -> Option<Self> {
        match kind {
            kind if kind.is_access() => Some(Self { opened: 1, refused: 0 }),
            kind if kind.is_refusal() => Some(Self { opened: 0, refused: 1 }),
            _ => None,
        }
    }

    /// Both together.
    pub const fn add(&mut self, other: Self) {
        self.opened += other.opened;
        self.refused += other.refused;
    }
}

/// The quarter of an hour in which an instant lies, by its first instant.
pub fn quarter(at: Timestamp) -> Timestamp {
    let ms = at.as_millisecond();
    Timestamp::from_millisecond(ms - ms.rem_euclid(QUARTER_MS)).unwrap_or(at)
}

/// The stretches of a picture, oldest first, each empty yet. The last one holds `now`.
pub fn bars(span: Span, zone: &Zone, now: Timestamp) -> Vec<Bar> {
    let edges = match span {
        Span::Day => hours(zone, now),
        Span::Month => days(zone, now),
    };
    edges.windows(2).map(|edge| Bar { from: edge[0], until: edge[1], count: Count::default() }).collect()
}

/// Puts a count where it belongs; what lies outside of the bars is left out.
pub fn put(bars: &mut [Bar], at: Timestamp, count: Count) {
    let after = bars.partition_point(|bar| bar.until <= at);
    if let Some(bar) = bars.get_mut(after).filter(|bar| bar.from <= at) {
        bar.count.add(count);
    }
}

fn hours(zone: &Zone, now: Timestamp) -> Vec<Timestamp> {
    let local = zone.local(now);
    let within = i64::from(local.minute()) * 60 + i64::from(local.second());
    let begun = now.checked_sub(SignedDuration::from_secs(within)).unwrap_or(now);
    let begun = quarter(begun);
    (-23..=1).filter_map(|hour| begun.checked_add(SignedDuration::from_hours(hour)).ok()).collect()
}

fn days(zone: &Zone, now: Timestamp) -> Vec<Timestamp> {
    let today = zone.local(now).date();
    (-29..=1).filter_map(|day: i64| zone.start_of_day(today.checked_add(day.days()).ok()?).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn hours_are_those_of_the_zone_s_clock() {
        for (zone, now, first, last) in [
            ("Europe/Berlin", "2026-11-28T12:20:00Z", "2026-11-27T13:00:00Z", "2026-11-28T13:00:00Z"),
            ("Asia/Kolkata", "2026-11-28T12:20:00Z", "2026-11-27T12:30:00Z", "2026-11-28T12:30:00Z"),
            ("Asia/Kathmandu", "2026-11-28T12:20:30.5Z", "2026-11-27T13:15:00Z", "2026-11-28T13:15:00Z"),
        ] {
            let bars = bars(Span::Day, &Zone::parse(zone).unwrap(), at(now));
            assert_eq!(bars.len(), 24, "{zone}");
            assert_eq!((bars[0].from, bars[23].until), (at(first), at(last)), "{zone}");
        }
    }

    #[test]
    fn days_are_as_long_as_they_are() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        let bars = bars(Span::Month, &berlin, at("2026-11-05T12:00:00Z"));
        assert_eq!(bars.len(), 30);
        assert_eq!(bars[29].from, at("2026-11-04T23:00:00Z"));
        let longest = bars.iter().map(|bar| bar.until.duration_since(bar.from)).max().unwrap();
        assert_eq!(longest, SignedDuration::from_hours(25), "summer time ended among them");
        assert!(bars.windows(2).all(|pair| pair[0].until == pair[1].from));
    }

    #[test]
    fn a_count_goes_where_its_instant_lies_and_nowhere_else() {
        let mut bars = bars(Span::Day, &Zone::utc(), at("2026-11-28T12:20:00Z"));
        let one = Count { opened: 1, refused: 2 };
        for (when, place) in [
            ("2026-11-27T13:00:00Z", Some(0)),
            ("2026-11-28T12:59:59.999Z", Some(23)),
            ("2026-11-27T12:59:59.999Z", None),
            ("2026-11-28T13:00:00Z", None),
        ] {
            let before: Vec<i64> = bars.iter().map(|bar| bar.count.opened).collect();
            put(&mut bars, at(when), one);
            let changed = bars.iter().zip(before).position(|(bar, before)| bar.count.opened != before);
            assert_eq!(changed, place, "{when}");
        }
        assert_eq!(quarter(at("2026-11-28T12:29:59.999Z")), at("2026-11-28T12:15:00Z"));
        assert_eq!(quarter(at("1969-12-31T23:59:00Z")), at("1969-12-31T23:45:00Z"));
    }
}
