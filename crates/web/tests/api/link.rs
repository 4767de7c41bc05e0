//! Links: made, shown, changed, revoked, rotated, copied; bad windows; idempotency.

use axum::http::{Method, header};
use serde_json::{Value, json};

use crate::house::{Person, Place};

#[tokio::test]
async fn a_link_is_made_and_shown() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let door = anna.door("Street door").await;
    let body = json!({
        "name": " Weekend, Mia ", "description": "two guests", "doors": [door, door],
        "valid_from": "2026-11-28T14:00", "valid_until": "2026-11-30", "after_first_use": "P1DT12H",
        "hours": "mon-fri 08:00-18:00; sat,sun 09:00-12:00", "max_uses": 3, "language": "pt-BR",
    });
    let reply = anna.post("/links", body).await;
    let made = reply.created();
    let path = format!("/api/v1/links/{}", made["id"].as_str().unwrap());
    assert_eq!(reply.headers[header::LOCATION], path.as_str());
    assert_eq!(reply.headers[header::ETAG], "\"1\"");
    let url = made["url"].as_str().unwrap();
    assert!(url.starts_with("https://keys.example.org/k/") && url.len() == 27 + 26, "{url}");
    let expected = json!({
        "name": "Weekend, Mia", "description": "two guests", "doors": [door],
        "valid_from": "2026-11-28T13:00:00.000Z", "valid_until": "2026-11-30T23:00:00.000Z", "after_first_use": "PT36H",
        "max_uses": 3, "zone": "Europe/Berlin", "language": "pt-BR", "uses": 0, "first_used_at": null,
        "standing": { "state": "not_yet", "starts": "2026-11-29T08:00:00.000Z" }, "revision": 1, "maker_id": anna.id,
        "warnings": [],
    });
    for (key, value) in expected.as_object().unwrap() {
        if key != "standing" {
            assert_eq!(&made[key], value, "{key}");
        }
    }
    assert_eq!(made["standing"]["state"], "not_yet");
    assert_eq!(made["hours"]["text"], "Mon-Fri 08:00-18:00; Sat,Sun 09:00-12:00");
    assert_eq!(made["hours"]["spans"][1], json!({ "days": ["sat", "sun"], "start": "09:00", "end": "12:00" }));

    let mut shown = anna.get(&path["/api/v1".len()..]).await.ok();
    assert!(shown.get("url").is_none(), "the secret is shown when it is made, not when it is looked at");
    shown["url"] = made["url"].clone();
    assert_eq!(shown, made);
}

#[tokio::test]
async fn what_is_shown_may_be_sent_again() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let door = anna.door("Street door").await;
    let body = json!({ "name": "a", "doors": [door], "hours": "sun 22:00-06:00", "after_first_use": "PT90M",
        "valid_from": "2026-12-01", "valid_until": "2026-12-24T18:00" });
    let made = anna.post("/links", body).await.created();
    let parts = ["name", "doors", "hours", "after_first_use", "valid_from", "valid_until", "max_uses", "language"];
    let again: serde_json::Map<String, Value> =
        parts.iter().map(|part| ((*part).to_owned(), made[part].clone())).collect();
    let path = format!("/links/{}", made["id"].as_str().unwrap());
    let same = anna.patch(&path, Value::Object(again)).await.ok();
    assert_eq!(same["revision"], 1, "nothing was changed: {same}");
}

#[tokio::test]
async fn null_removes_a_part_and_what_is_left_out_stays() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let door = anna.door("Street door").await;
    let body = json!({ "name": "a", "description": "b", "doors": [door], "valid_until": "2026-12-01", "max_uses": 2,
        "hours": "mon 08:00-09:00", "language": "de", "after_first_use": "PT1H" });
    let made = anna.post("/links", body).await.created();
    let path = format!("/links/{}", made["id"].as_str().unwrap());

    let named = anna.patch(&path, json!({ "name": "c" })).await.ok();
    for part in ["description", "valid_until", "max_uses", "hours", "language", "after_first_use"] {
        assert_eq!(named[part], made[part], "{part}");
    }
    assert_eq!((&named["name"], &named["revision"]), (&json!("c"), &json!(2)));

    let removed = json!({ "description": null, "valid_until": null, "max_uses": null, "hours": null, "language": null,
        "after_first_use": null });
    let bare = anna.patch(&path, removed).await.ok();
    assert_eq!(bare["description"], "");
    for part in ["valid_until", "max_uses", "hours", "language", "after_first_use"] {
        assert_eq!(bare[part], Value::Null, "{part}");
    }
    assert_eq!(bare["standing"], json!({ "state": "active", "until": null, "hours_until": null }));
    anna.patch(&path, json!({ "name": null })).await.invalid("name");
    anna.patch(&path, json!({ "doors": null })).await.invalid("doors");
}

