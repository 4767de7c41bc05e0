//! The gesture: that a person pressed, and not a program which fetches, submits and clicks.
//!
//! A page carries a *ticket*: when it was made and for which link's secret, sealed. A press counts as a
//! person's when its ticket is old enough for somebody to have held the button, or when the number
//! that only the next page showed was typed in.

use jiff::{SignedDuration, Timestamp};
use keylink_domain::secret::SecretHash;

use crate::house::House;
use crate::trouble::Trouble;

/// Nobody reads a page, reaches the button and holds it in less.
const SOONEST: SignedDuration = SignedDuration::from_millis(600);
/// A page that was open for longer is asked to load again.
const LATEST: SignedDuration = SignedDuration::from_hours(24);
/// How long the number may be typed in.
const NUMBER_FOR: SignedDuration = SignedDuration::from_secs(120);

/// How long a form's number may be typed in: people look up a name and a time first.
const FORM_FOR: SignedDuration = SignedDuration::from_mins(30);

/// What a page says the person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gesture {
    /// Pressed and held.
    Hold,
    /// Pressed the same button a second time within some seconds.
    Twice,
    /// Typed in the number that the page before showed.
    Number(u8),
    /// Nothing: a plain tap, or a form sent without a script.
    Plain,
}

/// What a press's gesture is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// A person pressed, on a page that was made then.
    Person {
        /// When the page's ticket was made.
        page_made: Timestamp,
    },
    /// A page that was made then, but nothing that only a person does. Good enough only where the
    /// organization takes plain taps.
    Page {
        /// When the page's ticket was made.
        page_made: Timestamp,
    },
    /// It may have been a program. Good enough only where the organization takes plain taps.
    Nothing,
}

impl House {
    /// A ticket for a page of the link with this secret.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn ticket(&self, link: SecretHash) -> Result<String, Trouble> {
        self.mint(link, 0)
    }

    /// A two-digit number to be typed in, and the ticket that knows it.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn number_ticket(&self, link: SecretHash) -> Result<(u8, String), Trouble> {
        let number = 10 + self.entropy.chance()?[0] % 90;
        Ok((number, self.mint(link, number)?))
    }

    /// What the gesture is worth, by the page's ticket.
    pub fn prove(&self, link: SecretHash, gesture: Gesture, ticket: &str) -> Proof {
        match self.read_ticket(link, ticket) {
            Some((made, number)) if fits(gesture, number, made, self.now()) => Proof::Person { page_made: made },
            // The page's age may change what a press is worth, but never which press it is.
            Some((page_made, _)) => Proof::Page { page_made },
            None => Proof::Nothing,
        }
    }

    /// A number to be typed into a form that changes something for the guest of this link, and the ticket that
    /// knows it. It opens no door.
    pub(crate) fn number_for_form(&self, link: SecretHash) -> Result<(u8, String), Trouble> {
        let number = 10 + self.entropy.chance()?[0] % 90;
        Ok((number, self.mint_for(number, &of_form(link))?))
    }

    /// Whether the form's number was typed in by somebody who saw it.
    pub(crate) fn is_number_of_form(&self, link: SecretHash, typed: &str, ticket: &str) -> bool {
        let typed = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().parse::<u8>().ok();
        self.read_ticket_for(&of_form(link), ticket).is_some_and(|(made, number)| {
            number != 0 && typed == Some(number) && made.duration_until(self.now()) <= FORM_FOR
        })
    }

    fn mint(&self, link: SecretHash, number: u8) -> Result<String, Trouble> {
        self.mint_for(number, &belongs_to(link))
    }

    fn mint_for(&self, number: u8, belongs_to: &[u8]) -> Result<String, Trouble> {
        let mut body = self.now().as_millisecond().to_be_bytes().to_vec();
        body.push(number);
        Ok(hex::encode(self.seal.seal(self.entropy.as_ref(), &body, belongs_to)?))
    }

    fn read_ticket(&self, link: SecretHash, ticket: &str) -> Option<(Timestamp, u8)> {
        self.read_ticket_for(&belongs_to(link), ticket)
    }

    fn read_ticket_for(&self, belongs_to: &[u8], ticket: &str) -> Option<(Timestamp, u8)> {
        if ticket.len() > 256 {
            return None;
        }
        let sealed = hex::decode(ticket).ok()?;
        let body = self.seal.open(&sealed, belongs_to).ok()?;
        let (number, made) = body.split_last()?;
        let made = i64::from_be_bytes(made.try_into().ok()?);
        Some((Timestamp::from_millisecond(made).ok()?, *number))
    }
}

/// A ticket of zero is a page's own; any other knows a number.
fn fits(gesture: Gesture, number: u8, made: Timestamp, now: Timestamp) -> bool {
    let age = made.duration_until(now);
    match gesture {
        Gesture::Hold | Gesture::Twice => number == 0 && age >= SOONEST && age <= LATEST,
        Gesture::Number(typed) => number != 0 && typed == number && age <= NUMBER_FOR,
        Gesture::Plain => false,
    }
}

fn belongs_to(link: SecretHash) -> Vec<u8> {
    [b"ticket".as_slice(), link.as_bytes()].concat()
}

fn of_form(link: SecretHash) -> Vec<u8> {
    [b"form".as_slice(), link.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(ms).unwrap()
    }

    #[test]
    fn a_hold_takes_its_time() {
        assert!(!fits(Gesture::Hold, 0, at(1_000), at(1_599)));
        assert!(fits(Gesture::Hold, 0, at(1_000), at(1_600)));
        assert!(!fits(Gesture::Hold, 0, at(1_000), at(1_000 + 25 * 3_600_000)));
        assert!(!fits(Gesture::Plain, 0, at(1_000), at(9_000)));
    }

    #[test]
    fn the_number_is_the_one_that_was_shown() {
        assert!(fits(Gesture::Number(42), 42, at(0), at(5_000)));
        assert!(!fits(Gesture::Number(41), 42, at(0), at(5_000)));
        assert!(!fits(Gesture::Number(42), 42, at(0), at(121_000)));
        // A page's own ticket knows no number, so that none can be guessed against it; nor is a
        // number's ticket worth a hold.
        assert!(!fits(Gesture::Number(0), 0, at(0), at(5_000)));
        assert!(!fits(Gesture::Hold, 42, at(0), at(5_000)));
    }
}
