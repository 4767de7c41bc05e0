//! A link that opens on one device only may take another.

use keylink_domain::actor::Actor;
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::LinkId;
use keylink_domain::link::{Link, LinkConflict};
use keylink_store::{event, link};

use super::for_change;
use crate::house::House;
use crate::trouble::Trouble;

impl House {
    /// Lets a link take another device: the first that opens something from now on.
    ///
    /// # Errors
    /// When there is none, or it was revoked.
    pub async fn free_link_device(&self, actor: &Actor, id: LinkId) -> Result<Link, Trouble> {
        let line = self.event(actor, EventKind::LinkDeviceFreed, About { link: Some(id), ..About::default() })?;
        let actor = *actor;
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let mut found = for_change(tx, &actor, id).await?;
                if found.is_revoked() {
                    return Err(LinkConflict::Revoked.into());
                }
                if found.device_since.take().is_some() {
                    found.revision += 1;
                    link::free_device(tx, &found).await?;
                    event::append(tx, vec![line]).await?;
                }
                Ok(found)
            })
        })
        .await
    }
}
