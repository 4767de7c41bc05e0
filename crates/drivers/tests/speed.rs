//! How many openings a second, with the devices in the same process. A measurement, not a promise:
//! `cargo nextest run --release -p keylink-drivers --run-ignored only --no-capture openings`
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use common::{House, On, PATIENCE, SECRET, command, controller, options};
use keylink_domain::unlock::Outcome;
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::Packet;
use rumqttc::v5::{AsyncClient, Event};
use tokio::time::Instant;

const CONTROLLERS: u8 = 8;
const AT_ONCE: usize = 64;
const FOR: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement, for a release build on a quiet machine"]
async fn openings_inside() {
    measure(On::Inside).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement, for a release build on a quiet machine"]
async fn openings_over_mosquitto() {
    measure(On::Mosquitto).await;
}

async fn measure(on: On) {
    let house = House::new(on).await;
    for n in 0..CONTROLLERS {
        let (client, events) = AsyncClient::new(options(house.address, controller(n), SECRET), 1_024);
        tokio::spawn(answer_everything(client, events, n));
        house.online(n, true).await;
    }
    let opened = Arc::new(AtomicU64::new(0));
    let end = Instant::now() + FOR;
    let mut tasks = tokio::task::JoinSet::new();
    for worker in 0..AT_ONCE {
        let (drivers, opened) = (Arc::clone(&house.drivers), Arc::clone(&opened));
        let n = u8::try_from(worker % usize::from(CONTROLLERS)).unwrap();
        tasks.spawn(async move {
            while Instant::now() < end {
                let outcome = drivers.send(&command(controller(n), PATIENCE), PATIENCE).await;
                assert_eq!(outcome, Outcome::Opened);
                opened.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    let rate = opened.load(Ordering::Relaxed) / FOR.as_secs();
    println!("{on:?}: {rate} openings a second, {AT_ONCE} at once, {CONTROLLERS} controllers");
}

async fn answer_everything(client: AsyncClient, mut events: rumqttc::v5::EventLoop, n: u8) {
    let topic = |rest: &str| format!("keylink/1/{}/{rest}", controller(n));
    let result = topic("result");
    loop {
        match events.poll().await {
            Ok(Event::Incoming(Packet::ConnAck(_))) => {
                client.try_subscribe(topic("command"), QoS::AtLeastOnce).unwrap();
            }
            Ok(Event::Incoming(Packet::SubAck(_))) => {
                client.try_publish(topic("online"), QoS::AtLeastOnce, true, "true").unwrap();
            }
            Ok(Event::Incoming(Packet::Publish(publish))) => {
                let id = std::str::from_utf8(&publish.payload[7..43]).unwrap();
                let answer = format!(r#"{{"id":"{id}","outcome":"opened"}}"#);
                client.try_publish(&result, QoS::AtLeastOnce, false, answer).unwrap();
            }
            Ok(_) => {}
            Err(_) => return,
        }
    }
}
