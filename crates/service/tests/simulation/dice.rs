//! Chance from a seed: the same seed throws the same.

use std::ops::RangeInclusive;

/// Splitmix64: small, and good enough to choose among mishaps.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        let mut dice = Self(seed ^ 0x5EED_0F0D_0015_AB1E);
        dice.throw();
        dice
    }

    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn between(&mut self, range: RangeInclusive<i64>) -> i64 {
        let width = range.end() - range.start() + 1;
        range.start() + i64::try_from(self.throw() % u64::try_from(width).unwrap()).unwrap()
    }

    pub fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.throw() % u64::try_from(length).unwrap()).unwrap()
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.index(from.len())]
    }

    pub fn percent(&mut self, chance: i64) -> bool {
        self.between(1..=100) <= chance
    }
}
