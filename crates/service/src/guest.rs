//! What a guest sees: the link behind a secret, its doors, and what pressing each would do.

use std::net::IpAddr;

use jiff::Timestamp;
use keylink_domain::authority::{self, Shown};
use keylink_domain::contact::{Contact, ContactShown};
use keylink_domain::door::{DoorState, DoorStatus};
use keylink_domain::id::{DoorId, OrganizationId, SiteId};
use keylink_domain::link::Link;
use keylink_domain::organization::Organization;
use keylink_domain::refusal::Refusal;
use keylink_domain::secret::{Secret, SecretHash, fingerprint};
use keylink_domain::site::Site;
use keylink_domain::validity::Standing;
use keylink_store::{Tx, contact, door, link, organization, site, unlock, user};

use crate::house::House;
use crate::trouble::Trouble;

/// A link as its guest sees it.
#[derive(Debug, Clone)]
pub struct GuestView {
    /// The link.
    pub link: Link,
    /// Its secret's hash, as a press needs it.
    pub secret: SecretHash,
    /// The tenant: its name and what a press must be.
    pub organization: Organization,
    /// The buildings of its doors, in the doors' order.
    pub sites: Vec<Site>,
    /// Whom the guest may ask.
    pub maker_name: String,
    /// How the guest may reach them, or the building, where the maker chose so.
    pub contact: Contact,
    /// How the link stands now; of a branch, together with the link that was passed on.
    pub standing: Standing,
    /// How many openings are left, where they are counted.
    pub uses_left: Option<u32>,
    /// What the link asks for and was not shown: then the page shows nothing else.
    pub asked: Option<Refusal>,
    /// Whether it opens on one device only, so that this one must be known again.
    pub wants_device: bool,
    /// The links that the guest made of this one, where they were asked for.
    pub branches: Vec<Link>,
    /// The doors, in the maker's order.
    pub doors: Vec<GuestDoor>,
}

/// What a guest's browser carries, as it came.
#[derive(Clone, Default)]
pub struct Carried {
    /// What it got for the PIN.
    pub pin: Option<String>,
    /// What it is known again by.
    pub device: Option<String>,
}

/// A door as the guest sees it.
#[derive(Debug, Clone)]
pub struct GuestDoor {
    /// Its id.
    pub id: DoorId,
    /// Its name.
    pub name: String,
    /// Its building.
    pub site: SiteId,
    /// The policy in force.
    pub state: DoorState,
    /// What its hardware last reported.
    pub status: DoorStatus,
    /// Why a press would be refused just now; the page shows what the press would say.
    pub refusal: Option<Refusal>,
    /// When it opens again, where the hours of the maker's access are in the way now.
    pub opens_next: Option<Timestamp>,
}

impl House {
    /// The link behind a secret as it stands in a URL, for who shows nothing else.
    ///
    /// # Errors
    /// As [`House::guest_showing`].
    pub async fn guest(&self, secret: &str, address: Option<IpAddr>) -> Result<GuestView, Trouble> {
        self.guest_showing(secret, &Carried::default(), address).await
    }

    /// The link behind a secret as it stands in a URL.
    ///
    /// # Errors
    /// [`Trouble::NotFound`] where no link has it; [`Trouble::TooOften`] where the address asked for too
    /// many that are not there.
    pub async fn guest_showing(
        &self,
        secret: &str,
        carried: &Carried,
        address: Option<IpAddr>,
    ) -> Result<GuestView, Trouble> {
        self.guest_or_missed(secret, carried, address, false).await
    }

    /// The same, with the links that the guest made of this one.
    ///
    /// # Errors
    /// As [`House::guest_showing`].
    pub async fn guest_sharing(
        &self,
        secret: &str,
        carried: &Carried,
        address: Option<IpAddr>,
    ) -> Result<GuestView, Trouble> {
        self.guest_or_missed(secret, carried, address, true).await
    }

    async fn guest_or_missed(
        &self,
        secret: &str,
        carried: &Carried,
        address: Option<IpAddr>,
        with_branches: bool,
    ) -> Result<GuestView, Trouble> {
        let found = match Secret::parse(secret) {
            Ok(secret) => {
                let shown = self.showing(secret.hash(), carried);
                self.guest_by_hash(secret.hash(), shown, with_branches).await?
            }
            Err(_) => None,
        };
        found.ok_or_else(|| self.missed(address))
    }

    /// What a guest shows with what their browser carries. A device is another one to each link, so that nobody
    /// who reads the database can tell which links one phone has.
    pub fn showing(&self, secret: SecretHash, carried: &Carried) -> Shown {
        let device = carried.device.as_deref().and_then(|device| Secret::parse(device).ok());
        let device = device.map(|device| fingerprint(&[b"device", secret.as_bytes(), device.hash().as_bytes()]));
        Shown {
            pin: carried.pin.as_deref().and_then(|ticket| self.read_pin_ticket(secret, ticket)),
            device: device.map(SecretHash::from_bytes),
        }
    }

