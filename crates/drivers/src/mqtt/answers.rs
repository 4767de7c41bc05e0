//! Brings each answer to the one who waits for it, and knows the late from the foreign.
//!
//! A command waits here from before it is sent until it is answered or its time is up. After
//! that it is remembered for a while as given up, so that a late answer can be told apart from
//! the answer to another node's command, which is nobody's business here.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use keylink_domain::id::{ControllerId, UnlockId};
use keylink_domain::unlock::Outcome;
use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::Report;
use crate::reports::Reports;

/// How many unanswered commands are remembered; the oldest is forgotten first.
const MAX_GIVEN_UP: usize = 4_096;

#[derive(Default)]
struct State {
    waiting: HashMap<UnlockId, (ControllerId, oneshot::Sender<Outcome>)>,
    given_up: HashMap<UnlockId, ControllerId>,
    given_up_order: VecDeque<UnlockId>,
}

/// Who waits for which answer. The lock is held for look-ups only, never over a wait.
pub(super) struct Answers {
    state: Mutex<State>,
    reports: Reports,
}

impl Answers {
    pub(super) fn new(reports: Reports) -> Self {
        Self { state: Mutex::default(), reports }
    }

    /// Begins to wait for the answer to `unlock` from `controller`. `None` if it is already
    /// waited for: the same command is never sent twice.
    pub(super) fn expect(&self, unlock: UnlockId, controller: ControllerId) -> Option<Expected<'_>> {
        let (sender, receiver) = oneshot::channel();
        let mut state = self.lock();
        if state.waiting.contains_key(&unlock) {
            return None;
        }
        state.waiting.insert(unlock, (controller, sender));
        Some(Expected { answers: self, unlock, receiver, sent: false })
    }

    /// Takes an answer. Silent about answers that nobody here asked for.
    pub(super) fn answer(&self, controller: ControllerId, unlock: UnlockId, outcome: Outcome) {
        let mut state = self.lock();
        match state.waiting.get(&unlock) {
            Some((expected, _)) if *expected != controller => {
                tracing::warn!(%controller, %unlock, "a controller answered for another one; ignored");
            }
            Some(_) => {
                let undelivered = state.waiting.remove(&unlock).and_then(|(_, waiter)| waiter.send(outcome).err());
                drop(state);
                if undelivered.is_some() {
                    self.report_late(controller, unlock, outcome);
                }
            }
            None if state.given_up.get(&unlock) == Some(&controller) => {
                state.given_up.remove(&unlock);
                drop(state);
                self.report_late(controller, unlock, outcome);
            }
            None => tracing::trace!(%controller, %unlock, "an answer that nobody here waits for"),
        }
    }

    fn report_late(&self, controller: ControllerId, unlock: UnlockId, outcome: Outcome) {
        self.reports.put(Report::LateAnswer { unlock, controller, outcome });
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn give_up(&mut self, unlock: UnlockId, controller: ControllerId) {
        while self.given_up_order.len() >= MAX_GIVEN_UP {
            if let Some(oldest) = self.given_up_order.pop_front() {
                self.given_up.remove(&oldest);
            }
        }
        self.given_up.insert(unlock, controller);
        self.given_up_order.push_back(unlock);
    }
}

/// One awaited answer. Dropping it ends the waiting, also when the caller itself was dropped.
pub(super) struct Expected<'a> {
    answers: &'a Answers,
    unlock: UnlockId,
    receiver: oneshot::Receiver<Outcome>,
    sent: bool,
}

impl Expected<'_> {
    /// From here on the command may reach the device, so that a later answer counts.
    pub(super) fn mark_sent(&mut self) {
        self.sent = true;
    }

    /// Waits for the answer, at the latest until `deadline`.
    pub(super) async fn until(&mut self, deadline: Instant) -> Outcome {
        if let Ok(Ok(outcome)) = tokio::time::timeout_at(deadline, &mut self.receiver).await {
            return outcome;
        }
        self.end();
        // The answer may have come between the last look and the end of the waiting.
        self.receiver.try_recv().unwrap_or(Outcome::Unknown)
    }

    fn end(&self) {
        let mut state = self.answers.lock();
        if let Some((controller, _)) = state.waiting.remove(&self.unlock)
            && self.sent
        {
            state.give_up(self.unlock, controller);
        }
    }
}

impl Drop for Expected<'_> {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use tokio::sync::mpsc;

    fn ids() -> (UnlockId, ControllerId, ControllerId) {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let controller = |n| ControllerId::new(now, [n; 16]);
        (UnlockId::new(now, [7; 16]), controller(1), controller(2))
    }

    fn answers() -> (Answers, mpsc::Receiver<Report>) {
        let (sender, receiver) = mpsc::channel(8);
        (Answers::new(Reports::forward_to(sender)), receiver)
    }

    fn soon() -> Instant {
        Instant::now() + Duration::from_millis(20)
    }

    #[tokio::test]
    async fn an_answer_reaches_its_waiter_once() {
        let (answers, mut reports) = answers();
        let (unlock, one, two) = ids();
        let mut expected = answers.expect(unlock, one).unwrap();
        expected.mark_sent();
        answers.answer(two, unlock, Outcome::Opened);
        answers.answer(one, unlock, Outcome::Sent);
        answers.answer(one, unlock, Outcome::Opened);
        assert_eq!(expected.until(soon()).await, Outcome::Sent);
        drop(expected);
        drop(answers);
        assert_eq!(reports.recv().await, None, "a repeated answer is not a late one");
    }

    #[tokio::test]
    async fn a_late_answer_is_reported_once_and_only_from_its_controller() {
        let (answers, mut reports) = answers();
        let (unlock, one, two) = ids();
        let mut expected = answers.expect(unlock, one).unwrap();
        expected.mark_sent();
        assert_eq!(expected.until(soon()).await, Outcome::Unknown);
        answers.answer(two, unlock, Outcome::Opened);
        answers.answer(one, unlock, Outcome::Opened);
        answers.answer(one, unlock, Outcome::Opened);
        drop(expected);
        drop(answers);
        let late = Report::LateAnswer { unlock, controller: one, outcome: Outcome::Opened };
        assert_eq!(reports.recv().await, Some(late));
        assert_eq!(reports.recv().await, None);
    }

    #[tokio::test]
    async fn a_caller_that_went_away_leaves_no_waiter_behind() {
        let (answers, _reports) = answers();
        let (unlock, one, _) = ids();
        drop(answers.expect(unlock, one).unwrap());
        assert!(answers.lock().waiting.is_empty());
        assert!(answers.lock().given_up.is_empty(), "it was never sent");
    }

    #[test]
    fn the_same_command_is_waited_for_once() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let _entered = runtime.enter();
        let (answers, _reports) = answers();
        let (unlock, one, _) = ids();
        let first = answers.expect(unlock, one);
        assert!(first.is_some() && answers.expect(unlock, one).is_none());
    }

    #[test]
    fn what_is_given_up_is_forgotten_oldest_first() {
        let mut state = State::default();
        let (_, one, _) = ids();
        let unlock = |n: usize| {
            let mut chance = [0; 16];
            chance[..8].copy_from_slice(&n.to_be_bytes());
            UnlockId::new(jiff::Timestamp::UNIX_EPOCH, chance)
        };
        for n in 0..=MAX_GIVEN_UP {
            state.give_up(unlock(n), one);
        }
        assert_eq!(state.given_up.len(), MAX_GIVEN_UP);
        assert!(!state.given_up.contains_key(&unlock(0)));
        assert!(state.given_up.contains_key(&unlock(MAX_GIVEN_UP)));
    }
}
