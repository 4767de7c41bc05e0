//! Who lost the password, or the phone: a link that somebody hands over lets them in, and set another.

use axum::http::StatusCode;
use keylink_domain::user::Role;
use keylink_service::session::Visit;

use crate::world::{Browser, PASSWORD, Page, World};

const OWN: &str = "/control/settings/own";
const NEW: &str = "rain on the roof";

fn browser(page: &Page) -> Browser {
    let cookies = page.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    let session = cookies.map(|cookie| cookie.split(';').next().unwrap()).find(|one| one.contains("session")).unwrap();
    Browser { cookie: session.to_owned() }
}

/// Anna comes by a link that the operator made.
async fn come_by_link(world: &World) -> Page {
    let operator = keylink_domain::actor::Who::Operator;
    let organization = world.house.organizations().await.unwrap()[0].id;
    let actor = keylink_domain::actor::Actor::new(organization, operator);
    let anna = world.house.users(&actor).await.unwrap()[0].id;
    let link = world.house.hand_out_sign_in_link(&actor, anna).await.unwrap();
    keylink_canary::keep_url(&link);
    world.post(&Browser::signed_out(), link.strip_prefix("http://keys.test").unwrap(), &[]).await
}

async fn signs_in(world: &World, password: &str) -> bool {
    world.house.sign_in("anna@example.com", password.to_owned(), None, &Visit::default()).await.is_ok()
}

fn new_password(old: &'static str) -> [(&'static str, &'static str); 2] {
    [("old_password", old), ("password", NEW)]
}

#[tokio::test]
async fn a_handed_link_sets_a_new_password_without_the_old_one() {
    let (world, elsewhere) = World::with_anna().await;
    let come = come_by_link(&world).await;
    assert_eq!((come.status, come.location()), (StatusCode::SEE_OTHER, OWN), "that is what they came for");
    let anna = browser(&come);
    world.get(&anna, OWN).await.says("the old one is not asked for").does_not_say("name=\"old_password\"");
    let done = world.post(&anna, &format!("{OWN}/password"), &new_password("")).await;
    assert_eq!(done.location(), format!("{OWN}?done=password"));
    assert!(signs_in(&world, NEW).await && !signs_in(&world, PASSWORD).await);
    let page = world.get(&elsewhere, "/control").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "whoever else was signed in is out");
    world
        .get(&anna, "/control/events")
        .await
        .says("a new password, by a sign-in link")
        .says("signed in by a sign-in link");
}

#[tokio::test]
async fn it_does_so_for_ten_minutes_and_proves_nothing_else() {
    let (world, _) = World::with_anna().await;
    let anna = browser(&come_by_link(&world).await);
    let site = world.house.sites(&world.actor(&anna).await).await.unwrap()[0].id;
    let lockdown = format!("/control/settings/sites/{site}/lockdown");
    world.post(&anna, &lockdown, &[("lockdown", "on")]).await.says("Is it you?");
    world.raw("UPDATE sessions SET created_ms = created_ms - 601000 WHERE recovery");
    world.get(&anna, OWN).await.says("name=\"old_password\"");
    let late = world.post(&anna, &format!("{OWN}/password"), &new_password("")).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    late.says("not your present password");
    assert!(signs_in(&world, PASSWORD).await && !signs_in(&world, NEW).await);
}

#[tokio::test]
async fn whoever_came_otherwise_knows_the_old_one() {
    let (world, anna) = World::with_anna().await;
    let wrong = world.post(&anna, &format!("{OWN}/password"), &new_password("")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (ben, _) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let suspended = [("state", "suspended")];
    world.post(&anna, &format!("/control/people/{}/state", ben.id), &suspended).await;
    let refused = world.post(&anna, &format!("/control/people/{}/sign-in-link", ben.id), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("suspended; take them up again first").does_not_say("/sign-in/");
}
