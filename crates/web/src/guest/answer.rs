//! What came of a press, in words and as JSON. Only a confirmed opening is called open.

use axum::http::StatusCode;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use serde::Serialize;

use super::maker::Maker;
use super::state::Standing;
use crate::language::Language;
use crate::tone::Tone;

/// The answer to a press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// A command was sent, and this came of it.
    Done(Outcome),
    /// No command was sent.
    Refused(Refusal),
    /// No command was sent this time; whether one was for the same press before is not known.
    Undecided,
}

/// An answer in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// "Open. Push the door."
    pub title: String,
    /// What to do; may be empty.
    pub message: String,
}

impl Answer {
    /// The outcome's name in the JSON answer.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done(outcome) => outcome.as_str(),
            Self::Refused(_) => "refused",
            Self::Undecided => "undecided",
        }
    }

    /// Why the door did not move, if that is certain.
    pub const fn refusal(self) -> Option<Refusal> {
        match self {
            Self::Done(outcome) => outcome.refusal(),
            Self::Refused(refusal) => Some(refusal),
            Self::Undecided => None,
        }
    }

    /// Its colour.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Done(Outcome::Opened) => Tone::Good,
            Self::Done(Outcome::Sent) => Tone::Info,
            Self::Done(Outcome::Unknown) | Self::Undecided => Tone::Warn,
            Self::Done(Outcome::Failed(_)) | Self::Refused(_) => Tone::Bad,
        }
    }

    /// Its icon in the sprite.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Done(Outcome::Opened) => "check",
            Self::Done(Outcome::Sent) => "send",
            Self::Done(Outcome::Unknown) | Self::Undecided => "circle-question-mark",
            Self::Done(Outcome::Failed(_)) | Self::Refused(_) => "x",
        }
    }

    /// The HTTP status that goes with it, in HTML and JSON alike.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Done(_) => StatusCode::OK,
            Self::Refused(Refusal::UnknownLink) => StatusCode::NOT_FOUND,
            Self::Refused(Refusal::TooManyPresses) => StatusCode::TOO_MANY_REQUESTS,
            Self::Refused(Refusal::NotRecorded) | Self::Undecided => StatusCode::SERVICE_UNAVAILABLE,
            Self::Refused(_) => StatusCode::FORBIDDEN,
        }
    }

    /// The answer in the guest's language.
    pub fn words(self, language: &Language, maker: &Maker) -> Words {
        let key = self.key();
        let args = [maker.arg(language)];
        Words { title: language.attribute(&key, "title", &args), message: language.attribute(&key, "message", &args) }
    }

    /// Its sentence in the language files.
    pub(super) fn key(self) -> String {
        match self.refusal() {
            Some(refusal) => refusal_key(refusal),
            None => self.as_str().to_owned(),
        }
    }
}

/// The sentence of a refusal in the language files.
pub(crate) fn refusal_key(refusal: Refusal) -> String {
    format!("refusal-{}", refusal.code().replace('_', "-"))
}

/// The JSON answer to a press made by the script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerBody {
    /// `opened`, `sent`, `failed`, `unknown`, `refused` or `undecided`.
    pub outcome: &'static str,
    /// The refusal's code, if there is one.
    pub refusal: Option<&'static str>,
    /// The first words.
    pub title: String,
    /// What to do; may be empty.
    pub message: String,
    /// Its colour.
    pub tone: Tone,
    /// Its icon in the sprite.
    pub icon: &'static str,
    /// How the link stands after this press.
    pub standing: Standing,
    /// The ticket for the next press; nothing where the link has ended.
    pub ticket: Option<String>,
}

impl AnswerBody {
    /// The answer for the script.
    pub fn new(answer: Answer, language: &Language, maker: &Maker, standing: Standing, ticket: Option<String>) -> Self {
        let words = answer.words(language, maker);
        Self {
            outcome: answer.as_str(),
            refusal: answer.refusal().map(Refusal::code),
            title: words.title,
            message: words.message,
            tone: answer.tone(),
            icon: answer.icon(),
            standing,
            ticket,
        }
    }
}
