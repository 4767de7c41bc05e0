//! The nodes: press, decide, commit, dispatch, hear, write the outcome; crash, start, sweep.

use crate::machine::Machine;
use crate::network;
use crate::size::Bug;
use crate::state::{Draft, Outcome, Request, Revoke, Row, Seen, Stage, State, Told};
use crate::step::{Command, Step, small};

pub(crate) fn steps(machine: &Machine, state: &State, steps: &mut Vec<Step>) {
    for (number, _, node) in machine.asked() {
        if !state.down[node] {
            of_request(machine, state, number, node, steps);
        }
    }
    let may_fail = state.faults.writes < machine.size.write_faults;
    for (node, name) in machine.nodes() {
        if state.down[node] {
            steps.push(Step::Restart(name));
            continue;
        }
        if state.database.open == Some(name) {
            steps.push(Step::Commit(name));
            if may_fail {
                steps.extend([Step::CommitFails(name), Step::CommitUnheard(name)]);
            }
        }
        if state.faults.crashes < machine.size.crashes {
            steps.push(Step::Crash(name));
        }
    }
    if state.database.open.is_none() {
        between_transactions(machine, state, steps);
    }
    if state.database.unlocks.iter().any(|row| row.unsynced) {
        steps.push(Step::Sync);
    }
    let acknowledgeable = if machine.has(Bug::RevokeAcknowledgedEarly) { Revoke::NotAsked } else { Revoke::Committed };
    if machine.size.revoke && state.revoke == acknowledgeable {
        steps.push(Step::AcknowledgeRevoke);
    }
}

fn between_transactions(machine: &Machine, state: &State, steps: &mut Vec<Step>) {
    let committable = if machine.has(Bug::RevokeAcknowledgedEarly) { Revoke::Promised } else { Revoke::NotAsked };
    if machine.size.revoke && state.revoke == committable {
        steps.push(Step::CommitRevoke);
    }
    if machine.has(Bug::NoSweep) || machine.nodes().all(|(node, _)| state.down[node]) {
        return;
    }
    for (unlock, row) in state.database.unlocks.iter().enumerate() {
        if row.granted == Some(true) && row.outcome.is_none() && state.now > machine.deadline(state, unlock) {
            steps.push(Step::Sweep(small(unlock)));
        }
    }
}

fn of_request(machine: &Machine, state: &State, number: usize, node: usize, steps: &mut Vec<Step>) {
    let name = small(number);
    let free = state.database.open.is_none();
    let mine = free || state.database.open == Some(small(node));
    let over = state.now >= machine.deadline(state, number);
    match state.requests[number].stage {
        Stage::NotPressed if state.now <= machine.size.presses_until => steps.push(Step::Press(name)),
        Stage::Waiting if machine.has(Bug::DecideOutsideTransaction) => steps.push(Step::ReadFacts(name)),
        Stage::Waiting | Stage::FactsRead(_) if mine => steps.push(Step::Decide(name)),
        Stage::Drafted(Draft::Granted) if machine.has(Bug::PublishBeforeCommit) => steps.push(Step::Dispatch(name)),
        Stage::Recorded => steps.extend([Step::Dispatch(name), Step::Offline(name)]),
        Stage::Sent if machine.has(Bug::SecondTry) && !over => steps.push(Step::Dispatch(name)),
        Stage::Sent | Stage::SentAgain if over => steps.push(Step::GiveUp(name)),
        Stage::Ended(_) if free => {
            steps.push(Step::Finish(name));
            if state.faults.writes < machine.size.write_faults {
                steps.push(Step::FinishFails(name));
            }
        }
        Stage::Following(unlock) => {
            let row = state.database.unlocks[usize::from(unlock)];
            if row.outcome.is_some() || row.granted == Some(false) {
                steps.push(Step::Follow(name));
            }
            if over {
                steps.push(Step::StopFollowing(name));
            }
        }
        _ => {}
    }
}

