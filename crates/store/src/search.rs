//! The words of links' names, so that a link is found by a word without reading the others.

use keylink_domain::id::{LinkId, OrganizationId};
use keylink_domain::search;

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    DROP = "DELETE FROM link_words WHERE organization_id = $1 AND link_id = $2";
    ADD = "INSERT INTO link_words (organization_id, word, link_id) SELECT r.organization_id, r.word, r.link_id \
        FROM {rows organization_id UUID, word BYTEA, link_id UUID}";
    // A word and what comes after it: everything that begins so lies between them.
    BEGINNING = "SELECT w.link_id FROM link_words w WHERE w.organization_id = $1 AND w.word >= $2 AND w.word < $3 \
        ORDER BY w.organization_id, w.word, w.link_id LIMIT $4";
    DUE = "SELECT organization_id, link_id FROM link_words_due ORDER BY organization_id, link_id LIMIT $1";
    NAMES = "SELECT l.organization_id, l.id, l.name, r.n FROM {rows organization_id UUID, link_id UUID} \
        CROSS JOIN links l WHERE l.organization_id = r.organization_id AND l.id = r.link_id";
    DONE = "DELETE FROM link_words_due WHERE organization_id = $1 AND link_id = $2";
}

/// Writes the words of a link's name, and forgets those of the name before.
///
/// # Errors
/// When the database refuses.
pub async fn set_words(tx: &mut Tx, organization: OrganizationId, link: LinkId, name: &str) -> Result<()> {
    tx.execute(DROP, values![organization, link]).await?;
    let words = search::words(name).into_iter();
    let rows = words.map(|word| values![organization, word.into_bytes(), link]).collect();
    tx.execute_rows(ADD, rows).await.map(drop)
}

/// Links of the organization with a word that begins with `term`; nothing where there are more than `most`.
///
/// # Errors
/// When the database cannot be read.
pub async fn links(tx: &mut Tx, organization: OrganizationId, term: &str, most: u32) -> Result<Option<Vec<LinkId>>> {
    let begin = term.as_bytes().to_vec();
    // No text holds this byte, so that everything which begins with the term comes before it.
    let end = [term.as_bytes(), &[0xff]].concat();
    // A name may have several such words.
    let looked_at = most.saturating_mul(4);
    let rows = tx.query(BEGINNING, values![organization, begin, end, looked_at]).await?;
    let are_all = rows.len() < looked_at as usize;
    let mut found = rows.into_iter().map(|mut row| row.take()).collect::<Result<Vec<LinkId>>>()?;
    found.sort_unstable();
    found.dedup();
    Ok(Some(found).filter(|found| are_all && found.len() <= most as usize))
}

/// Writes words of links that are older than this table, `limit` at the most; tells how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn catch_up(tx: &mut Tx, limit: u32) -> Result<usize> {
    let due = tx.query(DUE, values![limit]).await?;
    let read = |mut row: Row| Ok(values![row.take::<OrganizationId>()?, row.take::<LinkId>()?]);
    let due = due.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    for (_, mut row) in tx.query_rows(NAMES, due.clone()).await? {
        let (organization, link): (OrganizationId, LinkId) = (row.take()?, row.take()?);
        let name: String = row.take()?;
        set_words(tx, organization, link, &name).await?;
    }
    let count = due.len();
    for one in due {
        tx.execute(DONE, one).await?;
    }
    Ok(count)
}
