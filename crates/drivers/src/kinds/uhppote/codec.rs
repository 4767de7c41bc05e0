//! The UHPPOTE packets: 64 bytes each way, read and written without any network. What is read comes from a stranger.

use jiff::civil::{Date, DateTime, Time};

/// The length of every packet, in bytes.
pub(crate) const LENGTH: usize = 64;
/// The first byte of every packet.
const START: u8 = 0x17;

/// How a door is driven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Released all the time.
    NormallyOpen,
    /// Locked all the time: nothing opens it.
    NormallyClosed,
    /// Released when somebody may pass.
    Controlled,
}

/// What the house asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Who are you?
    Controller,
    /// How is it?
    Status,
    /// Open a door.
    Open { door: u8 },
    /// How is a door driven?
    Door { door: u8 },
    /// Drive a door so from now on.
    SetDoor { door: u8, control: Control },
    /// What stands at this place of your memory? 0 is the oldest.
    Event { index: u32 },
    /// Keep events of contacts and buttons, too.
    KeepAll,
    /// Set your clock.
    SetClock(DateTime),
    /// Let this card in.
    PutCard(Card),
    /// What do you know of this card?
    Card { number: u32 },
    /// Forget this card.
    TakeCard { number: u32 },
}

/// A card as the board holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Card {
    pub(crate) number: u32,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
    /// Whether it opens doors 1 to 4 at any time. What it opens by the board's own hours counts as another.
    pub(crate) doors: [bool; 4],
}

/// How a door is driven, and for how long it is released.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Control {
    pub(crate) mode: Mode,
    pub(crate) delay_s: u8,
}

/// What a controller answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    Controller { mac: [u8; 6], version: u16 },
    Status(Status),
    Opened(bool),
    Door { door: u8, control: Control },
    DoorSet { door: u8, control: Control },
    Event(Kept),
    KeepsAll(bool),
    ClockSet(Option<DateTime>),
    CardPut(bool),
    Card(Option<Card>),
    CardTaken(bool),
}

/// What stands at a place of the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    Event(Event),
    /// It was there, and is overwritten.
    Overwritten,
    /// Nothing.
    Nothing,
}

/// An event, by the board's own codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) index: u32,
    pub(crate) kind: u8,
    pub(crate) granted: bool,
    pub(crate) door: u8,
    pub(crate) card: u32,
    pub(crate) clock: Option<DateTime>,
    pub(crate) reason: u8,
}

/// How a controller is, for doors 1 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Status {
    /// The contacts: whether the leaf is away from the frame.
    pub(crate) open: [bool; 4],
    /// The relays: whether the lock is released.
    pub(crate) released: [bool; 4],
    /// Something is wrong with the controller itself, where not zero.
    pub(crate) error: u8,
    /// The newest event in its memory.
    pub(crate) last_event: u32,
    /// Its clock, which knows no zone.
    pub(crate) clock: Option<DateTime>,
}

impl Ask {
    /// The byte that says what is asked; the answer has the same.
    pub(crate) const fn function(self) -> u8 {
        match self {
            Self::Controller => 0x94,
            Self::Status => 0x20,
            Self::Open { .. } => 0x40,
            Self::Door { .. } => 0x82,
            Self::SetDoor { .. } => 0x80,
            Self::Event { .. } => 0xb0,
            Self::KeepAll => 0x8e,
            Self::SetClock(_) => 0x30,
            Self::PutCard(_) => 0x50,
            Self::Card { .. } => 0x5a,
            Self::TakeCard { .. } => 0x52,
        }
    }

    /// Whether this can be the answer: one to an earlier question may come late.
    pub(crate) fn fits(self, said: &Said) -> bool {
        match (self, said) {
            (Self::Event { index }, Said::Event(Kept::Event(event))) => index == 0 || event.index == index,
            (Self::Card { number }, Said::Card(Some(card))) => card.number == number,
            _ => true,
        }
    }

