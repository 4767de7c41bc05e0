//! An organization's own words for messages: text with named places, checked before it is kept.

use std::fmt;

use jiff::Timestamp;

use crate::delivery::Channel;
use crate::id::OrganizationId;
use crate::text::{Name, Note, TextError, quote};

/// An organization's own words for one channel in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The tenant it belongs to.
    pub organization: OrganizationId,
    /// For which channel.
    pub channel: Channel,
    /// In which language (a tag).
    pub language: String,
    /// What is sent.
    pub words: OwnWords,
    /// When it was changed last.
    pub changed_at: Timestamp,
}

/// A subject, which only mail has, and a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWords {
    /// The subject; empty but for mail.
    pub subject: Pattern,
    /// The text.
    pub body: Pattern,
}

/// A named place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// What the link is called.
    Guest,
    /// The names of the doors.
    Doors,
    /// When it begins.
    From,
    /// When it ends.
    Until,
    /// The link.
    Link,
    /// What the house is called.
    Organization,
    /// Who sends it.
    Host,
}

impl Place {
    /// Every place there is, as written, with what comes there.
    pub const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::Guest, "{guest}", "what the link is called"),
        (Self::Doors, "{doors}", "the names of its doors"),
        (Self::From, "{from}", "when it begins"),
        (Self::Until, "{until}", "when it ends"),
        (Self::Link, "{link}", "the link itself"),
        (Self::Organization, "{organization}", "your organization"),
        (Self::Host, "{host}", "who sends it"),
    ];

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(place, ..)| *place == self).map_or("", |(_, written, _)| written)
    }
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words as they are.
    Words(String),
    /// A place to be filled in.
    Place(Place),
}

/// A text with places in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pattern(Vec<Piece>);

/// What is wrong with words that were given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordingError {
    /// The text is wrong by itself.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A brace that begins or ends no place.
    #[error(
        "\"{0}\" is no place that can be filled in; there are {{guest}}, {{doors}}, {{from}}, {{until}}, {{link}}, {{organization}} and {{host}}"
    )]
    UnknownPlace(String),
    /// The link is missing.
    #[error("{{link}} is missing, and without it the guest has no key; write it where the link is to stand")]
    NoLink,
    /// The link stands there several times.
    #[error("{{link}} stands there more than once; leave it once, where the link is to stand")]
    LinkTwice,
    /// The link is in the subject.
    #[error(
        "{{link}} cannot be in the subject, which shows on locked phones and in the logs of mail servers; write it into the text"
    )]
    LinkInSubject,
    /// A text message that would go out in too many parts.
    #[error("with an example filled in this is {parts} text messages long, and each is paid for; {MAX_PARTS} are the most: make it shorter{}", if *.is_plain { "" } else { ", or leave out letters and emoji beyond the plain ones, which more than halve the room" })]
    TooManyParts {
        /// How many.
        parts: usize,
        /// Whether it has only letters of which a text message holds the most.
        is_plain: bool,
    },
}

/// The most text messages that one message may take.
pub const MAX_PARTS: usize = 3;

impl Pattern {
    /// Reads a text with places.
    ///
    /// # Errors
    /// When a brace is part of no place.
    pub fn parse(text: &str) -> Result<Self, WordingError> {
        let (mut pieces, mut rest) = (Vec::new(), text);
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            let known = Place::ALL.iter().find(|(_, written, _)| from.starts_with(written));
            let Some((place, written, _)) = known else {
                let end = from.find('}').map_or(from.len(), |end| end + 1);
                return Err(WordingError::UnknownPlace(quote(&from[..end])));
            };
            if !before.is_empty() {
                pieces.push(Piece::Words(before.to_owned()));
            }
            pieces.push(Piece::Place(*place));
            rest = &from[written.len()..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest.to_owned()));
        }
        Ok(Self(pieces))
    }

    /// Its pieces, in their order.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// How often a place stands in it.
    pub fn count(&self, place: Place) -> usize {
        self.0.iter().filter(|piece| **piece == Piece::Place(place)).count()
    }

    /// The text with every place filled in.
    pub fn filled(&self, fill: impl Fn(Place) -> String) -> String {
        let said = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Place(place) => fill(*place),
        };
        self.0.iter().map(said).collect()
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.filled(|place| place.as_str().to_owned()))
    }
}

impl OwnWords {
    /// Checks words for a channel, apart from their length when filled in.
    ///
    /// # Errors
    /// What is wrong with the subject, or with the text: the public name of the field comes with it.
    pub fn parse(channel: Channel, subject: &str, body: &str) -> Result<Self, (&'static str, WordingError)> {
        let subject = match channel {
            Channel::Mail => parse_subject(subject).map_err(|error| ("subject", error))?,
            Channel::Sms | Channel::Slack => Pattern::default(),
        };
        Ok(Self { subject, body: parse_body(body).map_err(|error| ("body", error))? })
    }
}

fn parse_subject(text: &str) -> Result<Pattern, WordingError> {
    let pattern = Pattern::parse(Name::parse(text)?.as_str())?;
    if pattern.count(Place::Link) > 0 { Err(WordingError::LinkInSubject) } else { Ok(pattern) }
}

fn parse_body(text: &str) -> Result<Pattern, WordingError> {
    let pattern = Pattern::parse(Note::parse(text)?.as_str())?;
    match pattern.count(Place::Link) {
        0 => Err(WordingError::NoLink),
        1 => Ok(pattern),
        _ => Err(WordingError::LinkTwice),
    }
}

/// In how many text messages a text goes out, and whether all its letters are of the plain ones.
pub fn sms_parts(text: &str) -> (usize, bool) {
    let plain: Option<usize> = text.chars().map(septets).sum();
    let (length, alone, each) = match plain {
        Some(septets) => (septets, 160, 153),
        None => (text.encode_utf16().count(), 70, 67),
    };
    (if length <= alone { 1 } else { length.div_ceil(each) }, plain.is_some())
}

/// Checks that a filled-in text message is not too long.
///
/// # Errors
/// When it takes more than [`MAX_PARTS`].
pub fn check_parts(text: &str) -> Result<(), WordingError> {
    let (parts, is_plain) = sms_parts(text);
    if parts > MAX_PARTS { Err(WordingError::TooManyParts { parts, is_plain }) } else { Ok(()) }
}

/// How much room a letter takes in the alphabet of text messages (3GPP TS 23.038); nothing where it is not in it.
fn septets(c: char) -> Option<usize> {
    const PLAIN: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    if PLAIN.contains(c) {
        Some(1)
    } else if "^{}\\[~]|€".contains(c) {
        Some(2)
    } else {
        None
    }
}
