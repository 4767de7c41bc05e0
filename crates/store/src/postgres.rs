//! PostgreSQL: a pool of connections, one transaction on one of them, and arrays for many rows at once.
//!
//! A statement whose answer nobody needs is owed: it goes out with the next question, or with the
//! commit, in the order in which it was given. So a batch of presses takes two waits on the server:
//! one until the facts are there, one until all is on its disk.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use futures_util::FutureExt;
use futures_util::future::{join, join_all};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type};
use tokio_postgres::{NoTls, Statement};
use uuid::Uuid;

use crate::dialect::Dialect;
use crate::error::{Error, Result};
use crate::store::BoxFuture;
use crate::tx::{Question, Tx};
use crate::value::{Row, Value};

/// Connections of one node for page views and lists.
const FOR_READS: usize = 5;
/// Connections of one node for changes, which wait for one another within an organization.
const FOR_CHANGES: usize = 7;
/// Connections of one node for presses and their outcomes alone: two for the ledger's pages, the others for what is
/// tried alone, and for commits that are not confirmed yet.
const FOR_PRESSES: usize = 14;

/// How a transaction that writes begins. Each statement sees what was committed when it begins, whatever the server's own
/// settings say: facts are read after the locks were waited for. Nothing may wait without end for a lock that another node
/// holds, perhaps one that lost its power: one stuck row must not stop every door. Statements keep their
/// plans: to think about a press's ten tables anew takes the server longer than to read them.
pub(crate) const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '4s'; \
    SET LOCAL idle_in_transaction_session_timeout = '5s'";
/// How a transaction that reads begins.
pub(crate) const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = '10s'";
/// How long to wait for a connection, a new one or one of the pool.
const CONNECT: Duration = Duration::from_secs(4);

/// How long to wait until a commit is confirmed, which no timeout of the server bounds: where a synchronous
/// standby is away, it waits for ever.
const CONFIRM: Duration = Duration::from_secs(4);
/// After how long without any sign the server's machine is asked for one, how often it is asked again, and after how long
/// without an acknowledgement it is given up, and with it what waits for its answers.
const SILENT: Duration = Duration::from_secs(4);
const ASK_AGAIN: Duration = Duration::from_secs(2);
const GONE: Duration = Duration::from_secs(10);
/// How long presses may take until their commit is sent. The server's own limits are shorter; this one is for a server that
/// has gone silent with a question in its hands, because whatever the ledger waits for, all doors wait for.
const PRESSES: Duration = Duration::from_secs(5);

/// A transaction on PostgreSQL.
pub struct PostgresTx {
    client: Object,
    owed: Vec<Owed>,
}

/// A statement that is to be sent with what comes next. If it fails, so does what comes next, and the
/// transaction with it.
enum Owed {
    Text(String),
    Rows(Statement, Vec<Vec<Value>>),
}

impl Owed {
    async fn send(&self, client: &Object) -> Result<()> {
        match self {
            Self::Text(text) => client.batch_execute(text).await?,
            Self::Rows(statement, columns) => drop(client.execute(statement, &refer(columns)).await?),
        }
        Ok(())
    }
}

/// Sends all of it at once, in order, and waits for all of it.
async fn pay(client: &Object, owed: &[Owed]) -> Result<()> {
    join_all(owed.iter().map(|one| one.send(client))).await.into_iter().collect()
}

fn refer<T: ToSql + Sync>(params: &[T]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|param| param as &(dyn ToSql + Sync)).collect()
}

/// A statement as PostgreSQL reads it. Each is translated once, and so few are there that all are kept.
fn translated(sql: &'static str) -> Arc<str> {
    /// By where a statement stands in the program.
    type Known = HashMap<(usize, usize), Arc<str>>;
    static KNOWN: LazyLock<RwLock<Known>> = LazyLock::new(RwLock::default);
    let place = (sql.as_ptr().addr(), sql.len());
    if let Some(known) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(&place) {
        return Arc::clone(known);
    }
    let text: Arc<str> = Dialect::Postgres.statement(sql).into();
    KNOWN.write().unwrap_or_else(PoisonError::into_inner).insert(place, Arc::clone(&text));
    text
}

impl PostgresTx {
    fn new(client: Object, begin: &str) -> Self {
        Self { client, owed: vec![Owed::Text(begin.to_owned())] }
    }

    /// Has the statement sent, for all rows at once, with whatever comes next.
    pub(crate) async fn owe_rows(&mut self, sql: &'static str, rows: Vec<Vec<Value>>) -> Result<()> {
        let statement = self.prepare(sql).await?;
        self.owed.push(Owed::Rows(statement, turn(rows)));
        Ok(())
    }

    pub(crate) async fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64> {
        let statement = self.prepare(sql).await?;
        self.change(&statement, &refer(params)).await
    }

    pub(crate) async fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>> {
        let statement = self.prepare(sql).await?;
        let rows = self.ask(&statement, &refer(params)).await?;
        rows.iter().map(|row| Ok(Row::new(cells(row)?))).collect()
    }

