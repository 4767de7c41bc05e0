//! Controllers that Keylink calls by itself, over the network: who they are comes with each command from the settings,
//! and each has a lane of its own, so that a slow or dead one delays nobody else.

pub(crate) mod call;
pub(crate) mod center;
mod keep;
mod lane;
pub(crate) mod line;
mod look_up;
pub(crate) mod network;
pub(crate) mod order;
pub(crate) mod settings;
pub(crate) mod voice;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use keylink_domain::clock::{Clock, Entropy, NoEntropy};
use keylink_domain::controller::{Channel, DriverKind};
use keylink_domain::door::{ContactStatus, LockStatus};
use keylink_domain::door_event::DoorEvent;
use keylink_domain::id::ControllerId;
use keylink_domain::placement::CardOrder;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{Command, Outcome};
use keylink_domain::zone::Zone;
use serde::{Deserialize, Serialize};
use tokio::sync::{OnceCell, mpsc};
use tokio::time::Instant;
use tokio_rustls::TlsConnector;

use self::call::Http;
pub use self::keep::Keeping;
use self::lane::Lane;
use self::network::Networks;
use self::order::{Order, Trouble};
use self::settings::{Values, Wrong};
use self::voice::{Overheard, Voice, VoiceSettings};
use crate::Report;
use crate::kinds;
use crate::reports::Reports;

/// How long a test of a connection may take.
const TEST: Duration = Duration::from_secs(5);

/// How long a controller may take to tell what happened; drivers end by themselves before that.
const LISTENING: Duration = Duration::from_secs(10);

/// A controller as its settings stand now.
#[derive(Debug, Clone)]
pub struct SetUp {
    /// Its kind.
    pub driver: DriverKind,
    /// Grows with each change of the settings.
    pub revision: i64,
    /// The settings, with the secrets.
    pub values: Values,
}

/// Knows the controllers' settings; the service reads them from the store.
pub trait SetUps: Send + Sync {
    /// The settings of this controller; none if there is none, or if they cannot be read: then nothing is sent.
    fn of<'a>(&'a self, controller: ControllerId) -> BoxFuture<'a, Option<SetUp>>;
}

/// What a device tells of itself when it is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Probe {
    /// In words for people: its model, its firmware, what it can and cannot.
    pub facts: Vec<String>,
    /// What it reports of its doors.
    pub doors: Vec<DoorReport>,
    /// The doors that it could have, where it tells; some may be there already.
    pub offers: Vec<Offer>,
    /// The lowest battery of its doors, in percent, where it tells.
    pub battery: Option<u8>,
}

impl Probe {
    /// Notes a door's battery: the lowest is told.
    pub(crate) fn note_battery(&mut self, told: Option<u8>) {
        self.battery = self.battery.into_iter().chain(told).min();
    }
}

/// A share in percent, as devices tell it; none where it is no such number.
pub(crate) fn percent(value: &serde_json::Value) -> Option<u8> {
    let number = value.as_f64().filter(|number| (0.0..=100.0).contains(number))?;
    (0..=100).find(|whole| f64::from(*whole) + 0.5 > number)
}

/// A door that a device could have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its place on the device.
    pub channel: Channel,
    /// What the device calls it, cleaned.
    pub name: String,
}

impl Offer {
    /// None where the place cannot be one.
    pub(crate) fn new(channel: &str, name: &str) -> Option<Self> {
        let name = crate::discover::named(name, channel);
        Some(Self { channel: Channel::parse(channel).ok()?, name })
    }
}

/// What a device reports of one of its doors; `None` is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorReport {
    /// The door's place on it.
    pub channel: Channel,
    /// The lock.
    pub lock: Option<LockStatus>,
    /// The door contact.
    pub contact: Option<ContactStatus>,
}

/// What a controller is told when it is asked what happened.
#[derive(Debug, Clone)]
pub struct Ears {
    /// Its own mark of the newest event that is known; none at the first time.
    pub place: Option<String>,
    /// The zone that its clock is meant in.
    pub zone: Zone,
}

