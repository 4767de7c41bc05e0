//! Deliveries: the outbox. Claimed by one node at a time, marked before anything goes out.

use jiff::Timestamp;
use keylink_domain::actor::Via;
use keylink_domain::delivery::{Address, Channel, Delivery, DeliveryState, FailCode, Failure, Words};
use keylink_domain::id::{DeliveryId, LinkId, OrganizationId, UserId};

use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, Value, values};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT locked.organization_id, locked.id, locked.link_id, locked.generation, locked.user_id, locked.via, ",
            "locked.channel, locked.address, locked.message, locked.language, locked.state, locked.tries, locked.at_ms, ",
            "locked.failure, locked.reason, locked.created_ms FROM deliveries locked ",
            $rest
        )
    };
}

/// No limit of a day is larger, so that no more need be counted.
const MOST_COUNTED: u32 = 100_000;

statements! {
    INSERT = "INSERT INTO deliveries (organization_id, id, link_id, generation, user_id, via, channel, address, message, \
        language, state, tries, at_ms, failure, reason, created_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    SET_STATE = "UPDATE deliveries SET state = $3, tries = $4, at_ms = $5, failure = $6, reason = $7 \
        WHERE organization_id = $1 AND id = $2";
    BY_ID = select!("WHERE locked.organization_id = $1 AND locked.id = $2");
    BY_ID_LOCKED = select!("WHERE locked.organization_id = $1 AND locked.id = $2 FOR NO KEY UPDATE OF locked");
    OF_LINK = select!("WHERE locked.organization_id = $1 AND locked.link_id = $2 AND locked.id < $3 \
        ORDER BY locked.id DESC LIMIT $4");
    // Whoever comes second passes over what the first has in hand, and never waits for it.
    DUE = select!("WHERE locked.state = 'queued' AND locked.channel = $1 AND locked.at_ms <= $2 \
        ORDER BY locked.at_ms LIMIT $3 FOR NO KEY UPDATE OF locked SKIP LOCKED");
    IS_DUE = "SELECT locked.at_ms FROM deliveries locked WHERE locked.state = 'queued' AND locked.channel = $1 \
        AND locked.at_ms <= $2 ORDER BY locked.at_ms LIMIT 1";
    UNDER_WAY = select!("WHERE locked.state = 'sending' AND locked.at_ms < $1 ORDER BY locked.at_ms LIMIT $2");
    // Ids begin with the time that they were made at: this reads a day's worth of the key, and nothing else.
    // In the order of their index, and so many at the most: PostgreSQL would rather read all of them.
    COUNT_SINCE = "SELECT COUNT(*), COUNT(CASE WHEN s.user_id = $3 THEN 1 END), \
        COUNT(CASE WHEN s.channel = $4 AND s.address = $5 THEN 1 END) FROM (SELECT d.user_id, d.channel, d.address \
        FROM deliveries d WHERE d.organization_id = $1 AND d.id > $2 ORDER BY d.id DESC LIMIT $6) s";
    ERASE_PERSONAL = "UPDATE deliveries SET address = NULL, message = '', reason = NULL \
        WHERE address IS NOT NULL AND created_ms < $1 AND state <> 'queued' AND state <> 'sending'";
}

/// Writes a new delivery.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, delivery: &Delivery) -> Result<()> {
    let mut params = values![
        delivery.organization,
        delivery.id,
        delivery.link,
        delivery.generation,
        delivery.by,
        delivery.via.as_str(),
        delivery.channel.as_str(),
        delivery.address.as_ref().map(|address| address.as_str().to_owned()),
        delivery.message.as_str().to_owned(),
        delivery.language.clone(),
    ];
    params.extend(state(&delivery.state));
    params.extend(values![delivery.created_at]);
    tx.execute_one(INSERT, params, "a new delivery").await
}

/// Writes how far a delivery has come.
///
/// # Errors
/// When the database refuses.
pub async fn set_state(tx: &mut Tx, delivery: &Delivery) -> Result<()> {
    let mut params = values![delivery.organization, delivery.id];
    params.extend(state(&delivery.state));
    tx.execute_one(SET_STATE, params, "a delivery").await
}

/// One delivery of the organization.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(tx: &mut Tx, organization: OrganizationId, id: DeliveryId) -> Result<Option<Delivery>> {
    tx.query_opt(BY_ID, values![organization, id]).await?.map(read).transpose()
}

/// One delivery of the organization, held against other writers until the transaction ends.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id_for_change(tx: &mut Tx, organization: OrganizationId, id: DeliveryId) -> Result<Option<Delivery>> {
    tx.query_opt(BY_ID_LOCKED, values![organization, id]).await?.map(read).transpose()
}

