//! Bounds of links: how long, how often, at which doors and hours. The organization's bind everybody; a template's
//! bind those who make links from it.
//!
//! Bounds are held against a link when it is made and when a change widens it. What was made before stays as it is,
//! and can be narrowed; see [`Growth`].

use std::fmt;
use std::num::NonZeroU32;

use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::hours::WeeklyHours;
use crate::id::{DoorId, TemplateId};
use crate::validity::{DurationMs, Validity};
use crate::zone::Zone;

/// What bounds every link of an organization. What is `None` is not bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LinkLimits {
    /// The longest time from a link's start to its end.
    pub longest: Option<DurationMs>,
    /// The largest number of uses.
    pub most_uses: Option<NonZeroU32>,
    /// Whether members make links from templates only.
    pub members_need_template: bool,
}

/// What bounds a link that is made from a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// The doors to choose among.
    pub doors: Vec<DoorId>,
    /// The hours of the week, of which a link may have fewer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<WeeklyHours>,
    /// The longest time from start to end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longest: Option<DurationMs>,
    /// The largest number of uses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_uses: Option<NonZeroU32>,
}

/// The template that a link was made from, as it was then: what becomes of the template later does not touch the link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeFrom {
    /// Which template.
    pub template: TemplateId,
    /// What it was called.
    pub name: String,
    /// What it bounded.
    pub bounds: Bounds,
    /// What it would have written to the guest.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
}

/// Whose bound it is, for the sentence that tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose<'a> {
    /// Everybody's.
    Organization,
    /// A template's, by its name.
    Template(&'a str),
}

/// A link as it would be, as far as bounds look at it.
#[derive(Debug, Clone, Copy)]
pub struct Extent<'a> {
    /// Its doors.
    pub doors: &'a [DoorId],
    /// When it is valid.
    pub validity: &'a Validity,
    /// When it begins to count where its validity names no start: when it was made.
    pub made_at: Timestamp,
}

/// What grows from one extent to another. Nothing was there before a link is made, so everything of it grows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Growth {
    /// The doors that come to it.
    pub doors: Vec<DoorId>,
    /// Whether it lasts longer, or begins earlier.
    pub length: bool,
    /// Whether it opens more often.
    pub uses: bool,
    /// Whether it opens at hours at which it did not.
    pub hours: bool,
    /// Whether it lasts longer after its first use.
    pub after_first_use: bool,
    /// From when on its length counts.
    pub begins: Timestamp,
}

/// A bound that a link would go beyond. The sentence says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OverBound {
    /// It has no end.
    NoEnd(String),
    /// It lasts too long.
    TooLong(String),
    /// It opens as often as wanted, or too often.
    TooOften(String),
    /// It opens at other hours.
    OtherHours(String),
    /// It names another door.
    OtherDoor {
        /// Which.
        door: DoorId,
        /// The sentence.
        message: String,
    },
    /// It needs a template.
    NeedsTemplate(String),
}

impl OverBound {
    /// The public name of what is beyond.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::NoEnd(_) | Self::TooLong(_) => "valid_until",
            Self::TooOften(_) => "max_uses",
            Self::OtherHours(_) => "hours",
            Self::OtherDoor { .. } => "doors",
            Self::NeedsTemplate(_) => "template",
        }
    }
}

impl fmt::Display for OverBound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoEnd(message)
            | Self::TooLong(message)
            | Self::TooOften(message)
            | Self::OtherHours(message)
            | Self::OtherDoor { message, .. }
            | Self::NeedsTemplate(message) => message,
        })
    }
}

impl std::error::Error for OverBound {}

impl Growth {
    /// All of a new link.
    pub fn of_new(new: Extent<'_>) -> Self {
        Self {
            doors: new.doors.to_vec(),
            length: true,
            uses: true,
            hours: true,
            after_first_use: true,
            begins: new.begins(),
        }
    }

    /// What a change makes larger. A link that has begun keeps its beginning, wherever its start is moved: otherwise it
    /// would last for ever in steps.
    pub fn between(old: Extent<'_>, new: Extent<'_>, now: Timestamp) -> Self {
        let (was, is) = (old.validity, new.validity);
        let (began, begins) = (old.begins(), new.begins());
        Self {
            doors: new.doors.iter().copied().filter(|door| !old.doors.contains(door)).collect(),
            length: is_more(was.until, is.until) || begins < began,
            uses: is_more(was.max_uses, is.max_uses),
            hours: !fit(is.hours.as_ref(), was.hours.as_ref()),
            after_first_use: is_more(was.after_first_use, is.after_first_use),
            begins: if began <= now { began.min(begins) } else { begins },
        }
    }

    /// Whether anything grows.
    pub const fn is_any(&self) -> bool {
        !self.doors.is_empty() || self.length || self.uses || self.hours || self.after_first_use
    }
}

impl Extent<'_> {
    fn begins(self) -> Timestamp {
        self.validity.from.unwrap_or(self.made_at)
    }
}

