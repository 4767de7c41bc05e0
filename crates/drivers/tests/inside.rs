//! The broker inside the program: who is let in, what they may do, how it starts and ends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use common::{Device, House, On, PATIENCE, SECRET, command, controller, options};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_drivers::{BrokerSettings, Drivers, MqttSettings};
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::{ConnectProperties, Packet, PubAckReason, SubscribeReasonCode};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

async fn refused(house: &House, options: rumqttc::v5::MqttOptions) -> String {
    match Device::try_connect(options, controller(1)).await {
        Ok(_) => panic!("it was let in"),
        Err(reason) => {
            assert_eq!(house.drivers.is_online(controller(1)), None);
            reason
        }
    }
}

#[tokio::test]
async fn a_wrong_password_is_refused() {
    let house = House::new(On::Inside).await;
    for (login, password) in [
        (controller(1).to_string(), "wrong"),
        (controller(1).to_string(), ""),
        (controller(9).to_string(), SECRET),
        ("admin".to_owned(), SECRET),
        (controller(1).uuid().simple().to_string(), SECRET),
    ] {
        let mut options = options(house.address, controller(1), SECRET);
        options.set_client_id(login.clone());
        options.set_credentials(login, password);
        let reason = refused(&house, options).await;
        // An empty password is not sent at all.
        let expected = if password.is_empty() { "NotAuthorized" } else { "BadUserNamePassword" };
        assert!(reason.contains(expected), "{reason}");
    }
}

#[tokio::test]
async fn nobody_comes_in_without_a_login() {
    let house = House::new(On::Inside).await;
    let mut options =
        rumqttc::v5::MqttOptions::new(controller(1).to_string(), house.address.ip().to_string(), house.address.port());
    options.set_keep_alive(Duration::from_secs(10));
    let reason = refused(&house, options).await;
    assert!(reason.contains("NotAuthorized"), "{reason}");
}

#[tokio::test]
async fn nobody_takes_over_the_session_of_another() {
    let house = House::new(On::Inside).await;
    let victim = house.device(2).await;
    for client_id in [controller(2).to_string(), "anything".to_owned(), String::new()] {
        let mut options = options(house.address, controller(1), SECRET);
        options.set_client_id(client_id);
        let reason = refused(&house, options).await;
        assert!(reason.contains("ClientIdentifierNotValid"), "{reason}");
    }
    assert!(victim.stands());
    assert_eq!(house.drivers.is_online(controller(2)), Some(true));
}

#[tokio::test]
async fn a_device_that_could_not_take_a_command_is_refused() {
    let house = House::new(On::Inside).await;
    let mut options = options(house.address, controller(1), SECRET);
    options.set_connect_properties(ConnectProperties::new());
    options.set_max_packet_size(Some(100));
    let reason = refused(&house, options).await;
    assert!(reason.contains("PacketTooLarge"), "{reason}");
}

#[tokio::test]
async fn a_controller_cannot_listen_to_another() {
    let house = House::new(On::Inside).await;
    let (spy, victim) = (house.device(1).await, house.device(2).await);
    for filter in [
        victim.topic("command"),
        victim.topic("result"),
        spy.topic("#"),
        "keylink/1/+/command".to_owned(),
        "#".to_owned(),
        "+/+/+/+".to_owned(),
        "$SYS/#".to_owned(),
        format!("$share/g/{}", victim.topic("command")),
    ] {
        spy.client.subscribe(&filter, QoS::AtLeastOnce).await.unwrap();
        let Packet::SubAck(ack) = spy.next(|packet| matches!(packet, Packet::SubAck(_))).await else {
            panic!("not a SUBACK");
        };
        assert_eq!(ack.return_codes, [SubscribeReasonCode::NotAuthorized], "{filter}");
    }
    let command = command(controller(2), PATIENCE);
    let sending = house.send(&command, PATIENCE);
    victim.hears().await;
    victim.answer(command.id, json!({"outcome": "opened"})).await;
    assert_eq!(sending.await.unwrap().0, Outcome::Opened);
    assert_eq!(spy.hears_within(Duration::from_millis(200)).await, 0);
}

#[tokio::test]
async fn a_controller_cannot_give_commands() {
    let house = House::new(On::Inside).await;
    let (rogue, victim) = (house.device(1).await, house.device(2).await);
    for topic in [
        victim.topic("command"),
        rogue.topic("command"),
        victim.topic("result"),
        victim.topic("online"),
        victim.topic("door/1"),
        "anything/else".to_owned(),
    ] {
        rogue.client.publish(&topic, QoS::AtLeastOnce, false, "true").await.unwrap();
        let Packet::PubAck(ack) =
            rogue.next(|packet| matches!(packet, Packet::PubAck(ack) if ack.reason != PubAckReason::Success)).await
        else {
            panic!("not a PUBACK");
        };
        assert_eq!(ack.reason, PubAckReason::NotAuthorized, "{topic}");
    }
    assert_eq!(victim.hears_within(Duration::from_millis(200)).await, 0);
    assert_eq!(rogue.hears_within(Duration::from_millis(50)).await, 0);
}

