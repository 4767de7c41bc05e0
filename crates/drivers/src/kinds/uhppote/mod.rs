//! UHPPOTE boards over UDP. The answer to "open" says only that the board took it; that the lock is released is read
//! from its relay byte. The board itself locks again after the door's delay.

mod cards;
pub(crate) mod codec;
mod hold;
mod memory;

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use futures_util::future::BoxFuture;
use keylink_domain::controller::Channel;
use keylink_domain::door::{ContactStatus, LockStatus};
use keylink_domain::placement::CardOrder;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use tokio::net::UdpSocket;
use tokio::sync::{Mutex, OnceCell};

use self::codec::{Ask, Control, LENGTH, Mode, Said, Status};
use super::{About, is_number};
use crate::direct::order::{Order, Trouble};
use crate::direct::settings::{Field, FieldKind, Values, Wrong};
use crate::direct::{DoorReport, Driver, Ears, Heard, Offer, Probe, Tools};

pub(super) const ABOUT: About = About {
    name: "UHPPOTE",
    purpose: "Boards for one to four doors by UHPPOTE, and the same boards under other names, over UDP.",
    places: "The door\u{2019}s number on the board, 1 to 4.",
    confirms: "Opened: the board\u{2019}s relay for the door was seen on after the command. Not that the leaf moved.",
    tells: "Cards, codes and exit buttons; door contacts where they are wired; also what happened while Keylink was away.",
    has_memory: true,
    largest_card: Some(0xffff_fffe),
    fields: &[
        Field::new(
            FieldKind::Place,
            "address",
            "Address",
            "The board\u{2019}s IP address, such as 192.168.1.100. Port 60000 unless one is named.",
        )
        .required(),
        Field::new(FieldKind::Place, "serial", "Serial number", "It is printed on the board, such as 405419896.")
            .required(),
        Field::new(
            FieldKind::Choice(&[("no", "No contact is wired"), ("yes", "Each door has a contact")]),
            "contacts",
            "Door contacts",
            "A board without contacts reports every door closed; then Keylink does not repeat it.",
        )
        .default("no"),
        Field::new(
            FieldKind::Choice(&[("yes", "Keylink sets it"), ("no", "Something else sets it")]),
            "clock",
            "Clock",
            "Cards count by the board\u{2019}s own clock. Keylink sets it to the time of the doors\u{2019} building.",
        )
        .default("yes"),
    ],
    is_place: |text| is_number(text, 1, 4),
    holds: |_| true,
    build: |values| Ok(Box::new(Uhppote::new(values)?)),
};

pub(crate) const PORT: u16 = 60_000;
/// How long one answer is waited for; boards answer within some milliseconds, so that silence means loss.
const PATIENCE: Duration = Duration::from_millis(400);
/// How often a question that changes nothing is asked. The command to open is asked once.
const TRIES: usize = 3;
/// How often the relay is looked at after the board has said yes. It acts at once, or not.
const LOOKS: usize = 4;

/// One board.
pub(super) struct Uhppote {
    address: SocketAddr,
    serial: u32,
    contacts: bool,
    sets_clock: bool,
    keeps_all: OnceCell<()>,
    /// Taken by whoever reads how a door is driven and writes it anew: a door's delay and its mode are one setting.
    driving: Mutex<()>,
}

impl Uhppote {
    fn new(values: &Values) -> Result<Self, Wrong> {
        let typed = values.get("address");
        let wrong = || Wrong::new("address", "give an IP address, such as 192.168.1.100 or 192.168.1.100:60000");
        let alone = typed.parse::<IpAddr>().map(|ip| SocketAddr::new(ip, PORT));
        let address = alone.or_else(|_| typed.parse()).map_err(|_| wrong())?;
        let (serial, contacts) = (values.number("serial", 1, u32::MAX)?, values.get("contacts") == "yes");
        let sets_clock = values.get("clock") != "no";
        Ok(Self { address, serial, contacts, sets_clock, keeps_all: OnceCell::new(), driving: Mutex::default() })
    }

