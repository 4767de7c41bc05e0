//! Shelly relays of the second generation and later: RPC over HTTP, digest authentication, and a relay that turns itself
//! off again (`toggle_after`), whatever becomes of Keylink.

use futures_util::future::BoxFuture;
use hyper::{Method, StatusCode};
use keylink_domain::controller::Channel;
use keylink_domain::door::LockStatus;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{DoorAct, Outcome};
use serde_json::{Value, json};

use super::digest::{Challenge, Login};
use super::{About, is_number};
use crate::direct::call::{Reply, Request};
use crate::direct::order::{Order, Trouble};
use crate::direct::settings::{Field, FieldKind, Values, Wrong};
use crate::direct::{DoorReport, Driver, Offer, Probe, Tools};

pub(super) const ABOUT: About = About {
    name: "Shelly (Gen2 and later)",
    purpose: "Shelly Plus, Pro, Gen3 and Gen4 relays, by their own web interface.",
    places: "The switch\u{2019}s number on the device, from 0 on.",
    confirms: "Opened: the device reported its relay on after the command. Not that the lock or the leaf moved.",
    tells: "Once a minute, how its relays are.",
    has_memory: false,
    largest_card: None,
    fields: &[
        Field::new(FieldKind::Place, "address", "Address", "The device\u{2019}s address, such as http://192.168.1.20")
            .required(),
        Field::new(
            FieldKind::Secret,
            "password",
            "Password",
            "If the device has one (Settings, Authentication); its user is always admin.",
        ),
    ],
    is_place: |text| is_number(text, 0, 15),
    holds: |_| true,
    build: |values| Ok(Box::new(Shelly::new(values)?)),
};

const USER: &str = "admin";

/// One device.
pub(super) struct Shelly {
    base: String,
    password: String,
}

/// A talk with the device: its challenge is answered again and again, with a growing count.
struct Talk {
    challenge: Option<Challenge>,
    count: u32,
    chance: String,
}

impl Shelly {
    fn new(values: &Values) -> Result<Self, Wrong> {
        Ok(Self { base: values.base("address")?, password: values.get("password").to_owned() })
    }

    fn request(&self, talk: &mut Talk, method: &str, params: &Value) -> Request {
        let path = format!("/rpc/{method}");
        let request = Request::post_json(format!("{}{path}", self.base), params);
        match &talk.challenge {
            Some(challenge) => {
                talk.count += 1;
                let login = Login { user: USER, password: &self.password };
                let verb = Method::POST;
                request.with("authorization", challenge.answer(&login, verb.as_str(), &path, talk.count, &talk.chance))
            }
            None => request,
        }
    }

    /// Asks how a switch is. Where the device wants a login, the talk has its challenge from here on.
    async fn output(&self, tools: &Tools, talk: &mut Talk, switch: u32) -> Result<bool, Trouble> {
        let params = json!({ "id": switch });
        let mut reply = tools.http.ask(&self.request(talk, "Switch.GetStatus", &params)).await?;
        if reply.status == StatusCode::UNAUTHORIZED && talk.challenge.is_none() && !self.password.is_empty() {
            talk.challenge = Challenge::read(&reply.headers);
            reply = tools.http.ask(&self.request(talk, "Switch.GetStatus", &params)).await?;
        }
        if reply.status == StatusCode::NOT_FOUND || reply.json()["code"] == json!(-105) {
            return Err(Trouble::NotThere("the device has no switch with this number"));
        }
        let output = reply.read()?.json()["output"].as_bool();
        output.ok_or(Trouble::NotUnderstood("its switch's state"))
    }

    async fn release(&self, tools: &Tools, order: &Order<'_>) -> Result<Outcome, Trouble> {
        let switch: u32 = order.channel.as_str().parse().map_err(|_| Trouble::NotThere("it has no such switch"))?;
        let mut talk = Talk::new(tools)?;
        let before = self.output(tools, &mut talk, switch).await?;
        let after = f64::from(order.pulse_ms) / 1_000.0;
        let params = json!({ "id": switch, "on": true, "toggle_after": after });
        let answered = tools.http.command(order, &self.request(&mut talk, "Switch.Set", &params)).await;
        if matches!(&answered, Ok(reply) if refused(reply)) {
            return Ok(Outcome::Failed(Refusal::DoorJammed));
        }
        let taken = answered.and_then(|reply| {
            let was_on = reply.read()?.json()["was_on"].as_bool();
            was_on.map(drop).ok_or(Trouble::NotUnderstood("its answer to the command"))
        });
        match (self.output(tools, &mut talk, switch).await, taken) {
            (Ok(true), Ok(())) => Ok(Outcome::Opened),
            // The answer was lost, and the relay went on all the same.
            (Ok(true), Err(_)) if !before => Ok(Outcome::Opened),
            // It said yes, and stays off.
            (Ok(false), Ok(())) if order.act == DoorAct::Hold => Ok(Outcome::Failed(Refusal::DoorJammed)),
            // A short pulse may be over before the look: it was taken, and nobody saw it.
            (_, Ok(())) => Ok(Outcome::Sent),
            (_, Err(why)) => Err(why),
        }
    }

