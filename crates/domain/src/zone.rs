//! A time zone of the tz database, and what a wall-clock time means in it.
//!
//! The zones come from the tables compiled into the program, never from the machine's own, so that the
//! same link opens at the same instant on every node.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::text::quote;

/// Longer names are no zones; they are refused before anything is compared with them.
const MAX_NAME_BYTES: usize = 64;
/// How many names an error offers at most.
const MAX_OFFERS: usize = 3;

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A time zone that exists, such as `Europe/Berlin`. Cheap to clone; equal if the names are.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone {
    tz: TimeZone,
}

/// No time zone has this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownZone {
    name: String,
    offers: Vec<String>,
}

impl Zone {
    /// Finds a zone by its name in any case; `Europe/berlin` becomes `Europe/Berlin`.
    ///
    /// # Errors
    /// When there is none of that name; the error offers the nearest names.
    pub fn parse(name: &str) -> Result<Self, UnknownZone> {
        let name = name.trim();
        if name.len() <= MAX_NAME_BYTES
            && let Ok(tz) = DATABASE.get(name)
            && tz.iana_name().is_some_and(|found| found.eq_ignore_ascii_case(name))
            && names_a_place(name)
        {
            return Ok(Self { tz });
        }
        Err(UnknownZone::near(name))
    }

    /// Universal time, for what has no site.
    pub const fn utc() -> Self {
        Self { tz: TimeZone::UTC }
    }

    /// Every zone there is, by name, for lists to choose from.
    pub fn names() -> impl Iterator<Item = String> {
        DATABASE.available().map(|name| name.as_str().to_owned()).filter(|name| names_a_place(name))
    }

    /// The zone's name, as the tz database spells it.
    pub fn name(&self) -> &str {
        self.tz.iana_name().unwrap_or("UTC")
    }

    /// The zone as the time library wants it.
    pub const fn tz(&self) -> &TimeZone {
        &self.tz
    }

    /// What the wall clock says at `instant`.
    pub fn local(&self, instant: Timestamp) -> DateTime {
        self.tz.to_datetime(instant)
    }

    /// `instant` for people, on the zone's clock: `2026-11-28 14:00 CET`.
    pub fn show(&self, instant: Timestamp) -> String {
        let local = self.local(instant);
        format!("{} {} {}", local.date(), show_time(local.time()), self.label(instant))
    }

    /// The short name of the time in force, such as `CEST`, or its offset: `UTC-03`.
    fn label(&self, instant: Timestamp) -> String {
        let info = self.tz.to_offset_info(instant);
        let abbreviation = info.abbreviation();
        // "-03" and the like are offsets themselves.
        if abbreviation.starts_with(['+', '-']) { format!("UTC{}", info.offset()) } else { abbreviation.to_owned() }
    }

    /// What `written` means where something starts: in a gap it moves forward by the gap's length, of a
    /// fold's two instants it is the earlier.
    ///
    /// # Errors
    /// When the instant lies outside the years -9999 to 9999.
    pub fn resolve_start(&self, written: DateTime) -> Result<Resolved, OutOfRange> {
        self.resolve(written, Side::Start)
    }

    /// What `written` means where something ends: in a gap it moves forward by the gap's length, of a
    /// fold's two instants it is the later, so that nobody gets less than what was written.
    ///
    /// # Errors
    /// When the instant lies outside the years -9999 to 9999.
    pub fn resolve_end(&self, written: DateTime) -> Result<Resolved, OutOfRange> {
        self.resolve(written, Side::End)
    }

    /// The first instant of `day`: its midnight, or where a gap swallows that, the gap's end.
    ///
    /// # Errors
    /// When the instant lies outside the years -9999 to 9999.
    pub fn start_of_day(&self, day: Date) -> Result<Timestamp, OutOfRange> {
        let midnight = self.tz.to_ambiguous_timestamp(day.to_datetime(Time::midnight()));
        match midnight.offset() {
            AmbiguousOffset::Gap { before, .. } => self.gap_end(midnight.datetime(), before),
            _ => Ok(midnight.earlier()?),
        }
    }

