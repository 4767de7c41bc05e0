//! Doors that never answer, and controllers whose connection stalls: the others must not notice.

use std::sync::Arc;

use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_service::unlock::{End, NewPress, Pressed};
use keylink_virtual_door::Mood;
use tokio::task::JoinHandle;

use crate::chance::Chance;
use crate::line::{Faults, Line};
use crate::many::{Many, On};
use crate::scene::{TestDoor, TestLink};
use crate::witness::{Story, ended, wait_until_all_is_answered};

/// Long, so that the presses of hung doors are all still waiting while hundreds of others are answered.
const DEADLINE_MS: i64 = 5_000;
const DOORS: usize = 20;
/// Presses that wait at each hung door at once; more than a connection takes unacknowledged.
const WAITING: usize = 60;
/// Who press the other doors at the same time, and how often each.
const PRESSERS: usize = 16;
const PRESSES: usize = 25;

fn press(many: &Many, link: &TestLink, door: &TestDoor, n: usize) -> JoinHandle<Pressed> {
    let houses = many.houses();
    let (house, secret) = (Arc::clone(&houses[n % houses.len()]), link.secret);
    let (whole, door) = (link.link.clone(), door.id);
    tokio::spawn(async move { house.press_link(secret, &whole, NewPress { door, number: None, address: None }).await })
}

/// Presses the good doors, many at once; gives the presses and how long each took, sorted.
async fn press_the_good(many: &Many, doors: &[TestDoor]) -> (Vec<Pressed>, Vec<i64>) {
    let ids: Vec<_> = doors.iter().map(|door| door.id).collect();
    let link = many.scene.link(&ids).await;
    let pressers: Vec<_> = (0..PRESSERS)
        .map(|n| {
            let (houses, ids, secret, whole) = (many.houses(), ids.clone(), link.secret, link.link.clone());
            tokio::spawn(async move {
                let mut pressed = Vec::new();
                for k in 0..PRESSES {
                    let press = NewPress { door: ids[(n + k) % ids.len()], number: None, address: None };
                    pressed.push(houses[k % houses.len()].press_link(secret, &whole, press).await);
                }
                pressed
            })
        })
        .collect();
    let mut all = Vec::new();
    for presser in pressers {
        all.append(&mut presser.await.unwrap());
    }
    let mut took: Vec<i64> = all.iter().map(|press| press.latency_ms).collect();
    took.sort_unstable();
    (all, took)
}

async fn the_others_do_not_notice(on: On) {
    let many = Many::new(on, DEADLINE_MS).await;
    let line = Line::to(many.broker(), Faults::NONE, Chance::new()).await;
    let mut good = Vec::new();
    for n in 2..DOORS {
        good.push(many.door(&format!("Door {n}"), Mood::Well).await);
    }
    // One in ten: a door that never answers, and one whose controller reads nothing any more.
    let stalled = many.door_by("Stalled door", Mood::Well, line.address.clone()).await;
    let deaf = many.scene.door_online("Deaf door", Mood::Deaf, many.broker()).await;
    let link = many.scene.link(&[deaf.id, stalled.id]).await;
    let (mut pressed, quiet) = press_the_good(&many, &good).await;

    line.freeze();
    let waiting: Vec<_> =
        (0..WAITING).flat_map(|n| [press(&many, &link, &deaf, n), press(&many, &link, &stalled, n)]).collect();
    let (more, busy) = press_the_good(&many, &good).await;
    // Throughput and latency: all of these were answered while not one of the hung ones was.
    let over = waiting.iter().filter(|press| press.is_finished()).count();
    assert_eq!(over, 0, "the good doors' presses lasted until the hung ones' deadline");
    let median = |took: &[i64]| took[took.len() / 2];
    println!("{on:?}: median {} ms before, {} ms beside hung doors", median(&quiet), median(&busy));
    assert!(median(&busy) <= 5 * median(&quiet) + 50, "{} ms, before {} ms", median(&busy), median(&quiet));
    pressed.extend(more);
    assert_eq!(ended(&pressed, End::Done(Outcome::Opened)), pressed.len(), "each good door opened each time");

    for press in waiting {
        let one = press.await.unwrap();
        let silent = matches!(one.end, End::Done(Outcome::Unknown | Outcome::Failed(Refusal::TooLate)));
        assert!(silent, "{one:?}");
        pressed.push(one);
    }
    // Now the stalled controller gets all that was on its way to it, and must not move for any of it.
    line.thaw();
    assert_eq!(many.scene.press(&link, stalled.id).await.end, End::Done(Outcome::Opened));
    let doors: Vec<&TestDoor> = good.iter().chain([&stalled, &deaf]).collect();
    wait_until_all_is_answered(&doors).await;
    Story::read(&many, &doors).await.holds(&pressed);
    many.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hung_doors_delay_no_other() {
    the_others_do_not_notice(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hung_doors_delay_no_other_on_two_nodes() {
    the_others_do_not_notice(On::TwoNodes).await;
}
