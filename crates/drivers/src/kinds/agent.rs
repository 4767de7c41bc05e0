//! The agent: a program of Keylink's own at a site. Commands go to it by the house's own protocol (`mqtt`), as to a device
//! that connects by itself; what stands here is what is told of it.

use futures_util::future::BoxFuture;
use keylink_domain::controller::Channel;
use keylink_domain::unlock::Outcome;

use super::About;
use crate::direct::order::{Order, Trouble};
use crate::direct::{Driver, Probe, Tools};

pub(super) const ABOUT: About = About {
    name: "Keylink agent",
    purpose: "A small computer at a site behind a router: it reaches that site\u{2019}s devices, and connects to Keylink by itself.",
    places: "The door\u{2019}s channel, as the agent\u{2019}s own file (agent.toml) names it.",
    confirms: "What the device at the site confirms, as its kind says.",
    tells: "What happens at the site\u{2019}s doors, each once and with its own time, also when the line was down.",
    has_memory: true,
    largest_card: super::uhppote::ABOUT.largest_card,
    fields: &[],
    is_place: |_| true,
    holds: |_| true,
    build: |_| Ok(Box::new(Agent)),
};

/// Nobody calls an agent.
struct Agent;

const CONNECTS: Trouble = Trouble::NotThere("an agent connects by itself");

impl Driver for Agent {
    fn open<'a>(&'a self, _tools: &'a Tools, _order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(async { Err(CONNECTS) })
    }

    fn probe<'a>(&'a self, _tools: &'a Tools, _channels: &'a [Channel]) -> BoxFuture<'a, Result<Probe, Trouble>> {
        Box::pin(async { Err(CONNECTS) })
    }
}
