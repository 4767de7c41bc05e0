//! Use limits, pressed by many at once: exact on every node, and given back once where nothing moved.

use std::sync::Arc;

use keylink_domain::id::{DoorId, LinkId};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_domain::window::ValidityInput;
use keylink_service::link::NewLink;
use keylink_service::unlock::{End, NewPress, Pressed};
use keylink_virtual_door::Mood;

use crate::chance::{Chance, rounds};
use crate::many::{Many, On};
use crate::scene::{PERSON, TestLink};
use crate::witness::{Story, ended, refused, wait_until_settled, worth};

/// Who press at the same time.
const PRESSERS: usize = 12;

async fn limited(many: &Many, doors: &[DoorId], uses: usize) -> TestLink {
    let validity = ValidityInput { max_uses: Some(u32::try_from(uses).unwrap()), ..ValidityInput::default() };
    let new = NewLink { name: "Few".to_owned(), doors: doors.to_vec(), validity, ..NewLink::default() };
    many.scene.link_with(new).await
}

/// Presses by many at once until each of them has heard that the link is used up. Some of the doors
/// are jammed: their presses cost nothing, so they go on for ever and are given an end here.
async fn press_by_many(many: &Many, link: &TestLink, doors: &[DoorId], chance: &mut Chance) -> Vec<Pressed> {
    let pressers: Vec<_> = (0..PRESSERS)
        .map(|n| {
            let (houses, mut chance) = (many.houses(), chance.fork());
            let (secret, doors) = (link.secret, doors.to_vec());
            tokio::spawn(async move {
                let mut pressed: Vec<Pressed> = Vec::new();
                for house in houses.iter().cycle().skip(n).take(40) {
                    let press =
                        NewPress { door: doors[chance.below(doors.len())], number: None, address: None, age_ms: 0 };
                    pressed.push(house.press_link(secret, press, PERSON).await);
                    if pressed.last().is_some_and(|press| press.end == End::Refused(Refusal::LinkUsedUp)) {
                        break;
                    }
                }
                pressed
            })
        })
        .collect();
    let mut all = Vec::new();
    for presser in pressers {
        all.append(&mut presser.await.unwrap());
    }
    all
}

/// Presses that cost a use: those after which the door certainly did not move do not.
fn kept(pressed: &[Pressed]) -> usize {
    ended(pressed, End::Done(Outcome::Opened)) + ended(pressed, End::Done(Outcome::Unknown))
}

/// At no place in the log are there more presses granted and not given back than the link allows.
fn never_more_than(story: &Story, link: LinkId, uses: usize) {
    let (mut held, limit) = (0i64, i64::try_from(uses).unwrap());
    for event in story.log.iter().filter(|event| event.line.about.link == Some(link)) {
        held += worth(event.line.kind);
        assert!((0..=limit).contains(&held), "{held} uses of {limit} at place {} of the log", event.seq);
    }
    assert_eq!(held, limit, "granted and not given back");
}

async fn uses_are_exact(on: On) {
    let mut chance = Chance::new();
    let many = Many::new(on, 5_000).await;
    let well = many.door("Street door", Mood::Well).await;
    let jammed = many.door("Jammed door", Mood::Jammed).await;
    let absent = many.scene.wired_door("Absent door").await.0;
    let (mut all, mut links, mut given_back) = (Vec::new(), Vec::new(), 0);
    for _ in 0..rounds(6) {
        let began = many.scene.house().newest_event(&many.scene.owner).await.unwrap();
        let uses = 1 + chance.below(30);
        let doors = match chance.below(3) {
            0 => vec![well.id],
            1 => vec![well.id, jammed.id],
            _ => vec![well.id, jammed.id, absent],
        };
        let link = limited(&many, &doors, uses).await;
        let mut pressed = press_by_many(&many, &link, &doors, &mut chance).await;
        wait_until_settled(&many, began).await;
        // What is left over after the race: one at a time, nothing in each other's way.
        while kept(&pressed) < uses {
            let press = NewPress { door: well.id, number: None, address: None, age_ms: 0 };
            let last = Arc::clone(&many.houses()[0]).press_link(link.secret, press, PERSON).await;
            assert!(
                kept(std::slice::from_ref(&last)) == 1,
                "a use was lost: {last:?}, and {} of {uses} were used",
                kept(&pressed)
            );
            pressed.push(last);
        }
        let press = NewPress { door: well.id, number: None, address: None, age_ms: 0 };
        pressed.push(many.scene.house().press_link(link.secret, press, PERSON).await);
        assert_eq!(kept(&pressed), uses, "granted and not given back");
        assert!(refused(&pressed, Refusal::LinkUsedUp) > 0);
        let counted = many.scene.house().link(&many.scene.owner, link.id).await.unwrap().usage.uses;
        assert_eq!(usize::try_from(counted).unwrap(), uses, "the link's own count");
        given_back += pressed.len() - uses - refused(&pressed, Refusal::LinkUsedUp);
        links.push((link.id, uses));
        all.append(&mut pressed);
    }
    println!("{on:?}: {} presses, {given_back} uses given back", all.len());
    let story = Story::read(&many, &[&well, &jammed]).await;
    story.holds(&all);
    links.into_iter().for_each(|(link, uses)| never_more_than(&story, link, uses));
    many.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn uses_are_exact_on_sqlite() {
    uses_are_exact(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn uses_are_exact_on_two_nodes() {
    uses_are_exact(On::TwoNodes).await;
}
