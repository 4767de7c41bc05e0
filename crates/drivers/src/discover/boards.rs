//! UHPPOTE boards: all of them answer to the question for their number.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use keylink_domain::controller::DriverKind;
use tokio::time::Instant;

use super::socket::{Talk, Way, talk};
use super::{Found, Gathered, closed};
use crate::direct::network::Networks;
use crate::kinds::uhppote::codec::{Ask, Said};
use crate::kinds::uhppote::{PORT, doors_of};

struct Boards<'a> {
    networks: &'a Networks,
    gathered: &'a Gathered,
}

impl Talk for Boards<'_> {
    fn questions(&mut self) -> Vec<Vec<u8>> {
        // Number 0 means everybody.
        vec![Ask::Controller.write(0).to_vec()]
    }

    fn hear(&mut self, packet: &[u8], from: SocketAddr) {
        if let Some(found) = read(packet, from, self.networks) {
            self.gathered.take(found);
        }
    }
}

/// Asks everybody there until then.
pub(super) async fn ask(way: &Way, networks: &Networks, until: Instant, gathered: &Gathered) {
    let mut boards = Boards { networks, gathered };
    if let Err(error) = talk(way, until, &mut boards).await {
        gathered.trouble(format!("UHPPOTE boards were not asked by way of {}: {error}", way.to.ip()));
    }
}

/// What a board says of itself. Where it is, its packet's sender tells: what it says of that may be of another network.
pub(super) fn read(packet: &[u8], from: SocketAddr, networks: &Networks) -> Option<Found> {
    let (serial, Said::Controller { version, .. }) = Said::read(packet)? else { return None };
    if serial == 0 || from.port() == 0 {
        return None;
    }
    let address = if from.port() == PORT { from.ip().to_string() } else { from.to_string() };
    let settings = [("address", address.clone()), ("serial", serial.to_string())];
    let doors = doors_of(serial);
    Some(Found {
        driver: DriverKind::Uhppote,
        name: format!("UHPPOTE {serial}"),
        address,
        about: format!(
            "{doors} door{}, firmware v{:x}.{:02x}",
            if doors == 1 { "" } else { "s" },
            version >> 8,
            version & 0xff
        ),
        settings: settings.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<BTreeMap<_, _>>(),
        closed: closed(networks, from),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_is_where_its_packet_came_from() {
        let mut packet = Ask::Controller.write(405_419_896);
        packet[26..28].copy_from_slice(&[0x08, 0x92]);
        let networks = Networks::read(&["private".to_owned()]).unwrap();
        let found = read(&packet, SocketAddr::from(([192, 168, 44, 5], PORT)), &networks).unwrap();
        assert_eq!((found.address.as_str(), found.settings["serial"].as_str()), ("192.168.44.5", "405419896"));
        assert_eq!((found.about.as_str(), found.closed), ("4 doors, firmware v8.92", None));
        let far = read(&packet, SocketAddr::from(([203, 0, 113, 5], 61_000)), &networks).unwrap();
        assert!(far.address == "203.0.113.5:61000" && far.closed.is_some(), "{far:?}");
        assert_eq!(read(&Ask::Status.write(1), SocketAddr::from(([192, 168, 44, 5], PORT)), &networks), None);
        assert_eq!(read(&packet[..63], SocketAddr::from(([192, 168, 44, 5], PORT)), &networks), None);
    }
}
