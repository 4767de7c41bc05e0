//! A PostgreSQL that keeps people waiting: commits that hang, changes that hold each other up, and a change that
//! comes in the middle of a decision.

use std::sync::Arc;
use std::time::Duration;

use keylink_domain::door::DoorState;
use keylink_domain::event::EventKind;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_service::Trouble;
use keylink_service::door::ChangeDoor;
use keylink_service::unlock::{End, NewPress};
use keylink_store::Options;
use keylink_virtual_door::Mood;
use tokio::time::Instant;
use tokio_postgres::{Client, NoTls};

use crate::around::postgres;
use crate::scene::{DEADLINE_MS, PERSON, Scene, TestDoor, TestLink, wait_until};

/// A house on PostgreSQL with a door that is well and a link to it, and a connection of the test's own.
struct Stalled {
    scene: Scene,
    door: TestDoor,
    link: TestLink,
    raw: Client,
}

impl Stalled {
    async fn new(name: &str) -> Self {
        let scene = Scene::on(postgres(name).await, tempfile::tempdir().unwrap()).await;
        let door = scene.door("Street door", Mood::Well).await;
        let link = scene.link(&[door.id]).await;
        let raw = connect(&scene.database).await;
        let stalled = Self { scene, door, link, raw };
        assert_eq!(stalled.press(Some("warm")).await, End::Done(Outcome::Opened));
        stalled
    }

    async fn press(&self, number: Option<&str>) -> End {
        let press = NewPress { door: self.door.id, number: number.map(str::to_owned), address: None, age_ms: 0 };
        self.scene.house().press_link(self.link.secret, press, PERSON).await.end
    }

    async fn run(&self, sql: &str) {
        self.raw.batch_execute(sql).await.unwrap();
    }

    /// From now on each commit of a press takes so long, as where a synchronous standby is away.
    async fn commits_take(&self, seconds: u32) {
        self.run(&format!(
            "CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep({seconds}); RETURN NULL; END $$; \
             CREATE CONSTRAINT TRIGGER hang AFTER INSERT ON unlocks DEFERRABLE INITIALLY DEFERRED \
             FOR EACH ROW EXECUTE FUNCTION hang()"
        ))
        .await;
    }

    /// Waits for the commits that hang; later ones are quick again.
    async fn commits_are_well(&self) {
        self.run("DROP TRIGGER hang ON unlocks").await;
    }

    /// How many statements wait for a lock in this database.
    async fn waiting(&self) -> i64 {
        let sql =
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        self.raw.query_one(sql, &[]).await.unwrap().get(0)
    }
}

async fn connect(database: &Options) -> Client {
    let Options::Postgres(url) = database else { panic!("these faults are made on PostgreSQL") };
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// The command of a press whose commit comes after its deadline never leaves, and the log says so.
#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_comes_late_keeps_nobody_waiting_and_moves_nothing() {
    let stalled = Stalled::new("late").await;
    let moved = stalled.door.moves();
    stalled.commits_take(2).await;
    let began = Instant::now();
    assert_eq!(stalled.press(Some("the press")).await, End::Undecided);
    let deadline = Duration::from_millis(u64::try_from(DEADLINE_MS).unwrap());
    assert!(began.elapsed() < deadline + Duration::from_secs(1), "answered after {:?}", began.elapsed());
    stalled.commits_are_well().await;
    let end = ["unlock.granted", "unlock.opened", "unlock.granted", "unlock.failed"];
    stalled.scene.wait_until_told(&end).await;
    assert_eq!(stalled.press(Some("the press")).await, End::Done(Outcome::Failed(Refusal::TooLate)));
    assert_eq!(stalled.press(None).await, End::Done(Outcome::Opened));
    assert_eq!(stalled.door.moves(), moved + 1);
}

/// Commits that are not confirmed are given up, so that what comes after them is served: as many hang as there are writers.
#[tokio::test(flavor = "multi_thread")]
async fn commits_that_hang_hold_up_no_other_organization() {
    let mut stalled = Stalled::new("hangs").await;
    let (one, moved) = (stalled.scene.owner.organization, stalled.door.moves());
    stalled.scene.owner = stalled.scene.another_owner().await;
    let two = stalled.scene.owner.organization;
    let second = stalled.scene.door("Second door", Mood::Well).await;
    let second_link = stalled.scene.link(&[second.id]).await;
    stalled.scene.owner = stalled.scene.another_owner().await;
    let door = stalled.scene.door("Other door", Mood::Well).await;
    let link = stalled.scene.link(&[door.id]).await;
    stalled.commits_take(25).await;
    stalled
        .run(&format!(
            "CREATE OR REPLACE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
        IF NEW.organization_id IN ('{one}', '{two}') THEN PERFORM pg_sleep(25); END IF; RETURN NULL; END $$"
        ))
        .await;
    assert_eq!(stalled.press(Some("the press")).await, End::Undecided);
    assert_eq!(stalled.scene.press(&second_link, second.id).await.end, End::Refused(Refusal::NotRecorded));
    assert_eq!(stalled.press(None).await, End::Refused(Refusal::NotRecorded));
    wait_until("the other organization's door opens", async || {
        stalled.scene.press(&link, door.id).await.end == End::Done(Outcome::Opened)
    })
    .await;
    let asleep = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
    let asleep: i64 = stalled.raw.query_one(asleep, &[]).await.unwrap().get(0);
    assert!(asleep >= 2, "the door opened only when a commit was well again");
    assert_eq!((stalled.door.moves(), second.moves()), (moved, 0));
}

