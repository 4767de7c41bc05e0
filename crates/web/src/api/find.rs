//! What is on the network, on the wire.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use keylink_domain::controller::DriverKind;
use keylink_domain::id::ControllerId;
use keylink_service::controller::{Nearby, Search};
use serde::Serialize;
use utoipa::ToSchema;

use super::admit::Admitted;
use super::problem::Problem;
use crate::app::App;

/// What a search of the network came to.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundDevices)]
pub(crate) struct FoundBody {
    items: Vec<DeviceBody>,
    /// How many devices are in networks that this server keeps closed to drivers.
    closed: usize,
    /// What was not searched, and why, in words.
    troubles: Vec<String>,
}

/// A device, as it says itself: strangers' words, cleaned.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundDevice)]
struct DeviceBody {
    #[schema(value_type = String, example = "shelly")]
    driver: DriverKind,
    name: String,
    #[schema(example = "http://192.168.1.20")]
    address: String,
    /// Model and firmware, where it tells.
    about: String,
    /// What `POST /controllers` takes as `settings`; its secrets are yours to add.
    settings: BTreeMap<String, String>,
    /// The controller that it is already; null where it is none.
    #[schema(value_type = Option<uuid::Uuid>)]
    controller_id: Option<ControllerId>,
}

impl From<Nearby> for DeviceBody {
    fn from(near: Nearby) -> Self {
        let Nearby { found, known } = near;
        Self {
            driver: found.driver,
            name: found.name,
            address: found.address,
            about: found.about,
            settings: found.settings,
            controller_id: known.map(|known| known.id),
        }
    }
}

/// Searches the server's own networks for devices; it takes four seconds, and changes nothing.
#[utoipa::path(post, path = "/controllers/find", tag = "controllers", responses((status = 200, body = FoundBody)))]
pub(crate) async fn find_devices(State(app): State<App>, who: Admitted) -> Result<Json<FoundBody>, Problem> {
    let Search { devices, closed, troubles } = app.house.find_devices(&who.actor).await?;
    Ok(Json(FoundBody { items: devices.into_iter().map(DeviceBody::from).collect(), closed, troubles }))
}
