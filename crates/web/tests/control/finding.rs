//! Devices found on the network, from the search to the doors, in three presses; who may not search; and what is shown of
//! closed networks.

use std::net::SocketAddr;

use axum::http::StatusCode;
use keylink_domain::user::Role;
use keylink_service::Networks;
use tokio::net::UdpSocket;

use crate::world::{Browser, World};

const FIND: &str = "/control/settings/controllers/find";
const SERIAL: u32 = 201_020_304;

/// A board for two doors that says who and how it is; and nothing else.
async fn board() -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        let mut packet = [0; 64];
        loop {
            let (_, from) = socket.recv_from(&mut packet).await.unwrap();
            let serial = u32::from_le_bytes(packet[4..8].try_into().unwrap());
            if packet[0] != 0x17 || !matches!(packet[1], 0x94 | 0x20) || !(serial == 0 || serial == SERIAL) {
                continue;
            }
            packet[4..8].copy_from_slice(&SERIAL.to_le_bytes());
            packet[8..].fill(0);
            socket.send_to(&packet, from).await.unwrap();
        }
    });
    address
}

async fn world(words: &[&str], board: SocketAddr) -> (World, Browser) {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let networks = Networks::read(&words).unwrap().searched(None, Some(board));
    let world = World::within(networks, "http://keys.test", keylink_service::delivery::Settings::default(), None).await;
    world.organization("Lindenhof", "anna@example.com").await;
    let anna = world.sign_in("anna@example.com").await;
    (world, anna)
}

/// Where the button leads that adds the device.
fn add_link(page: &str) -> String {
    let from = page.find("controllers/new/uhppote").unwrap();
    let rest = &page[from..];
    format!("/control/settings/{}", rest[..rest.find('"').unwrap()].replace("&amp;", "&").replace("&#38;", "&"))
}

#[tokio::test]
async fn what_is_found_is_added_with_its_doors_in_three_presses() {
    let board = board().await;
    let (world, anna) = world(&["127.0.0.0/8"], board).await;
    world.get(&anna, "/control/settings/controllers").await.says(FIND);
    world.get(&anna, FIND).await.says("Search the network").does_not_say("UHPPOTE 201020304");
    let page = world.post(&anna, FIND, &[]).await;
    page.says("1 device").says("UHPPOTE 201020304").says(&board.to_string()).says("2 doors");

    let form = world.get(&anna, &add_link(&page.body)).await;
    assert_eq!((form.value("serial"), form.value("address")), (SERIAL.to_string(), board.to_string()));
    let (name, address, serial) = (form.value("name"), form.value("address"), form.value("serial"));
    let fields =
        [("name", name.as_str()), ("address", &address), ("serial", &serial), ("contacts", "no"), ("clock", "no")];
    let added = world.post(&anna, "/control/settings/controllers/new/uhppote", &fields).await;
    assert!(added.location().ends_with("done=controller-answers"), "{}", added.body);
    let path = added.location().split('?').next().unwrap().to_owned();

    let offered = world.get(&anna, &path).await;
    offered.says("It could have these doors").says("value=\"Door 1\"").says("value=\"Door 2\"").does_not_say("Door 3");
    let none = world.post(&anna, &format!("{path}/doors"), &[("key", "1")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    none.says("Choose at least one door");
    let wrong = [("key", "2"), ("channel", "2"), ("name-2", "")];
    world.post(&anna, &format!("{path}/doors"), &wrong).await.says("2: this is empty");
    let both = [("key", "3"), ("channel", "1"), ("channel", "2"), ("name-1", "Street"), ("name-2", "Yard")];
    for _ in 0..2 {
        // Sent again, it adds no other.
        let done = world.post(&anna, &format!("{path}/doors"), &both).await;
        assert!(done.location().ends_with("done=doors-added"), "{}", done.body);
    }
    let doors = world.house.doors(&world.actor(&anna).await).await.unwrap();
    let mut places: Vec<_> =
        doors.iter().map(|now| (now.door.name.as_str(), now.door.address.as_ref().unwrap().channel.as_str())).collect();
    // Which of two that were added in one millisecond comes first is chance.
    places.sort_unstable();
    assert_eq!(places, [("Street", "1"), ("Yard", "2")]);
    world.get(&anna, &path).await.does_not_say("It could have").says("Street");

    let again = world.post(&anna, FIND, &[]).await;
    again.says("<span>added</span>").says(&path).does_not_say("controllers/new/uhppote");
}

#[tokio::test]
async fn who_adds_no_controllers_does_not_search() {
    let (world, anna) = world(&["127.0.0.0/8"], board().await).await;
    for role in [Role::Manager, Role::Member] {
        let email = format!("{}@example.com", role.as_str());
        let (_, other) = world.user(&anna, role.as_str(), &email, role).await;
        let page = world.post(&other, FIND, &[]).await;
        page.does_not_say("201020304");
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{role:?}");
    }
}

#[tokio::test]
async fn a_shared_server_shows_its_network_to_nobody() {
    let (world, anna) = world(&["127.0.0.0/8"], board().await).await;
    world.post(&anna, FIND, &[]).await.says("UHPPOTE 201020304");
    world.organization("Nachbarn", "ben@example.com").await;
    let ben = world.sign_in("ben@example.com").await;
    for one in [&anna, &ben] {
        let page = world.post(one, FIND, &[]).await;
        page.says("shared by several organizations").does_not_say("201020304");
    }
}

#[tokio::test]
async fn one_search_at_a_time() {
    let (world, anna) = world(&["127.0.0.0/8"], board().await).await;
    let (one, other) = tokio::join!(world.post(&anna, FIND, &[]), world.post(&anna, FIND, &[]));
    let mut both = [one.status, other.status];
    both.sort();
    assert_eq!(both, [StatusCode::OK, StatusCode::TOO_MANY_REQUESTS]);
}

#[tokio::test]
async fn a_form_is_filled_in_with_no_secret_and_nothing_unknown() {
    let (world, anna) = World::with_anna().await;
    let path = "/control/settings/controllers/new/shelly?name=%22%3E%3Cb%3Ebold&address=http://10.0.0.1&password=hush-hush&more=odd-one";
    let page = world.get(&anna, path).await;
    page.says("http://10.0.0.1").does_not_say("<b>bold").does_not_say("hush-hush").does_not_say("odd-one");
    let long = format!("/control/settings/controllers/new/shelly?name={}", "x".repeat(600));
    world.get(&anna, &long).await.does_not_say("xxxxxxxx");
}
