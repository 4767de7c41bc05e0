//! What a Home Assistant can open, by its REST API; what it tells at once comes by its WebSocket. It answers 200 for locks that are not there or not reachable, and
//! before anything has moved; so the state is read before the command and again after it.

mod entity;
mod live;

use std::sync::OnceLock;

use futures_util::future::BoxFuture;
use hyper::StatusCode;
use keylink_domain::controller::Channel;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use serde_json::{Value, json};

use self::entity::{Domain, Entity};
use self::live::Live;
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
    tells: "At once: how its entities are, also when others unlocked them.",
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
    /// Made when it is first asked how its doors are; none where nobody listens.
    live: OnceLock<Option<Live>>,
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
        Ok(Self {
            base: values.base("address")?,
            token,
            latch: values.get("lock_action") == "open",
            live: OnceLock::new(),
        })
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
        let live = self.live.get_or_init(|| Live::start(tools, &self.base, &self.token)).as_ref();
        if let Some(live) = live {
            live.attend(channels);
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
            // What is told at once comes in its order: told here as well, the older word could come last.
            if !live.is_some_and(|live| live.tells(channel)) {
                probe.doors.push(DoorReport { channel: channel.clone(), lock: entity.lock(&now.state), contact: None });
            }
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
