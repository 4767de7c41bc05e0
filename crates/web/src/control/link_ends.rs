//! When a link ends: the ways to say so that its form offers, and how they are read.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use keylink_domain::bounds::latest_end;
use keylink_domain::link::Link;
use keylink_domain::moment::{Lasting, Moment};
use keylink_domain::validity::DurationMs;
use keylink_domain::zone::Zone;

use super::form::Form;
use super::time;

/// A way to say when a link ends: what the form sends, and what it is called.
pub type Way = (&'static str, String);

const NEW: [(&str, &str); 7] = [
    ("hour", "1 hour"),
    ("tonight", "Tonight"),
    ("day", "1 day"),
    ("sunday", "Until Sunday"),
    ("until", "Until\u{2026}"),
    ("for", "For\u{2026}"),
    ("never", "No end"),
];
const CHANGE: [(&str, &str); 3] = [("until", "Until\u{2026}"), ("for", "For\u{2026}"), ("never", "No end")];
/// What is said where no way was chosen.
const CHOOSE: &str = "choose when it ends";
/// For how long a page may lie open and still be sent as it was meant.
const ONE_PAGE: SignedDuration = SignedDuration::from_hours(48);

/// What a link's end is held against: how long it may last, and the clock on which it is meant.
#[derive(Clone, Copy)]
pub struct Within<'a> {
    /// The longest that a link may last, if that is bounded.
    pub longest: Option<DurationMs>,
    /// The clock of its doors.
    pub zone: &'a Zone,
    /// Now.
    pub now: Timestamp,
    /// When the form was shown: "tonight" is that day's night, also for a form that arrives after midnight.
    pub shown: Timestamp,
}

impl<'a> Within<'a> {
    /// For a form that is shown now.
    pub fn showing(longest: Option<DurationMs>, zone: &'a Zone, now: Timestamp) -> Self {
        Self { longest, zone, now, shown: now }
    }

    /// For a form that was sent. Its key is the time at which it was shown.
    pub fn sent(longest: Option<DurationMs>, zone: &'a Zone, now: Timestamp, form: &Form) -> Self {
        let shown = form.value("key").parse().ok().and_then(|ms| Timestamp::from_millisecond(ms).ok());
        let shown = shown.filter(|shown| *shown <= now && now.duration_since(*shown) <= ONE_PAGE).unwrap_or(now);
        Self { longest, zone, now, shown }
    }
}

impl Within<'_> {
    /// The ways for a new link, without those that would go beyond the longest if it began now; and the longest itself.
    pub fn ways(&self) -> Vec<Way> {
        let longest = self.longest.map(|longest| ("longest", format!("{}, the longest", time::length(longest))));
        let known = NEW.iter().filter(|(way, _)| self.offers(way));
        longest.into_iter().chain(known.map(|(way, label)| (*way, (*label).to_owned()))).collect()
    }

    /// The way that a new link's form begins with.
    pub fn usual(&self) -> &'static str {
        if self.offers("day") { "day" } else { "longest" }
    }

    /// Whether a new link's form offers this way.
    pub fn offers(&self, way: &str) -> bool {
        let is_known = way == "longest" || NEW.iter().any(|(known, _)| *known == way);
        let is_said_by_tonight = way == "sunday" && self.day(None) == sunday_of(self.day(None));
        let fits = match (self.longest, self.end(way)) {
            (None, _) => way != "longest",
            (Some(_), None) => way != "never",
            // What lasts just as long is offered as the longest.
            (Some(longest), Some(end)) => end < latest_end(self.now, longest, self.zone),
        };
        is_known && fits && !is_said_by_tonight
    }

    /// When what begins now ends, where its end is one press away.
    fn end(&self, way: &str) -> Option<Timestamp> {
        let day = match way {
            "hour" => return later(self.now, "PT1H", self.zone),
            "day" => return later(self.now, "P1D", self.zone),
            "tonight" => self.day(None),
            "sunday" => sunday_of(self.day(None)),
            _ => return None,
        };
        Moment::Day(day).as_end(self.zone).ok().map(|end| end.instant)
    }

    /// The day on which a link begins.
    fn day(&self, from: Option<Moment>) -> Date {
        let begins = if from.is_some() { self.begins(from) } else { self.shown };
        self.zone.local(begins).date()
    }

    fn begins(&self, from: Option<Moment>) -> Timestamp {
        from.and_then(|from| from.as_start(self.zone).ok()).map_or(self.now, |meant| meant.instant)
    }

    /// The longest, as the form told it: nobody gets more than they read.
    fn read_longest(&self, form: &mut Form, from: Option<Moment>) -> Option<Moment> {
        let shown = form.some("longest_shown").map(str::to_owned);
        match self.longest {
            Some(longest) if shown.is_none_or(|shown| shown == minutes(longest)) => {
                Some(Moment::Instant(latest_end(self.begins(from), longest, self.zone)))
            }
            Some(_) => {
                form.refuse("valid_until", "how long a link may last was changed meanwhile; choose when it ends");
                None
            }
            // That their template is gone is said already.
            None if form.is_wrong() => None,
            None => {
                form.refuse("valid_until", CHOOSE);
                None
            }
        }
    }

    /// The end of a new link that begins then, as its form says it: a time, or a length.
    pub fn read(&self, form: &mut Form, from: Option<Moment>) -> (Option<Moment>, Option<Lasting>) {
        match form.value("ends") {
            "hour" => (None, Lasting::parse("PT1H").ok()),
            "day" => (None, Lasting::parse("P1D").ok()),
            "tonight" => (Some(Moment::Day(self.day(from))), None),
            "sunday" => (Some(Moment::Day(sunday_of(self.day(from)))), None),
            "longest" => (self.read_longest(form, from), None),
            _ => read_typed(form),
        }
    }
}

