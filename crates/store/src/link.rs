//! Links, and the doors they name.

use jiff::Timestamp;
use keylink_domain::contact::ContactShown;
use keylink_domain::id::{CredentialId, DoorId, LinkId, OrganizationId, UserId};
use keylink_domain::link::{Link, LinkState, Origin, PinTerm, Terms};
use keylink_domain::secret::SecretHash;
use keylink_domain::validity::{DurationMs, Usage, Validity};
use keylink_domain::zone::Zone;

use crate::error::{Error, Result};
use crate::search;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, Value, values};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT l.organization_id, l.id, l.credential_id, l.user_id, l.name, l.description, l.uses, l.first_used_ms, ",
            "l.from_ms, l.until_ms, l.after_first_use_ms, l.hours, l.max_uses, l.zone, ",
            "l.language, l.made_from, l.revoked_ms, l.generation, l.revision, l.created_ms, l.share_on, ",
            "l.pin_sealed IS NOT NULL, l.pin_version, l.first_device_only, l.contact, l.parent_id, l.parent_generation, ",
            "l.device_ms FROM links l ",
            $rest
        )
    };
}

/// Those of given links that may open something at a given instant or later, as far as they themselves say.
macro_rules! still_opening {
    () => {
        " FROM {rows organization_id UUID, id UUID, now BIGINT} CROSS JOIN links l \
         WHERE l.organization_id = r.organization_id AND l.id = r.id \
         AND (l.until_ms IS NULL OR l.until_ms > r.now) AND (l.max_uses IS NULL OR l.uses < l.max_uses) \
         AND (l.after_first_use_ms IS NULL OR l.first_used_ms IS NULL OR l.first_used_ms + l.after_first_use_ms > r.now)"
    };
}

mod branch;
mod guard;

pub(crate) use branch::parents;
pub use branch::{branches, count_branches};
pub use guard::{KeptPin, free_device, pin_of, set_pin};

pub(crate) const BRANCH_STATEMENTS: &[(&str, &str)] = branch::STATEMENTS;
pub(crate) const GUARD_STATEMENTS: &[(&str, &str)] = guard::STATEMENTS;

statements! {
    INSERT = "INSERT INTO links (organization_id, id, credential_id, user_id, name, description, secret_hash, secret_sealed, \
        generation, from_ms, until_ms, after_first_use_ms, hours, max_uses, zone, uses, language, revision, created_ms, \
        share_on, first_device_only, contact, parent_id, parent_generation, made_from) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0, $16, $17, $18, $19, $20, $21, $22, $23, $24)";
    UPDATE = "UPDATE links SET name = $3, description = $4, from_ms = $5, until_ms = $6, after_first_use_ms = $7, hours = $8, \
        max_uses = $9, zone = $10, language = $11, revoked_ms = $12, revision = $13, share_on = $14, contact = $16, \
        first_device_only = $15, device_hash = CASE WHEN $15 THEN device_hash ELSE NULL END, \
        device_ms = CASE WHEN $15 THEN device_ms ELSE NULL END WHERE organization_id = $1 AND id = $2";
    SET_SECRET = "UPDATE links SET secret_hash = $3, secret_sealed = $4, generation = $5, revision = $6, \
        device_hash = NULL, device_ms = NULL WHERE organization_id = $1 AND id = $2";
    SEALED = "SELECT secret_sealed FROM links WHERE organization_id = $1 AND id = $2";
    BY_ID = select!("WHERE l.organization_id = $1 AND l.id = $2");
    LOCK = "SELECT locked.id FROM links locked WHERE locked.organization_id = $1 AND locked.id = $2 FOR NO KEY UPDATE OF locked";
    BY_SECRET = select!("WHERE l.secret_hash = $1");
    LIST = select!("WHERE l.organization_id = $1 AND l.id < $2 ORDER BY l.id DESC LIMIT $3");
    LIST_OF_USER = select!("WHERE l.organization_id = $1 AND l.id < $2 AND l.user_id = $4 ORDER BY l.id DESC LIMIT $3");
    ENDING = select!("WHERE l.organization_id = $1 AND l.until_ms > $2 AND l.until_ms <= $3 AND l.revoked_ms IS NULL \
        ORDER BY l.until_ms, l.user_id LIMIT $4");
    ENDING_OF_USER = select!("WHERE l.organization_id = $1 AND l.until_ms > $2 AND l.until_ms <= $3 AND l.revoked_ms IS NULL \
        AND l.user_id = $5 ORDER BY l.until_ms, l.user_id LIMIT $4");
    DOORS = "SELECT ld.link_id, ld.door_id, r.n FROM {rows organization_id UUID, link_id UUID} \
        CROSS JOIN link_doors ld WHERE ld.organization_id = r.organization_id AND ld.link_id = r.link_id ORDER BY r.n, ld.place";
    ADD_DOOR = "INSERT INTO link_doors (organization_id, link_id, door_id, place) \
        SELECT r.organization_id, r.link_id, r.door_id, r.place \
        FROM {rows organization_id UUID, link_id UUID, door_id UUID, place BIGINT}";
    DROP_DOORS = "DELETE FROM link_doors WHERE organization_id = $1 AND link_id = $2";
    TAKE_DOOR = "DELETE FROM link_doors WHERE organization_id = $1 AND link_id = $2 AND door_id = $3";
    NAMING_DOOR = "SELECT ld.link_id FROM link_doors ld WHERE ld.organization_id = $1 AND ld.door_id = $2 AND ld.link_id > $3 \
        ORDER BY ld.link_id LIMIT $4";
    // And how many doors each names.
    OPENING_DOORS = concat!("SELECT l.id, (SELECT COUNT(*) FROM link_doors ld WHERE ld.organization_id = r.organization_id \
        AND ld.link_id = r.id), r.n", still_opening!(), " AND l.revoked_ms IS NULL");
    // Which they are is read from an index alone; with the other conditions beside, SQLite would read all links.
    NOT_REVOKED_OF_CREDENTIAL = "SELECT k.id FROM links k WHERE k.organization_id = $1 AND k.credential_id = $2 \
        AND k.revoked_ms IS NULL";
    STILL_OPENING = concat!("SELECT l.id, r.n", still_opening!());
}

