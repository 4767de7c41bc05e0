//! A real mosquitto with a login, and a lock on it as its maker documents it, with a mood.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command as Process, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::{LastWill, Packet, Publish};
use rumqttc::v5::{AsyncClient, Event, MqttOptions};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

use crate::scene::PLENTY;

pub const USER: &str = "house";
pub const PASSWORD: &str = "hush-hush";

/// A broker that wants a login, killed at the end.
pub struct Mosquitto {
    pub address: SocketAddr,
    folder: tempfile::TempDir,
    process: Child,
}

impl Mosquitto {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let passwords = folder.path().join("passwd");
        fs::write(&passwords, "").unwrap();
        let made = Process::new("mosquitto_passwd")
            .args(["-b", passwords.to_str().unwrap(), USER, PASSWORD])
            .stderr(Stdio::null())
            .status()
            .expect("these tests need mosquitto_passwd (Debian: apt install mosquitto)");
        assert!(made.success());
        for _ in 0..5 {
            let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
            let mut process = launch(&folder, address);
            if wait_until_up(&mut process, address) {
                return Self { address, folder, process };
            }
        }
        panic!("mosquitto does not start: {}", fs::read_to_string(folder.path().join("log")).unwrap());
    }

    pub fn url(&self) -> String {
        format!("mqtt://{}", self.address)
    }

    pub fn stop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    pub fn start_again(&mut self) {
        self.process = launch(&self.folder, self.address);
        assert!(wait_until_up(&mut self.process, self.address), "mosquitto starts again");
    }

    /// How often the house has connected, and how many of those connections have ended.
    pub fn connections(&self) -> (usize, usize) {
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap();
        let ours = |words: &str| log.lines().filter(|line| line.contains("keylink-") && line.contains(words)).count();
        (ours("New client connected"), ours("Client keylink-"))
    }
}

