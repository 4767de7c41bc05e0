//! Notifications of browsers: turned on and off where somebody is signed in.

use keylink_courier::Subscriber;
use keylink_domain::actor::Actor;
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{OrganizationId, SubscriptionId, UserId};
use keylink_domain::secret::fingerprint;
use keylink_store::event;
use keylink_store::push::{self, NewSubscription};
use serde_json::json;

use crate::house::House;
use crate::session::SignedIn;
use crate::trouble::Trouble;

/// Where a browser listens, as it says itself.
#[derive(Debug, Clone)]
pub struct NewBrowser {
    /// The address at its push service.
    pub endpoint: String,
    /// Its public key.
    pub p256dh: String,
    /// Its authentication secret.
    pub auth: String,
}

impl House {
    /// By which browsers know the house's notices.
    pub fn push_key(&self) -> String {
        self.notices.push.public_key()
    }

    /// Turns notifications on in the browser where somebody is signed in.
    ///
    /// # Errors
    /// When what the browser says of itself cannot be used.
    pub async fn turn_notifications_on(&self, who: &SignedIn, browser: NewBrowser) -> Result<(), Trouble> {
        let listens = self.notices.push.subscriber(&browser.endpoint, &browser.p256dh, &browser.auth);
        let listens = listens.map_err(|error| Trouble::invalid("endpoint", error))?;
        let (actor, now) = (who.actor(), self.now());
        let id = SubscriptionId::new(now, self.entropy.chance()?);
        let body = serde_json::to_vec(&listens).map_err(|_| Trouble::Sealed)?;
        let new = NewSubscription {
            organization: actor.organization,
            id,
            user: who.user.id,
            session: who.session,
            endpoint_hash: fingerprint(&[b"push endpoint", listens.endpoint().as_bytes()]).to_vec(),
            sealed: self.seal.seal(self.entropy.as_ref(), &body, &belongs_to(actor.organization, id))?,
        };
        let line = self.said(&actor, who, "on")?;
        self.change(&actor, move |tx| {
            Box::pin(async move {
                push::set(tx, new, now).await?;
                Ok(event::append(tx, vec![line]).await?)
            })
        })
        .await
    }

    /// Turns notifications off in the browser where somebody is signed in. What is off stays off.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn turn_notifications_off(&self, who: &SignedIn) -> Result<(), Trouble> {
        let (actor, user, session) = (who.actor(), who.user.id, who.session);
        let line = self.said(&actor, who, "off")?;
        self.change(&actor, move |tx| {
            Box::pin(async move {
                if push::remove_of_session(tx, actor.organization, user, session).await? {
                    event::append(tx, vec![line]).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Whether a user turned notifications on in any browser where they are signed in.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_notifications(&self, actor: &Actor, user: UserId) -> Result<bool, Trouble> {
        let (organization, now) = (actor.organization, self.now());
        self.look(move |tx| Box::pin(async move { Ok(!push::live(tx, organization, user, now).await?.is_empty()) }))
            .await
    }

    /// Whether notifications are on in the browser where somebody is signed in.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn notifications_are_on(&self, who: &SignedIn) -> Result<bool, Trouble> {
        let (organization, user, session) = (who.user.organization, who.user.id, who.session);
        self.look(move |tx| Box::pin(async move { Ok(push::is_on(tx, organization, user, session).await?) })).await
    }

    fn said(&self, actor: &Actor, who: &SignedIn, to: &str) -> Result<keylink_domain::event::NewEvent, Trouble> {
        let about = About { user: Some(who.user.id), ..About::default() };
        Ok(self.event(actor, EventKind::UserChanged, about)?.with_detail(json!({ "notifications": to })))
    }

    /// Unseals where a browser listens.
    pub(crate) fn unsealed(
        &self,
        organization: OrganizationId,
        id: SubscriptionId,
        sealed: &[u8],
    ) -> Option<Subscriber> {
        let body = self.seal.open(sealed, &belongs_to(organization, id)).ok()?;
        serde_json::from_slice(&body).ok()
    }
}

/// What a sealed address is bound to.
fn belongs_to(organization: OrganizationId, id: SubscriptionId) -> Vec<u8> {
    [b"push".as_slice(), organization.uuid().as_bytes(), id.uuid().as_bytes()].concat()
}
