//! Sessions: signing in, being signed in, signing out; and the second factor.

use std::net::IpAddr;

use jiff::SignedDuration;
use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{OrganizationId, SessionId, UserId};
use keylink_domain::organization::Organization;
use keylink_domain::secret::Secret;
use keylink_domain::token::Session;
use keylink_domain::user::{User, UserState};
use keylink_store::one_time::{self, Purpose};
use keylink_store::{event, organization, session, user};

use crate::house::House;
use crate::password;
use crate::trouble::Trouble;

/// How long a session lasts.
pub const SESSION_FOR: SignedDuration = SignedDuration::from_hours(24 * 14);
/// How long a sign-in link may be used.
const SIGN_IN_LINK_FOR: SignedDuration = SignedDuration::from_hours(1);

/// A session just begun, with the secret for its cookie.
#[derive(Debug)]
pub struct BegunSession {
    /// The session.
    pub session: Session,
    /// What the cookie holds.
    pub secret: Secret,
}

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session.
    pub session: SessionId,
    /// The user.
    pub user: User,
}

impl SignedIn {
    /// The user as an actor.
    pub const fn actor(&self) -> Actor {
        Actor {
            organization: self.user.organization,
            who: Who::User { id: self.user.id, role: self.user.role, via: Via::Console },
        }
    }
}

const WRONG: Trouble = Trouble::NotKnown("the address, the password or the code is wrong");

impl House {
    /// Signs a user in by password, and by code where they set that up.
    ///
    /// # Errors
    /// One and the same for an unknown address, a wrong password and a wrong code.
    pub async fn sign_in(
        &self,
        email: &str,
        password: String,
        code: Option<&str>,
        address: Option<IpAddr>,
    ) -> Result<BegunSession, Trouble> {
        self.limits.sign_in(address, email)?;
        let email = email.trim().to_lowercase();
        let known = self
            .look(move |tx| {
                Box::pin(async move {
                    let Some(user) = user::by_email(tx, &email).await? else { return Ok(None) };
                    let proofs = user::proofs(tx, user.organization, user.id).await?;
                    Ok(proofs.map(|proofs| (user, proofs)))
                })
            })
            .await?;
        let (user, proofs) = known.unzip();
        let hash = proofs.as_ref().and_then(|proofs| proofs.password_hash.clone());
        let good = self.hashing.is_good(hash, password).await?;
        let (Some(user), Some(proofs)) = (user, proofs) else { return Err(WRONG) };
        let good = good
            && user.state == UserState::Active
            && match proofs.totp_sealed {
                Some(sealed) => self.code_is_good(&user, &sealed, code.unwrap_or("")).await?,
                None => true,
            };
        if !good {
            self.note_failure(&user, address).await?;
            return Err(WRONG);
        }
        self.begin(user.organization, user.id, address).await
    }

