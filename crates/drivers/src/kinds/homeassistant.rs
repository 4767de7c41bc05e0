//! What a Home Assistant can open, by its REST API. It answers 200 for locks that are not there or not reachable, and
//! before anything has moved; so the state is read before the command and again after it.

use futures_util::future::BoxFuture;
use hyper::StatusCode;
use keylink_domain::controller::Channel;
use keylink_domain::door::LockStatus;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use serde_json::{Value, json};

use super::About;
use crate::direct::call::{Reply, Request};
use crate::direct::order::{Order, Trouble};
use crate::direct::settings::{Field, FieldKind, Values, Wrong};
use crate::direct::{DoorReport, Driver, Offer, Probe, Tools, percent};

pub(super) const ABOUT: About = About {
    name: "Home Assistant",
    purpose: "Locks, switches, covers, buttons and scripts that a Home Assistant knows.",
    places: "The entity, such as lock.front_door, switch.strike, cover.garage, button.open or script.open_gate.",
    confirms: "Opened: the entity\u{2019}s state became unlocked, open or on after the command. \
               Buttons, scripts and entities with an assumed state only take it.",
    tells: "Once a minute, how its entities are, also when others unlocked them.",
    has_memory: false,
    largest_card: None,
    fields: &[
        Field::new(FieldKind::Place, "address", "Address", "Such as http://192.168.1.10:8123").required(),
        Field::new(
            FieldKind::Secret,
            "token",
            "Long-lived access token",
            "Made in Home Assistant on your profile page, Security. Make a user of its own for Keylink.",
        )
        .required(),
        Field::new(
            FieldKind::Choice(&[("unlock", "Unlock"), ("open", "Open (pull the latch)")]),
            "lock_action",
            "What is done with locks",
            "The lock must lock itself again; Keylink does not.",
        )
        .default("unlock"),
    ],
    is_place: |text| Entity::read(text).is_some(),
    holds: |text| Entity::read(text).is_some_and(Entity::holds),
    build: |values| Ok(Box::new(HomeAssistant::new(values)?)),
};

/// No more locks are offered.
const LOCKS: usize = 64;

/// One Home Assistant.
pub(super) struct HomeAssistant {
    base: String,
    token: String,
    latch: bool,
}

/// An entity that opens something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entity<'a> {
    id: &'a str,
    domain: Domain,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Domain {
    Lock,
    Switch,
    Cover,
    Button,
    Script,
}

impl<'a> Entity<'a> {
    fn read(id: &'a str) -> Option<Self> {
        let (domain, name) = id.split_once('.')?;
        let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        let domain = match domain {
            "lock" => Domain::Lock,
            "switch" | "input_boolean" => Domain::Switch,
            "cover" => Domain::Cover,
            "button" | "input_button" => Domain::Button,
            "script" => Domain::Script,
            _ => return None,
        };
        plain.then_some(Self { id, domain })
    }

    fn service(self, latch: bool) -> String {
        let (domain, _) = self.id.split_once('.').unwrap_or_default();
        let service = match self.domain {
            Domain::Lock if latch => "open",
            Domain::Lock => "unlock",
            Domain::Switch | Domain::Script => "turn_on",
            Domain::Cover => "open_cover",
            Domain::Button => "press",
        };
        format!("{domain}/{service}")
    }

    const fn holds(self) -> bool {
        matches!(self.domain, Domain::Lock | Domain::Switch)
    }

    /// What keeps it released, or locks it. A cover is not closed by nobody who looks, and a button knows no state.
    fn keeping(self, released: bool) -> Option<String> {
        let (domain, _) = self.id.split_once('.')?;
        let service = match (self.domain, released) {
            (Domain::Lock, true) => "unlock",
            (Domain::Lock, false) => "lock",
            (Domain::Switch, true) => "turn_on",
            (Domain::Switch, false) => "turn_off",
            (Domain::Cover | Domain::Button | Domain::Script, _) => return None,
        };
        Some(format!("{domain}/{service}"))
    }

