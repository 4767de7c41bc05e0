//! One controller as the benchmark needs it: docs/mqtt.md, at full speed, always well.
//!
//! It takes commands together, acknowledges and answers every one at QoS 1 and keeps no memory file; what it costs
//! is taken from the server's share of the machine, so it is lean. All answers that are ready leave together.

use std::net::SocketAddr;

use bytes::BytesMut;
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::{
    Connect, ConnectReturnCode, Filter, LastWill, Login, Packet, PubAck, Publish, Subscribe, SubscribeReasonCode,
};
use serde::Deserialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use crate::failure::Failure;
use crate::house::BenchController;

const MAX_PACKET: u32 = 16 * 1024;
/// The most answers that go into one message.
const MOST_TOGETHER: usize = 16;

#[derive(Deserialize)]
struct Command<'a> {
    id: &'a str,
}

/// Connects, says that it listens, and answers until the connection ends.
///
/// # Errors
/// When it is not let in, or the connection breaks.
pub async fn run(
    broker: SocketAddr,
    controller: BenchController,
    listening: oneshot::Sender<()>,
) -> Result<(), Failure> {
    let mut line = Line::open(broker).await?;
    let root = format!("keylink/1/{}", controller.id);
    line.write(&Packet::Connect(
        Connect { keep_alive: 60, client_id: controller.id.clone(), clean_start: true, properties: None },
        Some(LastWill::new(format!("{root}/online"), "false", QoS::AtLeastOnce, true, None)),
        Some(Login::new(&controller.id, &controller.password)),
    ))?;
    line.flush().await?;
    match line.read().await? {
        Packet::ConnAck(answer) if answer.code == ConnectReturnCode::Success => {}
        other => return Err(format!("the broker does not let a device in: {other:?}").into()),
    }
    let filter = Filter::new(format!("{root}/commands"), QoS::AtLeastOnce);
    line.write(&Packet::Subscribe(Subscribe { pkid: 1, filters: vec![filter], properties: None }))?;
    line.flush().await?;
    match line.read().await? {
        Packet::SubAck(answer) if matches!(answer.return_codes[..], [SubscribeReasonCode::Success(_)]) => {}
        other => return Err(format!("the broker does not let a device listen: {other:?}").into()),
    }
    line.write(&publish(format!("{root}/online"), 2, true, b"true".to_vec()))?;
    line.flush().await?;
    // Nobody waits for it where the benchmark is ending already.
    let _nobody_waits = listening.send(());
    answer_all(line, format!("{root}/results")).await
}

async fn answer_all(mut line: Line, topic: String) -> Result<(), Failure> {
    let mut answers = Answers { topic, number: 2, ready: 0, message: Vec::new() };
    loop {
        let packet = line.read().await?;
        if let Packet::Publish(message) = packet {
            line.write(&Packet::PubAck(PubAck::new(message.pkid, None)))?;
            let commands: Vec<Command<'_>> = serde_json::from_slice(&message.payload)?;
            for command in commands {
                answers.add(command.id);
                if answers.ready == MOST_TOGETHER {
                    answers.write_to(&mut line)?;
                }
            }
        }
        if line.has_nothing_more()? {
            answers.write_to(&mut line)?;
            line.flush().await?;
        }
    }
}

/// Answers that are ready, as one message.
struct Answers {
    topic: String,
    number: u16,
    ready: usize,
    message: Vec<u8>,
}

impl Answers {
    fn add(&mut self, id: &str) {
        self.message.push(if self.ready == 0 { b'[' } else { b',' });
        self.ready += 1;
        for part in [r#"{"id":""#, id, r#"","outcome":"opened"}"#] {
            self.message.extend_from_slice(part.as_bytes());
        }
    }

    fn write_to(&mut self, line: &mut Line) -> Result<(), Failure> {
        if self.ready == 0 {
            return Ok(());
        }
        self.message.push(b']');
        self.ready = 0;
        self.number = self.number.checked_add(1).unwrap_or(1);
        line.write(&publish(self.topic.clone(), self.number, false, std::mem::take(&mut self.message)))
    }
}

fn publish(topic: String, number: u16, retain: bool, body: Vec<u8>) -> Packet {
    let mut publish = Publish::new(topic, QoS::AtLeastOnce, body, None);
    publish.pkid = number;
    publish.retain = retain;
    Packet::Publish(publish)
}

/// A connection that speaks packets.
struct Line {
    stream: TcpStream,
    incoming: BytesMut,
    outgoing: BytesMut,
    next: Option<Packet>,
}

impl Line {
    async fn open(broker: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(broker).await?;
        stream.set_nodelay(true)?;
        let (incoming, outgoing) = (BytesMut::with_capacity(8192), BytesMut::with_capacity(8192));
        Ok(Self { stream, incoming, outgoing, next: None })
    }

    fn write(&mut self, packet: &Packet) -> Result<(), Failure> {
        let written = packet.write(&mut self.outgoing, Some(MAX_PACKET));
        Ok(written.map(drop).map_err(|error| format!("a packet could not be written: {error}"))?)
    }

    async fn flush(&mut self) -> Result<(), Failure> {
        if !self.outgoing.is_empty() {
            self.stream.write_all(&self.outgoing).await?;
            self.outgoing.clear();
        }
        Ok(())
    }

    async fn read(&mut self) -> Result<Packet, Failure> {
        loop {
            if self.has_nothing_more()? {
                if self.stream.read_buf(&mut self.incoming).await? == 0 {
                    return Err("the broker closed the connection".into());
                }
            } else if let Some(packet) = self.next.take() {
                return Ok(packet);
            }
        }
    }

    /// Whether no whole packet is there to be read without waiting.
    fn has_nothing_more(&mut self) -> Result<bool, Failure> {
        use rumqttc::v5::mqttbytes::Error::InsufficientBytes;
        if self.next.is_none() {
            match Packet::read(&mut self.incoming, Some(MAX_PACKET)) {
                Ok(packet) => self.next = Some(packet),
                Err(InsufficientBytes(_)) => {}
                Err(error) => return Err(format!("the broker's packet cannot be read: {error}").into()),
            }
        }
        Ok(self.next.is_none())
    }
}
