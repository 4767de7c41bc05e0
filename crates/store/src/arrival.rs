//! Wishes to be told of arrivals, by link.

use jiff::Timestamp;
use keylink_domain::arrival::{Occasion, Wish};
use keylink_domain::id::{LinkId, OrganizationId};

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    SET = "INSERT INTO arrival_wishes (organization_id, link_id, occasion, by_mail, by_push) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (organization_id, link_id) DO UPDATE \
        SET occasion = excluded.occasion, by_mail = excluded.by_mail, by_push = excluded.by_push, told_ms = NULL";
    OF_LINK = "SELECT w.occasion, w.by_mail, w.by_push FROM arrival_wishes w WHERE w.organization_id = $1 AND w.link_id = $2";
    OF_LINKS = "SELECT w.link_id, w.told_ms, w.occasion, w.by_mail, w.by_push, r.n \
        FROM {rows organization_id UUID, link_id UUID} CROSS JOIN arrival_wishes w \
        WHERE w.organization_id = r.organization_id AND w.link_id = r.link_id";
    TOLD = "UPDATE arrival_wishes SET told_ms = $3 WHERE organization_id = $1 AND link_id = $2";
}

/// A wish, and whether there was an arrival since it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// For which link.
    pub link: LinkId,
    /// The wish.
    pub wish: Wish,
    /// Whether somebody was told.
    pub was_told: bool,
}

/// Writes of which arrivals a link's maker is told. The next one is the first.
///
/// # Errors
/// When the database refuses.
pub async fn set(tx: &mut Tx, organization: OrganizationId, link: LinkId, wish: Wish) -> Result<()> {
    let params = values![organization, link, wish.occasion.as_str(), wish.mail, wish.push];
    tx.execute(SET, params).await.map(drop)
}

/// Of which arrivals a link's maker is told.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_link(tx: &mut Tx, organization: OrganizationId, link: LinkId) -> Result<Wish> {
    let row = tx.query_opt(OF_LINK, values![organization, link]).await?;
    Ok(row.map(|mut row| read(&mut row)).transpose()?.unwrap_or_default())
}

/// The wishes of several links; those without one are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_links(tx: &mut Tx, organization: OrganizationId, links: &[LinkId]) -> Result<Vec<Standing>> {
    let rows = links.iter().map(|link| values![organization, *link]).collect();
    let read = |(_, mut row): (usize, Row)| {
        let (link, told): (LinkId, Option<Timestamp>) = (row.take()?, row.take()?);
        Ok(Standing { link, was_told: told.is_some(), wish: read(&mut row)? })
    };
    tx.query_rows(OF_LINKS, rows).await?.into_iter().map(read).collect()
}

/// Notes that somebody was told.
///
/// # Errors
/// When the database refuses.
pub async fn told(tx: &mut Tx, organization: OrganizationId, link: LinkId, at: Timestamp) -> Result<()> {
    tx.execute(TOLD, values![organization, link, at]).await.map(drop)
}

fn read(row: &mut Row) -> Result<Wish> {
    let occasion = row.parse("an occasion", Occasion::parse)?;
    Ok(Wish { occasion, mail: row.take()?, push: row.take()? })
}
