//! Links found by how they stand, by door and by maker, in pages.

use jiff::Timestamp;
use keylink_domain::actor::Actor;
use keylink_domain::id::{DoorId, LinkId, UserId};
use keylink_domain::link::Link;
use keylink_domain::user::Act;
use keylink_domain::validity::Standing;
use keylink_store::link;

use crate::house::House;
use crate::trouble::Trouble;

/// How many links one page may look at. A filter that fits few of very many gives short pages rather than slow ones.
const LOOK_AT_MOST: u32 = 2_000;
const LOOK_AT_ONCE: u32 = 200;

/// Which links are wanted; what is `None` is any.
#[derive(Debug, Clone, Copy, Default)]
pub struct LinkFilter {
    /// How they stand now.
    pub state: Option<WantedState>,
    /// A door that they name.
    pub door: Option<DoorId>,
    /// Who made them.
    pub maker: Option<UserId>,
}

/// How a link stands, without the particulars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WantedState {
    /// It opens.
    Active,
    /// It opens nothing yet.
    NotYet,
    /// It is outside of its weekly hours.
    OutsideHours,
    /// It is over.
    Expired,
    /// It has opened as often as it may.
    UsedUp,
    /// It was revoked.
    Revoked,
}

/// Links that were found.
#[derive(Debug, Clone)]
pub struct FoundLinks {
    /// The links, newest first.
    pub links: Vec<Link>,
    /// After which link to go on; `None` when there are no more.
    pub next: Option<LinkId>,
}

impl WantedState {
    /// How `link` stands at `now`.
    pub fn of(link: &Link, now: Timestamp) -> Self {
        if link.is_revoked() {
            return Self::Revoked;
        }
        match link.standing(now) {
            Standing::Active { .. } => Self::Active,
            Standing::NotYet { .. } => Self::NotYet,
            Standing::OutsideHours { .. } => Self::OutsideHours,
            Standing::Expired { .. } => Self::Expired,
            Standing::UsedUp { .. } => Self::UsedUp,
        }
    }
}

impl LinkFilter {
    fn fits(&self, link: &Link, now: Timestamp) -> bool {
        self.door.is_none_or(|door| link.doors.contains(&door))
            && self.state.is_none_or(|state| WantedState::of(link, now) == state)
    }
}

impl House {
    /// Up to `limit` links that the actor may see and that fit, newest first, before the link `before`. There
    /// may be fewer although there are more to come: then `next` says where to go on.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn find_links(
        &self,
        actor: &Actor,
        filter: LinkFilter,
        before: Option<LinkId>,
        limit: u32,
    ) -> Result<FoundLinks, Trouble> {
        let (organization, now, wanted) = (actor.organization, self.now(), limit as usize);
        let own = if actor.may(Act::SeeAll) { None } else { actor.user() };
        if own.is_some() && filter.maker.is_some() && filter.maker != own {
            // Somebody else's links are not there for them.
            return Ok(FoundLinks { links: Vec::new(), next: None });
        }
        let maker = filter.maker.or(own);
        self.look(move |tx| {
            Box::pin(async move {
                let (mut links, mut last, mut looked_at) = (Vec::new(), before, 0);
                while links.len() <= wanted && looked_at < LOOK_AT_MOST {
                    let part = link::list(tx, organization, maker, last, LOOK_AT_ONCE.min(limit + 1)).await?;
                    let Some(end) = part.last().map(|link| link.id) else { return Ok(whole(links, wanted)) };
                    looked_at += u32::try_from(part.len()).unwrap_or(u32::MAX);
                    last = Some(end);
                    links.extend(part.into_iter().filter(|link| filter.fits(link, now)));
                }
                Ok(if links.len() > wanted { whole(links, wanted) } else { FoundLinks { links, next: last } })
            })
        })
        .await
    }
}

/// The first `wanted` of all there are.
fn whole(mut links: Vec<Link>, wanted: usize) -> FoundLinks {
    let more = links.len() > wanted;
    links.truncate(wanted);
    FoundLinks { next: links.last().map(|link| link.id).filter(|_| more), links }
}
