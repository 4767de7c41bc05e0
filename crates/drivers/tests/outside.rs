//! What only an outside broker can do: be away, come back, and be shared by several nodes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::time::Duration;

use common::played::{PUBLISH, admit, kind, next_packet};
use common::{Device, House, Mosquitto, On, PATIENCE, SECRET, command, controller, stays, wait_until};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_drivers::{MqttSettings, OutsideSettings};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::time::timeout;

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_goes_and_comes_back_is_found_again() {
    let mut house = House::new(On::Mosquitto).await;
    let device = house.device(1).await;
    house.mosquitto.as_mut().unwrap().stop();
    device.gets_cut().await;
    wait_until("the loss is noticed", || !house.drivers.is_linked()).await;
    assert_eq!(house.drivers.is_online(controller(1)), None, "nobody knows");
    let (outcome, took) = house.send(&command(controller(1), PATIENCE), PATIENCE).await.unwrap();
    assert_eq!(outcome, Outcome::Failed(Refusal::DoorOffline));
    assert!(took < Duration::from_millis(250), "said at once: {took:?}");

    house.mosquitto.as_mut().unwrap().start_again();
    wait_until("the way stands again", || house.drivers.is_linked()).await;
    let device = house.device(1).await;
    let command = command(controller(1), PATIENCE);
    let sending = house.send(&command, PATIENCE);
    let heard: serde_json::Value = serde_json::from_slice(&device.hears().await.payload).unwrap();
    assert_eq!(heard["id"], json!(command.id), "nothing old was kept");
    device.answer(command.id, json!({"outcome": "opened"})).await;
    assert_eq!(sending.await.unwrap().0, Outcome::Opened);
}

/// A command that is under way when the broker dies is unknown, and is not sent again after it.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_under_way_is_not_sent_again() {
    let mut house = House::new(On::Mosquitto).await;
    let device = house.device(1).await;
    let command = command(controller(1), PATIENCE);
    let sending = house.send(&command, Duration::from_secs(2));
    device.hears().await;
    house.mosquitto.as_mut().unwrap().stop();
    device.gets_cut().await;
    house.mosquitto.as_mut().unwrap().start_again();
    let device = Device::connect(house.address, controller(1), SECRET).await;
    device.listen().await;
    assert_eq!(sending.await.unwrap().0, Outcome::Unknown);
    wait_until("the way stands again", || house.drivers.is_linked()).await;
    assert_eq!(device.hears_within(Duration::from_millis(500)).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_that_share_a_broker_do_not_take_one_anothers_answers() {
    let first = House::new(On::Mosquitto).await;
    let settings = first.mosquitto.as_ref().unwrap().settings();
    let second = House::with_address(MqttSettings::Outside(settings), first.address).await;
    second.reports.lock().unwrap().clear();
    let device = first.device(1).await;
    second.online(1, true).await;
    for house in [&first, &second] {
        let command = command(controller(1), PATIENCE);
        let sending = house.send(&command, PATIENCE);
        device.hears().await;
        device.answer(command.id, json!({"outcome": "opened"})).await;
        assert_eq!(sending.await.unwrap().0, Outcome::Opened);
    }
    assert_eq!((first.late_answers(), second.late_answers()), (vec![], vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_login_never_links_and_harms_nothing() {
    let mosquitto = Mosquitto::start();
    let settings = OutsideSettings { password: Some("wrong".to_owned()), ..mosquitto.settings() };
    let (reports, _receiver) = tokio::sync::mpsc::channel(1);
    let drivers = keylink_drivers::Drivers::start(
        MqttSettings::Outside(settings),
        std::sync::Arc::new(common::Logins::default()),
        std::sync::Arc::new(common::Wall::default()),
        reports,
    )
    .await
    .unwrap();
    stays("it is not linked", Duration::from_millis(600), || !drivers.is_linked()).await;
    let outcome = drivers.send(&command(controller(1), PATIENCE), PATIENCE).await;
    assert_eq!(outcome, Outcome::Failed(Refusal::DoorOffline));
    timeout(PATIENCE, drivers.shutdown()).await.expect("it ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_ends_cleanly() {
    let house = House::new(On::Mosquitto).await;
    timeout(PATIENCE, house.drivers.shutdown()).await.expect("it ends");
    assert!(!house.drivers.is_linked());
    let (outcome, _) = house.send(&command(controller(1), PATIENCE), PATIENCE).await.unwrap();
    assert_eq!(outcome, Outcome::Failed(Refusal::DoorOffline));
}

/// The worst moment: the broker has the command and dies before it acknowledges it. MQTT clients
/// like to send such a message again on the next connection; a command must not be.
#[tokio::test(flavor = "multi_thread")]
async fn an_unacknowledged_command_is_not_sent_again() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let settings = OutsideSettings {
        url: format!("mqtt://{address}"),
        login: None,
        password: None,
        client_id: Some("house-1".to_owned()),
    };
    let starting = House::with_address(MqttSettings::Outside(settings), address);
    let (house, mut broker) = tokio::join!(starting, admit(&listener));
    house.online(1, true).await;
    let sending = house.send(&command(controller(1), PATIENCE), Duration::from_secs(2));
    while kind(&next_packet(&mut broker).await) != PUBLISH {}
    drop(broker);
    let mut broker = timeout(PATIENCE, admit(&listener)).await.expect("it comes back");
    while let Ok(packet) = timeout(Duration::from_millis(500), next_packet(&mut broker)).await {
        assert_ne!(kind(&packet), PUBLISH, "sent again");
    }
    assert_eq!(sending.await.unwrap().0, Outcome::Unknown);
}
