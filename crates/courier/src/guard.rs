//! The guard of addresses that strangers name: nothing goes to this machine or into the networks behind it.
//!
//! Asked twice: of the name as it stands, and of each address to which it leads at the moment of connecting, so that
//! a name cannot lead elsewhere in between.

use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper_util::client::legacy::connect::dns::Name;

/// Looks names up; a guarded one gives public addresses only.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Resolver {
    pub(crate) guarded: bool,
}

impl tower_service::Service<Name> for Resolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Self::Response>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let guarded = self.guarded;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let fit: Vec<SocketAddr> = found.filter(|address| !guarded || is_public(address.ip())).collect();
            match fit.is_empty() && guarded {
                true => Err(io::Error::other("it leads to no address of the public net")),
                false => Ok(fit.into_iter()),
            }
        })
    }
}

/// Whether a host may lead to the public net: an address must itself be of it, a name is asked again when it is used.
pub(crate) fn may_be_public(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(address) => is_public(address),
        // What is all digits and dots and yet no address is another spelling of one.
        Err(_) => bare.contains('.') && bare.contains(|c: char| c.is_ascii_alphabetic()) && bare != "localhost",
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

const fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || a == 0
        || a >= 224
        || (a == 100 && b >= 64 && b < 128)
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19));
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    // Only what is given out to the public net, and of that nothing which leads on into another one (6to4, Teredo).
    let is_given_out = parts[0] & 0xe000 == 0x2000;
    let leads_on = parts[0] == 0x2002 || (parts[0] == 0x2001 && parts[1] < 0x0200);
    let is_example = parts[0] == 0x2001 && parts[1] == 0x0db8;
    is_given_out && !leads_on && !is_example
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_into_the_networks_behind_this_machine() {
        for host in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.2.1",
            "[::1]",
            "[::]",
            "[fc00::1]",
            "[fe80::1]",
            "[ff02::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:10.0.0.1]",
            "[64:ff9b::a00:1]",
            "[2002:7f00:1::]",
            "[2001:0:1::]",
            "[2001:db8::1]",
            "localhost",
            "intranet",
            "2130706433",
            "0x7f.1",
            "127.1",
        ] {
            // This one is a name as far as its letters tell; where it leads is asked when it is used.
            let is_left_to_the_resolver = host == "0x7f.1";
            assert_eq!(may_be_public(host), is_left_to_the_resolver, "{host}");
        }
        for host in ["1.1.1.1", "[2606:4700::1111]", "fcm.googleapis.com", "web.push.apple.com"] {
            assert!(may_be_public(host), "{host}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_here_is_not_followed() {
        use tower_service::Service as _;
        let name = || "localhost".parse::<Name>().unwrap();
        assert!(Resolver { guarded: true }.call(name()).await.is_err());
        assert!(Resolver { guarded: false }.call(name()).await.unwrap().next().is_some());
    }
}
