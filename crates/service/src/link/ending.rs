//! Links that end soon.

use jiff::Timestamp;
use keylink_domain::actor::Actor;
use keylink_domain::link::Link;
use keylink_domain::user::Act;
use keylink_store::link;

use super::hollow::{Hollows, hollows};
use crate::house::House;
use crate::trouble::Trouble;

/// Links that end in some time to come.
#[derive(Debug, Clone)]
pub struct EndingLinks {
    /// The links, the one that ends first before the others.
    pub links: Vec<Link>,
    /// Which of them are hollow.
    pub hollows: Hollows,
    /// Whether there are more than were asked for.
    pub is_cut: bool,
}

impl House {
    /// Up to `limit` links that the actor may see and that end after now, at `until` at the latest. Revoked ones are over.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn links_ending(&self, actor: &Actor, until: Timestamp, limit: u32) -> Result<EndingLinks, Trouble> {
        let (organization, now) = (actor.organization, self.now());
        let own = if actor.may(Act::SeeAll) { None } else { actor.user() };
        self.look(move |tx| {
            Box::pin(async move {
                let mut links = link::ending(tx, organization, own, now, until, limit + 1).await?;
                let is_cut = links.len() > limit as usize;
                links.truncate(limit as usize);
                let hollows = hollows(tx, &links, now).await?;
                Ok(EndingLinks { links, hollows, is_cut })
            })
        })
        .await
    }
}
