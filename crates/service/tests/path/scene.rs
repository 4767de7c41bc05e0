//! A house that runs, with doors that remember what they did.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::clock::Clock;
use keylink_domain::event::Event;
use keylink_domain::id::{DoorId, LinkId};
use keylink_domain::link::Link;
use keylink_domain::secret::{Secret, SecretHash};
use keylink_domain::user::Role;
use keylink_drivers::{BrokerSettings, MqttSettings};
use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_service::controller::MadeController;
use keylink_service::delivery::Settings as Sending;
use keylink_service::door::NewDoor;
use keylink_service::event::EventFilter;
use keylink_service::gesture::Proof;
use keylink_service::limit::LimitSettings;
use keylink_service::link::NewLink;
use keylink_service::setup::NewOrganization;
use keylink_service::unlock::{NewPress, Pressed};
use keylink_service::{House, Running, SealKey, Settings};
use keylink_store::{Options, Store};
use keylink_virtual_door::{Mood, Options as DoorOptions};

/// Short, so that silence is told soon.
pub const DEADLINE_MS: i64 = 1_000;

/// A gesture as good as any.
pub const PERSON: Proof = Proof::Person { page_made: jiff::Timestamp::UNIX_EPOCH };

pub struct Scene {
    pub running: Option<Running>,
    pub owner: Actor,
    pub database: Options,
    pub folder: tempfile::TempDir,
}

pub struct TestDoor {
    pub id: DoorId,
    pub memory: PathBuf,
    pub(crate) task: tokio::task::JoinHandle<()>,
}

impl Drop for TestDoor {
    fn drop(&mut self) {
        self.task.abort();
    }
}

pub struct TestLink {
    pub id: LinkId,
    pub link: Link,
    pub secret: SecretHash,
}

