//! Where a request came from. A proxy's word counts only where the settings name that proxy.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use keylink_domain::device;
use keylink_service::session::Visit;

use crate::app::App;
use crate::control::session;

/// The client's address, as far as it is known. It never grants anything; it only counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client(pub Option<IpAddr>);

impl FromRequestParts<App> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let said = parts.headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let chain: Vec<&str> = said.flat_map(|line| line.split(',')).map(str::trim).collect();
        Ok(Self(peer.map(|peer| behind(peer, &chain, &app.settings.trusted_proxies))))
    }
}

/// What stands in the `Authorization` header as a bearer's; the word before it is in whichever case.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let said = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = said.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Who comes to sign in: from which address, with which device.
pub struct Caller(pub Visit);

impl FromRequestParts<App> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let Ok(Client(address)) = Client::from_request_parts(parts, app).await;
        let said = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
        let known = session::known_device(app, &parts.headers);
        Ok(Self(Visit { address, device: device::in_words(said), known }))
    }
}

/// Walks the chain from our end for as long as trusted proxies vouch for the one before.
fn behind(peer: IpAddr, chain: &[&str], trusted: &[IpAddr]) -> IpAddr {
    let mut address = peer.to_canonical();
    for said in chain.iter().rev() {
        if !trusted.contains(&address) {
            break;
        }
        let Ok(before) = said.parse::<IpAddr>() else { break };
        address = before.to_canonical();
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_named_proxies_are_believed() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let (proxy, guest, liar) = (ip("10.0.0.1"), ip("203.0.113.9"), "198.51.100.1");
        assert_eq!(behind(guest, &[liar], &[proxy]), guest);
        assert_eq!(behind(proxy, &[liar, "203.0.113.9"], &[proxy]), guest);
        assert_eq!(behind(proxy, &["203.0.113.9", "10.0.0.1"], &[proxy]), guest);
        assert_eq!(behind(proxy, &["nonsense"], &[proxy]), proxy);
    }
}
