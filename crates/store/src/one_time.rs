//! Links that work once: the first set-up, signing in, an invitation. Those that go by mail wait here for it.

use jiff::Timestamp;
use keylink_domain::id::{OrganizationId, UserId};
use keylink_domain::secret::SecretHash;

use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    INSERT = "INSERT INTO one_time_links (secret_hash, purpose, organization_id, user_id, expires_ms) VALUES ($1, $2, $3, $4, $5)";
    SET_MAIL = "UPDATE one_time_links SET created_ms = $2, by_id = $3, mail = $4, mail_sealed = $5, mail_at_ms = $2 WHERE secret_hash = $1";
    PEEK = "SELECT purpose, organization_id, user_id FROM one_time_links WHERE secret_hash = $1 AND used_ms IS NULL AND expires_ms > $2";
    SPEND = "UPDATE one_time_links SET used_ms = $2, mail_sealed = NULL WHERE secret_hash = $1 AND used_ms IS NULL AND expires_ms > $2";
    FORGET_SETUP = "DELETE FROM one_time_links WHERE purpose = 'setup'";
    FORGET_OF_USER = "DELETE FROM one_time_links WHERE organization_id = $1 AND user_id = $2 AND purpose = $3 AND used_ms IS NULL";
    INVITATION = "SELECT created_ms, expires_ms, mail, mail_at_ms, mail_said FROM one_time_links \
        WHERE organization_id = $1 AND user_id = $2 AND purpose = 'invitation' AND used_ms IS NULL AND expires_ms > $3 \
        ORDER BY expires_ms DESC LIMIT 1";
    ERASE = "DELETE FROM one_time_links WHERE expires_ms < $1";
    // Whoever comes second passes over what the first has in hand, and never waits for it.
    DUE = "SELECT locked.secret_hash, locked.purpose, locked.organization_id, locked.user_id, locked.by_id, locked.expires_ms, \
        locked.mail_sealed, locked.mail_tries FROM one_time_links locked \
        WHERE locked.mail = 'queued' AND locked.mail_at_ms <= $1 ORDER BY locked.mail_at_ms LIMIT $2 \
        FOR NO KEY UPDATE OF locked SKIP LOCKED";
    IS_DUE = "SELECT locked.mail_at_ms FROM one_time_links locked WHERE locked.mail = 'queued' AND locked.mail_at_ms <= $1 \
        ORDER BY locked.mail_at_ms LIMIT 1";
    LEASE = "UPDATE one_time_links SET mail_at_ms = $2, mail_tries = mail_tries + 1 WHERE secret_hash = $1";
    QUEUE = "UPDATE one_time_links SET mail_at_ms = $2, mail_said = $3 WHERE secret_hash = $1 AND mail = 'queued'";
    END = "UPDATE one_time_links SET mail = $2, mail_at_ms = $3, mail_said = $4, mail_sealed = NULL \
        WHERE secret_hash = $1 AND mail = 'queued'";
}

/// What a one-time link is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Making the first organization and its owner.
    Setup,
    /// Signing in as a user, by a link that an administrator or the operator made.
    SignIn {
        /// The tenant.
        organization: OrganizationId,
        /// The user.
        user: UserId,
    },
    /// Signing in as a user, by a link that they had sent to themselves.
    MailSignIn {
        /// The tenant.
        organization: OrganizationId,
        /// The user.
        user: UserId,
    },
    /// Choosing how to sign in, for the first time.
    Invitation {
        /// The tenant.
        organization: OrganizationId,
        /// The user.
        user: UserId,
    },
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::SignIn { .. } => "sign_in",
            Self::MailSignIn { .. } => "mail_sign_in",
            Self::Invitation { .. } => "invitation",
        }
    }

    /// Whom it is for.
    pub const fn whom(self) -> Option<(OrganizationId, UserId)> {
        match self {
            Self::Setup => None,
            Self::SignIn { organization, user }
            | Self::MailSignIn { organization, user }
            | Self::Invitation { organization, user } => Some((organization, user)),
        }
    }

    fn read(name: &str, whom: Option<(OrganizationId, UserId)>) -> Result<Self> {
        match (name, whom) {
            ("setup", None) => Ok(Self::Setup),
            ("sign_in", Some((organization, user))) => Ok(Self::SignIn { organization, user }),
            ("mail_sign_in", Some((organization, user))) => Ok(Self::MailSignIn { organization, user }),
            ("invitation", Some((organization, user))) => Ok(Self::Invitation { organization, user }),
            _ => Err(Error::Unreadable { what: "a one-time link" }),
        }
    }
}

/// How a one-time link's mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailState {
    /// It is on its way.
    Queued,
    /// The mail server took it.
    Sent,
    /// It was given up.
    Failed,
}

impl MailState {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Queued, Self::Sent, Self::Failed].into_iter().find(|state| state.as_str() == text)
    }
}

/// An invitation that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// Its mail, where one was to go, with the moment that this is true from, or until when it waits.
    pub mail: Option<(MailState, Option<Timestamp>)>,
    /// What the mail server said last.
    pub said: Option<String>,
}

/// A one-time link whose mail is due.
pub struct DueMail {
    /// By which it is known.
    pub secret: SecretHash,
    /// What it is good for.
    pub purpose: Purpose,
    /// Who had it sent, where that was somebody else.
    pub by: Option<UserId>,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// Its secret, sealed.
    pub sealed: Vec<u8>,
    /// How often it was tried.
    pub tries: u32,
}

