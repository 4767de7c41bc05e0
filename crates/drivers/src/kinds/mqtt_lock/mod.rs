//! Any lock or switch on a broker that others run, by its own topics: what is published to open it, on which topic it says
//! how it is, and on which one the broker says that it is away.

mod memory;
pub(crate) mod words;

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use keylink_domain::controller::Channel;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use tokio::sync::OnceCell;
use tokio::time::timeout;

use self::memory::Memory;
use self::words::{LockWord, Words, call};
use super::About;
use crate::direct::line::link::{Publish, Taken};
use crate::direct::line::{Broker, Line, Login};
use crate::direct::order::{Order, Trouble};
use crate::direct::settings::{Field, FieldKind, Values, Wrong};
use crate::direct::{Driver, Probe, Tools};

/// How long a device that said yes is given to say that it is done.
const AFTER_YES: Duration = Duration::from_millis(1_000);

const PRESETS: FieldKind = FieldKind::Choice(&[
    ("homeassistant", "A lock made for Home Assistant (UNLOCK on its topic)"),
    ("zigbee2mqtt", "Zigbee2MQTT lock"),
    ("tasmota", "Tasmota relay"),
    ("esphome", "ESPHome lock"),
    ("shelly", "Shelly relay (Gen2 and later)"),
    ("custom", "Something else: all topics are said below"),
]);

const fn rare(name: &'static str, label: &'static str, help: &'static str) -> Field {
    Field::new(FieldKind::Text, name, label, help).rare()
}

pub(super) const ABOUT: About = About {
    name: "MQTT lock or switch",
    purpose: "Any lock or relay on an MQTT broker that you run: Zigbee2MQTT, Tasmota, ESPHome, Shelly, or by topics of your own.",
    places: "The device\u{2019}s name in its topics; with a relay\u{2019}s number after a dot where it has several, such as gate.2.",
    confirms: "Opened: the device itself said after the command that it is unlocked or on. What the broker had kept does not count.",
    tells: "At once: its lock, also when others unlocked it, and its door contact if a topic for it is named.",
    has_memory: false,
    largest_card: None,
    fields: &[
        Field::new(
            FieldKind::Place,
            "address",
            "Broker",
            "Such as mqtt://192.168.1.10, or mqtts://broker.example.org:8883",
        )
        .required(),
        Field::new(FieldKind::Text, "user", "User", "The login at the broker. Give Keylink one of its own."),
        Field::new(FieldKind::Secret, "password", "Password", ""),
        Field::new(
            PRESETS,
            "preset",
            "What it is",
            "Its topics and words; under More settings they can be said otherwise.",
        )
        .default("homeassistant"),
        Field::new(
            FieldKind::Text,
            "prefix",
            "Beginning of its topics",
            "In place of {prefix}. ESPHome: the node\u{2019}s name. Otherwise only where you changed it.",
        ),
        rare(
            "command_topic",
            "Topic for commands",
            "{prefix}, {channel}, {name} and {number} are filled in: of the place gate.2 the name is gate and the number 2.",
        ),
        rare(
            "command",
            "What opens it",
            "Also {relay}, {switch}, {pulse_s}, {pulse_ms}, {pulse} and {id}. The device must lock itself again.",
        ),
        rare("state_topic", "Topic of its state", "Write none if it tells none: then openings cannot be confirmed."),
        rare("state_path", "Where in the state", "If it is JSON, such as state or params.output."),
        rare("unlocked", "Words for unlocked", "With commas between."),
        rare("locked", "Words for locked", "With commas between."),
        Field::new(
            FieldKind::Lines,
            "availability_topic",
            "Topics that say whether it is there",
            "One on each line, or none.",
        )
        .rare(),
        rare("offline", "Words for away", "With commas between."),
        rare("contact_topic", "Topic of the door contact", "If there is one."),
        rare("contact_path", "Where in the contact\u{2019}s message", "If it is JSON."),
        rare("contact_open", "Words for an open door", "Without any: open, on or true."),
        rare(
            "contact_closed",
            "Words for a closed door",
            "Without any: closed, off or false. Zigbee2MQTT\u{2019}s contact is true when the door is closed.",
        ),
    ],
    is_place: |_| true,
    holds: |_| false,
    build: |values| Ok(Box::new(MqttLock::new(values)?)),
};

/// The doors of one controller, on one connection.
pub(super) struct MqttLock {
    broker: Broker,
    user: Option<String>,
    password: String,
    words: Arc<Words>,
    way: OnceCell<Way>,
}

/// The connection, made when it is first needed.
struct Way {
    client: String,
    line: Line,
    memory: Arc<Memory>,
}

impl MqttLock {
    fn new(values: &Values) -> Result<Self, Wrong> {
        let user = Some(values.get("user").to_owned()).filter(|user| !user.is_empty());
        let password = values.get("password").to_owned();
        if user.is_none() && !password.is_empty() {
            return Err(Wrong::new("user", "a password alone is no login; give the user, too"));
        }
        let broker = Broker::read("address", values.get("address"))?;
        Ok(Self { broker, user, password, words: Arc::new(Words::read(values)?), way: OnceCell::new() })
    }

