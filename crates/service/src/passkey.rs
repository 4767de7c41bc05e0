//! Passkeys: added, listed, renamed, removed; signing in by one, and proving by one who one is.
//!
//! What is asked of a device and what it answers is `verifier`'s; here stands whose it is and what comes of it.

mod verifier;

use keylink_domain::actor::Via;
use keylink_domain::event::EventKind;
use keylink_domain::id::{OrganizationId, PasskeyId, UserId};
use keylink_domain::passkey::{MOST_PASSKEYS, Passkey};
use keylink_domain::secret::Secret;
use keylink_domain::text::Name;
use keylink_domain::user::{User, UserState};
use keylink_store::passkey::StoredPasskey;
use keylink_store::{Tx, event, passkey, user};
use std::net::IpAddr;

pub use self::verifier::Question;
pub(crate) use self::verifier::Verifier;
use self::verifier::{Refused, Registering};
use crate::house::House;
use crate::invitation;
use crate::session::{BegunSession, By, SignedIn, Visit, about, as_member};
use crate::trouble::Trouble;

const UNKNOWN: Trouble =
    Trouble::NotKnown("this passkey is not known here, or its answer came too late; try again, or sign in otherwise");
const COPIED: Trouble = Trouble::NotKnown(
    "this passkey counted backwards, as a copy of it would, and was switched off; sign in otherwise, remove it, and add it \
     anew",
);
const OFF: Trouble = Trouble::NotKnown(
    "this passkey is switched off, because there may be a copy of it; sign in otherwise, remove it, and add it anew",
);

/// What a browser brings back: by which question it is known, and what the device said.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The word that came with the question.
    pub word: String,
    /// What the device said, as JSON.
    pub said: String,
}

impl House {
    /// Whether browsers can use passkeys here: they are bound to a name, and to TLS unless it is this very machine.
    pub const fn offers_passkeys(&self) -> bool {
        self.verifier.is_some()
    }

    fn verifier(&self) -> Result<&Verifier, Trouble> {
        self.verifier.as_ref().ok_or(Trouble::NotKnown(
            "passkeys need an address with a name and https; whoever runs this server sets it as public_url",
        ))
    }

