//! Bounds of links: what is held against them, what a change makes larger, and hours within hours.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use std::num::NonZeroU32;

use jiff::{Timestamp, ToSpan};
use keylink_domain::bounds::{Bounds, Extent, Growth, LinkLimits, OverBound, latest_end};
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::DoorId;
use keylink_domain::validity::{DurationMs, Validity};
use keylink_domain::zone::Zone;
use proptest::prelude::*;

const HOUR_MS: u64 = 3_600_000;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn door(byte: u8) -> DoorId {
    DoorId::new(Timestamp::UNIX_EPOCH, [byte; 16])
}

fn hours(text: &str) -> WeeklyHours {
    WeeklyHours::parse(text).unwrap()
}

fn validity(from: Option<&str>, until: Option<&str>, uses: Option<u32>) -> Validity {
    Validity {
        from: from.map(at),
        until: until.map(at),
        max_uses: uses.and_then(NonZeroU32::new),
        ..Validity::always(Zone::parse("Europe/Berlin").unwrap())
    }
}

fn week_and_ten_uses() -> LinkLimits {
    let longest = Some(DurationMs::new(7 * 24 * HOUR_MS).unwrap());
    LinkLimits { longest, most_uses: NonZeroU32::new(10), members_need_template: false }
}

const MADE: &str = "2026-11-01T09:00:00Z";

fn extent<'a>(validity: &'a Validity, doors: &'a [DoorId]) -> Extent<'a> {
    Extent { doors, validity, made_at: at(MADE) }
}

/// What a change from one validity to another is told, at an instant.
fn changed(old: &Validity, new: &Validity, now: &str) -> Result<(), OverBound> {
    let doors = [door(1)];
    let growth = Growth::between(extent(old, &doors), extent(new, &doors), at(now));
    week_and_ten_uses().check(new, &growth)
}

#[test]
fn a_new_link_is_held_against_each_limit_and_told_what_to_do() {
    let doors = [door(1)];
    let told = |new: Validity| {
        let over = week_and_ten_uses().check(&new, &Growth::of_new(extent(&new, &doors)));
        over.map_err(|over| (over.field(), over.to_string()))
    };
    assert!(told(validity(None, Some("2026-11-08T09:00:00Z"), Some(10))).is_ok());
    let (field, words) = told(validity(None, Some("2026-11-08T09:00:01Z"), Some(1))).unwrap_err();
    assert_eq!(field, "valid_until");
    assert!(words.contains("1 week at most") && words.contains("2026-11-08 10:00 CET"), "{words}");
    // An end is told that people can type: a minute that fits.
    let odd = validity(Some("2026-11-01T09:00:41Z"), Some("2026-11-09T09:00:00Z"), Some(1));
    let (_, words) = told(odd).unwrap_err();
    assert!(words.contains("2026-11-08 10:00 CET"), "{words}");
    let (field, words) = told(validity(None, None, Some(1))).unwrap_err();
    assert!(field == "valid_until" && words.contains("give an end"), "{words}");
    let (field, words) = told(validity(None, Some("2026-11-02T09:00:00Z"), Some(11))).unwrap_err();
    assert!(field == "max_uses" && words.contains("give 10 or fewer"), "{words}");
    assert_eq!(told(validity(None, Some("2026-11-02T09:00:00Z"), None)).unwrap_err().0, "max_uses");
    let nothing = LinkLimits::default();
    let endless = validity(None, None, None);
    assert!(nothing.check(&endless, &Growth::of_new(extent(&endless, &doors))).is_ok());
}

#[test]
fn what_was_there_before_a_limit_stays_and_only_narrows() {
    let old = validity(Some(MADE), Some("2026-12-24T09:00:00Z"), Some(50));
    let now = "2026-11-10T09:00:00Z";
    for narrower in [
        old.clone(),
        validity(Some(MADE), Some("2026-12-20T09:00:00Z"), Some(50)),
        validity(Some("2026-12-01T09:00:00Z"), Some("2026-12-24T09:00:00Z"), Some(49)),
    ] {
        assert_eq!(changed(&old, &narrower, now), Ok(()), "{narrower:?}");
    }
    for wider in [
        validity(Some(MADE), Some("2026-12-24T09:00:01Z"), Some(50)),
        validity(Some(MADE), None, Some(50)),
        validity(Some(MADE), Some("2026-12-24T09:00:00Z"), Some(51)),
        validity(Some(MADE), Some("2026-12-24T09:00:00Z"), None),
        validity(None, Some("2026-12-24T09:00:00Z"), Some(51)),
    ] {
        assert!(changed(&old, &wider, now).is_err(), "{wider:?}");
    }
    let endless = validity(None, None, None);
    assert_eq!(changed(&endless, &validity(None, Some("2027-12-24T09:00:00Z"), None), now), Ok(()));
}

