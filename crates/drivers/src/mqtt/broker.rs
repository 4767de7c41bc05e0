//! The MQTT 5 broker inside the program: devices connect straight to Keylink, nothing to install.
//!
//! Commands are handed to the broker's router in process and answers are taken where the broker
//! receives them, so that an opening costs one network round trip, not three.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use keylink_domain::clock::Clock;
use keylink_domain::id::ControllerId;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use mqtt5::broker::config::AuthConfig;
use mqtt5::broker::router::MessageRouter;
use mqtt5::broker::{
    AuthProvider, BrokerConfig, BrokerEventHandler, BrokerShutdownHandle, MqttBroker, ResourceLimits,
    StorageBackendType, StorageConfig,
};
use mqtt5::packet::publish::PublishPacket;
use mqtt5::{MqttError, QoS};
use tokio::sync::{Mutex, OnceCell, Semaphore, SemaphorePermit, TryAcquireError};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

use super::agent::{Questions, Told};
use super::answers::Answers;
use super::guard::Guard;
use super::listener::Listener;
use super::outbox::Queued;
use super::sessions::{MAX_UNACKNOWLEDGED, Sessions, Way};
use super::{StartError, Written, payload, topics};
use crate::ControllerLogins;
use crate::reports::Reports;

/// The largest MQTT packet taken from a device: a message with its topic and properties.
const MAX_PACKET_BYTES: usize = payload::MAX_PAYLOAD_BYTES + 2 * 1024;
/// More than the places of a connection, so that the broker itself never makes a command wait.
const OUTBOUND_WINDOW: u16 = 2 * MAX_UNACKNOWLEDGED;
/// Answers and states that one device may have under way.
const RECEIVE_MAXIMUM: u16 = 64;
/// Topic names that one device may abbreviate.
const TOPIC_ALIASES: u16 = 8;
/// New connections per second; after a restart all devices come at once, with back-off.
const CONNECTIONS_PER_SECOND: u32 = 500;
/// Only last wills are ever kept, one per controller.
const MAX_RETAINED_BYTES: usize = 256;

/// How the broker inside the program listens.
#[derive(Debug, Clone)]
pub struct BrokerSettings {
    /// Where it listens. Loopback unless set; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The most controllers connected at once.
    pub max_controllers: usize,
}

impl Default for BrokerSettings {
    fn default() -> Self {
        Self { listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 1883)), max_controllers: 10_000 }
    }
}

/// The running broker.
pub(crate) struct Inside {
    router: Arc<MessageRouter>,
    address: SocketAddr,
    answers: Arc<Answers>,
    questions: Arc<Questions>,
    sessions: Arc<Sessions>,
    guard: Arc<Guard>,
    listener: Arc<Listener>,
    stop: BrokerShutdownHandle,
    running: Mutex<Option<JoinHandle<()>>>,
}

impl Inside {
    pub(super) async fn start(
        settings: BrokerSettings,
        logins: Arc<dyn ControllerLogins>,
        wall: Arc<dyn Clock>,
        reports: Reports,
    ) -> Result<Self, StartError> {
        let answers = Arc::new(Answers::new(reports.clone()));
        let questions = Arc::new(Questions::default());
        let sessions = Arc::new(Sessions::default());
        let guard = Arc::new(Guard::new(logins));
        let listener = Arc::new(Listener {
            answers: Arc::clone(&answers),
            questions: Arc::clone(&questions),
            sessions: Arc::clone(&sessions),
            guard: Arc::clone(&guard),
            wall,
            reports,
            router: OnceCell::new(),
            comings_and_goings: Mutex::new(()),
        });
        let failed = |error: MqttError| StartError::Listen { address: settings.listen, why: error.to_string() };
        let broker = MqttBroker::with_config(config(&settings, Arc::clone(&listener) as _)).await.map_err(failed)?;
        // Before `run` nobody is let in, so that nobody meets the provider that this one replaces.
        let broker = broker.with_auth_provider(Arc::clone(&guard) as Arc<dyn AuthProvider>);
        broker.resource_monitor().update_limits(limits(&settings));
        let router = broker.router();
        listener.router.set(Arc::downgrade(&router)).map_err(|_| StartError::Twice)?;
        let address = broker.local_addr().ok_or(StartError::NoAddress)?;
        let stop = broker.shutdown_handle();
        let mut ready = broker.ready_receiver();
        let running = tokio::spawn(run(broker));
        ready.wait_for(|ready| *ready).await.map_err(|_| StartError::NoAddress)?;
        tracing::info!(%address, "the broker for controllers listens");
        let running = Mutex::new(Some(running));
        Ok(Self { router, address, answers, questions, sessions, guard, listener, stop, running })
    }

