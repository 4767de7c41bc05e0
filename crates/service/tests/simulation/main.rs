//! The real house under simulated clocks, disks, networks, doors and guests: one seed is one life, and the
//! same seed is the same life.
//!
//! `KEYLINK_SEEDS=n` tries so many seeds, `KEYLINK_SEED=s` replays one and prints what happened.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must fail")]
#![allow(clippy::print_stdout, reason = "how many lives were tried is a figure that people read")]

mod deeds;
mod dice;
mod doors;
mod judge;
mod life;
mod network;
mod plan;
mod record;
mod template;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::life::{Life, live};
use crate::record::Counts;
use crate::template::Template;

/// Some fifteen seconds on two processors, unoptimised.
const SEEDS: u64 = 500;
/// How many lives are lived twice.
const TWICE: u64 = 20;

fn number(name: &str) -> Option<u64> {
    #[allow(clippy::disallowed_methods, reason = "how many seeds to try comes from the environment")]
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn promises_hold_in_every_life() {
    let template = Template::make();
    if let Some(seed) = number("KEYLINK_SEED") {
        let life = live(seed, &template);
        life.trace.iter().for_each(|line| println!("{line}"));
        println!("seed {seed}: {}", life.counts);
        return judged(&[(seed, life)]);
    }
    let (seeds, next) = (number("KEYLINK_SEEDS").unwrap_or(SEEDS), AtomicU64::new(0));
    let (failed, counts) = (Mutex::new(Vec::new()), Mutex::new(Counts::default()));
    #[allow(clippy::disallowed_methods, reason = "the time is printed, nothing depends on it")]
    let began = std::time::Instant::now();
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds || !failed.lock().unwrap().is_empty() {
                        return;
                    }
                    let life = live_or_break(seed, &template);
                    counts.lock().unwrap().add(&life.counts);
                    if !life.broken.is_empty() {
                        failed.lock().unwrap().push((seed, life));
                    }
                }
            });
        }
    });
    let (failed, counts) = (failed.into_inner().unwrap(), counts.into_inner().unwrap());
    let (lives, seconds) = (next.into_inner().min(seeds), began.elapsed().as_secs_f64());
    #[allow(clippy::cast_precision_loss, reason = "a figure for people")]
    let speed = lives as f64 / seconds;
    println!("{lives} lives in {seconds:.1} s, {speed:.0} a second: {counts}");
    judged(&failed);
    assert!(seeds < 100 || counts.all_happened(), "something never happened: {counts}");
}

#[test]
fn the_same_seed_is_the_same_life() {
    let template = Template::make();
    for seed in 0..TWICE {
        let (one, two) = (live(seed, &template), live(seed, &template));
        let differs = one.trace.iter().zip(&two.trace).position(|(one, two)| one != two);
        if let Some(line) = differs {
            panic!("seed {seed}, line {line}:\n{}\n{}", one.trace[line], two.trace[line]);
        }
        assert_eq!(one.hash, two.hash, "seed {seed}");
    }
}

/// A simulation that panics breaks its seed, so that it can be replayed.
fn live_or_break(seed: u64, template: &Template) -> Life {
    catch_unwind(AssertUnwindSafe(|| live(seed, template))).unwrap_or_else(|_| Life {
        broken: vec!["it panicked, see above".to_owned()],
        counts: Counts::default(),
        trace: Vec::new(),
        hash: 0,
    })
}

fn judged(lives: &[(u64, Life)]) {
    for (seed, life) in lives.iter().filter(|(_, life)| !life.broken.is_empty()) {
        println!("seed {seed} broke:\n  {}", life.broken.join("\n  "));
        println!("replay: script/torture life {seed}");
    }
    assert!(lives.iter().all(|(_, life)| life.broken.is_empty()), "promises were broken, see above");
}
