//! A link's PIN and its one device, as guests' browsers meet them; and whom guests may reach.

use axum::http::{StatusCode, header};
use keylink_domain::contact::{Contact, ContactShown};
use keylink_domain::secret::Secret;
use keylink_service::link::{ChangeLink, NewLink};

use crate::guests::{Guest, link_with};
use crate::world::{Browser, World};

const PIN: &str = "47110815";

async fn pinned(world: &World, anna: &Browser) -> (keylink_domain::link::Link, String) {
    let door = world.door(anna, "Street door").await.id;
    keylink_canary::keep(PIN);
    let new = NewLink {
        name: "Mia".to_owned(),
        doors: vec![door],
        pin: Some(PIN.to_owned()),
        share_on: true,
        ..NewLink::default()
    };
    link_with(world, anna, new).await
}

#[tokio::test]
async fn nothing_is_shown_before_the_pin_and_the_device_is_asked_once() {
    let (world, anna) = World::with_anna().await;
    let (link, path) = pinned(&world, &anna).await;
    let mia = Guest::default();
    let asked = mia.get(&world, &path).await;
    asked.says("Type your PIN").says("Anna").does_not_say("Street door").does_not_say("Lindenhof");
    assert_eq!(mia.get(&world, &format!("{path}/share")).await.location(), path, "nor is it passed on without it");
    let wrong = mia.post(&world, &format!("{path}/pin"), &[("pin", "47110816")]).await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    wrong.says("That was not the PIN").does_not_say("47110816").does_not_say("Street door");
    let right = mia.post(&world, &format!("{path}/pin?lang=de"), &[("pin", "4711 0815")]).await;
    assert_eq!((right.status, right.location()), (StatusCode::SEE_OTHER, format!("{path}?lang=de").as_str()));
    for part in ["HttpOnly", "SameSite=Lax", "Path=/k"] {
        assert!(right.cookie().contains(part), "{}", right.cookie());
    }
    mia.get(&world, &path).await.says("Street door").says("Pass it on");

    let another = Guest::default();
    another.get(&world, &path).await.says("Type your PIN");
    let owner = world.actor(&anna).await;
    let change = ChangeLink { pin: Some(Some("2468".to_owned())), ..ChangeLink::default() };
    world.house.change_link(&owner, link.id, change).await.unwrap();
    mia.get(&world, &path).await.says("Type your PIN");
    mia.post(&world, &format!("{path}/pin"), &[("pin", "2468")]).await;
    mia.get(&world, &path).await.says("Street door");
    world.house.change_link(&owner, link.id, ChangeLink { pin: Some(None), ..ChangeLink::default() }).await.unwrap();
    another.get(&world, &path).await.says("Street door");
    let page = world.get(&anna, &format!("/control/links/{}", link.id)).await;
    page.says("A wrong PIN was typed").says("another PIN").does_not_say("2468").does_not_say(PIN);
}

#[tokio::test]
async fn a_press_without_the_pin_opens_nothing() {
    let (world, anna) = World::with_anna().await;
    let (link, path) = pinned(&world, &anna).await;
    let secret = Secret::parse(path.rsplit('/').next().unwrap()).unwrap().hash();
    let (door, mia) = (link.doors[0].to_string(), Guest::default());
    let press = async || {
        let (number, ticket) = world.house.number_ticket(secret).unwrap();
        let number = number.to_string();
        let fields = [("door", door.as_str()), ("gesture", "number"), ("number", &number), ("ticket", &ticket)];
        mia.post(&world, &format!("{path}/unlock"), &fields).await
    };
    press().await.says("Type your PIN");
    mia.post(&world, &format!("{path}/pin"), &[("pin", PIN)]).await;
    // The door has no hardware: that is found out by who may press.
    press().await.says("not connected yet");
    let log = world.get(&anna, "/control/events").await;
    log.says("PIN was not given").says("the door has no controller");
}