    /// A name by which a browser can be known again.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn new_device(&self) -> Result<Secret, Trouble> {
        Ok(Secret::generate(self.entropy.as_ref())?)
    }

    /// Counts an unknown secret against its address, and says what that is answered.
    pub(crate) fn missed(&self, address: Option<IpAddr>) -> Trouble {
        self.limits.miss(address).err().unwrap_or(Trouble::NotFound("link"))
    }

    async fn guest_by_hash(
        &self,
        secret: SecretHash,
        shown: Shown,
        with_branches: bool,
    ) -> Result<Option<GuestView>, Trouble> {
        let now = self.now();
        self.look(move |tx| {
            Box::pin(async move {
                let Some(found) = link::by_secret(tx, secret).await? else { return Ok(None) };
                let organization =
                    organization::by_id(tx, found.organization).await?.ok_or(Trouble::NotFound("organization"))?;
                let maker = user::by_id(tx, found.organization, found.maker).await?;
                let maker_name = maker.map(|maker| maker.name).unwrap_or_default();
                let facts = unlock::for_link(tx, secret, shown, &found.doors).await?;
                let claim = facts.iter().flatten().find_map(|facts| facts.claim.clone());
                let origin = claim.as_ref().and_then(|claim| claim.origin.as_ref());
                let own = found.standing(now);
                let standing = origin.map_or(own, |origin| own.and(origin.validity.standing(origin.usage, now)));
                let counts = [Some((&found.validity, found.usage)), origin.map(|of| (&of.validity, of.usage))];
                let left = counts.into_iter().flatten().filter_map(|(validity, usage)| {
                    validity.max_uses.map(|most| most.get().saturating_sub(usage.uses))
                });
                let uses_left = left.min();
                let asked = claim.as_ref().and_then(|claim| authority::check_asked(claim).err());
                let wants_device = claim.is_some_and(|claim| claim.asks.device != authority::DeviceAsked::Any);
                let doors = doors_of(tx, &found, facts, now).await?;
                let sites = sites_of(tx, found.organization, &doors).await?;
                let contact = contact_of(tx, &found, sites.first()).await?;
                let branches = match with_branches {
                    true => crate::link::all_branches(tx, found.organization, found.id).await?,
                    false => Vec::new(),
                };
                Ok(Some(GuestView {
                    standing,
                    uses_left,
                    asked,
                    wants_device,
                    contact,
                    branches,
                    maker_name,
                    link: found,
                    secret,
                    organization,
                    sites,
                    doors,
                }))
            })
        })
        .await
    }
}

/// The doors of a link, with what pressing each would do.
async fn doors_of(
    tx: &mut Tx,
    found: &Link,
    facts: Vec<Option<authority::Facts>>,
    now: Timestamp,
) -> Result<Vec<GuestDoor>, Trouble> {
    let mut doors = Vec::with_capacity(found.doors.len());
    for (id, facts) in found.doors.iter().zip(facts) {
        let Some(known) = door::by_id(tx, found.organization, *id).await? else { continue };
        let refusal = match &facts {
            Some(facts) => authority::decide(facts, now).err(),
            None => Some(Refusal::UnknownLink),
        };
        let hours = facts.filter(|_| refusal == Some(Refusal::AccessOutsideSchedule));
        let opens_next = hours.and_then(|facts| authority::next_opening(&facts, now));
        let state = known.in_force(now).state;
        let (name, site, status) = (known.door.name, known.door.site, known.status);
        doors.push(GuestDoor { id: *id, name, site, state, status, refusal, opens_next });
    }
    Ok(doors)
}

/// The buildings of these doors, each once.
async fn sites_of(tx: &mut Tx, organization: OrganizationId, doors: &[GuestDoor]) -> Result<Vec<Site>, Trouble> {
    let mut sites: Vec<Site> = Vec::new();
    for door in doors {
        if sites.iter().all(|known| known.id != door.site) {
            sites.extend(site::by_id(tx, organization, door.site).await?);
        }
    }
    Ok(sites)
}

/// Whom the guest may reach: nobody, unless the maker chose so.
async fn contact_of(tx: &mut Tx, found: &Link, site: Option<&Site>) -> Result<Contact, Trouble> {
    let owner = match (found.terms.contact, site) {
        (ContactShown::Maker, _) => found.maker.uuid(),
        (ContactShown::Site, Some(site)) => site.id.uuid(),
        (ContactShown::Nobody, _) | (ContactShown::Site, None) => return Ok(Contact::default()),
    };
    Ok(contact::of(tx, found.organization, owner).await?)
}
