//! A transaction on either database, as every store function takes it.

use keylink_domain::id::OrganizationId;

use crate::error::{Error, Result};
use crate::postgres::PostgresTx;
use crate::sqlite::SqliteTx;
use crate::value::{Row, Value};

/// A statement with a `{rows ..}` table, and the rows.
pub(crate) type Question = (&'static str, Vec<Vec<Value>>);

/// A transaction under way.
pub enum Tx {
    /// On the SQLite thread.
    #[doc(hidden)]
    Sqlite(SqliteTx),
    /// On a PostgreSQL connection.
    #[doc(hidden)]
    Postgres(PostgresTx),
}

impl Tx {
    /// Runs a statement that answers no rows; tells how many rows it changed.
    pub(crate) async fn execute(&mut self, sql: &'static str, params: Vec<Value>) -> Result<u64> {
        match self {
            Self::Sqlite(tx) => tx.execute(sql, params),
            Self::Postgres(tx) => tx.execute(sql, &params).await,
        }
    }

    /// Runs a statement that answers rows.
    pub(crate) async fn query(&mut self, sql: &'static str, params: Vec<Value>) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite(tx) => tx.query(sql, params),
            Self::Postgres(tx) => tx.query(sql, &params).await,
        }
    }

    /// Runs a statement that answers one row or none.
    pub(crate) async fn query_opt(&mut self, sql: &'static str, params: Vec<Value>) -> Result<Option<Row>> {
        Ok(self.query(sql, params).await?.into_iter().next())
    }

    /// Runs a statement with a `{rows ..}` table for all `rows` at once: one round trip on
    /// PostgreSQL, a prepared statement per row on SQLite. Tells how many rows it changed.
    pub(crate) async fn execute_rows(&mut self, sql: &'static str, rows: Vec<Vec<Value>>) -> Result<u64> {
        if rows.is_empty() {
            return Ok(0);
        }
        match self {
            Self::Sqlite(tx) => tx.execute_rows(sql, rows),
            Self::Postgres(tx) => tx.execute_rows(sql, rows).await,
        }
    }

    /// As [`Tx::execute_rows`], where nobody needs the count: on PostgreSQL it goes out with whatever comes
    /// next, at the latest with the commit, which then fails with it.
    pub(crate) async fn owe_rows(&mut self, sql: &'static str, rows: Vec<Vec<Value>>) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        match self {
            Self::Sqlite(tx) => tx.execute_rows(sql, rows).map(drop),
            Self::Postgres(tx) => tx.owe_rows(sql, rows).await,
        }
    }

    /// Runs a query with a `{rows ..}` table for all `rows` at once. The statement's last column is
    /// the table's running number `n`; each answer comes with the index of the row it belongs to.
    pub(crate) async fn query_rows(&mut self, sql: &'static str, rows: Vec<Vec<Value>>) -> Result<Vec<(usize, Row)>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        match self {
            Self::Sqlite(tx) => tx.query_rows(sql, rows),
            Self::Postgres(tx) => tx.query_rows(sql, rows).await,
        }
    }

    /// As [`Tx::query_rows`], several questions in one round trip.
    pub(crate) async fn query_rows_together<const N: usize>(
        &mut self,
        questions: [Question; N],
    ) -> Result<[Vec<(usize, Row)>; N]> {
        let mut answers = [const { Vec::new() }; N];
        match self {
            Self::Sqlite(tx) => {
                for (answer, (sql, rows)) in answers.iter_mut().zip(questions) {
                    if !rows.is_empty() {
                        *answer = tx.query_rows(sql, rows)?;
                    }
                }
            }
            Self::Postgres(tx) => {
                let asked = questions.into_iter().enumerate().filter(|(_, (_, rows))| !rows.is_empty());
                let (places, questions): (Vec<usize>, Vec<Question>) = asked.unzip();
                for (place, rows) in places.into_iter().zip(tx.query_rows_together(questions).await?) {
                    answers[place] = rows;
                }
            }
        }
        Ok(answers)
    }

    /// Whether others may write at the same time, so that rows read for a decision must be locked.
    /// SQLite has one writer at a time; its transactions begin with the lock on everything.
    pub(crate) const fn has_other_writers(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// Waits for the decisions under way in these organizations, and lets none begin until the transaction ends
    /// (`{hold rights of ..}` in `dialect`): for a change that may narrow rights, before its line gets its number.
    pub(crate) fn after_decisions(&mut self, organizations: impl Iterator<Item = OrganizationId>) {
        match self {
            Self::Sqlite(_) => {}
            Self::Postgres(tx) => tx.hold_rights(organizations.map(|id| id.uuid()).collect()),
        }
    }

    /// Lets no other transaction have the same of these things in hand until this one ends.
    pub(crate) fn one_by_one(&mut self, things: impl Iterator<Item = uuid::Uuid>) {
        match self {
            Self::Sqlite(_) => {}
            Self::Postgres(tx) => {
                let keys: Vec<i64> = things.map(|id| id.as_u64_pair().1.cast_signed()).collect();
                if !keys.is_empty() {
                    tx.hold(keys);
                }
            }
        }
    }

    /// Lets transactions that write to these organizations' logs commit one after the other: the log's
    /// numbers are given out at writing and seen at committing, and who follows the log must not be
    /// shown a greater number before a smaller one. SQLite has one writer anyway.
    pub(crate) fn in_order(&mut self, organizations: impl Iterator<Item = OrganizationId>) {
        self.one_by_one(organizations.map(|id| id.uuid()));
    }

    /// Fails unless exactly one row was changed.
    pub(crate) async fn execute_one(
        &mut self,
        sql: &'static str,
        params: Vec<Value>,
        what: &'static str,
    ) -> Result<()> {
        match self.execute(sql, params).await? {
            1 => Ok(()),
            _ => Err(Error::Unreadable { what }),
        }
    }
}
