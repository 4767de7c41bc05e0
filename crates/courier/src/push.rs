//! Web push: a short notice to a browser, encrypted for it alone (RFC 8291) and signed by the house (RFC 8292), handed
//! once to the push service that the browser named (RFC 8030).
//!
//! The address comes from whoever is signed in, so it is not trusted: it must be encrypted, and lead to the public net.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, HeaderValue};
use hyper::{Request, StatusCode, Uri};
use jiff::Timestamp;
use keylink_domain::delivery::FailCode;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde::{Deserialize, Serialize};
use serde_json::json;
use web_push_native::{Auth, WebPushBuilder};

use crate::http::Http;
use crate::settings::SetupError;
use crate::{NotTaken, Taken, guard};

/// How long a push service keeps a notice for a browser that is away.
const KEPT_FOR: Duration = Duration::from_secs(6 * 3600);
/// How long a signature counts; services take none that counts for longer than a day.
const SIGNED_FOR_S: i64 = 12 * 3600;
/// No address is longer, in bytes.
const ADDRESS_BYTES: usize = 1_024;
/// No notice is longer, in bytes: services must take this much and no more.
const NOTICE_BYTES: usize = 3_000;
const WHO: &str = "the browser\u{2019}s push service";

/// Signs and encrypts notices, and hands them over.
pub struct Push {
    http: Http,
    key: SigningKey,
    contact: String,
    allow_private: bool,
}

/// Where a browser listens, as it said itself. It does not print: who has it can send something there.
#[derive(Clone, Serialize, Deserialize)]
pub struct Subscriber {
    endpoint: String,
    p256dh: String,
    auth: String,
}

impl std::fmt::Debug for Subscriber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Subscriber(..)")
    }
}

/// What a browser said of itself cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSubscriber {
    /// Its address.
    #[error("this is no address of a push service; it begins with https:// and leads to the public net")]
    Address,
    /// Its keys.
    #[error("these are no keys of a browser; turn notifications off and on again")]
    Keys,
}

impl Push {
    /// With the house's own key, 32 bytes that no one else has; and how a push service reaches whoever runs the house.
    ///
    /// # Errors
    /// When the bytes are no key, or this machine trusts no certificate authorities.
    pub fn new(key: &[u8; 32], contact: &str, allow_private: bool) -> Result<Self, SetupError> {
        let key = SigningKey::from_slice(key).map_err(|_| SetupError::PushKey)?;
        let contact = match contact.starts_with("https://") {
            true => contact.to_owned(),
            false => "mailto:postmaster@localhost".to_owned(),
        };
        Ok(Self { http: Http::new(!allow_private)?, key, contact, allow_private })
    }

    /// By which browsers know the house's notices.
    pub fn public_key(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.key.verifying_key().to_encoded_point(false).as_bytes())
    }

    /// Takes in what a browser said of itself.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn subscriber(&self, endpoint: &str, p256dh: &str, auth: &str) -> Result<Subscriber, BadSubscriber> {
        let subscriber = Subscriber {
            endpoint: endpoint.trim().to_owned(),
            p256dh: p256dh.trim().trim_end_matches('=').to_owned(),
            auth: auth.trim().trim_end_matches('=').to_owned(),
        };
        self.address(&subscriber)?;
        subscriber.keys()?;
        Ok(subscriber)
    }

    /// Hands a notice over, once.
    ///
    /// # Errors
    /// When it was not taken, or nobody knows.
    pub async fn send(&self, to: &Subscriber, notice: &str, now: Timestamp) -> Result<Taken, NotTaken> {
        let address = self.address(to).map_err(|error| NotTaken::never(FailCode::Address, error.to_string()))?;
        let (key, auth) = to.keys().map_err(|error| NotTaken::never(FailCode::Address, error.to_string()))?;
        if notice.len() > NOTICE_BYTES {
            return Err(NotTaken::never(FailCode::Refused, "the notice is too long"));
        }
        let authorization = self.signed(&address, now).ok_or_else(|| NotTaken::later("the notice was not signed"))?;
        let builder = WebPushBuilder::new(address, key, auth).with_valid_duration(KEPT_FOR);
        let built = builder.build(notice).map_err(|_| NotTaken::later("the notice was not encrypted"))?;
        let (mut head, body) = built.into_parts();
        head.headers.insert(AUTHORIZATION, authorization);
        head.headers.insert("urgency", HeaderValue::from_static("high"));
        let answer = self.http.send(WHO, Request::from_parts(head, Full::new(Bytes::from(body)))).await?;
        let said = format!("{WHO} answered {}", answer.status);
        match answer.status {
            status if status.is_success() => Ok(Taken { said }),
            StatusCode::NOT_FOUND | StatusCode::GONE => Err(NotTaken::never(FailCode::Gone, FailCode::Gone.sentence())),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(NotTaken::never(FailCode::Login, said)),
            _ => Err(answer.of_the_provider(WHO).unwrap_or_else(|| NotTaken::never(FailCode::Refused, said))),
        }
    }

    fn address(&self, of: &Subscriber) -> Result<Uri, BadSubscriber> {
        let uri: Uri = of.endpoint.parse().map_err(|_| BadSubscriber::Address)?;
        let host = uri.host().ok_or(BadSubscriber::Address)?;
        let is_encrypted = uri.scheme_str() == Some("https");
        let is_ours_to_try = self.allow_private && uri.scheme_str() == Some("http");
        let is_public = self.allow_private || guard::may_be_public(host);
        // A name before the host would be sent along as a login.
        let is_plain = uri.authority().is_some_and(|authority| !authority.as_str().contains('@'));
        let fits = of.endpoint.len() <= ADDRESS_BYTES && (is_encrypted || is_ours_to_try) && is_public && is_plain;
        if fits { Ok(uri) } else { Err(BadSubscriber::Address) }
    }

    /// `vapid t=.., k=..`: who sends this, for this push service and the next hours alone.
    fn signed(&self, address: &Uri, now: Timestamp) -> Option<HeaderValue> {
        let audience = format!("{}://{}", address.scheme_str()?, address.authority()?);
        let part = |value: serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let head = part(json!({ "typ": "JWT", "alg": "ES256" }));
        let claims = part(json!({ "aud": audience, "exp": now.as_second() + SIGNED_FOR_S, "sub": self.contact }));
        let said = format!("{head}.{claims}");
        let signature: Signature = self.key.sign(said.as_bytes());
        let token = format!("{said}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()));
        let mut value = HeaderValue::from_str(&format!("vapid t={token}, k={}", self.public_key())).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

impl Subscriber {
    /// The address, by which a browser is known again.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    fn keys(&self) -> Result<(p256::PublicKey, Auth), BadSubscriber> {
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| BadSubscriber::Keys);
        let key = p256::PublicKey::from_sec1_bytes(&bytes(&self.p256dh)?).map_err(|_| BadSubscriber::Keys)?;
        let auth: [u8; 16] = bytes(&self.auth)?.try_into().map_err(|_| BadSubscriber::Keys)?;
        Ok((key, auth.into()))
    }
}
