//! The witnesses: what was answered, what the log says, and what the doors remember must be one story.

use std::collections::{HashMap, HashSet};

use keylink_domain::event::{Event, EventKind};
use keylink_domain::id::{LinkId, UnlockId};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_service::unlock::{End, Pressed};
use keylink_virtual_door::{Happening, Recollection};

use crate::many::Many;
use crate::scene::{TestDoor, wait_until};

/// What a device's line may come after the look at its clock, on a busy machine.
const BUSY_MS: i64 = 250;

/// All that the witnesses say.
pub struct Story {
    pub log: Vec<Event>,
    /// When each unlock's door moved, by the doors' memory.
    pub moved_at: HashMap<UnlockId, Vec<i64>>,
    /// The deadline that the door was told.
    pub deadline: HashMap<UnlockId, i64>,
}

impl Story {
    /// Waits until every granted press has its outcome, then reads all that there is.
    pub async fn read(many: &Many, doors: &[&TestDoor]) -> Self {
        wait_until_settled(many, 0).await;
        let mut story = Self { log: many.log().await, moved_at: HashMap::new(), deadline: HashMap::new() };
        for door in doors {
            story.remember(&Recollection::read(&door.memory).unwrap());
        }
        story
    }

    fn remember(&mut self, memory: &Recollection) {
        for line in &memory.lines {
            match &line.what {
                Happening::Move { id, .. } => {
                    self.moved_at.entry(UnlockId::from_uuid(*id)).or_default().push(line.at_ms);
                }
                Happening::Command { id, deadline_ms, .. } => {
                    self.deadline.insert(UnlockId::from_uuid(*id), *deadline_ms);
                }
                Happening::Answer { .. } => {}
            }
        }
    }

    pub fn moves(&self, unlock: UnlockId) -> usize {
        self.moved_at.get(&unlock).map_or(0, Vec::len)
    }

    /// What holds however bad the line, the load or the clock is.
    pub fn holds(&self, pressed: &[Pressed]) {
        self.every_grant_has_one_outcome();
        self.no_door_moved_unasked_twice_or_late();
        self.every_answer_is_true(pressed);
    }

    fn every_grant_has_one_outcome(&self) {
        let mut outcomes: HashMap<UnlockId, Vec<EventKind>> = HashMap::new();
        let mut granted = HashSet::new();
        for event in &self.log {
            let Some(unlock) = event.line.about.unlock else { continue };
            if event.line.kind == EventKind::UnlockGranted {
                assert!(granted.insert(unlock), "{unlock} was granted twice");
            } else if is_outcome(event.line.kind) {
                assert!(granted.contains(&unlock), "{unlock} had an outcome before its decision");
                outcomes.entry(unlock).or_default().push(event.line.kind);
            }
        }
        for unlock in granted {
            let lines = outcomes.get(&unlock).map_or(&[][..], Vec::as_slice);
            assert_eq!(lines.len(), 1, "{unlock} must have one outcome, and has {lines:?}");
        }
    }

    fn no_door_moved_unasked_twice_or_late(&self) {
        let granted = of_kind(&self.log, |kind| kind == EventKind::UnlockGranted);
        for (unlock, at) in &self.moved_at {
            assert!(granted.contains(unlock), "a door moved for {unlock}, which is not granted in the log");
            assert_eq!(at.len(), 1, "a door moved {} times for {unlock}", at.len());
            let late = at[0] - self.deadline[unlock];
            assert!(late <= BUSY_MS, "a door moved {late} ms after its deadline for {unlock}");
        }
    }

    fn every_answer_is_true(&self, pressed: &[Pressed]) {
        let lines: HashMap<UnlockId, EventKind> = self
            .log
            .iter()
            .filter(|event| is_outcome(event.line.kind))
            .filter_map(|event| Some((event.line.about.unlock?, event.line.kind)))
            .collect();
        for press in pressed {
            let Some(unlock) = press.unlock else { continue };
            let moves = self.moves(unlock);
            let (line, allowed) = match press.end {
                End::Refused(_) => (None, 0..=0),
                // Nothing was sent for this request; an earlier one of the same press may have moved it.
                End::Undecided => (None, 0..=1),
                End::Done(Outcome::Opened) => (Some(EventKind::UnlockOpened), 1..=1),
                End::Done(Outcome::Sent) => (Some(EventKind::UnlockSent), 0..=1),
                End::Done(Outcome::Failed(_)) => (Some(EventKind::UnlockFailed), 0..=0),
                End::Done(Outcome::Unknown) => (Some(EventKind::UnlockUnknown), 0..=1),
            };
            assert!(
                allowed.contains(&moves),
                "{unlock} was answered {:?}, and the door moved {moves} times",
                press.end
            );
            assert_eq!(lines.get(&unlock).copied(), line, "{unlock} was answered {:?}", press.end);
        }
    }
}

impl Story {
    /// How many presses of a link were granted and not given back.
    pub fn uses(&self, link: LinkId) -> i64 {
        let of_link = self.log.iter().filter(|event| event.line.about.link == Some(link));
        of_link.map(|event| worth(event.line.kind)).sum()
    }
}

/// What a line of the log adds to a link's uses.
pub const fn worth(kind: EventKind) -> i64 {
    match kind {
        EventKind::UnlockGranted => 1,
        EventKind::UnlockFailed => -1,
        _ => 0,
    }
}

pub fn is_outcome(kind: EventKind) -> bool {
    use EventKind::{UnlockFailed, UnlockOpened, UnlockSent, UnlockUnknown};
    matches!(kind, UnlockOpened | UnlockSent | UnlockFailed | UnlockUnknown)
}

fn of_kind(log: &[Event], wanted: impl Fn(EventKind) -> bool) -> HashSet<UnlockId> {
    log.iter().filter(|event| wanted(event.line.kind)).filter_map(|event| event.line.about.unlock).collect()
}

/// How many presses ended so.
pub fn ended(pressed: &[Pressed], end: End) -> usize {
    pressed.iter().filter(|press| press.end == end).count()
}

/// How many presses were refused for this.
pub fn refused(pressed: &[Pressed], why: Refusal) -> usize {
    ended(pressed, End::Refused(why))
}

/// Waits until every press granted behind this place of the log has its outcome.
pub async fn wait_until_settled(many: &Many, place: i64) {
    wait_until("every granted press has an outcome", async || {
        let log = many.log_after(place).await;
        let granted = of_kind(&log, |kind| kind == EventKind::UnlockGranted);
        granted.is_subset(&of_kind(&log, is_outcome))
    })
    .await;
}

/// Waits until the devices have moved or answered for every command that they heard: nothing moves any more.
pub async fn wait_until_all_is_answered(doors: &[&TestDoor]) {
    wait_until("every command that was heard is answered", async || {
        doors.iter().all(|door| {
            let memory = Recollection::read(&door.memory).unwrap();
            let mut open = HashSet::new();
            for line in &memory.lines {
                match &line.what {
                    Happening::Command { id, .. } => drop(open.insert(*id)),
                    Happening::Move { id, .. } | Happening::Answer { id, .. } => drop(open.remove(id)),
                }
            }
            open.is_empty()
        })
    })
    .await;
}
