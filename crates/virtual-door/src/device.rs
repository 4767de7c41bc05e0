//! The rules of the protocol: which command moves which door, and what is answered.
//!
//! Nothing is sent from here: a command goes in, a [`Reaction`] comes out.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use uuid::Uuid;

use crate::message::{Answer, Command, Reason};
use crate::mood::Mood;

/// How many commands are remembered as acted on; the protocol asks for 64.
const REMEMBERED: usize = 1_024;

/// A deadline that is farther away was not made by a house whose clock agrees with this one: 60 s are the most that a
/// house gives a command.
const FARTHEST_MS: i64 = 60_000;

/// What to do about a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reaction {
    /// Nothing at all, and why.
    Nothing(&'static str),
    /// Look at it again after this time.
    Wait(Duration),
    /// Move the door, then answer this many times.
    Move { answers: u8 },
    /// Do not move; answer so.
    Refuse(Reason),
    /// It was acted on before: answer the same again.
    Repeat(Answer),
}

/// What the device knows of the commands it was given.
#[derive(Debug, Default)]
pub(crate) struct Device {
    acted_on: HashMap<Uuid, Answer>,
    order: VecDeque<Uuid>,
    /// Commands that a slow device is still thinking about.
    pondered: Vec<Uuid>,
}

impl Device {
    /// The device as it wakes up, with what it remembers.
    pub(crate) fn with(acted_on: impl Iterator<Item = (Uuid, Answer)>) -> Self {
        let mut device = Self::default();
        for (id, answer) in acted_on {
            device.acted(id, answer);
        }
        device
    }

    /// What to do about a command that was just heard.
    pub(crate) fn hear(&mut self, command: &Command, mood: Mood, wired: bool, now_ms: i64) -> Reaction {
        if mood == Mood::Deaf {
            return Reaction::Nothing("deaf");
        }
        if command.draws().is_none() {
            return Reaction::Nothing("not an act this device knows");
        }
        if let Some(answer) = self.acted_on.get(&command.id) {
            return match mood {
                Mood::Quiet => Reaction::Nothing("acted on before, and quiet"),
                _ => Reaction::Repeat(*answer),
            };
        }
        if self.pondered.contains(&command.id) {
            return Reaction::Nothing("already thinking about it");
        }
        match mood {
            Mood::Slow(time) if wired && lives(command, now_ms) => {
                self.pondered.push(command.id);
                Reaction::Wait(time)
            }
            _ => decide(command, mood, wired, now_ms),
        }
    }

    /// What to do about a command after the wait.
    pub(crate) fn after_wait(&mut self, command: &Command, mood: Mood, wired: bool, now_ms: i64) -> Reaction {
        self.pondered.retain(|id| *id != command.id);
        decide(command, mood, wired, now_ms)
    }

    /// The command was acted on: it never moves a door again.
    pub(crate) fn acted(&mut self, id: Uuid, answer: Answer) {
        if self.acted_on.insert(id, answer).is_none() {
            self.order.push_back(id);
        }
        while self.order.len() > REMEMBERED {
            if let Some(oldest) = self.order.pop_front() {
                self.acted_on.remove(&oldest);
            }
        }
    }
}

/// Whether the command may still be acted on, as far as this clock can tell.
fn lives(command: &Command, now_ms: i64) -> bool {
    (0..=FARTHEST_MS).contains(&command.deadline_ms.saturating_sub(now_ms))
}

