//! The same protocol over a broker that others run: the site's own, or the fabric of several nodes.
//!
//! Each connection is a new client with a clean session. So whatever was under way when a
//! connection broke is never sent again by the library on the next one: a command goes out once.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use keylink_domain::clock::Clock;
use keylink_domain::id::ControllerId;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use mqtt5::client::PublishResult;
use mqtt5::types::{Message, PublishOptions};
use mqtt5::{ConnectOptions, ConnectionEvent, MqttClient, MqttError, QoS};
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::agent::{self, Questions, Told};
use super::answers::Answers;
use super::topics::Said;
use super::window::Window;
use super::{StartError, Written, heard, payload, topics};
use crate::Report;
use crate::direct::call::{Http, Stream};
use crate::direct::line::Broker;
use crate::reports::Reports;

const CONNECT_WITHIN: Duration = Duration::from_secs(10);
const KEEP_ALIVE: Duration = Duration::from_secs(15);
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(15);
/// A broker that acknowledges nothing for so long is given up, and a new connection is made.
const LONGEST_SILENCE: Duration = Duration::from_secs(10);
/// How long the goodbye to a broker may take.
const PART_WITHIN: Duration = Duration::from_secs(1);

/// How an outside broker is reached.
#[derive(Clone)]
pub struct OutsideSettings {
    /// `mqtt://host:1883`, or `mqtts://host:8883` for TLS. A login in it is refused.
    pub url: String,
    /// The house's login at the broker.
    pub login: Option<String>,
    /// And its password.
    pub password: Option<String>,
    /// The house's client id; each node needs its own. Without one the broker gives one.
    pub client_id: Option<String>,
}

impl fmt::Debug for OutsideSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutsideSettings")
            .field("url", &self.url)
            .field("login", &self.login)
            .field("password", &self.password.as_ref().map(|_| "(hidden)"))
            .field("client_id", &self.client_id)
            .finish()
    }
}

/// The running driver.
pub(crate) struct Outside {
    shared: Arc<Shared>,
    stop: CancellationToken,
    running: tokio::sync::Mutex<Option<JoinHandle<()>>>,
}

struct Shared {
    settings: OutsideSettings,
    answers: Arc<Answers>,
    questions: Questions,
    wall: Arc<dyn Clock>,
    reports: Reports,
    link: RwLock<Option<Arc<Link>>>,
}

/// One connection to the broker, and who was heard to be online on it.
struct Link {
    client: MqttClient,
    presence: Mutex<HashMap<ControllerId, bool>>,
    window: Window,
    lost: watch::Sender<bool>,
}

impl Outside {
    pub(super) fn start(settings: OutsideSettings, wall: Arc<dyn Clock>, reports: Reports) -> Result<Self, StartError> {
        check_url(&settings.url)?;
        let shared = Arc::new(Shared {
            settings,
            answers: Arc::new(Answers::new(reports.clone())),
            questions: Questions::default(),
            wall,
            reports,
            link: RwLock::new(None),
        });
        let stop = CancellationToken::new();
        let running = tokio::spawn(stay_linked(Arc::clone(&shared), stop.clone()));
        Ok(Self { shared, stop, running: tokio::sync::Mutex::new(Some(running)) })
    }

    pub(super) async fn send(&self, command: Written) -> Outcome {
        let Written { unlock, controller, payload, deadline } = command;
        let Some(link) = self.shared.link().filter(|link| link.is_online(controller) == Some(true)) else {
            return Outcome::Failed(Refusal::DoorOffline);
        };
        let Some(mut answer) = self.shared.answers.expect(unlock, controller) else {
            tracing::error!(%unlock, "this command is already under way; not sent again");
            return Outcome::Unknown;
        };
        let place = match link.window.place(deadline).await {
            Ok(place) => place,
            Err(refusal) => return Outcome::Failed(refusal),
        };
        answer.mark_sent();
        let mut publish = Box::pin(link.publish(topics::command(controller), payload, deadline, place));
        tokio::select! {
            biased;
            published = &mut publish => match published {
                Ok(()) => answer.until(deadline).await,
                Err(error) => {
                    // The library says so only where the broker certainly did not take it.
                    tracing::warn!(%controller, %error, "a command was not taken by the broker");
                    Outcome::Failed(Refusal::DoorOffline)
                }
            },
            outcome = answer.until(deadline) => {
                // Its place is taken until the broker has acknowledged it.
                tokio::spawn(publish);
                outcome
            }
        }
    }

    /// Asks an agent once; none where it does not answer.
    pub(super) async fn ask(&self, controller: ControllerId, id: Uuid, question: Vec<u8>) -> Option<Told> {
        let link = self.shared.link().filter(|link| link.is_online(controller) == Some(true))?;
        let mut asked = self.shared.questions.expect(id, controller);
        link.mention(topics::ask(controller), question).await;
        asked.answered().await
    }

