//! One life: the house starts, works, crashes and starts again until its plan is done, then all is calm and
//! it is judged.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use keylink_domain::clock::Clock;
use keylink_domain::event::Event;
use keylink_domain::moment::Moment;
use keylink_domain::secret::Secret;
use keylink_domain::unlock::Outcome;
use keylink_domain::window::ValidityInput;
use keylink_drivers::{MqttSettings, Wire};
use keylink_service::limit::LimitSettings;
use keylink_service::link::NewLink;
use keylink_service::unlock::End;
use keylink_service::{Running, Settings};
use keylink_store::Store;
use tokio::task::JoinSet;

use crate::deeds::{Nodes, press};
use crate::dice::Dice;
use crate::plan::{Deed, KEEPER, LinkPlan, Plan};
use crate::record::{Closed, Counts, KnownLink, Request};
use crate::template::{CONTROLLERS, DOORS, Template, seal};
use crate::world::{HouseChance, HouseClock, HouseDisk, World};
use crate::{judge, network};

/// What became of a seed.
pub struct Life {
    pub broken: Vec<String>,
    pub counts: Counts,
    pub trace: Vec<String>,
    pub hash: u64,
}

/// What the house itself says at the end.
pub struct Last {
    pub log: Vec<Event>,
    pub uses: Vec<u32>,
}

/// The numbers of the presses after the storm begin here.
pub const AFTER_THE_STORM: usize = 1_000;

/// The house did not start, or did not do what it must when all is calm.
type Ended = Result<Last, Box<dyn std::error::Error + Send + Sync>>;

pub fn live(seed: u64, template: &Template) -> Life {
    let mut dice = Dice::new(seed);
    let plan = Plan::throw(&mut dice);
    let folder = tempfile::tempdir().unwrap();
    let database = template.copy_to(folder.path());
    let world = World::new(dice, template, &database);
    world.lock().note(format!("{} nodes, deadline {} ms, {:?}", plan.nodes, plan.deadline_ms, plan.faults));
    let (mut done, mut down_ms) = (0, 0);
    let last = loop {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let ended = runtime.block_on(async {
            world.begin(down_ms);
            let ended = tokio::select! {
                biased;
                () = world.crashes() => None,
                ended = story(&world, &plan, template, &database, &mut done) => Some(ended),
            };
            world.end();
            ended
        });
        // The crash: every task is dropped where it stands, and with them the database's connections.
        drop(runtime);
        match ended {
            Some(Ok(last)) => break last,
            Some(Err(error)) => world.lock().note(format!("the house did not start: {error}")),
            None => {}
        }
        let mut state = world.lock();
        state.locked.changing = false;
        down_ms = state.dice.between(1..=6_000);
    };
    let mut state = world.lock();
    judge::judge(&mut state, &plan, &last);
    let (broken, counts) = (std::mem::take(&mut state.broken), std::mem::take(&mut state.counts));
    let trace = std::mem::take(&mut state.trace);
    let hash = trace
        .iter()
        .flat_map(|line| line.bytes())
        .fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    Life { broken, counts, trace, hash }
}

async fn story(world: &Arc<World>, plan: &Plan, template: &Template, database: &Path, done: &mut usize) -> Ended {
    let (mut nodes, _running) = start(world, plan, database).await?;
    nodes.all_say_presence(world);
    if world.lock().links.is_empty() {
        for link in &plan.links {
            make_link(world, &nodes, template, link).await?;
        }
        // From here on the disk may be slow: a link's end must not come before it is made.
        world.lock().slow_commits = if plan.faults.slow_disk { 15 } else { 0 };
    }
    while let Some((at_ms, deed)) = plan.deeds.get(*done) {
        let due_ms = at_ms + world.lock().down_ms;
        world.wait_until(due_ms).await;
        *done += 1;
        nodes.begin(world, template, *deed);
    }
    calm(world, plan, template, &mut nodes).await;
    Ok(Last { log: log(&nodes, template).await?, uses: uses(world, &nodes, template).await? })
}

