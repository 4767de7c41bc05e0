//! Times for people: "14:02" today, the date before that, the full time with its zone in the title.

use jiff::Timestamp;
use jiff::civil::Date;
use keylink_domain::moment::Lasting;
use keylink_domain::validity::DurationMs;
use keylink_domain::zone::Zone;

use super::choice::Choice;
use super::form::Form;

/// A time as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What stands there.
    pub text: String,
    /// The full time with its zone.
    pub full: String,
    /// The instant, for programs.
    pub machine: String,
}

/// To the minute.
pub fn to_the_minute(at: Timestamp, zone: &Zone, now: Timestamp) -> Shown {
    shown(at, zone, now, "%H:%M")
}

/// To the second.
pub fn to_the_second(at: Timestamp, zone: &Zone, now: Timestamp) -> Shown {
    shown(at, zone, now, "%H:%M:%S")
}

fn shown(at: Timestamp, zone: &Zone, now: Timestamp, clock: &str) -> Shown {
    let local = zone.local(at);
    let text = local.strftime(clock).to_string();
    let text = match day(local.date(), zone.local(now).date()) {
        Some(day) => format!("{day} {text}"),
        None => text,
    };
    Shown { text, full: full(at, zone), machine: at.to_string() }
}

/// The full time with its zone: `Sat 28 Nov 2026 14:00:07 CET, Europe/Berlin`.
pub fn full(at: Timestamp, zone: &Zone) -> String {
    let zoned = at.to_zoned(zone.tz().clone());
    format!("{}, {}", zoned.strftime("%a %-d %b %Y %H:%M:%S %Z"), zone.name())
}

/// For people who know where the door is: `Sat 28 Nov, 14:00 CET`.
pub fn plain(at: Timestamp, zone: &Zone) -> String {
    at.to_zoned(zone.tz().clone()).strftime("%a %-d %b, %H:%M %Z").to_string()
}

/// A date, unless it is today's; its year only where it is another.
fn day(date: Date, today: Date) -> Option<String> {
    if date == today {
        return None;
    }
    let pattern = if date.year() == today.year() { "%a %-d %b" } else { "%-d %b %Y" };
    Some(date.strftime(pattern).to_string())
}

/// What a field for a date and a time holds: `2026-11-28T14:00`.
pub fn field(at: Timestamp, zone: &Zone) -> String {
    zone.local(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// The day's first instant in a zone.
pub fn start_of_day(at: Timestamp, zone: &Zone) -> Timestamp {
    zone.start_of_day(zone.local(at).date()).unwrap_or(at)
}

/// The instant after the day's last in a zone.
pub fn end_of_day(at: Timestamp, zone: &Zone) -> Timestamp {
    zone.end_of_day(zone.local(at).date()).unwrap_or(at)
}

/// The units that lengths of time are given in, longest first, with their ISO 8601 form.
const UNITS: [(&str, u64, &str, &str); 5] = [
    ("weeks", 7 * 24 * 3_600_000, "P", "W"),
    ("days", 24 * 3_600_000, "P", "D"),
    ("hours", 3_600_000, "PT", "H"),
    ("minutes", 60_000, "PT", "M"),
    ("seconds", 1_000, "PT", "S"),
];

/// The units to choose among; seconds only where a program gave a length in them.
pub fn units(form: &Form, field: &str) -> Vec<Choice> {
    let units = UNITS.iter().rev().map(|(unit, ..)| *unit);
    units.filter(|unit| *unit != "seconds" || form.is(field, unit)).map(|unit| Choice::new(unit, unit)).collect()
}

/// A length of time as it was typed into two fields; what is wrong with it is noted at `error_at`.
pub fn length_typed(form: &mut Form, count: &str, unit: &str, error_at: &'static str) -> Option<Lasting> {
    let typed = form.some(count)?.to_owned();
    let length = lasting(&typed, form.value(unit));
    length.map_err(|error| form.refuse(error_at, error)).ok()
}

/// A number and a unit as a length of time.
///
/// # Errors
/// When the number is none, or the unit is not one of a form's.
pub fn lasting(count: &str, unit: &str) -> Result<Lasting, String> {
    let wrong = || "give a number such as 2".to_owned();
    let count: u32 = count.trim().parse().map_err(|_| wrong())?;
    let (_, _, before, after) = UNITS.iter().find(|(name, ..)| *name == unit).ok_or_else(wrong)?;
    Lasting::parse(&format!("{before}{count}{after}")).map_err(|error| error.to_string())
}

/// A length of time as a number and a unit: the longest unit that it is whole in. What is not whole in any is
/// shown shorter than it is, never longer.
pub fn count_and_unit(length: DurationMs) -> (u64, &'static str) {
    let whole = UNITS.iter().find(|(_, ms, ..)| length.get().is_multiple_of(*ms));
    whole.map_or((length.get() / 1_000, "seconds"), |(name, ms, ..)| (length.get() / ms, name))
}

/// A length of time in words: `2 hours`.
pub fn length(length: DurationMs) -> String {
    let (count, unit) = count_and_unit(length);
    if count == 1 { format!("1 {}", unit.trim_end_matches('s')) } else { format!("{count} {unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_left_out() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        let now: Timestamp = "2026-11-28T12:00:00Z".parse().unwrap();
        let said = |at: &str| to_the_minute(at.parse().unwrap(), &berlin, now).text;
        assert_eq!(said("2026-11-28T13:02:00Z"), "14:02");
        assert_eq!(said("2026-11-27T23:30:00Z"), "00:30");
        assert_eq!(said("2026-11-26T13:02:00Z"), "Thu 26 Nov 14:02");
        assert_eq!(said("2025-11-26T13:02:00Z"), "26 Nov 2025 14:02");
        assert_eq!(full(now, &berlin), "Sat 28 Nov 2026 13:00:00 CET, Europe/Berlin");
    }

    #[test]
    fn lengths_go_through_a_form_and_back() {
        for (ms, count, unit, words) in [
            (7_200_000, 2, "hours", "2 hours"),
            (5_400_000, 90, "minutes", "90 minutes"),
            (90_000, 90, "seconds", "90 seconds"),
            (86_400_000, 1, "days", "1 day"),
        ] {
            let known = DurationMs::new(ms).unwrap();
            assert_eq!((count_and_unit(known), length(known).as_str()), ((count, unit), words));
            assert_eq!(
                u64::try_from(lasting(&count.to_string(), unit).unwrap().fixed().unwrap().as_millis()).unwrap(),
                ms
            );
        }
        assert!(lasting("0", "hours").is_err() && lasting("x", "hours").is_err() && lasting("1", "years").is_err());
    }
}