impl LinkLimits {
    /// Holds a link against the organization's limits, as far as it grows.
    ///
    /// # Errors
    /// The first limit that it would go beyond.
    pub fn check(&self, new: &Validity, growth: &Growth) -> Result<(), OverBound> {
        check_length(self.longest, new, growth, Whose::Organization)?;
        check_uses(self.most_uses, new, growth, Whose::Organization)
    }

    /// The narrower of two lengths: this one's and a template's.
    pub fn longest_with(&self, other: Option<DurationMs>) -> Option<DurationMs> {
        least(self.longest, other)
    }

    /// The smaller of two numbers of uses: this one's and a template's.
    pub fn most_uses_with(&self, other: Option<NonZeroU32>) -> Option<NonZeroU32> {
        least(self.most_uses, other)
    }
}

impl Bounds {
    /// Holds a link against the bounds of the template `name`, as far as it grows.
    ///
    /// # Errors
    /// The first bound that it would go beyond.
    pub fn check(&self, name: &str, new: &Validity, growth: &Growth) -> Result<(), OverBound> {
        let whose = Whose::Template(name);
        if let Some(door) = growth.doors.iter().find(|door| !self.doors.contains(door)) {
            let message = format!("{whose} is for other doors; choose among those of the template");
            return Err(OverBound::OtherDoor { door: *door, message });
        }
        check_length(self.longest, new, growth, whose)?;
        check_uses(self.most_uses, new, growth, whose)?;
        match &self.hours {
            Some(hours) if growth.hours && !fit(new.hours.as_ref(), Some(hours)) => {
                Err(OverBound::OtherHours(format!("{whose} opens at {hours} only; give these hours, or fewer")))
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// The latest end of what begins at `begins` and lasts `longest`. Whole days are counted on the site's calendar, so that
/// a week is a week also when the clocks change; where that is shorter than so many hours, the hours count.
pub fn latest_end(begins: Timestamp, longest: DurationMs, zone: &Zone) -> Timestamp {
    const DAY_MS: u64 = 24 * 60 * 60 * 1_000;
    let exact = i64::try_from(longest.get()).ok().and_then(|ms| begins.checked_add(ms.milliseconds()).ok());
    let exact = exact.unwrap_or(Timestamp::MAX);
    if !longest.get().is_multiple_of(DAY_MS) {
        return exact;
    }
    let days = i64::try_from(longest.get() / DAY_MS).unwrap_or(0).days();
    let there = zone.local(begins).checked_add(days).ok().and_then(|end| zone.resolve_end(end).ok());
    there.map_or(exact, |end| end.instant.max(exact))
}

fn check_length(
    longest: Option<DurationMs>,
    new: &Validity,
    growth: &Growth,
    whose: Whose<'_>,
) -> Result<(), OverBound> {
    let Some(longest) = longest.filter(|_| growth.length) else { return Ok(()) };
    let Some(until) = new.until else {
        return Err(OverBound::NoEnd(format!("{whose} lasts {longest} at most; give an end")));
    };
    let latest = latest_end(growth.begins, longest, &new.zone);
    if until <= latest {
        return Ok(());
    }
    let latest = new.zone.show(to_the_minute(latest));
    Err(OverBound::TooLong(format!("{whose} lasts {longest} at most; end it at {latest} or before{}", whose.way_out())))
}

/// The minute that it is in: people give ends without seconds, and one that is told must fit.
fn to_the_minute(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second().div_euclid(60) * 60).unwrap_or(at)
}

fn check_uses(most: Option<NonZeroU32>, new: &Validity, growth: &Growth, whose: Whose<'_>) -> Result<(), OverBound> {
    let Some(most) = most.filter(|_| growth.uses) else { return Ok(()) };
    match new.max_uses {
        Some(uses) if uses <= most => Ok(()),
        Some(_) => {
            let message = format!("{whose} opens {most} times at most; give {most} or fewer{}", whose.way_out());
            Err(OverBound::TooOften(message))
        }
        None => Err(OverBound::TooOften(format!("{whose} opens {most} times at most; give a number up to {most}"))),
    }
}

impl Whose<'_> {
    const fn way_out(self) -> &'static str {
        match self {
            Self::Organization => ", or ask an administrator to change the limit (Settings, Links)",
            Self::Template(_) => ", or choose another template",
        }
    }
}

impl fmt::Display for Whose<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Organization => f.write_str("a link of this organization"),
            Self::Template(name) => write!(f, "a link from the template \u{201c}{name}\u{201d}"),
        }
    }
}

/// Whether `new` hours lie within `old` ones; none at all means every hour.
fn fit(new: Option<&WeeklyHours>, old: Option<&WeeklyHours>) -> bool {
    match (new, old) {
        (_, None) => true,
        (None, Some(old)) => old.is_whole_week(),
        (Some(new), Some(old)) => new.is_within(old),
    }
}

/// Whether a bound gives way; none at all is the widest.
fn is_more<T: PartialOrd>(old: Option<T>, new: Option<T>) -> bool {
    match (old, new) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(old), Some(new)) => new > old,
    }
}

fn least<T: Ord>(one: Option<T>, other: Option<T>) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
