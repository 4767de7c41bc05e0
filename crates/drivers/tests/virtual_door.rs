//! The door in software against the real drivers: each mood, its memory, its restarts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use common::{House, On, PATIENCE, SECRET, command, controller, now, stays, wait_until};
use futures_util::FutureExt as _;
use keylink_domain::controller::Channel;
use keylink_domain::door::{ContactStatus, LockStatus};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{Command, Outcome};
use keylink_drivers::Report;
use keylink_virtual_door::{Happening, Mood, Options, Recollection, moves};
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;

const SHORT: Duration = Duration::from_millis(400);

struct Door {
    keyboard: DuplexStream,
    screen: DuplexStream,
    running: JoinHandle<Result<(), keylink_virtual_door::Failed>>,
}

impl Door {
    fn start(house: &House, memory: PathBuf, mood: Mood) -> Self {
        let options = Options {
            broker: house.address.to_string(),
            login: controller(1).to_string(),
            password: SECRET.to_owned(),
            channels: vec!["1".to_owned(), "relay-2".to_owned()],
            names: vec!["Street door".to_owned()],
            memory: Some(memory),
            mood,
            plain: true,
        };
        let (keyboard, commands) = tokio::io::duplex(1_024);
        let (out, screen) = tokio::io::duplex(1 << 20);
        let running = tokio::spawn(keylink_virtual_door::run(options, BufReader::new(commands), out));
        Self { keyboard, screen, running }
    }

    async fn type_in(&mut self, line: &str) {
        self.keyboard.write_all(format!("{line}\n").as_bytes()).await.unwrap();
    }

    async fn shows(&mut self, words: &str) {
        let mut shown = String::new();
        let mut part = [0; 4_096];
        while !shown.contains(words) {
            let read = timeout(PATIENCE, self.screen.read(&mut part)).await;
            let read = read.unwrap_or_else(|_| panic!("{words:?} is not shown, but {shown}")).unwrap();
            assert_ne!(read, 0, "{words:?} is not shown, but {shown}");
            shown.push_str(&String::from_utf8_lossy(&part[..read]));
        }
    }

    /// As if the power went.
    async fn power_cut(self) {
        self.running.abort();
        assert!(self.running.await.unwrap_err().is_cancelled());
    }
}

struct Scene {
    house: House,
    folder: tempfile::TempDir,
}

impl Scene {
    async fn new(on: On) -> Self {
        Self { house: House::new(on).await, folder: tempfile::tempdir().unwrap() }
    }

    fn memory(&self) -> PathBuf {
        self.folder.path().join("memory.jsonl")
    }

    async fn door(&self, mood: Mood) -> Door {
        let door = Door::start(&self.house, self.memory(), mood);
        self.house.online(1, true).await;
        door
    }

    async fn send(&self, command: &Command, remaining: Duration) -> Outcome {
        self.house.send(command, remaining).await.unwrap().0
    }

    fn recollection(&self) -> Recollection {
        Recollection::read(&self.memory()).unwrap()
    }

    fn moves(&self) -> BTreeMap<String, u64> {
        moves(&self.memory()).unwrap()
    }
}

