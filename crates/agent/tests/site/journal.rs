//! What happens at the site's doors reaches the center once and with its own time, whatever becomes of the line.

use std::time::Duration;

use jiff::SignedDuration;
use keylink_domain::door_event::Happened;
use keylink_domain::unlock::Outcome;
use keylink_drivers::Missed;

use crate::board::{BUTTON, CARD_IN};
use crate::line::{State, stays_so_for};
use crate::scene::{Scene, wait_until};

#[tokio::test]
async fn what_happens_while_the_line_is_down_is_told_once_with_its_own_time() {
    let mut scene = Scene::new().await;
    scene.until_board_is_known().await;
    let first = scene.hear(None).await.unwrap();
    assert!(first.events.is_empty() && first.place.is_some(), "{first:?}");
    let mark = first.place.unwrap();
    assert_eq!(scene.hear(Some(&mark)).await.unwrap().place, None, "nothing new, and nothing to write");

    scene.line.be(State::Down);
    scene.until_online(false).await;
    scene.board.happens(CARD_IN, 1, 4_711);
    let asked = || scene.board.state.lock().unwrap().asked_for_events;
    wait_until("the agent has it", async || asked() > 0).await;
    stays_so_for(Duration::from_secs(2)).await;
    scene.board.happens(BUTTON, 1, 0);
    stays_so_for(Duration::from_secs(2)).await;
    // The agent is restarted meanwhile, and the board forgets.
    scene.stop().await;
    scene.board.forgets_all_but(1);
    scene.start().await;
    scene.line.be(State::Well);
    scene.until_online(true).await;

    let heard = scene.hear_until(Some(&mark), |heard| !heard.events.is_empty()).await;
    let told: Vec<_> = heard.events.iter().map(|event| (event.what, event.card)).collect();
    assert_eq!(told, [(Happened::CardGranted, Some(4_711)), (Happened::ButtonPressed, None)]);
    assert!(heard.events.iter().all(|event| event.channel.as_ref().is_some_and(|door| door.as_str() == "cellar")));
    let ago = |at: usize| heard.events[at].ago.unwrap();
    assert!(ago(0) > SignedDuration::from_secs(3) && ago(0) < SignedDuration::from_secs(20), "{:?}", ago(0));
    assert!(ago(1) > SignedDuration::from_secs(1) && ago(1) < ago(0), "{:?}", ago(1));
    assert_eq!((heard.missed, heard.more), (Missed::Nothing, false));

    // The center could not write it down: it is told again. Then it could: it is not.
    let again = scene.hear(Some(&mark)).await.unwrap();
    assert_eq!((again.events.len(), &again.place), (2, &heard.place));
    let after = scene.hear(heard.place.as_deref()).await.unwrap();
    assert!(after.events.is_empty() && after.place.is_none(), "{after:?}");
    scene.stop().await;
    scene.start().await;
    scene.until_online(true).await;
    let after = scene.hear_until(heard.place.as_deref(), |_| true).await;
    assert!(after.events.is_empty() && after.missed == Missed::Nothing, "{after:?}");
}

#[tokio::test]
async fn a_hundred_events_come_in_order_and_none_is_missing() {
    let scene = Scene::new().await;
    scene.until_board_is_known().await;
    let mut mark = scene.hear(None).await.unwrap().place.unwrap();
    for card in 1..=100 {
        scene.board.happens(CARD_IN, 1, card);
    }
    let mut cards = Vec::new();
    while cards.len() < 100 {
        if cards.len() == 32 {
            scene.line.be(State::Down);
            scene.until_online(false).await;
            scene.line.be(State::Well);
            scene.until_online(true).await;
        }
        let heard = scene.hear_until(Some(&mark), |heard| !heard.events.is_empty()).await;
        cards.extend(heard.events.iter().filter_map(|event| event.card));
        mark = heard.place.unwrap();
    }
    assert_eq!(cards, (1..=100).collect::<Vec<u64>>());
}

#[tokio::test]
async fn what_a_board_forgot_is_told_too() {
    let mut scene = Scene::new().await;
    scene.until_board_is_known().await;
    scene.board.happens(CARD_IN, 1, 1);
    let first = scene.hear_until(None, |heard| !heard.events.is_empty()).await;
    scene.stop().await;
    for card in 2..=9 {
        scene.board.happens(CARD_IN, 1, card);
    }
    scene.board.forgets_all_but(2);
    scene.start().await;
    scene.until_online(true).await;
    let heard = scene.hear_until(first.place.as_deref(), |heard| heard.events.len() > 2).await;
    let told: Vec<_> = heard.events.iter().map(|event| (event.what, event.card)).collect();
    let wanted =
        [(Happened::Forgot(Some(6)), None), (Happened::CardGranted, Some(8)), (Happened::CardGranted, Some(9))];
    assert_eq!(told, wanted);
}

#[tokio::test]
async fn a_lock_that_turns_is_told_by_what_is_seen_of_it() {
    let scene = Scene::new().await;
    let told = async |since: Option<&str>| {
        let heard = scene.hear_all(since).await;
        let heard = heard.unwrap();
        let of_street = |event: &&keylink_domain::door_event::DoorEvent| {
            event.channel.as_ref().is_some_and(|door| door.as_str() == "street")
        };
        heard.events.iter().filter(of_street).map(|event| event.what).collect::<Vec<_>>()
    };
    wait_until("it is found locked", async || told(None).await == [Happened::Locked]).await;
    assert_eq!(scene.open("street").await, Outcome::Opened);
    // The center knows by which unlock.
    wait_until("it is seen unlocked", async || told(None).await == [Happened::Locked, Happened::Unlocked]).await;
}
