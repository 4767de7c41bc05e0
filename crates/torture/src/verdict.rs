//! The verdict: what guests were told, what doors remember and what stands in the log, held together.
//!
//! Pure: facts in, broken promises out, each in plain words. docs/reliability.md lists the promises.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::client::LinkNow;
use crate::doors::{Door, Move, Witness};
use crate::journal::Line;
use crate::ledger::{Ledger, LinkNote, PressNote, Revoke, Right};

/// Clocks count whole milliseconds.
const ROUNDING_MS: i64 = 2;
/// A door may move so much later than its command's deadline, and no more.
const GRACE_MS: i64 = 1_000;

/// What is judged. It must have been gathered in the order of the fields: what was told, then what
/// moved, then the log, then what moved by then. So each later thing covers the ones before it.
pub struct Evidence<'a> {
    /// What the world outside was told.
    pub told: &'a Ledger,
    /// What had moved before the log was read.
    pub moved: &'a [Move],
    /// The log.
    pub log: &'a [Line],
    /// What had moved after the log was read.
    pub moved_since: &'a Witness,
    /// The links as they stand in the end, when nothing is under way; nothing before that.
    pub links: Option<&'a [LinkNow]>,
    /// The doors.
    pub doors: &'a [Door],
    /// How long a command lives.
    pub deadline_ms: i64,
}

/// What the log says of one unlock.
#[derive(Debug, Default)]
struct Unlock {
    granted: usize,
    outcomes: Vec<String>,
    link: Option<Uuid>,
    door: Option<Uuid>,
}

struct Judge<'a> {
    evidence: &'a Evidence<'a>,
    unlocks: HashMap<Uuid, Unlock>,
    /// Unlocks that were granted, by link and door.
    granted: HashMap<(Uuid, Uuid), Vec<Uuid>>,
    refused: HashMap<(Uuid, Uuid), Vec<&'a str>>,
    moves: HashMap<Uuid, usize>,
    wrong: Vec<String>,
}

/// Every broken promise that the evidence shows.
pub fn judge(evidence: &Evidence<'_>) -> Vec<String> {
    let mut judge = Judge {
        evidence,
        unlocks: HashMap::new(),
        granted: HashMap::new(),
        refused: HashMap::new(),
        moves: HashMap::new(),
        wrong: evidence.told.wrong.clone(),
    };
    judge.read_log();
    judge.look_at_moves();
    judge.look_at_unlocks();
    judge.look_at_links();
    for press in &evidence.told.presses {
        judge.look_at_press(press);
    }
    if let Some(links) = evidence.links {
        judge.look_at_end(links);
    }
    judge.wrong
}

impl<'a> Judge<'a> {
    fn blame(&mut self, what: String) {
        self.wrong.push(what);
    }

    fn read_log(&mut self) {
        for line in self.evidence.log {
            let (Some(unlock), Some(what)) = (line.unlock_id, line.kind.strip_prefix("unlock.")) else { continue };
            let place = line.link.as_ref().zip(line.door.as_ref()).map(|(link, door)| (link.id, door.id));
            let entry = self.unlocks.entry(unlock).or_default();
            match what {
                "granted" => {
                    entry.granted += 1;
                    entry.link = line.link.as_ref().map(|link| link.id);
                    entry.door = line.door.as_ref().map(|door| door.id);
                    self.granted.entry(place.unwrap_or_default()).or_default().push(unlock);
                }
                "refused" => {
                    let code = line.refusal.as_deref().unwrap_or_default();
                    self.refused.entry(place.unwrap_or_default()).or_default().push(code);
                }
                "opened" | "sent" | "failed" | "unknown" => entry.outcomes.push(what.to_owned()),
                _ => {}
            }
        }
    }

