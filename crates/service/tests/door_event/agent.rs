//! What an agent tells of its site: how its contacts stand once they are known again, and what its boards forgot.

use keylink_domain::controller::DriverKind;
use keylink_domain::secret::Secret;
use keylink_service::clock::SystemEntropy;
use keylink_service::controller::NewDevice;
use keylink_service::door::NewDoor;
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::Packet;
use rumqttc::v5::{AsyncClient, Event, MqttOptions};
use serde_json::{Value, json};

use crate::scene::{Scene, wait_until};

#[tokio::test]
async fn what_an_agent_found_out_anew_is_true_from_then_on() {
    let scene = Scene::new().await;
    let new = NewDevice { name: "Site".to_owned(), driver: DriverKind::Agent, settings: Default::default() };
    let id = scene.house().add_device(&scene.owner, new).await.unwrap().id;
    let gate = NewDoor { name: "Gate".to_owned(), controller: Some(id), ..NewDoor::default() };
    let gate = NewDoor { channel: Some("gate".to_owned()), ..gate };
    scene.house().add_door(&scene.owner, gate, None).await.unwrap();
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
            let events: Vec<Value> = if asked["since"].is_null() {
                let event = |number: u64, channel: &str, what: Value| {
                    let at = json!({ "number": number, "what": what, "ago_ms": 0 });
                    let mut at = at.as_object().unwrap().clone();
                    if !channel.is_empty() {
                        at.insert("channel".to_owned(), channel.into());
                    }
                    Value::Object(at)
                };
                vec![
                    event(1, "gate", json!("stands_open")),
                    event(2, "", json!({ "forgot": 6 })),
                    // The agent was away, and the gate was closed meanwhile: what comes next is an opening.
                    event(3, "gate", json!("stands_closed")),
                    event(4, "gate", json!("opened")),
                    event(5, "", json!("replaced")),
                    event(6, "", json!({ "forgot": null })),
                ]
            } else {
                Vec::new()
            };
            let told = json!({ "id": asked["id"], "told": "heard", "mark": "j/6", "lost": 0, "more": false, "events": events });
            teller.publish(format!("keylink/1/{id}/told"), QoS::AtMostOnce, false, told.to_string()).await.unwrap();
        }
    });
    client.subscribe(format!("keylink/1/{id}/ask"), QoS::AtMostOnce).await.unwrap();
    client.subscribe(format!("keylink/1/{id}/command"), QoS::AtLeastOnce).await.unwrap();
    client.publish(format!("keylink/1/{id}/online"), QoS::AtLeastOnce, true, "true").await.unwrap();
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
    driving.abort();
}
