//! The disk. What was committed is synced by a thread of its own, and only then is anybody told: neither who asked for it
//! nor who read it meanwhile.
//!
//! The writer's connection has `synchronous=NORMAL`, with which SQLite leaves the log's sync after a commit to
//! this thread; before a checkpoint and at the log's beginning SQLite syncs by itself. One commit at a time is on its way to the
//! disk. A disk that fails at that is not believed again: nothing is read or written any more, because nobody knows
//! what is kept of what SQLite shows.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};

use tokio::sync::mpsc::WeakSender;
use tokio::sync::watch;

use super::checkpoint;
use super::group::{Group, Written};
use super::job::Call;
use crate::error::{Error, Result};
use crate::tx::Tx;

/// The writer's way to the disk: it has what was committed kept.
pub(super) struct Keeper {
    tray: mpsc::SyncSender<Written>,
    progress: Arc<Progress>,
}

/// How far the disk has come. Readers hold a clone.
#[derive(Default)]
pub(super) struct Progress {
    mark: Mutex<Mark>,
    moved: Condvar,
    failure: watch::Sender<bool>,
}

#[derive(Default)]
struct Mark {
    /// How many commits have begun.
    begun: u64,
    /// How many of them are over: on the disk, or nothing of them was written.
    over: u64,
    failed: bool,
}

impl Keeper {
    /// The disk, what is told of it, and what is left to do in a thread of its own. `writer` is woken when the disk is free.
    pub(super) fn new(database: PathBuf, writer: WeakSender<Call>) -> (Self, Arc<Progress>, impl FnOnce() + Send) {
        let (tray, written) = mpsc::sync_channel(1);
        let progress = Arc::<Progress>::default();
        let syncer = Syncer { log: Log { database, file: None }, progress: Arc::clone(&progress), writer };
        (Self { tray, progress: Arc::clone(&progress) }, progress, move || syncer.run(&written))
    }

    /// Whether nothing is on its way to the disk.
    pub(super) fn is_free(&self) -> bool {
        let mark = self.progress.look();
        mark.failed || mark.begun == mark.over
    }

    /// Commits the group when the disk is free, and lets everybody be told when it is kept. Tells how long the log is, where it
    /// grew.
    pub(super) fn commit(&self, group: Group, tx: &Tx, log: &checkpoint::Log) -> Option<i32> {
        if self.progress.begin().is_err() {
            group.refuse(tx).answer();
            return None;
        }
        let written = group.commit(tx);
        let grown = log.grown();
        if !written.stands() || grown.is_none() {
            // Nothing is on its way: the disk has all that there is.
            self.progress.end();
            written.answer();
        } else if let Err(mpsc::SendError(written)) = self.tray.send(written) {
            self.progress.fail(&"the thread that syncs has ended");
            written.answer_in_doubt();
        }
        grown
    }
}

impl Progress {
    fn look(&self) -> MutexGuard<'_, Mark> {
        self.mark.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until every commit that has begun by now is over: what was read may be of one that is not.
    ///
    /// # Errors
    /// When the disk failed.
    pub(super) fn wait(&self) -> Result<()> {
        let mark = self.look();
        let begun = mark.begun;
        let mark = self.moved.wait_while(mark, |mark| mark.over < begun && !mark.failed);
        if mark.unwrap_or_else(PoisonError::into_inner).failed { Err(Error::DiskFailed) } else { Ok(()) }
    }

    /// Waits until the disk is free, and begins the next commit.
    fn begin(&self) -> Result<()> {
        self.wait()?;
        self.look().begun += 1;
        Ok(())
    }

    /// The commit under way is over.
    fn end(&self) {
        let mut mark = self.look();
        mark.over = mark.begun;
        drop(mark);
        self.moved.notify_all();
    }

    /// The disk is not believed again.
    pub(super) fn fail(&self, error: &dyn std::fmt::Display) {
        tracing::error!(%error, "the disk did not keep what was written; nothing is read or written any more");
        self.look().failed = true;
        self.moved.notify_all();
        self.failure.send_replace(true);
    }

    /// Whoever wants to know when the disk fails.
    pub(super) fn failure(&self) -> watch::Receiver<bool> {
        self.failure.subscribe()
    }
}

/// What syncs.
struct Syncer {
    log: Log,
    progress: Arc<Progress>,
    writer: WeakSender<Call>,
}

impl Syncer {
    fn run(mut self, written: &mpsc::Receiver<Written>) {
        for written in written {
            match self.log.sync() {
                Ok(()) => {
                    self.progress.end();
                    self.wake_writer();
                    written.answer();
                }
                Err(error) => {
                    self.progress.fail(&error);
                    self.wake_writer();
                    written.answer_in_doubt();
                }
            }
        }
    }

    fn wake_writer(&self) {
        if let Some(writer) = self.writer.upgrade() {
            // Where its queue is full, it finds out by itself after the next job.
            drop(writer.try_send(Call::DiskIsFree));
        }
    }
}

/// SQLite's log of changes.
struct Log {
    database: PathBuf,
    file: Option<File>,
}

impl Log {
    fn sync(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(Self::open(&self.database)?),
        };
        file.sync_data()
    }

    /// It stands beside the file that the database's name leads to, and its name must be on the disk, too.
    fn open(database: &std::path::Path) -> io::Result<File> {
        let database = database.canonicalize()?;
        let mut name = database.clone().into_os_string();
        name.push("-wal");
        let log = File::open(name)?;
        if let Some(folder) = database.parent() {
            File::open(folder)?.sync_all()?;
        }
        Ok(log)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether somebody who has just read is told before the commit under way is over.
    fn told_at_once(progress: &Arc<Progress>) -> (mpsc::Receiver<Result<()>>, Option<Result<()>>) {
        let (tell, told) = mpsc::channel();
        let reader = Arc::clone(progress);
        std::thread::spawn(move || tell.send(reader.wait()));
        let early = told.recv_timeout(std::time::Duration::from_millis(100)).ok();
        (told, early)
    }

    #[test]
    fn who_reads_is_told_when_the_disk_has_what_they_saw() {
        let progress = Arc::<Progress>::default();
        assert!(matches!(told_at_once(&progress), (_, Some(Ok(())))), "nothing is on its way, and yet they wait");
        progress.begin().expect("the disk is free");
        let (told, early) = told_at_once(&progress);
        assert!(early.is_none(), "they were told of what is not on the disk");
        progress.end();
        assert!(told.recv().expect("they are told").is_ok());
    }

    #[test]
    fn after_a_failed_sync_nothing_is_read_or_written() {
        let progress = Arc::<Progress>::default();
        progress.begin().expect("the disk is free");
        let (told, _) = told_at_once(&progress);
        progress.fail(&"so a test says");
        assert!(matches!(told.recv(), Ok(Err(Error::DiskFailed))));
        assert!(matches!(progress.begin(), Err(Error::DiskFailed)));
        assert!(matches!(progress.wait(), Err(Error::DiskFailed)));
        assert!(*progress.failure().borrow(), "the program can end");
    }

    #[test]
    fn a_log_that_is_not_there_is_not_synced() {
        let mut log = Log { database: PathBuf::from("/nowhere/keylink.db"), file: None };
        assert!(log.sync().is_err());
    }
}
