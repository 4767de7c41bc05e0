//! What moves: the drivers, and what controllers say unasked. Those that connect to Keylink are in `mqtt`, those that
//! Keylink calls are in `kinds`, which is also the registry of all.
//!
//! The rest of the house sees [`Drivers`], [`Report`], [`ControllerLogins`] and [`SetUps`]; no library that
//! speaks to hardware is named outside this crate.

mod direct;
mod discover;
mod kinds;
mod mqtt;
mod reports;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use keylink_domain::clock::Clock;
use keylink_domain::controller::{Channel, DriverKind, Reach};
use keylink_domain::door::{ContactStatus, LockStatus};
use keylink_domain::id::{ControllerId, UnlockId};
use keylink_domain::placement::CardOrder;
use keylink_domain::unlock::{Command, Outcome};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;

use crate::mqtt::agent::{Ask, Told};

pub use crate::direct::center::{ask_center, enrolment_address};
pub use crate::direct::line::web::accept_key;
pub use crate::direct::network::{Networks, NotANetwork};
pub use crate::direct::settings::{Field, FieldKind, Values, Wrong};
pub use crate::direct::voice::{Overheard, OwnAuthority, Voice, VoiceSettings, Word, check_broker};
pub use crate::direct::{
    Away, Direct, DoorReport, Ears, Heard, Keeping, Missed, Offer, Placing, Probe, SetUp, SetUps, check,
};
pub use crate::discover::{Finder, Findings, Found, SEARCH};
pub use crate::kinds::{About, about, can_hold, check_place};
pub use crate::mqtt::agent;
pub use crate::mqtt::{BrokerSettings, MqttSettings, OnWire, OutsideSettings, StartError, Wire, WireEnd};

/// What a controller said without being asked, for the service to record.
///
/// Status reports ([`Report::Presence`], [`Report::Door`]) are coalesced: while the receiver is
/// slow, only the newest one per controller or door is kept. Late answers are never merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// A controller came or went.
    Presence {
        /// Which controller.
        controller: ControllerId,
        /// Whether commands can reach it now.
        online: bool,
    },
    /// What a controller says of one of its doors; `None` is unknown.
    Door {
        /// Which controller.
        controller: ControllerId,
        /// The door's place on it.
        channel: Channel,
        /// What the lock reports.
        lock: Option<LockStatus>,
        /// What the door contact reports.
        contact: Option<ContactStatus>,
    },
    /// An answer that came after [`Drivers::send`] had already returned [`Outcome::Unknown`].
    LateAnswer {
        /// The unlock that was answered.
        unlock: UnlockId,
        /// The controller that answered: the one the command went to.
        controller: ControllerId,
        /// What it said.
        outcome: Outcome,
    },
}

/// Who may log in to the broker inside the program; the service knows the controllers.
pub trait ControllerLogins: Send + Sync {
    /// Whether this login (a controller's id) and password belong together and are in force.
    fn check<'a>(&'a self, login: &'a str, password: &'a str) -> BoxFuture<'a, bool>;
}

/// Everything that can move a door. One value, made at the start of the program.
pub struct Drivers {
    mqtt: mqtt::Mqtt,
    direct: Option<Direct>,
    reports: reports::Reports,
}

impl Drivers {
    /// Starts the drivers. Reports go to `reports` until [`Drivers::shutdown`]. `wall` is the machine's own clock, which
    /// devices that keep time agree with; it may jump.
    pub async fn start(
        settings: MqttSettings,
        logins: Arc<dyn ControllerLogins>,
        wall: Arc<dyn Clock>,
        reports: mpsc::Sender<Report>,
    ) -> Result<Self, StartError> {
        let reports = reports::Reports::forward_to(reports);
        let mqtt = mqtt::Mqtt::start(settings, logins, wall, reports.clone()).await?;
        Ok(Self { mqtt, direct: None, reports })
    }

