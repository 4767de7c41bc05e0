//! Passwords (argon2id) and one-time codes (TOTP): the two proofs of a user without a passkey.

use argon2::password_hash::PasswordHasher;
use argon2::{Argon2, PasswordHash, PasswordVerifier};
use keylink_domain::clock::Entropy;
use totp_rs::{Algorithm, Builder, Totp};

use crate::trouble::Trouble;

/// NIST SP 800-63B asks for at least eight; people who guard doors can do a little better.
pub(crate) const MIN_PASSWORD: usize = 10;
/// Longer ones only cost the server time.
const MAX_PASSWORD: usize = 256;

/// Hashes a password. Slow on purpose: runs on a thread that may wait.
pub(crate) async fn hash(entropy: &dyn Entropy, password: String) -> Result<String, Trouble> {
    let length = password.chars().count();
    if length < MIN_PASSWORD || password.len() > MAX_PASSWORD {
        return Err(Trouble::invalid("password", format!("use {MIN_PASSWORD} to {MAX_PASSWORD} characters")));
    }
    let salt = entropy.chance()?;
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).map(|hash| hash.to_string())
    });
    match hashed.await {
        Ok(Ok(hash)) => Ok(hash),
        Ok(Err(_)) | Err(_) => Err(Trouble::Stopping),
    }
}

/// Whether this is the password. Takes as long for a user who has none, so that addresses cannot be
/// told apart by time.
pub(crate) async fn is_good(hash: Option<String>, password: String) -> bool {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$bm90LWEtdXNlci1oZXJl$WZJuVYVN3Ax0PAn4HjgGbYVbZ6TYvbf5dFg7bNUM0xw";
    let known = hash.is_some();
    let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
    let checked = tokio::task::spawn_blocking(move || {
        PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    });
    checked.await.unwrap_or(false) && known
}

/// A user's code generator, as authenticator programs know it: SHA-1, six digits, thirty seconds.
pub(crate) fn totp(secret: &[u8], issuer: &str, account: &str) -> Result<Totp, Trouble> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(30)
        .with_secret(secret.to_vec())
        .with_issuer(Some(issuer.replace(':', " ")))
        .with_account_name(account.replace(':', " "))
        .build()
        .map_err(|_| Trouble::Sealed)
}
