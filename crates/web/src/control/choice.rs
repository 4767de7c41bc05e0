//! Choices: chips that filter a list through its address, and options of a form.

/// An option of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// An option.
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self { value: value.to_string(), label: label.into() }
    }
}

/// A filter of a list, as a link to the list so filtered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// The address.
    pub href: String,
    /// What it shows.
    pub label: String,
    /// Whether it is on.
    pub on: bool,
}

/// Chips for one filter: its name, the value that is on, the values with their labels, and what else stands in the
/// address.
pub fn chips(path: &str, name: &str, on: &str, labels: &[(&str, &str)], rest: &[(&str, &str)]) -> Vec<Chip> {
    labels
        .iter()
        .map(|(value, label)| {
            let mut parts = rest.to_vec();
            parts.push((name, value));
            Chip { href: address(path, &parts), label: (*label).to_owned(), on: *value == on }
        })
        .collect()
}

/// An address with those parts of its query that say something.
pub fn address(path: &str, parts: &[(&str, &str)]) -> String {
    let said: Vec<String> = parts
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", crate::query::encoded(value)))
        .collect();
    if said.is_empty() { path.to_owned() } else { format!("{path}?{}", said.join("&")) }
}
