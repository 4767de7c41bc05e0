//! Locks on a real mosquitto, in every mood: opened is said only on the lock's own word after the command, nothing is
//! kept for who is away, and each controller has one connection.

use std::collections::HashMap;
use std::time::Duration;

use keylink_domain::controller::DriverKind;
use keylink_domain::door::{ContactStatus, LockStatus};
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_drivers::Report;
use rumqttc::v5::AsyncClient;
use rumqttc::v5::mqttbytes::QoS;
use tokio::time::Instant;

use crate::lock::{Lock, Mood, Mosquitto, PASSWORD, Played, USER, Words, options, stays, wait_until};
use crate::scene::{PLENTY, SHORT, Scene, controller, set_up, wait_until_probed};

const KIND: DriverKind = DriverKind::MqttLock;

async fn scene(broker: &Mosquitto, more: &[(&str, &str)]) -> Scene {
    let url = broker.url();
    let mut typed = vec![("address", url.as_str()), ("user", USER), ("password", PASSWORD)];
    typed.extend(more);
    Scene::new(KIND, &typed).await
}

#[tokio::test]
async fn a_lock_in_every_mood() {
    let broker = Mosquitto::start();
    let lock = Lock::start(broker.address, Words::plain("gate")).await;
    let scene = scene(&broker, &[]).await;
    assert_eq!(scene.open("gate").await, Outcome::Opened);
    for (mood, expected, moves) in [
        (Mood::Silent, Outcome::Unknown, 1),
        (Mood::Wrong, Outcome::Unknown, 0),
        (Mood::Garbage, Outcome::Unknown, 1),
        (Mood::Jammed, Outcome::Failed(Refusal::DoorJammed), 0),
        (Mood::Late, Outcome::Unknown, 1),
    ] {
        let before = lock.moves();
        lock.be(mood);
        assert_eq!(scene.open_shortly("gate").await, expected, "{mood:?}");
        assert_eq!(lock.moves() - before, moves, "{mood:?}");
    }
    lock.be(Mood::GoesAway);
    assert_eq!(scene.open_shortly("gate").await, Outcome::Unknown, "gone after it moved");
    assert_eq!(broker.connections().0, 1, "one connection for all of them");
}

#[tokio::test]
async fn a_lock_that_says_everything_twice_has_opened_once() {
    let broker = Mosquitto::start();
    let lock = Lock::start(broker.address, Words::plain("gate")).await;
    let scene = scene(&broker, &[]).await;
    lock.be(Mood::Twice);
    assert_eq!(scene.open_shortly("gate").await, Outcome::Opened);
    assert_eq!(lock.moves(), 1);
}

/// What the broker kept from before says nothing of what the command did, and what it keeps is no command.
#[tokio::test]
async fn what_the_broker_kept_is_no_evidence() {
    let broker = Mosquitto::start();
    let lock = Lock::start(broker.address, Words::plain("gate")).await;
    lock.say(&lock.words.state, true, "UNLOCKED").await;
    lock.be(Mood::Silent);
    let scene = scene(&broker, &[]).await;
    assert_eq!(scene.open_shortly("gate").await, Outcome::Unknown);
    let commands = lock.heard.lock().unwrap().clone();
    let [command] = commands.as_slice() else { panic!("{commands:?}") };
    assert!(!command.retain);
    let properties = command.properties.clone().unwrap();
    assert!((1..=2).contains(&properties.message_expiry_interval.unwrap()), "{properties:?}");
    // Whoever listens later hears nothing of it.
    let later = Lock::start(broker.address, Words { availability: "x".into(), ..Words::plain("gate") }).await;
    stays("nothing is heard", Duration::from_millis(300), || later.heard.lock().unwrap().is_empty()).await;
}

#[tokio::test]
async fn who_is_told_to_be_away_is_not_asked() {
    let broker = Mosquitto::start();
    let lock = Lock::start(broker.address, Words::plain("gate")).await;
    let scene = scene(&broker, &[]).await;
    assert_eq!(scene.open("gate").await, Outcome::Opened);
    let witness =
        Lock::start(broker.address, Words { availability: "x".into(), state: "y".into(), ..Words::plain("gate") })
            .await;
    lock.cut();
    wait_until_probed(&scene, "gate", false).await;
    assert!(scene.probe(&["gate"]).await.unwrap_err().contains("away"));
    let began = Instant::now();
    assert_eq!(scene.open("gate").await, Outcome::Failed(Refusal::DoorOffline));
    assert!(began.elapsed() < PLENTY / 4, "said at once");
    assert_eq!(witness.heard.lock().unwrap().len(), 0, "nothing was published");
    // With two doors, one of which is there, the controller is.
    let _other = Lock::start(broker.address, Words::plain("flat")).await;
    let probe = scene.probe(&["gate", "flat"]).await.unwrap();
    assert!(probe.facts.iter().any(|fact| fact.starts_with("flat: it is there; locked")), "{probe:?}");
    assert!(probe.doors.is_empty(), "how doors are is reported as it is heard, in order");
    assert_eq!(scene.open("flat").await, Outcome::Opened);
}

