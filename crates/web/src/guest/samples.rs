//! Sample pages, one of each kind: for the gallery and for tests that hold for every page.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use keylink_domain::contact::Contact;
use keylink_domain::door::{ContactStatus, DoorStatus, LockStatus};
use keylink_domain::id::{DoorId, PressId};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use uuid::Uuid;

use super::{
    Answer, AnswerStep, Arrival, Door, DoorsView, Ended, Hindrance, LinkPath, Maker, Mode, NumberStep, Readiness, View,
};

/// The moment of every sample: Saturday, 23 November 2024, 14:02 in Vienna.
pub const NOW: Timestamp = Timestamp::constant(1_732_366_920, 0);

/// A path with a secret that opens nothing.
pub const PATH: &str = "/k/0123456789abcdefghjkmnpqrs";

/// Every sample, by name.
pub fn all() -> Vec<(&'static str, View)> {
    let mut all = doors_now();
    all.extend(doors_later());
    all.extend(without_doors());
    all.extend(without_script());
    all.extend(super::samples_steps::all());
    all
}

/// A page with these doors, open for business.
pub fn page(doors: Vec<Door>) -> DoorsView {
    DoorsView {
        path: LinkPath::new(PATH),
        place: "Lindenhof 4".to_owned(),
        maker: anna(),
        until: Some(at(Duration::from_secs(20 * 3600 + 58 * 60))),
        zone: vienna(),
        readiness: Readiness::Now,
        uses_left: None,
        doors,
        mode: Mode::Gesture,
        ticket: "1732366920.q7Zt1m2Vw8sKd0".to_owned(),
        arrivals: Vec::new(),
        may_share: false,
        is_branch: false,
    }
}

/// A door that reports these things.
pub fn door(number: u128, name: &str, online: Option<bool>, lock: Option<LockStatus>) -> Door {
    Door {
        id: DoorId::from_uuid(Uuid::from_u128(0x0198_c0de_7a11_7000_8000_0000_0000_0000 + number)),
        name: name.to_owned(),
        place: None,
        status: DoorStatus { online, lock, contact: Some(ContactStatus::Closed) },
        hindrance: None,
        press: PressId::from_uuid(Uuid::from_u128(0x0198_c0de_7a12_7000_8000_0000_0000_0000 + number)),
    }
}

fn doors_now() -> Vec<(&'static str, View)> {
    let full = Arrival {
        place: None,
        address: Some("Lindenhof 4, 1180 Wien".to_owned()),
        notes: Some("Tram 43 to Lindenhof.\nThe bell by the gate does not work; come straight in.".to_owned()),
        map: Some("https://www.openstreetmap.org/?mlat=48.21&mlon=16.35".to_owned()),
    };
    let offline = Door { status: DoorStatus { online: Some(false), ..Default::default() }, ..flat() };
    let shut = Door { hindrance: Some(Hindrance::Refused(Refusal::DoorOnsiteOnly)), ..flat() };
    let held =
        Door { hindrance: Some(Hindrance::HeldOpen), ..door(3, "Garden gate", Some(true), Some(LockStatus::Unlocked)) };
    let unknown = Door { status: DoorStatus::default(), ..door(4, "Bicycle cellar", None, None) };
    vec![
        ("one-door", show(DoorsView { arrivals: vec![full.clone()], ..page(vec![street()]) })),
        ("one-door-offline", show(page(vec![offline]))),
        ("two-doors", show(DoorsView { arrivals: vec![full.clone()], ..page(vec![street(), flat()]) })),
        (
            "five-doors",
            show(DoorsView {
                uses_left: Some(3),
                ..page(vec![street(), shut, held, unknown, door(5, "Sauna", Some(false), None)])
            }),
        ),
        ("passed-on", show(DoorsView { is_branch: true, ..page(vec![street()]) })),
        (
            "everything-below",
            show(DoorsView {
                may_share: true,
                maker: reachable(),
                arrivals: vec![full],
                ..page(vec![street(), flat()])
            }),
        ),
        ("long-names", show(long_names())),
        ("right-to-left", show(right_to_left())),
        (
            "plain-tap",
            show(DoorsView { mode: Mode::Tap, maker: Maker::unnamed(), until: None, ..page(vec![street()]) }),
        ),
    ]
}

