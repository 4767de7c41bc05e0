//! Everything that fuzzing kept, thrown again; and some thousand changes of it, the same in every run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]

use std::path::{Path, PathBuf};

use keylink_fuzzing::{TARGETS, Target};

/// A target's seeds, by name.
fn seeds(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }

    fn byte(&mut self) -> u8 {
        // Half of them are those that mean something somewhere.
        const TELLING: &[u8] = b"\0\n\r %+-/:;,.<>\"'{}[]()#&=@\\0129aAzZ\x7f\x80\xc3\xff";
        let any = u8::try_from(self.roll(256)).unwrap();
        if self.roll(2) == 0 { TELLING[self.roll(TELLING.len())] } else { any }
    }

    /// One change after the other: a byte turned, taken or put in, a part said twice, or another seed's end.
    fn change(&mut self, seed: &[u8], other: &[u8]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.roll(4) {
            let at = self.roll(bytes.len());
            match self.roll(6) {
                0 if !bytes.is_empty() => bytes[at] = self.byte(),
                1 if !bytes.is_empty() => drop(bytes.remove(at)),
                2 => bytes.insert(at, self.byte()),
                3 => {
                    let part = bytes[at..(at + self.roll(16)).min(bytes.len())].to_vec();
                    bytes.splice(at..at, part);
                }
                4 => {
                    bytes.truncate(at);
                    bytes.extend_from_slice(&other[self.roll(other.len())..]);
                }
                _ => bytes.truncate(at),
            }
        }
        bytes
    }
}

fn throw(target: Target, name: &str, from: &str, bytes: &[u8]) {
    let thrown = std::panic::catch_unwind(|| target(bytes));
    assert!(thrown.is_ok(), "{name} failed at {from}: {}", bytes.escape_ascii());
}

fn replay(name: &str) {
    let (_, target, changes) = *TARGETS.iter().find(|(known, ..)| *known == name).unwrap();
    let seeds = seeds(name);
    assert!(seeds.len() >= 8, "{name} has few seeds: {}", seeds.len());
    for (path, bytes) in &seeds {
        throw(target, name, &path.display().to_string(), bytes);
    }
    let mut dice = Dice(0x006b_6579_6c69_6e6b);
    for number in 0..changes {
        let (one, other) = (&seeds[dice.roll(seeds.len())].1, &seeds[dice.roll(seeds.len())].1);
        let bytes = dice.change(one, other);
        throw(target, name, &format!("change {number}"), &bytes);
    }
}

macro_rules! replayed {
    ($($name:ident),* $(,)?) => {
        $(#[test] fn $name() { replay(stringify!($name)); })*

        #[test]
        fn every_target_is_replayed() {
            let known: Vec<&str> = TARGETS.iter().map(|(name, ..)| *name).collect();
            assert_eq!(known, [$(stringify!($name)),*]);
        }
    };
}

replayed!(secret, times, mqtt, uhppote, lock, found, guest_path, press_form, api_body, cursor, ticket);
