//! Sending a link from its page: the form, the list of what was sent, and "send again".

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use jiff::Timestamp;
use keylink_domain::delivery::{Channel, Delivery, DeliveryState, Handover};
use keylink_domain::id::{DeliveryId, LinkId};
use keylink_domain::link::Link;
use keylink_domain::validity::Standing;
use keylink_service::Trouble;
use keylink_service::delivery::NewDelivery;

use super::badge::{self, Badge};
use super::choice::Choice;
use super::form::Form;
use super::link::{Beside, link_page, page_of};
use super::link_fields::idempotency_key;
use super::page::{Answer, Failure, Id, done};
use super::session::Visitor;
use super::time::{self, Shown};
use crate::app::App;

/// Deliveries that a link's page shows.
const SHOWN: u32 = 20;

/// The form to send a link, and what was sent, as a page shows them.
pub struct Sending<'a> {
    /// The link's id.
    pub link: String,
    /// What was typed.
    pub form: &'a Form,
    /// The channels that are set up.
    pub channels: Vec<Choice>,
    /// Whether an address is needed: not where the only channel goes to one place.
    pub needs_address: bool,
    /// Which channels need none: "not for Slack"; empty where every one does.
    pub without_address: String,
    /// What an address looks like on the channels that are set up.
    pub address_help: String,
    /// The others, each with how it is set up.
    pub missing: Vec<String>,
    /// Whether the link opens nothing any more, so that it cannot be sent.
    pub is_over: bool,
    /// What was sent before, newest first.
    pub deliveries: Vec<DeliveryView>,
    /// Whether any of it is not settled yet: the page's script looks again.
    pub is_under_way: bool,
}

/// A delivery in the list.
pub struct DeliveryView {
    /// Its id.
    pub id: String,
    /// Where it went: "e-mail to mia@example.com".
    pub way: String,
    /// How far it has come.
    pub badge: Badge,
    /// Why it was given up, or what it waits for.
    pub reason: String,
    /// When it was asked for.
    pub asked: Shown,
    /// Whether it can be sent again as it was.
    pub again: bool,
}

/// Whether this server is set up to send by a channel.
pub(crate) fn is_set_up(app: &App, channel: Channel) -> bool {
    app.house.channels().iter().any(|offer| offer.channel == channel && offer.is_set_up)
}

/// A form to begin with: what a template would write stands there already.
pub fn blank(now: Timestamp, link: &Link) -> Form {
    let words = link.made_from.as_ref().map(|made| made.message.clone());
    Form::new().with("send_key", now.as_millisecond().to_string()).with_some("send_message", words)
}

impl<'a> Sending<'a> {
    /// For a link, with what was typed.
    pub async fn of(app: &App, visitor: &Visitor, link: &Link, form: &'a Form) -> Result<Self, Failure> {
        let now = app.house.now();
        let is_over =
            link.is_revoked() || matches!(link.standing(now), Standing::Expired { .. } | Standing::UsedUp { .. });
        let offers = app.house.channels();
        let set_up = || offers.iter().filter(|offer| offer.is_set_up);
        let known = app.house.deliveries(&visitor.actor(), link.id, None, SHOWN).await?;
        let zone = &link.validity.zone;
        let deliveries = known.iter().map(|one| DeliveryView {
            id: one.id.to_string(),
            way: way(one),
            badge: badge::delivery(&one.state),
            reason: reason(one, |at| time::plain(at, zone)),
            asked: time::to_the_minute(one.created_at, zone, now),
            again: !is_over && one.address.is_some(),
        });
        Ok(Self {
            link: link.id.to_string(),
            form,
            channels: set_up().map(|offer| Choice::new(offer.channel.as_str(), offer.channel.words())).collect(),
            needs_address: set_up().any(|offer| !offer.goes_to_one_place),
            without_address: set_up()
                .find(|offer| offer.goes_to_one_place)
                .map_or_else(String::new, |offer| format!("not for {}", offer.channel.words())),
            address_help: address_help(set_up().map(|offer| offer.channel)),
            missing: offers
                .iter()
                .filter(|offer| !offer.is_set_up)
                .map(|offer| format!("{} ({})", offer.channel.words(), offer.how_to_set_up()))
                .collect(),
            is_over,
            is_under_way: known.iter().any(|one| is_under_way(&one.state)),
            deliveries: deliveries.collect(),
        })
    }
}

