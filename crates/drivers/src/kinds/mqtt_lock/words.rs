//! The words of a lock on MQTT: which topics, what is said on them and what it means. Ready for some programs, and each
//! may be said otherwise in the settings.

use keylink_domain::controller::Channel;
use keylink_domain::id::UnlockId;
use serde_json::Value;

use super::super::tasmota::pulse_time;
use super::super::template;
use crate::direct::settings::{Values, Wrong};

/// The places that are filled in where a topic is named.
const IN_TOPICS: [&str; 5] = ["prefix", "channel", "name", "number", "switch"];
/// And in what is said.
const IN_PAYLOADS: [&str; 13] = [
    "prefix",
    "channel",
    "name",
    "number",
    "switch",
    "relay",
    "pulse_ms",
    "pulse_s",
    "pulse",
    "pulse_tasmota",
    "id",
    "call",
    "client",
];
/// Written where a preset has something that is not there.
const NOTHING: &str = "none";
/// The topics of Keylink's own protocol: who opens by those is a controller of another kind.
const OWN: &str = "keylink/";
/// The longest topic, in bytes.
const LONGEST_TOPIC: usize = 512;

/// A preset: what its fields hold where the settings are empty.
struct Preset {
    prefix: &'static str,
    command_topic: &'static str,
    command: &'static str,
    state_topic: &'static str,
    state_path: &'static str,
    unlocked: &'static str,
    locked: &'static str,
    availability_topic: &'static str,
    offline: &'static str,
}

const CUSTOM: Preset = Preset {
    prefix: "",
    command_topic: "",
    command: "",
    state_topic: "",
    state_path: "",
    unlocked: "UNLOCKED, OPEN, ON",
    locked: "LOCKED, OFF",
    availability_topic: "",
    offline: "offline",
};

/// What each choice of the field `preset` stands for.
const fn preset(name: &str) -> Preset {
    match name.as_bytes() {
        b"homeassistant" => Preset {
            prefix: "home-assistant",
            command_topic: "{prefix}/{channel}/set",
            command: "UNLOCK",
            state_topic: "{prefix}/{channel}/state",
            availability_topic: "{prefix}/{channel}/availability",
            ..CUSTOM
        },
        b"zigbee2mqtt" => Preset {
            prefix: "zigbee2mqtt",
            command_topic: "{prefix}/{channel}/set",
            command: "{\"state\":\"UNLOCK\"}",
            state_topic: "{prefix}/{channel}",
            state_path: "state",
            unlocked: "UNLOCK",
            locked: "LOCK",
            availability_topic: "{prefix}/{channel}/availability\n{prefix}/bridge/state",
            ..CUSTOM
        },
        b"tasmota" => Preset {
            command_topic: "cmnd/{name}/Backlog",
            command: "PulseTime{relay} {pulse_tasmota}; Power{relay} ON",
            state_topic: "stat/{name}/POWER{number}",
            unlocked: "ON",
            locked: "OFF",
            availability_topic: "tele/{name}/LWT",
            ..CUSTOM
        },
        b"esphome" => Preset {
            command_topic: "{prefix}/lock/{channel}/command",
            command: "UNLOCK",
            state_topic: "{prefix}/lock/{channel}/state",
            availability_topic: "{prefix}/status",
            ..CUSTOM
        },
        b"shelly" => Preset {
            command_topic: "{name}/rpc",
            command: "{\"id\":{call},\"src\":\"{client}\",\"method\":\"Switch.Set\",\
                      \"params\":{\"id\":{switch},\"on\":true,\"toggle_after\":{pulse}}}",
            state_topic: "{name}/events/rpc",
            state_path: "params.switch:{switch}.output",
            unlocked: "true",
            locked: "false",
            availability_topic: "{name}/online",
            offline: "false",
            ..CUSTOM
        },
        _ => CUSTOM,
    }
}

/// What one controller's settings say.
pub(super) struct Words {
    prefix: String,
    command_topic: String,
    command: String,
    state_topic: String,
    state_path: String,
    unlocked: Vec<String>,
    locked: Vec<String>,
    availability_topics: Vec<String>,
    offline: Vec<String>,
    contact_topic: String,
    contact_path: String,
    contact_open: Vec<String>,
    contact_closed: Vec<String>,
}