    async fn way(&self, tools: &Tools) -> Result<&Way, Trouble> {
        let making = || async {
            let mut chance = [0; 8];
            tools.entropy.fill(&mut chance).map_err(|_| Trouble::NotThere("this machine has no randomness"))?;
            // Nodes that share an organization must not put one another out.
            let client = chance.iter().fold("keylink-".to_owned(), |name, byte| format!("{name}{byte:02x}"));
            let (words, answers) = (Arc::clone(&self.words), format!("{client}/rpc"));
            let memory = Arc::new(Memory::new(words, answers, tools.controller, tools.reports.clone()));
            let (user, password) = (self.user.clone(), self.password.clone());
            let login = Login { client_id: client.clone(), user, password, last_word: None };
            let line = Line::start(tools.http.clone(), self.broker.clone(), login, Arc::clone(&memory) as _);
            Ok(Way { client, line, memory })
        };
        self.way.get_or_try_init(making).await
    }

    /// Listens to what is said of a door; what the broker keeps of it was heard when this returns.
    async fn attend(&self, way: &Way, channel: &Channel) -> Result<String, Trouble> {
        let topics = self.words.topics(channel);
        way.memory.note(channel, &topics);
        let mut all: Vec<String> = topics.availability.clone();
        all.extend(topics.state.clone());
        all.extend(topics.contact.clone());
        if self.words.is_answered() {
            all.push(format!("{}/rpc", way.client));
        }
        way.line.listen(&all).await?;
        Ok(topics.command)
    }

    async fn release(&self, tools: &Tools, order: &Order<'_>) -> Result<Outcome, Trouble> {
        let way = self.way(tools).await?;
        let topic = self.attend(way, order.channel).await?;
        if way.memory.now(order.channel).offline == Some(true) {
            return Ok(Outcome::Failed(Refusal::DoorOffline));
        }
        let payload = self.words.command(order.channel, order.unlock, order.pulse_ms, &way.client);
        let before = way.memory.count();
        // What is away when it is published must not open when it comes back.
        let expiry_s = u32::try_from(order.remaining().as_millis().div_ceil(1_000)).unwrap_or(1).max(1);
        let message = Publish { topic, payload, retain: false, expiry_s: Some(expiry_s) };
        match way.line.publish(Some(order), message).await? {
            // The broker knows that nobody got it.
            Taken::Nobody | Taken::Refused => return Ok(Outcome::Failed(Refusal::DoorOffline)),
            Taken::Kept => {}
        }
        self.evidence(way, order, before).await
    }

    /// What the device says after the command. What nobody says is not known.
    async fn evidence(&self, way: &Way, order: &Order<'_>, before: u64) -> Result<Outcome, Trouble> {
        let tells = self.words.topics(order.channel).state.is_some();
        if !tells && !self.words.is_answered() {
            return Ok(Outcome::Sent);
        }
        let mut changes = way.memory.changes();
        loop {
            match way.memory.news_since(order.channel, before) {
                Some(LockWord::Unlocked) => return Ok(Outcome::Opened),
                Some(LockWord::Jammed) => return Ok(Outcome::Failed(Refusal::DoorJammed)),
                Some(LockWord::Locked) | None => {}
            }
            match way.memory.answer(call(order.unlock)) {
                Some(false) => return Ok(Outcome::Failed(Refusal::DoorJammed)),
                Some(true) => return Ok(self.after_yes(way, order, before).await),
                None => {}
            }
            changes.changed().await.map_err(|_| Trouble::Broken)?;
        }
    }

    /// The device said that it did it: perhaps it also says how it is now.
    async fn after_yes(&self, way: &Way, order: &Order<'_>, before: u64) -> Outcome {
        let mut changes = way.memory.changes();
        let is_open = || way.memory.news_since(order.channel, before) == Some(LockWord::Unlocked);
        let seen = async { while !is_open() && changes.changed().await.is_ok() {} };
        // A wait that would reach past the deadline would make silence of a yes.
        let patience = AFTER_YES.min(order.remaining() / 2);
        if timeout(patience, seen).await.is_ok() && is_open() { Outcome::Opened } else { Outcome::Sent }
    }

    async fn tell(&self, tools: &Tools, channels: &[Channel]) -> Result<Probe, Trouble> {
        let way = self.way(tools).await?;
        way.line.listen(&[]).await?;
        // How doors are is reported as it is heard, in that order: told here as well, the older word could come last.
        let mut probe =
            Probe { facts: vec!["Its broker is connected, and knows the login.".to_owned()], ..Probe::default() };
        let mut away = 0;
        for channel in channels {
            self.attend(way, channel).await?;
            let now = way.memory.now(channel);
            away += usize::from(now.offline == Some(true));
            probe.note_battery(now.battery);
            let (name, topic) = (channel.as_str(), self.words.topics(channel).command);
            let there = match now.offline {
                Some(true) => "the broker says that it is away",
                Some(false) => "it is there",
                None => "nobody says whether it is there",
            };
            let lock = match now.lock {
                Some(LockWord::Unlocked) => "unlocked",
                Some(LockWord::Locked) => "locked",
                Some(LockWord::Jammed) => "jammed",
                None => "its state is not known yet",
            };
            probe.facts.push(format!("{name}: {there}; {lock}. Commands go to {topic}"));
        }
        if away > 0 && away == channels.len() {
            return Err(Trouble::NotThere("its broker says that it is away"));
        }
        Ok(probe)
    }
}

impl Driver for MqttLock {
    fn open<'a>(&'a self, tools: &'a Tools, order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(self.release(tools, order))
    }

    fn probe<'a>(&'a self, tools: &'a Tools, channels: &'a [Channel]) -> BoxFuture<'a, Result<Probe, Trouble>> {
        Box::pin(self.tell(tools, channels))
    }
}
