//! The kinds of controller on the wire, with the settings that each asks for.

use axum::Json;
use keylink_domain::controller::DriverKind;
use keylink_service::controller::{Field, FieldKind, about};
use serde::Serialize;
use utoipa::ToSchema;

use super::admit::Admitted;

/// The kinds of controller that there are.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Drivers)]
pub(crate) struct DriversBody {
    items: Vec<DriverBody>,
}

/// A kind of controller.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Driver)]
struct DriverBody {
    /// Its name on the wire.
    #[schema(value_type = String, example = "shelly")]
    driver: DriverKind,
    /// What people call it.
    name: &'static str,
    purpose: &'static str,
    /// How a door's place on it is named.
    places: &'static str,
    /// What it can confirm, and on what evidence.
    confirms: &'static str,
    /// What it tells by itself.
    tells: &'static str,
    /// What it is set up with; empty where it connects by itself.
    settings: Vec<FieldBody>,
}

/// A setting that a kind of controller asks for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DriverSetting)]
struct FieldBody {
    name: &'static str,
    label: &'static str,
    help: &'static str,
    required: bool,
    /// It is sealed, and never shown again.
    secret: bool,
    /// What holds where nothing is given.
    default: &'static str,
    /// What may be given; empty means anything.
    choices: Vec<&'static str>,
}

impl From<DriverKind> for DriverBody {
    fn from(driver: DriverKind) -> Self {
        let kind = about(driver);
        Self {
            driver,
            name: kind.name,
            purpose: kind.purpose,
            places: kind.places,
            confirms: kind.confirms,
            tells: kind.tells,
            settings: kind.fields.iter().map(FieldBody::from).collect(),
        }
    }
}

impl From<&Field> for FieldBody {
    fn from(field: &Field) -> Self {
        let choices = match field.kind {
            FieldKind::Choice(all) => all.iter().map(|(value, _)| *value).collect(),
            _ => Vec::new(),
        };
        Self {
            name: field.name,
            label: field.label,
            help: field.help,
            required: field.required,
            secret: field.is_secret(),
            default: field.default,
            choices,
        }
    }
}

/// The kinds of controller, with what each is set up with.
#[utoipa::path(get, path = "/drivers", tag = "controllers", responses((status = 200, body = DriversBody)))]
pub(crate) async fn list_drivers(_who: Admitted) -> Json<DriversBody> {
    Json(DriversBody { items: DriverKind::ALL.into_iter().map(DriverBody::from).collect() })
}
