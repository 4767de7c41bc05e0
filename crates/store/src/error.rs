//! What can go wrong with the database, in words that say what to do.

use tokio_postgres::error::SqlState;

/// The result of a store function.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// SQLite said no.
    #[error("the database said: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL said no.
    #[error("the database said: {}", postgres_words(.0))]
    Postgres(tokio_postgres::Error),
    /// Somebody else's transaction was in the way for too long.
    #[error("something else is being changed just now, so nothing was done; try again in a moment (the database said: {})", postgres_words(.0))]
    Busy(tokio_postgres::Error),
    /// No connection to PostgreSQL could be had.
    #[error("no connection to the database: {0}; check that PostgreSQL runs and that KEYLINK_DATABASE_URL is right")]
    Pool(#[from] deadpool_postgres::PoolError),
    /// Something with this name or number is there already.
    #[error("there is one already")]
    Taken,
    /// What is stored is not what the program writes.
    #[error("the database holds something unreadable in {what}")]
    Unreadable {
        /// Which column or value.
        what: &'static str,
    },
    /// The database was written by a newer program.
    #[error(
        "the database is at version {found}, this program knows versions up to {known}: use the newer program, or restore a backup made before the upgrade"
    )]
    Newer {
        /// The version in the database.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The settings name no database that Keylink can use.
    #[error("{url} is not a database address; use sqlite:PATH or postgres://USER@HOST/NAME")]
    BadUrl {
        /// What the settings say, without a password.
        url: String,
    },
    /// The group's transaction failed, so nothing of it was written.
    #[error("the change could not be written ({reason}), so nothing was changed; {hint}")]
    NotWritten {
        /// What the database said.
        reason: String,
        /// What to do.
        hint: &'static str,
    },
    /// The database did not confirm the commit in time.
    #[error(
        "the database did not confirm the change in time, so nobody knows yet whether it stands; look before you repeat it"
    )]
    InDoubt,
    /// The database did not answer a question in time; nothing was committed.
    #[error("the database does not answer, so nothing was done; check that PostgreSQL's machine can be reached")]
    Silent,
    /// The disk did not keep what was written to it.
    #[error("the disk failed, so nothing is read or written any more; look at the disk, then start the program again")]
    DiskFailed,
    /// The store is shutting down.
    #[error("the database is closed; the program is stopping")]
    Closed,
    /// A store function broke; a fault of the program. Nothing of its transaction was written.
    #[error("the program made a mistake, so nothing was changed; its log tells more")]
    Fault,
    /// A store function waited on something other than the database; a fault of the program.
    #[error("a store function waited where it must not")]
    Waited,
}

impl Error {
    /// Whether the change broke a unique index: somebody has that name, address or number.
    pub fn is_taken(&self) -> bool {
        match self {
            Self::Taken => true,
            Self::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) => {
                failure.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
                    || failure.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            }
            Self::Postgres(error) => error.code() == Some(&SqlState::UNIQUE_VIOLATION),
            _ => false,
        }
    }

    /// Whether what was to be written may stand all the same. It is not to be repeated blindly.
    pub const fn is_in_doubt(&self) -> bool {
        matches!(self, Self::InDoubt)
    }

    /// What the failure of a commit means. Where the server said why, nothing was committed; unless it was being shut
    /// down, which it says also where a standby alone had not confirmed yet. Where the connection broke, nobody knows.
    pub(crate) fn of_commit(self) -> Self {
        let may_stand = |code: &SqlState| code.code().starts_with("57P");
        match &self {
            Self::Postgres(error) if error.code().is_none_or(may_stand) => Self::InDoubt,
            _ => self,
        }
    }

    /// Whether another try is of use, once whatever was in the way is gone.
    pub const fn is_for_good(&self) -> bool {
        matches!(self, Self::DiskFailed | Self::Closed)
    }

    /// Whether there is no more to it than that somebody was in the way.
    pub const fn is_busy(&self) -> bool {
        matches!(self, Self::Busy(_))
    }

    /// What a failed write means to its caller: the database's words and a next step.
    pub(crate) fn not_written(error: &rusqlite::Error) -> Self {
        let code = error.sqlite_error_code();
        let hint = match code {
            Some(rusqlite::ErrorCode::DiskFull) => "free some space on the disk",
            Some(rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::CannotOpen) => {
                "check the rights on the data folder"
            }
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                "another program holds the database; stop it or wait"
            }
            Some(rusqlite::ErrorCode::OperationAborted) => "try again in a moment",
            _ => "look at the disk and the program's log",
        };
        Self::NotWritten { reason: error.to_string(), hint }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let in_the_way = [
            SqlState::LOCK_NOT_AVAILABLE,
            SqlState::T_R_DEADLOCK_DETECTED,
            SqlState::T_R_SERIALIZATION_FAILURE,
            SqlState::QUERY_CANCELED,
        ];
        if error.code().is_some_and(|code| in_the_way.contains(code)) {
            Self::Busy(error)
        } else {
            Self::Postgres(error)
        }
    }
}

/// tokio-postgres hides the server's sentence behind "db error"; people need it.
fn postgres_words(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(db) => format!("{} ({})", db.message(), db.code().code()),
        None => error.to_string(),
    }
}
