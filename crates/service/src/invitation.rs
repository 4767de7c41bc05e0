//! Invitations: somebody who was added chooses how to sign in, by a link that works once.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::SignedDuration;
use keylink_domain::actor::Actor;
use keylink_domain::delivery::Channel;
use keylink_domain::event::EventKind;
use keylink_domain::id::UserId;
use keylink_domain::organization::Organization;
use keylink_domain::secret::{Secret, SecretHash};
use keylink_domain::user::{Act, User, UserState};
use keylink_store::one_time::{self, Purpose};
use keylink_store::{Tx, event, organization, user};

pub use keylink_store::one_time::{Invitation, MailState};

use crate::house::{House, require};
use crate::idempotency::IdempotencyKey;
use crate::session::{BegunSession, By, Visit, about, as_member};
use crate::sign_in::has_own_proof;
use crate::trouble::Trouble;
use crate::user::{check_rank, found};

/// How long an invitation works.
const INVITATION_FOR: SignedDuration = SignedDuration::from_hours(24 * 7);

const OVER: Trouble =
    Trouble::NotKnown("this invitation was used already, was taken back, or is over; ask for a new one");

/// An invitation just made.
#[derive(Debug)]
pub struct MadeInvitation {
    /// Its address, to be copied; it is not shown again.
    pub url: String,
    /// Whether it also goes by mail.
    pub is_mailed: bool,
}

/// What stands between a user and signing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Whether they have a password or a passkey.
    pub can_sign_in: bool,
    /// The invitation that waits for them.
    pub invitation: Option<Invitation>,
}

impl House {
    /// Invites a user who has no way in yet: by mail, if this server sends any, and by an address to copy. A new
    /// invitation takes the place of the one before.
    ///
    /// # Errors
    /// When there is no such user, they can sign in already, or the actor's role does not allow it.
    pub async fn invite(&self, actor: &Actor, id: UserId) -> Result<MadeInvitation, Trouble> {
        self.invite_once(actor, id, None).await
    }

    /// The same, and with a key no second time.
    ///
    /// # Errors
    /// Also when the key made one before: its address was shown then.
    pub async fn invite_once(
        &self,
        actor: &Actor,
        id: UserId,
        key: Option<IdempotencyKey>,
    ) -> Result<MadeInvitation, Trouble> {
        require(actor, Act::ManageUsers)?;
        self.limits.send(actor.user())?;
        let (now, actor, limits) = (self.now(), *actor, Arc::clone(&self.limits));
        let secret = Secret::generate(self.entropy.as_ref())?;
        let hash = secret.hash();
        let is_mailed = self.outbox.courier.offers(Channel::Mail);
        let belongs = crate::letter::belongs(hash);
        let sealed = is_mailed
            .then(|| self.seal.seal(self.entropy.as_ref(), secret.reveal().as_bytes(), &belongs))
            .transpose()?;
        let expires = now.checked_add(INVITATION_FOR).unwrap_or(now);
        let line = self.event(&actor, EventKind::UserChanged, about(id))?;
        let line = line.with_detail(serde_json::json!({ "invitation": "made", "by_mail": is_mailed }));
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let user = found(tx, actor.organization, id).await?;
                check_rank(&actor, user.role)?;
                check_wants_one(tx, &user).await?;
                if is_mailed {
                    limits.invitation(&user.email)?;
                }
                IdempotencyKey::only_once(key.as_ref(), tx, &actor, id.uuid(), now).await?;
                let purpose = Purpose::Invitation { organization: user.organization, user: id };
                one_time::forget(tx, purpose).await?;
                one_time::insert(tx, hash, purpose, expires).await?;
                one_time::set_mail(tx, hash, now, actor.user(), sealed).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await?;
        self.outbox.wake.notify_waiters();
        Ok(MadeInvitation { url: self.invitation_address(&secret), is_mailed })
    }

    pub(crate) fn invitation_address(&self, secret: &Secret) -> String {
        format!("{}/invitation/{}", self.public_url, secret.reveal())
    }

