//! What must be true in every state, each in one sentence.

use crate::machine::Machine;
use crate::state::{Outcome, REQUESTS, Stage, State, Told};

/// Something that must always be true.
#[derive(Debug, Clone, Copy)]
pub struct Promise {
    /// In one sentence.
    pub says: &'static str,
    /// Whether it is true in this state.
    pub holds: fn(&Machine, &State) -> bool,
}

/// No door moves without a durable granted line.
pub const RECORDED: &str = "no move without a durable granted line";
/// However often it is repeated.
pub const ONCE: &str = "at most one move per press";
/// Dead commands stay dead.
pub const IN_TIME: &str = "no move after the deadline";
/// The house does its part, too.
pub const LEFT_IN_TIME: &str = "no command leaves after its deadline";
/// Revoked is revoked.
pub const REVOKED: &str = "nothing is granted that began after an acknowledged revoke";
/// Use limits hold.
pub const LIMITED: &str = "granted less given back, and moves, never exceed the use limit";
/// Uses are counted exactly.
pub const COUNTED: &str = "the counted uses are those granted less those that certainly failed";
/// Guests are told the truth.
pub const TRUE: &str = "told and logged: opened only if the door moved, failed or refused only if it did not and never \
    will; undecided only if it did not for this very request";
/// The first outcome stays.
pub const ONE_OUTCOME: &str = "at most one outcome per unlock";
/// Nothing is left without an end.
pub const ENDED: &str =
    "when all is quiet, every granted unlock has an outcome and every guest who was not cut off an answer";

/// All of them.
pub const PROMISES: &[Promise] = &[
    Promise { says: RECORDED, holds: |_, state| !state.door.moved_unrecorded },
    Promise { says: ONCE, holds: once },
    Promise { says: IN_TIME, holds: |_, state| !state.door.moved_late },
    Promise { says: LEFT_IN_TIME, holds: |_, state| !state.left_late },
    Promise { says: REVOKED, holds: revoked },
    Promise { says: LIMITED, holds: limited },
    Promise { says: COUNTED, holds: |_, state| state.database.uses == used(state) },
    Promise { says: TRUE, holds: truthful },
    Promise { says: ONE_OUTCOME, holds: |_, state| state.database.unlocks.iter().all(|row| row.outcomes <= 1) },
    Promise { says: ENDED, holds: ended },
];

/// How often the door moved for the press that a request belongs to.
fn moves(machine: &Machine, state: &State, request: usize) -> u8 {
    machine.same_press(request).map(|same| state.door.moves[same]).sum()
}

fn once(machine: &Machine, state: &State) -> bool {
    machine.asked().all(|(request, ..)| moves(machine, state, request) <= 1)
}

fn revoked(_: &Machine, state: &State) -> bool {
    (0..REQUESTS).all(|n| !(state.requests[n].after_revoke && state.database.unlocks[n].granted == Some(true)))
}

/// What the rows say: granted, less given back.
fn used(state: &State) -> u8 {
    let granted = state.database.unlocks.iter().filter(|row| row.granted == Some(true));
    granted.map(|row| u8::from(row.outcome != Some(Outcome::Failed))).sum()
}

fn limited(machine: &Machine, state: &State) -> bool {
    let Some(most) = machine.size.max_uses else { return true };
    used(state) <= most && state.door.moves.iter().sum::<u8>() <= most
}

fn truthful(machine: &Machine, state: &State) -> bool {
    machine.asked().all(|(number, ..)| {
        let (told, row) = (state.requests[number].told, state.database.unlocks[number]);
        let moves = moves(machine, state, number);
        let told_truly = match told {
            Some(Told::Done(Outcome::Opened)) => moves > 0,
            Some(Told::Done(Outcome::Failed)) => moves == 0,
            Some(Told::Refused) => moves == 0,
            Some(Told::Undecided) => state.door.moves[number] == 0,
            Some(Told::Done(Outcome::Unknown)) | None => true,
        };
        let logged_truly = match row.outcome {
            Some(Outcome::Opened) => state.door.moves[number] > 0,
            Some(Outcome::Failed) => state.door.moves[number] == 0,
            Some(Outcome::Unknown) | None => true,
        };
        told_truly && logged_truly
    })
}

fn ended(machine: &Machine, state: &State) -> bool {
    if state.now < machine.size.horizon() {
        return true;
    }
    let mut steps = Vec::new();
    machine.steps(state, &mut steps);
    !steps.is_empty()
        || machine.asked().all(|(number, ..)| {
            let (request, row) = (state.requests[number], state.database.unlocks[number]);
            let cut_off = matches!(request.stage, Stage::NotPressed | Stage::Lost);
            (row.granted != Some(true) || row.outcome.is_some()) && (cut_off || request.told.is_some())
        })
}
