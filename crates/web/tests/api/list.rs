//! Lists: pages that lose and repeat nothing, filters, bad cursors.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::house::{Person, Place};

/// Every id of a list, page by page.
async fn walk(anna: &Person, path: &str, limit: usize) -> Vec<String> {
    let (mut seen, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let next = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
        let page = anna.get(&format!("{path}limit={limit}{next}")).await.ok();
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= limit);
        seen.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = Some(next.to_owned()),
            None => return seen,
        }
    }
}

async fn links(anna: &Person, door: &str, count: usize) -> Vec<String> {
    let mut made = Vec::new();
    for n in 0..count {
        let body = json!({ "name": format!("link {n}"), "doors": [door] });
        made.push(anna.post("/links", body).await.created()["id"].as_str().unwrap().to_owned());
    }
    made.reverse();
    made
}

#[tokio::test]
async fn a_walk_over_many_links_loses_and_repeats_nothing() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let door = anna.door("Street door").await;
    let made = links(&anna, &door, 120).await;
    for limit in [7, 40, 119, 120, 121] {
        assert_eq!(walk(&anna, "/links?", limit).await, made, "in pages of {limit}");
    }
    let first = anna.get("/links").await.ok();
    assert_eq!(first["items"].as_array().unwrap().len(), 50, "where no limit is given");

    // What is made during the walk is newer than where the walk began, and disturbs nothing.
    let begun = anna.get("/links?limit=60").await.ok();
    links(&anna, &door, 1).await;
    let rest = anna.get(&format!("/links?limit=200&cursor={}", begun["next_cursor"].as_str().unwrap())).await.ok();
    let items = [&begun, &rest].into_iter().flat_map(|page| page["items"].as_array().unwrap());
    let both: HashSet<&str> = items.map(|link| link["id"].as_str().unwrap()).collect();
    assert_eq!(both, made.iter().map(String::as_str).collect());
}

#[tokio::test]
async fn links_are_found_by_state_door_and_maker() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let (street, yard) = (anna.door("Street door").await, anna.door("Yard").await);
    let make = |name: &'static str, part: Value| {
        let (anna, mut body) = (anna.clone(), json!({ "name": name, "doors": [&street] }));
        body.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
        async move { anna.post("/links", body).await.created()["id"].as_str().unwrap().to_owned() }
    };
    let active = make("active", json!({})).await;
    let not_yet = make("not yet", json!({ "valid_from": "2026-12-01" })).await;
    // The first of November 2026 is a Sunday.
    let outside = make("outside", json!({ "hours": "mon 08:00-09:00" })).await;
    let expired = make("expired", json!({ "duration": "PT1H" })).await;
    let revoked = make("revoked", json!({})).await;
    anna.act(&format!("/links/{revoked}/revoke")).await.ok();
    let at_the_yard = make("yard", json!({ "doors": [&yard, &street] })).await;
    place.advance(2 * 60 * 60 * 1_000);
    for (state, ids) in [
        ("active", vec![&at_the_yard, &active]),
        ("not_yet", vec![&not_yet]),
        ("outside_hours", vec![&outside]),
        ("expired", vec![&expired]),
        ("used_up", vec![]),
        ("revoked", vec![&revoked]),
    ] {
        let found = walk(&anna, &format!("/links?state={state}&"), 1).await;
        assert_eq!(found.iter().collect::<Vec<_>>(), ids, "{state}");
    }
    assert_eq!(walk(&anna, &format!("/links?door={yard}&"), 50).await, [at_the_yard]);
    assert_eq!(walk(&anna, &format!("/links?door={street}&maker={}&", anna.id), 3).await.len(), 6);
    let ben = place.user(&anna, "Ben", "member").await;
    assert_eq!(walk(&anna, &format!("/links?maker={}&", ben.id), 3).await, Vec::<String>::new());
    assert_eq!(walk(&ben, "/links?", 3).await, Vec::<String>::new(), "a member sees their own");
    assert_eq!(walk(&ben, &format!("/links?maker={}&", anna.id), 3).await, Vec::<String>::new());
    anna.get("/links?state=open").await.problem(400, "bad_query");
}

#[tokio::test]
async fn short_lists_come_in_pages_too() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    let mut doors = Vec::new();
    for n in 0..7 {
        doors.push(anna.door(&format!("Door {n}")).await);
    }
    for limit in [1, 3, 7, 200] {
        assert_eq!(walk(&anna, "/doors?", limit).await, doors);
    }
    assert_eq!(walk(&anna, &format!("/accesses?user_id={}&", anna.id), 2).await.len(), 7);
    for list in [
        "sites",
        "controllers",
        "users",
        "credentials",
        "accesses",
        "rights",
        "groups",
        "schedules",
        "tokens",
        "events",
    ] {
        let page = anna.get(&format!("/{list}")).await.ok();
        assert!(page["items"].is_array() && page.get("next_cursor").is_some(), "{list}: {page}");
    }
}

#[tokio::test]
async fn what_a_query_cannot_mean_is_said() {
    let place = Place::new().await;
    let anna = place.owner("Lindenhof").await;
    links(&anna, &anna.door("Street door").await, 2).await;
    anna.door("Yard").await;
    let of_doors = anna.get("/doors?limit=1").await.ok()["next_cursor"].as_str().unwrap().to_owned();
    let of_links = anna.get("/links?limit=1").await.ok()["next_cursor"].as_str().unwrap().to_owned();
    for bad in ["nonsense", "", "zz", "6c696e6b733a", "é", &of_doors, &of_links[2..]] {
        let bad: String = bad.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let body = anna.get(&format!("/links?cursor={bad}")).await.problem(400, "bad_query");
        assert!(body["detail"].as_str().unwrap().contains("next_cursor"), "{body}");
    }
    anna.get(&format!("/doors?cursor={of_links}")).await.problem(400, "bad_query");
    for limit in ["0", "201", "-1", "many", "4294967296"] {
        for list in ["links", "doors", "events", "credentials"] {
            anna.get(&format!("/{list}?limit={limit}")).await.problem(400, "bad_query");
        }
    }
    let unknown = anna.get("/links?stat=active").await.problem(400, "bad_query");
    assert!(unknown["detail"].as_str().unwrap().contains("stat"), "{unknown}");
}
