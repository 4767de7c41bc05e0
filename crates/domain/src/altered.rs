//! What a change altered, from what to what, for the log: kept beside a line, because names and addresses are personal.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One thing that a change altered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Altered {
    /// What: `name`, `doors`, `valid_until`, ...
    pub what: String,
    /// What it was.
    #[serde(default)]
    pub from: Value,
    /// What it is now.
    #[serde(default)]
    pub to: Value,
}

/// What a change altered, gathered part by part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alterations(Vec<Altered>);

impl Alterations {
    /// Also a part, where it differs.
    #[must_use]
    pub fn with<T: PartialEq + Serialize + ?Sized>(mut self, what: &str, from: &T, to: &T) -> Self {
        if from != to {
            let json = |value: &T| serde_json::to_value(value).unwrap_or(Value::Null);
            self.0.push(Altered { what: what.to_owned(), from: json(from), to: json(to) });
        }
        self
    }

    /// The parts that differ.
    pub fn list(self) -> Vec<Altered> {
        self.0
    }
}
