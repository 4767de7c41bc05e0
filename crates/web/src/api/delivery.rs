//! Deliveries on the wire: a link sent by mail, text message or Slack, and what came of it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keylink_domain::delivery::{Channel, Delivery, DeliveryState};
use keylink_domain::id::{DeliveryId, LinkId};
use keylink_service::delivery::NewDelivery;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::created;
use super::page::{Page, PageQuery, cursor, limit, position};
use super::problem::Problem;
use super::take::{Asked, Id, Sent};
use super::wire::Instant;
use crate::app::App;

/// The way a link is sent.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Channel)]
pub(crate) enum ChannelWord {
    /// E-mail.
    Mail,
    /// Text message.
    Sms,
    /// Slack.
    Slack,
}

/// A link to send.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewDelivery)]
pub(crate) struct NewDeliveryBody {
    /// The way it goes; this server must be set up for it.
    channel: ChannelWord,
    /// A mail address; a phone number with its country's number; a channel, member id or member's mail address of
    /// Slack. It may be left out where Slack is set up by a webhook.
    #[serde(default)]
    #[schema(example = "mia@example.com")]
    address: String,
    /// Words of your own, up to 500 characters.
    #[serde(default)]
    message: String,
    /// The guest's language (a BCP 47 tag); the link's where it is left out.
    language: Option<String>,
}

/// One sending of a link.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Delivery)]
pub(crate) struct DeliveryBody {
    /// Its id.
    #[schema(value_type = uuid::Uuid)]
    id: DeliveryId,
    /// The link.
    #[schema(value_type = uuid::Uuid)]
    link_id: LinkId,
    channel: ChannelWord,
    /// Where it goes; null once that is erased.
    address: Option<String>,
    /// The sender's own words.
    message: String,
    language: Option<String>,
    /// How far it has come.
    state: DeliveryWord,
    /// When it is tried next, where it is queued; when it was sent or given up, where it was.
    at: Instant,
    /// How often it was tried, while it is queued or being sent.
    tries: Option<u32>,
    /// Why it was given up, for programs.
    #[schema(example = "address")]
    reason_code: Option<&'static str>,
    /// Why it was given up, or what was said at the last try, for people.
    #[schema(example = "the mail server said: 550 5.1.1 no such user")]
    reason: Option<String>,
    created_at: Instant,
}

/// How far a delivery has come.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DeliveryState)]
pub(crate) enum DeliveryWord {
    /// It waits for its next try.
    Queued,
    /// It is being handed over.
    Sending,
    /// The provider took it.
    Sent,
    /// It was given up.
    Failed,
}

impl From<ChannelWord> for Channel {
    fn from(word: ChannelWord) -> Self {
        match word {
            ChannelWord::Mail => Self::Mail,
            ChannelWord::Sms => Self::Sms,
            ChannelWord::Slack => Self::Slack,
        }
    }
}

impl From<Channel> for ChannelWord {
    fn from(channel: Channel) -> Self {
        match channel {
            Channel::Mail => Self::Mail,
            Channel::Sms => Self::Sms,
            Channel::Slack => Self::Slack,
        }
    }
}

impl From<Delivery> for DeliveryBody {
    fn from(delivery: Delivery) -> Self {
        let (state, at, tries, reason_code, reason) = match delivery.state {
            DeliveryState::Queued { tries, next_at, said } => (DeliveryWord::Queued, next_at, Some(tries), None, said),
            DeliveryState::Sending { tries, since } => (DeliveryWord::Sending, since, Some(tries), None, None),
            DeliveryState::Sent { at } => (DeliveryWord::Sent, at, None, None, None),
            DeliveryState::Failed { at, failure } => {
                let reason = failure.sentence().to_owned();
                (DeliveryWord::Failed, at, None, Some(failure.code.as_str()), Some(reason))
            }
        };
        Self {
            id: delivery.id,
            link_id: delivery.link,
            channel: delivery.channel.into(),
            address: delivery.address.map(|address| address.as_str().to_owned()),
            message: delivery.message.as_str().to_owned(),
            language: delivery.language,
            state,
            at: at.into(),
            tries,
            reason_code,
            reason,
            created_at: delivery.created_at.into(),
        }
    }
}

/// The link's deliveries, newest first.
#[utoipa::path(get, path = "/links/{id}/deliveries", tag = "links", params(("id" = uuid::Uuid, Path), PageQuery),
    responses((status = 200, body = Page<DeliveryBody>)))]
pub(crate) async fn list_deliveries(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<Page<DeliveryBody>>, Problem> {
    let (before, limit) = (position("deliveries", query.cursor.as_deref())?, limit(query.limit)?);
    let mut found = app.house.deliveries(&who.actor, id, before, limit + 1).await?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let next_cursor = found.last().filter(|_| more).map(|last| cursor("deliveries", last.id));
    Ok(Json(Page { items: found.into_iter().map(DeliveryBody::from).collect(), next_cursor }))
}

/// Sends the link: queued by the answer, and sent as soon as it can be. What came of it stands in the list of its
/// deliveries and in the event log. Honours `Idempotency-Key`.
#[utoipa::path(post, path = "/links/{id}/deliveries", tag = "links",
    params(("id" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 visible ASCII characters")),
    request_body = NewDeliveryBody, responses((status = 201, body = DeliveryBody)))]
pub(crate) async fn send_link(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
    sent: Sent<NewDeliveryBody>,
) -> Result<impl IntoResponse, Problem> {
    let (body, key) = sent.once(&who.actor)?;
    let new = NewDelivery {
        channel: body.channel.into(),
        address: body.address,
        message: body.message,
        language: body.language,
    };
    let queued = app.house.send_link(&who.actor, id, new, key).await?;
    // They have no pages of their own: what came of it is in the link's list.
    let place = created(&format!("links/{id}"), "deliveries");
    Ok((StatusCode::CREATED, place, Json(DeliveryBody::from(queued))))
}
