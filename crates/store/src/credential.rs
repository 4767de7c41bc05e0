//! Credentials.

use jiff::Timestamp;
use keylink_domain::card::Card;
use keylink_domain::credential::{Credential, CredentialKind, CredentialState};
use keylink_domain::id::{CredentialId, OrganizationId, UserId};

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::{Row, values};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, id, user_id, kind, card, name, from_ms, until_ms, state FROM credentials ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO credentials (organization_id, id, user_id, kind, name, from_ms, until_ms, state, created_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    UPDATE = "UPDATE credentials SET name = $3, from_ms = $4, until_ms = $5, state = $6 WHERE organization_id = $1 AND id = $2";
    SET_NUMBER = "UPDATE credentials SET card = $3, pin_sealed = $4, mark = $5 WHERE organization_id = $1 AND id = $2";
    BY_ID = select!("WHERE organization_id = $1 AND id = $2");
    LIST = select!("WHERE organization_id = $1 ORDER BY id");
    BY_MARK = select!("WHERE organization_id = $1 AND mark = $2 AND state <> 'revoked'");
    OF_USER = select!("WHERE organization_id = $1 AND user_id = $2 ORDER BY id");
}

/// Writes a new credential.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, credential: &Credential, now: Timestamp) -> Result<()> {
    let params = values![
        credential.organization,
        credential.id,
        credential.user,
        credential.kind.as_str(),
        &credential.name,
        credential.from,
        credential.until,
        credential.state.as_str(),
        now,
    ];
    tx.execute_one(INSERT, params, "a new credential").await
}

/// Gives a new card or PIN its number: a card's in clear, a PIN's sealed, and the mark by which it is known again.
///
/// # Errors
/// When the database refuses; [`crate::Error::is_taken`] if another that is not revoked has the same.
pub async fn set_number(tx: &mut Tx, credential: &Credential, pin: Option<Vec<u8>>, mark: [u8; 32]) -> Result<()> {
    let card = credential.card.map(|card| card.to_string());
    let params = values![credential.organization, credential.id, card, pin, mark.to_vec()];
    tx.execute_one(SET_NUMBER, params, "a credential").await
}

/// Writes what changed of a credential.
///
/// # Errors
/// When the database refuses.
pub async fn update(tx: &mut Tx, credential: &Credential) -> Result<()> {
    let params = values![
        credential.organization,
        credential.id,
        &credential.name,
        credential.from,
        credential.until,
        credential.state.as_str(),
    ];
    tx.execute_one(UPDATE, params, "a credential").await
}

/// One credential of the organization.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(tx: &mut Tx, organization: OrganizationId, id: CredentialId) -> Result<Option<Credential>> {
    tx.query_opt(BY_ID, values![organization, id]).await?.map(read).transpose()
}

/// The card or PIN with this mark, unless it is revoked.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_mark(tx: &mut Tx, organization: OrganizationId, mark: [u8; 32]) -> Result<Option<Credential>> {
    tx.query_opt(BY_MARK, values![organization, mark.to_vec()]).await?.map(read).transpose()
}

/// The organization's credentials, or one user's, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(tx: &mut Tx, organization: OrganizationId, user: Option<UserId>) -> Result<Vec<Credential>> {
    let rows = match user {
        Some(user) => tx.query(OF_USER, values![organization, user]).await?,
        None => tx.query(LIST, values![organization]).await?,
    };
    rows.into_iter().map(read).collect()
}

fn read(mut row: Row) -> Result<Credential> {
    Ok(Credential {
        organization: row.take()?,
        id: row.take()?,
        user: row.take()?,
        kind: row.parse("a credential's kind", CredentialKind::parse)?,
        card: row.parse_opt("a card", |text| Card::parse(text).ok())?,
        name: row.take()?,
        from: row.take()?,
        until: row.take()?,
        state: row.parse("a credential's state", CredentialState::parse)?,
    })
}
