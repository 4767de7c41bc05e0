//! What every handler has at hand.

use std::net::IpAddr;
use std::sync::Arc;

use keylink_service::{House, Trouble};
use metrics_exporter_prometheus::PrometheusHandle;

use crate::agent::Lines;
use crate::language::{LanguageError, Languages};

/// After how many seconds what cannot be done just now is worth another try.
pub(crate) const RETRY_AFTER_S: u64 = 2;

/// How this server is reached.
#[derive(Clone, Default)]
pub struct WebSettings {
    /// Proxies whose `X-Forwarded-For` is believed; everybody else's is not read.
    pub trusted_proxies: Vec<IpAddr>,
    /// What counts for `/metrics`; without it there is no such page.
    pub metrics: Option<PrometheusHandle>,
    /// Whether agents are carried to an outside broker, too: whoever comes is then as near to it as this server is.
    pub carries_outside: bool,
}

/// The handlers' state. Clones share it.
#[derive(Clone)]
pub struct App {
    /// The house.
    pub house: Arc<House>,
    pub(crate) settings: Arc<WebSettings>,
    pub(crate) languages: Arc<Languages>,
    /// Places for agents that come through the web server.
    pub(crate) lines: Lines,
}

impl App {
    /// The state over a running house.
    ///
    /// # Errors
    /// When a language file that was built in cannot be read.
    pub fn new(house: Arc<House>, settings: WebSettings) -> Result<Self, LanguageError> {
        let languages = Arc::new(Languages::embedded()?);
        Ok(Self { house, settings: Arc::new(settings), languages, lines: Lines::default() })
    }

    /// Refuses a language that no guest page is written in.
    pub(crate) fn check_language(&self, tag: Option<&str>) -> Result<(), Trouble> {
        let Some(tag) = tag else { return Ok(()) };
        self.languages.meant(tag).map(|_| ()).map_err(|unknown| Trouble::invalid("language", unknown))
    }

    /// Whether guests reach this server over TLS: then cookies are bound to it.
    pub(crate) fn is_secure(&self) -> bool {
        self.house.public_url().starts_with("https://")
    }
}
