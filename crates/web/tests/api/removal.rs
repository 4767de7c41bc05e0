//! Doors, controllers and buildings removed over the API: gone from every list, and told by their names in the log.

use serde_json::{Value, json};

use crate::house::{Person, Place};

async fn sentence(by: &Person, kind: &str) -> String {
    let log = by.get(&format!("/events?kind={kind}")).await.ok();
    log["items"][0]["sentence"].as_str().unwrap().to_owned()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_removed_door_is_gone_and_its_events_still_name_it() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let cabinet = text(&anna.post("/controllers", json!({ "name": "Cabinet" })).await.created()["id"]);
    let wired = json!({ "name": "Street door", "controller_id": cabinet, "channel": "1" });
    let street = text(&anna.post("/doors", wired.clone()).await.created()["id"]);
    let yard = anna.door("Yard").await;
    let both = anna.post("/links", json!({ "name": "Mia", "doors": [street, yard] })).await.created();
    let only = anna.post("/links", json!({ "name": "Plumber", "doors": [street] })).await.created();
    let template = anna.post("/templates", json!({ "name": "Guests", "doors": [street, yard] })).await.created();
    anna.act(&format!("/doors/{street}/unlock")).await;

    let path = format!("/doors/{street}");
    assert_eq!(anna.delete(&path).await.status, 204);
    anna.get(&path).await.problem(404, "not_found");
    anna.delete(&path).await.problem(404, "not_found");
    anna.patch(&path, json!({ "name": "x" })).await.problem(404, "not_found");
    anna.act(&format!("{path}/unlock")).await.problem(404, "not_found");
    for list in ["/doors", "/accesses", "/rights", "/links", "/templates"] {
        assert!(!anna.get(list).await.ok().to_string().contains(&street), "{list}");
    }
    let kept = anna.get(&format!("/links/{}", text(&both["id"]))).await.ok();
    assert_eq!((&kept["doors"], &kept["standing"]["state"]), (&json!([yard]), &json!("active")));
    let hollow = anna.get(&format!("/links/{}", text(&only["id"]))).await.ok();
    assert_eq!((&hollow["doors"], &hollow["standing"]["reason"]), (&json!([]), &json!("doors_removed")));
    let offered = anna.get(&format!("/templates/{}", text(&template["id"]))).await.ok();
    assert_eq!((&offered["doors"], &offered["revision"]), (&json!([yard]), &json!(2)));
    for body in [json!({ "name": "x", "doors": [street] }), json!({ "name": "x", "doors": [yard, street] })] {
        anna.post("/links", body).await.invalid("doors");
    }

    let said = sentence(&anna, "door.removed").await;
    let ended = "2 links opened it, 1 of them nothing else; 1 access to it ended";
    assert_eq!(said, format!("Owner of Lindenhof removed Street door: {ended}"));
    let log = anna.get(&format!("/events?door={street}&kind=unlock.")).await.ok();
    assert_eq!(log["items"][0]["door"], json!({ "id": street, "name": "Street door", "removed": true }));
    assert!(text(&log["items"][0]["sentence"]).contains("Street door (removed)"), "{log}");
    let found = anna.get("/events?q=street").await.ok();
    assert!(found["items"].as_array().unwrap().len() >= 3, "it is searched by its name: {found}");
    assert_eq!(anna.get("/events?q=street%20removed&kind=unlock.").await.ok()["items"], log["items"]);

    // Its place is free.
    anna.post("/doors", wired).await.created();
}

#[tokio::test]
async fn a_link_s_webhook_opens_a_removed_door_no_more() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let link = anna.link().await;
    let made = anna.act(&format!("/links/{}/webhook", text(&link["id"]))).await.ok();
    keylink_canary::keep(made["secret"].as_str().unwrap());
    let hook = format!("/hooks/{}", text(&made["secret"]));
    assert_ne!(place.knock("POST", &hook, &[], "").await.came_to().1, "door_not_on_link", "it opens, were it wired");
    anna.delete(&format!("/doors/{}", text(&link["doors"][0]))).await;
    let knocked = place.knock("POST", &hook, &[], "").await.problem(403, "door_not_on_link");
    assert!(text(&knocked["detail"]).starts_with("The doors that it opened were removed."), "{knocked}");
    assert_eq!(place.knock("GET", &hook, &[], "").await.status, 410);
    let named = json!({ "door": link["doors"][0] }).to_string();
    let headers = [("content-type", "application/json")];
    assert_eq!(place.knock("POST", &hook, &headers, &named).await.came_to(), (403, "door_not_on_link".to_owned()));
}

