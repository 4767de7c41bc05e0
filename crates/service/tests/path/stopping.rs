//! A house that stops in order first writes what the log is owed, however slow its disk is.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use keylink_domain::clock::Clock;
use keylink_domain::unlock::Outcome;
use keylink_service::clock::SystemClock;
use keylink_service::unlock::End;
use keylink_store::{BoxFuture, Disk, Options, Point, Steps, Store};
use keylink_virtual_door::Mood;

use crate::scene::{Scene, TestDoor, inside, start, start_on, unlimited};

/// Long enough for a disk like this one.
const DEADLINE_MS: i64 = 5_000;
const DOORS: usize = 8;

/// A disk that takes so many milliseconds for a write.
#[derive(Default)]
struct SlowDisk(AtomicU64);

async fn wait_until_written(ms: u64) {
    tokio::time::sleep(Duration::from_millis(ms)).await;
}

impl Steps for SlowDisk {
    fn reach(&self, point: Point) -> BoxFuture<'_, Disk> {
        Box::pin(async move {
            if point == Point::Write {
                wait_until_written(self.0.load(Ordering::SeqCst)).await;
            }
            Disk::Works
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_gets_every_line_that_it_is_owed() {
    let folder = tempfile::tempdir().unwrap();
    let (path, disk) = (folder.path().join("keylink.db"), Arc::new(SlowDisk::default()));
    let store = Store::open_stepped(&path, Arc::<SlowDisk>::clone(&disk), SystemClock.now()).await.unwrap();
    let running = start_on(store, SystemClock, DEADLINE_MS, folder.path(), inside(), unlimited()).await;
    let mut scene = Scene::with(running, Options::Sqlite(path), folder).await;
    let doors: Vec<TestDoor> = join_all((0..DOORS).map(|_| scene.door("Street door", Mood::Well))).await;
    let link = scene.link(&doors.iter().map(|door| door.id).collect::<Vec<_>>()).await;

    // From now on a page of the ledger takes a while, and what was not on it waits for the next one.
    disk.0.store(200, Ordering::SeqCst);
    let pressed = join_all(doors.iter().map(|door| scene.press(&link, door.id))).await;
    assert!(pressed.iter().all(|pressed| pressed.end == End::Done(Outcome::Opened)), "{pressed:?}");
    let told = scene.unlock_kinds().await;
    scene.running.take().unwrap().stop().await;

    scene.running = Some(start(&scene.database, scene.folder.path(), inside(), unlimited()).await);
    assert!(told.len() < 2 * DOORS, "nothing was owed any more when the house was told to stop");
    let kinds = scene.unlock_kinds().await;
    let count = |kind: &str| kinds.iter().filter(|known| **known == kind).count();
    assert_eq!((count("unlock.granted"), count("unlock.opened")), (DOORS, DOORS), "{kinds:?}");
}
