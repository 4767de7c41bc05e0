//! SQLite: one writer's thread with group commit, a thread that syncs, and a few that read.
//!
//! The writer takes every job that waits and runs them in one transaction, while the disk keeps the group before. It commits
//! once, the disk is synced, and only then are they all answered. A job that fails is undone alone, by its
//! savepoint; a commit that fails fails them all, and nothing of theirs was written. Jobs that share
//! their fate have no savepoint, which would copy each page that they change.

mod checkpoint;
mod group;
mod job;
mod reader;
mod stepped;
mod sync;
mod writer;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use tokio::sync::{mpsc, watch};
use uuid::Uuid;

use self::job::{Call, hand_over};
use self::sync::Keeper;
use crate::dialect::Dialect;
use crate::error::{Error, Result};
use crate::store::BoxFuture;
use crate::tx::Tx;
use crate::value::{Row, Value};

pub(crate) use job::Fate;
pub use stepped::{Disk, Point, Steps};

/// How many jobs may wait before callers are made to wait themselves.
const QUEUE: usize = 4096;
/// How many KB of pages the writer keeps. More is slower where the database is smaller than 1 GB: a tree that was
/// balanced lets SQLite walk through its whole cache at the commit (`sqlite3PcacheTruncate`: pages are sorted under
/// numbers from 1 GB on for a moment). Negative: KB, not pages.
const WRITER_CACHE: i64 = -8_000;
/// The same where the database is larger than that: each link that is pressed stands on pages of its own.
const WRITER_CACHE_LARGE: i64 = -48_000;
/// From so many bytes on a database is large.
const LARGE: u64 = 1 << 30;
/// How many KB of pages each reader keeps; the system keeps the rest.
const READER_CACHE: i64 = -1_000;
/// How long another program's transaction is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// Threads that read: page views and lists. A slow list must not hold up a guest's page.
const READERS: usize = 4;

/// A transaction on SQLite.
pub struct SqliteTx {
    connection: Connection,
    /// Statements as SQLite reads them, by the place of the constant that they come from.
    translated: HashMap<(usize, usize), String>,
}

impl SqliteTx {
    fn new(connection: Connection) -> Self {
        connection.set_prepared_statement_cache_capacity(256);
        Self { connection, translated: HashMap::new() }
    }

    pub(crate) fn execute(&mut self, sql: &'static str, params: Vec<Value>) -> Result<u64> {
        let changed = self.prepare(sql)?.execute(rusqlite::params_from_iter(params))?;
        Ok(u64::try_from(changed).unwrap_or(u64::MAX))
    }

    pub(crate) fn query(&mut self, sql: &'static str, params: Vec<Value>) -> Result<Vec<Row>> {
        answers(&mut *self.prepare(sql)?, params)
    }

    /// Runs the statement once for each row, looked up once for all.
    pub(crate) fn execute_rows(&mut self, sql: &'static str, rows: Vec<Vec<Value>>) -> Result<u64> {
        let mut statement = self.prepare(sql)?;
        let mut changed = 0;
        for row in rows {
            changed += statement.execute(rusqlite::params_from_iter(row))?;
        }
        Ok(u64::try_from(changed).unwrap_or(u64::MAX))
    }

    /// Asks the question once for each row; each answer comes with the index of its row.
    pub(crate) fn query_rows(&mut self, sql: &'static str, rows: Vec<Vec<Value>>) -> Result<Vec<(usize, Row)>> {
        let mut statement = self.prepare(sql)?;
        let mut all = Vec::with_capacity(rows.len());
        for (index, row) in rows.into_iter().enumerate() {
            all.extend(answers(&mut statement, row)?.into_iter().map(|answer| (index, answer)));
        }
        Ok(all)
    }

    fn prepare(&mut self, sql: &'static str) -> Result<rusqlite::CachedStatement<'_>> {
        let place = (sql.as_ptr().addr(), sql.len());
        let text = self.translated.entry(place).or_insert_with(|| Dialect::Sqlite.statement(sql));
        Ok(self.connection.prepare_cached(text)?)
    }

    /// Runs a statement of the transaction itself.
    fn control(&self, sql: &str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(sql)?.raw_execute().map(drop)
    }
}

fn answers(statement: &mut rusqlite::Statement<'_>, params: Vec<Value>) -> Result<Vec<Row>> {
    let width = statement.column_count();
    let mut rows = statement.query(rusqlite::params_from_iter(params))?;
    let mut answers = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Vec::with_capacity(width);
        for i in 0..width {
            cells.push(read(row.get_ref(i)?));
        }
        answers.push(Row::new(cells));
    }
    Ok(answers)
}

