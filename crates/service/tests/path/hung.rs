//! Doors that never answer, and controllers whose connection stalls: the others must not notice.
//!
//! What they would notice is measured against a house without such doors, pressed at the same time on the
//! same machine: so a busy machine slows both alike.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use keylink_domain::unlock::Outcome;
use keylink_service::unlock::{End, NewPress, Pressed};
use keylink_virtual_door::Mood;
use tokio::task::JoinHandle;

use crate::chance::Chance;
use crate::line::{Faults, Line};
use crate::many::{Many, On};
use crate::scene::{PERSON, TestDoor, TestLink};

/// Long, so that the presses of hung doors are all still waiting while hundreds of others are answered.
const DEADLINE_MS: i64 = 60_000;
/// Good doors in each house; two hung ones come to them, which makes one in ten.
const GOOD: usize = 18;
/// Presses that wait at each hung door; more than a connection takes unacknowledged.
const WAITING: usize = 60;
/// Who press the good doors of a house at the same time, and how often each.
const PRESSERS: usize = 16;
const PRESSES: usize = 12;

fn press(many: &Many, link: &TestLink, door: &TestDoor, n: usize) -> JoinHandle<Pressed> {
    let houses = many.houses();
    let (house, secret) = (Arc::clone(&houses[n % houses.len()]), link.secret);
    let door = door.id;
    tokio::spawn(async move {
        house.press_link(secret, NewPress { door, number: None, address: None, age_ms: 0 }, PERSON).await
    })
}

async fn good_doors(many: &Many) -> Vec<TestDoor> {
    let mut good = Vec::new();
    // Some at a time: changes of one organization wait for each other, and not for ever.
    for _ in 0..GOOD / 3 {
        good.extend(join_all((0..3).map(async |_| many.door("Good door", Mood::Well).await)).await);
    }
    good
}

/// Presses the good doors of a house by many at once, and counts what was answered.
async fn press_the_good(many: &Many, doors: &[TestDoor]) -> (Vec<JoinHandle<Vec<Pressed>>>, Arc<AtomicUsize>) {
    let ids: Vec<_> = doors.iter().map(|door| door.id).collect();
    let link = many.scene.link(&ids).await;
    let answered = Arc::new(AtomicUsize::new(0));
    let pressers = (0..PRESSERS).map(|n| {
        let (houses, ids, secret) = (many.houses(), ids.clone(), link.secret);
        let answered = Arc::clone(&answered);
        tokio::spawn(async move {
            let mut pressed = Vec::new();
            for k in 0..PRESSES {
                let press = NewPress { door: ids[(n + k) % ids.len()], number: None, address: None, age_ms: 0 };
                pressed.push(houses[k % houses.len()].press_link(secret, press, PERSON).await);
                answered.fetch_add(1, Ordering::SeqCst);
            }
            pressed
        })
    });
    (pressers.collect(), answered)
}

async fn all(pressers: Vec<JoinHandle<Vec<Pressed>>>) -> Vec<Pressed> {
    let mut pressed = Vec::new();
    for presser in pressers {
        pressed.append(&mut presser.await.unwrap());
    }
    assert!(pressed.iter().all(|press| press.end == End::Done(Outcome::Opened)), "each good door opened each time");
    pressed
}

async fn the_others_do_not_notice(on: On) {
    let (many, control) = (Many::new(on, DEADLINE_MS).await, Many::new(on, DEADLINE_MS).await);
    let (good, others) = (good_doors(&many).await, good_doors(&control).await);
    // A door that never answers, and one whose controller reads nothing any more.
    let line = Line::to(many.broker(), Faults::NONE, Chance::new()).await;
    let stalled = many.door_by("Stalled door", Mood::Well, line.address.clone()).await;
    let deaf = many.scene.door_online("Deaf door", Mood::Deaf, many.broker()).await;
    let link = many.scene.link(&[deaf.id, stalled.id]).await;
    let before = stalled.moves();
    line.freeze();
    let at_deaf: Vec<_> = (0..WAITING).map(|n| press(&many, &link, &deaf, n)).collect();
    let at_stalled: Vec<_> = (0..WAITING).map(|n| press(&many, &link, &stalled, n)).collect();

    let (here, here_answered) = press_the_good(&many, &good).await;
    let (there, there_answered) = press_the_good(&control, &others).await;
    // Each house's count at the moment when one of the two is done.
    let counts = || (here_answered.load(Ordering::SeqCst), there_answered.load(Ordering::SeqCst));
    let (here, there) = (tokio::spawn(all(here)), tokio::spawn(all(there)));
    let one_is_done = async {
        while !here.is_finished() && !there.is_finished() {
            tokio::task::yield_now().await;
        }
    };
    let in_time = tokio::time::timeout(Duration::from_millis(DEADLINE_MS.unsigned_abs() - 5_000), one_is_done).await;
    let (beside, without) = counts();
    println!("{on:?}: {beside} presses answered beside hung doors, {without} meanwhile without");
    assert!(in_time.is_ok(), "{beside} beside hung doors, {without} without");
    assert!(beside * 4 >= without, "the good doors wait for the hung ones: {beside} answered, {without} without them");
    assert_eq!(here.await.unwrap().len(), PRESSERS * PRESSES);
    let over = at_deaf.iter().chain(&at_stalled).filter(|press| press.is_finished()).count();
    assert_eq!(over, 0, "the good doors' presses lasted until the hung ones' deadline");

    // The stalled controller reads on: everything that waited for it is alive, and moves it once each.
    line.thaw();
    for press in at_stalled {
        assert_eq!(press.await.unwrap().end, End::Done(Outcome::Opened));
    }
    assert_eq!(stalled.moves() - before, u64::try_from(WAITING).unwrap());
    assert_eq!(deaf.moves(), 0);
    assert!(at_deaf.iter().all(|press| !press.is_finished()), "nobody answered for the deaf door");
}

#[tokio::test(flavor = "multi_thread")]
async fn hung_doors_delay_no_other() {
    the_others_do_not_notice(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_do_not_notice_hung_doors() {
    the_others_do_not_notice(On::TwoNodes).await;
}
