//! Recovery codes: ten words on paper for the day on which the authenticator is lost. Each counts once.

use crate::code::{Code, Purpose};

/// How many a user gets at once.
pub const RECOVERY_CODES: usize = 10;

/// What a recovery code is for.
pub enum Recovery {}

impl Purpose for Recovery {
    const NAME: &'static str = "recovery code";
}

/// A code that stands in for an authenticator, once.
pub type RecoveryCode = Code<Recovery>;
