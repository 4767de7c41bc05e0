//! The two things that a pure house must be handed: the time, and chance.

use std::sync::Arc;

use jiff::Timestamp;

use crate::id::Chance;

/// Tells the time. The program has one, tests have another that they set.
pub trait Clock: Send + Sync {
    /// The present instant, to the millisecond.
    fn now(&self) -> Timestamp;
}

impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn now(&self) -> Timestamp {
        (**self).now()
    }
}

/// Gives randomness. The program asks the system; tests may use a seed.
pub trait Entropy: Send + Sync {
    /// Fills `bytes` with randomness fit for secrets.
    ///
    /// # Errors
    /// When the system has none to give; whatever needed it must then not happen.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy>;

    /// Sixteen random bytes, as an id needs them.
    ///
    /// # Errors
    /// As [`Entropy::fill`].
    fn chance(&self) -> Result<Chance, NoEntropy> {
        let mut bytes = [0; 16];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }
}

/// The system gave no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system gave no randomness, so nothing secret can be made now")]
pub struct NoEntropy;