    /// Drivers of a program that connects nobody: they ask the controllers that Keylink calls how they are.
    ///
    /// # Errors
    /// Never; as [`Drivers::start`].
    pub async fn asking(
        direct: Direct,
        logins: Arc<dyn ControllerLogins>,
        wall: Arc<dyn Clock>,
    ) -> Result<Self, StartError> {
        let (wire, _end) = Wire::new();
        let (reports, _) = mpsc::channel(1);
        Ok(Self::start(MqttSettings::Wire(wire), logins, wall, reports).await?.with_direct(direct))
    }

    /// The same, with the controllers that Keylink calls. Without them every command for one fails.
    #[must_use]
    pub fn with_direct(self, direct: Direct) -> Self {
        let direct = direct.reporting_to(self.reports.clone());
        Self { direct: Some(direct), ..self }
    }

    /// Sends one command once and waits for its answer, at most for `remaining`.
    ///
    /// Never tries twice: silence is [`Outcome::Unknown`], because a lost answer may hide a door
    /// that opened. [`Outcome::Failed`] is said only where the door certainly did not move.
    pub async fn send(&self, command: &Command, remaining: Duration) -> Outcome {
        match (command.address.driver.reach(), &self.direct) {
            (Reach::Login | Reach::Enrolled, _) => self.mqtt.send(command, remaining).await,
            (Reach::Called, Some(direct)) => direct.send(command, remaining).await,
            (Reach::Called, None) => direct::NOBODY,
        }
    }

    /// Asks a controller that Keylink calls how it is, and for these doors; it changes nothing. An error is a sentence
    /// for people.
    ///
    /// # Errors
    /// When the controller cannot be reached or understood.
    pub async fn probe(
        &self,
        controller: ControllerId,
        driver: DriverKind,
        doors: &[Channel],
    ) -> Result<Probe, String> {
        match &self.direct {
            Some(direct) if driver.reach() == Reach::Enrolled => {
                self.ask(direct, controller, Ask::Probe).await.map_err(|away| away.why)?.probe()
            }
            Some(direct) => direct.probe(controller, doors).await,
            None => Err(CALLS_NONE.to_owned()),
        }
    }

    /// Asks a controller that Keylink calls what happened at it since its mark.
    ///
    /// # Errors
    /// When the controller cannot be reached or understood, or tells nothing by itself.
    pub async fn hear(&self, controller: ControllerId, driver: DriverKind, ears: &Ears) -> Result<Heard, Away> {
        match &self.direct {
            Some(direct) if driver.reach() == Reach::Enrolled => {
                let told = self.ask(direct, controller, Ask::Hear { since: ears.place.clone() }).await?;
                told.heard(direct.now(), ears.place.as_deref())
            }
            Some(direct) => direct.hear(controller, ears).await,
            None => Err(away(CALLS_NONE)),
        }
    }

    /// Asks an agent.
    async fn ask(&self, direct: &Direct, controller: ControllerId, ask: Ask) -> Result<Told, Away> {
        let id = direct.chance().map(uuid::Uuid::from_bytes).map_err(|_| away("this machine has no randomness"))?;
        let told = self.mqtt.ask(controller, id, ask).await;
        told.ok_or_else(|| away("it is not connected, or does not answer; look whether keylink agent runs at the site"))
    }

    /// Puts a card on a controller that lets people in by itself; it may be there already.
    pub async fn put_card(&self, controller: ControllerId, driver: DriverKind, order: &CardOrder) -> Placing {
        match &self.direct {
            Some(direct) if driver.reach() == Reach::Enrolled => match Ask::put(order) {
                Some(ask) => self.place_by_agent(direct, controller, ask).await,
                None => Placing::Refused("the card opens more doors than one agent can be told of".to_owned()),
            },
            Some(direct) => direct.put_card(controller, order).await,
            None => Placing::Away(CALLS_NONE.to_owned()),
        }
    }

    /// Takes a card off a controller; it may be gone already.
    pub async fn take_card(&self, controller: ControllerId, driver: DriverKind, number: u64) -> Placing {
        match &self.direct {
            Some(direct) if driver.reach() == Reach::Enrolled => {
                self.place_by_agent(direct, controller, Ask::TakeCard { number }).await
            }
            Some(direct) => direct.take_card(controller, number).await,
            None => Placing::Away(CALLS_NONE.to_owned()),
        }
    }