async fn start(
    world: &Arc<World>,
    plan: &Plan,
    database: &Path,
) -> Result<(Nodes, Vec<Running>), Box<dyn std::error::Error + Send + Sync>> {
    let mut nodes = Nodes { houses: Vec::new(), said: Vec::new(), tasks: JoinSet::new() };
    let mut all = Vec::new();
    for _ in 0..plan.nodes {
        let clock = HouseClock(Arc::clone(world));
        let store = Store::open_stepped(database, Arc::new(HouseDisk(Arc::clone(world))), clock.now()).await?;
        let (wire, end) = Wire::new();
        // Limits per minute count by the machine's own clock, which no seed can set: they are off.
        let limits = LimitSettings {
            misses_per_minute: 0,
            sign_ins_per_minute: 0,
            presses_per_link_per_minute: 0,
            presses_per_door_per_minute: 0,
            sends_per_user_per_minute: 0,
            sends_per_recipient_per_day: 0,
            sends_per_user_per_day: 0,
            sends_per_organization_per_day: 0,
        };
        let settings = Settings {
            public_url: "http://keys.test".to_owned(),
            deadline_ms: plan.deadline_ms,
            limits,
            personal_days: 90,
            sending: keylink_service::delivery::Settings::default(),
            openid: None,
            networks: keylink_service::Networks::default(),
            mqtt: MqttSettings::Wire(wire),
            seal: seal(),
        };
        let running = Running::start(store, settings, clock, HouseChance(Arc::clone(world))).await?;
        tokio::spawn(network::publish(Arc::clone(world), end.published));
        nodes.houses.push(Arc::clone(&running.house));
        nodes.said.push(end.said);
        all.push(running);
    }
    tokio::spawn(network::carry(Arc::clone(world), nodes.said.clone()));
    world.lock().note("the house has started".to_owned());
    Ok((nodes, all))
}

async fn make_link(
    world: &World,
    nodes: &Nodes,
    template: &Template,
    plan: &LinkPlan,
) -> Result<(), keylink_service::Trouble> {
    let until = plan.until_ms.map(|ms| Moment::Instant(Timestamp::from_millisecond(ms).unwrap()));
    let new = NewLink {
        name: "Mia".to_owned(),
        doors: plan.doors.iter().map(|door| template.doors[*door].door).collect(),
        validity: ValidityInput { until, max_uses: plan.max_uses, ..ValidityInput::default() },
        ..NewLink::default()
    };
    let made = nodes.houses[0].make_link(&template.owner, new, None).await?;
    let secret = Secret::parse(made.url.rsplit('/').next().unwrap()).unwrap().hash();
    let known = KnownLink { id: made.link.id, link: made.link, secret, revoked: false, without: None };
    world.lock().links.push(known);
    Ok(())
}

/// After the storm: everybody is answered, every unlock comes to its end, and each door opens again.
async fn calm(world: &Arc<World>, plan: &Plan, template: &Template, nodes: &mut Nodes) {
    {
        let mut state = world.lock();
        state.note("calm".to_owned());
        state.calm();
        state.skew_ms = 0;
    }
    for controller in 0..CONTROLLERS {
        nodes.begin(world, template, Deed::Presence { controller, online: true });
    }
    finish(world, nodes).await;
    let opening = (0..DOORS).map(|door| Deed::Lock { door, locked: false, node: 0 });
    for deed in opening.chain([Deed::Lockdown { on: false, node: 0 }]) {
        nodes.begin(world, template, deed);
        finish(world, nodes).await;
    }
    // The deadline, the sweep's patience, and the pauses before it sees and before it acts.
    let swept_ms = world.lock().now_ms() + plan.deadline_ms + 2_000 + 2_500;
    world.wait_until(swept_ms).await;
    for door in 0..DOORS {
        let number = AFTER_THE_STORM + door;
        let request =
            Request { number, link: KEEPER, door, began_ms: 0, closed: Closed::No, all_well: false, told: None };
        press(Arc::clone(world), Arc::clone(&nodes.houses[0]), request).await;
        let mut state = world.lock();
        let told = state.requests.last().and_then(|request| request.told).map(|told| told.end);
        if told != Some(End::Done(Outcome::Opened)) {
            state.breaks(format!("door {door} does not open when all is calm: {told:?}"));
        }
    }
    let written_ms = world.lock().now_ms() + 1_000;
    world.wait_until(written_ms).await;
}

/// Waits until everybody has their answer.
async fn finish(world: &World, nodes: &mut Nodes) {
    let all = async {
        while let Some(ended) = nodes.tasks.join_next().await {
            if let Err(error) = ended {
                world.lock().breaks(format!("a deed broke: {error}"));
            }
        }
    };
    if tokio::time::timeout(Duration::from_secs(60), all).await.is_err() {
        world.lock().breaks("somebody is never answered".to_owned());
    }
}

async fn log(nodes: &Nodes, template: &Template) -> Result<Vec<Event>, keylink_service::Trouble> {
    let mut log: Vec<Event> = Vec::new();
    loop {
        let after = log.last().map_or(0, |event| event.seq);
        let more = nodes.houses[0].events_after(&template.owner, after, 1_000).await?;
        if more.is_empty() {
            return Ok(log);
        }
        log.extend(more);
    }
}

async fn uses(world: &World, nodes: &Nodes, template: &Template) -> Result<Vec<u32>, keylink_service::Trouble> {
    let ids: Vec<_> = world.lock().links.iter().map(|link| link.id).collect();
    let mut uses = Vec::new();
    for id in ids {
        uses.push(nodes.houses[0].link(&template.owner, id).await?.usage.uses);
    }
    Ok(uses)
}
