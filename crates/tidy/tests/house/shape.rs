//! Each file says at its beginning what it is, and comes to its end soon.

use std::path::Path;

use crate::tree::{File, Scratch, files, in_order, root};

const RULE: &str = "a file begins with `//!` and is short: split what has become two things";

const LINES: usize = 450;
const LINES_OF_TESTS: usize = 500;

/// Files that may be longer. This list only ever shrinks.
const LONGER: &[&str] = &[];

fn begins(root: &Path, longer: &[&str]) -> Vec<String> {
    let files = files(root);
    let mut wrong = Vec::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        if !file.text.starts_with("//!") {
            wrong.push(format!("{}: begins without `//!`", file.path));
        }
        if is_long(file) && !longer.contains(&&*file.path) {
            wrong.push(format!("{}: {} lines", file.path, file.text.lines().count()));
        }
    }
    let needless = longer.iter().filter(|path| !files.iter().any(|file| file.path == **path && is_long(file)));
    wrong.extend(needless.map(|path| format!("{path}: needs its exception no more; take it off the list")));
    wrong
}

fn is_long(file: &File) -> bool {
    file.text.lines().count() > if file.is_test() { LINES_OF_TESTS } else { LINES }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    in_order(RULE, &begins(&root(), LONGER));
}

#[test]
fn long_and_silent_files_are_seen() {
    let of = |lines: usize| format!("//! Long.\n{}", "\n".repeat(lines - 1));
    let house = Scratch::new(&[
        ("crates/a/src/fits.rs", &of(450)),
        ("crates/a/src/known.rs", &of(451)),
        ("crates/a/src/long.rs", &of(451)),
        ("crates/a/src/silent.rs", "use std::fmt;\n"),
        ("crates/a/tests/fits.rs", &of(500)),
        ("crates/a/tests/long.rs", &of(501)),
    ]);
    let expected = [
        "crates/a/src/long.rs: 451 lines",
        "crates/a/src/silent.rs: begins without `//!`",
        "crates/a/tests/long.rs: 501 lines",
        "crates/a/src/fits.rs: needs its exception no more; take it off the list",
    ];
    assert_eq!(begins(house.root(), &["crates/a/src/known.rs", "crates/a/src/fits.rs"]), expected);
}
