//! Opening one's own door over the API, at a door in software.

use std::path::PathBuf;
use std::time::Duration;

use axum::http::Method;
use keylink_virtual_door::{Mood, Options};
use serde_json::{Value, json};

use crate::house::{Person, Place};

const PATIENCE: Duration = Duration::from_secs(20);

/// A controller with one door, and the device behind it.
pub struct Wired {
    pub door: String,
    pub memory: PathBuf,
    _folder: tempfile::TempDir,
    device: tokio::task::JoinHandle<()>,
}

impl Drop for Wired {
    fn drop(&mut self) {
        self.device.abort();
    }
}

pub async fn wire(anna: &Person) -> Wired {
    let made = anna.post("/controllers", json!({ "name": "Cabinet" })).await.created();
    assert_eq!(made["login"], made["id"]);
    assert_eq!(made["topics"]["command"], format!("keylink/1/{}/command", made["id"].as_str().unwrap()));
    let door = anna.post("/doors", json!({ "name": "Street door", "controller_id": made["id"] })).await.created();
    assert_eq!((&door["channel"], &door["controller_id"]), (&json!("1"), &made["id"]));
    let folder = tempfile::tempdir().unwrap();
    let memory = folder.path().join("memory.jsonl");
    let text = |part: &str| made[part].as_str().unwrap().to_owned();
    let options = Options {
        broker: text("broker"),
        login: text("login"),
        password: text("password"),
        channels: vec!["1".to_owned()],
        names: Vec::new(),
        memory: Some(memory.clone()),
        mood: Mood::Well,
        plain: true,
    };
    let device = tokio::spawn(async move {
        let ran = keylink_virtual_door::run(options, tokio::io::empty(), tokio::io::sink()).await;
        panic!("the door stopped: {ran:?}");
    });
    let id = door["id"].as_str().unwrap().to_owned();
    tokio::time::timeout(PATIENCE, wait_until_online(anna, &id)).await.expect("the door never came online");
    Wired { door: id, memory, _folder: folder, device }
}

async fn wait_until_online(anna: &Person, door: &str) {
    while anna.get(&format!("/doors/{door}")).await.ok()["status"]["online"] != true {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_door_opens_once_for_one_number() {
    let place = Place::in_real_time().await;
    let anna = place.owner("Lindenhof").await;
    let wired = wire(&anna).await;
    let press = |key: &'static str| {
        let (anna, path) = (anna.clone(), format!("/doors/{}/unlock", wired.door));
        async move { anna.send(Method::POST, &path, &[("idempotency-key", key)], None).await.ok() }
    };
    let first = press("p-1").await;
    assert_eq!((&first["outcome"], &first["refusal"]), (&json!("opened"), &Value::Null), "{first}");
    assert!(first["latency_ms"].as_i64().is_some_and(|ms| (0..5_000).contains(&ms)));
    let again = press("p-1").await;
    assert_eq!((&again["unlock_id"], &again["outcome"]), (&first["unlock_id"], &json!("opened")));
    let other = press("p-2").await;
    assert_ne!(other["unlock_id"], first["unlock_id"]);
    let moved = keylink_virtual_door::moves(&wired.memory).unwrap();
    assert_eq!(moved["1"], 2, "one movement for each number");
    let newest = wait_until_told(&anna, &wired.door, &other["unlock_id"]).await;
    let sentence = newest["sentence"].as_str().unwrap();
    assert!(sentence.starts_with("Owner of Lindenhof opened Street door, ") && sentence.ends_with(" ms"), "{sentence}");
}

/// The line about an outcome, which follows its answer at once but is not waited for by it.
async fn wait_until_told(anna: &Person, door: &str, unlock: &Value) -> Value {
    let path = format!("/events?kind=unlock.opened&door={door}");
    let told = async {
        loop {
            let newest = anna.get(&path).await.ok()["items"][0].clone();
            if newest["unlock_id"] == *unlock {
                return newest;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, told).await.expect("the log tells it")
}

#[tokio::test]
async fn a_refusal_is_an_answer_and_says_why() {
    let place = Place::in_real_time().await;
    let anna = place.owner("Lindenhof").await;
    let door = anna.door("Street door").await;
    let path = format!("/doors/{door}/unlock");
    let unwired = anna.act(&path).await.ok();
    assert_eq!(unwired["refusal"], "door_not_wired", "{unwired}");
    let ben = place.user(&anna, "Ben", "member").await;
    ben.act(&path).await.problem(404, "not_found");
    let onsite = json!({ "user_id": ben.id, "door_id": door, "remote_unlock": false });
    anna.post("/accesses", onsite).await.created();
    let refused = ben.act(&path).await.ok();
    assert_eq!(refused["outcome"], "refused", "{refused}");
    anna.patch(&format!("/doors/{door}"), json!({ "state": "locked" })).await.ok();
    assert_eq!(anna.act(&path).await.ok()["refusal"], "door_locked");
    let lines = anna.get("/events?kind=unlock.refused").await.ok();
    assert_eq!(lines["items"][0]["refusal"], "door_locked");
    anna.send(Method::POST, &path, &[("idempotency-key", "two words")], None).await.invalid("Idempotency-Key");
}
