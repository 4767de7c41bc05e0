//! A house whose tables were empty a moment ago: once the database has looked at a few rows, each press reads its own, and
//! goes on doing so while the tables grow.

use keylink_domain::clock::Clock as _;
use keylink_store::Options;

use crate::house::{Base, House, chance, clock, press, record};

/// How many pages come, and how many presses with each.
const PAGES: usize = 40;
const PRESSES: usize = 50;

/// Rows of the table of unlocks that the server read so far, once it tells of all that were written.
async fn rows_read(url: &str, written: i64) -> i64 {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    loop {
        let told = client
            .query_one(
                "SELECT n_tup_ins, seq_tup_read + COALESCE(idx_tup_fetch, 0) FROM pg_stat_user_tables WHERE relname = 'unlocks'",
                &[],
            )
            .await
            .unwrap();
        if told.get::<_, i64>(0) >= written {
            return told.get(1);
        }
        // The server writes its counts down when it has nothing else to do.
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_press_reads_its_own_rows_while_the_tables_grow() {
    let base = Base::postgres().await;
    base.store.look_at_tables().await.unwrap();
    let house = House::in_base(&base).await;
    let link = house.link();
    let secret = house.add_link(&base, &link).await;
    let time = clock(0);
    for page in 0..PAGES {
        let presses = (0..PRESSES).map(|_| {
            let mut press = press(secret, house.doors[0].id);
            press.press = keylink_domain::id::PressId::new(time.now(), chance());
            press
        });
        assert_eq!(record(&base.store, presses.collect(), &time).await.len(), PRESSES);
        if page == 0 {
            base.store.look_at_tables().await.unwrap();
        }
    }
    let Options::Postgres(url) = &base.options else { panic!("a PostgreSQL") };
    let url = url.clone();
    drop(base);
    let written = i64::try_from(PAGES * PRESSES).unwrap();
    let read = rows_read(&url, written).await;
    // With the plan that was made for the empty table, two millions.
    assert!(read < 2 * written, "{written} presses read {read} rows");
}
