//! Which links are hollow: what each rests on, read for many links at once.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use keylink_domain::credential::Credential;
use keylink_domain::hollow::{Grounds, Hollow, LinkStanding};
use keylink_domain::id::{CredentialId, DoorId, LinkId, OrganizationId, UserId};
use keylink_domain::link::Link;
use keylink_domain::user::User;
use keylink_store::{Tx, access, credential, link, user};

use crate::house::House;
use crate::trouble::Trouble;

/// Links that open nothing although their own windows do not say so, and why.
#[derive(Debug, Clone, Default)]
pub struct Hollows(HashMap<LinkId, Hollow>);

impl Hollows {
    /// Why this link opens nothing, where that is so.
    pub fn of(&self, link: &Link) -> Option<Hollow> {
        self.0.get(&link.id).copied()
    }

    /// How a link stands, everything counted.
    pub fn stands(&self, link: &Link, now: Timestamp) -> LinkStanding {
        link.stands(self.of(link), now)
    }

    /// What is known of other links, too.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }
}

impl House {
    /// Which of these links are hollow. They were shown to the actor already: nothing is told of others.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn hollows(&self, links: &[Link]) -> Result<Hollows, Trouble> {
        let (links, now) = (links.to_vec(), self.now());
        self.look(move |tx| Box::pin(async move { hollows(tx, &links, now).await })).await
    }
}

/// A maker, with the doors that they may open from afar.
type Maker = (Option<User>, HashSet<DoorId>);

/// What links rest on, each thing read once.
#[derive(Default)]
struct Known {
    keys: HashMap<CredentialId, Option<Credential>>,
    makers: HashMap<UserId, Maker>,
    origins: HashMap<LinkId, Option<Link>>,
}

impl Known {
    async fn learn(&mut self, tx: &mut Tx, link: &Link) -> Result<(), Trouble> {
        let organization = link.organization;
        if let Entry::Vacant(key) = self.keys.entry(link.credential) {
            key.insert(credential::by_id(tx, organization, link.credential).await?);
        }
        if let Entry::Vacant(known) = self.makers.entry(link.maker) {
            known.insert(maker(tx, organization, link.maker).await?);
        }
        if let Some(origin) = link.origin
            && let Entry::Vacant(known) = self.origins.entry(origin.link)
        {
            known.insert(link::by_id(tx, organization, origin.link).await?);
        }
        Ok(())
    }

    fn hollow(&self, link: &Link, now: Timestamp) -> Option<Hollow> {
        let maker = self.makers.get(&link.maker);
        let grounds = Grounds {
            key: self.keys.get(&link.credential).and_then(Option::as_ref),
            maker: maker.and_then(|(user, _)| user.as_ref()),
            origin: link.origin.and_then(|origin| self.origins.get(&origin.link)?.as_ref()),
        };
        link.hollow(grounds, |door| maker.is_some_and(|(_, doors)| doors.contains(&door)), now)
    }
}

async fn maker(tx: &mut Tx, organization: OrganizationId, id: UserId) -> Result<Maker, Trouble> {
    let user = user::by_id(tx, organization, id).await?;
    let rights = access::rights_of(tx, organization, id).await?;
    let doors = rights.into_iter().filter(|right| right.access.remote_unlock).map(|right| right.door);
    Ok((user, doors.collect()))
}

/// The same within a transaction. A revoked link is revoked, whatever else: of those nothing is read.
pub(crate) async fn hollows(tx: &mut Tx, links: &[Link], now: Timestamp) -> Result<Hollows, Trouble> {
    let mut known = Known::default();
    let mut found = HashMap::new();
    for link in links.iter().filter(|link| !link.is_revoked()) {
        known.learn(tx, link).await?;
        found.extend(known.hollow(link, now).map(|hollow| (link.id, hollow)));
    }
    Ok(Hollows(found))
}
