//! Links found by how they stand, by door and by maker, in pages.

use jiff::Timestamp;
use keylink_domain::actor::Actor;
use keylink_domain::hollow::LinkStanding;
use keylink_domain::id::{DoorId, LinkId, UserId};
use keylink_domain::link::Link;
use keylink_domain::user::Act;
use keylink_domain::validity::Standing;
use keylink_store::link;

use super::hollow::{Hollows, hollows};
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
    /// It opens nothing because what it rests on is gone: its cloud key, its maker, their access.
    Hollow,
}

/// Links that were found.
#[derive(Debug, Clone)]
pub struct FoundLinks {
    /// The links, newest first.
    pub links: Vec<Link>,
    /// Which of them are hollow.
    pub hollows: Hollows,
    /// After which link to go on; `None` when there are no more.
    pub next: Option<LinkId>,
}

impl WantedState {
    /// A standing without its particulars.
    pub const fn of(standing: LinkStanding) -> Self {
        match standing {
            LinkStanding::Revoked { .. } => Self::Revoked,
            LinkStanding::Hollow(_) => Self::Hollow,
            LinkStanding::Own(Standing::Active { .. }) => Self::Active,
            LinkStanding::Own(Standing::NotYet { .. }) => Self::NotYet,
            LinkStanding::Own(Standing::OutsideHours { .. }) => Self::OutsideHours,
            LinkStanding::Own(Standing::Expired { .. }) => Self::Expired,
            LinkStanding::Own(Standing::UsedUp { .. }) => Self::UsedUp,
        }
    }
}

impl LinkFilter {
    fn fits(&self, link: &Link, hollows: &Hollows, now: Timestamp) -> bool {
        self.door.is_none_or(|door| link.doors.contains(&door))
            && self.state.is_none_or(|state| WantedState::of(hollows.stands(link, now)) == state)
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
            return Ok(FoundLinks { links: Vec::new(), hollows: Hollows::default(), next: None });
        }
        let maker = filter.maker.or(own);
        self.look(move |tx| {
            Box::pin(async move {
                let (mut links, mut last, mut looked_at) = (Vec::new(), before, 0);
                let mut known = Hollows::default();
                while links.len() <= wanted && looked_at < LOOK_AT_MOST {
                    let part = link::list(tx, organization, maker, last, LOOK_AT_ONCE.min(limit + 1)).await?;
                    let Some(end) = part.last().map(|link| link.id) else { return Ok(whole(links, known, wanted)) };
                    looked_at += u32::try_from(part.len()).unwrap_or(u32::MAX);
                    last = Some(end);
                    known.extend(hollows(tx, &part, now).await?);
                    links.extend(part.into_iter().filter(|link| filter.fits(link, &known, now)));
                }
                if links.len() > wanted {
                    return Ok(whole(links, known, wanted));
                }
                Ok(FoundLinks { links, hollows: known, next: last })
            })
        })
        .await
    }
}

/// The first `wanted` of all there are.
fn whole(mut links: Vec<Link>, hollows: Hollows, wanted: usize) -> FoundLinks {
    let more = links.len() > wanted;
    links.truncate(wanted);
    FoundLinks { next: links.last().map(|link| link.id).filter(|_| more), links, hollows }
}
