//! The log taken along as a file: whole, filtered, harmless to tables, and said in the log itself.

use axum::http::{StatusCode, header};
use keylink_domain::user::Role;

use crate::world::World;

async fn pressed(world: &World, by: &crate::world::Browser, times: usize) -> String {
    let door = world.door(by, "=HYPERLINK(\"x\")").await.id.to_string();
    for _ in 0..times {
        world.post(by, &format!("/control/doors/{door}/unlock"), &[]).await;
    }
    door
}

#[tokio::test]
async fn a_table_holds_every_line_once() {
    let (world, anna) = World::with_anna().await;
    let door = pressed(&world, &anna, 3).await;
    let path = "/control/events/export";
    let fields = [("format", "csv"), ("show", "refusals"), ("door", door.as_str())];
    for method in ["GET", "HEAD"] {
        let looked = world.look(&anna, method, &format!("{path}?format=csv")).await;
        assert!(looked.status.as_u16() >= 400, "looking takes nothing along: {method} {}", looked.status);
    }
    world.get(&anna, "/control/events").await.does_not_say("exported the event log");
    let page = world.post(&anna, path, &fields).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.headers[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/csv"));
    assert!(page.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment; filename=\"events-"));
    let places = page.headers["keylink-places"].to_str().unwrap().split_once(' ').unwrap();
    let (newest, oldest): (i64, i64) = (places.0.parse().unwrap(), places.1.parse().unwrap());
    assert!(oldest >= 1 && newest > oldest + 3, "so a page knows how far it has come: {places:?}");
    let lines: Vec<&str> = page.body.lines().collect();
    assert!(lines[0].starts_with("place,time_utc,time_local,kind,what_happened"), "{}", lines[0]);
    assert_eq!(lines.len(), 4, "{}", page.body);
    assert!(
        lines[1].contains("+01:00,") || lines[1].contains("+02:00,"),
        "the building's time and its offset: {}",
        lines[1]
    );
    assert!(lines[1].contains("unlock.refused") && lines[1].contains("the door has no controller"), "{}", lines[1]);
    assert!(lines[1].contains("\"'=HYPERLINK(\"\"x\"\")\""), "a name is no formula: {}", lines[1]);
    world.get(&anna, "/control/events").await.says("exported the event log");
}

#[tokio::test]
async fn a_long_log_comes_whole() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id;
    let actor = world.actor(&anna).await;
    for state in ["locked", "standard"].into_iter().cycle().take(1_200) {
        let change = keylink_service::door::ChangeDoor {
            state: keylink_domain::door::DoorState::parse(state),
            ..Default::default()
        };
        world.house.change_door(&actor, door, change).await.unwrap();
    }
    let fields = [("format", "jsonl"), ("show", "everything")];
    let page = world.post(&anna, "/control/events/export", &fields).await;
    let places: Vec<i64> = page
        .body
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["seq"].as_i64().unwrap())
        .collect();
    assert!(places.len() > 1_200, "{}", places.len());
    assert!(places.windows(2).all(|pair| pair[0] > pair[1]), "newest first, each once");
}

#[tokio::test]
async fn a_member_takes_along_what_they_may_see() {
    let (world, anna) = World::with_anna().await;
    pressed(&world, &anna, 1).await;
    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let fields = [("format", "csv"), ("show", "everything")];
    let page = world.post(&ben, "/control/events/export", &fields).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("unlock."), "{}", page.body);
    let by_door = [fields[0], fields[1], ("door", "0198c0de-7a11-7000-8000-000000000001")];
    assert_eq!(world.post(&ben, "/control/events/export", &by_door).await.status, StatusCode::FORBIDDEN);
    let exports =
        world.get(&anna, "/control/events?show=everything").await.body.matches("exported the event log").count();
    assert_eq!(exports, 1, "what was refused was not taken along");
    let signed_out = world.post(&crate::world::Browser::signed_out(), "/control/events/export", &fields).await;
    assert!(signed_out.location().starts_with("/sign-in"), "{}", signed_out.status);
}
