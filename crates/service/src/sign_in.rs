//! Signing in by password and by one-time links; and what else a user has to prove who they are.

use std::net::IpAddr;

use jiff::SignedDuration;
use keylink_domain::event::EventKind;
use keylink_domain::id::{OrganizationId, UserId};
use keylink_domain::organization::Organization;
use keylink_domain::secret::Secret;
use keylink_domain::user::{User, UserState};
use keylink_store::one_time::{self, Purpose};
use keylink_store::user::Proofs;
use keylink_store::{Tx, event, organization, passkey, user};

use crate::house::House;
use crate::session::{BegunSession, By, SignedIn, Visit, about, as_member};
use crate::trouble::Trouble;

/// How long a sign-in link that somebody hands over may be used.
pub(crate) const SIGN_IN_LINK_FOR: SignedDuration = SignedDuration::from_hours(1);

const WRONG: Trouble = Trouble::NotKnown("the address, the password or the code is wrong");
const OVER: Trouble = Trouble::NotKnown("this sign-in link was used already, or is over; ask for a new one");

/// Whom a sign-in link is for.
#[derive(Debug, Clone)]
pub struct LinkFor {
    /// The user.
    pub user: User,
    /// Their organization.
    pub organization: Organization,
    /// Whether they must give a code besides: what comes by mail alone is no way around it.
    pub needs_code: bool,
    by_mail: bool,
}

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
        visit: &Visit,
    ) -> Result<BegunSession, Trouble> {
        self.count_try(visit, email).await?;
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
        let (user, proofs): (Option<User>, Option<Proofs>) = known.unzip();
        let good = self.password_fits(user.as_ref(), proofs.as_ref(), password, code).await?;
        let Some(user) = user else { return Err(WRONG) };
        if !good || user.state != UserState::Active {
            self.note_failure(&user, visit.address)?;
            return Err(WRONG);
        }
        let beginning = self.beginning(user.organization, user.id, By::Password, visit)?;
        self.change(&as_member(user.organization, user.id), move |tx| {
            Box::pin(async move {
                // The password may have been changed while this one was looked at, because somebody else knows it.
                if user::proofs(tx, user.organization, user.id).await? != proofs {
                    return Err(WRONG);
                }
                beginning.write(tx).await
            })
        })
        .await
    }

    /// Whether password and code are the user's. It takes as long for nobody, so that addresses are not told apart.
    pub(crate) async fn password_fits(
        &self,
        user: Option<&User>,
        proofs: Option<&Proofs>,
        password: String,
        code: Option<&str>,
    ) -> Result<bool, Trouble> {
        let hash = proofs.and_then(|proofs| proofs.password_hash.clone());
        let good = self.hashing.is_good(hash, password).await?;
        let (Some(user), Some(proofs), true) = (user, proofs, good) else { return Ok(false) };
        self.second_fits(user, proofs, code).await
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
        Ok(self.sign_in_address(&secret))
    }

    pub(crate) fn sign_in_address(&self, secret: &Secret) -> String {
        format!("{}/sign-in/{}", self.public_url, secret.reveal())
    }

    /// Whom a sign-in link is for, without spending it: programs that fetch pages fetch this one too.
    ///
    /// # Errors
    /// When it is unknown, spent or over.
    pub async fn sign_in_link_of(&self, secret: &str, address: Option<IpAddr>) -> Result<LinkFor, Trouble> {
        let found = match Secret::parse(secret) {
            Ok(secret) => {
                let (hash, now) = (secret.hash(), self.now());
                self.look(move |tx| {
                    Box::pin(async move {
                        let Some(purpose) = one_time::peek(tx, hash, now).await? else { return Ok(None) };
                        link_for(tx, purpose).await
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

    /// Signs in by a one-time link, and spends it. Where a code is needed and is wrong, the link stays good.
    ///
    /// # Errors
    /// When it is unknown, spent or over; when the code is wrong.
    pub async fn sign_in_once(&self, secret: &str, code: Option<&str>, visit: &Visit) -> Result<BegunSession, Trouble> {
        let link = match self.sign_in_link_of(secret, visit.address).await {
            Err(Trouble::NotFound(_)) => return Err(OVER),
            other => other?,
        };
        let user = link.user;
        if link.needs_code {
            self.count_try(visit, &user.email).await?;
            let proofs = self.proofs_of(&user).await?;
            if !self.second_fits(&user, &proofs, code).await? {
                self.note_failure(&user, visit.address)?;
                return Err(Trouble::invalid("code", "this code is wrong, or was used already"));
            }
        }
        let by = if link.by_mail { By::MailLink } else { By::Link };
        let hash = Secret::parse(secret).map_err(|_| OVER)?.hash();
        let (now, beginning) = (self.now(), self.beginning(user.organization, user.id, by, visit)?);
        self.change(&as_member(user.organization, user.id), move |tx| {
            Box::pin(async move {
                match one_time::spend(tx, hash, now).await? {
                    Some(Purpose::SignIn { .. } | Purpose::MailSignIn { .. }) => beginning.write(tx).await,
                    Some(_) | None => Err(OVER),
                }
            })
        })
        .await
    }

    /// Changes one's own password and ends every other session; the old password proves who asks, where there is one,
    /// unless they just came by a link that was handed to them because they lost it.
    ///
    /// # Errors
    /// When the old one is wrong, or the new one too short.
    pub async fn change_password(&self, who: &SignedIn, old: String, new: String) -> Result<(), Trouble> {
        let (organization, id) = (who.user.organization, who.user.id);
        let before = self.proofs_of(&who.user).await?.password_hash;
        if before.is_some() && !who.recovers && !self.is_present_password(who, before, old).await? {
            return Err(Trouble::invalid("old_password", "this is not your present password"));
        }
        if !who.is_proved && !who.recovers && !self.ways_to_prove(who).await?.password {
            return Err(Trouble::NotKnown(
                "a first password is set within ten minutes after signing in; sign in again by a new link",
            ));
        }
        let hash = self.hashing.hash(self.entropy.as_ref(), new).await?;
        let kept = who.session;
        let line = self.event(&who.actor(), EventKind::UserChanged, about(id))?;
        let how = if who.recovers { "set_anew" } else { "changed" };
        let line = line.with_detail(serde_json::json!({ "password": how }));
        self.change(&who.actor(), move |tx| {
            Box::pin(async move {
                user::set_password(tx, organization, id, Some(hash)).await?;
                forget_links(tx, organization, id).await?;
                // Whoever else is signed in as this user may be why the password is changed.
                keylink_store::session::delete_others(tx, organization, id, kept).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await
    }

    pub(crate) async fn proofs_of(&self, user: &User) -> Result<Proofs, Trouble> {
        let (organization, id) = (user.organization, user.id);
        self.look(move |tx| {
            Box::pin(async move { user::proofs(tx, organization, id).await?.ok_or(Trouble::NotFound("user")) })
        })
        .await
    }

    /// Whether this is the signed-in user's password. Each try counts: a browser left alone is no place to guess at.
    pub(crate) async fn is_present_password(
        &self,
        who: &SignedIn,
        hash: Option<String>,
        password: String,
    ) -> Result<bool, Trouble> {
        self.limits.device(&who.session.to_string())?;
        let good = self.hashing.is_good(hash, password).await?;
        if !good {
            self.note_failure(&who.user, None)?;
        }
        Ok(good)
    }

    /// Has the line of a failed try written. Nobody waits for it: how long an answer takes would tell who is known here.
    pub(crate) fn note_failure(&self, user: &User, address: Option<IpAddr>) -> Result<(), Trouble> {
        let organization = user.organization;
        let mut line = self.event(&as_member(organization, user.id), EventKind::UserSignInFailed, about(user.id))?;
        line.actor = None;
        let line = line.with_personal(serde_json::json!({ "address": address }));
        let (store, live) = (self.store.clone(), self.live.clone());
        self.tasks.spawn(async move {
            let written: Result<(), keylink_store::Error> =
                store.write(move |tx| Box::pin(async move { event::append(tx, vec![line]).await })).await;
            match written {
                Ok(()) => live.changed(organization),
                Err(error) => tracing::error!(%error, "a failed try to sign in could not be written down"),
            }
        });
        Ok(())
    }
}

/// Takes back every link that would let the user in: those who have one are not asked for what was changed.
pub(crate) async fn forget_links(tx: &mut Tx, organization: OrganizationId, user: UserId) -> Result<(), Trouble> {
    one_time::forget(tx, Purpose::SignIn { organization, user }).await?;
    one_time::forget(tx, Purpose::MailSignIn { organization, user }).await?;
    one_time::forget(tx, Purpose::Invitation { organization, user }).await?;
    Ok(())
}

async fn link_for(tx: &mut Tx, purpose: Purpose) -> Result<Option<LinkFor>, Trouble> {
    let by_mail = match purpose {
        Purpose::SignIn { .. } => false,
        Purpose::MailSignIn { .. } => true,
        Purpose::Setup | Purpose::Invitation { .. } => return Ok(None),
    };
    let Some((organization, id)) = purpose.whom() else { return Ok(None) };
    let user = user::by_id(tx, organization, id).await?.filter(|user| user.state == UserState::Active);
    let proofs = user::proofs(tx, organization, id).await?;
    let Some(((user, proofs), organization)) = user.zip(proofs).zip(organization::by_id(tx, organization).await?)
    else {
        return Ok(None);
    };
    let needs_code = by_mail && proofs.totp_sealed.is_some();
    Ok(Some(LinkFor { user, organization, needs_code, by_mail }))
}

/// Whether a user has a password or a passkey: something to prove who they are with.
pub(crate) async fn has_own_proof(tx: &mut Tx, organization: OrganizationId, id: UserId) -> Result<bool, Trouble> {
    let proofs = user::proofs(tx, organization, id).await?.ok_or(Trouble::NotFound("user"))?;
    Ok(proofs.password_hash.is_some() || !passkey::of_user(tx, organization, id).await?.is_empty())
}
