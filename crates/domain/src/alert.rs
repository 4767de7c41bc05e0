//! Alerts: what is the matter with a controller, from when on it is told, and who wants to be told.

use jiff::{SignedDuration, Timestamp};

use crate::door::spelled;
use crate::id::{ControllerId, OrganizationId};

/// After the start of the program nothing is told for so long: what was connected before comes back by itself, and a
/// program that was away for an hour would tell of every door.
pub const SETTLES_IN: SignedDuration = SignedDuration::from_mins(1);
/// By how much a battery must be above its bound to be well again: one that wavers is told once.
const ABOVE: u8 = 5;

/// From when on an organization's controllers give reason to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlertBounds {
    offline_minutes: u16,
    battery_percent: u8,
}

/// A bound that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotABound {
    /// The time away.
    #[error("between 1 and 1440 minutes")]
    Offline,
    /// The battery.
    #[error("between 1 and 90 percent")]
    Battery,
}

impl Default for AlertBounds {
    fn default() -> Self {
        Self { offline_minutes: 5, battery_percent: 15 }
    }
}

impl AlertBounds {
    /// Bounds as they are typed.
    ///
    /// # Errors
    /// When one is out of all measure.
    pub fn new(offline_minutes: u32, battery_percent: u32) -> Result<Self, NotABound> {
        let minutes = u16::try_from(offline_minutes).ok().filter(|minutes| (1..=1440).contains(minutes));
        let percent = u8::try_from(battery_percent).ok().filter(|percent| (1..=90).contains(percent));
        Ok(Self {
            offline_minutes: minutes.ok_or(NotABound::Offline)?,
            battery_percent: percent.ok_or(NotABound::Battery)?,
        })
    }

    /// For how many minutes a controller may be away before it is told.
    pub const fn offline_minutes(self) -> u16 {
        self.offline_minutes
    }

    /// Below how many percent a battery is told.
    pub const fn battery_percent(self) -> u8 {
        self.battery_percent
    }

    /// Whether a battery is low: one that was low is so until it is well above the bound.
    pub const fn is_low(self, percent: u8, was_low: bool) -> bool {
        percent < self.battery_percent + if was_low { ABOVE } else { 0 }
    }

    /// Whether a controller that is away since `began` is to be told of by a program that runs since `started`.
    pub fn is_due(self, began: Timestamp, started: Timestamp, now: Timestamp) -> bool {
        let away = SignedDuration::from_mins(i64::from(self.offline_minutes));
        now.duration_since(began) >= away && now.duration_since(started) >= SETTLES_IN
    }
}

/// By which ways a user wants to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AlertWish {
    /// By e-mail, to their own address.
    pub mail: bool,
    /// By a notification, where they turned them on.
    pub push: bool,
}

impl AlertWish {
    /// As a word, for the log.
    pub const fn as_str(self) -> &'static str {
        match (self.mail, self.push) {
            (true, true) => "both",
            (true, false) => "mail",
            (false, true) => "push",
            (false, false) => "none",
        }
    }
}

/// What can be the matter with a controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ailment {
    /// It cannot be reached.
    Offline,
    /// A battery is low.
    Battery,
}

spelled!(Ailment: Offline = "offline", Battery = "battery");

/// Something is the matter with a controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incident {
    /// The tenant.
    pub organization: OrganizationId,
    /// With which controller.
    pub controller: ControllerId,
    /// What.
    pub ailment: Ailment,
    /// Since when.
    pub began: Timestamp,
    /// When it was told.
    pub told: Option<Timestamp>,
}

/// What is told of a controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alert {
    /// Of which.
    pub controller: ControllerId,
    /// What.
    pub kind: AlertKind,
    /// Since when something was the matter.
    pub began: Timestamp,
    /// When it was found that it is to be told, or that all is well again.
    pub at: Timestamp,
    /// What the battery said.
    pub percent: Option<u8>,
}

/// What is told of a controller, as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AlertKind {
    /// It cannot be reached.
    Offline,
    /// It can be reached again.
    Online,
    /// A battery is low.
    BatteryLow,
    /// It is well again.
    BatteryWell,
}

spelled!(AlertKind: Offline = "offline", Online = "online", BatteryLow = "battery_low", BatteryWell = "battery_well");

/// A time span as people say it: `40 s`, `12 min`, `3 h 5 min`, `2 days 4 h`.
pub fn span_words(span: SignedDuration) -> String {
    let (minutes, hours) = (span.as_mins(), span.as_hours());
    match (minutes, hours) {
        (..=0, _) => format!("{} s", span.as_secs().max(0)),
        (_, 0) => format!("{minutes} min"),
        (_, 1..=23) => format!("{hours} h {} min", minutes % 60),
        _ if hours < 48 => format!("1 day {} h", hours % 24),
        _ => format!("{} days {} h", hours / 24, hours % 24),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    #[test]
    fn who_is_away_is_told_after_the_time_that_is_set_and_not_right_after_the_start() {
        let bounds = AlertBounds::default();
        assert!(!bounds.is_due(at(0), at(-900), at(299)) && bounds.is_due(at(0), at(-900), at(300)));
        assert!(!bounds.is_due(at(-9_000), at(0), at(59)), "what was connected may be coming back");
        assert!(bounds.is_due(at(-9_000), at(0), at(60)));
        assert!(!AlertBounds::new(60, 15).unwrap().is_due(at(0), at(-900), at(3_599)));
    }

    #[test]
    fn a_battery_that_wavers_is_low_once() {
        let bounds = AlertBounds::default();
        assert!(!bounds.is_low(15, false) && bounds.is_low(14, false));
        assert!(bounds.is_low(19, true) && !bounds.is_low(20, true));
    }

    #[test]
    fn bounds_out_of_all_measure_are_none() {
        for (minutes, percent, why) in [
            (0, 15, NotABound::Offline),
            (1_441, 15, NotABound::Offline),
            (70_000, 15, NotABound::Offline),
            (5, 0, NotABound::Battery),
            (5, 91, NotABound::Battery),
            (5, 271, NotABound::Battery),
        ] {
            assert_eq!(AlertBounds::new(minutes, percent), Err(why), "{minutes} {percent}");
        }
        assert!(AlertBounds::new(1, 1).is_ok() && AlertBounds::new(1_440, 90).is_ok());
    }

    #[test]
    fn spans_are_said_as_people_say_them() {
        let said = |seconds| span_words(SignedDuration::from_secs(seconds));
        assert_eq!([said(-3), said(40), said(59 * 60)], ["0 s", "40 s", "59 min"]);
        assert_eq!([said(3 * 3600 + 301), said(26 * 3600), said(52 * 3600)], ["3 h 5 min", "1 day 2 h", "2 days 4 h"]);
    }
}
