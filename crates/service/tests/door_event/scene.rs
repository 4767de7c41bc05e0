//! A house with a board that keeps what happens.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::clock::Clock;
use keylink_domain::controller::DriverKind;
use keylink_domain::event::Event;
use keylink_domain::id::{ControllerId, DoorId};
use keylink_domain::sentence::sentence;
use keylink_domain::user::Role;
use keylink_drivers::{BrokerSettings, MqttSettings};
use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_service::controller::NewDevice;
use keylink_service::door::NewDoor;
use keylink_service::event::EventFilter;
use keylink_service::limit::LimitSettings;
use keylink_service::setup::NewOrganization;
use keylink_service::unlock::{NewPress, Pressed};
use keylink_service::{House, Networks, Running, SealKey, Settings};
use keylink_store::{Options, Store};

use crate::board::{Board, SERIAL};

pub const DEADLINE_MS: i64 = 1_500;

/// The machine's clock, as far ahead as the test sets it.
#[derive(Clone, Default)]
pub struct AheadClock(Arc<AtomicI64>);

impl AheadClock {
    pub fn go_ahead(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for AheadClock {
    fn now(&self) -> Timestamp {
        SystemClock.now().saturating_add(SignedDuration::from_secs(self.0.load(Ordering::SeqCst))).unwrap()
    }
}

pub struct Scene {
    running: Option<Running>,
    seal: String,
    folder: tempfile::TempDir,
    pub owner: Actor,
    pub clock: AheadClock,
    pub board: Board,
    pub controller: ControllerId,
    pub door: DoorId,
}

/// What a board's clock shows where nobody cares.
pub fn noon() -> DateTime {
    jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0)
}

impl Scene {
    /// With a board that was heard once: what happens from now on is for the log.
    pub async fn new() -> Self {
        Self::with(Board::start(noon()).await, "no").await
    }

    pub async fn with(board: Board, clock: &str) -> Self {
        let scene = Self::not_heard(board, clock).await;
        scene.until_heard().await;
        scene
    }

    pub async fn not_heard(board: Board, clock: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let seal = SealKey::generate(&SystemEntropy).unwrap().reveal().to_string();
        let house_clock = AheadClock::default();
        let running = start(&folder, &seal, house_clock.clone()).await;
        let new = NewOrganization {
            organization: "Lindenhof".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            name: "Anna".to_owned(),
            email: "anna@lindenhof.example".to_owned(),
            ..NewOrganization::default()
        };
        let made = running.house.make_organization(new).await.unwrap();
        let who = Who::User { id: made.owner.id, role: Role::Owner, via: Via::Console };
        let owner = Actor::new(made.organization.id, who);
        let device = NewDevice {
            name: "Cabinet".to_owned(),
            driver: DriverKind::Uhppote,
            settings: settings(&board, SERIAL, clock),
        };
        let controller = running.house.add_device(&owner, device).await.unwrap().id;
        let new = NewDoor {
            name: "Street door".to_owned(),
            controller: Some(controller),
            channel: Some("1".to_owned()),
            ..NewDoor::default()
        };
        let door = running.house.add_door(&owner, new, None).await.unwrap().door.id;
        Self { running: Some(running), seal, folder, owner, clock: house_clock, board, controller, door }
    }

    pub fn house(&self) -> &Arc<House> {
        &self.running.as_ref().unwrap().house
    }

    /// Waits until the board was asked for something new, and answered.
    pub async fn until_heard(&self) {
        wait_until("the board was heard", async || self.raw_place().is_some()).await;
    }

    pub fn raw_place(&self) -> Option<String> {
        let database = rusqlite::Connection::open(self.folder.path().join("keylink.db")).unwrap();
        database.busy_timeout(Duration::from_secs(5)).unwrap();
        database.query_row("SELECT place FROM controller_places", [], |row| row.get(0)).ok()
    }

    pub async fn stop(&mut self) {
        self.running.take().unwrap().stop().await;
    }

    pub async fn start(&mut self) {
        self.running = Some(start(&self.folder, &self.seal, self.clock.clone()).await);
    }

    pub async fn press(&self) -> Pressed {
        let press = NewPress { door: self.door, number: None, address: None, age_ms: 0 };
        self.house().press_own(&self.owner, press).await.unwrap()
    }

    /// The lines that tell what happened by itself, oldest first.
    pub async fn told(&self) -> Vec<Event> {
        let mut log = self.house().events(&self.owner, EventFilter::default(), None, 1_000).await.unwrap();
        log.reverse();
        let silent = ["door.created", "door.changed", "controller.created", "controller.changed", "controller.online"];
        log.retain(|event| {
            let kind = event.line.kind.as_str();
            (kind.starts_with("door.") || kind.starts_with("controller.") || kind == "unlock.answered_late")
                && !silent.contains(&kind)
        });
        log
    }

    pub async fn sentences(&self) -> Vec<String> {
        self.told().await.iter().map(sentence).collect()
    }

    /// Waits until the log tells this, and nothing else.
    pub async fn tells(&self, wanted: &[&str]) {
        wait_until(&format!("the log tells {wanted:?}"), async || self.sentences().await.len() >= wanted.len()).await;
        assert_eq!(self.sentences().await, wanted);
    }
}

pub fn settings(board: &Board, serial: u32, clock: &str) -> BTreeMap<String, String> {
    let pairs = [
        ("address", board.address.to_string()),
        ("serial", serial.to_string()),
        ("contacts", "yes".to_owned()),
        ("clock", clock.to_owned()),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Looks again and again until a condition holds.
pub async fn wait_until(what: &str, holds: impl AsyncFn() -> bool) {
    let waiting = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(40), waiting).await.is_ok(), "waited in vain until {what}");
}

async fn start(folder: &tempfile::TempDir, seal: &str, clock: AheadClock) -> Running {
    let store = Store::open(&Options::Sqlite(folder.path().join("keylink.db")), SystemClock.now()).await.unwrap();
    let settings = Settings {
        public_url: "http://keys.test".to_owned(),
        deadline_ms: DEADLINE_MS,
        limits: LimitSettings { presses_per_door_per_minute: 0, ..LimitSettings::default() },
        personal_days: 90,
        mqtt: MqttSettings::Inside(BrokerSettings { listen: ([127, 0, 0, 1], 0).into(), ..BrokerSettings::default() }),
        seal: SealKey::parse(seal).unwrap(),
        networks: Networks::read(&["127.0.0.0/8".to_owned()]).unwrap(),
        sending: keylink_service::delivery::Settings::default(),
        openid: None,
    };
    Running::start(store, settings, clock, SystemEntropy).await.unwrap()
}
