//! Brings a database to this program's version: numbered migrations, the same on both databases.

use jiff::Timestamp;

use crate::dialect::Dialect;
use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::values;

/// Every migration in order: its name, and its text before `dialect` gets it.
const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_house", include_str!("../migrations/0001_house.sql")),
    ("0002_lists", include_str!("../migrations/0002_lists.sql")),
    ("0003_webhooks", include_str!("../migrations/0003_webhooks.sql")),
    ("0004_arrival", include_str!("../migrations/0004_arrival.sql")),
    ("0005_deliveries", include_str!("../migrations/0005_deliveries.sql")),
    ("0006_sections", include_str!("../migrations/0006_sections.sql")),
    ("0007_log", include_str!("../migrations/0007_log.sql")),
    ("0008_people", include_str!("../migrations/0008_people.sql")),
    ("0009_guests", include_str!("../migrations/0009_guests.sql")),
    ("0010_sign_in", include_str!("../migrations/0010_sign_in.sql")),
    ("0011_bounds", include_str!("../migrations/0011_bounds.sql")),
    ("0012_drivers", include_str!("../migrations/0012_drivers.sql")),
    ("0013_recovery", include_str!("../migrations/0013_recovery.sql")),
    ("0014_passkeys", include_str!("../migrations/0014_passkeys.sql")),
    ("0015_door_events", include_str!("../migrations/0015_door_events.sql")),
    ("0016_placements", include_str!("../migrations/0016_placements.sql")),
    ("0017_announcements", include_str!("../migrations/0017_announcements.sql")),
    ("0018_enrolments", include_str!("../migrations/0018_enrolments.sql")),
    ("0019_ends_and_languages", include_str!("../migrations/0019_ends_and_languages.sql")),
    ("0020_alerts", include_str!("../migrations/0020_alerts.sql")),
    ("0021_removed", include_str!("../migrations/0021_removed.sql")),
    ("0022_holds", include_str!("../migrations/0022_holds.sql")),
    ("0023_holds_told", include_str!("../migrations/0023_holds_told.sql")),
    ("0024_locks_that_turn", include_str!("../migrations/0024_locks_that_turn.sql")),
];

const TABLE: &str =
    "CREATE TABLE IF NOT EXISTS migrations (number {int} PRIMARY KEY, name TEXT NOT NULL, applied_ms {int} NOT NULL)";

statements! {
    NEWEST = "SELECT COALESCE(MAX(number), 0) FROM migrations";
    APPLIED = "INSERT INTO migrations (number, name, applied_ms) VALUES ($1, $2, $3)";
}

/// Applies what is missing.
///
/// # Errors
/// When a migration fails, or the database is newer than the program.
pub(crate) async fn run(tx: &mut Tx, now: Timestamp) -> Result<()> {
    if let Tx::Postgres(tx) = tx {
        // A migration may take its time, and so may the other node's.
        tx.batch("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0").await?;
        // Two nodes that start at once must not both migrate. The number is ours alone: "keylink".
        tx.batch("SELECT pg_advisory_xact_lock(30239478152555883)").await?;
    }
    batch(tx, TABLE).await?;
    let found: i64 = match tx.query_opt(NEWEST, values![]).await? {
        Some(mut row) => row.take()?,
        None => 0,
    };
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(Error::Newer { found, known });
    }
    for (number, (name, text)) in (1i64..).zip(MIGRATIONS) {
        if number > found {
            batch(tx, text).await?;
            tx.execute(APPLIED, values![number, *name, now]).await?;
            tracing::debug!(migration = *name, "database migrated");
        }
    }
    if found < known {
        tracing::info!(from = found, to = known, "database migrated");
    }
    Ok(())
}

async fn batch(tx: &mut Tx, text: &str) -> Result<()> {
    match tx {
        Tx::Sqlite(tx) => tx.batch(&Dialect::Sqlite.migration(text)),
        Tx::Postgres(tx) => tx.batch(&Dialect::Postgres.migration(text)).await,
    }
}
