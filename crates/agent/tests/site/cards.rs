//! Cards behind an agent: on the boards of the doors that they open, and nowhere else, in the order in which it was said.

use jiff::civil::date;
use keylink_domain::controller::{Channel, DriverKind};
use keylink_domain::placement::CardOrder;
use keylink_drivers::Placing;

use crate::board::Mood;
use crate::scene::{Scene, wait_until};

const NUMBER: u64 = 12_345_678;

fn order(doors: &[&str]) -> CardOrder {
    let doors = doors.iter().map(|door| Channel::parse(door).unwrap()).collect();
    CardOrder { number: NUMBER, from: date(2026, 11, 22), until: date(2027, 3, 31), doors }
}

async fn put(scene: &Scene, doors: &[&str]) -> Placing {
    scene.center.put_card(scene.controller, DriverKind::Agent, &order(doors)).await
}

async fn take(scene: &Scene) -> Placing {
    scene.center.take_card(scene.controller, DriverKind::Agent, NUMBER).await
}

fn held(scene: &Scene) -> Option<[u8; 15]> {
    scene.board.state.lock().unwrap().cards.get(&12_345_678).copied()
}

#[tokio::test]
async fn a_card_is_on_the_boards_of_its_doors_and_on_no_other() {
    let scene = Scene::new().await;
    assert_eq!(put(&scene, &["street"]).await, Placing::Nowhere, "a relay keeps no cards");
    assert_eq!(held(&scene), None);
    assert_eq!(put(&scene, &["cellar", "street"]).await, Placing::Done);
    let bytes = [0x20, 0x26, 0x11, 0x22, 0x20, 0x27, 3, 0x31, 1, 0, 0, 0, 0, 0, 0];
    assert_eq!(held(&scene), Some(bytes), "its days, and the board\u{2019}s own place of the door");
    assert_eq!(put(&scene, &["street"]).await, Placing::Nowhere);
    assert_eq!(held(&scene), None, "it opens nothing there any more");
    assert_eq!(put(&scene, &["cellar"]).await, Placing::Done);
    assert_eq!((take(&scene).await, held(&scene)), (Placing::Done, None));
    assert_eq!(take(&scene).await, Placing::Done, "it is gone");
}

#[tokio::test]
async fn what_does_not_come_about_is_told_with_the_device() {
    let scene = Scene::new().await;
    scene.board.be(Mood::LosesCards);
    let Placing::Refused(why) = put(&scene, &["cellar"]).await else { panic!("it was not kept") };
    assert!(why.starts_with("board: ") && why.contains("has another or none"), "{why}");
    scene.board.be(Mood::Silent);
    let Placing::Away(why) = put(&scene, &["cellar"]).await else { panic!("it is away") };
    assert!(why.starts_with("board: "), "{why}");
    scene.board.be(Mood::Well);
    assert_eq!(put(&scene, &["cellar"]).await, Placing::Done);
    let many: Vec<String> = (0..200).map(|n| format!("a-door-with-a-long-name-{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert!(matches!(put(&scene, &many).await, Placing::Refused(_)), "more than a message holds");
    assert!(held(&scene).is_some());
}

#[tokio::test]
async fn an_earlier_word_that_nobody_waits_for_is_not_carried_out() {
    let scene = Scene::new().await;
    scene.board.be(Mood::Silent);
    let (first, second, third) =
        tokio::join!(put(&scene, &["cellar"]), put(&scene, &["cellar"]), put(&scene, &["cellar"]));
    for placing in [first, second, third] {
        assert!(matches!(placing, Placing::Away(_)), "{placing:?}");
    }
    // By now it is wanted nowhere any more.
    scene.board.be(Mood::Well);
    wait_until("the card is off the board", async || take(&scene).await == Placing::Done).await;
    assert_eq!(held(&scene), None);
    assert_eq!(scene.board.state.lock().unwrap().cards_put, 0, "the words before it are forgotten");
}