/// What a controller is told of a card.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Told<'a> {
    /// To let it in.
    Put(&'a CardOrder),
    /// To forget it.
    Take(u64),
}

/// What happened at a controller since its mark.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heard {
    /// The events, oldest first.
    pub events: Vec<DoorEvent>,
    /// When its clock was looked at: the events' times are told from there.
    pub at: Timestamp,
    /// The new mark, where it moved: it goes into the log's transaction, with the events.
    pub place: Option<String>,
    /// What is lost between the mark and the events.
    pub missed: Missed,
    /// How its doors are now.
    pub doors: Vec<DoorReport>,
    /// Whether there is more to hear at once.
    pub more: bool,
}

/// What is lost of a controller's memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Missed {
    /// Nothing.
    #[default]
    Nothing,
    /// So many events.
    Events(u64),
    /// Nobody knows: its memory began anew.
    Unknown,
    /// It is another controller than before, by its settings.
    Replaced,
}

/// Why a controller told nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// In words for people.
    pub why: String,
    /// The number of another controller that answers in its place.
    pub stranger: Option<u32>,
}

impl From<Trouble> for Away {
    fn from(trouble: Trouble) -> Self {
        let stranger = if let Trouble::Stranger(number) = trouble { Some(number) } else { None };
        Self { why: trouble.to_string(), stranger }
    }
}

/// One kind's language, for one controller.
pub(crate) trait Driver: Send + Sync {
    /// Opens a door: [`Order::leave`] right before the command goes out, and an outcome only on evidence. Trouble
    /// before that means that nothing moved, trouble after it that nobody knows.
    fn open<'a>(&'a self, tools: &'a Tools, order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>>;

    /// Keeps a door released: until [`Driver::lock`], or for the order's pulse where the hardware locks again by itself. It is
    /// told so again and again, so that what is so already is left as it is, and only sent; opened is said of one that
    /// was found locked.
    fn hold<'a>(&'a self, _tools: &'a Tools, _order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(async { Err(Trouble::NotThere(NOT_HELD)) })
    }

    /// Locks a door now, and holds it no more. A door that is locked already stays so, and what cannot be held is held by
    /// nobody.
    fn lock<'a>(&'a self, _tools: &'a Tools, _order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(async { Ok(Outcome::Sent) })
    }

    /// Asks the device how it is, and for these doors. Changes nothing.
    fn probe<'a>(&'a self, tools: &'a Tools, channels: &'a [Channel]) -> BoxFuture<'a, Result<Probe, Trouble>>;

    /// Asks the device what happened since its mark. Most have no memory of that. An answer may be a part: what is known is
    /// not thrown away because the rest could not be had.
    fn hear<'a>(&'a self, _tools: &'a Tools, _ears: &'a Ears) -> BoxFuture<'a, Result<Heard, Trouble>> {
        Box::pin(async { Err(Trouble::NotThere("it tells nothing by itself")) })
    }

    /// Puts a card on the device; it may be there already.
    fn put_card<'a>(&'a self, _tools: &'a Tools, _order: &'a CardOrder) -> BoxFuture<'a, Result<(), Trouble>> {
        Box::pin(async { Err(Trouble::NotThere("it holds no cards")) })
    }

    /// Takes a card off the device; it may be gone already.
    fn take_card<'a>(&'a self, _tools: &'a Tools, _number: u64) -> BoxFuture<'a, Result<(), Trouble>> {
        Box::pin(async { Err(Trouble::NotThere("it holds no cards")) })
    }
}

/// What came of a card that a controller is to keep; agents say it in these words, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placing {
    /// It is so, as the controller itself says.
    Done,
    /// The controller did not do it; why, in words for people.
    Refused(String),
    /// The controller cannot be asked now.
    Away(String),
    /// Behind it, nothing at these doors keeps cards.
    Nowhere,
}

