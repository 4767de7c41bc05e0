//! The world around the house: its time, its disk, its chance, and the moment at which it crashes.
//!
//! The world outlives a crash. Between two points that the house passes anything may be cut short: once it
//! has crashed, whoever comes to a point stays there, until the runtime with all tasks is dropped.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use jiff::Timestamp;
use keylink_domain::clock::{Clock, Entropy, NoEntropy};
use keylink_store::{BoxFuture, Disk, Point, Steps};
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::dice::Dice;
use crate::doors::SimulatedDoor;
use crate::network::Sky;
use crate::record::{Counts, KnownLink, Locked, Request};
use crate::template::{BEGIN_MS, Template};

pub struct World {
    state: Mutex<State>,
    crash: Notify,
    /// Something new is on the way.
    pub mail: Notify,
}

pub struct State {
    pub dice: Dice,
    /// True time when the present runtime began.
    base_ms: i64,
    /// For how long the house was down; the plan waits meanwhile.
    pub down_ms: i64,
    began: Option<Instant>,
    /// How wrong the house's clock is.
    pub skew_ms: i64,
    /// After how many more points the house crashes.
    pub crash_in: Option<i64>,
    crashed: bool,
    /// How the disk is, for how many more writes.
    pub disk: (Disk, u32),
    /// Of a hundred commits so many are slow.
    pub slow_commits: i64,
    pub sky: Sky,
    pub doors: Vec<SimulatedDoor>,
    pub links: Vec<KnownLink>,
    pub requests: Vec<Request>,
    pub locked: Locked,
    pub broken: Vec<String>,
    pub counts: Counts,
    pub trace: Vec<String>,
    /// The database, as an eye of its own sees it.
    pub witness: rusqlite::Connection,
}

impl World {
    pub fn new(dice: Dice, template: &Template, database: &Path) -> Arc<Self> {
        let state = State {
            dice,
            base_ms: BEGIN_MS,
            down_ms: 0,
            began: None,
            skew_ms: 0,
            crash_in: None,
            crashed: false,
            disk: (Disk::Works, 0),
            slow_commits: 0,
            sky: Sky::default(),
            doors: template.doors.iter().cloned().map(SimulatedDoor::new).collect(),
            links: Vec::new(),
            requests: Vec::new(),
            locked: Locked::default(),
            broken: Vec::new(),
            counts: Counts::default(),
            trace: Vec::new(),
            witness: rusqlite::Connection::open(database).unwrap(),
        };
        Arc::new(Self { state: Mutex::new(state), crash: Notify::new(), mail: Notify::new() })
    }

    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// A new runtime begins, `down_ms` after the last one ended.
    pub fn begin(&self, down_ms: i64) {
        let mut state = self.lock();
        let until_ms = state.now_ms() + down_ms;
        // Doors and network go on while the house is down.
        while let Some(due_ms) = state.next_due().filter(|due_ms| *due_ms < until_ms) {
            state.base_ms = state.base_ms.max(due_ms);
            state.arrive(&[]);
        }
        state.base_ms = until_ms;
        state.down_ms += down_ms;
        state.began = Some(Instant::now());
        (state.crashed, state.crash_in) = (false, None);
    }

    /// The present runtime ends: its clock is read for the last time.
    pub fn end(&self) {
        let mut state = self.lock();
        state.base_ms = state.now_ms();
        state.began = None;
    }

    /// The house comes to a point where it may crash.
    pub async fn pass(&self, point: &'static str) {
        if !self.may_pass(point) {
            std::future::pending().await
        }
    }

    fn may_pass(&self, point: &'static str) -> bool {
        let mut state = self.lock();
        if let (false, Some(left)) = (state.crashed, state.crash_in.as_mut()) {
            *left -= 1;
            if *left < 0 {
                state.crashed = true;
                state.note(format!("crash at {point}"));
                state.counts.count("crashes");
                self.crash.notify_one();
            }
        }
        !state.crashed
    }

    /// Comes to its end when the house crashes.
    pub async fn crashes(&self) {
        self.crash.notified().await;
    }

    pub async fn wait_until(&self, at_ms: i64) {
        let left = at_ms - self.lock().now_ms();
        if let Ok(left) = u64::try_from(left) {
            tokio::time::sleep(Duration::from_millis(left)).await;
        }
    }
}

impl State {
    /// True time; the house only sees it through its clock.
    pub fn now_ms(&self) -> i64 {
        let elapsed = self.began.map_or(Duration::ZERO, |began| began.elapsed());
        self.base_ms + i64::try_from(elapsed.as_millis()).unwrap()
    }

    pub fn note(&mut self, line: String) {
        let at_ms = self.now_ms() - BEGIN_MS;
        self.trace.push(format!("{at_ms:>7} {line}"));
    }

    pub fn breaks(&mut self, what: String) {
        self.note(format!("BROKEN: {what}"));
        self.broken.push(what);
    }

    /// The disk, the network and the doors are well again.
    pub fn calm(&mut self) {
        self.crash_in = None;
        self.disk = (Disk::Works, 0);
        self.slow_commits = 0;
        self.sky.calm();
        self.doors.iter_mut().for_each(SimulatedDoor::calm);
    }
}

/// The house's clock: true time, and how wrong it is.
pub struct HouseClock(pub Arc<World>);

impl Clock for HouseClock {
    fn now(&self) -> Timestamp {
        let state = self.0.lock();
        Timestamp::from_millisecond(state.now_ms() + state.skew_ms).unwrap()
    }
}

pub struct HouseChance(pub Arc<World>);

impl Entropy for HouseChance {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        let mut state = self.0.lock();
        bytes.fill_with(|| state.dice.throw().to_le_bytes()[3]);
        Ok(())
    }
}

/// The house's disk.
pub struct HouseDisk(pub Arc<World>);

impl Steps for HouseDisk {
    fn reach(&self, point: Point) -> BoxFuture<'_, Disk> {
        Box::pin(async move {
            match point {
                Point::Read => self.0.pass("a read").await,
                Point::Write => self.0.pass("a commit").await,
                Point::Written => self.0.pass("an answered commit").await,
            }
            if point == Point::Write { self.before_a_write().await } else { Disk::Works }
        })
    }
}

impl HouseDisk {
    async fn before_a_write(&self) -> Disk {
        let slow_until = {
            let mut state = self.0.lock();
            let percent = state.slow_commits;
            let slow = percent > 0 && state.dice.percent(percent);
            slow.then(|| {
                let ms = state.dice.between(5..=2_500);
                state.counts.count("slow commits");
                state.note(format!("a commit takes {ms} ms"));
                state.now_ms() + ms
            })
        };
        if let Some(until) = slow_until {
            self.0.wait_until(until).await;
        }
        let mut state = self.0.lock();
        let (disk, left) = state.disk;
        if left == 0 {
            return Disk::Works;
        }
        state.disk = (disk, left - 1);
        state.counts.count(if disk == Disk::IsFull { "disk full" } else { "commits failed" });
        state.note(format!("a write meets {disk:?}"));
        disk
    }
}
