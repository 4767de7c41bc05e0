//! Brings each answer to the one who waits for it, and knows the late from the foreign.
//!
//! A command waits here from before it is sent until it is answered or its time is up. Whether it
//! was sent is kept here too, so that one look tells what silence means: a command that still waited to
//! be sent certainly moved nothing, one that was sent may have. After
//! that it is remembered for a while as given up, so that a late answer can be told apart from
//! the answer to another node's command, which is nobody's business here.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use keylink_domain::id::{ControllerId, UnlockId};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use tokio::sync::oneshot;
use tokio::time::Instant;

use super::outbox::Queued;
use crate::Report;
use crate::reports::Reports;

/// How many unanswered commands are remembered; the oldest is forgotten first.
const MAX_GIVEN_UP: usize = 4_096;

/// A command whose answer somebody waits for.
struct Waiting {
    controller: ControllerId,
    waiter: oneshot::Sender<Outcome>,
    /// It may have reached the device.
    sent: bool,
}

#[derive(Default)]
struct State {
    waiting: HashMap<UnlockId, Waiting>,
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
        let mut state = self.lock();
        let Entry::Vacant(place) = state.waiting.entry(unlock) else { return None };
        let (waiter, receiver) = oneshot::channel();
        place.insert(Waiting { controller, waiter, sent: false });
        Some(Expected { answers: self, unlock, receiver, ended: false })
    }

    /// Keeps of a message's commands those that may leave, which from here on count as sent. One that is past
    /// its deadline is told so; one that nobody waits for any more, or that has left already, is passed over.
    pub(super) fn mark_sent(&self, commands: &mut Vec<Queued>, now: Instant) {
        let mut state = self.lock();
        commands.retain(|command| match state.waiting.get_mut(&command.unlock) {
            Some(waiting) if waiting.sent => false,
            Some(waiting) if now < command.deadline => {
                waiting.sent = true;
                true
            }
            Some(_) => {
                state.fail(command.unlock, Refusal::TooLate);
                false
            }
            None => false,
        });
    }

    /// These commands were not sent and will not be.
    pub(super) fn not_sent(&self, commands: &[Queued], why: Refusal) {
        let mut state = self.lock();
        commands.iter().for_each(|command| state.fail(command.unlock, why));
    }

    /// Takes an answer. Silent about answers that nobody here asked for.
    pub(super) fn answer(&self, controller: ControllerId, unlock: UnlockId, outcome: Outcome) {
        if !self.lock().take(controller, unlock, outcome) {
            self.report_late(controller, unlock, outcome);
        }
    }

    /// Takes answers that came together.
    pub(super) fn answer_all(&self, controller: ControllerId, mut answers: Vec<(UnlockId, Outcome)>) {
        let mut state = self.lock();
        answers.retain(|(unlock, outcome)| !state.take(controller, *unlock, *outcome));
        drop(state);
        answers.into_iter().for_each(|(unlock, outcome)| self.report_late(controller, unlock, outcome));
    }

    fn report_late(&self, controller: ControllerId, unlock: UnlockId, outcome: Outcome) {
        self.reports.put(Report::LateAnswer { unlock, controller, outcome });
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Hands an answer to its waiter. Says false where it came too late for that, and is still owed to the log.
    fn take(&mut self, controller: ControllerId, unlock: UnlockId, outcome: Outcome) -> bool {
        match self.waiting.get(&unlock) {
            Some(waiting) if waiting.controller != controller => {
                tracing::warn!(%controller, %unlock, "a controller answered for another one; ignored");
                true
            }
            Some(_) => self.waiting.remove(&unlock).is_none_or(|waiting| waiting.waiter.send(outcome).is_ok()),
            None if self.given_up.get(&unlock) == Some(&controller) => {
                self.given_up.remove(&unlock);
                false
            }
            None => {
                tracing::trace!(%controller, %unlock, "an answer that nobody here waits for");
                true
            }
        }
    }

    /// Tells the waiter of a command that was not sent.
    fn fail(&mut self, unlock: UnlockId, why: Refusal) {
        if self.waiting.get(&unlock).is_some_and(|waiting| !waiting.sent)
            && let Some(waiting) = self.waiting.remove(&unlock)
            && waiting.waiter.send(Outcome::Failed(why)).is_err()
        {
            tracing::trace!(%unlock, "its caller is gone");
        }
    }

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
    ended: bool,
}

impl Expected<'_> {
    /// From here on the command may reach the device, so that a later answer counts.
    pub(super) fn mark_sent(&mut self) {
        if let Some(waiting) = self.answers.lock().waiting.get_mut(&self.unlock) {
            waiting.sent = true;
        }
    }

    /// Waits for the answer, at the latest until `deadline`.
    pub(super) async fn until(&mut self, deadline: Instant) -> Outcome {
        if let Ok(Ok(outcome)) = tokio::time::timeout_at(deadline, &mut self.receiver).await {
            self.ended = true;
            return outcome;
        }
        let silence = self.end();
        // The answer may have come between the last look and the end of the waiting.
        self.receiver.try_recv().unwrap_or(silence)
    }

    /// Ends the waiting, and says what silence means.
    fn end(&mut self) -> Outcome {
        if !std::mem::replace(&mut self.ended, true) {
            let mut state = self.answers.lock();
            match state.waiting.remove(&self.unlock) {
                Some(Waiting { controller, sent: true, .. }) => state.give_up(self.unlock, controller),
                Some(Waiting { sent: false, .. }) => return Outcome::Failed(Refusal::TooLate),
                None => {}
            }
        }
        Outcome::Unknown
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

    #[tokio::test]
    async fn what_leaves_together_is_alive_waited_for_and_leaves_once() {
        let (answers, _reports) = answers();
        let (_, one, _) = ids();
        let now = Instant::now();
        let unlock = |n| UnlockId::new(jiff::Timestamp::UNIX_EPOCH, [n; 16]);
        let queued = |n, deadline| Queued { unlock: unlock(n), written: Vec::new(), deadline };
        let expect = |n| answers.expect(unlock(n), one).unwrap();
        let (mut alive, mut dead, gone, mut later) = (expect(1), expect(2), expect(3), expect(4));
        drop(gone);
        let mut commands = vec![queued(1, soon()), queued(2, now), queued(3, soon()), queued(1, soon())];
        answers.mark_sent(&mut commands, now);
        assert_eq!(commands.iter().map(|command| command.unlock).collect::<Vec<_>>(), [unlock(1)]);
        answers.mark_sent(&mut commands, now);
        assert!(commands.is_empty(), "it has left already");
        assert_eq!(dead.until(soon()).await, Outcome::Failed(Refusal::TooLate));
        answers.not_sent(&[queued(1, soon()), queued(4, soon())], Refusal::DoorOffline);
        assert_eq!(later.until(soon()).await, Outcome::Failed(Refusal::DoorOffline));
        assert_eq!(alive.until(soon()).await, Outcome::Unknown, "it has left: nobody can say that it has not");
        let mut waits = expect(5);
        assert_eq!(waits.until(soon()).await, Outcome::Failed(Refusal::TooLate), "it never left");
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
