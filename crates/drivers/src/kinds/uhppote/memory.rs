//! What a UHPPOTE board keeps of what happened: events under running numbers, of which it forgets the oldest. They are
//! read from the mark on, in their order; what is lost between is counted.

use std::time::Duration;

use jiff::SignedDuration;
use jiff::civil::DateTime;
use keylink_domain::controller::Channel;
use keylink_domain::door_event::{Alarm, CardRefusal, DoorEvent, Happened};
use tokio::time::Instant;

use super::codec::{Ask, Event, Kept, Said, Status};
use super::{Uhppote, doors};
use crate::direct::order::Trouble;
use crate::direct::{Ears, Heard, Missed, Tools};

/// How many events are read for one transaction.
const AT_ONCE: usize = 64;
/// After how long what was read is handed over, also if there is more.
const LONG_ENOUGH: Duration = Duration::from_secs(3);
/// How far its clock may be off before it is set, in seconds.
const CLOCK_OFF_S: i64 = 5;
/// By how much an event may seem to be later than the clock that stamped it: it is read a moment later, in seconds.
const CLOCK_JITTER_S: i64 = 2;

/// The mark: which board, its newest event that is known, and what that event is known by again: a board whose numbers
/// began anew may have come past this one since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    serial: u32,
    index: u32,
    print: Option<u32>,
}

impl Place {
    /// # Errors
    /// When it cannot be read: then nothing is heard, since something might be heard twice.
    fn read(text: &str) -> Result<Self, Trouble> {
        let mut parts = text.split('/').map(|part| if part == "-" { Some(None) } else { part.parse().ok().map(Some) });
        match (parts.next().flatten(), parts.next().flatten(), parts.next().flatten(), parts.next()) {
            (Some(Some(serial)), Some(Some(index)), Some(print), None) => Ok(Self { serial, index, print }),
            _ => Err(Trouble::NotUnderstood("the mark of its newest event")),
        }
    }

    fn text(self) -> String {
        let print = self.print.map_or_else(|| "-".to_owned(), |print| print.to_string());
        format!("{}/{}/{print}", self.serial, self.index)
    }
}

