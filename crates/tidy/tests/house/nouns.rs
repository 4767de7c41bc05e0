//! The same noun has the same file name in every room.

use std::path::Path;

use crate::tree::{Scratch, in_order, root};

const RULE: &str = "one noun, one file, the same name in every room";

/// What is remembered.
const NOUNS: &[&str] = &[
    "access",
    "activity",
    "announcement",
    "arrival",
    "contact",
    "controller",
    "credential",
    "delivery",
    "door",
    "door_event",
    "enrolment",
    "event",
    "group",
    "hold",
    "link",
    "notice",
    "organization",
    "passkey",
    "placement",
    "schedule",
    "site",
    "template",
    "token",
    "unlock",
    "user",
    "webhook",
    "wording",
];

const ROOMS: &[&str] = &["domain", "store", "service"];

fn nouns(root: &Path) -> Vec<String> {
    let paths = NOUNS.iter().flat_map(|noun| ROOMS.iter().map(move |room| format!("crates/{room}/src/{noun}")));
    let missing =
        paths.filter(|path| !root.join(format!("{path}.rs")).exists() && !root.join(path).join("mod.rs").exists());
    missing.map(|path| format!("{path}.rs is missing")).collect()
}

#[test]
fn each_noun_has_its_file() {
    in_order(RULE, &nouns(&root()));
}

#[test]
fn a_noun_without_its_file_is_seen() {
    let mut paths: Vec<String> = Vec::new();
    for noun in NOUNS {
        paths.extend(ROOMS.iter().map(|room| format!("crates/{room}/src/{noun}.rs")));
    }
    paths.retain(|path| path != "crates/store/src/link.rs" && path != "crates/service/src/door.rs");
    paths.push("crates/service/src/door/mod.rs".to_owned());
    let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "")).collect();
    assert_eq!(nouns(Scratch::new(&files).root()), ["crates/store/src/link.rs is missing"]);
}
