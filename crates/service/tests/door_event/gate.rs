//! A gate that connects by itself and says how its lock and its contact are, in Keylink's own protocol.

use keylink_domain::id::{ControllerId, DoorId};
use keylink_service::door::NewDoor;
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::{AsyncClient, MqttOptions};

use crate::scene::{Scene, wait_until};

pub struct Gate<'a> {
    scene: &'a Scene,
    pub door: DoorId,
    id: ControllerId,
    client: AsyncClient,
    driving: tokio::task::JoinHandle<()>,
}

impl<'a> Gate<'a> {
    pub async fn at(scene: &'a Scene) -> Self {
        let made = scene.house().add_controller(&scene.owner, "Gate box").await.unwrap();
        keylink_canary::keep(made.password.reveal());
        let id = made.controller.id;
        let new = NewDoor { name: "Gate".to_owned(), controller: Some(id), ..NewDoor::default() };
        let door = scene.house().add_door(&scene.owner, new, None).await.unwrap().door.id;
        let broker = scene.house().broker_address().unwrap();
        let mut options = MqttOptions::new(id.to_string(), broker.ip().to_string(), broker.port());
        options.set_credentials(id.to_string(), made.password.reveal()).set_clean_start(true);
        let (client, mut line) = AsyncClient::new(options, 10);
        let driving = tokio::spawn(async move { while line.poll().await.is_ok() {} });
        client.subscribe(format!("keylink/1/{id}/command"), QoS::AtLeastOnce).await.unwrap();
        let gate = Self { scene, door, id, client, driving };
        gate.say("online", "true").await;
        gate
    }

    async fn say(&self, topic: &str, payload: &str) {
        let topic = format!("keylink/1/{}/{topic}", self.id);
        self.client.publish(topic, QoS::AtLeastOnce, true, payload.to_owned()).await.unwrap();
    }

    /// Says how the lock and the contact are, and waits until that is known.
    pub async fn is(&self, lock: &str, contact: &str) {
        self.say("door/1", &format!(r#"{{"lock": "{lock}", "contact": "{contact}"}}"#)).await;
        wait_until(&format!("the gate is {lock} and {contact}"), async || {
            let status = self.scene.house().door(&self.scene.owner, self.door).await.unwrap().status;
            status.lock.is_some_and(|told| told.as_str() == lock)
                && status.contact.is_some_and(|told| told.as_str() == contact)
        })
        .await;
    }

    /// What the log tells of the gate itself.
    pub async fn told(&self) -> Vec<String> {
        let all = self.scene.sentences().await;
        all.into_iter().filter(|said| said.starts_with("Gate ")).collect()
    }
}

impl Drop for Gate<'_> {
    fn drop(&mut self) {
        self.driving.abort();
    }
}
