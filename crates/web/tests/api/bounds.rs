//! What bounds links: the organization's limits and templates, for everybody and everywhere.

use serde_json::{Value, json};

use crate::house::{Person, Place};

async fn give_access(owner: &Person, user: &Person, door: &str) {
    owner.post("/accesses", json!({ "user_id": user.id, "door_id": door, "remote_unlock": true })).await.created();
}

fn path(nouns: &str, thing: &Value) -> String {
    format!("/{nouns}/{}", thing["id"].as_str().unwrap())
}

#[tokio::test]
async fn limits_hold_for_everybody_and_are_told_at_their_field() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let door = anna.door("Street door").await;
    let before = anna.post("/links", json!({ "name": "Before", "doors": [door], "valid_until": "2027-11-28" })).await;
    let before = before.created();
    let limits = json!({ "limits": { "longest": "P7D", "max_uses": 5 } });
    let shown = anna.patch("/organization", limits).await.ok();
    let expected = json!({ "longest": "PT168H", "max_uses": 5, "members_need_template": false });
    assert_eq!(shown["limits"], expected);
    assert_eq!(anna.get("/organization").await.ok(), shown);
    let line = anna.get("/events?limit=1").await.ok();
    let said = line["items"][0]["sentence"].as_str().unwrap().to_owned();
    assert!(said.ends_with("longest link from any to 1 week, number of uses from any to 5"), "{said}");

    let link = |more: Value| {
        let mut body = json!({ "name": "Mia", "doors": [door], "duration": "P2D", "max_uses": 2 });
        more.as_object().unwrap().iter().for_each(|(key, value)| body[key] = value.clone());
        anna.post("/links", body)
    };
    assert!(link(json!({ "duration": "P8D" })).await.invalid("valid_until").contains("1 week at most"));
    assert!(link(json!({ "duration": null })).await.invalid("valid_until").contains("give an end"));
    assert!(link(json!({ "max_uses": 6 })).await.invalid("max_uses").contains("5 or fewer"));
    link(json!({ "max_uses": null })).await.invalid("max_uses");
    let made = link(json!({})).await.created();
    let made = path("links", &made);
    anna.patch(&made, json!({ "duration": "P8D" })).await.invalid("valid_until");
    anna.patch(&made, json!({ "max_uses": null })).await.invalid("max_uses");
    anna.patch(&made, json!({ "duration": "P7D", "max_uses": 5 })).await.ok();

    // What was made before stays as it is, can be narrowed, and cannot be widened.
    let before = path("links", &before);
    anna.patch(&before, json!({ "name": "Long before" })).await.ok();
    anna.patch(&before, json!({ "valid_until": "2027-11-29" })).await.invalid("valid_until");
    anna.patch(&before, json!({ "valid_until": "2027-11-27" })).await.ok();

    for (part, value) in [("longest", json!("PT0S")), ("longest", json!("P99Y")), ("longest", json!("soon"))] {
        let reply = anna.patch("/organization", json!({ "limits": { part: value } })).await;
        assert_eq!(reply.status.as_u16(), 422, "{value}");
    }
    anna.patch("/organization", json!({ "limits": { "max_uses": 0 } })).await.invalid("max_uses");
    anna.patch("/organization", json!({ "limits": { "longest": null, "max_uses": null } })).await.ok();
    link(json!({ "duration": null, "max_uses": null })).await.created();
    let ben = place.user(&anna, "ben", "manager").await;
    ben.patch("/organization", json!({ "limits": { "longest": null } })).await.problem(403, "forbidden");
}

#[tokio::test]
async fn a_template_fills_in_and_bounds_and_is_not_lived_by_its_links() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let (street, flat) = (anna.door("Street door").await, anna.door("Flat 3").await);
    let cellar = anna.door("Cellar").await;
    let ben = place.user(&anna, "ben", "member").await;
    for door in [&street, &flat, &cellar] {
        give_access(&anna, &ben, door).await;
    }
    let new = json!({ "name": "Cleaning", "doors": [street, flat], "hours": "mon-fri 08:00-18:00", "longest": "P7D",
        "max_uses": 9, "message": "Please lock up.", "language": "pl" });
    let template = anna.post("/templates", new).await.created();
    let at = path("templates", &template);
    assert_eq!(ben.get(&at).await.ok(), template);
    let id = &template["id"];
    let made = ben.post("/links", json!({ "name": "Ola", "template_id": id, "doors": [] })).await.created();
    assert_eq!(
        (&made["doors"], &made["max_uses"], &made["language"], &made["template_id"]),
        (&json!([street, flat]), &json!(9), &json!("pl"), id)
    );
    assert_eq!(made["hours"]["text"], "Mon-Fri 08:00-18:00");
    assert!(made["valid_until"].is_string());
    let link = |more: Value| {
        let mut body = json!({ "name": "Ola", "template_id": id, "duration": "P7D" });
        more.as_object().unwrap().iter().for_each(|(key, value)| body[key] = value.clone());
        ben.post("/links", body)
    };
    link(json!({ "doors": [flat], "hours": "tue 09:00-12:00", "max_uses": 1 })).await.created();
    assert!(link(json!({ "doors": [cellar] })).await.invalid("doors").contains("Cleaning"));
    assert!(link(json!({ "duration": "P8D" })).await.invalid("valid_until").contains("1 week at most"));
    link(json!({ "hours": "sat 09:00-12:00" })).await.invalid("hours");
    link(json!({ "max_uses": 10 })).await.invalid("max_uses");

    // Its links keep what it was: Ben's bounds are the old ones, also when the template is gone.
    anna.patch(&at, json!({ "doors": [cellar], "hours": null, "longest": null, "max_uses": null })).await.ok();
    let now = path("links", &made);
    assert_eq!(ben.get(&now).await.ok()["hours"]["text"], "Mon-Fri 08:00-18:00");
    for (part, value) in
        [("doors", json!([cellar])), ("hours", json!(null)), ("valid_until", json!(null)), ("max_uses", json!(null))]
    {
        ben.patch(&now, json!({ part: value })).await.invalid(part);
    }
    assert_eq!(anna.delete(&at).await.status.as_u16(), 204);
    assert_eq!(anna.delete(&at).await.status.as_u16(), 204, "removing twice is removing once");
    ben.patch(&now, json!({ "hours": null })).await.invalid("hours");
    ben.patch(&now, json!({ "hours": "wed 08:00-10:00", "doors": [street] })).await.ok();
    // Who manages everybody's links is bound by the organization alone.
    anna.patch(&now, json!({ "hours": null, "doors": [cellar] })).await.ok();
    link(json!({})).await.invalid("template");
    ben.get(&at).await.problem(404, "not_found");
    assert_eq!(ben.get("/templates").await.ok()["items"], json!([]));
}