/// A device with a session at the broker comes back after the deadline: the command is dead by then.
#[tokio::test]
async fn a_command_expires_at_the_broker() {
    let broker = Mosquitto::start();
    let sleeper = |clean: bool| {
        let mut options = options(broker.address, "sleeper");
        options.set_clean_start(clean).set_session_expiry_interval(Some(600));
        AsyncClient::new(options, 8)
    };
    let (client, mut events) = sleeper(true);
    client.subscribe("home-assistant/gate/set", QoS::AtLeastOnce).await.unwrap();
    while !format!("{:?}", events.poll().await.unwrap()).contains("SubAck") {}
    drop((client, events));
    let scene = scene(&broker, &[]).await;
    assert_eq!(scene.open_shortly("gate").await, Outcome::Unknown, "the broker took it for one that is away");
    stays("the lock is away", Duration::from_millis(2_500), || true).await;
    let (_client, mut events) = sleeper(false);
    let mut heard = String::new();
    while let Ok(event) = tokio::time::timeout(Duration::from_millis(700), events.poll()).await {
        heard.push_str(&format!("{:?}", event.unwrap()));
    }
    assert!(heard.contains("session_present: true"), "{heard}");
    assert!(!heard.contains("Publish"), "{heard}");
}

#[tokio::test]
async fn where_nobody_listens_nothing_moved() {
    let broker = Mosquitto::start();
    let scene = scene(&broker, &[("state_topic", "none"), ("availability_topic", "none")]).await;
    assert_eq!(scene.open("gate").await, Outcome::Failed(Refusal::DoorOffline));
    let lock = Lock::start(broker.address, Words::plain("gate")).await;
    assert_eq!(scene.open("gate").await, Outcome::Sent, "without a state there is no evidence");
    wait_until("it moves", || lock.moves() == 1).await;
}

#[tokio::test]
async fn a_broker_that_goes_and_comes_back_is_found_again() {
    let mut broker = Mosquitto::start();
    let lock = Lock::start(broker.address, Words::plain("gate")).await;
    let scene = scene(&broker, &[]).await;
    assert_eq!(scene.open("gate").await, Outcome::Opened);
    drop(lock);
    broker.stop();
    wait_until_probed(&scene, "gate", false).await;
    let began = Instant::now();
    assert_eq!(scene.open("gate").await, Outcome::Failed(Refusal::DoorOffline));
    assert!(began.elapsed() < PLENTY / 2, "nobody waits for what is known to be away");
    broker.start_again();
    let lock = Lock::start(broker.address, Words::plain("gate")).await;
    wait_until_probed(&scene, "gate", true).await;
    assert_eq!(scene.open("gate").await, Outcome::Opened);
    assert_eq!(lock.moves(), 1, "nothing old was sent again");
}

#[tokio::test]
async fn the_connection_ends_with_the_settings_and_with_the_controller() {
    let broker = Mosquitto::start();
    let _lock = Lock::start(broker.address, Words::plain("gate")).await;
    let scene = scene(&broker, &[]).await;
    for _ in 0..3 {
        assert_eq!(scene.open("gate").await, Outcome::Opened);
    }
    scene.drivers.keep_only(&HashMap::from([(controller(1), 1)]));
    assert_eq!(scene.open("gate").await, Outcome::Opened);
    assert_eq!(broker.connections(), (1, 0));
    scene.drivers.keep_only(&HashMap::from([(controller(1), 2)]));
    wait_until("the old settings' connection ends", || broker.connections() == (1, 1)).await;
    assert_eq!(scene.open("gate").await, Outcome::Opened);
    scene.drivers.keep_only(&HashMap::new());
    wait_until("the controller's connection ends", || broker.connections() == (2, 2)).await;
}

#[tokio::test]
async fn logins_and_networks_are_held_to() {
    let broker = Mosquitto::start();
    let lock = Lock::start(broker.address, Words::plain("gate")).await;
    let url = broker.url();
    let wrong = Scene::new(KIND, &[("address", &url), ("user", USER), ("password", "wrong")]).await;
    assert!(wrong.probe(&["gate"]).await.unwrap_err().contains("refused the login"));
    assert_eq!(wrong.open("gate").await, Outcome::Failed(Refusal::DoorOffline));
    let typed = [("address", url.as_str()), ("user", USER), ("password", PASSWORD)];
    let closed = Scene::within(&["private", "public"], KIND, &typed).await;
    assert!(closed.probe(&["gate"]).await.unwrap_err().contains("cannot be used"));
    assert_eq!(closed.open("gate").await, Outcome::Failed(Refusal::DoorOffline));
    assert_eq!((lock.moves(), broker.connections().0), (0, 0));
}

