//! Passwords (argon2id) and one-time codes (TOTP): the two proofs of a user without a passkey.

use std::sync::Arc;

use argon2::password_hash::PasswordHasher;
use argon2::{Argon2, PasswordHash, PasswordVerifier};
use keylink_domain::clock::Entropy;
use keylink_domain::pin::Pin;
use tokio::sync::Semaphore;
use totp_rs::{Algorithm, Builder, Totp};

use crate::trouble::Trouble;

/// NIST SP 800-63B asks for at least eight; people who guard doors can do a little better.
pub(crate) const MIN_PASSWORD: usize = 10;
/// Longer ones only cost the server time.
const MAX_PASSWORD: usize = 256;
/// How many may wait for their turn: at a tenth of a second each, the last waits for some seconds.
const MAX_WAITING: usize = 32;

/// Where passwords are hashed: few at a time. Each takes a core and some 19 MB for a moment, and a crowd at
/// the sign-in page must leave both to the doors.
pub(crate) struct Hashing {
    /// A turn for each that may run.
    turns: Arc<Semaphore>,
    /// A place for each that may run or wait.
    places: Arc<Semaphore>,
}

impl Hashing {
    /// Half of the machine's cores at the most.
    pub(crate) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self::of((cores / 2).max(1))
    }

    fn of(turns: usize) -> Self {
        let places = Arc::new(Semaphore::new(turns + MAX_WAITING));
        Self { turns: Arc::new(Semaphore::new(turns)), places }
    }

    /// Hashes a password. Slow on purpose.
    pub(crate) async fn hash(&self, entropy: &dyn Entropy, password: String) -> Result<String, Trouble> {
        let length = password.chars().count();
        if length < MIN_PASSWORD || password.len() > MAX_PASSWORD {
            return Err(Trouble::invalid("password", format!("use {MIN_PASSWORD} to {MAX_PASSWORD} characters")));
        }
        self.hash_slowly(entropy, password).await
    }

    /// Hashes a link's PIN. Slow on purpose.
    pub(crate) async fn hash_pin(&self, entropy: &dyn Entropy, pin: Pin) -> Result<String, Trouble> {
        self.hash_slowly(entropy, pin.reveal().to_owned()).await
    }

    async fn hash_slowly(&self, entropy: &dyn Entropy, text: String) -> Result<String, Trouble> {
        let salt = entropy.chance()?;
        let hashed =
            move || Argon2::default().hash_password_with_salt(text.as_bytes(), &salt).map(|hash| hash.to_string());
        self.in_turn(hashed).await?.map_err(|_| Trouble::Stopping)
    }

    /// Whether this is the password. Takes as long for a user who has none, so that addresses cannot be
    /// told apart by time.
    pub(crate) async fn is_good(&self, hash: Option<String>, password: String) -> Result<bool, Trouble> {
        const NOBODY: &str =
            "$argon2id$v=19$m=19456,t=2,p=1$bm90LWEtdXNlci1oZXJl$WZJuVYVN3Ax0PAn4HjgGbYVbZ6TYvbf5dFg7bNUM0xw";
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        let checked = move || {
            PasswordHash::new(&hash)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
        };
        Ok(self.in_turn(checked).await? && known)
    }

    /// Does it on a thread that may be busy, when its turn has come; not at all where too many wait.
    async fn in_turn<T: Send + 'static>(&self, todo: impl FnOnce() -> T + Send + 'static) -> Result<T, Trouble> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| Trouble::Busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| Trouble::Stopping)?;
        let done = tokio::task::spawn_blocking(move || {
            // Who asked may go away; the core is taken until the work is done, and so are turn and place.
            let _held = (turn, place);
            todo()
        });
        done.await.map_err(|_| Trouble::Stopping)
    }
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn a_crowd_is_told_to_come_back() {
        let hashing = Arc::new(Hashing::of(1));
        let (go_on, held) = mpsc::channel::<()>();
        let first = hashing.in_turn(move || held.recv().is_ok());
        let waiting = (0..MAX_WAITING).map(|_| hashing.in_turn(|| true));
        let all = futures_util::future::join_all(waiting);
        tokio::pin!(first, all);
        assert!(futures_util::poll!(&mut first).is_pending() && futures_util::poll!(&mut all).is_pending());
        assert!(matches!(hashing.in_turn(|| true).await, Err(Trouble::Busy)), "one more than may wait");
        go_on.send(()).unwrap();
        assert!(first.await.unwrap());
        assert!(all.await.into_iter().all(|done| matches!(done, Ok(true))));
        assert!(hashing.in_turn(|| true).await.unwrap(), "every place is free again");
    }

    #[tokio::test]
    async fn who_goes_away_frees_no_core_that_is_still_busy() {
        let hashing = Hashing::of(1);
        let (go_on, held) = mpsc::channel::<()>();
        let (tell, begun) = tokio::sync::oneshot::channel();
        {
            let gone = hashing.in_turn(move || {
                tell.send(()).unwrap();
                held.recv().is_ok()
            });
            tokio::select! {
                _ = gone => panic!("this waits"),
                begun = begun => begun.unwrap(),
            }
        }
        assert_eq!(hashing.turns.available_permits(), 0, "the thread still works");
        go_on.send(()).unwrap();
        assert!(hashing.in_turn(|| true).await.unwrap());
    }
}
