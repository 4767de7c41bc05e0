//! Links: made, looked at, changed, revoked, rotated, copied.

use jiff::Timestamp;
use keylink_domain::actor::{Actor, Who};
use keylink_domain::credential::{Credential, CredentialKind};
use keylink_domain::event::{About, EventKind};
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::{CredentialId, DoorId, LinkId, OrganizationId, UserId};
use keylink_domain::link::{Link, LinkChange, LinkState, MAX_DOORS};
use keylink_domain::moment::{Lasting, Moment};
use keylink_domain::secret::Secret;
use keylink_domain::text::{Name, Note};
use keylink_domain::user::Act;
use keylink_domain::validity::{Usage, Validity};
use keylink_domain::window::{Purpose, ValidityInput};
use keylink_domain::zone::Zone;
use keylink_store::{Tx, access, credential, door, event, link, site, user};

use crate::house::{House, require};
use crate::idempotency::IdempotencyKey;
pub use crate::link_search::{FoundLinks, LinkFilter, WantedState};
use crate::trouble::Trouble;

/// What a new link is to be.
#[derive(Debug, Clone, Default)]
pub struct NewLink {
    /// What its maker calls it.
    pub name: String,
    /// A note for its maker.
    pub description: String,
    /// The doors, in the order in which the guest sees them.
    pub doors: Vec<DoorId>,
    /// When it is valid.
    pub validity: ValidityInput,
    /// The guest's language (a BCP 47 tag), or the guest's own.
    pub language: Option<String>,
    /// The cloud key to make it under; the actor's first that counts where none is named.
    pub credential: Option<CredentialId>,
    /// For the operator, who has no cloud keys: whose to use. The first owner's where none is named.
    pub maker: Option<UserId>,
}

/// What is to be changed of a link; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ChangeLink {
    /// The revision that the caller saw; a change of somebody else since then is a conflict.
    pub revision: Option<u32>,
    /// A new name.
    pub name: Option<String>,
    /// A new note.
    pub description: Option<String>,
    /// Other doors.
    pub doors: Option<Vec<DoorId>>,
    /// Another beginning; the inner `None` means none.
    pub from: Option<Option<Moment>>,
    /// Another end; the inner `None` means none.
    pub until: Option<Option<Moment>>,
    /// Another length from the beginning on, instead of an end.
    pub duration: Option<Lasting>,
    /// Another length from the first use on; the inner `None` means none.
    pub after_first_use: Option<Option<Lasting>>,
    /// Other weekly hours; the inner `None` means always.
    pub hours: Option<Option<WeeklyHours>>,
    /// Another number of uses; the inner `None` means any.
    pub max_uses: Option<Option<u32>>,
    /// Another language; the inner `None` means the guest's own.
    pub language: Option<Option<String>>,
}

/// A link with what its maker is to know at once.
#[derive(Debug, Clone)]
pub struct MadeLink {
    /// The link.
    pub link: Link,
    /// The address to send to the guest: holds the secret.
    pub url: String,
    /// Sentences about times that were skipped or said twice.
    pub warnings: Vec<String>,
}

impl House {
    /// Makes a link.
    ///
    /// # Errors
    /// When something given is wrong, or the maker may not share a door.
    pub async fn make_link(
        &self,
        actor: &Actor,
        new: NewLink,
        key: Option<IdempotencyKey>,
    ) -> Result<MadeLink, Trouble> {
        require(actor, Act::ManageOwnLinks)?;
        let secret = Secret::generate(self.entropy.as_ref())?;
        let now = self.now();
        let id = LinkId::new(now, self.entropy.chance()?);
        let sealed = self.seal_secret(&secret, actor.organization, id, 1)?;
        let line = self.event(actor, EventKind::LinkCreated, About { link: Some(id), ..About::default() })?;
        let actor = *actor;
        let (link, warnings, sealed) = self
            .change(&actor, move |tx| {
                Box::pin(async move {
                    if let Some(before) = IdempotencyKey::before(key.as_ref(), tx, actor.organization).await? {
                        return again(tx, actor.organization, LinkId::from_uuid(before)).await;
                    }
                    let maker = maker(tx, &actor, new.maker).await?;
                    let cloud_key = cloud_key(tx, actor.organization, maker, new.credential, now).await?;
                    let doors = check_doors(tx, actor.organization, maker, new.doors).await?;
                    let zone = zone_of(tx, actor.organization, &doors).await?;
                    let checked = new.validity.check(&zone, now, Purpose::Making)?;
                    let link = Link {
                        id,
                        organization: actor.organization,
                        credential: cloud_key.id,
                        maker,
                        name: name(&new.name)?,
                        description: description(&new.description)?,
                        doors,
                        validity: checked.validity,
                        usage: Usage::default(),
                        language: language(new.language)?,
                        state: LinkState::Live,
                        generation: 1,
                        revision: 1,
                        created_at: now,
                    };
                    link::insert(tx, &link, secret.hash(), sealed.clone()).await?;
                    let mut line = line;
                    line.about.credential = Some(cloud_key.id);
                    event::append(tx, vec![line]).await?;
                    IdempotencyKey::made(key.as_ref(), tx, actor.organization, id.uuid(), now).await?;
                    Ok((link, checked.warnings, sealed))
                })
            })
            .await?;
        let url = self.url_of(&link, &sealed)?;
        Ok(MadeLink { link, url, warnings })
    }

