//! Doors that are held, and locked again: each kind by its maker's documents, on one relay that answers all of them.

use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;

use keylink_domain::controller::{Channel, DriverKind};
use keylink_domain::hold::HELD_MS;
use keylink_domain::unlock::DoorAct;
use keylink_drivers::{Keeping, can_hold};
use serde_json::{Value, json};

use crate::fake::{Asked, Device, Fake, Said};
use crate::scene::Scene;

/// What the relay was told, and how it is.
#[derive(Default)]
struct Relay {
    on: Mutex<bool>,
    /// Tasmota's, as it counts; on the device it outlives every command.
    pulse: Mutex<u32>,
    /// It answers yes, and stays as it is.
    lies: bool,
}

impl Relay {
    fn set(&self, on: bool) {
        if !self.lies {
            *self.on.lock().unwrap() = on;
        }
    }

    fn word(&self) -> &'static str {
        if *self.on.lock().unwrap() { "ON" } else { "OFF" }
    }

    fn shelly(&self, asked: &Asked) -> Said {
        let params: Value = serde_json::from_str(&asked.body).unwrap();
        if asked.path == "/rpc/Switch.Set" {
            self.set(params["on"] == true);
            return Said::json(&json!({ "was_on": true }));
        }
        Said::json(&json!({ "id": 0, "output": *self.on.lock().unwrap() }))
    }

    fn tasmota(&self, command: &str) -> Said {
        match command.split_once(' ').unwrap_or((command, "")) {
            ("PulseTime1", told) => {
                let mut pulse = self.pulse.lock().unwrap();
                *pulse = told.parse().unwrap_or(*pulse);
                return Said::json(&json!({ "PulseTime1": { "Set": *pulse, "Remaining": 0 } }));
            }
            ("Power1", "") => {}
            (_, word) => self.set(word == "ON"),
        }
        Said::json(&json!({ "POWER": self.word() }))
    }

    fn home_assistant(&self, asked: &Asked) -> Said {
        if let Some(service) = asked.path.strip_prefix("/api/services/switch/") {
            self.set(service == "turn_on");
            return Said::json(&json!([]));
        }
        Said::json(&json!({ "state": self.word().to_lowercase(), "attributes": {} }))
    }
}

impl Device for Relay {
    fn is_command(&self, _asked: &Asked) -> bool {
        false
    }

    fn answer(&self, asked: &Asked, _moved: &AtomicUsize) -> Said {
        match (asked.method.as_str(), asked.path.as_str()) {
            (_, path) if path.starts_with("/rpc/") => self.shelly(asked),
            (_, "/cm") => self.tasmota(asked.query.get("cmnd").unwrap()),
            (_, path) if path.starts_with("/api/") => self.home_assistant(asked),
            ("POST", "/switch/strike/turn_on" | "/switch/strike/turn_off") => {
                self.set(asked.path.ends_with("on"));
                Said::status(200, "")
            }
            ("GET", "/switch/strike") => Said::json(&json!({ "id": "switch-strike", "state": self.word() })),
            ("GET", "/button/open") => Said::json(&json!({ "id": "button-open" })),
            _ => Said::status(404, ""),
        }
    }
}

const KINDS: [(DriverKind, &str); 4] = [
    (DriverKind::Shelly, "0"),
    (DriverKind::Tasmota, "1"),
    (DriverKind::Esphome, "switch.strike"),
    (DriverKind::Homeassistant, "switch.strike"),
];

async fn scene(driver: DriverKind, fake: &Fake) -> Scene {
    let mut typed = vec![("address", fake.base.as_str())];
    if driver == DriverKind::Homeassistant {
        typed.push(("token", "hush"));
    }
    Scene::new(driver, &typed).await
}

/// Whatever changed the relay, as it went over the line.
fn told(fake: &Fake) -> Vec<String> {
    let asked = fake.asked.lock().unwrap();
    let changes = asked.iter().filter(|asked| {
        asked.path.starts_with("/rpc/Switch.Set")
            || asked.path.contains("turn_o")
            || asked.query.get("cmnd").is_some_and(|command| command.starts_with("Power1 "))
    });
    let short = |asked: &Asked| format!("{}{}", asked.path, asked.query.get("cmnd").unwrap_or(&asked.body));
    changes.map(short).collect()
}

#[tokio::test]
async fn a_door_is_held_and_locks_when_it_is_told() {
    for (driver, channel) in KINDS {
        let fake = Fake::start(Relay::default()).await;
        let scene = scene(driver, &fake).await;
        let by_pulses = matches!(driver, DriverKind::Shelly | DriverKind::Tasmota);
        let first = if by_pulses { Keeping::Done } else { Keeping::Released };
        assert_eq!(scene.keep(channel, DoorAct::Hold).await, first, "{driver:?}");
        assert_eq!(scene.keep(channel, DoorAct::Hold).await, Keeping::Done, "{driver:?}: said again");
        assert_eq!(scene.keep(channel, DoorAct::Lock).await, Keeping::Done, "{driver:?}");
        assert_eq!(scene.keep(channel, DoorAct::Lock).await, Keeping::Done, "{driver:?}: said again");
        let told = told(&fake);
        match driver {
            // These lock by themselves where nobody says it again.
            DriverKind::Shelly | DriverKind::Tasmota => assert_eq!(told.len(), 4, "{told:?}"),
            // What is so already is left alone.
            _ => assert_eq!(told.len(), 2, "{told:?}"),
        }
    }
}

