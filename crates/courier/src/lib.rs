//! What is sent: mail, text messages, Slack, notifications of browsers. One file per channel, one visible match.
//!
//! A channel hands one message over once, and says which of four things happened: it was taken; it may be tried again
//! later; it will never be taken; or nobody knows. It does not try again by itself: that is for who keeps the list.

mod calendar;
mod fetch;
mod guard;
mod http;
mod language;
mod letter;
mod mail;
mod message;
mod own;
mod push;
mod qr;
mod settings;
mod slack;
mod sms;

use std::time::Duration;

use jiff::SignedDuration;
use keylink_domain::delivery::{Address, Channel, FailCode, Failure};

pub use self::fetch::{Fetch, NotFetched};
pub use self::language::WordsError;
pub use self::letter::{Letter, Occasion};
pub use self::message::{Message, Preview, Writer};
pub use self::own::Block;
pub use self::push::{BadSubscriber, Push, Subscriber};
pub use self::settings::{
    DkimSettings, Encryption, MailSettings, Settings, SetupError, SlackSettings, SlackWay, SmsSettings, Token,
};

/// No try takes longer than this, whatever the other side does.
pub const LONGEST_TRY: Duration = Duration::from_secs(100);

/// Carries messages by the channels that are set up.
pub struct Courier {
    mail: Option<mail::Mail>,
    sms: Option<sms::Sms>,
    slack: Option<slack::Slack>,
    writer: Writer,
}

/// The provider took the message, and said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// What it said.
    pub said: String,
}

/// Why a message was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTaken {
    /// Not now; another try may succeed.
    Later {
        /// What was said.
        said: String,
        /// How long the provider asks to be left alone.
        after: Option<SignedDuration>,
    },
    /// Not ever, as things stand.
    Never(Failure),
    /// The message had begun to go out, and what became of it was not said.
    NotKnown(String),
}

impl NotTaken {
    fn later(said: impl Into<String>) -> Self {
        Self::Later { said: said.into(), after: None }
    }

    fn never(code: FailCode, said: impl AsRef<str>) -> Self {
        Self::Never(Failure::new(code, said))
    }

    /// What happened, in words.
    pub fn words(&self) -> &str {
        match self {
            Self::Later { said, .. } | Self::NotKnown(said) => said,
            Self::Never(failure) => failure.sentence(),
        }
    }
}

impl Courier {
    /// Gets ready for the channels that the settings tell of. Nothing is connected yet.
    ///
    /// # Errors
    /// When a setting is wrong; the error names it.
    pub fn new(settings: Settings) -> Result<Self, SetupError> {
        Ok(Self {
            mail: settings.mail.map(mail::Mail::new).transpose()?,
            sms: settings.sms.map(sms::Sms::new).transpose()?,
            slack: settings.slack.map(slack::Slack::new).transpose()?,
            writer: Writer::new()?,
        })
    }

    /// Whether a channel is set up.
    pub const fn offers(&self, channel: Channel) -> bool {
        match channel {
            Channel::Mail => self.mail.is_some(),
            Channel::Sms => self.sms.is_some(),
            Channel::Slack => self.slack.is_some(),
        }
    }

    /// Whether a channel goes to one place only, so that nobody need say where.
    pub fn goes_to_one_place(&self, channel: Channel) -> bool {
        channel == Channel::Slack && self.slack.as_ref().is_some_and(slack::Slack::is_webhook)
    }

    /// What writes the messages.
    pub const fn writer(&self) -> &Writer {
        &self.writer
    }

    /// Hands a message over, once.
    ///
    /// # Errors
    /// When it was not taken, or nobody knows.
    pub async fn send(&self, to: &Address, message: &Message) -> Result<Taken, NotTaken> {
        let not_set_up = || NotTaken::Never(Failure::of(FailCode::NotSetUp));
        match to {
            Address::Mail(to) => self.mail.as_ref().ok_or_else(not_set_up)?.send(to, message).await,
            Address::Sms(to) => self.sms.as_ref().ok_or_else(not_set_up)?.send(to, message).await,
            Address::Slack(to) => self.slack.as_ref().ok_or_else(not_set_up)?.send(to, message).await,
        }
    }
}
