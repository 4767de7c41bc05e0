//! The seal: keeps copies of secrets that their makers may see again, readable only with a key that
//! is not in the database. What a seal belongs to is bound into it, so that it opens nowhere else.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use keylink_domain::card;
use keylink_domain::clock::Entropy;
use keylink_domain::credential::CredentialKind;
use keylink_domain::id::{OrganizationId, UserId};
use zeroize::Zeroizing;

use crate::trouble::Trouble;

const NONCE: usize = 24;

/// The key of the seal: 32 bytes, kept outside the database.
pub struct SealKey(Zeroizing<[u8; 32]>);

/// The text is no key of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a seal key is 64 hexadecimal digits; restore the key file from your backup, or remove it to start with a new one (links can then not be copied again until rotated)"
)]
pub struct BadSealKey;

impl SealKey {
    /// A new key.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn generate(entropy: &dyn Entropy) -> Result<Self, Trouble> {
        let mut bytes = Zeroizing::new([0; 32]);
        entropy.fill(bytes.as_mut())?;
        Ok(Self(bytes))
    }

    /// Reads a key as it stands in its file: 64 hexadecimal digits.
    ///
    /// # Errors
    /// When it is not.
    pub fn parse(text: &str) -> Result<Self, BadSealKey> {
        let text = text.trim();
        let mut bytes = Zeroizing::new([0u8; 32]);
        if text.len() != 64 || !text.is_ascii() {
            return Err(BadSealKey);
        }
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).map_err(|_| BadSealKey)?;
        }
        Ok(Self(bytes))
    }

    /// Another key, for another use, which whoever has this one also has: nodes that share the key's file share it.
    pub(crate) fn derived(&self, purpose: &[u8]) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(keylink_domain::secret::fingerprint(&[b"derived", purpose, self.0.as_ref()]))
    }

    /// The key for its file.
    pub fn reveal(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.iter().map(|b| format!("{b:02x}")).collect())
    }
}

impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealKey(..)")
    }
}

/// Seals and opens.
#[derive(Clone)]
pub(crate) struct Seal {
    cipher: XChaCha20Poly1305,
    /// For marks: another key than the one that seals, made of it.
    marking: Zeroizing<[u8; 32]>,
}

impl Seal {
    pub(crate) fn new(key: &SealKey) -> Self {
        let marking = Zeroizing::new(card::mark(&key.0, "", "the key of marks", ""));
        Self { cipher: XChaCha20Poly1305::new(&Key::from(*key.0)), marking }
    }

    /// What a card or a PIN is known again by, without its being readable.
    pub(crate) fn mark(&self, organization: OrganizationId, kind: CredentialKind, value: &str) -> [u8; 32] {
        card::mark(&self.marking, &organization.to_string(), kind.as_str(), value)
    }

    /// What a device's number is checked by: the user's alone, and under their present password.
    pub(crate) fn device_check(&self, user: UserId, number: &str, password: Option<&str>) -> [u8; 32] {
        let bound = format!("{number} {}", password.unwrap_or(""));
        card::mark(&self.marking, &user.to_string(), "known device", &bound)
    }

    /// Seals `secret` for what `belongs_to` names.
    pub(crate) fn seal(&self, entropy: &dyn Entropy, secret: &[u8], belongs_to: &[u8]) -> Result<Vec<u8>, Trouble> {
        let mut nonce = [0u8; NONCE];
        entropy.fill(&mut nonce)?;
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), Payload { msg: secret, aad: belongs_to })
            .map_err(|_| Trouble::Sealed)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens what was sealed for `belongs_to`.
    pub(crate) fn open(&self, sealed: &[u8], belongs_to: &[u8]) -> Result<Zeroizing<Vec<u8>>, Trouble> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or(Trouble::Sealed)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| Trouble::Sealed)?;
        self.cipher
            .decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: belongs_to })
            .map(Zeroizing::new)
            .map_err(|_| Trouble::Sealed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemEntropy;

    #[test]
    fn a_seal_opens_only_where_it_belongs_and_with_its_key() {
        let key = SealKey::generate(&SystemEntropy).unwrap();
        let seal = Seal::new(&key);
        let sealed = seal.seal(&SystemEntropy, b"secret", b"link 1").unwrap();
        assert_eq!(seal.open(&sealed, b"link 1").unwrap().as_slice(), b"secret");
        assert!(seal.open(&sealed, b"link 2").is_err());
        let same = Seal::new(&SealKey::parse(&key.reveal()).unwrap());
        assert!(same.open(&sealed, b"link 1").is_ok());
        let other = Seal::new(&SealKey::generate(&SystemEntropy).unwrap());
        assert!(other.open(&sealed, b"link 1").is_err());
        assert!(seal.open(&sealed[..10], b"link 1").is_err());
    }
}
