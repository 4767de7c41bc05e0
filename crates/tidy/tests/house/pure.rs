//! The domain is pure: no I/O, no async, no SQL, no HTTP.

use std::fs;
use std::path::Path;

use toml::{Table, Value};

use crate::tree::{Scratch, files, in_order, root};

const RULE: &str = "crates/domain is pure: facts and the time go in, an answer comes out";

const CRATES: &[&str] = &[
    "axum",
    "deadpool-postgres",
    "futures-util",
    "getrandom",
    "hyper",
    "lettre",
    "mqtt5",
    "postgres",
    "rand",
    "reqwest",
    "rumqttc",
    "rusqlite",
    "tokio",
    "tokio-postgres",
    "tokio-util",
    "tower",
    "tower-http",
];

const MODULES: &[&str] = &["env", "fs", "net", "process", "thread"];

fn pure(root: &Path) -> Vec<String> {
    let mut wrong = impure_crates(root);
    for file in files(root).iter().filter(|file| file.room() == Some("domain") && file.is_source()) {
        for (number, line) in file.code() {
            if line.contains("async fn") {
                wrong.push(format!("{}:{number}: `async fn`", file.path));
            }
            let modules = std_modules(line).into_iter().filter(|module| MODULES.contains(module));
            wrong.extend(modules.map(|module| format!("{}:{number}: `std::{module}`", file.path)));
        }
    }
    wrong
}

fn impure_crates(root: &Path) -> Vec<String> {
    let path = "crates/domain/Cargo.toml";
    let Ok(text) = fs::read_to_string(root.join(path)) else { return vec![format!("{path} is missing")] };
    let manifest: Table = text.parse().unwrap();
    let dependencies = manifest.get("dependencies").and_then(Value::as_table).into_iter().flatten();
    let impure = dependencies.filter(|(name, _)| CRATES.contains(&name.as_str()));
    impure.map(|(name, _)| format!("{path}: `{name}`")).collect()
}

/// The modules of the standard library that a line names: `std::fs::read`, `use std::{env, fs}`.
fn std_modules(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for named in line.split("std::").skip(1) {
        let parts = match named.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or(group).split(',').collect(),
            None => vec![named],
        };
        found.extend(parts.into_iter().map(first_name));
    }
    found
}

fn first_name(text: &str) -> &str {
    let text = text.trim_start();
    &text[..text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())]
}

#[test]
fn the_domain_is_pure() {
    in_order(RULE, &pure(&root()));
}

#[test]
fn every_impurity_is_seen() {
    let house = Scratch::new(&[
        (
            "crates/domain/Cargo.toml",
            "[dependencies]\njiff = \"0\"\ntokio = \"1\"\n[dev-dependencies]\nreqwest = \"0\"\n",
        ),
        (
            "crates/domain/src/link.rs",
            "//! Says std::fs.\nuse std::{fmt, fs};\npub async fn a() {}\nlet b = std::env::var(c);\n",
        ),
        ("crates/domain/tests/link.rs", "use std::fs;\n"),
        ("crates/store/src/link.rs", "pub async fn a() {}\n"),
    ]);
    let expected = [
        "crates/domain/Cargo.toml: `tokio`",
        "crates/domain/src/link.rs:2: `std::fs`",
        "crates/domain/src/link.rs:3: `async fn`",
        "crates/domain/src/link.rs:4: `std::env`",
    ];
    assert_eq!(pure(house.root()), expected);
}
