//! The figures, as a table for people and as JSON for programs.

use std::io::Write;

use comfy_table::{CellAlignment, Table};
use serde::Serialize;

use crate::failure::Failure;

/// One row of figures.
#[derive(Debug, Clone, Serialize)]
pub struct Figures {
    /// What was measured.
    pub name: &'static str,
    /// How many at once.
    pub clients: usize,
    /// How many a second.
    pub per_s: f64,
    /// Half of them took no longer, in milliseconds.
    pub p50_ms: f64,
    /// All but one in a hundred took no longer, in milliseconds.
    pub p99_ms: f64,
    /// The server's processor time for each, in microseconds, the database's server not counted.
    pub cpu_us: f64,
    /// The server's resident memory before the load, in MB.
    pub idle_rss_mb: f64,
    /// The server's resident memory at the load's end, in MB.
    pub rss_mb: f64,
    /// `per_s` beside the ceiling's at as many clients, in the same run.
    pub ratio: Option<f64>,
}

#[derive(Serialize)]
struct Rows<'a> {
    rows: &'a [Figures],
}

/// Prints all rows.
///
/// # Errors
/// When standard output is closed.
pub fn print(rows: &[Figures], json: bool) -> Result<(), Failure> {
    if json {
        return say(&serde_json::to_string_pretty(&Rows { rows })?);
    }
    let mut table = Table::new();
    table.load_style(comfy_table::presets::UTF8_FULL_CONDENSED);
    table.set_header([
        "what",
        "clients",
        "per second",
        "p50 ms",
        "p99 ms",
        "CPU µs",
        "idle MB",
        "load MB",
        "of the ceiling",
    ]);
    for row in rows {
        table.add_row([
            row.name.to_owned(),
            row.clients.to_string(),
            format!("{:.0}", row.per_s),
            format!("{:.2}", row.p50_ms),
            format!("{:.2}", row.p99_ms),
            format!("{:.0}", row.cpu_us),
            format!("{:.1}", row.idle_rss_mb),
            format!("{:.1}", row.rss_mb),
            row.ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.3}")),
        ]);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    say(&table.to_string())
}

/// A line for whoever runs the benchmark.
///
/// # Errors
/// When standard output is closed.
pub fn say(line: &str) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout().lock(), "{line}")?)
}

/// A line beside the figures.
pub fn complain(line: &str) {
    // With standard error gone there is nobody left to tell.
    drop(writeln!(std::io::stderr().lock(), "{line}"));
}
