//! The oracle: wall clocks from `chrono-tz`, and answers found by walking over the minutes.
//!
//! It shares nothing with what it judges: neither the tables, nor the library, nor the way of reckoning. Every
//! transition since 1990 falls on a whole minute, and so do all hours, so a walk over minutes misses nothing.

use std::ops::Range;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use jiff::Timestamp;
use keylink_domain::zone::Zone;
use proptest::prelude::*;

pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;
/// 1990 to 2037, in seconds since 1970.
pub const YEARS: Range<i64> = 631_152_000..2_145_916_800;

/// Where the two tables differ, and so cannot judge one another: those under test are of release 2026e, those
/// of the oracle of 2025b. Seconds since 1970.
pub const DIFFER: &[(&str, Range<i64>, &str)] = &[
    ("Africa/Casablanca", 1_789_862_400..i64::MAX, "Morocco gives up its clock changes in September 2026"),
    ("Africa/El_Aaiun", 1_789_862_400..i64::MAX, "as Africa/Casablanca"),
    ("America/Bogota", 704_700_000..704_960_000, "when Colombia's clocks changed in May 1992 was corrected"),
    ("America/Edmonton", 1_793_491_200..i64::MAX, "Alberta stays on summer time from November 2026"),
    ("America/Inuvik", 1_793_491_200..i64::MAX, "as America/Edmonton"),
    ("America/Yellowknife", 1_793_491_200..i64::MAX, "as America/Edmonton"),
    ("Canada/Mountain", 1_793_491_200..i64::MAX, "as America/Edmonton"),
    ("America/Winnipeg", 1_793_491_200..i64::MAX, "Manitoba stays on summer time from November 2026"),
    ("America/Rainy_River", 1_793_491_200..i64::MAX, "as America/Winnipeg"),
    ("Canada/Central", 1_793_491_200..i64::MAX, "as America/Winnipeg"),
    ("America/Vancouver", 1_793_491_200..i64::MAX, "British Columbia stays on summer time from November 2026"),
    ("Canada/Pacific", 1_793_491_200..i64::MAX, "as America/Vancouver"),
    (
        "Europe/Chisinau",
        1_648_252_800..i64::MAX,
        "the hour at which Moldova changes its clocks since 2022 was corrected",
    ),
    ("Europe/Tiraspol", 1_648_252_800..i64::MAX, "as Europe/Chisinau"),
];

/// A zone in both libraries.
pub struct Pair {
    pub zone: Zone,
    pub tz: Tz,
}

impl Pair {
    pub fn all() -> impl Iterator<Item = Self> {
        TZ_VARIANTS.iter().map(|tz| Self { zone: Zone::parse(tz.name()).unwrap(), tz: *tz })
    }

    /// What the wall clock says, by the oracle's tables.
    pub fn wall(&self, second: i64) -> NaiveDateTime {
        let utc = DateTime::<Utc>::from_timestamp(second, 0).unwrap().naive_utc();
        utc + self.tz.offset_from_utc_datetime(&utc).fix()
    }

    /// Seconds east of UTC, by the oracle's tables.
    pub fn offset(&self, second: i64) -> i64 {
        (self.wall(second) - self.utc_wall(second)).num_seconds()
    }

    fn utc_wall(&self, second: i64) -> NaiveDateTime {
        DateTime::<Utc>::from_timestamp(second, 0).unwrap().naive_utc()
    }

    /// The transitions by the oracle's tables; of two within five days that undo one another, none.
    pub fn transitions(&self) -> Vec<i64> {
        let mut found = Vec::new();
        let mut from = YEARS.start;
        while from < YEARS.end {
            let to = from + 5 * DAY;
            let before = self.offset(from);
            if self.offset(to) != before {
                let (mut last, mut first) = (from, to);
                while first - last > 1 {
                    let middle = i64::midpoint(last, first);
                    if self.offset(middle) == before { last = middle } else { first = middle }
                }
                found.push(first);
            }
            from = to;
        }
        found
    }

    /// Whether both tables say the same of everything in `seconds`.
    pub fn agrees(&self, seconds: Range<i64>) -> bool {
        !DIFFER
            .iter()
            .any(|(name, range, _)| *name == self.tz.name() && range.start < seconds.end && seconds.start < range.end)
    }

