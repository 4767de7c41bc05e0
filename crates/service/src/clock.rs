//! The program's one clock and one source of randomness, and the rule that time never runs back.

use std::cell::RefCell;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use keylink_domain::clock::{Clock, Entropy, NoEntropy};
use tokio::time::Instant;
use zeroize::Zeroize;

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "this is the one clock that the others are told to ask")]
    fn now(&self) -> Timestamp {
        to_millis(Timestamp::now())
    }
}

/// A clock that never runs back, not even over a restart: where the machine's clock is behind the
/// log's last line, or was set back, time goes on from where it was, at half the speed of the clock that nobody sets, until
/// the machine's has caught up. So a clock that was set back brings no expired link to life.
pub struct SteadyClock<C> {
    inner: C,
    latest: Mutex<(Timestamp, Instant)>,
}

/// How much slower time goes while it is ahead of the machine's clock: at the same speed that would never catch up.
pub(crate) const SLOWER: u32 = 2;

impl<C: Clock> SteadyClock<C> {
    /// Never before `floor`, the instant of the log's last line.
    pub fn new(inner: C, floor: Option<Timestamp>) -> Self {
        Self { inner, latest: Mutex::new((floor.unwrap_or(Timestamp::UNIX_EPOCH), Instant::now())) }
    }
}

impl<C: Clock> Clock for SteadyClock<C> {
    fn now(&self) -> Timestamp {
        let wall = self.inner.now();
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let (then, since) = *latest;
        let steady = to_millis(then.saturating_add(since.elapsed() / SLOWER).unwrap_or(then));
        if wall < steady {
            return steady;
        }
        *latest = (wall, Instant::now());
        wall
    }
}

/// Nothing is stored finer than milliseconds, so nothing is decided finer.
fn to_millis(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

/// The system's randomness.
#[derive(Debug, Clone, Copy)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        if bytes.len() > STOCK / 4 {
            return getrandom::fill(bytes).map_err(|_| NoEntropy);
        }
        STOCKED.with(|stock| stock.borrow_mut().take(bytes))
    }
}

/// How much randomness is asked for at once, in bytes: a press needs a hundred, and asking takes longer than giving.
const STOCK: usize = 2_048;

thread_local! {
    static STOCKED: RefCell<Stock> = const { RefCell::new(Stock { bytes: [0; STOCK], left: 0 }) };
}

/// The system's randomness, asked for ahead. What was given out is wiped.
struct Stock {
    bytes: [u8; STOCK],
    left: usize,
}

impl Stock {
    fn take(&mut self, wanted: &mut [u8]) -> Result<(), NoEntropy> {
        if self.left < wanted.len() {
            self.left = 0;
            getrandom::fill(&mut self.bytes).map_err(|_| NoEntropy)?;
            self.left = STOCK;
        }
        let rest = self.left - wanted.len();
        let given = &mut self.bytes[rest..self.left];
        wanted.copy_from_slice(given);
        given.zeroize();
        self.left = rest;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Set(Mutex<i64>);
    impl Clock for Set {
        fn now(&self) -> Timestamp {
            Timestamp::from_millisecond(*self.0.lock().unwrap()).unwrap()
        }
    }

    #[tokio::test(start_paused = true)]
    async fn time_goes_on_slower_where_the_clock_runs_back_until_that_has_caught_up() {
        let at = |ms| Timestamp::from_millisecond(ms).unwrap();
        let clock = SteadyClock::new(Set(Mutex::new(10_000)), Some(at(12_000)));
        let set = |ms| *clock.inner.0.lock().unwrap() = ms;
        assert_eq!(clock.now(), at(12_000));
        tokio::time::advance(std::time::Duration::from_secs(2)).await;
        assert_eq!(clock.now(), at(13_000));
        set(20_000);
        assert_eq!(clock.now(), at(20_000));
        set(5_000);
        tokio::time::advance(std::time::Duration::from_secs(4)).await;
        assert_eq!(clock.now(), at(22_000));
        tokio::time::advance(std::time::Duration::from_secs(26)).await;
        set(35_000);
        assert_eq!(clock.now(), at(35_000), "the machine's clock is there");
    }

    #[test]
    fn nothing_is_given_twice() {
        let given: std::collections::HashSet<[u8; 16]> = (0..1_000).map(|_| SystemEntropy.chance().unwrap()).collect();
        assert_eq!(given.len(), 1_000);
        let mut much = [0; STOCK];
        SystemEntropy.fill(&mut much).unwrap();
        assert!(much.iter().any(|byte| *byte != 0));
    }
}
