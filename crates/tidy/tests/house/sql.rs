//! SQL lives in `crates/store`, and only there.

use std::path::Path;

use crate::tree::{Scratch, files, in_order, root};

const RULE: &str = "SQL lives in crates/store and only there: ask the store for what you need";

fn sql(root: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files(root).iter().filter(|file| file.is_source() && file.room() != Some("store")) {
        let lines = file.code().take_while(|(number, _)| *number < file.tests_begin());
        for (number, line) in lines.filter(|(_, line)| is_sql(line)) {
            wrong.push(format!("{}:{number}: {}", file.path, line.trim()));
        }
    }
    wrong
}

fn is_sql(line: &str) -> bool {
    let update = line.split("UPDATE ").skip(1).any(|rest| rest.split_whitespace().nth(1) == Some("SET"));
    update || ["SELECT ", "INSERT INTO", "DELETE FROM"].iter().any(|words| line.contains(words))
}

#[test]
fn sql_lives_in_the_store() {
    in_order(RULE, &sql(&root()));
}

#[test]
fn sql_elsewhere_is_seen() {
    let statements = "let a = \"SELECT 1\";\nlet b = \"UPDATE doors SET name = $1\";\nlet c = \"UPDATE the page\";\n";
    let house = Scratch::new(&[
        (
            "crates/service/src/door.rs",
            "let a = \"DELETE FROM doors\";\n// SELECT is a word\n#[cfg(test)]\nlet b = \"SELECT 1\";\n",
        ),
        ("crates/service/tests/door.rs", statements),
        ("crates/store/src/door.rs", statements),
        ("crates/web/src/door.rs", statements),
    ]);
    let expected = [
        "crates/service/src/door.rs:1: let a = \"DELETE FROM doors\";",
        "crates/web/src/door.rs:1: let a = \"SELECT 1\";",
        "crates/web/src/door.rs:2: let b = \"UPDATE doors SET name = $1\";",
    ];
    assert_eq!(sql(house.root()), expected);
}
