//! What a guest's browser carries from page to page, in cookies: that the PIN was known, and by what a device is
//! known again. Neither names the link, and no script reads them.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use keylink_domain::secret::{Secret, fingerprint};
use keylink_service::guest::Carried;
use keylink_service::link::PIN_TICKET_FOR;

use crate::app::App;

/// Browsers keep none for longer than 400 days.
const DEVICE_FOR_S: i64 = 400 * 24 * 60 * 60;

/// What the browser carries for the link with this secret.
pub(super) fn read(app: &App, headers: &HeaderMap, secret: &str) -> Carried {
    if !headers.contains_key(header::COOKIE) {
        return Carried::default();
    }
    let find = |wanted: String| {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        lines.flat_map(|line| line.split(';')).find_map(|pair| {
            let (name, value) = pair.trim().split_once('=')?;
            (name == wanted).then(|| value.to_owned())
        })
    };
    Carried { pin: pin_cookie(app, secret).and_then(find), device: find(named(app, "device")) }
}

/// Gives the browser what shows that its guest knew the PIN.
pub(super) fn keep_pin(app: &App, response: &mut Response, secret: &str, ticket: &str) {
    if let Some(name) = pin_cookie(app, secret) {
        set(app, response, &name, ticket, PIN_TICKET_FOR.as_secs());
    }
}

/// Gives the browser what it is known by; sent again, it lasts longer.
pub(super) fn keep_device(app: &App, response: &mut Response, device: &str) {
    set(app, response, &named(app, "device"), device, DEVICE_FOR_S);
}

/// Each link has a cookie of its own, so that one PIN does not push out another.
fn pin_cookie(app: &App, secret: &str) -> Option<String> {
    let secret = Secret::parse(secret).ok()?;
    let print = fingerprint(&[b"pin cookie", secret.hash().as_bytes()]);
    Some(named(app, &format!("pin_{}", print[..6].iter().map(|byte| format!("{byte:02x}")).collect::<String>())))
}

fn named(app: &App, what: &str) -> String {
    let prefix = if app.is_secure() { "__Secure-" } else { "" };
    format!("{prefix}keylink_{what}")
}

/// `Lax`: a link in a message leads here from elsewhere, and must find its cookie. Forms from elsewhere do not.
fn set(app: &App, response: &mut Response, name: &str, value: &str, max_age_s: i64) {
    let secure = if app.is_secure() { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/k; HttpOnly; SameSite=Lax; Max-Age={max_age_s}{secure}");
    match HeaderValue::from_str(&text) {
        Ok(mut value) => {
            value.set_sensitive(true);
            response.headers_mut().append(header::SET_COOKIE, value);
        }
        Err(error) => tracing::error!(%error, "a guest's cookie could not be written"),
    }
}
