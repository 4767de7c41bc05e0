//! Fakes of devices with a web interface, each by its maker's documents; and what each does on a good day and with a
//! wrong password.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use keylink_domain::controller::DriverKind;
use keylink_domain::door::LockStatus;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::fake::{Asked, Device, Fake, Said};
use crate::scene::Scene;

pub fn sha(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A Shelly with one switch and the password `hush`.
#[derive(Default)]
pub struct Shelly {
    pub last: Mutex<Value>,
}

impl Shelly {
    fn signed(asked: &Asked) -> bool {
        let Some(given) = asked.headers.get("authorization") else { return false };
        let part = |name: &str| {
            let at = given.find(&format!("{name}=")).unwrap() + name.len() + 1;
            given[at..].trim_start_matches('"').split(['"', ',']).next().unwrap().to_owned()
        };
        let (who, what) = (sha("admin:shelly-1:hush"), sha(&format!("{}:{}", asked.method, asked.path)));
        let all = format!("{who}:{}:{}:{}:auth:{what}", part("nonce"), part("nc"), part("cnonce"));
        part("nonce") == "1234" && part("response") == sha(&all)
    }
}

impl Device for Shelly {
    fn is_command(&self, asked: &Asked) -> bool {
        asked.path == "/rpc/Switch.Set" && Self::signed(asked)
    }

    fn answer(&self, asked: &Asked, moved: &AtomicUsize) -> Said {
        if asked.path == "/shelly" {
            return Said::json(
                &json!({ "gen": 3, "id": "shelly1g3-1", "app": "S1G3", "ver": "1.4.4", "auth_en": true }),
            );
        }
        if !Self::signed(asked) {
            let challenge = "Digest qop=\"auth\", realm=\"shelly-1\", nonce=\"1234\", algorithm=SHA-256";
            let mut said = Said::status(401, "");
            said.headers.push(("WWW-Authenticate", challenge.to_owned()));
            return said;
        }
        let params: Value = serde_json::from_str(&asked.body).unwrap();
        if asked.path == "/rpc/Shelly.GetConfig" {
            let named = json!({ "id": 0, "name": "Yard\u{202e} gate" });
            return Said::json(&json!({ "switch:0": named, "switch:2": { "id": 2, "name": null }, "wifi": {} }));
        }
        if params["id"] != 0 {
            return Said::status(500, "{\"code\":-105,\"message\":\"Argument 'id', value 3 not found!\"}");
        }
        let on = moved.load(Ordering::SeqCst) > 0;
        if asked.path == "/rpc/Switch.Set" {
            *self.last.lock().unwrap() = params;
            moved.fetch_add(1, Ordering::SeqCst);
            return Said::json(&json!({ "was_on": on }));
        }
        Said::json(&json!({ "id": 0, "source": "http", "output": on }))
    }
}

/// A Tasmota with one relay and the password `hush`.
pub struct Tasmota(pub Mutex<u32>);

impl Device for Tasmota {
    fn is_command(&self, asked: &Asked) -> bool {
        asked.query.get("cmnd").is_some_and(|command| command == "Power1 ON")
    }

    fn answer(&self, asked: &Asked, moved: &AtomicUsize) -> Said {
        if asked.query.get("password").map(String::as_str) != Some("hush") {
            return Said::json(&json!({ "WARNING": "Need user=<username>&password=<password>" }));
        }
        let mut pulse = self.0.lock().unwrap();
        let command = asked.query.get("cmnd").unwrap();
        match command.split_once(' ').unwrap_or((command, "")) {
            ("PulseTime1", value) => {
                *pulse = value.parse().unwrap_or(*pulse);
                Said::json(&json!({ "PulseTime1": { "Set": *pulse, "Remaining": 0 } }))
            }
            ("Power1", "ON") => {
                moved.fetch_add(1, Ordering::SeqCst);
                Said::json(&json!({ "POWER": "ON" }))
            }
            ("Power1", _) => Said::json(&json!({ "POWER": "OFF" })),
            ("Status", "2") => Said::json(&json!({ "StatusFWR": { "Version": "14.2.0(release-tasmota)" } })),
            _ => Said::json(&json!({ "Command": "Unknown" })),
        }
    }
}

/// An ESPHome node with a lock, a button, and the login `door` / `hush`.
pub struct Esphome;

impl Device for Esphome {
    fn is_command(&self, asked: &Asked) -> bool {
        asked.method == "POST"
    }

    fn answer(&self, asked: &Asked, moved: &AtomicUsize) -> Said {
        if asked.headers.get("authorization").map(String::as_str) != Some("Basic ZG9vcjpodXNo") {
            return Said::status(401, "");
        }
        match (asked.method.as_str(), asked.path.as_str()) {
            ("POST", "/lock/front/unlock" | "/button/open/press") => {
                moved.fetch_add(1, Ordering::SeqCst);
                Said::status(200, "")
            }
            ("GET", "/lock/front") => {
                let state = if moved.load(Ordering::SeqCst) > 0 { "UNLOCKED" } else { "LOCKED" };
                Said::json(&json!({ "id": "lock-front", "state": state, "value": 1 }))
            }
            ("GET", "/button/open") => Said::json(&json!({ "id": "button-open" })),
            ("GET", "/") => Said::status(200, "<html>"),
            _ => Said::status(404, ""),
        }
    }
}

/// A Home Assistant: a lock that moves, one that is not reachable, one that jams, one whose state is assumed, one that
/// does nothing.
pub struct HomeAssistant;

impl Device for HomeAssistant {
    fn is_command(&self, asked: &Asked) -> bool {
        asked.method == "POST" && asked.path != "/api/template"
    }

    fn answer(&self, asked: &Asked, moved: &AtomicUsize) -> Said {
        if asked.headers.get("authorization").map(String::as_str) != Some("Bearer hush") {
            return Said::status(401, "401: Unauthorized");
        }
        if asked.method == "POST" {
            let body: Value = serde_json::from_str(&asked.body).unwrap();
            if asked.path == "/api/template" {
                return Said::json(&json!(["lock.front_door", "light.hall", "lock.Bad", 7, "lock.back"]));
            }
            if asked.path != "/api/services/lock/unlock" {
                return Said::status(400, "400: Bad Request");
            }
            if ["lock.front", "lock.believed", "lock.stuck"].contains(&body["entity_id"].as_str().unwrap()) {
                moved.fetch_add(1, Ordering::SeqCst);
            }
            // Also for a lock that is not there.
            return Said::json(&json!([]));
        }
        let went = moved.load(Ordering::SeqCst) > 0;
        let state = |state: &str| Said::json(&json!({ "state": state, "attributes": {} }));
        match asked.path.strip_prefix("/api/states/") {
            Some("lock.front") => state(if went { "unlocked" } else { "locked" }),
            Some("lock.battery") => Said::json(&json!({ "state": "locked", "attributes": { "battery_level": 11.6 } })),
            Some("lock.odd") => Said::json(&json!({ "state": "locked", "attributes": { "battery": 101 } })),
            Some("lock.stuck") => state(if went { "jammed" } else { "locked" }),
            Some("lock.away") => state("unavailable"),
            Some("lock.lazy") => state("locked"),
            Some("lock.believed") => Said::json(&json!({ "state": "locked", "attributes": { "assumed_state": true } })),
            None if asked.path == "/api/config" => Said::json(&json!({ "version": "2024.3.3" })),
            _ => Said::status(404, "{\"message\":\"Entity not found.\"}"),
        }
    }
}

/// A Nuki bridge with one lock and the token `hush`.
pub struct Nuki;

impl Device for Nuki {
    fn is_command(&self, asked: &Asked) -> bool {
        asked.path == "/lockAction"
    }

    fn answer(&self, asked: &Asked, moved: &AtomicUsize) -> Said {
        let part = |name: &str| asked.query.get(name).cloned().unwrap_or_default();
        if part("hash") != sha(&format!("{},{},hush", part("ts"), part("rnr"))) || asked.query.contains_key("token") {
            return Said::status(401, "");
        }
        if asked.path == "/lockAction" {
            assert_eq!((part("nukiId"), part("deviceType"), part("action")), ("1234".into(), "4".into(), "3".into()));
            moved.fetch_add(1, Ordering::SeqCst);
            return Said::json(&json!({ "success": true, "batteryCritical": false }));
        }
        let state =
            json!({ "mode": 2, "state": 1, "stateName": "locked", "batteryCritical": true, "doorsensorState": 2 });
        Said::json(&json!([{ "deviceType": 4, "nukiId": 1234, "name": "Flat 3", "lastKnownState": state }]))
    }
}

#[tokio::test]
async fn a_shelly_opens_with_digest_and_turns_itself_off() {
    let fake = Fake::start(Shelly::default()).await;
    let scene = Scene::new(DriverKind::Shelly, &[("address", &fake.base), ("password", "hush")]).await;
    let offers = scene.probe(&[]).await.unwrap().offers;
    let offers: Vec<_> = offers.iter().map(|offer| (offer.channel.as_str(), offer.name.as_str())).collect();
    assert_eq!(offers, [("0", "Yard gate"), ("2", "Switch 2")]);
    let probe = scene.probe(&["0"]).await.unwrap();
    assert!(probe.facts[0].contains("S1G3") && probe.doors[0].lock == Some(LockStatus::Locked), "{probe:?}");
    assert_eq!(scene.open("0").await, Outcome::Opened);
    let sets: Vec<Asked> = {
        let asked = fake.asked.lock().unwrap();
        asked.iter().filter(|asked| asked.path == "/rpc/Switch.Set").cloned().collect()
    };
    let told: Value = serde_json::from_str(&sets[0].body).unwrap();
    assert_eq!((sets.len(), told), (1, json!({ "id": 0, "on": true, "toggle_after": 3.0 })));
    assert_eq!(scene.open("3").await, Outcome::Failed(Refusal::DoorOffline), "no such switch");
    let wrong = Scene::new(DriverKind::Shelly, &[("address", &fake.base), ("password", "loud")]).await;
    assert_eq!(wrong.open("0").await, Outcome::Failed(Refusal::DoorOffline));
    assert!(wrong.probe(&["0"]).await.unwrap_err().contains("refused the login"));
    assert_eq!(fake.moves(), 1);
}

#[tokio::test]
async fn a_tasmota_gets_its_pulse_and_opens() {
    let fake = Fake::start(Tasmota(Mutex::new(0))).await;
    let scene = Scene::new(DriverKind::Tasmota, &[("address", &fake.base), ("password", "hush")]).await;
    assert!(scene.probe(&["1"]).await.unwrap().facts[0].contains("14.2.0"));
    assert_eq!(scene.open("1").await, Outcome::Opened);
    let commands: Vec<String> = fake.asked.lock().unwrap().iter().map(|asked| asked.query["cmnd"].clone()).collect();
    assert_eq!(commands[2..], ["PulseTime1", "PulseTime1 30", "Power1 ON"]);
    assert_eq!(scene.open("2").await, Outcome::Failed(Refusal::DoorOffline), "no such relay");
    let wrong = Scene::new(DriverKind::Tasmota, &[("address", &fake.base), ("password", "loud")]).await;
    assert_eq!(wrong.open("1").await, Outcome::Failed(Refusal::DoorOffline));
    assert_eq!(fake.moves(), 1);
}

#[tokio::test]
async fn an_esphome_lock_is_believed_by_its_state_alone() {
    let fake = Fake::start(Esphome).await;
    let typed = [("address", fake.base.as_str()), ("user", "door"), ("password", "hush")];
    let scene = Scene::new(DriverKind::Esphome, &typed).await;
    assert_eq!(scene.open("lock.front").await, Outcome::Opened);
    assert_eq!(scene.open("button.open").await, Outcome::Sent);
    assert_eq!(scene.open("lock.back").await, Outcome::Failed(Refusal::DoorOffline));
    let told = scene.probe(&["lock.front"]).await.unwrap();
    assert_eq!(told.doors[0].lock, Some(LockStatus::Unlocked));
    let wrong = Scene::new(DriverKind::Esphome, &[("address", &fake.base)]).await;
    assert_eq!(wrong.open("lock.front").await, Outcome::Failed(Refusal::DoorOffline));
    assert_eq!(fake.moves(), 2);
}

#[tokio::test]
async fn a_home_assistant_s_yes_is_not_believed() {
    let fake = Fake::start(HomeAssistant).await;
    let scene = Scene::new(DriverKind::Homeassistant, &[("address", &fake.base), ("token", "hush")]).await;
    for (entity, outcome) in [
        ("lock.gone", Outcome::Failed(Refusal::DoorOffline)),
        ("lock.away", Outcome::Failed(Refusal::DoorOffline)),
        ("switch.none", Outcome::Failed(Refusal::DoorOffline)),
        ("lock.lazy", Outcome::Unknown),
    ] {
        assert_eq!(scene.open_shortly(entity).await, outcome, "{entity}");
    }
    assert_eq!(fake.moves(), 0);
    let told = scene.probe(&["lock.front", "lock.gone"]).await.unwrap();
    assert!(told.facts[0].contains("2024.3.3") && told.facts[2].contains("no such entity"), "{told:?}");
    let told = scene.probe(&["lock.odd", "lock.battery"]).await.unwrap();
    assert_eq!(told.battery, Some(12), "one that is no share is passed over");
    let offers = scene.probe(&[]).await.unwrap().offers;
    let offers: Vec<_> = offers.iter().map(|offer| (offer.channel.as_str(), offer.name.as_str())).collect();
    assert_eq!(offers, [("lock.front_door", "Front door"), ("lock.back", "Back")]);
    assert_eq!(scene.open("lock.front").await, Outcome::Opened);
    assert_eq!(scene.open("lock.believed").await, Outcome::Sent, "an assumed state is no evidence");
    let other = Fake::start(HomeAssistant).await;
    scene.add(1, crate::scene::set_up(DriverKind::Homeassistant, 2, &[("address", &other.base), ("token", "hush")]));
    assert_eq!(scene.open("lock.stuck").await, Outcome::Failed(Refusal::DoorJammed));
    let wrong = Scene::new(DriverKind::Homeassistant, &[("address", &fake.base), ("token", "loud")]).await;
    assert_eq!(wrong.open("lock.front").await, Outcome::Failed(Refusal::DoorOffline));
}

#[tokio::test]
async fn a_nuki_bridge_is_shown_the_token_without_being_told_it() {
    let fake = Fake::start(Nuki).await;
    let scene = Scene::new(DriverKind::Nuki, &[("address", &fake.base), ("token", "hush")]).await;
    assert_eq!(scene.open("1234").await, Outcome::Opened);
    assert_eq!(scene.open("77").await, Outcome::Failed(Refusal::DoorOffline));
    let told = scene.probe(&["1234"]).await.unwrap();
    assert!(told.facts[0].contains("1234: Flat 3, locked; its battery is nearly empty"), "{told:?}");
    assert_eq!(told.doors[0].lock, Some(LockStatus::Locked));
    let wrong = Scene::new(DriverKind::Nuki, &[("address", &fake.base), ("token", "loud")]).await;
    assert_eq!(wrong.open("1234").await, Outcome::Failed(Refusal::DoorOffline));
    assert_eq!(fake.moves(), 1);
    let asked = fake.asked.lock().unwrap();
    assert!(asked.iter().all(|asked| !format!("{asked:?}").contains("hush")), "the token does not travel");
}
