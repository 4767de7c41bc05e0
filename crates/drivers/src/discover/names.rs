//! Devices that say by mDNS what they are: Shelly, ESPHome and Home Assistant. Packets are the library's to read; what they
//! say is looked at here. We ask from a port of our own, so that answers come to us alone (RFC 6762, 5.1).

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};

use keylink_domain::controller::DriverKind;
use simple_dns::rdata::RData;
use simple_dns::{CLASS, Name, Packet, PacketFlag, QCLASS, QTYPE, Question, ResourceRecord, TYPE};
use tokio::time::Instant;

use super::socket::{Talk, Way, talk};
use super::{Found, Gathered, clean, closed, named};
use crate::direct::network::Networks;

/// No network has more of them.
const INSTANCES: usize = 200;
/// A packet asks for no more.
const QUESTIONS: usize = 16;
/// Nothing in a packet is shorter; in bytes.
const LEAST: usize = 5;
/// What devices say of themselves that is of use.
const WORDS: [&str; 7] = ["gen", "app", "ver", "version", "friendly_name", "location_name", "board"];

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Service {
    Shelly,
    /// Shelly devices say it here, too; so do others, which are passed over.
    Web,
    Esphome,
    HomeAssistant,
}

impl Service {
    const ALL: [Self; 4] = [Self::Shelly, Self::Web, Self::Esphome, Self::HomeAssistant];

    const fn label(self) -> &'static str {
        match self {
            Self::Shelly => "_shelly",
            Self::Web => "_http",
            Self::Esphome => "_esphomelib",
            Self::HomeAssistant => "_home-assistant",
        }
    }
}

/// One that says it is there.
#[derive(Default)]
struct Instance {
    label: String,
    name: Option<Name<'static>>,
    host: Option<Name<'static>>,
    port: u16,
    words: Option<BTreeMap<&'static str, String>>,
}

/// What was said so far.
#[derive(Default)]
pub(super) struct Known {
    instances: BTreeMap<(Service, String), Instance>,
    hosts: BTreeMap<String, Ipv4Addr>,
}

struct Names<'a> {
    known: Known,
    networks: &'a Networks,
    gathered: &'a Gathered,
}

impl Talk for Names<'_> {
    fn questions(&mut self) -> Vec<Vec<u8>> {
        self.known.questions()
    }

    fn hear(&mut self, packet: &[u8], _from: SocketAddr) {
        self.known.read(packet);
        for found in self.known.found(self.networks) {
            self.gathered.take(found);
        }
    }
}

/// Asks everybody there until then.
pub(super) async fn ask(way: &Way, networks: &Networks, until: Instant, gathered: &Gathered) {
    let mut names = Names { known: Known::default(), networks, gathered };
    if let Err(error) = talk(way, until, &mut names).await {
        gathered.trouble(format!("devices that use mDNS were not asked from {}: {error}", way.from));
    }
}

/// What a single packet tells.
pub(super) fn read(packet: &[u8], networks: &Networks) -> Vec<Found> {
    let mut known = Known::default();
    known.read(packet);
    known.found(networks)
}

impl Known {
    /// Who is there; and what is missing of those who are.
    fn questions(&self) -> Vec<Vec<u8>> {
        let mut packets = vec![Self::ask_for_all()];
        let mut missing = Vec::new();
        for instance in self.instances.values() {
            if let Some(name) = instance.name.as_ref().filter(|_| instance.host.is_none()) {
                missing.push((name, TYPE::SRV));
            }
            if let Some(name) = instance.name.as_ref().filter(|_| instance.words.is_none()) {
                missing.push((name, TYPE::TXT));
            }
            if let Some(host) = instance.host.as_ref().filter(|host| !self.hosts.contains_key(&text(host))) {
                missing.push((host, TYPE::A));
            }
        }
        for some in missing.chunks(QUESTIONS).take(INSTANCES / QUESTIONS) {
            let mut packet = Packet::new_query(0);
            packet.questions.extend(some.iter().map(|(name, kind)| question((*name).clone(), *kind)));
            packets.extend(packet.build_bytes_vec().ok());
        }
        packets
    }

    fn ask_for_all() -> Vec<u8> {
        let mut packet = Packet::new_query(0);
        let names = Service::ALL.map(|service| format!("{}._tcp.local", service.label()));
        packet.questions.extend(names.iter().map(|name| question(Name::new_unchecked(name), TYPE::PTR)));
        packet.build_bytes_vec().unwrap_or_default()
    }

    /// Reads a packet of strangers.
    fn read(&mut self, packet: &[u8]) {
        let Some(packet) = is_plausible(packet).then(|| Packet::parse(packet).ok()).flatten() else { return };
        if packet.has_flags(PacketFlag::RESPONSE) {
            packet.answers.iter().chain(&packet.additional_records).for_each(|record| self.take(record));
        }
    }

