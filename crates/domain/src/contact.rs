//! A contact: how a guest reaches somebody who can help: a user of the building, or the building itself.

use serde::{Deserialize, Serialize};

use crate::door::spelled;
use crate::text::{Email, Name, Note, TextError};

/// How somebody is reached. Each part may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// What a building's contact is called: "Reception". A user has their own name.
    pub name: String,
    /// A telephone number as people write it.
    pub phone: String,
    /// A mail address.
    pub mail: String,
    /// How else, or when: "Not before eight, please".
    pub note: String,
}

/// Whose contact a link's guest is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactShown {
    /// Nobody's; the maker's name alone.
    #[default]
    Nobody,
    /// The maker's.
    Maker,
    /// That of the first door's building.
    Site,
}

spelled!(ContactShown: Nobody = "nobody", Maker = "maker", Site = "site");

/// Why a contact is refused, and which part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContactError {
    /// The name.
    #[error(transparent)]
    Name(TextError),
    /// The number.
    #[error("this is not a telephone number; write digits, best with the country in front: +43 660 1234567")]
    Phone,
    /// The address.
    #[error(transparent)]
    Mail(TextError),
    /// The note.
    #[error(transparent)]
    Note(TextError),
}

impl Contact {
    /// The most characters of a telephone number.
    const MAX_PHONE: usize = 32;

    /// The contact as it may be kept: spaces around each part taken off, each part checked.
    ///
    /// # Errors
    /// When a part that is there is not what it should be.
    pub fn checked(self) -> Result<Self, ContactError> {
        let Self { name, phone, mail, note } = self;
        let empty = |text: &str| text.trim().is_empty();
        let name = if empty(&name) { Ok(String::new()) } else { Name::parse(&name).map(String::from) };
        let mail = if empty(&mail) { Ok(String::new()) } else { Email::parse(&mail).map(String::from) };
        let phone = phone.trim().to_owned();
        if !phone.is_empty() && !is_phone(&phone) {
            return Err(ContactError::Phone);
        }
        Ok(Self {
            name: name.map_err(ContactError::Name)?,
            phone,
            mail: mail.map_err(ContactError::Mail)?,
            note: Note::parse(&note).map(String::from).map_err(ContactError::Note)?,
        })
    }

    /// Whether there is nothing by which somebody could be reached.
    pub fn is_empty(&self) -> bool {
        self.phone.is_empty() && self.mail.is_empty() && self.note.is_empty()
    }

    /// The number as WhatsApp takes it: digits alone, with the country in front. Nothing where no country is named.
    pub fn whatsapp(&self) -> Option<String> {
        let digits = self.phone.strip_prefix('+').or_else(|| self.phone.strip_prefix("00"))?;
        // "+49 (0) 30": the nought in brackets is dialled within the country alone.
        Some(digits.replace("(0)", "").chars().filter(char::is_ascii_digit).collect())
    }
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let rest = text.strip_prefix('+').unwrap_or(text);
    text.len() <= Contact::MAX_PHONE
        && (3..=20).contains(&digits)
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '/' | '.' | '(' | ')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(text: &str) -> Result<Contact, ContactError> {
        Contact { phone: text.to_owned(), ..Contact::default() }.checked()
    }

    #[test]
    fn numbers_are_numbers_as_people_write_them() {
        for good in ["+43 660 1234567", "030/123 45-6", "(030) 12.34.56", "112", "  +49 30 1  "] {
            assert!(phone(good).is_ok(), "{good}");
        }
        for bad in ["12", "call me", "+", "1;ext=2", "+43 1\n2345", "javascript:1234", &"1".repeat(40), "12+345"] {
            assert_eq!(phone(bad), Err(ContactError::Phone), "{bad:?}");
        }
        assert!(phone("   ").unwrap().is_empty());
    }

    #[test]
    fn whatsapp_wants_the_country() {
        let number = |text| phone(text).unwrap().whatsapp();
        assert_eq!(number("+43 660 12-34").as_deref(), Some("436601234"));
        assert_eq!(number("+49 (0) 30 12345").as_deref(), Some("493012345"));
        assert_eq!(number("0049 30 12345").as_deref(), Some("493012345"));
        assert_eq!(number("030 12345"), None);
    }
}
