//! Credentials: given, looked at, changed, suspended, revoked.

use keylink_domain::actor::Actor;
use keylink_domain::altered::Alterations;
use keylink_domain::card::{Card, Pin};
use keylink_domain::credential::{Credential, CredentialKind, CredentialState};
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{CredentialId, OrganizationId, UserId};
use keylink_domain::moment::Moment;
use keylink_domain::text::Name;
use keylink_domain::user::Act;
use keylink_domain::zone::Zone;
use keylink_store::{Tx, credential, event, link, site, user};

use crate::house::{House, require};
use crate::seen::Seen;
use crate::trouble::Trouble;
use crate::user::{check_holder, check_not_own};

/// What a new credential is to be. It does not print: its number may be a PIN.
#[derive(Clone)]
pub struct NewCredential {
    /// Whose.
    pub user: UserId,
    /// What kind.
    pub kind: CredentialKind,
    /// What people call it.
    pub name: String,
    /// A card's number, a PIN's digits; nothing for a cloud key.
    pub number: Option<String>,
    /// From when on it counts.
    pub from: Option<Moment>,
    /// Until when.
    pub until: Option<Moment>,
}

/// What is to be changed of a credential; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ChangeCredential {
    /// A new name.
    pub name: Option<String>,
    /// Another beginning; the inner `None` means none.
    pub from: Option<Option<Moment>>,
    /// Another end; the inner `None` means none.
    pub until: Option<Option<Moment>>,
    /// Suspended, taken up again, or revoked for good.
    pub state: Option<CredentialState>,
    /// As the caller saw it; a change of somebody else since then is a conflict.
    pub seen: Option<Seen>,
}

impl House {
    /// Gives a user a credential.
    ///
    /// # Errors
    /// When something given is wrong.
    pub async fn add_credential(&self, actor: &Actor, new: NewCredential) -> Result<Credential, Trouble> {
        require(actor, Act::ManageAccess)?;
        let now = self.now();
        let id = CredentialId::new(now, self.entropy.chance()?);
        let about = About { user: Some(new.user), credential: Some(id), ..About::default() };
        let line = self.event(actor, EventKind::CredentialCreated, about)?;
        let number = self.number_of(actor, id, &new)?;
        let (actor, organization) = (*actor, actor.organization);
        self.change(&actor, move |tx| {
            Box::pin(async move {
                if user::by_id(tx, organization, new.user).await?.is_none() {
                    return Err(Trouble::invalid("user_id", "there is no such user; list the users to see their ids"));
                }
                check_holder(tx, &actor, new.user).await?;
                check_not_own(&actor, new.user)?;
                let zone = first_zone(tx, organization).await?;
                let made = Credential {
                    id,
                    organization,
                    user: new.user,
                    kind: new.kind,
                    card: number.as_ref().and_then(|number| number.card),
                    name: name(&new.name)?,
                    from: new.from.map(|at| start(at, &zone)).transpose()?,
                    until: new.until.map(|at| end(at, &zone)).transpose()?,
                    state: CredentialState::Active,
                };
                check_order(&made)?;
                credential::insert(tx, &made, now).await?;
                if let Some(number) = number {
                    let taken = |error| Trouble::taken(error, "number", "somebody has this already; give another");
                    credential::set_number(tx, &made, number.sealed, number.mark).await.map_err(taken)?;
                }
                event::append(tx, vec![line]).await?;
                Ok(made)
            })
        })
        .await
    }

    /// The number of a new card, or the sealed PIN, ready to be written.
    fn number_of(&self, actor: &Actor, id: CredentialId, new: &NewCredential) -> Result<Option<Number>, Trouble> {
        let organization = actor.organization;
        let given = new.number.as_deref().filter(|text| !text.trim().is_empty());
        let invalid = |error: &dyn std::fmt::Display| Trouble::invalid("number", error);
        Ok(Some(match (new.kind, given) {
            (CredentialKind::CloudKey, None) => return Ok(None),
            (CredentialKind::CloudKey, Some(_)) => {
                return Err(Trouble::invalid("number", "a cloud key has none; leave it out"));
            }
            (CredentialKind::Card, given) => {
                let card = Card::parse(given.unwrap_or_default()).map_err(|error| invalid(&error))?;
                let mark = self.seal.mark(organization, new.kind, &card.to_string());
                Number { card: Some(card), sealed: None, mark }
            }
            (CredentialKind::Pin, given) => {
                let pin = Pin::parse(given.unwrap_or_default()).map_err(|error| invalid(&error))?;
                let mark = self.seal.mark(organization, new.kind, pin.reveal());
                let place = pin_of(organization, id);
                let sealed = self.seal.seal(self.entropy.as_ref(), pin.reveal().as_bytes(), &place)?;
                Number { card: None, sealed: Some(sealed), mark }
            }
        }))
    }

    /// One credential; everybody may see their own.
    ///
    /// # Errors
    /// When there is none.
    pub async fn credential(&self, actor: &Actor, id: CredentialId) -> Result<Credential, Trouble> {
        let (organization, own, all) = (actor.organization, actor.user(), actor.may(Act::SeeAll));
        let found = self.look(move |tx| Box::pin(found(tx, organization, id))).await?;
        if all || own == Some(found.user) { Ok(found) } else { Err(Trouble::NotFound("credential")) }
    }

