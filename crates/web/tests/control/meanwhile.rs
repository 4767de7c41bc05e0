//! What others did meanwhile is told and not written over; a form that is sent again makes no other secret.

use axum::http::StatusCode;
use keylink_domain::link::Link;
use keylink_domain::user::{Role, UserState};
use keylink_service::Trouble;
use keylink_service::session::Visit;
use keylink_service::user::UserInput;

use crate::world::{Browser, Page, World};

async fn link(world: &World, by: &Browser, fields: &[(&str, &str)]) -> Link {
    let door = world.door(by, "Street door").await.id.to_string();
    let all = [&[("name", "Mia"), ("doors", door.as_str())][..], fields].concat();
    world.post(by, "/control/links/new", &all).await.says("The link is ready.");
    world.house.links(&world.actor(by).await, None, 1).await.unwrap().remove(0)
}

/// The address or password that a page hands out.
fn handed(page: &Page) -> String {
    let from = page.body.find("readonly").expect("something to copy");
    let start = page.body[..from].rfind("value=\"").unwrap() + 7;
    page.body[start..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_stale_page_does_not_undo_a_demotion() {
    let (world, anna) = World::with_anna().await;
    let (ben, _) = world.user(&anna, "Ben", "ben@example.com", Role::Admin).await;
    let path = format!("/control/people/{}", ben.id);
    let seen = world.get(&anna, &path).await.value("seen");
    let actor = world.actor(&anna).await;
    let demoted = UserInput { role: Some(Role::Member), ..UserInput::default() };
    world.house.change_user(&actor, ben.id, demoted).await.unwrap();
    let stale = [("name", "Benjamin"), ("email", "ben@example.com"), ("role", "admin"), ("seen", seen.as_str())];
    let page = world.post(&anna, &path, &stale).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Somebody changed this in the meantime")
        .says("Somebody else made this \u{201c}Member\u{201d} meanwhile.");
    assert_eq!(page.value("name"), "Benjamin", "what was typed stays");
    assert_eq!(world.house.user(&actor, ben.id).await.unwrap().role, Role::Member);
    // Both are shown now: what is sent next is meant.
    let again = stale.map(|(name, value)| (name, if name == "seen" { page.value("seen") } else { value.to_owned() }));
    let again: Vec<_> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(world.post(&anna, &path, &again).await.location(), format!("{path}?done=saved"));
}

#[tokio::test]
async fn a_stale_page_of_a_site_a_door_or_a_key_is_told() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let actor = world.actor(&anna).await;
    let user = actor.user().unwrap();
    let key = world.house.credentials(&actor, Some(user)).await.unwrap().remove(0).id;
    let key_path = format!("/control/people/{user}/credentials/{key}/edit");
    let made = world.post(&anna, "/control/schedules/new", &[("name", "Office"), ("mon", "08:00-12:00")]).await;
    let schedule = made.location().trim_end_matches("?done=schedule-made").to_owned();
    for (path, names) in [
        (format!("/control/settings/sites/{}", door.site), vec!["name", "zone", "seen"]),
        (format!("/control/doors/{}", door.id), vec!["name", "channel", "pulse", "seen"]),
        (key_path, vec!["name", "valid_from", "valid_until", "seen"]),
        (schedule, vec!["name", "mon", "tue", "seen"]),
    ] {
        let page = world.get(&anna, &path).await;
        let fields: Vec<_> = names.iter().map(|name| (*name, page.value(name))).collect();
        let with = |new: &'static str| {
            let value = |name: &str, value: &str| if name == "name" { new.to_owned() } else { value.to_owned() };
            fields.iter().map(|(name, old)| (*name, value(name, old))).collect::<Vec<_>>()
        };
        let send = async |fields: Vec<(&str, String)>| {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            world.post(&anna, &path, &fields).await
        };
        assert_eq!(send(with("First")).await.status, StatusCode::SEE_OTHER, "{path}");
        let second = send(with("Second")).await;
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        second.says("Somebody else made this \u{201c}First\u{201d} meanwhile.");
        assert_eq!(second.value("name"), "Second");
    }
}

