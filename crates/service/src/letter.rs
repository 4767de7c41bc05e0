//! Letters to users: invitations and links to sign in, by mail. A worker whose step is testable, its loop outside.
//!
//! A mail is taken in hand for some minutes and then tried again, also after a crash: a second mail with the same link,
//! which works once, does no harm, where a lost one would lock somebody out.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use keylink_courier::{LONGEST_TRY, Letter, NotTaken, Occasion};
use keylink_domain::delivery::Address;
use keylink_domain::id::DeliveryId;
use keylink_domain::secret::{Secret, SecretHash};
use keylink_domain::text::Email;
use keylink_domain::user::UserState;
use keylink_store::one_time::{self, DueMail, MailState, Purpose};
use keylink_store::{organization, user};
use tokio_util::sync::CancellationToken;
use zeroize::Zeroizing;

use crate::house::House;
use crate::mail_link::MAIL_LINK_MINUTES;
use crate::trouble::Trouble;

/// How long a node that is told of nothing waits until it looks by itself.
const PAUSE: Duration = Duration::from_secs(2);
/// How many are sent at once.
const AT_ONCE: u32 = 8;
/// How often a mail server is asked that says "later".
const TRIES: u32 = 6;

/// The facts of a letter, and to whom it goes.
struct Ready {
    to: Email,
    letter: Letter,
}

pub(crate) async fn run(house: Arc<House>, stop: CancellationToken) {
    loop {
        let woken = house.outbox.wake.notified();
        if let Err(error) = house.tasks.track_future(house.send_letters()).await {
            tracing::error!(%error, "letters to users could not be looked at; it is tried again");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = woken => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

impl House {
    /// Sends the letters that are due. Tells how many there were.
    pub(crate) async fn send_letters(&self) -> Result<usize, Trouble> {
        let now = self.now();
        if !self.look(move |tx| Box::pin(async move { Ok(one_time::is_due(tx, now).await?) })).await? {
            return Ok(0);
        }
        let lease = SignedDuration::try_from(LONGEST_TRY).unwrap_or_default() + SignedDuration::from_secs(30);
        let until = now.checked_add(lease).unwrap_or(now);
        let due = self.store.write(move |tx| Box::pin(one_time::lease(tx, now, until, AT_ONCE))).await?;
        let count = due.len();
        for done in join_all(due.into_iter().map(|one| self.send_letter(one))).await {
            if let Err(error) = done {
                tracing::error!(%error, "what became of a letter could not be written down; it goes again");
            }
        }
        Ok(count)
    }

    async fn send_letter(&self, due: DueMail) -> Result<(), Trouble> {
        let outcome = match self.ready(&due).await? {
            Some(ready) => {
                let message = self.outbox.courier.writer().write(&ready.letter);
                self.outbox.courier.send(&Address::Mail(ready.to), &message).await
            }
            None => Err(NotTaken::NotKnown("it was over before it could be sent".to_owned())),
        };
        let (now, hash, tries) = (self.now(), due.secret, due.tries);
        let whose = due.purpose.whom();
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    match outcome {
                        Ok(_) => one_time::end_mail(tx, hash, MailState::Sent, now, None).await,
                        Err(NotTaken::Later { said, after }) if tries + 1 < TRIES => {
                            one_time::queue(tx, hash, later(now, tries, after), said).await
                        }
                        Err(not_taken) => {
                            let said = Some(not_taken.words().to_owned());
                            one_time::end_mail(tx, hash, MailState::Failed, now, said).await
                        }
                    }
                })
            })
            .await?;
        if let Some((organization, _)) = whose {
            self.live.changed(organization);
        }
        Ok(())
    }

    /// The letter, with its link unsealed; nothing where it is over, or not to be sent any more.
    async fn ready(&self, due: &DueMail) -> Result<Option<Ready>, Trouble> {
        let now = self.now();
        let Some((organization, id)) = due.purpose.whom().filter(|_| due.expires_at > now) else { return Ok(None) };
        let (hash, by) = (due.secret, due.by);
        let found = self
            .look(move |tx| {
                Box::pin(async move {
                    let is_open = one_time::peek(tx, hash, now).await?.is_some();
                    let user = user::by_id(tx, organization, id).await?.filter(|user| user.state == UserState::Active);
                    let sender = match by {
                        Some(by) => user::by_id(tx, organization, by).await?.map(|user| user.name),
                        None => None,
                    };
                    let organization = organization::by_id(tx, organization).await?;
                    Ok(user.filter(|_| is_open).zip(organization).map(|both| (both, sender)))
                })
            })
            .await?;
        let Some(((user, organization), sender)) = found else { return Ok(None) };
        let opened = self.seal.open(&due.sealed, &belongs(due.secret))?;
        let text = std::str::from_utf8(&opened).map_err(|_| Trouble::Sealed)?;
        let secret = Secret::parse(text).map_err(|_| Trouble::Sealed)?;
        let occasion = match due.purpose {
            Purpose::Invitation { .. } => Occasion::Invitation {
                sender,
                days: whole_days(due.expires_at.duration_since(now)),
                url: Zeroizing::new(self.invitation_address(&secret)),
            },
            Purpose::MailSignIn { .. } => {
                Occasion::SignIn { minutes: MAIL_LINK_MINUTES, url: Zeroizing::new(self.sign_in_address(&secret)) }
            }
            Purpose::Setup | Purpose::SignIn { .. } => return Ok(None),
        };
        let to = Email::parse(&user.email).map_err(Trouble::text("email"))?;
        let id = DeliveryId::new(now, self.entropy.chance()?);
        Ok(Some(Ready { to, letter: Letter { id, organization: organization.name, language: None, now, occasion } }))
    }
}

/// What a letter's sealed secret is bound to.
pub(crate) fn belongs(secret: SecretHash) -> Vec<u8> {
    [b"one-time link".as_slice(), secret.as_bytes()].concat()
}

fn whole_days(time: SignedDuration) -> i64 {
    ((time.as_hours() + 12) / 24).max(1)
}

/// Half a minute, then twice as long each time, or as long as the mail server asks.
fn later(now: Timestamp, tries: u32, after: Option<SignedDuration>) -> Timestamp {
    let by = after.unwrap_or_else(|| SignedDuration::from_secs(30 << tries.min(6)));
    now.checked_add(by).unwrap_or(now)
}
