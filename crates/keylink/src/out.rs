//! What the program says to the terminal: results on standard output, complaints on standard error.

use std::io::{self, Write};

use comfy_table::Table;
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use serde_json::Value;

/// A line on standard output.
///
/// # Errors
/// When nobody reads it any more.
pub fn say(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// A line on standard error. A closed one is nobody's trouble.
pub fn complain(line: &str) {
    if writeln!(io::stderr().lock(), "{line}").is_err() {
        tracing::debug!("standard error is closed");
    }
}

/// A JSON value on one line, for programs.
///
/// # Errors
/// When nobody reads it any more.
pub fn say_json(value: &Value) -> io::Result<()> {
    say(&value.to_string())
}

/// A table for people.
///
/// # Errors
/// When nobody reads it any more.
pub fn say_table(head: &[&str], rows: Vec<Vec<String>>) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY).set_header(head.iter().copied());
    for row in rows {
        table.add_row(row);
    }
    say(&table.to_string())
}
