//! Another organization's things are not there: a foreign id and one that nothing has are answered alike.

use axum::http::Method;
use serde_json::{Value, json};

use crate::house::{Person, Place};

const NOTHING: &str = "0198c0de-7a11-7000-8000-000000000000";

/// Every path that names a thing, with a body that would be good.
fn asked(noun: &str) -> Vec<(Method, String, Option<Value>)> {
    let mut all = vec![(Method::GET, String::new(), None)];
    let patch = |body: Value| (Method::PATCH, String::new(), Some(body));
    let act = |verb: &str| (Method::POST, format!("/{verb}"), None);
    let look = |verb: &str| (Method::GET, format!("/{verb}"), None);
    let delete = |verb: &str| (Method::DELETE, format!("/{verb}"), None);
    let put = |verb: &str, body: Value| (Method::PUT, format!("/{verb}"), Some(body));
    match noun {
        "doors" => all.extend([patch(json!({ "name": "x" })), act("unlock"), (Method::DELETE, String::new(), None)]),
        "links" => all.extend([
            patch(json!({ "name": "x" })),
            act("revoke"),
            act("rotate"),
            act("copy"),
            act("webhook"),
            act("webhook/rotate"),
            look("webhook"),
            delete("webhook"),
            look("deliveries"),
            (Method::POST, "/deliveries".to_owned(), Some(json!({ "channel": "mail", "address": "a@example.com" }))),
            look("branches"),
            act("device/free"),
            look("arrivals"),
            put("arrivals", json!({ "occasion": "first", "mail": true, "push": true })),
        ]),
        "sites" => {
            all.extend([
                patch(json!({ "name": "x" })),
                look("contact"),
                put("contact", json!({ "name": "Reception" })),
            ]);
            all.push((Method::DELETE, String::new(), None));
        }
        "users" => all.extend([
            patch(json!({ "name": "x" })),
            look("sessions"),
            delete("sessions"),
            act("invitation"),
            delete("invitation"),
        ]),
        "credentials" => all.extend([patch(json!({ "name": "x" })), look("placements")]),
        "controllers" => {
            all.extend([patch(json!({ "name": "x" })), act("test"), act("rotate"), act("enrolment-code")]);
            all.push((Method::DELETE, String::new(), None));
        }
        "groups" | "schedules" => {
            all.extend([patch(json!({ "name": "x" })), (Method::DELETE, String::new(), None)]);
        }
        "accesses" => {
            all.extend([patch(json!({ "remote_unlock": true })), (Method::DELETE, String::new(), None)]);
        }
        "templates" => all.extend([patch(json!({ "name": "x" })), (Method::DELETE, String::new(), None)]),
        "tokens" => all = vec![(Method::DELETE, String::new(), None)],
        _ => all.push(patch(json!({ "name": "x" }))),
    }
    all
}

/// One thing of each noun.
async fn things(owner: &Person) -> Vec<(&'static str, String)> {
    let id = |thing: &Value| thing["id"].as_str().unwrap().to_owned();
    let first = |page: Value| id(&page["items"][0]);
    let link = owner.link().await;
    let schedule =
        owner.post("/schedules", json!({ "name": "Office", "hours": "mon-fri 08:00-18:00" })).await.created();
    vec![
        ("links", id(&link)),
        ("doors", link["doors"][0].as_str().unwrap().to_owned()),
        ("schedules", id(&schedule)),
        ("groups", id(&owner.post("/groups", json!({ "kind": "users", "name": "Staff" })).await.created())),
        (
            "templates",
            id(&owner.post("/templates", json!({ "name": "Guests", "doors": link["doors"] })).await.created()),
        ),
        ("controllers", id(&owner.post("/controllers", json!({ "name": "Cabinet" })).await.created())),
        ("sites", first(owner.get("/sites").await.ok())),
        ("users", first(owner.get("/users").await.ok())),
        ("credentials", first(owner.get("/credentials").await.ok())),
        ("accesses", first(owner.get("/accesses").await.ok())),
        ("tokens", first(owner.get("/tokens").await.ok())),
    ]
}