    /// One link that the actor may see.
    ///
    /// # Errors
    /// When there is none.
    pub async fn link(&self, actor: &Actor, id: LinkId) -> Result<Link, Trouble> {
        let actor = *actor;
        self.look(move |tx| {
            Box::pin(async move {
                let found = link::by_id(tx, actor.organization, id).await?;
                found.filter(|link| may_see(&actor, link)).ok_or(Trouble::NotFound("link"))
            })
        })
        .await
    }

    /// Links that the actor may see, newest first, before the link `before`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn links(&self, actor: &Actor, before: Option<LinkId>, limit: u32) -> Result<Vec<Link>, Trouble> {
        let (organization, only) = (actor.organization, only_own(actor));
        self.look(move |tx| Box::pin(async move { Ok(link::list(tx, organization, only, before, limit).await?) })).await
    }

    /// Changes a link.
    ///
    /// # Errors
    /// When something given is wrong, the link was revoked, or somebody else changed it meanwhile.
    pub async fn change_link(
        &self,
        actor: &Actor,
        id: LinkId,
        change: ChangeLink,
    ) -> Result<(Link, Vec<String>), Trouble> {
        let line = self.event(actor, EventKind::LinkChanged, About { link: Some(id), ..About::default() })?;
        let (actor, now) = (*actor, self.now());
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let old = for_change(tx, &actor, id).await?;
                let revision = change.revision;
                let (change, warnings) = checked_change(tx, &old, change, now).await?;
                let (new, altered) = old.change(change, revision)?;
                if !altered.is_empty() {
                    link::update(tx, &new).await?;
                    let mut line = line.with_personal(serde_json::json!({ "altered": altered }));
                    line.about.credential = Some(new.credential);
                    event::append(tx, vec![line]).await?;
                }
                Ok((new, warnings))
            })
        })
        .await
    }

    /// Revokes a link: from the answer on it opens nothing. Revoking twice is one revoke.
    ///
    /// # Errors
    /// When there is none.
    pub async fn revoke_link(&self, actor: &Actor, id: LinkId) -> Result<Link, Trouble> {
        let line = self.event(actor, EventKind::LinkRevoked, About { link: Some(id), ..About::default() })?;
        let (actor, now) = (*actor, self.now());
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let old = for_change(tx, &actor, id).await?;
                if old.is_revoked() {
                    return Ok(old);
                }
                let revoked = old.revoke(now);
                link::update(tx, &revoked).await?;
                event::append(tx, vec![line]).await?;
                Ok(revoked)
            })
        })
        .await
    }

    /// Gives a link a new secret; the old one is dead from the answer on.
    ///
    /// # Errors
    /// When there is none, or it was revoked.
    pub async fn rotate_link(&self, actor: &Actor, id: LinkId) -> Result<MadeLink, Trouble> {
        let line = self.event(actor, EventKind::LinkRotated, About { link: Some(id), ..About::default() })?;
        let secret = Secret::generate(self.entropy.as_ref())?;
        let generation = self.link(actor, id).await?.generation + 1;
        let sealed = self.seal_secret(&secret, actor.organization, id, generation)?;
        let actor = *actor;
        let copy = sealed.clone();
        let link = self
            .change(&actor, move |tx| {
                Box::pin(async move {
                    let rotated = for_change(tx, &actor, id).await?.rotate()?;
                    if rotated.generation != generation {
                        return Err(keylink_domain::link::LinkConflict::ChangedMeanwhile.into());
                    }
                    link::set_secret(tx, &rotated, secret.hash(), copy).await?;
                    event::append(tx, vec![line]).await?;
                    Ok(rotated)
                })
            })
            .await?;
        let url = self.url_of(&link, &sealed)?;
        Ok(MadeLink { link, url, warnings: Vec::new() })
    }

    /// Shows a link's address again; that is an event.
    ///
    /// # Errors
    /// When there is none, it was revoked, or it was sealed with another key.
    pub async fn copy_link(&self, actor: &Actor, id: LinkId) -> Result<String, Trouble> {
        let line = self.event(actor, EventKind::LinkCopied, About { link: Some(id), ..About::default() })?;
        let actor = *actor;
        let (link, sealed) = self
            .change(&actor, move |tx| {
                Box::pin(async move {
                    let link = for_change(tx, &actor, id).await?;
                    if link.is_revoked() {
                        return Err(keylink_domain::link::LinkConflict::Revoked.into());
                    }
                    let sealed = link::sealed(tx, actor.organization, id).await?.ok_or(Trouble::NotFound("link"))?;
                    event::append(tx, vec![line]).await?;
                    Ok((link, sealed))
                })
            })
            .await?;
        self.url_of(&link, &sealed)
    }

    fn seal_secret(
        &self,
        secret: &Secret,
        organization: OrganizationId,
        id: LinkId,
        generation: u32,
    ) -> Result<Vec<u8>, Trouble> {
        self.seal.seal(self.entropy.as_ref(), secret.reveal().as_bytes(), &belongs_to(organization, id, generation))
    }

    fn url_of(&self, link: &Link, sealed: &[u8]) -> Result<String, Trouble> {
        let secret = self.seal.open(sealed, &belongs_to(link.organization, link.id, link.generation))?;
        let secret = std::str::from_utf8(&secret).map_err(|_| Trouble::Sealed)?;
        Ok(format!("{}/k/{secret}", self.public_url))
    }
}

