//! The other nouns: added, shown, changed.

use serde_json::{Value, json};

use crate::house::Place;

fn id(thing: &Value) -> &str {
    thing["id"].as_str().unwrap()
}

#[tokio::test]
async fn doors_are_wired_moved_and_unwired() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let cabinet = anna.post("/controllers", json!({ "name": "Cabinet" })).await.created();
    let door = anna.post("/doors", json!({ "name": "Street door", "pulse_ms": 800 })).await.created();
    assert_eq!(
        (&door["controller_id"], &door["channel"], &door["pulse_ms"]),
        (&Value::Null, &Value::Null, &json!(800))
    );
    assert_eq!(door["status"], json!({ "online": null, "lock": null, "contact": null }));
    let path = format!("/doors/{}", id(&door));
    let wired = anna.patch(&path, json!({ "controller_id": id(&cabinet), "channel": "relay-2" })).await.ok();
    assert_eq!((&wired["controller_id"], &wired["channel"]), (&cabinet["id"], &json!("relay-2")));
    let other = json!({ "name": "Yard", "controller_id": id(&cabinet), "channel": "relay-2" });
    assert!(anna.post("/doors", other).await.invalid("channel").contains("another door"));
    anna.patch(&path, json!({ "channel": "1" })).await.invalid("channel");
    anna.patch(&path, json!({ "controller_id": id(&cabinet), "channel": "a b" })).await.invalid("channel");
    anna.patch(&path, json!({ "pulse_ms": 5 })).await.invalid("pulse_ms");
    anna.patch(&path, json!({ "state": "ajar" })).await.invalid("state");
    let unwired = anna.patch(&path, json!({ "controller_id": null, "state": "onsite_only" })).await.ok();
    assert_eq!((&unwired["controller_id"], &unwired["state"]), (&Value::Null, &json!("onsite_only")));
    assert_eq!(anna.get(&path).await.ok(), unwired);
}

#[tokio::test]
async fn sites_have_zones_and_lockdowns() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let site = anna.post("/sites", json!({ "name": "Annex", "zone": "Pacific/Auckland" })).await.created();
    assert!(anna.post("/sites", json!({ "name": "a", "zone": "Mars/Olympus" })).await.invalid("zone").len() > 10);
    let path = format!("/sites/{}", id(&site));
    let locked = anna.patch(&path, json!({ "lockdown": true, "address": "Hafenstr. 1" })).await.ok();
    assert_eq!((&locked["lockdown"], &locked["address"]), (&json!(true), &json!("Hafenstr. 1")));
    assert_eq!(anna.patch(&path, json!({ "address": null })).await.ok()["address"], "");
    assert_eq!(anna.get("/events?limit=2").await.ok()["items"][1]["kind"], "site.lockdown_began");
}

#[tokio::test]
async fn a_controller_gets_its_password_once() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let made = anna.post("/controllers", json!({ "name": "Cabinet" })).await.created();
    let password = made["password"].as_str().unwrap();
    assert_eq!(made["broker"].as_str().unwrap(), place.house.broker_address().unwrap().to_string());
    let path = format!("/controllers/{}", id(&made));
    let mut shown = anna.get(&path).await.ok();
    let health = shown.as_object_mut().unwrap().remove("health").unwrap();
    assert_eq!((&health["opened"], &health["trouble"]), (&json!(0), &json!(null)));
    assert_eq!(health["latency"].as_array().unwrap().len(), 8);
    assert_eq!(
        shown,
        json!({ "id": made["id"], "name": "Cabinet", "driver": "mqtt", "online": null, "last_seen": null })
    );
    let rotated = anna.act(&format!("{path}/rotate")).await.ok();
    assert_ne!(rotated["password"], password);
    let log = anna.get("/events").await;
    assert!(!String::from_utf8_lossy(&log.bytes).contains(password));
}