#[tokio::test]
async fn a_foreign_id_is_answered_like_one_that_nothing_has() {
    let place = Place::new().await;
    let (anna, eve) = (place.owner("Lindenhof").await, place.owner("Elsewhere").await);
    let before = anna.get("/events").await.ok();
    for (noun, id) in things(&anna).await {
        for (method, verb, body) in asked(noun) {
            let foreign = eve.send(method.clone(), &format!("/{noun}/{id}{verb}"), &[], body.clone()).await;
            let missing = eve.send(method.clone(), &format!("/{noun}/{NOTHING}{verb}"), &[], body.clone()).await;
            let no_id = eve.send(method.clone(), &format!("/{noun}/street{verb}"), &[], body.clone()).await;
            // How it would be sent is looked at before the link, and this server sends nothing.
            let is_sending = (&method, verb.as_str()) == (&Method::POST, "/deliveries");
            if !is_sending {
                foreign.problem(404, "not_found");
            }
            for other in [Some(missing), Some(no_id).filter(|_| !is_sending)].into_iter().flatten() {
                assert_eq!(foreign.bytes, other.bytes, "{method} {noun}{verb}");
                assert_eq!(foreign.headers, other.headers, "{method} {noun}{verb}");
            }
        }
    }
    assert!(
        before["items"].as_array().unwrap().len() < anna.get("/events").await.ok()["items"].as_array().unwrap().len()
    );
    let foreign_acts = anna.get("/events").await.ok();
    assert!(!foreign_acts.to_string().contains(&eve.id), "nothing of theirs stands in our log");
}

#[tokio::test]
async fn every_path_that_names_a_thing_is_asked_so() {
    let place = Place::new().await;
    let document = place.anonymous("GET", "/openapi.json").await.ok();
    let mut unasked = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        // Words of a channel are named by channel and language, which every organization has.
        let Some((noun, verb)) = path.split_once("/{id}").filter(|(noun, _)| *noun != "/wordings") else { continue };
        let known = asked(noun.trim_start_matches('/'));
        for method in item.as_object().unwrap().keys() {
            let is_asked =
                |(asked, at, _): &(Method, String, _)| *at == *verb && asked.as_str() == method.to_uppercase();
            if !known.iter().any(is_asked) {
                unasked.push(format!("{method} {path}"));
            }
        }
    }
    assert!(unasked.is_empty(), "{unasked:?}");
}

#[tokio::test]
async fn foreign_things_cannot_be_named_in_bodies_and_filters() {
    let place = Place::new().await;
    let (anna, eve) = (place.owner("Lindenhof").await, place.owner("Elsewhere").await);
    let own_door = eve.door("Own door").await;
    let things: std::collections::HashMap<_, _> = things(&anna).await.into_iter().collect();
    let refused = |path: &'static str, with: &dyn Fn(&str) -> Value, id: &str, field: &'static str| {
        let (eve, foreign, missing, id) = (eve.clone(), with(id), with(NOTHING), id.to_owned());
        async move {
            let (foreign, missing) = (eve.post(path, foreign).await, eve.post(path, missing).await);
            foreign.invalid(field);
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&id, NOTHING);
            assert_eq!(text(&foreign.bytes), text(&missing.bytes));
        }
    };
    refused("/links", &|id| json!({ "name": "a", "doors": [id] }), &things["doors"], "doors").await;
    let under = |id: &str| json!({ "name": "a", "doors": [&own_door], "credential_id": id });
    refused("/links", &under, &things["credentials"], "credential_id").await;
    refused("/doors", &|id| json!({ "name": "a", "site_id": id }), &things["sites"], "site_id").await;
    refused("/doors", &|id| json!({ "name": "a", "controller_id": id }), &things["controllers"], "controller_id").await;
    let to = |id: &str| json!({ "user_id": eve.id, "door_id": id, "remote_unlock": true });
    refused("/accesses", &to, &things["doors"], "door_id").await;
    let on = |id: &str| json!({ "user_id": id, "door_id": own_door, "remote_unlock": true });
    refused("/accesses", &on, &things["users"], "user_id").await;
    let of = |id: &str| json!({ "user_id": id, "kind": "cloud_key", "name": "a" });
    refused("/credentials", &of, &things["users"], "user_id").await;
    for query in [
        format!("/links?door={}", things["doors"]),
        format!("/links?maker={}", things["users"]),
        format!("/events?door={}", things["doors"]),
        format!("/events?link={}", things["links"]),
        format!("/events?user={}", things["users"]),
        format!("/credentials?user_id={}", things["users"]),
        format!("/accesses?user_id={}", things["users"]),
    ] {
        assert_eq!(eve.get(&query).await.ok(), json!({ "items": [], "next_cursor": null }), "{query}");
    }
}