    /// Credentials of one user or of all, oldest first; a member sees their own.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn credentials(&self, actor: &Actor, user: Option<UserId>) -> Result<Vec<Credential>, Trouble> {
        let user = if actor.may(Act::SeeAll) { user } else { actor.user() };
        let organization = actor.organization;
        self.look(move |tx| Box::pin(async move { Ok(credential::list(tx, organization, user).await?) })).await
    }

    /// How many links made under a cloud key may still open something, now or later: what its revoke would end.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn links_under(&self, actor: &Actor, id: CredentialId) -> Result<i64, Trouble> {
        self.credential(actor, id).await?;
        let (organization, now) = (actor.organization, self.now());
        self.look(move |tx| Box::pin(async move { Ok(link::count_live(tx, organization, id, now).await?) })).await
    }

    /// Changes a credential. Suspending or revoking a cloud key stops every link made under it, at once.
    ///
    /// # Errors
    /// When something given is wrong, or it was revoked.
    pub async fn change_credential(
        &self,
        actor: &Actor,
        id: CredentialId,
        change: ChangeCredential,
    ) -> Result<Credential, Trouble> {
        require(actor, Act::ManageAccess)?;
        let line =
            self.event(actor, EventKind::CredentialChanged, About { credential: Some(id), ..About::default() })?;
        let (actor, organization) = (*actor, actor.organization);
        self.change(&actor, move |tx| {
            Box::pin(async move {
                let old = found(tx, organization, id).await?;
                check_holder(tx, &actor, old.user).await?;
                if old.state == CredentialState::Revoked {
                    return Err(Trouble::Conflict("this credential was revoked for good; give a new one".to_owned()));
                }
                Seen::check(change.seen.as_ref(), &old)?;
                let zone = first_zone(tx, organization).await?;
                let mut new = old.clone();
                if let Some(text) = &change.name {
                    new.name = name(text)?;
                }
                if let Some(from) = change.from {
                    new.from = from.map(|at| start(at, &zone)).transpose()?;
                }
                if let Some(until) = change.until {
                    new.until = until.map(|at| end(at, &zone)).transpose()?;
                }
                new.state = change.state.unwrap_or(old.state);
                check_order(&new)?;
                let is_taken_up = old.state != CredentialState::Active && new.state == CredentialState::Active;
                if is_taken_up || (new.from, new.until) != (old.from, old.until) {
                    check_not_own(&actor, old.user)?;
                }
                if new != old {
                    credential::update(tx, &new).await?;
                    let detail = serde_json::json!({ "state": [old.state.as_str(), new.state.as_str()] });
                    let altered = Alterations::default()
                        .with("name", &old.name, &new.name)
                        .with("valid_from", &old.from, &new.from)
                        .with("valid_until", &old.until, &new.until);
                    let mut line = line.with_detail(detail).with_altered(altered);
                    line.about.user = Some(new.user);
                    if new.state == CredentialState::Revoked {
                        line.kind = EventKind::CredentialRevoked;
                    }
                    event::append(tx, vec![line]).await?;
                }
                Ok(new)
            })
        })
        .await
    }
}

/// What is written of a card or a PIN besides the rest.
struct Number {
    card: Option<Card>,
    sealed: Option<Vec<u8>>,
    mark: [u8; 32],
}

/// Where a sealed PIN belongs.
fn pin_of(organization: OrganizationId, id: CredentialId) -> Vec<u8> {
    [b"pin".as_slice(), organization.uuid().as_bytes(), id.uuid().as_bytes()].concat()
}

fn name(text: &str) -> Result<String, Trouble> {
    Name::parse(text).map(|name| name.as_str().to_owned()).map_err(Trouble::text("name"))
}

fn start(at: Moment, zone: &Zone) -> Result<jiff::Timestamp, Trouble> {
    at.as_start(zone).map(|meant| meant.instant).map_err(|error| Trouble::invalid("from", error))
}

fn end(at: Moment, zone: &Zone) -> Result<jiff::Timestamp, Trouble> {
    at.as_end(zone).map(|meant| meant.instant).map_err(|error| Trouble::invalid("until", error))
}

fn check_order(credential: &Credential) -> Result<(), Trouble> {
    match (credential.from, credential.until) {
        (Some(from), Some(until)) if until <= from => {
            Err(Trouble::invalid("until", "it ends before it begins; give an end after the start"))
        }
        _ => Ok(()),
    }
}

/// A credential belongs to no site; its dates are meant in the zone of the organization's first.
async fn first_zone(tx: &mut Tx, organization: OrganizationId) -> Result<Zone, Trouble> {
    Ok(site::list(tx, organization).await?.into_iter().next().map_or_else(Zone::utc, |site| site.zone))
}

async fn found(tx: &mut Tx, organization: OrganizationId, id: CredentialId) -> Result<Credential, Trouble> {
    credential::by_id(tx, organization, id).await?.ok_or(Trouble::NotFound("credential"))
}
