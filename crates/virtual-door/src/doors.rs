//! The doors themselves: a lock that draws its bolt for a while, and a leaf that people move.

use std::time::Duration;

use tokio::time::Instant;

use crate::message::State;

/// A lock is never released for longer, whatever it is told.
const LONGEST_PULSE: Duration = Duration::from_secs(120);

/// One door.
#[derive(Debug)]
pub(crate) struct Door {
    pub(crate) channel: String,
    pub(crate) name: String,
    pub(crate) leaf_open: bool,
    pub(crate) moves: u64,
    relock_at: Option<Instant>,
}

impl Door {
    pub(crate) fn new(channel: String, name: String, moves: u64) -> Self {
        Self { channel, name, leaf_open: false, moves, relock_at: None }
    }

    pub(crate) fn unlocked(&self) -> bool {
        self.relock_at.is_some()
    }

    /// Draws the bolt; it goes back by itself.
    pub(crate) fn release(&mut self, pulse: Duration) {
        let until = Instant::now() + pulse.min(LONGEST_PULSE);
        self.relock_at = Some(self.relock_at.map_or(until, |already| already.max(until)));
        self.moves += 1;
    }

    /// Locks now, whatever is left of the pulse.
    pub(crate) fn lock(&mut self) {
        self.relock_at = None;
    }

    /// Locks if it is time. Says whether the lock changed.
    pub(crate) fn relock(&mut self, now: Instant) -> bool {
        let due = self.relock_at.is_some_and(|at| at <= now);
        if due {
            self.relock_at = None;
        }
        due
    }

    /// When the bolt goes back.
    pub(crate) fn relocks_at(&self) -> Option<Instant> {
        self.relock_at
    }

    pub(crate) fn state(&self) -> State {
        State {
            lock: if self.unlocked() { "unlocked" } else { "locked" },
            contact: if self.leaf_open { "open" } else { "closed" },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_lock_goes_back_by_itself() {
        let mut door = Door::new("1".into(), "Gate".into(), 0);
        let now = Instant::now();
        assert!(!door.unlocked() && !door.relock(now));
        door.release(Duration::from_secs(5));
        door.release(Duration::from_secs(1));
        assert!(door.unlocked() && !door.relock(now + Duration::from_secs(2)), "the longer pulse counts");
        assert!(door.relock(now + Duration::from_secs(6)) && !door.unlocked());
        door.release(Duration::MAX);
        assert!(door.relock(Instant::now() + LONGEST_PULSE), "never held open by one word");
        door.release(Duration::from_secs(5));
        door.lock();
        assert!(!door.unlocked(), "it was told to lock");
        assert_eq!(door.moves, 4);
    }
}
