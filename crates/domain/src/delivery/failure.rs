//! Why a delivery was given up, as a code for programs and in words for the maker of the link.

use crate::door::spelled;

/// Why a delivery was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// For programs, and for the event log.
    pub code: FailCode,
    /// For the maker of the link; may hold what the provider said, and with it an address. Erased after its time.
    pub words: Option<String>,
}

/// The kinds of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FailCode {
    /// The program died, or the connection broke, after the message had begun to go out.
    NotKnown,
    /// The provider does not take this address.
    Address,
    /// The provider did not take the message.
    Refused,
    /// The provider does not know the house: its login or token is wrong.
    Login,
    /// The house is not set up for this channel, or no longer.
    NotSetUp,
    /// It was tried for hours.
    GaveUp,
    /// The link was revoked meanwhile.
    Revoked,
    /// The link was given a new address meanwhile.
    Rotated,
    /// The link was over before it could be sent.
    Over,
    /// The link's secret cannot be read: it was sealed with another key.
    Sealed,
    /// The browser takes no notices any more.
    Gone,
}

spelled!(FailCode: NotKnown = "not_known", Address = "address", Refused = "refused", Login = "login",
    NotSetUp = "not_set_up", GaveUp = "gave_up", Revoked = "link_revoked", Rotated = "link_rotated",
    Over = "link_over", Sealed = "sealed", Gone = "gone");

impl FailCode {
    /// The reason as part of a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotKnown => "it is not known whether it went; send again if it did not arrive",
            Self::Address => "the address was not taken; check it, then send again",
            Self::Refused => "the message was not taken",
            Self::Login => "the login or token in the settings was not taken; tell whoever runs this server",
            Self::NotSetUp => "this way of sending is not set up on this server",
            Self::GaveUp => "it was tried for hours without success",
            Self::Revoked => "the link was revoked before it was sent",
            Self::Rotated => "the link was given a new address before it was sent; send again to send the new one",
            Self::Over => "the link was over before it was sent",
            Self::Gone => "the device takes no notifications any more; turn them on there again",
            Self::Sealed => {
                "the link\u{2019}s secret cannot be read with this server\u{2019}s key; give the link a new address"
            }
        }
    }
}

impl Failure {
    /// The most characters of a provider's words that are kept.
    pub const MAX_CHARS: usize = 300;

    /// A failure in words of its own.
    pub fn new(code: FailCode, words: impl AsRef<str>) -> Self {
        Self { code, words: Some(cleaned(words.as_ref())) }
    }

    /// A failure that its code tells whole.
    pub const fn of(code: FailCode) -> Self {
        Self { code, words: None }
    }

    /// The reason as part of a sentence.
    pub fn sentence(&self) -> &str {
        self.words.as_deref().unwrap_or(self.code.sentence())
    }
}

/// A provider's words, cut, on one line, and without what turns the text around it.
pub(super) fn cleaned(words: &str) -> String {
    let shown = words.chars().map(|c| if c.is_control() { ' ' } else { c });
    let shown = shown.filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'));
    shown.take(Failure::MAX_CHARS).collect()
}
