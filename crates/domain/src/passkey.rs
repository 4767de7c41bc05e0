//! A passkey: a key pair on a user's device, of which the house holds the public half.

use jiff::Timestamp;

use crate::id::{OrganizationId, PasskeyId, UserId};

/// No user has more; who loses a device removes its passkey.
pub const MOST_PASSKEYS: usize = 20;

/// A passkey as its user sees it. The public key is the verifier's, and stays with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its id.
    pub id: PasskeyId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// Who signs in with it.
    pub user: UserId,
    /// What they call it: "Phone".
    pub name: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it last signed somebody in, or proved who they are.
    pub used_at: Option<Timestamp>,
    /// Since when it is switched off, because there may be a copy of it.
    pub off_at: Option<Timestamp>,
}
