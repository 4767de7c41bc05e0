//! A key link: doors, a window, and the cloud key it was made under.

use jiff::Timestamp;

use crate::altered::Altered;
use crate::bounds::{Extent, MadeFrom};
use crate::contact::ContactShown;
use crate::id::{CredentialId, DoorId, LinkId, OrganizationId, UserId};
use crate::validity::{Standing, Usage, Validity};

/// The most doors that one link may name.
pub const MAX_DOORS: usize = 50;
/// The most branches of one link that count at a time.
pub const MAX_BRANCHES: usize = 20;
/// The most branches that one link ever has, those that were withdrawn included.
pub const MAX_BRANCHES_EVER: usize = 100;

/// A key link, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: LinkId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// The cloud key it was made under; its power never exceeds that key's holder's.
    pub credential: CredentialId,
    /// The holder of that cloud key: whom the guest may ask.
    pub maker: UserId,
    /// What its maker calls it: "Weekend, Mia".
    pub name: String,
    /// A note for its maker, never shown to the guest.
    pub description: String,
    /// The doors it names, in the order in which the guest sees them.
    pub doors: Vec<DoorId>,
    /// When it is valid.
    pub validity: Validity,
    /// How often and since when it was used.
    pub usage: Usage,
    /// The guest's language, where the maker chose one (a BCP 47 tag).
    pub language: Option<String>,
    /// The template that it was made from, as it was then.
    pub made_from: Option<MadeFrom>,
    /// Whether it still counts.
    pub state: LinkState,
    /// Which secret is the good one: grows by one with each rotation.
    pub generation: u32,
    /// Grows by one with each change, so that two people who edit at once are told.
    pub revision: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// What else it allows its guest, and asks of them.
    pub terms: Terms,
    /// The link that its guest passed on, where this is a branch of one.
    pub origin: Option<Origin>,
    /// Since when it opens on one device only, where it does already.
    pub device_since: Option<Timestamp>,
}

/// What a link allows its guest besides opening, and what it asks of them besides its secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terms {
    /// Whether its guest may pass it on: make branches of it.
    pub share_on: bool,
    /// Whether a PIN is asked for.
    pub pin: PinTerm,
    /// Whether it opens only on the device that used it first.
    pub first_device_only: bool,
    /// Whose contact the guest is shown.
    pub contact: ContactShown,
}

/// A link's PIN, without the PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PinTerm {
    /// Whether there is one.
    pub is_set: bool,
    /// Grows by one with each that is set, and never goes back.
    pub version: u32,
}

/// Where a branch comes from. It counts only as long as that link has the same secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// The link that was passed on.
    pub link: LinkId,
    /// Which secret it had then.
    pub generation: u32,
}

/// Whether a link counts. A revoked link never counts again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// Counts within its validity.
    Live,
    /// Opens nothing, for good.
    Revoked {
        /// Since when.
        at: Timestamp,
    },
}

/// What may be changed of a link; what is `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkChange {
    /// A new name.
    pub name: Option<String>,
    /// A new note.
    pub description: Option<String>,
    /// Other doors.
    pub doors: Option<Vec<DoorId>>,
    /// Another validity.
    pub validity: Option<Validity>,
    /// Another language; the inner `None` means the guest's own.
    pub language: Option<Option<String>>,
    /// Whether its guest may pass it on.
    pub share_on: Option<bool>,
    /// Whether it opens only on the device that used it first.
    pub first_device_only: Option<bool>,
    /// Whose contact the guest is shown.
    pub contact: Option<ContactShown>,
    /// A PIN is set anew, or taken away.
    pub pin: Option<bool>,
}

/// Why a link could not be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkConflict {
    /// It was revoked.
    #[error("this link was revoked and opens nothing any more; make a new one")]
    Revoked,
    /// Somebody else changed it in the meantime.
    #[error("somebody changed this link in the meantime; look at it again, then repeat your change")]
    ChangedMeanwhile,
    /// Its guest's link is another's.
    #[error(
        "this link was passed on by a guest, and is as it was made; revoke it, or change the link that it comes from"
    )]
    IsBranch,
}

impl Link {
    /// Whether it was revoked.
    pub const fn is_revoked(&self) -> bool {
        matches!(self.state, LinkState::Revoked { .. })
    }

    /// How it stands at `now`, apart from a revoke.
    pub fn standing(&self, now: Timestamp) -> Standing {
        self.validity.standing(self.usage, now)
    }

