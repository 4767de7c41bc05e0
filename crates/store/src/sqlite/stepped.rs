//! The same database on the caller's own thread, for simulations: its jobs run in tasks of the caller's
//! runtime, with the writer's own group commit, at a pace and with a disk that somebody else decides.

use std::path::Path;
use std::sync::Arc;

use tokio::sync::mpsc;

use super::group::{Group, Written};
use super::job::{Call, Job};
use super::reader::read_once;
use super::{QUEUE, Sqlite, SqliteTx, connect};
use crate::error::{Error, Result};
use crate::store::BoxFuture;
use crate::tx::Tx;

/// Where the database is in its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// Before something is read.
    Read,
    /// Before a group is run and committed.
    Write,
    /// After the commit, before anybody is told.
    Written,
}

/// How the disk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disk {
    /// It works.
    Works,
    /// Nothing more fits on it.
    IsFull,
    /// What is to be committed cannot be.
    FailsAtCommit,
}

/// Who decides when the database goes on, and how its disk is then.
pub trait Steps: Send + Sync + 'static {
    /// The database is at `point`; it goes on when the future is done. Only before a write the disk counts.
    fn reach(&self, point: Point) -> BoxFuture<'_, Disk>;
}

impl Sqlite {
    /// Opens or makes the database file and starts its tasks. Nothing waits for the disk: a crash is
    /// that the tasks are dropped, and the machine stays.
    pub(crate) fn open_stepped(path: &Path, steps: Arc<dyn Steps>) -> Result<Self> {
        let (write, read) = (connect(path, false)?, connect(path, true)?);
        write.pragma_update(None, "synchronous", "OFF")?;
        let (writer, jobs) = mpsc::channel(QUEUE);
        tokio::spawn(write_in_steps(SqliteTx::new(write), jobs, Arc::clone(&steps)));
        let (readers, jobs) = mpsc::channel(QUEUE);
        tokio::spawn(read_in_steps(SqliteTx::new(read), jobs, steps));
        Ok(Self { writer, readers, failure: None })
    }
}

async fn write_in_steps(tx: SqliteTx, mut jobs: mpsc::Receiver<Call>, steps: Arc<dyn Steps>) {
    let mut tx = Tx::Sqlite(tx);
    while let Some(Call::Job(first)) = jobs.recv().await {
        let disk = steps.reach(Point::Write).await;
        if let Err(error) = spoil(&mut tx, disk) {
            tracing::error!(%error, "the disk of a simulation does not become as it is to be");
        }
        let written = write_together(&mut tx, first, &mut jobs);
        if let Err(error) = spoil(&mut tx, Disk::Works) {
            tracing::error!(%error, "the disk of a simulation stays as it was");
        }
        steps.reach(Point::Written).await;
        written.answer();
    }
}

/// Runs `first` and every job that waits by then, and commits them together.
fn write_together(tx: &mut Tx, first: Box<dyn Job>, jobs: &mut mpsc::Receiver<Call>) -> Written {
    let mut group = Group::begin(tx);
    group.run(tx, first);
    while !group.is_full()
        && let Ok(Call::Job(job)) = jobs.try_recv()
    {
        group.run(tx, job);
    }
    group.commit(tx)
}

async fn read_in_steps(tx: SqliteTx, mut jobs: mpsc::Receiver<Call>, steps: Arc<dyn Steps>) {
    let mut tx = Tx::Sqlite(tx);
    while let Some(Call::Job(mut job)) = jobs.recv().await {
        steps.reach(Point::Read).await;
        let stands = read_once(&mut tx, job.as_mut());
        job.answer(stands.map_err(Error::from));
    }
}

/// Makes the disk as it is to be: SQLite itself then fails, as it would.
fn spoil(tx: &mut Tx, disk: Disk) -> rusqlite::Result<()> {
    let Tx::Sqlite(tx) = tx else { return Ok(()) };
    let most_pages = if disk == Disk::IsFull { 1 } else { i64::from(u32::MAX) - 1 };
    // SQLite takes no fewer pages than there are: from there on it is full.
    tx.connection.pragma_update(None, "max_page_count", most_pages)?;
    let fails = disk == Disk::FailsAtCommit;
    tx.connection.commit_hook(fails.then_some(|| true))
}
