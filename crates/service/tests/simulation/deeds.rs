//! Deeds done to the house and to the world, and what was acknowledged of them.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use keylink_domain::actor::Actor;
use keylink_domain::door::DoorState;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_drivers::OnWire;
use keylink_service::door::ChangeDoor;
use keylink_service::gesture::Proof;
use keylink_service::link::ChangeLink;
use keylink_service::site::SiteInput;
use keylink_service::unlock::{End, NewPress};
use keylink_service::{House, Trouble};
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinSet;

use crate::plan::Deed;
use crate::record::{Closed, Request, Told};
use crate::template::Template;
use crate::world::{State, World};

/// A gesture as good as any.
const PERSON: Proof = Proof::Person { page_made: jiff::Timestamp::UNIX_EPOCH };

/// The nodes as long as none of them crashes.
pub struct Nodes {
    pub houses: Vec<Arc<House>>,
    pub said: Vec<UnboundedSender<OnWire>>,
    pub tasks: JoinSet<()>,
}

impl Nodes {
    /// Begins a deed; what takes time goes on by itself.
    pub fn begin(&mut self, world: &Arc<World>, template: &Template, deed: Deed) {
        let mut state = world.lock();
        match deed {
            Deed::Mood { door, mood } => {
                state.note(format!("door {door} is {mood:?}"));
                state.doors[door].mood = mood;
            }
            Deed::Presence { controller, online } => self.presence(&mut state, template, controller, online),
            Deed::Crash { points } => state.crash_in = Some(points),
            Deed::Clock { by_ms } => {
                state.note(format!("the house's clock steps by {by_ms} ms"));
                state.counts.count("clock steps");
                state.skew_ms += by_ms;
            }
            Deed::Disk { disk, writes } => state.disk = (disk, writes),
            Deed::Sky { lost, doubled, longest_ms } => {
                let sky = &mut state.sky;
                (sky.lost_percent, sky.doubled_percent, sky.longest_ms) = (lost, doubled, longest_ms);
            }
            Deed::Press { number, link, door, node } => {
                let request =
                    Request { number, link, door, began_ms: 0, closed: Closed::No, all_well: false, told: None };
                self.tasks.spawn(press(Arc::clone(world), Arc::clone(&self.houses[node]), request));
            }
            Deed::Revoke { node, .. } | Deed::Take { node, .. } => {
                let (world, house) = (Arc::clone(world), Arc::clone(&self.houses[node]));
                self.tasks.spawn(change_link(world, house, template.owner, deed));
            }
            Deed::Lock { node, .. } | Deed::Lockdown { node, .. } if !state.locked.changing => {
                state.locked.changing = true;
                let (world, house) = (Arc::clone(world), Arc::clone(&self.houses[node]));
                self.tasks.spawn(change_site(world, house, template.owner, template.site, deed));
            }
            Deed::Lock { .. } | Deed::Lockdown { .. } => {}
        }
    }

    fn presence(&self, state: &mut State, template: &Template, controller: usize, online: bool) {
        let mut controllers: Vec<_> = template.doors.iter().map(|place| place.controller).collect();
        controllers.dedup();
        state.note(format!("controller {controller} is online: {online}"));
        for door in state.doors.iter_mut().filter(|door| door.place.controller == controllers[controller]) {
            door.online = online;
            self.said.iter().for_each(|said| drop(said.send(door.presence())));
        }
    }

    /// Every controller says whether it is there, as after each connection.
    pub fn all_say_presence(&self, world: &World) {
        let state = world.lock();
        for door in &state.doors {
            self.said.iter().for_each(|said| drop(said.send(door.presence())));
        }
    }
}

/// The address by which a request's unlock is known in the database.
pub fn address_of(request: usize) -> String {
    let [.., a, b, c] = request.to_be_bytes();
    Ipv4Addr::new(10, a, b, c).to_string()
}