/// What an event is known by again. Not secret, and not safe against anybody: it tells two events of one board apart.
fn print(event: &Event) -> u32 {
    let clock = event.clock.map(|clock| clock.to_string()).unwrap_or_default();
    let text = format!("{clock}/{}/{}/{}/{}", event.kind, event.door, event.card, event.reason);
    text.bytes().fold(0x811c_9dc5, |print: u32, byte| (print ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

impl Uhppote {
    /// What happened since the mark; and what makes the board keep it, and with the right time.
    pub(super) async fn listen(&self, tools: &Tools, ears: &Ears) -> Result<Heard, Trouble> {
        self.keep_all(tools).await?;
        let status = self.status_or_stranger(tools).await?;
        let mut heard = Heard { at: tools.clock.now(), doors: doors(&status, self.contacts), ..Heard::default() };
        let known = ears.place.as_deref().map(Place::read).transpose()?;
        match known {
            // What happened before Keylink knew of it is not its log's.
            None => heard.place = Some(self.newest(tools, &status).await?.text()),
            Some(known) if known.serial != self.serial => {
                (heard.place, heard.missed) = (Some(self.newest(tools, &status).await?.text()), Missed::Replaced);
            }
            Some(known) if known.index == status.last_event => self.set_clock(tools, ears, &status).await?,
            Some(known) => self.catch_up(tools, known, &status, &mut heard).await?,
        }
        Ok(heard)
    }

    /// Reads what is new, as far as it gets.
    async fn catch_up(&self, tools: &Tools, known: Place, status: &Status, heard: &mut Heard) -> Result<(), Trouble> {
        let (began, newest) = (Instant::now(), status.last_event);
        let mut next = known.index.saturating_add(1);
        let (mut lost, mut print_of_last) = (0, known.print);
        if newest < known.index || self.is_another(tools, &known).await? {
            // Its numbers began anew: all that is there is new, and nobody knows what else there was.
            heard.missed = Missed::Unknown;
            next = self.oldest(tools).await?.unwrap_or(newest);
        }
        let first = next;
        let mut reached = next.saturating_sub(1);
        while next <= newest && heard.events.len() < AT_ONCE && began.elapsed() < LONG_ENOUGH {
            match self.ask(tools, Ask::Event { index: next }).await {
                Ok(Said::Event(Kept::Event(event))) => {
                    print_of_last = Some(print(&event));
                    heard.events.extend(self.told(&event, status.clock));
                }
                Ok(Said::Event(Kept::Overwritten)) => {
                    let oldest = self.oldest(tools).await?.filter(|oldest| *oldest > next);
                    let from = oldest.unwrap_or(next.saturating_add(1));
                    lost += u64::from(from - next);
                    next = from;
                    (reached, print_of_last) = (from - 1, None);
                    continue;
                }
                // It has this number, and nothing under it.
                Ok(Said::Event(Kept::Nothing)) => (lost, print_of_last) = (lost + 1, None),
                Ok(_) => return Err(Trouble::NotUnderstood("an event")),
                // What was read is not thrown away for what could not be.
                Err(_) if reached >= first => break,
                Err(why) => return Err(why),
            }
            reached = next;
            next = next.saturating_add(1);
        }
        if lost > 0 && heard.missed == Missed::Nothing {
            heard.missed = Missed::Events(lost);
        }
        heard.more = reached < newest;
        heard.place = Some(Place { serial: self.serial, index: reached, print: print_of_last }.text());
        Ok(())
    }

    /// The mark of its newest event.
    async fn newest(&self, tools: &Tools, status: &Status) -> Result<Place, Trouble> {
        let index = status.last_event;
        let print = match index {
            0 => None,
            _ => match self.ask(tools, Ask::Event { index }).await? {
                Said::Event(Kept::Event(event)) => Some(print(&event)),
                _ => None,
            },
        };
        Ok(Place { serial: self.serial, index, print })
    }

    /// Whether under the mark's number there stands another event now.
    async fn is_another(&self, tools: &Tools, known: &Place) -> Result<bool, Trouble> {
        let Some(before) = known.print else { return Ok(false) };
        match self.ask(tools, Ask::Event { index: known.index }).await? {
            Said::Event(Kept::Event(event)) => Ok(print(&event) != before),
            _ => Ok(false),
        }
    }

    /// The number of the oldest event that is there.
    async fn oldest(&self, tools: &Tools) -> Result<Option<u32>, Trouble> {
        match self.ask(tools, Ask::Event { index: 0 }).await? {
            Said::Event(Kept::Event(event)) => Ok(Some(event.index)),
            _ => Ok(None),
        }
    }

    /// An event in the house's words. Where no contacts are wired, what the inputs say means nothing.
    fn told(&self, event: &Event, clock: Option<DateTime>) -> Option<DoorEvent> {
        let what = happened(event);
        let by_contact =
            matches!(what, Happened::Opened | Happened::Closed | Happened::ForcedOpen | Happened::HeldOpen);
        if by_contact && !self.contacts {
            return None;
        }
        let channel = if (1..=4).contains(&event.door) { Channel::parse(&event.door.to_string()).ok() } else { None };
        let by_card = matches!(what, Happened::CardGranted | Happened::CardRefused(_));
        let card = Some(u64::from(event.card)).filter(|number| by_card && *number != 0);
        Some(DoorEvent { channel, what, card, ago: ago(event.clock, clock), number: u64::from(event.index) })
    }

    /// Events of contacts and buttons are kept only where that is asked for. Asked once for each setting up.
    async fn keep_all(&self, tools: &Tools) -> Result<(), Trouble> {
        let asked = self.keeps_all.get_or_try_init(|| async {
            match self.ask(tools, Ask::KeepAll).await {
                Ok(Said::KeepsAll(true)) => Ok(()),
                Ok(_) => Err(Trouble::NotThere("it does not keep events of contacts and buttons")),
                Err(Trouble::Silent) => Err(self.stranger(tools).await),
                Err(why) => Err(why),
            }
        });
        asked.await.map(drop)
    }

    /// Sets the clock where it is off, while no event waits that it has stamped.
    async fn set_clock(&self, tools: &Tools, ears: &Ears, status: &Status) -> Result<(), Trouble> {
        if !self.sets_clock {
            return Ok(());
        }
        let local = ears.zone.local(tools.wall.now());
        let is_right = status.clock.is_some_and(|clock| {
            let off = SignedDuration::from_secs(seconds_between(clock, local));
            off.abs() <= SignedDuration::from_secs(CLOCK_OFF_S)
        });
        if is_right {
            return Ok(());
        }
        let whole = local.with().subsec_nanosecond(0).build().unwrap_or(local);
        match self.ask(tools, Ask::SetClock(whole)).await? {
            Said::ClockSet(Some(set)) if set == whole => Ok(()),
            _ => Err(Trouble::NotThere("it did not take the time for its clock")),
        }
    }
}

/// How long ago it was, by the board's own clock; none where that cannot be.
fn ago(then: Option<DateTime>, now: Option<DateTime>) -> Option<SignedDuration> {
    let s = seconds_between(then?, now?);
    (s >= -CLOCK_JITTER_S).then(|| SignedDuration::from_secs(s.max(0)))
}

/// From one reading of a clock to another, by that clock.
fn seconds_between(from: DateTime, to: DateTime) -> i64 {
    to.duration_since(from).as_secs()
}

/// The maker's codes, as independent programs list them.
fn happened(event: &Event) -> Happened {
    match event.reason {
        0x14 => Happened::ButtonPressed,
        0x1f..=0x22 => Happened::ButtonRefused,
        0x17 => Happened::Opened,
        0x18 => Happened::Closed,
        0x19 => Happened::CodeGranted,
        0x1c | 0x1d => Happened::Restarted,
        0x25 => Happened::HeldOpen,
        0x26 => Happened::ForcedOpen,
        0x27 => Happened::Alarm(Alarm::Fire),
        0x29 => Happened::Alarm(Alarm::Tamper),
        0x2a => Happened::Alarm(Alarm::Zone),
        0x2b => Happened::Alarm(Alarm::Emergency),
        0x2c | 0x2d => Happened::RemoteOpen,
        reason if event.kind == 1 && event.granted && reason != 0x03 => Happened::CardGranted,
        reason if event.kind == 1 => Happened::CardRefused(refusal(reason)),
        reason => Happened::Other { kind: event.kind, reason },
    }
}

const fn refusal(reason: u8) -> CardRefusal {
    match reason {
        0x05 => CardRefusal::ByProgram,
        0x06 => CardRefusal::NoAccess,
        0x07 => CardRefusal::WrongPin,
        0x08 => CardRefusal::PassedBack,
        0x09 => CardRefusal::MoreCards,
        0x0a => CardRefusal::FirstCard,
        0x0b => CardRefusal::HeldShut,
        0x0c => CardRefusal::Interlock,
        0x0d | 0x0f => CardRefusal::OutsideHours,
        _ => CardRefusal::NotTold,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_mark_is_read_as_it_is_written_and_nonsense_stops() {
        for print in [None, Some(7)] {
            let place = Place { serial: 405_419_896, index: 78, print };
            assert_eq!(Place::read(&place.text()), Ok(place));
        }
        for text in ["", "78", "a/b/-", "1/-1/-", "405419896/4294967296/-", "1/2", "-/2/3", "1/2/3/4"] {
            assert!(Place::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn how_long_ago_is_told_by_the_board_s_own_clock_alone() {
        // It stands in the year 2000, and knows well what was a minute ago.
        let now = Some(date(2000, 1, 1).at(0, 5, 0, 0));
        assert_eq!(ago(Some(date(2000, 1, 1).at(0, 4, 0, 0)), now), Some(SignedDuration::from_secs(60)));
        assert_eq!(ago(Some(date(2000, 1, 1).at(0, 5, 1, 0)), now), Some(SignedDuration::ZERO));
        assert_eq!(ago(Some(date(2026, 1, 1).at(0, 0, 0, 0)), now), None, "stamped before it was set back");
        assert_eq!(ago(None, now), None);
    }

    #[test]
    fn codes_mean_what_the_makers_list_says() {
        let event = |kind, granted, reason| Event { index: 1, kind, granted, door: 1, card: 7, clock: None, reason };
        for (kind, granted, reason, what) in [
            (1, true, 0x01, Happened::CardGranted),
            (1, false, 0x06, Happened::CardRefused(CardRefusal::NoAccess)),
            (1, false, 0x07, Happened::CardRefused(CardRefusal::WrongPin)),
            (1, false, 0x12, Happened::CardRefused(CardRefusal::NotTold)),
            (2, true, 0x14, Happened::ButtonPressed),
            (2, false, 0x1f, Happened::ButtonRefused),
            (2, true, 0x17, Happened::Opened),
            (2, true, 0x2c, Happened::RemoteOpen),
            (3, false, 0x26, Happened::ForcedOpen),
            (3, false, 0x27, Happened::Alarm(Alarm::Fire)),
            (2, false, 0x28, Happened::Other { kind: 2, reason: 0x28 }),
        ] {
            assert_eq!(happened(&event(kind, granted, reason)), what, "{kind} {reason:#x}");
        }
    }
}