    pub(super) fn is_online(&self, controller: ControllerId) -> Option<bool> {
        self.shared.link()?.is_online(controller)
    }

    /// A connection to the broker, over which nothing was said yet.
    pub(super) async fn dial(&self) -> Option<Box<dyn Stream>> {
        let broker = Broker::read("url", &self.shared.settings.url).ok()?;
        broker.dial(&Http::to_center(None).ok()?).await.ok()
    }

    pub(super) fn is_linked(&self) -> bool {
        self.shared.link().is_some()
    }

    pub(super) async fn shutdown(&self) {
        self.stop.cancel();
        if let Some(running) = self.running.lock().await.take()
            && let Err(error) = running.await
        {
            tracing::error!(%error, "the connection to the MQTT broker did not end cleanly");
        }
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl fmt::Debug for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shared.settings.fmt(f)
    }
}

impl Link {
    fn is_online(&self, controller: ControllerId) -> Option<bool> {
        let presence = self.presence.lock().unwrap_or_else(PoisonError::into_inner);
        presence.get(&controller).copied()
    }

    /// Says something that may be lost.
    async fn mention(&self, topic: String, message: Vec<u8>) {
        let options = PublishOptions { qos: QoS::AtMostOnce, retain: false, ..Default::default() };
        let said = timeout(agent::ANSWER_WITHIN, self.client.publish_with_options(topic, message, options)).await;
        if !matches!(said, Ok(Ok(_))) {
            tracing::debug!("a word to an agent was not taken by the broker");
        }
    }

    /// Sends one message, and waits until the broker has acknowledged it. At its deadline it is withdrawn,
    /// wherever in the library it waits: what waits there for the broker would leave later.
    async fn publish(
        self: Arc<Self>,
        topic: String,
        message: Vec<u8>,
        deadline: Instant,
        _place: OwnedSemaphorePermit,
    ) -> Result<(), MqttError> {
        let remaining = deadline.saturating_duration_since(Instant::now());
        let mut options = PublishOptions { qos: QoS::AtLeastOnce, retain: false, ..Default::default() };
        options.properties.message_expiry_interval = Some(payload::expiry_seconds(remaining));
        match timeout_at(deadline, self.client.publish_with_options(topic, message, options)).await {
            Ok(Ok(PublishResult::Sent(_))) => self.window.acknowledged(),
            Ok(Err(error)) => return Err(error),
            Ok(Ok(PublishResult::Queued(_))) | Err(_) => {
                if self.window.silent() > LONGEST_SILENCE {
                    tracing::warn!("the MQTT broker acknowledges nothing; a new connection is made");
                    self.lost.send_replace(true);
                }
            }
        }
        Ok(())
    }
}

