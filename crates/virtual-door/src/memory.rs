//! The device's memory: every command, movement and answer, one JSON line each, on disk.
//!
//! It is the witness in fault tests, so it must never say less than what happened. A movement is
//! on disk *before* the lock moves: a power cut in between leaves a line too many, never a
//! movement without a line. And as a line stands for "this id was acted on", the device does not
//! move for that id again after it restarts: at most once, not at least once.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::message::Answer;

/// One line of the memory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// When, by the device's clock, in milliseconds since 1970.
    pub at_ms: i64,
    /// What.
    #[serde(flatten)]
    pub what: Happening,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Happening {
    /// A command was heard.
    Command {
        /// Its id.
        id: Uuid,
        /// The door it is for.
        door: String,
        /// How long to release the lock, in milliseconds.
        pulse_ms: u64,
        /// When it is dead, in milliseconds since 1970.
        deadline_ms: i64,
    },
    /// The lock is about to move.
    Move {
        /// The command it moves for.
        id: Uuid,
        /// The door that moves.
        door: String,
    },
    /// The device answered.
    Answer {
        /// The command that it answers.
        id: Uuid,
        /// `opened`, `sent` (it was told to lock, and did) or `failed`.
        outcome: String,
        /// Why it failed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

/// The open memory of a running device; without a file it remembers nothing.
#[derive(Debug, Clone)]
pub struct Memory {
    file: Option<Arc<Mutex<File>>>,
}

impl Memory {
    /// Opens or makes the file and reads what it holds.
    pub fn open(path: Option<&Path>) -> io::Result<(Self, Recollection)> {
        let Some(path) = path else {
            return Ok((Self { file: None }, Recollection::default()));
        };
        let mut file = OpenOptions::new().create(true).read(true).append(true).open(path)?;
        let recollection = Recollection::read_from(&mut file)?;
        end_a_torn_line(&mut file)?;
        Ok((Self { file: Some(Arc::new(Mutex::new(file))) }, recollection))
    }

    /// Writes lines and returns when they are on disk.
    pub(crate) async fn keep(&self, lines: Vec<Line>) -> io::Result<()> {
        let Some(file) = self.file.clone().filter(|_| !lines.is_empty()) else { return Ok(()) };
        let written = tokio::task::spawn_blocking(move || {
            let mut text = Vec::new();
            for line in &lines {
                serde_json::to_writer(&mut text, line)?;
                text.push(b'\n');
            }
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            file.write_all(&text)?;
            file.sync_data()
        });
        written.await.map_err(io::Error::other)?
    }
}

/// A power cut may leave half a line, which was never acted on; the next line must not join it.
fn end_a_torn_line(file: &mut File) -> io::Result<()> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(());
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    if last != [b'\n'] { file.write_all(b"\n") } else { Ok(()) }
}

/// What a memory file holds.
#[derive(Debug, Clone, Default)]
pub struct Recollection {
    /// Every whole line, oldest first.
    pub lines: Vec<Line>,
}

impl Recollection {
    /// Reads a memory file, also while its device runs. A missing file is an empty memory.
    pub fn read(path: &Path) -> io::Result<Self> {
        match File::open(path) {
            Ok(mut file) => Self::read_from(&mut file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    fn read_from(file: &mut File) -> io::Result<Self> {
        let mut text = Vec::new();
        file.read_to_end(&mut text)?;
        let lines = text.split(|byte| *byte == b'\n');
        Ok(Self { lines: lines.filter_map(|line| serde_json::from_slice(line).ok()).collect() })
    }

    /// How often each door moved.
    pub fn moves(&self) -> BTreeMap<String, u64> {
        let mut counts = BTreeMap::new();
        for line in &self.lines {
            if let Happening::Move { door, .. } = &line.what {
                *counts.entry(door.clone()).or_default() += 1;
            }
        }
        counts
    }

    /// How often any door moved for this command: more than once is a broken promise.
    pub fn moves_for(&self, command: Uuid) -> u64 {
        let moved = |line: &&Line| matches!(&line.what, Happening::Move { id, .. } if *id == command);
        self.lines.iter().filter(moved).map(|_| 1).sum()
    }

    /// The commands that were acted on, with what was or would have been answered, oldest first.
    pub(crate) fn acted_on(&self) -> impl Iterator<Item = (Uuid, Answer)> {
        self.lines.iter().filter_map(|line| match &line.what {
            Happening::Move { id, .. } => Some((*id, Answer::Opened)),
            Happening::Answer { id, outcome, reason } => read_answer(outcome, reason).map(|answer| (*id, answer)),
            Happening::Command { .. } => None,
        })
    }
}

fn read_answer(outcome: &str, reason: &Option<String>) -> Option<Answer> {
    serde_json::from_value(serde_json::json!({ "outcome": outcome, "reason": reason })).ok()
}

impl Happening {
    pub(crate) fn answer(id: Uuid, answer: Answer) -> Self {
        let (outcome, reason) = match answer {
            Answer::Opened => ("opened", None),
            Answer::Sent => ("sent", None),
            Answer::Failed(reason) => ("failed", serde_json::to_value(reason).ok()),
        };
        let reason = reason.and_then(|reason| reason.as_str().map(str::to_owned));
        Self::Answer { id, outcome: outcome.to_owned(), reason }
    }
}

/// How often each door moved, from the device's own memory.
pub fn moves(memory_file: &Path) -> io::Result<BTreeMap<String, u64>> {
    Recollection::read(memory_file).map(|recollection| recollection.moves())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Reason;

    fn line(what: Happening) -> Line {
        Line { at_ms: 7, what }
    }

    fn moved(n: u128, door: &str) -> Line {
        line(Happening::Move { id: Uuid::from_u128(n), door: door.to_owned() })
    }

    #[tokio::test]
    async fn what_is_kept_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("memory.jsonl");
        assert!(moves(&path).unwrap().is_empty(), "no file, no movement");
        let (memory, empty) = Memory::open(Some(&path)).unwrap();
        assert!(empty.lines.is_empty());
        let failed = Happening::answer(Uuid::from_u128(3), Answer::Failed(Reason::NotWired));
        let lines = vec![moved(1, "a"), moved(2, "b"), line(failed), moved(2, "b")];
        memory.keep(lines.clone()).await.unwrap();
        let (_, read) = Memory::open(Some(&path)).unwrap();
        assert_eq!(read.lines, lines);
        assert_eq!(read.moves(), BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]));
        assert_eq!((read.moves_for(Uuid::from_u128(2)), read.moves_for(Uuid::from_u128(3))), (2, 0));
        let acted: Vec<_> = read.acted_on().map(|(id, answer)| (id.as_u128(), answer)).collect();
        assert_eq!(acted[2], (3, Answer::Failed(Reason::NotWired)));
        assert_eq!(acted.len(), 4);
    }

    #[tokio::test]
    async fn half_a_line_is_passed_over_and_not_joined() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("memory.jsonl");
        std::fs::write(&path, br#"{"at_ms":1,"what":"mo"#).unwrap();
        let (memory, _) = Memory::open(Some(&path)).unwrap();
        memory.keep(vec![moved(1, "a")]).await.unwrap();
        assert_eq!(moves(&path).unwrap(), BTreeMap::from([("a".to_owned(), 1)]));
    }
}
