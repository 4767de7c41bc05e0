//! Commands that leave in one message, and answers that come in one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeSet;
use std::time::Duration;

use common::{Device, House, On, PATIENCE, SECRET, command, controller, options, stays, unlock};
use futures_util::FutureExt;
use keylink_domain::id::UnlockId;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::{Command, Outcome};
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::{ConnectProperties, Packet, Publish};
use serde_json::{Value, json};

const SHORT: Duration = Duration::from_millis(300);

async fn together(house: &House) -> Device {
    let device = Device::connect(house.address, controller(1), SECRET).await;
    device.listen_together().await;
    house.online(1, true).await;
    device
}

/// A device that takes one message at a time, and acknowledges it when the test says so: what is sent after the
/// first waits.
async fn one_at_a_time(house: &House) -> (Device, Publish, tokio::task::JoinHandle<(Outcome, Duration)>) {
    let mut small = options(house.address, controller(1), SECRET);
    small.set_connect_properties(ConnectProperties::new());
    small.set_receive_maximum(Some(1));
    small.set_manual_acks(true);
    let device = Device::try_connect(small, controller(1)).await.unwrap();
    device.listen_together().await;
    house.online(1, true).await;
    let first = house.send(&command(controller(1), SHORT), SHORT);
    let heard = device.hears().await;
    (device, heard, first)
}

fn commands(number: usize) -> Vec<Command> {
    (0..number).map(|_| command(controller(1), PATIENCE)).collect()
}

fn ids(message: &Publish) -> Vec<UnlockId> {
    assert!(message.topic.ends_with(b"/commands") && !message.retain && message.qos == QoS::AtLeastOnce);
    let commands: Vec<Value> = serde_json::from_slice(&message.payload).unwrap();
    assert!((1..=16).contains(&commands.len()) && message.payload.len() <= 4_096, "{commands:?}");
    commands.iter().map(|command| command["id"].as_str().unwrap().parse().unwrap()).collect()
}

fn opened(ids: &[UnlockId]) -> String {
    Value::from_iter(ids.iter().map(|id| json!({"id": id, "outcome": "opened"}))).to_string()
}

/// On one thread, so that all of them are put in before the flush has its turn.
#[tokio::test]
async fn commands_of_one_moment_leave_in_one_message() {
    let house = House::new(On::Inside).await;
    let device = together(&house).await;
    for (number, messages) in [(1, 1), (8, 1), (16, 1), (40, 3)] {
        let commands = commands(number);
        let sendings: Vec<_> = commands.iter().map(|command| house.send(command, PATIENCE)).collect();
        let mut heard = Vec::new();
        for _ in 0..messages {
            let ids = ids(&device.hears().await);
            device.say("results", opened(&ids)).await;
            heard.extend(ids);
        }
        assert!(heard.iter().eq(commands.iter().map(|command| &command.id)), "each once, in their order");
        for sending in sendings {
            assert_eq!(sending.await.unwrap().0, Outcome::Opened);
        }
    }
    assert_eq!(device.hears_within(Duration::from_millis(100)).await, 0);
}

/// The flush is on its way when the second command's task is woken, and lets it go first.
#[tokio::test]
async fn who_was_woken_meanwhile_joins() {
    let house = House::new(On::Inside).await;
    let device = together(&house).await;
    let commands = commands(2);
    let mut first = Box::pin(house.drivers.send(&commands[0], PATIENCE));
    assert_eq!((&mut first).now_or_never(), None);
    let second = house.send(&commands[1], PATIENCE);
    assert_eq!(ids(&device.hears().await), [commands[0].id, commands[1].id]);
    device.say("results", opened(&[commands[1].id, commands[0].id])).await;
    assert_eq!((first.await, second.await.unwrap().0), (Outcome::Opened, Outcome::Opened));
}