#[tokio::test]
async fn a_shelly_is_held_no_longer_than_one_word_holds() {
    let fake = Fake::start(Relay::default()).await;
    let scene = scene(DriverKind::Shelly, &fake).await;
    scene.keep("0", DoorAct::Hold).await;
    scene.keep("0", DoorAct::Lock).await;
    let bodies: Vec<Value> = {
        let asked = fake.asked.lock().unwrap();
        let sets = asked.iter().filter(|asked| asked.path == "/rpc/Switch.Set");
        sets.map(|asked| serde_json::from_str(&asked.body).unwrap()).collect()
    };
    let after = f64::from(HELD_MS) / 1_000.0;
    assert_eq!(bodies, [json!({ "id": 0, "on": true, "toggle_after": after }), json!({ "id": 0, "on": false })]);
}

#[tokio::test]
async fn a_device_that_locks_by_itself_is_found_out() {
    for (driver, channel) in [(DriverKind::Esphome, "switch.strike"), (DriverKind::Homeassistant, "switch.strike")] {
        let fake = Fake::start(Relay::default()).await;
        let scene = scene(driver, &fake).await;
        assert_eq!(scene.keep(channel, DoorAct::Hold).await, Keeping::Released, "{driver:?}");
        // By the device's own hand, or its neighbour's.
        assert_eq!(scene.keep(channel, DoorAct::Lock).await, Keeping::Done, "{driver:?}");
        assert_eq!(scene.keep(channel, DoorAct::Hold).await, Keeping::Released, "{driver:?}");
    }
}

#[tokio::test]
async fn a_tasmota_gets_its_own_pulse_back_when_a_hold_ends() {
    let fake = Fake::start(Relay::default()).await;
    let scene = scene(DriverKind::Tasmota, &fake).await;
    let pulses = || {
        let asked = fake.asked.lock().unwrap();
        let commands = asked.iter().filter_map(|asked| asked.query.get("cmnd").cloned());
        commands.filter(|command| command.starts_with("PulseTime1 ")).collect::<Vec<_>>()
    };
    scene.keep("1", DoorAct::Hold).await;
    assert_eq!(pulses(), ["PulseTime1 220"]);
    scene.keep("1", DoorAct::Lock).await;
    assert_eq!(pulses(), ["PulseTime1 220", "PulseTime1 30"]);
    assert_eq!(told(&fake).last().unwrap(), "/cmPower1 OFF", "it locks first of all");
}

#[tokio::test]
async fn a_yes_without_the_deed_is_no_hold() {
    for (driver, channel) in [(DriverKind::Shelly, "0"), (DriverKind::Tasmota, "1")] {
        let stuck = Relay { on: Mutex::new(true), lies: true, ..Relay::default() };
        let fake = Fake::start(stuck).await;
        let scene = scene(driver, &fake).await;
        assert!(matches!(scene.keep(channel, DoorAct::Lock).await, Keeping::Refused(_)), "{driver:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_held_says_so() {
    let fake = Fake::start(Relay::default()).await;
    let scene = scene(DriverKind::Esphome, &fake).await;
    let Keeping::Refused(why) = scene.keep("button.open", DoorAct::Hold).await else {
        panic!("a button holds nothing")
    };
    assert!(why.contains("button"), "{why}");
    assert_eq!(scene.keep("button.open", DoorAct::Lock).await, Keeping::Done, "nor is it held");
    for (driver, place, can) in [
        (DriverKind::Esphome, "button.open", false),
        (DriverKind::Esphome, "lock.front", true),
        (DriverKind::Homeassistant, "cover.garage", false),
        (DriverKind::Homeassistant, "switch.strike", true),
        (DriverKind::Nuki, "1234", false),
        (DriverKind::Uhppote, "1", true),
    ] {
        assert_eq!(can_hold(driver, &Channel::parse(place).unwrap()), can, "{driver:?} {place}");
    }
    let nuki = Scene::new(DriverKind::Nuki, &[("address", &fake.base), ("token", "hush")]).await;
    let kept = nuki.keep("1234", DoorAct::Hold).await;
    assert_eq!(kept, Keeping::Refused("it cannot be held open".to_owned()));
    assert_eq!(nuki.keep("1234", DoorAct::Lock).await, Keeping::Done);
    assert_eq!(told(&fake), [] as [&str; 0], "nothing moved");
    let gone = Scene::new(DriverKind::Shelly, &[("address", "http://127.0.0.1:1")]).await;
    assert!(matches!(gone.keep("0", DoorAct::Hold).await, Keeping::Away(_)));
}
