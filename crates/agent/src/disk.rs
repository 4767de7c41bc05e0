//! Files of lines: what is appended is on disk when it is said to be, and a new whole file takes the old one's place at once.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A file that lines are appended to.
pub struct Lines {
    path: PathBuf,
    /// None until it is written anew: it was not begun yet, or a line that could not be written whole stands there, or nobody
    /// knows whether the new file took the old one's place.
    file: Option<File>,
}

/// What stood in a file.
pub struct Found<T> {
    /// Its lines.
    pub lines: Vec<T>,
    /// Whether all of them could be read; the last may break off, as when the power went.
    pub whole: bool,
}

/// Reads a file's lines; one that is not there has none.
///
/// # Errors
/// When it cannot be read.
pub fn read<T: DeserializeOwned>(path: &Path) -> io::Result<Found<T>> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let mut found = Found { lines: Vec::new(), whole: true };
    let mut rest = text.split_inclusive(|byte| *byte == b'\n').peekable();
    while let Some(line) = rest.next() {
        match serde_json::from_slice(line) {
            Ok(read) if line.ends_with(b"\n") => found.lines.push(read),
            _ if rest.peek().is_none() && !line.ends_with(b"\n") => {}
            _ => found.whole = false,
        }
    }
    Ok(found)
}

/// Writes a whole new file in the place of the old one, for its owner alone; what is written to it now stands behind that.
///
/// # Errors
/// When it cannot be written; then the old one is there still, or the new one, and whole.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<File> {
    let beside = path.with_extension("new");
    let mut out = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    out.write_all(content)?;
    out.sync_all()?;
    fs::rename(&beside, path)?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    Ok(out)
}

/// Lines as they stand in a file.
///
/// # Errors
/// When one of them cannot be written down.
pub fn written<T: Serialize>(lines: impl IntoIterator<Item = T>) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    for line in lines {
        serde_json::to_writer(&mut content, &line)?;
        content.push(b'\n');
    }
    Ok(content)
}

impl Lines {
    /// The file there. It stays as it is until it is written anew, which comes before any line.
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned(), file: None }
    }

    /// Whether a line may follow; where not, the file must be written anew first.
    pub const fn is_sound(&self) -> bool {
        self.file.is_some()
    }

    /// The same file, with these lines alone.
    ///
    /// # Errors
    /// When it is not certain that it is on disk; then no line may follow.
    pub fn anew<T: Serialize>(&mut self, lines: impl IntoIterator<Item = T>) -> io::Result<()> {
        self.file = None;
        self.file = Some(replace(&self.path, &written(lines)?)?);
        Ok(())
    }

    /// Appends a line, which is on disk when this returns.
    ///
    /// # Errors
    /// When it is not certain that it is.
    pub fn append<T: Serialize>(&mut self, line: &T) -> io::Result<()> {
        let content = written([line])?;
        // Where this fails nothing may follow what stands there.
        let mut file = self.file.take().ok_or(ErrorKind::InvalidData)?;
        file.write_all(&content).and_then(|()| file.sync_data())?;
        self.file = Some(file);
        Ok(())
    }
}

#[cfg(test)]
impl Lines {
    /// A new file with these lines.
    pub fn begin<T: Serialize>(path: &Path, lines: impl IntoIterator<Item = T>) -> io::Result<Self> {
        let mut begun = Self::at(path);
        begun.anew(lines)?;
        Ok(begun)
    }

    /// The file there, on a disk that is full for the next line.
    pub fn full(path: &Path) -> Self {
        Self { path: path.to_owned(), file: Some(OpenOptions::new().append(true).open("/dev/full").unwrap()) }
    }
}

/// From now on the disk has no room for a new file in the place of this one; until what is given back is removed.
#[cfg(test)]
pub fn no_room(path: &Path) -> PathBuf {
    let beside = path.with_extension("new");
    std::os::unix::fs::symlink("/dev/full", &beside).unwrap();
    beside
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn lines_are_read_as_they_were_written_and_a_torn_end_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lines.jsonl");
        assert!(read::<u32>(&path).unwrap().lines.is_empty());
        let mut lines = Lines::begin(&path, [1, 2]).unwrap();
        lines.append(&3).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let found = read::<u32>(&path).unwrap();
        assert_eq!((found.lines, found.whole), (vec![1, 2, 3], true));
        fs::write(&path, "1\n2\n3").unwrap();
        let found = read::<u32>(&path).unwrap();
        assert_eq!((found.lines, found.whole), (vec![1, 2], true), "the power went");
        fs::write(&path, "1\nx\n3\n").unwrap();
        let found = read::<u32>(&path).unwrap();
        assert_eq!((found.lines, found.whole), (vec![1, 3], false), "the disk is bad");
    }

    #[test]
    fn after_a_failure_nothing_is_appended_before_the_file_is_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lines.jsonl");
        let mut lines = Lines::begin(&path, [1]).unwrap();
        let beside = no_room(&path);
        assert_eq!(lines.anew([1, 2]).unwrap_err().kind(), ErrorKind::StorageFull);
        assert!(!lines.is_sound() && lines.append(&3).is_err(), "nobody knows which file that would be");
        assert_eq!(read::<u32>(&path).unwrap().lines, [1]);
        fs::remove_file(beside).unwrap();
        lines.anew([1, 2]).unwrap();
        lines.append(&3).unwrap();
        assert_eq!(read::<u32>(&path).unwrap().lines, [1, 2, 3]);
    }
}
