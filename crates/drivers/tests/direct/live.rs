//! A Home Assistant that tells at once how its entities are, over its WebSocket, in the messages that its frontend gets.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use keylink_domain::controller::DriverKind;
use keylink_domain::door::LockStatus;
use keylink_drivers::Report;
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;
use tokio_tungstenite::tungstenite::Message;

use crate::boxes::HomeAssistant;
use crate::fake::{Mood, serve};
use crate::scene::Scene;

/// What is answered by HTTP is the other fake's.
struct Home {
    base: String,
    /// What is said to those who listen; nothing ends the connections.
    says: broadcast::Sender<Option<Value>>,
    asked: Arc<Mutex<Vec<Value>>>,
}

impl Home {
    async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (says, asked) = (broadcast::Sender::new(16), Arc::<Mutex<Vec<Value>>>::default());
        let (teller, notes) = (says.clone(), Arc::clone(&asked));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (says, asked) = (teller.subscribe(), Arc::clone(&notes));
                tokio::spawn(async move {
                    let mut first = [0; 19];
                    stream.peek(&mut first).await.unwrap();
                    match &first == b"GET /api/websocket " {
                        true => tell(stream, says, &asked).await,
                        false => {
                            serve(stream, &HomeAssistant, &Mutex::default(), &AtomicUsize::new(0), Mood::Well).await
                        }
                    }
                });
            }
        });
        Self { base, says, asked }
    }

    /// What became of an entity.
    fn is_now(&self, entity: &str, state: &str) {
        let change = json!({ "c": { entity: { "+": { "s": state, "lc": 1, "c": "01A" } } } });
        self.says.send(Some(json!({ "id": 1, "type": "event", "event": change }))).unwrap();
    }

    fn hang_up(&self) {
        self.says.send(None).unwrap();
    }

    fn subscriptions(&self) -> Vec<Value> {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|asked| asked["type"] == "subscribe_entities").cloned().collect()
    }
}

async fn tell(stream: TcpStream, mut says: broadcast::Receiver<Option<Value>>, notes: &Mutex<Vec<Value>>) {
    let mut line = tokio_tungstenite::accept_async(stream).await.unwrap();
    line.send(Message::text(json!({ "type": "auth_required", "ha_version": "2024.3.3" }).to_string())).await.unwrap();
    loop {
        let answers = tokio::select! {
            said = says.recv() => match said.unwrap() {
                Some(said) => vec![said],
                None => return,
            },
            asked = line.next() => {
                let Some(Ok(Message::Text(asked))) = asked else { return };
                let asked: Value = serde_json::from_str(&asked).unwrap();
                notes.lock().unwrap().push(asked.clone());
                answers(&asked)
            }
        };
        for answer in answers {
            line.send(Message::text(answer.to_string())).await.unwrap();
        }
    }
}

fn answers(asked: &Value) -> Vec<Value> {
    let done = json!({ "id": asked["id"], "type": "result", "success": true, "result": null });
    match asked["type"].as_str().unwrap() {
        "auth" if asked["access_token"] == "hush" => vec![json!({ "type": "auth_ok", "ha_version": "2024.3.3" })],
        "auth" => vec![json!({ "type": "auth_invalid", "message": "Invalid access token or password" })],
        "ping" => vec![json!({ "id": asked["id"], "type": "pong" })],
        "subscribe_entities" => {
            let wanted = asked["entity_ids"].as_array().unwrap().iter();
            let known = wanted.filter(|id| *id != "lock.gone").map(|id| (id.as_str().unwrap().to_owned(), "locked"));
            let all: Value =
                known.map(|(id, state)| (id, json!({ "s": state, "a": {}, "c": "01A", "lc": 1 }))).collect();
            vec![done, json!({ "id": asked["id"], "type": "event", "event": { "a": all } })]
        }
        _ => vec![json!({ "id": asked["id"], "type": "result", "success": false })],
    }
}

async fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let waiting = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(20), waiting).await.is_ok(), "waited in vain until {what}");
}

fn told(scene: &Scene, entity: &str) -> Vec<Option<LockStatus>> {
    let reports = scene.reports.lock().unwrap();
    let of = |report: &Report| match report {
        Report::Door { channel, lock, .. } if channel.as_str() == entity => Some(*lock),
        _ => None,
    };
    reports.iter().filter_map(of).collect()
}

#[tokio::test]
async fn what_becomes_of_a_lock_is_told_at_once_and_once() {
    let home = Home::start().await;
    let scene = Scene::new(DriverKind::Homeassistant, &[("address", &home.base), ("token", "hush")]).await;
    assert_eq!(scene.probe(&["lock.lazy", "script.open"]).await.unwrap().doors.len(), 1, "nobody has told it yet");
    let (locked, unlocked) = (Some(LockStatus::Locked), Some(LockStatus::Unlocked));
    wait_until("it is told", || told(&scene, "lock.lazy") == [locked]).await;
    assert_eq!(home.subscriptions()[0]["entity_ids"], json!(["lock.lazy"]), "a script has no state that counts");
    // While it turns it is what it was.
    for state in ["unlocking", "unlocked", "unlocked", "unavailable"] {
        home.is_now("lock.lazy", state);
        let wanted = match state {
            "unlocking" => vec![locked],
            "unlocked" => vec![locked, unlocked],
            _ => vec![locked, unlocked, None],
        };
        wait_until(state, || told(&scene, "lock.lazy") == wanted).await;
    }
    home.is_now("lock.elsewhere", "unlocked");
    // One more door is listened to without ado; and what is told at once is not told again by who asks.
    let told_again = scene.probe(&["lock.lazy", "lock.gone", "lock.stuck"]).await.unwrap();
    let asked: Vec<_> = told_again.doors.iter().map(|door| door.channel.as_str()).collect();
    assert!(!asked.contains(&"lock.lazy"), "{asked:?}");
    wait_until("the other is told", || told(&scene, "lock.stuck") == [locked]).await;
    assert!(told(&scene, "lock.gone").is_empty() && told(&scene, "lock.elsewhere").is_empty());
}

#[tokio::test]
async fn a_line_that_breaks_is_made_again_and_doors_are_asked_meanwhile() {
    let home = Home::start().await;
    let scene = Scene::new(DriverKind::Homeassistant, &[("address", &home.base), ("token", "hush")]).await;
    scene.probe(&["lock.lazy"]).await.unwrap();
    wait_until("it is told", || !told(&scene, "lock.lazy").is_empty()).await;
    home.hang_up();
    let asked = async || scene.probe(&["lock.lazy"]).await.unwrap().doors.len();
    let waiting = async { while asked().await == 0 {} };
    tokio::time::timeout(Duration::from_secs(20), waiting).await.expect("it is asked for again");
    wait_until("it is told anew", || told(&scene, "lock.lazy").len() == 2).await;
    assert_eq!(home.subscriptions().len(), 2);
}

#[tokio::test]
async fn who_is_refused_does_not_knock_again_and_again() {
    let home = Home::start().await;
    let scene = Scene::new(DriverKind::Homeassistant, &[("address", &home.base), ("token", "loud")]).await;
    scene.probe(&["lock.lazy"]).await.unwrap_err();
    assert!(home.asked.lock().unwrap().is_empty(), "a token that REST refuses is not shown again");
}
