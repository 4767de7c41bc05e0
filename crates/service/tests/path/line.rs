//! A bad line between a device and its broker: a TCP proxy that knows where MQTT packets begin and end,
//! and delays, repeats, reorders and drops single messages in both directions, or cuts the connection.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::BytesMut;
use rumqttc::v5::mqttbytes::v5::{Packet, PubAck, PubAckReason, Publish};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, mpsc};
use tokio::time::Instant;

use crate::chance::Chance;

const LARGEST: Option<u32> = Some(64 * 1024);

/// How bad the line is: each fault happens to one message in so many.
#[derive(Debug, Clone, Copy)]
pub struct Faults {
    pub drop_once_in: usize,
    pub repeat_once_in: usize,
    pub delay_once_in: usize,
    /// A delayed message, or a repeated one's second copy, comes within this time; others overtake it.
    pub longest_delay: Duration,
    pub cut_once_in: usize,
}

const NEVER: usize = usize::MAX;

impl Faults {
    pub const NONE: Self = Self {
        drop_once_in: NEVER,
        repeat_once_in: NEVER,
        delay_once_in: NEVER,
        longest_delay: Duration::ZERO,
        cut_once_in: NEVER,
    };
}

/// How often what happened.
#[derive(Debug, Default, Clone, Copy)]
pub struct Tally {
    pub passed: usize,
    pub dropped: usize,
    pub repeated: usize,
    pub delayed: usize,
    pub cut: usize,
    pub held: usize,
}

impl Tally {
    pub const fn and(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            dropped: self.dropped + other.dropped,
            repeated: self.repeated + other.repeated,
            delayed: self.delayed + other.delayed,
            cut: self.cut + other.cut,
            held: self.held + other.held,
        }
    }
}

/// The line: devices connect to its address.
pub struct Line {
    pub address: String,
    shared: Arc<Shared>,
    task: tokio::task::JoinHandle<()>,
}

struct Shared {
    broker: String,
    faults: Mutex<Faults>,
    chance: Mutex<Chance>,
    tally: Mutex<Tally>,
    /// Messages on their way through the proxy.
    waiting: AtomicUsize,
    /// Commands are kept back like a broker would that ignores their expiry.
    holds_back: AtomicBool,
    kept: Mutex<Vec<Publish>>,
    /// The way to the device that is connected now.
    to_device: Mutex<Option<mpsc::UnboundedSender<Vec<u8>>>>,
    frozen: AtomicBool,
    thawed: Notify,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Line {
    pub async fn to(broker: String, faults: Faults, chance: Chance) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let shared = Arc::new(Shared {
            broker,
            faults: Mutex::new(faults),
            chance: Mutex::new(chance),
            tally: Mutex::default(),
            waiting: AtomicUsize::new(0),
            holds_back: AtomicBool::new(false),
            kept: Mutex::default(),
            to_device: Mutex::default(),
            frozen: AtomicBool::new(false),
            thawed: Notify::new(),
        });
        let task = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Self { address, shared, task }
    }

    pub fn tally(&self) -> Tally {
        *self.shared.tally.lock().unwrap()
    }

    pub fn set(&self, faults: Faults) {
        *self.shared.faults.lock().unwrap() = faults;
    }

    /// Whether nothing is on its way through the proxy any more.
    pub fn is_quiet(&self) -> bool {
        self.shared.waiting.load(Ordering::SeqCst) == 0
    }

    /// From now on commands are taken, acknowledged and kept, without their expiry.
    pub fn hold_back(&self) {
        self.shared.holds_back.store(true, Ordering::SeqCst);
    }

    /// Gives the device all that was kept, on the connection that it has now.
    pub fn let_go(&self) {
        self.shared.holds_back.store(false, Ordering::SeqCst);
        let kept = std::mem::take(&mut *self.shared.kept.lock().unwrap());
        let to_device = self.shared.to_device.lock().unwrap().clone().expect("the device is connected");
        for publish in kept {
            to_device.send(written(&Packet::Publish(publish))).unwrap();
        }
    }

    /// Reads nothing more from either side: both find that their connection stalls.
    pub fn freeze(&self) {
        self.shared.frozen.store(true, Ordering::SeqCst);
    }

