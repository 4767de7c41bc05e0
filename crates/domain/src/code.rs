//! Codes that people type off a page or a sheet of paper, each of which counts once: what they are for is in their type.

use std::fmt;
use std::marker::PhantomData;

use zeroize::Zeroize;

use crate::clock::{Entropy, NoEntropy};
use crate::secret::{SecretHash, canonical, drawn, fingerprint};

/// Sixteen characters of five bits: nobody guesses one, nor tries out what is stored of it.
const LENGTH: usize = 16;
const GROUP: usize = 4;

/// What a code is for.
pub trait Purpose {
    /// As it stands in the code's hash, so that a code for one thing is never one for another.
    const NAME: &'static str;
}

/// One code: `4f7h-x0kd-22qm-9rtz`.
pub struct Code<P>(String, PhantomData<fn() -> P>);

impl<P: Purpose> Code<P> {
    /// A new code.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn generate(entropy: &dyn Entropy) -> Result<Self, NoEntropy> {
        let mut bytes = [0u8; LENGTH];
        entropy.fill(&mut bytes)?;
        let text = drawn(&bytes);
        bytes.zeroize();
        Ok(Self(text, PhantomData))
    }

    /// Reads a code as somebody typed it; `None` where it cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let kept = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let code = kept.map(canonical).collect::<Option<String>>()?;
        (code.len() == LENGTH).then_some(Self(code, PhantomData))
    }

    /// The code in groups, for the one page or answer that shows it.
    pub fn reveal(&self) -> String {
        let groups: Vec<&str> = (0..LENGTH).step_by(GROUP).filter_map(|at| self.0.get(at..at + GROUP)).collect();
        groups.join("-")
    }

    /// What is stored of it.
    pub fn hash(&self) -> SecretHash {
        SecretHash::from_bytes(fingerprint(&[P::NAME.as_bytes(), self.0.as_bytes()]))
    }
}

impl<P> Drop for Code<P> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<P: Purpose> fmt::Debug for Code<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code(.., {})", P::NAME)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolment::EnrolmentCode;
    use crate::recovery::RecoveryCode;

    struct Counting;

    impl Entropy for Counting {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
            (0u8..).zip(bytes).for_each(|(n, byte)| *byte = n);
            Ok(())
        }
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = EnrolmentCode::generate(&Counting).unwrap();
        assert_eq!(code.reveal(), "0123-4567-89ab-cdef");
        for typed in ["0123456789abcdef", " O123-4567-89AB-CDEF ", "0l23 4567 89ab cdef"] {
            assert_eq!(EnrolmentCode::parse(typed).unwrap().hash(), code.hash(), "{typed}");
        }
        for wrong in ["", "123456", "0123-4567-89ab-cdeu", "0123-4567-89ab-cdef-0"] {
            assert!(EnrolmentCode::parse(wrong).is_none(), "{wrong}");
        }
        assert!(!format!("{code:?}").contains("0123"));
    }

    #[test]
    fn a_code_for_one_thing_is_none_for_another() {
        let (one, other) = (EnrolmentCode::generate(&Counting).unwrap(), RecoveryCode::generate(&Counting).unwrap());
        assert_eq!(one.reveal(), other.reveal());
        assert_ne!(one.hash(), other.hash());
    }
}
