//! The threads that read: each job in one snapshot, answered when everything that it saw is on the disk.

use std::panic::AssertUnwindSafe;
use std::sync::{Mutex, PoisonError};

use tokio::sync::mpsc;

use super::SqliteTx;
use super::group::control;
use super::job::{Call, Job};
use super::sync::Progress;
use crate::error::Error;
use crate::tx::Tx;

/// Reads what is asked, until nothing can be asked any more.
pub(super) fn read_loop(tx: SqliteTx, calls: &Mutex<mpsc::Receiver<Call>>, disk: &Progress) {
    let mut tx = Tx::Sqlite(tx);
    loop {
        let call = calls.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
        match call {
            Some(Call::Job(mut job)) => {
                let read = read_once(&mut tx, job.as_mut()).map_err(Error::from);
                job.answer(read.and_then(|()| disk.wait()));
            }
            Some(Call::DiskIsFree) => {}
            None => return,
        }
    }
}

/// One job in one snapshot.
pub(super) fn read_once(tx: &mut Tx, job: &mut dyn Job) -> rusqlite::Result<()> {
    control(tx, "BEGIN")?;
    if std::panic::catch_unwind(AssertUnwindSafe(|| job.run(tx))).is_err() {
        tracing::error!("a reading job broke");
    }
    control(tx, "COMMIT")
}
