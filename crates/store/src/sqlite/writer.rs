//! The writer's thread. A group of jobs is run while the disk keeps the group before, and committed when the disk is free:
//! whatever comes meanwhile shares the next sync.

use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TryRecvError;

use super::SqliteTx;
use super::checkpoint::Log;
use super::group::Group;
use super::job::{Call, Job};
use super::sync::Keeper;
use crate::tx::Tx;

/// Runs what comes, until nothing can come any more.
pub(super) fn write_loop(tx: SqliteTx, mut calls: mpsc::Receiver<Call>, disk: &Keeper, log: &Log) {
    let mut tx = Tx::Sqlite(tx);
    while let Some(call) = calls.blocking_recv() {
        // The disk is free, and there is nothing to commit.
        let Call::Job(first) = call else { continue };
        let group = gather(&mut tx, first, &mut calls, disk);
        if let (Some(pages), Tx::Sqlite(tx)) = (disk.commit(group, &tx, log), &tx) {
            log.look_after(&tx.connection, pages);
        }
    }
}

/// Runs `first`, every job that waits by then, and those that come until the disk is free.
fn gather(tx: &mut Tx, first: Box<dyn Job>, calls: &mut mpsc::Receiver<Call>, disk: &Keeper) -> Group {
    let mut group = Group::begin(tx);
    group.run(tx, first);
    while !group.is_full() {
        let call = match calls.try_recv() {
            Ok(call) => Some(call),
            Err(TryRecvError::Empty) if !disk.is_free() => calls.blocking_recv(),
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => None,
        };
        match call {
            Some(Call::Job(job)) => group.run(tx, job),
            Some(Call::DiskIsFree) => {}
            None => break,
        }
    }
    group
}
