//! Organizations' own words for messages.

use keylink_domain::delivery::Channel;
use keylink_domain::id::OrganizationId;
use keylink_domain::wording::{OwnWords, Wording};

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

statements! {
    PUT = "INSERT INTO wordings (organization_id, channel, language, subject, body, changed_ms) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (organization_id, channel, language) DO UPDATE SET subject = $4, body = $5, changed_ms = $6";
    REMOVE = "DELETE FROM wordings WHERE organization_id = $1 AND channel = $2 AND language = $3";
    LIST = "SELECT organization_id, channel, language, subject, body, changed_ms FROM wordings WHERE organization_id = $1 \
        ORDER BY channel, language";
    OF_CHANNEL = "SELECT organization_id, channel, language, subject, body, changed_ms FROM wordings \
        WHERE organization_id = $1 AND channel = $2 ORDER BY language";
}

/// Writes words, in place of those that were there.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, wording: &Wording) -> Result<()> {
    let params = values![
        wording.organization,
        wording.channel.as_str(),
        &wording.language,
        wording.words.subject.to_string(),
        wording.words.body.to_string(),
        wording.changed_at,
    ];
    tx.execute_one(PUT, params, "words for messages").await
}

/// Takes words away; tells whether there were some.
///
/// # Errors
/// When the database refuses.
pub async fn remove(tx: &mut Tx, organization: OrganizationId, channel: Channel, language: &str) -> Result<bool> {
    Ok(tx.execute(REMOVE, values![organization, channel.as_str(), language.to_owned()]).await? > 0)
}

/// All words of an organization.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<Wording>> {
    readable(tx.query(LIST, values![organization]).await?)
}

/// The words of an organization for one channel.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_channel(tx: &mut Tx, organization: OrganizationId, channel: Channel) -> Result<Vec<Wording>> {
    readable(tx.query(OF_CHANNEL, values![organization, channel.as_str()]).await?)
}

/// Words that cannot be read any more are none: the built-in ones are sent, rather than no key at all.
fn readable(rows: Vec<Row>) -> Result<Vec<Wording>> {
    rows.into_iter().map(read).filter_map(Result::transpose).collect()
}

fn read(mut row: Row) -> Result<Option<Wording>> {
    let organization = row.take()?;
    let channel = row.parse("a channel", Channel::parse)?;
    let (language, subject, body): (String, String, String) = (row.take()?, row.take()?, row.take()?);
    let changed_at = row.take()?;
    let words = OwnWords::parse(channel, &subject, &body).ok();
    Ok(words.map(|words| Wording { organization, channel, language, words, changed_at }))
}
