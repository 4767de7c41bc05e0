//! A line: a connection to a broker that others run, kept open and made again with growing pauses, and closed when nobody
//! holds it any more.

pub(crate) mod link;
pub(crate) mod web;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::watch;
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;

use self::link::{Incoming, Link, Publish, Taken};
use super::call::{Http, Stream};
use super::order::{Order, Trouble};
use super::settings::Wrong;

/// How long the making of a connection may take.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// For an agent, whose doors hang on it.
const AGENTS_LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// A connection that lived for so long was a good one: the next pause is short again.
const GOOD: Duration = Duration::from_secs(30);
/// How many topics one line listens to.
const MOST_TOPICS: usize = 1_024;

/// Who we are to the broker. It does not print.
#[derive(Clone)]
pub(crate) struct Login {
    pub(crate) client_id: String,
    pub(crate) user: Option<String>,
    pub(crate) password: String,
    /// What the broker says for us, and keeps, when the connection breaks: the topic, and the word.
    pub(crate) last_word: Option<(String, String)>,
}

/// Where a broker is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broker {
    host: String,
    port: u16,
    secure: bool,
    /// The address of the WebSocket that it is behind.
    web: Option<String>,
    longest_pause: Duration,
}

/// A message that came.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) topic: String,
    pub(crate) payload: Bytes,
    /// It was said some time ago, and kept by the broker.
    pub(crate) retained: bool,
    /// The broker sent it before and is not sure whether it came.
    pub(crate) repeated: bool,
    /// For how much longer it counts, in seconds, where whoever said it set an end.
    pub(crate) lives_s: Option<u32>,
}

/// What is told to who listens on a line. It must not wait.
pub(crate) trait Ear: Send + Sync {
    /// A new connection: what was heard before is old.
    fn begins(&self);
    /// A message came.
    fn hears(&self, said: &Said);
}

/// A connection that is kept.
pub(crate) struct Line {
    shared: Arc<Shared>,
    stop: CancellationToken,
}

struct Shared {
    http: Http,
    broker: Broker,
    login: Login,
    ear: Arc<dyn Ear>,
    topics: Mutex<HashMap<String, Topic>>,
    state: watch::Sender<State>,
}

/// A topic that is listened to: whether the broker grants it; unknown before it was asked.
type Topic = Option<bool>;

#[derive(Clone)]
enum State {
    Starting,
    Up(Arc<Link>),
    Down(Trouble),
}

impl Broker {
    /// Reads `mqtt://host:1883` or `mqtts://host:8883`; without a scheme it is the first.
    pub(crate) fn read(field: &'static str, text: &str) -> Result<Self, Wrong> {
        let wrong =
            || Wrong::new(field, "this is no broker; it must look like mqtt://192.168.1.10 or mqtts://name:8883");
        let with_scheme = if text.contains("://") { text.to_owned() } else { format!("mqtt://{text}") };
        let uri: hyper::Uri = with_scheme.trim_end_matches('/').parse().map_err(|_| wrong())?;
        let secure = match uri.scheme_str() {
            Some("mqtt") => false,
            Some("mqtts") => true,
            _ => return Err(wrong()),
        };
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(Wrong::new(field, "leave the login out of the address; it has fields of its own"));
        }
        let host = uri.host().map(|host| host.trim_start_matches('[').trim_end_matches(']')).unwrap_or_default();
        if host.is_empty() || uri.path().len() > 1 || uri.query().is_some() {
            return Err(wrong());
        }
        let port = uri.port_u16().unwrap_or(if secure { 8883 } else { 1883 });
        Ok(Self { host: host.to_owned(), port, secure, web: None, longest_pause: LONGEST_PAUSE })
    }

    /// A connection to it, over which nothing was said yet.
    pub(crate) async fn dial(&self, http: &Http) -> Result<Box<dyn Stream>, Trouble> {
        let stream = http.dial(&self.host, self.port, self.secure).await?;
        match &self.web {
            Some(url) => web::begin(stream, url).await,
            None => Ok(stream),
        }
    }

    /// Whether it is on this very machine, as far as its address says.
    pub(crate) fn is_here(&self) -> bool {
        self.host == "localhost" || self.host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
    }

    /// Reads where an agent's center is: a broker, or `https://keys.example.org`, behind whose `/agent` it is.
    pub(crate) fn of_center(field: &'static str, text: &str) -> Result<Self, Wrong> {
        let text = text.trim();
        let of_web = [("https://", "wss", 443), ("wss://", "wss", 443), ("http://", "ws", 80), ("ws://", "ws", 80)];
        let Some((rest, scheme, port)) =
            of_web.iter().find_map(|(scheme, web, port)| Some((text.strip_prefix(scheme)?, *web, *port)))
        else {
            return Ok(Self { longest_pause: AGENTS_LONGEST_PAUSE, ..Self::read(field, text)? });
        };
        let rest = rest.trim_end_matches('/');
        let uri = super::settings::web_address(field, &format!("http://{rest}"))?;
        if uri.path().len() > 1 || uri.query().is_some() {
            return Err(Wrong::new(field, "give only the center\u{2019}s address, such as https://keys.example.org"));
        }
        let host = uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']').to_owned();
        let port = uri.port_u16().unwrap_or(port);
        let web = Some(format!("{scheme}://{rest}/agent"));
        Ok(Self { host, port, secure: scheme == "wss", web, longest_pause: AGENTS_LONGEST_PAUSE })
    }
}

