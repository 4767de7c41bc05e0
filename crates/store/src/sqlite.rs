//! SQLite: one writer's thread with group commit, and a few threads that read.
//!
//! The writer takes every job that waits, runs them in one transaction, commits once with
//! `synchronous=FULL`, and only then answers them all. A job that fails is undone alone, by its
//! savepoint; a commit that fails fails them all, and nothing of theirs was written. Jobs that share
//! their fate have no savepoint, which would copy each page that they change.

mod stepped;

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::dialect::Dialect;
use crate::error::{Error, Result};
use crate::store::BoxFuture;
use crate::tx::Tx;
use crate::value::{Row, Value};

pub use stepped::{Disk, Point, Steps};

/// The most jobs that one commit takes along, so that the first of them never waits without end.
const GROUP: usize = 512;
/// How many jobs may wait before callers are made to wait themselves.
const QUEUE: usize = 4096;
/// The log of changes grows to so many pages (32 MB) before they are copied into the database. A copy costs the
/// writer some milliseconds to some tenths of a second, on a slow disk, so it should be seldom and not long.
const CHECKPOINT_PAGES: i64 = 8_192;
/// How many KB of pages the writer keeps. More is slower where the database is smaller than 1 GB: a tree that was
/// balanced lets SQLite walk through its whole cache at the commit (`sqlite3PcacheTruncate`: pages are sorted under
/// numbers from 1 GB on for a moment). Negative: KB, not pages.
const WRITER_CACHE: i64 = -8_000;
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
        let cells = (0..width).map(|i| Ok(read(row.get_ref(i)?))).collect::<Result<Vec<Value>>>()?;
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

/// What becomes of a group of jobs when one of them fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is undone alone.
    Alone,
    /// All of them are undone. For jobs that fail only where the database itself does.
    Shared,
}

/// Something to do in a transaction, and somebody who waits for the answer.
trait Job: Send {
    /// What becomes of the others when it fails.
    fn fate(&self) -> Fate;
    /// Does it; tells whether it may stay.
    fn run(&mut self, tx: &mut Tx) -> bool;
    /// Answers, once it is known whether the transaction stands.
    fn answer(self: Box<Self>, stands: std::result::Result<(), Error>);
}

struct Work<F, T, E> {
    fate: Fate,
    todo: Option<F>,
    done: Option<std::result::Result<T, E>>,
    reply: oneshot::Sender<std::result::Result<T, E>>,
}

impl<F, T, E> Job for Work<F, T, E>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, std::result::Result<T, E>> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn fate(&self) -> Fate {
        self.fate
    }

    fn run(&mut self, tx: &mut Tx) -> bool {
        let Some(todo) = self.todo.take() else { return false };
        // Every store function on SQLite is done when it is first polled.
        let done = todo(tx).now_or_never().unwrap_or_else(|| Err(Error::Waited.into()));
        let keep = done.is_ok();
        self.done = Some(done);
        keep
    }

    fn answer(self: Box<Self>, stands: std::result::Result<(), Error>) {
        let answer = match (self.done, stands) {
            // What failed by itself has a better reason than the group.
            (Some(Err(error)), _) => Err(error),
            (Some(Ok(done)), Ok(())) => Ok(done),
            (_, Err(error)) => Err(error.into()),
            (None, Ok(())) => Err(Error::Fault.into()),
        };
        // Whoever asked may have gone away; the change stands all the same.
        drop(self.reply.send(answer));
    }
}

/// The SQLite database: hand it jobs, it commits them.
#[derive(Clone)]
pub(crate) struct Sqlite {
    writer: mpsc::Sender<Box<dyn Job>>,
    readers: mpsc::Sender<Box<dyn Job>>,
}