#[tokio::test]
async fn a_stale_revision_is_a_conflict() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let path = format!("/links/{}", anna.link().await["id"].as_str().unwrap());
    anna.patch(&path, json!({ "name": "second", "revision": 1 })).await.ok();
    anna.patch(&path, json!({ "name": "third", "revision": 1 })).await.problem(409, "conflict");
    let with_tag = |tag: &'static str| {
        let (anna, path) = (anna.clone(), path.clone());
        async move { anna.send(Method::PATCH, &path, &[("if-match", tag)], Some(json!({ "name": tag }))).await }
    };
    with_tag("\"1\"").await.problem(409, "conflict");
    let reply = with_tag("\"2\"").await;
    assert_eq!((reply.ok()["revision"].clone(), &reply.headers[header::ETAG]), (json!(3), &"\"3\"".parse().unwrap()));
    assert_eq!(with_tag("W/\"3\"").await.ok()["revision"], 4);
    assert_eq!(with_tag("*").await.ok()["revision"], 5);
    with_tag("5").await.invalid("If-Match");
    let both =
        anna.send(Method::PATCH, &path, &[("if-match", "\"5\"")], Some(json!({ "name": "x", "revision": 4 }))).await;
    both.invalid("revision");
    assert_eq!(anna.get(&path).await.ok()["name"], "*");
}

#[tokio::test]
async fn a_revoke_is_for_good_and_happens_once() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let link = anna.link().await;
    let path = format!("/links/{}", link["id"].as_str().unwrap());
    let first = anna.act(&format!("{path}/revoke")).await.ok();
    assert_eq!(first["standing"]["state"], "revoked");
    let second = anna.act(&format!("{path}/revoke")).await.ok();
    assert_eq!(first, second);
    let revokes = anna.get("/events?kind=link.revoked").await.ok();
    assert_eq!(revokes["items"].as_array().unwrap().len(), 1);
    anna.patch(&path, json!({ "name": "again" })).await.problem(409, "conflict");
    anna.act(&format!("{path}/rotate")).await.problem(409, "conflict");
    anna.act(&format!("{path}/copy")).await.problem(409, "conflict");
}

#[tokio::test]
async fn rotating_makes_a_new_address_and_copying_shows_the_one_in_force() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let link = anna.link().await;
    let path = format!("/links/{}", link["id"].as_str().unwrap());
    let guest = |url: &Value| url.as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    assert!(place.house.guest(&guest(&link["url"]), None).await.is_ok());
    let rotated = anna.act(&format!("{path}/rotate")).await.ok();
    assert_ne!(rotated["url"], link["url"]);
    assert!(place.house.guest(&guest(&link["url"]), None).await.is_err(), "the old address is dead");
    let copied = anna.act(&format!("{path}/copy")).await.ok();
    assert_eq!(copied, json!({ "url": rotated["url"] }));
    assert!(place.house.guest(&guest(&copied["url"]), None).await.is_ok());
    let said: Vec<Value> = anna.get("/events?kind=link.").await.ok()["items"].as_array().unwrap().clone();
    let kinds: Vec<&str> = said.iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["link.copied", "link.rotated", "link.created"]);
    let log = anna.get("/events").await;
    assert!(!String::from_utf8_lossy(&log.bytes).contains(&guest(&copied["url"])), "no secret in the log");
}

async fn refused(anna: &Person, door: &str, part: Value, field: &str) -> String {
    let mut body = json!({ "name": "a", "doors": [door] });
    body.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
    anna.post("/links", body).await.invalid(field)
}