    /// A link that signs a user in once.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn make_sign_in_link(&self, organization: OrganizationId, user: UserId) -> Result<String, Trouble> {
        let secret = Secret::generate(self.entropy.as_ref())?;
        let expires = self.now().checked_add(SIGN_IN_LINK_FOR).unwrap_or_else(|_| self.now());
        let hash = secret.hash();
        self.store
            .write(move |tx| Box::pin(one_time::insert(tx, hash, Purpose::SignIn { organization, user }, expires)))
            .await?;
        Ok(format!("{}/sign-in/{}", self.public_url, secret.reveal()))
    }

    /// Whom a sign-in link is for, without spending it: programs that fetch pages fetch this one too.
    ///
    /// # Errors
    /// When it is unknown, spent or over.
    pub async fn sign_in_link_of(
        &self,
        secret: &str,
        address: Option<IpAddr>,
    ) -> Result<(User, Organization), Trouble> {
        let found = match Secret::parse(secret) {
            Ok(secret) => {
                let (hash, now) = (secret.hash(), self.now());
                self.look(move |tx| {
                    Box::pin(async move {
                        let Some(Purpose::SignIn { organization, user }) = one_time::peek(tx, hash, now).await? else {
                            return Ok(None);
                        };
                        let user = user::by_id(tx, organization, user).await?;
                        Ok(user.zip(organization::by_id(tx, organization).await?))
                    })
                })
                .await?
            }
            Err(_) => None,
        };
        match found {
            Some(found) => Ok(found),
            None => {
                self.limits.miss(address)?;
                Err(Trouble::NotFound("sign-in link"))
            }
        }
    }

    /// Signs in by a one-time link, and spends it.
    ///
    /// # Errors
    /// When it is unknown, spent or over.
    pub async fn sign_in_once(&self, secret: &str, address: Option<IpAddr>) -> Result<BegunSession, Trouble> {
        const OVER: Trouble = Trouble::NotKnown("this sign-in link was used already, or is over; ask for a new one");
        let Ok(secret) = Secret::parse(secret) else {
            self.limits.miss(address)?;
            return Err(OVER);
        };
        let (hash, now) = (secret.hash(), self.now());
        let purpose = self.store.write(move |tx| Box::pin(one_time::spend(tx, hash, now))).await?;
        match purpose {
            Some(Purpose::SignIn { organization, user }) => self.begin(organization, user, address).await,
            Some(Purpose::Setup) | None => {
                self.limits.miss(address)?;
                Err(OVER)
            }
        }
    }

    pub(crate) async fn begin(
        &self,
        organization: OrganizationId,
        user: UserId,
        address: Option<IpAddr>,
    ) -> Result<BegunSession, Trouble> {
        let now = self.now();
        let secret = Secret::generate(self.entropy.as_ref())?;
        let session = Session {
            id: SessionId::new(now, self.entropy.chance()?),
            organization,
            user,
            created_at: now,
            expires_at: now.checked_add(SESSION_FOR).unwrap_or(now),
        };
        let actor = Actor {
            organization,
            who: Who::User { id: user, role: keylink_domain::user::Role::Member, via: Via::Console },
        };
        let line = self.event(&actor, EventKind::UserSignedIn, About { user: Some(user), ..About::default() })?;
        let line = line.with_personal(serde_json::json!({ "address": address }));
        let (begun, hash) = (session.clone(), secret.hash());
        self.change(&actor, move |tx| {
            Box::pin(async move {
                session::insert(tx, &begun, hash).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await?;
        Ok(BegunSession { session, secret })
    }

    /// Who the cookie's secret belongs to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn signed_in(&self, cookie: &str) -> Result<Option<SignedIn>, Trouble> {
        let Ok(secret) = Secret::parse(cookie) else { return Ok(None) };
        let (hash, now) = (secret.hash(), self.now());
        let found = self.look(move |tx| Box::pin(async move { Ok(session::by_secret(tx, hash, now).await?) })).await?;
        let active = found.filter(|(_, user)| user.state == UserState::Active);
        Ok(active.map(|(session, user)| SignedIn { session: session.id, user }))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn sign_out(&self, who: &SignedIn) -> Result<(), Trouble> {
        let (organization, id) = (who.user.organization, who.session);
        self.store.write(move |tx| Box::pin(async move { Ok(session::delete(tx, organization, id).await?) })).await
    }

    /// Changes one's own password and ends every other session; the old password proves who asks, where there is one.
    ///
    /// # Errors
    /// When the old one is wrong, or the new one too short.
    pub async fn change_password(&self, who: &SignedIn, old: String, new: String) -> Result<(), Trouble> {
        let (organization, id) = (who.user.organization, who.user.id);
        let proofs =
            self.look(move |tx| Box::pin(async move { Ok(user::proofs(tx, organization, id).await?) })).await?;
        let before = proofs.and_then(|proofs| proofs.password_hash);
        if before.is_some() && !self.hashing.is_good(before, old).await? {
            return Err(Trouble::invalid("old_password", "this is not your present password"));
        }
        let hash = self.hashing.hash(self.entropy.as_ref(), new).await?;
        let kept = who.session;
        let line = self.event(&who.actor(), EventKind::UserChanged, About { user: Some(id), ..About::default() })?;
        let line = line.with_detail(serde_json::json!({ "password": "changed" }));
        self.change(&who.actor(), move |tx| {
            Box::pin(async move {
                user::set_password(tx, organization, id, Some(hash)).await?;
                // Whoever else is signed in as this user may be why the password is changed.
                session::delete_others(tx, organization, id, kept).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await
    }

    /// Whether the user set up one-time codes.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_codes(&self, who: &SignedIn) -> Result<bool, Trouble> {
        let (organization, id) = (who.user.organization, who.user.id);
        let proofs =
            self.look(move |tx| Box::pin(async move { Ok(user::proofs(tx, organization, id).await?) })).await?;
        Ok(proofs.is_some_and(|proofs| proofs.totp_sealed.is_some()))
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
        let offer = sealed.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok((offer, totp.to_url().map_err(|_| Trouble::Sealed)?))
    }

    /// Turns one-time codes on, once a first code shows that the authenticator has the secret.
    ///
    /// # Errors
    /// When the offer is not this user's, or the code is wrong.
    pub async fn turn_codes_on(&self, who: &SignedIn, offer: &str, code: &str) -> Result<(), Trouble> {
        let sealed: Option<Vec<u8>> = (0..offer.len() / 2)
            .map(|i| offer.get(2 * i..2 * i + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()))
            .collect();
        let sealed = sealed.ok_or(Trouble::Sealed)?;
        let secret = self.seal.open(&sealed, &codes_of(&who.user))?;
        let now = u64::try_from(self.now().as_second()).unwrap_or(0);
        if password::totp(&secret, "Keylink", &who.user.email)?.check(code.trim(), now).is_none() {
            return Err(Trouble::invalid(
                "code",
                "this code does not fit; check the clock of the phone and try the next code",
            ));
        }
        self.set_codes(who, Some(sealed)).await
    }

    /// Turns one-time codes off; the password proves who asks.
    ///
    /// # Errors
    /// When the password is wrong.
    pub async fn turn_codes_off(&self, who: &SignedIn, password: String) -> Result<(), Trouble> {
        let (organization, id) = (who.user.organization, who.user.id);
        let proofs =
            self.look(move |tx| Box::pin(async move { Ok(user::proofs(tx, organization, id).await?) })).await?;
        if !self.hashing.is_good(proofs.and_then(|proofs| proofs.password_hash), password).await? {
            return Err(Trouble::invalid("password", "this is not your present password"));
        }
        self.set_codes(who, None).await
    }

    async fn set_codes(&self, who: &SignedIn, sealed: Option<Vec<u8>>) -> Result<(), Trouble> {
        let (organization, id) = (who.user.organization, who.user.id);
        let line = self.event(&who.actor(), EventKind::UserChanged, About { user: Some(id), ..About::default() })?;
        let line = line.with_detail(serde_json::json!({ "codes": if sealed.is_some() { "on" } else { "off" } }));
        self.change(&who.actor(), move |tx| {
            Box::pin(async move {
                user::set_totp(tx, organization, id, sealed).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await
    }

    /// A code counts once: who looked over a shoulder cannot use it again.
    async fn code_is_good(&self, user: &User, sealed: &[u8], code: &str) -> Result<bool, Trouble> {
        let secret = self.seal.open(sealed, &codes_of(user))?;
        let now = u64::try_from(self.now().as_second()).unwrap_or(0);
        let Some(step) = password::totp(&secret, "Keylink", &user.email)?.check(code.trim(), now) else {
            return Ok(false);
        };
        let (organization, id, step) = (user.organization, user.id, i64::try_from(step).unwrap_or(i64::MAX));
        Ok(self.store.write(move |tx| Box::pin(user::spend_totp_step(tx, organization, id, step))).await?)
    }

    async fn note_failure(&self, user: &User, address: Option<IpAddr>) -> Result<(), Trouble> {
        let actor = Actor {
            organization: user.organization,
            who: Who::User { id: user.id, role: user.role, via: Via::Console },
        };
        let mut line =
            self.event(&actor, EventKind::UserSignInFailed, About { user: Some(user.id), ..About::default() })?;
        line.actor = None;
        let line = line.with_personal(serde_json::json!({ "address": address }));
        self.change(&actor, move |tx| Box::pin(async move { Ok(event::append(tx, vec![line]).await?) })).await
    }
}

/// What a sealed code secret is bound to.
fn codes_of(user: &User) -> Vec<u8> {
    [b"totp".as_slice(), user.organization.uuid().as_bytes(), user.id.uuid().as_bytes()].concat()
}
