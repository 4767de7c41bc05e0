//! Branches: a guest passes a link on to others, for fewer doors or a shorter time, and may withdraw that again.
//!
//! Nothing of the link's rights is copied into a branch. Whether it opens is decided at each press, by both.

use std::net::IpAddr;

use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::authority;
use keylink_domain::bounds::OverBound;
use keylink_domain::clock::NoEntropy;
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{DoorId, EventId, LinkId, OrganizationId};
use keylink_domain::link::{Link, LinkState, MAX_BRANCHES, MAX_BRANCHES_EVER, Origin, Terms};
use keylink_domain::moment::Moment;
use keylink_domain::refusal::Refusal;
use keylink_domain::secret::{Secret, SecretHash, fingerprint};
use keylink_domain::text::Name;
use keylink_domain::validity::{Usage, Validity};
use keylink_domain::window::{Purpose, ValidityInput};
use keylink_store::{Tx, event, link, unlock};

use super::{bound, may_see};
use crate::guest::Carried;
use crate::house::House;
use crate::idempotency::IdempotencyKey;
use crate::trouble::Trouble;

/// What a branch is to be.
#[derive(Debug, Clone, Default)]
pub struct NewBranch {
    /// Whom it is for.
    pub name: String,
    /// Which of the link's doors.
    pub doors: Vec<DoorId>,
    /// From when on; left out, as soon as the link itself.
    pub from: Option<Moment>,
    /// Until when; left out, as long as the link itself.
    pub until: Option<Moment>,
    /// How often; left out, as often as the link itself.
    pub max_uses: Option<u32>,
}

/// What shows that a person sent the form: the number that it showed, and its ticket.
#[derive(Debug, Clone)]
pub struct TypedNumber<'a> {
    /// What was typed.
    pub number: &'a str,
    /// The form's ticket.
    pub ticket: &'a str,
}

/// A branch that was made, and the address that its guest's guest gets.
#[derive(Debug, Clone)]
pub struct MadeBranch {
    /// The branch.
    pub link: Link,
    /// Its address. It holds the secret, and is not shown again.
    pub url: String,
}

/// Why a link was not passed on.
#[derive(Debug, thiserror::Error)]
pub enum NotPassedOn {
    /// The number was not typed in, or is too old.
    #[error("the number was not the one on the page")]
    Number,
    /// The name is none.
    #[error("the name is none")]
    Name,
    /// No door was chosen, or one that the link does not name.
    #[error("no door of this link was chosen")]
    Doors,
    /// The window does not lie within the link's own.
    #[error("the window does not lie within the link's own")]
    Window,
    /// More uses than the link has left, or none.
    #[error("more uses than the link has left")]
    Uses,
    /// It was passed on too often.
    #[error("it was passed on too often")]
    Full,
    /// The link may not be passed on, or opens nothing any more.
    #[error("the link may not be passed on")]
    NotAllowed,
    /// It could not be done.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<NoEntropy> for NotPassedOn {
    fn from(error: NoEntropy) -> Self {
        Self::Trouble(error.into())
    }
}

impl From<OverBound> for NotPassedOn {
    fn from(over: OverBound) -> Self {
        match over {
            OverBound::TooOften(_) => Self::Uses,
            _ => Self::Window,
        }
    }
}

impl From<keylink_store::Error> for NotPassedOn {
    fn from(error: keylink_store::Error) -> Self {
        Self::Trouble(error.into())
    }
}

impl House {
    /// The branches of a link that the actor may see, oldest first.
    ///
    /// # Errors
    /// When there is no such link.
    pub async fn branches(&self, actor: &Actor, id: LinkId) -> Result<Vec<Link>, Trouble> {
        let actor = *actor;
        self.look(move |tx| {
            Box::pin(async move {
                let found = link::by_id(tx, actor.organization, id).await?;
                found.filter(|link| may_see(&actor, link)).ok_or(Trouble::NotFound("link"))?;
                Ok(all_branches(tx, actor.organization, id).await?)
            })
        })
        .await
    }

