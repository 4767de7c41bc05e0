//! The agent's journal: what happened at the site's doors, on disk until the center has it in its database. What a device's
//! memory told and the mark up to which it was told stand in one line, so that nothing is told twice.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::SignedDuration;
use keylink_domain::controller::Channel;
use keylink_domain::door_event::DoorEvent;
use keylink_domain::id::ControllerId;
use keylink_drivers::agent::{self, MOST_EVENTS, Told, Word};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::disk::{self, Lines};

/// How many events are kept; the oldest are given up first, and counted.
pub const MOST: usize = 20_000;
/// How many lines the file may have before it is written anew, where most of them are done with.
const LINES: usize = 4_096;

/// When something happened, by the two clocks of an agent: the one that counts since it was started, and the one on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Which start of the agent.
    pub run: Uuid,
    /// Since then, in milliseconds; less than nothing where a device tells of before.
    pub since_ms: i64,
    /// By the clock on the wall, in milliseconds since 1970.
    pub wall_ms: i64,
}

impl Moment {
    /// So long before.
    fn before(self, ago: SignedDuration) -> Self {
        let ms = i64::try_from(ago.as_millis()).unwrap_or(i64::MAX);
        Self { since_ms: self.since_ms.saturating_sub(ms), wall_ms: self.wall_ms.saturating_sub(ms), ..self }
    }

    /// How long before `now`, in milliseconds; none where the clock on the wall was set back since.
    fn ago_ms(self, now: Self) -> Option<i64> {
        let ago = if self.run == now.run { now.since_ms - self.since_ms } else { now.wall_ms - self.wall_ms };
        (ago >= 0).then_some(ago)
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    number: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    channel: Option<Channel>,
    what: Word,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    card: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<Moment>,
}

/// A line of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    /// The first line's: which journal it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    journal: Option<Uuid>,
    /// The first line's: for whom it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    controller: Option<ControllerId>,
    /// The first line's: the number of the next event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next: Option<u64>,
    /// Up to where devices' memories were told.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    places: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    events: Vec<Entry>,
}

/// The journal.
#[derive(Clone)]
pub struct Journal {
    inner: Arc<Mutex<Inner>>,
}

struct Inner {
    journal: Uuid,
    controller: ControllerId,
    next: u64,
    places: BTreeMap<String, String>,
    entries: VecDeque<Entry>,
    file: Lines,
    written: usize,
}

