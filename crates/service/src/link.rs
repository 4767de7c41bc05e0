//! Links: made, looked at, changed, revoked, rotated, copied.

mod bound;
mod branch;
mod change;
mod check;
mod device;
mod ending;
mod hollow;
mod pin;
mod search;

use jiff::{SignedDuration, Timestamp};
use keylink_domain::actor::Actor;
use keylink_domain::arrival::Wish;
use keylink_domain::contact::ContactShown;
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{CredentialId, DoorId, LinkId, OrganizationId, TemplateId, UserId};
use keylink_domain::link::{Link, LinkConflict, LinkState, PinTerm, Terms};
use keylink_domain::moment::{Lasting, Moment};
use keylink_domain::secret::Secret;
use keylink_domain::user::Act;
use keylink_domain::validity::Usage;
use keylink_domain::window::{Purpose, ValidityInput};
use keylink_store::{Tx, arrival, event, link};

pub(crate) use self::branch::all_branches;
pub use self::branch::{MadeBranch, NewBranch, NotPassedOn, TypedNumber};
pub use self::change::ChangeLink;
use self::change::{check_gains, checked_change};
pub(crate) use self::check::language;
use self::check::{check_doors, cloud_key, description, maker, name, said_of_hours, zone_of};
pub use self::ending::EndingLinks;
pub use self::hollow::Hollows;
pub(crate) use self::hollow::hollows;
pub use self::pin::{PIN_TICKET_FOR, PinAnswer};
pub use self::search::{FoundLinks, LinkFilter, WantedState};
use crate::house::{House, require};
use crate::idempotency::IdempotencyKey;
use crate::trouble::Trouble;

/// For so long a request that comes again is one whose answer was lost.
const ANSWERED_WITHIN: SignedDuration = SignedDuration::from_mins(5);

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
    /// Of which arrivals its maker is told.
    pub arrivals: Wish,
    /// The template to make it from: it fills in what is left open, and bounds the rest.
    pub template: Option<TemplateId>,
    /// For the operator, who has no cloud keys: whose to use. The first owner's where none is named.
    pub maker: Option<UserId>,
    /// Whether its guest may pass it on.
    pub share_on: bool,
    /// A PIN that the guest is asked for, told by another way.
    pub pin: Option<String>,
    /// Whether it opens only on the device that uses it first.
    pub first_device_only: bool,
    /// Whose contact the guest is shown.
    pub contact: ContactShown,
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

