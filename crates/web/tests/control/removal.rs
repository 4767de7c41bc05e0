//! Doors, controllers and buildings removed through their pages: what ends is said first, and then ends.

use axum::http::StatusCode;
use keylink_domain::user::Role;
use keylink_service::link::NewLink;
use keylink_service::site::SiteInput;

use crate::guests::{Guest, link_with};
use crate::world::World;

#[tokio::test]
async fn a_door_is_removed_after_it_was_said_what_ends() {
    let (world, anna) = World::with_anna().await;
    let (street, yard) = (world.door(&anna, "Street door").await, world.door(&anna, "Yard").await);
    let (ben, browser) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.give_access(&anna, &ben, &street, true).await;
    let link = async |name: &str, doors| {
        link_with(&world, &anna, NewLink { name: name.to_owned(), doors, ..NewLink::default() }).await
    };
    let (only, url) = link("Plumber", vec![street.id]).await;
    let (_, both) = link("Mia", vec![street.id, yard.id]).await;
    world.get(&browser, "/app").await.says("Street door");
    let page = format!("/control/doors/{}", street.id);
    world.get(&anna, &page).await.says("Remove door");
    world.get(&browser, &page).await.does_not_say("Remove door");
    let path = format!("{page}/remove");
    let asked = world.get(&anna, &path).await;
    asked.says("2 links open it; 1 opens nothing else.").says("2 people have access to it.");
    assert_eq!(world.post(&browser, &path, &[]).await.status, StatusCode::FORBIDDEN);

    // Somebody changed it in the meantime.
    world.post(&anna, &format!("{page}/state"), &[("state", "onsite_only")]).await;
    let stale = world.post(&anna, &path, &[("seen", &asked.value("seen"))]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    stale.says("somebody changed this in the meantime");
    let asked = world.get(&anna, &path).await;
    let removed = world.post(&anna, &path, &[("seen", &asked.value("seen"))]).await;
    assert_eq!(removed.location(), "/control/doors?done=door-removed");

    world.get(&anna, "/control/doors").await.does_not_say("Street door").says("Yard");
    assert_eq!(world.get(&anna, &page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.get(&anna, &path).await.status, StatusCode::NOT_FOUND);
    world.get(&browser, "/app").await.does_not_say("Street door");
    world.get(&anna, &format!("/control/links/{}", only.id)).await.says("opens nothing: its doors were removed");
    let guest = Guest::default();
    let over = guest.get(&world, &url).await;
    assert_eq!(over.status, StatusCode::GONE);
    over.says("This link has no door any more").says("What it opened was removed.").does_not_say("Street door");
    guest.get(&world, &both).await.says("Yard").does_not_say("Street door");

    let log = world.get(&anna, "/control/events").await;
    log.says("2 links opened it, 1 of them nothing else; 2 accesses to it ended").says("Street door (removed)");
    log.does_not_say(&format!("href=\"{page}\""));
    let of_it = world.get(&anna, &format!("/control/events?door={}", street.id)).await;
    of_it.says("Street door (removed)").says("state from standard to onsite only");
    world.get(&anna, "/control/events?q=street").await.says("Street door (removed)");
}

#[tokio::test]
async fn a_controller_is_removed_once_it_drives_nothing() {
    let (world, anna) = World::with_anna().await;
    let list = "/control/settings/controllers";
    let new = [("name", "Street door"), ("controller", "new"), ("channel", "1"), ("pulse", "5")];
    world.post(&anna, "/control/doors/new", &new).await;
    let actor = world.actor(&anna).await;
    let (door, controller) = (
        world.house.doors(&actor).await.unwrap().remove(0).door,
        world.house.controllers(&actor).await.unwrap().remove(0),
    );
    let page = format!("{list}/{}", controller.id);
    world.get(&anna, &page).await.says("remove its doors first").does_not_say(&format!("{page}/remove"));
    let refused = world.get(&anna, &format!("{page}/remove")).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    refused.says("drives \u{201c}Street door\u{201d}");
    assert_eq!(world.post(&anna, &format!("{page}/remove"), &[]).await.status, StatusCode::CONFLICT);
    world.post(&anna, &format!("/control/doors/{}/remove", door.id), &[]).await;
    world.get(&anna, &page).await.says(&format!("{page}/remove"));
    world.get(&anna, &format!("{page}/remove")).await.says("No door is wired to it.");
    let removed = world.post(&anna, &format!("{page}/remove"), &[]).await;
    assert_eq!(removed.location(), format!("{list}?done=controller-removed"));
    assert_eq!(world.get(&anna, &page).await.status, StatusCode::NOT_FOUND);
    world.get(&anna, removed.location()).await.says("The controller was removed.").says("No controllers yet");
    world.get(&anna, "/control/events").await.says(" removed ").says("Controller of Street door");
}

#[tokio::test]
async fn a_building_is_removed_once_it_is_empty_and_not_the_last() {
    let (world, anna) = World::with_anna().await;
    let actor = world.actor(&anna).await;
    let list = "/control/settings/sites";
    let first = world.house.sites(&actor).await.unwrap().remove(0);
    let page = |id| format!("{list}/{id}");
    world.get(&anna, &page(first.id)).await.says("This is the only building");
    let input =
        SiteInput { name: Some("Annex".to_owned()), zone: Some("Europe/Berlin".to_owned()), ..SiteInput::default() };
    let annex = world.house.add_site(&actor, input).await.unwrap();
    world.door(&anna, "Street door").await;
    world.get(&anna, &page(first.id)).await.says("remove its doors first");
    assert_eq!(world.post(&anna, &format!("{}/remove", page(first.id)), &[]).await.status, StatusCode::CONFLICT);
    let path = format!("{}/remove", page(annex.id));
    world.get(&anna, &page(annex.id)).await.says(&path);
    let asked = world.get(&anna, &path).await;
    asked.says("It has no doors.");
    let removed = world.post(&anna, &path, &[("seen", &asked.value("seen"))]).await;
    assert_eq!(removed.location(), format!("{list}?done=site-removed"));
    world.get(&anna, removed.location()).await.does_not_say("Annex").says("The building was removed.");
    world.get(&anna, "/control/events").await.says("Annex");
}
