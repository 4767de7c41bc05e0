//! One connection to a broker that others run. Only the library's codec is used: the stream is one whose address was
//! looked at, a command's last moment before it goes out is seen here, and what the broker has not acknowledged at a
//! command's deadline is thrown away with the connection.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::BytesMut;
use mqtt5::packet::connect::ConnectPacket;
use mqtt5::packet::puback::PubAckPacket;
use mqtt5::packet::publish::PublishPacket;
use mqtt5::packet::suback::SubAckReasonCode;
use mqtt5::packet::subscribe::SubscribePacket;
use mqtt5::protocol::v5::reason_codes::ReasonCode;
use mqtt5::transport::packet_io::{encode_packet_to_buffer, read_packet_from_stream};
use mqtt5::{ConnectOptions, Packet, QoS, WillMessage};
use tokio::io::{AsyncWriteExt, ReadHalf, WriteHalf, split};
use tokio::sync::{Notify, oneshot};
use tokio_util::sync::CancellationToken;

use super::super::call::Stream;
use super::super::order::{Order, Trouble};
use super::{Login, Said};

/// The protocol's version: expiry, reasons and packet sizes are told from this one on.
const VERSION: u8 = 5;
/// No message that is understood is longer; in bytes. The broker is told so and keeps longer ones.
const LONGEST: u32 = 64 * 1024;
/// How often the broker is asked whether it is there.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// A broker that says nothing for so long is gone.
const LONGEST_SILENCE: Duration = Duration::from_secs(25);

/// What is published.
pub(crate) struct Publish {
    pub(crate) topic: String,
    pub(crate) payload: String,
    /// Kept by the broker for who comes later. Commands never are.
    pub(crate) retain: bool,
    /// How long the broker may keep it for whoever is away.
    pub(crate) expiry_s: Option<u32>,
}

/// What the broker says of a message that it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It has it.
    Kept,
    /// Nobody listens to its topic, and the broker knows that: it went to nobody.
    Nobody,
    /// It does not take it from this login.
    Refused,
}

/// What a packet of ours is answered with.
enum Answer {
    Published(Taken),
    Subscribed(Vec<bool>),
}

/// One connection.
pub(crate) struct Link {
    writer: tokio::sync::Mutex<WriteHalf<Box<dyn Stream>>>,
    waiting: Mutex<Waiting>,
    pong: Notify,
    gone: CancellationToken,
}

#[derive(Default)]
struct Waiting {
    last_id: u16,
    answers: HashMap<u16, oneshot::Sender<Answer>>,
}

/// What comes from the broker.
pub(crate) struct Incoming {
    stream: ReadHalf<Box<dyn Stream>>,
    buffer: BytesMut,
}

/// A packet of ours that waits for its answer. Where it went out and nobody waits any more the connection is cut: what
/// has not arrived by then never shall.
struct Pending<'a> {
    link: &'a Link,
    id: u16,
    left: bool,
    answer: oneshot::Receiver<Answer>,
}

impl Drop for Pending<'_> {
    fn drop(&mut self) {
        if self.link.lock().answers.remove(&self.id).is_some() && self.left {
            self.link.cut();
        }
    }
}

impl Link {
    /// Introduces the house to the broker.
    pub(crate) async fn begin(stream: Box<dyn Stream>, login: &Login) -> Result<(Self, Incoming), Trouble> {
        let (read, write) = split(stream);
        let (gone, writer) = (CancellationToken::new(), tokio::sync::Mutex::new(write));
        let link = Self { writer, waiting: Mutex::default(), pong: Notify::new(), gone };
        let mut incoming = Incoming { stream: read, buffer: BytesMut::new() };
        link.write(&Packet::Connect(Box::new(ConnectPacket::new(options(login).protocol_options)))).await?;
        match incoming.next().await? {
            Packet::ConnAck(answer) => match answer.reason_code {
                ReasonCode::Success => Ok((link, incoming)),
                ReasonCode::NotAuthorized | ReasonCode::BadUsernameOrPassword | ReasonCode::Banned => {
                    Err(Trouble::Login)
                }
                ReasonCode::UnsupportedProtocolVersion => Err(Trouble::NotThere("its broker does not speak MQTT 5")),
                _ => Err(Trouble::NotThere("its broker takes no connection now")),
            },
            _ => Err(Trouble::NotUnderstood("it is no MQTT broker")),
        }
    }