impl Line {
    /// Begins to connect. The connection ends when the line is dropped.
    pub(crate) fn start(http: Http, broker: Broker, login: Login, ear: Arc<dyn Ear>) -> Self {
        let (state, _) = watch::channel(State::Starting);
        let shared = Arc::new(Shared { http, broker, login, ear, topics: Mutex::default(), state });
        let stop = CancellationToken::new();
        tokio::spawn(keep(Arc::clone(&shared), stop.clone()));
        Self { shared, stop }
    }

    /// Listens to these topics, and returns when what the broker keeps of them was heard. Trouble where one is not
    /// granted.
    pub(crate) async fn listen(&self, topics: &[String]) -> Result<(), Trouble> {
        let link = self.shared.up().await?;
        let fresh = self.shared.note(topics)?;
        if !fresh.is_empty() {
            self.shared.subscribe(&link, fresh).await?;
        }
        let known = self.shared.lock();
        if topics.iter().any(|topic| known.get(topic) == Some(&Some(false))) {
            return Err(Trouble::NotThere("its broker does not let this login listen to the topics of this door"));
        }
        Ok(())
    }

    /// Hands a message to the broker once; see [`Link::publish`].
    pub(crate) async fn publish(&self, order: Option<&Order<'_>>, message: Publish) -> Result<Taken, Trouble> {
        self.shared.up().await?.publish(order, message).await
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Shared {
    /// The connection; waited for only where nobody knows yet whether there is one.
    async fn up(&self) -> Result<Arc<Link>, Trouble> {
        let mut states = self.state.subscribe();
        let known = states.wait_for(|state| !matches!(state, State::Starting)).await;
        match known.as_deref() {
            Ok(State::Up(link)) => Ok(Arc::clone(link)),
            Ok(State::Down(why)) => Err(*why),
            Ok(State::Starting) | Err(_) => Err(Trouble::Broken),
        }
    }

    /// Notes topics, and tells which of them the broker was not asked for.
    fn note(&self, topics: &[String]) -> Result<Vec<String>, Trouble> {
        let mut known = self.lock();
        for topic in topics {
            if !known.contains_key(topic) {
                if known.len() >= MOST_TOPICS {
                    return Err(Trouble::NotThere("too many doors hang on this connection; add another controller"));
                }
                known.insert(topic.clone(), None);
            }
        }
        Ok(topics.iter().filter(|topic| known.get(*topic) == Some(&None)).cloned().collect())
    }

    async fn subscribe(&self, link: &Link, topics: Vec<String>) -> Result<(), Trouble> {
        let granted = link.subscribe(&topics).await?;
        self.lock().extend(topics.into_iter().zip(granted.into_iter().map(Some)));
        Ok(())
    }

    async fn connect(&self) -> Result<(Arc<Link>, Incoming), Trouble> {
        let stream = self.broker.dial(&self.http).await?;
        let (link, incoming) = Link::begin(stream, &self.login).await?;
        Ok((Arc::new(link), incoming))
    }

    /// Says why nobody is reached: aloud where it is another reason than the last time, with what can be done where people must.
    fn tell(&self, why: Trouble, told: Option<Trouble>) -> Option<Trouble> {
        let host = &self.broker.host;
        if told == Some(why) {
            tracing::debug!(%host, %why, "a broker still cannot be reached");
        } else if why == Trouble::Certificate {
            tracing::warn!(%host, %why, "a broker cannot be reached. {OWN_AUTHORITY}");
        } else {
            tracing::warn!(%host, %why, "a broker cannot be reached; it is tried again and again");
        }
        Some(why)
    }

    /// Lives with one connection until it ends.
    async fn live(&self, link: &Arc<Link>, incoming: Incoming) {
        self.ear.begins();
        let topics: Vec<String> = {
            let mut known = self.lock();
            known.values_mut().for_each(|topic| *topic = None);
            known.keys().cloned().collect()
        };
        let ready = async {
            let subscribing = async { if topics.is_empty() { Ok(()) } else { self.subscribe(link, topics).await } };
            match timeout(CONNECT_WITHIN, subscribing).await.unwrap_or(Err(Trouble::Silent)) {
                Ok(()) => self.state.send_replace(State::Up(Arc::clone(link))),
                Err(why) => self.state.send_replace(State::Down(why)),
            };
            std::future::pending::<()>().await;
        };
        tokio::select! {
            () = link.listen(incoming, |said| self.ear.hears(&said)) => {}
            () = ready => {}
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Topic>> {
        self.topics.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What can be done about a certificate that this machine does not trust.
pub(in crate::direct) const OWN_AUTHORITY: &str = "Is the address the one that the certificate is for? An authority of your \
    own is named with --ca-file where an agent is enrolled, or as center.ca_file in its agent.toml; elsewhere, add it to those \
    that this machine trusts";

/// Connects, lives with the connection until it ends, and begins again.
async fn keep(shared: Arc<Shared>, stop: CancellationToken) {
    let (mut pause, mut told) = (FIRST_PAUSE, None);
    loop {
        let Some(attempt) = stop.run_until_cancelled(timeout(CONNECT_WITHIN, shared.connect())).await else { return };
        match attempt.unwrap_or(Err(Trouble::Silent)) {
            Ok((link, incoming)) => {
                told = None;
                let began = Instant::now();
                let ended = stop.run_until_cancelled(shared.live(&link, incoming)).await;
                link.cut();
                if ended.is_none() {
                    return;
                }
                tracing::info!(host = %shared.broker.host, "the connection to a controller's broker is lost");
                // Whoever comes now waits for the next attempt, unless the last ones were of no use either.
                let lost = if began.elapsed() >= GOOD { State::Starting } else { State::Down(Trouble::Broken) };
                pause = if began.elapsed() >= GOOD { FIRST_PAUSE } else { pause };
                shared.state.send_replace(lost);
            }
            Err(why) => {
                told = shared.tell(why, told);
                shared.state.send_replace(State::Down(why));
            }
        }
        if stop.run_until_cancelled(tokio::time::sleep(pause)).await.is_none() {
            return;
        }
        pause = (pause * 2).min(shared.broker.longest_pause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brokers_are_read_and_logins_kept_out_of_their_addresses() {
        let read = |text: &str| Broker::read("address", text).map(|found| (found.host, found.port, found.secure));
        assert_eq!(read("192.168.1.10").unwrap(), ("192.168.1.10".to_owned(), 1883, false));
        assert_eq!(read("mqtts://broker.example.org/").unwrap(), ("broker.example.org".to_owned(), 8883, true));
        assert_eq!(read("mqtt://[fd00::1]:2883").unwrap(), ("fd00::1".to_owned(), 2883, false));
        for text in ["", "http://a", "mqtt://", "mqtt://me:pw@a", "mqtt://a/b", "ws://a", "mqtt://a?b=c", "a b"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_center_is_a_web_server_or_a_broker() {
        let read =
            |text: &str| Broker::of_center("url", text).map(|found| (found.host, found.port, found.secure, found.web));
        let web = |host: &str, port, secure, url: &str| (host.to_owned(), port, secure, Some(url.to_owned()));
        assert_eq!(
            read("https://keys.example.org/").unwrap(),
            web("keys.example.org", 443, true, "wss://keys.example.org/agent")
        );
        assert_eq!(read("http://[::1]:8080").unwrap(), web("::1", 8080, false, "ws://[::1]:8080/agent"));
        assert_eq!(read("mqtts://b").unwrap(), ("b".to_owned(), 8883, true, None));
        for text in ["", "https://", "https://me:pw@a", "https://a/b", "ftp://a"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
