//! Branches: links that a link's guest made of it.

use keylink_domain::id::{LinkId, OrganizationId};
use keylink_domain::link::Link;

use super::with_doors;
use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::values;

statements! {
    // The ids come from the index alone; asked for whole rows at once, SQLite would rather read all links.
    LIST = select!("WHERE l.organization_id = $1 AND l.id IN (SELECT b.id FROM links b \
        WHERE b.organization_id = $1 AND b.parent_id = $2) ORDER BY l.id LIMIT $3");
    COUNT = "SELECT COUNT(*), COUNT(*) - COUNT(revoked_ms) FROM links WHERE organization_id = $1 AND parent_id = $2";
    PARENTS = "SELECT l.parent_id, r.n FROM {rows organization_id UUID, id UUID} CROSS JOIN links l \
        WHERE l.organization_id = r.organization_id AND l.id = r.id AND l.parent_id IS NOT NULL";
}

/// The branches of a link, oldest first, `limit` at the most.
///
/// # Errors
/// When the database cannot be read.
pub async fn branches(tx: &mut Tx, organization: OrganizationId, link: LinkId, limit: u32) -> Result<Vec<Link>> {
    let rows = tx.query(LIST, values![organization, link, limit]).await?;
    with_doors(tx, rows).await
}

/// How many branches a link has had, and how many of them were not revoked.
///
/// # Errors
/// When the database cannot be read.
pub async fn count_branches(tx: &mut Tx, organization: OrganizationId, link: LinkId) -> Result<(i64, i64)> {
    match tx.query_opt(COUNT, values![organization, link]).await? {
        Some(mut row) => Ok((row.take()?, row.take()?)),
        None => Ok((0, 0)),
    }
}

/// The links that those of these are branches of which are branches, each with its branch's place.
pub(crate) async fn parents(tx: &mut Tx, links: &[(OrganizationId, LinkId)]) -> Result<Vec<(usize, LinkId)>> {
    let rows = links.iter().map(|(organization, link)| values![*organization, *link]).collect();
    let found = tx.query_rows(PARENTS, rows).await?;
    found.into_iter().map(|(place, mut row)| Ok((place, row.take()?))).collect()
}
