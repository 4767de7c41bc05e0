//! Contacts: how guests reach a user, or a building.

use keylink_domain::actor::Actor;
use keylink_domain::altered::Alterations;
use keylink_domain::contact::{Contact, ContactError};
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{SiteId, UserId};
use keylink_domain::user::Act;
use keylink_store::{contact, event, site};
use uuid::Uuid;

use crate::house::{House, require};
use crate::seen::Seen;
use crate::site::detail;
use crate::trouble::Trouble;

impl House {
    /// How guests reach the actor.
    ///
    /// # Errors
    /// When the actor is no user.
    pub async fn own_contact(&self, actor: &Actor) -> Result<Contact, Trouble> {
        let id = own(actor)?;
        self.contact_of(actor, id.uuid()).await
    }

    /// Says how guests reach the actor. Guests see it only on links whose maker chose so.
    ///
    /// # Errors
    /// When something given is wrong, or it was changed since it was seen.
    pub async fn set_own_contact(
        &self,
        actor: &Actor,
        contact: Contact,
        seen: Option<Seen>,
    ) -> Result<Contact, Trouble> {
        let id = own(actor)?;
        let line = self.event(actor, EventKind::ContactChanged, About { user: Some(id), ..About::default() })?;
        // A user has a name.
        let contact = Contact { name: String::new(), ..contact };
        self.set_contact(actor, id.uuid(), contact, seen, line).await
    }

    /// How guests reach a building.
    ///
    /// # Errors
    /// When there is none.
    pub async fn site_contact(&self, actor: &Actor, id: SiteId) -> Result<Contact, Trouble> {
        self.site(actor, id).await?;
        self.contact_of(actor, id.uuid()).await
    }

    /// Says how guests reach a building.
    ///
    /// # Errors
    /// When there is none, something given is wrong, or somebody else changed it since it was seen.
    pub async fn set_site_contact(
        &self,
        actor: &Actor,
        id: SiteId,
        contact: Contact,
        seen: Option<Seen>,
    ) -> Result<Contact, Trouble> {
        require(actor, Act::ManageDoors)?;
        let line = self.event(actor, EventKind::ContactChanged, About::default())?;
        let organization = actor.organization;
        let known =
            self.look(move |tx| Box::pin(async move { Ok::<_, Trouble>(site::by_id(tx, organization, id).await?) }));
        let line = line.with_detail(detail(&known.await?.ok_or(Trouble::NotFound("site"))?));
        self.set_contact(actor, id.uuid(), contact, seen, line).await
    }

    async fn contact_of(&self, actor: &Actor, owner: Uuid) -> Result<Contact, Trouble> {
        let organization = actor.organization;
        self.look(move |tx| Box::pin(async move { Ok(contact::of(tx, organization, owner).await?) })).await
    }

    async fn set_contact(
        &self,
        actor: &Actor,
        owner: Uuid,
        given: Contact,
        seen: Option<Seen>,
        line: NewEvent,
    ) -> Result<Contact, Trouble> {
        let given = given.checked().map_err(at_its_field)?;
        let organization = actor.organization;
        self.change(actor, move |tx| {
            Box::pin(async move {
                let old = contact::of(tx, organization, owner).await?;
                Seen::check(seen.as_ref(), &old)?;
                if old != given {
                    contact::set(tx, organization, owner, &given).await?;
                    let altered = Alterations::default()
                        .with("name", &old.name, &given.name)
                        .with("phone", &old.phone, &given.phone)
                        .with("email", &old.mail, &given.mail)
                        .with("note", &old.note, &given.note);
                    event::append(tx, vec![line.with_altered(altered)]).await?;
                }
                Ok(given)
            })
        })
        .await
    }
}

fn own(actor: &Actor) -> Result<UserId, Trouble> {
    actor.user().ok_or(Trouble::Forbidden)
}

fn at_its_field(error: ContactError) -> Trouble {
    let field = match error {
        ContactError::Name(_) => "contact_name",
        ContactError::Phone => "contact_phone",
        ContactError::Mail(_) => "contact_mail",
        ContactError::Note(_) => "contact_note",
    };
    Trouble::invalid(field, error)
}