#[tokio::test]
async fn a_page_with_a_new_secret_that_is_loaded_again_makes_no_other() {
    let (world, anna) = World::with_anna().await;
    let made = link(&world, &anna, &[("ends", "day"), ("webhook", "on")]).await;
    let path = format!("/control/links/{}", made.id);
    let generation = world.get(&anna, &format!("{path}/rotate")).await.value("generation");
    let first = world.post(&anna, &format!("{path}/rotate"), &[("generation", &generation)]).await;
    let secret = handed(&first).rsplit('/').next().unwrap().to_owned();
    let again = world.post(&anna, &format!("{path}/rotate"), &[("generation", &generation)]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    again.says("was given a new address already");
    assert!(world.house.guest(&secret, None).await.is_ok(), "the address that was shown still counts");

    let generation = first.value("generation");
    let fields = [("generation", generation.as_str())];
    assert_eq!(world.post(&anna, &format!("{path}/webhook/rotate"), &fields).await.status, StatusCode::OK);
    let again = world.post(&anna, &format!("{path}/webhook/rotate"), &fields).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    again.says("was renewed already");

    let list = "/control/settings/controllers";
    let key = world.get(&anna, list).await.value("key");
    let fields = [("name", "Cabinet"), ("key", key.as_str())];
    assert_eq!(world.post(&anna, list, &fields).await.status, StatusCode::OK);
    world.post(&anna, list, &fields).await.says("This was done already");
    let actor = world.actor(&anna).await;
    let all = world.house.controllers(&actor).await.unwrap();
    assert_eq!(all.len(), 1);
    let rotate = format!("{list}/{}/rotate", all[0].id);
    let fields = [("key", world.get(&anna, &rotate).await.value("key"))];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(world.post(&anna, &rotate, &fields).await.status, StatusCode::OK);
    assert_eq!(world.post(&anna, &rotate, &fields).await.status, StatusCode::CONFLICT);

    let key = world.get(&anna, "/control/doors/new").await.value("key");
    let fields = [("name", "Yard"), ("controller", "new"), ("pulse", "5"), ("key", key.as_str())];
    assert_eq!(world.post(&anna, "/control/doors/new", &fields).await.status, StatusCode::OK);
    assert_eq!(world.post(&anna, "/control/doors/new", &fields).await.status, StatusCode::CONFLICT);
    assert_eq!(world.house.controllers(&actor).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_change_of_what_was_just_revoked_says_so_and_keeps_what_was_typed() {
    let (world, anna) = World::with_anna().await;
    let made = link(&world, &anna, &[("ends", "day")]).await;
    let path = format!("/control/links/{}", made.id);
    world.post(&anna, &format!("{path}/revoke"), &[]).await;
    let fields =
        [("name", "Mia and Tom"), ("doors", &*made.doors[0].to_string()), ("revision", "1"), ("ends", "never")];
    let page = world.post(&anna, &path, &fields).await;
    page.says("Somebody revoked this link while you were typing.").says("What you typed").says("<dd>Mia and Tom</dd>");
    page.says("<dt>Doors</dt><dd>Street door</dd>").says("<dt>Ends</dt><dd>no end</dd>");
    page.does_not_say("What you typed is below").says(&format!("/control/links/new?like={}", made.id));
}

#[tokio::test]
async fn more_time_is_only_said_where_there_is_more() {
    let (world, anna) = World::with_anna().await;
    let made = link(&world, &anna, &[("ends", "day"), ("max_uses", "1")]).await;
    let path = format!("/app/links/{}", made.id);
    let revoked = link(&world, &anna, &[("ends", "day")]).await;
    world.post(&anna, &format!("/control/links/{}/revoke", revoked.id), &[]).await;
    let page = world.post(&anna, &format!("/app/links/{}/extend", revoked.id), &[("by", "hour")]).await;
    page.says("This link was revoked");
    let done = world.post(&anna, &format!("{path}/extend"), &[("by", "hour"), ("revision", "1")]).await;
    assert_eq!(done.location(), format!("{path}?done=link-extended"));
}

#[tokio::test]
async fn a_slip_in_one_form_of_a_person_leaves_the_others_as_they_are() {
    let (world, anna) = World::with_anna().await;
    let (ben, _) = world.user(&anna, "Ben", "ben@example.com", Role::Manager).await;
    let path = format!("/control/people/{}", ben.id);
    let page = world.post(&anna, &format!("{path}/credentials"), &[("key_name", "Flat"), ("valid_from", "soon")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("id=\"valid_from-error\"").says("value=\"manager\" selected");
    let values = ["name", "email", "key_name"].map(|name| page.value(name));
    assert_eq!(values, ["Ben", "ben@example.com", "Flat"]);
}

#[tokio::test]
async fn only_links_that_could_still_open_are_counted() {
    let (world, anna) = World::with_anna().await;
    let live = link(&world, &anna, &[("ends", "day")]).await;
    let over = link(&world, &anna, &[("ends", "until"), ("valid_until", "2031-07-02T14:00")]).await;
    let path = format!("/control/people/{}/credentials/{}?state=revoked", live.maker, live.credential);
    world.get(&anna, &path).await.says("2 links under it open nothing from then on.");
    world.end_in_the_past(over.id);
    world.get(&anna, &path).await.says("1 link under it opens nothing from then on.");
}

#[tokio::test]
async fn who_was_suspended_or_demoted_meanwhile_changes_nothing() {
    let (world, anna) = World::with_anna().await;
    let (ben, browser) = world.user(&anna, "Ben", "ben@example.com", Role::Admin).await;
    // Admitted, and then held up on the way to what he meant to do.
    let (owner, admitted) = (world.actor(&anna).await, world.actor(&browser).await);
    let to = |role, state| UserInput { role: Some(role), state: Some(state), ..UserInput::default() };
    for (role, state) in [(Role::Admin, UserState::Suspended), (Role::Member, UserState::Active)] {
        world.house.change_user(&owner, ben.id, to(role, state)).await.unwrap();
        let back = world.house.change_user(&admitted, ben.id, to(Role::Admin, UserState::Active)).await;
        assert!(matches!(back, Err(Trouble::Forbidden)), "{role:?} {state:?}");
    }
    assert_eq!(world.house.user(&owner, ben.id).await.unwrap().role, Role::Member);
}

#[tokio::test]
async fn what_let_a_user_in_before_does_so_no_more() {
    let (world, anna) = World::with_anna().await;
    let (ben, browser) = world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    let (owner, visit) = (world.actor(&anna).await, Visit::default());
    let made = async || {
        let link = world.house.hand_out_sign_in_link(&owner, ben.id).await.unwrap();
        keylink_canary::keep_url(&link);
        link.rsplit('/').next().unwrap().to_owned()
    };
    let is_good = async |link: &str| world.house.sign_in_once(link, None, &visit).await.is_ok();
    let (first, second) = (made().await, made().await);
    assert!(!is_good(&first).await, "a new link takes the place of the one before");
    assert!(is_good(&second).await);
    let change = async |input| world.house.change_user(&owner, ben.id, input).await.unwrap();
    let third = made().await;
    change(UserInput { email: Some("benjamin@example.com".to_owned()), ..UserInput::default() }).await;
    assert!(!is_good(&third).await, "it may have gone to the address before");
    let fourth = made().await;
    change(UserInput { role: Some(Role::Admin), ..UserInput::default() }).await;
    assert!(!is_good(&fourth).await, "it was made for somebody who may do less");
    // Taken up again, he signs in again: the phone may be stolen.
    for state in [UserState::Suspended, UserState::Active] {
        change(UserInput { state: Some(state), ..UserInput::default() }).await;
    }
    assert!(world.get(&browser, "/control").await.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_stale_page_of_what_the_whole_organization_shares_is_told() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await;
    let made = world.post(&anna, "/control/people/groups", &[("name", "Staff")]).await;
    let group = made.location().trim_end_matches("?done=group-added").to_owned();
    let (links, words) = ("/control/settings/links", "/control/settings/messages");
    let site = format!("/control/settings/sites/{}", door.site);
    // Where the form stands, where it goes, its mark, its other fields, and the one that both change, from what to what.
    for (page, to, mark, rest, field, values) in [
        (
            "/control/settings",
            "/control/settings",
            "seen",
            &[("gesture", "person")][..],
            "name",
            ["Lindenhof 5", "Our house"],
        ),
        (links, links, "seen", &[("longest", "7"), ("longest_unit", "days")], "max_uses", ["20", "30"]),
        (&group, &group, "seen", &[], "name", ["Cleaning", "Guards"]),
        (
            words,
            words,
            "seen",
            &[("channel", "mail"), ("language", "en"), ("act", "save"), ("subject", "Hello")],
            "body",
            ["A {link}", "B {link}"],
        ),
        (&site, &format!("{site}/contact"), "contact_seen", &[], "contact_phone", ["+43 1 111", "+43 1 222"]),
        (
            "/control/settings/own",
            "/control/settings/own/contact",
            "contact_seen",
            &[],
            "contact_note",
            ["Ring", "Knock"],
        ),
    ] {
        let seen = world.get(&anna, page).await.value(mark);
        assert!(!seen.is_empty(), "{page}");
        let send = async |value: &str, seen: &str| {
            let fields = [rest, &[(field, value), (mark, seen)]].concat();
            world.post(&anna, to, &fields).await
        };
        assert_eq!(send(values[0], &seen).await.status, StatusCode::SEE_OTHER, "{page}");
        let second = send(values[1], &seen).await;
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
        second.says("Somebody changed this in the meantime");
        second.says(&format!("Somebody else made this \u{201c}{}\u{201d} meanwhile.", values[0]));
        second.says(values[1]);
        // Both are shown now: what is sent next is meant.
        let seen = second.value(mark);
        assert_eq!(send(values[1], &seen).await.status, StatusCode::SEE_OTHER, "{page}");
        world.get(&anna, page).await.says(values[1]);
    }
}

#[tokio::test]
async fn words_that_somebody_else_made_their_own_meanwhile_are_not_thrown_away() {
    let (world, anna) = World::with_anna().await;
    let page = "/control/settings/messages";
    let send = async |act: &str, body: &str, seen: &str| {
        let fields =
            [("channel", "sms"), ("language", "de"), ("subject", ""), ("body", body), ("seen", seen), ("act", act)];
        world.post(&anna, page, &fields).await
    };
    let there = "/control/settings/messages?channel=sms&language=de";
    let built_in = world.get(&anna, there).await.value("seen");
    assert_eq!(send("save", "Da: {link}", &built_in).await.status, StatusCode::SEE_OTHER);
    let first = world.get(&anna, there).await.value("seen");
    assert_eq!(send("save", "Hier: {link}", &first).await.status, StatusCode::SEE_OTHER);
    let refused = send("reset", "Da: {link}", &first).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("Somebody else made this \u{201c}Hier: {link}\u{201d} meanwhile.");
    world.get(&anna, there).await.says("Hier: {link}");
    let seen = refused.value("seen");
    assert_eq!(send("reset", "Da: {link}", &seen).await.status, StatusCode::SEE_OTHER);
    world.get(&anna, there).await.does_not_say("Hier: {link}");
}