    /// A number for a form that changes something for a guest, and the ticket that knows it.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn form_ticket(&self, secret: SecretHash) -> Result<(u8, String), Trouble> {
        self.number_for_form(secret)
    }

    /// A guest makes a branch of their link.
    ///
    /// # Errors
    /// When it may not be passed on, or not like this.
    pub async fn pass_on(
        &self,
        secret: &str,
        carried: &Carried,
        typed: TypedNumber<'_>,
        new: NewBranch,
        address: Option<IpAddr>,
    ) -> Result<MadeBranch, NotPassedOn> {
        let (hash, parent) = self.own_link(secret, typed.clone(), address).await?;
        if !self.limits.press_of(parent.id) {
            return Err(NotPassedOn::Full);
        }
        let (now, shown) = (self.now(), self.showing(hash, carried));
        let id = LinkId::new(now, self.entropy.chance()?);
        let secret = Secret::generate(self.entropy.as_ref())?;
        let sealed = self.seal_secret(&secret, parent.organization, id, 1)?;
        let lines = [
            self.guest_line(EventKind::LinkPassedOn, parent.organization, parent.id)?,
            self.guest_line(EventKind::LinkCreated, parent.organization, id)?,
        ];
        let key = once(typed.ticket)?;
        // A guest is no user; the key is of their page, and no other page's.
        let nobody = Actor::new(parent.organization, Who::Operator);
        let made = self.change_of(parent.organization, move |tx| {
            Box::pin(async move {
                if let Some(before) = IdempotencyKey::before(Some(&key), tx, &nobody).await? {
                    return made_before(tx, nobody.organization, LinkId::from_uuid(before)).await;
                }
                let parent = link::by_secret(tx, hash).await?.ok_or(NotPassedOn::NotAllowed)?;
                check_room(tx, &parent).await?;
                let doors = check_doors(&parent, new.doors)?;
                for facts in unlock::for_link(tx, hash, shown, &doors).await?.into_iter() {
                    let facts = facts.ok_or(NotPassedOn::NotAllowed)?;
                    if authority::decide(&facts, now).err().is_some_and(is_lasting) {
                        return Err(NotPassedOn::NotAllowed);
                    }
                }
                let input =
                    ValidityInput { from: new.from, until: new.until, max_uses: new.max_uses, ..Default::default() };
                let limits = bound::limits(tx, parent.organization).await?;
                let validity = bound::for_branch(limits, &parent, within(&parent, input, now)?, now)?;
                let branch = Link {
                    id,
                    name: Name::parse(&new.name).map_err(|_| NotPassedOn::Name)?.as_str().to_owned(),
                    description: String::new(),
                    doors,
                    validity,
                    usage: Usage::default(),
                    state: LinkState::Live,
                    generation: 1,
                    revision: 1,
                    created_at: now,
                    terms: Terms { contact: parent.terms.contact, ..Terms::default() },
                    origin: Some(Origin { link: parent.id, generation: parent.generation }),
                    device_since: None,
                    ..parent
                };
                link::insert(tx, &branch, secret.hash(), sealed.clone()).await?;
                event::append(tx, lines.into()).await?;
                IdempotencyKey::made(Some(&key), tx, &nobody, id.uuid(), now).await?;
                Ok((branch, Vec::new(), sealed))
            })
        });
        let (link, _, sealed) = made.await?;
        let url = self.url_of(&link, &sealed)?;
        Ok(MadeBranch { link, url })
    }

    /// A guest withdraws a branch that they made: from the answer on it opens nothing.
    ///
    /// # Errors
    /// When it is none of theirs.
    pub async fn withdraw_branch(
        &self,
        secret: &str,
        carried: &Carried,
        typed: TypedNumber<'_>,
        branch: LinkId,
        address: Option<IpAddr>,
    ) -> Result<Link, NotPassedOn> {
        let (hash, parent) = self.own_link(secret, typed, address).await?;
        let (now, shown) = (self.now(), self.showing(hash, carried));
        let line = self.guest_line(EventKind::LinkRevoked, parent.organization, branch)?;
        self.change_of(parent.organization, move |tx| {
            Box::pin(async move {
                let asked = unlock::for_link(tx, hash, shown, &parent.doors).await?.into_iter().flatten().next();
                let claim = asked.and_then(|facts| facts.claim).ok_or(NotPassedOn::NotAllowed)?;
                authority::check_asked(&claim).map_err(|_| NotPassedOn::NotAllowed)?;
                let found = link::by_id_for_change(tx, parent.organization, branch).await?;
                let own = |link: &Link| link.origin.is_some_and(|origin| origin.link == parent.id);
                let found = found.filter(own).ok_or(NotPassedOn::NotAllowed)?;
                if found.is_revoked() {
                    return Ok(found);
                }
                let revoked = found.revoke(now);
                link::update(tx, &revoked).await?;
                event::append(tx, vec![line]).await?;
                Ok(revoked)
            })
        })
        .await
    }

    /// The link with this secret, for a form of its guest that a person sent.
    async fn own_link(
        &self,
        secret: &str,
        typed: TypedNumber<'_>,
        address: Option<IpAddr>,
    ) -> Result<(SecretHash, Link), NotPassedOn> {
        let hash = Secret::parse(secret).map_err(|_| self.missed(address))?.hash();
        let found = self.look(move |tx| Box::pin(async move { Ok::<_, Trouble>(link::by_secret(tx, hash).await?) }));
        let parent = found.await?.ok_or_else(|| self.missed(address))?;
        if !self.is_number_of_form(hash, typed.number, typed.ticket) {
            return Err(NotPassedOn::Number);
        }
        Ok((hash, parent))
    }

    /// A line about something that a guest did.
    fn guest_line(&self, kind: EventKind, organization: OrganizationId, link: LinkId) -> Result<NewEvent, Trouble> {
        let at = self.now();
        Ok(NewEvent {
            id: EventId::new(at, self.entropy.chance()?),
            organization,
            at,
            kind,
            via: Via::Link,
            actor: None,
            about: About { link: Some(link), ..About::default() },
            detail: serde_json::Value::Null,
            personal: None,
        })
    }
}