    /// The instants of whole minutes at which the wall clock says `written`, near to where they must be.
    fn sayings(&self, written: NaiveDateTime) -> Vec<i64> {
        self.around(written).filter(|second| self.wall(*second) == written).collect()
    }

    fn around(&self, written: NaiveDateTime) -> impl Iterator<Item = i64> + use<> {
        let middle = written.and_utc().timestamp().div_euclid(MINUTE) * MINUTE;
        (middle - 27 * HOUR..middle + 27 * HOUR).step_by(60)
    }

    /// The instant at which the clock jumps over `written`, with the length of the jump.
    fn jump_over(&self, written: NaiveDateTime) -> (i64, i64) {
        let jump = self.around(written).find(|s| self.wall(s - MINUTE) < written && written < self.wall(*s)).unwrap();
        (jump, (self.wall(jump) - self.wall(jump - MINUTE)).num_seconds() - MINUTE)
    }

    /// What `written` (a whole minute) means for a start: the first saying, or moved forward by the gap.
    pub fn start(&self, written: NaiveDateTime) -> i64 {
        self.sayings(written).first().copied().unwrap_or_else(|| self.moved(written))
    }

    /// What `written` (a whole minute) means for an end: the last saying, or moved forward by the gap.
    pub fn end(&self, written: NaiveDateTime) -> i64 {
        self.sayings(written).last().copied().unwrap_or_else(|| self.moved(written))
    }

    fn moved(&self, written: NaiveDateTime) -> i64 {
        let (jump, length) = self.jump_over(written);
        let moved = written + chrono::Duration::seconds(length);
        jump + (moved - self.wall(jump)).num_seconds()
    }

    /// The first and the last minute whose date is `day`; none where the calendar skips it.
    pub fn day(&self, day: NaiveDate) -> Option<(i64, i64)> {
        let noon = day.and_hms_opt(12, 0, 0).unwrap();
        let mut minutes = self.around(noon).filter(|second| self.wall(*second).date() == day);
        let first = minutes.next()?;
        Some((first, minutes.last().unwrap_or(first)))
    }
}

/// The first instant in `seconds` of which `holds`: the start itself, or a whole minute.
pub fn first(seconds: Range<i64>, mut holds: impl FnMut(i64) -> bool) -> Option<i64> {
    let next_minute = (seconds.start.div_euclid(MINUTE) + 1) * MINUTE;
    std::iter::once(seconds.start).chain((next_minute..seconds.end).step_by(60)).find(|second| holds(*second))
}

pub fn instant(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// A place to test: a zone, and an instant that is often near to one of its transitions.
#[derive(Debug, Clone)]
pub struct Spot {
    zone: usize,
    near: Option<(usize, i64)>,
    anywhere: i64,
}

impl Spot {
    pub fn pair(&self) -> Pair {
        let tz = TZ_VARIANTS[self.zone];
        Pair { zone: Zone::parse(tz.name()).unwrap(), tz }
    }

    /// The instant, in seconds since 1970.
    pub fn second(&self, pair: &Pair) -> i64 {
        let Some((pick, distance)) = self.near else { return self.anywhere };
        let transitions = pair.transitions();
        // Zones that never change their clocks are tested anywhere.
        if transitions.is_empty() { self.anywhere } else { transitions[pick % transitions.len()] + distance }
    }
}

pub fn spot() -> impl Strategy<Value = Spot> {
    let distance = prop_oneof![
        3 => (-180i64..=180).prop_map(|minutes| minutes * MINUTE),
        2 => -2 * DAY..2 * DAY,
        // Some days before or after, at much the same time of the day.
        2 => (-8i64..=2, -90i64..=90).prop_map(|(days, minutes)| days * DAY + minutes * MINUTE),
        1 => -9 * DAY..9 * DAY,
        1 => -1i64..=1,
    ];
    let near = prop_oneof![1 => Just(None), 4 => (any::<usize>(), distance).prop_map(Some)];
    (0..TZ_VARIANTS.len(), near, YEARS).prop_map(|(zone, near, anywhere)| Spot { zone, near, anywhere })
}

/// A property's settings: `per_256` cases for every 256 that `PROPTEST_CASES` asks for.
pub fn cases(per_256: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig {
        cases: asked.cases.saturating_mul(per_256).div_ceil(256),
        max_global_rejects: 100_000,
        failure_persistence: None,
        ..asked
    }
}
