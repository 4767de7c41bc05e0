//! The program's one clock and one source of randomness, and the rule that time never runs back.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use keylink_domain::clock::{Clock, Entropy, NoEntropy};

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
/// log's last line, time stands still until it has caught up. So a clock that was set back does not
/// bring an expired link to life.
pub struct SteadyClock<C> {
    inner: C,
    floor_ms: AtomicI64,
}

impl<C: Clock> SteadyClock<C> {
    /// Never before `floor`, the instant of the log's last line.
    pub fn new(inner: C, floor: Option<Timestamp>) -> Self {
        Self { inner, floor_ms: AtomicI64::new(floor.map_or(0, Timestamp::as_millisecond)) }
    }
}

impl<C: Clock> Clock for SteadyClock<C> {
    fn now(&self) -> Timestamp {
        let now = self.inner.now().as_millisecond();
        let before = self.floor_ms.fetch_max(now, Ordering::Relaxed);
        Timestamp::from_millisecond(now.max(before)).unwrap_or(Timestamp::UNIX_EPOCH)
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
        getrandom::fill(bytes).map_err(|_| NoEntropy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    struct Set(Mutex<i64>);
    impl Clock for Set {
        fn now(&self) -> Timestamp {
            Timestamp::from_millisecond(*self.0.lock().unwrap()).unwrap()
        }
    }

    #[test]
    fn time_stands_still_where_the_clock_runs_back() {
        let clock = SteadyClock::new(Set(Mutex::new(10_000)), Some(Timestamp::from_millisecond(12_000).unwrap()));
        assert_eq!(clock.now().as_millisecond(), 12_000);
        *clock.inner.0.lock().unwrap() = 20_000;
        assert_eq!(clock.now().as_millisecond(), 20_000);
        *clock.inner.0.lock().unwrap() = 5_000;
        assert_eq!(clock.now().as_millisecond(), 20_000);
    }
}
