//! How controllers fared since the program began, on this node: what came of commands, how long they took, and the last
//! trouble. For whoever looks why a door is slow; the log is what happened.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use keylink_domain::actor::Actor;
use keylink_domain::controller::DoorAddress;
use keylink_domain::id::ControllerId;
use keylink_domain::unlock::Outcome;
use keylink_domain::user::Act;
use keylink_drivers::{Offer, Probe};

use crate::house::{House, require};
use crate::trouble::Trouble;

/// The ends of the steps in which answers are counted, in milliseconds; what took longer is in one more.
pub const STEPS_MS: [u32; 7] = [50, 100, 250, 500, 1_000, 2_500, 5_000];

/// How one controller fared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// Commands that opened, as the hardware said.
    pub opened: u64,
    /// Commands that were taken, with nothing to confirm it.
    pub sent: u64,
    /// Commands that were refused, or never left.
    pub failed: u64,
    /// Commands of which nobody knows what came.
    pub unknown: u64,
    /// How many of those that opened or were taken took how long, by step.
    pub steps: [u64; STEPS_MS.len() + 1],
    /// The last trouble that it had when it was asked how it is, and when.
    pub trouble: Option<(Timestamp, String)>,
    /// The doors that it said it could have.
    pub offers: Vec<Offer>,
    /// The lowest battery of its doors, in percent, as it told last.
    pub battery: Option<u8>,
}

impl Record {
    /// Within how many milliseconds this part of a hundred was answered; none where nothing was, or it took longer than
    /// the last step.
    pub fn within_ms(&self, percent: u64) -> Option<u32> {
        let all: u64 = self.steps.iter().sum();
        let wanted = (all * percent).div_ceil(100);
        let mut seen = 0;
        for (count, end) in self.steps.iter().zip(STEPS_MS) {
            seen += count;
            if all > 0 && seen >= wanted {
                return Some(end);
            }
        }
        None
    }

    /// How many commands there were.
    pub const fn commands(&self) -> u64 {
        self.opened + self.sent + self.failed + self.unknown
    }

    fn note(&mut self, outcome: Outcome, took: Duration) {
        match outcome {
            Outcome::Opened => self.opened += 1,
            Outcome::Sent => self.sent += 1,
            Outcome::Failed(_) => self.failed += 1,
            Outcome::Unknown => self.unknown += 1,
        }
        if matches!(outcome, Outcome::Opened | Outcome::Sent) {
            let ms = took.as_millis();
            let step = STEPS_MS.iter().position(|end| ms <= u128::from(*end)).unwrap_or(STEPS_MS.len());
            if let Some(count) = self.steps.get_mut(step) {
                *count += 1;
            }
        }
    }
}

/// The records of all controllers.
#[derive(Debug, Default)]
pub(crate) struct Records(Mutex<HashMap<ControllerId, Record>>);

impl Records {
    /// Notes what came of a command, for the page and for the metrics.
    pub(crate) fn command(&self, door: &DoorAddress, outcome: Outcome, took: Duration) {
        let DoorAddress { controller, driver, .. } = door;
        let labels = [("driver", driver.as_str()), ("outcome", outcome.as_str())];
        metrics::counter!("keylink_commands_total", &labels).increment(1);
        metrics::histogram!("keylink_command_seconds", "driver" => driver.as_str()).record(took.as_secs_f64());
        self.lock().entry(*controller).or_default().note(outcome, took);
    }

    /// Notes that a controller did not answer when it was asked how it is, or not well.
    pub(crate) fn trouble(&self, controller: ControllerId, at: Timestamp, why: &str) {
        self.lock().entry(controller).or_default().trouble = Some((at, why.to_owned()));
    }

    /// Notes what a controller said of itself; what it does not tell this time is as it was.
    pub(crate) fn told(&self, controller: ControllerId, probe: &Probe) {
        let mut all = self.lock();
        let record = all.entry(controller).or_default();
        if !probe.offers.is_empty() {
            record.offers.clone_from(&probe.offers);
        }
        if let Some(battery) = probe.battery {
            record.battery = Some(battery);
            metrics::gauge!("keylink_battery_percent", "controller" => controller.to_string()).set(f64::from(battery));
        }
    }

    /// Forgets a controller that was removed. What is measured of it is no number any more, so that nobody is alarmed by it.
    pub(crate) fn forget(&self, controller: ControllerId) {
        if self.lock().remove(&controller).is_some_and(|record| record.battery.is_some()) {
            metrics::gauge!("keylink_battery_percent", "controller" => controller.to_string()).set(f64::NAN);
        }
    }

    fn of(&self, controller: ControllerId) -> Record {
        self.lock().get(&controller).cloned().unwrap_or_default()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ControllerId, Record>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl House {
    /// How a controller fared since the program began, on this node.
    ///
    /// # Errors
    /// When there is no such controller, or the actor does not see everything.
    pub async fn controller_record(&self, actor: &Actor, id: ControllerId) -> Result<Record, Trouble> {
        require(actor, Act::SeeAll)?;
        let known = self.controller(actor, id).await?;
        Ok(self.records.of(known.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keylink_domain::refusal::Refusal;

    #[test]
    fn answers_are_counted_by_how_long_they_took() {
        let mut record = Record::default();
        assert_eq!(record.within_ms(50), None);
        for ms in [10, 50, 51, 900] {
            record.note(Outcome::Opened, Duration::from_millis(ms));
        }
        record.note(Outcome::Unknown, Duration::from_secs(5));
        record.note(Outcome::Failed(Refusal::DoorOffline), Duration::ZERO);
        assert_eq!((record.opened, record.failed, record.unknown, record.commands()), (4, 1, 1, 6));
        assert_eq!(
            (record.within_ms(50), record.within_ms(75), record.within_ms(95)),
            (Some(50), Some(100), Some(1_000))
        );
        record.note(Outcome::Sent, Duration::from_secs(9));
        assert_eq!((record.within_ms(50), record.within_ms(95)), (Some(100), None), "longer than the last step");
    }
}
