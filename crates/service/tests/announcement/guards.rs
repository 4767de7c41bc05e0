//! What opens nothing from a home automation, and who may let one open.

use std::time::Duration;

use keylink_domain::access::{Holder, Target};
use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::user::{Role, UserState};
use keylink_service::Trouble;
use keylink_service::access::NewAccess;
use keylink_service::announcement::NewAnnouncement;
use keylink_service::user::UserInput;

use crate::lock::{PASSWORD, USER};
use crate::scene::{Scene, wait_until};

/// Long enough for what would happen to have happened.
async fn stays_a_moment() {
    tokio::time::sleep(Duration::from_millis(700)).await;
}

#[tokio::test]
async fn what_a_broker_kept_opens_nothing() {
    let scene = Scene::new().await;
    // Somebody's retained command stands there before the house comes, and another is put there while it listens.
    scene.automation.say(&scene.topic("command"), "UNLOCK", true).await;
    scene.announce().await;
    stays_a_moment().await;
    assert_eq!(scene.lock.moves(), 0, "a command that stood there");
    assert!(scene.presses().await.is_empty());
    // It is cleared, and everything is as it should be.
    scene.automation.say(&scene.topic("command"), "", true).await;
    scene.automation.say(&scene.topic("command"), "UNLOCK", false).await;
    wait_until("it opens", async || scene.lock.moves() == 1).await;
}

#[tokio::test]
async fn one_command_opens_once_however_often_it_comes() {
    let scene = Scene::announced().await;
    for _ in 0..5 {
        scene.automation.say(&scene.topic("command"), "UNLOCK", false).await;
    }
    wait_until("it opens", async || scene.lock.moves() > 0).await;
    stays_a_moment().await;
    assert_eq!(scene.lock.moves(), 1);
    assert_eq!(scene.presses().await.len(), 2, "granted and opened, once");
}

#[tokio::test]
async fn wrong_topics_and_words_open_nothing() {
    let scene = Scene::announced().await;
    let stranger = format!("keylink-doors/{}/{}/command", uuid::Uuid::from_bytes([7; 16]), scene.door);
    let upper = scene.topic("command").replace(&scene.door.to_string(), &scene.door.to_string().to_uppercase());
    let other = scene.topic("command").replace(&scene.door.to_string(), &scene.owner.organization.to_string());
    for topic in [stranger, upper, other, scene.topic("command/more"), scene.topic("open")] {
        scene.automation.say(&topic, "UNLOCK", false).await;
    }
    for word in ["LOCK", "unlock", "UNLOCKED", "{\"state\":\"UNLOCK\"}", "\u{fffd}"] {
        scene.automation.say(&scene.topic("command"), word, false).await;
    }
    stays_a_moment().await;
    assert_eq!(scene.lock.moves(), 0);
    assert!(scene.presses().await.is_empty());
}

#[tokio::test]
async fn a_removed_door_is_taken_back_and_opens_nothing() {
    let scene = Scene::announced().await;
    scene.automation.say(&scene.topic("command"), "UNLOCK", false).await;
    wait_until("when it opened is told", async || scene.automation.last(&scene.topic("last")).is_some()).await;
    scene.house().remove_door(&scene.owner, scene.door, None).await.unwrap();
    wait_until("it is taken back", async || scene.automation.configs().is_empty()).await;
    wait_until("nothing of it stays", async || {
        ["lock", "online", "last"].iter().all(|what| scene.automation.last(&scene.topic(what)).is_none())
    })
    .await;
    scene.automation.say(&scene.topic("command"), "UNLOCK", false).await;
    stays_a_moment().await;
    assert_eq!((scene.lock.moves(), scene.presses().await.len()), (1, 2));
}

/// A command that was meant for a time when nobody listened is dead.
#[tokio::test]
async fn a_command_that_waited_opens_nothing() {
    let scene = Scene::new().await;
    scene.automation.say_for(&scene.topic("command"), "UNLOCK", 1).await;
    scene.automation.say(&scene.topic("command"), "UNLOCK", false).await;
    scene.announce().await;
    stays_a_moment().await;
    assert_eq!(scene.lock.moves(), 0);
    scene.automation.say_for(&scene.topic("command"), "UNLOCK", 60).await;
    wait_until("one in time opens", async || scene.lock.moves() == 1).await;
}

#[tokio::test]
async fn doors_open_as_the_user_who_is_named() {
    let scene = Scene::new().await;
    let new = UserInput {
        name: Some("Home".to_owned()),
        email: Some("home@lindenhof.example".to_owned()),
        role: Some(Role::Member),
        ..UserInput::default()
    };
    let home = scene.house().add_user(&scene.owner, new).await.unwrap().id;
    let announcement = NewAnnouncement { user: Some(home), ..scene.announcement() };
    scene.house().announce(&scene.owner, announcement).await.unwrap();
    scene.until_made().await;
    assert!(scene.automation.configs().is_empty(), "a user without access is shown no door");
    scene.automation.say(&scene.topic("command"), "UNLOCK", false).await;
    stays_a_moment().await;
    assert_eq!(scene.lock.moves(), 0);

    let (holder, target) = (Holder::User(home), Target::Door(scene.door));
    let access = NewAccess { holder, target, remote_unlock: true, schedule: None };
    scene.house().grant_access(&scene.owner, access).await.unwrap();
    wait_until("the door is there", async || scene.automation.configs().len() == 4).await;
    scene.automation.say(&scene.topic("command"), "UNLOCK", false).await;
    wait_until("it opens", async || scene.lock.moves() == 1).await;

    let suspended = UserInput { state: Some(UserState::Suspended), ..UserInput::default() };
    scene.house().change_user(&scene.owner, home, suspended).await.unwrap();
    scene.automation.say(&scene.topic("command"), "UNLOCK", false).await;
    wait_until("the door is gone", async || scene.automation.configs().is_empty()).await;
    stays_a_moment().await;
    assert_eq!(scene.lock.moves(), 1);
}