/// Changes that wait for one another take all the connections that there are for changes, and none of a press.
#[tokio::test(flavor = "multi_thread")]
async fn slow_changes_starve_no_press_and_nobody_who_reads() {
    let mut stalled = Stalled::new("starve").await;
    let organization = stalled.scene.owner.organization;
    let mut other = connect(&stalled.scene.database).await;
    let held = other.transaction().await.unwrap();
    held.execute("SELECT 1 FROM organizations WHERE id = $1 FOR NO KEY UPDATE", &[&organization.uuid()]).await.unwrap();
    let changes: Vec<_> = (0..100)
        .map(|n| {
            let (house, owner, door) = (Arc::clone(stalled.scene.house()), stalled.scene.owner, stalled.door.id);
            let change = ChangeDoor { name: Some(format!("Door {n}")), ..ChangeDoor::default() };
            tokio::spawn(async move { house.change_door(&owner, door, change).await.map(drop) })
        })
        .collect();
    wait_until("changes wait", async || stalled.waiting().await >= 6).await;
    assert_eq!(stalled.press(None).await, End::Done(Outcome::Opened));
    let reading = stalled.scene.house().doors(&stalled.scene.owner);
    let read = tokio::time::timeout(Duration::from_secs(3), reading).await.expect("nobody who reads waits for changes");
    assert!(!read.unwrap().is_empty());
    held.rollback().await.unwrap();
    for change in changes {
        // Some were given up after two seconds; that is not what this is about.
        drop(change.await.unwrap());
    }
    drop(stalled.scene.running.take());
}

/// A change that another one holds up is given up after a while, in words that say what to do.
#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_is_held_up_says_to_try_again() {
    let stalled = Stalled::new("busy").await;
    stalled.run("BEGIN; SELECT 1 FROM organizations FOR NO KEY UPDATE").await;
    let change = ChangeDoor { name: Some("Front door".to_owned()), ..ChangeDoor::default() };
    let held_up = stalled.scene.house().change_door(&stalled.scene.owner, stalled.door.id, change.clone()).await;
    let Err(Trouble::Store(error)) = held_up else { panic!("the change was not held up") };
    assert!(error.is_busy(), "{error}");
    assert!(error.to_string().contains("nothing was done; try again in a moment"), "{error}");
    stalled.run("ROLLBACK").await;
    stalled.scene.house().change_door(&stalled.scene.owner, stalled.door.id, change).await.unwrap();
}

/// No grant stands in the log behind the line of a change that forbids it.
#[tokio::test(flavor = "multi_thread")]
async fn a_decision_is_logged_before_the_change_that_it_did_not_see() {
    let stalled = Stalled::new("between").await;
    // A decision that has read its facts waits for this lock before it writes.
    stalled
        .run(
            "CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(42); RETURN NEW; END $$; \
             CREATE TRIGGER pause BEFORE INSERT ON unlocks FOR EACH ROW EXECUTE FUNCTION pause(); \
             SELECT pg_advisory_lock(42)",
        )
        .await;
    let (house, secret, door) = (Arc::clone(stalled.scene.house()), stalled.link.secret, stalled.door.id);
    let press = tokio::spawn(async move {
        house.press_link(secret, NewPress { door, number: None, address: None, age_ms: 0 }, PERSON).await.end
    });
    wait_until("the decision waits", async || stalled.waiting().await == 1).await;
    let (house, owner) = (Arc::clone(stalled.scene.house()), stalled.scene.owner);
    let change = tokio::spawn(async move {
        let change = ChangeDoor { state: Some(DoorState::Locked), ..ChangeDoor::default() };
        house.change_door(&owner, door, change).await.map(drop)
    });
    wait_until("the change is done or waits", async || change.is_finished() || stalled.waiting().await == 2).await;
    stalled.run("SELECT pg_advisory_unlock(42)").await;
    change.await.unwrap().unwrap();
    assert_eq!(press.await.unwrap(), End::Done(Outcome::Opened));
    let log = stalled.scene.log().await;
    let last = |kind| log.iter().rposition(|event| event.line.kind == kind).unwrap();
    assert!(last(EventKind::UnlockGranted) < last(EventKind::DoorChanged), "a grant behind what forbids it");
    assert_eq!(stalled.press(None).await, End::Refused(Refusal::DoorLocked));
}
