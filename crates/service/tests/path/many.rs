//! The same house on one node or two, on either database, with clocks that a test can set.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use keylink_domain::clock::Clock;
use keylink_domain::event::Event;
use keylink_drivers::MqttSettings;
use keylink_service::clock::SystemClock;
use keylink_service::unlock::{End, NewPress};
use keylink_service::{House, Running};
use keylink_store::Options;
use keylink_virtual_door::Mood;

use crate::around::{Mosquitto, postgres};
use crate::scene::{PERSON, Scene, TestDoor, inside, power, start_by, unlimited, wait_until};

/// The machine's clock, and how far it is off.
#[derive(Clone, Default)]
pub struct OffClock(Arc<AtomicI64>);

impl OffClock {
    pub fn set_off_by(&self, hours: i64) {
        self.set_off_by_minutes(hours * 60);
    }

    pub fn set_off_by_minutes(&self, minutes: i64) {
        self.0.store(minutes * 60_000, Ordering::SeqCst);
    }
}

impl Clock for OffClock {
    fn now(&self) -> Timestamp {
        SystemClock.now().saturating_add(SignedDuration::from_millis(self.0.load(Ordering::SeqCst))).unwrap()
    }
}

/// What the house runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// One node, SQLite, the broker inside.
    Sqlite,
    /// One node, SQLite, a mosquitto.
    SqliteMosquitto,
    /// One node, PostgreSQL, the broker inside.
    Postgres,
    /// Two nodes on one PostgreSQL and one mosquitto.
    TwoNodes,
}

/// The nodes of one house.
pub struct Many {
    pub scene: Scene,
    pub clocks: Vec<OffClock>,
    second: Option<Running>,
    pub mosquitto: Option<Mosquitto>,
    deadline_ms: i64,
}

impl Many {
    pub async fn new(on: On, deadline_ms: i64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = match on {
            On::Sqlite | On::SqliteMosquitto => Options::Sqlite(folder.path().join("keylink.db")),
            On::Postgres | On::TwoNodes => postgres("many").await,
        };
        let mosquitto = match on {
            On::Sqlite | On::Postgres => None,
            On::SqliteMosquitto | On::TwoNodes => Some(Mosquitto::start(folder.path()).await),
        };
        let broker = || mosquitto.as_ref().map_or_else(inside, Mosquitto::settings);
        let clocks = vec![OffClock::default(), OffClock::default()];
        let first = node(&clocks[0], deadline_ms, &database, &folder, broker()).await;
        let second = match on {
            On::TwoNodes => Some(node(&clocks[1], deadline_ms, &database, &folder, broker()).await),
            On::Sqlite | On::SqliteMosquitto | On::Postgres => None,
        };
        let scene = Scene::with(first, database, folder).await;
        let many = Self { scene, clocks, second, mosquitto, deadline_ms };
        for house in many.houses() {
            wait_until("each node is ready", async || house.health().await.is_ready()).await;
        }
        many
    }

    pub fn houses(&self) -> Vec<Arc<House>> {
        let second = self.second.as_ref().map(|running| Arc::clone(&running.house));
        std::iter::once(Arc::clone(self.scene.house())).chain(second).collect()
    }

    /// Where devices find the broker.
    pub fn broker(&self) -> String {
        match &self.mosquitto {
            Some(mosquitto) => mosquitto.address.clone(),
            None => self.scene.house().broker_address().unwrap().to_string(),
        }
    }

    /// A door whose device behaves as told, online on every node.
    pub async fn door(&self, name: &str, mood: Mood) -> TestDoor {
        self.door_by(name, mood, self.broker()).await
    }

    /// The same, with its device at another address than the broker's own.
    pub async fn door_by(&self, name: &str, mood: Mood, broker: String) -> TestDoor {
        let (id, controller) = self.scene.wired_door(name).await;
        let door = power(id, &controller, broker, mood, self.scene.folder.path());
        self.wait_until_reached(&door).await;
        door
    }

    /// Presses until each node's press gets as far as the device, or past its deadline.
    pub async fn wait_until_reached(&self, door: &TestDoor) {
        let link = self.scene.link(&[door.id]).await;
        for house in self.houses() {
            wait_until("each node reaches the door", async || {
                let press = NewPress { door: door.id, number: None, address: None, age_ms: 0 };
                let end = house.press_link(link.secret, press, PERSON).await.end;
                end.refusal() != Some(keylink_domain::refusal::Refusal::DoorOffline) && !matches!(end, End::Refused(_))
            })
            .await;
        }
    }

    /// The whole log, oldest first.
    pub async fn log(&self) -> Vec<Event> {
        self.log_after(0).await
    }

    /// The log behind a place in it, oldest first.
    pub async fn log_after(&self, place: i64) -> Vec<Event> {
        let (house, owner) = (self.scene.house(), &self.scene.owner);
        let mut log: Vec<Event> = Vec::new();
        loop {
            let after = log.last().map_or(place, |event| event.seq);
            let more = house.events_after(owner, after, 1_000).await.unwrap();
            if more.is_empty() {
                return log;
            }
            log.extend(more);
        }
    }

    /// Stops the first node and starts it again, on its broker.
    pub async fn restart(&mut self) {
        self.scene.running.take().unwrap().stop().await;
        let (database, folder) = (self.scene.database.clone(), &self.scene.folder);
        let broker = self.mosquitto.as_ref().map_or_else(inside, Mosquitto::settings);
        self.scene.running = Some(node(&self.clocks[0], self.deadline_ms, &database, folder, broker).await);
    }

    pub async fn stop(mut self) {
        if let Some(second) = self.second.take() {
            second.stop().await;
        }
        self.scene.running.take().unwrap().stop().await;
    }
}

async fn node(
    clock: &OffClock,
    deadline_ms: i64,
    database: &Options,
    folder: &tempfile::TempDir,
    broker: MqttSettings,
) -> Running {
    start_by(clock.clone(), deadline_ms, database, folder.path(), broker, unlimited()).await
}
