//! An announcement: an organization's doors, told to a home automation on a broker of its own, as whose they open.

use std::fmt;
use std::str::FromStr;

use crate::id::{OrganizationId, UserId};

/// What an organization's announcement is made of. The password at the broker is kept apart, sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// The tenant.
    pub organization: OrganizationId,
    /// As whom doors open that are opened from there.
    pub user: UserId,
    /// The broker: `mqtt://host` or `mqtts://host`.
    pub broker: String,
    /// The login there; empty where it wants none.
    pub login: String,
    /// Where the home automation looks for what is announced.
    pub prefix: Prefix,
    /// Grows with each change.
    pub revision: i64,
}

impl Announcement {
    /// Whether the same doors stand in the same place: who follows on another needs not take back what it said.
    pub fn says_as(&self, other: &Self) -> bool {
        (self.user, &self.broker, &self.prefix) == (other.user, &other.broker, &other.prefix)
    }
}

/// Where a home automation looks for what is announced: Home Assistant's is `homeassistant` unless it was changed there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefix(String);

/// The text is no such beginning of topics.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("give 1 to 64 letters, digits, - or _, such as homeassistant; slashes only between them")]
pub struct NotAPrefix;

impl FromStr for Prefix {
    type Err = NotAPrefix;

    fn from_str(text: &str) -> Result<Self, NotAPrefix> {
        let plain = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        };
        // Keylink's own topics are no place for others' things.
        let fits = (1..=64).contains(&text.len()) && text.split('/').all(plain) && !text.starts_with("keylink");
        if fits { Ok(Self(text.to_owned())) } else { Err(NotAPrefix) }
    }
}

impl Default for Prefix {
    fn default() -> Self {
        Self("homeassistant".to_owned())
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_of_topics_are_plain() {
        for text in ["homeassistant", "home/ha-2", "a"] {
            assert_eq!(text.parse::<Prefix>().unwrap().to_string(), text);
        }
        for text in ["", "/a", "a/", "a//b", "a+", "#", "$SYS", "a b", "keylink/1", "keylink-doors"] {
            assert!(text.parse::<Prefix>().is_err(), "{text}");
        }
    }
}
