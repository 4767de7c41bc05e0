//! The door: moves once per command's id, and for none that is dead.

use crate::machine::Machine;
use crate::size::Bug;
use crate::state::State;
use crate::step::{Command, Does};

/// What the door may do about a command that reaches it now.
pub(crate) fn choices(machine: &Machine, state: &State, command: Command) -> &'static [Does] {
    let (unlock, attempt) = command.place();
    let known = state.door.moved[unlock][attempt].is_some() && !machine.has(Bug::NoIdAtDoor);
    let dead = state.now > machine.deadline(state, unlock) && !machine.has(Bug::NoDeadlineAtDoor);
    if known || dead { &[Does::Answer] } else { &[Does::Move, Does::Jam] }
}

/// The door acts on a command, and answers.
pub(crate) fn act(machine: &Machine, state: &mut State, command: Command, does: Does) {
    let (unlock, attempt) = command.place();
    let late = state.now > machine.deadline(state, unlock);
    let row = state.database.unlocks[unlock];
    let memory = &mut state.door.moved[unlock][attempt];
    match does {
        Does::Move => {
            *memory = Some(true);
            state.door.moves[unlock] += 1;
            state.door.moved_unrecorded |= row.granted != Some(true) || row.unsynced;
            state.door.moved_late |= late;
        }
        Does::Jam => *memory = Some(memory.unwrap_or(false)),
        Does::Answer => *memory = Some(memory.unwrap_or(false)),
    }
    let answers = if *memory == Some(true) { &mut state.network.opened } else { &mut state.network.failed };
    answers[unlock] += 1;
}
