//! What is on the network: devices that say by mDNS what they are, and boards that answer to a broadcast. The search calls
//! nothing but these questions; what comes back is strangers' words, cleaned and bounded, and opens nothing.

mod boards;
mod names;
mod socket;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::join_all;
use keylink_domain::controller::DriverKind;
use keylink_domain::text::Name;
use tokio::time::Instant;

use self::socket::Way;
use crate::direct::network::Networks;

/// How long a search lasts. Most answer within a second, some are asked twice.
pub const SEARCH: Duration = Duration::from_secs(4);
/// No search tells more.
const MOST: usize = 200;
/// Nothing that a device says of itself is told longer; in characters.
const LONGEST: usize = 64;

/// A device that was found, and what its controller's form would hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which kind of controller it would be.
    pub driver: DriverKind,
    /// What it calls itself.
    pub name: String,
    /// Where it is, as the form's address field takes it.
    pub address: String,
    /// What else it says of itself: model, firmware. May be empty.
    pub about: String,
    /// The form's other fields, as far as they are known. Never a secret.
    pub settings: BTreeMap<String, String>,
    /// Why it cannot be added, where it cannot: its network is closed.
    pub closed: Option<String>,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// The devices, by kind and name.
    pub found: Vec<Found>,
    /// What was not searched, and why, in words for people.
    pub troubles: Vec<String>,
}

/// Searches the networks of this machine.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    networks: Networks,
}

/// What several ways find together.
#[derive(Debug, Default)]
struct Gathered(Mutex<Findings>);

impl Gathered {
    fn lock(&self) -> MutexGuard<'_, Findings> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The newest word of a device counts; a crowd that goes on and on is not listened to.
    fn take(&self, found: Found) {
        let mut all = self.lock();
        let same = |known: &Found| (known.driver, &known.address) == (found.driver, &found.address);
        match all.found.iter().position(same) {
            Some(at) => {
                if let Some(known) = all.found.get_mut(at) {
                    *known = found;
                }
            }
            None if all.found.len() < MOST => all.found.push(found),
            None => {}
        }
    }

    fn trouble(&self, words: String) {
        let mut all = self.lock();
        if !all.troubles.contains(&words) {
            all.troubles.push(words);
        }
    }
}

impl Finder {
    /// Searches as the settings of these networks say.
    pub const fn new(networks: Networks) -> Self {
        Self { networks }
    }

    /// Asks everywhere, for as long.
    pub async fn search(&self, lasting: Duration) -> Findings {
        let (until, gathered) = (Instant::now() + lasting, Gathered::default());
        let (names, boards) = self.networks.search_targets();
        if names.is_none() && boards.is_none() {
            gathered.trouble(
                "the search is turned off in the server\u{2019}s settings (driver.mdns, driver.boards)".to_owned(),
            );
        }
        let ways = |target: Option<SocketAddr>| target.map_or_else(Vec::new, |to| self.ways(to, &gathered));
        let (names, boards) = (ways(names), ways(boards));
        let names = names.iter().map(|way| names::ask(way, &self.networks, until, &gathered));
        let boards = boards.iter().map(|way| boards::ask(way, &self.networks, until, &gathered));
        tokio::join!(join_all(names), join_all(boards));
        let mut all = std::mem::take(&mut *gathered.lock());
        all.found
            .sort_by(|a, b| (a.driver.as_str(), &a.name, &a.address).cmp(&(b.driver.as_str(), &b.name, &b.address)));
        all
    }

    /// The ways to a target: one per network where everybody is meant, and only into networks that are open.
    fn ways(&self, target: SocketAddr, gathered: &Gathered) -> Vec<Way> {
        let everybody = match target.ip() {
            IpAddr::V4(ip) => ip.is_multicast() || ip == Ipv4Addr::BROADCAST,
            IpAddr::V6(_) => false,
        };
        if !everybody {
            if !self.networks.opens(target.ip()) {
                gathered.trouble(format!("{} was not asked: {}", target.ip(), socket::KEPT_CLOSED));
                return Vec::new();
            }
            return vec![Way { from: Ipv4Addr::UNSPECIFIED, to: target }];
        }
        let (mut ways, own) = (Vec::new(), socket::own_addresses());
        for from in &own {
            if self.networks.opens((*from).into()) {
                ways.push(Way { from: *from, to: target });
            } else {
                gathered.trouble(format!(
                    "the network of this server\u{2019}s address {from} was not searched: {}",
                    socket::KEPT_CLOSED
                ));
            }
        }
        if own.is_empty() {
            gathered.trouble("this server is on no network that can be searched".to_owned());
        }
        ways
    }
}

/// A name of strangers, fit to be shown: what deceives or cannot be seen is taken out.
fn clean(text: &str) -> String {
    let kept = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let kept: String = kept.filter(|c| Name::parse(&format!("a{c}a")).is_ok()).take(LONGEST).collect();
    kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The same, and something else where nothing is left of it.
pub(crate) fn named(text: &str, otherwise: &str) -> String {
    let text = clean(text);
    if Name::parse(&text).is_ok() { text } else { otherwise.to_owned() }
}

/// Why an address may not be called, where it may not.
fn closed(networks: &Networks, address: SocketAddr) -> Option<String> {
    networks.check(address).err().map(|why| why.to_string())
}

/// Reads a packet as from the network (see `fuzzing` in the crate's root): what is told of it is clean, short, and fits
/// into its controller's form.
pub(crate) fn fuzz(packet: &[u8]) {
    let networks = Networks::default();
    let told = names::read(packet, &networks).into_iter();
    let board = boards::read(packet, SocketAddr::from(([192, 168, 1, 100], 60_000)), &networks);
    for found in told.chain(board) {
        assert!(Name::parse(&found.name).is_ok(), "{found:?}");
        assert!(clean(&found.about) == found.about, "{found:?}");
        let fields = crate::kinds::about(found.driver).fields;
        let is_shown = |name: &String| fields.iter().any(|field| field.name == name && !field.is_secret());
        assert!(found.settings.keys().all(is_shown), "{found:?}");
        assert!(found.settings.values().all(|value| value.is_ascii() && value.len() <= LONGEST), "{found:?}");
        assert!(found.settings.get("address") == Some(&found.address), "{found:?}");
        assert!(found.closed.is_some(), "without any network all are closed");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_names_are_cleaned() {
        assert_eq!(clean("Gate\r\n\u{202e}box \u{0}  7"), "Gate box 7");
        assert_eq!(clean(&"x".repeat(500)).len(), LONGEST);
        assert_eq!((named("\u{200b}\n", "Shelly").as_str(), named("Tür", "Shelly").as_str()), ("Shelly", "Tür"));
    }

    #[test]
    fn a_crowd_is_bounded_and_a_device_told_once() {
        let gathered = Gathered::default();
        for n in 0..2 * MOST {
            for name in ["old", "new"] {
                gathered.take(Found {
                    driver: DriverKind::Shelly,
                    name: name.to_owned(),
                    address: format!("http://10.0.{}.{}", n / 256, n % 256),
                    about: String::new(),
                    settings: BTreeMap::new(),
                    closed: None,
                });
            }
        }
        let all = gathered.lock();
        assert_eq!(all.found.len(), MOST);
        assert!(all.found.iter().all(|found| found.name == "new"));
    }
}
