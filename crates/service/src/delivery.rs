//! Deliveries: links sent by mail, text message or Slack. A request writes to the outbox; workers carry it out.

mod begin;
mod handover;
mod orphan;
mod post;

use jiff::SignedDuration;
use keylink_courier::{Courier, Letter, NotTaken, Occasion, Taken, Writer};
use keylink_domain::actor::Actor;
use keylink_domain::delivery::{Address, Channel, Delivery, DeliveryState, Words};
use keylink_domain::event::{About, EventKind};
use keylink_domain::id::{DeliveryId, LinkId};
use keylink_domain::link::{Link, LinkConflict};
use keylink_domain::user::Act;
use keylink_domain::validity::Standing;
use keylink_store::{Tx, delivery, event, link, organization};
use tokio::sync::Notify;

pub use keylink_courier::{
    DkimSettings, Encryption, MailSettings, Settings, SlackSettings, SlackWay, SmsSettings, Token,
};

pub(crate) use self::orphan::watch;
pub(crate) use self::post::{after, is_of, run};
use crate::house::{House, require};
use crate::idempotency::IdempotencyKey;
use crate::link::{for_change, hollows, language, may_see};
use crate::trouble::Trouble;

/// The most characters of the sender's own that a text message takes.
pub const MAX_SMS_CHARS: usize = 100;

/// What is to be sent where.
#[derive(Debug, Clone)]
pub struct NewDelivery {
    /// The way it goes.
    pub channel: Channel,
    /// The address as somebody wrote it.
    pub address: String,
    /// The sender's own words; may be empty.
    pub message: String,
    /// The guest's language (a BCP 47 tag); the link's where there is none.
    pub language: Option<String>,
}

/// A channel, and whether this server is set up for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// The channel.
    pub channel: Channel,
    /// Whether links can be sent by it.
    pub is_set_up: bool,
    /// Whether it goes to one place only, so that nobody need say where.
    pub goes_to_one_place: bool,
}

impl Offer {
    /// How whoever runs this server sets the channel up.
    pub const fn how_to_set_up(&self) -> &'static str {
        match self.channel {
            Channel::Mail => "set mail.host and mail.from in the settings",
            Channel::Sms => "set sms.account, sms.token and sms.from in the settings",
            Channel::Slack => "set slack.bot_token or slack.webhook_url in the settings",
        }
    }
}

/// What came of a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tested {
    /// Where it went.
    pub address: String,
    /// What the provider said, or why nothing was sent.
    pub said: String,
    /// Whether it was taken.
    pub is_taken: bool,
}

/// Who carries messages, and how its workers are told that there is work.
pub(crate) struct Outbox {
    pub(crate) courier: Courier,
    pub(crate) wake: Notify,
}

impl Outbox {
    pub(crate) fn new(courier: Courier) -> Self {
        Self { courier, wake: Notify::new() }
    }

    /// What puts messages into words.
    pub(crate) const fn writer(&self) -> &Writer {
        self.courier.writer()
    }
}

impl House {
    /// Whether a channel is set up.
    pub(crate) const fn offers(&self, channel: Channel) -> bool {
        self.outbox.courier.offers(channel)
    }

    /// Puts a letter into words, and hands it over, once.
    pub(crate) async fn carry(&self, to: &Address, letter: &Letter) -> Result<Taken, NotTaken> {
        let message = self.outbox.courier.writer().write(letter);
        self.outbox.courier.send(to, &message).await
    }

    /// The channels, and which of them are set up.
    pub fn channels(&self) -> [Offer; 3] {
        Channel::ALL.map(|channel| Offer {
            channel,
            is_set_up: self.outbox.courier.offers(channel),
            goes_to_one_place: self.outbox.courier.goes_to_one_place(channel),
        })
    }

