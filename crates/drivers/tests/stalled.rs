//! An outside broker that stalls: what waits for it must not leave after its deadline.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::time::Duration;

use common::played::{PUBLISH, admit_taking, kind, next_packet};
use common::{House, On, PATIENCE, command, controller};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_drivers::{MqttSettings, OutsideSettings};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

const SHORT: Duration = Duration::from_millis(400);

/// How many commands the house sends at most before one is acknowledged.
const WINDOW: usize = 64;

/// A house on a broker that the test plays, and that takes so many messages unacknowledged.
async fn taking(messages: u8) -> (House, TcpStream) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let settings =
        OutsideSettings { url: format!("mqtt://{address}"), login: None, password: None, client_id: Some("h".into()) };
    let starting = House::with_address(MqttSettings::Outside(settings), address);
    let (house, broker) = tokio::join!(starting, admit_taking(&listener, messages));
    house.online(1, true).await;
    (house, broker)
}

/// The packet identifier of the next message, and the seconds that it may be kept.
async fn next_message(broker: &mut TcpStream) -> ([u8; 2], u32) {
    loop {
        let packet = next_packet(broker).await;
        if kind(&packet) != PUBLISH {
            continue;
        }
        let body = packet.1;
        let after_topic = 2 + usize::from(u16::from_be_bytes([body[0], body[1]]));
        let (id, properties) = (&body[after_topic..after_topic + 2], &body[after_topic + 2..]);
        assert_eq!(properties[1], 0x02, "a Message Expiry Interval");
        return ([id[0], id[1]], u32::from_be_bytes(properties[2..6].try_into().unwrap()));
    }
}

async fn acknowledge(broker: &mut TcpStream, id: [u8; 2]) {
    broker.write_all(&[0x40, 2, id[0], id[1]]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_waits_for_the_broker_never_leaves_after_its_deadline() {
    // It takes fewer than the house would send, so that some wait inside the library.
    let (house, mut broker) = taking(2).await;
    let first = [0, 1].map(|_| house.send(&command(controller(1), SHORT), SHORT));
    let ids = [next_message(&mut broker).await.0, next_message(&mut broker).await.0];
    let waiting = [0, 1, 2].map(|_| house.send(&command(controller(1), SHORT), SHORT));
    for sending in first.into_iter().chain(waiting) {
        assert_eq!(sending.await.unwrap().0, Outcome::Unknown);
    }
    for id in ids {
        acknowledge(&mut broker, id).await;
    }
    let late = timeout(Duration::from_millis(500), next_message(&mut broker)).await;
    assert!(late.is_err(), "a command left after its deadline");
    // And the way is free for what lives.
    let sending = house.send(&command(controller(1), SHORT), SHORT);
    let (id, _) = timeout(PATIENCE, next_message(&mut broker)).await.expect("the next command leaves");
    acknowledge(&mut broker, id).await;
    assert_eq!(sending.await.unwrap().0, Outcome::Unknown);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_expiry_of_a_command_that_waited_is_what_is_left() {
    let (house, mut broker) = taking(255).await;
    let long = Duration::from_millis(2_900);
    let sending: Vec<_> = (0..=WINDOW).map(|_| house.send(&command(controller(1), long), long)).collect();
    let mut ids = Vec::new();
    for _ in 0..WINDOW {
        let (id, expiry_s) = next_message(&mut broker).await;
        assert_eq!(expiry_s, 3);
        ids.push(id);
    }
    let early = timeout(Duration::from_millis(1_000), next_message(&mut broker)).await;
    assert!(early.is_err(), "one more than the window holds");
    acknowledge(&mut broker, ids[0]).await;
    let (_, expiry_s) = timeout(PATIENCE, next_message(&mut broker)).await.expect("it leaves");
    assert_eq!(expiry_s, 2, "of three seconds at the press, one is over");
    for sending in sending {
        assert_eq!(sending.await.unwrap().0, Outcome::Unknown);
    }
}

/// A broker that acknowledges nothing for long is left, and found again.
#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_stays_silent_is_left_for_a_new_connection() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let settings =
        OutsideSettings { url: format!("mqtt://{address}"), login: None, password: None, client_id: Some("h".into()) };
    let starting = House::with_address(MqttSettings::Outside(settings), address);
    let (house, _silent) = tokio::join!(starting, admit_taking(&listener, 255));
    house.online(1, true).await;
    let asking = async {
        loop {
            let (outcome, _) = house.send(&command(controller(1), SHORT), SHORT).await.unwrap();
            if outcome == Outcome::Failed(Refusal::DoorOffline) {
                return;
            }
            assert_eq!(outcome, Outcome::Unknown);
        }
    };
    timeout(Duration::from_secs(20), asking).await.expect("the silent broker is left");
    let mut broker = timeout(PATIENCE, admit_taking(&listener, 255)).await.expect("a new connection");
    house.online(1, true).await;
    let sending = house.send(&command(controller(1), SHORT), SHORT);
    let (id, _) = timeout(PATIENCE, next_message(&mut broker)).await.expect("the next command leaves");
    acknowledge(&mut broker, id).await;
    assert_eq!(sending.await.unwrap().0, Outcome::Unknown);
}

/// A real broker that hangs for a while, with more commands than it takes unacknowledged.
#[tokio::test(flavor = "multi_thread")]
async fn a_mosquitto_that_hangs_gets_no_dead_commands_afterwards() {
    const COMMANDS: usize = 400;
    let house = House::new(On::Mosquitto).await;
    let device = house.device(1).await;
    let mosquitto = house.mosquitto.as_ref().unwrap();
    mosquitto.signal("-STOP");
    let waiting: Vec<_> = (0..COMMANDS)
        .map(|_| house.send(&command(controller(1), Duration::from_secs(1)), Duration::from_secs(1)))
        .collect();
    let mut left = 0;
    for sending in waiting {
        match sending.await.unwrap().0 {
            Outcome::Failed(Refusal::TooLate) => {}
            Outcome::Unknown => left += 1,
            other => panic!("{other:?}"),
        }
    }
    mosquitto.signal("-CONT");
    let heard = device.hears_within(Duration::from_secs(1)).await;
    // What was in the connection's buffers comes late; nothing can take it back, and the device refuses it.
    println!("{left} of {COMMANDS} had left when the broker hung, {heard} came late");
    assert!(heard <= left && left <= WINDOW + 1, "{left} left, {heard} came");
    let sending = house.send(&command(controller(1), PATIENCE), PATIENCE);
    device.hears().await;
    sending.abort();
}
