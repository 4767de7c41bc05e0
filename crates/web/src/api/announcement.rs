//! The announcement of the organization's doors to its home automation, on the wire.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use keylink_domain::id::UserId;
use keylink_service::Trouble;
use keylink_service::announcement::{Announced, NewAnnouncement, Standing};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::admit::Admitted;
use super::problem::Problem;
use super::take::Sent;
use crate::app::App;

/// The doors announced to a home automation by MQTT discovery.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Announcement)]
pub(crate) struct AnnouncementBody {
    #[schema(example = "mqtt://192.168.1.10")]
    broker: String,
    login: String,
    /// Whether a password is kept; it is never shown.
    has_password: bool,
    /// As whom doors open that are opened from there.
    #[schema(value_type = uuid::Uuid)]
    user_id: UserId,
    #[schema(example = "homeassistant")]
    prefix: String,
    /// `beginning`, `announced` or `trouble`.
    #[schema(example = "announced")]
    state: &'static str,
    /// Why it is not announced, in words.
    trouble: Option<String>,
}

impl From<Announced> for AnnouncementBody {
    fn from(announced: Announced) -> Self {
        let (state, trouble) = match announced.standing {
            Standing::Beginning => ("beginning", None),
            Standing::Made => ("announced", None),
            Standing::Trouble(why) => ("trouble", Some(why)),
        };
        let known = announced.announcement;
        Self {
            broker: known.broker,
            login: known.login,
            has_password: announced.has_password,
            user_id: known.user,
            prefix: known.prefix.to_string(),
            state,
            trouble,
        }
    }
}

/// What the announcement is to be, whole.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeAnnouncement, example = json!({ "broker": "mqtt://192.168.1.10", "login": "keylink", "password": "..." }))]
pub(crate) struct ChangeAnnouncementBody {
    /// `mqtt://host` or `mqtts://host`.
    broker: String,
    #[serde(default)]
    #[schema(required = false)]
    login: String,
    /// Left out, the one that is kept stays, unless broker or login change.
    password: Option<String>,
    /// As whom doors open; left out, it stays, and is oneself at first.
    #[schema(value_type = Option<uuid::Uuid>)]
    user_id: Option<UserId>,
    /// Where the home automation looks; left out, `homeassistant`.
    prefix: Option<String>,
}

/// The announcement of the organization's doors.
#[utoipa::path(get, path = "/announcement", tag = "organization", responses((status = 200, body = AnnouncementBody)))]
pub(crate) async fn show_announcement(
    State(app): State<App>,
    who: Admitted,
) -> Result<Json<AnnouncementBody>, Problem> {
    let known = app.house.announcement(&who.actor).await?;
    Ok(Json(known.ok_or(Trouble::NotFound("announcement"))?.into()))
}

/// Announces the doors from now on, or otherwise than before.
#[utoipa::path(put, path = "/announcement", tag = "organization", request_body = ChangeAnnouncementBody,
    responses((status = 200, body = AnnouncementBody)))]
pub(crate) async fn change_announcement(
    State(app): State<App>,
    who: Admitted,
    sent: Sent<ChangeAnnouncementBody>,
) -> Result<Json<AnnouncementBody>, Problem> {
    let ChangeAnnouncementBody { broker, login, password, user_id, prefix } = sent.change();
    let new = NewAnnouncement { user: user_id, broker, login, password, prefix };
    Ok(Json(app.house.announce(&who.actor, new).await?.into()))
}

/// Announces the doors no more: they are gone from the home automation, and nothing opens from there.
#[utoipa::path(delete, path = "/announcement", tag = "organization",
    responses((status = 204, description = "The doors are announced no more.")))]
pub(crate) async fn remove_announcement(State(app): State<App>, who: Admitted) -> Result<StatusCode, Problem> {
    app.house.withdraw_announcement(&who.actor).await?;
    Ok(StatusCode::NO_CONTENT)
}
