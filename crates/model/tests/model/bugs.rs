//! Without any one guard some promise breaks, and the search shows how.

use keylink_model::promise::{
    COUNTED, ENDED, IN_TIME, LEFT_IN_TIME, LIMITED, ONCE, ONE_OUTCOME, RECORDED, REVOKED, TRUE,
};
use keylink_model::{Bug, Size};

use crate::checked::{breaks, size};

fn once() -> Size {
    size(&[(0, 0)])
}

fn twice() -> Size {
    size(&[(0, 0), (0, 0)])
}

fn two_presses_for_one_use() -> Size {
    Size { max_uses: Some(1), ..size(&[(0, 0), (1, 0)]) }
}

#[test]
fn a_command_that_leaves_before_its_commit() {
    breaks(Bug::PublishBeforeCommit, once(), RECORDED);
}

#[test]
fn a_commit_that_is_not_on_the_disk() {
    breaks(Bug::CommitNotSynced, Size { crashes: 1, ..once() }, RECORDED);
}

#[test]
fn a_door_that_forgets_ids() {
    breaks(Bug::NoIdAtDoor, Size { duplicates: 1, ..once() }, ONCE);
}

#[test]
fn a_door_without_a_deadline() {
    breaks(Bug::NoDeadlineAtDoor, once(), IN_TIME);
}

#[test]
fn a_house_that_sends_dead_commands() {
    breaks(Bug::NoDeadlineAtDispatch, once(), LEFT_IN_TIME);
}

#[test]
fn a_revoke_that_is_acknowledged_too_early() {
    breaks(Bug::RevokeAcknowledgedEarly, Size { revoke: true, ..once() }, REVOKED);
}

#[test]
fn rights_kept_in_memory() {
    breaks(Bug::RightsFromMemory, Size { revoke: true, ..once() }, REVOKED);
}

#[test]
fn facts_from_before_the_transaction() {
    breaks(Bug::DecideOutsideTransaction, two_presses_for_one_use(), LIMITED);
    breaks(Bug::DecideOutsideTransaction, twice(), ONCE);
}

#[test]
fn a_group_that_does_not_see_itself() {
    breaks(Bug::GroupBlind, two_presses_for_one_use(), LIMITED);
}

#[test]
fn a_repeated_press_taken_for_a_new_one() {
    breaks(Bug::NumberIgnored, twice(), ONCE);
}

#[test]
fn a_second_try() {
    breaks(Bug::SecondTry, once(), ONCE);
}

#[test]
fn a_request_in_doubt_called_refused() {
    let size = Size { presses_until: 1, write_faults: 1, ..twice() };
    breaks(Bug::UndecidedCalledRefused, size, TRUE);
}

#[test]
fn silence_called_failed() {
    breaks(Bug::SilenceCalledFailed, once(), TRUE);
}

#[test]
fn silence_called_opened() {
    breaks(Bug::SilenceCalledOpened, once(), TRUE);
}

#[test]
fn an_outcome_over_an_outcome() {
    breaks(Bug::OutcomeOverOutcome, once(), ONE_OUTCOME);
}

#[test]
fn a_use_given_back_in_doubt() {
    breaks(Bug::UseGivenBackOnUnknown, Size { presses_until: 1, ..two_presses_for_one_use() }, LIMITED);
}

#[test]
fn a_use_kept_for_nothing() {
    breaks(Bug::UseKeptOnFailed, two_presses_for_one_use(), COUNTED);
}

#[test]
fn nobody_sweeps() {
    breaks(Bug::NoSweep, Size { crashes: 1, ..once() }, ENDED);
}