impl Scene {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Options::Sqlite(folder.path().join("keylink.db"));
        Self::on(database, folder).await
    }

    /// With channels by which makers are told.
    pub async fn sending(sending: Sending) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Options::Sqlite(folder.path().join("keylink.db"));
        let running = start_sending(&database, folder.path(), sending).await;
        Self::with(running, database, folder).await
    }

    /// The same, on a clock of the test's own.
    pub async fn sending_by(clock: impl Clock + 'static, sending: Sending) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Options::Sqlite(folder.path().join("keylink.db"));
        let running = start_sending_by(clock, &database, folder.path(), sending).await;
        Self::with(running, database, folder).await
    }

    /// Stops the house and starts it again on the same database, on a clock of the test's own.
    pub async fn restart_sending_by(&mut self, clock: impl Clock + 'static, sending: Sending) {
        self.running.take().unwrap().stop().await;
        self.begin_sending_by(clock, sending).await;
    }

    /// Starts a house that was stopped.
    pub async fn begin_sending_by(&mut self, clock: impl Clock + 'static, sending: Sending) {
        self.running = Some(start_sending_by(clock, &self.database, self.folder.path(), sending).await);
    }

    /// Stops the house and starts it again on the same database, with other channels.
    pub async fn restart_sending(&mut self, sending: Sending) {
        self.running.take().unwrap().stop().await;
        self.running = Some(start_sending(&self.database, self.folder.path(), sending).await);
    }

    pub async fn on(database: Options, folder: tempfile::TempDir) -> Self {
        let running = start(&database, folder.path(), inside(), unlimited()).await;
        Self::with(running, database, folder).await
    }

    /// A new organization in a house that runs.
    pub async fn with(running: Running, database: Options, folder: tempfile::TempDir) -> Self {
        let owner = owner(&running.house, "anna@lindenhof.example").await;
        Self { running: Some(running), owner, database, folder }
    }

    /// The owner of one more organization in the same house.
    pub async fn another_owner(&self) -> Actor {
        let number = self.house().organizations().await.unwrap().len();
        owner(self.house(), &format!("ben{number}@elsewhere.example")).await
    }

    pub fn house(&self) -> &Arc<House> {
        &self.running.as_ref().unwrap().house
    }

    /// Stops the house and starts it again on the same database.
    pub async fn restart(&mut self) {
        self.running.take().unwrap().stop().await;
        self.running = Some(start(&self.database, self.folder.path(), inside(), LimitSettings::default()).await);
    }

    /// A door whose device behaves as told, online.
    pub async fn door(&self, name: &str, mood: Mood) -> TestDoor {
        let broker = self.house().broker_address().unwrap().to_string();
        self.door_online(name, mood, broker).await
    }

    /// The same, at another broker.
    pub async fn door_online(&self, name: &str, mood: Mood, broker: String) -> TestDoor {
        let (id, controller) = self.wired_door(name).await;
        let door = power(id, &controller, broker, mood, self.folder.path());
        self.until("the door is online", async |house, owner| {
            house.door(owner, id).await.unwrap().status.online == Some(true)
        })
        .await;
        door
    }

    /// A door whose device is not there.
    pub async fn wired_door(&self, name: &str) -> (DoorId, MadeController) {
        let controller = self.house().add_controller(&self.owner, name).await.unwrap();
        let new = NewDoor { name: name.to_owned(), controller: Some(controller.controller.id), ..NewDoor::default() };
        (self.house().add_door(&self.owner, new, None).await.unwrap().door.id, controller)
    }

    pub async fn link(&self, doors: &[DoorId]) -> TestLink {
        self.link_with(NewLink { name: "Mia".to_owned(), doors: doors.to_vec(), ..NewLink::default() }).await
    }

    pub async fn link_with(&self, new: NewLink) -> TestLink {
        self.link_by(&self.owner, new).await
    }

    pub async fn link_by(&self, maker: &Actor, new: NewLink) -> TestLink {
        let made = self.house().make_link(maker, new, None).await.unwrap();
        keylink_canary::keep_url(&made.url);
        let secret = made.url.rsplit('/').next().unwrap();
        TestLink { id: made.link.id, link: made.link, secret: Secret::parse(secret).unwrap().hash() }
    }

    pub async fn press(&self, link: &TestLink, door: DoorId) -> Pressed {
        self.house().press_link(link.secret, NewPress { door, number: None, address: None, age_ms: 0 }, PERSON).await
    }

    pub async fn log(&self) -> Vec<Event> {
        let mut log = self.house().events(&self.owner, EventFilter::default(), None, 1_000).await.unwrap();
        log.reverse();
        log
    }

    /// The kinds of the log's lines about unlocks, oldest first.
    pub async fn unlock_kinds(&self) -> Vec<&'static str> {
        self.log()
            .await
            .iter()
            .map(|event| event.line.kind.as_str())
            .filter(|kind| kind.starts_with("unlock."))
            .collect()
    }

    /// Waits until the log tells this of unlocks: an outcome's line is not waited for by its guest.
    pub async fn wait_until_told(&self, kinds: &[&str]) {
        wait_until(&format!("the log tells {kinds:?}"), async || self.unlock_kinds().await == kinds).await;
    }

    /// Waits until a condition holds.
    pub async fn until(&self, what: &str, holds: impl AsyncFn(&House, &Actor) -> bool) {
        wait_until(what, async || holds(self.house(), &self.owner).await).await;
    }
}

/// The same person, had they no more rights than a member.
pub fn as_member(owner: &Actor) -> Actor {
    let who = Who::User { id: owner.user().unwrap(), role: Role::Member, via: Via::Console };
    Actor::new(owner.organization, who)
}

/// A new organization's owner.
async fn owner(house: &House, email: &str) -> Actor {
    let new = NewOrganization {
        organization: "Lindenhof".to_owned(),
        zone: "Europe/Berlin".to_owned(),
        name: "Anna".to_owned(),
        email: email.to_owned(),
        ..NewOrganization::default()
    };
    let made = house.make_organization(new).await.unwrap();
    let who = Who::User { id: made.owner.id, role: Role::Owner, via: Via::Console };
    Actor::new(made.organization.id, who)
}

/// Looks again and again until a condition holds, for half a minute at the most.
pub async fn wait_until(what: &str, holds: impl AsyncFn() -> bool) {
    let waiting = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(30), waiting).await.is_ok(), "waited in vain until {what}");
}