/// A length in minutes, as a form carries it.
pub fn minutes(length: DurationMs) -> String {
    (length.get() / 60_000).to_string()
}

/// The ways for a link that exists: "no end" where there is no limit, or where it has none already.
pub fn ways_to_change(longest: Option<DurationMs>, has_end: bool) -> Vec<Way> {
    let known = CHANGE.iter().filter(|(way, _)| longest.is_none() || !has_end || *way != "never");
    known.map(|(way, label)| (*way, (*label).to_owned())).collect()
}

/// Whether a link may end later than now it does, by this length, as far as limits go.
pub fn may_gain(link: &Link, by: &str, longest: Option<DurationMs>, now: Timestamp) -> bool {
    let Some(longest) = longest else { return true };
    let validity = &link.validity;
    let end = validity.until.and_then(|until| later(until.max(now), by, &validity.zone));
    let begins = validity.from.unwrap_or(link.created_at);
    end.is_some_and(|end| end <= latest_end(begins, longest, &validity.zone))
}

/// So much later, as the house reckons it: a day is a day also when the clocks change.
fn later(from: Timestamp, by: &str, zone: &Zone) -> Option<Timestamp> {
    Lasting::parse(by).ok()?.end_from(from, zone).ok().map(|end| end.instant)
}

/// The end as it was typed: a time, or a length. Only what says so has no end.
pub fn read_typed(form: &mut Form) -> (Option<Moment>, Option<Lasting>) {
    match form.value("ends") {
        "until" => {
            if form.some("valid_until").is_none() {
                form.refuse("valid_until", "give the time at which it ends, or choose another end");
            }
            (form.read("valid_until"), None)
        }
        "for" => {
            if form.some("duration").is_none() {
                form.refuse("duration", "give a number such as 2, or choose another end");
            }
            (None, time::length_typed(form, "duration", "duration_unit", "duration"))
        }
        "never" => (None, None),
        _ => {
            form.refuse("valid_until", CHOOSE);
            (None, None)
        }
    }
}

/// The Sunday of that day's week.
fn sunday_of(day: Date) -> Date {
    let left = i64::from(7 - day.weekday().to_monday_one_offset());
    day.checked_add(SignedDuration::from_hours(24 * left)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: u64 = 3_600_000;

    fn offered(now: &str, hours: Option<u64>) -> Vec<&'static str> {
        let zone = Zone::parse("Europe/Ljubljana").unwrap();
        let longest = hours.map(|hours| DurationMs::new(hours * HOUR_MS).unwrap());
        let within = Within::showing(longest, &zone, now.parse().unwrap());
        let ways = within.ways();
        assert!(ways.iter().any(|(way, _)| *way == within.usual()), "{ways:?}");
        ways.into_iter().map(|(way, _)| way).collect()
    }

    #[test]
    fn only_ends_within_the_limit_are_offered() {
        // Thursday, two in the afternoon there.
        let now = "2026-11-26T13:00:00Z";
        assert_eq!(offered(now, None), ["hour", "tonight", "day", "sunday", "until", "for", "never"]);
        assert_eq!(offered(now, Some(83)), ["longest", "hour", "tonight", "day", "sunday", "until", "for"]);
        assert_eq!(offered(now, Some(81)), ["longest", "hour", "tonight", "day", "until", "for"]);
        assert_eq!(offered(now, Some(24)), ["longest", "hour", "tonight", "until", "for"]);
        assert_eq!(offered(now, Some(9)), ["longest", "hour", "until", "for"]);
        assert_eq!(offered(now, Some(1)), ["longest", "until", "for"]);
    }

    #[test]
    fn on_a_sunday_tonight_says_it() {
        assert!(!offered("2026-11-29T13:00:00Z", None).contains(&"sunday"));
        assert!(offered("2026-11-28T13:00:00Z", None).contains(&"sunday"));
        for (day, sunday) in [("2026-11-23", "2026-11-29"), ("2026-11-28", "2026-11-29"), ("2026-11-29", "2026-11-29")]
        {
            assert_eq!(sunday_of(day.parse().unwrap()), sunday.parse().unwrap());
        }
    }
}
