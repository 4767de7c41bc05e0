//! The ledger: presses that are to be decided and outcomes that are to be written down. What comes while
//! one page is being written goes together onto the next one, in one transaction.
//!
//! Several pages are under way: while one waits for the disk, the next one is decided. They are in each other's way no more
//! than two nodes are.

mod doubt;
mod owed;

use std::collections::HashSet;
use std::sync::Arc;

use futures_util::future::join_all;
use keylink_domain::clock::Entropy;
use keylink_domain::id::OrganizationId;
use keylink_domain::refusal::Refusal;
use keylink_store::Store;
use keylink_store::unlock::{Answer, Decided, Finished, Page, Press, Surroundings, record, record_alone, settle};
use tokio::sync::{Mutex, OwnedMutexGuard, Semaphore, mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_util::task::task_tracker::TaskTrackerToken;

use self::owed::Owed;
use crate::live::Live;

/// The most that one page takes.
const PAGE: usize = 512;
/// How many pages are under way where the database lets several write: while one waits for its commit, the other one asks for
/// its facts. More of them would be smaller, and each costs two waits on the server.
const PAGES: usize = 2;
/// The same on a file, where pages are written one after the other and synced together.
const PAGES_ON_A_FILE: usize = 8;
/// How many entries may wait. A press that finds no place is not decided: those before it are dead by the time it had one.
const QUEUE: usize = 4096;
/// How many entries of a page that failed are tried alone at a time, each on a connection of its own.
const ALONE: usize = 4;

/// Where presses and outcomes are handed over. Clones write into the same ledger.
#[derive(Clone)]
pub(crate) struct Ledger {
    queue: mpsc::Sender<Entry>,
    store: Store,
    live: Live,
    owed: Owed,
}

enum Entry {
    /// Somebody waits for its decision, so long.
    Press(Press, Instant, oneshot::Sender<Decided>),
    /// A line that the log is still owed; the program does not end before it is written.
    Outcome(Finished, TaskTrackerToken),
}

impl Ledger {
    /// Starts the writer. It ends when the last handle is gone.
    pub(crate) fn start(
        store: &Store,
        around: Surroundings,
        entropy: Arc<dyn Entropy>,
        live: &Live,
    ) -> (Self, tokio::task::JoinHandle<()>) {
        let (queue, arrivals) = mpsc::channel(QUEUE);
        let turns = Arc::new(Semaphore::new(ALONE));
        let owed = Owed::new(store, live, &turns);
        let writer = Writer { store: store.clone(), around, entropy, live: live.clone(), owed: owed.clone(), turns };
        let arrivals = Arc::new(Mutex::new(arrivals));
        let mut writers = JoinSet::new();
        for _ in 0..if store.is_alone() { PAGES_ON_A_FILE } else { PAGES } {
            writers.spawn(writer.clone().take_turns(Arc::clone(&arrivals)));
        }
        let task = tokio::spawn(async move { drop(writers.join_all().await) });
        (Self { queue, store: store.clone(), live: live.clone(), owed }, task)
    }

    /// Has the press decided and recorded; `None` when the ledger is full or closed. Who asks waits until `dead`.
    pub(crate) async fn decide(&self, press: Press, dead: Instant) -> Option<Decided> {
        let (reply, decided) = oneshot::channel();
        self.queue.try_send(Entry::Press(press, dead, reply)).ok()?;
        decided.await.ok()
    }

    /// Has the outcome written down soon; tells whether it was taken.
    pub(crate) async fn leave(&self, finished: Finished, until_written: TaskTrackerToken) -> bool {
        self.queue.send(Entry::Outcome(finished, until_written)).await.is_ok()
    }

    /// Writes the outcome down and returns when it stands: for one that gives the guest a use back, so
    /// that their next press finds it.
    pub(crate) async fn settle(&self, finished: Finished) {
        let organization = finished.organization;
        match settle(&self.store, finished.clone()).await {
            Ok(()) => self.live.changed(organization),
            Err(error) => {
                tracing::warn!(%error, "a use could not be given back yet; it is tried again");
                self.owed.later(finished, None);
            }
        }
    }
}

/// Who writes the next page: whoever holds what arrives.
type Turn = OwnedMutexGuard<mpsc::Receiver<Entry>>;

#[derive(Clone)]
struct Writer {
    store: Store,
    around: Surroundings,
    entropy: Arc<dyn Entropy>,
    live: Live,
    owed: Owed,
    /// How many entries are tried alone at a time, behind what waits for its page.
    turns: Arc<Semaphore>,
}

impl Writer {
    /// Writes page after page, until nothing can come any more.
    async fn take_turns(self, arrivals: Arc<Mutex<mpsc::Receiver<Entry>>>) {
        let mut waiting = Vec::with_capacity(PAGE);
        loop {
            let mut turn: Turn = Arc::clone(&arrivals).lock_owned().await;
            if turn.recv_many(&mut waiting, PAGE).await == 0 {
                return;
            }
            self.write(waiting.drain(..), turn).await;
        }
    }

    /// Writes one page and tells everybody who waits.
    async fn write(&self, entries: impl Iterator<Item = Entry>, turn: Turn) {
        let mut page = Page::default();
        let (mut replies, mut owed) = (Vec::new(), Vec::new());
        let now = Instant::now();
        for entry in entries {
            match entry {
                // Who asked has gone away; the living are not to wait for it.
                Entry::Press(_, dead, reply) if now >= dead => drop(reply.send(not_recorded())),
                Entry::Press(press, _, reply) => {
                    page.presses.push(press);
                    replies.push(reply);
                }
                Entry::Outcome(finished, until_written) => {
                    page.outcomes.push(finished);
                    owed.push(until_written);
                }
            }
        }
        let page = Arc::new(page);
        // The turn passes when the page has its facts: what comes until then shares the next one.
        let decided = match record(&self.store, Arc::clone(&page), self.around.clone(), turn).await {
            Ok(decided) => decided,
            // Whatever is tried again may stand already, or be held up by what stands.
            Err(error) if error.is_in_doubt() => {
                tracing::error!(%error, "nobody knows whether a page was recorded; nothing is sent for it");
                self.owe(&page, owed.drain(..));
                page.presses.iter().map(|press| self.in_doubt(press)).collect()
            }
            Err(error) => {
                let (presses, outcomes) = (page.presses.len(), page.outcomes.len());
                tracing::error!(%error, presses, outcomes, "a page could not be recorded; each entry is tried alone");
                self.owe(&page, owed.drain(..));
                self.decide_each(&page).await
            }
        };
        self.tell(&page, &decided);
        for (reply, decided) in replies.into_iter().zip(decided) {
            // Whoever asked may have gone away; what was done is done.
            drop(reply.send(decided));
        }
    }

    /// Has the page's outcomes written one by one, beside everything else.
    fn owe(&self, page: &Page, until_written: impl Iterator<Item = TaskTrackerToken>) {
        for (finished, token) in page.outcomes.iter().zip(until_written) {
            self.owed.later(finished.clone(), Some(token));
        }
    }

    /// One that cannot be written, or two nodes in each other's way, must not refuse all the others.
    async fn decide_each(&self, page: &Page) -> Vec<Decided> {
        let mut decided = Vec::with_capacity(page.presses.len());
        for some in page.presses.chunks(ALONE) {
            let deciding: Vec<_> = some.iter().map(|press| self.decide_alone(press)).collect();
            decided.extend(join_all(deciding).await);
        }
        decided
    }

    async fn decide_alone(&self, press: &Press) -> Decided {
        // Nobody waits for a press any more whose deadline is over; others do, behind it.
        if self.around.clock.now() >= press.deadline {
            return not_recorded();
        }
        match record_alone(&self.store, press.clone(), self.around.clone()).await {
            Ok(decided) => decided,
            Err(error) => {
                tracing::error!(%error, "a press could not be recorded, so nothing was sent");
                if error.is_in_doubt() { self.in_doubt(press) } else { not_recorded() }
            }
        }
    }

    /// The answer to a press of which nobody knows whether it stands; it is looked after.
    fn in_doubt(&self, press: &Press) -> Decided {
        let (store, around, turns) = (self.store.clone(), self.around.clone(), Arc::clone(&self.turns));
        tokio::spawn(doubt::resolve(store, around, Arc::clone(&self.entropy), turns, press.clone()));
        not_recorded()
    }

    fn tell(&self, page: &Page, decided: &[Decided]) {
        let granted = decided.iter().filter_map(|decided| match &decided.answer {
            Answer::Granted(recorded) => Some(recorded.get().organization),
            Answer::Refused { .. } | Answer::Repeated(_) => None,
        });
        let over = page.outcomes.iter().map(|finished| finished.organization);
        let changed: HashSet<OrganizationId> = granted.chain(over).collect();
        changed.into_iter().for_each(|organization| self.live.changed(organization));
    }
}

const fn not_recorded() -> Decided {
    Decided { answer: Answer::Refused { unlock: None, refusal: Refusal::NotRecorded }, link: None }
}