fn decide(command: &Command, mood: Mood, wired: bool, now_ms: i64) -> Reaction {
    if !lives(command, now_ms) {
        return Reaction::Refuse(Reason::TooLate);
    }
    if !wired {
        return Reaction::Refuse(Reason::NotWired);
    }
    match mood {
        Mood::Jammed => Reaction::Refuse(Reason::Jammed),
        Mood::Twice => Reaction::Move { answers: 2 },
        Mood::Quiet => Reaction::Move { answers: 0 },
        Mood::Well | Mood::Slow(_) | Mood::Deaf => Reaction::Move { answers: 1 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(n: u128) -> Command {
        Command { id: Uuid::from_u128(n), door: "1".into(), act: "unlock".into(), pulse_ms: 100, deadline_ms: 1_000 }
    }

    #[test]
    fn each_mood_does_what_it_says() {
        let slow = Mood::Slow(Duration::from_secs(3));
        for (mood, reaction) in [
            (Mood::Well, Reaction::Move { answers: 1 }),
            (Mood::Twice, Reaction::Move { answers: 2 }),
            (Mood::Quiet, Reaction::Move { answers: 0 }),
            (Mood::Jammed, Reaction::Refuse(Reason::Jammed)),
            (Mood::Deaf, Reaction::Nothing("deaf")),
            (slow, Reaction::Wait(Duration::from_secs(3))),
        ] {
            assert_eq!(Device::default().hear(&command(1), mood, true, 1_000), reaction, "{mood}");
        }
    }

    #[test]
    fn a_dead_command_moves_nothing() {
        let slow = Mood::Slow(Duration::from_secs(3));
        for mood in [Mood::Well, Mood::Twice, Mood::Quiet, Mood::Jammed, slow] {
            let reaction = Device::default().hear(&command(1), mood, true, 1_001);
            assert_eq!(reaction, Reaction::Refuse(Reason::TooLate), "{mood}");
        }
        let mut device = Device::default();
        assert_eq!(device.hear(&command(1), slow, true, 0), Reaction::Wait(Duration::from_secs(3)));
        let reaction = device.after_wait(&command(1), slow, true, 3_000);
        assert_eq!(reaction, Reaction::Refuse(Reason::TooLate), "its time ran out while it waited");
    }

    #[test]
    fn a_deadline_too_far_ahead_means_that_the_clock_is_behind() {
        let slow = Mood::Slow(Duration::from_secs(3));
        for mood in [Mood::Well, slow] {
            let far = Device::default().hear(&command(1), mood, true, 1_000 - 60_001);
            assert_eq!(far, Reaction::Refuse(Reason::TooLate), "{mood}");
            let near = Device::default().hear(&command(1), mood, true, 1_000 - 60_000);
            assert!(matches!(near, Reaction::Move { .. } | Reaction::Wait(_)), "{mood}: {near:?}");
        }
    }

    #[test]
    fn a_repeated_command_is_answered_and_does_not_move() {
        let mut device = Device::default();
        device.acted(Uuid::from_u128(1), Answer::Opened);
        for now in [0, 5_000] {
            assert_eq!(device.hear(&command(1), Mood::Well, true, now), Reaction::Repeat(Answer::Opened));
        }
        assert!(matches!(device.hear(&command(1), Mood::Quiet, true, 0), Reaction::Nothing(_)));
        let mut restarted = Device::with([(Uuid::from_u128(1), Answer::Opened)].into_iter());
        assert_eq!(restarted.hear(&command(1), Mood::Well, true, 0), Reaction::Repeat(Answer::Opened));
    }

    #[test]
    fn a_slow_device_ponders_a_command_once() {
        let mut device = Device::default();
        let slow = Mood::Slow(Duration::from_secs(1));
        assert!(matches!(device.hear(&command(1), slow, true, 0), Reaction::Wait(_)));
        for mood in [slow, Mood::Well] {
            assert!(matches!(device.hear(&command(1), mood, true, 0), Reaction::Nothing(_)));
        }
        assert_eq!(device.after_wait(&command(1), slow, true, 900), Reaction::Move { answers: 1 });
    }

    #[test]
    fn unknown_doors_and_acts_move_nothing() {
        let mut device = Device::default();
        assert_eq!(device.hear(&command(1), Mood::Well, false, 0), Reaction::Refuse(Reason::NotWired));
        let dance = Command { act: "dance".into(), ..command(2) };
        assert!(matches!(device.hear(&dance, Mood::Well, true, 0), Reaction::Nothing(_)));
        let lock = Command { act: "lock".into(), ..command(3) };
        assert_eq!(device.hear(&lock, Mood::Well, true, 0), Reaction::Move { answers: 1 });
    }

    #[test]
    fn at_least_64_commands_are_remembered_and_not_endlessly_many() {
        let mut device = Device::default();
        for n in 0..5_000 {
            device.acted(Uuid::from_u128(n), Answer::Opened);
        }
        assert_eq!(device.acted_on.len(), REMEMBERED);
        assert!((4_936..5_000).all(|n| device.acted_on.contains_key(&Uuid::from_u128(n))));
    }
}
