//! What happens at a door by itself, as its controller tells it, and what the moves of its leaf mean: opened by somebody
//! who was let in, forced, held open.

use jiff::{SignedDuration, Timestamp};

use crate::controller::Channel;
use crate::door::{ContactStatus, LockStatus};
use crate::id::UnlockId;

/// How much longer than the lock is released its leaf may begin to move: clocks of controllers know seconds.
const GRACE: SignedDuration = SignedDuration::from_secs(3);

/// Something that happened at a controller or at one of its doors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorEvent {
    /// The door's place; none where it concerns the controller itself.
    pub channel: Option<Channel>,
    /// What happened.
    pub what: Happened,
    /// Which card, by the number that the controller read.
    pub card: Option<u64>,
    /// How long before it was heard, by the controller's own clock; none where that clock cannot be right.
    pub ago: Option<SignedDuration>,
    /// Its number in the controller's memory.
    pub number: u64,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// A card was read and let somebody in.
    CardGranted,
    /// A card was read and let nobody in.
    CardRefused(CardRefusal),
    /// A code typed at the door let somebody in.
    CodeGranted,
    /// The exit button was pressed, and let somebody out.
    ButtonPressed,
    /// The exit button was pressed, and did nothing.
    ButtonRefused,
    /// A program asked the controller to open: Keylink or another.
    RemoteOpen,
    /// The lock was unlocked: by Keylink, by another program, or by hand.
    Unlocked,
    /// The lock holds again, or is known to.
    Locked,
    /// The lock is known to be unlocked, since nobody knows when.
    StandsUnlocked,
    /// The leaf left the frame.
    Opened,
    /// The leaf is in the frame again.
    Closed,
    /// The leaf is known to stand open, since nobody knows when.
    StandsOpen,
    /// The leaf is known to be in the frame, since nobody knows when.
    StandsClosed,
    /// The controller calls it forced.
    ForcedOpen,
    /// The controller calls it open for too long.
    HeldOpen,
    /// The controller was switched on, or began anew.
    Restarted,
    /// The controller forgot what was not told yet: so many events, or nobody knows how many.
    Forgot(Option<u64>),
    /// It is another controller than before, by its settings.
    Replaced,
    /// The controller raised an alarm.
    Alarm(Alarm),
    /// Something that has no name here, by the controller's own codes.
    Other {
        /// The kind.
        kind: u8,
        /// The reason.
        reason: u8,
    },
}

/// How a door is, as far as its controller tells: its lock and its contact.
pub type Look = (Option<LockStatus>, Option<ContactStatus>);

impl Happened {
    /// What happened between two looks at a door, in order: for controllers that tell how it is, and not what happened.
    pub fn between(before: Look, now: Look) -> impl Iterator<Item = Self> {
        let (lock, contact) = (turned(before.0, now.0), moved(before.1, now.1));
        // An unlocked lock explains a leaf that opens, whichever of both ends the stretch.
        let parts = if lock == Some(Self::Locked) { [contact, lock] } else { [lock, contact] };
        parts.into_iter().flatten()
    }

    /// Whether nobody knows afterwards which cards the controller has.
    pub const fn may_have_lost_cards(self) -> bool {
        matches!(self, Self::Restarted | Self::Replaced | Self::Forgot(None))
    }
}

const fn turned(before: Option<LockStatus>, now: Option<LockStatus>) -> Option<Happened> {
    match (before, now) {
        (Some(LockStatus::Locked), Some(LockStatus::Unlocked)) => Some(Happened::Unlocked),
        (None, Some(LockStatus::Unlocked)) => Some(Happened::StandsUnlocked),
        (None | Some(LockStatus::Unlocked), Some(LockStatus::Locked)) => Some(Happened::Locked),
        _ => None,
    }
}

