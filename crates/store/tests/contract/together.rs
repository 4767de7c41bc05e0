//! What is written together on SQLite shares its fate: where one thing of a group fails, nothing of the group
//! stands, each is told so, and each by itself is as good as ever.

use std::sync::Arc;

use futures_util::future::join_all;
use keylink_domain::id::OrganizationId;
use keylink_domain::organization::{GesturePolicy, Organization};
use keylink_store::{BoxFuture, Disk, Error, Point, Steps, Store, Tx, organization};
use tokio::sync::Semaphore;

use crate::house::{at, chance};

/// The writer waits before each group until it is let on, so that a test says who is in the group.
struct Gate(Semaphore);

impl Steps for Gate {
    fn reach(&self, point: Point) -> BoxFuture<'_, Disk> {
        Box::pin(async move {
            if point == Point::Write {
                self.0.acquire().await.unwrap().forget();
            }
            Disk::Works
        })
    }
}

struct Group {
    store: Store,
    gate: Arc<Gate>,
    _folder: tempfile::TempDir,
}

/// One thing of a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Thing {
    /// It is written together with the others.
    Good,
    /// The same, and it says no after it has written something.
    Bad,
    /// The same, and it breaks.
    Broken,
    /// It could be undone alone, and is in the group by chance.
    Alone,
}

async fn insert(tx: &mut Tx, name: String) -> Result<(), Error> {
    let id = OrganizationId::new(at(0), chance());
    organization::insert(
        tx,
        &Organization {
            id,
            name,
            gesture: GesturePolicy::Person,
            limits: keylink_domain::bounds::LinkLimits::default(),
        },
        at(0),
    )
    .await
}

async fn insert_and_fail(tx: &mut Tx, name: String, thing: Thing) -> Result<(), Error> {
    insert(tx, name).await?;
    assert!(thing == Thing::Bad, "this one breaks on purpose");
    Err(Error::Taken)
}

impl Group {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let gate = Arc::new(Gate(Semaphore::new(0)));
        // What the opening itself writes goes through the same gate.
        gate.0.add_permits(1);
        let steps = Arc::<Gate>::clone(&gate);
        let store = Store::open_stepped(&folder.path().join("keylink.db"), steps, at(0)).await.unwrap();
        Self { store, gate, _folder: folder }
    }

    async fn one(&self, number: usize, thing: Thing) -> Result<(), Error> {
        let name = number.to_string();
        match thing {
            Thing::Alone => self.store.write(move |tx| Box::pin(insert(tx, name))).await,
            Thing::Good => self.store.write_together(move |tx| Box::pin(insert(tx, name))).await,
            Thing::Bad | Thing::Broken => {
                self.store.write_together(move |tx| Box::pin(insert_and_fail(tx, name, thing))).await
            }
        }
    }

    /// Has the things written in one group; what each was told, in order.
    async fn write(&self, things: &[Thing]) -> Vec<Result<(), Error>> {
        let all = join_all(things.iter().enumerate().map(|(number, thing)| self.one(number, *thing)));
        // All of them wait before the writer is let on; what it leaves for another group is not held up.
        let (told, ()) = tokio::join!(biased; all, async { self.gate.0.add_permits(things.len()) });
        told
    }

    async fn names(&self) -> Vec<String> {
        let all = self.store.read(|tx| Box::pin(organization::list(tx))).await.unwrap();
        all.into_iter().map(|one| one.name).collect()
    }
}

fn not_written(told: &Result<(), Error>) -> bool {
    matches!(told, Err(Error::NotWritten { .. }))
}

#[tokio::test]
async fn a_group_in_which_all_is_well_stands() {
    let group = Group::new().await;
    let told = group.write(&[Thing::Good, Thing::Alone, Thing::Good]).await;
    assert!(told.iter().all(Result::is_ok), "{told:?}");
    assert_eq!(group.names().await, ["0", "1", "2"]);
}

#[tokio::test]
async fn where_one_fails_nothing_of_its_group_stands() {
    for thing in [Thing::Bad, Thing::Broken] {
        for bad in 0..4 {
            let group = Group::new().await;
            let mut things = [Thing::Good; 4];
            things[bad] = thing;
            let told = group.write(&things).await;
            // It has a better reason than the group, if it could say one.
            assert_eq!(matches!(told[bad], Err(Error::Taken)), thing == Thing::Bad, "{told:?}");
            assert!(told[bad].is_err(), "{told:?}");
            // Who came before it was undone with it; who came after it had not begun, and makes the next group.
            assert!(told[..bad].iter().all(not_written), "{told:?}");
            assert!(told[bad + 1..].iter().all(Result::is_ok), "{told:?}");
            assert_eq!(group.names().await, ["0", "1", "2", "3"][bad + 1..]);
        }
    }
}

#[tokio::test]
async fn a_change_that_is_in_the_group_by_chance_is_told_that_it_does_not_stand() {
    let group = Group::new().await;
    let told = group.write(&[Thing::Alone, Thing::Bad]).await;
    assert!(not_written(&told[0]), "{told:?}");
    // Nothing is wrong with the disk, and nothing with what they wanted.
    let said = told[0].as_ref().unwrap_err().to_string();
    assert!(said.contains("try again") && !said.contains("disk"), "{said}");
    assert!(group.names().await.is_empty());
}

#[tokio::test]
async fn what_was_undone_can_be_written_alone() {
    let group = Group::new().await;
    group.write(&[Thing::Good, Thing::Good, Thing::Bad]).await;
    let told = group.write(&[Thing::Alone, Thing::Alone]).await;
    assert!(told.iter().all(Result::is_ok), "{told:?}");
    assert_eq!(group.names().await, ["0", "1"]);
}
