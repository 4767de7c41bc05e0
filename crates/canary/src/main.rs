//! `keylink-canary FOLDER..`: looks in everything that tests left for what they kept secret.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use keylink_canary::{Canaries, SECRETS};

fn main() -> ExitCode {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| drop(writeln!(out, "{line}"));
    let mut files = Vec::new();
    for folder in &folders {
        if let Err(error) = walk(folder, &mut files) {
            say(format!("{}: {error}", folder.display()));
            return ExitCode::FAILURE;
        }
    }
    let (kept, left): (Vec<PathBuf>, Vec<PathBuf>) = files.into_iter().partition(|path| holds_secrets(path));
    let mut canaries = Canaries::default();
    let mut count = 0usize;
    for secret in kept.iter().filter_map(|path| fs::read_to_string(path).ok()).flat_map(lines) {
        count += 1;
        canaries.add("a secret of a test", &secret);
    }
    let (mut wrong, mut bytes) = (0usize, 0usize);
    for path in &left {
        let Ok(text) = fs::read(path) else { continue };
        bytes += text.len();
        for found in canaries.found_in(&text) {
            wrong += 1;
            say(format!("{}: {found}", path.display()));
        }
    }
    say(format!("{count} secrets looked for in {} files, {} KB: {wrong} found", left.len(), bytes / 1_024));
    if wrong == 0 && count > 0 && bytes > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn lines(text: String) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn holds_secrets(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(SECRETS))
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { walk(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