fn read(cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(i) => Value::Int(i),
        // No column is a float; one that is would be refused by its reader.
        ValueRef::Real(_) => Value::Null,
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned().into()),
        // Ids are the commonest cells by far; what is no id is read back as bytes.
        ValueRef::Blob(bytes) => Uuid::from_slice(bytes).map_or_else(|_| Value::Bytes(bytes.to_vec()), Value::Uuid),
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Bool(b) => ValueRef::Integer(i64::from(*b)),
            Self::Int(i) => ValueRef::Integer(*i),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Uuid(uuid) => ValueRef::Blob(uuid.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// The SQLite database: hand it jobs, it commits them.
#[derive(Clone)]
pub(crate) struct Sqlite {
    writer: mpsc::Sender<Call>,
    readers: mpsc::Sender<Call>,
    /// Whether the disk failed; none in a simulation.
    failure: Option<watch::Receiver<bool>>,
}

impl Sqlite {
    /// Opens or makes the database file and starts the threads.
    pub(crate) fn open(path: &Path) -> Result<(Self, Vec<std::thread::JoinHandle<()>>)> {
        let mut connection = connect(path, false)?;
        checkpoint::begin_anew(&connection, PATIENCE)?;
        let (writer, calls) = mpsc::channel(QUEUE);
        let (disk, progress, sync) = Keeper::new(path.to_owned(), writer.downgrade());
        let (log, copy) = checkpoint::share(&mut connection, connect(path, false)?, Arc::clone(&progress))?;
        let tx = SqliteTx::new(connection);
        let mut threads = vec![
            spawn("store-copier", copy)?,
            spawn("store-disk", sync)?,
            spawn("store-writer", move || writer::write_loop(tx, calls, &disk, &log))?,
        ];
        let (readers, calls) = mpsc::channel(QUEUE);
        let calls = Arc::new(Mutex::new(calls));
        for number in 0..READERS {
            let tx = SqliteTx::new(connect(path, true)?);
            let (calls, progress) = (Arc::clone(&calls), Arc::clone(&progress));
            threads.push(spawn(&format!("store-reader-{number}"), move || reader::read_loop(tx, &calls, &progress))?);
        }
        Ok((Self { writer, readers, failure: Some(progress.failure()) }, threads))
    }

    pub(crate) fn failure(&self) -> Option<watch::Receiver<bool>> {
        self.failure.clone()
    }

    pub(crate) async fn write<F, T, E>(&self, fate: Fate, todo: F) -> std::result::Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, std::result::Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        hand_over(&self.writer, fate, todo).await
    }

    pub(crate) async fn read<F, T, E>(&self, todo: F) -> std::result::Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, std::result::Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        hand_over(&self.readers, Fate::Alone, todo).await
    }
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<std::thread::JoinHandle<()>> {
    std::thread::Builder::new().name(name.to_owned()).spawn(body).map_err(|_| Error::Closed)
}

/// A database that is made now is its owner's alone; the files beside it follow. One that is there keeps what its owner gave it,
/// and whether it can be opened at all is SQLite's to say.
#[cfg(unix)]
fn keep_private(path: &Path) {
    use std::os::unix::fs::OpenOptionsExt as _;
    drop(std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path));
}

#[cfg(not(unix))]
fn keep_private(_path: &Path) {}

fn connect(path: &Path, read_only: bool) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    keep_private(path);
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A commit is on the disk before anybody is told of it (invariant 1): by the thread of `sync`, which syncs what
    // SQLite with this setting leaves to the next checkpoint.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // A statement keeps the plan that it was prepared with, whatever its parameters are.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // What a savepoint may have to undo is kept in memory, not in a file beside.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cache_size", if read_only { READER_CACHE } else { writer_cache(path) })?;
    connection.pragma_update(None, "query_only", read_only)?;
    Ok(connection)
}

fn writer_cache(path: &Path) -> i64 {
    let is_large = std::fs::metadata(path).is_ok_and(|file| file.len() > LARGE);
    if is_large { WRITER_CACHE_LARGE } else { WRITER_CACHE }
}

/// Migrations and the preparing test need the bare connection.
impl SqliteTx {
    pub(crate) fn batch(&self, sql: &str) -> Result<()> {
        Ok(self.connection.execute_batch(sql)?)
    }

    pub(crate) fn check(&mut self, sql: &'static str) -> Result<()> {
        self.prepare(sql).map(drop)
    }
}
