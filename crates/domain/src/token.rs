//! API tokens and sessions: how programs and browsers show who they act for.

use jiff::{SignedDuration, Timestamp};

use crate::id::{OrganizationId, SessionId, TokenId, UserId};
use crate::secret::{NotASecret, Secret};

/// What every API token begins with, so that scanners of leaked secrets can know it.
pub const TOKEN_PREFIX: &str = "klt_";

/// A program's right to act for a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: TokenId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// For whom it acts.
    pub user: UserId,
    /// What people call it: "booking calendar".
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it stopped counting.
    pub revoked_at: Option<Timestamp>,
}

/// A signed-in browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// Who is signed in.
    pub user: UserId,
    /// When it was begun.
    pub created_at: Timestamp,
    /// From when on it no longer counts.
    pub expires_at: Timestamp,
    /// The device, in words; empty where it is not known.
    pub device: String,
    /// From where it was begun, as far as it is known.
    pub address: Option<String>,
    /// When it was last used, to some minutes.
    pub used_at: Option<Timestamp>,
    /// When its user last proved who they are: by passkey, or by password with a code where they have set that up.
    pub proved_at: Option<Timestamp>,
    /// Whether it was begun by a link that somebody handed over to a user who lost their ways in.
    pub is_recovery: bool,
}

/// For how long a proof counts for what is asked for again: a lockdown, an export, a secret to see.
pub const PROOF_FOR: SignedDuration = SignedDuration::from_mins(10);

impl Session {
    /// Whether the user proved who they are a short while ago. A proof that lies ahead of the clock is none.
    pub fn is_proved(&self, now: Timestamp) -> bool {
        self.proved_at.is_some_and(|at| at <= now && now.duration_since(at) <= PROOF_FOR)
    }

    /// Whether the user may set a new password without the old one: they came by a handed link a short while ago.
    pub fn recovers(&self, now: Timestamp) -> bool {
        let at = self.created_at;
        self.is_recovery && at <= now && now.duration_since(at) <= PROOF_FOR
    }
}

/// An API token as it is handed out.
pub fn token_text(secret: &Secret) -> String {
    format!("{TOKEN_PREFIX}{}", secret.reveal())
}

/// Reads an API token as it was handed out.
///
/// # Errors
/// When the text is no token of ours.
pub fn parse_token(text: &str) -> Result<Secret, NotASecret> {
    Secret::parse(text.trim().strip_prefix(TOKEN_PREFIX).ok_or(NotASecret)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_counts_for_a_while() {
        let at = |s| Timestamp::from_second(s).unwrap();
        let session = |proved_at| Session {
            id: SessionId::new(at(0), [0; 16]),
            organization: OrganizationId::new(at(0), [0; 16]),
            user: UserId::new(at(0), [0; 16]),
            created_at: at(0),
            expires_at: at(10_000),
            device: String::new(),
            address: None,
            used_at: None,
            proved_at,
            is_recovery: false,
        };
        let proved = session(Some(at(1_000)));
        assert!(proved.is_proved(at(1_000)) && proved.is_proved(at(1_600)));
        assert!(!proved.is_proved(at(1_601)), "it is over");
        assert!(!proved.is_proved(at(999)), "a clock that was set back proves nothing");
        assert!(!session(None).is_proved(at(0)));

        let handed = Session { is_recovery: true, created_at: at(1_000), ..session(None) };
        assert!(handed.recovers(at(1_600)) && !handed.recovers(at(1_601)) && !handed.recovers(at(999)));
        assert!(!session(None).recovers(at(0)), "whoever came otherwise knows the old one");
    }
}