    /// The packet for the controller with this serial number.
    pub(crate) fn write(self, serial: u32) -> [u8; LENGTH] {
        let mut packet = [0; LENGTH];
        packet[0] = START;
        packet[1] = self.function();
        packet[4..8].copy_from_slice(&serial.to_le_bytes());
        match self {
            Self::Controller | Self::Status => {}
            Self::Event { index } => packet[8..12].copy_from_slice(&index.to_le_bytes()),
            Self::KeepAll => packet[8] = 1,
            Self::Card { number } | Self::TakeCard { number } => packet[8..12].copy_from_slice(&number.to_le_bytes()),
            Self::PutCard(card) => write_card(&mut packet, &card),
            Self::SetClock(clock) => packet[8..15].copy_from_slice(&bcd_clock(clock)),
            Self::Open { door } | Self::Door { door } => packet[8] = door,
            Self::SetDoor { door, control } => {
                packet[8] = door;
                packet[9] = control.mode.byte();
                packet[10] = control.delay_s;
            }
        }
        packet
    }
}

impl Said {
    /// Reads an answer: from which controller, and what it says. `None` is no answer of theirs, or one that makes no
    /// sense.
    pub(crate) fn read(packet: &[u8]) -> Option<(u32, Self)> {
        let packet: &[u8; LENGTH] = packet.try_into().ok()?;
        if packet[0] != START {
            return None;
        }
        let said = match packet[1] {
            0x94 => Self::Controller {
                mac: *packet[20..].first_chunk()?,
                version: u16::from_be_bytes([packet[26], packet[27]]),
            },
            0x20 => Self::Status(read_status(packet)?),
            0x40 => Self::Opened(flag(packet[8])?),
            0x82 => Self::Door { door: packet[8], control: read_control(packet)? },
            0x80 => Self::DoorSet { door: packet[8], control: read_control(packet)? },
            0xb0 => Self::Event(read_event(packet)?),
            0x8e => Self::KeepsAll(flag(packet[8])?),
            0x30 => Self::ClockSet(read_clock(&packet[8..15])),
            0x50 => Self::CardPut(flag(packet[8])?),
            0x5a => Self::Card(read_card(packet)),
            0x52 => Self::CardTaken(flag(packet[8])?),
            _ => return None,
        };
        Some((four(packet, 4), said))
    }
}

impl Mode {
    const fn byte(self) -> u8 {
        match self {
            Self::NormallyOpen => 1,
            Self::NormallyClosed => 2,
            Self::Controlled => 3,
        }
    }

    fn read(byte: u8) -> Option<Self> {
        [Self::NormallyOpen, Self::NormallyClosed, Self::Controlled].into_iter().find(|mode| mode.byte() == byte)
    }
}

fn read_control(packet: &[u8; LENGTH]) -> Option<Control> {
    Some(Control { mode: Mode::read(packet[9])?, delay_s: packet[10] })
}

fn read_status(packet: &[u8; LENGTH]) -> Option<Status> {
    let mut open = [false; 4];
    for (door, open) in open.iter_mut().enumerate() {
        *open = flag(packet[28 + door])?;
    }
    let relays = packet[49];
    let released = [0, 1, 2, 3].map(|door| relays & (1 << door) != 0);
    let clock = read_clock(&[&[0x20], &packet[51..54], &packet[37..40]].concat());
    Some(Status { open, released, error: packet[36], last_event: four(packet, 8), clock })
}

fn read_event(packet: &[u8; LENGTH]) -> Option<Kept> {
    let (index, kind) = (four(packet, 8), packet[12]);
    match kind {
        0xff => return Some(Kept::Overwritten),
        _ if index == 0 => return Some(Kept::Nothing),
        _ => {}
    }
    Some(Kept::Event(Event {
        index,
        kind,
        granted: flag(packet[13])?,
        door: packet[14],
        card: four(packet, 16),
        clock: read_clock(&packet[20..27]),
        reason: packet[27],
    }))
}

fn write_card(packet: &mut [u8; LENGTH], card: &Card) {
    packet[8..12].copy_from_slice(&card.number.to_le_bytes());
    for (at, day) in [(12, card.from), (16, card.until)] {
        let clock = bcd_clock(day.unwrap_or_default().at(0, 0, 0, 0));
        packet[at..at + 4].copy_from_slice(&clock[..4]);
    }
    for (byte, opens) in packet[20..24].iter_mut().zip(card.doors) {
        *byte = u8::from(opens);
    }
}