    /// Sends a link: writes it to the outbox, from where it goes as soon as it can.
    ///
    /// # Errors
    /// When there is no such link for the actor, it is over, or something given is wrong.
    pub async fn send_link(
        &self,
        actor: &Actor,
        id: LinkId,
        new: NewDelivery,
        key: Option<IdempotencyKey>,
    ) -> Result<Delivery, Trouble> {
        require(actor, Act::ManageOwnLinks)?;
        let address = self.address(new.channel, &new.address)?;
        let message = words(new.channel, &new.message)?;
        let language = language(new.language)?;
        self.limits.send(actor.user())?;
        let (now, actor, per_day) = (self.now(), *actor, self.limits.sends_per_day());
        let delivery = DeliveryId::new(now, self.entropy.chance()?);
        let queued = self
            .change(&actor, move |tx| {
                Box::pin(async move {
                    if let Some(before) = IdempotencyKey::before(key.as_ref(), tx, &actor).await? {
                        let before = DeliveryId::from_uuid(before);
                        let known = delivery::by_id(tx, actor.organization, before).await?;
                        return known.ok_or(Trouble::NotFound("delivery"));
                    }
                    let link = for_change(tx, &actor, id).await?;
                    check_not_over(&link, now)?;
                    check_grounds(tx, &link, now).await?;
                    if let Some(user) = actor.user() {
                        let to = (new.channel, &address);
                        let since = now.checked_sub(SignedDuration::from_hours(24)).unwrap_or(jiff::Timestamp::MIN);
                        per_day.check(delivery::count_since(tx, actor.organization, since, user, to).await?)?;
                    }
                    let new = Delivery {
                        id: delivery,
                        organization: actor.organization,
                        link: id,
                        generation: link.generation,
                        by: actor.user(),
                        via: actor.via(),
                        channel: new.channel,
                        address: Some(address),
                        message,
                        language: language.or(link.language),
                        state: DeliveryState::new(now),
                        created_at: now,
                    };
                    delivery::insert(tx, &new).await?;
                    IdempotencyKey::made(key.as_ref(), tx, &actor, delivery.uuid(), now).await?;
                    Ok(new)
                })
            })
            .await?;
        self.outbox.wake.notify_waiters();
        Ok(queued)
    }

    /// Sends a link again as it was sent before: as a new delivery, whatever came of the old one.
    ///
    /// # Errors
    /// As [`House::send_link`], or when the address was erased.
    pub async fn send_again(
        &self,
        actor: &Actor,
        link: LinkId,
        id: DeliveryId,
        key: Option<IdempotencyKey>,
    ) -> Result<Delivery, Trouble> {
        let organization = actor.organization;
        let known = self
            .look(move |tx| Box::pin(async move { Ok(delivery::by_id(tx, organization, id).await?) }))
            .await?
            .filter(|known| known.link == link)
            .ok_or(Trouble::NotFound("delivery"))?;
        // Whose link it is not is told that there is none, before anything of the delivery.
        self.link(actor, link).await?;
        let address = known
            .address
            .ok_or_else(|| Trouble::invalid("address", "the address was erased after its time; write it again"))?;
        let new = NewDelivery {
            channel: known.channel,
            address: address.as_str().to_owned(),
            message: known.message.as_str().to_owned(),
            language: known.language,
        };
        self.send_link(actor, link, new, key).await
    }

    /// A link's deliveries before `before`, newest first.
    ///
    /// # Errors
    /// When there is no such link for the actor.
    pub async fn deliveries(
        &self,
        actor: &Actor,
        id: LinkId,
        before: Option<DeliveryId>,
        limit: u32,
    ) -> Result<Vec<Delivery>, Trouble> {
        let actor = *actor;
        self.look(move |tx| {
            Box::pin(async move {
                let found = link::by_id(tx, actor.organization, id).await?;
                found.filter(|link| may_see(&actor, link)).ok_or(Trouble::NotFound("link"))?;
                Ok(delivery::of_link(tx, actor.organization, id, before, limit).await?)
            })
        })
        .await
    }

