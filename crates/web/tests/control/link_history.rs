//! A link's history is never cut off for good: how it was made is reachable, whatever happened since.

use keylink_domain::user::Role;
use keylink_service::link::{ChangeLink, NewLink};

use crate::world::{Page, World};

fn older(page: &Page, path: &str) -> Option<String> {
    let found =
        page.body.split("href=\"").filter_map(|part| part.split('"').next()).map(|href| href.replace("&#38;", "&"));
    found.into_iter().find(|href| href.starts_with(path) && href.contains("before="))
}

#[tokio::test]
async fn a_link_s_first_line_is_reached_from_its_page() {
    let (world, anna) = World::with_anna().await;
    let (ben, browser) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let door = world.door(&anna, "Street door").await;
    world.give_access(&anna, &ben, &door, true).await;
    let actor = world.actor(&browser).await;
    let new = NewLink { name: "Mia".to_owned(), doors: vec![door.id], ..NewLink::default() };
    let link = world.house.make_link(&actor, new, None).await.unwrap().link;
    for number in 0..110 {
        let change = ChangeLink { name: Some(format!("Mia {number}")), ..ChangeLink::default() };
        world.house.change_link(&actor, link.id, change).await.unwrap();
    }
    for who in [&anna, &browser] {
        let page = world.get(who, &format!("/control/links/{}", link.id)).await;
        page.says(&format!("href=\"/control/events?link={}\"", link.id)).says("All of this link");
        page.does_not_say(" made link ");
        let rest = older(&page, "/control/events?link=").expect("older lines are reachable");
        world.get(who, &rest).await.says(" made link ");
    }
    let mut page = world.get(&browser, &format!("/app/links/{}", link.id)).await;
    page.does_not_say(" made link ");
    let (mut pages, path) = (0, format!("/app/links/{}/history?", link.id));
    while let Some(next) = older(&page, &path) {
        page = world.get(&browser, &next).await;
        pages += 1;
    }
    assert_eq!(pages, 2, "twenty lines, fifty, and the rest");
    page.says(" made link ");
    // The history of another's link is nobody else's.
    let (_, eve) = world.user(&anna, "Eve", "eve@example.com", Role::Member).await;
    assert_eq!(world.get(&eve, &format!("{path}before=999")).await.status, 404);
}

#[tokio::test]
async fn a_short_history_has_nothing_older() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let new = NewLink { name: "Mia".to_owned(), doors: vec![door.id], ..NewLink::default() };
    let link = world.house.make_link(&world.actor(&anna).await, new, None).await.unwrap().link;
    for path in [format!("/control/links/{}", link.id), format!("/app/links/{}", link.id)] {
        let page = world.get(&anna, &path).await;
        page.says(" made link ");
        assert_eq!(older(&page, "/"), None, "{path}");
    }
}
