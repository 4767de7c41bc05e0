//! What people and programs give, and the sentences that they get back.

use jiff::Timestamp;
use keylink_domain::moment::{Lasting, Moment};
use keylink_domain::schedule::WeeklyHours;
use keylink_domain::validity::{DurationMs, Validity};
use keylink_domain::window::{Checked, Purpose, ValidityError, ValidityInput};
use keylink_domain::zone::Zone;

fn now() -> Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

fn berlin() -> Zone {
    Zone::parse("Europe/Berlin").unwrap()
}

/// Input from texts; an empty one is left out.
fn input(from: &str, until: &str, duration: &str) -> ValidityInput {
    let moment = |text: &str| (!text.is_empty()).then(|| Moment::parse(text).unwrap());
    let duration = (!duration.is_empty()).then(|| Lasting::parse(duration).unwrap());
    ValidityInput { from: moment(from), until: moment(until), duration, ..ValidityInput::default() }
}

fn made(input: ValidityInput) -> Result<Checked, ValidityError> {
    input.check(&berlin(), now(), Purpose::Making)
}

/// The window in UTC, `..` where it is open.
fn shown(validity: &Validity) -> String {
    let end = |end: Option<Timestamp>| end.map_or_else(|| "..".to_owned(), |end| end.to_string());
    format!("{} {}", end(validity.from), end(validity.until))
}

#[test]
fn windows_mean_the_sites_clock() {
    for (from, until, duration, window) in [
        ("", "", "", ".. .."),
        ("2026-11-28T14:00", "", "", "2026-11-28T13:00:00Z .."),
        ("2026-11-28T14:00", "2026-11-30 10:00", "", "2026-11-28T13:00:00Z 2026-11-30T09:00:00Z"),
        ("2026-07-01", "2026-07-01", "", "2026-06-30T22:00:00Z 2026-07-01T22:00:00Z"),
        ("2026-07-01T12:00:00+05:30", "2026-07-01T12:00Z", "", "2026-07-01T06:30:00Z 2026-07-01T12:00:00Z"),
        ("", "2026-03-02", "", ".. 2026-03-02T23:00:00Z"),
        ("", "", "PT2H", "2026-03-01T12:00:00Z 2026-03-01T14:00:00Z"),
        // The day on which the clocks go forward has 23 hours, the one on which they go back 25.
        ("2026-03-28T14:00", "", "P1D", "2026-03-28T13:00:00Z 2026-03-29T12:00:00Z"),
        ("2026-03-28T14:00", "", "PT24H", "2026-03-28T13:00:00Z 2026-03-29T13:00:00Z"),
        ("2026-10-24T14:00", "", "P1D", "2026-10-24T12:00:00Z 2026-10-25T13:00:00Z"),
        ("2026-10-24T14:00", "", "P1DT12H", "2026-10-24T12:00:00Z 2026-10-26T01:00:00Z"),
        ("2026-10-24T14:00", "", "P1W", "2026-10-24T12:00:00Z 2026-10-31T13:00:00Z"),
        ("2026-08-31T14:00", "", "P1M", "2026-08-31T12:00:00Z 2026-09-30T12:00:00Z"),
        // Instants are kept to the millisecond.
        ("2026-07-01T12:00:00.1239Z", "", "PT1.0019S", "2026-07-01T12:00:00.123Z 2026-07-01T12:00:01.124Z"),
    ] {
        let checked = made(input(from, until, duration)).unwrap();
        assert_eq!(shown(&checked.validity), window, "{from} {until} {duration}");
        assert!(checked.warnings.is_empty(), "{:?}", checked.warnings);
    }
}

