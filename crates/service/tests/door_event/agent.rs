//! What an agent tells of its site: how its contacts stand once they are known again, what its boards forgot, and what came of
//! cards.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use keylink_domain::controller::DriverKind;
use keylink_domain::id::{ControllerId, DoorId};
use keylink_domain::placement::PlacementState;
use keylink_domain::secret::Secret;
use keylink_service::access::NewAccess;
use keylink_service::clock::SystemEntropy;
use keylink_service::controller::NewDevice;
use keylink_service::door::NewDoor;
use keylink_service::unlock::NewPress;
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::Packet;
use rumqttc::v5::{AsyncClient, Event, MqttOptions};
use serde_json::{Value, json};

use crate::cards::{ben, card};
use crate::scene::{Scene, wait_until};

/// An agent of a site with one gate, that answers as it is told to.
struct Agent {
    id: ControllerId,
    gate: DoorId,
    driving: tokio::task::JoinHandle<()>,
}

impl Agent {
    async fn at(scene: &Scene, answer: impl Fn(&Value) -> Option<Value> + Send + 'static) -> Self {
        let new = NewDevice { name: "Site".to_owned(), driver: DriverKind::Agent, settings: Default::default() };
        let id = scene.house().add_device(&scene.owner, new).await.unwrap().id;
        let gate = NewDoor { name: "Gate".to_owned(), controller: Some(id), ..NewDoor::default() };
        let gate = NewDoor { channel: Some("gate".to_owned()), ..gate };
        let gate = scene.house().add_door(&scene.owner, gate, None).await.unwrap().door.id;
        let code = scene.house().make_enrolment_code(&scene.owner, id).await.unwrap().code;
        let secret = Secret::generate(&SystemEntropy).unwrap();
        scene.house().enrol(&code.reveal(), secret.hash(), None).await.unwrap();
        let broker = scene.house().broker_address().unwrap();
        let mut options = MqttOptions::new(id.to_string(), broker.ip().to_string(), broker.port());
        options.set_credentials(id.to_string(), secret.reveal()).set_clean_start(true);
        let (client, mut line) = AsyncClient::new(options, 10);
        let teller = client.clone();
        let driving = tokio::spawn(async move {
            while let Ok(event) = line.poll().await {
                let Event::Incoming(Packet::Publish(asked)) = event else { continue };
                let asked: Value = serde_json::from_slice(&asked.payload).unwrap();
                let Some(mut told) = answer(&asked) else { continue };
                told["id"] = asked["id"].clone();
                teller.publish(format!("keylink/1/{id}/told"), QoS::AtMostOnce, false, told.to_string()).await.unwrap();
            }
        });
        client.subscribe(format!("keylink/1/{id}/ask"), QoS::AtMostOnce).await.unwrap();
        client.subscribe(format!("keylink/1/{id}/command"), QoS::AtLeastOnce).await.unwrap();
        client.publish(format!("keylink/1/{id}/online"), QoS::AtLeastOnce, true, "true").await.unwrap();
        Self { id, gate, driving }
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        self.driving.abort();
    }
}

fn heard(events: &[Value]) -> Value {
    json!({ "told": "heard", "mark": "j/6", "lost": 0, "more": false, "events": events })
}

#[tokio::test]
async fn what_an_agent_found_out_anew_is_true_from_then_on() {
    let scene = Scene::new().await;
    let event = |number: u64, channel: &str, what: Value| {
        let mut at = json!({ "number": number, "what": what, "ago_ms": 0 });
        if !channel.is_empty() {
            at["channel"] = channel.into();
        }
        at
    };
    let events = [
        event(1, "gate", json!("stands_open")),
        event(2, "", json!({ "forgot": 6 })),
        // The agent was away, and the gate was closed meanwhile: what comes next is an opening.
        event(3, "gate", json!("stands_closed")),
        event(4, "gate", json!("opened")),
        event(5, "", json!("replaced")),
        event(6, "", json!({ "forgot": null })),
    ];
    let _agent =
        Agent::at(&scene, move |asked| Some(heard(if asked["since"].is_null() { &events } else { &[] }))).await;
    let own = async || {
        let all = scene.sentences().await;
        all.into_iter().filter(|said| said.contains("Gate") || said.contains("'Site'")).collect::<Vec<_>>()
    };
    wait_until("the agent's events are told", async || own().await.iter().any(|said| said.contains("began anew")))
        .await;
    let told = own().await;
    let wanted = [
        "6 events of controller 'Site' are lost",
        "Gate was forced open",
        "Controller 'Site' is another one now",
        "Events of controller 'Site' may be lost",
    ];
    let told: Vec<&String> = told.iter().filter(|said| !said.contains("enrol") && !said.contains("offline")).collect();
    assert_eq!(told.len(), wanted.len(), "{told:?}");
    for (said, wanted) in told.iter().zip(wanted) {
        assert!(said.starts_with(wanted), "{told:?}");
    }
}

