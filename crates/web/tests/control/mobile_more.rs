//! What a link may carry besides doors and a time, as the app asks for it.

use axum::http::StatusCode;
use keylink_domain::contact::ContactShown;
use keylink_domain::link::Link;
use keylink_domain::user::Role;
use keylink_service::link::NewLink;

use crate::guests::{Guest, path_of};
use crate::world::{Browser, World};

const MORE: [(&str, &str); 8] = [
    ("more", "asked"),
    ("pin", "4711"),
    ("share_on", "on"),
    ("first_device_only", "on"),
    ("max_uses", "3"),
    ("arrivals", "none"),
    ("language", "ar"),
    ("contact", "site"),
];

async fn newest(world: &World, by: &Browser) -> Link {
    world.house.links(&world.actor(by).await, None, 1).await.unwrap().remove(0)
}

/// A link of the street door with all of it, made by the app's form.
async fn shared(world: &World, by: &Browser, door: &str) -> crate::world::Page {
    let mut fields = vec![("name", "Mia"), ("doors", door), ("key", "1"), ("starts", "now"), ("ends", "day")];
    fields.extend(MORE);
    world.post(by, "/app/share", &fields).await
}

#[tokio::test]
async fn a_link_is_shared_with_all_that_it_may_carry() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    let form = world.get(&anna, "/app/share").await;
    form.says("id=\"more\"").says("name=\"pin\"").says("name=\"arrivals\"").says("4 to 8 digits");
    let page = shared(&world, &anna, &door).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    // The guest's language is the message's.
    page.says("The link is ready.").says("افتح هذه الصفحة").does_not_say("4711");
    let link = newest(&world, &anna).await;
    let terms = link.terms;
    assert!(terms.pin.is_set && terms.share_on && terms.first_device_only);
    assert_eq!((terms.contact, link.language.as_deref()), (ContactShown::Site, Some("ar")));
    assert_eq!(link.validity.max_uses.map(std::num::NonZeroU32::get), Some(3));
    let shown = world.get(&anna, &format!("/app/links/{}", link.id)).await;
    shown.says("PIN · First device only · The guest may pass it on").says("0 of 3").does_not_say("4711");
}

#[tokio::test]
async fn what_is_wrong_under_more_is_shown_open() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    world.get(&anna, "/app/share").await.does_not_say("id=\"more\" open");
    for (field, wrong) in [("pin", "12"), ("pin", "123456789"), ("max_uses", "many"), ("max_uses", "0")] {
        let fields = [("name", "Mia"), ("doors", door.as_str()), ("ends", "day"), ("more", "asked"), (field, wrong)];
        let page = world.post(&anna, "/app/share", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {wrong}");
        page.says("id=\"more\" open").says(&format!("id=\"{field}-error\""));
    }
}

#[tokio::test]
async fn a_change_asks_for_all_of_it_and_a_form_without_it_changes_none() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    shared(&world, &anna, &door).await.says("The link is ready.");
    let before = newest(&world, &anna).await;
    let path = format!("/app/links/{}", before.id);
    let change = async |more: &[(&str, &str)]| {
        let page = world.get(&anna, &format!("{path}?edit")).await;
        let (revision, until) = (page.value("revision"), page.value("valid_until"));
        let mut sent = vec![("revision", revision.as_str()), ("name", "Mia and Tom"), ("doors", door.as_str())];
        sent.extend([("valid_from", ""), ("ends", "until"), ("valid_until", until.as_str())]);
        sent.extend_from_slice(more);
        assert_eq!(world.post(&anna, &path, &sent).await.location(), format!("{path}?done=saved"));
        newest(&world, &anna).await
    };
    let renamed = change(&[]).await;
    assert_eq!((renamed.name.as_str(), renamed.terms), ("Mia and Tom", before.terms));
    assert_eq!((renamed.validity.max_uses, renamed.language), (before.validity.max_uses, before.language));
    let freed = change(&[("more", "asked"), ("no_pin", "on"), ("contact", "nobody"), ("max_uses", "9")]).await;
    assert!(!freed.terms.pin.is_set && !freed.terms.share_on && !freed.terms.first_device_only);
    assert_eq!(freed.validity.max_uses.map(std::num::NonZeroU32::get), Some(9));
}

#[tokio::test]
async fn a_link_of_one_device_is_let_take_another() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let actor = world.actor(&anna).await;
    let new = NewLink { name: "Mia".to_owned(), doors: vec![door.id], first_device_only: true, ..NewLink::default() };
    let made = world.house.make_link(&actor, new, None).await.unwrap();
    let page = format!("/app/links/{}", made.link.id);
    world.get(&anna, &page).await.does_not_say(&format!("{page}/device"));
    world.raw("UPDATE links SET device_hash = zeroblob(32), device_ms = 1000");
    world.get(&anna, &page).await.says("It opens only on one device, since").says(&format!("{page}/device"));
    let done = world.post(&anna, &format!("{page}/device"), &[]).await;
    assert_eq!(done.location(), format!("{page}?done=device-freed"));
    world.get(&anna, &format!("{page}?done=device-freed")).await.says("The link may take another device.");
    assert!(world.house.link(&actor, made.link.id).await.unwrap().device_since.is_none());
    assert_eq!(Guest::default().get(&world, &path_of(&made.url)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn many_doors_are_folded_and_one_that_was_taken_away_says_so() {
    let (world, anna) = World::with_anna().await;
    let (user, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let mut doors = Vec::new();
    for number in 1..=9 {
        let door = world.door(&anna, &format!("Flat {number}")).await;
        world.give_access(&anna, &user, &door, true).await;
        doors.push(door);
    }
    world.get(&ben, "/app").await.says("data-find");
    world.get(&ben, "/app/share").await.does_not_say("more-doors");
    let one = doors[0].id.to_string();
    world.get(&ben, &format!("/app/share?door={one}")).await.says("more-doors");
    let fields = [("name", "Mia"), ("doors", one.as_str()), ("key", "1"), ("starts", "now"), ("ends", "day")];
    world.post(&ben, "/app/share", &fields).await.says("The link is ready.");
    let path = format!("/app/links/{}", newest(&world, &ben).await.id);
    world.raw("UPDATE accesses SET remote_unlock = FALSE");
    world.get(&ben, &format!("{path}?edit")).await.says("can no longer be shared");
    let doors = world.get(&ben, "/app").await;
    doors.says("Flat 1").says("No controller drives").does_not_say("/app/share?door=").does_not_say("class=\"press\"");
    world.get(&ben, "/app/share").await.says("There is no door that you may share.");
}

#[tokio::test]
async fn what_bounds_a_link_is_shown_before_it_is_made() {
    let (world, anna) = World::with_anna().await;
    world.door(&anna, "Street door").await;
    world.get(&anna, "/app/share").await.does_not_say("class=\"help bounds\"");
    let limits = [("longest", "2"), ("longest_unit", "days"), ("max_uses", "5")];
    world.post(&anna, "/control/settings/links", &limits).await;
    world.get(&anna, "/app/share").await.says("At most 2 days · 5 uses");
}
