//! Alerts on the wire: from when on it is told that a controller is away or a battery low, by which ways the token's own user is told,
//! and what is the matter now.

use axum::Json;
use axum::extract::State;
use keylink_domain::alert::{AlertBounds, AlertWish, Incident};
use keylink_domain::id::ControllerId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::problem::Problem;
use super::take::Sent;
use super::wire::{self, Instant};
use crate::app::App;
use crate::control::alert_trouble;

/// What is told of controllers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Alerts)]
pub(crate) struct AlertsBody {
    /// For how many minutes a controller may be away before it is told.
    #[schema(example = 5)]
    offline_minutes: u16,
    /// Below how many percent a battery is low.
    #[schema(example = 15)]
    battery_percent: u8,
    /// By which ways the token's own user is told.
    mine: AlertWishBody,
    /// What is the matter now, the longest first.
    incidents: Vec<IncidentBody>,
}

/// By which ways the token's own user is told.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AlertWish, example = json!({ "mail": true, "push": false }))]
pub(crate) struct AlertWishBody {
    /// By e-mail, to their own address.
    mail: bool,
    /// By a notification, on the devices where they turned them on.
    push: bool,
}

/// Something is the matter with a controller.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Incident)]
struct IncidentBody {
    #[schema(value_type = uuid::Uuid)]
    controller_id: ControllerId,
    /// `offline` or `battery`.
    #[schema(example = "offline")]
    what: &'static str,
    since: Instant,
    /// When it was told; null is not yet.
    told_at: Option<Instant>,
}

impl From<&Incident> for IncidentBody {
    fn from(incident: &Incident) -> Self {
        Self {
            controller_id: incident.controller,
            what: incident.ailment.as_str(),
            since: incident.began.into(),
            told_at: incident.told.map(Instant::from),
        }
    }
}

/// What is to change of the bounds; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeAlerts, example = json!({ "offline_minutes": 10 }))]
pub(crate) struct ChangeAlertsBody {
    /// Between 1 and 1440.
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = u32, required = false)]
    offline_minutes: Option<u32>,
    /// Between 1 and 90.
    #[serde(default, deserialize_with = "wire::optional")]
    #[schema(value_type = u32, required = false)]
    battery_percent: Option<u32>,
}

/// What is told of controllers, and what is the matter now.
#[utoipa::path(get, path = "/alerts", tag = "controllers",
    responses((status = 200, description = "What is told of controllers.", body = AlertsBody)))]
pub(crate) async fn show_alerts(State(app): State<App>, who: Admitted) -> Result<Json<AlertsBody>, Problem> {
    let known = app.house.alerts(&who.actor).await?;
    Ok(Json(AlertsBody {
        offline_minutes: known.bounds.offline_minutes(),
        battery_percent: known.bounds.battery_percent(),
        mine: AlertWishBody { mail: known.wish.mail, push: known.wish.push },
        incidents: known.incidents.iter().map(|(incident, _)| incident.into()).collect(),
    }))
}

/// Changes from when on it is told.
#[utoipa::path(patch, path = "/alerts", tag = "controllers", request_body = ChangeAlertsBody,
    responses((status = 200, description = "What is told from now on.", body = AlertsBody)))]
pub(crate) async fn change_alerts(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<ChangeAlertsBody>,
) -> Result<Json<AlertsBody>, Problem> {
    let body = sent.change();
    let before = app.house.alerts(&who.actor).await?.bounds;
    let minutes = body.offline_minutes.unwrap_or_else(|| before.offline_minutes().into());
    let percent = body.battery_percent.unwrap_or_else(|| before.battery_percent().into());
    let bounds = AlertBounds::new(minutes, percent).map_err(alert_trouble)?;
    app.house.change_alert_bounds(&who.actor, bounds).await?;
    show_alerts(State(app), who).await
}

/// Says by which ways the token's own user is told.
#[utoipa::path(put, path = "/alerts/mine", tag = "controllers", request_body = AlertWishBody,
    responses((status = 200, description = "By which ways they are told from now on.", body = AlertsBody)))]
pub(crate) async fn wish_alerts(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<AlertWishBody>,
) -> Result<Json<AlertsBody>, Problem> {
    let body = sent.change();
    app.house.wish_alerts(&who.actor, AlertWish { mail: body.mail, push: body.push }).await?;
    show_alerts(State(app), who).await
}
