//! Pages that show something once: loaded again, which sends their form again, they make nothing more.

use axum::http::StatusCode;
use keylink_domain::user::Role;

use crate::world::{PASSWORD, Page, World};

const SAID: &str = "nothing more was made now";

fn is_told(page: &Page) {
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says(SAID);
}

#[tokio::test]
async fn a_token_s_page_makes_one_token() {
    let (world, anna) = World::with_anna().await;
    let path = "/control/settings/tokens";
    let key = world.get(&anna, path).await.value("key");
    let fields = [("name", "Booking calendar"), ("key", key.as_str())];
    let made = world.post(&anna, path, &fields).await;
    made.says("shown this once").says("klt_");
    let again = world.post(&anna, path, &fields).await;
    is_told(&again);
    again.does_not_say("klt_");
    let actor = world.actor(&anna).await;
    assert_eq!(world.house.tokens(&actor).await.unwrap().len(), 1);
    // The page that showed it makes another, if that is meant.
    let fields = [("name", "Booking calendar"), ("key", &*made.value("key"))];
    world.post(&anna, path, &fields).await.says("klt_");
    assert_eq!(world.house.tokens(&actor).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_sign_in_link_and_an_invitation_are_made_once() {
    let (world, anna) = World::with_anna().await;
    let (ben, _) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let path = format!("/control/people/{}", ben.id);
    let count = async |what: &str| {
        let page = world.get(&anna, "/control/events").await;
        page.body.matches(what).count()
    };
    let key = world.get(&anna, &path).await.value("key");
    let invited = world.post(&anna, &format!("{path}/invitation"), &[("key", &key)]).await;
    invited.says("http://keys.test/invitation/");
    let again = world.post(&anna, &format!("{path}/invitation"), &[("key", &key)]).await;
    is_told(&again);
    again.does_not_say("http://keys.test/invitation/");
    assert_eq!(count("an invitation was made").await, 1);
    let link = invited.body.split("http://keys.test").nth(1).unwrap().split('"').next().unwrap();
    let nobody = crate::world::Browser::signed_out();
    let accepted = world.post(&nobody, link, &[("password", PASSWORD)]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "the first one is good as it was");

    let key = world.get(&anna, &path).await.value("key");
    let made = world.post(&anna, &format!("{path}/sign-in-link"), &[("key", &key)]).await;
    made.says("http://keys.test/sign-in/");
    let again = world.post(&anna, &format!("{path}/sign-in-link"), &[("key", &key)]).await;
    is_told(&again);
    again.does_not_say("http://keys.test/sign-in/");
    assert_eq!(count("a sign-in link was made").await, 1);
    world.post(&anna, &format!("{path}/sign-in-link"), &[("key", &made.value("key"))]).await.says("/sign-in/");
}
