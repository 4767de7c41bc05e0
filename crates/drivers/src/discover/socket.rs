//! One way into one network: a socket that asks everybody there again and again, and hands on what comes back, until the
//! search is over.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::net::UdpSocket;
use tokio::time::{Instant, interval, sleep_until};

/// How often is asked.
const ROUND: Duration = Duration::from_secs(1);
/// No packet is longer; in bytes.
const LONGEST: usize = 9_000;
/// Who sends more is not listened to any longer.
const PACKETS: usize = 2_000;
/// No machine is searched from in more networks.
const NETWORKS: usize = 16;

pub(super) const KEPT_CLOSED: &str = "it is in a network that this server keeps closed to drivers (driver.networks)";

/// From which of this machine's addresses whom to ask. Bound to the address, the system sends to everybody's address
/// into that address's network.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    pub(super) from: Ipv4Addr,
    pub(super) to: SocketAddr,
}

/// What is asked, and what is made of answers.
pub(super) trait Talk {
    /// What to ask now.
    fn questions(&mut self) -> Vec<Vec<u8>>;
    /// Somebody said something.
    fn hear(&mut self, packet: &[u8], from: SocketAddr);
}

/// This machine's addresses in networks where everybody can be asked.
pub(super) fn own_addresses() -> Vec<Ipv4Addr> {
    let all = if_addrs::get_if_addrs().unwrap_or_else(|error| {
        tracing::warn!(%error, "this machine does not tell its networks");
        Vec::new()
    });
    let near = all.into_iter().filter(|one| one.is_oper_up() && !one.is_loopback() && !one.is_p2p());
    let ipv4 = near.filter_map(|one| if let IpAddr::V4(ip) = one.ip() { Some(ip) } else { None });
    ipv4.take(NETWORKS).collect()
}

/// Asks and listens until then.
pub(super) async fn talk(way: &Way, until: Instant, talk: &mut (dyn Talk + Send)) -> std::io::Result<()> {
    let socket = UdpSocket::bind((way.from, 0)).await?;
    socket.set_broadcast(true)?;
    socket.set_multicast_ttl_v4(255)?;
    let (mut rounds, mut buffer, mut left) = (interval(ROUND), vec![0; LONGEST], PACKETS);
    while left > 0 {
        tokio::select! {
            () = sleep_until(until) => return Ok(()),
            _ = rounds.tick() => {
                for question in talk.questions() {
                    socket.send_to(&question, way.to).await?;
                }
            }
            came = socket.recv_from(&mut buffer) => {
                let (length, from) = came?;
                talk.hear(buffer.get(..length).unwrap_or_default(), from);
                left -= 1;
            }
        }
    }
    Ok(())
}
