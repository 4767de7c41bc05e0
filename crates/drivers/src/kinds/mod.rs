//! The registry: every kind of controller that Keylink speaks to, one file each, in one visible match.

mod agent;
mod digest;
mod esphome;
mod homeassistant;
mod http;
pub(crate) mod mqtt_lock;
mod nuki;
mod nuki_web;
mod shelly;
mod tasmota;
mod template;
pub(crate) mod uhppote;

use keylink_domain::controller::{Channel, DriverKind};

use crate::direct::Driver;
use crate::direct::settings::{Field, Values, Wrong};

/// What is told of a kind of controller.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// What people call it.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub purpose: &'static str,
    /// How a door's place on it is named.
    pub places: &'static str,
    /// What it can confirm, and on what evidence.
    pub confirms: &'static str,
    /// What it tells by itself, in a sentence.
    pub tells: &'static str,
    /// Whether it keeps what happens, so that it can be asked for it.
    pub has_memory: bool,
    /// The largest number of a card that it can be told to let in by itself; none where it holds no cards.
    pub largest_card: Option<u64>,
    /// The fields of its settings; none where the controller calls Keylink.
    pub fields: &'static [Field],
    is_place: fn(&str) -> bool,
    holds: fn(&str) -> bool,
    build: fn(&Values) -> Result<Box<dyn Driver>, Wrong>,
}

/// What is known of a kind.
pub const fn about(kind: DriverKind) -> &'static About {
    match kind {
        DriverKind::Mqtt => &MQTT,
        DriverKind::Uhppote => &uhppote::ABOUT,
        DriverKind::Http => &http::ABOUT,
        DriverKind::Shelly => &shelly::ABOUT,
        DriverKind::Tasmota => &tasmota::ABOUT,
        DriverKind::Esphome => &esphome::ABOUT,
        DriverKind::Homeassistant => &homeassistant::ABOUT,
        DriverKind::Nuki => &nuki::ABOUT,
        DriverKind::NukiWeb => &nuki_web::ABOUT,
        DriverKind::MqttLock => &mqtt_lock::ABOUT,
        DriverKind::Agent => &agent::ABOUT,
    }
}

/// Keylink's own protocol: the device calls, and gets a login instead of settings.
const MQTT: About = About {
    name: "MQTT (Keylink\u{2019}s own protocol)",
    purpose: "A device that connects to Keylink with a login of its own.",
    places: "The door\u{2019}s place on the controller, such as 1 or relay-2.",
    confirms: "The device itself says what came of each command: opened, taken, or not.",
    tells: "How its locks and door contacts are, while it is connected.",
    has_memory: false,
    largest_card: None,
    fields: &[],
    is_place: |_| true,
    holds: |_| true,
    build: |_| Err(Wrong::new("driver", "a controller of this kind has no settings")),
};

/// A controller of a kind with these settings, which are checked.
pub(crate) fn build(kind: DriverKind, values: &Values) -> Result<Box<dyn Driver>, Wrong> {
    (about(kind).build)(values)
}

/// Checks that a controller of this kind can have a door at this place.
///
/// # Errors
/// Says what places look like there.
pub fn check_place(kind: DriverKind, channel: &Channel) -> Result<(), &'static str> {
    let about = about(kind);
    if (about.is_place)(channel.as_str()) { Ok(()) } else { Err(about.places) }
}

/// Whether a controller of this kind can keep the door at this place released until it is told otherwise, or by being told
/// again and again.
pub fn can_hold(kind: DriverKind, channel: &Channel) -> bool {
    (about(kind).holds)(channel.as_str())
}

/// Whether the text is a number between two others, in the one spelling that it has.
fn is_number(text: &str, least: u32, most: u32) -> bool {
    text.parse().is_ok_and(|number: u32| (least..=most).contains(&number) && number.to_string() == text)
}
