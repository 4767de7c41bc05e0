//! The device's connection to its broker: logs in, listens, comes back by itself.

use std::time::Duration;

use rumqttc::NetworkOptions;
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::{ConnectProperties, Filter, LastWill, Packet, Publish, SubscribeReasonCode};
use rumqttc::v5::{AsyncClient, Event, EventLoop, MqttOptions};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::options::Options;
use crate::run::Failed;

const KEEP_ALIVE: Duration = Duration::from_secs(10);
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// Messages that the broker may send before the first is acknowledged. Each is acknowledged when
/// its commands are on disk, so this is also the most that waits here.
const RECEIVE_MAXIMUM: u16 = 32;
const MAX_PACKET_BYTES: u32 = 16 * 1024;

/// What comes from the broker.
#[derive(Debug)]
pub(crate) enum FromBroker {
    /// Logged in.
    Connected,
    /// The subscription to the commands was granted, or not.
    Listening(bool),
    /// A command, or several together.
    Commands(Publish),
    /// The connection broke, or could not be made.
    Lost(String),
}

/// The connection. Dropping it cuts it, and the broker publishes the last will.
pub(crate) struct Link {
    client: AsyncClient,
    root: String,
    task: JoinHandle<()>,
}

impl Link {
    pub(crate) fn open(options: &Options) -> Result<(Self, mpsc::Receiver<FromBroker>), Failed> {
        let root = format!("keylink/1/{}", options.login);
        let (client, events) = AsyncClient::new(mqtt_options(options, &root)?, 256);
        let (sender, receiver) = mpsc::channel(256);
        let task = tokio::spawn(listen(events, sender));
        Ok((Self { client, root, task }, receiver))
    }

    pub(crate) async fn subscribe(&self) -> Result<(), Failed> {
        // Both: only Keylink's own broker knows that commands may come together, and sends them so.
        let filter = |topic| Filter::new(format!("{}/{topic}", self.root), QoS::AtLeastOnce);
        Ok(self.client.subscribe_many([filter("command"), filter("commands")]).await?)
    }

    pub(crate) async fn say_online(&self, online: bool) -> Result<(), Failed> {
        self.publish("online", true, online.to_string().into_bytes()).await
    }

    pub(crate) async fn say_state(&self, channel: &str, state: Vec<u8>) -> Result<(), Failed> {
        self.publish(&format!("door/{channel}"), true, state).await
    }

    pub(crate) async fn answer(&self, answer: Vec<u8>) -> Result<(), Failed> {
        self.publish("result", false, answer).await
    }

    pub(crate) async fn answer_together(&self, answers: Vec<u8>) -> Result<(), Failed> {
        self.publish("results", false, answers).await
    }

    /// Whether this message came on the topic of commands that come together.
    pub(crate) fn is_together(&self, message: &Publish) -> bool {
        message.topic.ends_with(b"/commands")
    }

    pub(crate) async fn acknowledge(&self, commands: &Publish) -> Result<(), Failed> {
        Ok(self.client.ack(commands).await?)
    }

    /// Says that it goes, and goes.
    pub(crate) async fn close(mut self) -> Result<(), Failed> {
        self.say_online(false).await?;
        self.client.disconnect().await?;
        // The task ends when the broker has closed the connection; if it does not, it is cut.
        if tokio::time::timeout(Duration::from_secs(1), &mut self.task).await.is_err() {
            self.task.abort();
        }
        Ok(())
    }

    async fn publish(&self, topic: &str, retain: bool, payload: Vec<u8>) -> Result<(), Failed> {
        let topic = format!("{}/{topic}", self.root);
        Ok(self.client.publish(topic, QoS::AtLeastOnce, retain, payload).await?)
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn mqtt_options(options: &Options, root: &str) -> Result<MqttOptions, Failed> {
    let (host, port) = options.broker.rsplit_once(':').ok_or(Failed::Broker)?;
    let port = port.parse().map_err(|_| Failed::Broker)?;
    let mut mqtt = MqttOptions::new(&options.login, host, port);
    mqtt.set_credentials(&options.login, &options.password);
    mqtt.set_keep_alive(KEEP_ALIVE);
    mqtt.set_clean_start(true);
    mqtt.set_manual_acks(true);
    mqtt.set_connection_timeout(5);
    mqtt.set_connect_properties(ConnectProperties::new());
    mqtt.set_receive_maximum(Some(RECEIVE_MAXIMUM));
    mqtt.set_max_packet_size(Some(MAX_PACKET_BYTES));
    mqtt.set_last_will(LastWill::new(format!("{root}/online"), "false", QoS::AtLeastOnce, true, None));
    let mut network = NetworkOptions::new();
    network.set_tcp_nodelay(true);
    mqtt.set_network_options(network);
    Ok(mqtt)
}

async fn listen(mut events: EventLoop, sender: mpsc::Sender<FromBroker>) {
    let mut pause = FIRST_PAUSE;
    loop {
        let heard = match events.poll().await {
            Ok(event) => read(event),
            Err(rumqttc::v5::ConnectionError::RequestsDone) => return,
            Err(error) => Some(FromBroker::Lost(error.to_string())),
        };
        let Some(heard) = heard else { continue };
        let lost = matches!(heard, FromBroker::Lost(_));
        if matches!(heard, FromBroker::Connected) {
            pause = FIRST_PAUSE;
        }
        if sender.send(heard).await.is_err() {
            return;
        }
        if lost {
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }
}

fn read(event: Event) -> Option<FromBroker> {
    match event {
        Event::Incoming(Packet::ConnAck(_)) => Some(FromBroker::Connected),
        Event::Incoming(Packet::SubAck(ack)) => Some(FromBroker::Listening(
            // The first is for single commands, which every house sends; the other may be refused.
            matches!(ack.return_codes.first(), Some(SubscribeReasonCode::Success(QoS::AtLeastOnce))),
        )),
        Event::Incoming(Packet::Publish(publish)) => Some(FromBroker::Commands(publish)),
        _ => None,
    }
}