#[tokio::test]
async fn one_link_s_ticket_is_no_other_s_and_wrong_pins_are_paused() {
    let (world, anna) = World::with_anna().await;
    let ((_, first), (_, second)) = (pinned(&world, &anna).await, pinned(&world, &anna).await);
    let mia = Guest::default();
    mia.post(&world, &format!("{first}/pin"), &[("pin", PIN)]).await;
    let ticket = mia.cookies.borrow().values().next().unwrap().clone();
    mia.get(&world, &second).await.says("Type your PIN");
    for _ in 0..3 {
        let wrong = mia.post(&world, &format!("{second}/pin"), &[("pin", "1234")]).await;
        assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    }
    // The second link's cookie with the first one's ticket in it.
    let pause = mia.post(&world, &format!("{second}/pin"), &[("pin", PIN)]).await;
    assert_eq!(pause.status, StatusCode::TOO_MANY_REQUESTS);
    pause.says("Try again after");
    let forged = Guest::default();
    let names: Vec<String> = mia.cookies.borrow().keys().cloned().collect();
    for name in names {
        forged.cookies.borrow_mut().insert(name, ticket.clone());
    }
    forged.get(&world, &second).await.says("Type your PIN");
    mia.get(&world, &first).await.says("Street door");
    for odd in ["", "12", "abcd", "1234567890", &"9".repeat(5_000)] {
        let page = mia.post(&world, &format!("{second}/pin"), &[("pin", odd)]).await;
        assert!(!page.status.is_success() && !page.status.is_server_error(), "{odd}: {}", page.status);
    }
}

#[tokio::test]
async fn a_pin_that_is_none_is_refused_at_its_field() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id.to_string();
    for pin in ["12", "123456789", "12a4"] {
        let fields = [("name", "Mia"), ("doors", door.as_str()), ("ends", "day"), ("key", "1"), ("pin", pin)];
        let page = world.post(&anna, "/control/links/new", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("A PIN is 4 to 8 digits");
    }
}

#[tokio::test]
async fn a_browser_gets_what_it_is_known_by_before_it_presses() {
    for (world, secure) in [(World::empty().await, false), (World::at("https://keys.test").await, true)] {
        world.organization("Lindenhof", "anna@example.com").await;
        let anna = world.sign_in("anna@example.com").await;
        let door = world.door(&anna, "Street door").await.id;
        let plain = NewLink { name: "Plain".to_owned(), doors: vec![door], ..NewLink::default() };
        let one = NewLink { first_device_only: true, ..plain.clone() };
        let ((_, plain), (_, path)) = (link_with(&world, &anna, plain).await, link_with(&world, &anna, one).await);
        let mia = Guest::default();
        assert!(
            mia.get(&world, &plain).await.headers.get(header::SET_COOKIE).is_none(),
            "nobody is known without need"
        );
        let page = mia.get(&world, &path).await;
        page.says("Street door");
        assert_eq!(page.cookie().contains("Secure"), secure);
        assert!(page.cookie().contains("keylink_device=") && page.cookie().contains("HttpOnly"), "{}", page.cookie());
        let known = mia.cookies.borrow().clone();
        mia.get(&world, &path).await.says("Street door");
        assert_eq!(*mia.cookies.borrow(), known, "the same from then on");
    }
}

#[tokio::test]
async fn guests_reach_whom_the_maker_chose() {
    let (world, anna) = World::with_anna().await;
    let door = world.door(&anna, "Street door").await.id;
    let bad = [("contact_phone", "call me"), ("contact_mail", ""), ("contact_note", "")];
    world.post(&anna, "/control/settings/own/contact", &bad).await.says("not a telephone number");
    let good =
        [("contact_phone", "+43 660 1234567"), ("contact_mail", "anna@example.com"), ("contact_note", "Ring twice")];
    assert_eq!(world.post(&anna, "/control/settings/own/contact", &good).await.status, StatusCode::SEE_OTHER);
    world.get(&anna, "/control/settings/own").await.says("+43 660 1234567");
    let site = world.house.sites(&world.actor(&anna).await).await.unwrap()[0].id;
    let desk =
        [("contact_name", "Reception"), ("contact_phone", "030 12345"), ("contact_mail", ""), ("contact_note", "")];
    world.post(&anna, &format!("/control/settings/sites/{site}/contact"), &desk).await;
    let link = async |contact| {
        let new = NewLink { name: "Mia".to_owned(), doors: vec![door], contact, ..NewLink::default() };
        Guest::default().get(&world, &link_with(&world, &anna, new).await.1).await
    };
    link(ContactShown::Nobody).await.does_not_say("tel:").does_not_say("mailto:");
    let maker = link(ContactShown::Maker).await;
    maker
        .says("href=\"tel:+436601234567\"")
        .says("https://wa.me/436601234567")
        .says("mailto:anna@example.com")
        .says("Ring twice");
    let desk = link(ContactShown::Site).await;
    desk.says("Reception").says("href=\"tel:03012345\"").does_not_say("wa.me").does_not_say("anna@example.com");
    let owner = world.actor(&anna).await;
    let long = Contact { note: "x".repeat(5_000), ..Contact::default() };
    assert!(world.house.set_own_contact(&owner, long, None).await.is_err());
}