#[tokio::test]
async fn a_controller_goes_when_no_door_is_wired_to_it() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let cabinet = text(&anna.post("/controllers", json!({ "name": "Cabinet" })).await.created()["id"]);
    let door = json!({ "name": "Street door", "controller_id": cabinet });
    let door = text(&anna.post("/doors", door).await.created()["id"]);
    let path = format!("/controllers/{cabinet}");
    let refused = text(&anna.delete(&path).await.problem(409, "conflict")["detail"]);
    assert!(
        refused.contains("drives \u{201c}Street door\u{201d}; remove these doors first, or wire them"),
        "{refused}"
    );
    anna.delete(&format!("/doors/{door}")).await;
    assert_eq!(anna.delete(&path).await.status, 204);
    for gone in [anna.get(&path).await, anna.delete(&path).await, anna.act(&format!("{path}/rotate")).await] {
        gone.problem(404, "not_found");
    }
    assert_eq!(anna.get("/controllers").await.ok()["items"], json!([]));
    anna.post("/doors", json!({ "name": "Yard", "controller_id": cabinet })).await.invalid("controller_id");
    assert_eq!(sentence(&anna, "controller.removed").await, "Owner of Lindenhof removed controller 'Cabinet'");
    assert_eq!(anna.get("/events?q=cabinet&kind=controller.").await.ok()["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_site_goes_when_it_has_no_doors_and_is_not_the_last() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let first = text(&anna.get("/sites").await.ok()["items"][0]["id"]);
    let refused = text(&anna.delete(&format!("/sites/{first}")).await.problem(409, "conflict")["detail"]);
    assert!(refused.contains("is the only building"), "{refused}");
    let annex = json!({ "name": "Annex", "zone": "Europe/Berlin", "address": "Hafenstr. 1" });
    let annex = text(&anna.post("/sites", annex).await.created()["id"]);
    let door = json!({ "name": "Shed", "site_id": annex });
    let door = text(&anna.post("/doors", door).await.created()["id"]);
    let path = format!("/sites/{annex}");
    let refused = text(&anna.delete(&path).await.problem(409, "conflict")["detail"]);
    assert!(refused.contains("\u{201c}Annex\u{201d} has \u{201c}Shed\u{201d}; remove these doors first"), "{refused}");
    anna.delete(&format!("/doors/{door}")).await;
    assert_eq!(anna.delete(&path).await.status, 204);
    anna.get(&path).await.problem(404, "not_found");
    assert_eq!(anna.get("/sites").await.ok()["items"].as_array().unwrap().len(), 1);
    anna.post("/doors", json!({ "name": "Yard", "site_id": annex })).await.invalid("site_id");
    assert_eq!(sentence(&anna, "site.removed").await, "Owner of Lindenhof removed site 'Annex'");
    assert!(sentence(&anna, "door.created").await.ends_with("added Shed (removed)"));
}

#[tokio::test]
async fn only_who_manages_doors_removes_them() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let cabinet = text(&anna.post("/controllers", json!({ "name": "Cabinet" })).await.created()["id"]);
    let annex = anna.post("/sites", json!({ "name": "Annex", "zone": "Europe/Berlin" })).await.created();
    let door = anna.door("Street door").await;
    let paths = [format!("/doors/{door}"), format!("/controllers/{cabinet}"), format!("/sites/{}", text(&annex["id"]))];
    for role in ["member", "manager"] {
        let ben = place.user(&anna, role, role).await;
        for path in &paths {
            ben.delete(path).await.problem(403, "forbidden");
        }
    }
    let clara = place.user(&anna, "Clara", "admin").await;
    for path in &paths {
        assert_eq!(clara.delete(path).await.status, 204, "{path}");
    }
}
