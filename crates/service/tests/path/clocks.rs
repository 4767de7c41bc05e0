//! Clocks that are wrong: they jump by hours under load, and differ from node to node.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use keylink_domain::actor::Via;
use keylink_domain::authority::Shown;
use keylink_domain::clock::{Clock, Entropy};
use keylink_domain::event::EventKind;
use keylink_domain::id::{EventId, PressId, UnlockId};
use keylink_domain::moment::Moment;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_domain::window::ValidityInput;
use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_service::link::NewLink;
use keylink_service::unlock::{End, NewPress, Pressed};
use keylink_store::Store;
use keylink_store::unlock::{Answer, AnyPace, Claim, Press, Surroundings};
use keylink_virtual_door::{Happening, Mood, Recollection};

use crate::chance::{Chance, rounds};
use crate::many::{Many, On};
use crate::scene::{PERSON, TestDoor, TestLink, wait_until};
use crate::witness::Story;

/// An instant so many minutes from now, by the machine's clock.
fn in_minutes(minutes: i64) -> Timestamp {
    SystemClock.now().saturating_add(SignedDuration::from_mins(minutes)).unwrap()
}

async fn link_within(many: &Many, door: &TestDoor, from: Option<i64>, until: Option<i64>) -> TestLink {
    let moment = |minutes: Option<i64>| minutes.map(|minutes| Moment::Instant(in_minutes(minutes)));
    let validity = ValidityInput { from: moment(from), until: moment(until), ..ValidityInput::default() };
    let new = NewLink { name: "Hour".to_owned(), doors: vec![door.id], validity, ..NewLink::default() };
    many.scene.link_with(new).await
}

async fn wait_until_heard(door: &TestDoor) {
    wait_until("the device has heard the command", async || {
        let memory = Recollection::read(&door.memory).unwrap();
        let heard = |line: &&keylink_virtual_door::Line| matches!(line.what, Happening::Command { .. });
        let answered = |line: &&keylink_virtual_door::Line| matches!(line.what, Happening::Answer { .. });
        memory.lines.iter().filter(heard).count() > memory.lines.iter().filter(answered).count()
    })
    .await;
}

