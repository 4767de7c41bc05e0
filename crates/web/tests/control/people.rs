//! People, their credentials and access, and tokens, through their pages.

use axum::http::StatusCode;
use keylink_domain::user::{Role, UserState};

use crate::world::World;

#[tokio::test]
async fn a_user_is_added_and_signs_in_by_a_link() {
    let (world, anna) = World::with_anna().await;
    let fields = [("name", "Ben"), ("email", "anna@example.com"), ("role", "manager")];
    let taken = world.post(&anna, "/control/people", &fields).await;
    assert_eq!((taken.status, taken.value("name")), (StatusCode::UNPROCESSABLE_ENTITY, "Ben".to_owned()));
    taken.says("id=\"email-error\"").says("Somebody has this address already.");
    let done = world
        .post(&anna, "/control/people", &[("name", "Ben"), ("email", "ben@example.com"), ("role", "manager")])
        .await;
    let path = done.location().strip_suffix("?done=user-added").unwrap().to_owned();
    world.get(&anna, done.location()).await.says("Ben\u{2019}s Cloud Key").says("The user was added");
    let page = world.post(&anna, &format!("{path}/sign-in-link"), &[]).await;
    page.says("http://keys.test/sign-in/");
    world.get(&anna, "/control/events").await.says("a sign-in link was made");
}

#[tokio::test]
async fn nobody_hands_out_a_sign_in_link_of_a_higher_rank() {
    let (world, anna) = World::with_anna().await;
    let owner = world.actor(&anna).await.user().unwrap();
    let (admin, ben) = world.user(&anna, "Ben", "ben@example.com", Role::Admin).await;
    let (_, clara) = world.user(&anna, "Clara", "clara@example.com", Role::Manager).await;
    let status = async |by, of| world.post(by, &format!("/control/people/{of}/sign-in-link"), &[]).await.status;
    assert_eq!(status(&ben, owner).await, StatusCode::FORBIDDEN);
    assert_eq!(status(&clara, admin.id).await, StatusCode::FORBIDDEN);
    assert_eq!(status(&anna, admin.id).await, StatusCode::OK);
}

#[tokio::test]
async fn revoking_a_cloud_key_says_what_ends() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    world.post(&anna, "/control/links/new", &[("name", "Mia"), ("doors", &door), ("ends", "day")]).await;
    let actor = world.actor(&anna).await;
    let user = actor.user().unwrap();
    let key = world.house.credentials(&actor, Some(user)).await.unwrap().remove(0);
    let path = format!("/control/people/{user}/credentials/{}", key.id);
    world.get(&anna, &format!("{path}?state=revoked")).await.says("1 link under it opens nothing from then on.");
    let done = world.post(&anna, &path, &[("state", "revoked")]).await;
    assert_eq!(done.location(), format!("/control/people/{user}?done=key-revoked"));
    let page = world.post(&anna, "/control/links/new", &[("name", "Tom"), ("doors", &door), ("ends", "day")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("You have no cloud key that counts now");
    let form = world.get(&anna, "/control/links/new").await;
    form.says(&format!("<a href=\"/control/people/{user}\">Give yourself one</a>"));
    let (ben, bens) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let right = [("door_id", door.as_str()), ("remote_unlock", "on")];
    world.post(&anna, &format!("/control/people/{}/access", ben.id), &right).await;
    let key = world.house.credentials(&actor, Some(ben.id)).await.unwrap().into_iter().next();
    if let Some(key) = key {
        let path = format!("/control/people/{}/credentials/{}", ben.id, key.id);
        world.post(&anna, &path, &[("state", "revoked")]).await;
    }
    world.get(&bens, "/control/links/new").await.says("Ask an administrator for one.");
}

#[tokio::test]
async fn access_is_given_changed_and_taken() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    let (ben, _) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let path = format!("/control/people/{}", ben.id);
    world.post(&anna, &format!("{path}/access"), &[("door_id", &door), ("remote_unlock", "on")]).await;
    let actor = world.actor(&anna).await;
    let access = world.house.accesses(&actor, Some(ben.id)).await.unwrap().remove(0);
    assert!(access.remote_unlock);
    let change = format!("{path}/access/{}", access.id);
    world.post(&anna, &change, &[("act", "remote-off")]).await;
    assert!(!world.house.access(&actor, access.id).await.unwrap().remote_unlock);
    assert_eq!(world.post(&anna, &change, &[("act", "nonsense")]).await.status, StatusCode::SEE_OTHER);
    assert!(!world.house.access(&actor, access.id).await.unwrap().remote_unlock);
    world.post(&anna, &change, &[("act", "take")]).await;
    assert!(world.house.accesses(&actor, Some(ben.id)).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_last_owner_stays() {
    let (world, anna) = World::with_anna().await;
    let user = world.actor(&anna).await.user().unwrap();
    let page = world.post(&anna, &format!("/control/people/{user}/state"), &[("state", "suspended")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("last owner");
    let (ben, browser) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world.post(&anna, &format!("/control/people/{}/state", ben.id), &[("state", "suspended")]).await;
    let now = world.house.user(&world.actor(&anna).await, ben.id).await.unwrap();
    assert_eq!(now.state, UserState::Suspended);
    assert_eq!(world.get(&browser, "/control").await.status, StatusCode::SEE_OTHER, "a suspended user is out at once");
}

#[tokio::test]
async fn a_token_is_shown_once() {
    let (world, anna) = World::with_anna().await;
    let page = world.post(&anna, "/control/settings/tokens", &[("name", "Booking calendar")]).await;
    page.says("value=\"klt_");
    let list = world.get(&anna, "/control/settings/tokens").await;
    list.says("Booking calendar").does_not_say("klt_");
}

#[tokio::test]
async fn a_lockdown_is_asked_for_and_seen_everywhere() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let path = format!("/control/settings/sites/{}/lockdown", door.site);
    world.get(&anna, &path).await.says("Lock down now");
    world.get(&anna, "/control").await.does_not_say("<b>Lockdown:</b>").says(&path);
    world.post(&anna, &path, &[("lockdown", "on")]).await;
    world.get(&anna, "/control").await.says("<b>Lockdown:</b> Lindenhof 4").does_not_say(&path);
    world.get(&anna, &path).await.says("Lift the lockdown");
    for unsaid in [&[][..], &[("lockdown", "")], &[("lockdown", "no")]] {
        world.post(&anna, &path, unsaid).await;
        world.get(&anna, &path).await.says("Lift the lockdown");
    }
    world.post(&anna, &path, &[("lockdown", "off")]).await;
    world.get(&anna, "/control").await.does_not_say("<b>Lockdown:</b>");
}

#[tokio::test]
async fn the_organization_says_the_risk_of_a_plain_tap() {
    let (world, anna) = World::with_anna().await;
    world.get(&anna, "/control/settings").await.says("The risk is yours");
    let done = world.post(&anna, "/control/settings", &[("name", "Lindenhof"), ("gesture", "tap")]).await;
    assert_eq!(done.location(), "/control/settings?done=saved");
    world.get(&anna, "/control/events").await.says("gesture from person to tap");
}