fn doors_later() -> Vec<(&'static str, View)> {
    let later = |readiness| show(DoorsView { readiness, ..page(vec![street(), flat()]) });
    vec![
        ("not-yet-soon", later(Readiness::From(at(Duration::from_secs(58 * 60 + 7))))),
        (
            "not-yet-days",
            show(DoorsView {
                readiness: Readiness::From(at(Duration::from_secs(40 * 86_400))),
                until: Some(at(Duration::from_secs(42 * 86_400))),
                ..page(vec![street()])
            }),
        ),
        ("outside-hours", later(Readiness::Hours(Some(at(Duration::from_secs(18 * 3600)))))),
        ("outside-hours-for-good", later(Readiness::Hours(None))),
    ]
}

fn without_doors() -> Vec<(&'static str, View)> {
    let ended = |reason| View::Ended { reason, maker: anna() };
    vec![
        ("expired", ended(Ended::Expired)),
        ("revoked", ended(Ended::Revoked)),
        ("used-up", ended(Ended::UsedUp)),
        ("doors-removed", ended(Ended::DoorsRemoved)),
        ("withdrawn", View::Ended { reason: Ended::Withdrawn, maker: Maker::unnamed() }),
        ("unknown-link", View::UnknownLink),
        ("too-many-tries", View::TooManyTries),
        ("trouble", View::Trouble { reference: Some("7F3K-2M".to_owned()) }),
    ]
}

fn without_script() -> Vec<(&'static str, View)> {
    let answered = |answer| {
        View::Answer(Box::new(AnswerStep {
            path: Some(LinkPath::new(PATH)),
            door_name: Some("Street door".to_owned()),
            maker: anna(),
            answer,
        }))
    };
    vec![
        ("number", View::Number(Box::new(number(false)))),
        ("number-wrong", View::Number(Box::new(number(true)))),
        ("answer-opened", answered(Answer::Done(Outcome::Opened))),
        ("answer-sent", answered(Answer::Done(Outcome::Sent))),
        ("answer-unknown", answered(Answer::Done(Outcome::Unknown))),
        ("answer-undecided", answered(Answer::Undecided)),
        ("answer-failed", answered(Answer::Done(Outcome::Failed(Refusal::DoorJammed)))),
        ("answer-refused", answered(Answer::Refused(Refusal::SiteLockdown))),
    ]
}

fn number(wrong: bool) -> NumberStep {
    NumberStep {
        path: LinkPath::new(PATH),
        door: street().id,
        door_name: street().name,
        press: street().press,
        ticket: "1732366920.n.q7Zt1m2Vw8sKd0".to_owned(),
        number: 47,
        wrong,
    }
}

fn long_names() -> DoorsView {
    DoorsView {
        place: "Donaudampfschifffahrtsgesellschaftshauptverwaltungsgebäude, Stiege 3".to_owned(),
        maker: Maker::named("Maximiliane von Hohenstein-Wetterauenburg"),
        ..page(vec![
            door(
                1,
                "Hauseingangstür Rindfleischetikettierungsüberwachungsstelle",
                Some(true),
                Some(LockStatus::Locked),
            ),
            door(2, "Second floor, corridor to the west wing, apartment 214 (formerly the archive)", Some(false), None),
        ])
    }
}

fn right_to_left() -> DoorsView {
    DoorsView {
        place: "مبنى الزيتون ٤".to_owned(),
        maker: Maker::named("ليلى").by_phone("+43 1 2345678"),
        ..page(vec![
            door(1, "باب الشارع", Some(true), Some(LockStatus::Locked)),
            door(2, "Flat 3", Some(true), Some(LockStatus::Locked)),
        ])
    }
}

fn anna() -> Maker {
    Maker::named("Anna").by_mail("anna@lindenhof.example")
}

fn street() -> Door {
    door(1, "Street door", Some(true), Some(LockStatus::Locked))
}

fn flat() -> Door {
    door(2, "Flat 3", Some(true), Some(LockStatus::Locked))
}

/// Somebody who can be reached in every way.
pub(super) fn reachable() -> Maker {
    let contact = Contact {
        name: String::new(),
        phone: "+43 660 1234567".to_owned(),
        mail: "anna@lindenhof.example".to_owned(),
        note: "Not before eight, please.".to_owned(),
    };
    Maker::named("Anna").reached(&contact)
}

pub(super) fn vienna() -> TimeZone {
    TimeZone::get("Europe/Vienna").unwrap_or(TimeZone::UTC)
}

fn at(later: Duration) -> Timestamp {
    NOW.saturating_add(later).unwrap_or(NOW)
}

fn show(view: DoorsView) -> View {
    View::Doors(Box::new(view))
}