#[tokio::test]
async fn a_controller_that_keylink_calls_hides_its_secrets() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let drivers = anna.get("/drivers").await.ok();
    let kinds: Vec<&str> =
        drivers["items"].as_array().unwrap().iter().map(|kind| kind["driver"].as_str().unwrap()).collect();
    assert!(
        ["mqtt", "uhppote", "http", "shelly", "homeassistant"].iter().all(|kind| kinds.contains(kind)),
        "{kinds:?}"
    );
    let new =
        json!({ "name": "Relay", "driver": "shelly", "settings": { "address": "192.168.1.20", "password": "hush" } });
    let made = anna.post("/controllers", new).await.created();
    assert_eq!((&made["settings"], &made["secrets"]), (&json!({ "address": "192.168.1.20" }), &json!(["password"])));
    assert!(made.get("password").is_none() && made.get("login").is_none(), "{made}");
    let path = format!("/controllers/{}", id(&made));
    let renamed = anna.patch(&path, json!({ "name": "Relay, yard", "settings": {} })).await.ok();
    assert_eq!((&renamed["name"], &renamed["secrets"]), (&json!("Relay, yard"), &json!(["password"])));
    let moved = json!({ "settings": { "address": "192.168.1.21" } });
    assert!(anna.patch(&path, moved).await.invalid("password").contains("given again"));
    let moved = json!({ "settings": { "address": "192.168.1.21", "password": "hush" } });
    assert_eq!(anna.patch(&path, moved).await.ok()["settings"]["address"], "192.168.1.21");
    anna.patch(&path, json!({ "settings": { "adress": "x" } })).await.invalid("settings");
    let looped = json!({ "name": "Loop", "driver": "http", "settings": { "url": "http://10.0.0.1/" } });
    let looped = anna.post("/controllers", looped).await.created();
    let tested = anna.act(&format!("/controllers/{}/test", id(&looped))).await.ok();
    assert_eq!(
        (&tested["reached"], tested["reason"].as_str().unwrap().contains("closed to drivers")),
        (&json!(false), true)
    );
    anna.post("/controllers", json!({ "name": "x", "driver": "telnet" })).await.invalid("driver");
    anna.post("/controllers", json!({ "name": "x", "driver": "mqtt", "settings": {} })).await.invalid("driver");
    anna.act(&format!("{path}/rotate")).await.problem(409, "conflict");
    let log = anna.get("/events").await;
    assert!(!String::from_utf8_lossy(&log.bytes).contains("hush"));
}

#[tokio::test]
async fn users_credentials_accesses_and_schedules_belong_together() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let ben = place.user(&anna, "Ben", "member").await;
    let door = anna.door("Street door").await;
    let taken = json!({ "name": "B", "email": "Ben@example.org" });
    assert!(anna.post("/users", taken).await.invalid("email").contains("already"));

    let office = json!({ "name": "Office", "hours": { "spans": [{ "days": ["mon"], "start": "08:00", "end": "18:00" }] },
        "holidays": [{ "from": "2026-12-24", "to": "2026-12-26", "name": "Christmas", "hours": [] }] });
    let schedule = anna.post("/schedules", office).await.created();
    assert_eq!(schedule["hours"]["text"], "Mon 08:00-18:00");
    assert_eq!(schedule["holidays"][0]["name"], "Christmas");
    let changed =
        anna.patch(&format!("/schedules/{}", id(&schedule)), json!({ "hours": "tue 08:00-18:00" })).await.ok();
    assert_eq!((&changed["hours"]["text"], &changed["holidays"]), (&json!("Tue 08:00-18:00"), &schedule["holidays"]));

    let right = json!({ "user_id": ben.id, "door_id": door, "remote_unlock": true, "schedule_id": id(&schedule) });
    let access = anna.post("/accesses", right.clone()).await.created();
    assert!(anna.post("/accesses", right).await.invalid("door_id").contains("already"));
    let path = format!("/accesses/{}", id(&access));
    assert_eq!(anna.patch(&path, json!({ "schedule_id": null })).await.ok()["schedule_id"], Value::Null);
    assert_eq!(ben.get("/accesses").await.ok()["items"][0]["id"], access["id"]);
    ben.post("/links", json!({ "name": "a", "doors": [door] })).await.created();
    assert_eq!(anna.delete(&path).await.status, 204);
    anna.delete(&path).await.problem(404, "not_found");
    ben.post("/links", json!({ "name": "a", "doors": [door] })).await.invalid("doors");

    let key = &ben.get("/credentials").await.ok()["items"][0];
    assert_eq!((&key["kind"], &key["state"]), (&json!("cloud_key"), &json!("active")));
    let path = format!("/credentials/{}", id(key));
    let dated = anna.patch(&path, json!({ "from": "2026-12-01", "until": "2026-12-31" })).await.ok();
    assert_eq!(
        (&dated["from"], &dated["until"]),
        (&json!("2026-11-30T23:00:00.000Z"), &json!("2026-12-31T23:00:00.000Z"))
    );
    anna.patch(&path, json!({ "until": "2026-11-01" })).await.invalid("until");
    assert_eq!(anna.patch(&path, json!({ "from": null, "state": "revoked" })).await.ok()["from"], Value::Null);
    anna.patch(&path, json!({ "state": "active" })).await.problem(409, "conflict");
}

#[tokio::test]
async fn the_organization_and_oneself() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    assert_eq!(anna.get("/organization").await.ok()["gesture"], "person");
    let changed = anna.patch("/organization", json!({ "gesture": "tap", "name": "Lindenhof 4" })).await.ok();
    assert_eq!((&changed["gesture"], &changed["name"]), (&json!("tap"), &json!("Lindenhof 4")));
    let me = anna.get("/me").await.ok();
    assert_eq!((&me["role"], &me["organization_id"]), (&json!("owner"), &changed["id"]));
    assert_eq!(me, anna.get(&format!("/users/{}", anna.id)).await.ok());
    let last = anna.patch(&format!("/users/{}", anna.id), json!({ "role": "member" })).await;
    assert!(last.problem(409, "conflict")["detail"].as_str().unwrap().contains("last owner"));
}