pub(crate) fn step(machine: &Machine, state: &mut State, step: Step) {
    match step {
        Step::Press(number) => {
            let after_revoke = matches!(state.revoke, Revoke::Acknowledged | Revoke::Promised);
            let pressed_at = state.now;
            *request(state, number) = Request { stage: Stage::Waiting, pressed_at, after_revoke, told: None };
        }
        Step::ReadFacts(number) => request(state, number).stage = Stage::FactsRead(facts(machine, state, number)),
        Step::Decide(number) => decide(machine, state, number),
        Step::Commit(node) => end_transaction(machine, state, node, |state, number| commit(machine, state, number)),
        Step::CommitFails(node) => {
            state.faults.writes += 1;
            end_transaction(machine, state, node, |state, number| not_recorded(machine, state, number));
        }
        Step::CommitUnheard(node) => {
            state.faults.writes += 1;
            // What failed together is tried again alone: the press finds its own unlock.
            end_transaction(machine, state, node, |state, number| {
                commit(machine, state, number);
                state.requests[number] = Request { stage: Stage::Waiting, told: None, ..state.requests[number] };
            });
        }
        Step::Sync => state.database.unlocks.iter_mut().for_each(|row| row.unsynced = false),
        Step::Dispatch(number) => dispatch(machine, state, number),
        Step::Offline(number) => end(state, number, Outcome::Failed),
        Step::Hear(number, outcome) => {
            *network::answers(&mut state.network, number.into(), outcome) -= 1;
            let awaited = matches!(request(state, number).stage, Stage::Sent | Stage::SentAgain);
            if awaited && !state.down[machine.node_of(number.into())] {
                end(state, number, outcome);
            }
        }
        Step::GiveUp(number) => end(state, number, silence(machine)),
        Step::Finish(number) => {
            if let Stage::Ended(outcome) = request(state, number).stage {
                finish(machine, state, number, outcome);
            }
            request(state, number).stage = Stage::Over;
        }
        Step::FinishFails(number) => {
            state.faults.writes += 1;
            request(state, number).stage = Stage::Over;
        }
        Step::Follow(number) => follow(state, number),
        Step::StopFollowing(number) => answer(state, number, Told::Done(Outcome::Unknown)),
        Step::Sweep(unlock) => finish(machine, state, unlock, Outcome::Unknown),
        Step::CommitRevoke => {
            state.database.revoked = true;
            let promised = state.revoke == Revoke::Promised;
            state.revoke = if promised { Revoke::Acknowledged } else { Revoke::Committed };
        }
        Step::AcknowledgeRevoke => {
            let committed = state.revoke == Revoke::Committed;
            state.revoke = if committed { Revoke::Acknowledged } else { Revoke::Promised };
        }
        Step::Crash(node) => crash(machine, state, node),
        Step::Restart(node) => {
            state.down[usize::from(node)] = false;
            state.revoked_at_start[usize::from(node)] = machine.has(Bug::RightsFromMemory) && state.database.revoked;
        }
        _ => {}
    }
}

fn request(state: &mut State, number: u8) -> &mut Request {
    &mut state.requests[usize::from(number)]
}

/// The facts as the database and the open transaction have them now.
fn facts(machine: &Machine, state: &State, number: u8) -> Seen {
    let number = usize::from(number);
    let drafted = |stage| matches!(stage, Stage::Drafted(Draft::Granted) | Stage::DraftedAndSent);
    let in_group = state.requests.iter().filter(|other| drafted(other.stage)).count();
    let in_group = if machine.has(Bug::GroupBlind) { 0 } else { small(in_group) };
    let there = |other: usize| {
        let stage = state.requests[other].stage;
        state.database.unlocks[other].granted.is_some() || drafted(stage) || stage == Stage::Drafted(Draft::Refused)
    };
    let before = machine.same_press(number).find(|other| there(*other)).map(small);
    let node = machine.node_of(number);
    Seen {
        revoked: if machine.has(Bug::RightsFromMemory) { state.revoked_at_start[node] } else { state.database.revoked },
        uses: state.database.uses + in_group,
        before: before.filter(|_| !machine.has(Bug::NumberIgnored)),
    }
}

fn decide(machine: &Machine, state: &mut State, number: u8) {
    let seen = match request(state, number).stage {
        Stage::FactsRead(seen) => seen,
        _ => facts(machine, state, number),
    };
    let in_time = state.now < machine.deadline(state, number.into());
    let used_up = machine.size.max_uses.is_some_and(|most| seen.uses >= most);
    let draft = match seen.before {
        Some(unlock) => Draft::Repeated(unlock),
        None if in_time && !seen.revoked && !used_up => Draft::Granted,
        None => Draft::Refused,
    };
    state.database.open = Some(small(machine.node_of(number.into())));
    request(state, number).stage = Stage::Drafted(draft);
}