    /// Reads until the connection ends. `hear` must not wait.
    pub(crate) async fn listen(&self, mut incoming: Incoming, hear: impl Fn(Said)) {
        let reading = async {
            loop {
                let next = tokio::time::timeout(LONGEST_SILENCE, incoming.next()).await;
                let Ok(Ok(packet)) = next else { return };
                if self.take(packet, &hear).await.is_err() {
                    return;
                }
            }
        };
        tokio::select! {
            () = reading => {}
            () = self.ask_again_and_again() => {}
            () = self.gone.cancelled() => {}
        }
        self.cut();
    }

    async fn take(&self, packet: Packet, hear: &impl Fn(Said)) -> Result<(), Trouble> {
        match packet {
            Packet::Publish(message) => {
                let id = message.packet_id.filter(|_| message.qos == QoS::AtLeastOnce);
                let lives_s = message.message_expiry_interval();
                let (retained, repeated) = (message.retain, message.dup);
                hear(Said { topic: message.topic_name, payload: message.payload, retained, repeated, lives_s });
                match id {
                    Some(id) => self.write(&Packet::PubAck(PubAckPacket::new(id))).await,
                    None => Ok(()),
                }
            }
            Packet::PubAck(answer) => {
                let taken = match answer.reason_code {
                    ReasonCode::Success => Taken::Kept,
                    ReasonCode::NoMatchingSubscribers => Taken::Nobody,
                    _ => Taken::Refused,
                };
                self.settle(answer.packet_id, Answer::Published(taken));
                Ok(())
            }
            Packet::SubAck(answer) => {
                let granted = answer.reason_codes.iter().map(|code| granted(*code)).collect();
                self.settle(answer.packet_id, Answer::Subscribed(granted));
                Ok(())
            }
            Packet::PingResp => {
                self.pong.notify_waiters();
                Ok(())
            }
            Packet::Disconnect(_) => Err(Trouble::Broken),
            _ => Ok(()),
        }
    }

    async fn ask_again_and_again(&self) {
        loop {
            tokio::time::sleep(KEEP_ALIVE).await;
            if self.write(&Packet::PingReq).await.is_err() {
                return;
            }
        }
    }

    /// Hands a message to the broker, once. With an order, it leaves in time or never.
    pub(crate) async fn publish(&self, order: Option<&Order<'_>>, message: Publish) -> Result<Taken, Trouble> {
        let mut pending = self.expect()?;
        let mut writer = self.writer.lock().await;
        if let Some(order) = order {
            order.leave()?;
        }
        let mut packet = PublishPacket::new(message.topic, message.payload.into_bytes(), QoS::AtLeastOnce)
            .with_packet_id(pending.id)
            .with_retain(message.retain);
        if let Some(seconds) = message.expiry_s {
            packet = packet.with_message_expiry_interval(seconds);
        }
        pending.left = true;
        send(&mut writer, &Packet::Publish(packet)).await?;
        drop(writer);
        match pending.answered().await? {
            Answer::Published(taken) => Ok(taken),
            Answer::Subscribed(_) => Err(Trouble::NotUnderstood("its answer to a message")),
        }
    }