fn once() -> BTreeMap<String, u64> {
    BTreeMap::from([("1".to_owned(), 1)])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_that_is_well_opens_locks_again_and_remembers() {
    for on in [On::Inside, On::Mosquitto] {
        let scene = Scene::new(on).await;
        let mut door = scene.door(Mood::Well).await;
        let command = command(controller(1), PATIENCE);
        assert_eq!(scene.send(&command, PATIENCE).await, Outcome::Opened);
        assert_eq!(scene.moves(), once());
        let lines = scene.recollection().lines;
        let told: Vec<_> = lines.iter().map(|line| kind(&line.what)).collect();
        assert_eq!(told, ["command", "move", "answer"]);
        door.shows("Street door UNLOCKED").await;
        door.shows("Street door LOCKED").await;
        let locked = Report::Door {
            controller: controller(1),
            channel: Channel::parse("1").unwrap(),
            lock: Some(LockStatus::Locked),
            contact: Some(ContactStatus::Closed),
        };
        wait_until("the lock is reported", || scene.house.said(&locked)).await;
    }
}

fn kind(what: &Happening) -> &'static str {
    match what {
        Happening::Command { .. } => "command",
        Happening::Move { .. } => "move",
        Happening::Answer { .. } => "answer",
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_bad_mood_shows() {
    let scene = Scene::new(On::Inside).await;
    let mut door = scene.door(Mood::Jammed).await;
    let next = |remaining| command(controller(1), remaining);
    assert_eq!(scene.send(&next(PATIENCE), PATIENCE).await, Outcome::Failed(Refusal::DoorJammed));
    assert_eq!(scene.moves(), BTreeMap::new());

    door.type_in("deaf").await;
    door.shows("mood deaf").await;
    let before = scene.recollection().lines.len();
    assert_eq!(scene.send(&next(SHORT), SHORT).await, Outcome::Unknown);
    assert_eq!(scene.recollection().lines.len(), before, "it heard nothing");

    door.type_in("quiet").await;
    door.shows("mood quiet").await;
    let quiet = next(SHORT);
    assert_eq!(scene.send(&quiet, SHORT).await, Outcome::Unknown);
    assert_eq!(scene.recollection().moves_for(quiet.id.uuid()), 1, "it moved and said nothing");

    door.type_in("twice").await;
    door.shows("mood twice").await;
    let twice = next(PATIENCE);
    assert_eq!(scene.send(&twice, PATIENCE).await, Outcome::Opened);
    assert_eq!(scene.recollection().moves_for(twice.id.uuid()), 1);

    let mut elsewhere = next(PATIENCE);
    elsewhere.address.channel = Channel::parse("cellar").unwrap();
    assert_eq!(scene.send(&elsewhere, PATIENCE).await, Outcome::Failed(Refusal::DoorNotWired));
    assert_eq!(scene.house.late_answers(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_door_moves_in_time_or_not_at_all() {
    let scene = Scene::new(On::Inside).await;
    let door = scene.door(Mood::Slow(Duration::from_millis(300))).await;
    let in_time = command(controller(1), PATIENCE);
    assert_eq!(scene.send(&in_time, PATIENCE).await, Outcome::Opened);
    let too_late = command(controller(1), Duration::from_millis(100));
    assert_eq!(scene.send(&too_late, Duration::from_millis(100)).await, Outcome::Unknown);
    wait_until("it says that it was too late", || !scene.house.late_answers().is_empty()).await;
    let late = Report::LateAnswer {
        unlock: too_late.id,
        controller: controller(1),
        outcome: Outcome::Failed(Refusal::TooLate),
    };
    assert_eq!(scene.house.late_answers(), [late]);
    assert_eq!(scene.recollection().moves_for(too_late.id.uuid()), 0);
    door.power_cut().await;
}

/// Invariant 5 from the device's side: the same command again, also after a restart.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_command_moves_it_once_even_after_a_power_cut() {
    let scene = Scene::new(On::Inside).await;
    let door = scene.door(Mood::Well).await;
    let command = command(controller(1), PATIENCE);
    for _ in 0..3 {
        assert_eq!(scene.send(&command, PATIENCE).await, Outcome::Opened);
    }
    door.power_cut().await;
    scene.house.online(1, false).await;
    let _door = scene.door(Mood::Well).await;
    assert_eq!(scene.send(&command, PATIENCE).await, Outcome::Opened);
    assert_eq!(scene.moves(), once());
}

/// Together on the broker inside, one by one on mosquitto: each command is judged and answered by itself.
#[tokio::test(flavor = "multi_thread")]
async fn commands_of_one_moment_each_move_their_door_once() {
    for (on, mood) in [
        (On::Inside, Mood::Well),
        (On::Inside, Mood::Twice),
        (On::Inside, Mood::Slow(Duration::from_millis(100))),
        (On::Mosquitto, Mood::Well),
    ] {
        let scene = Scene::new(on).await;
        let _door = scene.door(mood).await;
        let mut commands: Vec<_> = (0..40).map(|_| command(controller(1), PATIENCE)).collect();
        for (command, channel) in commands.iter_mut().zip(["1", "relay-2", "cellar", "1"].into_iter().cycle()) {
            command.address.channel = Channel::parse(channel).unwrap();
        }
        let mut sendings = Vec::new();
        for (number, command) in commands.iter().enumerate() {
            if number == 3 {
                scene.house.wall.stands_at(now() - PATIENCE - Duration::from_secs(1));
            }
            let mut sending = Box::pin(scene.house.drivers.send(command, PATIENCE));
            assert_eq!((&mut sending).now_or_never(), None);
            scene.house.wall.goes_on();
            sendings.push(sending);
        }
        let outcomes = futures_util::future::join_all(sendings).await;
        for (number, came) in outcomes.into_iter().enumerate() {
            let (outcome, moves) = match number {
                3 => (Outcome::Failed(Refusal::TooLate), 0),
                _ if number % 4 == 2 => (Outcome::Failed(Refusal::DoorNotWired), 0),
                _ => (Outcome::Opened, 1),
            };
            assert_eq!(came, outcome, "{on:?} {mood} {number}");
            assert_eq!(scene.recollection().moves_for(commands[number].id.uuid()), moves);
        }
        assert_eq!(scene.moves(), BTreeMap::from([("1".to_owned(), 19), ("relay-2".to_owned(), 10)]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_from_the_past_moves_nothing() {
    let scene = Scene::new(On::Inside).await;
    let _door = scene.door(Mood::Well).await;
    scene.house.wall.stands_at(now() - PATIENCE - Duration::from_secs(1));
    assert_eq!(scene.send(&command(controller(1), PATIENCE), PATIENCE).await, Outcome::Failed(Refusal::TooLate));
    assert_eq!(scene.moves(), BTreeMap::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_works() {
    let scene = Scene::new(On::Inside).await;
    let mut door = scene.door(Mood::Well).await;
    door.type_in("open relay-2").await;
    door.shows("Door relay-2 is open").await;
    let open = Report::Door {
        controller: controller(1),
        channel: Channel::parse("relay-2").unwrap(),
        lock: Some(LockStatus::Locked),
        contact: Some(ContactStatus::Open),
    };
    wait_until("the leaf is reported", || scene.house.said(&open)).await;
    door.type_in("moves").await;
    door.shows("Street door: 0, Door relay-2: 0").await;
    door.type_in("dance").await;
    door.shows("a mood is one of").await;
    door.type_in("quit").await;
    timeout(PATIENCE, &mut door.running).await.expect("it stops").unwrap().unwrap();
    scene.house.online(1, false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_comes_back_by_itself_and_goes_on_without_a_keyboard() {
    let mut scene = Scene::new(On::Mosquitto).await;
    let mut door = scene.door(Mood::Well).await;
    door.keyboard.shutdown().await.unwrap();
    scene.house.mosquitto.as_mut().unwrap().stop();
    door.shows("not connected").await;
    wait_until("the loss is noticed", || !scene.house.drivers.is_linked()).await;
    scene.house.mosquitto.as_mut().unwrap().start_again();
    scene.house.online(1, true).await;
    let command = command(controller(1), PATIENCE);
    assert_eq!(scene.send(&command, PATIENCE).await, Outcome::Opened);
    stays("it moved once", Duration::from_millis(20), || scene.moves() == once()).await;
}
