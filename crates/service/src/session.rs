//! Sessions: begun, known by their cookie, listed, ended.

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};
use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{OrganizationId, SessionId, UserId};
use keylink_domain::secret::Secret;
use keylink_domain::token::Session;
use keylink_domain::user::{Act, Role, User, UserState};
use keylink_store::{Tx, event, session, user};

use crate::house::{House, require};
use crate::known_device::KnownDevice;
use crate::seal::Seal;
use crate::sign_in::has_own_proof;
use crate::trouble::Trouble;
use crate::user::{check_rank, found};

/// How long a session lasts.
pub const SESSION_FOR: SignedDuration = SignedDuration::from_hours(24 * 14);
/// How exactly it is written down when a session was last used: each time costs a row.
const USED_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// Who comes to sign in, as far as it is known.
#[derive(Debug, Clone, Default)]
pub struct Visit {
    /// From which address.
    pub address: Option<IpAddr>,
    /// With which device, in words.
    pub device: String,
    /// The mark that the device was told when somebody signed in on it.
    pub known: Option<KnownDevice>,
}

/// How somebody showed who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By password, with a code where they have set that up.
    Password,
    /// By passkey.
    Passkey,
    /// By a link that an administrator or the operator made.
    Link,
    /// By a link that they had sent to themselves.
    MailLink,
    /// By an invitation, choosing a password or a passkey.
    Invitation,
    /// By the first set-up.
    Setup,
    /// By another service.
    OpenId,
}

impl By {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Passkey => "passkey",
            Self::Link => "link",
            Self::MailLink => "mail_link",
            Self::Invitation => "invitation",
            Self::Setup => "setup",
            Self::OpenId => "openid",
        }
    }

    /// Whether it proves as much as can be asked for. A link does only for those who have nothing else.
    const fn is_proof(self, has_own: bool) -> bool {
        match self {
            Self::Password | Self::Passkey | Self::Invitation | Self::Setup => true,
            Self::Link | Self::MailLink | Self::OpenId => !has_own,
        }
    }
}

/// A session just begun, with the secret for its cookie.
#[derive(Debug)]
pub struct BegunSession {
    /// The session.
    pub session: Session,
    /// What the cookie holds.
    pub secret: Secret,
    /// By what the device is known the next time.
    pub device: KnownDevice,
}

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session.
    pub session: SessionId,
    /// The user.
    pub user: User,
    /// Whether they proved who they are a short while ago.
    pub is_proved: bool,
    /// Whether they came by a handed link a short while ago, and may set a new password without the old one.
    pub recovers: bool,
}

impl SignedIn {
    /// The user as an actor.
    pub const fn actor(&self) -> Actor {
        let who = Who::User { id: self.user.id, role: self.user.role, via: Via::Console };
        Actor::new(self.user.organization, who)
    }
}

/// A session about to begin: what its transaction writes.
pub(crate) struct Beginning {
    session: Session,
    secret: Secret,
    by: By,
    line: NewEvent,
    seal: Seal,
    number: [u8; 16],
}

impl House {
    /// Prepares a session; [`Beginning::write`] begins it, in the transaction that also spends what it comes of.
    pub(crate) fn beginning(
        &self,
        organization: OrganizationId,
        user: UserId,
        by: By,
        visit: &Visit,
    ) -> Result<Beginning, Trouble> {
        let now = self.now();
        let session = Session {
            id: SessionId::new(now, self.entropy.chance()?),
            organization,
            user,
            created_at: now,
            expires_at: now.checked_add(SESSION_FOR).unwrap_or(now),
            device: visit.device.clone(),
            address: visit.address.map(|address| address.to_string()),
            used_at: Some(now),
            proved_at: None,
            is_recovery: false,
        };
        let line = self.event(&as_member(organization, user), EventKind::UserSignedIn, about(user))?;
        let line = line
            .with_detail(serde_json::json!({ "by": by.as_str() }))
            .with_personal(serde_json::json!({ "address": visit.address }));
        let mut number = [0; 16];
        self.entropy.fill(&mut number)?;
        let secret = Secret::generate(self.entropy.as_ref())?;
        Ok(Beginning { session, secret, by, line, seal: self.seal.clone(), number })
    }

    /// Begins a session that comes of nothing that would have to be spent.
    pub(crate) async fn begin(
        &self,
        organization: OrganizationId,
        user: UserId,
        by: By,
        visit: &Visit,
    ) -> Result<BegunSession, Trouble> {
        let beginning = self.beginning(organization, user, by, visit)?;
        self.change(&as_member(organization, user), move |tx| Box::pin(beginning.write(tx))).await
    }