    /// One's passkeys, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn passkeys(&self, who: &SignedIn) -> Result<Vec<Passkey>, Trouble> {
        let known = self.passkeys_of(&who.user).await?;
        Ok(known.into_iter().map(|known| known.passkey).collect())
    }

    async fn passkeys_of(&self, user: &User) -> Result<Vec<StoredPasskey>, Trouble> {
        let (organization, id) = (user.organization, user.id);
        self.look(move |tx| Box::pin(async move { Ok(passkey::of_user(tx, organization, id).await?) })).await
    }

    /// The question that makes a device create a passkey for oneself.
    ///
    /// # Errors
    /// When there are too many already, or passkeys cannot be used here.
    pub async fn ask_for_new_passkey(&self, who: &SignedIn) -> Result<Question, Trouble> {
        self.ask_to_register(&who.user).await
    }

    /// The same for somebody who was invited.
    ///
    /// # Errors
    /// When the invitation is not good any more.
    pub async fn ask_invited_for_passkey(&self, secret: &str, address: Option<IpAddr>) -> Result<Question, Trouble> {
        let (user, _) = self.invited(secret, address).await.map_err(invitation::over)?;
        self.limits.challenge(address)?;
        self.ask_to_register(&user).await
    }

    async fn ask_to_register(&self, user: &User) -> Result<Question, Trouble> {
        let known = self.passkeys_of(user).await?;
        if known.len() >= MOST_PASSKEYS {
            return Err(Trouble::Conflict(format!("there are {MOST_PASSKEYS} passkeys already; remove one first")));
        }
        let (options, state) = self.verifier()?.ask_to_register(user, &known).map_err(refused)?;
        let word = self.keep_challenge("passkey_new", Some((user.organization, user.id)), &state).await?;
        Ok(Question::new(&word, options))
    }

    /// Adds a passkey that a device just created.
    ///
    /// # Errors
    /// When the answer fits no question of ours, or the name is wrong.
    pub async fn add_passkey(&self, who: &SignedIn, answer: &Answer, name: &str) -> Result<Passkey, Trouble> {
        let (new, credential) = self.registered(&who.user, answer, name).await?;
        let line = self.event(&who.actor(), EventKind::UserChanged, about(who.user.id))?;
        let line = line.with_detail(serde_json::json!({ "passkey": "added" }));
        self.change(&who.actor(), move |tx| {
            Box::pin(async move {
                insert(tx, &new, credential).await?;
                event::append(tx, vec![line]).await?;
                Ok(new.passkey)
            })
        })
        .await
    }

    /// Accepts an invitation with a passkey, and signs in.
    ///
    /// # Errors
    /// When the invitation is not good any more, or the answer fits no question of ours.
    pub async fn accept_with_passkey(
        &self,
        secret: &str,
        answer: &Answer,
        visit: &Visit,
    ) -> Result<BegunSession, Trouble> {
        let (user, _) = self.invited(secret, visit.address).await.map_err(invitation::over)?;
        let name = if visit.device.is_empty() { "Passkey" } else { &visit.device };
        let (new, credential) = self.registered(&user, answer, name).await?;
        let hash = Secret::parse(secret).map_err(|_| UNKNOWN)?.hash();
        let now = self.now();
        let beginning = self.beginning(user.organization, user.id, By::Invitation, visit)?;
        self.change(&as_member(user.organization, user.id), move |tx| {
            Box::pin(async move {
                invitation::spend(tx, hash, &user, now).await?;
                insert(tx, &new, credential).await?;
                beginning.write(tx).await
            })
        })
        .await
    }

    async fn registered(&self, user: &User, answer: &Answer, name: &str) -> Result<(StoredPasskey, Vec<u8>), Trouble> {
        let name = Name::parse(name).map_err(Trouble::text("passkey_name"))?.as_str().to_owned();
        let whose = Some((user.organization, user.id));
        let state: Option<Registering> = self.take_challenge("passkey_new", whose, &answer.word).await?;
        let state = state.ok_or(UNKNOWN)?;
        let (body, credential) = self.verifier()?.register(&answer.said, &state).map_err(refused)?;
        let now = self.now();
        let passkey = Passkey {
            id: PasskeyId::new(now, self.entropy.chance()?),
            organization: user.organization,
            user: user.id,
            name,
            created_at: now,
            used_at: None,
            off_at: None,
        };
        Ok((StoredPasskey { passkey, body }, credential))
    }

    /// The question that lets anybody sign in by whichever passkey of theirs.
    ///
    /// # Errors
    /// When passkeys cannot be used here, or the address asks too often.
    pub async fn ask_to_sign_in(&self, address: Option<IpAddr>) -> Result<Question, Trouble> {
        self.limits.challenge(address)?;
        let (options, state) = self.verifier()?.ask_anybody().map_err(refused)?;
        let word = self.keep_challenge("passkey_sign_in", None, &state).await?;
        Ok(Question::new(&word, options))
    }

    /// Signs in by passkey. Its device has asked for a fingerprint or the like, so that no code is asked for besides.
    ///
    /// # Errors
    /// When the answer fits no question of ours, the passkey is unknown or may have been copied.
    pub async fn sign_in_by_passkey(&self, answer: &Answer, visit: &Visit) -> Result<BegunSession, Trouble> {
        self.limits.challenge(visit.address)?;
        let state = self.take_challenge("passkey_sign_in", None, &answer.word).await?.ok_or(UNKNOWN)?;
        let verifier = self.verifier()?;
        let named = verifier.named(&answer.said).map_err(refused)?;
        let Some((known, user)) = self.owner_of(named.credential, named.user).await? else {
            self.limits.miss(visit.address)?;
            return Err(UNKNOWN);
        };
        let checked = verifier.check_anybody(&answer.said, state, &known.body);
        let body = self.held(&user, &known, checked, visit.address).await?;
        if user.state != UserState::Active {
            self.note_failure(&user, visit.address)?;
            return Err(UNKNOWN);
        }
        let now = self.now();
        let beginning = self.beginning(user.organization, user.id, By::Passkey, visit)?;
        self.change(&as_member(user.organization, user.id), move |tx| {
            Box::pin(async move {
                write_use(tx, &known, now, body).await?;
                beginning.write(tx).await
            })
        })
        .await
    }

    async fn owner_of(
        &self,
        credential: Vec<u8>,
        claimed: uuid::Uuid,
    ) -> Result<Option<(StoredPasskey, User)>, Trouble> {
        self.look(move |tx| {
            Box::pin(async move {
                let Some(known) = passkey::by_credential(tx, credential).await? else { return Ok(None) };
                let user = user::by_id(tx, known.passkey.organization, known.passkey.user).await?;
                Ok(user.filter(|user| user.id.uuid() == claimed).map(|user| (known, user)))
            })
        })
        .await
    }

    /// The question that proves by one of one's passkeys who one is.
    ///
    /// # Errors
    /// When there is none, or passkeys cannot be used here.
    pub async fn ask_to_prove(&self, who: &SignedIn) -> Result<Question, Trouble> {
        let known = self.passkeys_of(&who.user).await?;
        let bodies: Vec<&str> =
            known.iter().filter(|known| known.passkey.off_at.is_none()).map(|known| known.body.as_str()).collect();
        let (options, state) = self.verifier()?.ask_one(&bodies).map_err(refused)?;
        let word = self.keep_challenge("passkey_prove", Some(whose(&who.user)), &state).await?;
        Ok(Question::new(&word, options))
    }

    /// Proves by passkey who is signed in.
    ///
    /// # Errors
    /// When the answer fits no question of ours.
    pub async fn prove_by_passkey(
        &self,
        who: &SignedIn,
        answer: &Answer,
        address: Option<IpAddr>,
    ) -> Result<(), Trouble> {
        let state = self.take_challenge("passkey_prove", Some(whose(&who.user)), &answer.word).await?;
        let state = state.ok_or(UNKNOWN)?;
        let verifier = self.verifier()?;
        let credential = verifier.credential(&answer.said).map_err(refused)?;
        let known = self.look(move |tx| Box::pin(async move { Ok(passkey::by_credential(tx, credential).await?) }));
        let known = known.await?.filter(|known| known.passkey.user == who.user.id).ok_or(UNKNOWN)?;
        let checked = verifier.check_one(&answer.said, &state, &known.body);
        let body = self.held(&who.user, &known, checked, address).await?;
        let (organization, session, now) = (who.user.organization, who.session, self.now());
        self.change(&who.actor(), move |tx| {
            Box::pin(async move {
                write_use(tx, &known, now, body).await?;
                Ok(keylink_store::session::proved(tx, organization, session, now).await?)
            })
        })
        .await
    }

    /// What the verifier says now of the passkey; what it refused stands in the log. A passkey of which there may be a
    /// copy signs nobody in from then on: neither can be told from the other.
    async fn held(
        &self,
        user: &User,
        known: &StoredPasskey,
        checked: Result<String, Refused>,
        address: Option<IpAddr>,
    ) -> Result<String, Trouble> {
        match checked {
            Ok(body) => Ok(body),
            Err(why) => {
                self.note_failure(user, address)?;
                if why == Refused::Copied {
                    self.switch_off(user, known.passkey.clone()).await?;
                }
                Err(refused(why))
            }
        }
    }

    async fn switch_off(&self, user: &User, known: Passkey) -> Result<(), Trouble> {
        let actor = as_member(user.organization, user.id);
        let mut line = self.event(&actor, EventKind::UserChanged, about(user.id))?;
        line.actor = None;
        line.via = Via::System;
        let line = line.with_detail(serde_json::json!({ "passkey": "switched_off" }));
        let now = self.now();
        self.change(&actor, move |tx| {
            Box::pin(async move {
                if passkey::switch_off(tx, &known, now).await? {
                    event::append(tx, vec![line]).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Gives one's passkey another name.
    ///
    /// # Errors
    /// When there is none of this id, or the name is wrong.
    pub async fn rename_passkey(&self, who: &SignedIn, id: PasskeyId, name: &str) -> Result<(), Trouble> {
        let name = Name::parse(name).map_err(Trouble::text("passkey_name"))?.as_str().to_owned();
        let (organization, user) = whose(&who.user);
        let line = self.event(&who.actor(), EventKind::UserChanged, about(user))?;
        let line = line.with_detail(serde_json::json!({ "passkey": "renamed" }));
        self.change(&who.actor(), move |tx| {
            Box::pin(async move {
                if !passkey::rename(tx, organization, user, id, name).await? {
                    return Err(Trouble::NotFound("passkey"));
                }
                Ok(event::append(tx, vec![line]).await?)
            })
        })
        .await
    }

    /// Removes one's passkey, unless it is the last way in.
    ///
    /// # Errors
    /// When there is none of this id; when nothing else would be left to sign in with.
    pub async fn remove_passkey(&self, who: &SignedIn, id: PasskeyId) -> Result<(), Trouble> {
        let (organization, user) = whose(&who.user);
        let line = self.event(&who.actor(), EventKind::UserChanged, about(user))?;
        let line = line.with_detail(serde_json::json!({ "passkey": "removed" }));
        self.change(&who.actor(), move |tx| {
            Box::pin(async move {
                let proofs = user::proofs(tx, organization, user).await?.ok_or(Trouble::NotFound("user"))?;
                let others = passkey::of_user(tx, organization, user).await?;
                if proofs.password_hash.is_none()
                    && others.iter().all(|other| other.passkey.id == id || other.passkey.off_at.is_some())
                {
                    let why = "this passkey is your last way in; set a password or add another passkey first";
                    return Err(Trouble::Conflict(why.to_owned()));
                }
                if !passkey::delete(tx, organization, user, id).await? {
                    return Err(Trouble::NotFound("passkey"));
                }
                Ok(event::append(tx, vec![line]).await?)
            })
        })
        .await
    }
}

const fn whose(user: &User) -> (OrganizationId, UserId) {
    (user.organization, user.id)
}

async fn insert(tx: &mut Tx, new: &StoredPasskey, credential: Vec<u8>) -> Result<(), Trouble> {
    passkey::insert(tx, new, credential).await.map_err(|error| {
        if error.is_taken() { Trouble::Conflict("this passkey is known already".to_owned()) } else { error.into() }
    })
}

/// What was checked must still be what stands there: of two that count on from the same number, one is a copy.
async fn write_use(tx: &mut Tx, known: &StoredPasskey, now: jiff::Timestamp, body: String) -> Result<(), Trouble> {
    let (organization, user) = (known.passkey.organization, known.passkey.user);
    let present = passkey::of_user(tx, organization, user).await?;
    match present.iter().find(|one| one.passkey.id == known.passkey.id) {
        Some(one) if one.passkey.off_at.is_some() => return Err(OFF),
        Some(one) if one.body == known.body => {}
        Some(_) | None => return Err(UNKNOWN),
    }
    Ok(passkey::used(tx, &known.passkey, now, body).await?)
}

fn refused(why: Refused) -> Trouble {
    match why {
        Refused::Copied => COPIED,
        Refused::Wrong => UNKNOWN,
    }
}
