//! Relays with Tasmota, by their own web commands. The relay turns itself off again (`PulseTime`), whatever becomes of
//! Keylink; the answer to the command tells how the relay is.

use futures_util::future::BoxFuture;
use keylink_domain::controller::Channel;
use keylink_domain::door::LockStatus;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use serde_json::Value;

use super::{About, is_number};
use crate::direct::call::{Reply, Request, encoded};
use crate::direct::order::{Order, Trouble};
use crate::direct::settings::{Field, FieldKind, Values, Wrong};
use crate::direct::{DoorReport, Driver, Probe, Tools};

pub(super) const ABOUT: About = About {
    name: "Tasmota",
    purpose: "Relays with Tasmota, by their own web interface.",
    places: "The relay\u{2019}s number on the device, from 1 on.",
    confirms: "Opened: the device answered that its relay is on. Not that the lock or the leaf moved.",
    tells: "Once a minute, how its relays are.",
    has_memory: false,
    largest_card: None,
    fields: &[
        Field::new(FieldKind::Place, "address", "Address", "The device\u{2019}s address, such as http://192.168.1.20")
            .required(),
        Field::new(FieldKind::Text, "user", "User", "If the device has a web password.").default("admin"),
        Field::new(
            FieldKind::Secret,
            "password",
            "Password",
            "Tasmota wants it in the web address, unencrypted: keep the device in a network of its own.",
        ),
    ],
    is_place: |text| is_number(text, 1, 32),
    holds: |_| true,
    build: |values| Ok(Box::new(Tasmota::new(values)?)),
};

/// One device.
pub(super) struct Tasmota {
    base: String,
    login: String,
}

impl Tasmota {
    fn new(values: &Values) -> Result<Self, Wrong> {
        let login = match values.get("password") {
            "" => String::new(),
            password => format!("user={}&password={}&", encoded(values.get("user")), encoded(password)),
        };
        Ok(Self { base: values.base("address")?, login })
    }

    fn request(&self, command: &str) -> Request {
        Request::get(format!("{}/cm?{}cmnd={}", self.base, self.login, encoded(command)))
    }

    async fn ask(&self, tools: &Tools, command: &str) -> Result<Value, Trouble> {
        understood(tools.http.ask(&self.request(command)).await?)
    }

    /// The relay's pulse on the device is the one that Keylink was told: it turns itself off.
    async fn prepare(&self, tools: &Tools, relay: u32, wanted: u32) -> Result<(), Trouble> {
        let name = format!("PulseTime{relay}");
        let set = |answer: &Value| pulse_of(answer, &name);
        if set(&self.ask(tools, &name).await?)? == wanted
            || set(&self.ask(tools, &format!("{name} {wanted}")).await?)? == wanted
        {
            return Ok(());
        }
        Err(Trouble::NotThere("it did not take the relay\u{2019}s pulse time"))
    }

    async fn release(&self, tools: &Tools, order: &Order<'_>) -> Result<Outcome, Trouble> {
        let relay: u32 = order.channel.as_str().parse().map_err(|_| Trouble::NotThere("it has no such relay"))?;
        self.prepare(tools, relay, pulse_time(order.pulse_ms)).await?;
        let reply = tools.http.command(order, &self.request(&format!("Power{relay} ON"))).await?;
        match understood(reply) {
            Ok(answer) => match power(&answer, relay).as_deref() {
                Some("ON") => Ok(Outcome::Opened),
                // Held off by an interlock, or by a rule.
                Some("OFF") => Ok(Outcome::Failed(Refusal::DoorJammed)),
                // Its owner gave the states words of their own.
                Some(_) => Ok(Outcome::Sent),
                None => Err(Trouble::NotUnderstood("its answer to the command")),
            },
            Err(Trouble::Login | Trouble::NotThere(_)) => Ok(Outcome::Failed(Refusal::DoorJammed)),
            Err(why) => Err(why),
        }
    }

