//! Locks that turn: by an unlock of ours, by their door's state, or by somebody at the door, which is for the log.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use keylink_domain::controller::DriverKind;
use keylink_domain::door::DoorState;
use keylink_domain::id::{ControllerId, DoorId};
use keylink_service::controller::NewDevice;
use keylink_service::door::{ChangeDoor, NewDoor};
use keylink_service::unlock::NewPress;
use serde_json::json;

use crate::fake::{Asked, Device, Fake, Said};
use crate::gate::Gate;
use crate::scene::{Scene, wait_until};

const BY_HAND: &str = "Gate was unlocked, and not by Keylink";

#[tokio::test]
async fn a_lock_that_somebody_turns_is_told_and_lets_its_leaf_open() {
    let scene = Scene::new().await;
    let gate = Gate::at(&scene).await;
    // As it is found is no news.
    for (lock, contact) in [
        ("unlocked", "closed"),
        ("locked", "closed"),
        ("unlocked", "closed"),
        ("unlocked", "open"),
        ("unlocked", "closed"),
        ("locked", "closed"),
        ("unlocked", "open"),
    ] {
        gate.is(lock, contact).await;
    }
    let wanted = [BY_HAND, "Gate was opened", "Gate was closed", BY_HAND, "Gate was opened"];
    wait_until("all of it is told", async || gate.told().await.len() >= wanted.len()).await;
    assert_eq!(gate.told().await, wanted);
}

#[tokio::test]
async fn a_lock_that_stays_unlocked_is_not_forced_however_late_its_leaf_opens() {
    let scene = Scene::new().await;
    let gate = Gate::at(&scene).await;
    gate.is("locked", "closed").await;
    gate.is("unlocked", "closed").await;
    scene.clock.go_ahead(3_600);
    gate.is("unlocked", "open").await;
    gate.is("locked", "closed").await;
    scene.clock.go_ahead(3_600);
    gate.is("locked", "open").await;
    let wanted = [BY_HAND, "Gate was opened", "Gate was closed", "Gate was forced open: nobody was let in"];
    wait_until("all of it is told", async || gate.told().await.len() >= wanted.len()).await;
    assert_eq!(gate.told().await, wanted);
}

#[tokio::test]
async fn a_lock_that_turns_for_us_or_for_its_state_makes_no_line() {
    let scene = Scene::new().await;
    let gate = Gate::at(&scene).await;
    gate.is("locked", "closed").await;
    let press = NewPress { door: gate.door, number: None, address: None, age_ms: 0 };
    scene.house().press_own(&scene.owner, press).await.unwrap();
    gate.is("unlocked", "closed").await;
    gate.is("locked", "closed").await;
    // Long after that press, its state lets everybody in.
    scene.clock.go_ahead(600);
    let be = async |state| {
        let change = ChangeDoor { state: Some(state), ..ChangeDoor::default() };
        scene.house().change_door(&scene.owner, gate.door, change).await.unwrap();
    };
    be(DoorState::Unlocked).await;
    gate.is("unlocked", "closed").await;
    gate.is("locked", "closed").await;
    be(DoorState::Standard).await;
    assert!(gate.told().await.is_empty(), "{:?}", gate.told().await);
}

/// A lock with a web interface, as an ESPHome node's, which stays as it is turned.
struct Lock(Arc<AtomicBool>);

impl Device for Lock {
    fn is_command(&self, asked: &Asked) -> bool {
        asked.method == "POST"
    }

    fn answer(&self, asked: &Asked, moved: &AtomicUsize) -> Said {
        if asked.method == "POST" {
            moved.fetch_add(1, Ordering::SeqCst);
            self.0.store(true, Ordering::SeqCst);
            return Said::status(200, "");
        }
        let state = if self.0.load(Ordering::SeqCst) { "UNLOCKED" } else { "LOCKED" };
        Said::json(&json!({ "id": "lock-front", "state": state }))
    }
}

struct Called {
    controller: ControllerId,
    door: DoorId,
    is_unlocked: Arc<AtomicBool>,
    _fake: Fake,
}

impl Called {
    async fn at(scene: &Scene) -> Self {
        let is_unlocked = Arc::new(AtomicBool::new(false));
        let fake = Fake::start(Lock(Arc::clone(&is_unlocked))).await;
        let settings = BTreeMap::from([("address".to_owned(), fake.base.clone())]);
        let new = NewDevice { name: "Gate box".to_owned(), driver: DriverKind::Esphome, settings };
        let controller = scene.house().add_device(&scene.owner, new).await.unwrap().id;
        let new = NewDoor {
            name: "Gate".to_owned(),
            controller: Some(controller),
            channel: Some("lock.front".to_owned()),
            ..NewDoor::default()
        };
        let door = scene.house().add_door(&scene.owner, new, None).await.unwrap().door.id;
        Self { controller, door, is_unlocked, _fake: fake }
    }

    /// Asks the lock how it is.
    async fn look(&self, scene: &Scene) {
        scene.house().test_controller(&scene.owner, self.controller).await.unwrap().unwrap();
    }

    fn turn(&self, is_unlocked: bool) {
        self.is_unlocked.store(is_unlocked, Ordering::SeqCst);
    }
}

async fn told(scene: &Scene) -> Vec<String> {
    scene.sentences().await.into_iter().filter(|said| said.starts_with("Gate ")).collect()
}

#[tokio::test]
async fn what_is_seen_long_after_a_press_is_ours_where_nobody_looked_since() {
    let scene = Scene::new().await;
    let lock = Called::at(&scene).await;
    // What is known of a controller counts from when it is known to be there.
    lock.look(&scene).await;
    lock.look(&scene).await;
    let press = NewPress { door: lock.door, number: None, address: None, age_ms: 0 };
    scene.house().press_own(&scene.owner, press).await.unwrap();
    wait_until("it is turned", async || lock.is_unlocked.load(Ordering::SeqCst)).await;
    scene.clock.go_ahead(58);
    lock.look(&scene).await;
    assert!(told(&scene).await.is_empty(), "{:?}", told(&scene).await);
    lock.turn(false);
    lock.look(&scene).await;
    scene.clock.go_ahead(58);
    lock.look(&scene).await;
    // Somebody looked since that press: it is not by it that the lock is unlocked now.
    lock.turn(true);
    lock.look(&scene).await;
    lock.look(&scene).await;
    assert_eq!(told(&scene).await, [BY_HAND]);
}