/// Whether it is still to be known what becomes of a delivery.
pub(crate) const fn is_under_way(state: &DeliveryState) -> bool {
    matches!(state, DeliveryState::Queued { .. } | DeliveryState::Sending { .. })
}

fn address_help(channels: impl Iterator<Item = Channel>) -> String {
    let looks = |channel| match channel {
        Channel::Mail => "a mail address",
        Channel::Sms => "a phone number with its country\u{2019}s number, such as +49 151 23456789",
        Channel::Slack => "in Slack a channel, a member\u{2019}s id or mail address",
    };
    super::form::sentence(&channels.map(looks).collect::<Vec<_>>().join("; "))
}

fn way(one: &Delivery) -> String {
    let address = one.address.as_ref().map_or("an address that was erased", |address| address.as_str());
    if address.is_empty() { one.channel.words().to_owned() } else { format!("{} to {address}", one.channel.words()) }
}

fn reason(one: &Delivery, show: impl Fn(Timestamp) -> String) -> String {
    match &one.state {
        DeliveryState::Failed { failure, .. } => failure.sentence().to_owned(),
        DeliveryState::Queued { said: Some(said), next_at, tries } => {
            let tried = if *tries == 1 { "tried once".to_owned() } else { format!("tried {tries} times") };
            format!("{tried}; {said}; next try {}", show(*next_at))
        }
        DeliveryState::Queued { .. } | DeliveryState::Sending { .. } | DeliveryState::Sent { .. } => String::new(),
    }
}

/// Sends a link. Sending the same form twice sends it once.
pub async fn send(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>, mut form: Form) -> Answer {
    let key = idempotency_key(&visitor, &form)?;
    let queued = match Channel::parse(form.value("send_channel")) {
        None => Err(Trouble::invalid("send_channel", "choose how to send it")),
        Some(channel) => {
            let new = NewDelivery {
                channel,
                address: form.value("send_address").to_owned(),
                message: form.value("send_message").to_owned(),
                language: None,
            };
            let queued = app.house.send_link(&visitor.actor(), id, new, Some(key)).await;
            queued.map_err(at_our_fields)
        }
    };
    match form.hold(queued)? {
        Some(_) => Ok(done(&page_of(id), "link-queued")),
        None => {
            let link = app.house.link(&visitor.actor(), id).await?;
            link_page(&app, &visitor, &link, Beside { sending: Some(&form), ..Beside::default() }).await
        }
    }
}

/// The page has other forms with fields of these names.
pub(crate) fn at_our_fields(trouble: Trouble) -> Trouble {
    match trouble {
        Trouble::Invalid { field: "channel", message } => Trouble::Invalid { field: "send_channel", message },
        Trouble::Invalid { field: "address", message } => Trouble::Invalid { field: "send_address", message },
        Trouble::Invalid { field: "message", message } => Trouble::Invalid { field: "send_message", message },
        other => other,
    }
}

/// Notes that a link was handed to a program of its maker's, as the page's script tells. Nothing waits for the answer.
pub async fn hand_over(State(app): State<App>, visitor: Visitor, Id(id): Id<LinkId>, form: Form) -> Answer {
    let to = Handover::parse(form.value("way")).ok_or_else(|| Trouble::invalid("way", "no link is handed over so"))?;
    app.house.hand_over_link(&visitor.actor(), id, to).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Sends a link again as it was sent before.
pub async fn again(
    State(app): State<App>,
    visitor: Visitor,
    Id((link, id)): Id<(LinkId, DeliveryId)>,
    form: Form,
) -> Answer {
    let key = idempotency_key(&visitor, &form.with("again", id.to_string()))?;
    app.house.send_again(&visitor.actor(), link, id, Some(key)).await?;
    Ok(done(&page_of(link), "link-queued"))
}
