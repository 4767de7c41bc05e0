//! A repository as the rules see it: its text files, without what git ignores.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A text file, named by its path from the root, with `/` on every system.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The crate's folder name, for what lies in `crates/`.
    pub fn room(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// Whether it lies in the `src` of a crate.
    pub fn is_source(&self) -> bool {
        self.is_rust() && self.path.split('/').nth(2) == Some("src")
    }

    /// Whether all of it is for tests.
    pub fn is_test(&self) -> bool {
        self.is_rust() && (self.path.split('/').any(|part| part == "tests") || self.path.ends_with("/tests.rs"))
    }

    /// Numbered lines that are not comments.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The number of the line from which on the file is for tests.
    pub fn tests_begin(&self) -> usize {
        if self.is_test() {
            return 1;
        }
        let begins = |line: &str| line.trim() == "#[cfg(test)]";
        self.text.lines().position(begins).map_or(usize::MAX, |at| at + 1)
    }
}

/// This repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every text file below `root`, in order of their paths.
pub fn files(root: &Path) -> Vec<File> {
    let ignored = fs::read_to_string(root.join(".gitignore")).unwrap_or_default();
    let ignored: Vec<&str> = ignored.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let mut found = Vec::new();
    walk(root, "", &ignored, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The names in one folder, sorted; none if there is no such folder.
pub fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn walk(root: &Path, folder: &str, ignored: &[&str], found: &mut Vec<File>) {
    for name in names(&root.join(folder)) {
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if name == ".git" || ignored.iter().any(|pattern| is_ignored(pattern, &path, &name)) {
            continue;
        }
        let place = root.join(&path);
        if place.is_dir() {
            walk(root, &path, ignored, found);
        } else if let Ok(text) = fs::read_to_string(&place) {
            found.push(File { path, text });
        }
    }
}

/// As much of git's pattern language as the house uses: names, `/` for the root, one `*`.
fn is_ignored(pattern: &str, path: &str, name: &str) -> bool {
    let pattern = pattern.trim_end_matches('/');
    let (pattern, subject) = pattern.strip_prefix('/').map_or((pattern, name), |rooted| (rooted, path));
    match pattern.split_once('*') {
        Some((start, end)) => subject.starts_with(start) && subject.ends_with(end),
        None => pattern == subject,
    }
}

/// A made-up repository, gone when dropped.
pub struct Scratch(TempDir);

impl Scratch {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        for (path, text) in files {
            let place = folder.path().join(path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, text).unwrap();
        }
        Self(folder)
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }
}

/// Fails with everything that is wrong, a line each.
#[track_caller]
pub fn in_order(rule: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{rule}\n\n  {}\n", wrong.join("\n  "));
}

#[test]
fn what_git_ignores_is_not_looked_at() {
    let house = Scratch::new(&[
        (".gitignore", "# built\n/target\nnode_modules/\n*.db\n"),
        ("target/a.rs", ""),
        ("crates/a/target/b.rs", ""),
        ("crates/a/node_modules/c.rs", ""),
        ("crates/a/src/d.db", ""),
        ("crates/a/src/e.rs", ""),
    ]);
    let paths: Vec<String> = files(house.root()).into_iter().map(|file| file.path).collect();
    assert_eq!(paths, [".gitignore", "crates/a/src/e.rs", "crates/a/target/b.rs"]);
}
