//! What every handler has at hand.

use std::net::IpAddr;
use std::sync::Arc;

use keylink_service::House;

/// How this server is reached.
#[derive(Debug, Clone, Default)]
pub struct WebSettings {
    /// Proxies whose `X-Forwarded-For` is believed; everybody else's is not read.
    pub trusted_proxies: Vec<IpAddr>,
}

/// The handlers' state. Clones share it.
#[derive(Clone)]
pub struct App {
    /// The house.
    pub house: Arc<House>,
    pub(crate) settings: Arc<WebSettings>,
}

impl App {
    /// The state over a running house.
    pub fn new(house: Arc<House>, settings: WebSettings) -> Self {
        Self { house, settings: Arc::new(settings) }
    }

    /// Whether guests reach this server over TLS: then cookies are bound to it.
    pub(crate) fn is_secure(&self) -> bool {
        self.house.public_url().starts_with("https://")
    }
}
