//! A credential: what proves a right. A cloud key lets a user make links; cards and PINs open at the door itself.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::card::Card;
use crate::door::spelled;
use crate::id::{CredentialId, OrganizationId, UserId};

/// Something that proves a user's right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Its id.
    pub id: CredentialId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// Whose it is.
    pub user: UserId,
    /// What kind it is.
    pub kind: CredentialKind,
    /// Which card, where it is one. A PIN is told to nobody.
    pub card: Option<Card>,
    /// What people call it: "Anna's Cloud Key".
    pub name: String,
    /// From when on it counts; no start means always did.
    pub from: Option<Timestamp>,
    /// Until when it counts (not at this instant any more); no end means for good.
    pub until: Option<Timestamp>,
    /// Whether it counts at all.
    pub state: CredentialState,
}

/// The kinds of credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialKind {
    /// Lets a user make key links.
    CloudKey,
    /// A card read at the door.
    Card,
    /// A number typed at the door.
    Pin,
}

spelled!(CredentialKind: CloudKey = "cloud_key", Card = "card", Pin = "pin");

/// Whether a credential counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialState {
    /// Counts within its dates.
    Active,
    /// Does not count until it is taken up again.
    Suspended,
    /// Never counts again.
    Revoked,
}

spelled!(CredentialState: Active = "active", Suspended = "suspended", Revoked = "revoked");

impl Credential {
    /// Whether it counts at `now`.
    pub fn is_active(&self, now: Timestamp) -> bool {
        is_active(self.state, self.from, self.until, now)
    }
}

/// The rule of [`Credential::is_active`], for facts that hold no whole credential.
pub fn is_active(state: CredentialState, from: Option<Timestamp>, until: Option<Timestamp>, now: Timestamp) -> bool {
    state == CredentialState::Active && from.is_none_or(|from| from <= now) && until.is_none_or(|until| now < until)
}
