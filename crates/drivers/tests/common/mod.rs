//! What the tests share: a house with its drivers, an independent device, a real mosquitto.
#![allow(dead_code, reason = "each test program uses its own part of this")]

mod mosquitto;
pub mod played;

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use keylink_domain::clock::Clock;
use keylink_domain::controller::{Channel, DoorAddress, DriverKind};
use keylink_domain::id::{ControllerId, DoorId, OrganizationId, UnlockId};
use keylink_domain::unlock::{Command, DoorAct, Outcome};
use keylink_drivers::{BrokerSettings, ControllerLogins, Drivers, MqttSettings, Report};
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::{LastWill, Packet, Publish};
use rumqttc::v5::{AsyncClient, Event, MqttOptions};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

pub use mosquitto::Mosquitto;

/// Longer than anything should take; reached only when a test fails.
pub const PATIENCE: Duration = Duration::from_secs(10);
pub const SECRET: &str = "a-secret-of-26-characters";

pub fn controller(n: u8) -> ControllerId {
    ControllerId::new(Timestamp::UNIX_EPOCH, [n; 16])
}

/// A different one each time.
pub fn unlock() -> UnlockId {
    static NEXT: Mutex<u64> = Mutex::new(0);
    let mut next = NEXT.lock().unwrap();
    *next += 1;
    let mut chance = [0; 16];
    chance[2..10].copy_from_slice(&next.to_be_bytes());
    UnlockId::new(Timestamp::UNIX_EPOCH, chance)
}

/// The tests' clock. The devices of these tests do not look at deadlines unless they say so.
#[allow(clippy::disallowed_methods, reason = "a test's clock")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

pub fn command(controller: ControllerId, remaining: Duration) -> Command {
    Command {
        id: unlock(),
        organization: OrganizationId::new(Timestamp::UNIX_EPOCH, [0; 16]),
        door: DoorId::new(Timestamp::UNIX_EPOCH, [0; 16]),
        act: DoorAct::Unlock,
        address: DoorAddress { controller, driver: DriverKind::Mqtt, channel: Channel::parse("1").unwrap() },
        pulse_ms: 200,
        deadline: now() + remaining,
    }
}

/// The clock on the house's wall.
#[derive(Default)]
pub struct Wall(Mutex<Option<Timestamp>>);

impl Wall {
    pub fn stands_at(&self, at: Timestamp) {
        *self.0.lock().unwrap() = Some(at);
    }

    pub fn goes_on(&self) {
        *self.0.lock().unwrap() = None;
    }
}

impl Clock for Wall {
    fn now(&self) -> Timestamp {
        self.0.lock().unwrap().unwrap_or_else(now)
    }
}

#[derive(Default)]
pub struct Logins(Mutex<HashMap<String, String>>);

impl Logins {
    pub fn admit(&self, controller: ControllerId) {
        self.0.lock().unwrap().insert(controller.to_string(), SECRET.to_owned());
    }

    pub fn withdraw(&self, controller: ControllerId) {
        self.0.lock().unwrap().remove(&controller.to_string());
    }
}

impl ControllerLogins for Logins {
    fn check<'a>(&'a self, login: &'a str, password: &'a str) -> BoxFuture<'a, bool> {
        let known = self.0.lock().unwrap().get(login).is_some_and(|secret| secret == password);
        Box::pin(std::future::ready(known))
    }
}

/// Which broker a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    Inside,
    Mosquitto,
}

pub struct House {
    pub drivers: Arc<Drivers>,
    pub logins: Arc<Logins>,
    pub wall: Arc<Wall>,
    pub reports: Arc<Mutex<Vec<Report>>>,
    pub address: SocketAddr,
    pub mosquitto: Option<Mosquitto>,
}

impl House {
    pub async fn new(on: On) -> Self {
        let mosquitto = (on == On::Mosquitto).then(Mosquitto::start);
        let settings = match &mosquitto {
            None => MqttSettings::Inside(BrokerSettings {
                listen: (Ipv4Addr::LOCALHOST, 0).into(),
                ..BrokerSettings::default()
            }),
            Some(mosquitto) => MqttSettings::Outside(mosquitto.settings()),
        };
        Self::with(settings, mosquitto).await
    }