    /// Goes on where it stood.
    pub fn thaw(&self) {
        self.shared.frozen.store(false, Ordering::SeqCst);
        self.shared.thawed.notify_waiters();
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((device, _)) = listener.accept().await {
        let Ok(broker) = TcpStream::connect(&shared.broker).await else { continue };
        device.set_nodelay(true).unwrap();
        broker.set_nodelay(true).unwrap();
        tokio::spawn(carry(device, broker, Arc::clone(&shared)));
    }
}

/// Which messages of one direction the sender waits to have acknowledged; what the proxy repeats or
/// makes up is acknowledged to it, and to nobody else.
type Owed = Arc<Mutex<HashMap<u16, usize>>>;

struct Way {
    shared: Arc<Shared>,
    forward: mpsc::UnboundedSender<Vec<u8>>,
    back: mpsc::UnboundedSender<Vec<u8>>,
    /// Owed to this way's sender, and to the other one.
    own: Owed,
    other: Owed,
    to_device: bool,
    cut: Arc<Notify>,
}

async fn carry(device: TcpStream, broker: TcpStream, shared: Arc<Shared>) {
    let (from_device, into_device) = device.into_split();
    let (from_broker, into_broker) = broker.into_split();
    let (to_device, device_queue) = mpsc::unbounded_channel();
    let (to_broker, broker_queue) = mpsc::unbounded_channel();
    *shared.to_device.lock().unwrap() = Some(to_device.clone());
    let (up, down, cut) = (Owed::default(), Owed::default(), Arc::new(Notify::new()));
    let way = |forward: &mpsc::UnboundedSender<_>, back: &mpsc::UnboundedSender<_>, own: &Owed, other: &Owed, to| Way {
        shared: Arc::clone(&shared),
        forward: forward.clone(),
        back: back.clone(),
        own: Arc::clone(own),
        other: Arc::clone(other),
        to_device: to,
        cut: Arc::clone(&cut),
    };
    let upwards = way(&to_broker, &to_device, &up, &down, false);
    let downwards = way(&to_device, &to_broker, &down, &up, true);
    // The end of any of them is the end of the connection, on both sides.
    tokio::select! {
        () = upwards.read(from_device) => {}
        () = downwards.read(from_broker) => {}
        () = write(into_device, device_queue, &shared) => {}
        () = write(into_broker, broker_queue, &shared) => {}
        () = cut.notified() => {}
    }
}

async fn write(mut into: OwnedWriteHalf, mut queue: mpsc::UnboundedReceiver<Vec<u8>>, shared: &Shared) {
    while let Some(frame) = queue.recv().await {
        wait_until_thawed(shared).await;
        if into.write_all(&frame).await.is_err() {
            return;
        }
    }
}

async fn wait_until_thawed(shared: &Shared) {
    loop {
        let thawed = shared.thawed.notified();
        if !shared.frozen.load(Ordering::SeqCst) {
            return;
        }
        thawed.await;
    }
}

async fn wait_until_due(at: Instant) {
    tokio::time::sleep_until(at).await;
}

impl Way {
    async fn read(self, mut from: OwnedReadHalf) {
        let mut buffer = BytesMut::with_capacity(4_096);
        loop {
            wait_until_thawed(&self.shared).await;
            if !matches!(from.read_buf(&mut buffer).await, Ok(1..)) {
                return;
            }
            while let Some((frame, packet)) = next_packet(&mut buffer) {
                self.pass(frame, packet);
            }
        }
    }

    fn pass(&self, frame: Vec<u8>, packet: Packet) {
        match packet {
            Packet::Publish(publish) if is_message(&publish) => self.message(frame, publish),
            Packet::Publish(publish) => {
                self.owe(publish.pkid);
                self.send(frame);
            }
            // Each message is acknowledged once to its sender, however many copies arrived.
            Packet::PubAck(ack) if !self.pay(ack.pkid) => {}
            _ => self.send(frame),
        }
    }

    fn message(&self, frame: Vec<u8>, mut publish: Publish) {
        let mut tally = self.shared.tally.lock().unwrap();
        if self.to_device && self.shared.holds_back.load(Ordering::SeqCst) {
            tally.held += 1;
            self.acknowledge(publish.pkid);
            if let Some(properties) = &mut publish.properties {
                properties.message_expiry_interval = None;
            }
            self.shared.kept.lock().unwrap().push(publish);
            return;
        }
        let faults = *self.shared.faults.lock().unwrap();
        let mut chance = self.shared.chance.lock().unwrap();
        let mut happens = |once_in: usize| once_in != NEVER && chance.once_in(once_in);
        let (cut, dropped, repeated, delayed) = (
            happens(faults.cut_once_in),
            happens(faults.drop_once_in),
            happens(faults.repeat_once_in),
            happens(faults.delay_once_in),
        );
        let mut some_time = || Duration::from_millis(chance.below(faults.longest_delay.as_millis() as usize) as u64);
        if cut {
            tally.cut += 1;
            self.cut.notify_one();
            return;
        }
        if dropped {
            tally.dropped += 1;
            self.acknowledge(publish.pkid);
            return;
        }
        self.owe(publish.pkid);
        tally.passed += 1;
        if repeated {
            tally.repeated += 1;
            self.send_later(frame.clone(), some_time());
        }
        if delayed {
            tally.delayed += 1;
            self.send_later(frame, some_time());
        } else {
            self.send(frame);
        }
    }

    fn send(&self, frame: Vec<u8>) {
        // A connection that is being cut takes nothing more.
        drop(self.forward.send(frame));
    }

    fn send_later(&self, frame: Vec<u8>, delay: Duration) {
        let (forward, shared) = (self.forward.clone(), Arc::clone(&self.shared));
        shared.waiting.fetch_add(1, Ordering::SeqCst);
        tokio::spawn(async move {
            wait_until_due(Instant::now() + delay).await;
            drop(forward.send(frame));
            shared.waiting.fetch_sub(1, Ordering::SeqCst);
        });
    }

    /// Acknowledges to the sender what goes no further.
    fn acknowledge(&self, pkid: u16) {
        let ack = PubAck { pkid, reason: PubAckReason::Success, properties: None };
        drop(self.back.send(written(&Packet::PubAck(ack))));
    }

    fn owe(&self, pkid: u16) {
        *self.own.lock().unwrap().entry(pkid).or_default() += 1;
    }

    fn pay(&self, pkid: u16) -> bool {
        let mut other = self.other.lock().unwrap();
        match other.get_mut(&pkid) {
            Some(owed) if *owed > 0 => {
                *owed -= 1;
                true
            }
            _ => false,
        }
    }
}

/// Commands, answers and states; what says that a device is there is left alone.
fn is_message(publish: &Publish) -> bool {
    !publish.topic.ends_with(b"/online")
}

/// The next whole packet, as it came and as it reads.
fn next_packet(buffer: &mut BytesMut) -> Option<(Vec<u8>, Packet)> {
    let mut rest = buffer.clone();
    let packet = Packet::read(&mut rest, LARGEST).ok()?;
    let frame = buffer.split_to(buffer.len() - rest.len());
    Some((frame.to_vec(), packet))
}

fn written(packet: &Packet) -> Vec<u8> {
    let mut frame = BytesMut::new();
    packet.write(&mut frame, LARGEST).unwrap();
    frame.to_vec()
}
