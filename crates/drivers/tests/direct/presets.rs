//! The presets of locks on MQTT, each against a fake that follows its maker's document.

use keylink_domain::controller::DriverKind;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use serde_json::{Value, json};

use crate::lock::{Lock, Mood, Mosquitto, PASSWORD, USER, Words, wait_until};
use crate::scene::{Scene, wait_until_probed};

fn words(all: [&str; 7]) -> Words {
    let [command, state, availability, unlocked, locked, online, offline] = all.map(str::to_owned);
    Words { command, state, availability, unlocked, locked, online, offline }
}

async fn scene(broker: &Mosquitto, preset: &str, prefix: &str) -> Scene {
    let url = broker.url();
    let typed =
        [("address", url.as_str()), ("user", USER), ("password", PASSWORD), ("preset", preset), ("prefix", prefix)];
    Scene::new(DriverKind::MqttLock, &typed).await
}

fn said(lock: &Lock) -> String {
    let heard = lock.heard.lock().unwrap();
    String::from_utf8(heard.last().expect("a command came").payload.to_vec()).unwrap()
}

#[tokio::test]
async fn zigbee2mqtt() {
    let broker = Mosquitto::start();
    let away = "{\"state\":\"offline\"}";
    let lock = Lock::start(
        broker.address,
        words([
            "zigbee2mqtt/front_door/set",
            "zigbee2mqtt/front_door",
            "zigbee2mqtt/front_door/availability",
            "{\"state\":\"UNLOCK\",\"lock_state\":\"unlocked\",\"battery\":81}",
            "{\"state\":\"LOCK\",\"lock_state\":\"locked\",\"battery\":81}",
            "{\"state\":\"online\"}",
            away,
        ]),
    )
    .await;
    let scene = scene(&broker, "zigbee2mqtt", "").await;
    assert_eq!(scene.open("front_door").await, Outcome::Opened);
    assert_eq!(
        scene.probe(&["front_door"]).await.unwrap().battery,
        Some(81),
        "it comes beside the lock\u{2019}s state"
    );
    assert_eq!(said(&lock), "{\"state\":\"UNLOCK\"}");
    // The lock may be there: without the bridge nothing reaches it.
    lock.say("zigbee2mqtt/bridge/state", true, away).await;
    wait_until_probed(&scene, "front_door", false).await;
    assert_eq!(scene.open("front_door").await, Outcome::Failed(Refusal::DoorOffline));
    assert_eq!(lock.moves(), 1);
}

#[tokio::test]
async fn tasmota() {
    let broker = Mosquitto::start();
    let topics = ["cmnd/gate/Backlog", "stat/gate/POWER2", "tele/gate/LWT", "ON", "OFF", "Online", "Offline"];
    let lock = Lock::start(broker.address, words(topics)).await;
    let scene = scene(&broker, "tasmota", "").await;
    assert_eq!(scene.open("gate.2").await, Outcome::Opened);
    assert_eq!(said(&lock), "PulseTime2 30; Power2 ON");
    lock.be(Mood::Silent);
    assert_eq!(scene.open_shortly("gate").await, Outcome::Unknown, "another relay\u{2019}s state is none of its");
    assert_eq!(said(&lock), "PulseTime1 30; Power1 ON");
}

#[tokio::test]
async fn esphome() {
    let broker = Mosquitto::start();
    let topics = [
        "hall/lock/strike/command",
        "hall/lock/strike/state",
        "hall/status",
        "UNLOCKED",
        "LOCKED",
        "online",
        "offline",
    ];
    let lock = Lock::start(broker.address, words(topics)).await;
    let scene = scene(&broker, "esphome", "hall").await;
    assert_eq!(scene.open("strike").await, Outcome::Opened);
    assert_eq!(said(&lock), "UNLOCK");
}

#[tokio::test]
async fn shelly() {
    let broker = Mosquitto::start();
    let notice = |output: bool| {
        json!({ "src": "shellyplus1-a8", "dst": "shellyplus1-a8/events", "method": "NotifyStatus",
                "params": { "ts": 1.0, "switch:0": { "id": 0, "output": output, "source": "mqtt" } } })
        .to_string()
    };
    let (on, off) = (notice(true), notice(false));
    let lock = Lock::start(
        broker.address,
        words(["shellyplus1-a8/rpc", "shellyplus1-a8/events/rpc", "shellyplus1-a8/online", &on, &off, "true", "false"]),
    )
    .await;
    let scene = scene(&broker, "shelly", "").await;
    assert_eq!(scene.open("shellyplus1-a8").await, Outcome::Opened);
    let asked: Value = serde_json::from_str(&said(&lock)).unwrap();
    assert_eq!(asked["method"], "Switch.Set");
    assert_eq!(asked["params"], json!({ "id": 0, "on": true, "toggle_after": 3 }));
    // Its notices are switched off: it answers, and that is all.
    lock.be(Mood::Silent);
    for (answer, expected) in [
        (json!({ "result": { "was_on": false } }), Outcome::Sent),
        (json!({ "error": { "code": -105, "message": "no such switch" } }), Outcome::Failed(Refusal::DoorJammed)),
    ] {
        let before = lock.heard.lock().unwrap().len();
        let answering = async {
            wait_until("the command comes", || lock.heard.lock().unwrap().len() > before).await;
            let asked: Value = serde_json::from_str(&said(&lock)).unwrap();
            let mut answer = answer;
            answer["id"] = asked["id"].clone();
            answer["dst"] = asked["src"].clone();
            // An answer to somebody else's question, first.
            let other = json!({ "id": 1, "result": {} }).to_string();
            lock.say(&format!("{}/rpc", asked["src"].as_str().unwrap()), false, &other).await;
            lock.say(&format!("{}/rpc", asked["src"].as_str().unwrap()), false, &answer.to_string()).await;
        };
        let (outcome, ()) = tokio::join!(scene.open("shellyplus1-a8"), answering);
        assert_eq!(outcome, expected);
    }
}

#[tokio::test]
async fn topics_of_one_s_own() {
    let broker = Mosquitto::start();
    let topics = ["site/a/do", "site/a/is", "site/a/there", "{\"r\":{\"v\":1}}", "{\"r\":{\"v\":0}}", "yes", "no"];
    let lock = Lock::start(broker.address, words(topics)).await;
    let url = broker.url();
    let typed = [
        ("address", url.as_str()),
        ("user", USER),
        ("password", PASSWORD),
        ("preset", "custom"),
        ("command_topic", "site/{channel}/do"),
        ("command", "open for {pulse_ms} ({pulse_s} s, {pulse}), {id}"),
        ("state_topic", "site/{channel}/is"),
        ("state_path", "r.v"),
        ("unlocked", "1"),
        ("locked", "0"),
        ("availability_topic", "site/{channel}/there"),
        ("offline", "no"),
    ];
    let scene = Scene::new(DriverKind::MqttLock, &typed).await;
    assert_eq!(scene.open("a").await, Outcome::Opened);
    assert!(said(&lock).starts_with("open for 3000 (3 s, 3), 0"), "{}", said(&lock));
}
