//! Nothing is left unfinished, and no test is put aside.

use std::path::Path;

use crate::tree::{Scratch, files, in_order, root};

const RULE: &str = "nothing unfinished: finish it, or leave it out";

/// In two halves, so that this file does not break its own rule.
const MARKS: &[(&str, &str)] = &[("to", "do!"), ("unimplem", "ented!"), ("db", "g!"), ("#[ig", "nore")];

fn unfinished(root: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files(root).iter().filter(|file| file.is_rust()) {
        for (number, line) in file.code() {
            let marks = MARKS.iter().map(|(start, end)| format!("{start}{end}")).filter(|mark| line.contains(mark));
            wrong.extend(marks.map(|mark| format!("{}:{number}: `{mark}`", file.path)));
        }
    }
    wrong
}

#[test]
fn nothing_is_unfinished() {
    in_order(RULE, &unfinished(&root()));
}

#[test]
fn unfinished_work_is_seen() {
    let text: String = MARKS.iter().map(|(start, end)| format!("// {start}{end}\n    {start}{end}\n")).collect();
    let house = Scratch::new(&[("crates/a/src/a.rs", &text)]);
    let lines = (2..).step_by(2).zip(MARKS);
    let expected: Vec<String> =
        lines.map(|(number, (start, end))| format!("crates/a/src/a.rs:{number}: `{start}{end}`")).collect();
    assert_eq!(unfinished(house.root()), expected);
}