/// The topics of one door.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Topics {
    pub(super) command: String,
    pub(super) state: Option<String>,
    state_path: String,
    pub(super) availability: Vec<String>,
    pub(super) contact: Option<String>,
    contact_path: String,
}

/// What a state says of the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LockWord {
    Unlocked,
    Locked,
    Jammed,
}

impl Words {
    pub(super) fn read(values: &Values) -> Result<Self, Wrong> {
        let preset = preset(values.get("preset"));
        let or = |field: &str, ready: &str| match values.get(field) {
            "" => ready.to_owned(),
            NOTHING => String::new(),
            typed => typed.to_owned(),
        };
        let words = Self {
            prefix: or("prefix", preset.prefix).trim_end_matches('/').to_owned(),
            command_topic: or("command_topic", preset.command_topic),
            command: or("command", preset.command),
            state_topic: or("state_topic", preset.state_topic),
            state_path: or("state_path", preset.state_path),
            unlocked: listed(&or("unlocked", preset.unlocked)),
            locked: listed(&or("locked", preset.locked)),
            availability_topics: or("availability_topic", preset.availability_topic).lines().map(trimmed).collect(),
            offline: listed(&or("offline", preset.offline)),
            contact_topic: or("contact_topic", ""),
            contact_path: or("contact_path", ""),
            contact_open: listed(&or("contact_open", "open, ON, true")),
            contact_closed: listed(&or("contact_closed", "closed, OFF, false")),
        };
        words.check()?;
        Ok(words)
    }

    fn check(&self) -> Result<(), Wrong> {
        if self.command_topic.is_empty() || self.command.is_empty() {
            let field = if self.command_topic.is_empty() { "command_topic" } else { "command" };
            return Err(Wrong::new(field, "this preset has none; say it here"));
        }
        self.topic("command_topic", &self.command_topic)?;
        let whole = |topic: &str| topic.replace("{prefix}", &self.prefix);
        for (field, topic) in [("state_topic", &self.state_topic), ("contact_topic", &self.contact_topic)] {
            self.topic(field, topic)?;
            if whole(topic) == whole(&self.command_topic) {
                // Keylink's own command would come back to it as the device's word.
                return Err(Wrong::new(
                    field,
                    "commands go to this topic; the device must say how it is on another one",
                ));
            }
        }
        for topic in &self.availability_topics {
            self.topic("availability_topic", topic)?;
        }
        template::check("command", &self.command, &IN_PAYLOADS)?;
        template::check("state_path", &self.state_path, &IN_TOPICS)?;
        template::check("contact_path", &self.contact_path, &IN_TOPICS)?;
        if self.unlocked.iter().any(|word| self.locked.contains(word)) {
            return Err(Wrong::new("unlocked", "the same word cannot mean unlocked and locked"));
        }
        Ok(())
    }

    /// A topic that can be published and listened to.
    fn topic(&self, field: &'static str, text: &str) -> Result<(), Wrong> {
        template::check(field, text, &IN_TOPICS)?;
        if text.contains("{prefix}") && self.prefix.is_empty() {
            return Err(Wrong::new("prefix", "this must be filled in: the topics of this preset begin with it"));
        }
        let filled = text.replace("{prefix}", &self.prefix);
        if filled.contains(['+', '#']) || filled.len() > LONGEST_TOPIC {
            return Err(Wrong::new(field, "name one topic, without the signs + and #"));
        }
        // Those begin with a dollar and are the broker's own; these are another kind's.
        if filled.starts_with('$') || filled.to_ascii_lowercase().starts_with(OWN) {
            return Err(Wrong::new(field, "this topic is not for locks; name the lock\u{2019}s own"));
        }
        Ok(())
    }

    /// The topics of the door at this place.
    pub(super) fn topics(&self, channel: &Channel) -> Topics {
        let fill = |text: &str| template::fill(text, &IN_TOPICS, |place| self.place(place, channel));
        let some = |text: &str| (!text.is_empty()).then(|| fill(text));
        Topics {
            command: fill(&self.command_topic),
            state: some(&self.state_topic),
            state_path: fill(&self.state_path),
            availability: self.availability_topics.iter().filter_map(|topic| some(topic)).collect(),
            contact: some(&self.contact_topic),
            contact_path: fill(&self.contact_path),
        }
    }

