//! Challenges: what is kept here between a question and its answer, which is taken once and within minutes.

use jiff::SignedDuration;
use keylink_domain::secret::Secret;
use keylink_store::challenge::{self, Whose};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::house::House;
use crate::trouble::Trouble;

/// How long an answer may take.
pub(crate) const CHALLENGE_FOR: SignedDuration = SignedDuration::from_mins(5);

impl House {
    /// Keeps `state` until its answer comes, and gives the word by which the answer is known.
    pub(crate) async fn keep_challenge(
        &self,
        purpose: &'static str,
        whose: Whose,
        state: &impl Serialize,
    ) -> Result<Secret, Trouble> {
        let secret = Secret::generate(self.entropy.as_ref())?;
        let state = serde_json::to_string(state).map_err(|_| Trouble::Sealed)?;
        let expires = self.now().checked_add(CHALLENGE_FOR).unwrap_or_else(|_| self.now());
        let hash = secret.hash();
        self.store.write(move |tx| Box::pin(challenge::insert(tx, hash, purpose, whose, state, expires))).await?;
        Ok(secret)
    }

    /// Takes what was kept under this word; nothing where it was taken before, is over, or was made for something else
    /// or somebody else.
    pub(crate) async fn take_challenge<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        whose: Whose,
        word: &str,
    ) -> Result<Option<T>, Trouble> {
        let Ok(secret) = Secret::parse(word) else { return Ok(None) };
        let (hash, now) = (secret.hash(), self.now());
        let state = self.store.write(move |tx| Box::pin(challenge::take(tx, hash, purpose, whose, now))).await?;
        Ok(state.and_then(|state| serde_json::from_str(&state).ok()))
    }
}
