//! An organization's own words: places, what is missing or unknown, and how long a text message becomes.

use keylink_domain::delivery::Channel;
use keylink_domain::wording::{MAX_PARTS, OwnWords, Pattern, Place, WordingError, check_parts, sms_parts};

fn told(channel: Channel, subject: &str, body: &str) -> Result<(), (&'static str, String)> {
    OwnWords::parse(channel, subject, body).map(|_| ()).map_err(|(field, error)| (field, error.to_string()))
}

#[test]
fn places_are_filled_in_and_read_back() {
    let text = "Dear {guest}, {doors}: {from} to {until}\n{link}\n{organization}, {host}";
    let pattern = Pattern::parse(text).unwrap();
    assert_eq!(pattern.to_string(), text);
    let filled = pattern.filled(|place| format!("<{}>", place.as_str().len()));
    assert_eq!(filled, "Dear <7>, <7>: <6> to <7>\n<6>\n<14>, <6>");
    // What is filled in is not read again.
    assert_eq!(pattern.filled(|_| "{link}".to_owned()).matches("{link}").count(), 7);
}

#[test]
fn what_is_wrong_is_told_at_its_field() {
    let good = "Here: {link}";
    assert_eq!(told(Channel::Mail, "A key from {organization}", good), Ok(()));
    assert_eq!(told(Channel::Sms, "", good), Ok(()));
    for (subject, body, field, words) in [
        ("", good, "subject", "empty"),
        ("a\nBcc: eve@example.com", good, "subject", "cannot be shown"),
        ("a\r\nBcc: eve@example.com", good, "subject", "cannot be shown"),
        ("Your key {link}", good, "subject", "locked phones"),
        ("{gest}", good, "subject", "\"{gest}\" is no place"),
        ("ok", "Come in!", "body", "{link} is missing"),
        ("ok", "{link} {link}", "body", "more than once"),
        ("ok", "{link} {secret}", "body", "\"{secret}\" is no place"),
        ("ok", "{link} {", "body", "\"{\" is no place"),
        ("ok", "{link} }", "body", "\"}\" is no place"),
        ("ok", "{Link}", "body", "\"{Link}\" is no place"),
        ("ok", "a\u{202e}b {link}", "body", "reorders text"),
    ] {
        let (at, said) = told(Channel::Mail, subject, body).unwrap_err();
        assert!(at == field && said.contains(words), "{subject:?} {body:?}: {at}: {said}");
    }
    let long = format!("{} {{link}}", "x".repeat(2_000));
    assert_eq!(told(Channel::Mail, "ok", &long).unwrap_err().0, "body");
}

#[test]
fn text_messages_are_counted_as_phones_do() {
    for (text, parts, plain) in [
        ("x".repeat(160), 1, true),
        ("x".repeat(161), 2, true),
        ("x".repeat(306), 2, true),
        ("x".repeat(307), 3, true),
        ("\u{20ac}".repeat(80), 1, true),
        ("\u{20ac}".repeat(81), 2, true),
        ("\u{17e}".repeat(70), 1, false),
        ("\u{17e}".repeat(71), 2, false),
        ("\u{1f511}".repeat(35), 1, false),
        ("\u{1f511}".repeat(36), 2, false),
    ] {
        assert_eq!(sms_parts(&text), (parts, plain), "{text}");
    }
    assert_eq!(check_parts(&"x".repeat(153 * MAX_PARTS)), Ok(()));
    let error = check_parts(&"x".repeat(153 * MAX_PARTS + 1)).unwrap_err();
    assert!(error.to_string().contains("4 text messages long") && !error.to_string().contains("emoji"), "{error}");
    let error = check_parts(&"\u{1f511}".repeat(200)).unwrap_err();
    assert!(matches!(error, WordingError::TooManyParts { parts: 6, is_plain: false }), "{error:?}");
    assert!(error.to_string().contains("emoji"), "{error}");
}

#[test]
fn every_place_has_its_name() {
    for (place, written, about) in Place::ALL {
        assert_eq!(Pattern::parse(written).unwrap().count(place), 1, "{written}");
        assert!(written.starts_with('{') && !about.is_empty());
    }
}
