//! Targets that read a text: secrets, times, and what devices say.

use jiff::Timestamp;
use keylink_domain::hours::WeeklyHours;
use keylink_domain::moment::{Lasting, Moment};
use keylink_domain::secret::Secret;
use keylink_domain::validity::{Standing, Usage};
use keylink_domain::window::{Purpose, ValidityInput};
use keylink_domain::zone::Zone;

/// Zones of which each has something of its own.
const ZONES: [&str; 8] = [
    "Europe/Berlin",
    "UTC",
    "America/New_York",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Europe/Dublin",
];

/// A secret as it comes back from chat programs. One that is read has one clean spelling, whatever hung on it.
pub fn secret(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(read) = Secret::parse(text) else { return };
    let clean = read.reveal().to_owned();
    assert_eq!(clean.len(), 26, "{text:?}");
    assert!(Secret::parse(&clean).is_ok_and(|again| again == read), "{text:?}");
    assert!(Secret::parse(&clean.to_uppercase()).is_ok_and(|again| again.hash() == read.hash()), "{text:?}");
    assert!(Secret::parse(&format!("<{clean}>")).is_err(), "nothing may stand before it");
    assert!(!format!("{read:?}").contains(&clean), "a secret prints");
}

/// A window's parts, a line each: zone, from, until, duration, after first use, hours, uses. One that is taken ends
/// after it begins, opens somewhere between, and is written as it is read.
pub fn times(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut lines = text.split('\n').map(|line| Some(line).filter(|line| !line.is_empty()));
    let mut next = || lines.next().flatten();
    let name = next().unwrap_or_default();
    // One that is not there takes long to find a likeness for, and is soon seen through.
    let name = ZONES.iter().find(|zone| **zone == name).unwrap_or(&ZONES[name.len() % ZONES.len()]);
    let zone = Zone::parse(name).unwrap();
    let moment = |text: Option<&str>| text.and_then(|text| Moment::parse(text).ok());
    let lasting = |text: Option<&str>| text.and_then(|text| Lasting::parse(text).ok());
    let (from, until) = (moment(next()), moment(next()));
    let (duration, after_first_use) = (lasting(next()), lasting(next()));
    let hours = next().and_then(|hours| WeeklyHours::parse(hours).ok());
    if let Some(hours) = &hours {
        let written = hours.to_string();
        assert_eq!(WeeklyHours::parse(&written).as_ref(), Ok(hours), "{written:?} is not what was read");
    }
    let max_uses = next().and_then(|uses| uses.parse().ok());
    let input = ValidityInput { from, until, duration, after_first_use, hours, max_uses };
    let now: Timestamp = "2026-11-01T12:00:00Z".parse().unwrap();
    for purpose in [Purpose::Making, Purpose::Changing] {
        match input.clone().check(&zone, now, purpose) {
            Ok(checked) => {
                let validity = checked.validity;
                if let (Some(from), Some(until)) = (validity.from, validity.until) {
                    assert!(from < until, "{validity:?}");
                }
                for at in [now, validity.from.unwrap_or(now), validity.until.unwrap_or(now)] {
                    let standing = validity.standing(Usage::default(), at);
                    assert_eq!(
                        matches!(standing, Standing::Active { .. }),
                        validity.is_active(Usage::default(), at),
                        "{validity:?}"
                    );
                }
                if let Some(until) = validity.until {
                    assert!(!validity.is_active(Usage::default(), until), "a window's end is not in it: {validity:?}");
                }
            }
            Err(error) => assert!(!error.to_string().is_empty(), "an error says what is wrong"),
        }
    }
}

/// A message as from a lock on a broker that others run.
pub fn lock(bytes: &[u8]) {
    keylink_drivers::fuzzing::lock(bytes);
}

/// A packet as from somebody who is searched for on the network.
pub fn found(bytes: &[u8]) {
    keylink_drivers::fuzzing::found(bytes);
}

/// A packet as from a UHPPOTE board.
pub fn uhppote(bytes: &[u8]) {
    keylink_drivers::fuzzing::uhppote(bytes);
}

/// A topic, a line's end, and a payload.
pub fn mqtt(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (topic, rest) = bytes.split_at(end);
    let payload = rest.get(1..).unwrap_or_default();
    if let Ok(topic) = std::str::from_utf8(topic) {
        keylink_drivers::fuzzing::message(topic, payload);
    }
}
