//! The verifier of passkeys: what is asked of a device, and whether its answer is right. All of the protocol is the
//! library's; here it is told which name passkeys are bound to, and what it says is put in few words.

use std::time::Duration;

use keylink_domain::secret::Secret;
use keylink_domain::user::User;
use keylink_store::passkey::StoredPasskey;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyAuthentication,
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder,
    WebauthnError,
};

use crate::challenge::CHALLENGE_FOR;

/// What is kept while a device creates a passkey.
pub(super) type Registering = PasskeyRegistration;

/// A question for a browser: the options for its device, and the word by which its answer is known.
#[derive(Debug, Clone, Serialize)]
pub struct Question {
    /// Comes back with the answer.
    pub word: String,
    /// What `navigator.credentials` is asked with, as JSON.
    pub options: Value,
}

impl Question {
    pub(super) fn new(word: &Secret, options: Value) -> Self {
        Self { word: word.reveal().to_owned(), options }
    }
}

/// Why an answer was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// It fits nothing that was asked.
    Wrong,
    /// Its counter does not count on: there may be a copy of the passkey.
    Copied,
}

/// Which passkey of whom an answer names.
pub(super) struct Named {
    pub(super) user: Uuid,
    pub(super) credential: Vec<u8>,
}

pub(crate) struct Verifier {
    webauthn: Webauthn,
}

impl Verifier {
    /// For a server of this address; nothing where browsers use no passkeys: without a name, or without TLS.
    pub(crate) fn new(public_url: &str) -> Option<Self> {
        let origin = Url::parse(public_url).ok()?;
        let name = origin.domain()?;
        if origin.scheme() != "https" && name != "localhost" {
            return None;
        }
        let timeout = Duration::try_from(CHALLENGE_FOR).ok()?;
        let builder = WebauthnBuilder::new(name, &origin).ok()?;
        let webauthn = builder.rp_name("Keylink").timeout(timeout).build().ok()?;
        Some(Self { webauthn })
    }

    /// Asks for a new passkey, which the device itself can find again, and which it does not have yet.
    pub(super) fn ask_to_register(
        &self,
        user: &User,
        known: &[StoredPasskey],
    ) -> Result<(Value, Registering), Refused> {
        let known = known.iter().map(|known| Ok(read::<Passkey>(&known.body)?.cred_id().clone()));
        let known = known.collect::<Result<Vec<_>, Refused>>()?;
        let asked = self.webauthn.start_passkey_registration(user.id.uuid(), &user.email, &user.name, Some(known));
        let (options, state) = asked.map_err(|error| why(&error))?;
        let mut options = written(&options)?;
        options["publicKey"]["authenticatorSelection"]["residentKey"] = json!("required");
        options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(true);
        Ok((options, state))
    }

    /// The new passkey as it is stored, and what its device calls it.
    pub(super) fn register(&self, said: &str, state: &Registering) -> Result<(String, Vec<u8>), Refused> {
        let answer: RegisterPublicKeyCredential = read(said)?;
        let new = self.webauthn.finish_passkey_registration(&answer, state).map_err(|error| why(&error))?;
        Ok((stored(&new)?, new.cred_id().to_vec()))
    }

    /// Asks whoever is there for any passkey that they have for this server.
    pub(super) fn ask_anybody(&self) -> Result<(Value, DiscoverableAuthentication), Refused> {
        let (options, state) = self.webauthn.start_discoverable_authentication().map_err(|error| why(&error))?;
        Ok((written(&options)?, state))
    }

    pub(super) fn named(&self, said: &str) -> Result<Named, Refused> {
        let answer: PublicKeyCredential = read(said)?;
        let named = self.webauthn.identify_discoverable_authentication(&answer).map_err(|error| why(&error))?;
        Ok(Named { user: named.0, credential: named.1.to_vec() })
    }

    /// Whether the answer is right; the passkey as it is to be stored from now on.
    pub(super) fn check_anybody(
        &self,
        said: &str,
        state: DiscoverableAuthentication,
        body: &str,
    ) -> Result<String, Refused> {
        let (answer, known): (PublicKeyCredential, Passkey) = (read(said)?, read(body)?);
        let key = DiscoverableKey::from(&known);
        let done = self.webauthn.finish_discoverable_authentication_v2(&answer, state, &key);
        counted(known, &done.map_err(|error| why(&error))?)
    }

    /// Asks for one of these passkeys.
    pub(super) fn ask_one(&self, bodies: &[&str]) -> Result<(Value, PasskeyAuthentication), Refused> {
        let known = bodies.iter().map(|body| read::<Passkey>(body)).collect::<Result<Vec<_>, _>>()?;
        let (options, state) = self.webauthn.start_passkey_authentication(&known).map_err(|error| why(&error))?;
        Ok((written(&options)?, state))
    }

    pub(super) fn credential(&self, said: &str) -> Result<Vec<u8>, Refused> {
        Ok(read::<PublicKeyCredential>(said)?.get_credential_id().to_vec())
    }

    /// Whether the answer is right; the passkey as it is to be stored from now on.
    pub(super) fn check_one(&self, said: &str, state: &PasskeyAuthentication, body: &str) -> Result<String, Refused> {
        let (answer, known): (PublicKeyCredential, Passkey) = (read(said)?, read(body)?);
        let done = self.webauthn.finish_passkey_authentication(&answer, state).map_err(|error| why(&error))?;
        counted(known, &done)
    }
}

fn counted(mut known: Passkey, done: &AuthenticationResult) -> Result<String, Refused> {
    // No fingerprint, no PIN: then it is only a thing that somebody may have found.
    if !done.user_verified() || known.update_credential(done).is_none() {
        return Err(Refused::Wrong);
    }
    stored(&known)
}

fn stored(passkey: &Passkey) -> Result<String, Refused> {
    serde_json::to_string(passkey).map_err(|_| Refused::Wrong)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Refused> {
    serde_json::from_str(text).map_err(|_| Refused::Wrong)
}

fn written(options: &impl Serialize) -> Result<Value, Refused> {
    serde_json::to_value(options).map_err(|_| Refused::Wrong)
}

fn why(error: &WebauthnError) -> Refused {
    tracing::debug!(%error, "a passkey was refused");
    match error {
        WebauthnError::CredentialPossibleCompromise => Refused::Copied,
        _ => Refused::Wrong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_name_and_tls() {
        for good in ["https://keys.example.org", "https://keys.example.org:8443", "http://localhost:8080"] {
            assert!(Verifier::new(good).is_some(), "{good}");
        }
        for bad in ["http://keys.example.org", "https://192.0.2.1", "http://127.0.0.1:8080", "https://[::1]", ""] {
            assert!(Verifier::new(bad).is_none(), "{bad}");
        }
    }
}