/// Makes a one-time link.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, secret: SecretHash, purpose: Purpose, expires: Timestamp) -> Result<()> {
    let (organization, user) = purpose.whom().unzip();
    tx.execute_one(INSERT, values![secret, purpose.as_str(), organization, user, expires], "a new one-time link").await
}

/// Says of a new one-time link when and by whom it was made, and that it goes by mail where `sealed` is given.
///
/// # Errors
/// When the database refuses.
pub async fn set_mail(
    tx: &mut Tx,
    secret: SecretHash,
    now: Timestamp,
    by: Option<UserId>,
    sealed: Option<Vec<u8>>,
) -> Result<()> {
    let state = sealed.is_some().then_some(MailState::Queued.as_str());
    tx.execute_one(SET_MAIL, values![secret, now, by, state, sealed], "a one-time link").await
}

/// Forgets every set-up link: a new one replaces those before it.
///
/// # Errors
/// When the database refuses.
pub async fn forget_setup(tx: &mut Tx) -> Result<()> {
    tx.execute(FORGET_SETUP, values![]).await.map(drop)
}

/// Forgets a user's unused links of the same kind; tells how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn forget(tx: &mut Tx, purpose: Purpose) -> Result<u64> {
    let (organization, user) = purpose.whom().unzip();
    tx.execute(FORGET_OF_USER, values![organization, user, purpose.as_str()]).await
}

/// The invitation that waits for a user.
///
/// # Errors
/// When the database cannot be read.
pub async fn invitation(
    tx: &mut Tx,
    organization: OrganizationId,
    user: UserId,
    now: Timestamp,
) -> Result<Option<Invitation>> {
    let Some(mut row) = tx.query_opt(INVITATION, values![organization, user, now]).await? else { return Ok(None) };
    let (created_at, expires_at) = (row.take()?, row.take()?);
    let state = row.parse_opt("a mail's state", MailState::parse)?;
    let at = row.take()?;
    Ok(Some(Invitation { created_at, expires_at, mail: state.map(|state| (state, at)), said: row.take()? }))
}

/// What the link is good for, without spending it; `None` if it is unknown, spent or over.
///
/// # Errors
/// When the database cannot be read.
pub async fn peek(tx: &mut Tx, secret: SecretHash, now: Timestamp) -> Result<Option<Purpose>> {
    tx.query_opt(PEEK, values![secret, now]).await?.map(|mut row| purpose_of(&mut row)).transpose()
}

/// Spends the link: only one caller gets its purpose.
///
/// # Errors
/// When the database refuses.
pub async fn spend(tx: &mut Tx, secret: SecretHash, now: Timestamp) -> Result<Option<Purpose>> {
    let purpose = peek(tx, secret, now).await?;
    let spent = tx.execute(SPEND, values![secret, now]).await? == 1;
    Ok(purpose.filter(|_| spent))
}

/// Erases links that were over before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn erase(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute(ERASE, values![before]).await
}

/// Whether any mail is due.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_due(tx: &mut Tx, now: Timestamp) -> Result<bool> {
    Ok(tx.query_opt(IS_DUE, values![now]).await?.is_some())
}

/// Takes mails that are due in hand until `until`: if nothing is heard of them by then, they are due again.
///
/// # Errors
/// When the database refuses.
pub async fn lease(tx: &mut Tx, now: Timestamp, until: Timestamp, limit: u32) -> Result<Vec<DueMail>> {
    let rows = tx.query(DUE, values![now, limit]).await?;
    let mut due = Vec::with_capacity(rows.len());
    for mut row in rows {
        let secret = secret_of(row.take()?)?;
        let purpose = purpose_of(&mut row)?;
        tx.execute_one(LEASE, values![secret, until], "a one-time link's mail").await?;
        let (by, expires_at) = (row.take()?, row.take()?);
        due.push(DueMail { secret, purpose, by, expires_at, sealed: row.take()?, tries: row.take()? });
    }
    Ok(due)
}

/// Has a mail tried again at `at`.
///
/// # Errors
/// When the database refuses.
pub async fn queue(tx: &mut Tx, secret: SecretHash, at: Timestamp, said: String) -> Result<()> {
    tx.execute(QUEUE, values![secret, at, said]).await.map(drop)
}

/// Writes what became of a mail, and erases the sealed secret.
///
/// # Errors
/// When the database refuses.
pub async fn end_mail(
    tx: &mut Tx,
    secret: SecretHash,
    state: MailState,
    now: Timestamp,
    said: Option<String>,
) -> Result<()> {
    tx.execute(END, values![secret, state.as_str(), now, said]).await.map(drop)
}

fn purpose_of(row: &mut Row) -> Result<Purpose> {
    let name: String = row.take()?;
    let (organization, user): (Option<OrganizationId>, Option<UserId>) = (row.take()?, row.take()?);
    Purpose::read(&name, organization.zip(user))
}

fn secret_of(bytes: Vec<u8>) -> Result<SecretHash> {
    let bytes = bytes.try_into().map_err(|_| Error::Unreadable { what: "a secret's hash" })?;
    Ok(SecretHash::from_bytes(bytes))
}
