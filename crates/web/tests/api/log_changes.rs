//! Lines about changes say from what to what, and from where they were made; and never a secret.

use serde_json::{Value, json};

use crate::house::{Person, Place};

/// What the newest line of a kind says that was altered: what, from, to.
async fn altered(who: &Person, kind: &str) -> Vec<(String, Value, Value)> {
    let page = who.get(&format!("/events?kind={kind}&limit=1")).await.ok();
    let list = page["items"][0]["changes"].as_array().cloned().unwrap_or_default();
    let one = |one: &Value| (one["what"].as_str().unwrap().to_owned(), one["from"].clone(), one["to"].clone());
    list.iter().map(one).collect()
}

async fn said(who: &Person, kind: &str) -> String {
    let page = who.get(&format!("/events?kind={kind}&limit=1")).await.ok();
    page["items"][0]["sentence"].as_str().unwrap_or_default().replace("Owner of Lindenhof ", "")
}

fn change(what: &str, from: impl Into<Value>, to: impl Into<Value>) -> (String, Value, Value) {
    (what.to_owned(), from.into(), to.into())
}

#[tokio::test]
async fn a_door_says_what_of_it_was_changed() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let door = format!("/doors/{}", anna.door("Street door").await);
    let board = anna.post("/controllers", json!({ "name": "Cabinet" })).await.created();
    let board = board["controller"]["id"].as_str().or_else(|| board["id"].as_str()).unwrap();
    let site = anna.post("/sites", json!({ "name": "Hinterhaus", "zone": "Europe/Berlin" })).await.created();
    let body =
        json!({ "name": "Yard", "pulse_ms": 7500, "site_id": site["id"], "controller_id": board, "channel": "2" });
    anna.patch(&door, body).await.ok();
    let told = altered(&anna, "door.changed").await;
    for wanted in [
        change("name", "Street door", "Yard"),
        change("site", "Lindenhof", "Hinterhaus"),
        change("controller", Value::Null, "Cabinet"),
        change("channel", Value::Null, "2"),
    ] {
        assert!(told.contains(&wanted), "{wanted:?} in {told:?}");
    }
    let words = said(&anna, "door.changed").await;
    assert!(
        words.starts_with("changed Yard: name from \u{201c}Street door\u{201d} to \u{201c}Yard\u{201d}"),
        "{words}"
    );
    assert!(
        words.contains("controller from none to \u{201c}Cabinet\u{201d}") && words.contains(" to 7.5 s"),
        "{words}"
    );
    anna.patch(&door, json!({ "state": "locked", "free_exit": true })).await.ok();
    let words = said(&anna, "door.changed").await;
    assert_eq!(words, "changed Yard: state from standard to locked, opened freely from inside from off to on");
}

#[tokio::test]
async fn people_and_their_rights_say_what_was_changed() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let ben = place.user(&anna, "Ben", "member").await;
    let email = json!({ "name": "Benjamin", "email": "b@example.net" });
    anna.patch(&format!("/users/{}", ben.id), email).await.ok();
    let wanted = [change("name", "Ben", "Benjamin"), change("email", "ben@example.org", "b@example.net")];
    assert_eq!(altered(&anna, "user.changed").await, wanted);
    let key = anna.get(&format!("/credentials?user_id={}", ben.id)).await.ok()["items"][0]["id"].clone();
    let key = format!("/credentials/{}", key.as_str().unwrap());
    anna.patch(&key, json!({ "until": "2026-12-24", "name": "Ben's key" })).await.ok();
    let told = altered(&anna, "credential.changed").await;
    assert_eq!((&*told[0].0, &told[0].2), ("name", &json!("Ben's key")));
    assert_eq!(told[1], change("valid_until", Value::Null, "2026-12-24T23:00:00Z"));
    // By search, too: the old name is in no other place.
    let found = anna.get("/events?q=b@example.net").await.ok();
    assert_eq!(found["items"].as_array().unwrap().len(), 1, "{found}");

    let hours = json!({ "name": "Werktags", "hours": "mon-fri 08:00-18:00" });
    let schedule = anna.post("/schedules", hours).await.created()["id"].clone();
    let path = format!("/schedules/{}", schedule.as_str().unwrap());
    anna.patch(&path, json!({ "hours": "mon-sat 09:00-17:00" })).await.ok();
    assert_eq!(
        said(&anna, "schedule.changed").await,
        "changed schedule 'Werktags': hours from Mon-Fri 08:00-18:00 to Mon-Sat 09:00-17:00"
    );
    let right = json!({ "user_id": ben.id, "door_id": anna.door("Street door").await, "remote_unlock": true });
    let right = anna.post("/accesses", right).await.created()["id"].clone();
    let path = format!("/accesses/{}", right.as_str().unwrap());
    anna.patch(&path, json!({ "schedule_id": schedule, "remote_unlock": false })).await.ok();
    let wanted = [change("remote_unlock", true, false), change("hours_of_access", Value::Null, "Werktags")];
    assert_eq!(altered(&anna, "access.changed").await, wanted);
}

#[tokio::test]
async fn the_house_and_its_devices_say_what_was_changed_and_tell_no_secret() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    anna.patch("/organization", json!({ "name": "Lindenhof eG" })).await.ok();
    assert_eq!(altered(&anna, "organization.changed").await, [change("name", "Lindenhof", "Lindenhof eG")]);
    let site = anna.get("/sites").await.ok()["items"][0]["id"].clone();
    let path = format!("/sites/{}", site.as_str().unwrap());
    anna.patch(&path, json!({ "zone": "Europe/Vienna", "arrival_notes": "Second yard" })).await.ok();
    let wanted = [change("zone", "Europe/Berlin", "Europe/Vienna"), change("arrival_notes", "", "Second yard")];
    assert_eq!(altered(&anna, "site.changed").await, wanted);

    let settings = json!({ "address": "127.0.0.1", "password": "first-word-1" });
    let device = json!({ "name": "Shelly", "driver": "shelly", "settings": settings });
    keylink_canary::keep("first-word-1");
    keylink_canary::keep("second-word-2");
    let device = anna.post("/controllers", device).await.created();
    let id = device["controller"]["id"].as_str().or_else(|| device["id"].as_str()).unwrap();
    let settings = json!({ "name": "Relay", "settings": { "password": "second-word-2" } });
    anna.patch(&format!("/controllers/{id}"), settings).await.ok();
    let line = anna.get("/events?kind=controller.changed&limit=1").await.ok()["items"][0].clone();
    assert_eq!(line["detail"]["settings"], json!(["password"]), "{line}");
    assert!(!line.to_string().contains("word-"), "{line}");
    let words = said(&anna, "controller.changed").await;
    assert_eq!(
        words,
        "changed controller 'Relay': name from \u{201c}Shelly\u{201d} to \u{201c}Relay\u{201d}, settings password"
    );
}
