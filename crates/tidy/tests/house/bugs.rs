//! Every seeded bug says what it breaks and what must notice it, and docs/reliability.md has the same table.

use std::fs;
use std::path::Path;

use crate::tree::{Scratch, in_order, names, root};

const RULE: &str = "the table of docs/reliability.md is what `script/bugs --table` prints: put that there";
const PAGE: &str = "docs/reliability.md";
const HEAD: &str = "| bug | what is broken | the test that turns red |";

fn bugs(root: &Path) -> Vec<String> {
    let folder = root.join("tests/bugs");
    let page = fs::read_to_string(root.join(PAGE)).unwrap_or_default();
    let told = told(&page);
    let (mut wrong, mut known) = (Vec::new(), Vec::new());
    for file in names(&folder) {
        let text = fs::read_to_string(folder.join(&file)).unwrap_or_default();
        let name = file.trim_end_matches(".patch");
        match (field(&text, "bug"), field(&text, "red")) {
            (Some(bug), Some(red)) => known.push(format!("| `{name}` | {bug} | `{red}` |")),
            _ => wrong.push(format!("tests/bugs/{file} does not say `# bug:` and `# red:`")),
        }
    }
    wrong.extend(known.iter().filter(|row| !told.contains(&row.as_str())).map(|row| format!("{PAGE} lacks {row}")));
    wrong.extend(told.iter().filter(|row| !known.iter().any(|own| own == *row)).map(|row| format!("{PAGE} has {row}")));
    // A row between the rows of another table is read as that table's.
    let astray = known.iter().filter(|row| times(page.lines(), row) > times(told.iter().copied(), row));
    wrong.extend(astray.map(|row| format!("{PAGE} has it in another table: {row}")));
    wrong
}

/// The rows of the page's table of bugs.
fn told(page: &str) -> Vec<&str> {
    let table = page.lines().skip_while(|line| *line != HEAD).skip(2);
    table.take_while(|line| line.starts_with('|')).collect()
}

fn times<'a>(lines: impl Iterator<Item = &'a str>, row: &str) -> usize {
    lines.filter(|line| *line == row).count()
}

/// What a patch says above its first change.
fn field<'a>(patch: &'a str, name: &str) -> Option<&'a str> {
    let start = format!("# {name}: ");
    patch.lines().take_while(|line| line.starts_with('#')).find_map(|line| line.strip_prefix(&start))
}

#[test]
fn every_bug_stands_in_its_table() {
    in_order(RULE, &bugs(&root()));
}

#[test]
fn a_bug_that_is_missing_or_astray_is_seen() {
    let page = "\
| kind | the attack |
| --- | --- |
| `astray` | lost its way | `cargo a` |
| `there` | is there | `cargo t` |

| bug | what is broken | the test that turns red |
| --- | --- | --- |
| `gone` | was mended | `cargo g` |
| `there` | is there | `cargo t` |

| `there` | of the next table | `cargo t` |
";
    let house = Scratch::new(&[
        (PAGE, page),
        ("tests/bugs/astray.patch", "# bug: lost its way\n# red: cargo a\n-a\n+b\n"),
        ("tests/bugs/silent.patch", "# bug: has no command\n-a\n+b\n# red: too late\n"),
        ("tests/bugs/there.patch", "# bug: is there\n# red: cargo t\n-a\n+b\n"),
    ]);
    let expected = [
        "tests/bugs/silent.patch does not say `# bug:` and `# red:`",
        "docs/reliability.md lacks | `astray` | lost its way | `cargo a` |",
        "docs/reliability.md has | `gone` | was mended | `cargo g` |",
        "docs/reliability.md has it in another table: | `astray` | lost its way | `cargo a` |",
        "docs/reliability.md has it in another table: | `there` | is there | `cargo t` |",
    ];
    assert_eq!(bugs(house.root()), expected);
}
