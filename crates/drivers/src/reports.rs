//! Hands reports to the service without ever making a controller's connection wait for it.
//!
//! Whoever reports only drops the report into a box and goes on. One task carries the box's
//! content to the receiver, at the receiver's speed. A newer status of the same controller or
//! door replaces the older one that is still in the box.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keylink_domain::controller::Channel;
use keylink_domain::id::ControllerId;
use tokio::sync::{Notify, mpsc};

use crate::Report;

/// How many reports may wait in the box. Statuses are one per controller and door, so that only a
/// controller inventing door names, or very many late answers at once, comes near it.
const MAX_WAITING: usize = 16_384;

/// What a later report of the same kind replaces.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Subject {
    Presence(ControllerId),
    Door(ControllerId, Channel),
}

#[derive(Default)]
struct Waiting {
    /// Subjects and late answers, oldest first.
    order: VecDeque<Slot>,
    newest: HashMap<Subject, Report>,
    /// Nobody can put anything in any more.
    closed: bool,
}

enum Slot {
    Status(Subject),
    Late(Report),
}

/// The box that reports are dropped into.
#[derive(Clone)]
pub(crate) struct Reports {
    holders: Arc<Holders>,
}

/// Closes the box when its last holder is gone.
struct Holders(Arc<Inner>);

#[derive(Default)]
struct Inner {
    waiting: Mutex<Waiting>,
    changed: Notify,
}

impl Reports {
    /// A box whose content is carried to `receiver` by its own task. The task ends when the
    /// receiver is gone, or when the box is empty and nobody holds it any more.
    pub(crate) fn forward_to(receiver: mpsc::Sender<Report>) -> Self {
        let inner = Arc::new(Inner::default());
        tokio::spawn(carry(Arc::clone(&inner), receiver));
        Self { holders: Arc::new(Holders(inner)) }
    }

    /// Drops a report into the box. Never waits.
    pub(crate) fn put(&self, report: Report) {
        let inner = &self.holders.0;
        if !inner.lock().put(report) {
            tracing::warn!(limit = MAX_WAITING, "too many reports are waiting; the newest is dropped");
        }
        inner.changed.notify_one();
    }
}

impl Inner {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Holders {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.changed.notify_one();
    }
}

impl Waiting {
    fn put(&mut self, report: Report) -> bool {
        let Some(subject) = subject_of(&report) else {
            return self.append(Slot::Late(report));
        };
        if let Some(older) = self.newest.get_mut(&subject) {
            *older = report;
            return true;
        }
        let appended = self.append(Slot::Status(subject.clone()));
        if appended {
            self.newest.insert(subject, report);
        }
        appended
    }

    fn append(&mut self, slot: Slot) -> bool {
        let room = self.order.len() < MAX_WAITING;
        if room {
            self.order.push_back(slot);
        }
        room
    }

    fn take(&mut self) -> Option<Report> {
        match self.order.pop_front()? {
            Slot::Late(report) => Some(report),
            Slot::Status(subject) => self.newest.remove(&subject),
        }
    }
}

fn subject_of(report: &Report) -> Option<Subject> {
    match report {
        Report::Presence { controller, .. } => Some(Subject::Presence(*controller)),
        Report::Door { controller, channel, .. } => Some(Subject::Door(*controller, channel.clone())),
        Report::LateAnswer { .. } => None,
    }
}

async fn carry(inner: Arc<Inner>, receiver: mpsc::Sender<Report>) {
    loop {
        let (next, closed) = {
            let mut waiting = inner.lock();
            (waiting.take(), waiting.closed)
        };
        match next {
            Some(report) => {
                if receiver.send(report).await.is_err() {
                    return;
                }
            }
            None if closed => return,
            None => inner.changed.notified().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keylink_domain::id::UnlockId;
    use keylink_domain::unlock::Outcome;

    fn controller(n: u8) -> ControllerId {
        ControllerId::new(jiff::Timestamp::UNIX_EPOCH, [n; 16])
    }

    fn presence(n: u8, online: bool) -> Report {
        Report::Presence { controller: controller(n), online }
    }

    #[test]
    fn a_newer_status_replaces_the_one_that_still_waits() {
        let mut waiting = Waiting::default();
        for report in [presence(1, true), presence(2, true), presence(1, false)] {
            assert!(waiting.put(report));
        }
        assert_eq!(waiting.take(), Some(presence(1, false)));
        assert_eq!(waiting.take(), Some(presence(2, true)));
        assert_eq!(waiting.take(), None);
        assert!(waiting.put(presence(1, true)), "a taken status leaves its place free");
        assert_eq!(waiting.take(), Some(presence(1, true)));
    }

    #[test]
    fn late_answers_are_all_kept() {
        let unlock = UnlockId::new(jiff::Timestamp::UNIX_EPOCH, [9; 16]);
        let late = Report::LateAnswer { unlock, controller: controller(1), outcome: Outcome::Opened };
        let mut waiting = Waiting::default();
        assert!(waiting.put(late.clone()) && waiting.put(late.clone()));
        assert_eq!(waiting.take(), Some(late.clone()));
        assert_eq!(waiting.take(), Some(late));
    }

    #[test]
    fn the_box_has_a_limit() {
        let mut waiting = Waiting::default();
        let door = |n: usize| Report::Door {
            controller: controller(1),
            channel: Channel::parse(&format!("made-up-{n}")).unwrap(),
            lock: None,
            contact: None,
        };
        assert!((0..MAX_WAITING).all(|n| waiting.put(door(n))));
        assert!(!waiting.put(door(MAX_WAITING)));
        assert_eq!(waiting.newest.len(), MAX_WAITING);
    }

    #[tokio::test]
    async fn nobody_waits_for_a_slow_receiver() {
        let (sender, mut receiver) = mpsc::channel(1);
        let reports = Reports::forward_to(sender);
        for n in 0..100 {
            reports.put(presence(1, n % 2 == 0));
        }
        drop(reports);
        let mut last = None;
        while let Some(report) = receiver.recv().await {
            last = Some(report);
        }
        assert_eq!(last, Some(presence(1, false)));
    }
}