    /// The instant right after the last one whose date is `day`.
    ///
    /// # Errors
    /// When the instant lies outside the years -9999 to 9999.
    pub fn end_of_day(&self, day: Date) -> Result<Timestamp, OutOfRange> {
        let next = day.tomorrow()?;
        let midnight = self.tz.to_ambiguous_timestamp(next.to_datetime(Time::midnight()));
        match midnight.offset() {
            AmbiguousOffset::Gap { before, .. } => self.gap_end(midnight.datetime(), before),
            AmbiguousOffset::Unambiguous { .. } => Ok(midnight.compatible()?),
            AmbiguousOffset::Fold { .. } => {
                // Midnight strikes twice. Where the clock goes back from 00:01 to 23:01 the day ends at the
                // second stroke; where it goes back from 01:00 to 00:00 it has ended at the first.
                let second = midnight.later()?;
                let before_second = second.checked_sub(1.nanosecond())?;
                if self.local(before_second).date() < next { Ok(second) } else { Ok(midnight.earlier()?) }
            }
        }
    }

    fn resolve(&self, written: DateTime, side: Side) -> Result<Resolved, OutOfRange> {
        let found = self.tz.to_ambiguous_timestamp(written);
        let resolved = |instant, how| Resolved { instant, how, written, zone: self.clone() };
        Ok(match found.offset() {
            AmbiguousOffset::Unambiguous { .. } => resolved(found.compatible()?, How::Exact),
            AmbiguousOffset::Gap { before, after } => {
                let forward_s = after.seconds() - before.seconds();
                resolved(found.compatible()?, How::Gap { forward_s })
            }
            AmbiguousOffset::Fold { .. } => {
                let (earlier, later) = (found.earlier()?, found.later()?);
                match side {
                    Side::Start => resolved(earlier, How::Fold { other: later }),
                    Side::End => resolved(later, How::Fold { other: earlier }),
                }
            }
        })
    }

    /// The instant at which the clock jumps over `swallowed`.
    fn gap_end(&self, swallowed: DateTime, before: Offset) -> Result<Timestamp, OutOfRange> {
        // Read with the offset before the jump, a swallowed time is an instant at or after the jump, and
        // less than the gap's length after it; so the jump is the last transition up to there.
        let at_or_after = before.to_timestamp(swallowed)?;
        let probe = at_or_after.checked_add(1.nanosecond())?;
        let jump = self.tz.preceding(probe).next().map(|transition| transition.timestamp());
        jump.ok_or(OutOfRange)
    }
}

#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// What a wall-clock time means in a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The instant that is meant.
    pub instant: Timestamp,
    /// How the wall-clock time led to it.
    pub how: How,
    written: DateTime,
    zone: Zone,
}

/// How a wall-clock time led to an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It names one instant.
    Exact,
    /// The clock jumps over it: it was moved forward.
    Gap {
        /// By how many seconds, the length of the gap.
        forward_s: i32,
    },
    /// The clock says it twice.
    Fold {
        /// The instant that is not meant.
        other: Timestamp,
    },
}

impl Resolved {
    /// Where the time was skipped or said twice, a sentence that tells which instant is meant.
    pub fn explanation(&self) -> Option<String> {
        let (written, zone) = (self.written, self.zone.name());
        let (time, day) = (show_time(written.time()), written.date());
        let meant = self.meant();
        match self.how {
            How::Exact => None,
            How::Gap { .. } => {
                Some(format!("{time} on {day} does not exist in {zone} (clocks go forward); {meant} is meant"))
            }
            How::Fold { other } => Some(format!(
                "{time} on {day} comes twice in {zone} (clocks go back); {meant}, the {} one, is meant",
                if self.instant < other { "first" } else { "second" },
            )),
        }
    }

