//! Sites: added, looked at, changed, locked down, removed.

use keylink_domain::actor::Actor;
use keylink_domain::altered::Alterations;
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{OrganizationId, SiteId};
use keylink_domain::site::Site;
use keylink_domain::text::{Name, Note, listed};
use keylink_domain::user::Act;
use keylink_domain::zone::Zone;
use keylink_store::{Tx, door, event, site};

use crate::door::shown;
use crate::house::{House, require};
use crate::seen::Seen;
use crate::trouble::Trouble;

/// What a site is to be; for a change, what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct SiteInput {
    /// What people call it.
    pub name: Option<String>,
    /// Its IANA time zone.
    pub zone: Option<String>,
    /// Its postal address.
    pub address: Option<String>,
    /// How guests find their way in.
    pub arrival_notes: Option<String>,
    /// Whether nobody may open anything from afar.
    pub lockdown: Option<bool>,
    /// As the caller saw it; a change of somebody else since then is a conflict.
    pub seen: Option<Seen>,
}

impl House {
    /// Adds a site.
    ///
    /// # Errors
    /// When something given is wrong.
    pub async fn add_site(&self, actor: &Actor, input: SiteInput) -> Result<Site, Trouble> {
        require(actor, Act::ManageDoors)?;
        let now = self.now();
        let line = self.event(actor, EventKind::SiteCreated, About::default())?;
        let zone = input
            .zone
            .as_deref()
            .ok_or_else(|| Trouble::invalid("zone", "name the site's time zone, such as Europe/Berlin"))?;
        let blank = Site {
            id: SiteId::new(now, self.entropy.chance()?),
            organization: actor.organization,
            name: String::new(),
            zone: parse_zone(zone)?,
            address: String::new(),
            arrival_notes: String::new(),
            lockdown: false,
        };
        let name = input.name.clone().unwrap_or_default();
        let site = apply(blank, &SiteInput { name: Some(name), ..input })?;
        self.change(actor, move |tx| {
            Box::pin(async move {
                site::insert(tx, &site, now).await?;
                event::append(tx, vec![line.with_detail(detail(&site))]).await?;
                Ok(site)
            })
        })
        .await
    }

    /// One site; one that the actor is not shown is not there for them.
    ///
    /// # Errors
    /// When there is none.
    pub async fn site(&self, actor: &Actor, id: SiteId) -> Result<Site, Trouble> {
        let sites = self.sites(actor).await?;
        sites.into_iter().find(|site| site.id == id).ok_or(Trouble::NotFound("site"))
    }

