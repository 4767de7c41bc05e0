//! Arrivals: of which of them a link's maker is told, and how.

use serde::{Deserialize, Serialize};

use crate::door::spelled;

/// Of which arrivals a link's maker is told, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wish {
    /// Of which.
    pub occasion: Occasion,
    /// By e-mail.
    pub mail: bool,
    /// By a notification on the devices where they turned them on.
    pub push: bool,
}

/// Of which arrivals somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// Of none.
    #[default]
    None,
    /// Of the first.
    First,
    /// Of every one.
    Every,
}

spelled!(Occasion: None = "none", First = "first", Every = "every");

impl Wish {
    /// Whether there is anything to tell of an arrival, when the first one was told already, or not.
    pub const fn wants(&self, was_told: bool) -> bool {
        let some = self.mail || self.push;
        match self.occasion {
            Occasion::None => false,
            Occasion::First => some && !was_told,
            Occasion::Every => some,
        }
    }

    /// In words, for a link's history: `the first use, by e-mail and notification`.
    pub fn words(&self) -> String {
        let occasion = match self.occasion {
            Occasion::None => return "none".to_owned(),
            Occasion::First => "the first use",
            Occasion::Every => "every use",
        };
        match (self.mail, self.push) {
            (true, true) => format!("{occasion}, by e-mail and notification"),
            (true, false) => format!("{occasion}, by e-mail"),
            (false, true) => format!("{occasion}, by notification"),
            (false, false) => "none".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_told_once_and_nothing_goes_where_no_way_was_chosen() {
        let wish = |occasion, mail| Wish { occasion, mail, push: false };
        assert!(wish(Occasion::First, true).wants(false) && !wish(Occasion::First, true).wants(true));
        assert!(wish(Occasion::Every, true).wants(true) && !wish(Occasion::Every, false).wants(true));
        assert!(!wish(Occasion::None, true).wants(false));
        assert_eq!(wish(Occasion::Every, false).words(), "none");
    }
}
