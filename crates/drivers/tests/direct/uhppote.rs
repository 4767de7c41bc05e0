//! A UHPPOTE board by the packets that the protocol's documents show, with a mood.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use keylink_domain::controller::DriverKind;
use keylink_domain::door::{ContactStatus, LockStatus};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{DoorAct, Outcome};
use keylink_drivers::Keeping;
use tokio::net::UdpSocket;

use crate::scene::Scene;

const SERIAL: u32 = 405_419_896;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Well,
    /// Opens, and does not say so.
    LosesTheYes,
    /// Says nothing to "open", and does nothing.
    Silent,
    /// Says yes, and its relay stays off.
    Lies,
    /// Says no.
    SaysNo,
    /// Everything twice.
    Twice,
    /// Bytes that mean nothing, then the answer.
    Garbage,
    /// Is another board.
    Replaced,
    /// Dies with the command.
    Reboots,
    /// Loses every second question.
    Lossy,
}

struct Board {
    mood: Mood,
    modes: [u8; 4],
    delays: [u8; 4],
    relays: u8,
    moves: usize,
    delays_set: usize,
    dead: bool,
    heard: usize,
}

struct FakeBoard {
    address: SocketAddr,
    board: Arc<Mutex<Board>>,
}

impl FakeBoard {
    async fn start(mood: Mood) -> Self {
        let socket = UdpSocket::bind(("127.0.0.1", 0)).await.unwrap();
        let board = Board {
            mood,
            modes: [3, 3, 2, 1],
            delays: [5, 3, 3, 3],
            relays: 0b1000,
            moves: 0,
            delays_set: 0,
            dead: false,
            heard: 0,
        };
        let board = Arc::new(Mutex::new(board));
        let fake = Self { address: socket.local_addr().unwrap(), board: Arc::clone(&board) };
        tokio::spawn(async move {
            let mut packet = [0; 64];
            while let Ok((length, from)) = socket.recv_from(&mut packet).await {
                assert_eq!(length, 64);
                let answers = board.lock().unwrap().answers(&packet);
                for answer in answers {
                    socket.send_to(&answer, from).await.unwrap();
                }
            }
        });
        fake
    }

    async fn scene(&self) -> Scene {
        let address = self.address.to_string();
        Scene::new(DriverKind::Uhppote, &[("address", &address), ("serial", "405419896"), ("contacts", "yes")]).await
    }

    fn moves(&self) -> usize {
        self.board.lock().unwrap().moves
    }
}

impl Board {
    fn answers(&mut self, asked: &[u8; 64]) -> Vec<Vec<u8>> {
        self.heard += 1;
        if self.dead || asked[4..8] != SERIAL.to_le_bytes() || (self.mood == Mood::Lossy && self.heard % 2 == 1) {
            return Vec::new();
        }
        let Some(answer) = self.answer(asked) else { return Vec::new() };
        match self.mood {
            Mood::Twice => vec![answer.clone(), answer],
            Mood::Garbage => vec![vec![0x17; 12], vec![0xff; 64], answer],
            Mood::Replaced => {
                let mut other = answer;
                other[4] ^= 1;
                vec![other]
            }
            _ => vec![answer],
        }
    }

    fn answer(&mut self, asked: &[u8; 64]) -> Option<Vec<u8>> {
        let mut said = vec![0; 64];
        said[..8].copy_from_slice(&asked[..8]);
        let door = usize::from(asked[8]).wrapping_sub(1);
        match asked[1] {
            0x94 => said[20..28].copy_from_slice(&[0, 0x66, 0x19, 0x39, 0x55, 0x2d, 0x08, 0x92]),
            0x20 => {
                said[8] = 78;
                said[28] = 1;
                said[49] = self.relays;
            }
            0x82 => said[8..11].copy_from_slice(&[asked[8], *self.modes.get(door)?, self.delays[door]]),
            0x80 => {
                (self.modes[door], self.delays[door]) = (asked[9], asked[10]);
                self.delays_set += 1;
                said[8..11].copy_from_slice(&asked[8..11]);
            }
            0x40 => return self.open(door, said),
            _ => return None,
        }
        Some(said)
    }

    fn open(&mut self, door: usize, mut said: Vec<u8>) -> Option<Vec<u8>> {
        if door > 3 {
            return None;
        }
        said[8] = u8::from(self.mood != Mood::SaysNo);
        match self.mood {
            Mood::Silent => return None,
            Mood::Reboots => {
                self.dead = true;
                return None;
            }
            Mood::Lies | Mood::SaysNo => return Some(said),
            _ => {}
        }
        self.moves += 1;
        // A door that is held shut says yes, and stays shut.
        if self.modes[door] != 2 {
            self.relays |= 1 << door;
        }
        (self.mood != Mood::LosesTheYes).then_some(said)
    }
}