    /// Whether a state says that the door is released.
    fn released(self, state: &str) -> bool {
        match self.domain {
            Domain::Lock => matches!(state, "unlocked" | "open"),
            Domain::Switch => state == "on",
            Domain::Cover => matches!(state, "open" | "opening"),
            Domain::Button | Domain::Script => false,
        }
    }

    /// Whether a state says that it is so.
    fn is(self, state: &str, released: bool) -> bool {
        let said = if released { LockStatus::Unlocked } else { LockStatus::Locked };
        self.lock(state) == Some(said)
    }

    /// What a state says of the lock.
    fn lock(self, state: &str) -> Option<LockStatus> {
        match state {
            "locked" | "off" | "closed" => Some(LockStatus::Locked),
            _ => self.released(state).then_some(LockStatus::Unlocked),
        }
    }
}

/// How an entity is.
struct State {
    state: String,
    /// Home Assistant believes it only because it said so itself.
    assumed: bool,
    /// In percent, where its attributes tell.
    battery: Option<u8>,
}

impl HomeAssistant {
    fn new(values: &Values) -> Result<Self, Wrong> {
        let token = values.get("token").to_owned();
        if !token.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(Wrong::new("token", "this is no token; copy it from Home Assistant again"));
        }
        Ok(Self { base: values.base("address")?, token, latch: values.get("lock_action") == "open" })
    }

    fn signed(&self, request: Request) -> Request {
        request.with("authorization", format!("Bearer {}", self.token))
    }

    async fn state(&self, tools: &Tools, entity: Entity<'_>) -> Result<State, Trouble> {
        let request = Request::get(format!("{}/api/states/{}", self.base, entity.id));
        let reply = tools.http.ask(&self.signed(request)).await?;
        if reply.status == StatusCode::NOT_FOUND {
            return Err(Trouble::NotThere("Home Assistant has no such entity"));
        }
        let answer = reply.read()?.json();
        let state = answer["state"].as_str().ok_or(Trouble::NotUnderstood("the entity\u{2019}s state"))?.to_owned();
        let told = &answer["attributes"];
        let battery = percent(&told["battery_level"]).or_else(|| percent(&told["battery"]));
        Ok(State { state, assumed: told["assumed_state"] == Value::Bool(true), battery })
    }

    async fn release(&self, tools: &Tools, order: &Order<'_>) -> Result<Outcome, Trouble> {
        let entity = Entity::read(order.channel.as_str()).ok_or(Trouble::NotThere(ABOUT.places))?;
        let before = self.state(tools, entity).await?;
        if before.state == "unavailable" {
            return Ok(Outcome::Failed(Refusal::DoorOffline));
        }
        let reply = self.serve(tools, order, entity, &entity.service(self.latch)).await?;
        if reply.status.is_client_error() {
            return Ok(Outcome::Failed(Refusal::DoorJammed));
        }
        reply.read()?;
        if before.assumed || matches!(entity.domain, Domain::Button | Domain::Script) {
            return Ok(Outcome::Sent);
        }
        self.watch(tools, order, entity, true).await
    }

    /// Keeps a lock or switch released, or locks it; what is so already is left alone.
    async fn keep(&self, tools: &Tools, order: &Order<'_>, released: bool) -> Result<Outcome, Trouble> {
        let entity = Entity::read(order.channel.as_str()).ok_or(Trouble::NotThere(ABOUT.places))?;
        let Some(service) = entity.keeping(released) else {
            let cannot = Trouble::NotThere("only locks and switches can hold a door open");
            return if released { Err(cannot) } else { Ok(Outcome::Sent) };
        };
        let before = self.state(tools, entity).await?;
        if before.state == "unavailable" {
            return Ok(Outcome::Failed(Refusal::DoorOffline));
        }
        if !before.assumed && entity.is(&before.state, released) {
            return Ok(Outcome::Sent);
        }
        let reply = self.serve(tools, order, entity, &service).await?;
        if reply.status.is_client_error() {
            return Ok(Outcome::Failed(Refusal::DoorJammed));
        }
        reply.read()?;
        if before.assumed {
            return Ok(Outcome::Sent);
        }
        self.watch(tools, order, entity, released).await
    }

    async fn serve(
        &self,
        tools: &Tools,
        order: &Order<'_>,
        entity: Entity<'_>,
        service: &str,
    ) -> Result<Reply, Trouble> {
        let url = format!("{}/api/services/{service}", self.base);
        let request = self.signed(Request::post_json(url, &json!({ "entity_id": entity.id })));
        tools.http.command(order, &request).await
    }

    /// Looks until it is so; the time ends with the deadline, from outside.
    async fn watch(
        &self,
        tools: &Tools,
        order: &Order<'_>,
        entity: Entity<'_>,
        released: bool,
    ) -> Result<Outcome, Trouble> {
        loop {
            let now = self.state(tools, entity).await?;
            if entity.is(&now.state, released) {
                return Ok(Outcome::Opened);
            }
            if now.state == "jammed" {
                return Ok(Outcome::Failed(Refusal::DoorJammed));
            }
            order.look_again().await;
        }
    }

    /// Its locks, where the token's user may ask for that; others can be typed as well. All states together would be too
    /// much in a large house.
    async fn locks(&self, tools: &Tools) -> Vec<Offer> {
        let template = json!({ "template": "{{ states.lock | map(attribute='entity_id') | list | to_json }}" });
        let request = Request::post_json(format!("{}/api/template", self.base), &template);
        let asked = tools.http.ask(&self.signed(request)).await;
        let Ok(Value::Array(ids)) = asked.and_then(Reply::read).map(|reply| reply.json()) else { return Vec::new() };
        let lock = |id: &Value| {
            let name = Entity::read(id.as_str()?)?.id.strip_prefix("lock.")?.replace('_', " ");
            Offer::new(id.as_str()?, &(name.get(..1)?.to_uppercase() + name.get(1..)?))
        };
        ids.iter().filter_map(lock).take(LOCKS).collect()
    }

    async fn tell(&self, tools: &Tools, channels: &[Channel]) -> Result<Probe, Trouble> {
        let request = Request::get(format!("{}/api/config", self.base));
        let config = tools.http.ask(&self.signed(request)).await?.read()?.json();
        let version = config["version"].as_str().ok_or(Trouble::NotUnderstood("it is no Home Assistant"))?;
        let mut probe = Probe { facts: vec![format!("Home Assistant {version}")], ..Probe::default() };
        if channels.is_empty() {
            probe.offers = self.locks(tools).await;
        }
        for channel in channels {
            let Some(entity) = Entity::read(channel.as_str()) else { continue };
            let now = match self.state(tools, entity).await {
                Ok(now) => now,
                Err(why @ Trouble::NotThere(_)) => {
                    probe.facts.push(format!("{}: {why}", entity.id));
                    continue;
                }
                Err(why) => return Err(why),
            };
            let assumed = if now.assumed { ", which is only assumed: openings cannot be confirmed" } else { "" };
            probe.facts.push(format!("{}: {}{assumed}", entity.id, now.state));
            probe.note_battery(now.battery);
            probe.doors.push(DoorReport { channel: channel.clone(), lock: entity.lock(&now.state), contact: None });
        }
        Ok(probe)
    }
}

impl Driver for HomeAssistant {
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
    fn entities_that_open_something_are_places() {
        for (id, service) in [
            ("lock.front_door", "lock/unlock"),
            ("input_boolean.gate", "input_boolean/turn_on"),
            ("cover.garage", "cover/open_cover"),
            ("input_button.open", "input_button/press"),
            ("script.open_gate", "script/turn_on"),
        ] {
            assert_eq!(Entity::read(id).map(|entity| entity.service(false)).as_deref(), Some(service));
        }
        assert_eq!(Entity::read("lock.a").map(|entity| entity.service(true)).as_deref(), Some("lock/open"));
        for id in ["light.hall", "lock", "lock.", "lock.Front", "lock.a.b", "lock.a-b"] {
            assert_eq!(Entity::read(id), None, "{id}");
        }
    }
}
