//! The app's words: every sentence that is asked for is there in every language, and none is there for nothing.

use std::collections::BTreeSet;

use jiff::Timestamp;
use keylink_domain::controller::{Channel, DoorAddress, DriverKind};
use keylink_domain::door::{ContactStatus, Door, DoorState, DoorStatus, LockStatus};
use keylink_domain::id::{ControllerId, DoorId, OrganizationId, SiteId};
use keylink_domain::refusal::Refusal;
use keylink_domain::validity::DurationMs;

use super::said;
use crate::guest::tests::words::asked_for;
use crate::language::{Language, Languages};

/// Everything that asks for a sentence.
const SOURCES: &[&str] = &[
    include_str!("door.rs"),
    include_str!("history.rs"),
    include_str!("delivery.rs"),
    include_str!("link.rs"),
    include_str!("outcome.rs"),
    include_str!("page.rs"),
    include_str!("said.rs"),
    include_str!("share.rs"),
    include_str!("tongue.rs"),
    include_str!("way.rs"),
    include_str!("worker.rs"),
    include_str!("me.rs"),
    include_str!("activity.rs"),
    include_str!("../../templates/mobile/activity.html"),
    include_str!("../../templates/mobile/arrivals.html"),
    include_str!("../../templates/mobile/base.html"),
    include_str!("../../templates/mobile/door_box.html"),
    include_str!("../../templates/mobile/door_choice.html"),
    include_str!("../../templates/mobile/doors.html"),
    include_str!("../../templates/mobile/frame.html"),
    include_str!("../../templates/mobile/link.html"),
    include_str!("../../templates/mobile/links.html"),
    include_str!("../../templates/mobile/me.html"),
    include_str!("../../templates/mobile/more.html"),
    include_str!("../../templates/mobile/notice.html"),
    include_str!("../../templates/mobile/offline.html"),
    include_str!("../../templates/mobile/revoke.html"),
    include_str!("../../templates/mobile/send.html"),
    include_str!("../../templates/mobile/share.html"),
    include_str!("../../templates/mobile/shared.html"),
    include_str!("../../templates/mobile/templates.html"),
    include_str!("../../templates/mobile/window.html"),
];

/// What is put together at run time.
const CHOSEN: &[&str] = &[
    "app-done-saved",
    "app-done-nothing",
    "app-done-link-extended",
    "app-done-link-revoked",
    "app-done-link-queued",
    "app-done-device-freed",
    "app-trouble-not-found",
    "app-trouble-forbidden",
    "app-trouble-unfit",
    "app-trouble-too-often",
    "app-trouble-not-now",
    "app-trouble-in-doubt",
    "app-contact-nobody",
    "app-contact-maker",
    "app-contact-site",
];

fn languages() -> Languages {
    Languages::embedded().unwrap()
}

fn has(language: &Language, key: &str) -> bool {
    language.has(key, None) || (language.has(key, Some("title")) && language.has(key, Some("message")))
}

/// The keys of the app's own sentences that stand in a source.
fn named(source: &str) -> impl Iterator<Item = &str> {
    let is_key = |text: &&str| {
        text.starts_with("app-") && !text.ends_with('-') && text.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    };
    source.split('"').filter(is_key)
}

#[test]
fn every_sentence_that_is_asked_for_is_there_and_no_other() {
    let asked: BTreeSet<&str> = SOURCES.iter().flat_map(|source| named(source)).chain(CHOSEN.iter().copied()).collect();
    for language in languages().all() {
        for key in &asked {
            assert!(has(language, key), "{}: {key} is missing", language.tag());
        }
        for (key, attribute) in SOURCES.iter().flat_map(|source| asked_for(source, ".text(")) {
            assert!(language.has(&key, attribute.as_deref()), "{}: {key} is missing", language.tag());
        }
    }
    let english = include_str!("../../locales/en/app.ftl");
    let there = english.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
    let unused: Vec<&str> = there.filter(|key| key.starts_with("app-") && !asked.contains(key)).collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
}

#[test]
fn every_reason_is_said_in_every_language() {
    for language in languages().all() {
        for refusal in Refusal::ALL {
            assert!(said::why(language, *refusal).len() > 8, "{}: {refusal:?}", language.tag());
        }
    }
}

#[test]
fn a_door_is_said_to_be_what_its_hardware_reports() {
    let at = Timestamp::UNIX_EPOCH;
    let mut door = Door {
        id: DoorId::new(at, [1; 16]),
        organization: OrganizationId::new(at, [2; 16]),
        site: SiteId::new(at, [3; 16]),
        name: "Street door".to_owned(),
        address: Some(DoorAddress {
            controller: ControllerId::new(at, [4; 16]),
            driver: DriverKind::Mqtt,
            channel: Channel::parse("1").unwrap(),
        }),
        pulse_ms: 5_000,
        held_open_ms: None,
        free_exit: false,
        state: DoorState::Standard,
        plan: None,
    };
    let languages = languages();
    let (german, english) = (languages.meant("de").unwrap(), languages.meant("en").unwrap());
    let status = |online, contact, lock| DoorStatus { online, contact, lock };
    for (status, said_en, said_de) in [
        (status(None, None, None), "never seen", "nie gesehen"),
        (status(Some(false), None, None), "offline", "offline"),
        (status(Some(true), Some(ContactStatus::Open), None), "open", "offen"),
        (status(Some(true), Some(ContactStatus::Closed), None), "closed", "geschlossen"),
        (status(Some(true), None, Some(LockStatus::Locked)), "locked", "verriegelt"),
        (status(Some(true), None, Some(LockStatus::Unlocked)), "unlocked", "entriegelt"),
        (status(Some(true), None, None), "online", "online"),
    ] {
        let badge = said::door_status(english, &door, status);
        assert_eq!((badge.word.as_str(), badge.title.as_str()), (said_en, ""));
        assert_eq!(said::door_status(german, &door, status).word, said_de);
    }
    door.address = None;
    assert_eq!(said::door_status(german, &door, DoorStatus::default()).word, "nicht angeschlossen");
}

#[test]
fn lengths_have_their_plurals() {
    let languages = languages();
    let said = |tag, ms| said::length(languages.meant(tag).unwrap(), DurationMs::new(ms).unwrap());
    assert_eq!(said("en", 3_600_000), "1 hour");
    assert_eq!(said("en", 2 * 86_400_000), "2 days");
    assert_eq!(said("sl", 2 * 86_400_000), "2 dneva");
    assert_eq!(said("pl", 5 * 3_600_000), "5 godzin");
    assert_eq!(said("ar", 2 * 3_600_000), "ساعتان");
    assert_eq!(said("ja", 90 * 60_000), "90分");
}
