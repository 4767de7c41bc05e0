//! A right that gets narrower, raced against presses: who begins after the answer is refused, on every node.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use keylink_domain::actor::Actor;
use keylink_domain::clock::Clock;
use keylink_domain::event::EventKind;
use keylink_domain::id::{DoorId, UnlockId};
use keylink_domain::secret::SecretHash;
use keylink_service::House;
use keylink_service::clock::SystemClock;
use keylink_service::unlock::{End, NewPress, Pressed};
use keylink_virtual_door::Mood;

use crate::chance::{Chance, rounds};
use crate::many::{Many, On};
use crate::narrow::{Narrowing, Right};
use crate::scene::{PERSON, TestDoor};
use crate::witness::Story;

const DEADLINE_MS: i64 = 1_000;
/// Who press at the same time.
const PRESSERS: usize = 10;
/// How often each of them presses after the change was acknowledged.
const AFTERWARDS: usize = 3;

/// By which right a door is pressed.
#[derive(Clone)]
enum By {
    Link(SecretHash),
    Own(Actor),
}

impl By {
    async fn press(&self, house: &Arc<House>, door: DoorId) -> Pressed {
        let press = NewPress { door, number: None, address: None, age_ms: 0 };
        match self {
            Self::Link(secret) => house.press_link(*secret, press, PERSON).await,
            Self::Own(actor) => house.press_own(actor, press).await.unwrap(),
        }
    }
}

/// What the pressers and the one who changes know of each other.
#[derive(Default)]
struct Round {
    begun: AtomicUsize,
    acknowledged: AtomicBool,
}

/// The presses of one round: those that began before the change was acknowledged, and those after.
#[derive(Default)]
struct Pressings {
    before: Vec<Pressed>,
    after: Vec<Pressed>,
    acknowledged_ms: i64,
}

/// Presses again and again, each time on another node, until some time after the change.
async fn keep_pressing(houses: Vec<Arc<House>>, start: usize, by: By, door: DoorId, round: Arc<Round>) -> Pressings {
    let mut pressings = Pressings::default();
    for house in houses.iter().cycle().skip(start) {
        let afterwards = round.acknowledged.load(Ordering::SeqCst);
        round.begun.fetch_add(1, Ordering::SeqCst);
        let pressed = by.press(house, door).await;
        if afterwards {
            pressings.after.push(pressed)
        } else {
            pressings.before.push(pressed)
        }
        if pressings.after.len() == AFTERWARDS {
            break;
        }
    }
    pressings
}

/// Races one change, at a moment that chance chooses, against presses on every node.
async fn race(many: &Many, right: &Right, how: Narrowing, by: By, chance: &mut Chance) -> Pressings {
    let (round, houses) = (Arc::new(Round::default()), many.houses());
    let pressers: Vec<_> = (0..PRESSERS)
        .map(|n| tokio::spawn(keep_pressing(houses.clone(), n, by.clone(), right.door, Arc::clone(&round))))
        .collect();
    let moment = chance.below(3 * PRESSERS);
    while round.begun.load(Ordering::SeqCst) < moment {
        tokio::task::yield_now().await;
    }
    for _ in 0..chance.below(200) {
        tokio::task::yield_now().await;
    }
    let house = &houses[chance.below(houses.len())];
    right.narrow(how, house, &many.scene.owner).await;
    round.acknowledged.store(true, Ordering::SeqCst);
    let mut all = Pressings { acknowledged_ms: SystemClock.now().as_millisecond(), ..Pressings::default() };
    // At once, on every node: nobody else's press or commit in between.
    all.after = join_all(houses.iter().map(|house| by.press(house, right.door))).await;
    for presser in pressers {
        let mut one = presser.await.unwrap();
        all.before.append(&mut one.before);
        all.after.append(&mut one.after);
    }
    all
}

/// The whole programme on one kind of house.
async fn nothing_is_granted_after(on: On) {
    let mut chance = Chance::new();
    let many = Many::new(on, DEADLINE_MS).await;
    let doors = [many.door("Street door", Mood::Well).await, many.door("Cellar", Mood::Well).await];
    let (mut pressed, mut after, mut disordered) = (Vec::new(), 0, 0);
    let mut gone: Vec<TestDoor> = Vec::new();
    let mut acknowledged: HashMap<UnlockId, i64> = HashMap::new();
    let links = Narrowing::OF_LINKS.map(|how| (how, false));
    let users = Narrowing::OF_USERS.map(|how| (how, true));
    for _ in 0..rounds(1) {
        for (how, own) in links.into_iter().chain(users) {
            let which = chance.below(2);
            let mut door = doors[which].id;
            if how.is_for_good() {
                gone.push(many.door("Cellar window", Mood::Well).await);
                door = gone[gone.len() - 1].id;
            }
            let right = Right::new(&many, how, door, doors[1 - which].id).await;
            let by = match own {
                true => By::Own(right.maker(&many)),
                false => By::Link(right.link.secret),
            };
            let began = many.scene.house().newest_event(&many.scene.owner).await.unwrap();
            let pressings = race(&many, &right, how, by, &mut chance).await;
            for late in &pressings.after {
                assert_eq!(late.end, End::Refused(how.refusal()), "{how:?} was acknowledged before this press began");
            }
            disordered += granted_after_the_line(&many, began, how).await;
            after += pressings.after.len();
            let ids = pressings.before.iter().filter_map(|press| press.unlock);
            acknowledged.extend(ids.map(|id| (id, pressings.acknowledged_ms)));
            pressed.extend(pressings.before.into_iter().chain(pressings.after));
            right.undo(how, many.scene.house(), &many.scene.owner).await;
        }
    }
    let story = Story::read(&many, &doors.iter().chain(&gone).collect::<Vec<_>>()).await;
    story.holds(&pressed);
    no_door_moved_long_after(&story, &acknowledged);
    let granted = pressed.iter().filter(|press| matches!(press.end, End::Done(_))).count();
    println!(
        "{on:?}: {} presses, {granted} granted, {after} begun afterwards, {disordered} out of order",
        pressed.len()
    );
    assert!(granted > 0 && after > 0);
    many.stop().await;
}