    /// Locks at once, whatever is left of a pulse.
    async fn relock(&self, tools: &Tools, order: &Order<'_>) -> Result<Outcome, Trouble> {
        let relay: u32 = order.channel.as_str().parse().map_err(|_| Trouble::NotThere("it has no such relay"))?;
        let answer = understood(tools.http.command(order, &self.request(&format!("Power{relay} OFF"))).await?)?;
        match power(&answer, relay).as_deref() {
            Some("ON") => return Ok(Outcome::Failed(Refusal::DoorJammed)),
            Some(_) => {}
            None => return Err(Trouble::NotUnderstood("its answer to the command")),
        }
        // Its own button goes by the pulse that stands on the device: no longer by that of the hold.
        if let Err(why) = self.prepare(tools, relay, pulse_time(order.pulse_ms)).await {
            tracing::warn!(controller = %tools.controller, %why, "a relay keeps the pulse time of a hold until the next press");
        }
        Ok(Outcome::Sent)
    }

    async fn tell(&self, tools: &Tools, channels: &[Channel]) -> Result<Probe, Trouble> {
        let firmware = self.ask(tools, "Status 2").await?;
        let version = firmware["StatusFWR"]["Version"].as_str().ok_or(Trouble::NotUnderstood("its firmware"))?;
        let mut probe = Probe { facts: vec![format!("Tasmota {version}")], ..Probe::default() };
        for channel in channels {
            let Ok(relay) = channel.as_str().parse() else { continue };
            let answer = self.ask(tools, &format!("Power{relay}")).await?;
            let lock = match power(&answer, relay).as_deref() {
                Some("ON") => Some(LockStatus::Unlocked),
                Some("OFF") => Some(LockStatus::Locked),
                _ => None,
            };
            probe.doors.push(DoorReport { channel: channel.clone(), lock, contact: None });
        }
        Ok(probe)
    }
}

/// An answer that says something.
fn understood(reply: Reply) -> Result<Value, Trouble> {
    let answer = reply.read()?.json();
    if !answer["WARNING"].is_null() {
        return Err(Trouble::Login);
    }
    match answer["Command"].as_str() {
        Some("Unknown" | "Error") => Err(Trouble::NotThere("the device does not know this relay or this command")),
        _ if answer.is_object() => Ok(answer),
        _ => Err(Trouble::NotUnderstood("no JSON object")),
    }
}

/// How a relay is; a device with one relay calls it by no number.
fn power(answer: &Value, relay: u32) -> Option<String> {
    let alone = (relay == 1).then(|| answer["POWER"].as_str()).flatten();
    answer[format!("POWER{relay}")].as_str().or(alone).map(str::to_owned)
}

/// `{"Set": 50, "Remaining": 0}`, and before version 9 `"50 (Active 0)"`.
fn pulse_of(answer: &Value, name: &str) -> Result<u32, Trouble> {
    let set = &answer[name];
    let number = set["Set"].as_u64().or_else(|| set.as_u64());
    let words = || set.as_str().and_then(|text| text.split(' ').next()?.parse().ok());
    let number = number.or_else(words).and_then(|number| u32::try_from(number).ok());
    number.ok_or(Trouble::NotUnderstood("its pulse time"))
}

/// Tasmota counts tenths of a second up to 111, and from there on seconds and a hundred. A part counts as a whole.
pub(super) const fn pulse_time(pulse_ms: u32) -> u32 {
    let tenths = pulse_ms.div_ceil(100);
    if tenths <= 111 { tenths } else { pulse_ms.div_ceil(1_000) + 100 }
}

impl Driver for Tasmota {
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn pulses_are_counted_as_tasmota_counts() {
        for (ms, count) in
            [(100, 1), (101, 2), (5_000, 50), (11_100, 111), (11_101, 112), (12_000, 112), (120_000, 220)]
        {
            assert_eq!(pulse_time(ms), count, "{ms}");
        }
    }

    #[test]
    fn old_and_new_answers_are_read() {
        for answer in [json!({ "PulseTime2": { "Set": 50, "Remaining": 3 } }), json!({ "PulseTime2": "50 (Active 0)" })]
        {
            assert_eq!(pulse_of(&answer, "PulseTime2"), Ok(50));
        }
        assert!(pulse_of(&json!({ "PulseTime1": "x" }), "PulseTime1").is_err());
        assert_eq!(power(&json!({ "POWER": "ON" }), 1).as_deref(), Some("ON"));
        assert_eq!(power(&json!({ "POWER": "ON" }), 2), None);
        assert_eq!(power(&json!({ "POWER2": "OFF" }), 2).as_deref(), Some("OFF"));
    }
}
