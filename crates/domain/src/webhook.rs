//! Webhook URLs: how a machine shows that it may open what a link opens. Signed knocks follow the Standard
//! Webhooks specification (standardwebhooks.com, v1: `webhook-id`, `webhook-timestamp`, `webhook-signature`).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;

use crate::id::{LinkId, OrganizationId};
use crate::secret::Secret;

/// How far a signed knock's time may be from ours, either way: what the specification's libraries take.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// A link's webhook URL: a second way to what the link opens, with a secret of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// The tenant.
    pub organization: OrganizationId,
    /// The link whose doors, window and uses it shares.
    pub link: LinkId,
    /// Counts its secrets, so that a sealed copy of an old one cannot be taken for the present one.
    pub generation: u32,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A knock that is signed instead of carrying the secret.
#[derive(Debug, Clone, Copy)]
pub struct SignedKnock<'a> {
    /// `webhook-id`: the same for the same knock sent again.
    pub id: &'a str,
    /// `webhook-timestamp`: seconds since 1970.
    pub timestamp: &'a str,
    /// `webhook-signature`: one or several of `v1,{base64}`, separated by spaces.
    pub signature: &'a str,
    /// The body as it came.
    pub body: &'a [u8],
}

/// Why a signed knock is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSignature {
    /// The time is no number, or too far away.
    #[error(
        "webhook-timestamp must be the present time in seconds since 1970, within five minutes; check the sender's clock"
    )]
    Time,
    /// No signature fits.
    #[error(
        "webhook-signature does not fit: sign \"{{webhook-id}}.{{webhook-timestamp}}.{{body}}\" with HMAC-SHA256 and the signing key"
    )]
    Signature,
}

impl SignedKnock<'_> {
    /// Whether the knock was signed with `secret`, just now.
    ///
    /// # Errors
    /// Why it is not believed.
    pub fn check(&self, secret: &Secret, now: Timestamp) -> Result<(), BadSignature> {
        let seconds: i64 = self.timestamp.parse().map_err(|_| BadSignature::Time)?;
        let signed_at = Timestamp::from_second(seconds).map_err(|_| BadSignature::Time)?;
        if now.duration_since(signed_at).abs() > TOLERANCE {
            return Err(BadSignature::Time);
        }
        let given = self.signature.split_ascii_whitespace().filter_map(|one| one.strip_prefix("v1,"));
        let fits = given.filter_map(|one| BASE64.decode(one).ok()).any(|one| self.is_signed(secret, &one));
        if fits { Ok(()) } else { Err(BadSignature::Signature) }
    }

    fn is_signed(&self, secret: &Secret, signature: &[u8]) -> bool {
        // A key of any length is taken, so that this never fails; if it did, nothing would be believed.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.reveal().as_bytes()) else { return false };
        for part in [self.id.as_bytes(), b".", self.timestamp.as_bytes(), b".", self.body] {
            mac.update(part);
        }
        mac.verify_slice(signature).is_ok()
    }
}

/// The secret as the specification's libraries take it.
pub fn signing_key(secret: &Secret) -> String {
    format!("whsec_{}", BASE64.encode(secret.reveal()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";

    fn secret() -> Secret {
        Secret::parse("0123456789abcdefghjkmnpqrs").unwrap()
    }

    fn knock<'a>(signature: &'a str, body: &'a [u8]) -> SignedKnock<'a> {
        SignedKnock { id: ID, timestamp: "1674087231", signature, body }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// Made by another implementation: Python's `hmac` and `base64`, as the test's comment in the data says.
    const SIGNED: &str = include_str!("../tests/data/webhook-signature.txt");

    fn signature() -> &'static str {
        SIGNED.lines().rfind(|line| line.starts_with("v1,")).unwrap()
    }

    #[test]
    fn what_another_implementation_signed_is_believed() {
        let (body, now) = (br#"{"door":"street"}"#, at(1_674_087_231));
        assert_eq!(knock(signature(), body).check(&secret(), now), Ok(()));
        let both = format!("v1,AAAA v1a,x {}", signature());
        assert_eq!(knock(&both, body).check(&secret(), now), Ok(()), "one of several is enough");
        assert_eq!(signing_key(&secret()), "whsec_MDEyMzQ1Njc4OWFiY2RlZmdoamttbnBxcnM=");
    }

    #[test]
    fn whatever_is_changed_is_not_believed() {
        let (body, now) = (br#"{"door":"street"}"#, at(1_674_087_231));
        let refused = Err(BadSignature::Signature);
        assert_eq!(knock(signature(), b"{\"door\":\"cellar\"}").check(&secret(), now), refused);
        assert_eq!(SignedKnock { id: "other", ..knock(signature(), body) }.check(&secret(), now), refused);
        let later = SignedKnock { timestamp: "1674087232", ..knock(signature(), body) };
        assert_eq!(later.check(&secret(), now), refused);
        let other = Secret::parse("0123456789abcdefghjkmnpqrt").unwrap();
        assert_eq!(knock(signature(), body).check(&other, now), refused);
        for nothing in ["", "v1,", "v1", "v2,abc", signature().trim_start_matches("v1,")] {
            assert_eq!(knock(nothing, body).check(&secret(), now), refused, "{nothing}");
        }
    }

    #[test]
    fn an_old_knock_and_one_from_the_future_are_not_believed() {
        let body = br#"{"door":"street"}"#;
        for (now, believed) in [(-300, true), (300, true), (-301, false), (301, false)] {
            let answer = knock(signature(), body).check(&secret(), at(1_674_087_231 + now));
            assert_eq!(answer.is_ok(), believed, "{now}");
        }
        for broken in ["", "now", "1674087231.5", "99999999999999999999"] {
            let knock = SignedKnock { timestamp: broken, ..knock(signature(), body) };
            assert_eq!(knock.check(&secret(), at(1_674_087_231)), Err(BadSignature::Time), "{broken}");
        }
    }
}