/// How many grants stand in the log behind the line of the change that forbids them. Where the
/// decision and the change hold the same lock there can be none.
async fn granted_after_the_line(many: &Many, began: i64, how: Narrowing) -> usize {
    let log = many.log_after(began).await;
    let change = log
        .iter()
        .position(|event| event.line.kind == how.line())
        .unwrap_or_else(|| panic!("{how:?} is not in the log"));
    let behind = log[change..].iter().filter(|event| event.line.kind == EventKind::UnlockGranted).count();
    use Narrowing::{DoorOffTheLink, DoorRemoved, LinkRevoked, LinkRotated, OwnDoorRemoved, WindowEnded};
    let never = [LinkRevoked, LinkRotated, DoorOffTheLink, WindowEnded, DoorRemoved, OwnDoorRemoved];
    if never.contains(&how) {
        assert_eq!(behind, 0, "granted behind the line of {how:?}");
    }
    behind
}

/// Invariant 4: no door moves later than the change, the deadline and a second.
fn no_door_moved_long_after(story: &Story, acknowledged: &HashMap<UnlockId, i64>) {
    for (unlock, moves) in &story.moved_at {
        let Some(change) = acknowledged.get(unlock) else { continue };
        let after = moves[0] - change;
        assert!(after <= DEADLINE_MS + 1_000, "a door moved {after} ms after the change, for {unlock}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_revoke_nothing_is_granted_on_sqlite() {
    nothing_is_granted_after(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_revoke_nothing_is_granted_on_postgres() {
    nothing_is_granted_after(On::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_revoke_nothing_is_granted_on_two_nodes() {
    nothing_is_granted_after(On::TwoNodes).await;
}

/// Commands that are under way at a revoke, at doors that think for a while: before the deadline or after it.
async fn commands_under_way_die(on: On) {
    let mut chance = Chance::new();
    let many = Many::new(on, DEADLINE_MS).await;
    let thinking_ms = [0, 150, 400, 700, 950, 990, 1_010, 1_300];
    let doors = thinking_ms.map(|ms| many.door("Slow door", Mood::Slow(Duration::from_millis(ms))));
    let doors: Vec<TestDoor> = join_all(doors).await;
    let ids: Vec<DoorId> = doors.iter().map(|door| door.id).collect();
    let mut pressed = Vec::new();
    let mut acknowledged = HashMap::new();
    for _ in 0..rounds(1) {
        let link = many.scene.link(&ids).await;
        let begun = Arc::new(AtomicUsize::new(0));
        let presses: Vec<_> = (0..ids.len() * 6)
            .map(|n| {
                let house = Arc::clone(&many.houses()[n % many.houses().len()]);
                let by = By::Link(link.secret);
                let (door, begun) = (ids[n % ids.len()], Arc::clone(&begun));
                tokio::spawn(async move {
                    begun.fetch_add(1, Ordering::SeqCst);
                    by.press(&house, door).await
                })
            })
            .collect();
        let moment = chance.below(presses.len());
        while begun.load(Ordering::SeqCst) < moment {
            tokio::task::yield_now().await;
        }
        many.scene.house().revoke_link(&many.scene.owner, link.id).await.unwrap();
        let at = SystemClock.now().as_millisecond();
        for press in presses {
            let one = press.await.unwrap();
            acknowledged.extend(one.unlock.map(|id| (id, at)));
            pressed.push(one);
        }
    }
    let doors: Vec<&TestDoor> = doors.iter().collect();
    crate::witness::wait_until_all_is_answered(&doors).await;
    let story = Story::read(&many, &doors).await;
    story.holds(&pressed);
    no_door_moved_long_after(&story, &acknowledged);
    many.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_under_way_at_a_revoke_die_at_their_deadline() {
    commands_under_way_die(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_under_way_at_a_revoke_die_at_their_deadline_on_two_nodes() {
    commands_under_way_die(On::TwoNodes).await;
}
