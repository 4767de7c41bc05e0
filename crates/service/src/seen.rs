//! What somebody saw of a thing before they changed it, so that nobody writes over what another changed meanwhile.

use std::fmt;

use keylink_domain::secret::fingerprint_text;

use crate::trouble::Trouble;

/// A thing as somebody saw it: a form takes it along, and the change is refused where the thing is another by then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen(String);

impl Seen {
    /// Of a thing. All that is told of it counts, and so does what a later version will tell.
    pub fn of(thing: &impl fmt::Debug) -> Self {
        Self(fingerprint_text(&[b"seen", format!("{thing:?}").as_bytes()]))
    }

    /// As a form brings it back.
    pub fn from_form(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Refuses where the thing is not any more as it was seen. Who brings nothing means it whatever others did.
    pub(crate) fn check(this: Option<&Self>, thing: &impl fmt::Debug) -> Result<(), Trouble> {
        if this.is_none_or(|seen| *seen == Self::of(thing)) {
            return Ok(());
        }
        Err(Trouble::Conflict(
            "somebody changed this in the meantime; look at what stands there now, then repeat your change".to_owned(),
        ))
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
