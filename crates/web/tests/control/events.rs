//! The log's page: sentences, filters, places, live lines.

use axum::http::StatusCode;
use keylink_domain::user::Role;

use crate::world::{Page, World};

fn lines(page: &Page) -> usize {
    page.body.matches("class=\"event\"").count()
}

#[tokio::test]
async fn the_log_is_filtered_by_its_address() {
    let (world, anna) = World::with_anna().await;
    let one = world.door(&anna, "Street door").await;
    let other = world.door(&anna, "Cellar").await;
    for door in [&one, &one, &other] {
        world.post(&anna, &format!("/control/doors/{}/unlock", door.id), &[]).await;
    }
    world
        .get(&anna, "/control/events")
        .await
        .says(">Street door</a>")
        .says("was refused at")
        .says("the door has no controller");
    assert_eq!(lines(&world.get(&anna, "/control/events?show=refusals").await), 3);
    assert_eq!(lines(&world.get(&anna, "/control/events?show=accesses").await), 0);
    assert_eq!(lines(&world.get(&anna, "/control/events?show=sign-ins").await), 1);
    let of_door = world.get(&anna, &format!("/control/events?show=refusals&door={}", one.id)).await;
    assert_eq!(lines(&of_door), 2);
    of_door.says(&format!("<a href=\"/control/doors/{}\">Street door</a>", one.id)).does_not_say(">Cellar</a>");
    world.get(&anna, "/control/events?show=links").await.says("Nothing like this has happened yet.");
    assert_eq!(
        world.get(&anna, "/control/events?door=x&link=y&show=z&before=abc").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn places_in_the_log_do_not_jump() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    for _ in 0..60 {
        world.post(&anna, &format!("/control/doors/{}/unlock", door.id), &[]).await;
    }
    let first = world.get(&anna, "/control/events?show=refusals").await;
    assert_eq!(lines(&first), 50);
    let next = first
        .body
        .split("href=\"")
        .find(|part| part.contains("before="))
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&");
    world.post(&anna, &format!("/control/doors/{}/unlock", door.id), &[]).await;
    assert_eq!(lines(&world.get(&anna, &next).await), 10);
}

#[tokio::test]
async fn new_lines_come_live_from_where_one_was() {
    let (world, anna) = World::with_anna().await;
    let newest = world.house.newest_event(&world.actor(&anna).await).await.unwrap();
    world.door(&anna, "Street door").await;
    let sent = world.first_words(&anna, &format!("/control/events/live?after={newest}")).await;
    assert!(sent.contains(&format!("id: {}", newest + 1)) && sent.contains("added"), "{sent}");
}

#[tokio::test]
async fn a_member_reads_what_is_theirs() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let (_, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let page = world.get(&ben, "/control/events").await;
    page.says("Ben").does_not_say("Street door").does_not_say("data-live=");
    assert_eq!(world.get(&ben, "/control/events/live").await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.get(&ben, &format!("/control/events?door={}", door.id)).await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.get(&ben, &format!("/control/doors/{}", door.id)).await.status, StatusCode::NOT_FOUND);
}