#[tokio::test]
async fn a_lock_behind_an_agent_turns_by_hand_or_by_us() {
    let scene = Scene::new().await;
    let asks = Arc::new(Mutex::new(Vec::<Value>::new()));
    let happening = Arc::clone(&asks);
    let agent = Agent::at(&scene, move |asked| {
        let events = happening.lock().unwrap().clone();
        let mut told = heard(&events);
        told["mark"] = format!("j/{}", events.len()).into();
        (asked["ask"] == "hear").then_some(told)
    })
    .await;
    let happens = |words: &[&str]| {
        let event = |(number, what)| json!({ "number": number, "channel": "gate", "what": what, "ago_ms": 0 });
        *asks.lock().unwrap() = (1..).zip(words).map(event).collect();
    };
    let own = async || {
        let all = scene.sentences().await;
        all.into_iter().filter(|said| said.starts_with("Gate ")).collect::<Vec<_>>()
    };
    happens(&["locked", "stands_closed", "unlocked", "opened"]);
    let wanted = ["Gate was unlocked, and not by Keylink", "Gate was opened"];
    wait_until("it is told", async || own().await == wanted).await;
    let press = NewPress { door: agent.gate, number: None, address: None, age_ms: 0 };
    scene.house().press_own(&scene.owner, press).await.unwrap();
    happens(&["closed", "locked", "unlocked", "locked", "opened", "closed"]);
    let closed = "Gate was closed";
    wait_until("it is told", async || own().await.iter().filter(|said| *said == closed).count() == 2).await;
    assert_eq!(own().await[2..], [closed, "Gate was opened, unlocked by Anna", closed]);
}

#[tokio::test]
async fn a_card_goes_by_the_agent_and_what_came_of_it_is_told_as_it_is() {
    let scene = Scene::new().await;
    let asked = Arc::new(Mutex::new(Vec::new()));
    let (heard_of, forgets) = (Arc::clone(&asked), Arc::new(AtomicBool::new(false)));
    let has_forgotten = Arc::clone(&forgets);
    let agent = Agent::at(&scene, move |question| {
        let ask = question["ask"].as_str().unwrap().to_owned();
        if ask == "hear" {
            let forgot = json!({ "number": 7, "what": "restarted", "ago_ms": 0 });
            let forgot: &[Value] = if has_forgotten.swap(false, Ordering::SeqCst) { &[forgot] } else { &[] };
            let mut told = heard(forgot);
            told["mark"] = if forgot.is_empty() { question["since"].clone() } else { json!("j/7") };
            if told["mark"].is_null() {
                told["mark"] = json!("j/6");
            }
            return Some(told);
        }
        heard_of.lock().unwrap().push(question.clone());
        let small = question["card"]["number"] == 12_345_678;
        match ask.as_str() {
            "put_card" if small => Some(json!({ "told": "card", "came": "done" })),
            "put_card" => Some(json!({ "told": "card", "came": "nowhere" })),
            "take_card" => Some(json!({ "told": "card", "came": "done" })),
            _ => Some(json!({ "told": "probe", "facts": [] })),
        }
    })
    .await;
    let user = ben(&scene).await;
    let right = NewAccess { holder: user.into(), target: agent.gate.into(), remote_unlock: false, schedule: None };
    let access = scene.house().grant_access(&scene.owner, right).await.unwrap();
    let (blue, green) = (card(&scene, user, "123,45678", None).await, card(&scene, user, "1234", None).await);
    let state = async |id| {
        let found = scene.house().placements(&scene.owner, id).await.unwrap();
        found.into_iter().find(|(one, _)| one.controller == agent.id).map(|(one, _)| (one.state, one.reason))
    };
    let until = async |id, wanted| {
        wait_until(&format!("it is {wanted:?}"), async || state(id).await.is_some_and(|(now, _)| now == wanted)).await;
    };
    until(blue.id, PlacementState::OnController).await;
    until(green.id, PlacementState::Failed).await;
    assert!(state(green.id).await.unwrap().1.unwrap().contains("keeps cards"));
    let puts = || asked.lock().unwrap().iter().filter(|asked| asked["card"]["number"] == 12_345_678).count();
    assert_eq!(
        asked.lock().unwrap().iter().find(|one| one["ask"] == "put_card").unwrap()["card"]["doors"],
        json!(["gate"])
    );
    let before = puts();
    forgets.store(true, Ordering::SeqCst);
    wait_until("a board that began anew gets its cards again", async || puts() > before).await;
    scene.house().remove_access(&scene.owner, access.id).await.unwrap();
    until(blue.id, PlacementState::Removed).await;
    until(green.id, PlacementState::Removed).await;
    let taken: Vec<Value> = asked.lock().unwrap().iter().filter(|one| one["ask"] == "take_card").cloned().collect();
    assert!(taken.iter().all(|one| one["number"] == 12_345_678) && !taken.is_empty(), "{taken:?}");
    let log =
        scene.house().events(&scene.owner, keylink_service::event::EventFilter::default(), None, 200).await.unwrap();
    let lines = |kind: &str| log.iter().filter(|event| event.line.kind.as_str() == kind).count();
    assert_eq!(
        (lines("credential.placed"), lines("credential.place_failed")),
        (1, 0),
        "what keeps no cards is no news"
    );
}
