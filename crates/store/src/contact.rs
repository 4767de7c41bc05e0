//! Contacts: how guests reach a user or a building.

use keylink_domain::contact::Contact;
use keylink_domain::id::OrganizationId;
use uuid::Uuid;

use crate::error::Result;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::values;

statements! {
    SET = "INSERT INTO contacts (organization_id, owner_id, name, phone, mail, note) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (organization_id, owner_id) DO UPDATE SET name = excluded.name, phone = excluded.phone, \
        mail = excluded.mail, note = excluded.note";
    FORGET = "DELETE FROM contacts WHERE organization_id = $1 AND owner_id = $2";
    OF = "SELECT name, phone, mail, note FROM contacts WHERE organization_id = $1 AND owner_id = $2";
}

/// Writes how a user or a building is reached.
///
/// # Errors
/// When the database refuses.
pub async fn set(tx: &mut Tx, organization: OrganizationId, owner: Uuid, contact: &Contact) -> Result<()> {
    let params = values![organization, owner, &contact.name, &contact.phone, &contact.mail, &contact.note];
    tx.execute_one(SET, params, "a contact").await
}

/// Forgets how a building is reached that is none any more.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn forget(tx: &mut Tx, organization: OrganizationId, owner: Uuid) -> Result<()> {
    tx.execute(FORGET, values![organization, owner]).await.map(drop)
}

/// How a user or a building is reached; nothing where nobody said.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(tx: &mut Tx, organization: OrganizationId, owner: Uuid) -> Result<Contact> {
    match tx.query_opt(OF, values![organization, owner]).await? {
        Some(mut row) => Ok(Contact { name: row.take()?, phone: row.take()?, mail: row.take()?, note: row.take()? }),
        None => Ok(Contact::default()),
    }
}
