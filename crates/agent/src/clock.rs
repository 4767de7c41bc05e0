//! What time it is at the center, as far as an agent can know it: never earlier than it is, so that a command that is dead
//! there is dead here. The agent's own clock need not be set; it is only looked at to notice that it was asleep.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use keylink_domain::clock::Clock;
use tokio::sync::Notify;
use tokio::time::Instant;

/// How far a cheap clock may run wrong, in parts of a million.
const DRIFT_PPM: u64 = 200;
/// A better measurement is kept for so long.
const KEPT: Duration = Duration::from_secs(120);
/// How far the machine's two clocks may part before it counts as asleep, or set anew.
const PARTED_MS: i64 = 2_000;
/// How long a question for the time may be under way; longer ones say too little.
const LONGEST: Duration = Duration::from_secs(3);
/// A deadline farther ahead was not made by a house that this clock agrees with.
const FARTHEST_MS: i64 = 60_000;

/// One measurement: the center's time was at least `told_ms` when it was sent, so it is at most that and what passed since.
#[derive(Debug, Clone, Copy)]
struct Measured {
    told_ms: i64,
    sent: Instant,
    took: Duration,
    wall_ms: i64,
}

/// The center's time.
pub struct CenterClock {
    wall: Arc<dyn Clock>,
    state: Mutex<State>,
    measured: Notify,
}

#[derive(Default)]
struct State {
    asked: Option<(u64, Instant)>,
    last: u64,
    best: Option<Measured>,
}

impl CenterClock {
    /// Nothing is known yet.
    pub fn new(wall: Arc<dyn Clock>) -> Self {
        Self { wall, state: Mutex::default(), measured: Notify::new() }
    }

    /// A question goes out now, under this number.
    pub fn asks(&self) -> u64 {
        let mut state = self.lock();
        state.last += 1;
        let number = state.last;
        state.asked = Some((number, Instant::now()));
        number
    }

    /// The answer to a question came.
    pub fn told(&self, number: u64, told_ms: i64) {
        let (now, wall_ms) = (Instant::now(), self.wall.now().as_millisecond());
        let mut state = self.lock();
        let Some((_, sent)) = state.asked.take_if(|(asked, _)| *asked == number) else { return };
        let took = now - sent;
        if took > LONGEST {
            return;
        }
        let new = Measured { told_ms, sent, took, wall_ms };
        let keeps = |old: &Measured| {
            old.took < took && sent - old.sent < KEPT && agree(old, &new, now) && !parted(old, now, wall_ms)
        };
        if !state.best.as_ref().is_some_and(keeps) {
            state.best = Some(new);
        }
        drop(state);
        self.measured.notify_waiters();
    }

    /// The line is another one: what time it is is asked anew.
    pub fn forget(&self) {
        let mut state = self.lock();
        (state.best, state.asked) = (None, None);
    }

    /// Whether the time is known.
    pub fn is_known(&self) -> bool {
        self.latest_ms().is_some()
    }

    /// How long a command with this deadline still lives; none where it is dead, or where nobody can tell within
    /// `patience`.
    pub async fn remaining(&self, deadline_ms: i64, patience: Duration) -> Option<Duration> {
        let until = Instant::now() + patience;
        let latest_ms = loop {
            let measured = self.measured.notified();
            match self.latest_ms() {
                Some(latest_ms) => break latest_ms,
                None => tokio::time::timeout_at(until, measured).await.ok()?,
            }
        };
        let left = deadline_ms.saturating_sub(latest_ms);
        (1..=FARTHEST_MS).contains(&left).then(|| Duration::from_millis(left.unsigned_abs()))
    }

