//! A UHPPOTE board by the packets that the protocol's documents show: it opens, keeps what happens, forgets the oldest of it,
//! and has moods.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use jiff::civil::DateTime;
use tokio::net::UdpSocket;

pub const SERIAL: u32 = 405_419_896;

pub const CARD_IN: (u8, bool, u8) = (1, true, 0x01);
pub const CARD_OUT: (u8, bool, u8) = (1, false, 0x06);
pub const BUTTON: (u8, bool, u8) = (2, true, 0x14);
pub const OPENED: (u8, bool, u8) = (2, true, 0x17);
pub const CLOSED: (u8, bool, u8) = (2, true, 0x18);
pub const FORCED: (u8, bool, u8) = (3, false, 0x26);
pub const HELD: (u8, bool, u8) = (3, false, 0x25);
pub const REMOTE: (u8, bool, u8) = (2, true, 0x2c);
pub const POWERED: (u8, bool, u8) = (2, true, 0x1c);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mood {
    #[default]
    Well,
    /// Loses every third question.
    Lossy,
    /// Everything twice.
    Twice,
    /// Bytes that mean nothing, then the answer.
    Garbage,
    /// Says nothing at all.
    Silent,
    /// Opens, and never says so; nor how it is.
    OpensSilently,
    /// Says yes to a card, and does not keep it.
    LosesCards,
}

#[derive(Clone, Copy)]
pub struct Kept {
    pub index: u32,
    pub what: (u8, bool, u8),
    pub door: u8,
    pub card: u32,
    pub clock: DateTime,
}

#[derive(Default)]
pub struct State {
    /// Its first door is normally open.
    pub held: bool,
    /// For how long its doors are released, in seconds; it keeps that.
    pub delay_s: u8,
    pub serial: u32,
    pub mood: Mood,
    pub events: Vec<Kept>,
    pub clock: DateTime,
    pub keeps_all: bool,
    pub clocks_set: Vec<DateTime>,
    pub heard: usize,
    pub asked_for_events: usize,
    /// By number: the days in bytes, the doors, the PIN.
    pub cards: BTreeMap<u32, [u8; 15]>,
    pub cards_put: usize,
    relays: u8,
}

#[derive(Clone)]
pub struct Board {
    pub address: SocketAddr,
    pub state: Arc<Mutex<State>>,
}

fn bcd(number: i16) -> u8 {
    u8::try_from(number / 10 * 16 + number % 10).unwrap()
}

fn bcd_clock(clock: DateTime) -> [u8; 7] {
    let small = |number: i8| bcd(i16::from(number));
    let (year, rest) = (clock.year() / 100, clock.year() % 100);
    [
        bcd(year),
        bcd(rest),
        small(clock.month()),
        small(clock.day()),
        small(clock.hour()),
        small(clock.minute()),
        small(clock.second()),
    ]
}

fn from_bcd(bytes: &[u8]) -> DateTime {
    let two = |at: usize| i8::try_from(bytes[at] / 16 * 10 + bytes[at] % 16).unwrap();
    let year = i16::from(two(0)) * 100 + i16::from(two(1));
    jiff::civil::date(year, two(2), two(3)).at(two(4), two(5), two(6), 0)
}

impl Board {
    /// A board whose clock shows this, and stands still.
    pub async fn start(clock: DateTime) -> Self {
        let socket = UdpSocket::bind(("127.0.0.1", 0)).await.unwrap();
        let state = Arc::new(Mutex::new(State { serial: SERIAL, clock, delay_s: 5, ..State::default() }));
        let board = Self { address: socket.local_addr().unwrap(), state: Arc::clone(&state) };
        tokio::spawn(async move {
            let mut packet = [0; 64];
            while let Ok((64, from)) = socket.recv_from(&mut packet).await {
                let answers = state.lock().unwrap().answers(&packet);
                for answer in answers {
                    socket.send_to(&answer, from).await.unwrap();
                }
            }
        });
        board
    }

    /// Something happens.
    pub fn happens(&self, what: (u8, bool, u8), door: u8, card: u32) {
        self.state.lock().unwrap().keep(what, door, card);
    }

    pub fn be(&self, mood: Mood) {
        self.state.lock().unwrap().mood = mood;
    }

    /// Its memory keeps only the newest of its events.
    pub fn forgets_all_but(&self, count: usize) {
        let mut state = self.state.lock().unwrap();
        let rest = state.events.len() - count;
        state.events.drain(..rest);
    }

