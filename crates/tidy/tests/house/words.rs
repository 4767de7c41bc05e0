//! The house speaks of itself alone: no address of a registry, no folder of somebody's machine.

use std::path::Path;

use crate::tree::{File, Scratch, files, in_order, root};

const RULE: &str = "no file names a registry's host or a folder of somebody's machine";

/// Hosts, in two halves, so that this file does not break its own rule.
const HOSTS: &[(&str, &str)] =
    &[("crates", ".io"), ("pypi", ".org"), ("registry", ".npmjs"), ("deb.debian", ".org"), ("github", ".com")];

const FOLDERS: &[&str] = &["work", "root", "home"];

fn words(root: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files(root).iter().filter(|file| !file.path.ends_with("Cargo.lock")) {
        for (number, line) in (1..).zip(file.text.lines()) {
            let found = hosts(file, line).into_iter().chain(folders(line)).chain(resolved(file, line));
            wrong.extend(found.map(|word| format!("{}:{number}: names {word}", file.path)));
        }
    }
    wrong
}

fn hosts(file: &File, line: &str) -> Vec<String> {
    if file.path.starts_with("LICENSE") {
        return Vec::new();
    }
    let hosts = HOSTS.iter().map(|(start, end)| format!("{start}{end}"));
    // A manifest may say where its own repository is.
    let own = |host: &str| file.path.ends_with("Cargo.toml") && host.starts_with("github");
    hosts.filter(|host| line.contains(host) && !own(host)).collect()
}

/// A forbidden folder, where it is the beginning of a path.
fn folders(line: &str) -> Vec<String> {
    let begins = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-})".contains(c));
    let folders = FOLDERS.iter().map(|name| format!("/{name}/"));
    folders.filter(|folder| line.match_indices(folder.as_str()).any(|(at, _)| begins(at))).collect()
}

/// A lock file of npm says from where each package came, unless told not to.
fn resolved(file: &File, line: &str) -> Option<String> {
    let named = file.path.ends_with("package-lock.json") && line.contains("\"resolved\"");
    named.then(|| "the address of a package".to_owned())
}

#[test]
fn the_house_speaks_of_itself() {
    in_order(RULE, &words(&root()));
}

#[test]
fn every_foreign_word_is_seen() {
    let host = |at: usize| format!("https://{}{}/x\n", HOSTS[at].0, HOSTS[at].1);
    let all: String = (0..HOSTS.len()).map(host).collect();
    let folders: String = FOLDERS.iter().map(|name| format!("cd /{name}/a; cd docs/{name}/a\n")).collect();
    let house = Scratch::new(&[
        ("Cargo.lock", &all),
        ("Cargo.toml", &host(4)),
        ("LICENSE-MIT", &all),
        ("docs/a.md", &all),
        ("script/a", &folders),
        ("tests/package-lock.json", "{ \"resolved\": \"\" }"),
    ]);
    let hosts = (1..).zip(HOSTS).map(|(number, (start, end))| format!("docs/a.md:{number}: names {start}{end}"));
    let folders = (1..).zip(FOLDERS).map(|(number, name)| format!("script/a:{number}: names /{name}/"));
    let last = "tests/package-lock.json:1: names the address of a package".to_owned();
    let expected: Vec<String> = hosts.chain(folders).chain([last]).collect();
    assert_eq!(words(house.root()), expected);
}