    fn look_at_moves(&mut self) {
        let ids: HashMap<(Uuid, &str), Uuid> =
            self.evidence.doors.iter().map(|door| ((door.controller, door.channel.as_str()), door.id)).collect();
        for moved in self.evidence.moved {
            let Some(unlock) = self.unlocks.get(&moved.unlock).filter(|unlock| unlock.granted > 0) else {
                self.blame(format!("a door moved for unlock {}, which no line of the log grants", moved.unlock));
                continue;
            };
            let door = ids.get(&(moved.controller, moved.channel.as_str())).copied();
            if unlock.door != door {
                self.blame(format!("unlock {} moved another door than the log says", moved.unlock));
            }
        }
        let witness = self.evidence.moved_since;
        for moved in &witness.moves {
            let times = self.moves.entry(moved.unlock).or_default();
            *times += 1;
            if *times == 2 {
                self.wrong.push(format!("unlock {} moved its door more than once", moved.unlock));
            }
            let late = witness.deadlines.get(&moved.unlock).map(|deadline| moved.at_ms - deadline);
            if let Some(late) = late.filter(|late| *late > GRACE_MS) {
                self.wrong.push(format!("unlock {} moved its door {late} ms after its deadline", moved.unlock));
            }
        }
    }

    fn look_at_unlocks(&mut self) {
        let mut wrong = Vec::new();
        for (id, unlock) in &self.unlocks {
            let moves = self.moves.get(id).copied().unwrap_or(0);
            if unlock.granted > 1 {
                wrong.push(format!("unlock {id} was granted {} times", unlock.granted));
            }
            if unlock.outcomes.len() > 1 {
                wrong.push(format!("unlock {id} has several outcomes: {}", unlock.outcomes.join(", ")));
            }
            match unlock.outcomes.first().map(String::as_str) {
                Some("opened") if moves == 0 => {
                    wrong.push(format!("the log says that unlock {id} opened, and no door moved"));
                }
                Some("failed") if moves > 0 => {
                    wrong.push(format!("the log says that unlock {id} failed, and the door moved"));
                }
                Some(_) if unlock.granted == 0 => {
                    wrong.push(format!("unlock {id} has an outcome and was never granted"))
                }
                None if unlock.granted > 0 && self.evidence.links.is_some() => {
                    wrong.push(format!("unlock {id} was left without an outcome"));
                }
                _ => {}
            }
        }
        self.wrong.append(&mut wrong);
    }

    fn look_at_links(&mut self) {
        let mut made: HashMap<&str, Vec<Uuid>> = HashMap::new();
        let mut revoked = HashSet::new();
        for line in self.evidence.log {
            let Some(link) = &line.link else { continue };
            match line.kind.as_str() {
                "link.created" => made.entry(link.name.as_deref().unwrap_or_default()).or_default().push(link.id),
                "link.revoked" => {
                    revoked.insert(link.id);
                }
                _ => {}
            }
        }
        for link in &self.evidence.told.links {
            let ids = made.get(link.name.as_str()).map_or(&[][..], Vec::as_slice);
            if ids.len() > 1 {
                self.blame(format!("{} was asked for once, and made {} times", link.name, ids.len()));
            }
            let Some(known) = &link.made else { continue };
            if !ids.contains(&known.id) {
                self.blame(format!("{} was acknowledged, and the log does not know it", link.name));
            }
            if link.revoke == Revoke::Done && !revoked.contains(&known.id) {
                self.blame(format!("the revoke of {} was acknowledged, and the log does not know it", link.name));
            }
        }
    }

    fn link_of(&self, press: &PressNote) -> Option<(&'a LinkNote, Uuid)> {
        let Right::Link(link) = press.right else { return None };
        let link = self.evidence.told.links.get(link)?;
        Some((link, link.made.as_ref()?.id))
    }

