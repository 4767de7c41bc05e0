//! Locks, switches and buttons with ESPHome, by the device's own web server. It answers before the action runs, so that
//! only the state afterwards tells anything.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::future::BoxFuture;
use hyper::{Method, StatusCode};
use keylink_domain::controller::Channel;
use keylink_domain::door::LockStatus;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;

use super::About;
use crate::direct::call::Request;
use crate::direct::order::{Order, Trouble};
use crate::direct::settings::{Field, FieldKind, Values, Wrong};
use crate::direct::{DoorReport, Driver, Probe, Tools};

pub(super) const ABOUT: About = About {
    name: "ESPHome",
    purpose: "Locks, switches and buttons with ESPHome and its web_server component.",
    places: "The kind and the object\u{2019}s name, such as lock.front_door, switch.strike or button.open.",
    confirms: "Opened: the device reported the lock unlocked, or the switch on, after the command. A button only takes it.",
    tells: "Once a minute, how its locks and switches are, also when others unlocked them.",
    has_memory: false,
    largest_card: None,
    fields: &[
        Field::new(FieldKind::Place, "address", "Address", "The device\u{2019}s address, such as http://192.168.1.20")
            .required(),
        Field::new(FieldKind::Text, "user", "User", "If web_server has auth."),
        Field::new(FieldKind::Secret, "password", "Password", ""),
    ],
    is_place: |text| Thing::read(text).is_some(),
    holds: |text| Thing::read(text).is_some_and(Thing::holds),
    build: |values| Ok(Box::new(Esphome::new(values)?)),
};

/// One device.
pub(super) struct Esphome {
    base: String,
    login: Option<String>,
}

/// What drives a door on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thing<'a> {
    Lock(&'a str),
    Switch(&'a str),
    Button(&'a str),
}

impl<'a> Thing<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let (kind, name) = text.split_once('.')?;
        let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        match kind {
            _ if !plain => None,
            "lock" => Some(Self::Lock(name)),
            "switch" => Some(Self::Switch(name)),
            "button" => Some(Self::Button(name)),
            _ => None,
        }
    }

    fn path(self) -> String {
        match self {
            Self::Lock(name) => format!("/lock/{name}"),
            Self::Switch(name) => format!("/switch/{name}"),
            Self::Button(name) => format!("/button/{name}"),
        }
    }

    /// A button knows no state, and ends its work by itself.
    const fn holds(self) -> bool {
        !matches!(self, Self::Button(_))
    }

    /// What it is told to release the door, or to lock it; a button knows only the one.
    const fn verb(self, released: bool) -> Option<&'static str> {
        match (self, released) {
            (Self::Lock(_), true) => Some("unlock"),
            (Self::Lock(_), false) => Some("lock"),
            (Self::Switch(_), true) => Some("turn_on"),
            (Self::Switch(_), false) => Some("turn_off"),
            (Self::Button(_), true) => Some("press"),
            (Self::Button(_), false) => None,
        }
    }

    /// What a state means: released or not; `None` where it moves, or says nothing.
    fn released(self, state: &str) -> Option<bool> {
        match (self, state) {
            (Self::Lock(_), "UNLOCKED" | "OPEN") | (Self::Switch(_), "ON") => Some(true),
            (Self::Lock(_), "LOCKED") | (Self::Switch(_), "OFF") => Some(false),
            _ => None,
        }
    }
}