/// What a sealed copy is bound to.
fn belongs_to(organization: OrganizationId, id: LinkId, generation: u32) -> Vec<u8> {
    [b"link".as_slice(), organization.uuid().as_bytes(), id.uuid().as_bytes(), &generation.to_be_bytes()].concat()
}

fn may_see(actor: &Actor, link: &Link) -> bool {
    actor.may(Act::SeeAll) || actor.user() == Some(link.maker)
}

/// Whose links a member is shown: their own.
fn only_own(actor: &Actor) -> Option<UserId> {
    if actor.may(Act::SeeAll) { None } else { actor.user() }
}

async fn again(tx: &mut Tx, organization: OrganizationId, id: LinkId) -> Result<(Link, Vec<String>, Vec<u8>), Trouble> {
    let link = link::by_id(tx, organization, id).await?.ok_or(Trouble::NotFound("link"))?;
    let sealed = link::sealed(tx, organization, id).await?.ok_or(Trouble::NotFound("link"))?;
    Ok((link, Vec::new(), sealed))
}

/// A link that the actor may change; one that they may not even see is not there for them.
async fn for_change(tx: &mut Tx, actor: &Actor, id: LinkId) -> Result<Link, Trouble> {
    let found = link::by_id_for_change(tx, actor.organization, id).await?;
    let link = found.filter(|link| may_see(actor, link)).ok_or(Trouble::NotFound("link"))?;
    let own = actor.user() == Some(link.maker);
    require(actor, if own { Act::ManageOwnLinks } else { Act::ManageAllLinks })?;
    Ok(link)
}

/// Under whose cloud key the link is made.
async fn maker(tx: &mut Tx, actor: &Actor, named: Option<UserId>) -> Result<UserId, Trouble> {
    match (actor.who, named) {
        (Who::User { id, .. }, None) => Ok(id),
        (Who::User { id, .. }, Some(named)) if id == named => Ok(id),
        (Who::User { .. }, Some(_)) => Err(Trouble::Forbidden),
        (Who::Operator, Some(named)) => {
            let known = user::by_id(tx, actor.organization, named).await?;
            known.map(|user| user.id).ok_or_else(|| Trouble::invalid("maker", "there is no such user"))
        }
        (Who::Operator, None) => {
            let users = user::list(tx, actor.organization).await?;
            let owner = users.iter().min_by_key(|user| user.role).map(|user| user.id);
            owner.ok_or_else(|| {
                Trouble::invalid("maker", "the organization has no user yet; open the set-up link first")
            })
        }
    }
}

async fn cloud_key(
    tx: &mut Tx,
    organization: OrganizationId,
    maker: UserId,
    named: Option<CredentialId>,
    now: Timestamp,
) -> Result<Credential, Trouble> {
    let keys = credential::list(tx, organization, Some(maker)).await?;
    let mut keys = keys.into_iter().filter(|key| key.kind == CredentialKind::CloudKey && key.is_active(now));
    match named {
        Some(id) => keys.find(|key| key.id == id).ok_or_else(|| {
            Trouble::invalid(
                "credential_id",
                "this is no cloud key of yours that counts now; leave it out to use your first",
            )
        }),
        None => keys.next().ok_or_else(|| {
            Trouble::invalid("credential_id", "you have no cloud key that counts now; ask an administrator for one")
        }),
    }
}