impl Placing {
    /// With a reason of so many characters at the most: a stranger's may be of any length.
    pub(crate) fn within(self, most: usize) -> Self {
        let short = |why: String| why.chars().take(most).collect();
        match self {
            Self::Refused(why) => Self::Refused(short(why)),
            Self::Away(why) => Self::Away(short(why)),
            Self::Done | Self::Nowhere => self,
        }
    }
}

impl From<Result<(), Trouble>> for Placing {
    fn from(done: Result<(), Trouble>) -> Self {
        match done {
            Ok(()) => Self::Done,
            Err(why @ (Trouble::NotThere(_) | Trouble::NotUnderstood(_) | Trouble::Answered(_))) => {
                Self::Refused(why.to_string())
            }
            Err(why) => Self::Away(why.to_string()),
        }
    }
}

/// What drivers are handed.
#[derive(Clone)]
pub(crate) struct Tools {
    /// The controller that they are for.
    pub(crate) controller: ControllerId,
    /// Where it tells what it says unasked; none where nobody listens.
    pub(crate) reports: Option<Reports>,
    pub(crate) http: Http,
    pub(crate) clock: Arc<dyn Clock>,
    /// What clocks outside agree with.
    pub(crate) wall: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
}

/// The controllers that are called.
pub struct Direct {
    set_ups: Arc<dyn SetUps>,
    networks: Arc<Networks>,
    tls: Arc<OnceCell<TlsConnector>>,
    clock: Arc<dyn Clock>,
    wall: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    reports: Option<Reports>,
    lanes: Mutex<HashMap<ControllerId, Arc<Lane>>>,
}

impl Direct {
    /// Calls controllers whose settings `set_ups` knows, within these networks.
    pub fn new(set_ups: Arc<dyn SetUps>, networks: Networks, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        let (networks, wall) = (Arc::new(networks), Arc::clone(&clock));
        Self { set_ups, networks, tls: Arc::default(), clock, wall, entropy, reports: None, lanes: Mutex::default() }
    }

    /// Where the house's own time may run ahead of the machine's: by which clock controllers' clocks are set.
    #[must_use]
    pub fn with_wall(self, wall: Arc<dyn Clock>) -> Self {
        Self { wall, ..self }
    }

    /// Where controllers tell what they say unasked, in a program that has no other drivers: an agent.
    #[must_use]
    pub fn telling(self, reports: mpsc::Sender<Report>) -> Self {
        self.reporting_to(Reports::forward_to(reports))
    }