impl Esphome {
    fn new(values: &Values) -> Result<Self, Wrong> {
        let (user, password) = (values.get("user"), values.get("password"));
        let login = match (user, password) {
            ("", "") => None,
            ("", _) => return Err(Wrong::new("user", "a password needs its user")),
            _ => Some(format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))),
        };
        Ok(Self { base: values.base("address")?, login })
    }

    fn request(&self, method: Method, path: &str) -> Request {
        let request = Request { method, ..Request::get(format!("{}{path}", self.base)) };
        match &self.login {
            Some(login) => request.with("authorization", login.clone()),
            None => request,
        }
    }

    async fn state(&self, tools: &Tools, thing: Thing<'_>) -> Result<String, Trouble> {
        let reply = tools.http.ask(&self.request(Method::GET, &thing.path())).await?;
        if reply.status == StatusCode::NOT_FOUND {
            return Err(Trouble::NotThere("the device has nothing of this kind and name"));
        }
        let answer = reply.read()?.json();
        if !answer.is_object() {
            return Err(Trouble::NotUnderstood("no JSON object"));
        }
        Ok(answer["state"].as_str().unwrap_or_default().to_owned())
    }

    async fn release(&self, tools: &Tools, order: &Order<'_>) -> Result<Outcome, Trouble> {
        let thing = Thing::read(order.channel.as_str()).ok_or(Trouble::NotThere(ABOUT.places))?;
        self.state(tools, thing).await?;
        self.drive(tools, order, thing, true).await
    }

    /// Holds it released, or locks it; what is so already is left alone.
    async fn keep(&self, tools: &Tools, order: &Order<'_>, released: bool) -> Result<Outcome, Trouble> {
        let thing = Thing::read(order.channel.as_str()).ok_or(Trouble::NotThere(ABOUT.places))?;
        match (thing.holds(), released) {
            (true, _) => {}
            (false, true) => {
                return Err(Trouble::NotThere("a button cannot hold a door open; name its lock or its switch"));
            }
            (false, false) => return Ok(Outcome::Sent),
        }
        let state = self.state(tools, thing).await?;
        match thing.released(&state) == Some(released) {
            true => Ok(Outcome::Sent),
            false => self.drive(tools, order, thing, released).await,
        }
    }

    /// Tells it once, and looks until it is so.
    async fn drive(
        &self,
        tools: &Tools,
        order: &Order<'_>,
        thing: Thing<'_>,
        released: bool,
    ) -> Result<Outcome, Trouble> {
        let verb = thing.verb(released).ok_or(Trouble::NotThere("a button locks nothing"))?;
        let request = self.request(Method::POST, &format!("{}/{verb}", thing.path()));
        let reply = tools.http.command(order, &request).await?;
        if reply.status.is_client_error() {
            return Ok(Outcome::Failed(Refusal::DoorJammed));
        }
        reply.read()?;
        if matches!(thing, Thing::Button(_)) {
            return Ok(Outcome::Sent);
        }
        loop {
            let state = self.state(tools, thing).await?;
            if thing.released(&state) == Some(released) {
                return Ok(Outcome::Opened);
            }
            if state == "JAMMED" {
                return Ok(Outcome::Failed(Refusal::DoorJammed));
            }
            order.look_again().await;
        }
    }

    async fn tell(&self, tools: &Tools, channels: &[Channel]) -> Result<Probe, Trouble> {
        let mut probe = Probe::default();
        for channel in channels {
            let Some(thing) = Thing::read(channel.as_str()) else { continue };
            let state = self.state(tools, thing).await?;
            probe.facts.push(match state.as_str() {
                "" => format!("{} is there", channel.as_str()),
                state => format!("{} reports {state}", channel.as_str()),
            });
            let lock = thing.released(&state).map(|on| if on { LockStatus::Unlocked } else { LockStatus::Locked });
            probe.doors.push(DoorReport { channel: channel.clone(), lock, contact: None });
        }
        if channels.is_empty() {
            tools.http.ask(&self.request(Method::GET, "/")).await?.read()?;
            probe.facts.push("Its web server answers. Add a door to see whether its object is there.".to_owned());
        }
        Ok(probe)
    }
}

impl Driver for Esphome {
    fn open<'a>(&'a self, tools: &'a Tools, order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(self.release(tools, order))
    }

    fn hold<'a>(&'a self, tools: &'a Tools, order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(self.keep(tools, order, true))
    }

    fn lock<'a>(&'a self, tools: &'a Tools, order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(self.keep(tools, order, false))
    }

    fn probe<'a>(&'a self, tools: &'a Tools, channels: &'a [Channel]) -> BoxFuture<'a, Result<Probe, Trouble>> {
        Box::pin(self.tell(tools, channels))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_name_a_kind_and_an_object() {
        assert_eq!(Thing::read("lock.front_door"), Some(Thing::Lock("front_door")));
        for text in ["lock", "lock.", "light.a", "lock.a.b", ".a", "1"] {
            assert_eq!(Thing::read(text), None, "{text}");
        }
    }
}
