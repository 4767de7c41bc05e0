//! Secrets: what a link, a token or a session is known by. They never print.

use std::fmt;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroize;

use crate::clock::{Entropy, NoEntropy};

/// Crockford's base32 in lower case: no `i`, `l`, `o`, `u`, nothing that chat programs eat.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 26 characters of 5 bits: 130 bits.
const LENGTH: usize = 26;

/// 130 random bits, written as 26 characters of lower-case Crockford base32.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// The text cannot be a secret of ours. It says nothing of the text, which may be one with a slip in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a complete secret")]
pub struct NotASecret;

impl Secret {
    /// A new secret.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn generate(entropy: &dyn Entropy) -> Result<Self, NoEntropy> {
        let mut bytes = [0u8; LENGTH];
        entropy.fill(&mut bytes)?;
        let text = drawn(&bytes);
        bytes.zeroize();
        Ok(Self(text))
    }

    /// Reads a secret as people and programs pass it on: in any case, with Crockford's look-alikes,
    /// and with what chat programs hang on its end (`.`, `)`, `>`, `%23`, ...).
    ///
    /// # Errors
    /// When what remains is not 26 characters of the alphabet.
    pub fn parse(text: &str) -> Result<Self, NotASecret> {
        let text = text.trim();
        let head = text.get(..LENGTH).ok_or(NotASecret)?;
        let tail = &text[LENGTH..];
        if tail.len() > 16 || !is_litter(tail) {
            return Err(NotASecret);
        }
        head.chars().map(canonical).collect::<Option<String>>().map(Self).ok_or(NotASecret)
    }

    /// The secret in clear: only for the URL, the answer or the seal it is made for.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored and looked up instead of the secret.
    pub fn hash(&self) -> SecretHash {
        SecretHash(Sha256::digest(self.0.as_bytes()).into())
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Random bytes as characters. 256 is a multiple of 32, so that taking five bits of each byte is fair.
pub(crate) fn drawn(bytes: &[u8]) -> String {
    bytes.iter().map(|b| char::from(ALPHABET[usize::from(b & 31)])).collect()
}

/// Whether `tail` is only what text around a link leaves on it: punctuation, also percent-encoded.
fn is_litter(tail: &str) -> bool {
    let mut rest = tail;
    while let Some(first) = rest.chars().next() {
        if first == '%' && rest.len() >= 3 && rest.is_char_boundary(3) {
            let code = u8::from_str_radix(&rest[1..3], 16).unwrap_or(b'x');
            if code.is_ascii_alphanumeric() {
                return false;
            }
            rest = &rest[3..];
        } else if first.is_alphanumeric() || first == '/' {
            return false;
        } else {
            rest = &rest[first.len_utf8()..];
        }
    }
    true
}

pub(crate) fn canonical(c: char) -> Option<char> {
    let lower = match c.to_ascii_lowercase() {
        'i' | 'l' => '1',
        'o' => '0',
        other => other,
    };
    let known = u8::try_from(lower).is_ok_and(|b| ALPHABET.contains(&b));
    known.then_some(lower)
}

/// SHA-256 of a secret: enough to find it, not enough to use it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SecretHash([u8; 32]);

impl SecretHash {
    /// The hash as stored.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The hash for storing.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretHash(..)")
    }
}

/// SHA-256 over parts, each with its length, so that no two lists of parts give the same.
pub fn fingerprint(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// The same as text, in hexadecimal digits.
pub fn fingerprint_text(parts: &[&[u8]]) -> String {
    fingerprint(parts).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a text never fails.
        write!(text, "{byte:02x}").unwrap_or(());
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "0123456789abcdefghjkmnpqrs";

    #[test]
    fn a_secret_survives_chat_programs() {
        let whole = Secret::parse(GOOD).unwrap();
        for worn in [
            "0123456789ABCDEFGHJKMNPQRS",
            "o123456789abcdefghjkmnpqrs.",
            "0l23456789abcdefghjkmnpqrs)",
            "0123456789abcdefghjkmnpqrs%23",
            " 0123456789abcdefghjkmnpqrs#> ",
            "0123456789abcdefghjkmnpqrs%E2%80%9D",
        ] {
            assert_eq!(Secret::parse(worn).unwrap(), whole, "{worn}");
        }
    }

    #[test]
    fn what_is_not_one_is_refused() {
        for bad in [
            "",
            "abc",
            "0123456789abcdefghjkmnpqru",
            "0123456789abcdefghjkmnpqrs0",
            "0123456789abcdefghjkmnpqrs/unlock",
            "ééééééééééééé",
            "0123456789abcdefghjkmnpqrs%41",
        ] {
            assert_eq!(Secret::parse(bad), Err(NotASecret), "{bad}");
        }
    }

    #[test]
    fn secrets_never_print() {
        let secret = Secret::parse(GOOD).unwrap();
        assert!(!format!("{secret:?} {:?}", secret.hash()).contains("0123"));
    }
}
