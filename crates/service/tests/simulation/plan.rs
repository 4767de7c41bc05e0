//! What a life is to bring: links, presses, changes and mishaps, all thrown at its beginning.

use keylink_store::Disk;

use crate::dice::Dice;
use crate::doors::{LONGEST_PONDER_MS, Mood};
use crate::template::{BEGIN_MS, CONTROLLERS, DOORS};

/// The link that names every door and is left alone.
pub const KEEPER: usize = 0;

#[derive(Debug, Clone, Copy)]
pub enum Deed {
    Press {
        number: usize,
        link: usize,
        door: usize,
        node: usize,
    },
    Revoke {
        link: usize,
        node: usize,
    },
    /// A door is taken from a link.
    Take {
        link: usize,
        door: usize,
        node: usize,
    },
    Lock {
        door: usize,
        locked: bool,
        node: usize,
    },
    Lockdown {
        on: bool,
        node: usize,
    },
    Mood {
        door: usize,
        mood: Mood,
    },
    Presence {
        controller: usize,
        online: bool,
    },
    Crash {
        points: i64,
    },
    Clock {
        by_ms: i64,
    },
    Disk {
        disk: Disk,
        writes: u32,
    },
    Sky {
        lost: i64,
        doubled: i64,
        longest_ms: i64,
    },
}

#[derive(Debug)]
pub struct LinkPlan {
    pub doors: Vec<usize>,
    pub max_uses: Option<u32>,
    pub until_ms: Option<i64>,
}

/// What may go wrong in this life; in some nothing does.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is thrown by itself")]
pub struct Faults {
    pub crashes: bool,
    pub disk: bool,
    pub slow_disk: bool,
    pub clock: bool,
    pub network: bool,
    pub moods: bool,
    pub changes: bool,
}

#[derive(Debug)]
pub struct Plan {
    pub nodes: usize,
    pub deadline_ms: i64,
    pub faults: Faults,
    pub links: Vec<LinkPlan>,
    pub deeds: Vec<(i64, Deed)>,
}

impl Plan {
    pub fn throw(dice: &mut Dice) -> Self {
        let mut flag = |percent| dice.percent(percent);
        let faults = Faults {
            crashes: flag(50),
            disk: flag(35),
            slow_disk: flag(30),
            clock: flag(30),
            network: flag(50),
            moods: flag(50),
            changes: flag(60),
        };
        let nodes = if dice.percent(30) { 2 } else { 1 };
        let deadline_ms = dice.pick(&[300, 1_000, 1_000, 5_000]);
        let span_ms = dice.between(2_000..=12_000);
        let mut plan = Self { nodes, deadline_ms, faults, links: links(dice, span_ms), deeds: Vec::new() };
        plan.presses(dice, span_ms);
        plan.changes(dice, span_ms);
        plan.mishaps(dice, span_ms);
        plan.deeds.sort_by_key(|(at_ms, _)| *at_ms);
        plan
    }

    fn add(&mut self, at_ms: i64, deed: Deed) {
        self.deeds.push((BEGIN_MS + 500 + at_ms, deed));
    }

    fn presses(&mut self, dice: &mut Dice, span_ms: i64) {
        for number in 0..dice.index(25) + 5 {
            let mut at_ms = dice.between(0..=span_ms);
            if dice.percent(50) {
                // Some press at the very same moment.
                at_ms -= at_ms % 1_000;
            }
            let link = dice.index(self.links.len());
            // Now and then a door that the link does not name.
            let doors = &self.links[link].doors;
            let door = if dice.percent(95) { dice.pick(doors) } else { dice.index(DOORS) };
            let node = dice.index(self.nodes);
            self.add(at_ms, Deed::Press { number, link, door, node });
            while dice.percent(35) {
                let again_ms = at_ms + dice.between(0..=self.deadline_ms + 2_000);
                self.add(again_ms, Deed::Press { number, link, door, node: dice.index(self.nodes) });
            }
        }
    }

