//! Arrivals: of which a link's maker wants to be told, and of which they were.

use keylink_domain::actor::Actor;
use keylink_domain::altered::Altered;
use keylink_domain::arrival::Wish;
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::LinkId;
use keylink_domain::notice::Notice;
use keylink_store::{arrival, event, link, notice};
use serde_json::json;

use crate::house::House;
use crate::link::{for_change, may_see};
use crate::trouble::Trouble;

impl House {
    /// Of which arrivals a link's maker is told.
    ///
    /// # Errors
    /// When there is no such link for the actor.
    pub async fn arrival_wish(&self, actor: &Actor, id: LinkId) -> Result<Wish, Trouble> {
        let actor = *actor;
        self.look(move |tx| {
            Box::pin(async move {
                let found = link::by_id(tx, actor.organization, id).await?;
                found.filter(|link| may_see(&actor, link)).ok_or(Trouble::NotFound("link"))?;
                Ok(arrival::of_link(tx, actor.organization, id).await?)
            })
        })
        .await
    }

    /// Says of which arrivals a link's maker is told. The next arrival is the first.
    ///
    /// # Errors
    /// When there is no such link for the actor, or it was revoked.
    pub async fn wish_arrivals(&self, actor: &Actor, id: LinkId, wish: Wish) -> Result<(), Trouble> {
        let line = self.event(actor, EventKind::LinkChanged, About { link: Some(id), ..About::default() })?;
        let actor = *actor;
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let link = for_change(tx, &actor, id).await?;
                if link.is_revoked() {
                    return Err(keylink_domain::link::LinkConflict::Revoked.into());
                }
                let before = arrival::of_link(tx, actor.organization, id).await?;
                if before == wish {
                    return Ok(());
                }
                arrival::set(tx, actor.organization, id, wish).await?;
                let altered =
                    [Altered { what: "arrivals".to_owned(), from: before.words().into(), to: wish.words().into() }];
                let mut line = line.with_personal(json!({ "altered": altered }));
                line.about.credential = Some(link.credential);
                Ok(event::append(tx, vec![line]).await?)
            })
        })
        .await
    }

    /// What a link's maker was told, newest first.
    ///
    /// # Errors
    /// When there is no such link for the actor.
    pub async fn notices(&self, actor: &Actor, id: LinkId, limit: u32) -> Result<Vec<Notice>, Trouble> {
        let actor = *actor;
        self.look(move |tx| {
            Box::pin(async move {
                let found = link::by_id(tx, actor.organization, id).await?;
                found.filter(|link| may_see(&actor, link)).ok_or(Trouble::NotFound("link"))?;
                Ok(notice::of_link(tx, actor.organization, id, limit).await?)
            })
        })
        .await
    }
}
