//! What the pages name exists: paths in ARCHITECTURE.md and README.md, and every relative link.

use std::fs;
use std::path::Path;

use crate::tree::{Scratch, files, in_order, root};

const RULE: &str = "a page names only what exists: correct the page, or the path";

/// The pages whose paths are checked too; they have to be there.
const PAGES: &[&str] = &["ARCHITECTURE.md", "README.md"];

const FOLDERS: &[&str] = &[".ci/", ".config/", "crates/", "deploy/", "docs/", "fuzz/", "script/", "tests/"];
const ENDINGS: &[&str] = &[".css", ".ftl", ".html", ".js", ".json", ".md", ".rs", ".sql", ".svg", ".toml", ".yml"];

fn named_paths(root: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    for page in PAGES {
        match fs::read_to_string(root.join(page)) {
            Ok(text) => wrong.extend(missing_paths(root, page, &text)),
            Err(_) => wrong.push(format!("{page} is missing: it is where a newcomer begins")),
        }
    }
    for file in files(root).iter().filter(|file| file.path.ends_with(".md")) {
        wrong.extend(missing_links(root, &file.path, &file.text));
    }
    wrong
}

fn missing_paths(root: &Path, page: &str, text: &str) -> Vec<String> {
    let named = prose(text).flat_map(|(number, line)| spans(line).map(move |span| (number, span)));
    let missing =
        named.filter_map(|(number, span)| Some((number, path_in(span)?))).filter(|(_, path)| !exists(root, path));
    missing.map(|(number, path)| format!("{page}:{number}: `{path}` does not exist")).collect()
}

fn missing_links(root: &Path, page: &str, text: &str) -> Vec<String> {
    let folder = root.join(page).parent().unwrap().to_owned();
    let named = prose(text).flat_map(|(number, line)| links(line).map(move |link| (number, link)));
    let missing = named.filter(|(_, link)| !folder.join(link).exists());
    missing.map(|(number, link)| format!("{page}:{number}: the link to {link} leads nowhere")).collect()
}

/// Numbered lines outside of fenced blocks.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    (1..).zip(text.lines()).filter(move |(_, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

/// What stands between backticks.
fn spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// The relative targets of a line's links, without their anchors.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ', '#']).next());
    targets.filter(|target| !target.is_empty() && !target.contains(':'))
}

/// The path that a span names, if it looks like one: `crates/store`, `docs/mqtt.md`, `script/test --fast`.
fn path_in(span: &str) -> Option<&str> {
    let word = span.split([' ', ':', '#']).next()?.trim_end_matches('/');
    let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    let starts = FOLDERS.iter().any(|folder| span.starts_with(folder));
    let looks =
        word.contains('/') && !word.starts_with('/') && (starts || ENDINGS.iter().any(|end| word.ends_with(end)));
    (plain && looks).then_some(word)
}

/// From the root, or from `crates`, or in the short form that names a room and a noun: `domain/link.rs`.
fn exists(root: &Path, path: &str) -> bool {
    let crates = root.join("crates");
    let short = path.split_once('/').is_some_and(|(room, rest)| crates.join(room).join("src").join(rest).exists());
    short || root.join(path).exists() || crates.join(path).exists()
}

#[test]
fn what_the_pages_name_exists() {
    in_order(RULE, &named_paths(&root()));
}

#[test]
fn what_does_not_exist_is_seen() {
    let readme = "\
[Docs](docs/mqtt.md#topics), [site](https://example.org/a.md), [gone](docs/gone.md), [here](#words)
`crates/domain/src/link.rs`, `domain/link.rs:12`, `script/test --fast`, `/k/{secret}`, `text/html`
`domain/door.rs`, `crates/{a,b}`, `script/none`, `crates/store/`
```
`crates/nothing` [nothing](nothing.md)
```
";
    let house = Scratch::new(&[
        ("README.md", readme),
        ("crates/domain/src/link.rs", ""),
        ("docs/mqtt.md", "[up](../README.md) [away](README.md)"),
        ("script/test", ""),
    ]);
    let expected = [
        "ARCHITECTURE.md is missing: it is where a newcomer begins",
        "README.md:3: `domain/door.rs` does not exist",
        "README.md:3: `script/none` does not exist",
        "README.md:3: `crates/store` does not exist",
        "README.md:1: the link to docs/gone.md leads nowhere",
        "docs/mqtt.md:1: the link to README.md leads nowhere",
    ];
    assert_eq!(named_paths(house.root()), expected);
}
