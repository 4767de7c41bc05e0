//! Stretches of time as places of the log: where lines from an instant on begin.
//!
//! Instants of an organization's lines do not run back (a few milliseconds, where nodes' clocks differ), so that a
//! place is found by halving: some thirty reads by the log's own order, however long the log is. A list is then cut
//! by places, which costs nothing.

use jiff::Timestamp;
use keylink_domain::id::OrganizationId;

use super::list::EventFilter;
use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::values;

statements! {
    INSTANT_FROM = "SELECT e.seq, e.at_ms FROM events e WHERE e.organization_id = {only $1} AND e.seq >= $2 \
        ORDER BY e.organization_id, e.seq LIMIT 1";
    INSTANT_LAST = "SELECT e.seq, e.at_ms FROM events e WHERE e.organization_id = {only $1} AND e.seq < $2 \
        ORDER BY e.organization_id DESC, e.seq DESC LIMIT 1";
}

/// A stretch of the log: from a place on, up to before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Between {
    pub(super) first: i64,
    pub(super) end: i64,
}

impl Between {
    /// The whole log.
    pub(super) const ALL: Self = Self { first: i64::MIN, end: i64::MAX };
}

/// The filter with the places that its instants mean, so that many pages look for them once.
///
/// # Errors
/// When the database cannot be read.
pub async fn placed(tx: &mut Tx, organization: OrganizationId, mut filter: EventFilter) -> Result<EventFilter> {
    if filter.between.is_none() && (filter.from.is_some() || filter.until.is_some()) {
        let mut between = Between::ALL;
        if let Some(from) = filter.from {
            between.first = place(tx, organization, from).await?;
        }
        if let Some(until) = filter.until {
            between.end = place(tx, organization, until).await?;
        }
        filter.between = Some(between);
    }
    Ok(filter)
}

/// The place from which on every line is from `at` or later.
async fn place(tx: &mut Tx, organization: OrganizationId, at: Timestamp) -> Result<i64> {
    let Some((newest, last)) = line(tx, INSTANT_LAST, organization, i64::MAX).await? else { return Ok(i64::MAX) };
    if last < at {
        return Ok(i64::MAX);
    }
    let Some((oldest, _)) = line(tx, INSTANT_FROM, organization, i64::MIN).await? else { return Ok(i64::MAX) };
    let (mut low, mut high) = (oldest, newest);
    while low < high {
        let middle = low + (high - low) / 2;
        match line(tx, INSTANT_FROM, organization, middle).await? {
            Some((seq, before)) if before < at => low = seq + 1,
            Some(_) | None => high = middle,
        }
    }
    Ok(low)
}

async fn line(
    tx: &mut Tx,
    statement: &'static str,
    organization: OrganizationId,
    place: i64,
) -> Result<Option<(i64, Timestamp)>> {
    let row = tx.query_opt(statement, values![organization, place]).await?;
    row.map(|mut row| Ok((row.take()?, row.take()?))).transpose()
}
