//! The witnesses: virtual doors that live in the harness, outlive the server, and keep their memory on disk.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use keylink_virtual_door::{Happening, Line, Mood, Options};
use tokio::io::{AsyncWriteExt, DuplexStream, duplex};
use uuid::Uuid;

use crate::Failure;
use crate::chance::Chance;

/// What a controller drives.
pub const CHANNELS: [&str; 2] = ["1", "2"];

/// A door as the house knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// Its id in the house.
    pub id: Uuid,
    /// Its controller.
    pub controller: Uuid,
    /// Its place there.
    pub channel: String,
}

/// One controller as a running device.
pub struct Device {
    controller: Uuid,
    memory: PathBuf,
    keyboard: DuplexStream,
    task: tokio::task::JoinHandle<Result<(), keylink_virtual_door::Failed>>,
}

impl Device {
    /// Starts the device. It connects whenever there is a broker at `broker`.
    pub fn start(controller: Uuid, password: String, broker: String, folder: &Path) -> Self {
        let memory = folder.join(format!("door-{controller}.jsonl"));
        let options = Options {
            broker,
            login: controller.to_string(),
            password,
            channels: CHANNELS.map(str::to_owned).to_vec(),
            names: Vec::new(),
            memory: Some(memory.clone()),
            mood: Mood::Well,
            plain: true,
        };
        let (keyboard, typed) = duplex(1_024);
        let task =
            tokio::spawn(keylink_virtual_door::run(options, tokio::io::BufReader::new(typed), tokio::io::sink()));
        Self { controller, memory, keyboard, task }
    }

    /// Puts it into a mood of this round: mostly it behaves.
    ///
    /// # Errors
    /// When the device has stopped.
    pub async fn change_mood(&mut self, chance: &mut Chance) -> Result<(), Failure> {
        const BAD: [&str; 6] = ["slow=20ms", "slow=300ms", "jammed", "twice", "quiet", "deaf"];
        let mood = if chance.once_in(5) { chance.one_of(&BAD).copied().unwrap_or("well") } else { "well" };
        self.type_in(mood).await
    }

    /// Lets it behave again.
    ///
    /// # Errors
    /// When the device has stopped.
    pub async fn behave(&mut self) -> Result<(), Failure> {
        self.type_in("well").await
    }

    async fn type_in(&mut self, word: &str) -> Result<(), Failure> {
        if self.task.is_finished() {
            return Err(format!("the virtual controller {} has stopped", self.controller).into());
        }
        Ok(self.keyboard.write_all(format!("{word}\n").as_bytes()).await?)
    }

    /// Adds what it remembers to `seen`.
    ///
    /// # Errors
    /// When its memory cannot be read.
    pub fn recall(&self, seen: &mut Witness) -> Result<(), Failure> {
        let known = seen.read_of.entry(self.controller).or_default();
        let mut file = match File::open(&self.memory) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        file.seek(SeekFrom::Start(*known))?;
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        // The last line may be half written just now; it is read the next time.
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        *known += u64::try_from(whole)?;
        for line in text[..whole].lines() {
            let line: Line = serde_json::from_str(line)?;
            match line.what {
                Happening::Command { id, deadline_ms, .. } => {
                    seen.deadlines.insert(id, deadline_ms);
                }
                Happening::Move { id, door } => {
                    seen.moves.push(Move { unlock: id, controller: self.controller, channel: door, at_ms: line.at_ms });
                }
                Happening::Answer { .. } => {}
            }
        }
        Ok(())
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// One movement of a lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The command it moved for.
    pub unlock: Uuid,
    /// The controller.
    pub controller: Uuid,
    /// The door on it.
    pub channel: String,
    /// When, by the door's clock.
    pub at_ms: i64,
}

/// All that the doors remember.
#[derive(Debug, Clone, Default)]
pub struct Witness {
    /// Every movement.
    pub moves: Vec<Move>,
    /// When each command that was heard is dead, in milliseconds since 1970.
    pub deadlines: BTreeMap<Uuid, i64>,
    /// How far each memory was read, in bytes.
    read_of: BTreeMap<Uuid, u64>,
}
