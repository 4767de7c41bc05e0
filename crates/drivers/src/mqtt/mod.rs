//! Keylink's own topic protocol over MQTT 5 (docs/mqtt.md), on the broker inside the program or
//! on one outside it. Nothing outside this folder names an MQTT library.

pub mod agent;
mod answers;
mod broker;
mod guard;
mod heard;
mod listener;
mod outbox;
mod outside;
mod payload;
mod sessions;
mod topics;
mod window;
mod wire;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use keylink_domain::clock::Clock;
use keylink_domain::id::{ControllerId, UnlockId};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{Command, Outcome};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::Instant;
use uuid::Uuid;

use self::agent::{Ask, Question, Told};
pub use self::broker::BrokerSettings;
pub use self::outside::OutsideSettings;
pub use self::wire::{OnWire, Wire, WireEnd};
use crate::ControllerLogins;
use crate::direct::call::Stream;
use crate::direct::line::web;
use crate::reports::Reports;

/// Which broker the controllers are on.
#[derive(Debug, Clone)]
pub enum MqttSettings {
    /// The one inside the program: devices connect straight to Keylink.
    Inside(BrokerSettings),
    /// One that others run: the site's own, or the fabric that several nodes share.
    Outside(OutsideSettings),
    /// None: a simulation holds the other end.
    Wire(Wire),
}

/// Why the drivers could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The broker inside could not listen.
    #[error("the broker for controllers cannot listen on {address}: {why}")]
    Listen {
        /// Where it should have listened.
        address: SocketAddr,
        /// What went wrong.
        why: String,
    },
    /// The broker inside has no address.
    #[error("the broker for controllers ended before it listened")]
    NoAddress,
    /// The broker inside was wired twice, which is a mistake of this program.
    #[error("the broker for controllers was started twice")]
    Twice,
    /// The outside broker's address is not one.
    #[error("the MQTT broker's address must look like mqtt://host:1883 or mqtts://host:8883, without a login in it")]
    Url,
}

/// Reads any message as the brokers' sides do (see `fuzzing` in the crate's root). A topic that is read names its
/// controller in the one spelling that the house writes, so that nobody speaks for another under a second one.
pub(crate) fn fuzz(topic: &str, payload: &[u8]) {
    if let Some((controller, said)) = topics::read(topic) {
        assert!(topic.starts_with(&format!("keylink/1/{controller}/")), "{topic:?} is read as {controller}");
        if let topics::Said::Door(channel) = said {
            assert!(topic.ends_with(&format!("/door/{}", channel.as_str())), "{topic:?} is read as {channel:?}");
        }
    }
    let read = (payload::read_result(payload), payload::read_door(payload), payload::read_online(payload));
    drop(read);
    if let Ok(read) = payload::read_results(payload) {
        assert!((1..=payload::MAX_TOGETHER).contains(&read.len()), "{} answers are read", read.len());
    }
}

/// The running driver.
pub(crate) struct Mqtt {
    broker: Broker,
    wall: Arc<dyn Clock>,
}

enum Broker {
    Inside(broker::Inside),
    Outside(outside::Outside),
    Wire(wire::OverWire),
}

/// A command as it goes on the wire.
struct Written {
    unlock: UnlockId,
    controller: ControllerId,
    payload: Vec<u8>,
    deadline: Instant,
}

impl Mqtt {
    pub(crate) async fn start(
        settings: MqttSettings,
        logins: Arc<dyn ControllerLogins>,
        wall: Arc<dyn Clock>,
        reports: Reports,
    ) -> Result<Self, StartError> {
        let clock = Arc::clone(&wall);
        let broker = match settings {
            MqttSettings::Inside(settings) => {
                Broker::Inside(broker::Inside::start(settings, logins, clock, reports).await?)
            }
            MqttSettings::Outside(settings) => Broker::Outside(outside::Outside::start(settings, clock, reports)?),
            MqttSettings::Wire(wire) => Broker::Wire(wire::OverWire::start(wire, reports)),
        };
        Ok(Self { broker, wall })
    }

