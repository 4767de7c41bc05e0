//! The network and the broker between house and doors: they delay, lose, double and reorder.

use std::collections::BTreeMap;
use std::sync::Arc;

use keylink_drivers::OnWire;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use uuid::Uuid;

use crate::doors::Command;
use crate::world::{State, World};

/// What is on the way, and how rough the way is.
#[derive(Debug, Default)]
pub struct Sky {
    flights: BTreeMap<(i64, u64), Flight>,
    flown: u64,
    /// When the house published a command, by its id.
    pub published: BTreeMap<Uuid, Vec<i64>>,
    pub lost_percent: i64,
    pub doubled_percent: i64,
    pub longest_ms: i64,
}

#[derive(Debug, Clone)]
pub enum Flight {
    /// From the house to a controller.
    ToDoor(OnWire),
    /// From a controller to the house's nodes.
    ToHouse(OnWire),
    /// A slow door makes up its mind.
    Pondered { door: usize, command: Command },
}

impl Sky {
    pub fn calm(&mut self) {
        (self.lost_percent, self.doubled_percent, self.longest_ms) = (0, 0, 0);
    }

    pub fn is_calm(&self) -> bool {
        self.lost_percent == 0 && self.doubled_percent == 0 && self.longest_ms == 0
    }

    pub fn add(&mut self, due_ms: i64, flight: Flight) {
        self.flown += 1;
        self.flights.insert((due_ms, self.flown), flight);
    }
}

impl State {
    /// Sends a message on its way: once, twice or never.
    pub fn send(&mut self, flight: &Flight) {
        let copies = 1 + i64::from(self.dice.percent(self.sky.doubled_percent));
        for _ in 0..copies {
            if self.dice.percent(self.sky.lost_percent) {
                self.note("a message is lost".to_owned());
                continue;
            }
            let longest = self.sky.longest_ms;
            let mut delay = self.dice.between(0..=5);
            if longest > 0 && self.dice.percent(50) {
                delay += self.dice.between(0..=longest);
            }
            let kept_ms = match flight {
                Flight::ToDoor(OnWire { expiry_s: Some(expiry), .. }) => i64::from(*expiry) * 1_000,
                _ => i64::MAX,
            };
            if delay <= kept_ms {
                self.sky.add(self.now_ms() + delay, flight.clone());
            } else {
                self.note("a command expires at the broker".to_owned());
            }
        }
    }

    pub fn next_due(&self) -> Option<i64> {
        self.sky.flights.keys().next().map(|(due, _)| *due)
    }

    /// What is due next comes to where it goes.
    pub fn arrive(&mut self, nodes: &[UnboundedSender<OnWire>]) {
        let Some((_, flight)) = self.sky.flights.pop_first() else { return };
        match flight {
            Flight::ToDoor(message) => self.hear(&message),
            Flight::Pondered { door, command } => self.act(door, &command),
            Flight::ToHouse(message) => {
                self.note(format!("heard {} on {}", String::from_utf8_lossy(&message.payload), message.topic));
                for node in nodes {
                    // A node that is down hears nothing.
                    drop(node.send(message.clone()));
                }
            }
        }
    }
}

/// Takes what one node publishes.
pub async fn publish(world: Arc<World>, mut published: UnboundedReceiver<OnWire>) {
    while let Some(message) = published.recv().await {
        world.pass("a command that left").await;
        {
            let mut state = world.lock();
            let command = Command::read(&message.payload);
            state.note(format!("published {} to {}", command.id, message.topic));
            let now_ms = state.now_ms();
            state.sky.published.entry(command.id).or_default().push(now_ms);
            state.send(&Flight::ToDoor(message));
        }
        world.mail.notify_one();
    }
}

/// Brings everything that is on the way to where it goes, when it is due.
pub async fn carry(world: Arc<World>, nodes: Vec<UnboundedSender<OnWire>>) {
    loop {
        let due = world.lock().next_due();
        match due {
            None => world.mail.notified().await,
            Some(due) if due > world.lock().now_ms() => {
                tokio::select! {
                    biased;
                    () = world.mail.notified() => {}
                    () = world.wait_until(due) => {}
                }
            }
            Some(_) => world.lock().arrive(&nodes),
        }
    }
}