#[tokio::test]
async fn windows_that_cannot_be_are_refused_with_a_sentence() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let door = anna.door("Street door").await;
    let order = json!({ "valid_from": "2026-12-02T10:00", "valid_until": "2026-12-01T10:00" });
    assert!(refused(&anna, &door, order, "valid_until").await.contains("before it begins"));
    let both = json!({ "valid_until": "2026-12-01", "duration": "P1D" });
    assert!(refused(&anna, &door, both, "duration").await.contains("one of them"));
    let past = json!({ "valid_until": "2026-10-01" });
    assert!(refused(&anna, &door, past, "valid_until").await.contains("over already"));
    assert!(refused(&anna, &door, json!({ "max_uses": 0 }), "max_uses").await.contains("zero uses"));
    assert!(
        refused(&anna, &door, json!({ "valid_from": "tomorrow" }), "valid_from").await.contains("2026-11-28T14:00")
    );
    assert!(refused(&anna, &door, json!({ "duration": "2 hours" }), "duration").await.contains("PT2H"));
    assert!(refused(&anna, &door, json!({ "hours": "weekdays" }), "hours").await.contains("mon-fri 08:00-18:00"));
    let none = json!({ "hours": { "text": "mon 08:00-09:00", "spans": [] } });
    assert!(refused(&anna, &door, none, "hours").await.contains("missing"));
    let two = json!({ "hours": { "text": "tue 08:00-09:00", "spans": [{ "days": ["mon"], "start": "08:00", "end": "09:00" }] } });
    assert!(refused(&anna, &door, two, "hours").await.contains("different hours"));
    assert!(refused(&anna, &door, json!({ "hours": 7 }), "hours").await.contains("mon-fri"));
    assert!(refused(&anna, &door, json!({ "language": "x" }), "language").await.contains("pt-BR"));
    assert!(refused(&anna, &door, json!({ "language": "sw" }), "language").await.contains("written in en, ar, cs"));
    assert!(refused(&anna, &door, json!({ "credential_id": door }), "credential_id").await.contains("cloud key"));
    assert!(refused(&anna, &door, json!({ "doors": [] }), "doors").await.contains("1 to 50"));
    assert!(refused(&anna, &door, json!({ "doors": ["street"] }), "doors[0]").await.contains("UUID"));
    assert!(refused(&anna, &door, json!({ "name": " " }), "name").await.contains("empty"));
    assert_eq!(anna.get("/links").await.ok()["items"], json!([]));
}

#[tokio::test]
async fn a_time_that_the_clock_jumps_over_is_said() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let door = anna.door("Street door").await;
    let body = json!({ "name": "a", "doors": [door], "valid_from": "2027-03-28T02:30", "valid_until": "2027-03-29" });
    let made = anna.post("/links", body).await.created();
    let warnings = made["warnings"].as_array().unwrap();
    assert!(warnings.len() == 1 && warnings[0].as_str().unwrap().contains("02:30"), "{warnings:?}");
    assert_eq!(made["valid_from"], "2027-03-28T01:30:00.000Z");
}

#[tokio::test]
async fn a_request_that_is_sent_again_makes_nothing_new() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let door = anna.door("Street door").await;
    let send = |key: &'static str, name: &'static str| {
        let (anna, body) = (anna.clone(), json!({ "name": name, "doors": [&door] }));
        async move { anna.send(Method::POST, "/links", &[("idempotency-key", key)], Some(body)).await }
    };
    let first = send("k-1", "Mia").await.created();
    let again = send("k-1", "Mia").await.created();
    assert_eq!((&first["id"], &first["url"]), (&again["id"], &again["url"]));
    send("k-1", "Ben").await.problem(409, "conflict");
    assert_ne!(send("k-2", "Mia").await.created()["id"], first["id"]);
    send("with space", "Mia").await.invalid("Idempotency-Key");
    assert_eq!(anna.get("/links").await.ok()["items"].as_array().unwrap().len(), 2);

    // Another user's same key and body are another request: nobody is handed somebody else's link, or held up by it.
    let ben = place.user(&anna, "Ben", "admin").await;
    anna.post("/accesses", json!({ "user_id": ben.id, "door_id": &door, "remote_unlock": true })).await.created();
    let body = || Some(json!({ "name": "Mia", "doors": [&door] }));
    let own = ben.send(Method::POST, "/links", &[("idempotency-key", "k-1")], body()).await.created();
    assert_ne!(own["id"], first["id"]);

    // What was revoked meanwhile is not handed out again.
    anna.act(&format!("/links/{}/revoke", first["id"].as_str().unwrap())).await.ok();
    send("k-1", "Mia").await.problem(409, "conflict");
    // A secret that was not yet shown is shown as a copy, with its line.
    let id = own["id"].as_str().unwrap();
    let rotated = ben.act(&format!("/links/{id}/rotate")).await.ok();
    let again = ben.send(Method::POST, "/links", &[("idempotency-key", "k-1")], body()).await.created();
    assert_eq!(again["url"], rotated["url"]);
    let copies = anna.get(&format!("/events?link={id}&kind=link.copied")).await.ok();
    assert_eq!(copies["items"].as_array().unwrap().len(), 1);

    let add = || anna.send(Method::POST, "/doors", &[("idempotency-key", "d-1")], Some(json!({ "name": "Yard" })));
    assert_eq!(add().await.created()["id"], add().await.created()["id"]);

    // Where a key is not honoured, nobody may trust in it.
    let site = json!({ "name": "Annex", "zone": "Europe/Berlin" });
    anna.send(Method::POST, "/sites", &[("idempotency-key", "s-1")], Some(site)).await.invalid("Idempotency-Key");
}
