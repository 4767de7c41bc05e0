//! Style sheets: every brace that is opened is closed where it looks closed. Browsers say nothing of one that is not, and
//! read the rest of the sheet as if it stood within.

use std::path::Path;

use crate::tree::{File, Scratch, files, in_order, root};

const RULE: &str = "in a style sheet, a line at the margin is within nothing, and every brace is closed";

fn sheets(root: &Path) -> Vec<String> {
    files(root).iter().filter(|file| file.path.ends_with(".css")).flat_map(unbalanced).collect()
}

/// Comments are left out; no sheet of the house has a brace in a text.
fn unbalanced(file: &File) -> Vec<String> {
    let (mut depth, mut in_comment, mut wrong) = (0i32, false, Vec::new());
    for (number, line) in (1..).zip(file.text.lines()) {
        let begins =
            line.starts_with(|c: char| !c.is_whitespace() && c != '}') && !in_comment && !line.starts_with("/*");
        if begins && depth != 0 {
            wrong.push(format!("{}:{number}: at the margin, and within {depth} open brace(s)", file.path));
            return wrong;
        }
        depth += code_of(line, &mut in_comment).chars().map(|c| i32::from(c == '{') - i32::from(c == '}')).sum::<i32>();
    }
    if depth != 0 {
        wrong.push(format!("{}: {depth} brace(s) open at the end", file.path));
    }
    wrong
}

/// A line without what is comment.
fn code_of(line: &str, in_comment: &mut bool) -> String {
    let (mut code, mut rest) = (String::new(), line);
    loop {
        let mark = if *in_comment { "*/" } else { "/*" };
        let (before, after) = rest.split_once(mark).map_or((rest, None), |(before, after)| (before, Some(after)));
        if !*in_comment {
            code.push_str(before);
        }
        let Some(after) = after else { return code };
        (*in_comment, rest) = (!*in_comment, after);
    }
}

#[test]
fn sheets_are_closed() {
    in_order(RULE, &sheets(&root()));
}

#[test]
fn an_open_brace_is_seen() {
    let good = "/* { */\n.a {\n  b: c;\n}\n@media (x) {\n  .a {\n    b: c; /* } */\n  }\n}\n";
    let house = Scratch::new(&[
        ("good.css", good),
        ("open.css", "@media (x) {\n  .a {\n    b: c;\n  }\n\n.d {\n  e: f;\n}\n"),
        ("end.css", ".a {\n  b: c;\n"),
        ("more.css", ".a {\n  b: c;\n}\n}\n"),
    ]);
    let wrong = sheets(house.root());
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    assert!(!wrong.iter().any(|line| line.starts_with("good")), "{wrong:?}");
}
