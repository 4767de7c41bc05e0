//! Every state of every run: the promises hold, and the runs are not empty.

use keylink_model::{Outcome, Size, State, Told};

use crate::checked::{Checked, Sight, explore, size};

fn told(state: &State, what: Told) -> bool {
    state.requests.iter().any(|request| request.told == Some(what))
}

const OPENED: Sight = ("a guest is told opened", |_, state| told(state, Told::Done(Outcome::Opened)));
const FAILED: Sight = ("a guest is told failed", |_, state| told(state, Told::Done(Outcome::Failed)));
const MOVED_UNKNOWN: Sight = ("a door moved and nobody knows", |_, state| {
    state.door.moves.iter().zip(state.database.unlocks).any(|(n, row)| *n > 0 && row.outcome == Some(Outcome::Unknown))
});
const REVOKED: Sight = ("a press after the revoke is refused", |_, state| {
    state.requests.iter().any(|request| request.after_revoke && request.told == Some(Told::Refused))
});
const IN_DOUBT: Sight = ("a request in doubt, of a press that moved the door", |checked, state| {
    let requests = || checked.machine.size.requests.iter().enumerate();
    requests()
        .filter(|(one, _)| state.requests[*one].told == Some(Told::Undecided))
        .any(|(_, asked)| requests().any(|(other, same)| same.press == asked.press && state.door.moves[other] > 0))
});
const BOTH: Sight = ("both requests of a press are told opened", |checked: &Checked, state| {
    checked.machine.size.requests.iter().enumerate().any(|(one, asked)| {
        let opened = |n: usize| state.requests[n].told == Some(Told::Done(Outcome::Opened));
        let others = checked.machine.size.requests.iter().enumerate().skip(one + 1);
        opened(one) && others.filter(|(_, other)| other.press == asked.press).any(|(other, _)| opened(other))
    })
});
const AGAIN: Sight = ("a use that was given back is used again", |checked, state| {
    let granted = state.database.unlocks.iter().filter(|row| row.granted == Some(true)).count();
    checked.machine.size.max_uses.is_some_and(|most| granted > usize::from(most))
});
const SWEPT_FIRST: Sight = ("the sweep came before the outcome", |_, state| {
    state.requests.iter().zip(state.database.unlocks).any(|(request, row)| {
        request.told == Some(Told::Done(Outcome::Opened)) && row.outcome == Some(Outcome::Unknown)
    })
});

/// `KEYLINK_MODEL_SIZE=2` and so on: one more of everything that can go wrong, for a long search.
fn more(size: Size) -> Size {
    #[allow(clippy::disallowed_methods, reason = "how long to search comes from the environment")]
    let wanted = std::env::var("KEYLINK_MODEL_SIZE").ok().and_then(|text| text.parse::<u8>().ok()).unwrap_or(1);
    let more = wanted.saturating_sub(1);
    Size {
        crashes: size.crashes + more,
        duplicates: size.duplicates + more,
        write_faults: size.write_faults + more,
        ..size
    }
}

#[test]
fn one_node_with_a_repeated_press_and_a_revoke() {
    let size =
        Size { revoke: true, crashes: 1, duplicates: 1, write_faults: 1, presses_until: 1, ..size(&[(0, 0), (0, 0)]) };
    explore("one node", more(size), &[OPENED, FAILED, MOVED_UNKNOWN, REVOKED, BOTH, IN_DOUBT, SWEPT_FIRST]);
}

#[test]
fn two_nodes_with_a_repeated_press_and_a_revoke() {
    let size =
        Size { revoke: true, crashes: 1, duplicates: 1, write_faults: 1, presses_until: 1, ..size(&[(0, 0), (0, 1)]) };
    explore("two nodes", more(size), &[OPENED, FAILED, MOVED_UNKNOWN, REVOKED, BOTH, IN_DOUBT, SWEPT_FIRST]);
}

#[test]
fn three_presses_for_two_uses() {
    let size = Size { max_uses: Some(2), crashes: 1, ..size(&[(0, 0), (1, 0), (2, 0)]) };
    explore("three presses, two uses", more(size), &[OPENED, FAILED, MOVED_UNKNOWN, AGAIN]);
}

#[test]
fn two_guests_at_two_nodes_and_one_use() {
    let size = Size { max_uses: Some(1), revoke: true, crashes: 1, write_faults: 1, ..size(&[(0, 0), (1, 1), (1, 0)]) };
    explore("two guests, two nodes, one use", more(size), &[OPENED, FAILED, MOVED_UNKNOWN, REVOKED, BOTH, AGAIN]);
}