/// A number of nothing, or of ones alone, stands where no card does.
fn read_card(packet: &[u8; LENGTH]) -> Option<Card> {
    let number = four(packet, 8);
    let day = |at: usize| read_clock(&[&packet[at..at + 4], &[0; 3]].concat()).map(DateTime::date);
    let doors = [20, 21, 22, 23].map(|at| packet[at] == 1);
    // Hours of its own, or a PIN, are none of ours: then it is another card than the one that was put there.
    let is_ours = packet[20..24].iter().all(|byte| *byte <= 1) && packet[24..27] == [0; 3];
    let from = day(12).filter(|_| is_ours);
    (number != 0 && number != u32::MAX).then_some(Card { number, from, until: day(16), doors })
}

/// Seven bytes of two decimal digits each: year (two bytes), month, day, hour, minute, second. None where that is no time.
fn read_clock(bytes: &[u8]) -> Option<DateTime> {
    let mut parts = [0i8; 7];
    for (part, byte) in parts.iter_mut().zip(bytes) {
        let (tens, ones) = (byte >> 4, byte & 0x0f);
        *part = i8::try_from(tens * 10 + ones).ok().filter(|_| tens < 10 && ones < 10)?;
    }
    let [century, year, month, day, hour, minute, second] = parts;
    let date = Date::new(i16::from(century) * 100 + i16::from(year), month, day).ok()?;
    Some(DateTime::from_parts(date, Time::new(hour, minute, second, 0).ok()?))
}

/// The same the other way.
fn bcd_clock(clock: DateTime) -> [u8; 7] {
    let two = |number: i16| u8::try_from(number.rem_euclid(100)).map_or(0, |two| two / 10 * 16 + two % 10);
    let (year, small) = (clock.year(), |number: i8| two(i16::from(number)));
    let (date, time) = (clock.date(), clock.time());
    let day = [two(year / 100), two(year), small(date.month()), small(date.day())];
    [day[0], day[1], day[2], day[3], small(time.hour()), small(time.minute()), small(time.second())]
}