pub(crate) async fn all_branches(
    tx: &mut Tx,
    organization: OrganizationId,
    id: LinkId,
) -> Result<Vec<Link>, keylink_store::Error> {
    let most = u32::try_from(MAX_BRANCHES_EVER).unwrap_or(u32::MAX);
    link::branches(tx, organization, id, most).await
}

/// What the same form made before: its answer was lost on the way.
async fn made_before(
    tx: &mut Tx,
    organization: OrganizationId,
    id: LinkId,
) -> Result<(Link, Vec<String>, Vec<u8>), NotPassedOn> {
    let branch = link::by_id(tx, organization, id).await?.filter(|branch| !branch.is_revoked());
    let branch = branch.ok_or(NotPassedOn::NotAllowed)?;
    let sealed = link::sealed(tx, organization, id).await?.ok_or(NotPassedOn::NotAllowed)?;
    Ok((branch, Vec::new(), sealed))
}

/// The same form is one branch, however often it is sent.
fn once(ticket: &str) -> Result<IdempotencyKey, Trouble> {
    let print = hex::encode(fingerprint(&[b"branch", ticket.as_bytes()]));
    IdempotencyKey::new(&print, &[b"branch", ticket.as_bytes()])
}

async fn check_room(tx: &mut Tx, parent: &Link) -> Result<(), NotPassedOn> {
    // A branch is not passed on further: whoever made the link knows whom they let in by name, at most.
    if !parent.terms.share_on || parent.origin.is_some() {
        return Err(NotPassedOn::NotAllowed);
    }
    let (ever, live) = link::count_branches(tx, parent.organization, parent.id).await?;
    let (most, most_ever) = (i64::try_from(MAX_BRANCHES).unwrap_or(0), i64::try_from(MAX_BRANCHES_EVER).unwrap_or(0));
    if live >= most || ever >= most_ever { Err(NotPassedOn::Full) } else { Ok(()) }
}

/// The link's own doors, in its order, as far as they were chosen.
fn check_doors(parent: &Link, chosen: Vec<DoorId>) -> Result<Vec<DoorId>, NotPassedOn> {
    let strange = chosen.iter().any(|door| !parent.doors.contains(door));
    let doors: Vec<DoorId> = parent.doors.iter().copied().filter(|door| chosen.contains(door)).collect();
    if strange || doors.is_empty() { Err(NotPassedOn::Doors) } else { Ok(doors) }
}

/// A window within the link's own. What is left out is not copied: it is the link's own, also when that changes.
fn within(parent: &Link, input: ValidityInput, now: jiff::Timestamp) -> Result<Validity, NotPassedOn> {
    if let Some(max) = input.max_uses {
        let left = parent.validity.max_uses.map(|most| most.get().saturating_sub(parent.usage.uses));
        if max == 0 || left.is_some_and(|left| max > left) {
            return Err(NotPassedOn::Uses);
        }
    }
    let own = &parent.validity;
    let checked = input.check(&own.zone, now, Purpose::Making).map_err(|_| NotPassedOn::Window)?;
    let Validity { from, until, .. } = checked.validity;
    let too_early = from.zip(own.from).is_some_and(|(from, own)| from < own);
    let too_late = until.zip(own.until).is_some_and(|(until, own)| until > own);
    let never = from.zip(own.until).is_some_and(|(from, own)| from >= own)
        || until.zip(own.from).is_some_and(|(until, own)| until <= own);
    if too_early || too_late || never { Err(NotPassedOn::Window) } else { Ok(checked.validity) }
}

/// Whether waiting would not help: then there is nothing to pass on.
const fn is_lasting(refusal: Refusal) -> bool {
    !matches!(
        refusal,
        Refusal::LinkNotYetValid
            | Refusal::LinkOutsideHours
            | Refusal::AccessOutsideSchedule
            | Refusal::DoorLocked
            | Refusal::DoorOnsiteOnly
            | Refusal::SiteLockdown
            | Refusal::DoorNotWired
    )
}
