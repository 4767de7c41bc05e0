//! Chance that comes from a seed: the same seed plans the same attacks.

use std::time::Duration;

/// A stream of numbers from a seed (splitmix64: short, and good enough to plan with).
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The stream that belongs to `seed`.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A stream of its own for a part of the plan, so that parts do not shift each other.
    #[must_use]
    pub fn fork(&self, part: u64) -> Self {
        let mut fork = Self(self.0 ^ part.wrapping_add(1).wrapping_mul(0xd6e8_feb8_6659_fd93));
        Self(fork.number())
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 where that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        usize::try_from(self.number().checked_rem(end).unwrap_or(0)).unwrap_or(0)
    }

    /// Yes, once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// A time from `from` to `to` milliseconds.
    pub fn ms(&mut self, from: u64, to: u64) -> Duration {
        Duration::from_millis(from + self.number() % (to.saturating_sub(from) + 1))
    }

    /// One of them.
    pub fn one_of<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        things.get(self.below(things.len()))
    }

    /// Puts them in an order of its own.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_is_the_same_plan() {
        let plan = |seed| {
            let mut chance = Chance::new(seed).fork(3);
            let mut order: Vec<usize> = (0..8).collect();
            chance.shuffle(&mut order);
            (order, chance.below(1_000), chance.ms(5, 9))
        };
        assert_eq!(plan(7), plan(7));
        assert_ne!(plan(7), plan(8));
        let (mut order, number, time) = plan(7);
        order.sort_unstable();
        assert_eq!(order, (0..8).collect::<Vec<_>>());
        assert!(number < 1_000 && (5..=9).contains(&time.as_millis()));
        assert_eq!(Chance::new(1).below(0), 0);
    }
}
