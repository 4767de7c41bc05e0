//! Links that their makers take along to programs of their own: a line for each, and who may have one written.

use std::sync::Arc;

use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::delivery::Handover;
use keylink_domain::event::{Event, EventKind};
use keylink_domain::sentence::sentence;
use keylink_domain::user::Role;
use keylink_service::delivery::Settings as Sending;
use keylink_service::link::NewLink;
use keylink_service::user::UserInput;
use keylink_service::{House, Trouble};

use crate::scene::{Owner, Scene};

/// The hand-overs of the owner's link, as sentences, oldest first.
async fn told(house: &House, owner: &Owner) -> Vec<String> {
    let mut log = owner.log(house).await;
    log.retain(|event| event.line.kind == EventKind::LinkHanded);
    log.iter().rev().map(sentence).collect()
}

async fn somebody(house: &House, owner: &Owner, role: Role) -> Actor {
    let email = Some(format!("{}@ben.example", role.as_str()));
    let new = UserInput { name: Some("Ben".to_owned()), email, role: Some(role), state: None, seen: None };
    let user = house.add_user(&owner.actor, new).await.unwrap();
    Actor::new(owner.actor.organization, Who::User { id: user.id, role, via: Via::Console })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_way_is_a_line_that_says_what_is_known() {
    let scene = Scene::with(Sending::default()).await;
    let (house, owner) = (scene.house(), &scene.owner);
    for way in Handover::ALL {
        assert!(house.hand_over_link(&owner.actor, owner.link, way).await.unwrap(), "{way:?}");
    }
    let said = [
        "Anna handed link 'Mia' to the share sheet of their device",
        "Anna handed link 'Mia' to their mail program",
        "Anna handed link 'Mia' to their text messages",
        "Anna handed link 'Mia' to WhatsApp",
        "Anna copied link 'Mia' for Slack",
        "Anna copied link 'Mia' to hand it on",
    ];
    assert_eq!(told(house, owner).await, said);
    let line: Event = owner.log(house).await.remove(0);
    assert_eq!((line.line.actor, line.line.detail), (owner.actor.user(), serde_json::json!({ "way": "copy" })));
    assert!(house.deliveries(&owner.actor, owner.link, None, 10).await.unwrap().is_empty(), "Keylink sent nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_finger_pressed_twice_is_one_line() {
    let scene = Scene::with(Sending::default()).await;
    let (house, owner) = (Arc::clone(&scene.running.house), &scene.owner);
    let hand = |way| {
        let (house, actor, link) = (Arc::clone(&house), owner.actor, owner.link);
        tokio::spawn(async move { house.hand_over_link(&actor, link, way).await.unwrap() })
    };
    let both = tokio::join!(hand(Handover::WhatsApp), hand(Handover::WhatsApp));
    assert_ne!(both.0.unwrap(), both.1.unwrap(), "one of two at once");
    scene.clock.go_ahead(50);
    assert!(!hand(Handover::WhatsApp).await.unwrap(), "within the minute");
    assert!(hand(Handover::Mail).await.unwrap(), "another way is another line");
    let ben = somebody(&house, owner, Role::Manager).await;
    assert!(house.hand_over_link(&ben, owner.link, Handover::Mail).await.unwrap(), "and so is another's hand");
    scene.clock.go_ahead(15);
    assert!(hand(Handover::WhatsApp).await.unwrap(), "after it, it is handed over again");
    let said = [
        "Anna handed link 'Mia' to WhatsApp",
        "Anna handed link 'Mia' to their mail program",
        "Ben handed link 'Mia' to their mail program",
        "Anna handed link 'Mia' to WhatsApp",
    ];
    assert_eq!(told(&house, owner).await, said);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_copy_a_link_hands_it_over_and_nobody_else() {
    let scene = Scene::with(Sending::default()).await;
    let (house, owner) = (scene.house(), &scene.owner);
    let other = Owner::moves_in(house, "Nextdoor").await;
    let member = somebody(house, owner, Role::Member).await;
    for stranger in [other.actor, member] {
        let refused = house.hand_over_link(&stranger, owner.link, Handover::Copy).await;
        assert!(matches!(refused, Err(Trouble::NotFound("link"))), "{refused:?}");
    }
    assert!(told(house, owner).await.is_empty());
    // Whoever manages all links does, also of a link that is over: its address went out all the same.
    let manager = somebody(house, owner, Role::Manager).await;
    house.revoke_link(&owner.actor, owner.link).await.unwrap();
    assert!(house.hand_over_link(&manager, owner.link, Handover::Copy).await.unwrap());
    assert_eq!(told(house, owner).await, ["Ben copied link 'Mia' to hand it on"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_link_handed_to_the_same_is_a_line_of_its_own() {
    let scene = Scene::with(Sending::default()).await;
    let (house, owner) = (scene.house(), &scene.owner);
    let doors = house.link(&owner.actor, owner.link).await.unwrap().doors;
    let new = NewLink { name: "Tom".to_owned(), doors, ..NewLink::default() };
    let made = house.make_link(&owner.actor, new, None).await.unwrap();
    keylink_canary::keep_url(&made.url);
    for link in [owner.link, made.link.id] {
        assert!(house.hand_over_link(&owner.actor, link, Handover::WhatsApp).await.unwrap());
    }
    assert_eq!(told(house, owner).await, ["Anna handed link 'Mia' to WhatsApp"]);
}
