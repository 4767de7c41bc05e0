//! Where agents come: enrolled by a one-time code, and then through a WebSocket, whose bytes are carried to the broker. What
//! an agent may is the broker's to decide; here nobody is let in, and nothing is read.

mod lines;

use std::net::IpAddr;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use keylink_domain::secret::SecretHash;
use keylink_service::enrolment::accept_key;
use serde::Deserialize;
use serde_json::json;

pub use self::lines::Lines;
use self::lines::{Full, MOST, MOST_FROM_ONE, Place};
use crate::api::Problem;
use crate::app::App;
use crate::client::Client;

/// What is spoken within the WebSocket.
const PROTOCOL: &str = "mqtt";

#[derive(Deserialize)]
struct Asked {
    code: String,
    login_hash: String,
}

/// `POST /agent/enrol`: a code for an identity. The secret itself stays with the agent; its hash is enough here.
pub async fn enrol(State(app): State<App>, Client(address): Client, body: Bytes) -> Result<Response, Problem> {
    let unreadable =
        || Problem::new(StatusCode::BAD_REQUEST, "bad_json", "this is no enrolment; keylink agent enrol makes one");
    let asked: Asked = serde_json::from_slice(&body).map_err(|_| unreadable())?;
    let login = read_hash(&asked.login_hash).ok_or_else(unreadable)?;
    let known = app.house.enrol(&asked.code, login, address).await?;
    let body = Json(json!({ "controller": known.id, "name": known.name }));
    Ok(([(header::CACHE_CONTROL, "no-store")], body).into_response())
}

/// `GET /agent`: a WebSocket for MQTT, and nothing else.
pub async fn line(
    State(app): State<App>,
    Client(address): Client,
    headers: HeaderMap,
    mut request: Request,
) -> Response {
    if app.house.has_outside_broker() && !app.settings.carries_outside {
        let detail =
            "agents of this server come to its broker themselves; mqtt.carry_agents = true lets them come by here";
        return Problem::new(StatusCode::NOT_FOUND, "not_carried", detail).into_response();
    }
    let has = |name: header::HeaderName, word: &str| {
        let said = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        said.flat_map(|line| line.split(',')).any(|part| part.trim().eq_ignore_ascii_case(word))
    };
    let wants = has(header::CONNECTION, "upgrade")
        && has(header::UPGRADE, "websocket")
        && has(header::SEC_WEBSOCKET_VERSION, "13")
        && has(header::SEC_WEBSOCKET_PROTOCOL, PROTOCOL);
    let key = headers.get(header::SEC_WEBSOCKET_KEY).and_then(|key| key.to_str().ok());
    let (true, Some(key), Some(upgrade)) = (wants, key, request.extensions_mut().remove::<OnUpgrade>()) else {
        let detail = "agents connect here with MQTT over a WebSocket; there is nothing else at this address";
        let problem = Problem::new(StatusCode::UPGRADE_REQUIRED, "upgrade_required", detail);
        return (([(header::UPGRADE, "websocket")]), problem).into_response();
    };
    let place = match app.lines.take(address) {
        Ok(place) => place,
        Err(full) => return turned_away(full, address),
    };
    let accept = accept_key(key);
    tokio::spawn(carried(app, upgrade, address, place));
    let mut answer = StatusCode::SWITCHING_PROTOCOLS.into_response();
    let said = answer.headers_mut();
    said.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
    said.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    said.insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(PROTOCOL));
    if let Ok(accept) = HeaderValue::from_str(&accept) {
        said.insert(header::SEC_WEBSOCKET_ACCEPT, accept);
    }
    answer
}

/// Carries an agent until its line ends, on its place.
async fn carried(app: App, upgrade: OnUpgrade, address: Option<IpAddr>, _place: Place) {
    tracing::debug!(?address, "an agent's line begins");
    let carried = match upgrade.await {
        Ok(upgraded) => app.house.carry_agent(TokioIo::new(upgraded)).await,
        Err(error) => Err(std::io::Error::other(error)),
    };
    match carried {
        Ok(()) => tracing::debug!(?address, "an agent's line ended"),
        Err(error) => tracing::debug!(?address, %error, "an agent's line ended"),
    }
}

fn turned_away(full: Full, address: Option<IpAddr>) -> Response {
    let (most, detail) = match full {
        Full::All => (MOST, "as many agents are connected as there may be; try again later"),
        Full::Address => (MOST_FROM_ONE, "as many agents are connected from this address as there may be from one"),
    };
    tracing::warn!(?address, most, "as many agents are connected as there may be; one more was turned away");
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", detail).into_response()
}

/// Reads a hash in hexadecimal digits.
fn read_hash(text: &str) -> Option<SecretHash> {
    let digits = text.as_bytes();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(SecretHash::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_sixty_four_digits() {
        assert_eq!(read_hash(&"ab".repeat(32)).unwrap().as_bytes(), &[0xab; 32]);
        for wrong in ["", "ab", &"zz".repeat(32), &"ab".repeat(33), &"+a".repeat(32)[..64]] {
            assert!(read_hash(wrong).is_none(), "{wrong}");
        }
    }
}