impl Journal {
    /// Opens the journal in this file; a new one gets this id. What was kept for another controller is nobody's: it is not
    /// told to this one's house. Up to where devices' memories were told stays, so that they do not tell it again either.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn open(path: &Path, new: Uuid, controller: ControllerId) -> io::Result<Self> {
        let found = disk::read::<Line>(path)?;
        let (mut journal, mut next, mut places, mut entries) = (None, 1, BTreeMap::new(), VecDeque::new());
        let mut whose = None;
        for line in found.lines {
            journal = journal.or(line.journal);
            whose = whose.or(line.controller);
            next = line.next.unwrap_or(next);
            places.extend(line.places);
            for entry in line.events {
                next = next.max(entry.number + 1);
                entries.push_back(entry);
            }
        }
        // One that is damaged is another one: the center is told that nobody knows what is lost.
        let journal = journal.filter(|_| found.whole).unwrap_or(new);
        // One that does not say for whom it was kept may have been kept for anybody.
        let is_own = whose == Some(controller);
        let (journal, next) = if is_own { (journal, next) } else { (new, 1) };
        if !is_own && !entries.is_empty() {
            tracing::warn!(events = entries.len(), "the journal was kept for another controller; it begins anew");
            entries.clear();
        }
        let mut inner = Inner { journal, controller, next, places, entries, file: Lines::at(path), written: 0 };
        inner.anew()?;
        Ok(Self { inner: Arc::new(Mutex::new(inner)) })
    }

    /// Up to where a device's memory was told.
    pub fn place(&self, device: &str) -> Option<String> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).places.get(device).cloned()
    }

    /// Writes down what happened, `at` telling what time it was when it was heard; and up to where the device's memory was
    /// told with it. It is on disk when this returns.
    ///
    /// # Errors
    /// When it is not certain that it is.
    pub async fn note(&self, events: Vec<DoorEvent>, at: Moment, place: Option<(String, String)>) -> io::Result<()> {
        self.within(move |inner| inner.note(events, at, place)).await
    }

    /// What happened since the mark, which stands in the center's database: what came before it is forgotten.
    ///
    /// # Errors
    /// When the journal's task is gone.
    pub async fn tell(&self, since: Option<String>, now: Moment) -> io::Result<Told> {
        self.within(move |inner| Ok(inner.tell(since.as_deref(), now))).await
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
    fn note(&mut self, events: Vec<DoorEvent>, at: Moment, place: Option<(String, String)>) -> io::Result<()> {
        let mut next = self.next;
        let mut noted = Vec::with_capacity(events.len());
        for event in events {
            noted.push(Entry {
                number: next,
                channel: event.channel,
                what: event.what.into(),
                card: event.card,
                at: event.ago.map(|ago| at.before(ago)),
            });
            next += 1;
        }
        let line = Line { places: place.clone().into_iter().collect(), events: noted.clone(), ..Line::default() };
        if self.written >= LINES || !self.file.is_sound() {
            self.anew()?;
        }
        self.file.append(&line)?;
        self.written += 1;
        self.next = next;
        self.places.extend(place);
        self.entries.extend(noted);
        while self.entries.len() > MOST {
            self.entries.pop_front();
        }
        Ok(())
    }

    fn tell(&mut self, since: Option<&str>, now: Moment) -> Told {
        let known = since.and_then(|since| since.split_once('/'));
        let same = known.filter(|(journal, _)| *journal == self.journal.to_string());
        let number = same.and_then(|(_, number)| number.parse::<u64>().ok()).filter(|number| *number < self.next);
        if let Some(number) = number {
            while self.entries.front().is_some_and(|entry| entry.number <= number) {
                self.entries.pop_front();
            }
        }
        let told: Vec<&Entry> = self.entries.iter().take(MOST_EVENTS).collect();
        let first = told.first().map_or(self.next, |entry| entry.number);
        let last = told.last().map_or(self.next - 1, |entry| entry.number);
        let lost = match (since, number) {
            (None, _) => Some(first - 1),
            (Some(_), Some(number)) => Some(first.saturating_sub(number + 1)),
            (Some(_), None) => None,
        };
        let events = told.iter().map(|entry| agent::Line {
            number: entry.number,
            channel: entry.channel.clone(),
            what: entry.what.clone(),
            card: entry.card,
            ago_ms: entry.at.and_then(|at| at.ago_ms(now)),
        });
        let mark = format!("{}/{last}", self.journal);
        Told::Heard { mark, lost, more: self.entries.len() > told.len(), events: events.collect() }
    }

    /// Writes the file anew, with what is not told yet.
    fn anew(&mut self) -> io::Result<()> {
        let head = Line {
            journal: Some(self.journal),
            controller: Some(self.controller),
            next: Some(self.next),
            places: self.places.clone(),
            events: Vec::new(),
        };
        let mut lines = vec![head];
        lines.extend(self.entries.iter().map(|entry| Line { events: vec![entry.clone()], ..Line::default() }));
        // A journal that is full of what nobody took is not written anew for each line.
        self.written = lines.len().saturating_sub(self.entries.len());
        self.file.anew(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keylink_domain::door_event::Happened;

    fn event(what: Happened) -> DoorEvent {
        DoorEvent {
            channel: Channel::parse("street").ok(),
            what,
            card: None,
            ago: Some(SignedDuration::ZERO),
            number: 0,
        }
    }

    fn open(path: &Path, new: u128) -> io::Result<Journal> {
        Journal::open(path, Uuid::from_u128(new), ControllerId::from_uuid(Uuid::from_u128(7)))
    }

    fn at(run: u128, ms: i64) -> Moment {
        Moment { run: Uuid::from_u128(run), since_ms: ms, wall_ms: 1_000_000 + ms }
    }

    struct Heard {
        mark: String,
        lost: Option<u64>,
        more: bool,
        numbers: Vec<u64>,
        agos: Vec<Option<i64>>,
    }

    async fn tell(journal: &Journal, since: Option<&str>, now: Moment) -> Heard {
        let told = journal.tell(since.map(str::to_owned), now).await.unwrap();
        let Told::Heard { mark, lost, more, events } = told else { panic!("{told:?}") };
        let (numbers, agos) = events.iter().map(|line| (line.number, line.ago_ms)).unzip();
        Heard { mark, lost, more, numbers, agos }
    }

    #[tokio::test]
    async fn what_happened_is_told_until_the_center_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        let journal = open(&path, 1).unwrap();
        let empty = tell(&journal, None, at(1, 0)).await;
        assert_eq!((empty.lost, empty.more, empty.numbers.len()), (Some(0), false, 0));
        journal.note(vec![event(Happened::Opened)], at(1, 1_000), None).await.unwrap();
        journal.note(vec![event(Happened::Closed)], at(1, 3_000), None).await.unwrap();
        let heard = tell(&journal, Some(&empty.mark), at(1, 5_000)).await;
        assert_eq!((heard.numbers, heard.agos, heard.lost), (vec![1, 2], vec![Some(4_000), Some(2_000)], Some(0)));
        // It was not written down there: it is told again, also after a restart, by the clock on the wall.
        let journal = open(&path, 2).unwrap();
        let again = tell(&journal, Some(&empty.mark), Moment { wall_ms: 1_060_000, ..at(2, 10) }).await;
        assert_eq!((again.numbers, again.agos), (vec![1, 2], vec![Some(59_000), Some(57_000)]));
        let backwards = tell(&journal, Some(&empty.mark), Moment { wall_ms: 7, ..at(2, 10) }).await;
        assert_eq!(backwards.agos, [None, None], "no clock can tell");
        let after = tell(&journal, Some(&heard.mark), at(2, 20)).await;
        assert_eq!((after.numbers.len(), after.lost, after.mark == heard.mark), (0, Some(0), true));
        let journal = open(&path, 3).unwrap();
        journal.note(vec![event(Happened::Opened)], at(3, 0), None).await.unwrap();
        assert_eq!(tell(&journal, Some(&heard.mark), at(3, 1)).await.numbers, [3], "numbers never come again");
    }

    #[tokio::test]
    async fn a_device_s_mark_stands_with_what_it_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        let journal = open(&path, 1).unwrap();
        let place = |text: &str| Some(("board".to_owned(), text.to_owned()));
        journal.note(vec![event(Happened::CardGranted)], at(1, 0), place("78")).await.unwrap();
        let journal = open(&path, 1).unwrap();
        assert_eq!(journal.place("board").as_deref(), Some("78"));
        let text = std::fs::read_to_string(&path).unwrap();
        journal.note(vec![event(Happened::CardGranted)], at(1, 0), place("79")).await.unwrap();
        let torn = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, &torn[..text.len() + 9]).unwrap();
        let journal = open(&path, 1).unwrap();
        assert_eq!(journal.place("board").as_deref(), Some("78"), "neither the event nor the mark");
        assert_eq!(tell(&journal, None, at(1, 1)).await.numbers, [1]);
    }

    #[tokio::test]
    async fn what_is_lost_is_counted_or_said_to_be_unknown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        let journal = open(&path, 1).unwrap();
        let start = tell(&journal, None, at(1, 0)).await.mark;
        for _ in 0..3 {
            let many = vec![event(Happened::Opened); MOST / 2];
            journal.note(many, at(1, 0), None).await.unwrap();
        }
        let heard = tell(&journal, Some(&start), at(1, 1)).await;
        assert_eq!((heard.lost, heard.more), (Some(10_000), true));
        assert_eq!(heard.numbers, (10_001..=10_016).collect::<Vec<_>>());
        let next = tell(&journal, Some(&heard.mark), at(1, 1)).await;
        assert_eq!((next.lost, next.numbers[0]), (Some(0), 10_017));
        let other = tell(&journal, Some("another/3"), at(1, 1)).await;
        assert_eq!(other.lost, None, "it followed another journal");
        std::fs::write(&path, "nonsense\n").unwrap();
        let journal = open(&path, 9).unwrap();
        assert_eq!(tell(&journal, Some(&next.mark), at(1, 1)).await.lost, None);
    }

    #[tokio::test]
    async fn a_disk_that_was_full_is_written_to_again_and_a_start_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        let journal = open(&path, 1).unwrap();
        journal.note(vec![event(Happened::Opened)], at(1, 0), None).await.unwrap();
        journal.inner.lock().unwrap().file = Lines::full(&path);
        assert!(journal.note(vec![event(Happened::Closed)], at(1, 1), None).await.is_err());
        journal.note(vec![event(Happened::Closed)], at(1, 2), None).await.unwrap();
        let beside = disk::no_room(&path);
        let Err(error) = open(&path, 2) else { panic!("something was written") };
        assert_eq!(error.kind(), io::ErrorKind::StorageFull, "the first that is written is all of it");
        std::fs::remove_file(beside).unwrap();
        let journal = open(&path, 2).unwrap();
        assert_eq!(tell(&journal, None, at(1, 3)).await.numbers, [1, 2]);
    }

    #[tokio::test]
    async fn another_controller_s_house_is_told_nothing_of_this_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        let journal = open(&path, 1).unwrap();
        let place = Some(("board".to_owned(), "78".to_owned()));
        journal.note(vec![event(Happened::CardGranted)], at(1, 0), place).await.unwrap();
        let mark = tell(&journal, None, at(1, 1)).await.mark;
        tell(&journal, Some(&mark), at(1, 1)).await;
        let other = ControllerId::from_uuid(Uuid::from_u128(8));
        let journal = Journal::open(&path, Uuid::from_u128(2), other).unwrap();
        for since in [None, Some(mark.as_str())] {
            assert!(tell(&journal, since, at(1, 2)).await.numbers.is_empty());
        }
        assert_eq!(tell(&journal, None, at(1, 2)).await.lost, Some(0), "it never had any");
        assert_eq!(journal.place("board").as_deref(), Some("78"), "nor does the board tell it again");
        assert!(!std::fs::read_to_string(&path).unwrap().contains("street"), "it is gone from the disk too");
        journal.note(vec![event(Happened::Opened)], at(1, 3), None).await.unwrap();
        let again = Journal::open(&path, Uuid::from_u128(3), other).unwrap();
        assert_eq!(tell(&again, None, at(1, 4)).await.numbers, [1]);
    }
}