    /// Whether a user can sign in, and which invitation waits for them.
    ///
    /// # Errors
    /// When there is no such user, or the actor may not see this.
    pub async fn invitation(&self, actor: &Actor, id: UserId) -> Result<Standing, Trouble> {
        require(actor, Act::ManageUsers)?;
        let (organization, now) = (actor.organization, self.now());
        self.look(move |tx| {
            Box::pin(async move {
                let user = found(tx, organization, id).await?;
                let can_sign_in = has_own_proof(tx, organization, user.id).await?;
                Ok(Standing { can_sign_in, invitation: one_time::invitation(tx, organization, id, now).await? })
            })
        })
        .await
    }

    /// Takes a user's invitation back; it opens nothing any more.
    ///
    /// # Errors
    /// When there is none, or the actor's role does not allow it.
    pub async fn revoke_invitation(&self, actor: &Actor, id: UserId) -> Result<(), Trouble> {
        require(actor, Act::ManageUsers)?;
        let line = self.event(actor, EventKind::UserChanged, about(id))?;
        let line = line.with_detail(serde_json::json!({ "invitation": "revoked" }));
        let actor = *actor;
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let user = found(tx, actor.organization, id).await?;
                check_rank(&actor, user.role)?;
                if one_time::forget(tx, Purpose::Invitation { organization: user.organization, user: id }).await? == 0 {
                    return Err(Trouble::NotFound("invitation"));
                }
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await
    }

    /// Whom an invitation is for, without spending it.
    ///
    /// # Errors
    /// When it is unknown, spent, taken back or over.
    pub async fn invited(&self, secret: &str, address: Option<IpAddr>) -> Result<(User, Organization), Trouble> {
        let found = match Secret::parse(secret) {
            Ok(secret) => {
                let (hash, now) = (secret.hash(), self.now());
                self.look(move |tx| {
                    Box::pin(async move {
                        let Some(Purpose::Invitation { organization, user }) = one_time::peek(tx, hash, now).await?
                        else {
                            return Ok(None);
                        };
                        let user = user::by_id(tx, organization, user).await?;
                        let user = user.filter(|user| user.state == UserState::Active);
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
                Err(Trouble::NotFound("invitation"))
            }
        }
    }

    /// Accepts an invitation with a password, and signs in.
    ///
    /// # Errors
    /// When the invitation is not good any more; when the password is too short, and then it stays good.
    pub async fn accept_with_password(
        &self,
        secret: &str,
        password: String,
        visit: &Visit,
    ) -> Result<BegunSession, Trouble> {
        let (user, _) = self.invited(secret, visit.address).await.map_err(over)?;
        let password = self.hashing.hash(self.entropy.as_ref(), password).await?;
        let hash = Secret::parse(secret).map_err(|_| OVER)?.hash();
        let now = self.now();
        let beginning = self.beginning(user.organization, user.id, By::Invitation, visit)?;
        self.change(&as_member(user.organization, user.id), move |tx| {
            Box::pin(async move {
                spend(tx, hash, &user, now).await?;
                user::set_password(tx, user.organization, user.id, Some(password)).await?;
                beginning.write(tx).await
            })
        })
        .await
    }
}

/// Spends an invitation for one who has no way in yet.
pub(crate) async fn spend(tx: &mut Tx, secret: SecretHash, user: &User, now: jiff::Timestamp) -> Result<(), Trouble> {
    let purpose = Purpose::Invitation { organization: user.organization, user: user.id };
    if one_time::spend(tx, secret, now).await? != Some(purpose) {
        return Err(OVER);
    }
    check_wants_one(tx, user).await
}

/// An invitation chooses the first way in; it is no way around the one that somebody has.
async fn check_wants_one(tx: &mut Tx, user: &User) -> Result<(), Trouble> {
    if user.state != UserState::Active {
        return Err(Trouble::Conflict("this user is suspended; take them up again first".to_owned()));
    }
    if has_own_proof(tx, user.organization, user.id).await? {
        let why = "this user has a password or a passkey already; if it is lost, make them a sign-in link";
        return Err(Trouble::Conflict(why.to_owned()));
    }
    Ok(())
}

pub(crate) fn over(trouble: Trouble) -> Trouble {
    match trouble {
        Trouble::NotFound(_) => OVER,
        other => other,
    }
}