    pub async fn with(settings: MqttSettings, mosquitto: Option<Mosquitto>) -> Self {
        let address = mosquitto.as_ref().map(|mosquitto| mosquitto.address);
        Self { mosquitto, ..Self::build(settings, address).await }
    }

    /// Another node on a broker that is already there.
    pub async fn with_address(settings: MqttSettings, address: SocketAddr) -> Self {
        Self::build(settings, Some(address)).await
    }

    async fn build(settings: MqttSettings, address: Option<SocketAddr>) -> Self {
        let (logins, wall) = (Arc::new(Logins::default()), Arc::<Wall>::default());
        for n in 0..8 {
            logins.admit(controller(n));
        }
        let (sender, mut receiver) = mpsc::channel(4);
        let drivers = Drivers::start(settings, Arc::clone(&logins) as _, Arc::clone(&wall) as _, sender).await.unwrap();
        let reports = Arc::new(Mutex::new(Vec::new()));
        tokio::spawn({
            let reports = Arc::clone(&reports);
            async move {
                while let Some(report) = receiver.recv().await {
                    reports.lock().unwrap().push(report);
                }
            }
        });
        let address = address.or(drivers.broker_address()).unwrap();
        let house = Self { drivers: Arc::new(drivers), logins, wall, reports, address, mosquitto: None };
        wait_until("the way to the broker stands", || house.drivers.is_linked()).await;
        house
    }

    /// A device that is online.
    pub async fn device(&self, n: u8) -> Device {
        let device = Device::connect(self.address, controller(n), SECRET).await;
        device.listen().await;
        self.online(n, true).await;
        device
    }

    pub async fn online(&self, n: u8, online: bool) {
        wait_until("the presence is known", || self.drivers.is_online(controller(n)) == Some(online)).await;
    }

    /// Sends in the background, as the dispatcher does.
    pub fn send(&self, command: &Command, remaining: Duration) -> JoinHandle<(Outcome, Duration)> {
        let (drivers, command) = (Arc::clone(&self.drivers), command.clone());
        tokio::spawn(async move {
            let started = Instant::now();
            let outcome = drivers.send(&command, remaining).await;
            (outcome, started.elapsed())
        })
    }

    pub fn late_answers(&self) -> Vec<Report> {
        let reports = self.reports.lock().unwrap();
        reports.iter().filter(|report| matches!(report, Report::LateAnswer { .. })).cloned().collect()
    }

    pub fn said(&self, report: &Report) -> bool {
        self.reports.lock().unwrap().contains(report)
    }
}

/// Waits until something is true.
pub async fn wait_until(what: &str, mut is_true: impl FnMut() -> bool) {
    let give_up = Instant::now() + PATIENCE;
    while !is_true() {
        assert!(Instant::now() < give_up, "waited in vain until {what}");
        sleep(Duration::from_millis(5)).await;
    }
}

/// Watches for a while that something stays true: that something else does not happen.
pub async fn stays(what: &str, how_long: Duration, mut is_true: impl FnMut() -> bool) {
    let end = Instant::now() + how_long;
    while Instant::now() < end {
        assert!(is_true(), "it did not stay so that {what}");
        sleep(Duration::from_millis(5)).await;
    }
}

/// A device made with another author's client library.
pub struct Device {
    pub client: AsyncClient,
    pub controller: ControllerId,
    packets: tokio::sync::Mutex<mpsc::UnboundedReceiver<Packet>>,
    task: JoinHandle<String>,
}

pub fn options(address: SocketAddr, controller: ControllerId, password: &str) -> MqttOptions {
    let login = controller.to_string();
    let mut options = MqttOptions::new(&login, address.ip().to_string(), address.port());
    options.set_credentials(&login, password);
    options.set_keep_alive(Duration::from_secs(10));
    options.set_clean_start(true);
    let online = format!("keylink/1/{controller}/online");
    options.set_last_will(LastWill::new(online, "false", QoS::AtLeastOnce, true, None));
    let mut network = rumqttc::NetworkOptions::new();
    network.set_tcp_nodelay(true);
    options.set_network_options(network);
    options
}