    /// What is said to open the door.
    pub(super) fn command(&self, channel: &Channel, unlock: UnlockId, pulse_ms: u32, client: &str) -> String {
        template::fill(&self.command, &IN_PAYLOADS, |place| match place {
            "pulse_ms" => pulse_ms.to_string(),
            "pulse_s" => pulse_ms.div_ceil(1_000).to_string(),
            "pulse" => (f64::from(pulse_ms) / 1_000.0).to_string(),
            "pulse_tasmota" => pulse_time(pulse_ms).to_string(),
            "id" => unlock.to_string(),
            "call" => call(unlock).to_string(),
            "client" => client.to_owned(),
            other => self.place(other, channel),
        })
    }

    /// Whether the device answers each command on a topic of ours.
    pub(super) fn is_answered(&self) -> bool {
        self.command.contains("{client}") && self.command.contains("{call}")
    }

    fn place(&self, place: &str, channel: &Channel) -> String {
        let (name, number) = numbered(channel.as_str());
        match place {
            "prefix" => self.prefix.clone(),
            "channel" => channel.as_str().to_owned(),
            "name" => name.to_owned(),
            "number" => number.unwrap_or_default().to_owned(),
            "relay" => number.unwrap_or("1").to_owned(),
            "switch" => number.unwrap_or("0").to_owned(),
            _ => String::new(),
        }
    }

    /// What a message on the door's state topic says of the lock.
    pub(super) fn lock(&self, topics: &Topics, payload: &[u8]) -> Option<LockWord> {
        let word = said(payload, &topics.state_path)?;
        if self.unlocked.contains(&word) {
            return Some(LockWord::Unlocked);
        }
        if self.locked.contains(&word) {
            return Some(LockWord::Locked);
        }
        (word == "jammed").then_some(LockWord::Jammed)
    }

    /// Whether a message on the door's contact topic says that it is open.
    pub(super) fn open(&self, topics: &Topics, payload: &[u8]) -> Option<bool> {
        let word = said(payload, &topics.contact_path)?;
        match (self.contact_open.contains(&word), self.contact_closed.contains(&word)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// Whether a message on an availability topic says that the device is away. Plain, or `{"state": ..}`.
    pub(super) fn offline(&self, payload: &[u8]) -> Option<bool> {
        let word = said(payload, "state").or_else(|| said(payload, ""))?;
        Some(self.offline.contains(&word))
    }
}

/// The number under which a device answers a command: a part of the unlock's id that JSON holds whole everywhere.
pub(super) fn call(unlock: UnlockId) -> u32 {
    let text = unlock.to_string();
    let tail = text.get(text.len().saturating_sub(7)..).unwrap_or_default();
    u32::from_str_radix(tail, 16).unwrap_or_default()
}

/// `strike.2` is the second of `strike`.
fn numbered(channel: &str) -> (&str, Option<&str>) {
    match channel.rsplit_once('.') {
        Some((name, number)) if !name.is_empty() && number.parse::<u8>().is_ok() => (name, Some(number)),
        _ => (channel, None),
    }
}

/// A word in a message: all of it, or what stands in its JSON at `a.b`. Small letters, since makers differ.
fn said(payload: &[u8], path: &str) -> Option<String> {
    let text = std::str::from_utf8(payload).ok()?;
    if path.is_empty() {
        return Some(text.trim().to_lowercase());
    }
    let whole: Value = serde_json::from_str(text).ok()?;
    match path.split('.').try_fold(&whole, |value, part| value.get(part))? {
        Value::String(word) => Some(word.trim().to_lowercase()),
        Value::Bool(word) => Some(word.to_string()),
        Value::Number(word) => Some(word.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn listed(text: &str) -> Vec<String> {
    text.split(',').map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()).collect()
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

/// Reads a stranger's message in each way that there is.
pub(crate) fn fuzz(payload: &[u8]) {
    for path in ["", "state", "params.switch:0.output"] {
        drop(said(payload, path));
    }
}