    fn look_at_press(&mut self, press: &PressNote) {
        let (name, unlocks, refusals) = match self.link_of(press) {
            Some((link, id)) => {
                let at = (id, press.door);
                let unlocks = self.granted.get(&at).cloned().unwrap_or_default();
                (format!("the press of {} at door {}", link.name, press.door), unlocks, self.refused.get(&at).cloned())
            }
            None => {
                let ids: HashSet<Uuid> = press.answers.iter().filter_map(|said| said.unlock_id).collect();
                let granted = |id: &Uuid| self.unlocks.get(id).is_some_and(|unlock| unlock.granted > 0);
                (format!("the owner's press {}", press.number), ids.into_iter().filter(granted).collect(), None)
            }
        };
        if unlocks.len() > 1 {
            self.blame(format!("{name} was granted {} times, though it always had the same number", unlocks.len()));
        }
        if press.after_revoke && !unlocks.is_empty() {
            self.blame(format!("{name} began after the link's revoke was acknowledged, and was granted"));
        }
        let moved = unlocks.iter().any(|unlock| self.moves.contains_key(unlock));
        for said in &press.answers {
            match said.outcome.as_str() {
                "refused" => self.look_at_refusal(press, said.refusal.as_deref(), refusals.as_deref(), &name),
                // Nothing was sent for this request; the same press may be granted before or after.
                "undecided" => {}
                _ if unlocks.is_empty() => {
                    self.blame(format!("{name} was answered {}, and the log does not grant it", said.outcome));
                }
                "opened" if !moved => self.blame(format!("{name} was answered opened, and no door moved")),
                "failed" if moved => self.blame(format!("{name} was answered failed, and the door moved")),
                _ => {}
            }
        }
        self.look_at_deadline(press, &unlocks, &name);
    }

    fn look_at_refusal(&mut self, press: &PressNote, why: Option<&str>, logged: Option<&[&str]>, name: &str) {
        match why {
            // Nothing was recorded and nothing sent. The same press may be granted when it comes again.
            Some("not_recorded") => {}
            Some("unknown_link") => self.blame(format!("{name} was answered that there is no such link")),
            Some(why) if press.right != Right::Own && !logged.is_some_and(|logged| logged.contains(&why)) => {
                self.blame(format!("{name} was refused ({why}), and the log does not know it"));
            }
            _ => {}
        }
    }

    /// The deadline is set when the server first hears of the press, between its first sending and its last answer.
    fn look_at_deadline(&mut self, press: &PressNote, unlocks: &[Uuid], name: &str) {
        let Some(last_heard_ms) = press.last_heard_ms else { return };
        for unlock in unlocks {
            let Some(deadline) = self.evidence.moved_since.deadlines.get(unlock).copied() else { continue };
            let lives = self.evidence.deadline_ms;
            let (soonest, latest) = (press.first_sent_ms + lives, last_heard_ms + lives);
            if deadline < soonest - ROUNDING_MS || deadline > latest + ROUNDING_MS {
                let by = deadline - lives;
                self.blame(format!("{name}: its command's deadline belongs to a press at {by}, not to this one"));
            }
        }
    }

    /// When nothing is under way any more, the counts agree.
    fn look_at_end(&mut self, links: &[LinkNow]) {
        let now: HashMap<Uuid, &LinkNow> = links.iter().map(|link| (link.id, link)).collect();
        let mut uses: HashMap<Uuid, u32> = HashMap::new();
        for unlock in self.unlocks.values().filter(|unlock| unlock.granted > 0) {
            let given_back = unlock.outcomes.first().is_some_and(|outcome| outcome == "failed");
            if let (Some(link), false) = (unlock.link, given_back) {
                *uses.entry(link).or_default() += 1;
            }
        }
        for link in &self.evidence.told.links {
            let Some(made) = &link.made else { continue };
            let Some(now) = now.get(&made.id) else {
                self.blame(format!("{} was acknowledged, and is gone", link.name));
                continue;
            };
            let counted = uses.get(&made.id).copied().unwrap_or(0);
            if now.uses != counted {
                self.blame(format!("{} says {} uses, and its log {counted}", link.name, now.uses));
            }
            if let Some(max) = link.max_uses.filter(|max| counted > *max) {
                self.blame(format!("{} was used {counted} times, and may be {max} times", link.name));
            }
            if link.revoke == Revoke::Done && now.standing.state != "revoked" {
                self.blame(format!("the revoke of {} was acknowledged, and it is {}", link.name, now.standing.state));
            }
        }
    }
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
