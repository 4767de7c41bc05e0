//! The layer and the cut, on files that ordinary programs write: what was synced stays, what was not may go.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use keylink_torture::Chance;
use keylink_torture::powercut::{Forget, build, cut};
use tempfile::TempDir;

struct Disk {
    folder: TempDir,
    layer: PathBuf,
}

impl Disk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        for name in ["data", "shadow"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let layer = build(folder.path()).unwrap();
        Self { folder, layer }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join("data")
    }

    fn shadow(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join("shadow")
    }

    /// Runs a line of Python on the disk: a program that knows nothing of the layer.
    fn run(&self, line: &str) {
        let done = Command::new("python3")
            .args(["-c", &format!("import os\n{line}")])
            .current_dir(self.data())
            .env("LD_PRELOAD", &self.layer)
            .env("POWERCUT_FOLDER", self.data())
            .env("POWERCUT_SHADOW", self.shadow())
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    fn cut(&self, forget: Forget, seed: u64) -> keylink_torture::powercut::Cut {
        cut(&self.data(), &self.shadow(), forget, &mut Chance::new(seed)).unwrap()
    }

    fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.data().join(name)).ok()
    }
}

const OPEN: &str = "f = os.open('a', os.O_RDWR | os.O_CREAT); d = os.open('.', os.O_RDONLY)\n";

#[test]
fn what_was_synced_stays_and_the_rest_goes() {
    let disk = Disk::new();
    disk.run(&format!(
        "{OPEN}os.write(f, b'first'); os.fsync(f); os.fsync(d); os.pwrite(f, b'FI', 0); os.write(f, b' second')"
    ));
    assert_eq!(disk.read("a").unwrap(), b"FIrst second", "the program itself sees all of it");
    let done = disk.cut(Forget::All, 1);
    assert_eq!((done.unsynced, done.forgotten), (2, 2));
    assert_eq!(disk.read("a").unwrap(), b"first");
    assert_eq!(disk.cut(Forget::All, 1).unsynced, 0, "a cut leaves nothing for the next one");
    // fdatasync is as good, and what it covers stays however the file shrank and grew.
    disk.run(&format!("{OPEN}os.ftruncate(f, 2); os.pwrite(f, b'xyz', 4); os.fdatasync(f); os.ftruncate(f, 1)"));
    disk.cut(Forget::All, 1);
    assert_eq!(disk.read("a").unwrap(), b"fi\0\0xyz");
    disk.run("open('a', 'r+b').truncate(3); open('a', 'ab').write(b'end')");
    assert_eq!(disk.read("a").unwrap(), b"fi\0end");
    disk.cut(Forget::Nothing, 1);
    assert_eq!(disk.read("a").unwrap(), b"fi\0end");
}

#[test]
fn a_file_written_anew_comes_back() {
    let disk = Disk::new();
    disk.run(
        "f = open('a', 'wb'); f.write(b'old'); f.flush(); os.fsync(f.fileno()); os.fsync(os.open('.', os.O_RDONLY))",
    );
    disk.run("open('a', 'wb').write(b'something new')");
    disk.cut(Forget::All, 1);
    assert_eq!(disk.read("a").unwrap(), b"old");
}

#[test]
fn names_are_kept_by_their_folder() {
    let disk = Disk::new();
    disk.run(&format!("{OPEN}os.write(f, b'1'); os.fsync(f)"));
    disk.cut(Forget::All, 1);
    assert_eq!(disk.read("a"), None, "its folder was never synced");
    disk.run(&format!("{OPEN}os.write(f, b'1'); os.fsync(f); os.fsync(d); os.rename('a', 'b'); os.link('b', 'c')"));
    disk.cut(Forget::All, 1);
    assert_eq!((disk.read("a"), disk.read("b"), disk.read("c")), (Some(b"1".to_vec()), None, None));
    disk.run("os.unlink('a')");
    assert_eq!(disk.read("a"), None);
    disk.cut(Forget::All, 1);
    assert_eq!(disk.read("a").unwrap(), b"1", "an unlinked file is back");
    disk.run("open('n', 'wb').write(b'2'); os.rename('n', 'a')");
    disk.cut(Forget::All, 1);
    assert_eq!((disk.read("a").unwrap(), disk.read("n")), (b"1".to_vec(), None));
    disk.run("os.unlink('a'); os.fsync(os.open('.', os.O_RDONLY))");
    disk.cut(Forget::All, 1);
    assert_eq!(disk.read("a"), None);
}

#[test]
fn some_writes_stay_and_some_are_torn() {
    let disk = Disk::new();
    let synced = vec![b'.'; 4_096];
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..12 {
        fs::write(disk.data().join("a"), &synced).unwrap();
        disk.run("f = os.open('a', os.O_RDWR)\nfor n in range(4): os.pwrite(f, b'%d' % n * 1024, n * 1024)");
        disk.cut(Forget::Some, seed);
        let now = disk.read("a").unwrap();
        assert_eq!(now.len(), synced.len());
        for (number, sector) in now.chunks(512).enumerate() {
            let new = b'0' + u8::try_from(number / 2).unwrap();
            assert!(sector.iter().all(|byte| *byte == sector[0]), "a sector is never torn");
            assert!(sector[0] == b'.' || sector[0] == new);
        }
        seen.insert(now);
    }
    assert!(seen.len() > 4, "the seed decides");
}

#[test]
fn a_disk_that_lies_loses_what_was_synced() {
    let disk = Disk::new();
    disk.run("f = os.open('a-wal', os.O_RDWR | os.O_CREAT); os.write(f, b'xy'); os.fsync(f)\nos.fsync(os.open('.', 0)); os.write(f, b'z')");
    disk.cut(Forget::EvenSynced, 1);
    assert_eq!(disk.read("a-wal").unwrap(), b"x");
}

#[test]
fn other_folders_and_shared_memory_are_left_alone() {
    let disk = Disk::new();
    disk.run("open('../beside', 'wb').write(b'1'); open('a-shm', 'wb').write(b'1')");
    let done = disk.cut(Forget::All, 1);
    assert_eq!(done.unsynced, 0);
    assert!(disk.folder.path().join("beside").exists());
    assert_eq!(disk.read("a-shm"), None, "shared memory outlives no power cut");
    let records = fs::read_dir(Path::new(&disk.shadow())).unwrap().count();
    assert_eq!(records, 0);
}

#[test]
fn each_fsync_takes_as_long_as_it_is_told() {
    let disk = Disk::new();
    let line = "import time\nf = os.open('a', os.O_RDWR | os.O_CREAT); os.write(f, b'x'); t = time.time()\n\
        for _ in range(4): os.fsync(f)\nassert time.time() - t >= 0.08, time.time() - t";
    let done = Command::new("python3")
        .args(["-c", &format!("import os, time\n{line}")])
        .current_dir(disk.data())
        .env("LD_PRELOAD", &disk.layer)
        .env("POWERCUT_FOLDER", disk.data())
        .env("POWERCUT_FSYNC_DELAY_MS", "20")
        .status()
        .unwrap();
    assert!(done.success());
    assert!(fs::read_dir(disk.shadow()).unwrap().next().is_none(), "without a shadow nothing is recorded");
}
