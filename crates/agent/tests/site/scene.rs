//! A center, a line, a site with a relay and a board, and the agent between them.

use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use keylink_agent::{Folder, Identity, Site};
use keylink_domain::clock::{Clock, Entropy, NoEntropy};
use keylink_domain::controller::{Channel, DoorAddress, DriverKind};
use keylink_domain::door_event::Happened;
use keylink_domain::id::{ControllerId, DoorId, OrganizationId, UnlockId};
use keylink_domain::unlock::{Command, DoorAct, Outcome};
use keylink_domain::zone::Zone;
use keylink_drivers::{
    BrokerSettings, ControllerLogins, Direct, Drivers, Ears, Heard, MqttSettings, Networks, SetUp, SetUps,
};
use serde_json::json;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::board::{Board, SERIAL};
use crate::fake::{Asked, Device, Fake, Said};
use crate::line::{Line, stays_so_for};

pub const PLENTY: Duration = Duration::from_secs(20);
const SECRET: &str = "a secret of the agent";

/// The machine's clock, off by so much; and chance enough for tests.
pub struct Machine {
    off_ms: AtomicI64,
    next: Mutex<u64>,
}

impl Machine {
    pub fn off_by(off: SignedDuration) -> Arc<Self> {
        let off_ms = AtomicI64::new(i64::try_from(off.as_millis()).unwrap());
        Arc::new(Self { off_ms, next: Mutex::new(u64::from(std::process::id())) })
    }

    pub fn jump_to(&self, off_ms: i64) {
        self.off_ms.store(off_ms, Ordering::SeqCst);
    }
}

impl Clock for Machine {
    #[allow(clippy::disallowed_methods, reason = "tests of a line need a clock that goes on")]
    fn now(&self) -> Timestamp {
        Timestamp::now() + SignedDuration::from_millis(self.off_ms.load(Ordering::SeqCst))
    }
}

impl Entropy for Machine {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        for byte in bytes {
            let mut next = self.next.lock().unwrap();
            *next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = u8::try_from(*next >> 56).unwrap();
        }
        Ok(())
    }
}

struct Center {
    login: ControllerId,
}

impl ControllerLogins for Center {
    fn check<'a>(&'a self, login: &'a str, password: &'a str) -> BoxFuture<'a, bool> {
        Box::pin(std::future::ready(login == self.login.to_string() && password == SECRET))
    }
}

struct Nobody;

impl SetUps for Nobody {
    fn of<'a>(&'a self, _: ControllerId) -> BoxFuture<'a, Option<SetUp>> {
        Box::pin(std::future::ready(None))
    }
}

/// A relay with a web interface, as a Shelly's.
struct Relay;

impl Device for Relay {
    fn is_command(&self, asked: &Asked) -> bool {
        asked.path == "/rpc/Switch.Set"
    }

    fn answer(&self, asked: &Asked, moved: &AtomicUsize) -> Said {
        match asked.path.as_str() {
            "/shelly" => Said::json(&json!({ "gen": 3, "id": "shelly-1", "app": "S1G3", "ver": "1.4.4" })),
            "/rpc/Switch.Set" => {
                moved.fetch_add(1, Ordering::SeqCst);
                Said::json(&json!({ "was_on": false }))
            }
            _ => Said::json(&json!({ "id": 0, "output": moved.load(Ordering::SeqCst) > 0 })),
        }
    }
}

pub struct Scene {
    pub center: Drivers,
    pub clock: Arc<Machine>,
    pub controller: ControllerId,
    pub line: Line,
    pub relay: Fake,
    pub board: Board,
    pub folder: tempfile::TempDir,
    pub agents_clock: Arc<Machine>,
    agent: Option<(CancellationToken, tokio::task::JoinHandle<()>)>,
    next: Mutex<u8>,
}

impl Scene {
    pub async fn new() -> Self {
        Self::with_clock_off_by(SignedDuration::ZERO).await
    }

    /// With an agent whose own clock is wrong.
    pub async fn with_clock_off_by(off: SignedDuration) -> Self {
        let mut scene = Self::without_agent(SECRET, off).await;
        scene.start().await;
        scene.until_online(true).await;
        scene
    }

