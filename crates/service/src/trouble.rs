//! Why a use case did not happen, in words that say what to do.

use keylink_domain::bounds::OverBound;
use keylink_domain::clock::NoEntropy;
use keylink_domain::link::LinkConflict;
use keylink_domain::text::TextError;
use keylink_domain::window::ValidityError;

/// Why a use case did not happen. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// There is no such thing, or it is another organization's: the answer is the same.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The actor's role does not allow it.
    #[error("your role does not allow this; ask an owner or administrator of the organization")]
    Forbidden,
    /// Something given is wrong.
    #[error("{field}: {message}")]
    Invalid {
        /// What was wrong, by its public name.
        field: &'static str,
        /// Why, and what to give instead.
        message: String,
    },
    /// It does not fit with what others did in the meantime.
    #[error("{0}")]
    Conflict(String),
    /// Too often in a short time.
    #[error("too often in a short time; try again in {retry_after_s} s")]
    TooOften {
        /// After how many seconds a next try has a chance.
        retry_after_s: u64,
    },
    /// More in a day than there may be.
    #[error("{0}")]
    TooMany(String),
    /// The one who asks is not known, or proved nothing.
    #[error("{0}")]
    NotKnown(&'static str),
    /// The database could not do it.
    #[error(transparent)]
    Store(#[from] keylink_store::Error),
    /// No randomness.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
    /// A sealed secret could not be opened.
    #[error(
        "this secret was sealed with another key; put the right key file back, or rotate the link to make a new secret"
    )]
    Sealed,
    /// Too many at once want what takes long.
    #[error("too many people are signing in just now; try again in a moment")]
    Busy,
    /// The program is stopping.
    #[error("the program is stopping; try again in a moment")]
    Stopping,
}

impl Trouble {
    /// Something given is wrong.
    pub fn invalid(field: &'static str, message: impl ToString) -> Self {
        Self::Invalid { field, message: message.to_string() }
    }

    /// A text that is wrong, at its field.
    pub(crate) fn text(field: &'static str) -> impl Fn(TextError) -> Self {
        move |error| Self::invalid(field, error)
    }

    /// A unique index was broken: somebody has that already.
    pub(crate) fn taken(error: keylink_store::Error, field: &'static str, message: &str) -> Self {
        if error.is_taken() { Self::invalid(field, message) } else { error.into() }
    }
}

impl From<OverBound> for Trouble {
    fn from(over: OverBound) -> Self {
        Self::invalid(over.field(), over)
    }
}

impl From<LinkConflict> for Trouble {
    fn from(conflict: LinkConflict) -> Self {
        Self::Conflict(conflict.to_string())
    }
}

impl From<ValidityError> for Trouble {
    fn from(error: ValidityError) -> Self {
        let field = match &error {
            ValidityError::ZeroUses => "max_uses",
            ValidityError::NoSuchHours { .. } | ValidityError::Hours(_) => "hours",
            ValidityError::UntilAndDuration | ValidityError::Lasting(_) => "duration",
            _ => "valid_until",
        };
        Self::invalid(field, error)
    }
}