#[tokio::test]
async fn what_was_taken_back_opens_nothing_from_then_on() {
    let scene = Scene::announced().await;
    scene.house().withdraw_announcement(&scene.owner).await.unwrap();
    scene.automation.say(&scene.topic("command"), "UNLOCK", false).await;
    wait_until("the doors are gone", async || scene.automation.configs().is_empty()).await;
    stays_a_moment().await;
    assert_eq!(scene.lock.moves(), 0);
    assert!(scene.presses().await.is_empty());
    // Made again at once, it is another announcement: the one before does not go on in its place.
    scene.announce().await;
    scene.house().withdraw_announcement(&scene.owner).await.unwrap();
    scene.announce().await;
    wait_until("the doors are back", async || scene.automation.configs().len() == 4).await;
    scene.automation.say(&scene.topic("command"), "UNLOCK", false).await;
    wait_until("it opens", async || scene.lock.moves() == 1).await;
}

#[tokio::test]
async fn saved_again_the_doors_stay_where_they_are() {
    let scene = Scene::announced().await;
    let configs = scene.automation.configs();
    let topic = configs.keys().next().unwrap().clone();
    scene.announce().await;
    scene.until_made().await;
    assert!(scene.automation.all(&topic).iter().all(|said| !said.is_null()), "nothing was taken back");
    assert_eq!(scene.automation.configs(), configs);
}

#[tokio::test]
async fn only_who_manages_the_organization_lets_a_home_automation_open() {
    let scene = Scene::new().await;
    let actor = |id, role| Actor { who: Who::User { id, role, via: Via::Console }, ..scene.owner };
    let mut ids = Vec::new();
    for (name, role) in [("Ada", Role::Admin), ("Mia", Role::Manager)] {
        let email = Some(format!("{name}@lindenhof.example"));
        let new = UserInput { name: Some(name.to_owned()), email, role: Some(role), ..UserInput::default() };
        ids.push((scene.house().add_user(&scene.owner, new).await.unwrap().id, role));
    }
    let (admin, manager) = (actor(ids[0].0, ids[0].1), actor(ids[1].0, ids[1].1));
    let refused = scene.house().announce(&manager, scene.announcement()).await;
    assert!(matches!(refused, Err(Trouble::Forbidden)), "a manager");
    assert!(matches!(scene.house().announcement(&manager).await, Err(Trouble::Forbidden)));
    let as_owner = NewAnnouncement { user: scene.owner.user(), ..scene.announcement() };
    let refused = scene.house().announce(&admin, as_owner).await;
    assert!(matches!(refused, Err(Trouble::Forbidden)), "as somebody of a higher role");
    assert!(scene.house().announce(&admin, scene.announcement()).await.is_ok());
    assert!(matches!(scene.house().withdraw_announcement(&manager).await, Err(Trouble::Forbidden)));
}

#[tokio::test]
async fn settings_that_cannot_work_are_told_at_their_field() {
    let scene = Scene::new().await;
    let good = scene.announcement();
    for (field, wrong) in [
        ("broker", NewAnnouncement { broker: "http://a".to_owned(), ..good.clone() }),
        ("broker", NewAnnouncement { broker: "mqtt://me:pw@a".to_owned(), ..good.clone() }),
        ("login", NewAnnouncement { login: String::new(), ..good.clone() }),
        ("prefix", NewAnnouncement { prefix: Some("keylink/1".to_owned()), ..good.clone() }),
        ("prefix", NewAnnouncement { prefix: Some("a/#".to_owned()), ..good.clone() }),
    ] {
        match scene.house().announce(&scene.owner, wrong).await {
            Err(Trouble::Invalid { field: told, .. }) => assert_eq!(told, field),
            other => panic!("{field}: {other:?}"),
        }
    }
    assert!(scene.standing().await.is_none(), "nothing was kept");
    scene.announce().await;
    // The password goes nowhere else.
    let elsewhere = NewAnnouncement { broker: "mqtt://127.0.0.2".to_owned(), password: None, ..good.clone() };
    assert!(matches!(scene.house().announce(&scene.owner, elsewhere).await, Err(Trouble::Invalid { .. })));
    let same = NewAnnouncement { password: None, ..good };
    assert!(scene.house().announce(&scene.owner, same).await.unwrap().has_password);
    scene.until_made().await;
    let wrong = NewAnnouncement { password: Some("wrong".to_owned()), ..scene.announcement() };
    scene.house().announce(&scene.owner, wrong).await.unwrap();
    wait_until("the trouble is told", async || {
        matches!(scene.standing().await, Some(keylink_service::announcement::Standing::Trouble(why)) if why.contains("login"))
    })
    .await;
    assert_eq!((USER, PASSWORD), ("house", "hush-hush"));
}
