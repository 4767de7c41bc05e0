//! Where drivers may connect to: a door's setting must not become a way into the server's own network. The address is
//! looked at after its name was resolved, and it is that very address that is connected to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::str::FromStr;

/// Addresses at which clouds tell a machine its own secrets, where their network alone does not give them away.
const METADATA: [IpAddr; 4] = [
    IpAddr::V4(Ipv4Addr::new(169, 254, 169, 254)),
    IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)),
    IpAddr::V4(Ipv4Addr::new(168, 63, 129, 16)),
    IpAddr::V4(Ipv4Addr::new(192, 0, 0, 192)),
];
/// The same over IPv6, by their first 32 bits, since clouds number more than one such service there: Amazon, Google, Oracle,
/// Scaleway. They look like private networks.
const METADATA_V6: [[u16; 2]; 4] = [[0xfd00, 0xec2], [0xfd20, 0xce], [0xfd00, 0xc1], [0xfd00, 0x42]];

/// The networks that drivers may connect to.
#[derive(Debug, Clone, Default)]
pub struct Networks {
    private: bool,
    public: bool,
    named: Vec<Network>,
    own_hosts: Vec<String>,
    mdns: Option<SocketAddr>,
    boards: Option<SocketAddr>,
}

/// A network: an address and how many of its bits count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    bits: u32,
}

/// The text names no network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no network; write private, public, or a network such as 127.0.0.0/8")]
pub struct NotANetwork(String);

/// Why an address is not connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Closed {
    #[error("it leads back to this server")]
    Own,
    #[error("it is in a network that this server keeps closed to drivers (driver.networks)")]
    Network,
}

impl Networks {
    /// Reads the settings' list. Without any, drivers connect to nobody.
    ///
    /// # Errors
    /// When one of the words names no network.
    pub fn read(words: &[String]) -> Result<Self, NotANetwork> {
        let mut networks = Self::default();
        for word in words {
            match word.trim() {
                "private" => networks.private = true,
                "public" => networks.public = true,
                other => networks.named.push(other.parse()?),
            }
        }
        Ok(networks)
    }

    /// For one address that whoever runs this program named.
    pub(crate) fn everywhere() -> Self {
        let all = |address: IpAddr| Network { address, bits: 0 };
        let named = vec![all(Ipv4Addr::UNSPECIFIED.into()), all(Ipv6Addr::UNSPECIFIED.into())];
        Self { named, ..Self::default() }
    }

    /// The same, with the address by which this server itself is reached: its name is never connected to.
    #[must_use]
    pub fn closed_to(mut self, own_url: &str) -> Self {
        let own: Option<hyper::Uri> = own_url.parse().ok();
        self.own_hosts.extend(own.and_then(|uri| uri.host().map(clean)));
        self
    }

    /// The same, with where devices are searched for: those that use mDNS, and UHPPOTE boards. Without, nothing is.
    #[must_use]
    pub fn searched(self, mdns: Option<SocketAddr>, boards: Option<SocketAddr>) -> Self {
        Self { mdns, boards, ..self }
    }

    pub(crate) const fn search_targets(&self) -> (Option<SocketAddr>, Option<SocketAddr>) {
        (self.mdns, self.boards)
    }

    /// Whether a name may be asked for at all: not by which this server itself is reached, unless it is an address in
    /// a network that the settings name.
    pub(crate) fn check_host(&self, host: &str) -> Result<(), Closed> {
        let named = |ip: IpAddr| self.named.iter().any(|network| network.holds(plain(ip)));
        let host = clean(host);
        if host.parse().is_ok_and(named) || !self.own_hosts.contains(&host) { Ok(()) } else { Err(Closed::Own) }
    }

    /// Whether drivers may go into the network of this address, whoever has the address itself.
    pub(crate) fn opens(&self, ip: IpAddr) -> bool {
        let ip = plain(ip);
        let open = match reach(ip) {
            Reach::Special => false,
            Reach::Private => self.private,
            Reach::Public => self.public,
        };
        open || self.named.iter().any(|network| network.holds(ip))
    }

    /// Whether an address may be connected to. What is named by its network in the settings always may.
    pub(crate) fn check(&self, address: SocketAddr) -> Result<(), Closed> {
        let ip = plain(address.ip());
        if self.named.iter().any(|network| network.holds(ip)) {
            return Ok(());
        }
        if tells_secrets(ip) {
            return Err(Closed::Network);
        }
        match reach(ip) {
            Reach::Special => Err(Closed::Network),
            _ if is_own(ip) => Err(Closed::Own),
            Reach::Private if self.private => Ok(()),
            Reach::Public if self.public => Ok(()),
            Reach::Private | Reach::Public => Err(Closed::Network),
        }
    }
}

fn tells_secrets(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(_) => METADATA.contains(&ip),
        IpAddr::V6(ip) => {
            let [a, b, ..] = ip.segments();
            METADATA_V6.contains(&[a, b])
        }
    }
}

/// From how far an address is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// This machine or this cable alone, everybody at once, nobody, or another address in disguise.
    Special,
    Private,
    Public,
}

fn reach(ip: IpAddr) -> Reach {
    match ip {
        IpAddr::V4(ip) => reach_v4(ip),
        IpAddr::V6(ip) => reach_v6(ip),
    }
}

fn reach_v4(ip: Ipv4Addr) -> Reach {
    let [a, b, c, _] = ip.octets();
    match (a, b, c) {
        (0 | 127 | 224..=255, ..) | (169, 254, _) | (192, 0, 0) | (192, 0, 2) | (198, 18..=19, _) => Reach::Special,
        (10, ..) | (172, 16..=31, _) | (192, 168, _) | (100, 64..=127, _) => Reach::Private,
        _ => Reach::Public,
    }
}

