//! A scene: drivers with one controller of a kind, and its doors pressed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use keylink_domain::clock::{Clock, Entropy, NoEntropy};
use keylink_domain::controller::{Channel, DoorAddress, DriverKind};
use keylink_domain::hold::HELD_MS;
use keylink_domain::id::{ControllerId, DoorId, OrganizationId, UnlockId};
use keylink_domain::unlock::{Command, DoorAct, Outcome};
use keylink_drivers::{
    ControllerLogins, Direct, Drivers, Keeping, MqttSettings, Networks, Probe, Report, SetUp, SetUps, Values, Wire,
};
use tokio::sync::mpsc;

/// Long enough for a device that answers, also on a machine that has much to do.
pub const PLENTY: Duration = Duration::from_secs(10);
/// Long enough for what is certain, short enough to wait for what never comes.
pub const SHORT: Duration = Duration::from_millis(1_500);

/// Time and chance of a test.
pub struct Fixed(pub Mutex<u8>);

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(24 * 365 * 50)
    }
}

impl Entropy for Fixed {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        let mut next = self.0.lock().unwrap();
        *next = next.wrapping_add(1);
        bytes.fill(*next);
        Ok(())
    }
}

/// The controllers' settings.
#[derive(Default)]
pub struct Known(pub Mutex<BTreeMap<ControllerId, SetUp>>);

impl SetUps for Known {
    fn of<'a>(&'a self, controller: ControllerId) -> BoxFuture<'a, Option<SetUp>> {
        let found = self.0.lock().unwrap().get(&controller).cloned();
        Box::pin(async move { found })
    }
}

struct Nobody;

impl ControllerLogins for Nobody {
    fn check<'a>(&'a self, _: &'a str, _: &'a str) -> BoxFuture<'a, bool> {
        Box::pin(async { false })
    }
}

pub struct Scene {
    pub drivers: Drivers,
    pub known: Arc<Known>,
    pub reports: Arc<Mutex<Vec<Report>>>,
    next: Mutex<u8>,
}

pub fn controller(n: u8) -> ControllerId {
    ControllerId::new(Timestamp::UNIX_EPOCH, [n; 16])
}

pub fn set_up(driver: DriverKind, revision: i64, typed: &[(&str, &str)]) -> SetUp {
    let typed = typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let values = Values::read(keylink_drivers::about(driver).fields, typed).unwrap();
    keylink_drivers::check(driver, &values).unwrap();
    SetUp { driver, revision, values }
}

impl Scene {
    /// With a first controller; devices of tests are on this machine, so that its network is named.
    pub async fn new(driver: DriverKind, typed: &[(&str, &str)]) -> Self {
        Self::within(&["127.0.0.0/8"], driver, typed).await
    }

    pub async fn within(networks: &[&str], driver: DriverKind, typed: &[(&str, &str)]) -> Self {
        let words: Vec<String> = networks.iter().map(|word| (*word).to_owned()).collect();
        let networks = Networks::read(&words).unwrap().closed_to("https://keys.example.org");
        let known = Arc::new(Known::default());
        known.0.lock().unwrap().insert(controller(1), set_up(driver, 1, typed));
        let fixed = Arc::new(Fixed(Mutex::new(0)));
        let direct = Direct::new(Arc::clone(&known) as _, networks, Arc::clone(&fixed) as _, Arc::clone(&fixed) as _);
        let (reports, mut told) = mpsc::channel(8);
        let noted = Arc::<Mutex<Vec<Report>>>::default();
        let notes = Arc::clone(&noted);
        tokio::spawn(async move {
            while let Some(report) = told.recv().await {
                notes.lock().unwrap().push(report);
            }
        });
        let (wire, _end) = Wire::new();
        let drivers = Drivers::start(MqttSettings::Wire(wire), Arc::new(Nobody), fixed, reports).await.unwrap();
        Self { drivers: drivers.with_direct(direct), known, reports: noted, next: Mutex::new(0) }
    }

    /// Another controller, or the same one set up anew.
    pub fn add(&self, n: u8, set_up: SetUp) {
        self.known.0.lock().unwrap().insert(controller(n), set_up);
    }

    pub async fn open(&self, channel: &str) -> Outcome {
        self.open_at(1, channel, PLENTY).await
    }

    pub async fn open_shortly(&self, channel: &str) -> Outcome {
        self.open_at(1, channel, SHORT).await
    }

    pub async fn open_at(&self, n: u8, channel: &str, remaining: Duration) -> Outcome {
        self.drivers.send(&self.command(n, channel, DoorAct::Unlock, 3_000), remaining).await
    }

    /// Tells the first controller to hold a door, or to lock it, as the house does.
    pub async fn keep(&self, channel: &str, act: DoorAct) -> Keeping {
        let pulse_ms = if act == DoorAct::Hold { HELD_MS } else { 3_000 };
        self.drivers.keep(&self.command(1, channel, act, pulse_ms), PLENTY).await
    }

    fn command(&self, n: u8, channel: &str, act: DoorAct, pulse_ms: u32) -> Command {
        let driver = self.known.0.lock().unwrap().get(&controller(n)).map_or(DriverKind::Http, |found| found.driver);
        let number = {
            let mut next = self.next.lock().unwrap();
            *next += 1;
            *next
        };
        let (now, chance) = (Timestamp::UNIX_EPOCH, [number; 16]);
        let address = DoorAddress { controller: controller(n), driver, channel: Channel::parse(channel).unwrap() };
        Command {
            id: UnlockId::new(now, chance),
            organization: OrganizationId::new(now, [1; 16]),
            door: DoorId::new(now, [1; 16]),
            act,
            address,
            pulse_ms,
            deadline: now,
        }
    }

    pub async fn probe(&self, channels: &[&str]) -> Result<Probe, String> {
        let channels: Vec<Channel> = channels.iter().map(|text| Channel::parse(text).unwrap()).collect();
        self.drivers.probe(controller(1), DriverKind::Http, &channels).await
    }
}

/// Asks a controller how it is until it answers well, or does not.
pub async fn wait_until_probed(scene: &Scene, channel: &str, well: bool) {
    let until = tokio::time::Instant::now() + PLENTY;
    while scene.probe(&[channel]).await.is_ok() != well {
        assert!(tokio::time::Instant::now() < until, "waited in vain for an answer: {well}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
