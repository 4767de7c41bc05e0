//! Who is signed in: the extractor that every page of the control center asks for, and its cookie.

use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use keylink_domain::actor::Actor;
use keylink_domain::id::SiteId;
use keylink_domain::organization::Organization;
use keylink_domain::site::Site;
use keylink_domain::user::Act;
use keylink_domain::zone::Zone;
use keylink_service::Trouble;
use keylink_service::known_device::KnownDevice;
use keylink_service::session::{BegunSession, SESSION_FOR, SignedIn};

use super::page::{Failure, toast_of};
use crate::app::App;
use crate::client::Client;

/// A signed-in user, with what every page shows of their organization.
pub struct Visitor {
    /// Who is signed in.
    pub signed: SignedIn,
    /// Their organization.
    pub organization: Organization,
    /// From which network address they ask, as far as it is known.
    pub from: Option<IpAddr>,
    /// Its buildings, oldest first.
    pub sites: Vec<Site>,
    /// What the page before has just done, in words.
    pub toast: Option<&'static str>,
}

impl Visitor {
    /// The user as an actor.
    pub const fn actor(&self) -> Actor {
        Actor { from: self.from, ..self.signed.actor() }
    }

    /// Whether they may do this, before a form is shown with which nothing could be done.
    ///
    /// # Errors
    /// When they may not.
    pub fn must(&self, act: Act) -> Result<(), Failure> {
        if self.actor().may(act) { Ok(()) } else { Err(Trouble::Forbidden.into()) }
    }

    /// The zone for times that belong to no door: that of the first building.
    pub fn zone(&self) -> Zone {
        self.sites.first().map_or_else(Zone::utc, |site| site.zone.clone())
    }

    /// A building's zone.
    pub fn zone_of(&self, id: SiteId) -> Zone {
        self.site(id).map_or_else(Zone::utc, |site| site.zone.clone())
    }

    /// A building.
    pub fn site(&self, id: SiteId) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == id)
    }

    /// A building's name.
    pub fn site_name(&self, id: SiteId) -> &str {
        self.site(id).map_or("", |site| &site.name)
    }
}

/// Why there is no visitor: not signed in, or not readable.
pub enum NoVisitor {
    /// Sign in first; then go on to this address.
    SignIn(String),
    /// It could not be found out.
    Failure(Failure),
}

impl IntoResponse for NoVisitor {
    fn into_response(self) -> Response {
        match self {
            Self::SignIn(to) => Redirect::to(&to).into_response(),
            Self::Failure(failure) => failure.into_response(),
        }
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = NoVisitor;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, NoVisitor> {
        let failed = |trouble| NoVisitor::Failure(Failure::from(trouble));
        let signed = match cookie(app, &parts.headers) {
            Some(cookie) => app.house.signed_in(cookie).await.map_err(failed)?,
            None => None,
        };
        let Some(signed) = signed else { return Err(NoVisitor::SignIn(sign_in_address(parts))) };
        let organization = app.house.organization(&signed.actor()).await.map_err(failed)?;
        let sites = app.house.sites(&signed.actor()).await.map_err(failed)?;
        let Ok(Client(from)) = Client::from_request_parts(parts, app).await;
        Ok(Self { signed, organization, from, sites, toast: toast_of(parts.uri.query()) })
    }
}

/// A page that was asked for is shown after signing in. A form that was sent is not sent again: its page is shown, and before
/// that is said that nothing was done.
fn sign_in_address(parts: &Parts) -> String {
    let encoded = |wanted: &str| crate::query::encoded(wanted).to_string();
    if parts.method == Method::GET {
        let wanted = parts.uri.path_and_query().map(|wanted| wanted.as_str()).filter(|wanted| is_ours(wanted));
        return wanted.map_or_else(|| "/sign-in".to_owned(), |wanted| format!("/sign-in?next={}", encoded(wanted)));
    }
    let from =
        parts.headers.get(header::REFERER).and_then(|from| from.to_str().ok()).and_then(|from| from.parse().ok());
    let page = from.as_ref().and_then(Uri::path_and_query).map(|page| page.as_str()).filter(|page| is_ours(page));
    page.map_or_else(|| "/sign-in?ended=1".to_owned(), |page| format!("/sign-in?ended=1&next={}", encoded(page)))
}

/// Whether one may be sent there after signing in: a page of the control center or of the app, and nowhere else.
pub fn is_ours(next: &str) -> bool {
    let rest = ["/control", "/app"].into_iter().find_map(|root| next.strip_prefix(root));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        && !next.contains("//")
        && !next.contains(['\\', '\r', '\n'])
}

/// The cookie's name. With TLS it is bound to this very host by the browser.
const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-keylink_session" } else { "keylink_session" }
}

/// The name of the cookie by which a device is known again. It signs nobody in, and outlives the session.
const fn known_cookie(secure: bool) -> &'static str {
    if secure { "__Host-keylink_known" } else { "keylink_known" }
}

/// For how long a device is known: half a year.
const KNOWN_FOR_S: i64 = 180 * 24 * 3600;

/// The session cookie of a request.
pub fn cookie<'a>(app: &App, headers: &'a HeaderMap) -> Option<&'a str> {
    cookie_named(headers, cookie_name(app.is_secure()))
}

/// A cookie of a request.
pub fn cookie_named<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| {
        let (found, value) = pair.trim().split_once('=')?;
        (found == name).then_some(value)
    })
}

/// Where one is led who wants nothing in particular: see [`super::home`].
pub const HOME: &str = "/";

/// Goes on to `next` with a session begun.
pub fn signed_in_response(app: &App, begun: &BegunSession, next: &str) -> Response {
    let mut response = with_cookie(app, begun.secret.reveal(), SESSION_FOR.as_secs(), next);
    set_cookie(app, &mut response, known_cookie(app.is_secure()), begun.device.reveal(), KNOWN_FOR_S);
    response
}

/// The mark of a device on which somebody signed in before, if it shows one.
pub fn known_device(app: &App, headers: &HeaderMap) -> Option<KnownDevice> {
    cookie_named(headers, known_cookie(app.is_secure())).and_then(KnownDevice::from_cookie)
}

/// Goes on to `next` with the session forgotten.
pub fn signed_out_response(app: &App, next: &str) -> Response {
    with_cookie(app, "", 0, next)
}

fn with_cookie(app: &App, value: &str, max_age_s: i64, next: &str) -> Response {
    let mut response = Redirect::to(next).into_response();
    set_cookie(app, &mut response, cookie_name(app.is_secure()), value, max_age_s);
    response
}

fn set_cookie(app: &App, response: &mut Response, name: &str, value: &str, max_age_s: i64) {
    let secure = if app.is_secure() { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_s}{secure}");
    match HeaderValue::from_str(&text) {
        Ok(mut value) => {
            value.set_sensitive(true);
            response.headers_mut().append(header::SET_COOKIE, value);
        }
        Err(error) => tracing::error!(%error, "a cookie could not be written"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_only_sent_to_pages_of_ours() {
        for good in
            ["/control", "/control/doors", "/control?x=1", "/control/links?q=a%20b", "/app", "/app/share?door=1"]
        {
            assert!(is_ours(good), "{good}");
        }
        for bad in [
            "",
            "/",
            "//evil.example",
            "/control//evil.example",
            "/control\\evil",
            "https://evil.example",
            "/controlling",
            "/apple",
            "/sign-out",
        ] {
            assert!(!is_ours(bad), "{bad}");
        }
    }
}
