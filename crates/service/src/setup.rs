//! The first start: a one-time set-up link, and what it makes.

use std::net::IpAddr;

use jiff::SignedDuration;
use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::bounds::LinkLimits;
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{CredentialId, OrganizationId, SiteId, UserId};
use keylink_domain::organization::{GesturePolicy, Organization};
use keylink_domain::secret::Secret;
use keylink_domain::site::Site;
use keylink_domain::text::Name;
use keylink_domain::user::{Role, User, UserState};
use keylink_store::one_time::{self, Purpose};
use keylink_store::{credential, event, organization, site, user};

use crate::house::House;
use crate::session::{BegunSession, By, Visit};
use crate::site::parse_zone;
use crate::trouble::Trouble;
use crate::user::{email_taken, first_cloud_key, parse_email};

/// How long a set-up link may be used; each start prints a new one until it was.
const SETUP_LINK_FOR: SignedDuration = SignedDuration::from_hours(24 * 7);

/// What the set-up page asks.
#[derive(Clone, Default)]
pub struct NewOrganization {
    /// The organization's name.
    pub organization: String,
    /// The first building's name; the organization's where none is given.
    pub site: String,
    /// That building's IANA time zone.
    pub zone: String,
    /// The owner's name, as guests see it.
    pub name: String,
    /// The owner's mail address.
    pub email: String,
    /// The owner's password; without one they sign in by link until they set one.
    pub password: Option<String>,
}

/// What a set-up made.
#[derive(Debug, Clone)]
pub struct MadeOrganization {
    /// The organization.
    pub organization: Organization,
    /// Its first building.
    pub site: Site,
    /// Its owner.
    pub owner: User,
}

impl House {
    /// The set-up link, as long as there is no organization; a new one replaces those before it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn setup_link(&self) -> Result<Option<String>, Trouble> {
        let secret = Secret::generate(self.entropy.as_ref())?;
        let expires = self.now().checked_add(SETUP_LINK_FOR).unwrap_or_else(|_| self.now());
        let hash = secret.hash();
        let needed: bool = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let empty = organization::list(tx).await?.is_empty();
                    one_time::forget_setup(tx).await?;
                    if empty {
                        one_time::insert(tx, hash, Purpose::Setup, expires).await?;
                    }
                    Ok::<_, Trouble>(empty)
                })
            })
            .await?;
        Ok(needed.then(|| format!("{}/setup/{}", self.public_url, secret.reveal())))
    }

    /// Whether a set-up link is good, without spending it.
    ///
    /// # Errors
    /// When it is not.
    pub async fn check_setup(&self, secret: &str, address: Option<IpAddr>) -> Result<(), Trouble> {
        let found = match Secret::parse(secret) {
            Ok(secret) => {
                let (hash, now) = (secret.hash(), self.now());
                self.look(move |tx| Box::pin(async move { Ok(one_time::peek(tx, hash, now).await?) })).await?
            }
            Err(_) => None,
        };
        if found == Some(Purpose::Setup) {
            return Ok(());
        }
        self.limits.miss(address)?;
        Err(Trouble::NotFound("set-up link"))
    }

    /// Makes the first organization, its first site and its owner, and signs the owner in.
    ///
    /// # Errors
    /// When the link is not good, or something given is wrong; the link then stays good.
    pub async fn set_up(&self, secret: &str, new: NewOrganization, visit: &Visit) -> Result<BegunSession, Trouble> {
        self.check_setup(secret, visit.address).await?;
        if new.password.is_none() {
            return Err(Trouble::invalid("password", "choose a password"));
        }
        let hash = Secret::parse(secret).map_err(|_| Trouble::NotFound("set-up link"))?.hash();
        let made = self.make(new, Some(hash)).await?;
        self.begin(made.organization.id, made.owner.id, By::Setup, visit).await
    }

    /// Makes an organization, its first site and its owner: for the command line and the demo.
    ///
    /// # Errors
    /// When something given is wrong.
    pub async fn make_organization(&self, new: NewOrganization) -> Result<MadeOrganization, Trouble> {
        self.make(new, None).await
    }

    /// The organizations of this installation: for the operator at the machine.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn organizations(&self) -> Result<Vec<Organization>, Trouble> {
        self.look(|tx| Box::pin(async move { Ok(organization::list(tx).await?) })).await
    }

    async fn make(
        &self,
        new: NewOrganization,
        spend: Option<keylink_domain::secret::SecretHash>,
    ) -> Result<MadeOrganization, Trouble> {
        let made = self.check(&new)?;
        let password = match new.password {
            Some(password) => Some(self.hashing.hash(self.entropy.as_ref(), password).await?),
            None => None,
        };
        let now = self.now();
        let key = first_cloud_key(&made.owner, CredentialId::new(now, self.entropy.chance()?));
        let actor = Actor::new(made.organization.id, Who::Operator);
        let owner = made.owner.id;
        let mut lines = vec![
            self.event(&actor, EventKind::OrganizationCreated, About::default())?,
            self.event(&actor, EventKind::SiteCreated, About::default())?.with_detail(crate::site::detail(&made.site)),
            self.event(&actor, EventKind::UserCreated, About { user: Some(owner), ..About::default() })?,
            self.event(
                &actor,
                EventKind::CredentialCreated,
                About { user: Some(owner), credential: Some(key.id), ..About::default() },
            )?,
        ];
        if spend.is_some() {
            // Who holds the set-up link is about to be the owner, in a browser.
            lines.iter_mut().for_each(|line| (line.via, line.actor) = (Via::Console, Some(owner)));
        }
        self.change(&actor, move |tx| {
            Box::pin(async move {
                if let Some(secret) = spend
                    && one_time::spend(tx, secret, now).await? != Some(Purpose::Setup)
                {
                    return Err(Trouble::NotFound("set-up link"));
                }
                // Where the operator made an organization by hand meanwhile, the link that was printed makes no other.
                if spend.is_some() && !organization::list(tx).await?.is_empty() {
                    return Err(Trouble::NotFound("set-up link"));
                }
                one_time::forget_setup(tx).await?;
                organization::insert(tx, &made.organization, now).await?;
                site::insert(tx, &made.site, now).await?;
                user::insert(tx, &made.owner, now).await.map_err(email_taken)?;
                user::set_password(tx, made.organization.id, owner, password).await?;
                credential::insert(tx, &key, now).await?;
                event::append(tx, lines).await?;
                Ok(made)
            })
        })
        .await
    }

    fn check(&self, new: &NewOrganization) -> Result<MadeOrganization, Trouble> {
        let now = self.now();
        let name =
            |field, text: &str| Name::parse(text).map(|name| name.as_str().to_owned()).map_err(Trouble::text(field));
        let organization = Organization {
            id: OrganizationId::new(now, self.entropy.chance()?),
            name: name("organization", &new.organization)?,
            gesture: GesturePolicy::default(),
            limits: LinkLimits::default(),
        };
        let site = Site {
            id: SiteId::new(now, self.entropy.chance()?),
            organization: organization.id,
            name: name("site", if new.site.trim().is_empty() { &new.organization } else { &new.site })?,
            zone: parse_zone(&new.zone)?,
            address: String::new(),
            arrival_notes: String::new(),
            lockdown: false,
        };
        let owner = User {
            id: UserId::new(now, self.entropy.chance()?),
            organization: organization.id,
            name: name("name", &new.name)?,
            email: parse_email(&new.email)?,
            role: Role::Owner,
            state: UserState::Active,
        };
        Ok(MadeOrganization { organization, site, owner })
    }
}