#[test]
fn a_link_that_has_begun_does_not_last_for_ever_in_steps() {
    let old = validity(Some("2026-11-01T09:00:00Z"), Some("2026-11-08T09:00:00Z"), Some(1));
    let shifted = validity(Some("2026-11-07T09:00:00Z"), Some("2026-11-14T09:00:00Z"), Some(1));
    assert!(changed(&old, &shifted, "2026-11-07T09:00:00Z").is_err(), "it has begun");
    assert_eq!(changed(&old, &shifted, "2026-10-31T09:00:00Z"), Ok(()), "nobody has come in yet");
}

#[test]
fn a_day_is_a_day_when_the_clocks_change() {
    let berlin = Zone::parse("Europe/Berlin").unwrap();
    let day = DurationMs::new(24 * HOUR_MS).unwrap();
    for (begins, ends) in [
        ("2026-10-24T12:00:00Z", "2026-10-25T13:00:00Z"),
        // Where the day has 23 hours, whoever counts hours is not cut short.
        ("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"),
        ("2026-06-01T12:00:00Z", "2026-06-02T12:00:00Z"),
    ] {
        assert_eq!(latest_end(at(begins), day, &berlin), at(ends), "{begins}");
    }
    let hours = DurationMs::new(25 * HOUR_MS).unwrap();
    assert_eq!(latest_end(at("2026-10-24T12:00:00Z"), hours, &berlin), at("2026-10-25T13:00:00Z"));
}

#[test]
fn a_template_bounds_doors_and_hours_too() {
    let bounds = Bounds {
        doors: vec![door(1), door(2)],
        hours: Some(hours("mon-fri 08:00-18:00")),
        longest: None,
        most_uses: NonZeroU32::new(3),
    };
    let told = |text: Option<&str>, doors: &[DoorId]| {
        let new = Validity { hours: text.map(hours), ..validity(None, None, Some(3)) };
        bounds.check("Cleaning", &new, &Growth::of_new(extent(&new, doors))).map_err(|over| over.field())
    };
    assert_eq!(told(Some("mon-fri 08:00-18:00"), &[door(2)]), Ok(()));
    assert_eq!(told(Some("tue,fri 09:00-12:00"), &[door(2), door(1)]), Ok(()));
    assert_eq!(told(Some("tue 09:00-18:01"), &[door(1)]), Err("hours"));
    assert_eq!(told(None, &[door(1)]), Err("hours"));
    assert_eq!(told(Some("tue 09:00-12:00"), &[door(1), door(3)]), Err("doors"));
}

fn week() -> impl Strategy<Value = String> {
    let span = (0usize..7, 0u16..1440, 1u16..1440).prop_map(|(day, start, length)| {
        let day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day];
        let end = (start + length) % 1440;
        format!("{day} {:02}:{:02}-{:02}:{:02}", start / 60, start % 60, end / 60, end % 60)
    });
    proptest::collection::vec(span, 1..6).prop_map(|spans| spans.join("; "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Hours lie within others exactly if there is no minute of a week that is in the ones and not in the others.
    #[test]
    fn within_means_no_minute_outside(inner in week(), outer in week(), both in any::<bool>()) {
        let outer = if both { format!("{inner}; {outer}") } else { outer };
        let (inner, outer) = (hours(&inner), hours(&outer));
        let utc = Zone::utc();
        let first = at("2026-06-01T00:00:00Z");
        let minutes = (0..7 * 1440).map(|minute: i64| first.checked_add(minute.minutes()).unwrap());
        let outside = minutes.into_iter().find(|at| inner.contains(*at, &utc) && !outer.contains(*at, &utc));
        prop_assert_eq!(inner.is_within(&outer), outside.is_none(), "{:?}", outside);
    }
}