    async fn socket(&self, tools: &Tools) -> Result<UdpSocket, Trouble> {
        tools.http.networks().check(self.address).map_err(Trouble::Closed)?;
        let any: SocketAddr = if self.address.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0_u16; 8], 0).into() };
        let near = async {
            let socket = UdpSocket::bind(any).await?;
            // From here on the system hands over what this address sends, and nothing else.
            socket.connect(self.address).await?;
            Ok(socket)
        };
        near.await.map_err(|error: std::io::Error| Trouble::Unreached(error.kind()))
    }

    /// Waits for the answer to what was sent over this socket. Others' answers and doubles are passed over.
    async fn hear(&self, socket: &UdpSocket, ask: Ask) -> Result<Said, Trouble> {
        let mut buffer = [0; 2 * LENGTH];
        let mut other = None;
        let heard = tokio::time::timeout(PATIENCE, async {
            loop {
                let length = socket.recv(&mut buffer).await.map_err(|error| Trouble::Unreached(error.kind()))?;
                let packet = buffer.get(..length).unwrap_or_default();
                match Said::read(packet) {
                    Some((serial, said)) if serial == self.serial && packet[1] == ask.function() && ask.fits(&said) => {
                        return Ok(said);
                    }
                    Some((serial, _)) if serial != self.serial => other = Some(serial),
                    _ => tracing::debug!(address = %self.address, "a packet that answers nothing"),
                }
            }
        });
        match heard.await {
            Ok(heard) => heard,
            Err(_) => Err(other.map_or(Trouble::Silent, Trouble::Stranger)),
        }
    }

    async fn exchange(&self, tools: &Tools, ask: Ask) -> Result<Said, Trouble> {
        let socket = self.socket(tools).await?;
        socket.send(&ask.write(self.serial)).await.map_err(|error| Trouble::Unreached(error.kind()))?;
        self.hear(&socket, ask).await
    }

    /// Asks what changes nothing, or nothing more the second time; a packet may be lost.
    async fn ask(&self, tools: &Tools, ask: Ask) -> Result<Said, Trouble> {
        let mut last = Trouble::Silent;
        for _ in 0..TRIES {
            match self.exchange(tools, ask).await {
                Err(Trouble::Silent) => last = Trouble::Silent,
                answered => return answered,
            }
        }
        Err(last)
    }

    async fn status(&self, tools: &Tools) -> Result<Status, Trouble> {
        match self.ask(tools, Ask::Status).await? {
            Said::Status(status) => Ok(status),
            _ => Err(Trouble::NotUnderstood("its status")),
        }
    }

    /// The same; and where nobody answers to the serial number, whether somebody else is there.
    async fn status_or_stranger(&self, tools: &Tools) -> Result<Status, Trouble> {
        match self.status(tools).await {
            Err(Trouble::Silent) => Err(self.stranger(tools).await),
            answered => answered,
        }
    }

    /// A board leaves a question for another one unanswered. Asked for its number, which all of them answer, it gives it.
    async fn stranger(&self, tools: &Tools) -> Trouble {
        let Ok(socket) = self.socket(tools).await else { return Trouble::Silent };
        if socket.send(&Ask::Controller.write(0)).await.is_err() {
            return Trouble::Silent;
        }
        match self.hear(&socket, Ask::Controller).await {
            Err(Trouble::Stranger(number)) => Trouble::Stranger(number),
            Ok(_) | Err(_) => Trouble::Silent,
        }
    }

    /// The door's delay on the board is the pulse that Keylink was told: the board locks again by itself.
    async fn prepare(&self, tools: &Tools, door: u8, pulse_s: u32) -> Result<Mode, Trouble> {
        let _driving = self.driving.lock().await;
        let Said::Door { control, .. } = self.ask(tools, Ask::Door { door }).await? else {
            return Err(Trouble::NotUnderstood("how the door is driven"));
        };
        let delay_s = u8::try_from(pulse_s).unwrap_or(u8::MAX);
        if control.mode == Mode::Controlled && control.delay_s != delay_s {
            let control = Control { delay_s, ..control };
            match self.ask(tools, Ask::SetDoor { door, control }).await? {
                Said::DoorSet { control: set, .. } if set == control => {}
                _ => return Err(Trouble::NotThere("it did not take the door\u{2019}s delay")),
            }
        }
        Ok(control.mode)
    }

    async fn release(&self, tools: &Tools, order: &Order<'_>) -> Result<Outcome, Trouble> {
        let door: u8 = order.channel.as_str().parse().map_err(|_| Trouble::NotThere("it has no such door"))?;
        if self.prepare(tools, door, order.pulse_s()).await? == Mode::NormallyClosed {
            // The board would say yes, and hold the door shut.
            return Ok(Outcome::Failed(Refusal::DoorJammed));
        }
        let (socket, ask) = (self.socket(tools).await?, Ask::Open { door });
        order.leave()?;
        let sent = socket.send(&ask.write(self.serial)).await;
        sent.map_err(|error| Trouble::Unreached(error.kind()))?;
        let said = self.hear(&socket, ask).await;
        if said == Ok(Said::Opened(false)) {
            return Ok(Outcome::Failed(Refusal::DoorJammed));
        }
        // Also where the answer was lost: the relay tells.
        let taken = said == Ok(Said::Opened(true));
        self.look(tools, order, door, taken).await
    }

    async fn look(&self, tools: &Tools, order: &Order<'_>, door: u8, taken: bool) -> Result<Outcome, Trouble> {
        for _ in 0..LOOKS {
            match self.status(tools).await {
                Ok(status) if status.released.get(usize::from(door) - 1) == Some(&true) => return Ok(Outcome::Opened),
                Ok(_) => order.look_again().await,
                // It took the command, and nothing can be seen of it any more.
                Err(_) if taken => return Ok(Outcome::Sent),
                Err(why) => return Err(why),
            }
        }
        Err(Trouble::NotThere("the relay was not seen on"))
    }

    async fn tell(&self, tools: &Tools) -> Result<Probe, Trouble> {
        let (mac, version) = match self.ask(tools, Ask::Controller).await {
            Ok(Said::Controller { mac, version }) => (mac, version),
            Ok(_) => return Err(Trouble::NotUnderstood("who it is")),
            Err(Trouble::Silent) => return Err(self.stranger(tools).await),
            Err(why) => return Err(why),
        };
        let status = self.status(tools).await?;
        let mac: Vec<String> = mac.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut facts = vec![
            format!("Board {}, firmware v{:x}.{:02x}, {}", self.serial, version >> 8, version & 0xff, mac.join(":")),
            format!("Newest event in its memory: {}", status.last_event),
        ];
        if let Some(clock) = status.clock {
            facts.push(format!("Its clock: {}", clock.strftime("%a %-d %b %Y %H:%M:%S")));
        }
        if status.error != 0 {
            facts.push(format!("It reports an error of its own: {:#04x}", status.error));
        }
        let offers =
            (1..=doors_of(self.serial)).filter_map(|door| Offer::new(&door.to_string(), &format!("Door {door}")));
        Ok(Probe { facts, doors: doors(&status, self.contacts), offers: offers.collect(), battery: None })
    }
}