#[tokio::test]
async fn each_command_is_written_as_one_alone() {
    let house = House::new(On::Inside).await;
    let device = together(&house).await;
    let command = command(controller(1), PATIENCE);
    house.wall.stands_at(command.deadline);
    let sending = house.send(&command, Duration::from_secs(3));
    let heard: Value = serde_json::from_slice(&device.hears().await.payload).unwrap();
    let deadline_ms = command.deadline.as_millisecond() + 3_000;
    let alone = json!({"id": command.id, "door": "1", "act": "unlock", "pulse_ms": 200, "deadline_ms": deadline_ms});
    assert_eq!(heard, json!([alone]));
    device.answer(command.id, json!({"outcome": "sent"})).await;
    assert_eq!(sending.await.unwrap().0, Outcome::Sent, "an answer of its own is as good");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_threads_lose_and_double_nothing() {
    let house = House::new(On::Inside).await;
    let device = together(&house).await;
    let mut heard = BTreeSet::new();
    for _ in 0..20 {
        let commands = commands(50);
        let sendings: Vec<_> = commands.iter().map(|command| house.send(command, PATIENCE)).collect();
        let mut open = commands.len();
        while open > 0 {
            let ids = ids(&device.hears().await);
            open -= ids.len();
            device.say("results", opened(&ids)).await;
            ids.into_iter().for_each(|id| assert!(heard.insert(id), "{id} came twice"));
        }
        for sending in sendings {
            assert_eq!(sending.await.unwrap().0, Outcome::Opened);
        }
    }
    assert_eq!(device.hears_within(Duration::from_millis(100)).await, 0);
}

#[tokio::test]
async fn what_is_dead_by_its_turn_is_left_out() {
    let house = House::new(On::Inside).await;
    let (device, first, unanswered) = one_at_a_time(&house).await;
    let long = commands(2);
    let some = Duration::from_secs(4);
    let sendings =
        [house.send(&long[0], PATIENCE), house.send(&command(controller(1), SHORT), SHORT), house.send(&long[1], some)];
    let [one, dead, other] = sendings;
    assert_eq!(dead.await.unwrap().0, Outcome::Failed(Refusal::TooLate), "it certainly moved nothing");
    assert_eq!(unanswered.await.unwrap().0, Outcome::Unknown);
    device.client.ack(&first).await.unwrap();
    let message = device.hears().await;
    assert_eq!(ids(&message), [long[0].id, long[1].id]);
    let expiry = message.properties.as_ref().unwrap().message_expiry_interval.unwrap();
    assert!((1..=4).contains(&expiry), "the shortest of them: {expiry} s");
    device.client.ack(&message).await.unwrap();
    device.say("results", opened(&ids(&message))).await;
    assert_eq!((one.await.unwrap().0, other.await.unwrap().0), (Outcome::Opened, Outcome::Opened));
}

#[tokio::test]
async fn a_queue_of_the_dead_sends_nothing() {
    let house = House::new(On::Inside).await;
    let (device, first, _) = one_at_a_time(&house).await;
    let sendings: Vec<_> = (0..5).map(|_| house.send(&command(controller(1), SHORT), SHORT)).collect();
    for sending in sendings {
        assert_eq!(sending.await.unwrap().0, Outcome::Failed(Refusal::TooLate));
    }
    device.client.ack(&first).await.unwrap();
    assert_eq!(device.hears_within(SHORT).await, 0);
    let living = command(controller(1), PATIENCE);
    let sending = house.send(&living, PATIENCE);
    assert_eq!(ids(&device.hears().await), [living.id], "and the way is free");
    device.answer(living.id, json!({"outcome": "opened"})).await;
    assert_eq!(sending.await.unwrap().0, Outcome::Opened);
}

#[tokio::test]
async fn a_controller_that_goes_fails_what_was_not_sent() {
    let house = House::new(On::Inside).await;
    let (device, _, sent) = one_at_a_time(&house).await;
    let commands = commands(5);
    let sendings: Vec<_> = commands.iter().map(|command| house.send(command, PATIENCE)).collect();
    stays("they wait", Duration::from_millis(50), || sendings.iter().all(|sending| !sending.is_finished())).await;
    device.cut();
    for sending in sendings {
        let (outcome, took) = sending.await.unwrap();
        assert_eq!(outcome, Outcome::Failed(Refusal::DoorOffline));
        assert!(took < Duration::from_secs(2), "said at once: {took:?}");
    }
    assert_eq!(sent.await.unwrap().0, Outcome::Unknown);
    let again = together(&house).await;
    assert_eq!(again.hears_within(SHORT).await, 0);
}

/// The first caller is the one that starts the flush, so it is the one to drop.
#[tokio::test]
async fn a_caller_that_goes_takes_no_other_along() {
    let house = House::new(On::Inside).await;
    let device = together(&house).await;
    let commands = commands(3);
    let mut sendings: Vec<_> = commands.iter().map(|command| Box::pin(house.drivers.send(command, PATIENCE))).collect();
    for sending in &mut sendings {
        assert_eq!(sending.now_or_never(), None);
    }
    drop(sendings.remove(0));
    assert_eq!(ids(&device.hears().await), [commands[1].id, commands[2].id], "nobody waits for the first");
    device.say("results", opened(&[commands[1].id, commands[2].id])).await;
    for sending in sendings {
        assert_eq!(sending.await, Outcome::Opened);
    }
}

#[tokio::test]
async fn callers_that_go_while_others_wait_for_a_place_take_none_along() {
    let house = House::new(On::Inside).await;
    let (device, first, _) = one_at_a_time(&house).await;
    let commands = commands(4);
    let sendings: Vec<_> = commands.iter().map(|command| house.send(command, PATIENCE)).collect();
    stays("they wait", Duration::from_millis(50), || sendings.iter().all(|sending| !sending.is_finished())).await;
    sendings[0].abort();
    sendings[2].abort();
    stays("the others wait", Duration::from_millis(50), || !sendings[1].is_finished()).await;
    device.client.ack(&first).await.unwrap();
    assert_eq!(ids(&device.hears().await), [commands[1].id, commands[3].id]);
}

#[tokio::test]
async fn foreign_and_repeated_ids_among_answers_change_nothing() {
    let house = House::new(On::Inside).await;
    let (device, other) = (together(&house).await, house.device(2).await);
    let (own, foreign) = (commands(2), command(controller(2), SHORT));
    let sendings: Vec<_> = own.iter().map(|command| house.send(command, PATIENCE)).collect();
    let to_the_other = house.send(&foreign, SHORT);
    assert_eq!(ids(&device.hears().await).len(), 2);
    other.hears().await;
    let said = |id: UnlockId, outcome: &str| json!({"id": id, "outcome": outcome});
    let answers = json!([
        said(own[0].id, "opened"),
        said(own[0].id, "sent"),
        said(foreign.id, "opened"),
        said(unlock(), "opened"),
        said(own[1].id, "failed"),
        said(own[1].id, "opened"),
    ]);
    device.say("results", answers.to_string()).await;
    let mut outcomes = Vec::new();
    for sending in sendings {
        outcomes.push(sending.await.unwrap().0);
    }
    assert_eq!(outcomes, [Outcome::Opened, Outcome::Failed(Refusal::DoorJammed)]);
    assert_eq!(to_the_other.await.unwrap().0, Outcome::Unknown);
    assert_eq!(house.late_answers(), []);
}

#[tokio::test]
async fn late_answers_that_come_together_are_each_reported() {
    let house = House::new(On::Inside).await;
    let device = together(&house).await;
    let late: Vec<_> = (0..3).map(|_| command(controller(1), SHORT)).collect();
    let sendings: Vec<_> = late.iter().map(|command| house.send(command, SHORT)).collect();
    for sending in sendings {
        assert_eq!(sending.await.unwrap().0, Outcome::Unknown);
    }
    let ids: Vec<_> = late.iter().map(|command| command.id).collect();
    device.say("results", opened(&ids)).await;
    device.say("results", opened(&ids)).await;
    common::wait_until("they are reported", || house.late_answers().len() == 3).await;
    stays("each once", Duration::from_millis(50), || house.late_answers().len() == 3).await;
}

#[tokio::test]
async fn garbage_is_refused_whole_and_harms_nobody() {
    for on in [On::Inside, On::Mosquitto] {
        let house = House::new(on).await;
        let device = house.device(1).await;
        let command = command(controller(1), PATIENCE);
        let sending = house.send(&command, PATIENCE);
        device.hears().await;
        let good = json!({"id": command.id, "outcome": "failed"});
        for garbage in [
            Value::from_iter(vec![good.clone(); 17]),
            json!([]),
            json!([[good]]),
            json!([[command.id, "failed", null]]),
            json!([good, 7]),
            json!([good, null]),
            json!([good, {"id": command.id}]),
            json!([command.id]),
            good.clone(),
            Value::from_iter(vec![json!({"id": command.id, "outcome": "failed", "x": "y".repeat(300)}); 12]),
        ] {
            device.say("results", garbage.to_string()).await;
        }
        for garbage in [b"[".as_slice(), b"", b"\xff", &[b'['; 4_000]] {
            device.say("results", garbage).await;
        }
        // The same for a message of its own: a list is no object.
        device.say("result", json!([command.id, "failed", null]).to_string()).await;
        device.say("results", opened(&[command.id])).await;
        assert_eq!(sending.await.unwrap().0, Outcome::Opened, "{on:?}");
        assert_eq!(house.drivers.is_online(controller(1)), Some(true));
    }
}

#[tokio::test]
async fn who_listens_to_both_hears_them_together() {
    let house = House::new(On::Inside).await;
    let device = house.device(1).await;
    let send = async || house.send(&command(controller(1), SHORT), SHORT);
    let is_together = async |device: &Device| device.hears().await.topic.ends_with(b"/commands");
    drop(send().await);
    assert!(!is_together(&device).await);
    device.subscribe("commands").await;
    // The answer to a subscription may be there before the house has heard of it.
    loop {
        drop(send().await);
        if is_together(&device).await {
            break;
        }
    }
    assert_eq!(device.hears_within(Duration::from_millis(100)).await, 0, "not one by one as well");
    device.client.unsubscribe(device.topic("command")).await.unwrap();
    device.next(|packet| matches!(packet, Packet::UnsubAck(_))).await;
    device.client.unsubscribe(device.topic("commands")).await.unwrap();
    house.online(1, false).await;
    assert_eq!(send().await.await.unwrap().0, Outcome::Failed(Refusal::DoorOffline));
}

#[tokio::test]
async fn listening_together_at_qos_0_does_not_count() {
    let house = House::new(On::Inside).await;
    let device = Device::connect(house.address, controller(1), SECRET).await;
    device.client.subscribe(device.topic("commands"), QoS::AtMostOnce).await.unwrap();
    device.next(|packet| matches!(packet, Packet::SubAck(_))).await;
    device.say("online", "true").await;
    device.next(|packet| matches!(packet, Packet::PubAck(_))).await;
    assert_eq!(house.drivers.is_online(controller(1)), Some(false));
}

/// A packet that is too large for a device would never reach it.
#[tokio::test]
async fn a_message_fits_the_device() {
    let house = House::new(On::Inside).await;
    let mut small = options(house.address, controller(1), SECRET);
    small.set_connect_properties(ConnectProperties::new());
    small.set_max_packet_size(Some(512));
    let device = Device::try_connect(small, controller(1)).await.unwrap();
    device.listen_together().await;
    house.online(1, true).await;
    let commands = commands(9);
    let sendings: Vec<_> = commands.iter().map(|command| house.send(command, PATIENCE)).collect();
    let (mut heard, mut messages) = (0, 0);
    while heard < commands.len() {
        let ids = ids(&device.hears().await);
        device.say("results", opened(&ids)).await;
        (heard, messages) = (heard + ids.len(), messages + 1);
    }
    assert!(messages > 1 && messages < commands.len(), "{messages}");
    for sending in sendings {
        assert_eq!(sending.await.unwrap().0, Outcome::Opened);
    }
}
