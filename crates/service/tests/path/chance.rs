//! Chance that can be had again: a seed is printed, and given back by `KEYLINK_SEED`.

use keylink_domain::clock::Entropy;
use keylink_service::clock::SystemEntropy;

/// A stream of numbers from one seed (splitmix64).
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// A new seed each time, or the one in `KEYLINK_SEED`. A test that fails shows what was printed.
    pub fn new() -> Self {
        let seed = setting("KEYLINK_SEED").unwrap_or_else(|| {
            let mut bytes = [0; 8];
            SystemEntropy.fill(&mut bytes).unwrap();
            u64::from_le_bytes(bytes)
        });
        println!("KEYLINK_SEED={seed}");
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    /// True once in `times`, on the average.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// A stream of its own, for a task that runs beside.
    pub fn fork(&mut self) -> Self {
        Self(self.next())
    }
}

/// How many rounds: `base`, times what `KEYLINK_ROUNDS` says.
pub fn rounds(base: usize) -> usize {
    base * usize::try_from(setting("KEYLINK_ROUNDS").unwrap_or(1).max(1)).unwrap()
}

#[allow(clippy::disallowed_methods, reason = "seed and length of a test come from the environment")]
fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} must be a number")))
}
