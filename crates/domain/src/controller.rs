//! A controller: the device or gateway that drives one or more doors, and how a door is found behind it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::door::spelled;
use crate::id::{ControllerId, OrganizationId};

/// A device or gateway with its own login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controller {
    /// Its id; on MQTT also its login name and its part of the topic tree.
    pub id: ControllerId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// What people call it: "Cabinet, ground floor".
    pub name: String,
    /// The language it speaks.
    pub driver: DriverKind,
    /// Whether it was last known to be reachable.
    pub online: Option<bool>,
    /// When it was last heard of.
    pub last_seen: Option<Timestamp>,
}

/// The kinds of controller that Keylink can talk to; the drivers' registry is one match over this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DriverKind {
    /// Keylink's own small topic protocol over MQTT 5 (docs/mqtt.md).
    Mqtt,
    /// UHPPOTE boards, and the same boards under other names, over UDP.
    Uhppote,
    /// Anything that a request over HTTP opens.
    Http,
    /// Shelly relays of the second generation and later.
    Shelly,
    /// Relays with Tasmota.
    Tasmota,
    /// Locks, switches and buttons with ESPHome.
    Esphome,
    /// Locks and switches that a Home Assistant knows.
    Homeassistant,
    /// Nuki's locks behind their bridge.
    Nuki,
    /// Nuki's locks by Nuki's servers.
    NukiWeb,
    /// Locks and switches on a broker that others run, by their own topics.
    MqttLock,
    /// A program of Keylink's own at the site, which holds the drivers of that site's devices.
    Agent,
}

spelled!(DriverKind:
    Mqtt = "mqtt",
    Uhppote = "uhppote",
    Http = "http",
    Shelly = "shelly",
    Tasmota = "tasmota",
    Esphome = "esphome",
    Homeassistant = "homeassistant",
    Nuki = "nuki",
    NukiWeb = "nuki_web",
    MqttLock = "mqtt_lock",
    Agent = "agent"
);

impl DriverKind {
    /// Every kind, in the order in which pages list them.
    pub const ALL: [Self; 11] = [
        Self::Mqtt,
        Self::Agent,
        Self::Uhppote,
        Self::Shelly,
        Self::Tasmota,
        Self::Esphome,
        Self::Homeassistant,
        Self::Nuki,
        Self::NukiWeb,
        Self::MqttLock,
        Self::Http,
    ];

    /// Who begins the conversation.
    pub const fn reach(self) -> Reach {
        match self {
            Self::Mqtt => Reach::Login,
            Self::Agent => Reach::Enrolled,
            Self::Uhppote
            | Self::Http
            | Self::Shelly
            | Self::Tasmota
            | Self::Esphome
            | Self::Homeassistant
            | Self::Nuki
            | Self::NukiWeb
            | Self::MqttLock => Reach::Called,
        }
    }
}

/// How a controller and Keylink come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// It connects with a login that it is given once, and has no settings.
    Login,
    /// It connects with a secret of its own, once it was enrolled by a code.
    Enrolled,
    /// Keylink calls it, by its settings.
    Called,
}

/// Where a door's hardware is: the controller and the door's place on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DoorAddress {
    /// The controller that drives the door.
    pub controller: ControllerId,
    /// Which language that controller speaks.
    pub driver: DriverKind,
    /// The door's place on the controller, as the controller names it: "1", "relay-2".
    pub channel: Channel,
}

/// A door's place on its controller: 1 to 64 letters, digits, `-`, `_` or `.` (it is part of an MQTT topic, and
/// elsewhere of an address).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Channel(String);

/// The text cannot name a channel.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a channel is 1 to 64 letters, digits, -, _ or dots, such as 1, relay-2 or lock.front_door")]
pub struct NotAChannel;

impl Channel {
    /// Reads a channel's name.
    pub fn parse(text: &str) -> Result<Self, NotAChannel> {
        let known = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        // Dots alone are not a name but a way up where names are parts of a path.
        let fits = (1..=64).contains(&text.len()) && text.bytes().all(known) && text.bytes().any(|b| b != b'.');
        if fits { Ok(Self(text.to_owned())) } else { Err(NotAChannel) }
    }

    /// The channel's name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Channel {
    type Error = NotAChannel;
    fn try_from(text: String) -> Result<Self, NotAChannel> {
        Self::parse(&text)
    }
}

impl From<Channel> for String {
    fn from(channel: Channel) -> Self {
        channel.0
    }
}
