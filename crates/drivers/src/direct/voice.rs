//! The house's own voice on a broker that an organization names: what it says there, and what is said to it. No door hangs
//! on it: a word that it hears opens nothing by itself.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use keylink_domain::clock::Entropy;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout};

use super::call::Http;
use super::line::link::{Publish, Taken};
use super::line::{Broker, Ear, Line, Login, Said};
use super::order::Trouble;
use super::settings::Wrong;

/// How long the broker may take to acknowledge a word.
const ACKNOWLEDGED_WITHIN: Duration = Duration::from_secs(10);

/// Where the house speaks, and as whom.
#[derive(Clone)]
pub struct VoiceSettings {
    /// `mqtt://host` or `mqtts://host`.
    pub address: String,
    /// The login there; empty where it wants none.
    pub user: String,
    /// Its password.
    pub password: String,
    /// What the broker says for the house when the connection breaks: the topic, and the word.
    pub last_word: (String, String),
}

/// By whom a center's certificate may be vouched for, besides those whom this machine trusts: PEM.
#[derive(Clone, Default)]
pub struct OwnAuthority(pub Option<String>);

impl fmt::Debug for VoiceSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VoiceSettings").field("address", &self.address).finish_non_exhaustive()
    }
}

/// What is heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overheard {
    /// A new connection: what was said before may be forgotten.
    Connected,
    /// Somebody said something.
    Word(Word),
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// On which topic.
    pub topic: String,
    /// What.
    pub payload: Vec<u8>,
    /// It is old, or may have been heard before: the broker kept it, or sends it again.
    pub is_stale: bool,
    /// When it came.
    pub came: Instant,
    /// For how long it counts, where whoever said it set an end.
    pub lives: Option<Duration>,
}

/// A voice; it is there until it is dropped.
pub struct Voice {
    line: Line,
}

struct Listener(mpsc::Sender<Overheard>);

impl Ear for Listener {
    fn begins(&self) {
        self.tell(Overheard::Connected);
    }

    fn hears(&self, said: &Said) {
        self.tell(Overheard::Word(Word {
            topic: said.topic.clone(),
            payload: said.payload.to_vec(),
            is_stale: said.retained || said.repeated,
            came: Instant::now(),
            lives: said.lives_s.map(|seconds| Duration::from_secs(seconds.into())),
        }));
    }
}

impl Listener {
    /// Who is told too much loses words; nothing waits for them.
    fn tell(&self, overheard: Overheard) {
        if self.0.try_send(overheard).is_err() {
            tracing::warn!("more is said to the house on a broker than it can hear; a word is lost");
        }
    }
}

/// Checks where a broker is said to be.
///
/// # Errors
/// When that is no broker's address.
pub fn check_broker(address: &str) -> Result<(), Wrong> {
    Broker::read("address", address).map(drop)
}

impl Voice {
    pub(crate) fn start(
        http: Http,
        entropy: &dyn Entropy,
        settings: VoiceSettings,
        heard: mpsc::Sender<Overheard>,
    ) -> Result<Self, Wrong> {
        let broker = Broker::read("address", &settings.address)?;
        let mut chance = [0; 8];
        let none = || Wrong::new("address", "this machine has no randomness");
        entropy.fill(&mut chance).map_err(|_| none())?;
        let client_id = chance.iter().fold("keylink-".to_owned(), |name, byte| format!("{name}{byte:02x}"));
        let user = Some(settings.user).filter(|user| !user.is_empty());
        let login = Login { client_id, user, password: settings.password, last_word: Some(settings.last_word) };
        Ok(Self { line: Line::start(http, broker, login, Arc::new(Listener(heard))) })
    }

    /// An agent's voice: under its own name to its own center, wherever that is. It comes back within seconds.
    ///
    /// # Errors
    /// When the center's address or the authority cannot be used.
    pub fn of_agent(
        settings: VoiceSettings,
        authority: &OwnAuthority,
        heard: mpsc::Sender<Overheard>,
    ) -> Result<Self, Wrong> {
        let broker = Broker::of_center("url", &settings.address)?;
        let http = Http::to_center(authority.0.as_deref()).map_err(|why| Wrong::new("ca_file", why.to_string()))?;
        let VoiceSettings { user, password, last_word, .. } = settings;
        let login = Login { client_id: user.clone(), user: Some(user), password, last_word: Some(last_word) };
        Ok(Self { line: Line::start(http, broker, login, Arc::new(Listener(heard))) })
    }

    /// Listens to what is said on these topics.
    ///
    /// # Errors
    /// In words for people: when the broker is away, or does not let us.
    pub async fn listen(&self, topics: &[String]) -> Result<(), String> {
        within(self.line.listen(topics)).await
    }

    /// Says something, once; `kept` for those who come later.
    ///
    /// # Errors
    /// In words for people: when the broker is away, or does not let us.
    pub async fn say(&self, topic: &str, payload: &str, kept: bool) -> Result<(), String> {
        let message = Publish { topic: topic.to_owned(), payload: payload.to_owned(), retain: kept, expiry_s: None };
        let said = async {
            match self.line.publish(None, message).await? {
                Taken::Kept | Taken::Nobody => Ok(()),
                Taken::Refused => Err(Trouble::NotThere("its broker does not let this login speak on our topics")),
            }
        };
        within(said).await
    }
}

async fn within<T>(todo: impl Future<Output = Result<T, Trouble>>) -> Result<T, String> {
    timeout(ACKNOWLEDGED_WITHIN, todo).await.unwrap_or(Err(Trouble::Silent)).map_err(|why| why.to_string())
}
