//! An opening and all the ways in which it can go wrong, on both brokers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::time::Duration;

use common::{Device, House, On, PATIENCE, SECRET, command, controller, options, stays, wait_until};
use keylink_domain::door::{ContactStatus, LockStatus};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_drivers::Report;
use rumqttc::v5::mqttbytes::QoS;
use serde_json::{Value, json};

const SHORT: Duration = Duration::from_millis(300);
/// How much later than its deadline an answer may be given on a busy machine.
const SLACK: Duration = Duration::from_millis(250);

/// Each case is a test on the broker inside and one on mosquitto.
macro_rules! on_both_brokers {
    ($($case:ident)*) => {
        mod inside { $(#[tokio::test(flavor = "multi_thread")] async fn $case() { super::$case(super::On::Inside).await; })* }
        mod mosquitto { $(#[tokio::test(flavor = "multi_thread")] async fn $case() { super::$case(super::On::Mosquitto).await; })* }
    };
}

on_both_brokers! {
    a_door_opens
    a_door_that_took_the_command_says_so
    a_jammed_lock_is_a_failure
    silence_is_unknown_at_the_deadline
    a_repeated_answer_changes_nothing
    a_late_answer_is_reported
    nobody_answers_for_another
    an_unreadable_answer_is_passed_over
    a_controller_never_heard_of_is_offline
    presence_falls_when_the_cable_is_pulled
    a_controller_that_says_it_is_away_is_offline
    a_newer_connection_takes_over
    no_old_command_waits_for_a_device_that_was_away
    a_device_that_comes_back_hears_nothing_old
    a_dead_command_is_not_sent
    a_door_says_how_it_is
    a_hung_controller_delays_nobody
}

async fn a_door_opens(on: On) {
    let house = House::new(on).await;
    let device = house.device(1).await;
    let command = command(controller(1), PATIENCE);
    // The house's own time, by which the command's deadline is told, is ahead of the wall's: it was set back.
    let wall = command.deadline - Duration::from_secs(4 * 3_600);
    house.wall.stands_at(wall);
    let sending = house.send(&command, Duration::from_millis(4_200));
    let heard = device.hears().await;
    assert_eq!((heard.qos, heard.retain), (QoS::AtLeastOnce, false));
    assert_eq!(heard.topic, device.topic("command"));
    assert_eq!(heard.properties.unwrap().message_expiry_interval, Some(5), "rounded up");
    let said: Value = serde_json::from_slice(&heard.payload).unwrap();
    assert_eq!(
        said,
        json!({"id": command.id, "door": "1", "act": "unlock", "pulse_ms": 200,
               "deadline_ms": wall.as_millisecond() + 4_200})
    );
    device.answer(command.id, json!({"outcome": "opened", "volts": 12.1})).await;
    assert_eq!(sending.await.unwrap().0, Outcome::Opened);
}

async fn a_door_that_took_the_command_says_so(on: On) {
    let house = House::new(on).await;
    let device = house.device(1).await;
    let command = command(controller(1), PATIENCE);
    let sending = house.send(&command, PATIENCE);
    device.hears().await;
    device.answer(command.id, json!({"outcome": "sent"})).await;
    assert_eq!(sending.await.unwrap().0, Outcome::Sent);
}

async fn a_jammed_lock_is_a_failure(on: On) {
    let house = House::new(on).await;
    let device = house.device(1).await;
    for (reason, refusal) in [
        ("jammed", Refusal::DoorJammed),
        ("offline", Refusal::DoorOffline),
        ("not_wired", Refusal::DoorNotWired),
        ("too_late", Refusal::TooLate),
    ] {
        let command = command(controller(1), PATIENCE);
        let sending = house.send(&command, PATIENCE);
        device.hears().await;
        device.answer(command.id, json!({"outcome": "failed", "reason": reason})).await;
        assert_eq!(sending.await.unwrap().0, Outcome::Failed(refusal));
    }
}

async fn silence_is_unknown_at_the_deadline(on: On) {
    let house = House::new(on).await;
    let device = house.device(1).await;
    let (outcome, took) = house.send(&command(controller(1), SHORT), SHORT).await.unwrap();
    assert_eq!(outcome, Outcome::Unknown);
    assert!((SHORT..SHORT + SLACK).contains(&took), "{took:?}");
    assert_eq!(device.hears_within(SHORT).await, 1, "sent once, never again");
}

async fn a_repeated_answer_changes_nothing(on: On) {
    let house = House::new(on).await;
    let device = house.device(1).await;
    let first = command(controller(1), PATIENCE);
    let sending = house.send(&first, PATIENCE);
    device.hears().await;
    device.answer(first.id, json!({"outcome": "opened"})).await;
    device.answer(first.id, json!({"outcome": "failed", "reason": "jammed"})).await;
    assert_eq!(sending.await.unwrap().0, Outcome::Opened);
    // Answers come in order: when the second command is answered, the repeated one was taken.
    let second = command(controller(1), PATIENCE);
    let sending = house.send(&second, PATIENCE);
    device.hears().await;
    device.answer(second.id, json!({"outcome": "opened"})).await;
    assert_eq!(sending.await.unwrap().0, Outcome::Opened);
    assert_eq!(house.late_answers(), []);
}

async fn a_late_answer_is_reported(on: On) {
    let house = House::new(on).await;
    let device = house.device(1).await;
    let command = command(controller(1), SHORT);
    assert_eq!(house.send(&command, SHORT).await.unwrap().0, Outcome::Unknown);
    for _ in 0..2 {
        device.answer(command.id, json!({"outcome": "opened"})).await;
    }
    wait_until("the late answer is reported", || !house.late_answers().is_empty()).await;
    let late = [Report::LateAnswer { unlock: command.id, controller: controller(1), outcome: Outcome::Opened }];
    stays("it is reported once", Duration::from_millis(50), || house.late_answers() == late).await;
}

async fn nobody_answers_for_another(on: On) {
    let house = House::new(on).await;
    let (asked, other) = (house.device(1).await, house.device(2).await);
    let command = command(controller(1), SHORT);
    let sending = house.send(&command, SHORT);
    asked.hears().await;
    other.answer(command.id, json!({"outcome": "opened"})).await;
    let forged = json!({"id": command.id, "outcome": "opened"}).to_string();
    other.client.publish(asked.topic("result"), QoS::AtLeastOnce, false, forged).await.unwrap();
    assert_eq!(sending.await.unwrap().0, Outcome::Unknown);
    other.answer(command.id, json!({"outcome": "opened"})).await;
    stays("nothing is reported later", Duration::from_millis(100), || house.late_answers().is_empty()).await;
}

async fn an_unreadable_answer_is_passed_over(on: On) {
    let house = House::new(on).await;
    let device = house.device(1).await;
    let command = command(controller(1), PATIENCE);
    let sending = house.send(&command, PATIENCE);
    device.hears().await;
    for payload in [b"{".as_slice(), b"", b"\xff\xfe", b"{\"id\":1}", b"null", &[b'['; 4_000]] {
        device.say("result", payload).await;
        device.say("door/1", payload).await;
        device.say("online", payload).await;
    }
    device.answer(command.id, json!({"outcome": "opened"})).await;
    assert_eq!(sending.await.unwrap().0, Outcome::Opened);
    assert_eq!(house.drivers.is_online(controller(1)), Some(true));
}

async fn a_controller_never_heard_of_is_offline(on: On) {
    let house = House::new(on).await;
    assert_eq!(house.drivers.is_online(controller(1)), None);
    let (outcome, took) = house.send(&command(controller(1), PATIENCE), PATIENCE).await.unwrap();
    assert_eq!(outcome, Outcome::Failed(Refusal::DoorOffline));
    assert!(took < SLACK, "said at once: {took:?}");
}

async fn presence_falls_when_the_cable_is_pulled(on: On) {
    let house = House::new(on).await;
    let device = house.device(1).await;
    wait_until("it is reported", || house.said(&Report::Presence { controller: controller(1), online: true })).await;
    device.cut();
    house.online(1, false).await;
    wait_until("it is reported", || house.said(&Report::Presence { controller: controller(1), online: false })).await;
    let (outcome, took) = house.send(&command(controller(1), PATIENCE), PATIENCE).await.unwrap();
    assert_eq!(outcome, Outcome::Failed(Refusal::DoorOffline));
    assert!(took < SLACK, "{took:?}");
}

async fn a_controller_that_says_it_is_away_is_offline(on: On) {
    let house = House::new(on).await;
    let device = house.device(1).await;
    device.say("online", "false").await;
    house.online(1, false).await;
    device.say("online", "true").await;
    house.online(1, true).await;
}

async fn a_newer_connection_takes_over(on: On) {
    let house = House::new(on).await;
    let old = house.device(1).await;
    let new = Device::connect(house.address, controller(1), SECRET).await;
    old.gets_cut().await;
    new.listen().await;
    house.online(1, true).await;
    // The old connection's last will must not outlive the new one's word.
    let online = || house.drivers.is_online(controller(1)) == Some(true);
    stays("the controller is online", Duration::from_millis(50), online).await;
    let command = command(controller(1), PATIENCE);
    let sending = house.send(&command, PATIENCE);
    new.hears().await;
    new.answer(command.id, json!({"outcome": "opened"})).await;
    assert_eq!(sending.await.unwrap().0, Outcome::Opened);
}

/// The device asks its broker to keep its session, and never says that it is away.
async fn no_old_command_waits_for_a_device_that_was_away(on: On) {
    let house = House::new(on).await;
    let lasting = || {
        let mut options = options(house.address, controller(1), SECRET);
        options.set_clean_start(false);
        options.set_connect_properties(rumqttc::v5::mqttbytes::v5::ConnectProperties::new());
        options.set_session_expiry_interval(Some(3_600));
        options
    };
    let device = Device::try_connect(lasting(), controller(1)).await.unwrap();
    device.listen().await;
    house.online(1, true).await;
    device.leave().await;
    if on == On::Inside {
        house.online(1, false).await;
    }
    let (outcome, _) = house.send(&command(controller(1), SHORT), SHORT).await.unwrap();
    match on {
        On::Inside => assert_eq!(outcome, Outcome::Failed(Refusal::DoorOffline)),
        On::Mosquitto => {
            assert_eq!(outcome, Outcome::Unknown, "its retained word still says online");
            // The command waits in mosquitto for its expiry, one second, and dies there.
            stays("nobody answers", Duration::from_millis(1_500), || house.late_answers().is_empty()).await;
        }
    }
    let again = Device::try_connect(lasting(), controller(1)).await.unwrap();
    again.listen().await;
    assert_eq!(again.hears_within(SHORT).await, 0);
}

/// A retained command would fire again at each reconnection.
async fn a_device_that_comes_back_hears_nothing_old(on: On) {
    let house = House::new(on).await;
    let device = house.device(1).await;
    let command = command(controller(1), PATIENCE);
    let sending = house.send(&command, PATIENCE);
    device.hears().await;
    device.answer(command.id, json!({"outcome": "opened"})).await;
    assert_eq!(sending.await.unwrap().0, Outcome::Opened);
    device.cut();
    house.online(1, false).await;
    let again = house.device(1).await;
    assert_eq!(again.hears_within(SHORT).await, 0);
}

async fn a_dead_command_is_not_sent(on: On) {
    let house = House::new(on).await;
    let device = house.device(1).await;
    let (outcome, _) = house.send(&command(controller(1), SHORT), Duration::ZERO).await.unwrap();
    assert_eq!(outcome, Outcome::Failed(Refusal::TooLate));
    assert_eq!(device.hears_within(SHORT).await, 0);
}

async fn a_door_says_how_it_is(on: On) {
    let house = House::new(on).await;
    let device = house.device(1).await;
    device.say("door/relay-2", r#"{"lock":"unlocked","contact":"open","battery":80}"#).await;
    device.say("door/1", r#"{"lock":"locked","contact":null}"#).await;
    let status = |channel, lock, contact| Report::Door {
        controller: controller(1),
        channel: keylink_domain::controller::Channel::parse(channel).unwrap(),
        lock,
        contact,
    };
    let open = status("relay-2", Some(LockStatus::Unlocked), Some(ContactStatus::Open));
    let half = status("1", Some(LockStatus::Locked), None);
    wait_until("both are reported", || house.said(&open) && house.said(&half)).await;
}

/// Invariant 14. The hung device holds its connection, and neither acknowledges nor answers.
async fn a_hung_controller_delays_nobody(on: On) {
    let house = House::new(on).await;
    let mut hung_options = options(house.address, controller(1), SECRET);
    hung_options.set_manual_acks(true);
    let hung = Device::try_connect(hung_options, controller(1)).await.unwrap();
    hung.listen().await;
    house.online(1, true).await;
    let lively = house.device(2).await;
    let long = Duration::from_secs(2);
    let to_the_hung: Vec<_> = (0..200).map(|_| house.send(&command(controller(1), long), long)).collect();
    hung.hears().await;
    for _ in 0..50 {
        let command = command(controller(2), PATIENCE);
        let sending = house.send(&command, PATIENCE);
        lively.hears().await;
        lively.answer(command.id, json!({"outcome": "opened"})).await;
        let (outcome, took) = sending.await.unwrap();
        assert_eq!(outcome, Outcome::Opened);
        assert!(took < SLACK, "{took:?}");
    }
    assert!(to_the_hung.iter().all(|sending| !sending.is_finished()), "the hung one is still waited for");
    for sending in to_the_hung {
        let (outcome, took) = sending.await.unwrap();
        assert!(matches!(outcome, Outcome::Unknown | Outcome::Failed(Refusal::TooLate)), "{outcome:?}");
        assert!(took < long + SLACK, "{took:?}");
    }
    if on == On::Inside {
        let heard = 1 + hung.hears_within(SHORT).await;
        assert_eq!(heard, 32, "nothing more goes out, and nothing waits behind it");
    }
}