const fn moved(before: Option<ContactStatus>, now: Option<ContactStatus>) -> Option<Happened> {
    match (before, now) {
        (Some(ContactStatus::Closed), Some(ContactStatus::Open)) => Some(Happened::Opened),
        // Also where nobody saw it open: it is closed now.
        (Some(ContactStatus::Open), Some(ContactStatus::Closed)) => Some(Happened::Closed),
        // After a while in which nobody knew: the next opening would be taken for none.
        (None, Some(ContactStatus::Open)) => Some(Happened::StandsOpen),
        (None, Some(ContactStatus::Closed)) => Some(Happened::StandsClosed),
        _ => None,
    }
}

macro_rules! worded {
    ($(#[$doc:meta])* $name:ident: $($variant:ident = $code:literal, $words:literal;)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $words] $variant,)*
        }

        impl $name {
            /// Every one there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stored and public spelling.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// For people.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }

            /// Reads the stored spelling.
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

worded! {
    /// Why a controller let nobody in.
    CardRefusal:
    NoAccess = "no_access", "the card has no access here";
    WrongPin = "wrong_pin", "the PIN was wrong";
    PassedBack = "passed_back", "the card did not leave before it came in again";
    MoreCards = "more_cards", "more cards are needed";
    FirstCard = "first_card", "another card must open first";
    HeldShut = "held_shut", "the controller holds the door shut";
    Interlock = "interlock", "another door is open";
    OutsideHours = "outside_hours", "outside the card\u{2019}s hours";
    ByProgram = "by_program", "a program decides at this controller";
    NotTold = "not_told", "the controller does not tell why";
}

worded! {
    /// What a controller raises an alarm for.
    Alarm:
    Fire = "fire", "fire";
    Duress = "duress", "somebody under threat";
    Tamper = "tamper", "theft or tampering";
    Zone = "zone", "its guarded zone";
    Emergency = "emergency", "an emergency";
}

/// The leaf of a door and what lets it open, as far as its controller tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Leaf {
    /// Since when it is open.
    pub open_since: Option<Timestamp>,
    /// Whether this opening was told as forced.
    pub is_forced: bool,
    /// Whether this opening was told as too long.
    pub is_held: bool,
    /// Until when somebody who was let in at the door may open it.
    pub free_until: Option<Timestamp>,
    /// The newest unlock of ours that the controller told of.
    pub told_unlock: Option<UnlockId>,
    /// Whether the lock was told to be unlocked, and not locked since.
    pub is_unlocked: bool,
}

/// What an opening of the leaf means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Somebody was let in.
    Expected,
    /// Nobody was.
    Forced,
}

impl Leaf {
    /// Somebody was let in at the door: the leaf may move while the lock is released.
    pub fn let_in(&mut self, at: Timestamp, pulse_ms: u32) {
        let until = at.saturating_add(released_for(pulse_ms)).unwrap_or(at);
        self.free_until = Some(self.free_until.map_or(until, |before| before.max(until)));
    }

    /// The lock is unlocked; false where that was known.
    pub fn unlocks(&mut self) -> bool {
        !std::mem::replace(&mut self.is_unlocked, true)
    }

    /// The lock holds.
    pub fn locks(&mut self) {
        self.is_unlocked = false;
    }

    /// The leaf opens. `is_free`: an unlock of ours, or the door's state, lets people in just now. None where it was
    /// open already.
    pub fn opens(&mut self, at: Timestamp, is_free: bool) -> Option<Opening> {
        if self.open_since.is_some() {
            return None;
        }
        let expected = is_free || self.is_unlocked || self.free_until.is_some_and(|until| at <= until);
        (self.open_since, self.is_forced, self.is_held) = (Some(at), !expected, false);
        Some(if expected { Opening::Expected } else { Opening::Forced })
    }

    /// The leaf closes; false where it was not open.
    pub fn closes(&mut self) -> bool {
        let was_open = self.open_since.take().is_some();
        (self.is_forced, self.is_held) = (false, false);
        was_open
    }

    /// The controller calls it forced; false where that was told.
    pub fn is_called_forced(&mut self, at: Timestamp) -> bool {
        let news = self.open_since.is_none() || !self.is_forced;
        self.open_since.get_or_insert(at);
        self.is_forced = true;
        news
    }

    /// The controller calls it open for too long; false where that was told.
    pub fn is_called_held(&mut self, at: Timestamp) -> bool {
        self.open_since.get_or_insert(at);
        !std::mem::replace(&mut self.is_held, true)
    }
}

/// How long after somebody was let in the leaf may begin to move.
pub fn released_for(pulse_ms: u32) -> SignedDuration {
    SignedDuration::from_millis(i64::from(pulse_ms)).saturating_add(GRACE)
}

/// When it happened: so long before it was heard, and never after.
pub fn happened_at(heard: Timestamp, ago: Option<SignedDuration>) -> Option<Timestamp> {
    let ago = ago?.max(SignedDuration::ZERO);
    heard.checked_sub(ago).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(ms).unwrap()
    }

    #[test]
    fn an_opening_is_forced_unless_somebody_was_let_in() {
        let mut leaf = Leaf::default();
        assert_eq!(leaf.opens(at(1_000), false), Some(Opening::Forced));
        assert_eq!(leaf.opens(at(2_000), false), None, "it is open already");
        assert!(!leaf.is_called_forced(at(2_000)), "that was told");
        assert!(leaf.closes() && !leaf.closes());
        leaf.let_in(at(10_000), 5_000);
        assert_eq!(leaf.opens(at(18_000), false), Some(Opening::Expected));
        assert!(leaf.is_called_forced(at(18_000)), "the controller knows better");
        leaf.closes();
        assert_eq!(leaf.opens(at(18_001), false), Some(Opening::Forced), "the lock holds again");
        leaf.closes();
        assert_eq!(leaf.opens(at(90_000), true), Some(Opening::Expected));
    }

    #[test]
    fn a_leaf_opens_freely_while_its_lock_is_unlocked() {
        let mut leaf = Leaf::default();
        assert!(leaf.unlocks() && !leaf.unlocks());
        assert_eq!(leaf.opens(at(3_600_000), false), Some(Opening::Expected));
        leaf.closes();
        leaf.locks();
        assert_eq!(leaf.opens(at(3_700_000), false), Some(Opening::Forced));
    }

    #[test]
    fn two_looks_tell_what_happened_between_them() {
        use {ContactStatus as Contact, LockStatus as Lock};
        let told = |before, now| Happened::between(before, now).collect::<Vec<_>>();
        let (locked, unlocked) = (Some(Lock::Locked), Some(Lock::Unlocked));
        let (open, closed) = (Some(Contact::Open), Some(Contact::Closed));
        assert_eq!(told((locked, closed), (unlocked, open)), [Happened::Unlocked, Happened::Opened]);
        assert_eq!(told((unlocked, closed), (locked, open)), [Happened::Opened, Happened::Locked]);
        assert_eq!(told((unlocked, open), (locked, closed)), [Happened::Closed, Happened::Locked]);
        assert_eq!(told((None, None), (unlocked, open)), [Happened::StandsUnlocked, Happened::StandsOpen]);
        assert_eq!(told((None, None), (locked, closed)), [Happened::StandsClosed, Happened::Locked]);
        assert!(told((locked, open), (None, None)).is_empty() && told((locked, open), (locked, open)).is_empty());
    }

    #[test]
    fn each_opening_is_called_too_long_once() {
        let mut leaf = Leaf::default();
        assert!(leaf.is_called_held(at(1)) && !leaf.is_called_held(at(2)));
        assert!(leaf.closes() && leaf.is_called_held(at(3)));
    }

    #[test]
    fn what_happened_is_never_in_the_future() {
        let ago = |s| Some(SignedDuration::from_secs(s));
        assert_eq!(happened_at(at(60_000), ago(59)), Some(at(1_000)));
        assert_eq!(happened_at(at(60_000), ago(-5)), Some(at(60_000)));
        assert_eq!(happened_at(at(60_000), None), None);
    }

    #[test]
    fn codes_are_read_as_they_are_written() {
        for why in CardRefusal::ALL {
            assert_eq!(CardRefusal::parse(why.code()), Some(*why));
        }
        for alarm in Alarm::ALL {
            assert_eq!(Alarm::parse(alarm.code()), Some(*alarm));
        }
    }
}