    async fn place_by_agent(&self, direct: &Direct, controller: ControllerId, ask: Ask) -> Placing {
        self.ask(direct, controller, ask).await.map_or_else(|away| Placing::Away(away.why), Told::card)
    }

    /// Tells a controller to hold a door, or to lock it.
    pub async fn keep(&self, command: &Command, remaining: Duration) -> Keeping {
        match (command.address.driver.reach(), &self.direct) {
            (Reach::Called, Some(direct)) => direct.keep(command, remaining).await,
            _ => Keeping::of(command, self.send(command, remaining).await),
        }
    }

    /// Forgets what is held of controllers that are gone, or whose settings have another revision than these.
    pub fn keep_only(&self, known: &HashMap<ControllerId, i64>) {
        if let Some(direct) = &self.direct {
            direct.keep_only(known);
        }
    }

    /// A voice of the house on a broker that an organization names; what it hears goes to `heard`.
    ///
    /// # Errors
    /// When the broker's address cannot be used.
    pub fn speak(&self, settings: VoiceSettings, heard: mpsc::Sender<Overheard>) -> Result<Voice, Wrong> {
        match &self.direct {
            Some(direct) => direct.speak(settings, heard),
            None => Err(Wrong::new("address", "this program calls nobody")),
        }
    }

    /// Whether commands can reach the controller now; `None` if it was never heard of.
    pub fn is_online(&self, controller: ControllerId) -> Option<bool> {
        self.mqtt.is_online(controller)
    }

    /// Whether the way to the controllers stands: false while an outside broker cannot be reached.
    pub fn is_linked(&self) -> bool {
        self.mqtt.is_linked()
    }

    /// Carries an agent that came through a WebSocket to the broker, until one of them ends it.
    ///
    /// # Errors
    /// When the connection broke, or said nothing for too long.
    pub async fn carry(&self, guest: impl AsyncRead + AsyncWrite + Send + Unpin + 'static) -> std::io::Result<()> {
        self.mqtt.carry(guest).await
    }

    /// Whether a broker outside keeps the controllers' logins.
    pub fn has_outside_broker(&self) -> bool {
        self.mqtt.is_outside()
    }

    /// Where the broker inside the program listens; `None` with an outside broker.
    pub fn broker_address(&self) -> Option<SocketAddr> {
        self.mqtt.broker_address()
    }

    /// Cuts the controller's connection, for when its login was withdrawn or renewed. Withdraw
    /// first, then call this. An outside broker keeps its own logins: there it does nothing.
    pub async fn disconnect(&self, controller: ControllerId) {
        self.mqtt.disconnect(controller).await;
    }

    /// Takes no more connections, closes the open ones and returns when they are closed.
    pub async fn shutdown(&self) {
        self.mqtt.shutdown().await;
    }
}

const CALLS_NONE: &str = "this program calls no controllers";

fn away(why: &str) -> Away {
    Away { why: why.to_owned(), stranger: None }
}

impl std::fmt::Debug for Drivers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Drivers").field("mqtt", &self.mqtt).finish()
    }
}

/// What devices send, for who throws anything at it.
#[doc(hidden)]
pub mod fuzzing {
    /// Reads a message as the broker hands it on; whatever it is, it is understood or refused.
    pub fn message(topic: &str, payload: &[u8]) {
        crate::mqtt::fuzz(topic, payload);
    }

    /// Reads a message as from a lock on a broker that others run.
    pub fn lock(payload: &[u8]) {
        crate::kinds::mqtt_lock::words::fuzz(payload);
    }

    /// Reads a packet as from somebody who is searched for.
    pub fn found(packet: &[u8]) {
        crate::discover::fuzz(packet);
    }

    /// Reads a packet as from a UHPPOTE board.
    pub fn uhppote(packet: &[u8]) {
        crate::kinds::uhppote::codec::fuzz(packet);
    }
}
