//! No door's setting leads into the server's own network.

use keylink_domain::controller::DriverKind;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;

use crate::fake::Fake;
use crate::moods::Plain;
use crate::scene::Scene;

/// What a server that was told nothing allows.
const USUAL: [&str; 2] = ["private", "public"];
const OFFLINE: Outcome = Outcome::Failed(Refusal::DoorOffline);

#[tokio::test]
async fn this_machine_is_not_connected_to_by_whatever_name() {
    let fake = Fake::start(Plain).await;
    let port = fake.base.rsplit(':').next().unwrap().to_owned();
    for host in ["127.0.0.1", "localhost", "127.1.2.3", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]", "2130706433", "0x7f.1"]
    {
        let url = format!("http://{host}:{port}/open");
        let typed = [("url", url.as_str()), ("headers", "X-Key: hush")];
        let scene = Scene::within(&USUAL, DriverKind::Http, &typed).await;
        assert_eq!(scene.open_shortly("1").await, OFFLINE, "{host}");
        assert!(scene.probe(&[]).await.is_err(), "{host}");
    }
    assert!(fake.asked.lock().unwrap().is_empty(), "not a byte arrived");
}

#[tokio::test]
async fn the_machine_s_own_addresses_in_a_network_are_not_connected_to() {
    let Some(own) = own_address() else {
        eprintln!("skipped: this machine has no address but its loopback's");
        return;
    };
    let listener = tokio::net::TcpListener::bind((own, 0)).await.unwrap();
    let url = format!("http://{}/open", listener.local_addr().unwrap());
    let scene = Scene::within(&USUAL, DriverKind::Http, &[("url", &url)]).await;
    assert_eq!(scene.open_shortly("1").await, OFFLINE);
    let told = scene.probe(&[]).await.unwrap_err();
    assert!(told.contains("its address cannot be used"), "{told}");
    // What the settings name by its network may be, also this.
    if own.is_ipv4() {
        let named = Scene::within(&[&format!("{own}/32")], DriverKind::Http, &[("url", &url)]).await;
        assert!(named.probe(&[]).await.is_ok(), "what is named may be connected to");
    }
}

/// The address by which this machine would reach others. Nothing is sent to find it.
fn own_address() -> Option<std::net::IpAddr> {
    let socket = std::net::UdpSocket::bind(("0.0.0.0", 0)).ok()?;
    socket.connect(("203.0.113.1", 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip()).filter(|ip| !ip.is_loopback() && !ip.is_unspecified())
}

#[tokio::test]
async fn this_server_s_public_name_is_not_connected_to() {
    let scene =
        Scene::within(&["0.0.0.0/0", "::/0"], DriverKind::Http, &[("url", "https://Keys.example.org./k/x")]).await;
    assert_eq!(scene.open_shortly("1").await, OFFLINE);
    assert!(scene.probe(&[]).await.unwrap_err().contains("leads back to this server"));
}

#[tokio::test]
async fn a_board_on_this_machine_is_not_spoken_to() {
    let board = tokio::net::UdpSocket::bind(("127.0.0.1", 0)).await.unwrap();
    let address = board.local_addr().unwrap().to_string();
    let typed = [("address", address.as_str()), ("serial", "405419896")];
    let scene = Scene::within(&USUAL, DriverKind::Uhppote, &typed).await;
    assert_eq!(scene.open_shortly("1").await, OFFLINE);
    let mut heard = [0; 64];
    assert!(board.try_recv(&mut heard).is_err(), "not a packet arrived");
}