    pub(crate) async fn execute_rows(&mut self, sql: &'static str, rows: Vec<Vec<Value>>) -> Result<u64> {
        let statement = self.prepare(sql).await?;
        self.change(&statement, &refer(&turn(rows))).await
    }

    pub(crate) async fn query_rows(&mut self, sql: &'static str, rows: Vec<Vec<Value>>) -> Result<Vec<(usize, Row)>> {
        let statement = self.prepare(sql).await?;
        let rows = self.ask(&statement, &refer(&turn(rows))).await?;
        rows.iter().map(numbered).collect()
    }

    /// Asks all of it at once, in order.
    pub(crate) async fn query_rows_together(&mut self, questions: Vec<Question>) -> Result<Vec<Vec<(usize, Row)>>> {
        let mut asked = Vec::with_capacity(questions.len());
        for (sql, rows) in questions {
            asked.push((self.prepare(sql).await?, turn(rows)));
        }
        let owed = std::mem::take(&mut self.owed);
        let answers = asked.iter().map(async |(statement, columns)| {
            let rows = self.client.query(statement, &refer(columns)).await?;
            rows.iter().map(numbered).collect::<Result<Vec<_>>>()
        });
        let (paid, answers) = join(pay(&self.client, &owed), join_all(answers)).await;
        paid?;
        answers.into_iter().collect()
    }

    async fn ask(&mut self, statement: &Statement, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<tokio_postgres::Row>> {
        let owed = std::mem::take(&mut self.owed);
        let (paid, rows) = join(pay(&self.client, &owed), self.client.query(statement, params)).await;
        paid?;
        Ok(rows?)
    }

    async fn change(&mut self, statement: &Statement, params: &[&(dyn ToSql + Sync)]) -> Result<u64> {
        let owed = std::mem::take(&mut self.owed);
        let (paid, changed) = join(pay(&self.client, &owed), self.client.execute(statement, params)).await;
        paid?;
        Ok(changed?)
    }

    async fn prepare(&self, sql: &'static str) -> Result<Statement> {
        Ok(self.client.prepare_cached(&translated(sql)).await?)
    }

    pub(crate) async fn batch(&mut self, sql: &str) -> Result<()> {
        let owed = std::mem::take(&mut self.owed);
        let (paid, done) = join(pay(&self.client, &owed), self.client.batch_execute(sql)).await;
        paid?;
        Ok(done?)
    }

    /// Holds each of `keys` until the transaction ends. They are taken in order, so that two
    /// transactions never wait for each other.
    pub(crate) fn hold(&mut self, mut keys: Vec<i64>) {
        keys.sort_unstable();
        keys.dedup();
        let locks: Vec<String> = keys.iter().map(|key| format!("pg_advisory_xact_lock({key})")).collect();
        self.owed.push(Owed::Text(format!("SELECT {}", locks.join(", "))));
    }

    /// Holds these organizations' rights against decisions until the transaction ends, in order.
    pub(crate) fn hold_rights(&mut self, mut organizations: Vec<Uuid>) {
        organizations.sort_unstable();
        organizations.dedup();
        for organization in organizations {
            let lock = format!("SELECT pg_advisory_xact_lock(hashtextextended('{organization}', 0))");
            self.owed.push(Owed::Text(lock));
        }
    }

    /// As [`PostgresTx::end`], but waits no longer than [`CONFIRM`]. What goes on without us keeps its connection
    /// until the server has answered: so there are never more of such than the pool has connections.
    async fn finish(self, commit: bool) -> Result<()> {
        let mut ending = Box::pin(self.end(commit));
        let Ok(ended) = tokio::time::timeout(CONFIRM, &mut ending).await else {
            tokio::spawn(ending);
            return Err(Error::InDoubt);
        };
        ended
    }

    /// Commits what was done, or leaves nothing of it. A connection that can do neither is thrown away.
    async fn end(self, commit: bool) -> Result<()> {
        let Self { client, owed } = self;
        let ended = if commit {
            let (paid, ended) = join(pay(&client, &owed), client.batch_execute("COMMIT")).await;
            // The commit of a transaction that failed before is no error to the server, and commits nothing.
            paid.and(ended.map_err(Error::from)).map_err(Error::of_commit)
        } else {
            client.batch_execute("ROLLBACK").await.map_err(Error::from)
        };
        if ended.is_err() {
            drop(Object::take(client));
        }
        ended
    }

    pub(crate) async fn check(&self, sql: &'static str) -> Result<()> {
        self.prepare(sql).await.map(drop)
    }
}

/// What comes of it, unless it takes longer than that.
async fn within<T>(patience: Option<Duration>, doing: impl Future<Output = T>) -> Option<T> {
    match patience {
        Some(patience) => tokio::time::timeout(patience, doing).await.ok(),
        None => Some(doing.await),
    }
}

/// Rows into columns: one array per parameter.
fn turn(rows: Vec<Vec<Value>>) -> Vec<Vec<Value>> {
    let width = rows.first().map_or(0, Vec::len);
    let mut columns: Vec<Vec<Value>> = (0..width).map(|_| Vec::with_capacity(rows.len())).collect();
    for row in rows {
        for (column, cell) in columns.iter_mut().zip(row) {
            column.push(cell);
        }
    }
    columns
}

fn cells(row: &tokio_postgres::Row) -> Result<Vec<Value>> {
    (0..row.len()).map(|i| Ok(row.try_get::<_, Value>(i)?)).collect()
}

/// A row that ends with its running number.
fn numbered(row: &tokio_postgres::Row) -> Result<(usize, Row)> {
    let mut cells = cells(row)?;
    let Some(Value::Int(number)) = cells.pop() else { return Err(Error::Unreadable { what: "a row's number" }) };
    let index = usize::try_from(number - 1).map_err(|_| Error::Unreadable { what: "a row's number" })?;
    Ok((index, Row::new(cells)))
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut tokio_postgres::types::private::BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Bool(b) => b.to_sql(kind, out),
            Self::Int(i) if *kind == Type::INT4 => i32::try_from(*i)?.to_sql(kind, out),
            Self::Int(i) => i.to_sql(kind, out),
            Self::Text(text) => text.as_ref().to_sql(kind, out),
            Self::Uuid(uuid) => uuid.to_sql(kind, out),
            Self::Bytes(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}

impl FromSql<'_> for Value {
    fn from_sql(kind: &Type, raw: &[u8]) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(match *kind {
            Type::BOOL => Self::Bool(bool::from_sql(kind, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(kind, raw)?.into()),
            Type::INT8 => Self::Int(i64::from_sql(kind, raw)?),
            Type::UUID => Self::Uuid(Uuid::from_sql(kind, raw)?),
            Type::BYTEA => Self::Bytes(Vec::from_sql(kind, raw)?),
            _ => Self::Text(String::from_sql(kind, raw)?.into()),
        })
    }

    fn from_sql_null(_: &Type) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Whose connections a transaction takes: many slow changes must keep neither presses waiting nor who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Page views and lists.
    Reads,
    /// Changes.
    Changes,
    /// Presses and their outcomes.
    Presses,
}

/// The PostgreSQL database.
#[derive(Clone)]
pub(crate) struct Postgres {
    reads: Pool,
    changes: Pool,
    presses: Pool,
}

impl Postgres {
    /// Makes the pools; connections come when they are needed.
    pub(crate) fn open(url: &str) -> Result<Self> {
        let mut config: tokio_postgres::Config = url.parse()?;
        config.connect_timeout(CONNECT).keepalives_idle(SILENT).keepalives_interval(ASK_AGAIN).keepalives_retries(3);
        config.tcp_user_timeout(GONE);
        let pool = |connections| {
            let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
            Pool::builder(Manager::from_config(config.clone(), NoTls, recycling))
                .max_size(connections)
                .runtime(Runtime::Tokio1)
                .wait_timeout(Some(CONNECT))
                .create_timeout(Some(CONNECT))
                .build()
                .map_err(|_| Error::Closed)
        };
        Ok(Self { reads: pool(FOR_READS)?, changes: pool(FOR_CHANGES)?, presses: pool(FOR_PRESSES)? })
    }

