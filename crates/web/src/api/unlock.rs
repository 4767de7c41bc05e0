//! Opening one's own door over the API.

use axum::Json;
use axum::extract::State;
use keylink_domain::id::{DoorId, UnlockId};
use keylink_domain::unlock::Outcome;
use keylink_service::unlock::{End, NewPress, Pressed};
use serde::Serialize;
use utoipa::ToSchema;

use super::admit::Admitted;
use super::problem::Problem;
use super::take::{Id, PressNumber};
use super::wire;
use crate::app::App;

/// What came of an unlock.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Unlock)]
pub(crate) struct UnlockBody {
    /// The attempt, as the event log names it.
    #[schema(value_type = Option<uuid::Uuid>)]
    unlock_id: Option<UnlockId>,
    /// `opened`: the hardware confirmed. `sent`: it took the command and cannot confirm. `failed`: it did
    /// not move. `unknown`: it was silent, so it may or may not have moved. `refused`: nothing was sent. `undecided`: nothing was sent for
    /// this request, but what became of an earlier one with the same `Idempotency-Key` is not known.
    #[schema(schema_with = wire::outcome)]
    outcome: &'static str,
    /// Why it was refused or failed.
    #[schema(example = "no_access")]
    refusal: Option<&'static str>,
    /// The same for people.
    message: String,
    /// From the request to the answer, in milliseconds.
    latency_ms: i64,
}

impl From<Pressed> for UnlockBody {
    fn from(pressed: Pressed) -> Self {
        Self {
            unlock_id: pressed.unlock,
            outcome: pressed.end.as_str(),
            refusal: pressed.end.refusal().map(keylink_domain::refusal::Refusal::code),
            message: message(pressed.end),
            latency_ms: pressed.latency_ms,
        }
    }
}

fn message(end: End) -> String {
    match end {
        End::Refused(why) => format!("refused: {}", why.log_sentence()),
        End::Done(Outcome::Opened) => "the door is open".to_owned(),
        End::Done(Outcome::Sent) => "the controller took the command and cannot confirm it".to_owned(),
        End::Done(Outcome::Failed(why)) => format!("the door did not open: {}", why.log_sentence()),
        End::Done(Outcome::Unknown) => {
            "the controller was silent, so nobody knows whether the door opened; look before you try again".to_owned()
        }
        End::Undecided => "the database could not be asked, so nothing was sent for this request; whether an earlier \
             one with the same key opened the door is not known; try again with the same key"
            .to_owned(),
    }
}

/// Opens a door that the token's user has access to with remote unlock.
///
/// The answer is 200 whatever came of it: `outcome` says what. A request that is sent again with the same
/// `Idempotency-Key` moves nothing twice and gets the first one's outcome.
#[utoipa::path(post, path = "/doors/{id}/unlock", tag = "doors",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "The press's number")),
    responses((status = 200, body = UnlockBody)))]
pub(crate) async fn unlock_door(
    State(app): State<App>,
    who: Admitted,
    Id(id): Id<DoorId>,
    PressNumber(number): PressNumber,
) -> Result<Json<UnlockBody>, Problem> {
    // A door that is not there is no refusal to log.
    let door = app.house.door(&who.actor, id).await?.door.id;
    let press = NewPress { door, number, address: who.client.0, age_ms: 0 };
    Ok(Json(app.house.press_own(&who.actor, press).await?.into()))
}