#[test]
fn skipped_and_repeated_times_are_explained() {
    let checked = made(input("2026-03-29T02:30", "2026-10-25T02:30", "")).unwrap();
    assert_eq!(shown(&checked.validity), "2026-03-29T01:30:00Z 2026-10-25T01:30:00Z");
    assert_eq!(
        checked.warnings,
        [
            "02:30 on 2026-03-29 does not exist in Europe/Berlin (clocks go forward); 03:30 CEST is meant",
            "02:30 on 2026-10-25 comes twice in Europe/Berlin (clocks go back); 02:30 CET, the second one, is meant",
        ]
    );
    let checked = made(input("2026-10-25T02:30", "", "PT1H")).unwrap();
    assert_eq!(shown(&checked.validity), "2026-10-25T00:30:00Z 2026-10-25T01:30:00Z");
    assert_eq!(
        checked.warnings,
        ["02:30 on 2026-10-25 comes twice in Europe/Berlin (clocks go back); 02:30 CEST, the first one, is meant"]
    );
    let checked = made(input("2026-10-24T02:30", "", "P1D")).unwrap();
    assert_eq!(shown(&checked.validity), "2026-10-24T00:30:00Z 2026-10-25T01:30:00Z");
    assert_eq!(
        checked.warnings,
        ["02:30 on 2026-10-25 comes twice in Europe/Berlin (clocks go back); 02:30 CET, the second one, is meant"]
    );
    let apia = Zone::parse("Pacific/Apia").unwrap();
    let long_ago = "2011-12-01T00:00:00Z".parse().unwrap();
    let checked = input("2011-12-30", "2011-12-31", "").check(&apia, long_ago, Purpose::Making).unwrap();
    assert_eq!(shown(&checked.validity), "2011-12-30T10:00:00Z 2011-12-31T10:00:00Z");
    assert_eq!(
        checked.warnings,
        ["2011-12-30 does not exist in Pacific/Apia (the calendar skips it); the start of 2011-12-31 is meant"]
    );
    let checked = input("2011-12-30T08:00", "", "").check(&apia, long_ago, Purpose::Making).unwrap();
    assert_eq!(
        checked.warnings,
        ["08:00 on 2011-12-30 does not exist in Pacific/Apia (clocks go forward); 2011-12-31 08:00 UTC+14 is meant"]
    );
}

#[test]
fn what_would_never_open_is_refused_with_what_to_do() {
    let hours = |text: &str| Some(text.parse::<WeeklyHours>().unwrap());
    let weekend = input("2026-07-01", "2026-07-03", "");
    for (input, sentence) in [
        (
            input("2026-11-28T14:00", "2026-11-28T13:59", ""),
            "it ends at 2026-11-28 13:59 CET, before it begins at 2026-11-28 14:00 CET; give an end after the start",
        ),
        (
            input("2026-11-28T14:00", "2026-11-28T13:00Z", ""),
            "it ends at 2026-11-28 14:00 CET, where it begins, so it would never open; give an end after the start",
        ),
        (input("2026-11-28", "2026-11-29", "PT2H"), "both an end and a duration were given; give one of them"),
        (
            input("", "2026-03-01T13:00", ""),
            "it is over already, since 2026-03-01 13:00 CET; give an end that is still to come",
        ),
        (
            input("2026-02-01", "2026-02-28", ""),
            "it is over already, since 2026-03-01 00:00 CET; give an end that is still to come",
        ),
        (
            input("2026-07-01T00:00", "2036-07-01T00:00:01", ""),
            "it lasts longer than ten years; give an earlier end, or none",
        ),
        (input("", "", "P10Y1D"), "it lasts longer than ten years; give an earlier end, or none"),
        (
            ValidityInput { max_uses: Some(0), ..ValidityInput::default() },
            "a link with zero uses would never open; give 1 or more, or leave the number of uses out",
        ),
        (
            ValidityInput { hours: hours("sat,sun 10:00-18:00"), ..weekend.clone() },
            "the hours Sat,Sun 10:00-18:00 do not come before it ends; give other hours, or a later end",
        ),
        (
            ValidityInput { after_first_use: Some("P1M".parse().unwrap()), ..weekend },
            "years and months have no fixed length here; write days, as in P30D",
        ),
        (
            ValidityInput { after_first_use: Some("P3654D".parse().unwrap()), ..ValidityInput::default() },
            "this is longer than ten years; give a shorter length, or none",
        ),
        (
            ValidityInput { after_first_use: Some("PT0.0001S".parse().unwrap()), ..ValidityInput::default() },
            "a length of time must be more than zero; write PT2H for two hours",
        ),
    ] {
        assert_eq!(made(input.clone()).unwrap_err().to_string(), sentence, "{input:?}");
    }
}