    /// The latest that it can be at the center.
    fn latest_ms(&self) -> Option<i64> {
        let (now, wall_ms) = (Instant::now(), self.wall.now().as_millisecond());
        self.lock().best.filter(|best| !parted(best, now, wall_ms)).map(|best| latest(&best, now))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn latest(measured: &Measured, now: Instant) -> i64 {
    let passed = now.saturating_duration_since(measured.sent);
    measured.told_ms.saturating_add(millis(passed)).saturating_add(drift(passed))
}

fn earliest(measured: &Measured, now: Instant) -> i64 {
    let passed = now.saturating_duration_since(measured.sent).saturating_sub(measured.took);
    measured.told_ms.saturating_add(millis(passed)).saturating_sub(drift(passed))
}

/// Whether both can be true: a center whose clock was set anew is believed at once.
fn agree(old: &Measured, new: &Measured, now: Instant) -> bool {
    earliest(old, now) <= latest(new, now) && earliest(new, now) <= latest(old, now)
}

/// Whether the machine slept since: then the one clock stood while the other went on.
fn parted(measured: &Measured, now: Instant, wall_ms: i64) -> bool {
    // The measurement ended `took` after it was sent.
    let passed = now.saturating_duration_since(measured.sent + measured.took);
    wall_ms.saturating_sub(measured.wall_ms).saturating_sub(millis(passed)).abs() > PARTED_MS
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

fn drift(passed: Duration) -> i64 {
    let us = u64::try_from(passed.as_millis()).unwrap_or(u64::MAX).saturating_mul(DRIFT_PPM) / 1_000_000;
    i64::try_from(us).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    struct Wall(Mutex<i64>);
    impl Clock for Wall {
        fn now(&self) -> Timestamp {
            Timestamp::from_millisecond(*self.0.lock().unwrap()).unwrap()
        }
    }

    struct Scene {
        clock: CenterClock,
        wall: Arc<Wall>,
    }

    impl Scene {
        fn new() -> Self {
            // The agent's own clock stands in the year 1970: a Pi has none of its own.
            let wall = Arc::new(Wall(Mutex::new(0)));
            Self { clock: CenterClock::new(Arc::clone(&wall) as _), wall }
        }

        async fn pass(&self, ms: u64) {
            tokio::time::advance(Duration::from_millis(ms)).await;
            *self.wall.0.lock().unwrap() += i64::try_from(ms).unwrap();
        }

        async fn left(&self, deadline_ms: i64) -> Option<u128> {
            self.clock.remaining(deadline_ms, Duration::ZERO).await.map(|left| left.as_millis())
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_command_never_lives_longer_than_at_the_center() {
        let scene = Scene::new();
        assert_eq!(scene.left(1_000_000).await, None, "nobody knows the time yet");
        let number = scene.clock.asks();
        scene.pass(400).await;
        scene.clock.told(number + 1, 9_000_000);
        assert!(!scene.clock.is_known(), "the answer to another question");
        scene.clock.told(number, 1_000_000);
        assert_eq!(scene.left(1_005_000).await, Some(4_600), "it may have been told right after it was asked");
        scene.pass(4_600).await;
        assert_eq!(scene.left(1_005_000).await, None);
        assert_eq!(scene.left(1_066_000).await, None, "farther ahead than any command lives");
    }

    #[tokio::test(start_paused = true)]
    async fn the_better_measurement_is_kept_until_it_is_old_or_wrong() {
        let scene = Scene::new();
        let ask = |took, told| {
            let scene = &scene;
            async move {
                let number = scene.clock.asks();
                scene.pass(took).await;
                scene.clock.told(number, told);
            }
        };
        ask(10, 1_000).await;
        ask(500, 1_400).await;
        assert_eq!(scene.left(2_000).await, Some(490), "the first, by which it is 1510 at most");
        ask(600, 50_000).await;
        assert_eq!(scene.left(51_000).await, Some(400), "the center's clock was set");
        ask(4_000, 60_000).await;
        assert_eq!(scene.left(60_000).await, Some(5_400), "what took too long says nothing");
    }

    #[tokio::test(start_paused = true)]
    async fn a_machine_that_slept_does_not_know_the_time() {
        let scene = Scene::new();
        let number = scene.clock.asks();
        scene.clock.told(number, 1_000);
        assert!(scene.clock.is_known());
        *scene.wall.0.lock().unwrap() += 3_000;
        assert!(!scene.clock.is_known());
        let number = scene.clock.asks();
        scene.clock.told(number, 4_000);
        assert!(scene.clock.is_known());
        scene.clock.forget();
        assert!(!scene.clock.is_known());
    }
}