/// One press of a guest, until it is answered; tells what was said.
pub async fn press(world: Arc<World>, house: Arc<House>, mut request: Request) {
    world.pass("a press").await;
    let (index, secret, door) = {
        let mut state = world.lock();
        request.began_ms = state.now_ms();
        request.closed = state.closed(request.link, request.door);
        request.all_well = state.all_well(request.door);
        let (index, link) = (state.requests.len(), state.links[request.link].clone());
        let Request { number, closed, .. } = request;
        state.note(format!(
            "request {index}, press {number}, link {}, door {}, closed: {closed:?}",
            request.link, request.door
        ));
        let door = state.doors[request.door].place.door;
        state.requests.push(request.clone());
        (index, link.secret, door)
    };
    let address: IpAddr = address_of(index).parse().unwrap();
    let new = NewPress { door, number: Some(format!("press {}", request.number)), address: Some(address), age_ms: 0 };
    let pressed = house.press_link(secret, new, PERSON).await;
    world.pass("an answer").await;
    let mut state = world.lock();
    state.note(format!("request {index} is told {:?}, unlock {:?}", pressed.end, pressed.unlock));
    let at_ms = state.now_ms();
    state.requests[index].all_well &= state.all_well(request.door);
    state.requests[index].told = Some(Told { at_ms, end: pressed.end, unlock: pressed.unlock });
    let repeated = state.requests[..index].iter().any(|other| other.number == request.number);
    let counted = match pressed.end {
        End::Refused(_) if request.closed != Closed::No => "refused after a closing change",
        End::Refused(Refusal::LinkUsedUp) => "used up",
        End::Refused(_) => "refused",
        End::Done(Outcome::Opened) if repeated => "repeats answered",
        End::Done(_) | End::Undecided => pressed.end.as_str(),
    };
    state.counts.count(counted);
}

impl State {
    fn closed(&self, link: usize, door: usize) -> Closed {
        let known = &self.links[link];
        if known.revoked || known.without == Some(door) {
            return Closed::ForGood;
        }
        if self.locked.doors[door] || self.locked.site { Closed::ForNow } else { Closed::No }
    }

    fn all_well(&self, door: usize) -> bool {
        self.sky.is_calm() && self.doors[door].is_well()
    }

    /// Somebody asks to open a door or the site: whoever is not answered yet may have luck.
    fn open_again(&mut self) {
        for request in self.requests.iter_mut().filter(|request| request.told.is_none()) {
            if request.closed == Closed::ForNow {
                request.closed = Closed::No;
            }
        }
    }
}

async fn change_link(world: Arc<World>, house: Arc<House>, owner: Actor, deed: Deed) {
    world.pass("a change of a link").await;
    let known = |link: usize| world.lock().links[link].clone();
    let (link, done) = match deed {
        Deed::Revoke { link, .. } => (link, house.revoke_link(&owner, known(link).id).await.map(drop)),
        Deed::Take { link, door, .. } => {
            let taken = world.lock().doors[door].place.door;
            let doors = known(link).link.doors.into_iter().filter(|door| *door != taken).collect();
            let change = ChangeLink { doors: Some(doors), ..ChangeLink::default() };
            (link, house.change_link(&owner, known(link).id, change).await.map(drop))
        }
        _ => return,
    };
    world.pass("an acknowledged change of a link").await;
    let mut state = world.lock();
    state.note(format!("{deed:?}: {}", words(&done)));
    match (done, deed) {
        (Ok(()), Deed::Revoke { .. }) => state.links[link].revoked = true,
        (Ok(()), Deed::Take { door, .. }) => state.links[link].without = Some(door),
        _ => {}
    }
}

async fn change_site(world: Arc<World>, house: Arc<House>, owner: Actor, site: keylink_domain::id::SiteId, deed: Deed) {
    world.pass("a change of a door").await;
    if let Deed::Lock { locked: false, .. } | Deed::Lockdown { on: false, .. } = deed {
        world.lock().open_again();
    }
    let done = match deed {
        Deed::Lock { door, locked, .. } => {
            let id = {
                let mut state = world.lock();
                state.locked.doors[door] &= locked;
                state.doors[door].place.door
            };
            let wanted = if locked { DoorState::Locked } else { DoorState::Standard };
            let change = ChangeDoor { state: Some(wanted), ..ChangeDoor::default() };
            house.change_door(&owner, id, change).await.map(drop)
        }
        Deed::Lockdown { on, .. } => {
            world.lock().locked.site &= on;
            house.change_site(&owner, site, SiteInput { lockdown: Some(on), ..SiteInput::default() }).await.map(drop)
        }
        _ => Ok(()),
    };
    world.pass("an acknowledged change of a door").await;
    let mut state = world.lock();
    state.note(format!("{deed:?}: {}", words(&done)));
    state.locked.changing = false;
    match (done, deed) {
        (Ok(()), Deed::Lock { door, locked: true, .. }) => state.locked.doors[door] = true,
        (Ok(()), Deed::Lockdown { on: true, .. }) => state.locked.site = true,
        _ => {}
    }
}

fn words(done: &Result<(), Trouble>) -> String {
    done.as_ref().map_or_else(ToString::to_string, |()| "acknowledged".to_owned())
}