    fn take(&mut self, record: &ResourceRecord<'_>) {
        match &record.rdata {
            // Nothing of it counts any more: it says good-bye.
            _ if record.ttl == 0 => {}
            RData::PTR(pointed) => {
                self.instance(&pointed.0);
            }
            RData::SRV(at) => {
                let (host, port) = (at.target.clone().into_owned(), at.port);
                if let Some(instance) = self.instance(&record.name) {
                    (instance.host, instance.port) = (Some(host), port);
                }
            }
            RData::TXT(said) => {
                let mut words = BTreeMap::new();
                for (key, value) in said.iter_raw() {
                    let known = WORDS.into_iter().find(|word| word.as_bytes().eq_ignore_ascii_case(key));
                    if let (Some(word), Some(value)) = (known, value) {
                        words.insert(word, clean(&String::from_utf8_lossy(value)));
                    }
                }
                if let Some(instance) = self.instance(&record.name) {
                    instance.words = Some(words);
                }
            }
            RData::A(at) if self.hosts.len() < INSTANCES => {
                self.hosts.insert(text(&record.name), Ipv4Addr::from(at.address));
            }
            _ => {}
        }
    }

    /// The instance of that name, if it is one of a service that is of use.
    fn instance(&mut self, name: &Name<'_>) -> Option<&mut Instance> {
        let labels: Vec<&[u8]> = name.as_bytes().collect();
        let [label, service, b"_tcp", b"local"] = labels.as_slice() else { return None };
        let service = Service::ALL.into_iter().find(|known| known.label().as_bytes().eq_ignore_ascii_case(service))?;
        let key = (service, text(name));
        if self.instances.len() >= INSTANCES && !self.instances.contains_key(&key) {
            return None;
        }
        let instance = self.instances.entry(key).or_default();
        if instance.name.is_none() {
            instance.label = String::from_utf8_lossy(label).into_owned();
            instance.name = Some(name.clone().into_owned());
        }
        Some(instance)
    }

    /// Those of whom enough was said.
    fn found(&self, networks: &Networks) -> Vec<Found> {
        let each = self.instances.iter();
        each.filter_map(|((service, _), instance)| self.one(*service, instance, networks)).collect()
    }

    fn one(&self, service: Service, instance: &Instance, networks: &Networks) -> Option<Found> {
        let ip = *self.hosts.get(&text(instance.host.as_ref()?))?;
        let words = instance.words.as_ref()?;
        let word = |name: &str| words.get(name).map_or("", String::as_str);
        let second_generation = || word("gen").parse().is_ok_and(|generation: u32| generation >= 2);
        let (driver, port, name, about) = match service {
            Service::Shelly | Service::Web if second_generation() => {
                (DriverKind::Shelly, instance.port, "", [word("app"), word("ver")])
            }
            // Of the first generation, or something else with a web page.
            Service::Shelly | Service::Web => return None,
            // The port that it tells is its own protocol's; its web server is on the usual one.
            Service::Esphome => (DriverKind::Esphome, 80, word("friendly_name"), [word("board"), word("version")]),
            Service::HomeAssistant => {
                (DriverKind::Homeassistant, instance.port, word("location_name"), ["", word("version")])
            }
        };
        if port == 0 {
            return None;
        }
        let address = if port == 80 { format!("http://{ip}") } else { format!("http://{ip}:{port}") };
        let [model, version] = about;
        let version = if version.is_empty() { String::new() } else { format!("version {version}") };
        let about: Vec<&str> = [model, &version].into_iter().filter(|part| !part.is_empty()).collect();
        let kind = crate::kinds::about(driver).name;
        let name = if name.is_empty() { named(&instance.label, kind) } else { named(name, kind) };
        let settings = BTreeMap::from([("address".to_owned(), address.clone())]);
        let closed = closed(networks, SocketAddr::from((ip, port)));
        Some(Found { driver, name, address, about: clean(&about.join(", ")), settings, closed })
    }
}

/// Whether a packet can hold as much as its head says: room is made for that before the rest is read.
fn is_plausible(packet: &[u8]) -> bool {
    let counts = packet.get(4..12).unwrap_or_default().chunks(2);
    let said: usize = counts.map(|two| two.iter().fold(0, |all, byte| all << 8 | usize::from(*byte))).sum();
    said * LEAST <= packet.len()
}

fn question(name: Name<'_>, kind: TYPE) -> Question<'_> {
    Question::new(name, QTYPE::TYPE(kind), QCLASS::CLASS(CLASS::IN), false)
}

/// A name as it is compared: letters' case does not count.
fn text(name: &Name<'_>) -> String {
    let labels = name.as_bytes().map(|label| String::from_utf8_lossy(label).to_ascii_lowercase());
    labels.collect::<Vec<_>>().join(".")
}