    /// Where controllers tell what they say unasked.
    pub(crate) fn reporting_to(self, reports: Reports) -> Self {
        Self { reports: Some(reports), ..self }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn chance(&self) -> Result<[u8; 16], NoEntropy> {
        self.entropy.chance()
    }

    /// Sends one command once. Silence after it has left is unknown.
    pub async fn send(&self, command: &Command, remaining: Duration) -> Outcome {
        let order = Order::new(command, Instant::now() + remaining);
        match self.carry(command, &order).await {
            Ok(outcome) => outcome,
            Err(why) => {
                let controller = command.address.controller;
                tracing::info!(unlock = %command.id, %controller, %why, "a controller did not do it");
                order.without_outcome(why)
            }
        }
    }

    async fn carry(&self, command: &Command, order: &Order<'_>) -> Result<Outcome, Trouble> {
        let place = &command.address;
        let carried = tokio::time::timeout_at(order.deadline(), async {
            let lane = self.lane(place.controller, place.driver).await?;
            lane.carry_out(order).await
        });
        carried.await.unwrap_or_else(|_| Err(order.silence()))
    }

    /// Asks a controller how it is. What comes is for people to read.
    ///
    /// # Errors
    /// In words for people.
    pub async fn probe(&self, controller: ControllerId, channels: &[Channel]) -> Result<Probe, String> {
        let asked = tokio::time::timeout(TEST, async {
            let found = self.set_ups.of(controller).await.ok_or(Trouble::NotThere("its settings cannot be read"))?;
            let lane = self.lane_of(controller, &found)?;
            lane.probe(channels).await
        });
        asked.await.unwrap_or(Err(Trouble::Silent)).map_err(|why| why.to_string())
    }

    /// Asks a controller what happened.
    ///
    /// # Errors
    /// When it cannot be reached or understood, or tells nothing by itself.
    pub async fn hear(&self, controller: ControllerId, ears: &Ears) -> Result<Heard, Away> {
        let asked = tokio::time::timeout(LISTENING, async {
            let found = self.set_ups.of(controller).await.ok_or(Trouble::NotThere("its settings cannot be read"))?;
            let lane = self.lane_of(controller, &found)?;
            lane.hear(ears).await
        });
        asked.await.unwrap_or(Err(Trouble::Silent)).map_err(Away::from)
    }

    /// Puts a card on a controller that lets people in by itself; it may be there already.
    pub async fn put_card(&self, controller: ControllerId, order: &CardOrder) -> Placing {
        self.place(controller, Told::Put(order)).await
    }

    /// Takes a card off a controller; it may be gone already.
    pub async fn take_card(&self, controller: ControllerId, number: u64) -> Placing {
        self.place(controller, Told::Take(number)).await
    }

    async fn place(&self, controller: ControllerId, card: Told<'_>) -> Placing {
        let told = tokio::time::timeout(LISTENING, async {
            let found = self.set_ups.of(controller).await.ok_or(Trouble::Silent)?;
            let lane = self.lane_of(controller, &found)?;
            lane.place(card).await
        });
        told.await.unwrap_or(Err(Trouble::Silent)).into()
    }

    /// A voice on a broker; it is there until it is dropped.
    pub(crate) fn speak(&self, settings: VoiceSettings, heard: mpsc::Sender<Overheard>) -> Result<Voice, Wrong> {
        let http = Http::new(Arc::clone(&self.networks), Arc::clone(&self.tls));
        Voice::start(http, self.entropy.as_ref(), settings, heard)
    }

    /// Forgets controllers that are not among these, or stand there with other settings: their connections end.
    pub(crate) fn keep_only(&self, known: &HashMap<ControllerId, i64>) {
        self.lock().retain(|controller, lane| known.get(controller) == Some(&lane.revision));
    }

    async fn lane(&self, controller: ControllerId, driver: DriverKind) -> Result<Arc<Lane>, Trouble> {
        let found = self.set_ups.of(controller).await.filter(|found| found.driver == driver);
        self.lane_of(controller, &found.ok_or(Trouble::NotThere("its settings cannot be read"))?)
    }

    /// The controller's lane: the same one until its settings change.
    fn lane_of(&self, controller: ControllerId, found: &SetUp) -> Result<Arc<Lane>, Trouble> {
        let mut lanes = self.lock();
        if let Some(lane) = lanes.get(&controller).filter(|lane| lane.revision == found.revision) {
            return Ok(Arc::clone(lane));
        }
        let device = kinds::build(found.driver, &found.values).map_err(|wrong| {
            tracing::warn!(%controller, field = wrong.field, "a controller's settings cannot be used");
            Trouble::NotThere("its settings cannot be used; save them anew")
        })?;
        let http = Http::new(Arc::clone(&self.networks), Arc::clone(&self.tls));
        let (clock, wall) = (Arc::clone(&self.clock), Arc::clone(&self.wall));
        let (reports, entropy) = (self.reports.clone(), Arc::clone(&self.entropy));
        let tools = Tools { controller, reports, http, clock, wall, entropy };
        let lane = Arc::new(Lane::new(found.revision, device, tools));
        lanes.insert(controller, Arc::clone(&lane));
        Ok(lane)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ControllerId, Arc<Lane>>> {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a device answers that cannot be kept released.
const NOT_HELD: &str = "it cannot be held open";

/// For drivers that this program was started without.
pub(crate) const NOBODY: Outcome = Outcome::Failed(Refusal::DoorOffline);

/// Checks what was typed into a kind's fields.
///
/// # Errors
/// When a field holds what cannot be used.
pub fn check(driver: DriverKind, values: &Values) -> Result<(), Wrong> {
    kinds::build(driver, values).map(drop)
}
