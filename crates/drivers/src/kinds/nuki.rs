//! Nuki's locks and openers behind their bridge, by its HTTP API. The bridge answers when the lock has done it, or has
//! not; the token itself does not travel.

use futures_util::future::BoxFuture;
use hyper::StatusCode;
use keylink_domain::controller::Channel;
use keylink_domain::door::{ContactStatus, LockStatus};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{About, is_number};
use crate::direct::call::{Request, encoded};
use crate::direct::order::{Order, Trouble};
use crate::direct::settings::{Field, FieldKind, Values, Wrong};
use crate::direct::{DoorReport, Driver, Probe, Tools};

pub(super) const ABOUT: About = About {
    name: "Nuki Bridge",
    purpose: "Nuki smart locks and openers behind a Nuki Bridge with its HTTP API switched on.",
    places: "The lock\u{2019}s Nuki ID as a decimal number, as \u{201c}Test connection\u{201d} lists them.",
    confirms: "Opened: the bridge answered that the lock did it. Not that the leaf moved, unless a door sensor tells.",
    tells: "Once a minute, how its locks and door sensors are, also when others unlocked them.",
    has_memory: false,
    largest_card: None,
    fields: &[
        Field::new(FieldKind::Place, "address", "Address", "The bridge, such as http://192.168.1.50:8080").required(),
        Field::new(FieldKind::Secret, "token", "API token", "From the Nuki app, Manage Bridge.").required(),
        ACTION,
    ],
    is_place: |text| is_number(text, 1, u32::MAX),
    holds: |_| false,
    build: |values| Ok(Box::new(Nuki::new(values)?)),
};

/// What is done, for the bridge and for Nuki's servers alike; so are the numbers below.
pub(super) const ACTION: Field = Field::new(
    FieldKind::Choice(&[("unlatch", "Unlatch: the door opens"), ("unlock", "Unlock only")]),
    "action",
    "What is done",
    "An opener always lets the door buzz.",
)
.default("unlatch");

/// The device type of an opener, and the number of the action that unlocks, and that unlatches or buzzes.
pub(super) const OPENER: u64 = 2;
pub(super) const UNLOCK: u8 = 1;
pub(super) const UNLATCH: u8 = 3;
/// The number of a lock's state that is locked.
pub(super) const LOCKED: u64 = 1;

/// What the number of a lock's state says; an opener's mean something else, and say nothing of a lock.
pub(super) const fn bolt(state: Option<u64>) -> Option<LockStatus> {
    match state {
        Some(LOCKED) => Some(LockStatus::Locked),
        Some(3 | 5 | 6) => Some(LockStatus::Unlocked),
        _ => None,
    }
}

/// What the number of a door sensor's state says.
pub(super) const fn sensor(state: Option<u64>) -> Option<ContactStatus> {
    match state {
        Some(2) => Some(ContactStatus::Closed),
        Some(3) => Some(ContactStatus::Open),
        _ => None,
    }
}

/// One bridge.
pub(super) struct Nuki {
    base: String,
    token: String,
    unlatch: bool,
}

impl Nuki {
    fn new(values: &Values) -> Result<Self, Wrong> {
        let token = values.get("token").to_owned();
        Ok(Self { base: values.base("address")?, token, unlatch: values.get("action") == "unlatch" })
    }

    /// A request that shows the token without telling it; good once, and only for some minutes.
    fn request(&self, tools: &Tools, path: &str, query: &str) -> Result<Request, Trouble> {
        let chance = tools.entropy.chance().map_err(|_| Trouble::NotThere("the system gives no randomness"))?;
        let number = u32::from_le_bytes([chance[0], chance[1], chance[2], 0]);
        let now = tools.wall.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let hash = Sha256::digest(format!("{now},{number},{}", self.token).as_bytes());
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let now = encoded(&now);
        Ok(Request::get(format!("{}{path}?{query}ts={now}&rnr={number}&hash={hash}", self.base)))
    }

    async fn list(&self, tools: &Tools) -> Result<Vec<Value>, Trouble> {
        let reply = tools.http.ask(&self.request(tools, "/list", "")?).await?;
        match reply.read()?.json() {
            Value::Array(locks) => Ok(locks),
            _ => Err(Trouble::NotUnderstood("its list of locks")),
        }
    }

    async fn release(&self, tools: &Tools, order: &Order<'_>) -> Result<Outcome, Trouble> {
        let id = order.channel.as_str();
        let locks = self.list(tools).await?;
        let lock = find(&locks, id).ok_or(Trouble::NotThere("the bridge has no such lock"))?;
        let kind = lock["deviceType"].as_u64().unwrap_or(0);
        let action = if self.unlatch || kind == OPENER { UNLATCH } else { UNLOCK };
        let query = format!("nukiId={id}&deviceType={kind}&action={action}&");
        let reply = tools.http.command(order, &self.request(tools, "/lockAction", &query)?).await?;
        match (reply.status, reply.json()["success"].as_bool()) {
            (StatusCode::SERVICE_UNAVAILABLE, _) => Ok(Outcome::Failed(Refusal::DoorOffline)),
            (status, _) if status.is_client_error() => Ok(Outcome::Failed(Refusal::DoorJammed)),
            (status, Some(true)) if status.is_success() => Ok(Outcome::Opened),
            // The lock may have moved, and the word of it been lost on the radio.
            (status, _) => Err(Trouble::Answered(status.as_u16())),
        }
    }

    async fn tell(&self, tools: &Tools, channels: &[Channel]) -> Result<Probe, Trouble> {
        let locks = self.list(tools).await?;
        let mut probe = Probe::default();
        for lock in &locks {
            let (id, state) = (lock["nukiId"].as_u64().unwrap_or(0), &lock["lastKnownState"]);
            let name = lock["name"].as_str().unwrap_or("without a name");
            let weak = if state["batteryCritical"] == Value::Bool(true) { "; its battery is nearly empty" } else { "" };
            probe.facts.push(format!("{id}: {name}, {}{weak}", state["stateName"].as_str().unwrap_or("state unknown")));
        }
        if locks.is_empty() {
            probe.facts.push("The bridge has no locks.".to_owned());
        }
        for channel in channels {
            let Some(lock) = find(&locks, channel.as_str()) else {
                probe.facts.push(format!("{}: the bridge has no such lock", channel.as_str()));
                continue;
            };
            probe.doors.push(report(channel, lock));
        }
        Ok(probe)
    }
}

fn find<'a>(locks: &'a [Value], id: &str) -> Option<&'a Value> {
    locks.iter().find(|lock| lock["nukiId"].as_u64().is_some_and(|known| known.to_string() == id))
}

fn report(channel: &Channel, lock: &Value) -> DoorReport {
    let state = &lock["lastKnownState"];
    let number = state["state"].as_u64().filter(|_| lock["deviceType"].as_u64() != Some(OPENER));
    DoorReport { channel: channel.clone(), lock: bolt(number), contact: sensor(state["doorsensorState"].as_u64()) }
}

impl Driver for Nuki {
    fn open<'a>(&'a self, tools: &'a Tools, order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(self.release(tools, order))
    }

    fn probe<'a>(&'a self, tools: &'a Tools, channels: &'a [Channel]) -> BoxFuture<'a, Result<Probe, Trouble>> {
        Box::pin(self.tell(tools, channels))
    }
}
