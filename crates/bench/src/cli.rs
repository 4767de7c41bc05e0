//! What can be asked of the benchmark.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Measures how fast doors open, beside an empty request on the same machine.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES)]
pub struct Arguments {
    /// What to run instead of measuring.
    #[command(subcommand)]
    pub task: Option<Task>,
    /// What to measure.
    #[command(flatten)]
    pub measure: Measure,
}

const EXAMPLES: &str = "Examples:
  script/bench                                everything but the long fills
  script/bench --only ceiling,sqlite --clients 64 --seconds 10
  script/bench --only sqlite,sqlite-large     a thousand links beside a million (the first fill takes some minutes)
  script/bench --only sqlite,sqlite-flood --clients 64    beside a flood of wrong secrets
  script/bench --json > figures.json";

/// The benchmark's other halves, started by itself.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Serves the empty request that everything is measured against.
    #[command(hide = true)]
    Ceiling,
}

/// What to measure.
#[derive(Debug, Args)]
pub struct Measure {
    /// The rows to measure; all that need no long fill unless named.
    #[arg(long, value_delimiter = ',')]
    pub only: Vec<Row>,
    /// How many guests press at once.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 64, 256])]
    pub clients: Vec<usize>,
    /// How long each figure is measured, after one second of warming up.
    #[arg(long, default_value_t = 5)]
    pub seconds: u64,
    /// Writes the figures as JSON to standard output.
    #[arg(long)]
    pub json: bool,
    /// The program to measure; the one beside this one unless named.
    #[arg(long)]
    pub program: Option<PathBuf>,
    /// Where databases are kept between runs.
    #[arg(long, default_value = "target/bench")]
    pub keep: PathBuf,
    /// Links in the large database.
    #[arg(long, default_value_t = 1_000_000)]
    pub large_links: u64,
    /// Events in the large database.
    #[arg(long, default_value_t = 10_000_000)]
    pub large_events: u64,
    /// The address of a PostgreSQL in which the benchmark may make databases.
    #[arg(long, env = "KEYLINK_TEST_POSTGRES", hide_env_values = true)]
    pub postgres: Option<String>,
    /// A library that is loaded into the program and makes each fsync slower (script/bench makes it).
    #[arg(long, env = "KEYLINK_BENCH_SLOW_DISK")]
    pub slow_disk: Option<PathBuf>,
}

/// One kind of figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Row {
    /// An empty request: the fastest that the web server alone can be.
    Ceiling,
    /// One row of the log made durable, without anything else.
    Commit,
    /// Openings on SQLite with a thousand links.
    Sqlite,
    /// Openings on PostgreSQL with a thousand links.
    Postgres,
    /// Openings on SQLite with a million links and ten million events.
    SqliteLarge,
    /// Openings on SQLite with 5 ms more for each fsync.
    SqliteSlowDisk,
    /// Openings on SQLite beside as many strangers who try wrong secrets, each from another address.
    SqliteFlood,
}

impl Row {
    /// Its name in the figures.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ceiling => "ceiling",
            Self::Commit => "commit",
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
            Self::SqliteLarge => "sqlite-large",
            Self::SqliteSlowDisk => "sqlite-slow-disk",
            Self::SqliteFlood => "sqlite-flood",
        }
    }
}