    /// The link as bounds look at it.
    pub fn extent(&self) -> Extent<'_> {
        Extent { doors: &self.doors, validity: &self.validity, made_at: self.created_at }
    }

    /// The link, revoked. Revoking twice is one revoke: the first moment stays.
    #[must_use]
    pub fn revoke(mut self, at: Timestamp) -> Self {
        if let LinkState::Live = self.state {
            self.state = LinkState::Revoked { at };
            self.revision += 1;
        }
        self
    }

    /// The link with `change` made to it, and what was altered.
    ///
    /// # Errors
    /// When the link was revoked, or is no longer at `seen_revision` (where the caller saw one).
    pub fn change(
        mut self,
        change: LinkChange,
        seen_revision: Option<u32>,
    ) -> Result<(Self, Vec<Altered>), LinkConflict> {
        self.check(seen_revision)?;
        if self.origin.is_some() {
            return Err(LinkConflict::IsBranch);
        }
        let mut altered = Vec::new();
        if let Some(name) = change.name {
            note(&mut altered, "name", &mut self.name, name);
        }
        if let Some(description) = change.description {
            note(&mut altered, "description", &mut self.description, description);
        }
        if let Some(doors) = change.doors {
            note(&mut altered, "doors", &mut self.doors, doors);
        }
        if let Some(validity) = change.validity {
            note_validity(&mut altered, &self.validity, &validity);
            self.validity = validity;
        }
        if let Some(language) = change.language {
            note(&mut altered, "language", &mut self.language, language);
        }
        let terms = &mut self.terms;
        if let Some(share_on) = change.share_on {
            note(&mut altered, "share_on", &mut terms.share_on, share_on);
        }
        if let Some(first) = change.first_device_only {
            note(&mut altered, "first_device_only", &mut terms.first_device_only, first);
        }
        if let Some(contact) = change.contact {
            note(&mut altered, "contact", &mut terms.contact, contact);
        }
        if let Some(is_set) = change.pin.filter(|is_set| *is_set || terms.pin.is_set) {
            // Another PIN is a change, although there is one before and after.
            let (from, to) = (json(&terms.pin.is_set), json(&is_set));
            altered.push(Altered { what: "pin".to_owned(), from, to });
            terms.pin = PinTerm { is_set, version: terms.pin.version + u32::from(is_set) };
        }
        if !self.terms.first_device_only {
            self.device_since = None;
        }
        if !altered.is_empty() {
            self.revision += 1;
        }
        Ok((self, altered))
    }

    /// The link, waiting for a new secret: the old one is dead from the commit on.
    ///
    /// # Errors
    /// When the link was revoked, or is a branch: its guest's guest has the only address that it ever had.
    pub fn rotate(mut self) -> Result<Self, LinkConflict> {
        self.check(None)?;
        if self.origin.is_some() {
            return Err(LinkConflict::IsBranch);
        }
        self.generation += 1;
        // Whoever gets the new address has a device of their own.
        self.device_since = None;
        self.revision += 1;
        Ok(self)
    }

    fn check(&self, seen_revision: Option<u32>) -> Result<(), LinkConflict> {
        if self.is_revoked() {
            return Err(LinkConflict::Revoked);
        }
        match seen_revision {
            Some(seen) if seen != self.revision => Err(LinkConflict::ChangedMeanwhile),
            Some(_) | None => Ok(()),
        }
    }
}

fn note<T: PartialEq + serde::Serialize>(altered: &mut Vec<Altered>, what: &str, old: &mut T, new: T) {
    if *old != new {
        altered.push(Altered { what: what.to_owned(), from: json(&*old), to: json(&new) });
        *old = new;
    }
}

fn note_validity(altered: &mut Vec<Altered>, old: &Validity, new: &Validity) {
    let parts = [
        ("valid_from", json(&old.from), json(&new.from)),
        ("valid_until", json(&old.until), json(&new.until)),
        ("after_first_use", json(&old.after_first_use), json(&new.after_first_use)),
        ("hours", json(&old.hours), json(&new.hours)),
        ("max_uses", json(&old.max_uses), json(&new.max_uses)),
        ("zone", json(&old.zone), json(&new.zone)),
    ];
    for (what, from, to) in parts {
        if from != to {
            altered.push(Altered { what: what.to_owned(), from, to });
        }
    }
}

fn json<T: serde::Serialize>(value: &T) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or(serde_json::Value::Null)
}
