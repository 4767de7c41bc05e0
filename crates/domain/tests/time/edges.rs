//! Zones that do what few others do, and zones that do not exist.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use keylink_domain::schedule::WeeklyHours;
use keylink_domain::zone::{How, Zone};

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

fn utc(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn times_in_gaps_and_folds() {
    // Zone, wall clock, start, end.
    for (name, written, start, end) in [
        // Half an hour of daylight saving.
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45:00Z", "2026-10-03T15:45:00Z"),
        ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"),
        // A whole day that never was.
        ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00:00Z", "2011-12-30T22:00:00Z"),
        // Midnight is skipped.
        ("America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00:00Z", "2018-11-04T03:00:00Z"),
        ("Asia/Beirut", "2026-03-29T00:30", "2026-03-28T22:30:00Z", "2026-03-28T22:30:00Z"),
        ("Africa/Cairo", "2026-04-24T00:30", "2026-04-23T22:30:00Z", "2026-04-23T22:30:00Z"),
        // The last hour of a day comes twice.
        ("America/Sao_Paulo", "2018-02-17T23:30", "2018-02-18T01:30:00Z", "2018-02-18T02:30:00Z"),
        ("Asia/Beirut", "2026-10-24T23:30", "2026-10-24T20:30:00Z", "2026-10-24T21:30:00Z"),
        ("Africa/Cairo", "2026-10-29T23:30", "2026-10-29T20:30:00Z", "2026-10-29T21:30:00Z"),
        // By law winter is the odd one in Ireland; the clocks do as in London.
        ("Europe/Dublin", "2026-03-29T01:30", "2026-03-29T01:30:00Z", "2026-03-29T01:30:00Z"),
        ("Europe/Dublin", "2026-10-25T01:30", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
        // Morocco went back for the fasting month, and forward after it.
        ("Africa/Casablanca", "2025-02-23T02:30", "2025-02-23T01:30:00Z", "2025-02-23T02:30:00Z"),
        ("Africa/Casablanca", "2025-04-06T02:30", "2025-04-06T02:30:00Z", "2025-04-06T02:30:00Z"),
        // Midnight itself comes twice.
        ("America/Havana", "2026-11-01T00:30", "2026-11-01T04:30:00Z", "2026-11-01T05:30:00Z"),
        // Clocks change a minute after midnight.
        ("America/St_Johns", "2010-03-14T00:30", "2010-03-14T04:00:00Z", "2010-03-14T04:00:00Z"),
        // Offsets of three quarters of an hour.
        ("Pacific/Chatham", "2026-04-05T03:00", "2026-04-04T13:15:00Z", "2026-04-04T14:15:00Z"),
    ] {
        let written: DateTime = written.parse().unwrap();
        let (found_start, found_end) =
            (zone(name).resolve_start(written).unwrap(), zone(name).resolve_end(written).unwrap());
        assert_eq!(found_start.instant, utc(start), "start at {written} in {name}");
        assert_eq!(found_end.instant, utc(end), "end at {written} in {name}");
        assert_ne!(found_start.how, How::Exact, "{written} in {name}");
    }
}

#[test]
fn gaps_have_their_length() {
    let gap = |name, written: &str| zone(name).resolve_start(written.parse().unwrap()).unwrap().how;
    assert_eq!(gap("Australia/Lord_Howe", "2026-10-04T02:15"), How::Gap { forward_s: 1_800 });
    assert_eq!(gap("Europe/Dublin", "2026-03-29T01:30"), How::Gap { forward_s: 3_600 });
    assert_eq!(gap("Pacific/Apia", "2011-12-30T12:00"), How::Gap { forward_s: 86_400 });
}

#[test]
fn days_begin_and_end() {
    for (name, day, start, end) in [
        ("America/Sao_Paulo", "2018-11-03", "2018-11-03T03:00:00Z", "2018-11-04T03:00:00Z"),
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"),
        ("America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00:00Z", "2018-02-18T03:00:00Z"),
        // The first 00:00 ends the day, the second one is an hour into the next.
        ("America/Havana", "2026-10-31", "2026-10-31T04:00:00Z", "2026-11-01T04:00:00Z"),
        ("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"),
        // At 00:01 the clock goes back into the day before, which ends a second time; each day is as long as
        // the span from its first instant to its last.
        ("America/St_Johns", "2010-11-06", "2010-11-06T02:30:00Z", "2010-11-07T03:30:00Z"),
        ("America/St_Johns", "2010-11-07", "2010-11-07T02:30:00Z", "2010-11-08T03:30:00Z"),
        ("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"),
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"),
        ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"),
        // From 23:30 to 00:30: midnight is in the middle of the gap.
        ("America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z", "1919-04-01T04:00:00Z"),
    ] {
        let date: Date = day.parse().unwrap();
        assert_eq!(zone(name).start_of_day(date).unwrap(), utc(start), "start of {day} in {name}");
        assert_eq!(zone(name).end_of_day(date).unwrap(), utc(end), "end of {day} in {name}");
    }
}

#[test]
fn hours_through_gaps_and_folds() {
    // Zone, hours, from when, next opening, open until.
    for (name, hours, from, opens, closes) in [
        // Begins in a gap: begins at the jump. Ends in a gap: ends at the jump.
        ("Europe/Berlin", "sun 02:30-05:00", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00Z"),
        ("Europe/Berlin", "sun 00:00-02:30", "2026-03-28T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T01:00:00Z"),
        // Wholly in a gap: a week later.
        ("Europe/Berlin", "sun 02:00-03:00", "2026-03-28T12:00:00Z", "2026-04-05T00:00:00Z", "2026-04-05T01:00:00Z"),
        // Over a gap and over a fold: by the clock, so seven hours and nine.
        ("Europe/Berlin", "sat 22:00-06:00", "2026-03-28T12:00:00Z", "2026-03-28T21:00:00Z", "2026-03-29T04:00:00Z"),
        ("Europe/Berlin", "sat 22:00-06:00", "2026-10-24T12:00:00Z", "2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z"),
        // In a fold each pass counts by itself.
        ("Europe/Berlin", "sun 00:00-02:30", "2026-10-24T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T00:30:00Z"),
        ("Europe/Berlin", "sun 00:00-02:30", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z"),
        ("Europe/Berlin", "sun 00:00-03:00", "2026-10-24T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T02:00:00Z"),
        (
            "Australia/Lord_Howe",
            "sun 01:45-03:00",
            "2026-04-04T00:00:00Z",
            "2026-04-04T14:45:00Z",
            "2026-04-04T15:00:00Z",
        ),
        // A span that begins on the day that never was goes on into the next.
        ("Pacific/Apia", "fri 22:00-06:00", "2011-12-30T00:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T16:00:00Z"),
        ("Pacific/Apia", "fri 08:00-18:00", "2011-12-29T00:00:00Z", "2012-01-05T18:00:00Z", "2012-01-06T04:00:00Z"),
        (
            "America/Sao_Paulo",
            "sun 00:00-00:30; mon 10:00-11:00",
            "2018-11-03T12:00:00Z",
            "2018-11-05T12:00:00Z",
            "2018-11-05T13:00:00Z",
        ),
    ] {
        let hours: WeeklyHours = hours.parse().unwrap();
        let zone = zone(name);
        assert_eq!(hours.next_opening(utc(from), &zone), Some(utc(opens)), "{hours} in {name} from {from}");
        assert_eq!(hours.open_until(utc(opens), &zone), Some(utc(closes)), "{hours} in {name} at {opens}");
        assert!(hours.contains(utc(opens), &zone) && !hours.contains(utc(closes), &zone));
    }
}

#[test]
fn hours_without_end() {
    let always: WeeklyHours = "mon-sun 00:00-24:00".parse().unwrap();
    let at = utc("2026-01-01T00:00:00Z");
    assert_eq!(always.open_until(at, &zone("Europe/Berlin")), None);
    assert_eq!(always.next_opening(at, &zone("Europe/Berlin")), Some(at));
}

#[test]
fn names_in_any_case_and_nearest_names() {
    assert_eq!(zone(" europe/BERLIN ").name(), "Europe/Berlin");
    assert_eq!(zone("asia/calcutta").name(), "Asia/Calcutta", "old names stay");
    assert_eq!(serde_json::to_string(&zone("Europe/Berlin")).unwrap(), r#""Europe/Berlin""#);
    assert_eq!(serde_json::from_str::<Zone>(r#""europe/berlin""#).unwrap(), zone("Europe/Berlin"));
    assert_ne!(zone("Europe/Berlin"), zone("Europe/Vienna"));
    for (wrong, sentence) in [
        ("Europe/Ljubljna", "Europe/Ljubljna is not a time zone; did you mean Europe/Ljubljana?"),
        ("ljubljana", "ljubljana is not a time zone; did you mean Europe/Ljubljana?"),
        ("new york", "new york is not a time zone; did you mean America/New_York?"),
        ("Europe/Munich", "Europe/Munich is not a time zone; did you mean Europe/Zurich or Europe/Monaco?"),
        ("CEST", "CEST is not a time zone; give one of the tz database, such as Europe/Berlin"),
        ("+01:00", "+01:00 is not a time zone; give one of the tz database, such as Europe/Berlin"),
        ("", "a time zone is missing; give one such as Europe/Berlin"),
        ("Factory", "Factory is not a time zone; give one of the tz database, such as Europe/Berlin"),
        ("Etc/Unknown", "Etc/Unknown is not a time zone; give one of the tz database, such as Europe/Berlin"),
    ] {
        assert_eq!(Zone::parse(wrong).unwrap_err().to_string(), sentence);
    }
    assert!(Zone::parse(&"x".repeat(100_000)).unwrap_err().to_string().len() < 200);
}
