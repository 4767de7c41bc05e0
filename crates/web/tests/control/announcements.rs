//! Settings, Home Assistant: set up by who manages the organization, the password never shown, and taken back.

use axum::http::StatusCode;
use keylink_domain::user::Role;

use crate::world::World;

const PAGE: &str = "/control/settings/home-assistant";

#[tokio::test]
async fn an_announcement_is_set_up_changed_and_taken_back() {
    let (world, anna) = World::with_anna().await;
    let (home, _) = world.user(&anna, "Home", "home@example.com", Role::Member).await;
    let page = world.get(&anna, PAGE).await;
    page.says("Announce doors").says("MQTT broker").says("Home</option>").does_not_say("Announce no more");
    let user = home.id.to_string();
    let fields = |broker: &'static str, password: &'static str| {
        [("broker", broker), ("login", "keylink"), ("password", password), ("user_id", user.as_str()), ("prefix", "")]
    };
    for (broker, words) in [("", "look like"), ("http://a", "no broker"), ("mqtt://me:pw@a", "out of the address")] {
        let wrong = world.post(&anna, PAGE, &fields(broker, "hush-hush-42")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        wrong.says("id=\"broker-error\"").does_not_say("hush-hush-42");
    }
    // Nobody listens there: it is set up, and the page says what is wrong.
    let set = world.post(&anna, PAGE, &fields("mqtt://127.0.0.1:9", "hush-hush-42")).await;
    assert_eq!(set.location(), format!("{PAGE}?done=announced"));
    let page = world.get(&anna, PAGE).await;
    page.says("Announce no more")
        .says("mqtt://127.0.0.1:9")
        .says("Leave it empty to keep")
        .does_not_say("hush-hush-42");
    assert!(page.body.contains(&format!("value=\"{user}\" selected")), "as whom doors open");
    let kept = world.post(&anna, PAGE, &fields("mqtt://127.0.0.1:9", "")).await;
    assert_eq!(kept.location(), format!("{PAGE}?done=announced"));
    let elsewhere = world.post(&anna, PAGE, &fields("mqtt://127.0.0.1:10", "")).await;
    elsewhere.says("id=\"password-error\"").says("must be given again");
    let log = world.get(&anna, "/control/events").await;
    log.says("had the doors announced to a home automation").does_not_say("hush-hush-42");
    let back = world.post(&anna, &format!("{PAGE}/remove"), &[]).await;
    assert_eq!(back.location(), format!("{PAGE}?done=announced-no-more"));
    world.get(&anna, PAGE).await.says("Announce doors").does_not_say("Announce no more");
    world.get(&anna, "/control/events").await.says("had the doors announced no more");
}

#[tokio::test]
async fn members_and_managers_have_no_use_for_it() {
    let (world, anna) = World::with_anna().await;
    for (name, role) in [("Ben", Role::Member), ("Mia", Role::Manager)] {
        let (_, who) = world.user(&anna, name, &format!("{name}@example.com"), role).await;
        assert_eq!(world.get(&who, PAGE).await.status, StatusCode::FORBIDDEN);
        let fields = [("broker", "mqtt://127.0.0.1:9"), ("login", "x")];
        assert_eq!(world.post(&who, PAGE, &fields).await.status, StatusCode::FORBIDDEN);
        world.get(&who, "/control/settings/own").await.does_not_say(PAGE);
    }
}
