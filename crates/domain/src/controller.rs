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
}

spelled!(DriverKind: Mqtt = "mqtt");

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

/// A door's place on its controller: 1 to 32 letters, digits, `-` or `_` (it is part of an MQTT topic).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Channel(String);

/// The text cannot name a channel.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a channel is 1 to 32 letters, digits, - or _, such as 1 or relay-2")]
pub struct NotAChannel;

impl Channel {
    /// Reads a channel's name.
    pub fn parse(text: &str) -> Result<Self, NotAChannel> {
        let fits =
            (1..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
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
