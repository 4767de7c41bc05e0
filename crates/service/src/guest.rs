//! What a guest sees: the link behind a secret, its doors, and what pressing each would do.

use std::net::IpAddr;

use keylink_domain::authority;
use keylink_domain::door::{DoorState, DoorStatus};
use keylink_domain::id::DoorId;
use keylink_domain::link::Link;
use keylink_domain::organization::Organization;
use keylink_domain::refusal::Refusal;
use keylink_domain::secret::{Secret, SecretHash};
use keylink_domain::site::Site;
use keylink_domain::validity::Standing;
use keylink_store::{door, link, organization, site, unlock, user};

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
    /// The building of the first door.
    pub site: Option<Site>,
    /// Whom the guest may ask.
    pub maker_name: String,
    /// How the link's own validity stands now.
    pub standing: Standing,
    /// The doors, in the maker's order.
    pub doors: Vec<GuestDoor>,
}

/// A door as the guest sees it.
#[derive(Debug, Clone)]
pub struct GuestDoor {
    /// Its id.
    pub id: DoorId,
    /// Its name.
    pub name: String,
    /// The policy in force.
    pub state: DoorState,
    /// What its hardware last reported.
    pub status: DoorStatus,
    /// Why a press would be refused just now; the page shows what the press would say.
    pub refusal: Option<Refusal>,
}

impl House {
    /// The link behind a secret as it stands in a URL.
    ///
    /// # Errors
    /// [`Trouble::NotFound`] where no link has it; [`Trouble::TooOften`] where the address asked for too
    /// many that are not there.
    pub async fn guest(&self, secret: &str, address: Option<IpAddr>) -> Result<GuestView, Trouble> {
        let found = match Secret::parse(secret) {
            Ok(secret) => self.guest_by_hash(secret.hash()).await?,
            Err(_) => None,
        };
        found.ok_or_else(|| self.missed(address))
    }

    /// Counts an unknown secret against its address, and says what that is answered.
    pub(crate) fn missed(&self, address: Option<IpAddr>) -> Trouble {
        self.limits.miss(address).err().unwrap_or(Trouble::NotFound("link"))
    }

    async fn guest_by_hash(&self, secret: SecretHash) -> Result<Option<GuestView>, Trouble> {
        let now = self.now();
        self.look(move |tx| {
            Box::pin(async move {
                let Some(found) = link::by_secret(tx, secret).await? else { return Ok(None) };
                let organization =
                    organization::by_id(tx, found.organization).await?.ok_or(Trouble::NotFound("organization"))?;
                let maker = user::by_id(tx, found.organization, found.maker).await?;
                let maker_name = maker.map(|maker| maker.name).unwrap_or_default();
                let facts = unlock::for_link(tx, secret, &found.doors).await?;
                let mut doors = Vec::with_capacity(found.doors.len());
                let mut first_site = None;
                for (id, facts) in found.doors.iter().zip(facts) {
                    let Some(known) = door::by_id(tx, found.organization, *id).await? else { continue };
                    let refusal = match facts {
                        Some(facts) => authority::decide(&facts, now).err(),
                        None => Some(Refusal::UnknownLink),
                    };
                    first_site = first_site.or(Some(known.door.site));
                    doors.push(GuestDoor {
                        id: *id,
                        state: known.in_force(now).state,
                        name: known.door.name,
                        status: known.status,
                        refusal,
                    });
                }
                let site = match first_site {
                    Some(id) => site::by_id(tx, found.organization, id).await?,
                    None => None,
                };
                Ok(Some(GuestView {
                    standing: found.standing(now),
                    maker_name,
                    link: found,
                    secret,
                    organization,
                    site,
                    doors,
                }))
            })
        })
        .await
    }
}
