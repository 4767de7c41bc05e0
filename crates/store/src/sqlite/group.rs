//! Jobs that share one transaction: run one by one, committed once, answered together.

use std::panic::AssertUnwindSafe;

use super::job::{Fate, Job};
use crate::error::Error;
use crate::tx::Tx;

/// The most jobs that one commit takes along, so that the first of them never waits without end.
const MOST: usize = 512;

/// A transaction under way, and the jobs that it has run.
pub(super) struct Group {
    jobs: Vec<Box<dyn Job>>,
    /// Whether all of them can still be committed.
    stands: rusqlite::Result<()>,
}

impl Group {
    /// Begins a transaction.
    pub(super) fn begin(tx: &Tx) -> Self {
        Self { jobs: Vec::with_capacity(16), stands: control(tx, "BEGIN IMMEDIATE") }
    }

    /// Runs a job, unless one before it took them all along.
    pub(super) fn run(&mut self, tx: &mut Tx, mut job: Box<dyn Job>) {
        if self.stands.is_ok() {
            let kept = match job.fate() {
                Fate::Alone => run_in_savepoint(tx, job.as_mut()),
                Fate::Shared => run_bare(tx, job.as_mut()),
            };
            self.stands = kept.map_err(|error| undo(tx, error));
        }
        self.jobs.push(job);
    }

    /// Whether the next job is one of the next group.
    pub(super) fn is_full(&self) -> bool {
        self.stands.is_err() || self.jobs.len() >= MOST
    }

    /// Commits what the jobs did.
    pub(super) fn commit(self, tx: &Tx) -> Written {
        let committed = self.stands.and_then(|()| control(tx, "COMMIT").map_err(|error| undo(tx, error)));
        Written { jobs: self.jobs, stands: committed.map_err(Verdict::NotWritten) }
    }

    /// Tells everybody that nothing is written any more.
    pub(super) fn refuse(self, tx: &Tx) -> Written {
        if self.stands.is_ok() {
            undo(tx, rolled_back());
        }
        Written { jobs: self.jobs, stands: Err(Verdict::DiskFailed) }
    }
}

/// Why a group does not stand.
enum Verdict {
    NotWritten(rusqlite::Error),
    InDoubt,
    DiskFailed,
}

/// Jobs whose transaction is over.
pub(super) struct Written {
    jobs: Vec<Box<dyn Job>>,
    stands: Result<(), Verdict>,
}

impl Written {
    /// Whether there is something to wait for before anybody is told.
    pub(super) const fn stands(&self) -> bool {
        self.stands.is_ok()
    }

    /// Answers everybody.
    pub(super) fn answer(self) {
        for job in self.jobs {
            job.answer(match &self.stands {
                Ok(()) => Ok(()),
                Err(Verdict::NotWritten(error)) => Err(Error::not_written(error)),
                Err(Verdict::InDoubt) => Err(Error::InDoubt),
                Err(Verdict::DiskFailed) => Err(Error::DiskFailed),
            });
        }
    }

    /// Answers everybody that nobody knows: the disk failed when it was to keep what had been written.
    pub(super) fn answer_in_doubt(self) {
        Self { stands: Err(Verdict::InDoubt), ..self }.answer();
    }
}

/// A transaction that failed must not swallow the next group.
fn undo(tx: &Tx, error: rusqlite::Error) -> rusqlite::Error {
    if !is_autocommit(tx)
        && let Err(again) = control(tx, "ROLLBACK")
    {
        tracing::error!(error = %again, "a failed transaction could not be rolled back");
    }
    error
}

/// Runs one job that takes the whole transaction along where it fails.
fn run_bare(tx: &mut Tx, job: &mut dyn Job) -> rusqlite::Result<()> {
    let keep = std::panic::catch_unwind(AssertUnwindSafe(|| job.run(tx))).unwrap_or(false);
    if is_autocommit(tx) {
        return Err(rolled_back());
    }
    if keep { Ok(()) } else { Err(taken_along()) }
}

/// SQLite by itself gave the transaction up, as it does on a full disk.
fn rolled_back() -> rusqlite::Error {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL);
    rusqlite::Error::SqliteFailure(code, Some("the transaction was rolled back".to_owned()))
}

/// One job failed for a reason of its own, which it told its caller; for all others nothing is wrong but that.
fn taken_along() -> rusqlite::Error {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ABORT);
    rusqlite::Error::SqliteFailure(code, Some("something that was to be written together with it failed".to_owned()))
}

/// Runs one job so that it can be undone alone. An error here is one of the whole transaction:
/// on a full disk SQLite rolls everything back by itself.
fn run_in_savepoint(tx: &mut Tx, job: &mut dyn Job) -> rusqlite::Result<()> {
    control(tx, "SAVEPOINT job")?;
    // One broken job must not take the writer, and with it every door, along.
    let keep = std::panic::catch_unwind(AssertUnwindSafe(|| job.run(tx))).unwrap_or(false);
    if is_autocommit(tx) {
        return Err(rolled_back());
    }
    if !keep {
        control(tx, "ROLLBACK TO job")?;
    }
    control(tx, "RELEASE job")
}

pub(super) fn control(tx: &Tx, sql: &str) -> rusqlite::Result<()> {
    match tx {
        Tx::Sqlite(tx) => tx.control(sql),
        Tx::Postgres(_) => Ok(()),
    }
}

fn is_autocommit(tx: &Tx) -> bool {
    match tx {
        Tx::Sqlite(tx) => tx.connection.is_autocommit(),
        Tx::Postgres(_) => false,
    }
}
