//! Devices that signed in before. A stranger who tries an account's passwords empties the allowance of strangers, and
//! nothing that these have of their own.
//!
//! A device is told a mark when somebody signs in on it, and shows it the next time. Nothing of it is stored: it is a
//! random number and a check of it under the house's key, the user and their password as it stands. So it counts for
//! one account, and a new password makes every mark of before worthless. It signs nobody in.

use keylink_domain::id::{OrganizationId, UserId};
use keylink_domain::secret::fingerprint;
use keylink_store::user;
use uuid::Uuid;

use crate::house::House;
use crate::seal::Seal;
use crate::session::Visit;
use crate::trouble::Trouble;

/// In hexadecimal digits.
const NUMBER: usize = 32;
const WHOLE: usize = NUMBER + 64;

/// A device's mark, for its cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct KnownDevice(String);

impl KnownDevice {
    /// A mark as a cookie brings it, if it looks like one.
    pub fn from_cookie(text: &str) -> Option<Self> {
        let is_one = text.len() == WHOLE && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_one.then(|| Self(text.to_owned()))
    }

    /// The mark for the cookie.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub(crate) fn new(seal: &Seal, number: [u8; 16], user: UserId, password: Option<&str>) -> Self {
        let number = hex::encode(number);
        let check = seal.device_check(user, &number, password);
        Self(number + &hex::encode(check))
    }

    /// The device's number, if the mark is this user's and no new password was set since.
    fn number(&self, seal: &Seal, user: UserId, password: Option<&str>) -> Option<&str> {
        let (number, said) = self.0.split_at_checked(NUMBER)?;
        let check = hex::encode(seal.device_check(user, number, password));
        // Hashes are compared, so that how long it takes tells nothing of the check.
        (fingerprint(&[check.as_bytes()]) == fingerprint(&[said.as_bytes()])).then_some(number)
    }
}

impl std::fmt::Debug for KnownDevice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KnownDevice(..)")
    }
}

impl House {
    /// Counts a try to prove who one is: for a device that this account signed in on before, by itself; for everybody
    /// else, for the address and the account.
    pub(crate) async fn count_try(&self, visit: &Visit, email: &str) -> Result<(), Trouble> {
        match self.known_to(visit, email).await? {
            Some(number) => self.limits.device(&number),
            None => self.limits.sign_in(visit.address, email),
        }
    }

    /// The number of the device that asks, where it is known to the account of this address.
    pub(crate) async fn known_to(&self, visit: &Visit, email: &str) -> Result<Option<String>, Trouble> {
        let Some(known) = &visit.known else { return Ok(None) };
        let email = email.trim().to_lowercase();
        let found = self
            .look(move |tx| {
                Box::pin(async move {
                    // It is looked as long for nobody, so that addresses are not told apart.
                    let known = user::by_email(tx, &email).await?.map(|user| (user.organization, user.id));
                    let nobody = (OrganizationId::from_uuid(Uuid::nil()), UserId::from_uuid(Uuid::nil()));
                    let (organization, id) = known.unwrap_or(nobody);
                    let proofs = user::proofs(tx, organization, id).await?;
                    Ok((id, proofs.and_then(|proofs| proofs.password_hash)))
                })
            })
            .await?;
        let (user, password) = found;
        Ok(known.number(&self.seal, user, password.as_deref()).map(ToOwned::to_owned))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemEntropy;
    use crate::seal::SealKey;

    #[test]
    fn a_mark_is_one_user_s_under_one_password_and_one_key() {
        let seal = |key: &SealKey| Seal::new(key);
        let key = SealKey::generate(&SystemEntropy).unwrap();
        let user = |n| UserId::new(jiff::Timestamp::UNIX_EPOCH, [n; 16]);
        let mark = KnownDevice::new(&seal(&key), [7; 16], user(1), Some("hash"));
        let back = KnownDevice::from_cookie(mark.reveal()).unwrap();
        assert_eq!(back.number(&seal(&key), user(1), Some("hash")), Some(&*"07".repeat(16)));
        assert_eq!(back.number(&seal(&key), user(2), Some("hash")), None);
        assert_eq!(back.number(&seal(&key), user(1), Some("another")), None);
        assert_eq!(back.number(&seal(&key), user(1), None), None);
        let other = SealKey::generate(&SystemEntropy).unwrap();
        assert_eq!(back.number(&seal(&other), user(1), Some("hash")), None);
        let forged = KnownDevice::from_cookie(&mark.reveal().replacen("07", "08", 1)).unwrap();
        assert_eq!(forged.number(&seal(&key), user(1), Some("hash")), None);
        for text in ["", "07", &"g".repeat(WHOLE), &"a".repeat(WHOLE + 1), &"\u{e9}".repeat(WHOLE / 2)] {
            assert!(KnownDevice::from_cookie(text).is_none(), "{text}");
        }
        assert_eq!(format!("{mark:?}"), "KnownDevice(..)");
    }
}