    /// Sends a test at once and waits for what comes of it. It holds no link. That it was sent, and where to, is a line
    /// of the log, written before anything goes out.
    ///
    /// # Errors
    /// When the actor may not, the channel is not set up, or the address is wrong.
    pub async fn send_test(&self, actor: &Actor, channel: Channel, address: &str) -> Result<Tested, Trouble> {
        require(actor, Act::ManageOrganization)?;
        let address = self.address(channel, address)?;
        self.limits.send(actor.user())?;
        self.limits.test_message(actor.organization)?;
        let (now, id) = (self.now(), actor.organization);
        let line = self.event(actor, EventKind::SendingTested, About::default())?;
        let line = line.with_detail(serde_json::json!({ "channel": channel }));
        let line = line.with_personal(serde_json::json!({ "address": address.as_str() }));
        let organization = self
            .change(actor, move |tx| {
                Box::pin(async move {
                    event::append(tx, vec![line]).await?;
                    organization::by_id(tx, id).await?.ok_or(Trouble::NotFound("organization"))
                })
            })
            .await?;
        let letter = Letter {
            id: DeliveryId::new(now, self.entropy.chance()?),
            organization: organization.name,
            language: None,
            now,
            occasion: Occasion::Test,
        };
        let message = self.outbox.courier.writer().write(&letter);
        let address_text = address.as_str().to_owned();
        Ok(match self.outbox.courier.send(&address, &message).await {
            Ok(taken) => Tested { address: address_text, said: taken.said, is_taken: true },
            Err(not_taken) => Tested { address: address_text, said: said_of(&not_taken), is_taken: false },
        })
    }

    /// The address as it was meant, for a channel that is set up.
    fn address(&self, channel: Channel, text: &str) -> Result<Address, Trouble> {
        let offers = self.channels();
        let offer = offers.iter().find(|offer| offer.channel == channel).ok_or(Trouble::NotFound("channel"))?;
        if !offer.is_set_up {
            let message = format!(
                "{} is not set up on this server; whoever runs it can {}",
                channel.words(),
                offer.how_to_set_up()
            );
            return Err(Trouble::invalid("channel", message));
        }
        let text = if offer.goes_to_one_place { "" } else { text };
        let address = Address::parse(channel, text).map_err(|error| Trouble::invalid("address", error))?;
        if address.as_str().is_empty() && !offer.goes_to_one_place {
            return Err(Trouble::invalid("address", keylink_domain::delivery::AddressError::NotInSlack));
        }
        Ok(address)
    }
}

/// A link that opens nothing any more is not sent.
fn check_not_over(link: &Link, now: jiff::Timestamp) -> Result<(), Trouble> {
    if link.is_revoked() {
        return Err(LinkConflict::Revoked.into());
    }
    match link.standing(now) {
        Standing::Expired { .. } | Standing::UsedUp { .. } => Err(Trouble::Conflict(
            "this link is over and opens nothing any more; make a new one, or change it".to_owned(),
        )),
        Standing::NotYet { .. } | Standing::Active { .. } | Standing::OutsideHours { .. } => Ok(()),
    }
}

/// A link opens nothing without what it rests on: its cloud key, its maker, their access, the link it comes from.
async fn check_grounds(tx: &mut Tx, link: &Link, now: jiff::Timestamp) -> Result<(), Trouble> {
    match hollows(tx, std::slice::from_ref(link), now).await?.of(link) {
        None => Ok(()),
        Some(hollow) => {
            Err(Trouble::Conflict(format!("this link opens nothing, so it is not sent: {}", hollow.sentence())))
        }
    }
}

/// The sender's own words. A text message to a stranger is the house's; of the sender's words it takes a line.
fn words(channel: Channel, text: &str) -> Result<Words, Trouble> {
    let words = Words::parse(text).map_err(Trouble::text("message"))?;
    let chars = words.as_str().chars().count();
    if channel == Channel::Sms && chars > MAX_SMS_CHARS {
        let message = format!("these are {chars} characters; a text message takes {MAX_SMS_CHARS} of your own at most");
        return Err(Trouble::invalid("message", message));
    }
    Ok(words)
}

fn said_of(not_taken: &NotTaken) -> String {
    match not_taken {
        NotTaken::NotKnown(said) => format!("{said}; it is not known whether it went"),
        other => other.words().to_owned(),
    }
}

/// A delivery as its transaction reads it, held against others.
async fn held(tx: &mut Tx, known: &Delivery) -> Result<Option<Delivery>, keylink_store::Error> {
    delivery::by_id_for_change(tx, known.organization, known.id).await
}
