//! Links that their makers hand to programs of their own: what the page's script tells is a line of the log, once.

use axum::http::StatusCode;
use keylink_domain::delivery::Handover;
use keylink_domain::user::Role;

use crate::world::{Browser, Page, World};

/// Ben, who may share the street door, and the page of the link that he has just made.
async fn ready() -> (World, Browser, Browser, Page, String) {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let (user, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.give_access(&anna, &user, &door, true).await;
    let id = door.id.to_string();
    let fields = [("name", "Mia"), ("doors", id.as_str()), ("key", "1"), ("starts", "now"), ("ends", "day")];
    let shared = world.post(&ben, "/app/share", &fields).await;
    let link = world.house.links(&world.actor(&ben).await, None, 1).await.unwrap().remove(0);
    (world, anna, ben, shared, link.id.to_string())
}

fn times(page: &Page, said: &str) -> usize {
    page.body.matches(said).count()
}

#[tokio::test]
async fn a_way_that_is_pressed_is_one_line_of_the_link_s_history() {
    let (world, anna, ben, shared, link) = ready().await;
    shared.says(&format!("data-handed=\"/app/links/{link}/handed\""));
    for way in Handover::ALL {
        shared.says(&format!("data-way=\"{}\"", way.as_str()));
    }
    let path = format!("/app/links/{link}/handed");
    for _ in 0..2 {
        let told = world.post(&ben, &path, &[("way", "whatsapp")]).await;
        assert_eq!((told.status, told.body.as_str()), (StatusCode::NO_CONTENT, ""));
    }
    let history = world.get(&ben, &format!("/app/links/{link}")).await;
    assert_eq!(times(&history, " to WhatsApp"), 1, "{}", history.body);
    history.says(" handed link ");
    world.get(&anna, "/control/events?show=links").await.says(" handed link ").says(" to WhatsApp");
    world.get(&anna, &format!("/control/links/{link}")).await.says(" to WhatsApp");
    world.get(&anna, "/control/events?q=handed+whatsapp").await.says(" to WhatsApp");
    let german = Browser { cookie: format!("{}; keylink_language=de", ben.cookie) };
    world.get(&german, &format!("/app/links/{link}")).await.says("An WhatsApp übergeben").does_not_say(" handed ");
}

#[tokio::test]
async fn nobody_else_writes_it_and_no_other_site_does() {
    let (world, anna, ben, _, link) = ready().await;
    let eve = world.user(&anna, "Eve", "eve@example.com", Role::Member).await.1;
    world.organization("Elsewhere", "zoe@example.com").await;
    let zoe = world.sign_in("zoe@example.com").await;
    let way = [("way", "copy")];
    for room in ["/app", "/control"] {
        let path = format!("{room}/links/{link}/handed");
        for stranger in [&eve, &zoe] {
            assert_eq!(world.post(stranger, &path, &way).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for origin in [None, Some("null"), Some("https://evil.example")] {
            assert_eq!(world.post_from(&ben, &path, &way, origin).await.status, StatusCode::FORBIDDEN, "{origin:?}");
        }
        for odd in ["", "pigeon", "share-sheet", "WhatsApp"] {
            let refused = world.post(&ben, &path, &[("way", odd)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd:?}");
        }
        world.post(&Browser::signed_out(), &path, &way).await;
        assert!(world.get(&ben, &path).await.status.is_client_error(), "looking hands nothing over");
    }
    let log = world.get(&anna, "/control/events?show=everything").await;
    log.says(" made link ").does_not_say(" to hand it on");
    let told = world.post(&anna, &format!("/control/links/{link}/handed"), &way).await;
    assert_eq!(told.status, StatusCode::NO_CONTENT, "who manages all links copies this one, too");
    world.get(&anna, "/control/events").await.says(" to hand it on");
}

#[tokio::test]
async fn the_control_center_s_page_of_a_link_tells_where_the_guest_s_address_goes() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    let fields = [("name", "Mia"), ("doors", door.as_str()), ("key", "1"), ("ends", "day"), ("webhook", "on")];
    let made = world.post(&anna, "/control/links/new", &fields).await;
    let link = world.house.links(&world.actor(&anna).await, None, 1).await.unwrap().remove(0).id;
    made.says(&format!("data-handed=\"/control/links/{link}/handed\""));
    made.says("data-share=\"message\" data-way=\"share_sheet\"").says("data-copy=\"message\" data-way=\"copy\"");
    made.says("data-copy=\"url\" data-way=\"copy\"");
    // A program's address is no guest's, and is not handed to one.
    made.says("data-copy=\"webhook-url\">").says("data-share=\"webhook-url\" hidden");
    let again = world.post(&anna, &format!("/control/links/{link}/copy"), &[]).await;
    again.says(&format!("data-handed=\"/control/links/{link}/handed\""));
}
