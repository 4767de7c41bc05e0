//! Nuki's locks and openers by Nuki's own servers, without a bridge. They take a command before anything has moved, so what
//! they tell of the lock before and after it is the evidence.

use std::time::Duration;

use futures_util::future::BoxFuture;
use hyper::StatusCode;
use keylink_domain::controller::Channel;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use serde_json::{Value, json};

use super::About;
use super::nuki::{ACTION, LOCKED, OPENER, UNLATCH, UNLOCK, bolt, sensor};
use crate::direct::call::Request;
use crate::direct::order::{Order, Trouble};
use crate::direct::settings::{Field, FieldKind, Values, Wrong};
use crate::direct::{DoorReport, Driver, Offer, Probe, Tools, percent};

pub(super) const ABOUT: About = About {
    name: "Nuki Web",
    purpose: "Nuki smart locks and openers that are connected to Nuki\u{2019}s servers, by the Nuki Web API.",
    places: "The lock\u{2019}s smartlockId as a decimal number, as \u{201c}Test connection\u{201d} lists them.",
    confirms: "Opened: Nuki\u{2019}s servers told after the command that the lock did it. Not that the leaf moved, unless a door sensor tells.",
    tells: "Once a minute, how its locks, door sensors and batteries are, also when others unlocked them.",
    has_memory: false,
    largest_card: None,
    fields: &[
        Field::new(
            FieldKind::Secret,
            "token",
            "API token",
            "From web.nuki.io, API; it needs the right to operate locks.",
        )
        .required(),
        ACTION,
        Field::new(FieldKind::Place, "address", "Address", "Nuki\u{2019}s servers.")
            .default("https://api.nuki.io")
            .rare(),
    ],
    is_place: |text| text.parse::<u64>().is_ok_and(|id| id > 0 && id.to_string() == text),
    holds: |_| false,
    build: |values| Ok(Box::new(NukiWeb::new(values)?)),
};

/// How often the servers are asked what became of a command; they count how often they are asked.
const LOOK: Duration = Duration::from_millis(500);
/// The most locks that are offered as doors.
const LOCKS: usize = 64;
/// Nuki's number of the state that a blocked motor is.
const MOTOR_BLOCKED: u64 = 254;

/// One account.
pub(super) struct NukiWeb {
    base: String,
    token: String,
    unlatch: bool,
}

/// A lock, as the servers tell of it.
struct Known(Value);

impl Known {
    fn id(&self) -> Option<u64> {
        self.0["smartlockId"].as_u64()
    }

    fn name(&self) -> &str {
        self.0["name"].as_str().unwrap_or("without a name")
    }

    fn is_opener(&self) -> bool {
        self.0["type"].as_u64() == Some(OPENER)
    }

    /// Whether the servers reach it; what is told of one that they do not is old.
    fn is_there(&self) -> bool {
        self.0["serverState"].as_u64() == Some(0)
    }

    fn state(&self) -> Option<u64> {
        self.0["state"]["state"].as_u64()
    }

    /// Whether it does, or did just now, what was asked of it.
    fn is_released(&self, unlatch: bool) -> bool {
        match self.state() {
            Some(5 | 7) => true,
            Some(3 | 6) => !unlatch,
            _ => false,
        }
    }

    /// Whether it did what was asked of it since it was as before. A lock that was locked and is unlocked went through it.
    fn went(&self, before: &Self, unlatch: bool) -> bool {
        let unlocked = before.state() == Some(LOCKED) && matches!(self.state(), Some(3 | 6)) && !self.is_opener();
        !before.is_released(unlatch) && (self.is_released(unlatch) || unlocked)
    }

    /// How it is, for the house; nothing of one that the servers do not reach.
    fn report(&self, channel: &Channel) -> DoorReport {
        let state = |name: &str| self.0["state"][name].as_u64().filter(|_| self.is_there());
        let lock = bolt(state("state").filter(|_| !self.is_opener()));
        DoorReport { channel: channel.clone(), lock, contact: sensor(state("doorState")) }
    }

    fn fact(&self) -> String {
        let state = match self.state() {
            _ if !self.is_there() => "Nuki\u{2019}s servers do not reach it",
            Some(LOCKED) if !self.is_opener() => "locked",
            Some(3 | 6) if !self.is_opener() => "unlocked",
            Some(MOTOR_BLOCKED) => "its motor is blocked",
            Some(0) => "not calibrated yet",
            _ => "it is there",
        };
        let weak =
            if self.0["state"]["batteryCritical"] == Value::Bool(true) { "; its battery is nearly empty" } else { "" };
        format!("{}: {}, {state}{weak}", self.id().unwrap_or(0), self.name())
    }
}

