//! Tests wait for a condition, never for a time.

use std::path::Path;

use crate::tree::{File, Scratch, files, in_order, root};

const RULE: &str = "a test waits for a condition, in a helper whose name begins with `wait_until` or `eventually`; \
                    that something does not happen is watched by one that begins with `stays`";

/// How the functions begin that may sleep: they look again after it.
const HELPERS: &[&str] = &["wait_until", "eventually", "stays"];

fn sleeping_tests(root: &Path) -> Vec<String> {
    files(root).iter().filter(|file| file.is_rust()).flat_map(sleeps).collect()
}

fn sleeps(file: &File) -> Vec<String> {
    let mut function = "";
    let mut wrong = Vec::new();
    for (number, line) in file.code() {
        function = function_named(line).unwrap_or(function);
        let may = HELPERS.iter().any(|helper| function.starts_with(helper));
        if number >= file.tests_begin() && calls_sleep(line) && !may {
            wrong.push(format!("{}:{number}: `{function}` sleeps", file.path));
        }
    }
    wrong
}

fn function_named(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let at = if line.starts_with("fn ") { 3 } else { line.find(" fn ")? + 4 };
    line[at..].split(['(', '<']).next()
}

fn calls_sleep(line: &str) -> bool {
    ["sleep", "sleep_until"].iter().any(|name| {
        let call = format!("{name}(");
        let whole = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        line.match_indices(&call).any(|(at, _)| whole(at))
    })
}

#[test]
fn tests_wait_for_conditions() {
    in_order(RULE, &sleeping_tests(&root()));
}

#[test]
fn a_sleeping_test_is_seen() {
    // The call is in two halves, so that this file does not break its own rule.
    let call = |name: &str| format!("    {name}{}", "(PAUSE).await;\n");
    let source =
        format!("pub async fn run() {{\n{}}}\n#[cfg(test)]\nfn a() {{\n{}}}\n", call("sleep"), call("thread::sleep"));
    let tests = format!(
        "pub async fn wait_until_up() {{\n{}}}\nasync fn b() {{\n{}{}    // {}}}\n",
        call("tokio::time::sleep"),
        call("tokio::time::sleep_until"),
        call("never_sleep"),
        call("sleep"),
    );
    let house = Scratch::new(&[("crates/a/src/a.rs", &source), ("crates/a/tests/b.rs", &tests)]);
    let expected = ["crates/a/src/a.rs:6: `a` sleeps", "crates/a/tests/b.rs:5: `b` sleeps"];
    assert_eq!(sleeping_tests(house.root()), expected);
}