/// A will is published by the broker, not by the client: it must pass the same guard.
#[tokio::test]
async fn a_last_will_gives_no_commands_either() {
    let house = House::new(On::Inside).await;
    let victim = house.device(2).await;
    let mut options = options(house.address, controller(1), SECRET);
    let will = rumqttc::v5::mqttbytes::v5::LastWill::new(victim.topic("command"), "x", QoS::AtLeastOnce, true, None);
    options.set_last_will(will);
    let rogue = Device::try_connect(options, controller(1)).await.unwrap();
    rogue.listen().await;
    house.online(1, true).await;
    rogue.cut();
    house.online(1, false).await;
    assert_eq!(victim.hears_within(Duration::from_millis(200)).await, 0);
}

#[tokio::test]
async fn an_oversized_packet_ends_that_connection_and_no_other() {
    let house = House::new(On::Inside).await;
    let (large, other) = (house.device(1).await, house.device(2).await);
    large.say("result", vec![b'x'; 9_000]).await;
    large.gets_cut().await;
    house.online(1, false).await;
    let command = command(controller(2), PATIENCE);
    let sending = house.send(&command, PATIENCE);
    other.hears().await;
    other.answer(command.id, json!({"outcome": "opened"})).await;
    assert_eq!(sending.await.unwrap().0, Outcome::Opened);
}

/// Before a login too: a stranger must not make the program reserve memory.
#[tokio::test]
async fn a_stranger_with_a_huge_packet_gets_cut() {
    let house = House::new(On::Inside).await;
    let mut stranger = TcpStream::connect(house.address).await.unwrap();
    // CONNECT with a remaining length of 200 MB.
    stranger.write_all(&[0x10, 0x80, 0x84, 0xaf, 0x5f, 0, 4]).await.unwrap();
    let mut byte = [0];
    let read = timeout(PATIENCE, stranger.read(&mut byte)).await.expect("it is cut at once");
    assert!(matches!(read, Ok(0) | Err(_)), "{read:?}");
    house.device(1).await;
}

#[tokio::test]
async fn a_subscription_that_loses_commands_does_not_count() {
    let house = House::new(On::Inside).await;
    let device = Device::connect(house.address, controller(1), SECRET).await;
    device.client.subscribe(device.topic("command"), QoS::AtMostOnce).await.unwrap();
    device.next(|packet| matches!(packet, Packet::SubAck(_))).await;
    device.say("online", "true").await;
    device.next(|packet| matches!(packet, Packet::PubAck(_))).await;
    assert_eq!(house.drivers.is_online(controller(1)), Some(false));
}

#[tokio::test]
async fn a_withdrawn_login_is_cut_and_stays_out() {
    let house = House::new(On::Inside).await;
    let (withdrawn, other) = (house.device(1).await, house.device(2).await);
    house.logins.withdraw(controller(1));
    house.drivers.disconnect(controller(1)).await;
    withdrawn.gets_cut().await;
    house.online(1, false).await;
    let again = Device::try_connect(options(house.address, controller(1), SECRET), controller(1)).await;
    assert!(again.is_err());
    assert!(other.stands());
    house.drivers.disconnect(controller(7)).await;
}

/// A small device that takes one message at a time is told one at a time, and loses none.
#[tokio::test]
async fn a_device_that_takes_one_message_at_a_time_gets_them_all() {
    let house = House::new(On::Inside).await;
    let mut small = options(house.address, controller(1), SECRET);
    small.set_connect_properties(ConnectProperties::new());
    small.set_receive_maximum(Some(1));
    let device = Device::try_connect(small, controller(1)).await.unwrap();
    device.listen().await;
    house.online(1, true).await;
    let commands: Vec<_> = (0..20).map(|_| command(controller(1), PATIENCE)).collect();
    let sendings: Vec<_> = commands.iter().map(|command| house.send(command, PATIENCE)).collect();
    for _ in &commands {
        let heard: serde_json::Value = serde_json::from_slice(&device.hears().await.payload).unwrap();
        device.answer(heard["id"].as_str().unwrap().parse().unwrap(), json!({"outcome": "opened"})).await;
    }
    for sending in sendings {
        assert_eq!(sending.await.unwrap().0, Outcome::Opened);
    }
}