    /// Subscribes, and tells which of the filters the broker granted. What it keeps for them has come when this returns.
    pub(crate) async fn subscribe(&self, filters: &[String]) -> Result<Vec<bool>, Trouble> {
        let mut pending = self.expect()?;
        let packet = filters.iter().fold(SubscribePacket::new(pending.id), |packet, filter| {
            packet.add_filter(filter.as_str(), QoS::AtLeastOnce)
        });
        pending.left = true;
        self.write(&Packet::Subscribe(packet)).await?;
        let Answer::Subscribed(granted) = pending.answered().await? else {
            return Err(Trouble::NotUnderstood("its answer to a subscription"));
        };
        // Packets come in order: after the answer to this question everything that was kept is here.
        let pong = self.pong.notified();
        self.write(&Packet::PingReq).await?;
        tokio::select! {
            () = pong => Ok(granted),
            () = self.gone.cancelled() => Err(Trouble::Broken),
        }
    }

    /// Ends the connection. What still waits in the system's buffers is thrown away.
    pub(crate) fn cut(&self) {
        self.gone.cancel();
        self.lock().answers.clear();
    }

    fn expect(&self) -> Result<Pending<'_>, Trouble> {
        let (sender, answer) = oneshot::channel();
        let mut waiting = self.lock();
        if self.gone.is_cancelled() {
            return Err(Trouble::Broken);
        }
        let mut id = waiting.last_id;
        loop {
            id = id.checked_add(1).unwrap_or(1);
            if !waiting.answers.contains_key(&id) {
                break;
            }
            if id == waiting.last_id {
                return Err(Trouble::Crowded);
            }
        }
        waiting.last_id = id;
        waiting.answers.insert(id, sender);
        drop(waiting);
        Ok(Pending { link: self, id, left: false, answer })
    }

    fn settle(&self, id: u16, answer: Answer) {
        let waits = self.lock().answers.remove(&id);
        if waits.is_none_or(|waits| waits.send(answer).is_err()) {
            tracing::debug!(id, "a broker acknowledged what nobody waits for");
        }
    }

    async fn write(&self, packet: &Packet) -> Result<(), Trouble> {
        send(&mut *self.writer.lock().await, packet).await
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pending<'_> {
    async fn answered(&mut self) -> Result<Answer, Trouble> {
        (&mut self.answer).await.map_err(|_| Trouble::Broken)
    }
}

impl Incoming {
    async fn next(&mut self) -> Result<Packet, Trouble> {
        let most = usize::try_from(LONGEST).unwrap_or(usize::MAX);
        let read = read_packet_from_stream(&mut self.stream, VERSION, &mut self.buffer, most);
        read.await.map_err(|error| match error {
            mqtt5::MqttError::ClientClosed | mqtt5::MqttError::Io(_) => Trouble::Broken,
            _ => Trouble::NotUnderstood("it is no MQTT broker"),
        })
    }
}

async fn send(writer: &mut WriteHalf<Box<dyn Stream>>, packet: &Packet) -> Result<(), Trouble> {
    let mut bytes = BytesMut::new();
    encode_packet_to_buffer(packet, &mut bytes).map_err(|_| Trouble::NotUnderstood("a message of ours"))?;
    writer.write_all(&bytes).await.map_err(|_| Trouble::Broken)?;
    writer.flush().await.map_err(|_| Trouble::Broken)
}

fn options(login: &Login) -> ConnectOptions {
    let mut options = ConnectOptions::new(login.client_id.clone()).with_clean_start(true).with_keep_alive(KEEP_ALIVE);
    options.protocol_options.properties.maximum_packet_size = Some(LONGEST);
    if let Some((topic, word)) = &login.last_word {
        let will = WillMessage::new(topic.as_str(), word.as_bytes());
        options.protocol_options.will = Some(will.with_qos(QoS::AtLeastOnce).with_retain(true));
    }
    match &login.user {
        Some(user) => options.with_credentials(user.clone(), login.password.clone()),
        None => options,
    }
}

const fn granted(code: SubAckReasonCode) -> bool {
    matches!(code, SubAckReasonCode::GrantedQoS0 | SubAckReasonCode::GrantedQoS1 | SubAckReasonCode::GrantedQoS2)
}