    /// The organization's sites, oldest first; a member sees those where their doors are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn sites(&self, actor: &Actor) -> Result<Vec<Site>, Trouble> {
        require(actor, Act::SeeOwn)?;
        let actor = *actor;
        self.look(move |tx| {
            Box::pin(async move {
                let mut sites = site::list(tx, actor.organization).await?;
                if !actor.may(Act::SeeAll) {
                    let doors = shown(tx, &actor).await?;
                    sites.retain(|site| doors.iter().any(|known| known.door.site == site.id));
                }
                Ok(sites)
            })
        })
        .await
    }

    /// Changes a site, or locks it down.
    ///
    /// # Errors
    /// When something given is wrong.
    pub async fn change_site(&self, actor: &Actor, id: SiteId, input: SiteInput) -> Result<Site, Trouble> {
        require(actor, Act::ManageDoors)?;
        let line = self.event(actor, EventKind::SiteChanged, About::default())?;
        let organization = actor.organization;
        self.change(actor, move |tx| {
            Box::pin(async move {
                let old = found(tx, organization, id).await?;
                Seen::check(input.seen.as_ref(), &old)?;
                let new = apply(old.clone(), &input)?;
                if new != old {
                    site::update(tx, &new).await?;
                    let altered = Alterations::default()
                        .with("name", &old.name, &new.name)
                        .with("zone", old.zone.name(), new.zone.name())
                        .with("address", &old.address, &new.address)
                        .with("arrival_notes", &old.arrival_notes, &new.arrival_notes);
                    let mut line = line.with_detail(detail(&new)).with_altered(altered);
                    line.kind = match (old.lockdown, new.lockdown) {
                        (false, true) => EventKind::SiteLockdown,
                        (true, false) => EventKind::SiteLockdownLifted,
                        _ => EventKind::SiteChanged,
                    };
                    event::append(tx, vec![line]).await?;
                }
                Ok(new)
            })
        })
        .await
    }

    /// A site, if it may be removed.
    ///
    /// # Errors
    /// When there is none, it has doors, or it is the only one.
    pub async fn removable_site(&self, actor: &Actor, id: SiteId) -> Result<Site, Trouble> {
        require(actor, Act::ManageDoors)?;
        let organization = actor.organization;
        self.look(move |tx| {
            Box::pin(async move {
                let known = found(tx, organization, id).await?;
                check_removable(tx, &known).await?;
                Ok(known)
            })
        })
        .await
    }

    /// Removes a site that has no doors any more and is not the only one, with its address and how it is reached.
    ///
    /// # Errors
    /// When there is none, it has doors, it is the only one, or it is not as it was seen.
    pub async fn remove_site(&self, actor: &Actor, id: SiteId, seen: Option<Seen>) -> Result<(), Trouble> {
        require(actor, Act::ManageDoors)?;
        let line = self.event(actor, EventKind::SiteRemoved, About::default())?;
        let (organization, now) = (actor.organization, self.now());
        self.change(actor, move |tx| {
            Box::pin(async move {
                let known = found(tx, organization, id).await?;
                Seen::check(seen.as_ref(), &known)?;
                check_removable(tx, &known).await?;
                site::remove(tx, organization, id, now).await?;
                event::append(tx, vec![line.with_detail(detail(&known))]).await?;
                Ok(())
            })
        })
        .await
    }
}

async fn check_removable(tx: &mut Tx, known: &Site) -> Result<(), Trouble> {
    let (organization, name) = (known.organization, &known.name);
    if site::list(tx, organization).await?.len() < 2 {
        return Err(Trouble::Conflict(format!(
            "\u{201c}{name}\u{201d} is the only building, and there must be one; add another first, or give this one another name"
        )));
    }
    let doors = door::list(tx, organization).await?;
    let here: Vec<&str> =
        doors.iter().filter(|now| now.door.site == known.id).map(|now| now.door.name.as_str()).collect();
    if here.is_empty() {
        return Ok(());
    }
    Err(Trouble::Conflict(format!(
        "\u{201c}{name}\u{201d} has {}; remove these doors first, or move them to another building",
        listed(&here)
    )))
}

fn apply(mut site: Site, input: &SiteInput) -> Result<Site, Trouble> {
    if let Some(name) = &input.name {
        site.name = Name::parse(name).map_err(Trouble::text("name"))?.as_str().to_owned();
    }
    if let Some(zone) = &input.zone {
        site.zone = parse_zone(zone)?;
    }
    if let Some(address) = &input.address {
        site.address = Note::parse(address).map_err(Trouble::text("address"))?.as_str().to_owned();
    }
    if let Some(notes) = &input.arrival_notes {
        site.arrival_notes = Note::parse(notes).map_err(Trouble::text("arrival_notes"))?.as_str().to_owned();
    }
    site.lockdown = input.lockdown.unwrap_or(site.lockdown);
    Ok(site)
}

/// Which site a line is about.
pub(crate) fn detail(site: &Site) -> serde_json::Value {
    serde_json::json!({ "site": site.id, "name": site.name })
}

pub(crate) fn parse_zone(name: &str) -> Result<Zone, Trouble> {
    Zone::parse(name).map_err(|error| Trouble::invalid("zone", error))
}

async fn found(tx: &mut Tx, organization: OrganizationId, id: SiteId) -> Result<Site, Trouble> {
    site::by_id(tx, organization, id).await?.ok_or(Trouble::NotFound("site"))
}
