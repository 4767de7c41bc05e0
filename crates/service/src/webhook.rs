//! Webhook URLs: made, shown again, renewed, taken away; and machines that knock at them.

use std::net::IpAddr;
use std::sync::Arc;

use keylink_domain::actor::{Actor, Via};
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{DoorId, LinkId};
use keylink_domain::link::{Link, LinkConflict};
use keylink_domain::refusal::Refusal;
use keylink_domain::secret::{Secret, SecretHash};
use keylink_domain::webhook::{SignedKnock, Webhook, signing_key};
use keylink_store::unlock::Claim;
use keylink_store::webhook::Sealed;
use keylink_store::{door, event, link, webhook};

use crate::house::House;
use crate::link::for_change;
use crate::trouble::Trouble;
use crate::unlock::{End, NOTHING, NewPress, Pressed};

/// A webhook URL as its maker is shown it. It holds the secret.
#[derive(Debug, Clone)]
pub struct ShownWebhook {
    /// The address with the secret in it: who has it opens the doors.
    pub url: String,
    /// The address for knocks that are signed or carry the secret in a header; it names the link alone.
    pub plain_url: String,
    /// The secret by itself, for the header.
    pub secret: String,
    /// The secret as libraries for Standard Webhooks take it.
    pub signing_key: String,
}

/// How a machine shows that it may knock.
#[derive(Debug, Clone)]
pub enum Knock<'a> {
    /// It has the secret.
    Secret(&'a str),
    /// It signed what it says.
    Signed(LinkId, SignedKnock<'a>),
}

/// A door that a webhook URL opens, for a machine that has to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookDoor {
    /// Its id.
    pub id: DoorId,
    /// Its name.
    pub name: String,
}

/// What a webhook URL opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WebhookDoors {
    /// These, in the maker's order.
    Of(Vec<WebhookDoor>),
    /// Nothing any more: its link was revoked. Whoever knocks is told no more of the house than that; at which door a
    /// knock that names none is refused, the log alone is told.
    Revoked(Option<DoorId>),
}

impl House {
    /// Gives a link a webhook URL; one that it has already is shown again.
    ///
    /// # Errors
    /// When there is no such link, or it was revoked.
    pub async fn make_webhook(&self, actor: &Actor, id: LinkId) -> Result<ShownWebhook, Trouble> {
        if self.webhook(actor, id).await?.is_some() {
            return self.copy_webhook(actor, id).await;
        }
        let line = self.event(actor, EventKind::WebhookCreated, about(id))?;
        let (secret, sealed) = self.new_webhook_secret(actor, id, 1)?;
        let (hash, created_at, actor) = (secret.hash(), self.now(), *actor);
        self.change(&actor, move |tx| {
            Box::pin(async move {
                live(for_change(tx, &actor, id).await?)?;
                let new = Webhook { organization: actor.organization, link: id, generation: 1, created_at };
                let made = webhook::insert(tx, &new, hash, sealed).await;
                made.map_err(|error| Trouble::taken(error, "webhook", "this link has a webhook URL already"))?;
                Ok::<_, Trouble>(event::append(tx, vec![line]).await?)
            })
        })
        .await?;
        Ok(self.shown(id, &secret))
    }

    /// The webhook URL of a link that the actor may see, without its secret.
    ///
    /// # Errors
    /// When there is no such link.
    pub async fn webhook(&self, actor: &Actor, id: LinkId) -> Result<Option<Webhook>, Trouble> {
        let organization = self.link(actor, id).await?.organization;
        let found = self.look(move |tx| Box::pin(async move { Ok(webhook::of_link(tx, organization, id).await?) }));
        Ok(found.await?.map(|(webhook, _)| webhook))
    }

    /// Shows a webhook URL again; that is an event.
    ///
    /// # Errors
    /// When there is none, the link was revoked, or it was sealed with another key.
    pub async fn copy_webhook(&self, actor: &Actor, id: LinkId) -> Result<ShownWebhook, Trouble> {
        let line = self.event(actor, EventKind::WebhookCopied, about(id))?;
        let actor = *actor;
        let sealed = self
            .change(&actor, move |tx| {
                Box::pin(async move {
                    live(for_change(tx, &actor, id).await?)?;
                    let found = webhook::of_link(tx, actor.organization, id).await?.ok_or(NONE)?;
                    event::append(tx, vec![line]).await?;
                    Ok::<_, Trouble>(found)
                })
            })
            .await?;
        Ok(self.shown(id, &self.open_webhook(&sealed)?))
    }

    /// Gives a webhook URL a new secret; the old one is dead from the answer on.
    ///
    /// # Errors
    /// When there is none, the link was revoked, or its secret is not the one of the generation that was seen.
    pub async fn rotate_webhook(&self, actor: &Actor, id: LinkId, seen: Option<u32>) -> Result<ShownWebhook, Trouble> {
        let line = self.event(actor, EventKind::WebhookRotated, about(id))?;
        let generation = self.webhook(actor, id).await?.ok_or(NONE)?.generation + 1;
        if seen.is_some_and(|seen| seen + 1 != generation) {
            return Err(Trouble::Conflict(
                "this webhook URL was renewed already; copy the new one from the link\u{2019}s page".to_owned(),
            ));
        }
        let (secret, sealed) = self.new_webhook_secret(actor, id, generation)?;
        let (hash, actor) = (secret.hash(), *actor);
        self.change(&actor, move |tx| {
            Box::pin(async move {
                live(for_change(tx, &actor, id).await?)?;
                let (old, _) = webhook::of_link(tx, actor.organization, id).await?.ok_or(NONE)?;
                if old.generation + 1 != generation {
                    return Err(LinkConflict::ChangedMeanwhile.into());
                }
                webhook::set_secret(tx, &Webhook { generation, ..old }, hash, sealed).await?;
                Ok::<_, Trouble>(event::append(tx, vec![line]).await?)
            })
        })
        .await?;
        Ok(self.shown(id, &secret))
    }