/// Writes a new link and its secret: the hash to find it by, and the sealed copy.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, link: &Link, secret: SecretHash, sealed: Vec<u8>) -> Result<()> {
    let v = &link.validity;
    let params = values![
        link.organization,
        link.id,
        link.credential,
        link.maker,
        &link.name,
        &link.description,
        secret,
        sealed,
        link.generation,
        v.from,
        v.until,
        duration(v),
        hours(v)?,
        v.max_uses.map(std::num::NonZeroU32::get),
        v.zone.name().to_owned(),
        link.language.clone(),
        link.revision,
        link.created_at,
        link.terms.share_on,
        link.terms.first_device_only,
        link.terms.contact.as_str(),
        link.origin.map(|origin| origin.link),
        link.origin.map(|origin| origin.generation),
        made_from(link)?,
    ];
    tx.execute_one(INSERT, params, "a new link").await?;
    search::set_words(tx, link.organization, link.id, &link.name).await?;
    add_doors(tx, link).await
}

/// Writes what changed of a link; its secret and its uses stay as they are.
///
/// # Errors
/// When the database refuses.
pub async fn update(tx: &mut Tx, link: &Link) -> Result<()> {
    let v = &link.validity;
    let revoked = match link.state {
        LinkState::Live => None,
        LinkState::Revoked { at } => Some(at),
    };
    let params = values![
        link.organization,
        link.id,
        &link.name,
        &link.description,
        v.from,
        v.until,
        duration(v),
        hours(v)?,
        v.max_uses.map(std::num::NonZeroU32::get),
        v.zone.name().to_owned(),
        link.language.clone(),
        revoked,
        link.revision,
        link.terms.share_on,
        link.terms.first_device_only,
        link.terms.contact.as_str(),
    ];
    tx.execute_one(UPDATE, params, "a link").await?;
    search::set_words(tx, link.organization, link.id, &link.name).await?;
    tx.execute(DROP_DOORS, values![link.organization, link.id]).await?;
    add_doors(tx, link).await
}

/// Gives a link another secret; the old one is found no more.
///
/// # Errors
/// When the database refuses.
pub async fn set_secret(tx: &mut Tx, link: &Link, secret: SecretHash, sealed: Vec<u8>) -> Result<()> {
    let params = values![link.organization, link.id, secret, sealed, link.generation, link.revision];
    tx.execute_one(SET_SECRET, params, "a link").await
}

/// The sealed copy of a link's secret.
///
/// # Errors
/// When the database cannot be read.
pub async fn sealed(tx: &mut Tx, organization: OrganizationId, id: LinkId) -> Result<Option<Vec<u8>>> {
    tx.query_opt(SEALED, values![organization, id]).await?.map(|mut row| row.take()).transpose()
}

