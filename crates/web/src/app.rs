//! What every handler has at hand.

use std::net::IpAddr;
use std::sync::Arc;

use keylink_service::House;

use crate::language::{LanguageError, Languages};

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
    pub(crate) languages: Arc<Languages>,
}

impl App {
    /// The state over a running house.
    ///
    /// # Errors
    /// When a language file that was built in cannot be read.
    pub fn new(house: Arc<House>, settings: WebSettings) -> Result<Self, LanguageError> {
        Ok(Self { house, settings: Arc::new(settings), languages: Arc::new(Languages::embedded()?) })
    }

    /// Whether guests reach this server over TLS: then cookies are bound to it.
    pub(crate) fn is_secure(&self) -> bool {
        self.house.public_url().starts_with("https://")
    }
}
