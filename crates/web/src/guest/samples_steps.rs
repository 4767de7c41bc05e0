//! Sample pages beside the doors: the PIN, passing on, withdrawing.

use keylink_domain::id::{DoorId, LinkId};
use uuid::Uuid;

use super::samples::{NOW, PATH, reachable, vienna};
use super::{
    Branch, FormNumber, GivenStep, LinkPath, Maker, PinNotice, PinStep, ShareDoor, ShareView, ShareWrong, Typed, View,
    WithdrawStep,
};

/// Every sample, by name.
pub(super) fn all() -> Vec<(&'static str, View)> {
    let wait = NOW.saturating_add(jiff::SignedDuration::from_secs(95)).unwrap_or(NOW);
    vec![
        ("pin", pin(None)),
        ("pin-wrong", pin(Some(PinNotice::Wrong))),
        ("pin-wait", pin(Some(PinNotice::Wait(wait)))),
        ("other-device", View::OtherDevice { maker: reachable() }),
        ("share", share(Typed::default(), None, Vec::new())),
        ("share-wrong", share(typed(), Some(ShareWrong::Window), branches())),
        ("share-given", share(Typed::default(), None, branches())),
        ("given", given()),
        ("withdraw", withdraw(false)),
        ("withdraw-wrong", withdraw(true)),
    ]
}

fn pin(notice: Option<PinNotice>) -> View {
    let (path, maker) = (LinkPath::new(PATH), Maker::named("Anna"));
    View::Pin(Box::new(PinStep { path, maker, zone: vienna(), notice }))
}

fn typed() -> Typed {
    Typed {
        name: "Tom & die Kinder \u{1F600}".to_owned(),
        from: "2024-11-23T15:00".to_owned(),
        until: "2024-11-30T11:00".to_owned(),
        uses: "4".to_owned(),
    }
}

fn branches() -> Vec<Branch> {
    let branch = |number: u128, name: &str, is_withdrawn| Branch {
        id: LinkId::from_uuid(Uuid::from_u128(0x0198_c0de_7a13_7000_8000_0000_0000_0000 + number)),
        name: name.to_owned(),
        is_withdrawn,
    };
    let long = "Donaudampfschifffahrtsgesellschaft".repeat(3);
    vec![branch(1, "Tom", false), branch(2, &long, false), branch(3, "\u{5D3}\u{5E0}\u{5D9}", true)]
}

fn share(typed: Typed, wrong: Option<ShareWrong>, branches: Vec<Branch>) -> View {
    let door = |number: u128, name: &str| ShareDoor {
        id: DoorId::from_uuid(Uuid::from_u128(0x0198_c0de_7a11_7000_8000_0000_0000_0000 + number)),
        name: name.to_owned(),
        is_chosen: number == 1,
    };
    View::Share(Box::new(ShareView {
        path: LinkPath::new(PATH),
        maker: Maker::named("Anna"),
        doors: vec![door(1, "Street door"), door(2, "Flat 3")],
        zone: vienna(),
        branches,
        typed,
        wrong,
        check: check(),
    }))
}

fn given() -> View {
    let url = format!("https://keys.example.org{PATH}");
    let qr = crate::qr::svg(&url);
    View::Given(Box::new(GivenStep { path: LinkPath::new(PATH), name: "Tom".to_owned(), url, qr }))
}

fn withdraw(wrong: bool) -> View {
    let branch = LinkId::from_uuid(Uuid::from_u128(0x0198_c0de_7a13_7000_8000_0000_0000_0001));
    let (path, name) = (LinkPath::new(PATH), "Tom".to_owned());
    View::Withdraw(Box::new(WithdrawStep { path, branch, name, wrong, check: check() }))
}

fn check() -> FormNumber {
    FormNumber { number: 47, ticket: "1732366920.f.q7Zt1m2Vw8sKd0".to_owned() }
}