    pub(crate) async fn send(&self, command: &Command, remaining: Duration) -> Outcome {
        if remaining.is_zero() {
            return Outcome::Failed(Refusal::TooLate);
        }
        let payload = match payload::command(command, self.dead_ms(remaining)) {
            Ok(payload) => payload,
            Err(error) => {
                tracing::error!(%error, "a command could not be written");
                return Outcome::Failed(Refusal::NotRecorded);
            }
        };
        let (unlock, controller, deadline) = (command.id, command.address.controller, Instant::now() + remaining);
        let written = Written { unlock, controller, payload, deadline };
        match &self.broker {
            Broker::Inside(inside) => inside.send(written).await,
            Broker::Outside(outside) => outside.send(written).await,
            Broker::Wire(wire) => wire.send(written).await,
        }
    }

    /// When a command is dead, for who judges by a clock of their own: in as much time as it is here, from now on the wall.
    /// The house's own time may run ahead of that (ADR 0005), and devices would call its deadlines absurd.
    fn dead_ms(&self, remaining: Duration) -> i64 {
        let remaining_ms = i64::try_from(remaining.as_millis()).unwrap_or(i64::MAX);
        self.wall.now().as_millisecond().saturating_add(remaining_ms)
    }

    /// Asks an agent; none where it does not answer.
    pub(crate) async fn ask(&self, controller: ControllerId, id: Uuid, ask: Ask) -> Option<Told> {
        let question = serde_json::to_vec(&Question { id, ask }).ok()?;
        match &self.broker {
            Broker::Inside(inside) => inside.ask(controller, id, question).await,
            Broker::Outside(outside) => outside.ask(controller, id, question).await,
            Broker::Wire(_) => None,
        }
    }

    /// A connection to the broker, for who came by another way.
    async fn to_broker(&self) -> std::io::Result<Box<dyn Stream>> {
        let nowhere = || std::io::Error::from(std::io::ErrorKind::AddrNotAvailable);
        match &self.broker {
            Broker::Inside(inside) => {
                let stream = TcpStream::connect(inside.near()).await?;
                stream.set_nodelay(true)?;
                Ok(Box::new(stream))
            }
            Broker::Outside(outside) => outside.dial().await.ok_or_else(nowhere),
            Broker::Wire(_) => Err(nowhere()),
        }
    }

    /// Carries an agent that came through a WebSocket to the broker, until one of them ends it.
    pub(crate) async fn carry(
        &self,
        guest: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    ) -> std::io::Result<()> {
        web::carry(guest, self.to_broker()).await
    }

    pub(crate) fn is_online(&self, controller: ControllerId) -> Option<bool> {
        match &self.broker {
            Broker::Inside(inside) => inside.is_online(controller),
            Broker::Outside(outside) => outside.is_online(controller),
            Broker::Wire(wire) => wire.is_online(controller),
        }
    }

    pub(crate) fn is_linked(&self) -> bool {
        match &self.broker {
            Broker::Inside(_) | Broker::Wire(_) => true,
            Broker::Outside(outside) => outside.is_linked(),
        }
    }

    pub(crate) const fn is_outside(&self) -> bool {
        matches!(self.broker, Broker::Outside(_))
    }

    pub(crate) fn broker_address(&self) -> Option<SocketAddr> {
        match &self.broker {
            Broker::Inside(inside) => Some(inside.address()),
            Broker::Outside(_) | Broker::Wire(_) => None,
        }
    }

    pub(crate) async fn disconnect(&self, controller: ControllerId) {
        match &self.broker {
            Broker::Inside(inside) => inside.disconnect(controller).await,
            Broker::Outside(_) | Broker::Wire(_) => {
                tracing::debug!(%controller, "the outside broker keeps its own logins")
            }
        }
    }

    pub(crate) async fn shutdown(&self) {
        match &self.broker {
            Broker::Inside(inside) => inside.shutdown().await,
            Broker::Outside(outside) => outside.shutdown().await,
            Broker::Wire(_) => {}
        }
    }
}

impl std::fmt::Debug for Mqtt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.broker {
            Broker::Inside(inside) => f.debug_tuple("Inside").field(&inside.address()).finish(),
            Broker::Outside(outside) => f.debug_tuple("Outside").field(outside).finish(),
            Broker::Wire(_) => f.write_str("Wire"),
        }
    }
}