    pub async fn without_agent(password: &str, off: SignedDuration) -> Self {
        let controller = ControllerId::new(Timestamp::UNIX_EPOCH, [7; 16]);
        let clock = Machine::off_by(SignedDuration::ZERO);
        let logins = Arc::new(Center { login: controller });
        let (reports, mut told) = mpsc::channel(8);
        tokio::spawn(async move { while told.recv().await.is_some() {} });
        let broker = BrokerSettings { listen: (Ipv4Addr::LOCALHOST, 0).into(), ..BrokerSettings::default() };
        let center = Drivers::start(MqttSettings::Inside(broker), logins, clock.clone(), reports).await.unwrap();
        let direct = Direct::new(Arc::new(Nobody), Networks::default(), clock.clone(), clock.clone());
        let center = center.with_direct(direct);
        let line = Line::to(center.broker_address().unwrap()).await;
        let relay = Fake::start(Relay).await;
        let board = Board::start(jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0)).await;
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("password"), password).unwrap();
        let agents_clock = Machine::off_by(off);
        let scene = Self {
            center,
            clock,
            controller,
            line,
            relay,
            board,
            folder,
            agents_clock,
            agent: None,
            next: Mutex::new(0),
        };
        std::fs::write(scene.folder.path().join("agent.toml"), scene.file()).unwrap();
        scene
    }

    fn file(&self) -> String {
        format!(
            r#"
networks = ["127.0.0.0/8"]
[center]
url = "mqtt://{line}"
login = "{login}"
password_file = "{folder}/password"
[device.hall]
driver = "shelly"
address = "{relay}"
[device.board]
driver = "uhppote"
address = "{board}"
serial = {SERIAL}
clock = "no"
[device.gone]
driver = "shelly"
address = "http://127.0.0.1:1"
[door.street]
device = "hall"
place = 0
[door.cellar]
device = "board"
place = 1
[door.gone]
device = "gone"
place = 0
"#,
            line = self.line.address,
            login = self.controller,
            folder = self.folder.path().display(),
            relay = self.relay.base,
            board = self.board.address,
        )
    }

    pub async fn start(&mut self) {
        let site = Site::read(&self.folder.path().join("agent.toml")).unwrap();
        let identity = Identity::read(self.folder.path(), site.center.as_ref()).unwrap();
        let (folder, lock) = Folder::take(&self.folder.path().join("data")).unwrap();
        let stop = CancellationToken::new();
        let (clock, entropy) = (Arc::clone(&self.agents_clock), Arc::clone(&self.agents_clock));
        let running = keylink_agent::run(site, identity, folder, clock, entropy, stop.clone());
        let task = tokio::spawn(async move {
            running.await.unwrap();
            drop(lock);
        });
        self.agent = Some((stop, task));
    }

    pub async fn stop(&mut self) {
        let (stop, task) = self.agent.take().unwrap();
        stop.cancel();
        task.await.unwrap();
    }

    pub async fn until_online(&self, online: bool) {
        wait_until("the agent is online, or not", async || {
            self.center.is_online(self.controller).unwrap_or(false) == online
        })
        .await;
    }

    /// A command that lives so long by the center's clock.
    pub fn command(&self, channel: &str, lives_ms: i64) -> Command {
        let number = {
            let mut next = self.next.lock().unwrap();
            *next += 1;
            *next
        };
        let (then, chance) = (Timestamp::UNIX_EPOCH, [number; 16]);
        Command {
            id: UnlockId::new(then, chance),
            organization: OrganizationId::new(then, [1; 16]),
            door: DoorId::new(then, [1; 16]),
            act: DoorAct::Unlock,
            address: DoorAddress {
                controller: self.controller,
                driver: DriverKind::Agent,
                channel: Channel::parse(channel).unwrap(),
            },
            pulse_ms: 3_000,
            deadline: self.clock.now() + SignedDuration::from_millis(lives_ms),
        }
    }

    pub async fn open(&self, channel: &str) -> Outcome {
        self.center.send(&self.command(channel, 8_000), Duration::from_secs(8)).await
    }

    /// What the agent tells, but for how its locks are found when it starts.
    pub async fn hear(&self, since: Option<&str>) -> Option<Heard> {
        let mut heard = self.hear_all(since).await?;
        heard.events.retain(|event| !matches!(event.what, Happened::Locked | Happened::StandsUnlocked));
        Some(heard)
    }

    pub async fn hear_all(&self, since: Option<&str>) -> Option<Heard> {
        let ears = Ears { place: since.map(str::to_owned), zone: Zone::utc() };
        self.center.hear(self.controller, DriverKind::Agent, &ears).await.ok()
    }

    /// Asks until there is something to hear.
    pub async fn hear_until(&self, since: Option<&str>, enough: impl Fn(&Heard) -> bool) -> Heard {
        let found = Mutex::new(None);
        wait_until("the agent tells enough", async || {
            let heard = self.hear(since).await;
            let good = heard.as_ref().is_some_and(&enough);
            *found.lock().unwrap() = heard;
            good
        })
        .await;
        found.into_inner().unwrap().unwrap()
    }

    /// The board was heard once: what happens from now on is for the journal.
    pub async fn until_board_is_known(&self) {
        wait_until("the board is known", async || self.board.state.lock().unwrap().heard > 3).await;
        stays_so_for(Duration::from_millis(300)).await;
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        if let Some((stop, _)) = &self.agent {
            stop.cancel();
        }
    }
}

/// Looks again and again until a condition holds.
pub async fn wait_until(what: &str, holds: impl AsyncFn() -> bool) {
    let waiting = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    assert!(tokio::time::timeout(PLENTY, waiting).await.is_ok(), "waited in vain until {what}");
}

/// Words about devices, by name.
pub fn by_name(facts: &[String]) -> HashMap<String, String> {
    facts
        .iter()
        .filter_map(|fact| fact.split_once(' '))
        .map(|(name, rest)| (name.to_owned(), rest.to_owned()))
        .collect()
}