fn reach_v6(ip: Ipv6Addr) -> Reach {
    match ip.segments() {
        // Unspecified, loopback, and what carries an address of the other kind: 64:ff9b::, 2001:0::, 2002::.
        [0, ..] | [0x64, 0xff9b, ..] | [0x2001, 0, ..] | [0x2002, ..] => Reach::Special,
        [a, ..] if a & 0xfe00 == 0xfc00 => Reach::Private,
        [a, ..] if a & 0xe000 == 0x2000 => Reach::Public,
        _ => Reach::Special,
    }
}

/// An IPv4 address in the clothes of an IPv6 one is what it is.
fn plain(ip: IpAddr) -> IpAddr {
    ip.to_canonical()
}

/// Whether the address is one of this machine's own. No packet leaves for this question.
fn is_own(ip: IpAddr) -> bool {
    let any: IpAddr = if ip.is_ipv4() { Ipv4Addr::UNSPECIFIED.into() } else { Ipv6Addr::UNSPECIFIED.into() };
    let near = || {
        let socket = UdpSocket::bind((any, 0))?;
        socket.connect((ip, 9))?;
        socket.local_addr()
    };
    // Where there is no way to it, there is none for a command either.
    near().is_ok_and(|own| own.ip() == ip)
}

fn clean(host: &str) -> String {
    host.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.').to_ascii_lowercase()
}

impl Network {
    fn holds(self, ip: IpAddr) -> bool {
        let cut = |wide: u128, width: u32| wide.checked_shr(width - self.bits).unwrap_or(0);
        match (self.address, ip) {
            (IpAddr::V4(own), IpAddr::V4(ip)) => cut(u32::from(own).into(), 32) == cut(u32::from(ip).into(), 32),
            (IpAddr::V6(own), IpAddr::V6(ip)) => cut(own.into(), 128) == cut(ip.into(), 128),
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let wrong = || NotANetwork(text.to_owned());
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), str::parse).map_err(|_| wrong())?;
        if bits <= most { Ok(Self { address, bits }) } else { Err(wrong()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn networks(words: &[&str]) -> Networks {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Networks::read(&words).unwrap().closed_to("https://Keys.Example.org:8443")
    }

    fn check(networks: &Networks, ip: &str) -> Result<(), Closed> {
        networks.check(SocketAddr::new(ip.parse().unwrap(), 80))
    }

    #[test]
    fn what_is_this_machine_or_its_cable_is_closed_unless_it_is_named() {
        let usual = networks(&["private", "public"]);
        for ip in [
            "127.0.0.1",
            "127.8.8.8",
            "0.0.0.0",
            "169.254.1.1",
            "169.254.169.254",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
            "fe80::1",
            "ff02::1",
            "fec0::1",
            "fd00:ec2::254",
            "fd00:ec2::23",
            "fd20:ce::254",
            "fd00:c1::a9fe:a9fe",
            "fd00:42::42",
        ] {
            assert!(check(&usual, ip).is_err(), "{ip}");
        }
        for ip in ["192.168.1.20", "10.1.2.3", "172.31.0.1", "203.0.113.9", "2001:db8::1", "fd12::1"] {
            assert_eq!(check(&usual, ip), Ok(()), "{ip}");
        }
        assert_eq!(check(&networks(&["fd00:42::/32"]), "fd00:42::42"), Ok(()), "whoever names it means it");
        let named = networks(&["127.0.0.0/8", "fe80::/10"]);
        assert!(check(&named, "127.3.2.1").is_ok() && check(&named, "::ffff:127.0.0.1").is_ok());
        assert!(check(&named, "fe80::1").is_ok() && check(&named, "::1").is_err());
        assert!(check(&named, "192.168.1.20").is_err() && check(&named, "203.0.113.9").is_err());
    }

    #[test]
    fn private_and_public_networks_are_opened_apart() {
        assert!(check(&networks(&["public"]), "10.0.0.1").is_err());
        assert!(check(&networks(&["public"]), "203.0.113.9").is_ok());
        assert!(check(&networks(&["private"]), "203.0.113.9").is_err());
        assert!(check(&networks(&[]), "10.0.0.1").is_err());
        assert!(check(&networks(&["10.0.0.0/24"]), "10.0.0.9").is_ok());
        assert!(check(&networks(&["10.0.0.0/24"]), "10.0.1.9").is_err());
        assert!(check(&networks(&["0.0.0.0/0", "::/0"]), "127.0.0.1").is_ok());
    }

    #[test]
    fn this_server_s_own_name_is_not_asked_for() {
        let usual = networks(&["public"]);
        for host in ["keys.example.org", "KEYS.example.org."] {
            assert_eq!(usual.check_host(host), Err(Closed::Own), "{host}");
        }
        assert!(usual.check_host("door.example.org").is_ok());
        let named = networks(&["127.0.0.0/8"]).closed_to("http://127.0.0.1:8080").closed_to("http://[::1]:8080");
        assert!(named.check_host("127.0.0.1").is_ok() && named.check_host("[::1]").is_err());
    }

    #[test]
    fn words_that_name_no_network_are_told() {
        for word in ["lan", "10.0.0.0/33", "::/129", "10.0.0/8", "10.0.0.1/x", ""] {
            assert!(Networks::read(&[word.to_owned()]).is_err(), "{word}");
        }
    }
}
