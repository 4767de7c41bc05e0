//! Idempotency keys: a request that is sent again makes nothing new. A key is its user's own: what one has made is
//! never given to another who guesses or repeats the key.

use keylink_domain::actor::Actor;
use keylink_store::Tx;
use keylink_store::idempotency::{Known, find, insert};
use uuid::Uuid;

use crate::trouble::Trouble;

/// A key that came with a request, and what the request was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    key: String,
    fingerprint: [u8; 32],
}

impl IdempotencyKey {
    /// A key of 1 to 255 visible ASCII characters, for a request with these parts (method, path, body).
    ///
    /// # Errors
    /// When the key is longer or holds other characters.
    pub fn new(key: &str, request: &[&[u8]]) -> Result<Self, Trouble> {
        if key.is_empty() || key.len() > 255 || !key.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(Trouble::invalid("Idempotency-Key", "use 1 to 255 visible ASCII characters, such as a UUID"));
        }
        Ok(Self { key: key.to_owned(), fingerprint: keylink_domain::secret::fingerprint(request) })
    }

    /// What the key made before, if it was used for the same request.
    ///
    /// # Errors
    /// When it was used for another request.
    pub(crate) async fn before(this: Option<&Self>, tx: &mut Tx, actor: &Actor) -> Result<Option<Uuid>, Trouble> {
        let Some(this) = this else { return Ok(None) };
        match find(tx, actor.organization, &this.kept_as(actor)).await? {
            None => Ok(None),
            Some(known) if known.fingerprint == this.fingerprint => Ok(Some(known.resource)),
            Some(_) => Err(Trouble::Conflict(
                "this Idempotency-Key came with another request before; use a new key for a new request".to_owned(),
            )),
        }
    }

    /// Remembers what the key makes, of which a secret is shown once: what made it before is refused, so that a page that
    /// is loaded again makes no other.
    ///
    /// # Errors
    /// When the key was used before.
    pub(crate) async fn only_once(
        this: Option<&Self>,
        tx: &mut Tx,
        actor: &Actor,
        resource: Uuid,
        now: jiff::Timestamp,
    ) -> Result<(), Trouble> {
        if Self::before(this, tx, actor).await?.is_some() {
            let why = "this was done when it was sent first, and what it made was shown that once; nothing more was \
                       made now. If you do not have it, make another";
            return Err(Trouble::Conflict(why.to_owned()));
        }
        Self::made(this, tx, actor, resource, now).await
    }

    /// As what the key is kept: the hash of the user and the key. Whoever may read the database file has no user.
    fn kept_as(&self, actor: &Actor) -> String {
        let user = actor.user().map(|user| *user.uuid().as_bytes()).unwrap_or_default();
        keylink_domain::secret::fingerprint_text(&[b"idempotency key".as_slice(), &user, self.key.as_bytes()])
    }

    /// Remembers what the key made, in the same transaction.
    pub(crate) async fn made(
        this: Option<&Self>,
        tx: &mut Tx,
        actor: &Actor,
        resource: Uuid,
        now: jiff::Timestamp,
    ) -> Result<(), Trouble> {
        let Some(this) = this else { return Ok(()) };
        let known = Known { fingerprint: this.fingerprint, resource };
        insert(tx, actor.organization, &this.kept_as(actor), known, now).await.map_err(|error| {
            if error.is_taken() {
                Trouble::Conflict("the same request is being carried out just now; ask again in a moment".to_owned())
            } else {
                error.into()
            }
        })
    }
}
