//! Checked human text: names, descriptions, e-mail addresses. Every script and emoji is welcome; what deceives
//! the eye or breaks a line of a log or a mail is not.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What people call a thing: 1 to 120 characters on one line, without spaces around them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

/// A description: up to 2000 characters, on as many lines as wanted, without spaces around them; may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Note(String);

/// An address that mail can be sent to: 3 to 254 bytes, one `@`, the domain in lower case. Whether somebody
/// reads there only a mail can tell.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// How many names of things stand in a sentence; of more it is said how many there are.
const IN_A_SENTENCE: usize = 5;

/// `"Street door", "Back door" and 3 more`, in typographic marks.
pub fn listed(names: &[&str]) -> String {
    let more = names.len().saturating_sub(IN_A_SENTENCE);
    let mut said: Vec<String> =
        names.iter().take(IN_A_SENTENCE).map(|name| format!("\u{201c}{name}\u{201d}")).collect();
    said.extend((more > 0).then(|| format!("{more} more")));
    match said.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

/// Why a text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// There is nothing to see.
    #[error("this is empty; write at least one character that can be seen")]
    Empty,
    /// It is too long.
    #[error("this is too long; write at most {max} characters")]
    TooLong {
        /// The greatest number of characters.
        max: usize,
    },
    /// A character that is no text.
    #[error("there is a character (U+{0:04X}) that cannot be shown; remove it, and write on one line")]
    Control(u32),
    /// A character that turns the direction of the text around it.
    #[error("there is an invisible character (U+{0:04X}) that reorders text; remove it, right-to-left text needs none")]
    Reordering(u32),
    /// Not an address.
    #[error("this is not an e-mail address; write one such as anna@example.com")]
    NotAnEmail,
}

impl Name {
    /// The greatest number of characters.
    pub const MAX_CHARS: usize = 120;

    /// Checks a name; spaces around it are taken off, everything within stays.
    ///
    /// # Errors
    /// When nothing can be seen of it, it is too long, or holds a character that deceives.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = fitting(text.trim(), Self::MAX_CHARS)?;
        if !text.chars().any(can_be_seen) {
            return Err(TextError::Empty);
        }
        text.chars().try_for_each(check)?;
        Ok(Self(text.to_owned()))
    }
}

impl Note {
    /// The greatest number of characters.
    pub const MAX_CHARS: usize = 2_000;

    /// Checks a description; spaces around it are taken off, lines end in one line feed each (browsers send
    /// two characters), everything else within stays.
    ///
    /// # Errors
    /// When it is too long, or holds a character that deceives.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        // Every line end may be two characters on the way in.
        if text.trim().len() > 2 * 4 * Self::MAX_CHARS {
            return Err(TextError::TooLong { max: Self::MAX_CHARS });
        }
        let text = text.trim().replace("\r\n", "\n");
        let text = fitting(&text, Self::MAX_CHARS)?;
        text.chars().filter(|c| *c != '\n').try_for_each(check)?;
        Ok(Self(text.to_owned()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Email {
    /// The greatest length in bytes that mail servers take.
    pub const MAX_BYTES: usize = 254;

    /// Checks an address; spaces around it are taken off and the domain becomes lower case.
    ///
    /// # Errors
    /// When it is not of the form `name@domain`, or too long.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        if text.len() > Self::MAX_BYTES {
            return Err(TextError::TooLong { max: Self::MAX_BYTES });
        }
        let (local, domain) = text.split_once('@').ok_or(TextError::NotAnEmail)?;
        // Commas, semicolons and angle brackets would make two addresses, or another one, of it in a mail's head.
        let odd = |c: char| c.is_whitespace() || matches!(c, '@' | ',' | ';' | '<' | '>' | '"' | '(' | ')');
        if local.is_empty() || domain.is_empty() || local.contains(odd) || domain.contains(odd) {
            return Err(TextError::NotAnEmail);
        }
        text.chars().try_for_each(check)?;
        let whole = format!("{local}@{}", domain.to_lowercase());
        // A few letters take more bytes in lower case.
        if whole.len() > Self::MAX_BYTES { Err(TextError::TooLong { max: Self::MAX_BYTES }) } else { Ok(Self(whole)) }
    }
}

/// `text` if it has at most `max` characters. The bytes are looked at first, so that a flood is never counted.
fn fitting(text: &str, max: usize) -> Result<&str, TextError> {
    let fits = text.len() <= 4 * max && text.chars().count() <= max;
    if fits { Ok(text) } else { Err(TextError::TooLong { max }) }
}

fn check(c: char) -> Result<(), TextError> {
    match c {
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Err(TextError::Reordering(c.into())),
        // The line and the paragraph separator break lines without being control characters.
        '\u{2028}' | '\u{2029}' => Err(TextError::Control(c.into())),
        _ if c.is_control() => Err(TextError::Control(c.into())),
        _ => Ok(()),
    }
}

/// Not a space, and none of the characters that only join, mark or leave a gap.
const fn can_be_seen(c: char) -> bool {
    !matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
        && !c.is_whitespace()
}

/// At most so much of a text that was given as belongs into an error's sentence.
pub(crate) fn quote(text: &str) -> String {
    text.trim().chars().filter(|c| check(*c).is_ok()).take(40).collect()
}

macro_rules! plain_text {
    ($($name:ident),*) => {$(
        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = TextError;
            fn from_str(text: &str) -> Result<Self, TextError> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(text: String) -> Result<Self, TextError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    )*};
}

plain_text!(Name, Note, Email);