impl Sqlite {
    /// Opens or makes the database file and starts the threads.
    pub(crate) fn open(path: &Path) -> Result<(Self, Vec<std::thread::JoinHandle<()>>)> {
        let writer_tx = SqliteTx::new(connect(path, false)?);
        let (writer, jobs) = mpsc::channel(QUEUE);
        let mut threads = vec![spawn("store-writer", move || write_loop(writer_tx, jobs))?];
        let (readers, jobs) = mpsc::channel(QUEUE);
        let jobs = Arc::new(Mutex::new(jobs));
        for number in 0..READERS {
            let tx = SqliteTx::new(connect(path, true)?);
            let jobs = Arc::clone(&jobs);
            threads.push(spawn(&format!("store-reader-{number}"), move || read_loop(tx, &jobs))?);
        }
        Ok((Self { writer, readers }, threads))
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

async fn hand_over<F, T, E>(queue: &mpsc::Sender<Box<dyn Job>>, fate: Fate, todo: F) -> std::result::Result<T, E>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, std::result::Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    let job = Box::new(Work { fate, todo: Some(todo), done: None, reply });
    queue.send(job).await.map_err(|_| E::from(Error::Closed))?;
    answer.await.unwrap_or_else(|_| Err(Error::Closed.into()))
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<std::thread::JoinHandle<()>> {
    std::thread::Builder::new().name(name.to_owned()).spawn(body).map_err(|_| Error::Closed)
}

fn connect(path: &Path, read_only: bool) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // Pages that are changed again and again are copied into the database once for many changes.
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    // FULL: a commit is on the disk before anybody is told of it (invariant 1).
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // A statement keeps the plan that it was prepared with, whatever its parameters are.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // What a savepoint may have to undo is kept in memory, not in a file beside.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cache_size", if read_only { -2_000 } else { WRITER_CACHE })?;
    connection.pragma_update(None, "query_only", read_only)?;
    Ok(connection)
}

fn write_loop(tx: SqliteTx, mut jobs: mpsc::Receiver<Box<dyn Job>>) {
    let mut tx = Tx::Sqlite(tx);
    while let Some(first) = jobs.blocking_recv() {
        let mut group = Vec::with_capacity(16);
        let stands = commit_group(&mut tx, first, &mut jobs, &mut group);
        answer_all(group, &stands);
    }
}

fn answer_all(group: Vec<Box<dyn Job>>, stands: &rusqlite::Result<()>) {
    for job in group {
        job.answer(match stands {
            Ok(()) => Ok(()),
            Err(error) => Err(Error::not_written(error)),
        });
    }
}

/// Runs `first` and every job that waits by then, and commits them together.
fn commit_group(
    tx: &mut Tx,
    first: Box<dyn Job>,
    jobs: &mut mpsc::Receiver<Box<dyn Job>>,
    group: &mut Vec<Box<dyn Job>>,
) -> rusqlite::Result<()> {
    let mut next = Some(first);
    if let Err(error) = control(tx, "BEGIN IMMEDIATE") {
        group.extend(next);
        return Err(error);
    }
    while let Some(mut job) = next {
        let kept = match job.fate() {
            Fate::Alone => run_in_savepoint(tx, job.as_mut()),
            Fate::Shared => run_bare(tx, job.as_mut()),
        };
        group.push(job);
        if let Err(error) = kept {
            control(tx, "ROLLBACK").or_else(|again| if is_autocommit(tx) { Ok(()) } else { Err(again) })?;
            return Err(error);
        }
        next = if group.len() < GROUP { jobs.try_recv().ok() } else { None };
    }
    control(tx, "COMMIT").inspect_err(|_| {
        // A commit that failed leaves the transaction open; it must not swallow the next group.
        if !is_autocommit(tx)
            && let Err(error) = control(tx, "ROLLBACK")
        {
            tracing::error!(%error, "a failed commit could not be rolled back");
        }
    })
}

/// Runs one job that takes the whole transaction along where it fails.
fn run_bare(tx: &mut Tx, job: &mut dyn Job) -> rusqlite::Result<()> {
    let keep = std::panic::catch_unwind(AssertUnwindSafe(|| job.run(tx))).unwrap_or(false);
    if is_autocommit(tx) {
        return Err(rolled_back());
    }
    if keep { Ok(()) } else { Err(taken_along()) }
}

/// SQLite by itself gave the transaction up, as it does on a full disk.
fn rolled_back() -> rusqlite::Error {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL);
    rusqlite::Error::SqliteFailure(code, Some("the transaction was rolled back".to_owned()))
}

/// One job failed for a reason of its own, which it told its caller; for all others nothing is wrong but that.
fn taken_along() -> rusqlite::Error {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ABORT);
    rusqlite::Error::SqliteFailure(code, Some("something that was to be written together with it failed".to_owned()))
}

/// Runs one job so that it can be undone alone. An error here is one of the whole transaction:
/// on a full disk SQLite rolls everything back by itself.
fn run_in_savepoint(tx: &mut Tx, job: &mut dyn Job) -> rusqlite::Result<()> {
    control(tx, "SAVEPOINT job")?;
    // One broken job must not take the writer, and with it every door, along.
    let keep = std::panic::catch_unwind(AssertUnwindSafe(|| job.run(tx))).unwrap_or(false);
    if is_autocommit(tx) {
        return Err(rolled_back());
    }
    if !keep {
        control(tx, "ROLLBACK TO job")?;
    }
    control(tx, "RELEASE job")
}

fn read_loop(tx: SqliteTx, jobs: &Mutex<mpsc::Receiver<Box<dyn Job>>>) {
    let mut tx = Tx::Sqlite(tx);
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
        let Some(mut job) = job else { return };
        let stands = read_once(&mut tx, job.as_mut());
        job.answer(stands.map_err(Error::from));
    }
}

/// One job in one snapshot.
fn read_once(tx: &mut Tx, job: &mut dyn Job) -> rusqlite::Result<()> {
    control(tx, "BEGIN")?;
    if std::panic::catch_unwind(AssertUnwindSafe(|| job.run(tx))).is_err() {
        tracing::error!("a reading job broke");
    }
    control(tx, "COMMIT")
}

fn control(tx: &Tx, sql: &str) -> rusqlite::Result<()> {
    match tx {
        Tx::Sqlite(tx) => tx.control(sql),
        Tx::Postgres(_) => Ok(()),
    }
}

fn is_autocommit(tx: &Tx) -> bool {
    match tx {
        Tx::Sqlite(tx) => tx.connection.is_autocommit(),
        Tx::Postgres(_) => false,
    }
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
