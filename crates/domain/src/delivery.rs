//! A delivery: one sending of a link over a channel, and how far it has come.

mod address;
mod failure;
mod handover;
mod line;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use self::address::{Address, AddressError, Phone, SlackPlace};
use self::failure::cleaned;
pub use self::failure::{FailCode, Failure};
pub use self::handover::{Handover, handed};
pub use self::line::{way, why_not_sent};
use crate::actor::Via;
use crate::door::spelled;
use crate::id::{DeliveryId, LinkId, OrganizationId, UserId};
use crate::text::{Note, TextError};

/// One sending of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// The link that is sent.
    pub link: LinkId,
    /// Which of the link's secrets was meant: one that is replaced before it has gone is not sent.
    pub generation: u32,
    /// Who asked for it; nobody where the operator did.
    pub by: Option<UserId>,
    /// The way by which it was asked for.
    pub via: Via,
    /// The way it goes.
    pub channel: Channel,
    /// Where it goes; nothing once that is erased.
    pub address: Option<Address>,
    /// The sender's own words, if any.
    pub message: Words,
    /// The language it is written in (a BCP 47 tag); the house's where there is none.
    pub language: Option<String>,
    /// How far it has come.
    pub state: DeliveryState,
    /// When it was asked for.
    pub created_at: Timestamp,
}

/// The ways by which a link is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Mail,
    /// Text message.
    Sms,
    /// Slack.
    Slack,
}

spelled!(Channel: Mail = "mail", Sms = "sms", Slack = "slack");

impl Channel {
    /// Every way there is.
    pub const ALL: [Self; 3] = [Self::Mail, Self::Sms, Self::Slack];

    /// What people call it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Mail => "e-mail",
            Self::Sms => "text message",
            Self::Slack => "Slack",
        }
    }
}

/// What the sender adds in their own words: up to 500 characters, on as many lines as wanted; may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(String);

impl Words {
    /// The greatest number of characters.
    pub const MAX_CHARS: usize = 500;

    /// Checks a message; spaces around it are taken off.
    ///
    /// # Errors
    /// When it is too long, or holds a character that deceives.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let note = Note::parse(text).map_err(|error| match error {
            TextError::TooLong { .. } => TextError::TooLong { max: Self::MAX_CHARS },
            other => other,
        })?;
        if note.as_str().chars().count() > Self::MAX_CHARS {
            return Err(TextError::TooLong { max: Self::MAX_CHARS });
        }
        Ok(Self(note.as_str().to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How far a delivery has come. Each step consumes the one before, so that none can be taken twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeliveryState {
    /// Waiting for its next try.
    Queued {
        /// How often it was tried.
        tries: u32,
        /// When it is tried next.
        next_at: Timestamp,
        /// What was said at the last try.
        said: Option<String>,
    },
    /// Being handed over just now; or it was when the program died.
    Sending {
        /// Which try this is.
        tries: u32,
        /// Since when.
        since: Timestamp,
    },
    /// The provider took it.
    Sent {
        /// When.
        at: Timestamp,
    },
    /// Given up.
    Failed {
        /// When.
        at: Timestamp,
        /// Why, for the maker of the link.
        failure: Failure,
    },
}

/// The wait before the second try. It doubles with each further one.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(30);
/// No wait that the house chooses is longer.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);
/// A provider that asks for a longer wait than this is not believed.
const LONGEST_ASKED: SignedDuration = SignedDuration::from_hours(6);
/// After so many tries, which takes some five hours, it is given up.
pub const MAX_TRIES: u32 = 12;

impl DeliveryState {
    /// Queued at once.
    pub const fn new(now: Timestamp) -> Self {
        Self::Queued { tries: 0, next_at: now, said: None }
    }

    /// A try begins. What is not queued stays as it is.
    #[must_use]
    pub fn begin(self, since: Timestamp) -> Self {
        match self {
            Self::Queued { tries, .. } => Self::Sending { tries: tries + 1, since },
            other => other,
        }
    }

    /// The provider took it. So also where the house had called it not known: now it is. What was
    /// never begun, or was given up for another reason, stays as it is.
    #[must_use]
    pub fn sent(self, at: Timestamp) -> Self {
        match self {
            Self::Sending { .. } | Self::Failed { failure: Failure { code: FailCode::NotKnown, .. }, .. } => {
                Self::Sent { at }
            }
            other => other,
        }
    }

    /// It is given up. What was already sent or given up stays as it is.
    #[must_use]
    pub fn failed(self, at: Timestamp, failure: Failure) -> Self {
        match self {
            Self::Queued { .. } | Self::Sending { .. } => Self::Failed { at, failure },
            done @ (Self::Sent { .. } | Self::Failed { .. }) => done,
        }
    }

    /// The try did not succeed, and another may: it waits, longer each time and at least as long as the
    /// provider `asked` for; after the last try it is given up with what was said at that one.
    #[must_use]
    pub fn again(self, now: Timestamp, asked: Option<SignedDuration>, said: &str) -> Self {
        match self {
            Self::Sending { tries, .. } if tries >= MAX_TRIES => {
                let words = format!("it was tried {tries} times, the last time with this answer: {said}");
                Self::Failed { at: now, failure: Failure::new(FailCode::GaveUp, words) }
            }
            Self::Sending { tries, .. } => {
                let wait = wait_after(tries).max(asked.unwrap_or_default().min(LONGEST_ASKED));
                Self::Queued {
                    tries,
                    next_at: now.saturating_add(wait).unwrap_or(Timestamp::MAX),
                    said: Some(cleaned(said)),
                }
            }
            other => other,
        }
    }

    /// The spelling as stored and as the API has it.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Queued { .. } => "queued",
            Self::Sending { .. } => "sending",
            Self::Sent { .. } => "sent",
            Self::Failed { .. } => "failed",
        }
    }
}

/// How long to wait after so many tries.
fn wait_after(tries: u32) -> SignedDuration {
    let doubled = 2i32.checked_pow(tries.saturating_sub(1)).unwrap_or(i32::MAX);
    FIRST_WAIT.checked_mul(doubled).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)
}
