//! Enrolment codes: with one, an agent at a site becomes a controller of the house. Each counts once, and for some minutes.

use crate::code::{Code, Purpose};

/// For how long a code counts, in milliseconds: it is typed at once, or made anew.
pub const CODE_LIVES_MS: i64 = 30 * 60 * 1_000;

/// What an enrolment code is for.
pub enum Enrolment {}

impl Purpose for Enrolment {
    const NAME: &'static str = "enrolment code";
}

/// A code that makes an agent a controller.
pub type EnrolmentCode = Code<Enrolment>;
