//! Hears what happens on the broker inside the program and turns it into answers and reports.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Weak};

use keylink_domain::clock::Clock;
use keylink_domain::id::ControllerId;
use mqtt5::QoS;
use mqtt5::broker::router::MessageRouter;
use mqtt5::broker::{
    BrokerEventHandler, ClientConnectEvent, ClientDisconnectEvent, ClientPublishEvent, ClientSubscribeEvent,
    ClientUnsubscribeEvent, MessageDeliveredEvent, PublishAction, SubAckReasonCode,
};
use mqtt5::packet::publish::PublishPacket;
use tokio::sync::{Mutex, OnceCell};
use tokio::time::Instant;

use super::agent::{self, Questions};
use super::answers::Answers;
use super::guard::Guard;
use super::sessions::{Listens, Sessions};
use super::topics::Said;
use super::{heard, topics};
use crate::Report;
use crate::reports::Reports;

type Handled<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What the broker calls when something happens on a connection.
pub(super) struct Listener {
    pub(super) answers: Arc<Answers>,
    pub(super) questions: Arc<Questions>,
    pub(super) sessions: Arc<Sessions>,
    pub(super) guard: Arc<Guard>,
    pub(super) wall: Arc<dyn Clock>,
    pub(super) reports: Reports,
    /// Set once the broker exists; the broker owns this listener, so it is not held strongly.
    pub(super) router: OnceCell<Weak<MessageRouter>>,
    /// Comings and goings are taken one after another: a controller that reconnects may have its
    /// old connection's end told after its new one's beginning. Not used by messages.
    pub(super) comings_and_goings: Mutex<()>,
}

impl Listener {
    async fn came(&self, controller: ControllerId) {
        let _turn = self.comings_and_goings.lock().await;
        match self.guard.admission(controller) {
            Some(admission) => {
                if self.sessions.connected(controller, admission) {
                    self.presence(controller, Some(false));
                }
            }
            None => {
                tracing::info!(%controller, "a login was withdrawn meanwhile; the connection is cut");
                self.cut(controller).await;
            }
        }
    }

    async fn went(&self, controller: ControllerId) {
        let _turn = self.comings_and_goings.lock().await;
        let Some(router) = self.router() else { return };
        // The end of an older connection says nothing about the newer one that took its place.
        if !router.is_connected(&controller.to_string()).await && self.sessions.disconnected(controller) {
            self.reports.put(Report::Presence { controller, online: false });
        }
    }

    async fn subscribed(&self, controller: ControllerId, event: &ClientSubscribeEvent) {
        let _turn = self.comings_and_goings.lock().await;
        for subscription in &event.subscriptions {
            let filter = &*subscription.topic_filter;
            match (subscription.result, listens(controller, filter)) {
                (SubAckReasonCode::GrantedQoS1, Some(to)) => self.listens(controller, to, true),
                (SubAckReasonCode::GrantedQoS0, Some(to)) => {
                    tracing::warn!(%controller, filter, "subscribed at QoS 0, which loses commands; it does not count");
                    self.listens(controller, to, false);
                }
                (SubAckReasonCode::GrantedQoS0 | SubAckReasonCode::GrantedQoS1, None) => {
                    tracing::debug!(%controller, filter, "an agent listens to questions or the time");
                }
                _ => tracing::warn!(%controller, filter, "a subscription was refused"),
            }
        }
    }

    async fn unsubscribed(&self, controller: ControllerId, event: &ClientUnsubscribeEvent) {
        let _turn = self.comings_and_goings.lock().await;
        for to in event.topic_filters.iter().filter_map(|filter| listens(controller, filter)) {
            self.listens(controller, to, false);
        }
    }

    fn listens(&self, controller: ControllerId, to: Listens, now: bool) {
        self.presence(controller, self.sessions.listens(controller, to, now));
    }

    fn presence(&self, controller: ControllerId, online: Option<bool>) {
        if let Some(online) = online {
            self.reports.put(Report::Presence { controller, online });
        }
    }

    fn published(&self, event: &ClientPublishEvent) {
        // The guard has compared the topic's owner with the login already.
        let Some((controller, said)) = topics::read(&event.topic) else {
            return;
        };
        match said {
            Said::Online => {
                if let Some(online) = heard::online(&event.topic, &event.payload) {
                    self.presence(controller, self.sessions.says(controller, online));
                }
            }
            Said::Result => heard::result(&self.answers, controller, &event.topic, &event.payload),
            Said::Results => heard::results(&self.answers, controller, &event.topic, &event.payload),
            Said::Door(channel) => {
                heard::door(&self.reports, controller, channel, &event.topic, &event.payload);
            }
            Said::Told => self.questions.answer(controller, &event.payload),
            Said::Clock => {}
        }
    }

    /// Tells an agent that asks what time it is; at once, since the way there and back is what it reckons with.
    async fn tell_time(&self, event: &ClientPublishEvent) {
        let Some((controller, Said::Clock)) = topics::read(&event.topic) else { return };
        let told = agent::time_told(&event.payload, self.wall.now());
        if let (Some(told), Some(router)) = (told, self.router()) {
            let packet = PublishPacket::new(topics::time(controller), told, QoS::AtMostOnce);
            router.route_message_with_deadline(&packet, None, Instant::now() + agent::ANSWER_WITHIN).await;
        }
    }

    pub(super) async fn cut(&self, controller: ControllerId) {
        if let Some(router) = self.router() {
            router.unregister_client(&controller.to_string()).await;
        }
    }

    fn router(&self) -> Option<Arc<MessageRouter>> {
        self.router.get().and_then(Weak::upgrade)
    }
}

/// Which of its commands a controller's filter is for.
fn listens(controller: ControllerId, filter: &str) -> Option<Listens> {
    match filter {
        _ if filter == topics::command(controller) => Some(Listens::Single),
        _ if filter == topics::commands(controller) => Some(Listens::Together),
        _ => None,
    }
}

impl BrokerEventHandler for Listener {
    fn on_client_connect<'a>(&'a self, event: ClientConnectEvent) -> Handled<'a, ()> {
        Box::pin(async move {
            if let Some(controller) = topics::read_controller(&event.client_id) {
                self.came(controller).await;
            }
        })
    }

    fn on_client_disconnect<'a>(&'a self, event: ClientDisconnectEvent) -> Handled<'a, ()> {
        Box::pin(async move {
            if let Some(controller) = topics::read_controller(&event.client_id) {
                self.went(controller).await;
            }
        })
    }

    fn on_client_subscribe<'a>(&'a self, event: ClientSubscribeEvent) -> Handled<'a, ()> {
        Box::pin(async move {
            if let Some(controller) = topics::read_controller(&event.client_id) {
                self.subscribed(controller, &event).await;
            }
        })
    }

    fn on_client_unsubscribe<'a>(&'a self, event: ClientUnsubscribeEvent) -> Handled<'a, ()> {
        Box::pin(async move {
            if let Some(controller) = topics::read_controller(&event.client_id) {
                self.unsubscribed(controller, &event).await;
            }
        })
    }

    fn on_client_publish<'a>(&'a self, event: ClientPublishEvent) -> Handled<'a, PublishAction> {
        self.published(&event);
        // Nobody else may read what a controller says, so it is neither kept nor passed on.
        Box::pin(async move {
            self.tell_time(&event).await;
            PublishAction::Handled
        })
    }

    fn on_message_delivered<'a>(&'a self, event: MessageDeliveredEvent) -> Handled<'a, ()> {
        if let Some(controller) = topics::read_controller(&event.client_id) {
            self.sessions.acknowledged(controller);
        }
        Box::pin(std::future::ready(()))
    }
}
