//! Arrivals on the wire: of which a link's maker is told, and what they were told.

use axum::Json;
use axum::extract::State;
use keylink_domain::arrival::{Occasion, Wish};
use keylink_domain::delivery::DeliveryState;
use keylink_domain::id::{DoorId, LinkId};
use keylink_domain::notice::{News, Notice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::problem::Problem;
use super::take::{Id, Sent};
use super::wire::Instant;
use crate::app::App;

/// Notices that are shown.
const NOTICES: u32 = 20;

/// Of which arrivals a link's maker is told.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ArrivalWish, example = json!({ "occasion": "first", "mail": true, "push": false }))]
pub(crate) struct WishBody {
    /// Of none, of the first from now on, or of every one.
    #[schema(inline)]
    occasion: OccasionWord,
    /// By e-mail, to the maker's own address.
    #[serde(default)]
    mail: bool,
    /// By a notification, on the devices where the maker turned them on.
    #[serde(default)]
    push: bool,
}

/// Of which arrivals, as a word.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum OccasionWord {
    #[default]
    None,
    First,
    Every,
}

impl From<WishBody> for Wish {
    fn from(body: WishBody) -> Self {
        let occasion = match body.occasion {
            OccasionWord::None => Occasion::None,
            OccasionWord::First => Occasion::First,
            OccasionWord::Every => Occasion::Every,
        };
        Self { occasion, mail: body.mail, push: body.push }
    }
}

impl From<Wish> for WishBody {
    fn from(wish: Wish) -> Self {
        let occasion = match wish.occasion {
            Occasion::None => OccasionWord::None,
            Occasion::First => OccasionWord::First,
            Occasion::Every => OccasionWord::Every,
        };
        Self { occasion, mail: wish.mail, push: wish.push }
    }
}

/// Of which arrivals a link's maker is told, and what they were told lately.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Arrivals)]
pub(crate) struct ArrivalsBody {
    #[serde(flatten)]
    wish: WishBody,
    /// The newest 20, newest first.
    told: Vec<ToldBody>,
}

/// One notice to one person by one way.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Told)]
struct ToldBody {
    /// When somebody arrived.
    arrived_at: Instant,
    #[schema(value_type = uuid::Uuid)]
    door_id: DoorId,
    /// `mail` or `push`.
    channel: &'static str,
    /// `queued`, `sending`, `sent` or `failed`.
    state: &'static str,
    /// Why it failed.
    reason: Option<String>,
}

impl ToldBody {
    /// None for what is no arrival.
    fn of(notice: &Notice) -> Option<Self> {
        let News::Arrival { door, at, .. } = notice.news else { return None };
        let reason = match &notice.state {
            DeliveryState::Failed { failure, .. } => Some(failure.sentence().to_owned()),
            _ => None,
        };
        Some(Self {
            arrived_at: at.into(),
            door_id: door,
            channel: notice.channel.as_str(),
            state: notice.state.as_str(),
            reason,
        })
    }
}

/// Of which arrivals a link's maker is told, and what they were told.
#[utoipa::path(get, path = "/links/{id}/arrivals", tag = "links", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, description = "Of which arrivals the maker is told, and what was told.", body = ArrivalsBody)))]
pub(crate) async fn show_arrivals(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
) -> Result<Json<ArrivalsBody>, Problem> {
    let wish = app.house.arrival_wish(&who.actor, id).await?.into();
    let told = app.house.notices(&who.actor, id, NOTICES).await?;
    Ok(Json(ArrivalsBody { wish, told: told.iter().filter_map(ToldBody::of).collect() }))
}

/// Says of which arrivals a link's maker is told. The next arrival is the first.
#[utoipa::path(put, path = "/links/{id}/arrivals", tag = "links", params(("id" = uuid::Uuid, Path)),
    request_body = WishBody,
    responses((status = 200, description = "Of which arrivals the maker is told from now on.", body = ArrivalsBody)))]
pub(crate) async fn wish_arrivals(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<LinkId>,
    sent: Sent<WishBody>,
) -> Result<Json<ArrivalsBody>, Problem> {
    let wish: Wish = sent.change().into();
    if wish.occasion != Occasion::None && !wish.mail && !wish.push {
        return Err(Problem::field("mail", "say how: by mail, by push, or both; or choose the occasion none"));
    }
    app.house.wish_arrivals(&who.actor, id, wish).await?;
    show_arrivals(State(app), who, Id(id)).await
}
