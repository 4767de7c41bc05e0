//! The network between house and door: it delays, reorders, loses and doubles.

use crate::door;
use crate::machine::Machine;
use crate::state::{Network, Outcome, State};
use crate::step::{Command, Step, small};

pub(crate) fn steps(machine: &Machine, state: &State, steps: &mut Vec<Step>) {
    let may_double = state.faults.duplicates < machine.size.duplicates;
    for command in Command::all(machine.size.requests.len()) {
        let (unlock, attempt) = command.place();
        if state.network.commands[unlock][attempt] == 0 {
            continue;
        }
        let choices = door::choices(machine, state, command);
        steps.extend(choices.iter().map(|does| Step::Deliver(command, *does)));
        steps.push(Step::LoseCommand(command));
        if may_double {
            steps.push(Step::DoubleCommand(command));
        }
    }
    for request in 0..machine.size.requests.len() {
        for outcome in [Outcome::Opened, Outcome::Failed] {
            if *answers(&mut { state.network }, request, outcome) == 0 {
                continue;
            }
            let unlock = small(request);
            steps.extend([Step::Hear(unlock, outcome), Step::LoseAnswer(unlock, outcome)]);
            if may_double {
                steps.push(Step::DoubleAnswer(unlock, outcome));
            }
        }
    }
}

pub(crate) fn step(state: &mut State, step: Step) {
    match step {
        Step::LoseCommand(command) => take(state, command),
        Step::DoubleCommand(command) => {
            state.faults.duplicates += 1;
            send(state, command);
        }
        Step::LoseAnswer(unlock, outcome) => *answers(&mut state.network, unlock.into(), outcome) -= 1,
        Step::DoubleAnswer(unlock, outcome) => {
            state.faults.duplicates += 1;
            *answers(&mut state.network, unlock.into(), outcome) += 1;
        }
        _ => {}
    }
}

/// A command leaves the house, or its copy comes to be.
pub(crate) fn send(state: &mut State, command: Command) {
    let (unlock, attempt) = command.place();
    state.network.commands[unlock][attempt] += 1;
}

/// One copy of a command is no longer on the way.
pub(crate) fn take(state: &mut State, command: Command) {
    let (unlock, attempt) = command.place();
    state.network.commands[unlock][attempt] -= 1;
}

/// The copies of an answer that are on the way.
pub(crate) fn answers(network: &mut Network, unlock: usize, outcome: Outcome) -> &mut u8 {
    match outcome {
        Outcome::Opened => &mut network.opened[unlock],
        Outcome::Failed | Outcome::Unknown => &mut network.failed[unlock],
    }
}
