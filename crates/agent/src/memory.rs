//! The agent's memory of commands: each is on disk before its door moves, so that none moves a door twice, not even over a
//! restart. One that was begun and whose end nobody wrote down may have moved: it is answered with silence.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use keylink_domain::id::UnlockId;
use keylink_domain::unlock::Outcome;
use serde::{Deserialize, Serialize};

use crate::disk::{self, Lines};

/// How many commands are remembered. Commands live for a minute at most.
const REMEMBERED: usize = 1_024;
/// How many lines the file may have before it is written anew.
const LINES: usize = 8 * REMEMBERED;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    /// A command.
    Command {
        id: UnlockId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ended: Option<Outcome>,
    },
    /// Some may be missing that live still.
    Damaged { damaged: bool },
}

/// What is known of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Nothing: it may go.
    New,
    /// It was begun, and what came of it nobody knows, or not yet.
    Begun,
    /// It was carried out, with this outcome.
    Ended(Outcome),
}

/// The memory.
#[derive(Clone)]
pub struct Memory {
    inner: Arc<Mutex<Inner>>,
}

struct Inner {
    known: HashMap<UnlockId, Option<Outcome>>,
    order: VecDeque<UnlockId>,
    damaged: bool,
    file: Lines,
    written: usize,
}

impl Memory {
    /// Opens the memory in this file.
    ///
    /// # Errors
    /// When it cannot be read or written: an agent without a memory moves nothing.
    pub fn open(path: &Path) -> io::Result<Self> {
        let found = disk::read::<Line>(path)?;
        let (mut known, mut order) = (HashMap::new(), VecDeque::new());
        let mut is_damaged = !found.whole;
        for line in found.lines {
            match line {
                Line::Command { id, ended } => {
                    if known.insert(id, ended).is_none() {
                        order.push_back(id);
                    }
                }
                Line::Damaged { damaged } => is_damaged |= damaged,
            }
        }
        let mut inner = Inner { known, order, damaged: is_damaged, file: Lines::at(path), written: 0 };
        inner.forget_oldest();
        inner.anew()?;
        Ok(Self { inner: Arc::new(Mutex::new(inner)) })
    }

    /// Whether all of it could be read. Where not, a command of the last minute may be missing: also after another start,
    /// until it is said that the minute is over.
    pub fn is_whole(&self) -> bool {
        !self.inner.lock().unwrap_or_else(PoisonError::into_inner).damaged
    }

    /// Whatever may be missing is dead by now.
    ///
    /// # Errors
    /// When that cannot be written down.
    pub async fn is_whole_again(&self) -> io::Result<()> {
        self.within(|inner| {
            inner.damaged = false;
            inner.anew()
        })
        .await
    }

    /// Writes it anew where something could not be written, also while no command comes.
    ///
    /// # Errors
    /// When it cannot be written still: then nothing moves.
    pub async fn mend(&self) -> io::Result<()> {
        self.within(|inner| if inner.file.is_sound() { Ok(()) } else { inner.anew() }).await
    }

    /// Begins a command, unless it was before. It is on disk when this says that it is new.
    ///
    /// # Errors
    /// When it is not certain that it is on disk: then nothing may move.
    pub async fn begin(&self, id: UnlockId) -> io::Result<Known> {
        self.within(move |inner| {
            match inner.known.get(&id) {
                Some(Some(outcome)) => return Ok(Known::Ended(*outcome)),
                Some(None) => return Ok(Known::Begun),
                None => {}
            }
            inner.known.insert(id, None);
            inner.order.push_back(id);
            inner.write(Line::Command { id, ended: None })?;
            Ok(Known::New)
        })
        .await
    }

    /// Writes down what came of a command.
    ///
    /// # Errors
    /// When it is not certain that it is on disk.
    pub async fn end(&self, id: UnlockId, outcome: Outcome) -> io::Result<()> {
        self.within(move |inner| {
            if let Some(ended) = inner.known.get_mut(&id) {
                *ended = Some(outcome);
            }
            inner.write(Line::Command { id, ended: Some(outcome) })
        })
        .await
    }

    async fn within<T: Send + 'static>(
        &self,
        todo: impl FnOnce(&mut Inner) -> io::Result<T> + Send + 'static,
    ) -> io::Result<T> {
        let inner = Arc::clone(&self.inner);
        let done = tokio::task::spawn_blocking(move || todo(&mut inner.lock().unwrap_or_else(PoisonError::into_inner)));
        done.await.map_err(io::Error::other)?
    }
}

