//! A link to sign in, sent by mail to whoever asks for it and may have it. Who asks is told the same, whoever it is.

use std::sync::Arc;

use jiff::SignedDuration;
use keylink_domain::delivery::Channel;
use keylink_domain::event::EventKind;
use keylink_domain::secret::Secret;
use keylink_domain::user::{Role, UserState};
use keylink_store::one_time::{self, Purpose};
use keylink_store::{event, user};

use crate::house::House;
use crate::session::{Visit, about, as_member};
use crate::trouble::Trouble;

/// How long a link that came by mail may be used, in minutes.
pub const MAIL_LINK_MINUTES: i64 = 15;

impl House {
    /// Whether members can have a link to sign in sent to them.
    pub fn offers_mail_links(&self) -> bool {
        self.outbox.courier.offers(Channel::Mail)
    }

    /// Sends a link to sign in to a member of this address, if there is one. The answer is there before anybody has
    /// looked, so that neither what it says nor how long it takes tells whether there is.
    ///
    /// # Errors
    /// When the address, or who asks, did so too often; when this server sends no mail.
    pub async fn ask_for_mail_link(self: &Arc<Self>, email: &str, visit: &Visit) -> Result<(), Trouble> {
        if !self.offers_mail_links() {
            return Err(Trouble::NotFound("mail server"));
        }
        match self.known_to(visit, email).await? {
            Some(number) => self.limits.mail_link_of_device(&number)?,
            None => self.limits.mail_link(visit.address, email)?,
        }
        let (house, email, visit) = (Arc::clone(self), email.trim().to_lowercase(), visit.clone());
        self.tasks.spawn(async move {
            if let Err(error) = house.make_mail_link(email, &visit).await {
                tracing::warn!(%error, "a link to sign in could not be made; whoever asked for it will ask again");
            }
        });
        Ok(())
    }

    /// Who manages others signs in by more than a mailbox.
    async fn make_mail_link(&self, email: String, visit: &Visit) -> Result<(), Trouble> {
        let known = self.look(move |tx| Box::pin(async move { Ok(user::by_email(tx, &email).await?) })).await?;
        let may = |user: &keylink_domain::user::User| user.role == Role::Member && user.state == UserState::Active;
        let Some(user) = known.filter(may) else { return Ok(()) };
        let now = self.now();
        let secret = Secret::generate(self.entropy.as_ref())?;
        let hash = secret.hash();
        let sealed =
            self.seal.seal(self.entropy.as_ref(), secret.reveal().as_bytes(), &crate::letter::belongs(hash))?;
        let expires = now.checked_add(SignedDuration::from_mins(MAIL_LINK_MINUTES)).unwrap_or(now);
        let purpose = Purpose::MailSignIn { organization: user.organization, user: user.id };
        let actor = as_member(user.organization, user.id);
        let mut line = self.event(&actor, EventKind::UserChanged, about(user.id))?;
        // Whoever typed the address asked; it is not known that this was the user.
        line.actor = None;
        let line = line
            .with_detail(serde_json::json!({ "sign_in_link": "asked_for" }))
            .with_personal(serde_json::json!({ "address": visit.address }));
        self.change(&actor, move |tx| {
            Box::pin(async move {
                // Only the newest is good: a mailbox full of old ones opens nothing.
                one_time::forget(tx, purpose).await?;
                one_time::insert(tx, hash, purpose, expires).await?;
                one_time::set_mail(tx, hash, now, None, Some(sealed)).await?;
                event::append(tx, vec![line]).await?;
                Ok(())
            })
        })
        .await?;
        self.outbox.wake.notify_waiters();
        Ok(())
    }
}
