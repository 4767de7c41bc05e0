//! Activity on the wire: how much was opened and how much was not, by the hour or by the day.

use axum::Json;
use axum::extract::State;
use keylink_domain::activity::Span;
use keylink_domain::actor::Actor;
use keylink_domain::id::DoorId;
use keylink_domain::zone::Zone;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::admit::Admitted;
use super::problem::Problem;
use super::take::Asked;
use super::wire::Instant;
use crate::app::App;

/// Which stretch of time, where.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ActivityQuery {
    /// The last 24 hours by the hour (`day`, the usual), or the last 30 days by the day (`month`).
    #[serde(default)]
    #[param(inline)]
    span: SpanWord,
    /// At this door; at all where it is left out.
    #[param(value_type = Option<uuid::Uuid>)]
    door: Option<DoorId>,
}

/// A stretch of time, as a word.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum SpanWord {
    #[default]
    Day,
    Month,
}

/// How much happened, oldest first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Activity)]
pub(crate) struct ActivityBody {
    /// On whose clock hours and days are meant: the door's site's, or the first site's.
    #[schema(example = "Europe/Berlin")]
    zone: String,
    bars: Vec<BarBody>,
}

/// How much happened in an hour or on a day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ActivityBar)]
struct BarBody {
    from: Instant,
    /// The first instant after it.
    until: Instant,
    /// Doors that opened, or were sent the command to.
    opened: i64,
    /// Presses that opened nothing.
    not_opened: i64,
}

/// How much was opened and how much was not. For those who see everybody's events.
#[utoipa::path(get, path = "/activity", tag = "events", params(ActivityQuery),
    responses((status = 200, body = ActivityBody)))]
pub(crate) async fn show_activity(
    State(app): State<App>,
    who: Admitted,
    Asked(query): Asked<ActivityQuery>,
) -> Result<Json<ActivityBody>, Problem> {
    let zone = zone_of(&app, &who.actor, query.door).await?;
    let span = match query.span {
        SpanWord::Day => Span::Day,
        SpanWord::Month => Span::Month,
    };
    let bars = app.house.activity(&who.actor, query.door, span, &zone).await?;
    let bars = bars.into_iter().map(|bar| BarBody {
        from: bar.from.into(),
        until: bar.until.into(),
        opened: bar.count.opened,
        not_opened: bar.count.refused,
    });
    Ok(Json(ActivityBody { zone: zone.name().to_owned(), bars: bars.collect() }))
}

/// On whose clock days and hours are meant: the door's site's, or the first site's.
///
/// # Errors
/// When there is no such door.
pub(super) async fn zone_of(app: &App, actor: &Actor, door: Option<DoorId>) -> Result<Zone, Problem> {
    let sites = app.house.sites(actor).await?;
    let site = match door {
        Some(door) => Some(app.house.door(actor, door).await?.door.site),
        None => sites.first().map(|site| site.id),
    };
    Ok(sites.into_iter().find(|known| Some(known.id) == site).map_or_else(Zone::utc, |site| site.zone))
}