#[tokio::test]
async fn a_door_is_open_when_its_relay_is_seen_on() {
    let fake = FakeBoard::start(Mood::Well).await;
    let scene = fake.scene().await;
    assert_eq!(scene.open("1").await, Outcome::Opened);
    {
        let board = fake.board.lock().unwrap();
        assert_eq!((board.moves, board.delays[0], board.delays_set), (1, 3, 1), "the board locks again by itself");
    }
    assert_eq!(scene.open("2").await, Outcome::Opened);
    assert_eq!(fake.board.lock().unwrap().delays_set, 1, "a delay that is right is left alone");
    assert_eq!(scene.open("4").await, Outcome::Opened, "it is held open");
}

#[tokio::test]
async fn a_door_that_the_board_holds_shut_is_not_opened() {
    let fake = FakeBoard::start(Mood::Well).await;
    let scene = fake.scene().await;
    assert_eq!(scene.open("3").await, Outcome::Failed(Refusal::DoorJammed));
    assert_eq!(fake.moves(), 0);
}

#[tokio::test]
async fn a_door_is_held_by_its_mode_and_given_back() {
    let fake = FakeBoard::start(Mood::Well).await;
    let scene = fake.scene().await;
    let modes = || fake.board.lock().unwrap().modes;
    assert_eq!(scene.keep("1", DoorAct::Hold).await, Keeping::Released);
    assert_eq!(modes(), [1, 3, 2, 1]);
    assert_eq!(scene.keep("1", DoorAct::Hold).await, Keeping::Done);
    assert_eq!(fake.board.lock().unwrap().delays_set, 1, "what is so is not written again");
    assert_eq!(scene.keep("1", DoorAct::Lock).await, Keeping::Done);
    assert_eq!(modes(), [3, 3, 2, 1]);
    let Keeping::Refused(why) = scene.keep("3", DoorAct::Hold).await else { panic!("it is held shut") };
    assert_eq!(why, "the board itself holds this door shut");
    assert_eq!(scene.keep("3", DoorAct::Lock).await, Keeping::Done);
    assert_eq!(modes(), [3, 3, 2, 1], "what somebody else shut stays shut");
    assert_eq!(fake.moves(), 0);
}

#[tokio::test]
async fn outcomes_are_true_in_every_mood() {
    for (mood, outcome, moves) in [
        (Mood::LosesTheYes, Outcome::Opened, 1),
        (Mood::Silent, Outcome::Unknown, 0),
        (Mood::Lies, Outcome::Unknown, 0),
        (Mood::SaysNo, Outcome::Failed(Refusal::DoorJammed), 0),
        (Mood::Twice, Outcome::Opened, 1),
        (Mood::Garbage, Outcome::Opened, 1),
        (Mood::Replaced, Outcome::Failed(Refusal::DoorOffline), 0),
        (Mood::Reboots, Outcome::Unknown, 0),
    ] {
        let fake = FakeBoard::start(mood).await;
        let scene = fake.scene().await;
        assert_eq!((scene.open("1").await, fake.moves()), (outcome, moves), "{mood:?}");
    }
}

#[tokio::test]
async fn on_a_lossy_line_nothing_is_opened_twice() {
    let fake = FakeBoard::start(Mood::Lossy).await;
    let scene = fake.scene().await;
    let outcome = scene.open("1").await;
    assert!(fake.moves() <= 1, "moved {} times", fake.moves());
    assert!(outcome == Outcome::Opened || fake.moves() == 0, "{outcome:?}");
}

#[tokio::test]
async fn a_board_tells_of_itself_and_its_doors() {
    let fake = FakeBoard::start(Mood::Well).await;
    let scene = fake.scene().await;
    let told = scene.probe(&[]).await.unwrap();
    assert!(told.facts[0].contains("405419896, firmware v8.92, 00:66:19:39:55:2d"), "{told:?}");
    let door = |n: usize| (told.doors[n].lock, told.doors[n].contact);
    assert_eq!(door(0), (Some(LockStatus::Locked), Some(ContactStatus::Open)));
    assert_eq!(door(3), (Some(LockStatus::Unlocked), Some(ContactStatus::Closed)));
    let replaced = FakeBoard::start(Mood::Replaced).await;
    assert!(replaced.scene().await.probe(&[]).await.unwrap_err().contains("another controller"));
}

#[tokio::test]
async fn a_board_that_is_not_there_is_offline() {
    let fake = FakeBoard::start(Mood::Well).await;
    fake.board.lock().unwrap().dead = true;
    let scene = fake.scene().await;
    let outcome = scene.open_at(1, "1", Duration::from_millis(700)).await;
    assert_eq!(outcome, Outcome::Failed(Refusal::DoorOffline), "nothing was sent");
}
