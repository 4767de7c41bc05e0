//! Presses per link and per door: who uses up whose share.

use keylink_service::limit::LimitSettings;
use keylink_service::unlock::NewPress;

use crate::scene::{From, LIMIT, OFF, Scene};

const TOO_MANY: &str = "too_many_presses";

#[tokio::test]
async fn a_link_is_pressed_so_often_and_others_are_free() {
    let scene = Scene::with(LimitSettings { presses_per_link_per_minute: LIMIT, ..OFF }).await;
    let door = scene.door("Street door").await;
    let (one, other) = (scene.link(&[door]).await, scene.link(&[door]).await);
    for number in 0..LIMIT {
        // From wherever: it is the link that counts.
        let from = From::address(&format!("192.0.2.{number}"));
        assert_eq!(scene.press(&from, &one, door).await, "door_offline");
    }
    let from = From::address("198.51.100.1");
    assert_eq!(scene.press(&from, &one, door).await, TOO_MANY);
    assert_eq!(scene.press(&from, &other, door).await, "door_offline", "another link of the same door");
    assert_eq!(scene.get(&from, crate::scene::path_of(&one)).await, 200, "the page is there all the same");
}

#[tokio::test]
async fn a_door_is_pressed_so_often_by_all_links_together() {
    let scene = Scene::with(LimitSettings { presses_per_door_per_minute: LIMIT, ..OFF }).await;
    let (door, other) = (scene.door("Street door").await, scene.door("Cellar").await);
    let from = From::address("192.0.2.1");
    for _ in 0..LIMIT {
        let link = scene.link(&[door, other]).await;
        assert_eq!(scene.press(&from, &link, door).await, "door_offline");
    }
    let link = scene.link(&[door, other]).await;
    assert_eq!(scene.press(&from, &link, door).await, TOO_MANY);
    assert_eq!(scene.press(&from, &link, other).await, "door_offline", "another door of the same link");
}

#[tokio::test]
async fn who_may_not_open_a_door_uses_up_nothing_of_it() {
    let scene = Scene::with(LimitSettings { presses_per_door_per_minute: LIMIT, ..OFF }).await;
    let (door, other) = (scene.door("Street door").await, scene.door("Cellar").await);
    let (good, elsewhere, revoked) = (scene.link(&[door]).await, scene.link(&[other]).await, scene.link(&[door]).await);
    scene.house.revoke_link(&scene.owner, revoked.link.id).await.unwrap();
    let from = From::address("192.0.2.1");
    for _ in 0..4 * LIMIT {
        assert_eq!(scene.press(&from, &elsewhere, door).await, "door_not_on_link");
        assert_eq!(scene.press(&from, &revoked, door).await, "link_revoked");
    }
    assert_eq!(scene.press(&from, &good, door).await, "door_offline");
}

#[tokio::test]
async fn a_user_s_presses_are_the_user_s_own() {
    let scene = Scene::with(LimitSettings { presses_per_door_per_minute: LIMIT, ..OFF }).await;
    let door = scene.door("Street door").await;
    let press = || NewPress { door, number: None, address: None, age_ms: 0 };
    for _ in 0..LIMIT {
        let pressed = scene.house.press_own(&scene.owner, press()).await.unwrap();
        assert_eq!(pressed.end.refusal().map(|refusal| refusal.code()), Some("door_offline"));
    }
    let error = scene.house.press_own(&scene.owner, press()).await.unwrap_err();
    assert!(error.to_string().contains("too often"), "{error}");
    let link = scene.link(&[door]).await;
    let refusal = scene.press(&From::address("192.0.2.1"), &link, door).await;
    assert_eq!(refusal, "door_offline", "a user who presses on takes nothing from guests");
}
