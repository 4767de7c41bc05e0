//! The store: opens a database by its address and runs store functions in transactions.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use crate::dialect::Dialect;
use crate::error::{Error, Result};
use crate::migrate;
use crate::postgres::{self, Lane, Postgres};
use crate::sqlite::{Fate, Sqlite, Steps};
use crate::tx::Tx;

/// What a store function's closure gives back.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Options {
    /// A file on this machine.
    Sqlite(PathBuf),
    /// A server; the text is its address, which may hold a password and is never logged.
    Postgres(String),
}

impl Options {
    /// Reads a database address: `sqlite:PATH` or `postgres://..`.
    ///
    /// # Errors
    /// When it is neither.
    pub fn parse(url: &str) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if !path.is_empty() {
                return Ok(Self::Sqlite(PathBuf::from(path)));
            }
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        let shown = url.split_once('@').map_or(url, |(_, host)| host);
        Err(Error::BadUrl { url: shown.to_owned() })
    }

    /// A statement of ours as this database reads it: for who asks the database how it would run it.
    pub fn statement(&self, sql: &str) -> String {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite.statement(sql),
            Self::Postgres(_) => Dialect::Postgres.statement(sql),
        }
    }
}

#[derive(Clone)]
enum Engine {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// The database, open. Clones share it.
#[derive(Clone)]
pub struct Store {
    engine: Engine,
    threads: Arc<Mutex<Vec<std::thread::JoinHandle<()>>>>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.engine {
            Engine::Sqlite(_) => "Store(sqlite)",
            Engine::Postgres(_) => "Store(postgres)",
        })
    }
}

impl Store {
    /// Opens the database and brings it to this program's version.
    ///
    /// # Errors
    /// When it cannot be opened, or was written by a newer program.
    pub async fn open(options: &Options, now: Timestamp) -> Result<Self> {
        let (engine, threads) = match options {
            Options::Sqlite(path) => {
                let (sqlite, threads) = Sqlite::open(path)?;
                (Engine::Sqlite(sqlite), threads)
            }
            Options::Postgres(url) => (Engine::Postgres(Postgres::open(url)?), Vec::new()),
        };
        let store = Self { engine, threads: Arc::new(Mutex::new(threads)) };
        store.write(move |tx| Box::pin(migrate::run(tx, now))).await?;
        Ok(store)
    }

    /// As [`Store::open`] on a file, for simulations: everything runs in tasks of the caller's runtime, in
    /// these steps.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_stepped(path: &Path, steps: Arc<dyn Steps>, now: Timestamp) -> Result<Self> {
        let engine = Engine::Sqlite(Sqlite::open_stepped(path, steps)?);
        let store = Self { engine, threads: Arc::default() };
        store.write(move |tx| Box::pin(migrate::run(tx, now))).await?;
        Ok(store)
    }

    /// Whether this program is the only one on the database, as it is on a file.
    pub const fn is_alone(&self) -> bool {
        matches!(self.engine, Engine::Sqlite(_))
    }

    /// Runs `todo` in a transaction and answers when it is durable. An `Err` undoes all of it.
    ///
    /// # Errors
    /// What `todo` says, or that the transaction could not be written.
    pub async fn write<F, T, E>(&self, todo: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.write(Fate::Alone, todo).await,
            Engine::Postgres(server) => server.transact(Lane::Common, postgres::WRITE, todo).await,
        }
    }

    /// Like [`Store::write`], for a press or its outcome: changes that wait for one another do not keep it
    /// waiting for a connection.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub(crate) async fn write_alone<F, T>(&self, todo: F) -> Result<T>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + 'static,
        T: Send + 'static,
    {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.write(Fate::Alone, todo).await,
            Engine::Postgres(server) => server.transact(Lane::Presses, postgres::WRITE, todo).await,
        }
    }

    /// Like [`Store::write_alone`], for many of them at once. Where it fails, what happens to be committed
    /// together with it may have failed too, so repeat each by itself.
    ///
    /// # Errors
    /// What `todo` says, or that the transaction could not be written.
    pub async fn write_together<F, T>(&self, todo: F) -> Result<T>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + 'static,
        T: Send + 'static,
    {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.write(Fate::Shared, todo).await,
            Engine::Postgres(server) => server.transact(Lane::Presses, postgres::WRITE, todo).await,
        }
    }

    /// Runs `todo` in a snapshot that can change nothing.
    ///
    /// # Errors
    /// What `todo` says, or that the database could not be read.
    pub async fn read<F, T, E>(&self, todo: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.read(todo).await,
            Engine::Postgres(postgres) => postgres.transact(Lane::Common, postgres::READ, todo).await,
        }
    }

    /// Done when the database's disk has failed: then nothing is read or written any more, and the program may as well end.
    /// Never where the database is on a server.
    pub fn disk_failure(&self) -> impl Future<Output = ()> + Send + use<> {
        let failure = match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.failure(),
            Engine::Postgres(_) => None,
        };
        async move {
            if let Some(mut failure) = failure
                && failure.wait_for(|failed| *failed).await.is_ok()
            {
                return;
            }
            std::future::pending().await
        }
    }

    /// Has the server look at what its tables hold now, so that its plans fit. Before it has looked, it
    /// takes an organization for some ten rows, and reads all of its log to find one press. SQLite's plans
    /// do not depend on it.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn look_at_tables(&self) -> Result<()> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(server) => server.analyze().await,
        }
    }

    /// Prepares one statement, as the preparing test does for all of them.
    ///
    /// # Errors
    /// What the database says of the statement.
    pub async fn check(&self, sql: &'static str) -> Result<()> {
        self.read(move |tx| {
            Box::pin(async move {
                match tx {
                    Tx::Sqlite(tx) => tx.check(sql),
                    Tx::Postgres(tx) => tx.check(sql).await,
                }
            })
        })
        .await
    }

    /// Lets go of the database and waits until its threads have ended. Other clones must be gone.
    pub async fn close(self) {
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        drop(self.engine);
        let ended = tokio::task::spawn_blocking(move || threads.into_iter().all(|thread| thread.join().is_ok())).await;
        if !matches!(ended, Ok(true)) {
            tracing::error!("a thread of the database ended badly");
        }
    }
}
