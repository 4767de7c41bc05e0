//! The power cut: builds the layer that records unsynced writes, and forgets some of them.
//!
//! The layer (`powercut/powercut.c`) tells what it records. After the program was killed, [`cut`]
//! puts the files into a state in which a real power cut could have left them.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::chance::Chance;

/// What disks write at once, whatever happens.
const SECTOR: u64 = 512;
const SHARED_MEMORY: &str = "-shm";
const WAL: &str = "-wal";

/// The layer's source. It is compiled where the harness runs.
const LAYER: &str = include_str!("../powercut/powercut.c");

/// Compiles the layer into `folder`, and says where it is.
///
/// # Errors
/// When there is no C compiler, or it refuses.
pub fn build(folder: &Path) -> Result<PathBuf, Failure> {
    let source = folder.join("powercut.c");
    let library = folder.join("powercut.so");
    // Beside and renamed: another run may have the library loaded.
    let fresh = folder.join(format!("powercut.so.{}", std::process::id()));
    fs::write(&source, LAYER)?;
    let built = Command::new("cc").args(["-shared", "-fPIC", "-O2", "-o"]).arg(&fresh).arg(&source).output();
    let built = built.map_err(|error| format!("the C compiler `cc` cannot be run: {error}"))?;
    if !built.status.success() {
        return Err(format!("powercut.c cannot be compiled:\n{}", String::from_utf8_lossy(&built.stderr)).into());
    }
    fs::rename(&fresh, &library)?;
    Ok(library)
}

/// Which writes a power cut forgets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forget {
    /// Every write that was not synced.
    All,
    /// Some of them, whatever their order; some are torn.
    Some,
    /// All from one on, which is torn.
    Tail,
    /// None: as if only the program had died.
    Nothing,
    /// A broken disk that forgets what was synced too: the harness must notice.
    EvenSynced,
}

impl Forget {
    /// One that a sound disk may do.
    pub fn any(chance: &mut Chance) -> Self {
        match chance.below(8) {
            0..=2 => Self::All,
            3..=4 => Self::Some,
            5..=6 => Self::Tail,
            _ => Self::Nothing,
        }
    }
}

/// What a cut did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cut {
    /// Writes that no fsync had covered.
    pub unsynced: usize,
    /// Those of them that were forgotten, or torn.
    pub forgotten: usize,
}

/// Cuts the power for `folder`, whose records are in `shadow`, and empties the records.
/// No program may have the folder open.
///
/// # Errors
/// When a file or a record cannot be read or written.
pub fn cut(folder: &Path, shadow: &Path, forget: Forget, chance: &mut Chance) -> io::Result<Cut> {
    restore_names(folder, shadow, forget, chance)?;
    let mut done = Cut::default();
    for (inode, path) in files_of(folder)? {
        if path.to_string_lossy().ends_with(SHARED_MEMORY) {
            fs::remove_file(&path)?;
            continue;
        }
        let record = shadow.join(format!("file-{inode}"));
        if record.exists() {
            let part = restore_bytes(&path, &fs::read(&record)?, forget, chance)?;
            done.unsynced += part.unsynced;
            done.forgotten += part.forgotten;
        }
    }
    empty(shadow)?;
    Ok(done)
}

/// Forgets the records: what the files hold now counts as durable.
///
/// # Errors
/// When the folder cannot be read.
pub fn empty(shadow: &Path) -> io::Result<()> {
    for entry in fs::read_dir(shadow)? {
        fs::remove_file(entry?.path())?;
    }
    Ok(())
}

fn files_of(folder: &Path) -> io::Result<HashMap<u64, PathBuf>> {
    let mut found = HashMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            found.insert(entry.metadata()?.ino(), entry.path());
        }
    }
    Ok(found)
}

/// File systems keep the order of changes of names: those from some point on are undone.
fn restore_names(folder: &Path, shadow: &Path, forget: Forget, chance: &mut Chance) -> io::Result<()> {
    let record = shadow.join(format!("dir-{}", fs::metadata(folder)?.ino()));
    let text = match fs::read_to_string(&record) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let lines: Vec<&str> = text.lines().collect();
    let synced = lines.iter().rposition(|line| *line == "sync").map_or(0, |at| at + 1);
    let stays = match forget {
        Forget::All | Forget::EvenSynced => synced,
        Forget::Nothing => lines.len(),
        Forget::Some | Forget::Tail => synced + chance.below(lines.len() - synced + 1),
    };
    for line in lines[stays..].iter().rev() {
        let words: Vec<&str> = line.split('\t').collect();
        match words.as_slice() {
            ["create" | "link", name] => remove_if_there(&folder.join(name))?,
            ["unlink", name, kept] => fs::hard_link(shadow.join(kept), folder.join(name))?,
            ["rename", from, to, kept] => {
                fs::rename(folder.join(to), folder.join(from))?;
                if *kept != "-" {
                    fs::hard_link(shadow.join(kept), folder.join(to))?;
                }
            }
            _ => return Err(io::Error::other(format!("a record of names cannot be read: {line:?}"))),
        }
    }
    Ok(())
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// One record, as `struct record` in the layer.
struct Record<'a> {
    kind: u64,
    offset: u64,
    length: u64,
    old: &'a [u8],
    new: &'a [u8],
}