impl Device {
    pub async fn connect(address: SocketAddr, controller: ControllerId, password: &str) -> Self {
        Self::try_connect(options(address, controller, password), controller).await.unwrap()
    }

    /// Connects once, and gives the reason if it is not let in.
    pub async fn try_connect(options: MqttOptions, controller: ControllerId) -> Result<Self, String> {
        let (client, mut events) = AsyncClient::new(options, 256);
        let (sender, packets) = mpsc::unbounded_channel();
        let first = timeout(PATIENCE, events.poll()).await.expect("the broker answers");
        match first {
            Ok(Event::Incoming(Packet::ConnAck(_))) => {}
            Ok(other) => return Err(format!("{other:?}")),
            Err(error) => return Err(error.to_string()),
        }
        let task = tokio::spawn(async move {
            loop {
                match events.poll().await {
                    Ok(Event::Incoming(packet)) => drop(sender.send(packet)),
                    Ok(Event::Outgoing(_)) => {}
                    Err(error) => return error.to_string(),
                }
            }
        });
        Ok(Self { client, controller, packets: tokio::sync::Mutex::new(packets), task })
    }

    pub fn topic(&self, rest: &str) -> String {
        format!("keylink/1/{}/{rest}", self.controller)
    }

    /// Does what docs/mqtt.md asks for after a connection.
    pub async fn listen(&self) {
        self.subscribe("command").await;
        self.client.publish(self.topic("online"), QoS::AtLeastOnce, true, "true").await.unwrap();
    }

    /// The same, for one that takes several commands in a message.
    pub async fn listen_together(&self) {
        self.subscribe("commands").await;
        self.client.publish(self.topic("online"), QoS::AtLeastOnce, true, "true").await.unwrap();
    }

    pub async fn subscribe(&self, rest: &str) {
        self.client.subscribe(self.topic(rest), QoS::AtLeastOnce).await.unwrap();
        self.next(|packet| matches!(packet, Packet::SubAck(_))).await;
    }

    pub async fn say(&self, rest: &str, payload: impl Into<Vec<u8>>) {
        let payload: Vec<u8> = payload.into();
        self.client.publish(self.topic(rest), QoS::AtLeastOnce, false, payload).await.unwrap();
    }

    pub async fn answer(&self, id: UnlockId, mut answer: Value) {
        answer["id"] = json!(id);
        self.say("result", answer.to_string()).await;
    }

    /// The next command, as it came.
    pub async fn hears(&self) -> Publish {
        match self.next(|packet| matches!(packet, Packet::Publish(_))).await {
            Packet::Publish(publish) => publish,
            other => panic!("{other:?}"),
        }
    }

    /// The next packet of a kind; others are passed over.
    pub async fn next(&self, wanted: impl Fn(&Packet) -> bool) -> Packet {
        let mut packets = self.packets.lock().await;
        let next = async {
            loop {
                let packet = packets.recv().await.expect("the connection stands");
                if wanted(&packet) {
                    return packet;
                }
            }
        };
        timeout(PATIENCE, next).await.expect("the packet comes")
    }

    /// How many commands come until nothing has come for a while.
    pub async fn hears_within(&self, quiet: Duration) -> usize {
        let mut packets = self.packets.lock().await;
        let mut heard = 0;
        while let Ok(Some(packet)) = timeout(quiet, packets.recv()).await {
            heard += usize::from(matches!(packet, Packet::Publish(_)));
        }
        heard
    }

    /// Waits until the broker has cut the connection.
    pub async fn gets_cut(self) -> String {
        timeout(PATIENCE, self.task).await.expect("the connection is cut").unwrap()
    }

    pub fn stands(&self) -> bool {
        !self.task.is_finished()
    }

    /// Pulls the cable: no goodbye.
    pub fn cut(self) {
        self.task.abort();
    }

    /// Says goodbye, so that the last will is not published.
    pub async fn leave(self) {
        self.client.disconnect().await.unwrap();
        drop(timeout(PATIENCE, self.task).await.expect("the broker closes"));
    }
}