/// A press of a door that takes its time, and the clock that jumps while it does.
async fn opened_while_the_clock_is_set(on: On, which: usize, hours: i64) {
    let many = Many::new(on, 3_000).await;
    let door = many.door("Slow door", Mood::Slow(Duration::from_millis(1_800))).await;
    let link = many.scene.link(&[door.id]).await;
    crate::witness::wait_until_settled(&many, 0).await;
    let began = many.scene.house().newest_event(&many.scene.owner).await.unwrap();
    let (house, secret, id) = (Arc::clone(many.scene.house()), link.secret, door.id);
    let press = tokio::spawn(async move {
        house.press_link(secret, NewPress { door: id, number: None, address: None, age_ms: 0 }, PERSON).await
    });
    wait_until_heard(&door).await;
    many.clocks[which].set_off_by(hours);
    let pressed = press.await.unwrap();
    assert_eq!(pressed.end, End::Done(Outcome::Opened));
    let story = Story::read(&many, &[&door]).await;
    let lines: Vec<_> = story.log.iter().filter(|event| event.seq > began).map(|event| event.line.kind).collect();
    assert_eq!(lines, [EventKind::UnlockGranted, EventKind::UnlockOpened], "a live command was given up");
    story.holds(&[pressed]);
    many.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_ahead_gives_up_no_live_command() {
    opened_while_the_clock_is_set(On::Sqlite, 0, 3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_whose_clock_is_ahead_gives_up_no_live_command_of_another() {
    opened_while_the_clock_is_set(On::TwoNodes, 1, 3).await;
}

/// What a node leaves behind that died between its commit and its command, with a clock that was ahead.
#[tokio::test(flavor = "multi_thread")]
async fn a_command_of_a_dead_node_is_given_up_whatever_its_clock_said() {
    for hours in [-3, 3] {
        let many = Many::new(On::Sqlite, 1_000).await;
        let door = many.door("Street door", Mood::Well).await;
        let link = many.scene.link(&[door.id]).await;
        crate::witness::wait_until_settled(&many, 0).await;
        let began = many.scene.house().newest_event(&many.scene.owner).await.unwrap();
        let moved = door.moves();
        let clock = crate::many::OffClock::default();
        clock.set_off_by(hours);
        let (now, chance) = (clock.now(), || SystemEntropy.chance().unwrap());
        let press = Press {
            unlock: UnlockId::new(now, chance()),
            event: EventId::new(now, chance()),
            press: PressId::new(now, chance()),
            claim: Claim::Link(link.secret),
            door: door.id,
            shown: Shown::default(),
            binding: None,
            person: true,
            via: Via::Link,
            address: None,
            deadline: now.saturating_add(SignedDuration::from_secs(1)).unwrap(),
        };
        let store = Store::open(&many.scene.database, SystemClock.now()).await.unwrap();
        let around = Surroundings { clock: Arc::new(clock), pace: Arc::new(AnyPace) };
        let decided = keylink_store::unlock::record_alone(&store, press, around).await.unwrap();
        assert!(matches!(decided.answer, Answer::Granted(_)));
        crate::witness::wait_until_settled(&many, began).await;
        let lines: Vec<_> = many.log_after(began).await.iter().map(|event| event.line.kind).collect();
        assert_eq!(lines, [EventKind::UnlockGranted, EventKind::UnlockUnknown]);
        assert_eq!(door.moves(), moved, "nobody knows whether it was sent, so it is not sent");
        many.stop().await;
    }
}

/// Presses while the clock jumps by hours in both directions.
#[tokio::test(flavor = "multi_thread")]
async fn no_link_opens_outside_its_window_while_the_clock_jumps() {
    let mut chance = Chance::new();
    let many = Many::new(On::Sqlite, 1_000).await;
    let door = many.door("Street door", Mood::Well).await;
    let windows = [(None, None), (None, Some(30)), (Some(45), None), (Some(60), Some(150)), (Some(-60), Some(240))];
    let mut links = Vec::new();
    for (from, until) in windows {
        links.push(link_within(&many, &door, from, until).await);
    }
    let over = Arc::new(AtomicBool::new(false));
    let pressers: Vec<_> = (0..6)
        .map(|_| {
            let (house, over, mut chance) = (Arc::clone(many.scene.house()), Arc::clone(&over), chance.fork());
            let links: Vec<_> = links.iter().map(|link| link.secret).collect();
            let door = door.id;
            tokio::spawn(async move {
                let mut pressed = Vec::new();
                while !over.load(Ordering::SeqCst) {
                    let secret = &links[chance.below(links.len())];
                    let press = NewPress { door, number: None, address: None, age_ms: 0 };
                    pressed.push(house.press_link(*secret, press, PERSON).await);
                }
                pressed
            })
        })
        .collect();
    // One jump each time when some more presses have been decided.
    let (mut place, mut farthest) = (0, 0);
    for _ in 0..rounds(80) {
        // Half of the jumps go farther ahead than any before, the others back by hours.
        let minutes = if chance.once_in(2) {
            farthest += i64::try_from(chance.below(40)).unwrap();
            farthest
        } else {
            farthest - i64::try_from(chance.below(400)).unwrap()
        };
        many.clocks[0].set_off_by_minutes(minutes);
        let more = place + 10;
        wait_until("presses go on", async || many.scene.house().newest_event(&many.scene.owner).await.unwrap() >= more)
            .await;
        place = many.scene.house().newest_event(&many.scene.owner).await.unwrap();
    }
    over.store(true, Ordering::SeqCst);
    let mut pressed: Vec<Pressed> = Vec::new();
    for presser in pressers {
        pressed.append(&mut presser.await.unwrap());
    }
    let story = Story::read(&many, &[&door]).await;
    story.holds(&pressed);
    for link in &links {
        granted_within(&story, link);
    }
    println!("{} presses", pressed.len());
    many.stop().await;
}

/// Each grant of the log is inside the link's window, and the log's time never runs back over them.
fn granted_within(story: &Story, link: &TestLink) {
    let (from, until) = (link.link.validity.from, link.link.validity.until);
    let mut latest = Timestamp::UNIX_EPOCH;
    let mut grants = 0;
    for event in story.log.iter().filter(|event| event.line.about.link == Some(link.id)) {
        if event.line.kind != EventKind::UnlockGranted {
            continue;
        }
        let at = event.line.at;
        assert!(from.is_none_or(|from| from <= at), "granted at {at}, before {from:?}");
        assert!(until.is_none_or(|until| at < until), "granted at {at}, not before {until:?}");
        assert!(latest <= at, "a later grant at an earlier time: {latest}, then {at}");
        latest = at;
        grants += 1;
    }
    println!("{from:?} to {until:?}: {grants} granted");
}

/// A link that has ended once stays ended, whatever the clock does afterwards, also over a restart.
#[tokio::test(flavor = "multi_thread")]
async fn a_step_back_brings_no_ended_link_to_life() {
    let mut many = Many::new(On::Sqlite, 1_000).await;
    let door = many.door("Street door", Mood::Well).await;
    let link = link_within(&many, &door, None, Some(60)).await;
    let press = async |many: &Many| many.scene.press(&link, door.id).await.end;
    assert_eq!(press(&many).await, End::Done(Outcome::Opened));
    let moved = door.moves();
    many.clocks[0].set_off_by(2);
    assert_eq!(press(&many).await, End::Refused(Refusal::LinkExpired));
    for hours in [0, -5, 1, -1] {
        many.clocks[0].set_off_by(hours);
        assert_eq!(press(&many).await, End::Refused(Refusal::LinkExpired));
    }
    many.restart().await;
    assert_eq!(press(&many).await, End::Refused(Refusal::LinkExpired));
    assert_eq!(door.moves(), moved);
    many.stop().await;
}

/// Time goes on from where it was, and devices do not mind: what they are told is by the clock that was set right.
#[tokio::test(flavor = "multi_thread")]
async fn doors_open_when_a_clock_that_was_ahead_is_set_right() {
    for on in [On::Sqlite, On::SqliteMosquitto] {
        let mut many = Many::new(on, 3_000).await;
        let door = many.door("Street door", Mood::Well).await;
        let link = many.scene.link(&[door.id]).await;
        let press = async |many: &Many| many.scene.press(&link, door.id).await.end;
        many.clocks[0].set_off_by(4);
        let ahead = press(&many).await;
        assert_eq!(
            ahead,
            End::Done(Outcome::Failed(Refusal::TooLate)),
            "the device's clock is right, and the house's is not"
        );
        many.clocks[0].set_off_by(0);
        assert_eq!(press(&many).await, End::Done(Outcome::Opened), "{on:?}");
        assert!(many.scene.house().ahead() > SignedDuration::from_mins(239));
        if many.mosquitto.is_some() {
            // There the device is still connected.
            many.restart().await;
            many.wait_until_reached(&door).await;
            assert_eq!(press(&many).await, End::Done(Outcome::Opened), "{on:?}, after a restart");
            assert!(many.scene.house().ahead() > SignedDuration::from_mins(239));
        }
        many.stop().await;
    }
}

/// The wait for a silent door is measured by the clock that nobody sets.
#[tokio::test(flavor = "multi_thread")]
async fn a_deadline_is_kept_while_the_clock_jumps() {
    let many = Many::new(On::Sqlite, 1_000).await;
    let door = many.door("Deaf door", Mood::Deaf).await;
    let link = many.scene.link(&[door.id]).await;
    let granted = async || many.scene.unlock_kinds().await.iter().filter(|kind| **kind == "unlock.granted").count();
    let mut jumps = std::collections::VecDeque::from([4, -8, 4, 12]);
    let (mut off, mut too_early) = (0, 0);
    while let Some(hours) = jumps.pop_front() {
        let before = granted().await;
        let (house, secret, id) = (Arc::clone(many.scene.house()), link.secret, door.id);
        let began = tokio::time::Instant::now();
        let press = tokio::spawn(async move {
            house.press_link(secret, NewPress { door: id, number: None, address: None, age_ms: 0 }, PERSON).await
        });
        wait_until("the press is granted", async || granted().await > before).await;
        off += hours;
        many.clocks[0].set_off_by(off);
        let end = press.await.unwrap().end;
        if hours > 0 && end == End::Done(Outcome::Failed(Refusal::TooLate)) && too_early < 5 {
            // It jumped before the command could go, and then none goes. The one that is out is what is asked for here.
            jumps.push_front(hours);
            too_early += 1;
            continue;
        }
        assert_eq!(end, End::Done(Outcome::Unknown), "{hours} h");
        let waited = began.elapsed();
        assert!(waited >= Duration::from_millis(900), "given up after {waited:?}");
        // A wait by the wall clock would last for hours, or not at all.
        assert!(waited < Duration::from_secs(10), "given up after {waited:?}");
    }
    let story = Story::read(&many, &[&door]).await;
    story.holds(&[]);
    many.stop().await;
}
