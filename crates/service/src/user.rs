//! Users: added, looked at, changed.

use keylink_domain::actor::{Actor, Who};
use keylink_domain::altered::Alterations;
use keylink_domain::credential::{Credential, CredentialKind, CredentialState};
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{CredentialId, OrganizationId, UserId};
use keylink_domain::secret::Secret;
use keylink_domain::text::{Email, Name};
use keylink_domain::user::{Act, Role, User, UserState};
use keylink_store::one_time::{self, Purpose};
use keylink_store::{Tx, credential, event, session, user};

use crate::house::{House, require};
use crate::idempotency::IdempotencyKey;
use crate::seen::Seen;
use crate::sign_in::{SIGN_IN_LINK_FOR, forget_links};
use crate::trouble::Trouble;

/// What a user is to be; for a change, what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct UserInput {
    /// What guests see.
    pub name: Option<String>,
    /// The mail address.
    pub email: Option<String>,
    /// The role; a new user is a member where none is named.
    pub role: Option<Role>,
    /// Whether they may act.
    pub state: Option<UserState>,
    /// As the caller saw it; a change of somebody else since then is a conflict.
    pub seen: Option<Seen>,
}

impl House {
    /// Adds a user with a cloud key of their own, so that they can make links for doors they get access to.
    ///
    /// # Errors
    /// When something given is wrong, or the address is taken.
    pub async fn add_user(&self, actor: &Actor, input: UserInput) -> Result<User, Trouble> {
        require(actor, Act::ManageUsers)?;
        let now = self.now();
        let blank = User {
            id: UserId::new(now, self.entropy.chance()?),
            organization: actor.organization,
            name: String::new(),
            email: String::new(),
            role: Role::Member,
            state: UserState::Active,
        };
        let (name, email) = (input.name.clone().unwrap_or_default(), input.email.clone().unwrap_or_default());
        let user = apply(actor, blank, UserInput { name: Some(name), email: Some(email), ..input })?;
        let key = first_cloud_key(&user, CredentialId::new(now, self.entropy.chance()?));
        let created = self.event(actor, EventKind::UserCreated, About { user: Some(user.id), ..About::default() })?;
        let about = About { user: Some(user.id), credential: Some(key.id), ..About::default() };
        let given = self.event(actor, EventKind::CredentialCreated, about)?;
        self.change(actor, move |tx| {
            Box::pin(async move {
                user::insert(tx, &user, now).await.map_err(email_taken)?;
                credential::insert(tx, &key, now).await?;
                event::append(tx, vec![created, given]).await?;
                Ok(user)
            })
        })
        .await
    }

    /// One user; everybody may see themselves.
    ///
    /// # Errors
    /// When there is none.
    pub async fn user(&self, actor: &Actor, id: UserId) -> Result<User, Trouble> {
        if actor.user() != Some(id) {
            require(actor, Act::SeeAll)?;
        }
        let organization = actor.organization;
        self.look(move |tx| Box::pin(found(tx, organization, id))).await
    }

    /// The organization's users, oldest first; a member sees themselves.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn users(&self, actor: &Actor) -> Result<Vec<User>, Trouble> {
        let (organization, own, all) = (actor.organization, actor.user(), actor.may(Act::SeeAll));
        self.look(move |tx| {
            Box::pin(async move {
                let mut users = user::list(tx, organization).await?;
                users.retain(|user| all || Some(user.id) == own);
                Ok(users)
            })
        })
        .await
    }

    /// A link that signs a user in once, for an administrator to hand over: to a new user, or to one who forgot the
    /// password. It takes the place of one made before. Nobody makes one for somebody of a higher rank.
    ///
    /// # Errors
    /// When there is no such user, or the actor's role does not allow it.
    pub async fn hand_out_sign_in_link(&self, actor: &Actor, id: UserId) -> Result<String, Trouble> {
        self.hand_out_sign_in_link_once(actor, id, None).await
    }

    /// The same, and with a key no second time.
    ///
    /// # Errors
    /// Also when the key made one before: it was shown then.
    pub async fn hand_out_sign_in_link_once(
        &self,
        actor: &Actor,
        id: UserId,
        key: Option<IdempotencyKey>,
    ) -> Result<String, Trouble> {
        require(actor, Act::ManageUsers)?;
        let organization = actor.organization;
        let user = self.look(move |tx| Box::pin(found(tx, organization, id))).await?;
        check_rank(actor, user.role)?;
        if user.state != UserState::Active {
            return Err(Trouble::Conflict("this user is suspended; take them up again first".to_owned()));
        }
        let line = self.event(actor, EventKind::UserChanged, About { user: Some(id), ..About::default() })?;
        let line = line.with_detail(serde_json::json!({ "sign_in_link": "made" }));
        let (secret, now, actor) = (Secret::generate(self.entropy.as_ref())?, self.now(), *actor);
        let (hash, expires) = (secret.hash(), now.checked_add(SIGN_IN_LINK_FOR).unwrap_or(now));
        self.change(&actor, move |tx| {
            Box::pin(async move {
                IdempotencyKey::only_once(key.as_ref(), tx, &actor, id.uuid(), now).await?;
                let purpose = Purpose::SignIn { organization, user: id };
                one_time::forget(tx, purpose).await?;
                one_time::insert(tx, hash, purpose, expires).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await?;
        Ok(self.sign_in_address(&secret))
    }

    /// Changes a user. Suspending one ends every link made under their cloud keys, and their sessions, at once; and with
    /// another address, role or state no link that would sign them in is good any more.
    ///
    /// # Errors
    /// When something given is wrong, or it is the last owner.
    pub async fn change_user(&self, actor: &Actor, id: UserId, input: UserInput) -> Result<User, Trouble> {
        require(actor, Act::ManageUsers)?;
        let line = self.event(actor, EventKind::UserChanged, About { user: Some(id), ..About::default() })?;
        let actor = *actor;
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let old = found(tx, actor.organization, id).await?;
                check_rank(&actor, old.role)?;
                Seen::check(input.seen.as_ref(), &old)?;
                let new = apply(&actor, old.clone(), input)?;
                keep_an_owner(tx, &old, &new).await?;
                if new != old {
                    user::update(tx, &new).await.map_err(email_taken)?;
                    if (&new.email, new.role, new.state) != (&old.email, old.role, old.state) {
                        forget_links(tx, actor.organization, id).await?;
                    }
                    if new.state == UserState::Suspended {
                        session::delete_all(tx, actor.organization, id).await?;
                    }
                    let detail = serde_json::json!({
                        "role": [old.role.as_str(), new.role.as_str()],
                        "state": [old.state.as_str(), new.state.as_str()],
                    });
                    let altered =
                        Alterations::default().with("name", &old.name, &new.name).with("email", &old.email, &new.email);
                    event::append(tx, vec![line.with_detail(detail).with_altered(altered)]).await?;
                }
                Ok(new)
            })
        })
        .await
    }
}