    /// Who the cookie's secret belongs to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn signed_in(&self, cookie: &str) -> Result<Option<SignedIn>, Trouble> {
        let Ok(secret) = Secret::parse(cookie) else { return Ok(None) };
        let (hash, now) = (secret.hash(), self.now());
        let found = self.look(move |tx| Box::pin(async move { Ok(session::by_secret(tx, hash, now).await?) })).await?;
        let Some((session, user)) = found.filter(|(_, user)| user.state == UserState::Active) else { return Ok(None) };
        self.note_use(&session, now);
        let (is_proved, recovers) = (session.is_proved(now), session.recovers(now));
        Ok(Some(SignedIn { session: session.id, is_proved, recovers, user }))
    }

    /// Writes down, beside whatever is asked, that a session is in use. Nobody waits for it, and it may fail.
    fn note_use(&self, session: &Session, now: Timestamp) {
        if session.used_at.is_some_and(|at| now.duration_since(at) < USED_EVERY) {
            return;
        }
        let (store, organization, id) = (self.store.clone(), session.organization, session.id);
        self.tasks.spawn(async move {
            let written = store.write(move |tx| Box::pin(session::used(tx, organization, id, now))).await;
            if let Err(error) = written {
                tracing::debug!(%error, "it could not be written down that a session is in use");
            }
        });
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn sign_out(&self, who: &SignedIn) -> Result<(), Trouble> {
        let (organization, id) = (who.user.organization, who.session);
        self.store.write(move |tx| Box::pin(async move { Ok(session::delete(tx, organization, id).await?) })).await
    }

    /// Where a user is signed in, newest first: one's own, or, for those who manage users, anybody's.
    ///
    /// # Errors
    /// When there is no such user, or the actor may not see them.
    pub async fn sessions(&self, actor: &Actor, user: UserId) -> Result<Vec<Session>, Trouble> {
        let (actor, now) = (*actor, self.now());
        self.look(move |tx| {
            Box::pin(async move {
                check_may_end(tx, &actor, user).await?;
                Ok(session::of_user(tx, actor.organization, user, now).await?)
            })
        })
        .await
    }

    /// Ends one session of a user; `None` ends all of them. From then on its browser is signed out.
    ///
    /// # Errors
    /// When there is none, or the actor may not end it.
    pub async fn end_sessions(&self, actor: &Actor, user: UserId, one: Option<SessionId>) -> Result<(), Trouble> {
        let line = self.event(actor, EventKind::UserChanged, about(user))?;
        let actor = *actor;
        self.change(&actor, move |tx| {
            Box::pin(async move {
                check_may_end(tx, &actor, user).await?;
                let count = match one {
                    Some(id) => u64::from(session::delete_of_user(tx, actor.organization, user, id).await?),
                    None => session::delete_all(tx, actor.organization, user).await?,
                };
                if count == 0 && one.is_some() {
                    return Err(Trouble::NotFound("session"));
                }
                ended(tx, line, count).await
            })
        })
        .await
    }

    /// Ends every session of one's own but this one.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_other_sessions(&self, who: &SignedIn) -> Result<(), Trouble> {
        let (organization, user, kept) = (who.user.organization, who.user.id, who.session);
        let line = self.event(&who.actor(), EventKind::UserChanged, about(user))?;
        self.change(&who.actor(), move |tx| {
            Box::pin(async move {
                let count = session::delete_others(tx, organization, user, kept).await?;
                ended(tx, line, count).await
            })
        })
        .await
    }
}

impl Beginning {
    /// Begins the session. It is proved if what it comes of proves enough.
    pub(crate) async fn write(mut self, tx: &mut Tx) -> Result<BegunSession, Trouble> {
        let (organization, user) = (self.session.organization, self.session.user);
        let has_own = has_own_proof(tx, organization, user).await?;
        self.session.proved_at = self.by.is_proof(has_own).then_some(self.session.created_at);
        self.session.is_recovery = has_own && self.by == By::Link;
        let proofs = user::proofs(tx, organization, user).await?;
        let password = proofs.as_ref().and_then(|proofs| proofs.password_hash.as_deref());
        let device = KnownDevice::new(&self.seal, self.number, user, password);
        session::insert(tx, &self.session, self.secret.hash()).await?;
        event::append(tx, vec![self.line]).await?;
        Ok(BegunSession { session: self.session, secret: self.secret, device })
    }
}

async fn ended(tx: &mut Tx, line: NewEvent, count: u64) -> Result<(), Trouble> {
    if count > 0 {
        let line = line.with_detail(serde_json::json!({ "sessions": "ended", "count": count }));
        event::append(tx, vec![line]).await?;
    }
    Ok(())
}

/// Everybody may end their own; others' those who manage users, of nobody of a higher rank.
async fn check_may_end(tx: &mut Tx, actor: &Actor, user: UserId) -> Result<(), Trouble> {
    if actor.user() == Some(user) {
        return Ok(());
    }
    require(actor, Act::ManageUsers)?;
    let known = found(tx, actor.organization, user).await?;
    check_rank(actor, known.role)
}

/// A user as the actor of what they do before it is known what they may.
pub(crate) const fn as_member(organization: OrganizationId, user: UserId) -> Actor {
    Actor::new(organization, Who::User { id: user, role: Role::Member, via: Via::Console })
}

pub(crate) fn about(user: UserId) -> About {
    About { user: Some(user), ..About::default() }
}