#[tokio::test]
async fn members_need_a_template_where_the_organization_says_so() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let street = anna.door("Street door").await;
    let ben = place.user(&anna, "ben", "member").await;
    give_access(&anna, &ben, &street).await;
    let free = json!({ "name": "Mia", "doors": [street], "valid_until": "2027-01-01" });
    let before = path("links", &ben.post("/links", free.clone()).await.created());
    anna.patch("/organization", json!({ "limits": { "members_need_template": true } })).await.ok();
    assert!(ben.post("/links", free.clone()).await.invalid("template").contains("choose one"));
    anna.post("/links", free).await.created();
    ben.patch(&before, json!({ "valid_until": "2027-01-02" })).await.invalid("valid_until");
    ben.patch(&before, json!({ "valid_until": "2026-12-31", "name": "Mia, shorter" })).await.ok();

    let managers = json!({ "name": "Craftsmen", "doors": [street], "roles": ["manager"] });
    let managers = anna.post("/templates", managers).await.created();
    ben.get(&path("templates", &managers)).await.problem(404, "not_found");
    let body = json!({ "name": "Tom", "template_id": managers["id"] });
    ben.post("/links", body).await.invalid("template");
    let all = anna.post("/templates", json!({ "name": "Guests", "doors": [street] })).await.created();
    let listed = ben.get("/templates").await.ok();
    assert_eq!(listed["items"].as_array().unwrap().iter().map(|one| &one["id"]).collect::<Vec<_>>(), [&all["id"]]);
    ben.post("/links", json!({ "name": "Tom", "template_id": all["id"] })).await.created();
    ben.post("/templates", json!({ "name": "Mine", "doors": [street] })).await.problem(403, "forbidden");
    ben.patch(&path("templates", &all), json!({ "name": "Mine" })).await.problem(403, "forbidden");
    ben.delete(&path("templates", &all)).await.problem(403, "forbidden");
}

#[tokio::test]
async fn bad_templates_are_refused_at_their_field() {
    let place = Place::new().await;
    let (anna, eve) = (place.owner("Lindenhof").await, place.owner("Elsewhere").await);
    let (street, foreign) = (anna.door("Street door").await, eve.door("Eve's door").await);
    let closed = json!({ "name": "Office", "hours": "mon-fri 08:00-18:00",
        "holidays": [{ "from": "2026-12-24", "to": "2026-12-26", "name": "Christmas", "hours": [] }] });
    let closed = anna.post("/schedules", closed).await.created();
    let open = anna.post("/schedules", json!({ "name": "Office", "hours": "mon-fri 08:00-18:00" })).await.created();
    let long = "x".repeat(501);
    for (field, part, value) in [
        ("name", "name", json!("")),
        ("name", "name", json!("x".repeat(5_000))),
        ("name", "name", json!("a\u{202e}b")),
        ("doors", "doors", json!([])),
        ("doors", "doors", json!([foreign])),
        ("longest", "longest", json!("P11Y")),
        ("max_uses", "max_uses", json!(0)),
        ("message", "message", json!(long)),
        ("language", "language", json!("tlh")),
        ("hours", "schedule_id", closed["id"].clone()),
        ("hours", "schedule_id", json!("0198c0de-7a11-7000-8000-000000000001")),
    ] {
        let mut body = json!({ "name": "Cleaning", "doors": [street] });
        body[part] = value;
        anna.post("/templates", body).await.invalid(field);
    }
    assert_eq!(anna.get("/templates").await.ok()["items"], json!([]));
    let body = json!({ "name": "Cleaning", "doors": [street], "schedule_id": open["id"] });
    let known = anna.post("/templates", body).await.created();
    let link = anna.post("/links", json!({ "name": "Ola", "template_id": known["id"] })).await.created();
    assert_eq!(link["hours"]["text"], "Mon-Fri 08:00-18:00");
    let at = path("templates", &known);
    anna.patch(&at, json!({ "name": "Windows", "revision": 1 })).await.ok();
    anna.patch(&at, json!({ "name": "Floors", "revision": 1 })).await.problem(409, "conflict");
    eve.get(&at).await.problem(404, "not_found");
    eve.patch(&at, json!({ "name": "Mine" })).await.problem(404, "not_found");
    eve.post("/links", json!({ "name": "Eve", "doors": [foreign], "template_id": known["id"] }))
        .await
        .invalid("template");
}
