//! Migrations are numbered without gaps, and say nothing that the dialects do not know.

use std::fs;
use std::path::Path;

use crate::tree::{Scratch, in_order, names, root};

const RULE: &str =
    "migrations: NNNN_name.sql without gaps, every one applied, every word in braces known to dialect.rs";

fn migrations(root: &Path) -> Vec<String> {
    let store = root.join("crates/store");
    let read = |path: &str| fs::read_to_string(store.join(path)).unwrap_or_default();
    let (dialect, migrate) = (read("src/dialect.rs"), read("src/migrate.rs"));
    let mut wrong = Vec::new();
    for (number, name) in (1..).zip(names(&store.join("migrations"))) {
        if !is_named(&name, number) {
            wrong.push(format!("{name}: should be {number:04}_name.sql"));
        }
        if !migrate.contains(&format!("migrations/{name}")) {
            wrong.push(format!("{name}: is not in migrate.rs, so nobody applies it"));
        }
        let text = read(&format!("migrations/{name}"));
        let mut unknown: Vec<&str> = words(&text).filter(|word| !knows(&dialect, word)).collect();
        unknown.dedup();
        wrong.extend(unknown.iter().map(|word| format!("{name}: dialect.rs does not know {{{word}}}")));
    }
    wrong
}

fn is_named(name: &str, number: usize) -> bool {
    let rest = name.strip_prefix(&format!("{number:04}_")).and_then(|rest| rest.strip_suffix(".sql"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && rest.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    })
}

/// The first word in each pair of braces, outside of comments.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(|line| line.split("--").next().unwrap_or(line));
    lines.flat_map(|line| line.split('{').skip(1)).filter_map(|rest| rest.split(['}', ' ']).next())
}

/// Whether it is replaced there, alone or with what follows it: `"{uuid}"`, `"{append_only "`.
fn knows(dialect: &str, word: &str) -> bool {
    dialect.contains(&format!("\"{{{word}}}\"")) || dialect.contains(&format!("\"{{{word} \""))
}

#[test]
fn migrations_are_in_order() {
    let root = root();
    assert!(!names(&root.join("crates/store/migrations")).is_empty(), "there are migrations");
    in_order(RULE, &migrations(&root));
}

#[test]
fn disorder_among_migrations_is_seen() {
    let house = Scratch::new(&[
        ("crates/store/migrations/0001_house.sql", "-- {not this}\nid {uuid};\n{append_only events}\n"),
        ("crates/store/migrations/0003_gap.sql", "id {uuuid}, other {uuuid}\n"),
        ("crates/store/migrations/0003_Name.sql", ""),
        ("crates/store/src/dialect.rs", "(\"{uuid}\", \"BLOB\"), split_once(\"{append_only \")"),
        ("crates/store/src/migrate.rs", "\"../migrations/0001_house.sql\" \"../migrations/0003_Name.sql\""),
    ]);
    let expected = [
        "0003_Name.sql: should be 0002_name.sql",
        "0003_gap.sql: is not in migrate.rs, so nobody applies it",
        "0003_gap.sql: dialect.rs does not know {uuuid}",
    ];
    assert_eq!(migrations(house.root()), expected);
}