/// One link of the organization.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(tx: &mut Tx, organization: OrganizationId, id: LinkId) -> Result<Option<Link>> {
    let rows = tx.query(BY_ID, values![organization, id]).await?;
    Ok(with_doors(tx, rows).await?.pop())
}

/// One link of the organization, held against other writers until the transaction ends.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id_for_change(tx: &mut Tx, organization: OrganizationId, id: LinkId) -> Result<Option<Link>> {
    if tx.has_other_writers() {
        tx.query(LOCK, values![organization, id]).await?;
    }
    by_id(tx, organization, id).await
}

/// The link that has this secret.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_secret(tx: &mut Tx, secret: SecretHash) -> Result<Option<Link>> {
    let rows = tx.query(BY_SECRET, values![secret]).await?;
    Ok(with_doors(tx, rows).await?.pop())
}

/// Links before `before` (newest first), of everybody or of one user.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    user: Option<UserId>,
    before: Option<LinkId>,
    limit: u32,
) -> Result<Vec<Link>> {
    let before = before.map_or(uuid::Uuid::max(), LinkId::uuid);
    let rows = match user {
        None => tx.query(LIST, values![organization, before, limit]).await?,
        Some(user) => tx.query(LIST_OF_USER, values![organization, before, limit, user]).await?,
    };
    with_doors(tx, rows).await
}

/// Links that are not revoked and end after `now`, at `until` at the latest: of everybody or of one user, those that end
/// first before the others.
///
/// # Errors
/// When the database cannot be read.
pub async fn ending(
    tx: &mut Tx,
    organization: OrganizationId,
    user: Option<UserId>,
    now: Timestamp,
    until: Timestamp,
    limit: u32,
) -> Result<Vec<Link>> {
    let rows = match user {
        None => tx.query(ENDING, values![organization, now, until, limit]).await?,
        Some(user) => tx.query(ENDING_OF_USER, values![organization, now, until, limit, user]).await?,
    };
    with_doors(tx, rows).await
}

/// How many links made under a cloud key may still open something at `now` or later.
///
/// # Errors
/// When the database cannot be read.
pub async fn count_live(
    tx: &mut Tx,
    organization: OrganizationId,
    credential: CredentialId,
    now: Timestamp,
) -> Result<i64> {
    let known = tx.query(NOT_REVOKED_OF_CREDENTIAL, values![organization, credential]).await?;
    let ids = known.into_iter().map(|mut row| row.take()).collect::<Result<Vec<LinkId>>>()?;
    let rows = ids.into_iter().map(|id| values![organization, id, now]).collect();
    let opening = tx.query_rows(STILL_OPENING, rows).await?.len();
    Ok(i64::try_from(opening).unwrap_or(i64::MAX))
}

/// Links that may open one door at `now` or later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpeningDoor {
    /// How many there are.
    pub links: u64,
    /// How many of them name no other door.
    pub only: u64,
}

/// How many links may open a door at `now` or later.
///
/// # Errors
/// When the database cannot be read.
pub async fn opening_door(
    tx: &mut Tx,
    organization: OrganizationId,
    door: DoorId,
    now: Timestamp,
) -> Result<OpeningDoor> {
    let naming = naming_door(tx, organization, door).await?;
    let rows = naming.into_iter().map(|link| values![organization, link, now]).collect();
    let mut opening = OpeningDoor::default();
    for (_, mut row) in tx.query_rows(OPENING_DOORS, rows).await? {
        let (_link, doors): (LinkId, i64) = (row.take()?, row.take()?);
        opening.links += 1;
        opening.only += u64::from(doors == 1);
    }
    Ok(opening)
}

/// Takes a door that is none any more off all links; other doors of theirs stay.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn forget_door(tx: &mut Tx, organization: OrganizationId, door: DoorId) -> Result<()> {
    for link in naming_door(tx, organization, door).await? {
        tx.execute(TAKE_DOOR, values![organization, link, door]).await?;
    }
    Ok(())
}

/// All links that name a door, read in parts, so that each database finds them by the door.
async fn naming_door(tx: &mut Tx, organization: OrganizationId, door: DoorId) -> Result<Vec<LinkId>> {
    const PART: u32 = 500;
    let mut naming: Vec<LinkId> = Vec::new();
    loop {
        let after = naming.last().map_or(uuid::Uuid::nil(), |link| link.uuid());
        let rows = tx.query(NAMING_DOOR, values![organization, door, after, PART]).await?;
        let is_all = rows.len() < PART as usize;
        for mut row in rows {
            naming.push(row.take()?);
        }
        if is_all {
            return Ok(naming);
        }
    }
}