impl Inner {
    fn write(&mut self, line: Line) -> io::Result<()> {
        self.forget_oldest();
        // It stands in what is written anew; so a disk that was full for a moment stops no door for longer than that.
        if self.written >= LINES || !self.file.is_sound() {
            return self.anew();
        }
        self.written += 1;
        self.file.append(&line)
    }

    /// Writes the file anew, with what is known.
    fn anew(&mut self) -> io::Result<()> {
        let known = &self.known;
        let commands = self.order.iter().map(|id| Line::Command { id: *id, ended: known.get(id).copied().flatten() });
        let damaged = self.damaged.then_some(Line::Damaged { damaged: true });
        let lines: Vec<Line> = damaged.into_iter().chain(commands).collect();
        self.written = lines.len();
        self.file.anew(lines)
    }

    fn forget_oldest(&mut self) {
        while self.order.len() > REMEMBERED {
            if let Some(oldest) = self.order.pop_front() {
                self.known.remove(&oldest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> UnlockId {
        UnlockId::from_uuid(uuid::Uuid::from_u128(n))
    }

    #[tokio::test]
    async fn what_was_begun_is_never_new_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("commands.jsonl");
        let memory = Memory::open(&path).unwrap();
        assert_eq!(memory.begin(id(1)).await.unwrap(), Known::New);
        assert_eq!(memory.begin(id(1)).await.unwrap(), Known::Begun);
        assert_eq!(memory.begin(id(2)).await.unwrap(), Known::New);
        memory.end(id(2), Outcome::Sent).await.unwrap();
        for _ in 0..2 {
            let again = Memory::open(&path).unwrap();
            assert!(again.is_whole());
            assert_eq!(again.begin(id(1)).await.unwrap(), Known::Begun, "it may have moved");
            assert_eq!(again.begin(id(2)).await.unwrap(), Known::Ended(Outcome::Sent));
        }
    }

    #[tokio::test]
    async fn it_stays_small_and_says_when_it_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("commands.jsonl");
        let lines = (0..3_000).map(|n| Line::Command { id: id(n), ended: None });
        drop(Lines::begin(&path, lines).unwrap());
        let memory = Memory::open(&path).unwrap();
        assert_eq!(memory.begin(id(2_999)).await.unwrap(), Known::Begun);
        assert_eq!(disk::read::<Line>(&path).unwrap().lines.len(), REMEMBERED);
    }

    #[tokio::test]
    async fn what_is_damaged_stays_so_until_its_minute_is_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("commands.jsonl");
        std::fs::write(&path, "{\n{\n").unwrap();
        assert!(!Memory::open(&path).unwrap().is_whole());
        let memory = Memory::open(&path).unwrap();
        assert!(!memory.is_whole(), "a second start within the minute");
        memory.is_whole_again().await.unwrap();
        assert!(memory.is_whole());
        let memory = Memory::open(&path).unwrap();
        assert!(memory.is_whole());
        assert_eq!(memory.begin(id(1)).await.unwrap(), Known::New);
    }

    #[tokio::test]
    async fn what_cannot_be_written_moves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::open(&folder.path().join("commands.jsonl")).unwrap();
        let path = folder.path().join("commands.jsonl");
        memory.inner.lock().unwrap().file = Lines::full(&path);
        assert!(memory.begin(id(1)).await.is_err());
        let beside = disk::no_room(&path);
        assert!(memory.begin(id(2)).await.is_err(), "there is no room still");
        assert!(memory.mend().await.is_err());
        std::fs::remove_file(beside).unwrap();
        assert_eq!(memory.begin(id(3)).await.unwrap(), Known::New, "there is room again");
        drop(memory);
        let again = Memory::open(&path).unwrap();
        assert!(again.is_whole());
        assert_eq!(again.begin(id(3)).await.unwrap(), Known::Begun);
    }

    #[tokio::test]
    async fn a_start_never_puts_less_in_the_place_of_what_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("commands.jsonl");
        Memory::open(&path).unwrap().begin(id(1)).await.unwrap();
        let beside = disk::no_room(&path);
        let Err(error) = Memory::open(&path) else { panic!("something was written") };
        assert_eq!(error.kind(), io::ErrorKind::StorageFull, "the first that is written is all of it");
        std::fs::remove_file(beside).unwrap();
        assert_eq!(Memory::open(&path).unwrap().begin(id(1)).await.unwrap(), Known::Begun);
    }
}
