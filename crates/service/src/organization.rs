//! The organization's own settings.

use keylink_domain::actor::Actor;
use keylink_domain::event::{About, EventKind};
use keylink_domain::organization::{GesturePolicy, Organization};
use keylink_domain::text::Name;
use keylink_domain::user::Act;
use keylink_store::{event, organization};

use crate::house::{House, require};
use crate::trouble::Trouble;

impl House {
    /// The actor's organization.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn organization(&self, actor: &Actor) -> Result<Organization, Trouble> {
        let id = actor.organization;
        self.look(move |tx| {
            Box::pin(async move { organization::by_id(tx, id).await?.ok_or(Trouble::NotFound("organization")) })
        })
        .await
    }

    /// Changes the organization's name, or what a guest's press must be. What is `None` stays.
    ///
    /// # Errors
    /// When the name is wrong.
    pub async fn change_organization(
        &self,
        actor: &Actor,
        name: Option<String>,
        gesture: Option<GesturePolicy>,
    ) -> Result<Organization, Trouble> {
        require(actor, Act::ManageOrganization)?;
        let line = self.event(actor, EventKind::OrganizationChanged, About::default())?;
        let id = actor.organization;
        self.change(actor, move |tx| {
            Box::pin(async move {
                let old = organization::by_id(tx, id).await?.ok_or(Trouble::NotFound("organization"))?;
                let mut new = old.clone();
                if let Some(name) = name {
                    new.name = Name::parse(&name).map_err(Trouble::text("name"))?.as_str().to_owned();
                }
                new.gesture = gesture.unwrap_or(old.gesture);
                if new != old {
                    organization::update(tx, &new).await?;
                    let detail = serde_json::json!({ "gesture": [old.gesture.as_str(), new.gesture.as_str()] });
                    event::append(tx, vec![line.with_detail(detail)]).await?;
                }
                Ok(new)
            })
        })
        .await
    }
}