    /// The instant on the zone's clock, with its date where that is not the one that was written.
    fn meant(&self) -> String {
        let local = self.zone.local(self.instant);
        if local.date() == self.written.date() {
            format!("{} {}", show_time(local.time()), self.zone.label(self.instant))
        } else {
            self.zone.show(self.instant)
        }
    }
}

/// `14:00`, and only where there are seconds, `14:00:05`.
fn show_time(time: Time) -> String {
    let pattern = if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
    time.strftime(pattern).to_string()
}

/// A time lies outside of what can be reckoned with, the years -9999 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this time is too far away to reckon with; give a year between 1 and 9998")]
pub struct OutOfRange;

impl From<jiff::Error> for OutOfRange {
    fn from(_: jiff::Error) -> Self {
        Self
    }
}

impl UnknownZone {
    fn near(name: &str) -> Self {
        let shown = quote(name);
        let offers = if name.len() <= MAX_NAME_BYTES { nearest(name) } else { Vec::new() };
        Self { name: shown, offers }
    }

    /// The nearest names that do exist, best first.
    pub fn offers(&self) -> &[String] {
        &self.offers
    }
}

/// The tables hold two entries that stand for "nobody has said yet".
fn names_a_place(name: &str) -> bool {
    !["Etc/Unknown", "Factory"].iter().any(|none| none.eq_ignore_ascii_case(name))
}

/// The names nearest to `name`: those that hold it ("berlin"), else those few letters away from it.
fn nearest(name: &str) -> Vec<String> {
    let wanted = fold(name);
    if wanted.len() < 3 {
        return Vec::new();
    }
    // Of a short word, such as CEST, too much is near that has nothing to do with it.
    let far = if wanted.len() < 5 { 0 } else { wanted.chars().count() / 4 };
    let mut ranked: Vec<(usize, String)> = Zone::names()
        .filter_map(|candidate| {
            let spelled = fold(&candidate);
            let city = spelled.rsplit('/').next().unwrap_or(&spelled);
            let distance = if spelled.contains(&wanted) {
                0
            } else {
                letters_apart(&wanted, &spelled).min(letters_apart(&wanted, city))
            };
            (distance <= far).then_some((distance, candidate))
        })
        .collect();
    ranked.sort();
    let best = ranked.first().map_or(0, |(distance, _)| *distance);
    ranked
        .into_iter()
        .take_while(|(distance, _)| *distance <= best + 1)
        .take(MAX_OFFERS)
        .map(|(_, name)| name)
        .collect()
}

fn fold(name: &str) -> String {
    name.chars().map(|c| if c == ' ' { '_' } else { c.to_ascii_lowercase() }).collect()
}

/// How many letters must be put in, taken out or changed to make one text of the other.
fn letters_apart(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (b, above) in other.iter().zip(row.iter_mut().skip(1)) {
            let best = (diagonal + usize::from(a != *b)).min(left + 1).min(*above + 1);
            diagonal = *above;
            *above = best;
            left = best;
        }
        row[0] = i + 1;
    }
    row.last().copied().unwrap_or(0)
}

impl fmt::Display for UnknownZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name.is_empty() {
            return f.write_str("a time zone is missing; give one such as Europe/Berlin");
        }
        write!(f, "{} is not a time zone; ", self.name)?;
        match self.offers.as_slice() {
            [] => f.write_str("give one of the tz database, such as Europe/Berlin"),
            [only] => write!(f, "did you mean {only}?"),
            [rest @ .., last] => write!(f, "did you mean {} or {last}?", rest.join(", ")),
        }
    }
}

impl std::error::Error for UnknownZone {}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}

impl std::str::FromStr for Zone {
    type Err = UnknownZone;
    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        Self::parse(name)
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;
    fn try_from(name: String) -> Result<Self, UnknownZone> {
        Self::parse(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}