#[test]
fn what_only_just_fits_is_taken() {
    assert!(made(input("2026-07-01T00:00", "2036-07-01T00:00", "")).is_ok());
    assert!(made(input("", "2026-03-01T12:00:00.001Z", "")).is_ok());
    let checked = made(ValidityInput {
        after_first_use: Some("P1DT1H".parse().unwrap()),
        max_uses: Some(1),
        hours: Some("fri 10:00-18:00".parse().unwrap()),
        ..input("2026-07-01", "2026-07-03T10:01", "")
    });
    let validity = checked.unwrap().validity;
    assert_eq!(validity.after_first_use, DurationMs::new(25 * 3_600_000).ok());
    assert_eq!(validity.max_uses.map(std::num::NonZeroU32::get), Some(1));
    assert!(validity.hours.is_some());
}

#[test]
fn an_existing_link_may_be_ended_by_its_dates() {
    let checked = input("", "2026-03-01T13:00", "").check(&berlin(), now(), Purpose::Changing).unwrap();
    assert_eq!(checked.warnings, ["it is over since 2026-03-01 13:00 CET, and opens nothing"]);
    assert_eq!(shown(&checked.validity), ".. 2026-03-01T12:00:00Z");
}

#[test]
fn other_texts_are_no_moments() {
    for text in [
        "",
        "now",
        "tomorrow",
        "28.11.2026",
        "2026-11-28T14",
        "2026-02-29",
        "2026-11-28T25:00",
        "2026-11-28T14:00+25:00",
        "2026-11-28T14:00[Europe/Berlin]",
        "2026-11-28T14:00+01:00[Europe/Berlin]",
        "20261128T140000Z",
        "1969-12-31",
        "9999-01-01",
        "-002026-11-28",
        "2026-11-28T14:00Zulu",
        "2026-11-28x",
        "2026-11-28\u{a0}14:00",
        "2026-11-28T140000Z",
        "2026-é1-28",
    ] {
        assert!(Moment::parse(text).is_err(), "{text:?} is {:?}", Moment::parse(text));
    }
    for text in ["2026-11-28", "2026-11-28T14:00:00", "2026-11-28T14:00:00.123", "2026-11-28T13:00:00Z"] {
        assert_eq!(Moment::parse(text).unwrap().to_string(), text);
    }
    assert_eq!(
        Moment::parse("tomorrow\n").unwrap_err().to_string(),
        "\"tomorrow\" is not a time; write 2026-11-28T14:00 (the site's time), 2026-11-28 (a whole day) or \
         2026-11-28T14:00:00+01:00, in a year from 1970 to 9998"
    );
}

#[test]
fn other_texts_are_no_lengths_of_time() {
    for text in ["", "P", "PT", "2 hours", "2h", "1", "P1DT", "PT1H30"] {
        let sentence = Lasting::parse(text).unwrap_err().to_string();
        assert!(sentence.contains("is not a length of time; write PT2H"), "{text}: {sentence}");
    }
    for text in ["PT0S", "P0D", "-PT2H", "-P1D"] {
        let sentence = Lasting::parse(text).unwrap_err().to_string();
        assert_eq!(sentence, "a length of time must be more than zero; write PT2H for two hours", "{text}");
    }
    for text in ["PT2H", "P1D", "P1DT12H", "P2W", "P1M", "PT90M"] {
        assert_eq!(Lasting::parse(text).unwrap().to_string(), text);
    }
    assert_ne!(Lasting::parse("P1D"), Lasting::parse("PT24H"));
    let far = Lasting::parse("P9000Y").unwrap();
    assert!(far.end_from(now(), &berlin()).is_err(), "out of what can be reckoned with");
}