impl Drop for Mosquitto {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn launch(folder: &tempfile::TempDir, address: SocketAddr) -> Child {
    let file = |name: &str| folder.path().join(name).display().to_string();
    let settings = format!(
        "listener {} 127.0.0.1\nallow_anonymous false\npersistence false\nuser root\nset_tcp_nodelay true\n\
         password_file {}\nlog_dest file {}\nlog_type all\n",
        address.port(),
        file("passwd"),
        file("log"),
    );
    fs::write(file("conf"), settings).unwrap();
    let program = ["/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto"];
    let program = program.into_iter().find(|path| std::path::Path::new(path).exists());
    Process::new(program.expect("these tests need mosquitto (Debian: apt install mosquitto)"))
        .args(["-c", &file("conf")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("mosquitto starts")
}

#[allow(clippy::disallowed_methods, reason = "waits for a process outside the runtime")]
fn wait_until_up(process: &mut Child, address: SocketAddr) -> bool {
    for _ in 0..500 {
        if process.try_wait().unwrap().is_some() {
            return false;
        }
        if TcpStream::connect(address).is_ok() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}

/// How the lock takes a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Well,
    /// It says so after the command's deadline.
    Late,
    Twice,
    /// It moves, and never says so.
    Silent,
    /// It says that it is locked, and does not move.
    Wrong,
    /// It moves, and says nonsense.
    Garbage,
    Jammed,
    /// It moves, goes away without a goodbye, and nothing but what the broker keeps is there.
    GoesAway,
}

/// What a lock's maker says of its topics.
#[derive(Clone)]
pub struct Words {
    pub command: String,
    pub state: String,
    pub availability: String,
    pub unlocked: String,
    pub locked: String,
    pub online: String,
    pub offline: String,
}

impl Words {
    /// A lock made for Home Assistant.
    pub fn plain(name: &str) -> Self {
        let topic = |rest: &str| format!("home-assistant/{name}/{rest}");
        Self {
            command: topic("set"),
            state: topic("state"),
            availability: topic("availability"),
            unlocked: "UNLOCKED".to_owned(),
            locked: "LOCKED".to_owned(),
            online: "online".to_owned(),
            offline: "offline".to_owned(),
        }
    }
}

/// The lock, an independent MQTT client.
pub struct Lock {
    pub client: AsyncClient,
    pub words: Words,
    pub heard: Arc<Mutex<Vec<Publish>>>,
    moved: Arc<AtomicUsize>,
    mood: Arc<Mutex<Mood>>,
    task: JoinHandle<()>,
}

pub fn options(address: SocketAddr, name: &str) -> MqttOptions {
    let mut options = MqttOptions::new(name, address.ip().to_string(), address.port());
    options.set_credentials(USER, PASSWORD).set_keep_alive(Duration::from_secs(10));
    let mut network = rumqttc::NetworkOptions::new();
    network.set_tcp_nodelay(true);
    options.set_network_options(network);
    options
}

impl Lock {
    /// Connected, listening, and locked.
    pub async fn start(address: SocketAddr, words: Words) -> Self {
        let mut options = options(address, &format!("lock of {}", words.command));
        let will = LastWill::new(&words.availability, words.offline.clone(), QoS::AtLeastOnce, true, None);
        options.set_clean_start(true).set_last_will(will);
        let (client, mut events) = AsyncClient::new(options, 64);
        client.subscribe(&words.command, QoS::AtLeastOnce).await.unwrap();
        client.publish(&words.state, QoS::AtLeastOnce, true, words.locked.clone()).await.unwrap();
        client.publish(&words.availability, QoS::AtLeastOnce, true, words.online.clone()).await.unwrap();
        let (heard, moved) = (Arc::<Mutex<Vec<Publish>>>::default(), Arc::<AtomicUsize>::default());
        let mood = Arc::new(Mutex::new(Mood::Well));
        let arm = Arm { client: client.clone(), words: words.clone(), moved: Arc::clone(&moved) };
        let acknowledged = Arc::new(AtomicUsize::new(0));
        let (seen, now, told) = (Arc::clone(&heard), Arc::clone(&mood), Arc::clone(&acknowledged));
        let task = tokio::spawn(async move {
            while let Ok(event) = events.poll().await {
                match event {
                    Event::Incoming(Packet::Publish(command)) => {
                        seen.lock().unwrap().push(command);
                        let mood = *now.lock().unwrap();
                        if mood == Mood::GoesAway {
                            arm.moved.fetch_add(1, Ordering::SeqCst);
                            return;
                        }
                        let arm = arm.clone();
                        tokio::spawn(async move { arm.act(mood).await });
                    }
                    Event::Incoming(Packet::PubAck(_)) => drop(told.fetch_add(1, Ordering::SeqCst)),
                    _ => {}
                }
            }
        });
        wait_until("the lock is there", || acknowledged.load(Ordering::SeqCst) >= 2).await;
        Self { client, words, heard, moved, mood, task }
    }

    pub fn be(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    pub fn moves(&self) -> usize {
        self.moved.load(Ordering::SeqCst)
    }

    pub async fn say(&self, topic: &str, retain: bool, payload: &str) {
        self.client.publish(topic, QoS::AtLeastOnce, retain, payload.to_owned()).await.unwrap();
    }

    /// The cable is pulled: the broker says that it is away.
    pub fn cut(&self) {
        self.task.abort();
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[derive(Clone)]
struct Arm {
    client: AsyncClient,
    words: Words,
    moved: Arc<AtomicUsize>,
}

impl Arm {
    async fn act(&self, mood: Mood) {
        let (unlocked, locked) = (self.words.unlocked.as_str(), self.words.locked.as_str());
        if !matches!(mood, Mood::Wrong | Mood::Jammed) {
            self.moved.fetch_add(1, Ordering::SeqCst);
        }
        match mood {
            Mood::Well => self.say(&[unlocked]).await,
            Mood::Twice => self.say(&[unlocked, unlocked]).await,
            Mood::Wrong => self.say(&[locked]).await,
            Mood::Garbage => self.say(&["\u{fffd}{\"state\":[", "UNLOCKEDISH", "{}", ""]).await,
            Mood::Jammed => self.say(&["JAMMED"]).await,
            Mood::Late => {
                eventually(Duration::from_secs(4)).await;
                self.say(&[unlocked]).await;
            }
            Mood::Silent | Mood::GoesAway => {}
        }
        if matches!(mood, Mood::Well | Mood::Twice) {
            eventually(Duration::from_millis(30)).await;
            self.say(&[locked]).await;
        }
    }

    async fn say(&self, words: &[&str]) {
        for word in words {
            self.client.publish(&self.words.state, QoS::AtLeastOnce, true, (*word).to_owned()).await.unwrap();
        }
    }
}

/// A device takes its time.
async fn eventually(after: Duration) {
    sleep(after).await;
}

/// Watches that something stays so for a while.
pub async fn stays(what: &str, lasting: Duration, so: impl Fn() -> bool) {
    let until = Instant::now() + lasting;
    while Instant::now() < until {
        assert!(so(), "it did not stay so: {what}");
        sleep(Duration::from_millis(20)).await;
    }
}

pub async fn wait_until(what: &str, done: impl Fn() -> bool) {
    let until = Instant::now() + PLENTY;
    while !done() {
        assert!(Instant::now() < until, "waited for: {what}");
        sleep(Duration::from_millis(5)).await;
    }
}

/// A broker played by the test: it grants everything, acknowledges what is published if it is told to, and then says this.
pub struct Played {
    pub listener: tokio::net::TcpListener,
    pub acknowledges: bool,
    /// A whole packet, sent after the command.
    pub says: Vec<u8>,
}

impl Played {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        Self { listener, acknowledges: true, says: Vec::new() }
    }

    pub fn url(&self) -> String {
        format!("mqtt://{}", self.listener.local_addr().unwrap())
    }

    /// A message on a topic, as it is packed.
    pub fn message(topic: &str, payload: &str, retained: bool) -> Vec<u8> {
        let length = 2 + topic.len() + 1 + payload.len();
        let mut packet = vec![0x30 | u8::from(retained), u8::try_from(length).unwrap(), 0];
        packet.push(u8::try_from(topic.len()).unwrap());
        packet.extend(topic.as_bytes());
        packet.push(0);
        packet.extend(payload.as_bytes());
        packet
    }

    /// Lives with one connection until it ends: the commands that came, and when it ended.
    pub async fn live(&self) -> (Vec<Vec<u8>>, Instant) {
        use tokio::io::AsyncWriteExt;
        let (mut stream, _) = self.listener.accept().await.unwrap();
        let mut commands = Vec::new();
        while let Some((kind, body)) = packet(&mut stream).await {
            let answer = match kind >> 4 {
                1 => vec![0x20, 3, 0, 0, 0],
                8 => {
                    // Each filter ends with a byte of its options.
                    let (mut at, mut granted) = (3, Vec::new());
                    while at < body.len() {
                        at += 2 + usize::from(body[at]) * 256 + usize::from(body[at + 1]) + 1;
                        granted.push(1);
                    }
                    let mut answer = vec![0x90, u8::try_from(3 + granted.len()).unwrap(), body[0], body[1], 0];
                    answer.extend(granted);
                    answer
                }
                12 => vec![0xd0, 0],
                3 => {
                    let at = 2 + usize::from(body[0]) * 256 + usize::from(body[1]);
                    let acknowledgement = vec![0x40, 2, body[at], body[at + 1]];
                    commands.push(body);
                    let mut answer = if self.acknowledges { acknowledgement } else { Vec::new() };
                    answer.extend(&self.says);
                    answer
                }
                _ => Vec::new(),
            };
            if stream.write_all(&answer).await.is_err() {
                break;
            }
        }
        (commands, Instant::now())
    }
}

async fn packet(stream: &mut tokio::net::TcpStream) -> Option<(u8, Vec<u8>)> {
    use tokio::io::AsyncReadExt;
    let kind = stream.read_u8().await.ok()?;
    let (mut length, mut shift) = (0, 0);
    loop {
        let byte = stream.read_u8().await.ok()?;
        length |= usize::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some((kind, body))
}