/// The doors must be there and the maker must be able to share each of them: a link is never worth
/// more than its maker, so one that could open nothing is not made.
async fn check_doors(
    tx: &mut Tx,
    organization: OrganizationId,
    maker: UserId,
    doors: Vec<DoorId>,
) -> Result<Vec<DoorId>, Trouble> {
    let mut unique: Vec<DoorId> = Vec::with_capacity(doors.len());
    doors.into_iter().for_each(|door| {
        if !unique.contains(&door) {
            unique.push(door)
        }
    });
    if unique.is_empty() || unique.len() > MAX_DOORS {
        return Err(Trouble::invalid("doors", format!("name 1 to {MAX_DOORS} doors by their ids")));
    }
    let rights = access::list(tx, organization, Some(maker)).await?;
    for id in &unique {
        let Some(known) = door::by_id(tx, organization, *id).await? else {
            return Err(Trouble::invalid("doors", format!("there is no door {id}; list the doors to see their ids")));
        };
        if !rights.iter().any(|right| right.door == *id && right.remote_unlock) {
            return Err(Trouble::invalid(
                "doors",
                format!(
                    "the link's maker has no access with remote unlock to \u{201c}{}\u{201d}; give it first",
                    known.door.name
                ),
            ));
        }
    }
    Ok(unique)
}

/// The zone in which the link's times are meant: that of its first door's site.
async fn zone_of(tx: &mut Tx, organization: OrganizationId, doors: &[DoorId]) -> Result<Zone, Trouble> {
    let first = doors.first().copied().ok_or(Trouble::NotFound("door"))?;
    let known = door::by_id(tx, organization, first).await?.ok_or(Trouble::NotFound("door"))?;
    let site = site::by_id(tx, organization, known.door.site).await?.ok_or(Trouble::NotFound("site"))?;
    Ok(site.zone)
}

async fn checked_change(
    tx: &mut Tx,
    old: &Link,
    change: ChangeLink,
    now: Timestamp,
) -> Result<(LinkChange, Vec<String>), Trouble> {
    let doors = match change.doors.clone() {
        Some(doors) => Some(check_doors(tx, old.organization, old.maker, doors).await?),
        None => None,
    };
    let zone = zone_of(tx, old.organization, doors.as_deref().unwrap_or(&old.doors)).await?;
    let (validity, warnings) = changed_validity(&old.validity, &change, &zone, now)?;
    Ok((
        LinkChange {
            name: change.name.as_deref().map(name).transpose()?,
            description: change.description.as_deref().map(description).transpose()?,
            doors,
            validity,
            language: change.language.map(language).transpose()?,
        },
        warnings,
    ))
}

/// The old validity with what is to change, checked as a whole. Nothing to change gives `None`.
fn changed_validity(
    old: &Validity,
    change: &ChangeLink,
    zone: &Zone,
    now: Timestamp,
) -> Result<(Option<Validity>, Vec<String>), Trouble> {
    let times = change.from.is_some() || change.until.is_some() || change.duration.is_some();
    if !times
        && change.after_first_use.is_none()
        && change.hours.is_none()
        && change.max_uses.is_none()
        && *zone == old.zone
    {
        return Ok((None, Vec::new()));
    }
    let keep = |at: Option<Timestamp>| at.map(Moment::Instant);
    let input = ValidityInput {
        from: change.from.unwrap_or_else(|| keep(old.from)),
        until: match (&change.until, &change.duration) {
            (Some(until), _) => *until,
            // A new length replaces the old end.
            (None, Some(_)) => None,
            (None, None) => keep(old.until),
        },
        duration: change.duration,
        after_first_use: change.after_first_use.flatten(),
        hours: change.hours.clone().unwrap_or_else(|| old.hours.clone()),
        max_uses: change.max_uses.unwrap_or_else(|| old.max_uses.map(std::num::NonZeroU32::get)),
    };
    let mut checked = input.check(zone, now, Purpose::Changing)?;
    if change.after_first_use.is_none() {
        checked.validity.after_first_use = old.after_first_use;
    }
    Ok((Some(checked.validity), checked.warnings))
}

fn name(text: &str) -> Result<String, Trouble> {
    Name::parse(text).map(|name| name.as_str().to_owned()).map_err(Trouble::text("name"))
}

fn description(text: &str) -> Result<String, Trouble> {
    Note::parse(text).map(|note| note.as_str().to_owned()).map_err(Trouble::text("description"))
}

fn language(tag: Option<String>) -> Result<Option<String>, Trouble> {
    let Some(tag) = tag else { return Ok(None) };
    let fits = (2..=35).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if fits { Ok(Some(tag)) } else { Err(Trouble::invalid("language", "give a language tag such as en or pt-BR")) }
}