    pub fn set_clock(&self, clock: DateTime) {
        self.state.lock().unwrap().clock = clock;
    }
}

impl State {
    pub fn keep(&mut self, what: (u8, bool, u8), door: u8, card: u32) {
        let index = self.events.last().map_or(1, |last| last.index + 1);
        self.events.push(Kept { index, what, door, card, clock: self.clock });
    }

    fn answers(&mut self, asked: &[u8; 64]) -> Vec<Vec<u8>> {
        self.heard += 1;
        let to = u32::from_le_bytes(asked[4..8].try_into().unwrap());
        // Who it is, a board tells whoever asks nobody in particular.
        let is_meant = to == self.serial || (to == 0 && asked[1] == 0x94);
        if !is_meant || self.mood == Mood::Silent || (self.mood == Mood::Lossy && self.heard.is_multiple_of(3)) {
            return Vec::new();
        }
        let Some(answer) = self.answer(asked) else { return Vec::new() };
        match self.mood {
            Mood::Twice => vec![answer.clone(), answer],
            Mood::Garbage => vec![vec![0x17; 12], vec![0xff; 64], answer],
            _ => vec![answer],
        }
    }

    fn answer(&mut self, asked: &[u8; 64]) -> Option<Vec<u8>> {
        let mut said = vec![0; 64];
        said[..2].copy_from_slice(&asked[..2]);
        said[4..8].copy_from_slice(&self.serial.to_le_bytes());
        match asked[1] {
            0x94 => said[26..28].copy_from_slice(&[0x08, 0x92]),
            0x20 if self.mood == Mood::OpensSilently => return None,
            0x20 => {
                said[8..12].copy_from_slice(&self.events.last().map_or(0, |last| last.index).to_le_bytes());
                said[49] = self.relays;
                let clock = bcd_clock(self.clock);
                said[51..54].copy_from_slice(&clock[1..4]);
                said[37..40].copy_from_slice(&clock[4..7]);
            }
            0x82 => said[8..11].copy_from_slice(&[asked[8], if self.held { 1 } else { 3 }, self.delay_s]),
            0x80 => {
                (self.held, self.delay_s) = (asked[9] == 1, asked[10]);
                said[8..11].copy_from_slice(&asked[8..11]);
            }
            0x8e => {
                self.keeps_all = asked[8] == 1;
                said[8] = 1;
            }
            0x30 => {
                self.clock = from_bcd(&asked[8..15]);
                self.clocks_set.push(self.clock);
                said[8..15].copy_from_slice(&asked[8..15]);
            }
            0x40 => {
                self.relays |= 1 << (asked[8] - 1);
                self.keep(REMOTE, asked[8], 0);
                if self.mood == Mood::OpensSilently {
                    return None;
                }
                said[8] = 1;
            }
            0x50 => {
                said[8] = 1;
                self.cards_put += 1;
                if self.mood != Mood::LosesCards {
                    let number = u32::from_le_bytes(asked[8..12].try_into().unwrap());
                    self.cards.insert(number, asked[12..27].try_into().unwrap());
                }
            }
            0x52 => {
                let number = u32::from_le_bytes(asked[8..12].try_into().unwrap());
                said[8] = u8::from(self.cards.remove(&number).is_some());
            }
            0x5a => {
                let number = u32::from_le_bytes(asked[8..12].try_into().unwrap());
                if let Some(rest) = self.cards.get(&number) {
                    said[8..12].copy_from_slice(&asked[8..12]);
                    said[12..27].copy_from_slice(rest);
                }
            }
            0xb0 => self.event(u32::from_le_bytes(asked[8..12].try_into().unwrap()), &mut said),
            _ => return None,
        }
        Some(said)
    }

    fn event(&mut self, index: u32, said: &mut [u8]) {
        self.asked_for_events += 1;
        let found = match index {
            0 => self.events.first(),
            u32::MAX => self.events.last(),
            index => self.events.iter().find(|kept| kept.index == index),
        };
        let Some(kept) = found else {
            said[12] = if self.events.first().is_some_and(|first| index < first.index) { 0xff } else { 0 };
            return;
        };
        said[8..12].copy_from_slice(&kept.index.to_le_bytes());
        let (kind, granted, reason) = kept.what;
        said[12..16].copy_from_slice(&[kind, u8::from(granted), kept.door, 1]);
        said[16..20].copy_from_slice(&kept.card.to_le_bytes());
        said[20..27].copy_from_slice(&bcd_clock(kept.clock));
        said[27] = reason;
    }
}