    /// Locks at once, whatever is left of a pulse.
    async fn relock(&self, tools: &Tools, order: &Order<'_>) -> Result<Outcome, Trouble> {
        let switch: u32 = order.channel.as_str().parse().map_err(|_| Trouble::NotThere("it has no such switch"))?;
        let mut talk = Talk::new(tools)?;
        // The first question brings the challenge, where the device has a password.
        self.output(tools, &mut talk, switch).await?;
        let params = json!({ "id": switch, "on": false });
        let reply = tools.http.command(order, &self.request(&mut talk, "Switch.Set", &params)).await?;
        if refused(&reply) {
            return Ok(Outcome::Failed(Refusal::DoorJammed));
        }
        reply.read()?;
        match self.output(tools, &mut talk, switch).await? {
            false => Ok(Outcome::Sent),
            true => Ok(Outcome::Failed(Refusal::DoorJammed)),
        }
    }

    async fn tell(&self, tools: &Tools, channels: &[Channel]) -> Result<Probe, Trouble> {
        let mut talk = Talk::new(tools)?;
        // This much it tells everybody.
        let device = tools.http.ask(&Request::get(format!("{}/shelly", self.base))).await?.read()?.json();
        let word = |name: &str| device[name].as_str().unwrap_or("?").to_owned();
        if device["gen"].as_u64().is_none_or(|generation| generation < 2) {
            return Err(Trouble::NotThere("it is no Shelly of the second generation or later"));
        }
        let mut probe = Probe::default();
        probe.facts.push(format!("{} {}, firmware {}", word("app"), word("id"), word("ver")));
        if self.password.is_empty() {
            probe
                .facts
                .push("It is set up here without a password: everybody in its network can open the door.".to_owned());
        }
        for channel in channels {
            let Ok(switch) = channel.as_str().parse() else { continue };
            let output = self.output(tools, &mut talk, switch).await?;
            let lock = Some(if output { LockStatus::Unlocked } else { LockStatus::Locked });
            probe.doors.push(DoorReport { channel: channel.clone(), lock, contact: None });
        }
        if channels.is_empty() {
            self.output(tools, &mut talk, 0).await?;
            probe.offers = self.switches(tools, &mut talk).await;
        }
        Ok(probe)
    }

    /// Its switches, as it is set up; none where it does not tell: they can be typed as well.
    async fn switches(&self, tools: &Tools, talk: &mut Talk) -> Vec<Offer> {
        let asked = tools.http.ask(&self.request(talk, "Shelly.GetConfig", &json!({}))).await;
        let Ok(config) = asked.and_then(Reply::read).map(|reply| reply.json()) else { return Vec::new() };
        let switch = |number: u32| {
            let held = config.get(format!("switch:{number}"))?;
            let name = held["name"].as_str().map_or_else(|| format!("Switch {number}"), ToOwned::to_owned);
            Offer::new(&number.to_string(), &name)
        };
        (0..16).filter_map(switch).collect()
    }
}

impl Talk {
    fn new(tools: &Tools) -> Result<Self, Trouble> {
        let chance = tools.entropy.chance().map_err(|_| Trouble::NotThere("the system gives no randomness"))?;
        let chance = chance.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { challenge: None, count: 0, chance })
    }
}

/// The device said no, so that nothing moved: to the login, to the switch, or to what it was told.
fn refused(reply: &Reply) -> bool {
    reply.status.is_client_error()
        || (reply.status == StatusCode::INTERNAL_SERVER_ERROR && reply.json()["code"].is_i64())
}

impl Driver for Shelly {
    fn open<'a>(&'a self, tools: &'a Tools, order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(self.release(tools, order))
    }

    fn hold<'a>(&'a self, tools: &'a Tools, order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(self.release(tools, order))
    }

    fn lock<'a>(&'a self, tools: &'a Tools, order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(self.relock(tools, order))
    }

    fn probe<'a>(&'a self, tools: &'a Tools, channels: &'a [Channel]) -> BoxFuture<'a, Result<Probe, Trouble>> {
        Box::pin(self.tell(tools, channels))
    }
}
