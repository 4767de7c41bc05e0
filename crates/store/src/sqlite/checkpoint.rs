//! SQLite's log of changes is copied into the database beside the writer, by a thread with a connection of its own. The writer
//! copies the rest between two commits, while the disk has the one before: then the log is copied whole, and begins anew.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, AtomicU8, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use rusqlite::hooks::Wal;
use rusqlite::{Connection, ErrorCode};

use super::sync::Progress;

/// The log grows to so many pages (32 MB) before they are copied.
const PAGES: i32 = 8_192;
/// A log of so many pages (128 MB) the writer copies itself: the other thread does not keep up.
const MOST_PAGES: i32 = 4 * PAGES;
/// A log that was larger gives the room back when it begins anew; in bytes.
const ROOM: i64 = 64 << 20;
/// So often the other thread copies what came meanwhile, which is less each time, so that little is left to the writer.
const PASSES: u32 = 3;

/// Nothing is to be copied.
const DONE: u8 = 0;
/// The other thread copies.
const UNDER_WAY: u8 = 1;
/// The other thread has copied; the writer has the rest.
const REST: u8 = 2;

/// The log, as the writer looks after it.
pub(super) struct Log {
    length: Arc<AtomicI32>,
    state: Arc<AtomicU8>,
    wanted: mpsc::SyncSender<()>,
    progress: Arc<Progress>,
}

/// Copies what a program that ended badly left in its log, and begins the log anew, before anything is written behind it: what
/// can be read of it need not be on the disk, where a sync had failed. Another program that has the database open is not held up:
/// its log is its own affair.
pub(super) fn begin_anew(connection: &Connection, patience: Duration) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_size_limit", ROOM)?;
    connection.busy_timeout(Duration::ZERO)?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    connection.busy_timeout(patience)
}

/// Lets the log of `writer` be copied by what is left to do in a thread of its own, on `copier`.
pub(super) fn share(
    writer: &mut Connection,
    copier: Connection,
    progress: Arc<Progress>,
) -> rusqlite::Result<(Log, impl FnOnce() + Send + use<>)> {
    let (wanted, orders) = mpsc::sync_channel(1);
    let (length, state) = (Arc::<AtomicI32>::default(), Arc::new(AtomicU8::new(DONE)));
    let told = Arc::clone(&length);
    // Called within each commit that wrote something, with the length of the log: what takes time comes after it.
    writer.wal_hook(Some(move |_: &mut Wal, pages| {
        told.store(pages, Ordering::Release);
        Ok(())
    }))?;
    let log = Log { length, state: Arc::clone(&state), wanted, progress: Arc::clone(&progress) };
    let copy = move || {
        for () in orders {
            (0..PASSES).for_each(|_| copy(&copier, &progress));
            state.store(REST, Ordering::Release);
        }
    };
    Ok((log, copy))
}

impl Log {
    /// How long the log is, if the commit before this question wrote something.
    pub(super) fn grown(&self) -> Option<i32> {
        Some(self.length.swap(0, Ordering::AcqRel)).filter(|pages| *pages > 0)
    }

    /// Has the log copied where it is due, by the other thread as far as that goes.
    pub(super) fn look_after(&self, writer: &Connection, pages: i32) {
        let state = self.state.load(Ordering::Acquire);
        if state == REST || pages >= MOST_PAGES {
            copy(writer, &self.progress);
        }
        if state == REST {
            self.state.store(DONE, Ordering::Release);
        } else if state == DONE && pages >= PAGES {
            // Before it is wanted: whoever copies may be done at once.
            self.state.store(UNDER_WAY, Ordering::Release);
            if self.wanted.try_send(()).is_err() {
                self.state.store(DONE, Ordering::Release);
            }
        }
    }
}

/// What cannot be copied now stays in the log, where it is safe, and is tried again after the next commits. Not so where the disk
/// failed: it need not say so a second time, and then the log would begin anew over the only good copy.
fn copy(connection: &Connection, progress: &Progress) {
    match connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())) {
        Ok(()) => {}
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::SystemIoFailure) => progress.fail(&error),
        Err(error) => {
            tracing::warn!(%error, "the log of changes could not be copied into the database yet; it is tried again");
        }
    }
}
