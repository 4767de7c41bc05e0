//! The count of what was done, for the progress bar and the summary.

use std::sync::Mutex;
use std::sync::PoisonError;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::siege::Kind;
use crate::world::Counts;

/// What was done, in numbers.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Sums {
    /// Rounds that ended well.
    pub passed: usize,
    /// Rounds that did not.
    pub failed: usize,
    /// Programs or databases killed.
    pub kills: usize,
    /// Unsynced writes that power cuts forgot or tore.
    pub forgotten_writes: usize,
    /// Worlds that were founded.
    pub worlds: usize,
    /// Presses, however often each was sent.
    pub presses: usize,
    /// Those that were granted.
    pub granted: usize,
    /// Those that were refused.
    pub refused: usize,
    /// Movements of locks.
    pub moves: usize,
    /// Links made.
    pub links: usize,
    /// Links revoked.
    pub revokes: usize,
    /// Broken promises.
    pub violations: usize,
}

/// The count, shared.
pub struct Tally {
    sums: Mutex<Sums>,
    bar: ProgressBar,
}

impl Tally {
    /// With a bar where somebody looks.
    pub fn new(rounds: Option<usize>, is_shown: bool) -> Self {
        let bar = match (is_shown, rounds) {
            (false, _) => ProgressBar::hidden(),
            (true, Some(rounds)) => ProgressBar::new(rounds as u64),
            (true, None) => ProgressBar::new_spinner(),
        };
        let look = if rounds.is_some() { "{elapsed} [{bar:30}] {pos}/{len} {msg}" } else { "{elapsed} {pos} {msg}" };
        if let Ok(style) = ProgressStyle::with_template(look) {
            bar.set_style(style);
        }
        Self { sums: Mutex::default(), bar }
    }

    /// A round ended.
    pub fn passed(&self, kind: Kind, is_good: bool) {
        let kills = self.change(|sums| {
            if is_good {
                sums.passed += 1
            } else {
                sums.failed += 1
            }
            sums.kills
        });
        self.bar.inc(1);
        self.bar.set_message(format!("{}, {kills} kills", kind.as_str()));
    }

    /// Something was killed.
    pub fn killed(&self) {
        self.change(|sums| sums.kills += 1);
    }

    /// A power cut forgot writes.
    pub fn forgot(&self, writes: usize) {
        self.change(|sums| sums.forgotten_writes += writes);
    }

    /// A world ended.
    pub fn ended(&self, counts: Counts, violations: usize) {
        self.change(|sums| {
            sums.worlds += 1;
            sums.presses += counts.presses;
            sums.granted += counts.granted;
            sums.refused += counts.refused;
            sums.moves += counts.moves;
            sums.links += counts.links;
            sums.revokes += counts.revokes;
            sums.violations += violations;
            // Also a fault that showed only in the end is one.
            if violations > 0 && sums.failed == 0 {
                sums.failed = 1;
            }
        });
    }

    /// The numbers so far.
    pub fn sums(&self) -> Sums {
        self.change(|sums| *sums)
    }

    /// Says something above the bar.
    pub fn say(&self, line: &str) {
        self.bar.suspend(|| crate::complain(line));
    }

    /// Takes the bar away.
    pub fn close(&self) {
        self.bar.finish_and_clear();
    }

    fn change<T>(&self, change: impl FnOnce(&mut Sums) -> T) -> T {
        change(&mut self.sums.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
