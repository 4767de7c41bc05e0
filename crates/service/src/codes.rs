//! The second factor: one-time codes of an authenticator, and recovery codes for the day on which it is lost.

use keylink_domain::event::EventKind;
use keylink_domain::recovery::{RECOVERY_CODES, RecoveryCode};
use keylink_domain::user::User;
use keylink_store::user::Proofs;
use keylink_store::{event, recovery, user};

use crate::house::House;
use crate::idempotency::IdempotencyKey;
use crate::password;
use crate::session::{SignedIn, about, as_member};
use crate::trouble::Trouble;

/// How a user's second factor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Codes {
    /// Whether they are asked for a code.
    pub are_on: bool,
    /// How many recovery codes are left.
    pub recovery_left: i64,
}

impl House {
    /// Whether the user set up one-time codes, and how many recovery codes are left.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn codes(&self, who: &SignedIn) -> Result<Codes, Trouble> {
        let (organization, id) = (who.user.organization, who.user.id);
        self.look(move |tx| {
            Box::pin(async move {
                let proofs = user::proofs(tx, organization, id).await?;
                let are_on = proofs.is_some_and(|proofs| proofs.totp_sealed.is_some());
                Ok(Codes { are_on, recovery_left: recovery::left(tx, organization, id).await? })
            })
        })
        .await
    }

    /// A new secret for one-time codes, sealed for the page that shows it, and the address for the
    /// authenticator program. Nothing is stored until [`House::turn_codes_on`] proves that it works.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn offer_codes(&self, who: &SignedIn) -> Result<(String, String), Trouble> {
        let mut secret = [0u8; 20];
        self.entropy.fill(&mut secret)?;
        let totp = password::totp(&secret, "Keylink", &who.user.email)?;
        let sealed = self.seal.seal(self.entropy.as_ref(), &secret, &codes_of(&who.user))?;
        Ok((hex::encode(sealed), totp.to_url().map_err(|_| Trouble::Sealed)?))
    }

    /// Turns one-time codes on, once a first code shows that the authenticator has the secret. Gives the recovery
    /// codes, which are shown this once.
    ///
    /// # Errors
    /// When the offer is not this user's, or the code is wrong.
    pub async fn turn_codes_on(&self, who: &SignedIn, offer: &str, code: &str) -> Result<Vec<RecoveryCode>, Trouble> {
        let sealed = hex::decode(offer).map_err(|_| Trouble::Sealed)?;
        let secret = self.seal.open(&sealed, &codes_of(&who.user))?;
        let now = u64::try_from(self.wall.now().as_second()).unwrap_or(0);
        let step = password::totp(&secret, "Keylink", &who.user.email)?.check(code.trim(), now);
        let Some(step) = step.and_then(|step| i64::try_from(step).ok()) else {
            return Err(Trouble::invalid(
                "code",
                "this code does not fit; check the clock of the phone and try the next code",
            ));
        };
        let codes = self.new_recovery_codes()?;
        let hashes = codes.iter().map(RecoveryCode::hash).collect();
        let (organization, id) = (who.user.organization, who.user.id);
        let line = self.event(&who.actor(), EventKind::UserChanged, about(id))?;
        let line = line.with_detail(serde_json::json!({ "codes": "on" }));
        self.change(&who.actor(), move |tx| {
            Box::pin(async move {
                let proofs = user::proofs(tx, organization, id).await?;
                if proofs.is_some_and(|proofs| proofs.totp_sealed.is_some()) {
                    return Err(Trouble::Conflict("one-time codes are on already; turn them off first".to_owned()));
                }
                user::set_totp(tx, organization, id, Some(sealed)).await?;
                // The code that turned them on is seen by whoever looks over a shoulder, too.
                user::spend_totp_step(tx, organization, id, step).await?;
                recovery::replace(tx, organization, id, hashes).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await?;
        Ok(codes)
    }

    /// Turns one-time codes off; the password proves who asks. Recovery codes are good for nothing then, and go.
    ///
    /// # Errors
    /// When the password is wrong.
    pub async fn turn_codes_off(&self, who: &SignedIn, password: String) -> Result<(), Trouble> {
        let proofs = self.proofs_of(&who.user).await?;
        if !self.is_present_password(who, proofs.password_hash, password).await? {
            return Err(Trouble::invalid("password", "this is not your present password"));
        }
        let (organization, id) = (who.user.organization, who.user.id);
        let line = self.event(&who.actor(), EventKind::UserChanged, about(id))?;
        let line = line.with_detail(serde_json::json!({ "codes": "off" }));
        self.change(&who.actor(), move |tx| {
            Box::pin(async move {
                user::set_totp(tx, organization, id, None).await?;
                recovery::replace(tx, organization, id, Vec::new()).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await
    }

    /// New recovery codes in the place of those before, shown this once; with a key no second time.
    ///
    /// # Errors
    /// When one-time codes are off; when the key made some before.
    pub async fn renew_recovery_codes(
        &self,
        who: &SignedIn,
        key: Option<IdempotencyKey>,
    ) -> Result<Vec<RecoveryCode>, Trouble> {
        let (actor, now) = (who.actor(), self.now());
        let codes = self.new_recovery_codes()?;
        let hashes = codes.iter().map(RecoveryCode::hash).collect();
        let (organization, id) = (who.user.organization, who.user.id);
        let line = self.event(&who.actor(), EventKind::UserChanged, about(id))?;
        let line = line.with_detail(serde_json::json!({ "recovery_codes": "made" }));
        self.change(&who.actor(), move |tx| {
            Box::pin(async move {
                let proofs = user::proofs(tx, organization, id).await?;
                if proofs.is_none_or(|proofs| proofs.totp_sealed.is_none()) {
                    return Err(Trouble::Conflict("one-time codes are off; turn them on first".to_owned()));
                }
                IdempotencyKey::only_once(key.as_ref(), tx, &actor, id.uuid(), now).await?;
                recovery::replace(tx, organization, id, hashes).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await?;
        Ok(codes)
    }

    /// Whether the second factor was given, for those who set one up: a code counts once, of either kind.
    pub(crate) async fn second_fits(&self, user: &User, proofs: &Proofs, code: Option<&str>) -> Result<bool, Trouble> {
        let Some(sealed) = &proofs.totp_sealed else { return Ok(true) };
        let code = code.unwrap_or("").trim();
        match RecoveryCode::parse(code) {
            Some(code) => self.recovery_code_is_good(user, &code).await,
            None => self.code_is_good(user, sealed, code).await,
        }
    }

    /// Who looked over a shoulder cannot use a code again.
    async fn code_is_good(&self, user: &User, sealed: &[u8], code: &str) -> Result<bool, Trouble> {
        let secret = self.seal.open(sealed, &codes_of(user))?;
        let now = u64::try_from(self.wall.now().as_second()).unwrap_or(0);
        let Some(step) = password::totp(&secret, "Keylink", &user.email)?.check(code, now) else {
            return Ok(false);
        };
        let (organization, id, step) = (user.organization, user.id, i64::try_from(step).unwrap_or(i64::MAX));
        Ok(self.store.write(move |tx| Box::pin(user::spend_totp_step(tx, organization, id, step))).await?)
    }

    async fn recovery_code_is_good(&self, user: &User, code: &RecoveryCode) -> Result<bool, Trouble> {
        let (organization, id, hash) = (user.organization, user.id, code.hash());
        let actor = as_member(organization, id);
        let line = self.event(&actor, EventKind::UserChanged, about(id))?;
        let line = line.with_detail(serde_json::json!({ "recovery_codes": "used" }));
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let is_good = recovery::spend(tx, organization, id, hash).await?;
                if is_good {
                    event::append(tx, vec![line]).await?;
                }
                Ok(is_good)
            })
        })
        .await
    }

    fn new_recovery_codes(&self) -> Result<Vec<RecoveryCode>, Trouble> {
        (0..RECOVERY_CODES).map(|_| Ok(RecoveryCode::generate(self.entropy.as_ref())?)).collect()
    }
}

/// What a sealed code secret is bound to.
fn codes_of(user: &User) -> Vec<u8> {
    [b"totp".as_slice(), user.organization.uuid().as_bytes(), user.id.uuid().as_bytes()].concat()
}
