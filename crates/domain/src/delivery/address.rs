//! Where a delivery goes: a mail address, a phone number, a person or channel of Slack.

use std::fmt;

use super::Channel;
use crate::text::{Email, TextError, quote};

/// Where a delivery goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A mail address.
    Mail(Email),
    /// A phone number.
    Sms(Phone),
    /// A person or channel of Slack.
    Slack(SlackPlace),
}

/// A phone number in E.164: a plus sign and 8 to 15 digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// A person or channel of Slack: an id, a channel's name, a person's mail address; or nothing, which is the channel
/// that a webhook leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SlackPlace(String);

/// Why an address is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// A mail address that is none by its form.
    #[error("{0}")]
    Text(#[from] TextError),
    /// A mail address's domain is none.
    #[error(
        "{0:?} is not the end of a mail address; it has two parts or more with dots between them, such as example.com"
    )]
    Domain(String),
    /// A mail address's beginning is none.
    #[error("there is a dot too many before the @; write an address such as anna.muster@example.com")]
    Dots,
    /// A phone number without its country.
    #[error("begin with + and the country\u{2019}s number, such as +49 151 23456789")]
    NoCountry,
    /// Not a phone number.
    #[error("{0:?} does not belong into a phone number; write digits, such as +49 151 23456789")]
    NotADigit(char),
    /// A phone number with too many digits or too few.
    #[error("a phone number has 8 to 15 digits with its country\u{2019}s number; this one has {0}")]
    Digits(usize),
    /// Not a place in Slack.
    #[error(
        "write a channel such as #front-desk, a member id such as U012AB3CD (in Slack: profile, three dots, copy member \
         ID), or a member\u{2019}s mail address"
    )]
    NotInSlack,
}

impl Address {
    /// Reads an address as people write it.
    ///
    /// # Errors
    /// When it is none for this channel, with what to write instead.
    pub fn parse(channel: Channel, text: &str) -> Result<Self, AddressError> {
        match channel {
            Channel::Mail => mail(text).map(Self::Mail),
            Channel::Sms => Phone::parse(text).map(Self::Sms),
            Channel::Slack => SlackPlace::parse(text).map(Self::Slack),
        }
    }

    /// The channel it is of.
    pub const fn channel(&self) -> Channel {
        match self {
            Self::Mail(_) => Channel::Mail,
            Self::Sms(_) => Channel::Sms,
            Self::Slack(_) => Channel::Slack,
        }
    }

    /// The address as stored and shown.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Mail(email) => email.as_str(),
            Self::Sms(phone) => phone.as_str(),
            Self::Slack(place) => place.as_str(),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A mail address that mail can reach: stricter than the form of one, because a slip here costs a guest the door.
fn mail(text: &str) -> Result<Email, AddressError> {
    let email = Email::parse(text)?;
    let (local, domain) = email.as_str().split_once('@').unwrap_or_default();
    if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
        return Err(AddressError::Dots);
    }
    let labels: Vec<&str> = domain.split('.').collect();
    let is_label = |label: &&str| {
        let fits = !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-');
        fits && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let ends_well =
        labels.last().is_some_and(|last| last.chars().count() > 1 && !last.chars().all(|c| c.is_ascii_digit()));
    if labels.len() < 2 || !labels.iter().all(is_label) || !ends_well {
        return Err(AddressError::Domain(quote(domain)));
    }
    Ok(email)
}

impl Phone {
    /// Reads a number as people write it: spaces, dots, hyphens, brackets and slashes between the digits, `00` for
    /// the plus sign, a zero in brackets after the country's number.
    ///
    /// # Errors
    /// When it names no country, or is no number.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim().replace("(0)", "");
        let text = text.strip_prefix("tel:").unwrap_or(&text);
        let rest = text.strip_prefix('+').or_else(|| text.strip_prefix("00")).ok_or_else(|| {
            let odd = text.chars().find(|c| !is_digit(*c) && !is_between(*c));
            odd.map_or(AddressError::NoCountry, AddressError::NotADigit)
        })?;
        if let Some(odd) = rest.chars().find(|c| !is_digit(*c) && !is_between(*c)) {
            return Err(AddressError::NotADigit(odd));
        }
        let digits: String = rest.chars().filter(|c| is_digit(*c)).collect();
        if digits.starts_with('0') {
            return Err(AddressError::NoCountry);
        }
        if !(8..=15).contains(&digits.len()) {
            return Err(AddressError::Digits(digits.len()));
        }
        Ok(Self(format!("+{digits}")))
    }

    /// The number, from its plus sign on.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

const fn is_between(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}' | '.' | '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '(' | ')' | '/'
    )
}

impl SlackPlace {
    /// Reads a channel's name with or without its `#`, an id, or a member's mail address. Nothing is the channel
    /// that a webhook leads to.
    ///
    /// # Errors
    /// When it is none of these.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        if text.is_empty() || is_id(text) {
            return Ok(Self(text.to_owned()));
        }
        if text.contains('@') && !text.starts_with('@') {
            return mail(text).map(|email| Self(email.as_str().to_owned()));
        }
        let name = text.strip_prefix('#').unwrap_or(text);
        let is_part = |c: char| (c.is_alphanumeric() && !c.is_uppercase()) || c == '-' || c == '_';
        let fits = !name.is_empty() && name.chars().count() <= 80 && name.chars().all(is_part);
        if fits { Ok(Self(format!("#{name}"))) } else { Err(AddressError::NotInSlack) }
    }

    /// The place; empty is the channel that a webhook leads to.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The mail address, where it is one.
    pub fn email(&self) -> Option<&str> {
        Some(self.as_str()).filter(|text| text.contains('@'))
    }
}

/// Slack's ids: of members, channels, private channels and conversations.
fn is_id(text: &str) -> bool {
    let fits = (9..=15).contains(&text.len()) && text.starts_with(['U', 'W', 'C', 'G', 'D']);
    fits && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}
