//! Deliveries: addresses as people type them, the steps of a sending, the waits between tries.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

use jiff::{SignedDuration, Timestamp};
use keylink_domain::delivery::{Address, AddressError, Channel, DeliveryState, FailCode, Failure, MAX_TRIES, Words};

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

fn parsed(channel: Channel, text: &str) -> Result<String, AddressError> {
    Address::parse(channel, text).map(|address| address.as_str().to_owned())
}

#[test]
fn mail_addresses_are_taken_as_people_write_them() {
    for (typed, meant) in [
        (" Anna.Muster+keys@Example.COM ", "Anna.Muster+keys@example.com"),
        ("o'neill@mail.example.co.uk", "o'neill@mail.example.co.uk"),
        ("\u{6b63}@\u{4f8b}\u{5b50}.\u{5e7f}\u{544a}", "\u{6b63}@\u{4f8b}\u{5b50}.\u{5e7f}\u{544a}"),
        ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
    ] {
        assert_eq!(parsed(Channel::Mail, typed).as_deref(), Ok(meant));
    }
}

#[test]
fn mistyped_mail_addresses_are_told() {
    for (typed, told) in [
        ("anna", "such as anna@example.com"),
        ("anna@", "such as anna@example.com"),
        ("anna@example", "\"example\" is not the end"),
        ("anna@example,com", "such as anna@example.com"),
        ("anna@example..com", "is not the end"),
        ("anna@.example.com", "is not the end"),
        ("anna@-example.com", "is not the end"),
        ("anna@example.c", "is not the end"),
        ("anna@192.0.2.1", "is not the end"),
        ("anna@[192.0.2.1]", "is not the end"),
        ("anna@example.com.", "is not the end"),
        ("anna..m@example.com", "a dot too many"),
        (".anna@example.com", "a dot too many"),
        ("anna@example.com, mia@example.com", "such as anna@example.com"),
        ("anna@example.com\r\nBcc: eve@example.com", "such as anna@example.com"),
        ("anna\u{202e}@example.com", "reorders"),
        ("", "such as anna@example.com"),
    ] {
        let error = parsed(Channel::Mail, typed).unwrap_err().to_string();
        assert!(error.contains(told), "{typed:?}: {error}");
    }
}

#[test]
fn phone_numbers_become_e_164() {
    for (typed, meant) in [
        ("+49 151 23456789", "+4915123456789"),
        ("0049 (0)151/234-567-89", "+4915123456789"),
        ("+1 (415) 555-2671", "+14155552671"),
        ("tel:+44.20.7946.0958", "+442079460958"),
        ("+49\u{a0}151\u{2009}23456789", "+4915123456789"),
    ] {
        assert_eq!(parsed(Channel::Sms, typed).as_deref(), Ok(meant));
    }
}

#[test]
fn mistyped_phone_numbers_are_told() {
    for (typed, told) in [
        ("0151 23456789", "begin with +"),
        ("+0151 23456789", "begin with +"),
        ("", "begin with +"),
        ("+49 1512345678a", "'a' does not belong"),
        ("anna@example.com", "'a' does not belong"),
        ("+49 151", "this one has 5"),
        ("+49 151 234567890123", "this one has 17"),
        ("+49151\u{661}23456", "does not belong"),
        ("++4915123456789", "'+' does not belong"),
    ] {
        let error = parsed(Channel::Sms, typed).unwrap_err().to_string();
        assert!(error.contains(told), "{typed:?}: {error}");
    }
}

#[test]
fn places_of_slack() {
    for (typed, meant) in [
        ("#front-desk", "#front-desk"),
        ("front_desk", "#front_desk"),
        ("U012AB3CD", "U012AB3CD"),
        ("C0123456789", "C0123456789"),
        ("anna@example.com", "anna@example.com"),
        ("", ""),
    ] {
        assert_eq!(parsed(Channel::Slack, typed).as_deref(), Ok(meant));
    }
    for wrong in ["@anna", "Front Desk", "#", "#a b", "U012ab3cd!", "a@b"] {
        assert!(parsed(Channel::Slack, wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_message_is_short_and_deceives_nobody() {
    assert_eq!(Words::parse(" see you\r\nAnna \u{1f511} ").unwrap().as_str(), "see you\nAnna \u{1f511}");
    assert_eq!(Words::parse("").unwrap(), Words::default());
    assert!(Words::parse(&"\u{1f511}".repeat(500)).is_ok());
    assert!(Words::parse(&"a".repeat(501)).unwrap_err().to_string().contains("500"));
    assert!(Words::parse(&"a".repeat(5_000)).unwrap_err().to_string().contains("500"));
    assert!(Words::parse("a\u{202e}b").is_err());
    assert!(Words::parse("a\u{0}b").is_err());
}

#[test]
fn waits_grow_to_a_bound_and_end() {
    let mut state = DeliveryState::new(at(0));
    let mut waits = Vec::new();
    for step in 1..=MAX_TRIES {
        let now = at(i64::from(step) * 100_000);
        state = state.begin(now).again(now, None, "451 later");
        if let DeliveryState::Queued { tries, next_at, said } = &state {
            assert_eq!((*tries, said.as_deref()), (step, Some("451 later")));
            waits.push(next_at.duration_since(now).as_secs());
        }
    }
    assert_eq!(waits, [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600, 3_600]);
    match state {
        DeliveryState::Failed { failure, .. } => {
            assert_eq!(failure.code, FailCode::GaveUp);
            assert!(failure.sentence().contains("12 times") && failure.sentence().contains("451 later"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_provider_that_asks_for_time_gets_it_within_reason() {
    let asked =
        |seconds| DeliveryState::new(at(0)).begin(at(0)).again(at(0), Some(SignedDuration::from_secs(seconds)), "");
    for (seconds, next) in [(5, 30), (90, 90), (86_400, 21_600), (-7, 30)] {
        assert_eq!(asked(seconds), DeliveryState::Queued { tries: 1, next_at: at(next), said: Some(String::new()) });
    }
}

#[test]
fn steps_are_taken_once_and_in_their_order() {
    let queued = DeliveryState::new(at(0));
    let not_known = || Failure::of(FailCode::NotKnown);
    assert_eq!(queued.clone().sent(at(1)), queued, "nothing was begun");
    assert_eq!(queued.clone().again(at(1), None, ""), queued);
    let sending = queued.begin(at(1));
    assert_eq!(sending.clone().begin(at(2)), sending);
    let sent = sending.clone().sent(at(2));
    assert_eq!(sent, DeliveryState::Sent { at: at(2) });
    assert_eq!(sent.clone().failed(at(3), not_known()), sent);
    let unknown = sending.clone().failed(at(3), not_known());
    assert_eq!(unknown.clone().begin(at(4)), unknown, "it is not tried again by itself");
    assert_eq!(unknown.sent(at(4)), DeliveryState::Sent { at: at(4) }, "the truth came late");
    let refused = sending.failed(at(3), Failure::of(FailCode::Address));
    assert_eq!(refused.clone().sent(at(4)), refused);
}

#[test]
fn words_of_a_provider_are_cut_and_cleaned() {
    let failure = Failure::new(FailCode::Refused, format!("550 no\r\nX: y\u{202e}{}", "z".repeat(1_000)));
    assert!(failure.sentence().starts_with("550 no  X: yz"), "{}", failure.sentence());
    assert_eq!(failure.sentence().chars().count(), Failure::MAX_CHARS);
}