    /// Refreshes the server's statistics of the tables that a press reads; not of those that somebody else works on.
    pub(crate) async fn analyze(&self) -> Result<()> {
        const TABLES: &str = "BEGIN; SET LOCAL lock_timeout = '1s'; SET LOCAL statement_timeout = '60s'; \
            ANALYZE (SKIP_LOCKED) organizations, sites, controllers, doors, users, credentials, schedules, \
            accesses, group_members, links, link_doors, unlocks, events; COMMIT";
        let client = self.changes.get().await?;
        let done = client.batch_execute(TABLES).await;
        if done.is_err() {
            // It may stand in the middle of a transaction.
            drop(Object::take(client));
        }
        Ok(done?)
    }

    /// Runs `todo` in a transaction. It runs as a task of its own: a caller that goes away does not
    /// leave half a transaction on a connection.
    pub(crate) async fn transact<F, T, E>(&self, lane: Lane, begin: &'static str, todo: F) -> std::result::Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, std::result::Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (pool, patience) = match lane {
            Lane::Reads => (self.reads.clone(), None),
            Lane::Changes => (self.changes.clone(), None),
            Lane::Presses => (self.presses.clone(), Some(PRESSES)),
        };
        let task = tokio::spawn(async move {
            let client = pool.get().await.map_err(Error::from)?;
            let mut tx = Tx::Postgres(PostgresTx::new(client, begin));
            // A fault of the program must not hand a connection back with half a transaction on it.
            let doing = AssertUnwindSafe(todo(&mut tx)).catch_unwind();
            let done = within(patience, doing).await;
            let Tx::Postgres(tx) = tx else { return Err(Error::Closed.into()) };
            let Some(done) = done else {
                // No commit was sent, so that nothing of it stands; and nobody waits for a farewell.
                drop(Object::take(tx.client));
                return Err(Error::Silent.into());
            };
            let done = done.unwrap_or_else(|_| Err(Error::Fault.into()));
            tx.finish(done.is_ok()).await?;
            done
        });
        task.await.unwrap_or_else(|_| Err(Error::Closed.into()))
    }
}