const WRITE: u64 = 1;
const LENGTH: u64 = 2;
const SYNC: u64 = 3;
const HEAD: usize = 40;

/// Reads the records with their places. A kill may have left half of one at the end, whose write
/// never began.
fn read(bytes: &[u8]) -> Vec<(u64, Record<'_>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(head) = bytes.get(at..at + HEAD) {
        let number = |n: usize| {
            let word = head[8 * n..8 * n + 8].try_into().unwrap_or([0; 8]);
            u64::from_ne_bytes(word)
        };
        let (Ok(old), Ok(new)) = (usize::try_from(number(3)), usize::try_from(number(4))) else { break };
        let body = at + HEAD;
        let (Some(old), Some(new)) = (bytes.get(body..body + old), bytes.get(body + old..body + old + new)) else {
            break;
        };
        let place = u64::try_from(at).unwrap_or(u64::MAX);
        found.push((place, Record { kind: number(0), offset: number(1), length: number(2), old, new }));
        at = body + old.len() + new.len();
    }
    found
}

/// Undoes every unsynced write, and does those again that the disk had written by chance.
fn restore_bytes(path: &Path, record: &[u8], forget: Forget, chance: &mut Chance) -> io::Result<Cut> {
    let records = read(record);
    let synced = records.iter().filter(|(_, one)| one.kind == SYNC).map(|(_, one)| one.offset).max().unwrap_or(0);
    let changes = records.iter().filter(|(_, one)| one.kind != SYNC);
    let unsynced: Vec<&Record<'_>> = changes.filter(|(at, _)| *at >= synced).map(|(_, one)| one).collect();
    let file = OpenOptions::new().read(true).write(true).open(path)?;
    for one in unsynced.iter().rev() {
        undo(&file, one)?;
    }
    let mut done = Cut { unsynced: unsynced.len(), forgotten: 0 };
    let whole = match forget {
        Forget::Nothing => unsynced.len(),
        Forget::Tail => chance.below(unsynced.len() + 1),
        Forget::All | Forget::Some | Forget::EvenSynced => 0,
    };
    for (number, one) in unsynced.iter().enumerate() {
        let fate = match forget {
            _ if number < whole => Fate::Stays,
            Forget::Tail if number == whole => Fate::Torn,
            Forget::Some => *chance.one_of(&[Fate::Stays, Fate::Gone, Fate::Torn]).unwrap_or(&Fate::Gone),
            _ => Fate::Gone,
        };
        redo(&file, one, fate, chance)?;
        done.forgotten += usize::from(fate != Fate::Stays);
    }
    if forget == Forget::EvenSynced && path.to_string_lossy().ends_with(WAL) {
        // As a disk that lies about its cache: the last half of what it promised is not there.
        file.set_len(file.metadata()?.len() / 2)?;
    }
    Ok(done)
}

fn undo(file: &File, one: &Record<'_>) -> io::Result<()> {
    match one.kind {
        WRITE => {
            file.write_all_at(one.old, one.offset)?;
            file.set_len(one.length)
        }
        LENGTH => {
            file.set_len(one.length)?;
            file.write_all_at(one.old, one.offset)
        }
        _ => Ok(()),
    }
}

/// What becomes of one unsynced write.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    Gone,
    /// Some of its sectors were written, some were not.
    Torn,
}

fn redo(file: &File, one: &Record<'_>, fate: Fate, chance: &mut Chance) -> io::Result<()> {
    match (one.kind, fate) {
        (_, Fate::Gone) | (LENGTH, Fate::Torn) => Ok(()),
        (LENGTH, Fate::Stays) => file.set_len(one.offset),
        (WRITE, Fate::Stays) => file.write_all_at(one.new, one.offset),
        (WRITE, Fate::Torn) => {
            for (offset, sector) in sectors(one.offset, one.new) {
                if chance.once_in(2) {
                    file.write_all_at(sector, offset)?;
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// A write's bytes by the sectors of the disk that they fall into.
fn sectors(mut offset: u64, mut bytes: &[u8]) -> Vec<(u64, &[u8])> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let room = usize::try_from(SECTOR - offset % SECTOR).unwrap_or(1).min(bytes.len());
        let (sector, rest) = bytes.split_at(room);
        found.push((offset, sector));
        offset += u64::try_from(room).unwrap_or(1);
        bytes = rest;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_falls_into_sectors() {
        let bytes = [7; 1_100];
        let cut: Vec<_> = sectors(500, &bytes).into_iter().map(|(at, part)| (at, part.len())).collect();
        assert_eq!(cut, [(500, 12), (512, 512), (1_024, 512), (1_536, 64)]);
    }

    #[test]
    fn half_a_record_is_no_record() {
        let mut bytes = Vec::new();
        for number in [WRITE, 5, 9, 2, 3] {
            bytes.extend(u64::to_ne_bytes(number));
        }
        bytes.extend(b"oldnew");
        // Five bytes follow, so that the sixth begins the next one, which is broken off.
        let found = read(&bytes);
        assert_eq!(found.len(), 1);
        let (at, one) = &found[0];
        assert_eq!((*at, one.offset, one.length, one.old, one.new), (0, 5, 9, &b"ol"[..], &b"dne"[..]));
        assert!(read(&bytes[..44]).is_empty());
    }
}
