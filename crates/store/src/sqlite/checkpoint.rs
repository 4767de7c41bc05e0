//! SQLite's log of changes is copied into the database beside the writer, by a thread with a connection of its own. The writer
//! copies the few pages that came meanwhile: then the log is copied whole, and begins anew.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc;

use rusqlite::Connection;
use rusqlite::hooks::Wal;

/// The log grows to so many pages (32 MB) before they are copied.
const PAGES: i32 = 8_192;
/// A log of so many pages (128 MB) the writer copies itself: the other thread does not keep up.
const MOST_PAGES: i32 = 4 * PAGES;

/// So often the other thread copies what came meanwhile, which is less each time, so that little is left to the writer.
const PASSES: u32 = 3;

/// Nothing is to be copied.
const DONE: u8 = 0;
/// The other thread copies.
const UNDER_WAY: u8 = 1;
/// The other thread has copied; the writer has the rest.
const REST: u8 = 2;

/// Lets `writer` have its log copied by what is left to do in a thread of its own, on `copier`.
pub(super) fn share(writer: &mut Connection, copier: Connection) -> rusqlite::Result<impl FnOnce() + Send + use<>> {
    let (wanted, orders) = mpsc::sync_channel(1);
    let state = Arc::new(AtomicU8::new(DONE));
    let told = Arc::clone(&state);
    // Called after each commit of the writer with the length of its log.
    writer.wal_hook(Some(move |log: &mut Wal, pages| {
        let now = told.load(Ordering::Acquire);
        if now == REST || pages >= MOST_PAGES {
            copy(log.checkpoint());
            if now == REST {
                told.store(DONE, Ordering::Release);
            }
        } else if now == DONE && pages >= PAGES && wanted.try_send(()).is_ok() {
            told.store(UNDER_WAY, Ordering::Release);
        }
        Ok(())
    }))?;
    Ok(move || {
        for () in orders {
            for _ in 0..PASSES {
                copy(checkpoint(&copier));
            }
            state.store(REST, Ordering::Release);
        }
    })
}

fn checkpoint(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

/// What cannot be copied now stays in the log, where it is safe, and is tried again after the next commits.
fn copy(copied: rusqlite::Result<()>) {
    if let Err(error) = copied {
        tracing::warn!(%error, "the log of changes could not be copied into the database yet; it is tried again");
    }
}