    /// Takes a webhook URL away: it is dead from the answer on. The link itself stays.
    ///
    /// # Errors
    /// When there is no such link.
    pub async fn remove_webhook(&self, actor: &Actor, id: LinkId) -> Result<(), Trouble> {
        let line = self.event(actor, EventKind::WebhookRemoved, about(id))?;
        let actor = *actor;
        self.change(&actor, move |tx| {
            Box::pin(async move {
                for_change(tx, &actor, id).await?;
                if webhook::remove(tx, actor.organization, id).await? {
                    event::append(tx, vec![line]).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// What a knock opens: the secret's hash if it is believed.
    ///
    /// # Errors
    /// When it is not believed, or too many were not from this address.
    pub async fn believe(&self, knock: Knock<'_>, address: Option<IpAddr>) -> Result<SecretHash, Trouble> {
        match knock {
            Knock::Secret(text) => {
                Secret::parse(text).map(|secret| secret.hash()).map_err(|_| self.missed_knock(address))
            }
            Knock::Signed(id, signed) => {
                let found = self.look(move |tx| Box::pin(async move { Ok(webhook::anywhere(tx, id).await?) })).await?;
                let secret = self.open_webhook(&found.ok_or_else(|| self.missed_knock(address))?)?;
                signed.check(&secret, self.wall.now()).map_err(|bad| match self.missed_knock(address) {
                    too_often @ Trouble::TooOften { .. } => too_often,
                    _ => Trouble::invalid("webhook-signature", bad),
                })?;
                Ok(secret.hash())
            }
        }
    }

    /// The doors that a webhook URL opens.
    ///
    /// # Errors
    /// When no webhook URL has this secret.
    pub async fn webhook_doors(&self, secret: SecretHash, address: Option<IpAddr>) -> Result<WebhookDoors, Trouble> {
        let doors = self.look(move |tx| {
            Box::pin(async move {
                let Some((organization, id)) = webhook::link_of(tx, secret).await? else { return Ok(None) };
                let Some(found) = link::by_id(tx, organization, id).await? else { return Ok(None) };
                if found.is_revoked() {
                    return Ok(Some(WebhookDoors::Revoked(found.doors.first().copied())));
                }
                let mut doors = Vec::with_capacity(found.doors.len());
                for id in found.doors {
                    let known = door::by_id(tx, organization, id).await?;
                    doors.extend(known.map(|known| WebhookDoor { id, name: known.door.name }));
                }
                Ok::<_, Trouble>(Some(WebhookDoors::Of(doors)))
            })
        });
        doors.await?.ok_or_else(|| self.missed_knock(address))
    }

    /// A machine presses a door by a webhook URL. It needs no gesture: it has a secret that no page shows.
    pub async fn press_webhook(self: &Arc<Self>, secret: SecretHash, press: NewPress) -> Pressed {
        let address = press.address;
        let claim = Claim::Webhook(secret);
        let mut pressed = self.press(claim, press, secret.as_bytes(), Via::Webhook, NOTHING).await;
        if pressed.end == End::Refused(Refusal::UnknownLink) {
            pressed.end = self.missed_press(address);
        }
        pressed
    }

    fn missed_knock(&self, address: Option<IpAddr>) -> Trouble {
        match self.missed(address) {
            too_often @ Trouble::TooOften { .. } => too_often,
            _ => NONE,
        }
    }

    fn new_webhook_secret(&self, actor: &Actor, id: LinkId, generation: u32) -> Result<(Secret, Vec<u8>), Trouble> {
        let secret = Secret::generate(self.entropy.as_ref())?;
        let place = sealed_for(actor.organization.uuid().as_bytes(), id, generation);
        let sealed = self.seal.seal(self.entropy.as_ref(), secret.reveal().as_bytes(), &place)?;
        Ok((secret, sealed))
    }

    fn open_webhook(&self, (webhook, sealed): &Sealed) -> Result<Secret, Trouble> {
        let place = sealed_for(webhook.organization.uuid().as_bytes(), webhook.link, webhook.generation);
        let clear = self.seal.open(sealed, &place)?;
        let text = std::str::from_utf8(&clear).map_err(|_| Trouble::Sealed)?;
        Secret::parse(text).map_err(|_| Trouble::Sealed)
    }

    fn shown(&self, id: LinkId, secret: &Secret) -> ShownWebhook {
        ShownWebhook {
            url: format!("{}/hooks/{}", self.public_url, secret.reveal()),
            plain_url: format!("{}/hooks/{id}", self.public_url),
            secret: secret.reveal().to_owned(),
            signing_key: signing_key(secret),
        }
    }
}

const NONE: Trouble = Trouble::NotFound("webhook URL");

fn about(link: LinkId) -> About {
    About { link: Some(link), ..About::default() }
}

/// The link, if it is not revoked.
fn live(link: Link) -> Result<Link, Trouble> {
    if link.is_revoked() { Err(LinkConflict::Revoked.into()) } else { Ok(link) }
}

/// What a sealed copy is bound to.
fn sealed_for(organization: &[u8], id: LinkId, generation: u32) -> Vec<u8> {
    [b"webhook".as_slice(), organization, id.uuid().as_bytes(), &generation.to_be_bytes()].concat()
}
