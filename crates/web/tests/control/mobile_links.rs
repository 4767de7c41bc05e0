//! Links in the app: shared, given more time, changed, revoked; each member's own.

use std::num::NonZeroU32;

use axum::http::StatusCode;
use jiff::SignedDuration;
use keylink_domain::door::Door;
use keylink_domain::link::Link;
use keylink_domain::user::Role;
use keylink_service::link::ChangeLink;

use crate::world::{Browser, Page, World};

/// Ben, who may share the street door, in Anna's house.
async fn with_ben() -> (World, Browser, Browser, Door) {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let (user, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.give_access(&anna, &user, &door, true).await;
    (world, anna, ben, door)
}

async fn share(world: &World, by: &Browser, door: &Door, fields: &[(&str, &str)]) -> Page {
    let id = door.id.to_string();
    let mut all = vec![("name", "Mia, weekend"), ("doors", id.as_str()), ("key", "1"), ("starts", "now")];
    all.extend_from_slice(fields);
    world.post(by, "/app/share", &all).await
}

async fn newest(world: &World, by: &Browser) -> Link {
    world.house.links(&world.actor(by).await, None, 1).await.unwrap().remove(0)
}

fn secret(page: &Page) -> String {
    let from = page.body.find("http://keys.test/k/").expect("an address on the page");
    page.body[from + 19..from + 19 + 26].to_owned()
}

#[tokio::test]
async fn a_door_is_shared_and_the_way_is_chosen() {
    let (world, _, ben, door) = with_ben().await;
    let form = world.get(&ben, &format!("/app/share?door={}", door.id)).await;
    form.says(&format!("value=\"{}\" checked", door.id)).says("Tonight").says("Europe/Berlin");
    let page = share(&world, &ben, &door, &[("ends", "hour")]).await;
    assert_eq!(page.status, StatusCode::OK);
    page.says("The link is ready.")
        .says("href=\"mailto:?subject=Your%20key%20for%20Lindenhof&#38;body=Ben%20sends%20you")
        .says("href=\"sms:?&#38;body=Ben%20sends%20you")
        .says("href=\"https://wa.me/?text=Ben%20sends%20you")
        .says("rel=\"noopener noreferrer\"")
        .says("data-share=\"message\"")
        .says("<svg");
    assert_eq!(page.headers["cache-control"], "no-store");
    let first = secret(&page);
    assert_eq!(secret(&share(&world, &ben, &door, &[("ends", "hour")]).await), first, "the same form is one link");
    assert!(world.house.guest(&first, None).await.is_ok());
    let link = newest(&world, &ben).await;
    let lasts = link.validity.from.unwrap().duration_until(link.validity.until.unwrap());
    assert_eq!((link.name.as_str(), lasts), ("Mia, weekend", SignedDuration::from_hours(1)));
}

#[tokio::test]
async fn start_and_end_are_as_chosen() {
    let (world, _, ben, door) = with_ben().await;
    let typed = ("valid_from", "2031-07-02T14:00");
    let fields = [("name", "Mia"), ("doors", &*door.id.to_string()), ("starts", "later"), typed, ("ends", "sunday")];
    world.post(&ben, "/app/share", &fields).await.says("The link is ready.");
    let link = newest(&world, &ben).await;
    assert_eq!(link.validity.from, Some("2031-07-02T12:00:00Z".parse().unwrap()));
    assert_eq!(link.validity.until, Some("2031-07-06T22:00:00Z".parse().unwrap()));
    let fields = [("name", "Tom"), ("doors", &*door.id.to_string()), ("starts", "now"), typed, ("ends", "day")];
    world.post(&ben, "/app/share", &fields).await.says("The link is ready.");
    let link = newest(&world, &ben).await;
    assert!(link.validity.from.unwrap() <= world.house.now(), "now is now, whatever was typed before");
    let later = [("name", "Ida"), ("doors", &*door.id.to_string()), ("starts", "later"), ("ends", "day")];
    let refused = world.post(&ben, "/app/share", &later).await;
    refused.says("Give the start, or choose \u{201c}Now\u{201d}.").does_not_say("The link is ready.");
    let past = [
        ("name", "Ida"),
        ("doors", &*door.id.to_string()),
        ("starts", "later"),
        ("valid_from", "2021-07-02T14:00"),
        ("ends", "day"),
    ];
    let refused = world.post(&ben, "/app/share", &past).await;
    refused.says("id=\"valid_from-error\"").says("This start is over").does_not_say("id=\"valid_until-error\"");
    let endless = share(&world, &ben, &door, &[]).await;
    endless.says("Choose when it ends.").does_not_say("The link is ready.");
}

#[tokio::test]
async fn the_only_door_is_chosen_already() {
    let (world, _, ben, door) = with_ben().await;
    world.get(&ben, "/app/share").await.says(&format!("value=\"{}\" checked", door.id));
}

#[tokio::test]
async fn a_wrong_form_keeps_what_was_typed_and_makes_nothing() {
    let (world, _, ben, door) = with_ben().await;
    let page = share(&world, &ben, &door, &[("ends", "until"), ("valid_until", "2020-01-01T10:00")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("id=\"valid_until-error\"").says(&format!("value=\"{}\" checked", door.id));
    assert_eq!((page.value("name"), page.value("valid_until")), ("Mia, weekend".into(), "2020-01-01T10:00".into()));
    world.post(&ben, "/app/share", &[("name", "Mia"), ("ends", "day")]).await.says("Choose at least one door.");
    world.get(&ben, "/app/links").await.says("No links yet");
}

#[tokio::test]
async fn only_doors_that_one_may_share_can_be_shared() {
    let (world, anna, ben, _) = with_ben().await;
    let cellar = world.door(&anna, "Cellar").await;
    world.get(&ben, &format!("/app/share?door={}", cellar.id)).await.says("Street door").does_not_say("Cellar");
    let page = share(&world, &ben, &cellar, &[("ends", "day")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("id=\"doors-error\"").does_not_say(&format!("value=\"{}\"", cellar.id)).does_not_say("Cellar");
    assert!(world.house.links(&world.actor(&ben).await, None, 1).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_list_is_ones_own_and_another_members_link_is_not_there() {
    let (world, anna, ben, door) = with_ben().await;
    let eve = world.user(&anna, "Eve", "eve@example.com", Role::Member).await.1;
    share(&world, &ben, &door, &[("ends", "day")]).await;
    let id = newest(&world, &ben).await.id;
    world.get(&ben, "/app/links").await.says("Mia, weekend").says(">active<");
    for other in [&anna, &eve] {
        world.get(other, "/app/links").await.does_not_say("Mia, weekend");
    }
    let missing = world.get(&eve, "/app/links/0198c0de-7a11-7000-8000-000000000001").await;
    for path in ["", "/revoke"] {
        let foreign = world.get(&eve, &format!("/app/links/{id}{path}")).await;
        assert_eq!((foreign.status, &foreign.body), (StatusCode::NOT_FOUND, &missing.body), "{path}");
    }
    for path in ["", "/extend", "/share", "/revoke"] {
        let fields = [("by", "day"), ("name", "Mine"), ("ends", "never"), ("doors", &*door.id.to_string())];
        let foreign = world.post(&eve, &format!("/app/links/{id}{path}"), &fields).await;
        assert_eq!((foreign.status, &foreign.body), (StatusCode::NOT_FOUND, &missing.body), "{path}");
    }
    let still = newest(&world, &ben).await;
    assert!(!still.is_revoked() && still.revision == 1);
}

#[tokio::test]
async fn more_time_is_given_once_for_each_page() {
    let (world, _, ben, door) = with_ben().await;
    share(&world, &ben, &door, &[("ends", "day")]).await;
    let before = newest(&world, &ben).await;
    let path = format!("/app/links/{}", before.id);
    let revision = world.get(&ben, &path).await.value("revision");
    let hour = [("revision", revision.as_str()), ("by", "hour")];
    let done = world.post(&ben, &format!("{path}/extend"), &hour).await;
    assert_eq!(done.location(), format!("{path}?done=link-extended"));
    let twice = world.post(&ben, &format!("{path}/extend"), &hour).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    twice.says("changed this link in the meantime");
    let added = |link: &Link| before.validity.until.unwrap().duration_until(link.validity.until.unwrap());
    assert_eq!(added(&newest(&world, &ben).await), SignedDuration::from_hours(1));
    let day = [("revision", &*twice.value("revision")), ("by", "day")];
    world.post(&ben, &format!("{path}/extend"), &day).await;
    let hours = added(&newest(&world, &ben).await).as_hours();
    // A day on the clock, which may be one in which clocks change.
    assert!((24..=26).contains(&hours), "{hours}");
}

#[tokio::test]
async fn a_change_leaves_alone_what_the_app_does_not_ask() {
    let (world, _, ben, door) = with_ben().await;
    let fields = [
        ("name", "Cleaning"),
        ("doors", &*door.id.to_string()),
        ("ends", "until"),
        ("valid_until", "2031-07-04T11:00"),
        ("hours", "mon-fri 08:00-18:00"),
        ("max_uses", "7"),
        ("first_use", "2"),
        ("first_use_unit", "hours"),
        ("description", "key is in the box"),
    ];
    world.post(&ben, "/control/links/new", &fields).await.says("The link is ready.");
    let before = newest(&world, &ben).await;
    let path = format!("/app/links/{}", before.id);
    let page = world.get(&ben, &format!("{path}?edit")).await;
    let (revision, until) = (page.value("revision"), page.value("valid_until"));
    let sent = [
        ("revision", revision.as_str()),
        ("name", "Cleaning, stairs"),
        ("doors", &*door.id.to_string()),
        ("valid_from", ""),
        ("ends", "until"),
        ("valid_until", until.as_str()),
    ];
    assert_eq!(world.post(&ben, &path, &sent).await.location(), format!("{path}?done=saved"));
    let after = newest(&world, &ben).await;
    assert_eq!((after.name.as_str(), &after.validity), ("Cleaning, stairs", &before.validity));
    assert_eq!(after.description, "key is in the box");
    let stale = world.post(&ben, &path, &sent).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    stale.says("changed this link in the meantime").says(">Cleaning, stairs</h1>");
}

#[tokio::test]
async fn what_nobody_touched_is_as_somebody_else_left_it() {
    let (world, anna, ben, door) = with_ben().await;
    share(&world, &ben, &door, &[("ends", "day"), ("max_uses", "20")]).await;
    let link = newest(&world, &ben).await;
    let door = door.id.to_string();
    for (begin, name) in [("/app", "Mia, from the app"), ("/control", "Mia, from the desk")] {
        let path = format!("{begin}/links/{}", link.id);
        let page = world.get(&ben, &format!("{path}?edit")).await;
        let held = |page: &Page, fields: &[&str]| {
            fields
                .iter()
                .map(|field| ((*field).to_owned(), page.value(field).replace("&#34;", "\"")))
                .collect::<Vec<_>>()
        };
        let fields = ["base", "revision", "valid_from", "valid_until", "max_uses"];
        let mut typed = held(&page, &fields);
        // Somebody else sets a limit meanwhile, and words.
        let seen = world.house.link(&world.actor(&anna).await, link.id).await.unwrap();
        let uses = if begin == "/app" { 7 } else { 5 };
        let change = ChangeLink {
            revision: Some(seen.revision),
            max_uses: Some(Some(uses)),
            name: Some("Anna was here".to_owned()),
            ..ChangeLink::default()
        };
        world.house.change_link(&world.actor(&anna).await, link.id, change).await.unwrap();
        let send = async |typed: &[(String, String)]| {
            let mut sent: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (&**name, &**value)).collect();
            sent.extend([("name", name), ("doors", &*door), ("ends", "until"), ("more", "asked")]);
            world.post(&ben, &path, &sent).await
        };
        let stale = send(&typed).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY, "{begin}");
        assert_eq!(stale.value("max_uses"), uses.to_string(), "{begin}: nobody touched it here");
        assert_eq!(stale.value("name"), name, "{begin}: what was typed stays");
        typed = held(&stale, &fields);
        assert_eq!(send(&typed).await.location(), format!("{path}?done=saved"), "{begin}");
        let after = newest(&world, &ben).await;
        assert_eq!((after.name.as_str(), after.validity.max_uses.map(NonZeroU32::get)), (name, Some(uses)), "{begin}");
    }
}

#[tokio::test]
async fn what_was_typed_for_a_link_that_was_just_revoked_is_shown() {
    let (world, anna, ben, door) = with_ben().await;
    share(&world, &ben, &door, &[("ends", "day")]).await;
    let link = newest(&world, &ben).await;
    let path = format!("/app/links/{}", link.id);
    let revision = world.get(&ben, &format!("{path}?edit")).await.value("revision");
    world.house.revoke_link(&world.actor(&anna).await, link.id).await.unwrap();
    let sent = [
        ("revision", revision.as_str()),
        ("name", "Mia and Tom"),
        ("doors", &*door.id.to_string()),
        ("ends", "until"),
        ("valid_until", "2031-07-04T11:00"),
    ];
    let page = world.post(&ben, &path, &sent).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("was revoked").says("What you typed").says("Mia and Tom").says("2031-07-04 11:00");
    world.get(&ben, &path).await.does_not_say("What you typed");
}

#[tokio::test]
async fn a_link_is_shared_again_and_revoked_with_a_question() {
    let (world, _, ben, door) = with_ben().await;
    let first = secret(&share(&world, &ben, &door, &[("ends", "day")]).await);
    let path = format!("/app/links/{}", newest(&world, &ben).await.id);
    world.get(&ben, &path).await.does_not_say(&first);
    assert_eq!(secret(&world.post(&ben, &format!("{path}/share"), &[]).await), first);
    world.get(&ben, &path).await.says("copied the address of link");
    assert_eq!(world.get(&ben, &format!("{path}/share")).await.location(), path);

    world
        .get(&ben, &format!("{path}/revoke"))
        .await
        .says("From then on it opens nothing, for good.")
        .says("Street door");
    assert!(world.house.guest(&first, None).await.is_ok(), "asking changes nothing");
    let done = world.post(&ben, &format!("{path}/revoke"), &[]).await;
    assert_eq!(done.location(), format!("{path}?done=link-revoked"));
    assert!(newest(&world, &ben).await.is_revoked());
    world.get(&ben, &path).await.says("opens nothing any more").does_not_say("id=\"change\"").does_not_say("more-time");
    world.get(&ben, "/app/links").await.says(">over<");
    world.get(&ben, "/app/activity").await.says(&format!("href=\"{path}\"")).says("revoked link");
}