async fn add_doors(tx: &mut Tx, link: &Link) -> Result<()> {
    let rows = (0i64..).zip(&link.doors).map(|(place, door)| values![link.organization, link.id, *door, place]);
    tx.execute_rows(ADD_DOOR, rows.collect()).await.map(drop)
}

async fn with_doors(tx: &mut Tx, rows: Vec<Row>) -> Result<Vec<Link>> {
    let mut links = rows.into_iter().map(read).collect::<Result<Vec<Link>>>()?;
    let keys = links.iter().map(|link| values![link.organization, link.id]).collect();
    for (index, mut row) in tx.query_rows(DOORS, keys).await? {
        let _link: LinkId = row.take()?;
        let door: DoorId = row.take()?;
        if let Some(link) = links.get_mut(index) {
            link.doors.push(door);
        }
    }
    Ok(links)
}

fn read(mut row: Row) -> Result<Link> {
    Ok(Link {
        organization: row.take()?,
        id: row.take()?,
        credential: row.take()?,
        maker: row.take()?,
        name: row.take()?,
        description: row.take()?,
        doors: Vec::new(),
        usage: read_usage(&mut row)?,
        validity: read_validity(&mut row)?,
        language: row.take()?,
        made_from: row.json_opt("a link's template")?,
        state: row.take::<Option<Timestamp>>()?.map_or(LinkState::Live, |at| LinkState::Revoked { at }),
        generation: row.take()?,
        revision: row.take()?,
        created_at: row.take()?,
        terms: Terms {
            share_on: row.take()?,
            pin: PinTerm { is_set: row.take()?, version: row.take()? },
            first_device_only: row.take()?,
            contact: row.parse("whose contact", ContactShown::parse)?,
        },
        origin: read_origin(&mut row)?,
        device_since: row.take()?,
    })
}

fn read_origin(row: &mut Row) -> Result<Option<Origin>> {
    match (row.take()?, row.take()?) {
        (Some(link), Some(generation)) => Ok(Some(Origin { link, generation })),
        (None, None) => Ok(None),
        // A branch that does not know of which secret must not become a link of its own.
        _ => Err(Error::Unreadable { what: "where a link comes from" }),
    }
}

/// Reads `uses, first_used_ms`.
pub(crate) fn read_usage(row: &mut Row) -> Result<Usage> {
    Ok(Usage { uses: row.take()?, first_used_at: row.take()? })
}

/// Reads `from_ms, until_ms, after_first_use_ms, hours, max_uses, zone`.
pub(crate) fn read_validity(row: &mut Row) -> Result<Validity> {
    let (from, until) = (row.take()?, row.take()?);
    let after_first_use = row
        .take::<Option<i64>>()?
        .map(|ms| {
            let ms = u64::try_from(ms).ok();
            ms.and_then(|ms| DurationMs::new(ms).ok()).ok_or(Error::Unreadable { what: "a duration" })
        })
        .transpose()?;
    let hours = row.json_opt("a link's hours")?;
    let max_uses = row
        .take::<Option<u32>>()?
        // Zero uses was never written; were it read as "no limit", the link would open for ever.
        .map(|uses| std::num::NonZeroU32::new(uses).ok_or(Error::Unreadable { what: "a link's uses" }))
        .transpose()?;
    let zone = row.parse("a zone", |text| Zone::parse(text).ok())?;
    Ok(Validity { from, until, after_first_use, hours, max_uses, zone })
}

fn duration(validity: &Validity) -> Option<i64> {
    validity.after_first_use.map(|ms| i64::try_from(ms.get()).unwrap_or(i64::MAX))
}

fn made_from(link: &Link) -> Result<Option<String>> {
    let text = link.made_from.as_ref().map(serde_json::to_string).transpose();
    text.map_err(|_| Error::Unreadable { what: "a link's template" })
}

fn hours(validity: &Validity) -> Result<Value> {
    match &validity.hours {
        None => Ok(Value::Null),
        Some(hours) => {
            serde_json::to_string(hours).map(Value::from).map_err(|_| Error::Unreadable { what: "a link's hours" })
        }
    }
}