const fn flag(byte: u8) -> Option<bool> {
    match byte {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

fn four(packet: &[u8; LENGTH], at: usize) -> u32 {
    u32::from_le_bytes([packet[at], packet[at + 1], packet[at + 2], packet[at + 3]])
}

/// Reads any packet (see `fuzzing` in the crate's root): what is understood is only what the packet can say.
pub(crate) fn fuzz(packet: &[u8]) {
    let Some((serial, said)) = Said::read(packet) else { return };
    assert_eq!((packet.len(), packet[0]), (LENGTH, START));
    assert_eq!(serial.to_le_bytes(), packet[4..8]);
    if let Said::Status(status) = said {
        let on = status.released.iter().filter(|on| **on).count();
        assert_eq!(on, (packet[49] & 0x0f).count_ones() as usize);
    }
    if let Said::Event(Kept::Event(event)) = said {
        assert!(event.index != 0 && event.clock.is_none_or(|clock| bcd_clock(clock) == packet[20..27]));
    }
    if let Said::Door { door, control } = said {
        let again = Ask::SetDoor { door, control }.write(serial);
        assert_eq!(again[8..11], packet[8..11], "a door's control is written as it was read");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERIAL: u32 = 405_419_896;

    fn answer(function: u8) -> [u8; LENGTH] {
        let mut packet = [0; LENGTH];
        packet[..8].copy_from_slice(&[START, function, 0, 0, 0x78, 0x37, 0x2a, 0x18]);
        packet
    }

    #[test]
    fn questions_are_written_as_the_documents_say() {
        let packet = Ask::Open { door: 3 }.write(SERIAL);
        assert_eq!(packet[..9], [0x17, 0x40, 0, 0, 0x78, 0x37, 0x2a, 0x18, 3]);
        assert!(packet[9..].iter().all(|byte| *byte == 0));
        let control = Control { mode: Mode::Controlled, delay_s: 5 };
        assert_eq!(Ask::SetDoor { door: 1, control }.write(SERIAL)[8..11], [1, 3, 5]);
    }

    #[test]
    fn answers_are_read() {
        let mut status = answer(0x20);
        (status[28], status[49], status[36]) = (1, 0b0101, 7);
        let read = Status {
            open: [true, false, false, false],
            released: [true, false, true, false],
            error: 7,
            last_event: 0,
            clock: None,
        };
        assert_eq!(Said::read(&status), Some((SERIAL, Said::Status(read))));
        let mut opened = answer(0x40);
        assert_eq!(Said::read(&opened), Some((SERIAL, Said::Opened(false))));
        opened[8] = 1;
        assert_eq!(Said::read(&opened), Some((SERIAL, Said::Opened(true))));
        let mut door = answer(0x82);
        door[8..11].copy_from_slice(&[2, 2, 9]);
        let control = Control { mode: Mode::NormallyClosed, delay_s: 9 };
        assert_eq!(Said::read(&door), Some((SERIAL, Said::Door { door: 2, control })));
    }

    #[test]
    fn events_are_read_and_clocks_are_written_as_they_are_read() {
        let mut said = answer(0xb0);
        said[8..28].copy_from_slice(&[
            78, 0, 0, 0, 1, 1, 3, 1, 0x4e, 0x61, 0xbc, 0, 0x20, 0x26, 0x11, 0x22, 0x12, 0x30, 0x59, 0x06,
        ]);
        let clock = jiff::civil::date(2026, 11, 22).at(12, 30, 59, 0);
        let event =
            Event { index: 78, kind: 1, granted: true, door: 3, card: 12_345_678, clock: Some(clock), reason: 6 };
        assert_eq!(Said::read(&said), Some((SERIAL, Said::Event(Kept::Event(event)))));
        assert!(Ask::Event { index: 78 }.fits(&Said::Event(Kept::Event(event))));
        assert!(!Ask::Event { index: 79 }.fits(&Said::Event(Kept::Event(event))), "a late answer");
        assert_eq!(Ask::SetClock(clock).write(SERIAL)[8..15], said[20..27]);
        said[12] = 0xff;
        assert_eq!(Said::read(&said), Some((SERIAL, Said::Event(Kept::Overwritten))));
        assert_eq!(Said::read(&answer(0xb0)), Some((SERIAL, Said::Event(Kept::Nothing))));
        for wrong in [[0x20, 0x26, 0x13, 1, 0, 0, 0], [0x20, 0x26, 0x1a, 1, 0, 0, 0], [0; 7], [0xff; 7]] {
            assert_eq!(read_clock(&wrong), None, "{wrong:02x?}");
        }
    }

    #[test]
    fn cards_are_read_as_they_are_written() {
        let day = |month| Some(jiff::civil::date(2026, month, 28));
        let card = Card { number: 12_345_678, from: day(1), until: day(12), doors: [true, false, false, true] };
        let mut packet = Ask::PutCard(card).write(SERIAL);
        assert_eq!(packet[8..24], [0x4e, 0x61, 0xbc, 0, 0x20, 0x26, 1, 0x28, 0x20, 0x26, 0x12, 0x28, 1, 0, 0, 1]);
        packet[1] = 0x5a;
        assert_eq!(Said::read(&packet), Some((SERIAL, Said::Card(Some(card)))));
        packet[21] = 29;
        assert_ne!(
            Said::read(&packet),
            Some((SERIAL, Said::Card(Some(card)))),
            "it opens a door at the board's own hours"
        );
        for none in [[0; 4], [0xff; 4]] {
            packet[8..12].copy_from_slice(&none);
            assert_eq!(Said::read(&packet), Some((SERIAL, Said::Card(None))));
        }
    }

    #[test]
    fn nonsense_is_no_answer() {
        let mut odd = answer(0x40);
        odd[8] = 2;
        let mut mode = answer(0x82);
        mode[9] = 4;
        let mut start = answer(0x20);
        start[0] = 0x18;
        let mut contact = answer(0x20);
        contact[31] = 0xff;
        for packet in [&odd[..], &mode, &start, &contact, &answer(0x99), &answer(0x20)[..63], &[], &[0x17; 65]] {
            assert_eq!(Said::read(packet), None);
        }
    }
}
