//! The same protocol without a broker: what is published comes out at one end of a wire, and what
//! devices say goes in there. For simulations, which are the broker, the network and the devices.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use keylink_domain::id::ControllerId;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::Instant;

use super::answers::Answers;
use super::topics::Said;
use super::{Written, heard, payload, topics};
use crate::Report;
use crate::reports::Reports;

/// A message on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnWire {
    /// Its topic.
    pub topic: String,
    /// What it says.
    pub payload: Vec<u8>,
    /// For how many seconds a broker may keep it; a device's own messages do not expire.
    pub expiry_s: Option<u32>,
}

/// The house's end of the wire; one driver takes it.
#[derive(Debug, Clone)]
pub struct Wire {
    published: UnboundedSender<OnWire>,
    said: Arc<Mutex<Option<UnboundedReceiver<OnWire>>>>,
}

/// The devices' end.
#[derive(Debug)]
pub struct WireEnd {
    /// What the house publishes.
    pub published: UnboundedReceiver<OnWire>,
    /// What devices say.
    pub said: UnboundedSender<OnWire>,
}

impl Wire {
    /// A wire, both ends.
    pub fn new() -> (Self, WireEnd) {
        let ((published, to_devices), (said, to_house)) = (unbounded_channel(), unbounded_channel());
        let wire = Self { published, said: Arc::new(Mutex::new(Some(to_house))) };
        (wire, WireEnd { published: to_devices, said })
    }
}

/// The running driver.
pub(crate) struct OverWire {
    published: UnboundedSender<OnWire>,
    shared: Arc<Shared>,
}

struct Shared {
    answers: Answers,
    reports: Reports,
    presence: Mutex<HashMap<ControllerId, bool>>,
}

impl OverWire {
    pub(super) fn start(wire: Wire, reports: Reports) -> Self {
        let shared = Arc::new(Shared { answers: Answers::new(reports.clone()), reports, presence: Mutex::default() });
        if let Some(said) = wire.said.lock().unwrap_or_else(PoisonError::into_inner).take() {
            tokio::spawn(listen(Arc::clone(&shared), said));
        }
        Self { published: wire.published, shared }
    }

    pub(super) async fn send(&self, command: Written) -> Outcome {
        let Written { unlock, controller, payload, deadline } = command;
        if self.is_online(controller) != Some(true) {
            return Outcome::Failed(Refusal::DoorOffline);
        }
        let Some(mut answer) = self.shared.answers.expect(unlock, controller) else {
            return Outcome::Unknown;
        };
        answer.mark_sent();
        let expiry_s = Some(payload::expiry_seconds(deadline.saturating_duration_since(Instant::now())));
        let message = OnWire { topic: topics::command(controller), payload, expiry_s };
        if self.published.send(message).is_err() {
            return Outcome::Failed(Refusal::DoorOffline);
        }
        answer.until(deadline).await
    }

    pub(super) fn is_online(&self, controller: ControllerId) -> Option<bool> {
        self.shared.presence.lock().unwrap_or_else(PoisonError::into_inner).get(&controller).copied()
    }
}

async fn listen(shared: Arc<Shared>, mut said: UnboundedReceiver<OnWire>) {
    while let Some(message) = said.recv().await {
        shared.hear(&message);
    }
}

impl Shared {
    fn hear(&self, OnWire { topic, payload, .. }: &OnWire) {
        match topics::read(topic) {
            Some((controller, Said::Online)) => {
                if let Some(online) = heard::online(topic, payload) {
                    self.presence.lock().unwrap_or_else(PoisonError::into_inner).insert(controller, online);
                    self.reports.put(Report::Presence { controller, online });
                }
            }
            Some((controller, Said::Result)) => heard::result(&self.answers, controller, topic, payload),
            Some((controller, Said::Results)) => heard::results(&self.answers, controller, topic, payload),
            Some((controller, Said::Door(channel))) => {
                heard::door(&self.reports, controller, channel, topic, payload);
            }
            // A simulation has no agents.
            Some((_, Said::Told | Said::Clock)) | None => {}
        }
    }
}