impl NukiWeb {
    fn new(values: &Values) -> Result<Self, Wrong> {
        let token = values.get("token").to_owned();
        if !token.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(Wrong::new("token", "this is no token; copy it from Nuki Web again"));
        }
        Ok(Self { base: values.base("address")?, token, unlatch: values.get("action") == "unlatch" })
    }

    fn signed(&self, request: Request) -> Request {
        request.with("authorization", format!("Bearer {}", self.token)).with("accept", "application/json")
    }

    async fn ask(&self, tools: &Tools, path: &str) -> Result<Value, Trouble> {
        let reply = tools.http.ask(&self.signed(Request::get(format!("{}{path}", self.base)))).await?;
        if reply.status == StatusCode::NOT_FOUND {
            return Err(Trouble::NotThere("the account has no such lock"));
        }
        Ok(reply.read()?.json())
    }

    async fn look(&self, tools: &Tools, id: &str) -> Result<Known, Trouble> {
        let known = Known(self.ask(tools, &format!("/smartlock/{id}")).await?);
        match known.state() {
            Some(_) => Ok(known),
            None => Err(Trouble::NotUnderstood("the lock\u{2019}s state")),
        }
    }

    async fn release(&self, tools: &Tools, order: &Order<'_>) -> Result<Outcome, Trouble> {
        let id = order.channel.as_str();
        let before = self.look(tools, id).await?;
        if !before.is_there() {
            return Ok(Outcome::Failed(Refusal::DoorOffline));
        }
        let unlatch = self.unlatch || before.is_opener();
        let action = if unlatch { UNLATCH } else { UNLOCK };
        let url = format!("{}/smartlock/{id}/action", self.base);
        let request = self.signed(Request::post_json(url, &json!({ "action": action })));
        match tools.http.command(order, &request).await {
            Ok(reply) if reply.status.is_client_error() && reply.status != StatusCode::REQUEST_TIMEOUT => {
                return Ok(Outcome::Failed(Refusal::DoorJammed));
            }
            // It was released already, and nobody can see what the command did.
            Ok(reply) if reply.status.is_success() && before.is_released(unlatch) => return Ok(Outcome::Sent),
            Err(why) if !order.has_left() => return Err(why),
            // The answer says little, and a lost one nothing: the lock is looked at.
            Ok(_) | Err(_) => {}
        }
        loop {
            tokio::time::sleep(LOOK).await;
            // A look that fails is no evidence of anything; the time ends with the deadline, from outside.
            let Ok(now) = self.look(tools, id).await else { continue };
            if now.went(&before, unlatch) {
                return Ok(Outcome::Opened);
            }
            if now.state() == Some(MOTOR_BLOCKED) && before.state() != Some(MOTOR_BLOCKED) {
                return Ok(Outcome::Failed(Refusal::DoorJammed));
            }
        }
    }

    async fn tell(&self, tools: &Tools, channels: &[Channel]) -> Result<Probe, Trouble> {
        let Value::Array(locks) = self.ask(tools, "/smartlock").await? else {
            return Err(Trouble::NotUnderstood("the list of locks"));
        };
        let locks: Vec<Known> = locks.into_iter().map(Known).collect();
        let mut probe = Probe { facts: locks.iter().take(LOCKS).map(Known::fact).collect(), ..Probe::default() };
        if locks.is_empty() {
            probe.facts.push("The account has no locks, or the token shows none.".to_owned());
        }
        if channels.is_empty() {
            let offer = |known: &Known| Offer::new(&known.id()?.to_string(), known.name());
            probe.offers = locks.iter().filter_map(offer).take(LOCKS).collect();
        }
        for channel in channels {
            let here = |known: &&Known| known.id().is_some_and(|id| id.to_string() == channel.as_str());
            let Some(known) = locks.iter().find(here) else {
                probe.facts.push(format!("{}: the account has no such lock", channel.as_str()));
                continue;
            };
            probe.note_battery(percent(&known.0["state"]["batteryCharge"]));
            probe.doors.push(known.report(channel));
        }
        Ok(probe)
    }
}

impl Driver for NukiWeb {
    fn open<'a>(&'a self, tools: &'a Tools, order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(self.release(tools, order))
    }

    fn probe<'a>(&'a self, tools: &'a Tools, channels: &'a [Channel]) -> BoxFuture<'a, Result<Probe, Trouble>> {
        Box::pin(self.tell(tools, channels))
    }
}
