//! Notices: the outbox of what makers are told. Claimed by one node at a time, marked before anything goes out.

use jiff::Timestamp;
use keylink_domain::alert::{Alert, AlertKind};
use keylink_domain::id::{LinkId, NoticeId, OrganizationId};
use keylink_domain::notice::{News, Notice, NoticeChannel};

use crate::delivery::{read_state, state};
use crate::error::{Error, Result};
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT locked.organization_id, locked.id, locked.user_id, locked.link_id, locked.door_id, locked.controller_id, ",
            "locked.alert, locked.began_ms, locked.percent, locked.happened_ms, ",
            "locked.channel, locked.subscription_id, locked.state, locked.tries, locked.at_ms, locked.failure, ",
            "locked.reason FROM notices locked ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO notices (organization_id, id, user_id, link_id, door_id, controller_id, alert, began_ms, \
        percent, happened_ms, channel, subscription_id, state, tries, at_ms, failure, reason) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    SET_STATE = "UPDATE notices SET state = $3, tries = $4, at_ms = $5, failure = $6, reason = $7 \
        WHERE organization_id = $1 AND id = $2";
    BY_ID_LOCKED = select!("WHERE locked.organization_id = $1 AND locked.id = $2 FOR NO KEY UPDATE OF locked");
    OF_LINK = select!("WHERE locked.organization_id = $1 AND locked.link_id = $2 AND locked.id < $3 \
        ORDER BY locked.id DESC LIMIT $4");
    DUE = select!("WHERE locked.state = 'queued' AND locked.channel = $1 AND locked.at_ms <= $2 \
        ORDER BY locked.at_ms LIMIT $3 FOR NO KEY UPDATE OF locked SKIP LOCKED");
    IS_DUE = "SELECT locked.at_ms FROM notices locked WHERE locked.state = 'queued' AND locked.channel = $1 \
        AND locked.at_ms <= $2 ORDER BY locked.at_ms LIMIT 1";
    LEFT = select!("WHERE locked.state = 'sending' AND locked.at_ms < $1 ORDER BY locked.at_ms LIMIT $2");
}

/// Writes new notices.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, notices: &[Notice]) -> Result<()> {
    for notice in notices {
        let (link, door, alert) = match notice.news {
            News::Arrival { link, door, .. } => (Some(link), Some(door), None),
            News::Alert(alert) => (None, None, Some(alert)),
        };
        let mut params = values![
            notice.organization,
            notice.id,
            notice.user,
            link,
            door,
            alert.map(|alert| alert.controller),
            alert.map(|alert| alert.kind.as_str()),
            alert.map(|alert| alert.began),
            alert.and_then(|alert| alert.percent).map(i64::from),
            notice.news.at(),
            notice.channel.as_str(),
            notice.subscription,
        ];
        params.extend(state(&notice.state));
        tx.execute_one(INSERT, params, "a new notice").await?;
    }
    Ok(())
}

/// Writes how far a notice has come.
///
/// # Errors
/// When the database refuses.
pub async fn set_state(tx: &mut Tx, notice: &Notice) -> Result<()> {
    let mut params = values![notice.organization, notice.id];
    params.extend(state(&notice.state));
    tx.execute_one(SET_STATE, params, "a notice").await
}

/// One notice, held against other writers until the transaction ends.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id_for_change(tx: &mut Tx, organization: OrganizationId, id: NoticeId) -> Result<Option<Notice>> {
    tx.query_opt(BY_ID_LOCKED, values![organization, id]).await?.map(read).transpose()
}

/// A link's notices, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_link(tx: &mut Tx, organization: OrganizationId, link: LinkId, limit: u32) -> Result<Vec<Notice>> {
    let any = uuid::Uuid::max();
    tx.query(OF_LINK, values![organization, link, any, limit]).await?.into_iter().map(read).collect()
}

/// Whether anything of a channel is due.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_due(tx: &mut Tx, channel: NoticeChannel, now: Timestamp) -> Result<bool> {
    Ok(tx.query_opt(IS_DUE, values![channel.as_str(), now]).await?.is_some())
}

/// Notices of a channel that are due, held against other nodes until the transaction ends.
///
/// # Errors
/// When the database cannot be read.
pub async fn due(tx: &mut Tx, channel: NoticeChannel, now: Timestamp, limit: u32) -> Result<Vec<Notice>> {
    tx.query(DUE, values![channel.as_str(), now, limit]).await?.into_iter().map(read).collect()
}

/// Notices that were being sent before `since` and have no end: of a program that died.
///
/// # Errors
/// When the database cannot be read.
pub async fn left(tx: &mut Tx, since: Timestamp, limit: u32) -> Result<Vec<Notice>> {
    tx.query(LEFT, values![since, limit]).await?.into_iter().map(read).collect()
}

fn read(mut row: Row) -> Result<Notice> {
    Ok(Notice {
        organization: row.take()?,
        id: row.take()?,
        user: row.take()?,
        news: read_news(&mut row)?,
        channel: row.parse("a notice's channel", NoticeChannel::parse)?,
        subscription: row.take()?,
        state: read_state(&mut row)?,
    })
}

fn read_news(row: &mut Row) -> Result<News> {
    let (link, door, controller) = (row.take()?, row.take()?, row.take()?);
    let kind = row.parse_opt("what is told of a controller", AlertKind::parse)?;
    let (began, percent): (_, Option<i64>) = (row.take()?, row.take()?);
    let at = row.take()?;
    match (link, door, controller, kind, began) {
        (Some(link), Some(door), None, None, None) => Ok(News::Arrival { link, door, at }),
        (None, None, Some(controller), Some(kind), Some(began)) => {
            let percent = percent.map(u8::try_from).transpose();
            let percent = percent.map_err(|_| Error::Unreadable { what: "a battery" })?;
            Ok(News::Alert(Alert { controller, kind, began, at, percent }))
        }
        _ => Err(Error::Unreadable { what: "what a notice is of" }),
    }
}