/// The broker does not look at expiry once a message waits for a connection, so none may wait.
#[tokio::test]
async fn a_device_that_wakes_up_late_gets_no_dead_command() {
    let house = House::new(On::Inside).await;
    let mut small = options(house.address, controller(1), SECRET);
    small.set_connect_properties(ConnectProperties::new());
    small.set_receive_maximum(Some(1));
    small.set_manual_acks(true);
    let device = Device::try_connect(small, controller(1)).await.unwrap();
    device.listen().await;
    house.online(1, true).await;
    let short = Duration::from_millis(200);
    let sendings: Vec<_> = (0..5).map(|_| house.send(&command(controller(1), short), short)).collect();
    let first = device.hears().await;
    let mut not_sent = 0;
    for sending in sendings {
        let (outcome, _) = sending.await.unwrap();
        not_sent += usize::from(outcome == Outcome::Failed(Refusal::TooLate));
    }
    assert_eq!(not_sent, 4, "the first one is unknown, the others certainly moved nothing");
    device.client.ack(&first).await.unwrap();
    assert_eq!(device.hears_within(Duration::from_millis(300)).await, 0);
}

/// A session that outlived its connection would hand over the unacknowledged command once more.
#[tokio::test]
async fn no_session_outlives_its_connection() {
    let house = House::new(On::Inside).await;
    let lasting = || {
        let mut options = options(house.address, controller(1), SECRET);
        options.set_clean_start(false);
        options.set_manual_acks(true);
        options.set_connect_properties(ConnectProperties::new());
        options.set_session_expiry_interval(Some(3_600));
        options
    };
    let device = Device::try_connect(lasting(), controller(1)).await.unwrap();
    device.listen().await;
    house.online(1, true).await;
    let short = Duration::from_millis(200);
    let sending = house.send(&command(controller(1), short), short);
    device.hears().await;
    device.cut();
    assert_eq!(sending.await.unwrap().0, Outcome::Unknown);
    house.online(1, false).await;
    let again = Device::try_connect(lasting(), controller(1)).await.unwrap();
    assert_eq!(again.hears_within(Duration::from_millis(300)).await, 0);
}

#[tokio::test]
async fn waiting_for_a_place_ends_with_the_connection() {
    let house = House::new(On::Inside).await;
    let mut options = options(house.address, controller(1), SECRET);
    options.set_manual_acks(true);
    let hung = Device::try_connect(options, controller(1)).await.unwrap();
    hung.listen().await;
    house.online(1, true).await;
    let sendings: Vec<_> =
        (0..40).map(|_| house.send(&command(controller(1), PATIENCE), Duration::from_secs(2))).collect();
    for _ in 0..32 {
        hung.hears().await;
    }
    hung.cut();
    let mut offline = 0;
    for sending in sendings {
        match sending.await.unwrap() {
            (Outcome::Failed(Refusal::DoorOffline), took) => {
                assert!(took < Duration::from_millis(1_500), "said at once: {took:?}");
                offline += 1;
            }
            (outcome, _) => assert_eq!(outcome, Outcome::Unknown, "it was sent"),
        }
    }
    assert_eq!(offline, 8, "what was never sent certainly moved nothing");
}

#[tokio::test]
async fn it_ends_cleanly() {
    let house = House::new(On::Inside).await;
    let device = house.device(1).await;
    timeout(PATIENCE, house.drivers.shutdown()).await.expect("it ends");
    device.gets_cut().await;
    assert!(TcpStream::connect(house.address).await.is_err(), "nobody listens any more");
    let (outcome, _) = house.send(&command(controller(1), PATIENCE), PATIENCE).await.unwrap();
    assert_eq!(outcome, Outcome::Failed(Refusal::DoorOffline));
    house.drivers.shutdown().await;
}

#[tokio::test]
async fn it_listens_at_home_unless_told_otherwise_and_keeps_no_files() {
    assert!(BrokerSettings::default().listen.ip().is_loopback());
    let house = House::new(On::Inside).await;
    house.device(1).await;
    house.drivers.shutdown().await;
    assert!(!std::env::current_dir().unwrap().join("mqtt_storage").exists());
}

#[tokio::test]
async fn a_taken_port_is_said_clearly() {
    let taken = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let listen: SocketAddr = taken.local_addr().unwrap();
    let settings = MqttSettings::Inside(BrokerSettings { listen, ..BrokerSettings::default() });
    let (reports, _receiver) = tokio::sync::mpsc::channel(1);
    let error =
        Drivers::start(settings, Arc::new(common::Logins::default()), Arc::new(common::Wall::default()), reports)
            .await
            .unwrap_err();
    assert!(error.to_string().contains(&listen.to_string()), "{error}");
}

#[tokio::test]
async fn no_more_controllers_than_set_are_let_in() {
    let settings = BrokerSettings { listen: (Ipv4Addr::LOCALHOST, 0).into(), max_controllers: 2 };
    let house = House::with(MqttSettings::Inside(settings), None).await;
    let (_one, two) = (house.device(1).await, house.device(2).await);
    let third = Device::try_connect(options(house.address, controller(3), SECRET), controller(3)).await;
    assert!(third.is_err(), "the house is full");
    two.leave().await;
    house.online(2, false).await;
    house.device(3).await;
}
