//! Announcements of organizations' doors, and which node makes each.

use jiff::Timestamp;
use keylink_domain::announcement::{Announcement, Prefix};
use keylink_domain::id::OrganizationId;

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    PUT = "INSERT INTO announcements (organization_id, user_id, broker, login, password_sealed, prefix, revision, changed_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (organization_id) DO UPDATE SET user_id = $2, broker = $3, \
        login = $4, password_sealed = $5, prefix = $6, revision = $7, changed_ms = $8, trouble = NULL";
    REMOVE = "DELETE FROM announcements WHERE organization_id = $1";
    OF = "SELECT organization_id, user_id, broker, login, prefix, revision, password_sealed, holder, trouble FROM announcements \
        WHERE organization_id = $1";
    ALL = "SELECT organization_id, user_id, broker, login, prefix, revision, password_sealed, holder, trouble FROM announcements \
        ORDER BY organization_id";
    HOLD = "UPDATE announcements SET holder = $2, held_until_ms = $4 WHERE organization_id = $1 \
        AND (holder IS NULL OR holder = $2 OR held_until_ms < $3)";
    LET_GO = "UPDATE announcements SET holder = NULL, held_until_ms = NULL WHERE holder = $1";
    SET_TROUBLE = "UPDATE announcements SET trouble = $4 WHERE organization_id = $1 AND revision = $2 AND holder = $3";
}

/// An announcement as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What it is made of.
    pub announcement: Announcement,
    /// The password at the broker, sealed.
    pub sealed: Vec<u8>,
    /// Which node makes it; none before one has begun.
    pub holder: Option<String>,
    /// Why it is not made, in words; empty where it is.
    pub trouble: Option<String>,
}

impl Kept {
    /// Whether it is the same one: neither changed since, nor taken back and made again. No two are sealed alike.
    pub fn is_same(&self, other: &Self) -> bool {
        self.announcement == other.announcement && self.sealed == other.sealed
    }
}

/// Writes an announcement, in place of the one that was there.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, new: &Announcement, sealed: Vec<u8>, now: Timestamp) -> Result<()> {
    let prefix = new.prefix.to_string();
    let params = values![new.organization, new.user, &new.broker, &new.login, sealed, prefix, new.revision, now];
    tx.execute_one(PUT, params, "an announcement").await
}

/// Takes an announcement away; tells whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn remove(tx: &mut Tx, organization: OrganizationId) -> Result<bool> {
    Ok(tx.execute(REMOVE, values![organization]).await? == 1)
}

/// The organization's announcement.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(tx: &mut Tx, organization: OrganizationId) -> Result<Option<Kept>> {
    tx.query_opt(OF, values![organization]).await?.map(read).transpose()
}

/// Every organization's announcement: for whoever makes them.
///
/// # Errors
/// When the database cannot be read.
pub async fn all(tx: &mut Tx) -> Result<Vec<Kept>> {
    tx.query(ALL, values![]).await?.into_iter().map(read).collect()
}

/// Takes an announcement upon oneself until an instant, or keeps it; `false` where another node has it.
///
/// # Errors
/// When the database refuses.
pub async fn hold(
    tx: &mut Tx,
    organization: OrganizationId,
    holder: &str,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool> {
    Ok(tx.execute(HOLD, values![organization, holder.to_owned(), now, until]).await? == 1)
}

/// Lets go of all that a node has taken upon itself.
///
/// # Errors
/// When the database refuses.
pub async fn let_go(tx: &mut Tx, holder: &str) -> Result<()> {
    tx.execute(LET_GO, values![holder.to_owned()]).await.map(drop)
}

/// Writes why an announcement is not made, or that it is; only its holder does.
///
/// # Errors
/// When the database refuses.
pub async fn set_trouble(tx: &mut Tx, known: &Announcement, holder: &str, trouble: Option<String>) -> Result<()> {
    let params = values![known.organization, known.revision, holder.to_owned(), trouble];
    tx.execute(SET_TROUBLE, params).await.map(drop)
}

fn read(mut row: Row) -> Result<Kept> {
    let announcement = Announcement {
        organization: row.take()?,
        user: row.take()?,
        broker: row.take()?,
        login: row.take()?,
        prefix: row.parse("an announcement's prefix", |text| text.parse::<Prefix>().ok())?,
        revision: row.take()?,
    };
    Ok(Kept { announcement, sealed: row.take()?, holder: row.take()?, trouble: row.take()? })
}
