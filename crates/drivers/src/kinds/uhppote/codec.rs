//! The UHPPOTE packets: 64 bytes each way, read and written without any network. What is read comes from a stranger.

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
    Some(Status { open, released, error: packet[36], last_event: four(packet, 8) })
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
        let read =
            Status { open: [true, false, false, false], released: [true, false, true, false], error: 7, last_event: 0 };
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
