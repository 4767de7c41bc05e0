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
    file: File,
    /// A line that could not be written whole stands there: nothing may follow it.
    torn: bool,
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

/// Writes a whole new file in the place of the old one, for its owner alone.
///
/// # Errors
/// When it cannot be written; then the old one is there still.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut out = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    out.write_all(content)?;
    out.sync_all()?;
    fs::rename(&beside, path)?;
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
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
    /// Begins a new file with these lines, in the place of the old one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin<T: Serialize>(path: &Path, lines: impl IntoIterator<Item = T>) -> io::Result<Self> {
        replace(path, &written(lines)?)?;
        let file = OpenOptions::new().append(true).open(path)?;
        Ok(Self { path: path.to_owned(), file, torn: false })
    }

    /// The same file, with these lines alone.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn anew<T: Serialize>(&mut self, lines: impl IntoIterator<Item = T>) -> io::Result<()> {
        *self = Self::begin(&self.path, lines)?;
        Ok(())
    }

    /// Appends a line, which is on disk when this returns.
    ///
    /// # Errors
    /// When it is not certain that it is.
    pub fn append<T: Serialize>(&mut self, line: &T) -> io::Result<()> {
        if self.torn {
            return Err(ErrorKind::InvalidData.into());
        }
        let content = written([line])?;
        let done = self.file.write_all(&content).and_then(|()| self.file.sync_data());
        self.torn = done.is_err();
        done
    }
}

#[cfg(test)]
impl Lines {
    /// A file on a disk that is full.
    pub fn full() -> Self {
        let path = PathBuf::from("/dev/full");
        Self { file: OpenOptions::new().append(true).open(&path).unwrap(), path, torn: false }
    }
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
}