/// The most links that are revoked together: the presses of all of them wait for that.
const AT_ONCE: usize = 100;

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
        let pin = match &new.pin {
            Some(pin) => Some(self.seal_pin(actor.organization, id, pin).await?),
            None => None,
        };
        let line = self.event(actor, EventKind::LinkCreated, About { link: Some(id), ..About::default() })?;
        let actor = *actor;
        let (link, warnings, sealed) = self
            .change(&actor, move |tx| {
                Box::pin(async move {
                    if let Some(before) = IdempotencyKey::before(key.as_ref(), tx, &actor).await? {
                        return again(tx, &actor, LinkId::from_uuid(before), line, now).await;
                    }
                    let maker = maker(tx, &actor, new.maker, new.credential).await?;
                    let cloud_key = cloud_key(tx, actor.organization, maker, new.credential, now).await?;
                    let limits = bound::limits(tx, actor.organization).await?;
                    let made_from = bound::made_from(tx, &actor, new.template).await?;
                    let new = bound::fill_in(tx, &actor, maker, made_from.as_ref(), new).await?;
                    let doors = check_doors(tx, &actor, maker, new.doors).await?;
                    let zone = zone_of(tx, actor.organization, &doors).await?;
                    let validity = bound::fill_in_most(limits, made_from.as_ref(), new.validity, &zone, now)?;
                    let checked = validity.check(&zone, now, Purpose::Making)?;
                    let mut warnings = checked.warnings;
                    warnings.extend(said_of_hours(tx, actor.organization, maker, &doors).await?);
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
                        made_from: made_from.map(|(made, _)| made),
                        state: LinkState::Live,
                        generation: 1,
                        revision: 1,
                        created_at: now,
                        terms: Terms {
                            share_on: new.share_on,
                            pin: PinTerm { is_set: pin.is_some(), version: u32::from(pin.is_some()) },
                            first_device_only: new.first_device_only,
                            contact: new.contact,
                        },
                        origin: None,
                        device_since: None,
                    };
                    bound::check_new(&actor, limits, &link)?;
                    link::insert(tx, &link, secret.hash(), sealed.clone()).await?;
                    if pin.is_some() {
                        link::set_pin(tx, &link, pin).await?;
                    }
                    if new.arrivals != Wish::default() {
                        arrival::set(tx, actor.organization, id, new.arrivals).await?;
                    }
                    let mut line = line;
                    line.about.credential = Some(cloud_key.id);
                    line.about.user = Some(maker).filter(|maker| actor.user().is_some_and(|actor| actor != *maker));
                    event::append(tx, vec![line]).await?;
                    IdempotencyKey::made(key.as_ref(), tx, &actor, id.uuid(), now).await?;
                    Ok((link, warnings, sealed))
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
        let pin = match &change.pin {
            Some(Some(pin)) => Some(self.seal_pin(actor.organization, id, pin).await?),
            Some(None) | None => None,
        };
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let old = for_change(tx, &actor, id).await?;
                let (revision, other_pin) = (change.revision, change.pin.is_some());
                let (change, warnings) = checked_change(tx, &actor, &old, change, now).await?;
                let (new, altered) = old.clone().change(change, revision)?;
                bound::check_change(&actor, bound::limits(tx, actor.organization).await?, &old, &new, now)?;
                if !altered.is_empty() {
                    link::update(tx, &new).await?;
                    if other_pin {
                        link::set_pin(tx, &new, pin).await?;
                    }
                    let mut line = line.with_personal(serde_json::json!({ "altered": altered }));
                    line.about.credential = Some(new.credential);
                    event::append(tx, vec![line]).await?;
                }
                Ok((new, warnings))
            })
        })
        .await
    }

    /// Gives a link more time: from its end on, or from now on where it is over.
    ///
    /// # Errors
    /// When it has no end, was revoked, or is not any more as it was seen: a second press is not a second time.
    pub async fn extend_link(
        &self,
        actor: &Actor,
        id: LinkId,
        revision: Option<u32>,
        by: Lasting,
    ) -> Result<Link, Trouble> {
        let link = self.link(actor, id).await?;
        let ended = || Trouble::invalid("valid_until", "this link has no end that could be later");
        let from = link.validity.until.ok_or_else(ended)?.max(self.now());
        let until = by.end_from(from, &link.validity.zone).map_err(|error| Trouble::invalid("valid_until", error))?;
        check_gains(&link, until.instant, self.now())?;
        let change = ChangeLink {
            revision: Some(revision.unwrap_or(link.revision)),
            until: Some(Some(Moment::Instant(until.instant))),
            ..ChangeLink::default()
        };
        Ok(self.change_link(actor, id, change).await?.0)
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

    /// Revokes several links at once, all or none; tells how many were not revoked before.
    ///
    /// # Errors
    /// When one of them is not there for the actor; then none is revoked.
    pub async fn revoke_links(&self, actor: &Actor, ids: &[LinkId]) -> Result<usize, Trouble> {
        let line = |id: &LinkId| {
            let about = About { link: Some(*id), ..About::default() };
            Ok((*id, self.event(actor, EventKind::LinkRevoked, about)?))
        };
        let mut ids = ids.to_vec();
        // In the order in which decisions lock links, so that the two never wait for each other.
        ids.sort_unstable();
        ids.dedup();
        if ids.len() > AT_ONCE {
            return Err(Trouble::invalid("link", format!("choose {AT_ONCE} links at the most, then the next")));
        }
        let wanted = ids.iter().map(line).collect::<Result<Vec<_>, Trouble>>()?;
        let (actor, now) = (*actor, self.now());
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let mut lines = Vec::new();
                for (id, line) in wanted {
                    let old = for_change(tx, &actor, id).await?;
                    if !old.is_revoked() {
                        link::update(tx, &old.revoke(now)).await?;
                        lines.push(line);
                    }
                }
                let revoked = lines.len();
                event::append(tx, lines).await?;
                Ok(revoked)
            })
        })
        .await
    }

    /// Gives a link a new secret; the old one is dead from the answer on.
    ///
    /// # Errors
    /// When there is none, it was revoked, or its secret is not the one of the generation that was seen: a page that is
    /// loaded again does not kill the address that it has just shown.
    pub async fn rotate_link(&self, actor: &Actor, id: LinkId, seen: Option<u32>) -> Result<MadeLink, Trouble> {
        let line = self.event(actor, EventKind::LinkRotated, About { link: Some(id), ..About::default() })?;
        let secret = Secret::generate(self.entropy.as_ref())?;
        let generation = self.link(actor, id).await?.generation + 1;
        if seen.is_some_and(|seen| seen + 1 != generation) {
            return Err(Trouble::Conflict(
                "this link was given a new address already; copy that one from the link\u{2019}s page".to_owned(),
            ));
        }
        let sealed = self.seal_secret(&secret, actor.organization, id, generation)?;
        let actor = *actor;
        let copy = sealed.clone();
        let link = self
            .change(&actor, move |tx| {
                Box::pin(async move {
                    let rotated = for_change(tx, &actor, id).await?.rotate()?;
                    if rotated.generation != generation {
                        return Err(LinkConflict::ChangedMeanwhile.into());
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
                        return Err(LinkConflict::Revoked.into());
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

    pub(crate) fn url_of(&self, link: &Link, sealed: &[u8]) -> Result<String, Trouble> {
        let secret = self.seal.open(sealed, &belongs_to(link.organization, link.id, link.generation))?;
        let secret = std::str::from_utf8(&secret).map_err(|_| Trouble::Sealed)?;
        Ok(format!("{}/k/{secret}", self.public_url))
    }
}

/// What a sealed copy is bound to.
fn belongs_to(organization: OrganizationId, id: LinkId, generation: u32) -> Vec<u8> {
    [b"link".as_slice(), organization.uuid().as_bytes(), id.uuid().as_bytes(), &generation.to_be_bytes()].concat()
}

pub(crate) fn may_see(actor: &Actor, link: &Link) -> bool {
    actor.may(Act::SeeAll) || actor.user() == Some(link.maker)
}

/// Whose links a member is shown: their own.
fn only_own(actor: &Actor) -> Option<UserId> {
    if actor.may(Act::SeeAll) { None } else { actor.user() }
}

/// What the same request made before. Shortly after, its answer was lost on the way; later, or where the secret is
/// another, the link is shown again, and that is a line of the log like every other such time.
async fn again(
    tx: &mut Tx,
    actor: &Actor,
    id: LinkId,
    line: NewEvent,
    now: Timestamp,
) -> Result<(Link, Vec<String>, Vec<u8>), Trouble> {
    let link = for_change(tx, actor, id).await?;
    if link.is_revoked() {
        return Err(LinkConflict::Revoked.into());
    }
    let sealed = link::sealed(tx, actor.organization, id).await?.ok_or(Trouble::NotFound("link"))?;
    if link.generation > 1 || now.duration_since(link.created_at) > ANSWERED_WITHIN {
        let about = About { link: Some(id), credential: Some(link.credential), ..About::default() };
        event::append(tx, vec![NewEvent { kind: EventKind::LinkCopied, about, ..line }]).await?;
    }
    Ok((link, Vec::new(), sealed))
}

/// A link that the actor may change; one that they may not even see is not there for them.
pub(crate) async fn for_change(tx: &mut Tx, actor: &Actor, id: LinkId) -> Result<Link, Trouble> {
    let found = link::by_id_for_change(tx, actor.organization, id).await?;
    let link = found.filter(|link| may_see(actor, link)).ok_or(Trouble::NotFound("link"))?;
    let own = actor.user() == Some(link.maker);
    require(actor, if own { Act::ManageOwnLinks } else { Act::ManageAllLinks })?;
    Ok(link)
}