    pub(super) async fn send(&self, command: Written) -> Outcome {
        let Written { unlock, controller, payload, deadline } = command;
        let Some(way) = self.sessions.way(controller) else {
            return Outcome::Failed(Refusal::DoorOffline);
        };
        let Some(mut answer) = self.answers.expect(unlock, controller) else {
            tracing::error!(%unlock, "this command is already under way; not sent again");
            return Outcome::Unknown;
        };
        match way {
            Way::Together(outbox) => {
                outbox.put(Queued { unlock, written: payload, deadline }, &self.router, &self.answers);
            }
            Way::Single(places) => {
                let place = match take_place(&places, deadline).await {
                    Ok(place) => place,
                    Err(refusal) => return Outcome::Failed(refusal),
                };
                answer.mark_sent();
                let publish = packet(controller, payload, deadline);
                self.router.route_message_with_deadline(&publish, None, deadline).await;
                // From here on the device's acknowledgement frees the place.
                place.forget();
            }
        }
        answer.until(deadline).await
    }

    /// Asks an agent once; none where it does not answer.
    pub(super) async fn ask(&self, controller: ControllerId, id: Uuid, question: Vec<u8>) -> Option<Told> {
        self.sessions.way(controller)?;
        let mut asked = self.questions.expect(id, controller);
        let packet = PublishPacket::new(topics::ask(controller), question, QoS::AtMostOnce);
        self.router.route_message_with_deadline(&packet, None, Instant::now() + Duration::from_secs(1)).await;
        asked.answered().await
    }

    pub(super) fn is_online(&self, controller: ControllerId) -> Option<bool> {
        self.sessions.is_online(controller)
    }

    /// Where it is reached from within this machine.
    pub(super) fn near(&self) -> SocketAddr {
        let mut near = self.address;
        match near.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => near.set_ip(Ipv4Addr::LOCALHOST.into()),
            IpAddr::V6(ip) if ip.is_unspecified() => near.set_ip(Ipv6Addr::LOCALHOST.into()),
            _ => {}
        }
        near
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) async fn disconnect(&self, controller: ControllerId) {
        self.guard.withdraw();
        self.listener.cut(controller).await;
    }

    pub(super) async fn shutdown(&self) {
        self.stop.shutdown();
        if let Some(running) = self.running.lock().await.take()
            && let Err(error) = running.await
        {
            tracing::error!(%error, "the broker did not end cleanly");
        }
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        self.stop.shutdown();
    }
}

/// Waits for a place on the connection. An error is certain: the command was not sent.
async fn take_place(places: &Semaphore, deadline: Instant) -> Result<SemaphorePermit<'_>, Refusal> {
    match places.try_acquire() {
        Ok(place) => Ok(place),
        Err(TryAcquireError::Closed) => Err(Refusal::DoorOffline),
        Err(TryAcquireError::NoPermits) => match timeout_at(deadline, places.acquire()).await {
            Ok(Ok(place)) => Ok(place),
            Ok(Err(_closed)) => Err(Refusal::DoorOffline),
            Err(_elapsed) => Err(Refusal::TooLate),
        },
    }
}

fn packet(controller: ControllerId, written: Vec<u8>, deadline: Instant) -> PublishPacket {
    let remaining = deadline.saturating_duration_since(Instant::now());
    PublishPacket::new(topics::command(controller), written, QoS::AtLeastOnce)
        .with_message_expiry_interval(payload::expiry_seconds(remaining))
}

async fn run(mut broker: MqttBroker) {
    if let Err(error) = broker.run().await {
        tracing::error!(%error, "the broker for controllers ended");
    }
}

fn config(settings: &BrokerSettings, listener: Arc<dyn BrokerEventHandler>) -> BrokerConfig {
    let mut config = BrokerConfig::new()
        .with_bind_address(settings.listen)
        .with_max_clients(settings.max_controllers)
        .with_max_packet_size(MAX_PACKET_BYTES)
        .with_maximum_qos(1)
        // A session ends with its connection: no command waits for a device that is away.
        .with_session_expiry(Duration::ZERO)
        .with_storage(
            StorageConfig::new()
                .with_backend(StorageBackendType::Memory)
                .with_persistence(false)
                .with_max_queued_messages_per_client(usize::from(OUTBOUND_WINDOW))
                .with_max_queued_bytes_per_client(64 * 1024),
        )
        .with_client_channel_capacity(usize::from(OUTBOUND_WINDOW))
        .with_max_outbound_inflight(OUTBOUND_WINDOW)
        .with_server_receive_maximum(RECEIVE_MAXIMUM)
        // To commands one by one, and together; agents to questions and the time.
        .with_max_subscriptions_per_client(4)
        .with_max_retained_messages(settings.max_controllers)
        .with_max_retained_message_size(MAX_RETAINED_BYTES)
        .with_sys_topics_enabled(false)
        // The library refuses to start without one of its own providers, and knows only "allow
        // everybody" without files. It is replaced by ours before the first connection is taken.
        .with_auth(AuthConfig::new().with_allow_anonymous(true))
        .with_event_handler(listener);
    // Each alias makes the broker remember a topic name per connection.
    config.topic_alias_maximum = TOPIC_ALIASES;
    config
}

fn limits(settings: &BrokerSettings) -> ResourceLimits {
    ResourceLimits {
        max_connections: settings.max_controllers,
        // A site's devices often share one address.
        max_connections_per_ip: settings.max_controllers,
        max_message_rate_per_client: 0,
        max_bandwidth_per_client: 0,
        max_connection_rate: CONNECTIONS_PER_SECOND,
        rate_limit_window: Duration::from_secs(1),
    }
}
