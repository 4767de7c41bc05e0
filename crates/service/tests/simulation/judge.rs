//! What must be true of every life, judged from the log, the database, the answers and the doors' memory.

use std::cell::RefCell;
use std::collections::BTreeMap;

use keylink_domain::event::{Event, EventKind};
use keylink_domain::unlock::Outcome;
use keylink_service::unlock::End;
use uuid::Uuid;

use crate::deeds::address_of;
use crate::doors::LONGEST_PONDER_MS;
use crate::life::{AFTER_THE_STORM, Last};
use crate::plan::Plan;
use crate::record::{Closed, Request, Told};
use crate::template::BEGIN_MS;
use crate::world::State;

/// An unlock as it stands in the database, with the request that led to it.
struct Unlock {
    id: Uuid,
    request: usize,
    granted: bool,
    outcome: Option<String>,
    at_ms: i64,
    deadline_ms: i64,
    moves: usize,
}

struct Court<'a> {
    plan: &'a Plan,
    last: &'a Last,
    requests: Vec<Request>,
    unlocks: BTreeMap<Uuid, Unlock>,
    broken: RefCell<Vec<String>>,
}

pub fn judge(state: &mut State, plan: &Plan, last: &Last) {
    for event in &last.log {
        let (at_ms, line) = (event.line.at.as_millisecond() - BEGIN_MS, &event.line);
        let unlock = line.about.unlock.map(|id| id.to_string()).unwrap_or_default();
        state.note(format!("log {} {at_ms} {} {unlock} {}", event.seq, line.kind.as_str(), line.detail));
    }
    let unlocks = unlocks(state);
    let court = Court { plan, last, requests: state.requests.clone(), unlocks, broken: RefCell::default() };
    court.moves(state);
    court.commands(state);
    court.answers(state);
    court.changes(state);
    court.uses(state);
    court.log(state);
    court.unlocks(state);
    let broken = court.broken.into_inner();
    broken.into_iter().for_each(|what| state.breaks(what));
}

fn unlocks(state: &State) -> BTreeMap<Uuid, Unlock> {
    let sql = "SELECT id, granted, outcome, at_ms, deadline_ms, address FROM unlocks";
    let mut statement = state.witness.prepare(sql).unwrap();
    let by_address: BTreeMap<_, _> = (0..state.requests.len()).map(|n| (address_of(n), n)).collect();
    let rows = statement.query_map([], |row| {
        let id = Uuid::from_slice(&row.get::<_, Vec<u8>>(0)?).unwrap();
        let moves = state.doors.iter().flat_map(|door| &door.moves).filter(|moved| moved.unlock == id).count();
        Ok(Unlock {
            id,
            granted: row.get(1)?,
            outcome: row.get(2)?,
            at_ms: row.get(3)?,
            deadline_ms: row.get(4)?,
            request: by_address[&row.get::<_, String>(5)?],
            moves,
        })
    });
    rows.unwrap().map(|row| row.unwrap()).map(|unlock| (unlock.id, unlock)).collect()
}

