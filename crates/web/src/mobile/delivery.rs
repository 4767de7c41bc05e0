//! Sending a link by Keylink itself: the form on the phone, and what became of what was sent.

use axum::extract::State;
use keylink_domain::delivery::{Channel, Delivery, DeliveryState, FailCode};
use keylink_domain::hollow::LinkStanding;
use keylink_domain::id::LinkId;
use keylink_domain::link::Link;
use keylink_domain::validity::Standing;
use keylink_service::Trouble;
use keylink_service::delivery::NewDelivery;

use super::link::{Asked, link_page, page_of};
use super::said;
use super::tongue::{self, Tongue};
use crate::app::App;
use crate::control::badge::{self, Badge};
pub use crate::control::delivery::hand_over;
use crate::control::delivery::{at_our_fields, is_under_way};
use crate::control::form::Form;
use crate::control::link_fields::{fields_of, idempotency_key};
use crate::control::page::{Answer, Failure, Id, done};
use crate::control::session::Visitor;
use crate::language::{Language, isolated};

/// Deliveries that a page shows.
const SHOWN: u32 = 10;

/// The form to send a link by Keylink, and what was sent, as a page shows them.
pub struct Sending<'a> {
    /// Where the form goes.
    pub action: String,
    /// What was typed.
    pub form: &'a Form,
    /// The channels that are set up, each with its name; none where the link cannot be sent.
    pub channels: Vec<(&'static str, String)>,
    /// Whether some channel needs to be told where to.
    pub needs_address: bool,
    /// What was sent before, newest first.
    pub sent: Vec<Sent>,
    /// Whether any of it is not settled yet: the page's script looks again.
    pub is_under_way: bool,
    /// The link's page, where it looks.
    pub page: String,
}

/// Something that was sent.
pub struct Sent {
    /// By which way, and where to, as long as that is kept.
    pub way: String,
    /// How far it has come.
    pub badge: Badge,
    /// Why it did not go; empty if it did, or may still.
    pub why: String,
    /// When it was asked for.
    pub asked: String,
}

/// A form to begin with.
pub fn blank(app: &App) -> Form {
    Form::new().with("send_key", app.house.now().as_millisecond().to_string())
}

impl<'a> Sending<'a> {
    /// For a link, with what was typed.
    pub async fn of(app: &App, visitor: &Visitor, t: &Language, link: &Link, form: &'a Form) -> Result<Self, Failure> {
        let now = app.house.now();
        let hollows = app.house.hollows(std::slice::from_ref(link)).await?;
        let can_go = match hollows.stands(link, now) {
            LinkStanding::Revoked { .. } | LinkStanding::Hollow(_) => false,
            LinkStanding::Own(own) => !matches!(own, Standing::Expired { .. } | Standing::UsedUp { .. }),
        };
        let offers = app.house.channels();
        let set_up = || offers.iter().filter(|offer| offer.is_set_up && can_go);
        let known = app.house.deliveries(&visitor.actor(), link.id, None, SHOWN).await?;
        Ok(Self {
            action: format!("{}/deliveries", page_of(link.id)),
            form,
            channels: set_up().map(|offer| (offer.channel.as_str(), word(t, offer.channel))).collect(),
            needs_address: set_up().any(|offer| !offer.goes_to_one_place),
            is_under_way: known.iter().any(|one| is_under_way(&one.state)),
            page: page_of(link.id),
            sent: known
                .iter()
                .map(|one| Sent {
                    way: way(t, one),
                    badge: standing(t, &one.state),
                    why: why(t, &one.state),
                    asked: said::moment(t, one.created_at, &link.validity.zone, now),
                })
                .collect(),
        })
    }

    /// Whether this channel is chosen: the first one where none is.
    pub fn is_chosen(&self, channel: &str) -> bool {
        match self.form.value("send_channel") {
            "" => self.channels.first().is_some_and(|(first, _)| *first == channel),
            chosen => chosen == channel,
        }
    }
}

fn word(t: &Language, channel: Channel) -> String {
    match channel {
        Channel::Mail => t.text("app-mail"),
        Channel::Sms => t.text("app-sms"),
        Channel::Slack => "Slack".to_owned(),
    }
}

fn way(t: &Language, one: &Delivery) -> String {
    let address = one.address.as_ref().map(|address| address.as_str()).filter(|address| !address.is_empty());
    let way = word(t, one.channel);
    address.map_or_else(|| way.clone(), |address| format!("{way} \u{b7} {}", isolated(address)))
}

fn standing(t: &Language, state: &DeliveryState) -> Badge {
    let key = match state {
        DeliveryState::Queued { .. } | DeliveryState::Sending { .. } => "app-delivery-queued",
        DeliveryState::Sent { .. } => "app-delivery-sent",
        DeliveryState::Failed { failure, .. } if failure.code == FailCode::NotKnown => "app-delivery-unknown",
        DeliveryState::Failed { .. } => "app-delivery-failed",
    };
    Badge { word: t.text(key), title: String::new(), ..badge::delivery(state) }
}

fn why(t: &Language, state: &DeliveryState) -> String {
    match state {
        // The badge says it.
        DeliveryState::Failed { failure, .. } if failure.code != FailCode::NotKnown => said::failure(t, failure.code),
        _ => String::new(),
    }
}

/// Sends a link. Sending the same form twice sends it once.
pub async fn send(
    State(app): State<App>,
    visitor: Visitor,
    tongue: Tongue,
    Id(id): Id<LinkId>,
    mut form: Form,
) -> Answer {
    let key = idempotency_key(&visitor, &form)?;
    let queued = match Channel::parse(form.value("send_channel")) {
        None => Err(Trouble::invalid("send_channel", "choose how to send it")),
        Some(channel) => {
            let address = form.value("send_address").to_owned();
            let link = app.house.link(&visitor.actor(), id).await?;
            let message = said::template_words(&link).unwrap_or_default().to_owned();
            let new = NewDelivery { channel, address, message, language: None };
            app.house.send_link(&visitor.actor(), id, new, Some(key)).await.map_err(at_our_fields)
        }
    };
    if form.hold(queued)?.is_some() {
        tongue::keep(&app, &visitor, tongue.t.tag()).await;
        return Ok(done(&page_of(id), "link-queued"));
    }
    let link = app.house.link(&visitor.actor(), id).await?;
    let asked = Asked { sending: Some(&form), ..Asked::default() };
    link_page(&app, &visitor, &tongue, &link, &fields_of(&link), asked).await
}