    fn changes(&mut self, dice: &mut Dice, span_ms: i64) {
        if !self.faults.changes {
            return;
        }
        for link in 1..self.links.len() {
            let node = dice.index(self.nodes);
            if dice.percent(40) {
                self.add(dice.between(0..=span_ms), Deed::Revoke { link, node });
            } else if self.links[link].doors.len() > 1 && dice.percent(40) {
                let door = dice.pick(&self.links[link].doors);
                self.add(dice.between(0..=span_ms), Deed::Take { link, door, node });
            }
        }
        for _ in 0..dice.index(4) {
            let (door, node, at_ms) = (dice.index(DOORS), dice.index(self.nodes), dice.between(0..=span_ms));
            let again_ms = at_ms + dice.between(0..=2_000);
            if dice.percent(60) {
                self.add(at_ms, Deed::Lock { door, locked: true, node });
                self.add(again_ms, Deed::Lock { door, locked: false, node });
            } else {
                self.add(at_ms, Deed::Lockdown { on: true, node });
                self.add(again_ms, Deed::Lockdown { on: false, node });
            }
        }
    }

    fn mishaps(&mut self, dice: &mut Dice, span_ms: i64) {
        let faults = self.faults;
        let mut some = |wanted: bool, most: i64, throw: &mut dyn FnMut(&mut Dice) -> Deed| {
            let times = if wanted { dice.between(1..=most) } else { 0 };
            for _ in 0..times {
                let (at_ms, deed) = (dice.between(0..=span_ms), throw(dice));
                self.deeds.push((BEGIN_MS + 500 + at_ms, deed));
            }
        };
        some(faults.crashes, 3, &mut |dice| Deed::Crash { points: dice.between(0..=25) });
        some(faults.clock, 3, &mut |dice| {
            let by_ms = dice.pick(&[-7_200_000, -3_600_000, -2_000, -400, 400, 2_000, 3_600_000, 7_200_000]);
            Deed::Clock { by_ms }
        });
        some(faults.disk, 4, &mut |dice| {
            let disk = dice.pick(&[Disk::IsFull, Disk::FailsAtCommit]);
            Deed::Disk { disk, writes: u32::try_from(dice.between(1..=4)).unwrap() }
        });
        some(faults.network, 3, &mut |dice| Deed::Sky {
            lost: dice.pick(&[0, 0, 10, 40]),
            doubled: dice.pick(&[0, 20, 60]),
            longest_ms: dice.pick(&[0, 200, 1_500, 8_000]),
        });
        some(faults.moods, 6, &mut |dice| {
            let slow = Mood::Slow(dice.between(1..=LONGEST_PONDER_MS));
            let mood =
                dice.pick(&[slow, slow, Mood::Well, Mood::Deaf, Mood::Jammed, Mood::Twice, Mood::Quiet, Mood::Blind]);
            Deed::Mood { door: dice.index(DOORS), mood }
        });
        some(faults.moods, 3, &mut |dice| Deed::Presence {
            controller: dice.index(CONTROLLERS),
            online: dice.percent(40),
        });
    }
}

fn links(dice: &mut Dice, span_ms: i64) -> Vec<LinkPlan> {
    let keeper = LinkPlan { doors: (0..DOORS).collect(), max_uses: None, until_ms: None };
    let others = (0..dice.index(4) + 1).map(|_| {
        let first = dice.index(DOORS);
        let second = (first + 1 + dice.index(DOORS - 1)) % DOORS;
        LinkPlan {
            doors: if dice.percent(50) { vec![first, second] } else { vec![first] },
            max_uses: dice.percent(60).then(|| u32::try_from(dice.between(1..=3)).unwrap()),
            until_ms: dice.percent(25).then(|| BEGIN_MS + dice.between(1_000..=span_ms)),
        }
    });
    std::iter::once(keeper).chain(others.collect::<Vec<_>>()).collect()
}