pub(crate) fn first_cloud_key(user: &User, id: CredentialId) -> Credential {
    Credential {
        id,
        organization: user.organization,
        user: user.id,
        kind: CredentialKind::CloudKey,
        card: None,
        name: format!("{}\u{2019}s Cloud Key", user.name),
        from: None,
        until: None,
        state: CredentialState::Active,
    }
}

fn apply(actor: &Actor, mut user: User, input: UserInput) -> Result<User, Trouble> {
    if let Some(name) = &input.name {
        user.name = Name::parse(name).map_err(Trouble::text("name"))?.as_str().to_owned();
    }
    if let Some(email) = &input.email {
        user.email = parse_email(email)?;
    }
    if let Some(role) = input.role {
        check_rank(actor, role)?;
        user.role = role;
    }
    user.state = input.state.unwrap_or(user.state);
    Ok(user)
}

pub(crate) fn parse_email(text: &str) -> Result<String, Trouble> {
    Email::parse(text).map(|email| email.as_str().to_lowercase()).map_err(Trouble::text("email"))
}

/// Only owners make and touch owners.
pub(crate) fn check_rank(actor: &Actor, role: Role) -> Result<(), Trouble> {
    match actor.who {
        Who::User { role: own, .. } if role == Role::Owner && own != Role::Owner => Err(Trouble::Forbidden),
        Who::User { .. } | Who::Operator => Ok(()),
    }
}

/// Nobody gives, changes or takes what somebody of a higher role has: a manager who could suspend an owner's cloud key
/// would end every link of the owner.
pub(crate) async fn check_holder(tx: &mut Tx, actor: &Actor, holder: UserId) -> Result<(), Trouble> {
    let Who::User { role: own, .. } = actor.who else { return Ok(()) };
    let holder = found(tx, actor.organization, holder).await?;
    // Higher roles come first.
    if holder.role < own { Err(Trouble::Forbidden) } else { Ok(()) }
}

/// Nobody widens their own rights, but those who manage the organization's users.
pub(crate) fn check_not_own(actor: &Actor, holder: UserId) -> Result<(), Trouble> {
    if actor.user() == Some(holder) { require(actor, Act::ManageUsers) } else { Ok(()) }
}

/// An organization without an active owner could never be managed again.
async fn keep_an_owner(tx: &mut Tx, old: &User, new: &User) -> Result<(), Trouble> {
    let counts = |user: &User| user.role == Role::Owner && user.state == UserState::Active;
    if !counts(old) || counts(new) {
        return Ok(());
    }
    let others = user::list(tx, old.organization).await?;
    if others.iter().any(|other| other.id != old.id && counts(other)) {
        Ok(())
    } else {
        Err(Trouble::Conflict("this is the organization's last owner; make somebody else an owner first".to_owned()))
    }
}

pub(crate) async fn found(tx: &mut Tx, organization: OrganizationId, id: UserId) -> Result<User, Trouble> {
    user::by_id(tx, organization, id).await?.ok_or(Trouble::NotFound("user"))
}

pub(crate) fn email_taken(error: keylink_store::Error) -> Trouble {
    Trouble::taken(error, "email", "somebody has this address already")
}