/// How many doors a board has: its number begins with that.
pub(crate) fn doors_of(serial: u32) -> u32 {
    let first = serial.checked_ilog10().map_or(0, |digits| serial / 10_u32.pow(digits));
    if (1..=4).contains(&first) { first } else { 4 }
}

fn doors(status: &Status, contacts: bool) -> Vec<DoorReport> {
    let both = ["1", "2", "3", "4"].into_iter().zip(status.released.iter().zip(&status.open));
    let report = |(door, (released, open)): (&str, (&bool, &bool))| {
        let lock = if *released { LockStatus::Unlocked } else { LockStatus::Locked };
        let contact = if *open { ContactStatus::Open } else { ContactStatus::Closed };
        let contact = contacts.then_some(contact);
        Some(DoorReport { channel: Channel::parse(door).ok()?, lock: Some(lock), contact })
    };
    both.filter_map(report).collect()
}

impl Driver for Uhppote {
    fn open<'a>(&'a self, tools: &'a Tools, order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(self.release(tools, order))
    }

    fn hold<'a>(&'a self, tools: &'a Tools, order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(self.drive(tools, order, true))
    }

    fn lock<'a>(&'a self, tools: &'a Tools, order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(self.drive(tools, order, false))
    }

    fn probe<'a>(&'a self, tools: &'a Tools, _channels: &'a [Channel]) -> BoxFuture<'a, Result<Probe, Trouble>> {
        Box::pin(self.tell(tools))
    }

    fn put_card<'a>(&'a self, tools: &'a Tools, order: &'a CardOrder) -> BoxFuture<'a, Result<(), Trouble>> {
        Box::pin(self.put(tools, order))
    }

    fn take_card<'a>(&'a self, tools: &'a Tools, number: u64) -> BoxFuture<'a, Result<(), Trouble>> {
        Box::pin(self.take(tools, number))
    }

    fn hear<'a>(&'a self, tools: &'a Tools, ears: &'a Ears) -> BoxFuture<'a, Result<Heard, Trouble>> {
        Box::pin(self.listen(tools, ears))
    }
}