/// Presses as often as a test likes.
pub fn unlimited() -> LimitSettings {
    LimitSettings {
        presses_per_link_per_minute: 0,
        misses_per_minute: 0,
        presses_per_door_per_minute: 0,
        ..LimitSettings::default()
    }
}

pub fn inside() -> MqttSettings {
    MqttSettings::Inside(BrokerSettings { listen: ([127, 0, 0, 1], 0).into(), ..BrokerSettings::default() })
}

pub async fn start(database: &Options, folder: &Path, mqtt: MqttSettings, limits: LimitSettings) -> Running {
    start_by(SystemClock, DEADLINE_MS, database, folder, mqtt, limits).await
}

/// Starts a house on a clock and with a deadline of the test's own.
pub async fn start_by(
    clock: impl Clock + 'static,
    deadline_ms: i64,
    database: &Options,
    folder: &Path,
    mqtt: MqttSettings,
    limits: LimitSettings,
) -> Running {
    let store = Store::open(database, SystemClock.now()).await.unwrap();
    start_on(store, clock, deadline_ms, folder, mqtt, limits).await
}

async fn start_sending(database: &Options, folder: &Path, sending: Sending) -> Running {
    start_sending_by(SystemClock, database, folder, sending).await
}

async fn start_sending_by(clock: impl Clock + 'static, database: &Options, folder: &Path, sending: Sending) -> Running {
    let store = Store::open(database, SystemClock.now()).await.unwrap();
    start_whole(store, clock, DEADLINE_MS, folder, inside(), unlimited(), sending).await
}

/// The same, on a database that is open.
pub async fn start_on(
    store: Store,
    clock: impl Clock + 'static,
    deadline_ms: i64,
    folder: &Path,
    mqtt: MqttSettings,
    limits: LimitSettings,
) -> Running {
    start_whole(store, clock, deadline_ms, folder, mqtt, limits, Sending::default()).await
}

async fn start_whole(
    store: Store,
    clock: impl Clock + 'static,
    deadline_ms: i64,
    folder: &Path,
    mqtt: MqttSettings,
    limits: LimitSettings,
    sending: Sending,
) -> Running {
    let key = folder.join("seal.key");
    let seal = match std::fs::read_to_string(&key) {
        Ok(text) => SealKey::parse(&text).unwrap(),
        Err(_) => {
            let made = SealKey::generate(&SystemEntropy).unwrap();
            std::fs::write(&key, made.reveal().as_bytes()).unwrap();
            made
        }
    };
    let settings = Settings {
        public_url: "http://keys.test".to_owned(),
        deadline_ms,
        limits,
        personal_days: 90,
        mqtt,
        seal,
        networks: keylink_service::Networks::read(&["127.0.0.1".to_owned()]).unwrap(),
        sending,
        openid: None,
    };
    Running::start(store, settings, clock, SystemEntropy).await.unwrap()
}

/// Switches a door's device on.
pub fn power(id: DoorId, controller: &MadeController, broker: String, mood: Mood, folder: &Path) -> TestDoor {
    power_off_by(0, id, controller, broker, mood, folder)
}

/// The same, with a clock that is off.
pub fn power_off_by(
    clock_off_ms: i64,
    id: DoorId,
    controller: &MadeController,
    broker: String,
    mood: Mood,
    folder: &Path,
) -> TestDoor {
    let memory = folder.join(format!("{id}.jsonl"));
    keylink_canary::keep(controller.password.reveal());
    let options = DoorOptions {
        broker,
        login: controller.controller.id.to_string(),
        password: controller.password.reveal().to_owned(),
        channels: vec!["1".to_owned()],
        names: Vec::new(),
        memory: Some(memory.clone()),
        mood,
        plain: true,
    };
    let task = tokio::spawn(async move {
        keylink_virtual_door::run_off_by(clock_off_ms, options, tokio::io::empty(), tokio::io::sink()).await.unwrap();
    });
    TestDoor { id, memory, task }
}

impl TestDoor {
    /// How often it moved, by its own memory.
    pub fn moves(&self) -> u64 {
        if self.memory.exists() { keylink_virtual_door::moves(&self.memory).unwrap().values().sum() } else { 0 }
    }
}