impl Shared {
    fn link(&self) -> Option<Arc<Link>> {
        self.link.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_link(&self, link: Option<Arc<Link>>) {
        *self.link.write().unwrap_or_else(PoisonError::into_inner) = link;
    }

    /// Connects and subscribes. The receiver turns true when the connection is lost.
    async fn connect(self: &Arc<Self>) -> Result<(Arc<Link>, watch::Receiver<bool>), MqttError> {
        let client = MqttClient::with_options(self.options());
        client.set_queue_on_disconnect(false).await;
        let (lost_sender, lost) = watch::channel(false);
        let silent = lost_sender.clone();
        client
            .on_connection_event(move |event| {
                if matches!(event, ConnectionEvent::Disconnected { .. } | ConnectionEvent::ReconnectFailed { .. }) {
                    lost_sender.send_replace(true);
                }
            })
            .await?;
        client.connect(&self.settings.url).await?;
        let link = Arc::new(Link { client, presence: Mutex::default(), window: Window::new(), lost: silent });
        // The callback must not keep the connection alive that it belongs to.
        let (shared, heard_on) = (Arc::clone(self), Arc::downgrade(&link));
        let hear = move |message: Message| {
            if let Some(link) = heard_on.upgrade() {
                shared.hear(&link, &message);
            }
        };
        let filters = topics::FROM_ALL_CONTROLLERS.map(|filter| (filter, QoS::AtLeastOnce));
        link.client.subscribe_many(filters.to_vec(), hear.clone()).await?;
        let filters = topics::FROM_ALL_AGENTS.map(|filter| (filter, QoS::AtLeastOnce));
        // A broker that is in trouble with these keeps no door waiting.
        let agents = timeout(agent::ANSWER_WITHIN, link.client.subscribe_many(filters.to_vec(), hear)).await;
        if !matches!(agents, Ok(Ok(_))) {
            tracing::warn!("the MQTT broker lets us hear no agents; docs/agent.md tells their topics");
        }
        Ok((link, lost))
    }

    fn options(&self) -> ConnectOptions {
        let OutsideSettings { login, password, client_id, .. } = &self.settings;
        let options = ConnectOptions::new(client_id.clone().unwrap_or_default())
            .with_clean_start(true)
            .with_keep_alive(KEEP_ALIVE)
            .with_automatic_reconnect(false);
        match login {
            Some(login) => options.with_credentials(login.clone(), password.clone().unwrap_or_default()),
            None => options,
        }
    }

    fn hear(&self, link: &Arc<Link>, message: &Message) {
        let Some((controller, said)) = topics::read(&message.topic) else {
            return;
        };
        match said {
            Said::Online => {
                if let Some(online) = heard::online(&message.topic, &message.payload) {
                    link.presence.lock().unwrap_or_else(PoisonError::into_inner).insert(controller, online);
                    self.reports.put(Report::Presence { controller, online });
                }
            }
            Said::Result => heard::result(&self.answers, controller, &message.topic, &message.payload),
            Said::Results => heard::results(&self.answers, controller, &message.topic, &message.payload),
            Said::Door(channel) => {
                heard::door(&self.reports, controller, channel, &message.topic, &message.payload);
            }
            Said::Told => self.questions.answer(controller, &message.payload),
            Said::Clock => self.tell_time(link, controller, &message.payload),
        }
    }

    fn tell_time(&self, link: &Arc<Link>, controller: ControllerId, asked: &[u8]) {
        let Some(told) = agent::time_told(asked, self.wall.now()) else { return };
        let link = Arc::clone(link);
        tokio::spawn(async move { link.mention(topics::time(controller), told).await });
    }
}

/// Connects, waits until the connection is lost, and begins again, with a growing pause.
async fn stay_linked(shared: Arc<Shared>, stop: CancellationToken) {
    let mut pause = FIRST_PAUSE;
    loop {
        let attempt = stop.run_until_cancelled(timeout(CONNECT_WITHIN, shared.connect())).await;
        match attempt {
            None => return,
            Some(Ok(Ok((link, lost)))) => {
                pause = FIRST_PAUSE;
                tracing::info!(broker = %shared.settings.url, "connected to the MQTT broker");
                shared.set_link(Some(Arc::clone(&link)));
                stop.run_until_cancelled(is_lost(lost)).await;
                shared.set_link(None);
                part(&link).await;
            }
            Some(Ok(Err(error))) => {
                tracing::warn!(broker = %shared.settings.url, %error, "the MQTT broker cannot be reached");
            }
            Some(Err(_elapsed)) => {
                tracing::warn!(broker = %shared.settings.url, "the MQTT broker does not answer");
            }
        }
        if stop.run_until_cancelled(tokio::time::sleep(pause)).await.is_none() {
            return;
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

async fn is_lost(mut lost: watch::Receiver<bool>) {
    if lost.wait_for(|lost| *lost).await.is_err() {
        tracing::debug!("the MQTT client is gone");
    }
    tracing::warn!("the connection to the MQTT broker is lost");
}

async fn part(link: &Link) {
    link.window.close();
    match timeout(PART_WITHIN, link.client.disconnect()).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::debug!(%error, "already disconnected"),
        Err(_elapsed) => tracing::debug!("the MQTT broker does not take a goodbye"),
    }
}

/// A login in the address would end up in logs.
fn check_url(url: &str) -> Result<(), StartError> {
    let rest = url.strip_prefix("mqtt://").or_else(|| url.strip_prefix("mqtts://"));
    match rest {
        Some(host) if !host.is_empty() && !host.contains(['@', '/', ' ']) => Ok(()),
        _ => Err(StartError::Url),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_without_a_login_are_taken() {
        for url in ["mqtt://127.0.0.1:1883", "mqtts://broker.example.org", "mqtt://[::1]:1883"] {
            assert!(check_url(url).is_ok(), "{url}");
        }
        for url in ["", "mqtt://", "127.0.0.1:1883", "http://x", "mqtt://me:secret@host", "mqtt://host/path"] {
            assert!(check_url(url).is_err(), "{url}");
        }
    }

    #[test]
    fn no_secret_is_shown() {
        let settings = OutsideSettings {
            url: "mqtt://h".into(),
            login: Some("house".into()),
            password: Some("hunter2".into()),
            client_id: None,
        };
        assert!(!format!("{settings:?} {:?}", MqttWrapped(&settings)).contains("hunter2"));
    }

    #[derive(Debug)]
    #[expect(dead_code, reason = "read by Debug only")]
    struct MqttWrapped<'a>(&'a OutsideSettings);
}
