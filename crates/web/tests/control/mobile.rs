//! The app: one's own doors and activity, and what makes it one to install.

use axum::http::{StatusCode, header};
use keylink_domain::user::Role;
use serde_json::Value;

use crate::world::{Browser, PASSWORD, Page, World};

fn refusals(page: &Page) -> usize {
    page.body.matches("was refused at").count()
}

#[tokio::test]
async fn who_signs_in_comes_back_to_the_app() {
    let (world, _) = World::with_anna().await;
    let asked = world.get(&Browser::signed_out(), "/app/share?door=1").await;
    assert_eq!(asked.location(), "/sign-in?next=/app/share%3Fdoor%3D1");
    let form = world.get(&Browser::signed_out(), asked.location()).await;
    let fields = [("next", form.value("next")), ("email", "anna@example.com".into()), ("password", PASSWORD.into())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(world.post(&Browser::signed_out(), "/sign-in", &fields).await.location(), "/app/share?door=1");
}

#[tokio::test]
async fn a_member_sees_their_own_doors_and_no_other() {
    let (world, anna) = World::with_anna().await;
    let (street, cellar) = (world.door(&anna, "Street door").await, world.door(&anna, "Cellar").await);
    let (user, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.get(&ben, "/app").await.says("You have no doors yet").does_not_say("Street door");
    world.give_access(&anna, &user, &street, true).await;
    let page = world.get(&ben, "/app").await;
    page.says("Street door").says("not connected").does_not_say("Cellar");
    let live = world.listen(&ben, "/app/doors/live").await.until("event: renew").await;
    assert!(live.contains(&street.id.to_string()) && !live.contains(&cellar.id.to_string()), "{live}");

    let missing = world.post(&ben, "/app/doors/0198c0de-7a11-7000-8000-000000000001/unlock", &[("press", "1")]).await;
    let foreign = world.post(&ben, &format!("/app/doors/{}/unlock", cellar.id), &[("press", "1")]).await;
    assert_eq!((foreign.status, &foreign.body), (StatusCode::NOT_FOUND, &missing.body));
    let told = world.press(&ben, &format!("/app/doors/{}/unlock", cellar.id), "1").await;
    assert_eq!(told.status, StatusCode::NOT_FOUND);
    told.says("\"outcome\":\"refused\"").says("There is no access to this door.");
    assert_eq!(refusals(&world.get(&anna, "/control/events").await), 0, "a door that is not theirs was not pressed");
}

#[tokio::test]
async fn a_door_without_remote_unlock_is_shown_and_not_offered() {
    let (world, anna) = World::with_anna().await;
    let street = world.door(&anna, "Street door").await;
    let (user, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.give_access(&anna, &user, &street, false).await;
    let page = world.get(&ben, "/app").await;
    page.says("Street door").does_not_say("class=\"press\"").does_not_say("/app/share?door=");
    let refused = world.press(&ben, &format!("/app/doors/{}/unlock", street.id), "1").await;
    assert_eq!(refused.status, StatusCode::OK);
    refused.says("\"outcome\":\"refused\"").says("\"title\":\"Not opened\"");
}

#[tokio::test]
async fn a_press_sent_again_is_the_same_press() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let path = format!("/app/doors/{}/unlock", door.id);
    // A door without a controller has no button; one that lost it while the page was open may still be pressed.
    world.get(&anna, "/app").await.says("Street door").does_not_say("class=\"press\"");
    for _ in 0..2 {
        // Without a script the answer is a page, on the door's own card.
        world
            .post(&anna, &path, &[("press", "0198c0de-0")])
            .await
            .says("Not opened")
            .says("This door is not connected yet");
    }
    let first = world.press(&anna, &path, "0198c0de-1").await;
    assert_eq!(first.headers[header::CONTENT_TYPE], "application/json");
    assert_eq!(first.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(world.press(&anna, &path, "0198c0de-1").await.body, first.body);
    assert_eq!(refusals(&world.get(&anna, "/app/activity").await), 2);
    assert_eq!(world.get(&anna, &path).await.location(), "/app", "loading the answer's address opens nothing");
}

#[tokio::test]
async fn a_press_that_waited_too_long_in_the_browser_moves_nothing() {
    let (world, anna) = World::with_anna().await;
    let path = format!("/app/doors/{}/unlock", world.door(&anna, "Street door").await.id);
    let said = async |press: &str| world.press(&anna, &path, press).await.body;
    assert!(said("1&age=300").await.contains("not connected yet"));
    for old in ["2&age=3600000", "3&age=99999999999999999999", "4&age=-1", "5&age=soon"] {
        let body = said(old).await;
        assert!(body.contains("\"outcome\":\"refused\"") && !body.contains("not connected yet"), "{old}: {body}");
    }
}

#[tokio::test]
async fn activity_is_ones_own_even_for_who_may_see_all() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let (user, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.give_access(&anna, &user, &door, true).await;
    world.press(&ben, &format!("/app/doors/{}/unlock", door.id), "1").await;
    let bens = world.get(&ben, "/app/activity").await;
    bens.says("was refused at").says("Street door");
    let annas = world.get(&anna, "/app/activity").await;
    assert_eq!(refusals(&annas), 0);
    for page in [bens, annas] {
        page.does_not_say("href=\"/control").does_not_say("may open");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_and_leads_back() {
    let (world, anna) = World::with_anna().await;
    world.get(&anna, "/app/me").await.says("Anna").says("anna@example.com").says("/control/settings/own");
    let out = world.post(&anna, "/app/sign-out", &[]).await;
    assert_eq!(out.location(), "/sign-in?next=/app");
    assert!(out.cookie().contains("Max-Age=0"));
    assert_eq!(world.get(&anna, "/app").await.location(), "/sign-in?next=/app");
}

#[tokio::test]
async fn hostile_names_are_only_names() {
    let (world, anna) = World::with_anna().await;
    let name = "<script>alert(1)</script>\"'";
    let door = world.door(&anna, name).await;
    world.press(&anna, &format!("/app/doors/{}/unlock", door.id), "1").await;
    for path in ["/app", "/app/share", "/app/activity"] {
        world.get(&anna, path).await.does_not_say("<script>alert").says("&#60;script&#62;alert(1)");
    }
    world.get(&anna, "/app/share?door=%22%3E%3Cscript%3E").await.does_not_say("\"><script");
}

#[tokio::test]
async fn the_worker_may_serve_the_whole_app_and_keeps_only_its_shell() {
    let (world, _) = World::with_anna().await;
    let nobody = Browser::signed_out();
    let worker = world.get(&nobody, "/app/sw.js").await;
    assert_eq!(worker.headers["service-worker-allowed"], "/app");
    assert_eq!(worker.headers[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
    let kept = worker.body.lines().find(|line| line.starts_with("const SHELL")).unwrap();
    let kept: Vec<&str> = kept.split('"').filter(|part| part.starts_with("/assets/")).collect();
    assert_eq!(kept.len(), 6, "{kept:?}");
    assert_eq!(worker.body.matches(".put(").count(), 0, "no answer of a page is ever stored");
    let offline = world.get(&nobody, "/app/offline").await;
    offline.says("You are offline. Doors open only with a connection.");
    let named = offline.body.split('"').filter(|part| part.starts_with("/assets/"));
    for file in named.map(|part| part.split('#').next().unwrap()).filter(|file| !file.contains("/app-")) {
        assert!(kept.contains(&file), "the offline page needs {file}");
    }
}

#[tokio::test]
async fn the_manifest_names_icons_that_are_there() {
    let (world, _) = World::with_anna().await;
    let nobody = Browser::signed_out();
    let page = world.get(&nobody, "/app/manifest.webmanifest").await;
    assert_eq!(page.headers[header::CONTENT_TYPE], "application/manifest+json");
    let manifest: Value = serde_json::from_str(&page.body).unwrap();
    assert_eq!((&manifest["start_url"], &manifest["scope"]), (&Value::from("/app"), &Value::from("/app")));
    let icons = manifest["icons"].as_array().unwrap();
    assert!(icons.iter().any(|icon| icon["purpose"] == "maskable"));
    for icon in icons {
        let file = world.get(&nobody, icon["src"].as_str().unwrap()).await;
        assert_eq!(file.status, StatusCode::OK, "{icon}");
        assert_eq!(file.headers[header::CONTENT_TYPE].to_str().unwrap(), icon["type"].as_str().unwrap());
    }
}
