//! What is said of what ended with a door that was removed.

use serde_json::Value;

use crate::event::Event;

/// `: 3 links opened it, 1 of them nothing else; 5 accesses to it ended`; nothing where nothing did.
pub fn ended(event: &Event) -> String {
    let count = |part: &str| event.line.detail.get(part).and_then(Value::as_u64).unwrap_or(0);
    let links = match (count("links"), count("links_left_with_none")) {
        (0, _) => None,
        (1, 0) => Some("1 link opened it".to_owned()),
        (1, _) => Some("1 link opened it, and nothing else".to_owned()),
        (links, 0) => Some(format!("{links} links opened it")),
        (links, only) => Some(format!("{links} links opened it, {only} of them nothing else")),
    };
    let accesses = match count("accesses") {
        0 => None,
        1 => Some("1 access to it ended".to_owned()),
        accesses => Some(format!("{accesses} accesses to it ended")),
    };
    let parts: Vec<String> = [links, accesses].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(": {}", parts.join("; ")) }
}
