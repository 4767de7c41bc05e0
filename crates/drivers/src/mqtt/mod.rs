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

use keylink_domain::id::ControllerId;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{Command, Outcome};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
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
pub(crate) enum Mqtt {
    Inside(broker::Inside),
    Outside(outside::Outside),
    Wire(wire::OverWire),
}

impl Mqtt {
    pub(crate) async fn start(
        settings: MqttSettings,
        logins: Arc<dyn ControllerLogins>,
        reports: Reports,
    ) -> Result<Self, StartError> {
        Ok(match settings {
            MqttSettings::Inside(settings) => Self::Inside(broker::Inside::start(settings, logins, reports).await?),
            MqttSettings::Outside(settings) => Self::Outside(outside::Outside::start(settings, logins, reports)?),
            MqttSettings::Wire(wire) => Self::Wire(wire::OverWire::start(wire, reports)),
        })
    }

    pub(crate) async fn send(&self, command: &Command, remaining: Duration) -> Outcome {
        if remaining.is_zero() {
            return Outcome::Failed(Refusal::TooLate);
        }
        match self {
            Self::Inside(inside) => inside.send(command, remaining).await,
            Self::Outside(outside) => outside.send(command, remaining).await,
            Self::Wire(wire) => wire.send(command, remaining).await,
        }
    }

    /// Asks an agent; none where it does not answer.
    pub(crate) async fn ask(&self, controller: ControllerId, id: Uuid, ask: Ask) -> Option<Told> {
        let question = serde_json::to_vec(&Question { id, ask }).ok()?;
        match self {
            Self::Inside(inside) => inside.ask(controller, id, question).await,
            Self::Outside(outside) => outside.ask(controller, id, question).await,
            Self::Wire(_) => None,
        }
    }

    /// A connection to the broker, for who came by another way.
    async fn to_broker(&self) -> std::io::Result<Box<dyn Stream>> {
        let nowhere = || std::io::Error::from(std::io::ErrorKind::AddrNotAvailable);
        match self {
            Self::Inside(inside) => {
                let stream = TcpStream::connect(inside.near()).await?;
                stream.set_nodelay(true)?;
                Ok(Box::new(stream))
            }
            Self::Outside(outside) => outside.dial().await.ok_or_else(nowhere),
            Self::Wire(_) => Err(nowhere()),
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
        match self {
            Self::Inside(inside) => inside.is_online(controller),
            Self::Outside(outside) => outside.is_online(controller),
            Self::Wire(wire) => wire.is_online(controller),
        }
    }

    pub(crate) fn is_linked(&self) -> bool {
        match self {
            Self::Inside(_) | Self::Wire(_) => true,
            Self::Outside(outside) => outside.is_linked(),
        }
    }

    pub(crate) const fn is_outside(&self) -> bool {
        matches!(self, Self::Outside(_))
    }

    pub(crate) fn broker_address(&self) -> Option<SocketAddr> {
        match self {
            Self::Inside(inside) => Some(inside.address()),
            Self::Outside(_) | Self::Wire(_) => None,
        }
    }

    pub(crate) async fn disconnect(&self, controller: ControllerId) {
        match self {
            Self::Inside(inside) => inside.disconnect(controller).await,
            Self::Outside(_) | Self::Wire(_) => {
                tracing::debug!(%controller, "the outside broker keeps its own logins")
            }
        }
    }

    pub(crate) async fn shutdown(&self) {
        match self {
            Self::Inside(inside) => inside.shutdown().await,
            Self::Outside(outside) => outside.shutdown().await,
            Self::Wire(_) => {}
        }
    }
}

impl std::fmt::Debug for Mqtt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Inside(inside) => f.debug_tuple("Inside").field(&inside.address()).finish(),
            Self::Outside(outside) => f.debug_tuple("Outside").field(outside).finish(),
            Self::Wire(_) => f.write_str("Wire"),
        }
    }
}
