//! A hollow link: one that opens nothing although its own window does not say so, because what it rests on is gone.

use jiff::Timestamp;

use crate::credential::{Credential, CredentialState};
use crate::id::DoorId;
use crate::link::{Link, LinkState};
use crate::user::{User, UserState};
use crate::validity::Standing;

/// What a link rests on is gone, or does not count now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hollow {
    /// The cloud key under which it was made was revoked.
    KeyRevoked,
    /// The cloud key is suspended.
    KeySuspended,
    /// The cloud key is out of its dates.
    KeyOutOfDates,
    /// The user who made it is suspended.
    MakerSuspended,
    /// The user who made it has access with remote unlock to none of its doors.
    NoAccess,
    /// Its doors were removed.
    DoorsRemoved,
    /// The link that it was passed on from was revoked, or given a new address.
    OriginWithdrawn,
    /// The link that it was passed on from has ended, or is used up.
    OriginOver,
}

impl Hollow {
    /// The reason as programs read it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::KeyRevoked => "key_revoked",
            Self::KeySuspended => "key_suspended",
            Self::KeyOutOfDates => "key_out_of_dates",
            Self::MakerSuspended => "maker_suspended",
            Self::NoAccess => "no_access",
            Self::DoorsRemoved => "doors_removed",
            Self::OriginWithdrawn => "origin_withdrawn",
            Self::OriginOver => "origin_over",
        }
    }

    /// The reason, to follow after "it opens nothing:".
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::KeyRevoked => "the cloud key under which it was made was revoked",
            Self::KeySuspended => "the cloud key under which it was made is suspended",
            Self::KeyOutOfDates => "the cloud key under which it was made is out of its dates",
            Self::MakerSuspended => "the user who made it is suspended",
            Self::NoAccess => "the user who made it has access with remote unlock to none of its doors any more",
            Self::DoorsRemoved => "its doors were removed",
            Self::OriginWithdrawn => "the link that it was passed on from was withdrawn",
            Self::OriginOver => "the link that it was passed on from is over",
        }
    }
}

/// What a link rests on; `None` where it is not there.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    /// The cloud key that it was made under.
    pub key: Option<&'a Credential>,
    /// The holder of that key.
    pub maker: Option<&'a User>,
    /// The link that it was passed on from, where it is a branch.
    pub origin: Option<&'a Link>,
}

/// How a link stands, everything counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkStanding {
    /// It was revoked.
    Revoked {
        /// Since when.
        at: Timestamp,
    },
    /// What it rests on is gone.
    Hollow(Hollow),
    /// As its own window and uses say.
    Own(Standing),
}

impl Link {
    /// Why the link opens nothing from `now` on, or from its beginning on where that is later, apart from its own window;
    /// `may_open` tells to which doors the maker has access with remote unlock. The decision about a press
    /// ([`crate::authority::decide`]) asks the same of its own facts; this is for those who look at links.
    pub fn hollow(&self, grounds: Grounds<'_>, may_open: impl Fn(DoorId) -> bool, now: Timestamp) -> Option<Hollow> {
        // None is made without one: what is missing was removed, and nothing else that is mended opens anything again.
        if self.doors.is_empty() {
            return Some(Hollow::DoorsRemoved);
        }
        let behind = match (self.origin, grounds.origin) {
            (None, _) => None,
            (Some(from), Some(link)) if !link.is_revoked() && link.generation == from.generation => Some(link),
            (Some(_), _) => return Some(Hollow::OriginWithdrawn),
        };
        let is_over = |link: &Link| matches!(link.standing(now), Standing::Expired { .. } | Standing::UsedUp { .. });
        if behind.is_some_and(is_over) {
            return Some(Hollow::OriginOver);
        }
        let at = self.validity.from.map_or(now, |from| from.max(now));
        match grounds.key {
            Some(key) if key.is_active(at) => {}
            Some(key) if key.state == CredentialState::Suspended => return Some(Hollow::KeySuspended),
            Some(key) if key.state == CredentialState::Active => return Some(Hollow::KeyOutOfDates),
            Some(_) | None => return Some(Hollow::KeyRevoked),
        }
        if grounds.maker.is_none_or(|maker| maker.state != UserState::Active) {
            return Some(Hollow::MakerSuspended);
        }
        let opens = |door: &DoorId| behind.is_none_or(|link| link.doors.contains(door)) && may_open(*door);
        (!self.doors.iter().any(opens)).then_some(Hollow::NoAccess)
    }

    /// How the link stands at `now`. What ended by itself is said first: nobody needs to mend what it rested on.
    pub fn stands(&self, hollow: Option<Hollow>, now: Timestamp) -> LinkStanding {
        if let LinkState::Revoked { at } = self.state {
            return LinkStanding::Revoked { at };
        }
        match (self.standing(now), hollow) {
            (own @ (Standing::Expired { .. } | Standing::UsedUp { .. }), _) | (own, None) => LinkStanding::Own(own),
            (_, Some(hollow)) => LinkStanding::Hollow(hollow),
        }
    }
}