impl Court<'_> {
    fn breaks(&self, what: String) {
        self.broken.borrow_mut().push(what);
    }

    /// No move without a durable line, none too late, at most one per press.
    fn moves(&self, state: &State) {
        let faults = self.plan.faults;
        // A house whose clock is ahead leaves the end of a command to the broker, which counts whole seconds,
        // and a door that ponders does so on top.
        let slack_ms = if faults.clock { 1_000 + LONGEST_PONDER_MS } else { 0 };
        let mut per_press: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, moved) in
            state.doors.iter().enumerate().flat_map(|(n, door)| door.moves.iter().map(move |m| (n, m)))
        {
            if !moved.recorded {
                self.breaks(format!("door {number} moved for {} before its line stood", moved.unlock));
            }
            let Some(unlock) = self.unlocks.get(&moved.unlock) else {
                self.breaks(format!("door {number} moved for {}, which is not in the database", moved.unlock));
                continue;
            };
            let request = &self.requests[unlock.request];
            *per_press.entry(request.number).or_default() += 1;
            let late_ms = moved.at_ms - (request.began_ms + self.plan.deadline_ms + slack_ms);
            if late_ms > 0 {
                self.breaks(format!("door {number} moved {late_ms} ms too late for request {}", unlock.request));
            }
            if request.door != number {
                self.breaks(format!("door {number} moved for a press at door {}", request.door));
            }
        }
        let twice = per_press.into_iter().filter(|(_, moves)| *moves > 1);
        twice.for_each(|(press, moves)| self.breaks(format!("press {press} moved {moves} times")));
    }

    /// Each command leaves once, and in time.
    fn commands(&self, state: &State) {
        for (id, times) in &state.sky.published {
            if times.len() > 1 {
                self.breaks(format!("command {id} left {} times", times.len()));
            }
            let Some(unlock) = self.unlocks.get(id) else {
                self.breaks(format!("command {id} left, and is not in the database"));
                continue;
            };
            let dead_ms = self.requests[unlock.request].began_ms + self.plan.deadline_ms;
            // Where the clock steps, the wait is bounded by the time since the press all the same.
            if times.iter().any(|at_ms| *at_ms > dead_ms) {
                self.breaks(format!("the command of request {} left after its deadline", unlock.request));
            }
        }
    }

    /// Guests are told the truth, and in time.
    fn answers(&self, state: &mut State) {
        for (index, request) in self.requests.clone().into_iter().enumerate() {
            let Some(told) = request.told else {
                state.counts.count("cut off");
                continue;
            };
            let of_press: usize = self
                .unlocks
                .values()
                .filter(|u| self.requests[u.request].number == request.number)
                .map(|u| u.moves)
                .sum();
            let own: usize = self.unlocks.values().filter(|u| u.request == index).map(|u| u.moves).sum();
            let unlock = told.unlock.map(|id| id.uuid());
            if unlock.is_some_and(|id| !self.unlocks.contains_key(&id)) {
                self.breaks(format!("request {index} was told of an unlock that is not in the database"));
            }
            let true_words = match told.end {
                End::Done(Outcome::Opened | Outcome::Sent) => of_press == 1,
                End::Done(Outcome::Failed(_)) => of_press == 0,
                End::Refused(_) => of_press == 0,
                End::Undecided => {
                    if of_press > 0 {
                        state.counts.count("moved, told undecided");
                    }
                    if self.is_quiet() {
                        self.breaks(format!("request {index} was not decided on a quiet day"));
                    }
                    own == 0
                }
                End::Done(Outcome::Unknown) => {
                    if of_press > 0 {
                        state.counts.count("moved, told unknown");
                    }
                    true
                }
            };
            if !true_words {
                self.breaks(format!("request {index} was told {:?}, and its press moved {of_press} times", told.end));
            }
            self.in_time(index, &request, told);
        }
    }

    /// Whether nothing keeps the house from deciding, and from writing down what came of it.
    fn is_quiet(&self) -> bool {
        let faults = self.plan.faults;
        !faults.crashes && !faults.disk && !faults.slow_disk && !faults.clock
    }

    fn in_time(&self, index: usize, request: &Request, told: Told) {
        let faults = self.plan.faults;
        let repeated = self.requests[..index].iter().any(|other| other.number == request.number);
        let waits_ms = self.plan.deadline_ms + if repeated || faults.slow_disk { 1_000 } else { 0 };
        let took_ms = told.at_ms - request.began_ms;
        // Ten milliseconds are on the way; what other doors do adds nothing.
        if request.all_well && !faults.slow_disk && !repeated && took_ms > 25 {
            self.breaks(format!("request {index} took {took_ms} ms at a door that is well"));
        }
        if took_ms > waits_ms + 20 {
            self.breaks(format!("request {index} was answered after {took_ms} ms"));
        }
    }

    /// What was closed stays closed, and what was acknowledged is there.
    fn changes(&self, state: &State) {
        let opened: Vec<_> = self
            .unlocks
            .values()
            .filter(|u| u.granted && self.requests[u.request].closed != Closed::No)
            .map(|u| u.request)
            .collect();
        for request in opened {
            self.breaks(format!("request {request} began after it was closed, and was granted"));
        }
        for (number, known) in state.links.iter().enumerate() {
            let lines = || self.last.log.iter().filter(|event| event.line.about.link == Some(known.id));
            let revoked = lines().find(|event| event.line.kind == EventKind::LinkRevoked).map(|event| event.seq);
            let granted = lines().rfind(|event| event.line.kind == EventKind::UnlockGranted).map(|event| event.seq);
            let lost = known.revoked && revoked.is_none();
            if lost {
                self.breaks(format!("the acknowledged revoke of link {number} is lost"));
            }
            if revoked.is_some_and(|revoked| granted > Some(revoked)) {
                self.breaks(format!("link {number} was granted after its revoke"));
            }
        }
    }

    /// Use limits hold, and uses are counted exactly.
    fn uses(&self, state: &State) {
        for (number, plan) in self.plan.links.iter().enumerate() {
            let of_link = || self.unlocks.values().filter(|u| self.requests[u.request].link == number);
            let used = of_link().filter(|u| u.granted && u.outcome.as_deref() != Some("failed")).count();
            let moves: usize = of_link().map(|u| u.moves).sum();
            let most = plan.max_uses.map_or(usize::MAX, |most| usize::try_from(most).unwrap());
            if used.max(moves) > most {
                self.breaks(format!("link {number} may be used {most} times: used {used}, moved {moves}"));
            }
            if self.last.uses.get(number).map(|uses| usize::try_from(*uses).unwrap()) != Some(used) {
                self.breaks(format!("link {number} counts {:?} uses, and had {used}", self.last.uses.get(number)));
            }
            let until = plan.until_ms.unwrap_or(i64::MAX);
            let late: Vec<_> = of_link().filter(|u| u.granted && u.at_ms >= until).map(|u| u.request).collect();
            late.into_iter().for_each(|request| self.breaks(format!("request {request} was granted after the end")));
        }
        if state.links.len() != self.plan.links.len() {
            self.breaks("a link that was made is lost".to_owned());
        }
    }

    /// One decision and at most one outcome per unlock; decisions in the order of their time.
    fn log(&self, state: &mut State) {
        let mut latest_ms = i64::MIN;
        let decides = |event: &&Event| matches!(event.line.kind, EventKind::UnlockGranted | EventKind::UnlockRefused);
        for event in self.last.log.iter().filter(decides) {
            let at_ms = event.line.at.as_millisecond();
            if at_ms < latest_ms && self.plan.nodes == 1 {
                self.breaks(format!("line {} was decided before the one before it", event.seq));
            }
            latest_ms = latest_ms.max(at_ms);
        }
        for event in &self.last.log {
            if event.line.kind == EventKind::UnlockAnsweredLate {
                state.counts.count("answered late");
            }
        }
        let seqs: Vec<_> = self.last.log.iter().map(|event| event.seq).collect();
        if !seqs.is_sorted() {
            self.breaks("the log is out of order".to_owned());
        }
    }

    fn unlocks(&self, state: &mut State) {
        let quiet = self.is_quiet();
        let mut broken = Vec::new();
        for unlock in self.unlocks.values() {
            let (request, id) = (unlock.request, unlock.id);
            let lines: Vec<_> =
                self.last.log.iter().filter(|e| e.line.about.unlock.is_some_and(|u| u.uuid() == id)).collect();
            let of = |kinds: &[EventKind]| lines.iter().filter(|e| kinds.contains(&e.line.kind)).count();
            let decision = if unlock.granted { EventKind::UnlockGranted } else { EventKind::UnlockRefused };
            let ends = of(&[
                EventKind::UnlockOpened,
                EventKind::UnlockSent,
                EventKind::UnlockFailed,
                EventKind::UnlockUnknown,
            ]);
            if of(&[EventKind::UnlockGranted, EventKind::UnlockRefused]) != 1 || of(&[decision]) != 1 {
                broken.push(format!("the unlock of request {request} has not one decision in the log"));
            }
            if ends != usize::from(unlock.granted) {
                broken.push(format!("the unlock of request {request} has {ends} outcomes in the log"));
            }
            let outcome = unlock.outcome.as_deref();
            let logged =
                lines.iter().any(|e| Some(e.line.kind.as_str()) == outcome.map(|o| format!("unlock.{o}")).as_deref());
            if !logged {
                broken.push(format!("the log of request {request} does not say {outcome:?}"));
            }
            let truly = match outcome {
                Some("opened" | "sent") => unlock.moves > 0,
                Some("failed" | "refused") => unlock.moves == 0,
                _ => true,
            };
            if !truly {
                broken.push(format!("request {request} is logged {outcome:?} and moved {} times", unlock.moves));
            }
            if unlock.granted && unlock.at_ms >= unlock.deadline_ms {
                broken.push(format!("request {request} was granted after its deadline"));
            }
            let told = self.requests[request].told;
            if told.is_none() && outcome == Some("unknown") {
                state.counts.count("swept after a crash");
            }
            if let (true, Some(Told { end: End::Done(end), .. })) = (quiet, told)
                && outcome != Some(end.as_str())
            {
                broken.push(format!("request {request} was told {end:?} and logged {outcome:?} on a quiet day"));
            }
            if quiet && told.is_none() && self.requests[request].number < AFTER_THE_STORM {
                broken.push(format!("request {request} was cut off on a quiet day"));
            }
        }
        broken.into_iter().for_each(|what| self.breaks(what));
    }
}
