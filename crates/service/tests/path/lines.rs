//! Bad lines between broker and door: nothing moves twice, late or unasked, and every answer stays true.

use std::sync::Arc;
use std::time::Duration;

use keylink_domain::unlock::Outcome;
use keylink_service::unlock::{End, NewPress, Pressed};
use keylink_virtual_door::Mood;

use crate::chance::{Chance, rounds};
use crate::line::{Faults, Line, Tally};
use crate::many::{Many, On};
use crate::scene::{PERSON, TestDoor, TestLink, wait_until};
use crate::witness::{Story, ended, wait_until_all_is_answered};

const BAD: Faults = Faults {
    drop_once_in: 10,
    repeat_once_in: 4,
    delay_once_in: 4,
    longest_delay: Duration::from_millis(1_500),
    cut_once_in: 60,
};

/// Presses of one door, some at a time.
async fn press_often(many: &Many, door: &TestDoor, times: usize) -> (TestLink, Vec<Pressed>) {
    let link = many.scene.link(&[door.id]).await;
    let houses = many.houses();
    let pressers: Vec<_> = (0..8)
        .map(|n| {
            let (house, secret) = (Arc::clone(&houses[n % houses.len()]), link.secret);
            let door = door.id;
            tokio::spawn(async move {
                let mut pressed = Vec::new();
                for _ in 0..times / 8 {
                    let press = NewPress { door, number: None, address: None, age_ms: 0 };
                    pressed.push(house.press_link(secret, press, PERSON).await);
                }
                pressed
            })
        })
        .collect();
    let mut all = Vec::new();
    for presser in pressers {
        all.append(&mut presser.await.unwrap());
    }
    (link, all)
}

async fn the_story_stays_one(on: On) {
    let mut chance = Chance::new();
    let many = Many::new(on, 1_000).await;
    let moods =
        [Mood::Well, Mood::Well, Mood::Jammed, Mood::Twice, Mood::Quiet, Mood::Slow(Duration::from_millis(300))];
    let (mut doors, mut lines) = (Vec::new(), Vec::new());
    for mood in moods {
        let line = Line::to(many.broker(), Faults::NONE, chance.fork()).await;
        doors.push(many.door_by("Door", mood, line.address.clone()).await);
        line.set(BAD);
        lines.push(line);
    }
    let presses = doors.iter().map(|door| press_often(&many, door, rounds(48)));
    let (links, pressed): (Vec<TestLink>, Vec<_>) = futures_util::future::join_all(presses).await.into_iter().unzip();
    let pressed: Vec<Pressed> = pressed.into_iter().flatten().collect();
    wait_until("what was delayed has arrived", async || lines.iter().all(Line::is_quiet)).await;
    lines.iter().for_each(|line| line.set(Faults::NONE));
    let doors: Vec<&TestDoor> = doors.iter().collect();
    wait_until_all_is_answered(&doors).await;
    let story = Story::read(&many, &doors).await;
    story.holds(&pressed);
    for link in &links {
        let counted = many.scene.house().link(&many.scene.owner, link.id).await.unwrap().usage.uses;
        assert_eq!(i64::from(counted), story.uses(link.id), "a use was given back twice, or not at all");
    }
    let tally = lines.iter().map(Line::tally).fold(Tally::default(), Tally::and);
    let (opened, unknown) = (End::Done(Outcome::Opened), End::Done(Outcome::Unknown));
    let (opened, unknown) = (ended(&pressed, opened), ended(&pressed, unknown));
    println!("{on:?}: {} presses, {opened} opened, {unknown} unknown; {tally:?}", pressed.len());
    assert!(tally.dropped > 0 && tally.repeated > 0 && tally.delayed > 0, "the line was not bad");
    assert!(opened > 0);
    many.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_line_to_the_broker_inside_makes_no_lie() {
    the_story_stays_one(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_line_to_a_mosquitto_makes_no_lie() {
    the_story_stays_one(On::SqliteMosquitto).await;
}