fn end_transaction(machine: &Machine, state: &mut State, node: u8, each: impl Fn(&mut State, usize)) {
    state.database.open = None;
    for (number, _, of) in machine.asked() {
        let stage = state.requests[number].stage;
        if of == usize::from(node) && matches!(stage, Stage::Drafted(_) | Stage::DraftedAndSent) {
            each(state, number);
        }
    }
}

fn commit(machine: &Machine, state: &mut State, number: usize) {
    let unsynced = machine.has(Bug::CommitNotSynced);
    let mut write = |granted| {
        state.database.unlocks[number] = Row { granted: Some(granted), unsynced, ..Row::default() };
        state.database.uses += u8::from(granted);
    };
    match state.requests[number].stage {
        Stage::Drafted(Draft::Granted) => {
            write(true);
            state.requests[number].stage = Stage::Recorded;
        }
        Stage::DraftedAndSent => {
            write(true);
            state.requests[number].stage = Stage::Sent;
        }
        Stage::Drafted(Draft::Refused) => {
            write(false);
            answer(state, small(number), Told::Refused);
        }
        Stage::Drafted(Draft::Repeated(unlock)) => state.requests[number].stage = Stage::Following(unlock),
        _ => {}
    }
}

fn not_recorded(machine: &Machine, state: &mut State, number: usize) {
    let told = if machine.has(Bug::UndecidedCalledRefused) { Told::Refused } else { Told::Undecided };
    match state.requests[number].stage {
        Stage::DraftedAndSent => state.requests[number].stage = Stage::Sent,
        _ => answer(state, small(number), told),
    }
}

fn dispatch(machine: &Machine, state: &mut State, number: u8) {
    let late = state.now >= machine.deadline(state, number.into());
    if late && !machine.has(Bug::NoDeadlineAtDispatch) {
        return end(state, number, Outcome::Failed);
    }
    state.left_late |= late;
    let stage = &mut request(state, number).stage;
    let (attempt, next) = match *stage {
        Stage::Drafted(_) => (0, Stage::DraftedAndSent),
        Stage::Sent => (1, Stage::SentAgain),
        _ => (0, Stage::Sent),
    };
    *stage = next;
    network::send(state, Command { unlock: number, attempt });
}

fn silence(machine: &Machine) -> Outcome {
    match machine.bug {
        Some(Bug::SilenceCalledFailed) => Outcome::Failed,
        Some(Bug::SilenceCalledOpened) => Outcome::Opened,
        _ => Outcome::Unknown,
    }
}

/// The guest is told what came of it; the outcome is written afterwards.
fn end(state: &mut State, number: u8, outcome: Outcome) {
    answer(state, number, Told::Done(outcome));
    request(state, number).stage = Stage::Ended(outcome);
}

fn answer(state: &mut State, number: u8, told: Told) {
    let request = request(state, number);
    request.told = Some(told);
    request.stage = Stage::Over;
}

fn finish(machine: &Machine, state: &mut State, unlock: u8, outcome: Outcome) {
    let row = &mut state.database.unlocks[usize::from(unlock)];
    if row.granted != Some(true) || (row.outcome.is_some() && !machine.has(Bug::OutcomeOverOutcome)) {
        return;
    }
    row.outcome = Some(outcome);
    row.outcomes += 1;
    let certain = outcome == Outcome::Failed && !machine.has(Bug::UseKeptOnFailed);
    let doubtful = outcome == Outcome::Unknown && machine.has(Bug::UseGivenBackOnUnknown);
    if certain || doubtful {
        state.database.uses = state.database.uses.saturating_sub(1);
    }
}

fn follow(state: &mut State, number: u8) {
    if let Stage::Following(unlock) = request(state, number).stage {
        let outcome = state.database.unlocks[usize::from(unlock)].outcome;
        answer(state, number, outcome.map_or(Told::Refused, Told::Done));
    }
}

fn crash(machine: &Machine, state: &mut State, node: u8) {
    state.faults.crashes += 1;
    state.down[usize::from(node)] = true;
    if state.database.open == Some(node) {
        state.database.open = None;
    }
    for (number, _, of) in machine.asked() {
        let stage = &mut state.requests[number].stage;
        if of == usize::from(node) && !matches!(stage, Stage::NotPressed | Stage::Over) {
            *stage = Stage::Lost;
        }
    }
    let database = &mut state.database;
    for row in database.unlocks.iter_mut().filter(|row| row.unsynced) {
        database.uses -= u8::from(row.granted == Some(true) && row.outcome != Some(Outcome::Failed));
        *row = Row::default();
    }
}
