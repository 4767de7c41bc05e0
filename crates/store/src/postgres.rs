//! PostgreSQL: a pool of connections, one transaction on one of them, and arrays for many rows at once.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use futures_util::FutureExt;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type};
use tokio_postgres::{NoTls, Statement};
use uuid::Uuid;

use crate::dialect::Dialect;
use crate::error::{Error, Result};
use crate::store::BoxFuture;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// Connections of one node. The unlock path needs two; the rest are page views and lists.
const CONNECTIONS: usize = 16;

/// How a transaction that writes begins. Nothing may wait without end for a lock that another node
/// holds, perhaps one that lost its power: one stuck row must not stop every door.
pub(crate) const WRITE: &str = "BEGIN; SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '4s'; \
    SET LOCAL idle_in_transaction_session_timeout = '5s'";
/// How a transaction that reads begins.
pub(crate) const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = '10s'";
/// How long to wait for a connection, a new one or one of the pool.
const CONNECT: Duration = Duration::from_secs(4);

/// A transaction on PostgreSQL.
pub struct PostgresTx {
    client: Object,
}

impl PostgresTx {
    pub(crate) async fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64> {
        let statement = self.prepare(sql).await?;
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|p| p as &(dyn ToSql + Sync)).collect();
        Ok(self.client.execute(&statement, &params).await?)
    }

    pub(crate) async fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>> {
        let statement = self.prepare(sql).await?;
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|p| p as &(dyn ToSql + Sync)).collect();
        let rows = self.client.query(&statement, &params).await?;
        rows.iter().map(|row| Ok(Row::new(cells(row)?))).collect()
    }

    pub(crate) async fn execute_rows(&mut self, sql: &'static str, rows: Vec<Vec<Value>>) -> Result<u64> {
        let statement = self.prepare(sql).await?;
        let columns = turn(rows);
        let params: Vec<&(dyn ToSql + Sync)> = columns.iter().map(|p| p as &(dyn ToSql + Sync)).collect();
        Ok(self.client.execute(&statement, &params).await?)
    }

    pub(crate) async fn query_rows(&mut self, sql: &'static str, rows: Vec<Vec<Value>>) -> Result<Vec<(usize, Row)>> {
        let statement = self.prepare(sql).await?;
        let columns = turn(rows);
        let params: Vec<&(dyn ToSql + Sync)> = columns.iter().map(|p| p as &(dyn ToSql + Sync)).collect();
        let rows = self.client.query(&statement, &params).await?;
        rows.iter().map(numbered).collect()
    }

    async fn prepare(&self, sql: &'static str) -> Result<Statement> {
        Ok(self.client.prepare_cached(&Dialect::Postgres.statement(sql)).await?)
    }

    pub(crate) async fn batch(&self, sql: &str) -> Result<()> {
        Ok(self.client.batch_execute(sql).await?)
    }

    /// Holds each of `keys` until the transaction ends. They are taken in order, so that two
    /// transactions never wait for each other.
    pub(crate) async fn hold(&self, mut keys: Vec<i64>) -> Result<()> {
        keys.sort_unstable();
        keys.dedup();
        let locks: Vec<String> = keys.iter().map(|key| format!("pg_advisory_xact_lock({key})")).collect();
        self.batch(&format!("SELECT {}", locks.join(", "))).await
    }

    pub(crate) async fn check(&self, sql: &'static str) -> Result<()> {
        self.prepare(sql).await.map(drop)
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
            Self::Text(text) => text.to_sql(kind, out),
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
            _ => Self::Text(String::from_sql(kind, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// The PostgreSQL database.
#[derive(Clone)]
pub(crate) struct Postgres {
    pool: Pool,
}

impl Postgres {
    /// Makes the pool; connections come when they are needed.
    pub(crate) fn open(url: &str) -> Result<Self> {
        let mut config: tokio_postgres::Config = url.parse()?;
        config.connect_timeout(CONNECT);
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_config(config, NoTls, recycling);
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(CONNECT))
            .create_timeout(Some(CONNECT))
            .build()
            .map_err(|_| Error::Closed)?;
        Ok(Self { pool })
    }

    /// Runs `todo` in a transaction. It runs as a task of its own: a caller that goes away does not
    /// leave half a transaction on a connection.
    pub(crate) async fn transact<F, T, E>(&self, begin: &'static str, todo: F) -> std::result::Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, std::result::Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let pool = self.pool.clone();
        let task = tokio::spawn(async move {
            let client = pool.get().await.map_err(Error::from)?;
            client.batch_execute(begin).await.map_err(Error::from)?;
            let mut tx = Tx::Postgres(PostgresTx { client });
            // A fault of the program must not hand a connection back with half a transaction on it.
            let done = AssertUnwindSafe(todo(&mut tx)).catch_unwind().await;
            let Tx::Postgres(PostgresTx { client }) = tx else { return Err(Error::Closed.into()) };
            let done = done.unwrap_or_else(|_| Err(Error::Fault.into()));
            finish(client, done.is_ok()).await?;
            done
        });
        task.await.unwrap_or_else(|_| Err(Error::Closed.into()))
    }
}

/// Commits or rolls back; a connection that can do neither is thrown away.
async fn finish(client: Object, commit: bool) -> Result<()> {
    let end = if commit { "COMMIT" } else { "ROLLBACK" };
    match client.batch_execute(end).await {
        Ok(()) => Ok(()),
        Err(error) => {
            drop(Object::take(client));
            Err(error.into())
        }
    }
}
