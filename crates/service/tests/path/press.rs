//! A press and its answer, with doors of every mood.

use std::time::Duration;

use keylink_domain::organization::GesturePolicy;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_domain::window::ValidityInput;
use keylink_service::gesture::{Gesture, Proof};
use keylink_service::link::NewLink;
use keylink_service::organization::ChangeOrganization;
use keylink_service::unlock::{End, NewPress};
use keylink_virtual_door::Mood;

use crate::scene::{DEADLINE_MS, PERSON, Scene, wait_until};

#[tokio::test(flavor = "multi_thread")]
async fn a_press_moves_the_door_once_and_the_log_tells_it() {
    let scene = Scene::new().await;
    let door = scene.door("Street door", Mood::Well).await;
    let link = scene.link(&[door.id]).await;
    let pressed = scene.press(&link, door.id).await;
    assert_eq!(pressed.end, End::Done(Outcome::Opened));
    assert_eq!(door.moves(), 1);
    scene.wait_until_told(&["unlock.granted", "unlock.opened"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_link_moves_nothing() {
    let scene = Scene::new().await;
    let door = scene.door("Street door", Mood::Well).await;
    let link = scene.link(&[door.id]).await;
    scene.house().revoke_link(&scene.owner, link.id).await.unwrap();
    scene.house().revoke_link(&scene.owner, link.id).await.unwrap();
    let pressed = scene.press(&link, door.id).await;
    assert_eq!(pressed.end, End::Refused(Refusal::LinkRevoked));
    assert_eq!(door.moves(), 0);
    assert_eq!(scene.unlock_kinds().await, ["unlock.refused"]);
    let revokes = scene.log().await.iter().filter(|event| event.line.kind.as_str() == "link.revoked").count();
    assert_eq!(revokes, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotated_secret_opens_and_the_old_one_does_not() {
    let scene = Scene::new().await;
    let door = scene.door("Street door", Mood::Well).await;
    let link = scene.link(&[door.id]).await;
    let made = scene.house().rotate_link(&scene.owner, link.id, None).await.unwrap();
    assert_eq!(scene.press(&link, door.id).await.end, End::Refused(Refusal::UnknownLink));
    let secret = made.url.rsplit('/').next().unwrap();
    let fresh = crate::scene::TestLink {
        id: link.id,
        link: made.link,
        secret: keylink_domain::secret::Secret::parse(secret).unwrap().hash(),
    };
    assert_eq!(scene.press(&fresh, door.id).await.end, End::Done(Outcome::Opened));
    assert_eq!(scene.house().copy_link(&scene.owner, link.id).await.unwrap(), made.url);
    assert_eq!(door.moves(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_is_unknown_at_the_deadline_and_is_not_tried_again() {
    let scene = Scene::new().await;
    let door = scene.door("Quiet door", Mood::Quiet).await;
    let link = scene.link(&[door.id]).await;
    let pressed = scene.press(&link, door.id).await;
    assert_eq!(pressed.end, End::Done(Outcome::Unknown));
    assert!(pressed.latency_ms >= DEADLINE_MS - 50, "{}", pressed.latency_ms);
    // It moved, and told nobody: that is why a second try would be wrong.
    assert_eq!(door.moves(), 1);
    scene.wait_until_told(&["unlock.granted", "unlock.unknown"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_jammed_door_costs_no_use() {
    let scene = Scene::new().await;
    let door = scene.door("Jammed door", Mood::Jammed).await;
    let once = ValidityInput { max_uses: Some(1), ..ValidityInput::default() };
    let link = scene
        .link_with(NewLink { name: "Once".to_owned(), doors: vec![door.id], validity: once, ..NewLink::default() })
        .await;
    for _ in 0..2 {
        assert_eq!(scene.press(&link, door.id).await.end, End::Done(Outcome::Failed(Refusal::DoorJammed)));
    }
    assert_eq!(door.moves(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_that_is_not_there_says_so_at_once() {
    let scene = Scene::new().await;
    let (door, _) = scene.wired_door("Absent door").await;
    let link = scene.link(&[door]).await;
    let pressed = scene.press(&link, door).await;
    assert_eq!(pressed.end, End::Done(Outcome::Failed(Refusal::DoorOffline)));
    assert!(pressed.latency_ms < DEADLINE_MS, "{}", pressed.latency_ms);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_press_sent_often_is_one_press() {
    let scene = Scene::new().await;
    let door = scene.door("Slow door", Mood::Slow(Duration::from_millis(200))).await;
    let link = scene.link(&[door.id]).await;
    let presses: Vec<_> = (0..10)
        .map(|_| {
            let (house, door) = (std::sync::Arc::clone(scene.house()), door.id);
            let secret = link.secret;
            tokio::spawn(async move {
                let press = NewPress { door, number: Some("one and the same".to_owned()), address: None, age_ms: 0 };
                house.press_link(secret, press, PERSON).await
            })
        })
        .collect();
    let mut unlocks = std::collections::HashSet::new();
    for press in presses {
        let pressed = press.await.unwrap();
        assert_eq!(pressed.end, End::Done(Outcome::Opened));
        unlocks.insert(pressed.unlock);
    }
    assert_eq!((unlocks.len(), door.moves()), (1, 1));
    // Somebody else's press of the same number is another press.
    let other = scene.link(&[door.id]).await;
    let press = NewPress { door: door.id, number: Some("one and the same".to_owned()), address: None, age_ms: 0 };
    assert_eq!(scene.house().press_link(other.secret, press, PERSON).await.end, End::Done(Outcome::Opened));
    assert_eq!(door.moves(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_stays_the_same_press_while_its_page_grows_old() {
    let scene = Scene::new().await;
    let tap = ChangeOrganization { gesture: Some(GesturePolicy::Tap), ..ChangeOrganization::default() };
    scene.house().change_organization(&scene.owner, tap).await.unwrap();
    let door = scene.door("Street door", Mood::Well).await;
    let link = scene.link(&[door.id]).await;
    let ticket = scene.house().ticket(link.secret).unwrap();
    let prove = || scene.house().prove(link.secret, Gesture::Hold, &ticket);
    let press = || NewPress { door: door.id, number: Some("one and the same".to_owned()), address: None, age_ms: 0 };
    let hasty = scene.house().press_link(link.secret, press(), prove()).await;
    wait_until("the page is old enough for a hold", async || matches!(prove(), Proof::Person { .. })).await;
    let late = scene.house().press_link(link.secret, press(), prove()).await;
    assert_eq!((hasty.end, late.end), (End::Done(Outcome::Opened), End::Done(Outcome::Opened)));
    assert_eq!((hasty.unlock, door.moves()), (late.unlock, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_door_delays_no_other() {
    let scene = Scene::new().await;
    let deaf = scene.door("Deaf door", Mood::Deaf).await;
    let well = scene.door("Good door", Mood::Well).await;
    let link = scene.link(&[deaf.id, well.id]).await;
    let (house, secret, silent) = (std::sync::Arc::clone(scene.house()), link.secret, deaf.id);
    let waiting: Vec<_> = (0..20)
        .map(|_| {
            let house = std::sync::Arc::clone(&house);
            tokio::spawn(async move {
                house
                    .press_link(secret, NewPress { door: silent, number: None, address: None, age_ms: 0 }, PERSON)
                    .await
            })
        })
        .collect();
    for _ in 0..5 {
        let pressed = scene.press(&link, well.id).await;
        assert_eq!(pressed.end, End::Done(Outcome::Opened));
    }
    assert!(waiting.iter().any(|press| !press.is_finished()), "the deaf door answered before the good one was done");
    for press in waiting {
        assert_eq!(press.await.unwrap().end, End::Done(Outcome::Unknown));
    }
    assert_eq!((deaf.moves(), well.moves()), (0, 5));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_that_answers_twice_is_answered_once() {
    let scene = Scene::new().await;
    let door = scene.door("Echo", Mood::Twice).await;
    let link = scene.link(&[door.id]).await;
    for _ in 0..3 {
        assert_eq!(scene.press(&link, door.id).await.end, End::Done(Outcome::Opened));
    }
    assert_eq!(door.moves(), 3);
    wait_until("each press has its outcome, once", async || {
        let mut kinds = scene.unlock_kinds().await;
        kinds.sort_unstable();
        kinds == ["unlock.granted"; 3].into_iter().chain(["unlock.opened"; 3]).collect::<Vec<_>>()
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn status_comes_back_and_goes_with_the_device() {
    let scene = Scene::new().await;
    let door = scene.door("Street door", Mood::Well).await;
    let id = door.id;
    let link = scene.link(&[id]).await;
    scene.press(&link, id).await;
    let lock = async |house: &keylink_service::House, owner: &keylink_domain::actor::Actor| {
        house.door(owner, id).await.unwrap().status
    };
    use keylink_domain::door::LockStatus;
    scene
        .until("the lock is reported unlocked", async |h, o| lock(h, o).await.lock == Some(LockStatus::Unlocked))
        .await;
    drop(door);
    scene.until("the door is offline", async |h, o| lock(h, o).await.online == Some(false)).await;
    assert_eq!(lock(scene.house(), &scene.owner).await.lock, None);
    wait_until("the log tells it", async || {
        scene.log().await.iter().any(|event| event.line.kind.as_str() == "controller.offline")
    })
    .await;
}
