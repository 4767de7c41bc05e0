//! API tokens and sessions: how programs and browsers show who they act for.

use jiff::Timestamp;

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
