//! Cards and PINs: what is read, or typed, at a door.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroize;

/// A card by what a reader sends of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Card {
    /// Wiegand, 26 bits: a facility and a number.
    Wiegand26 {
        /// The facility's code.
        facility: u8,
        /// The card's number.
        number: u16,
    },
    /// The bare number, up to 64 bits, as the reader sends it.
    Raw(u64),
}

/// The text is no card number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "give a number as the reader shows it, such as 3735928559 or 0x04A3B2C1, or facility and number (Wiegand 26) such as 123,45678"
)]
pub struct NotACard;

impl Card {
    /// Reads what people type: `123,45678` (also with `:`, `/`, `-` or a space) is facility and number, `12345678` and
    /// `0x04A3B2C1` are bare numbers. Also the stored spelling.
    ///
    /// # Errors
    /// When it is none of these.
    pub fn parse(text: &str) -> Result<Self, NotACard> {
        let text = text.trim();
        let text = text.strip_prefix("w26:").unwrap_or(text);
        let bare = |text: &str| match text.get(..2) {
            Some("0x" | "0X") => digits(text.get(2..).unwrap_or(""), 16),
            _ => digits(text, 10),
        };
        match text.split_once([',', ':', '/', '-', ' ']) {
            Some((facility, number)) => {
                let facility = digits(facility.trim(), 10).and_then(|code| u8::try_from(code).ok());
                let number = digits(number.trim(), 10).and_then(|number| u16::try_from(number).ok());
                facility.zip(number).map(|(facility, number)| Self::Wiegand26 { facility, number }).ok_or(NotACard)
            }
            None => bare(text).filter(|number| *number != 0).map(Self::Raw).ok_or(NotACard),
        }
    }
}

/// Boards that know only a number write a Wiegand card as its facility, and five digits for the number.
const FACILITY_IN_NUMBER: u64 = 100_000;

impl Card {
    /// The cards that a controller may mean which reads bare numbers.
    pub fn of_number(number: u64) -> Vec<Self> {
        let facility = u8::try_from(number / FACILITY_IN_NUMBER).ok();
        let rest = u16::try_from(number % FACILITY_IN_NUMBER).ok();
        let wiegand = facility.zip(rest).map(|(facility, number)| Self::Wiegand26 { facility, number });
        std::iter::once(Self::Raw(number)).chain(wiegand).collect()
    }

    /// The number by which such a controller knows the card.
    pub fn as_number(self) -> u64 {
        match self {
            Self::Wiegand26 { facility, number } => u64::from(facility) * FACILITY_IN_NUMBER + u64::from(number),
            Self::Raw(number) => number,
        }
    }
}

/// Digits and nothing else: no sign, no spaces between them.
fn digits(text: &str, radix: u32) -> Option<u64> {
    let fits = !text.is_empty() && text.chars().all(|c| c.is_digit(radix));
    u64::from_str_radix(text, radix).ok().filter(|_| fits)
}

/// The stored and public spelling.
impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wiegand26 { facility, number } => write!(f, "w26:{facility}:{number}"),
            Self::Raw(number) => write!(f, "{number}"),
        }
    }
}

/// How short and how long a PIN may be.
const PIN_DIGITS: std::ops::RangeInclusive<usize> = 4..=8;

/// A PIN: 4 to 8 digits. It does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

/// Why a PIN is refused. It says nothing of the PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPin {
    /// It has another shape.
    #[error("give 4 to 8 digits")]
    Shape,
    /// It is among the first that anybody would try.
    #[error("this is too easy to guess; do not repeat one digit, or count up or down")]
    Easy,
}

impl Pin {
    /// Reads a PIN.
    ///
    /// # Errors
    /// When it is not 4 to 8 digits, or repeats one digit, or counts up or down.
    pub fn parse(text: &str) -> Result<Self, BadPin> {
        let text = text.trim();
        if !PIN_DIGITS.contains(&text.len()) || !text.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(BadPin::Shape);
        }
        let step = |pair: &[u8]| match pair {
            [one, other] => i16::from(*other) - i16::from(*one),
            _ => 0,
        };
        let mut steps = text.as_bytes().windows(2).map(step);
        let first = steps.next().unwrap_or(0);
        if (-1..=1).contains(&first) && steps.all(|step| step == first) {
            return Err(BadPin::Easy);
        }
        Ok(Self(text.to_owned()))
    }

    /// The digits: only for the seal, and for the controller that is to know them.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(..)")
    }
}

impl Drop for Pin {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// What a card or a PIN is known again by within its organization. PINs are few, so nobody without the key may be able
/// to try them all: it is keyed.
pub fn mark(key: &[u8; 32], organization: &str, kind: &str, value: &str) -> [u8; 32] {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        // A key of any length is taken.
        return [0; 32];
    };
    for part in ["keylink card or pin", organization, kind, value] {
        mac.update(&u64::try_from(part.len()).unwrap_or(0).to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_read_as_people_type_them_and_as_they_are_stored() {
        let wiegand = Card::Wiegand26 { facility: 123, number: 45678 };
        for text in ["123,45678", " 123:45678 ", "123/45678", "123 45678", "123-45678", "123, 45678", "w26:123:45678"] {
            assert_eq!(Card::parse(text), Ok(wiegand), "{text}");
        }
        assert_eq!(Card::parse("0x04A3B2C1"), Ok(Card::Raw(0x04A3_B2C1)));
        assert_eq!((wiegand.as_number(), Card::of_number(12_345_678).contains(&wiegand)), (12_345_678, true));
        assert_eq!(Card::of_number(25_699_999), [Card::Raw(25_699_999)], "no such facility");
        for card in [wiegand, Card::Raw(1), Card::Raw(u64::MAX)] {
            assert_eq!(Card::parse(&card.to_string()), Ok(card));
        }
        for bad in ["", "0", "x", "0x", "0xZZ", "-5", "+5", "256,1", "1,65536", "1,2,3", "18446744073709551616", "1.5"]
        {
            assert_eq!(Card::parse(bad), Err(NotACard), "{bad}");
        }
    }

    #[test]
    fn pins_are_digits_that_are_not_the_first_to_be_tried() {
        for good in ["2580", "1357", "90210", "12435678", " 4821 "] {
            assert!(Pin::parse(good).is_ok(), "{good}");
        }
        for (bad, why) in [
            ("123", BadPin::Shape),
            ("123456789", BadPin::Shape),
            ("12a4", BadPin::Shape),
            ("\u{661}\u{662}\u{663}\u{664}", BadPin::Shape),
            ("0000", BadPin::Easy),
            ("1234", BadPin::Easy),
            ("87654321", BadPin::Easy),
        ] {
            assert_eq!(Pin::parse(bad).err(), Some(why), "{bad}");
        }
        assert_eq!(format!("{:?}", Pin::parse("2580")), "Ok(Pin(..))");
    }

    #[test]
    fn a_mark_tells_organizations_kinds_and_keys_apart() {
        let one = mark(&[1; 32], "a", "pin", "2580");
        assert_eq!(one, mark(&[1; 32], "a", "pin", "2580"));
        for other in [
            mark(&[2; 32], "a", "pin", "2580"),
            mark(&[1; 32], "b", "pin", "2580"),
            mark(&[1; 32], "a", "card", "2580"),
            mark(&[1; 32], "a", "pin", "2581"),
            mark(&[1; 32], "ap", "in", "2580"),
        ] {
            assert_ne!(one, other);
        }
    }
}
