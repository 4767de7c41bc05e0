//! What must not happen when things break: nothing opened without its line, nothing logged lost.

use keylink_domain::actor::Via;
use keylink_domain::authority::Shown;
use keylink_domain::clock::{Clock, Entropy};
use keylink_domain::id::{EventId, PressId, UnlockId};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_service::limit::LimitSettings;
use keylink_service::unlock::{End, NewPress};
use keylink_store::unlock::{Answer, AnyPace, Claim, Press, Surroundings};
use keylink_store::{Options, Store};
use keylink_virtual_door::Mood;

use crate::scene::{PERSON, Scene, inside, start};

fn raw(database: &Options, sql: &str) {
    let Options::Sqlite(path) = database else { panic!("these faults are made on SQLite") };
    rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_that_cannot_be_recorded_moves_nothing() {
    let scene = Scene::new().await;
    let door = scene.door("Street door", Mood::Well).await;
    let link = scene.link(&[door.id]).await;
    raw(&scene.database, "CREATE TRIGGER no_room BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no room'); END;");
    assert_eq!(scene.press(&link, door.id).await.end, End::Refused(Refusal::NotRecorded));
    assert_eq!(door.moves(), 0);
    raw(&scene.database, "DROP TRIGGER no_room;");
    assert_eq!(scene.press(&link, door.id).await.end, End::Done(Outcome::Opened));
    assert_eq!(door.moves(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_that_is_repeated_while_nothing_can_be_recorded_is_not_told_that_nothing_was_sent() {
    let scene = Scene::new().await;
    let door = scene.door("Street door", Mood::Well).await;
    let link = scene.link(&[door.id]).await;
    let press = async |number: &str| {
        let press = NewPress { door: door.id, number: Some(number.to_owned()), address: None, age_ms: 0 };
        scene.house().press_link(link.secret, press, PERSON).await.end
    };
    assert_eq!(press("the same press").await, End::Done(Outcome::Opened));
    // The row of the press cannot be found any more, as where the database is away.
    raw(&scene.database, "ALTER TABLE accesses RENAME TO away;");
    assert_eq!(press("the same press").await, End::Undecided);
    assert_eq!(press("a first press").await, End::Undecided);
    assert_eq!(scene.press(&link, door.id).await.end, End::Refused(Refusal::NotRecorded));
    raw(&scene.database, "ALTER TABLE away RENAME TO accesses;");
    assert_eq!(press("the same press").await, End::Done(Outcome::Opened));
    assert_eq!(door.moves(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outcome_that_cannot_be_written_is_written_later() {
    let scene = Scene::new().await;
    let door = scene.door("Street door", Mood::Jammed).await;
    let link = scene.link(&[door.id]).await;
    let no_room =
        "CREATE TRIGGER no_room BEFORE UPDATE OF outcome ON unlocks BEGIN SELECT RAISE(ABORT, 'no room'); END;";
    raw(&scene.database, no_room);
    // An outcome that gives a use back is waited for: by now it was tried, and failed.
    assert_eq!(scene.press(&link, door.id).await.end, End::Done(Outcome::Failed(Refusal::DoorJammed)));
    assert_eq!(scene.unlock_kinds().await, ["unlock.granted"]);
    raw(&scene.database, "DROP TRIGGER no_room;");
    scene.wait_until_told(&["unlock.granted", "unlock.failed"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_that_is_repeated_too_often_is_told_what_came_of_it() {
    let mut scene = Scene::new().await;
    scene.running.take().unwrap().stop().await;
    let limits = LimitSettings { presses_per_link_per_minute: 1, ..LimitSettings::default() };
    scene.running = Some(start(&scene.database, scene.folder.path(), inside(), limits).await);
    let door = scene.door("Street door", Mood::Well).await;
    let link = scene.link(&[door.id]).await;
    let press = async |number: &str| {
        let press = NewPress { door: door.id, number: Some(number.to_owned()), address: None, age_ms: 0 };
        scene.house().press_link(link.secret, press, PERSON).await.end
    };
    assert_eq!(press("the same press").await, End::Done(Outcome::Opened));
    assert_eq!(press("the same press").await, End::Done(Outcome::Opened));
    assert_eq!(press("another press").await, End::Refused(Refusal::TooManyPresses));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_was_under_way_at_a_crash_becomes_unknown() {
    let mut scene = Scene::new().await;
    let door = scene.door("Street door", Mood::Well).await;
    let link = scene.link(&[door.id]).await;
    let store = Store::open(&scene.database, SystemClock.now()).await.unwrap();
    let (now, chance) = (SystemClock.now(), || SystemEntropy.chance().unwrap());
    // What a crash between the commit and the command leaves behind.
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
        deadline: now.saturating_add(jiff::SignedDuration::from_millis(500)).unwrap(),
    };
    let around = Surroundings { clock: std::sync::Arc::new(SystemClock), pace: std::sync::Arc::new(AnyPace) };
    let decided = keylink_store::unlock::record_alone(&store, press, around).await.unwrap();
    assert!(matches!(decided.answer, Answer::Granted(_)));
    scene.restart().await;
    let kinds = async || scene.unlock_kinds().await;
    crate::scene::wait_until("the sweep calls it unknown", async || {
        kinds().await == ["unlock.granted", "unlock.unknown"]
    })
    .await;
    // It is never sent again: nobody knows whether it was sent before.
    assert_eq!(door.moves(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_after_a_restart() {
    let mut scene = Scene::new().await;
    let door = scene.door("Street door", Mood::Well).await;
    let (kept, gone) = (scene.link(&[door.id]).await, scene.link(&[door.id]).await);
    scene.press(&kept, door.id).await;
    scene.house().revoke_link(&scene.owner, gone.id).await.unwrap();
    let before: Vec<_> = scene.log().await.into_iter().map(|event| event.line.id).collect();
    scene.restart().await;
    let after: Vec<_> = scene.log().await.into_iter().map(|event| event.line.id).collect();
    assert_eq!(after[..before.len()], before[..]);
    assert_eq!(scene.press(&gone, door.id).await.end, End::Refused(Refusal::LinkRevoked));
    assert!(scene.house().copy_link(&scene.owner, kept.id).await.unwrap().starts_with("http://keys.test/k/"));
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_presses_are_refused_and_other_links_are_not() {
    let mut scene = Scene::new().await;
    let (door, other) = (scene.wired_door("One").await.0, scene.wired_door("Two").await.0);
    let (loud, calm) = (scene.link(&[door]).await, scene.link(&[other]).await);
    scene.running.take().unwrap().stop().await;
    let limits = LimitSettings { presses_per_link_per_minute: 3, ..LimitSettings::default() };
    scene.running = Some(start(&scene.database, scene.folder.path(), inside(), limits).await);
    for _ in 0..3 {
        assert_eq!(scene.press(&loud, door).await.end, End::Done(Outcome::Failed(Refusal::DoorOffline)));
    }
    assert_eq!(scene.press(&loud, door).await.end, End::Refused(Refusal::TooManyPresses));
    assert_eq!(scene.press(&calm, other).await.end, End::Done(Outcome::Failed(Refusal::DoorOffline)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_login_is_cut_at_once() {
    let scene = Scene::new().await;
    let door = scene.door("Street door", Mood::Well).await;
    let link = scene.link(&[door.id]).await;
    let address = scene.house().door(&scene.owner, door.id).await.unwrap().door.address.unwrap();
    scene.house().rotate_controller(&scene.owner, address.controller, None).await.unwrap();
    let id = door.id;
    scene
        .until("the door is offline", async |house, owner| {
            house.door(owner, id).await.unwrap().status.online == Some(false)
        })
        .await;
    assert_eq!(scene.press(&link, door.id).await.end, End::Done(Outcome::Failed(Refusal::DoorOffline)));
    assert_eq!(door.moves(), 0);
}