/// A link's deliveries before `before`, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_link(
    tx: &mut Tx,
    organization: OrganizationId,
    link: LinkId,
    before: Option<DeliveryId>,
    limit: u32,
) -> Result<Vec<Delivery>> {
    let before = before.map_or(uuid::Uuid::max(), DeliveryId::uuid);
    let rows = tx.query(OF_LINK, values![organization, link, before, limit]).await?;
    rows.into_iter().map(read).collect()
}

/// How many links were sent, or asked to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// In the whole organization.
    pub in_all: i64,
    /// By the user.
    pub by_user: i64,
    /// To the address.
    pub to_recipient: i64,
}

/// How many deliveries the organization asked for since `since`, and how many of them are by that user, or to that
/// address.
///
/// # Errors
/// When the database cannot be read.
pub async fn count_since(
    tx: &mut Tx,
    organization: OrganizationId,
    since: Timestamp,
    user: UserId,
    (channel, address): (Channel, &Address),
) -> Result<Sent> {
    let first = DeliveryId::new(since, [0; 16]);
    let params = values![organization, first, user, channel.as_str(), address.as_str().to_owned(), MOST_COUNTED];
    let row = tx.query_opt(COUNT_SINCE, params).await?;
    let mut row = row.ok_or(Error::Unreadable { what: "a count of deliveries" })?;
    Ok(Sent { in_all: row.take()?, by_user: row.take()?, to_recipient: row.take()? })
}

/// Whether anything of a channel is due.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_due(tx: &mut Tx, channel: Channel, now: Timestamp) -> Result<bool> {
    Ok(tx.query_opt(IS_DUE, values![channel.as_str(), now]).await?.is_some())
}

/// Deliveries of a channel that are due, those that have waited longest first, held against other nodes until the
/// transaction ends. What another node holds is passed over.
///
/// # Errors
/// When the database cannot be read.
pub async fn due(tx: &mut Tx, channel: Channel, now: Timestamp, limit: u32) -> Result<Vec<Delivery>> {
    let rows = tx.query(DUE, values![channel.as_str(), now, limit]).await?;
    rows.into_iter().map(read).collect()
}

/// Deliveries that are being sent, or were when a program died.
///
/// # Errors
/// When the database cannot be read.
pub async fn under_way(tx: &mut Tx, limit: u32) -> Result<Vec<Delivery>> {
    tx.query(UNDER_WAY, values![Timestamp::MAX, limit]).await?.into_iter().map(read).collect()
}

/// Erases addresses and words of deliveries that are over and were asked for before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn erase_personal(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute(ERASE_PERSONAL, values![before]).await
}

/// `state, tries, at_ms, failure, reason`.
pub(crate) fn state(state: &DeliveryState) -> Vec<Value> {
    let (tries, at, code, words) = match state {
        DeliveryState::Queued { tries, next_at, said } => (*tries, *next_at, None, said.clone()),
        DeliveryState::Sending { tries, since } => (*tries, *since, None, None),
        DeliveryState::Sent { at } => (0, *at, None, None),
        DeliveryState::Failed { at, failure } => (0, *at, Some(failure.code.as_str()), failure.words.clone()),
    };
    values![state.as_str(), tries, at, code, words]
}

fn read(mut row: Row) -> Result<Delivery> {
    let (organization, id, link) = (row.take()?, row.take()?, row.take()?);
    let (generation, by) = (row.take()?, row.take()?);
    let via = row.parse("a way", Via::parse)?;
    let channel = row.parse("a delivery's channel", Channel::parse)?;
    // What an older program took and this one would not is as good as erased; it must not stop the rest.
    let address = row.take::<Option<String>>()?.and_then(|text| Address::parse(channel, &text).ok());
    let message = Words::parse(&row.take::<String>()?).unwrap_or_default();
    let language = row.take()?;
    let state = read_state(&mut row)?;
    let created_at = row.take()?;
    Ok(Delivery { id, organization, link, generation, by, via, channel, address, message, language, state, created_at })
}

pub(crate) fn read_state(row: &mut Row) -> Result<DeliveryState> {
    let unreadable = || Error::Unreadable { what: "a delivery's state" };
    let name: String = row.take()?;
    let (tries, at): (u32, Timestamp) = (row.take()?, row.take()?);
    let failure = row.parse_opt("a delivery's failure", FailCode::parse)?;
    let words: Option<String> = row.take()?;
    match (name.as_str(), failure) {
        ("queued", None) => Ok(DeliveryState::Queued { tries, next_at: at, said: words }),
        ("sending", None) => Ok(DeliveryState::Sending { tries, since: at }),
        ("sent", None) => Ok(DeliveryState::Sent { at }),
        ("failed", Some(code)) => Ok(DeliveryState::Failed { at, failure: Failure { code, words } }),
        _ => Err(unreadable()),
    }
}