#[tokio::test]
async fn what_a_lock_says_by_itself_is_reported() {
    let broker = Mosquitto::start();
    let lock = Lock::start(broker.address, Words::plain("gate")).await;
    let contact = [
        ("contact_topic", "sensor/{channel}"),
        ("contact_path", "contact"),
        ("contact_open", "false"),
        ("contact_closed", "true"),
    ];
    let scene = scene(&broker, &contact).await;
    scene.probe(&["gate"]).await.unwrap();
    lock.say(&lock.words.state, true, "UNLOCKED").await;
    lock.say("sensor/gate", false, "{\"contact\":false}").await;
    lock.say("sensor/gate", false, "{\"contact\":null}").await;
    let last = || match scene.reports.lock().unwrap().last() {
        Some(Report::Door { lock, contact, .. }) => (*lock, *contact),
        other => panic!("{other:?}"),
    };
    wait_until("both are reported", || last() == (Some(LockStatus::Unlocked), Some(ContactStatus::Open))).await;
    lock.say("sensor/gate", false, "{\"contact\":true}").await;
    wait_until("it is closed", || last() == (Some(LockStatus::Unlocked), Some(ContactStatus::Closed))).await;
    assert!(scene.probe(&["gate"]).await.unwrap().doors.is_empty(), "an older look would come after newer words");
}

/// The broker has the command and does not acknowledge it: at the deadline the connection is cut, with all that it holds.
#[tokio::test]
async fn what_is_not_acknowledged_at_the_deadline_is_thrown_away() {
    let broker = Played { acknowledges: false, ..Played::start().await };
    let scene = Scene::new(KIND, &[("address", &broker.url()), ("state_topic", "none")]).await;
    let began = Instant::now();
    let living = tokio::time::timeout(SHORT * 2, broker.live());
    let (outcome, lived) = tokio::join!(scene.open_shortly("gate"), living);
    assert_eq!(outcome, Outcome::Unknown);
    let (commands, ended) = lived.expect("the connection is cut");
    assert!(String::from_utf8_lossy(&commands[0]).contains("home-assistant/gate/set"), "{commands:?}");
    assert!(ended - began < SHORT * 2, "cut at the deadline, not later");
}

/// What the broker sends from its memory in the middle of a command, as after a new connection, opens nothing.
#[tokio::test]
async fn only_what_the_lock_says_now_is_evidence() {
    for (retained, expected) in [(true, Outcome::Unknown), (false, Outcome::Opened)] {
        let says = Played::message("home-assistant/gate/state", "UNLOCKED", retained);
        let broker = Played { says, ..Played::start().await };
        let scene = Scene::new(KIND, &[("address", &broker.url())]).await;
        let living = tokio::time::timeout(SHORT * 2, broker.live());
        let (outcome, _) = tokio::join!(scene.open_shortly("gate"), living);
        assert_eq!(outcome, expected, "kept by the broker: {retained}");
    }
}

#[tokio::test]
async fn settings_that_cannot_work_are_told() {
    for (field, typed) in [
        ("address", vec![("address", "http://a")]),
        ("user", vec![("address", "a"), ("password", "x")]),
        ("command_topic", vec![("address", "a"), ("preset", "custom"), ("command", "x")]),
        ("command", vec![("address", "a"), ("preset", "custom"), ("command_topic", "x")]),
        ("prefix", vec![("address", "a"), ("preset", "esphome")]),
        ("command_topic", vec![("address", "a"), ("command_topic", "a/#")]),
        ("state_topic", vec![("address", "a"), ("state_topic", "+/x")]),
        ("command_topic", vec![("address", "a"), ("command_topic", "keylink/1/{channel}/command")]),
        ("command_topic", vec![("address", "a"), ("command_topic", "{prefix}/x"), ("prefix", "Keylink/1")]),
        ("availability_topic", vec![("address", "a"), ("availability_topic", "$SYS/broker")]),
        ("command", vec![("address", "a"), ("command", "{secret}")]),
        ("unlocked", vec![("address", "a"), ("unlocked", "on, yes"), ("locked", "YES")]),
        // The command itself would come back as the device's word.
        ("state_topic", vec![("address", "a"), ("command_topic", "x/{channel}"), ("state_topic", "x/{channel}")]),
        (
            "contact_topic",
            vec![("address", "a"), ("command_topic", "x/y"), ("contact_topic", "{prefix}/y"), ("prefix", "x")],
        ),
    ] {
        let typed = typed.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let values = keylink_drivers::Values::read(keylink_drivers::about(KIND).fields, typed).unwrap();
        assert_eq!(keylink_drivers::check(KIND, &values).unwrap_err().field, field);
    }
    assert!(keylink_drivers::check(KIND, &set_up(KIND, 1, &[("address", "a")]).values).is_ok());
}
