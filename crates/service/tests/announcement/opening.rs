//! A home automation finds the doors, opens them, and is told of every access.

use keylink_domain::actor::Via;
use keylink_service::unlock::NewPress;

use crate::lock::stays;
use crate::scene::{Scene, wait_until};

#[tokio::test]
async fn a_door_is_announced_opened_and_told_of() {
    let scene = Scene::announced().await;
    let id = scene.door.uuid().simple().to_string();
    let configs = scene.automation.configs();
    for component in ["lock", "event", "binary_sensor", "sensor"] {
        let beginning = format!("homeassistant/{component}/keylink_{id}/");
        let body = configs.iter().find(|(topic, _)| topic.starts_with(&beginning)).expect(component).1;
        assert_eq!(body["device"]["name"], "Street door");
        assert_eq!(body["availability_topic"], format!("keylink-doors/{}/status", scene.owner.organization));
    }
    let lock = &configs[&format!("homeassistant/lock/keylink_{id}/lock/config")];
    assert_eq!((lock["retain"].as_bool(), lock["optimistic"].as_bool()), (Some(false), Some(false)));
    let command = lock["command_topic"].as_str().unwrap();
    assert_eq!(command, scene.topic("command"));
    wait_until("it is locked", async || scene.automation.last(&scene.topic("lock")).as_deref() == Some("LOCKED")).await;
    wait_until("it is there", async || scene.automation.last(&scene.topic("online")).as_deref() == Some("ON")).await;

    scene.automation.say(command, lock["payload_unlock"].as_str().unwrap(), false).await;
    wait_until("it opens", async || scene.lock.moves() == 1).await;
    wait_until("it is told", async || !scene.automation.all(&scene.topic("access")).is_empty()).await;
    let told = &scene.automation.all(&scene.topic("access"))[0];
    assert_eq!((told["event_type"].as_str(), told["user"].as_str()), (Some("opened"), Some("Anna")), "{told}");
    assert!(lock_types(&configs, &id).contains(&"opened".to_owned()));
    wait_until("when is told", async || scene.automation.last(&scene.topic("last")).is_some()).await;
    let presses = scene.presses().await;
    assert!(presses.iter().all(|event| event.line.via == Via::HomeAssistant), "{presses:?}");
    assert_eq!(presses.len(), 2, "granted, and opened");
}

fn lock_types(configs: &std::collections::BTreeMap<String, serde_json::Value>, id: &str) -> Vec<String> {
    let body = &configs[&format!("homeassistant/event/keylink_{id}/access/config")];
    serde_json::from_value(body["event_types"].clone()).unwrap()
}

#[tokio::test]
async fn what_happens_elsewhere_is_told_too_and_what_was_before_is_not() {
    let scene = Scene::new().await;
    let press = || NewPress { door: scene.door, number: None, address: None, age_ms: 0 };
    scene.house().press_own(&scene.owner, press()).await.unwrap();
    scene.announce().await;
    scene.house().press_own(&scene.owner, press()).await.unwrap();
    wait_until("it is told", async || !scene.automation.all(&scene.topic("access")).is_empty()).await;
    let told = || scene.automation.all(&scene.topic("access")).len() == 1;
    stays("the first one is no news", std::time::Duration::from_millis(500), told).await;
    assert_eq!(scene.lock.moves(), 2);
}

#[tokio::test]
async fn what_is_taken_back_is_gone() {
    let scene = Scene::announced().await;
    assert_eq!(scene.automation.configs().len(), 4);
    scene.house().withdraw_announcement(&scene.owner).await.unwrap();
    wait_until("it is gone", async || scene.automation.configs().is_empty()).await;
    scene.automation.say(&scene.topic("command"), "UNLOCK", false).await;
    stays("nothing opens", std::time::Duration::from_millis(700), || scene.lock.moves() == 0).await;
    // And it can be begun again.
    scene.announce().await;
    assert_eq!(scene.automation.configs().len(), 4);
}

/// The program goes: the broker itself says that the doors cannot be reached.
#[tokio::test]
async fn who_goes_is_told_to_be_gone() {
    let mut scene = Scene::announced().await;
    let status = format!("keylink-doors/{}/status", scene.owner.organization);
    wait_until("it is there", async || scene.automation.last(&status).as_deref() == Some("online")).await;
    scene.stop().await;
    wait_until("it is gone", async || scene.automation.last(&status).as_deref() == Some("offline")).await;
    assert_eq!(scene.automation.configs().len(), 4, "the doors stay where automations use them");
}

#[tokio::test]
async fn a_broker_that_is_away_harms_no_door() {
    let mut scene = Scene::announced().await;
    scene.broker.stop();
    let press = NewPress { door: scene.door, number: None, address: None, age_ms: 0 };
    let pressed = scene.house().press_own(&scene.owner, press).await.unwrap();
    assert_eq!(pressed.end.as_str(), "opened");
    scene.broker.start_again();
    let before = scene.automation.configs().len();
    wait_until("everything is said again", async || {
        scene.automation.all(&format!("homeassistant/lock/keylink_{}/lock/config", scene.door.uuid().simple())).len()
            > 1
    })
    .await;
    assert_eq!(scene.automation.configs().len(), before);
}
