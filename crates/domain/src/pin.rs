//! A link's PIN: told to the guest by another way than the link, so that a link alone that went astray opens nothing.

use std::fmt;

use zeroize::Zeroize;

/// 4 to 8 digits. It never prints.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

/// The text is no PIN. It does not say what the text was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a PIN is 4 to 8 digits; more digits are harder to guess")]
pub struct NotAPin;

impl Pin {
    /// Reads a PIN as people type it: spaces are left out, and the digits of other scripts are digits too.
    ///
    /// # Errors
    /// When it is not 4 to 8 digits.
    pub fn parse(text: &str) -> Result<Self, NotAPin> {
        // Longer than any PIN with spaces between its digits: not worth reading.
        if text.len() > 64 {
            return Err(NotAPin);
        }
        let digits = text.chars().filter(|c| !c.is_whitespace()).map(digit).collect::<Option<String>>();
        digits.filter(|digits| (4..=8).contains(&digits.len())).map(Self).ok_or(NotAPin)
    }

    /// The digits in clear: only for being hashed.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl Drop for Pin {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(..)")
    }
}

/// A digit of the scripts that our guests' phones type, as ASCII has it.
fn digit(c: char) -> Option<char> {
    // Arabic, Persian, Devanagari, full width.
    const ZEROES: [char; 5] = ['0', '\u{660}', '\u{6F0}', '\u{966}', '\u{FF10}'];
    let value =
        ZEROES.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_digits_however_they_are_typed() {
        for typed in ["4711", " 47 11 ", "٤٧١١", "४७११", "４７１１"] {
            assert_eq!(Pin::parse(typed).unwrap().reveal(), "4711", "{typed}");
        }
        for bad in ["", "123", "123456789", "12a4", "-1234", "12.34", &" ".repeat(100)] {
            assert_eq!(Pin::parse(bad), Err(NotAPin), "{bad:?}");
        }
        assert_eq!(format!("{:?}", Pin::parse("4711").unwrap()), "Pin(..)");
    }
}
