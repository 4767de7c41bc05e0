//! A house with a lock, a broker for its home automation, and a home automation on it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::clock::Clock;
use keylink_domain::controller::DriverKind;
use keylink_domain::event::Event;
use keylink_domain::id::DoorId;
use keylink_domain::user::Role;
use keylink_drivers::{BrokerSettings, MqttSettings};
use keylink_service::announcement::{NewAnnouncement, Standing};
use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_service::controller::NewDevice;
use keylink_service::door::NewDoor;
use keylink_service::event::EventFilter;
use keylink_service::limit::LimitSettings;
use keylink_service::setup::NewOrganization;
use keylink_service::{House, Networks, Running, SealKey, Settings};
use keylink_store::{Options, Store};
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::{Packet, PublishProperties};
use rumqttc::v5::{AsyncClient, Event as Happening};
use serde_json::Value;

use crate::lock::{Lock, Mosquitto, PASSWORD, USER, Words, options};

/// Longer than anything should take.
pub const PLENTY: Duration = Duration::from_secs(60);

pub struct Scene {
    running: Option<Running>,
    _folder: tempfile::TempDir,
    pub owner: Actor,
    pub door: DoorId,
    pub lock: Lock,
    _locks: Mosquitto,
    pub broker: Mosquitto,
    pub automation: Automation,
}

impl Scene {
    pub async fn new() -> Self {
        let (locks, broker) = (Mosquitto::start(), Mosquitto::start());
        let lock = Lock::start(locks.address, Words::plain("street")).await;
        let folder = tempfile::tempdir().unwrap();
        let running = start(&folder).await;
        let new = NewOrganization {
            organization: "Lindenhof".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            name: "Anna".to_owned(),
            email: "anna@lindenhof.example".to_owned(),
            ..NewOrganization::default()
        };
        let made = running.house.make_organization(new).await.unwrap();
        let who = Who::User { id: made.owner.id, role: Role::Owner, via: Via::Console };
        let owner = Actor::new(made.organization.id, who);
        let pairs = [("address", locks.url()), ("user", USER.to_owned()), ("password", PASSWORD.to_owned())];
        let settings: BTreeMap<String, String> =
            pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let device = NewDevice { name: "Street lock".to_owned(), driver: DriverKind::MqttLock, settings };
        let controller = running.house.add_device(&owner, device).await.unwrap().id;
        let (name, channel) = ("Street door".to_owned(), Some("street".to_owned()));
        let new = NewDoor { name, controller: Some(controller), channel, ..NewDoor::default() };
        let door = running.house.add_door(&owner, new, None).await.unwrap().door.id;
        let automation = Automation::start(&broker).await;
        Self { running: Some(running), _folder: folder, owner, door, lock, _locks: locks, broker, automation }
    }

    /// With the doors announced.
    pub async fn announced() -> Self {
        let scene = Self::new().await;
        scene.announce().await;
        scene
    }

    pub fn house(&self) -> &Arc<House> {
        &self.running.as_ref().unwrap().house
    }

    pub fn announcement(&self) -> NewAnnouncement {
        NewAnnouncement {
            user: None,
            broker: self.broker.url(),
            login: USER.to_owned(),
            password: Some(PASSWORD.to_owned()),
            prefix: None,
        }
    }

    pub async fn announce(&self) {
        self.house().announce(&self.owner, self.announcement()).await.unwrap();
        self.until_made().await;
    }

    pub async fn until_made(&self) {
        wait_until("the doors are announced", async || self.standing().await == Some(Standing::Made)).await;
    }

    pub async fn standing(&self) -> Option<Standing> {
        self.house().announcement(&self.owner).await.unwrap().map(|known| known.standing)
    }

    pub fn topic(&self, what: &str) -> String {
        format!("keylink-doors/{}/{}/{what}", self.owner.organization, self.door)
    }

    /// The lines of presses, oldest first.
    pub async fn presses(&self) -> Vec<Event> {
        let mut log = self.house().events(&self.owner, EventFilter::default(), None, 1_000).await.unwrap();
        log.retain(|event| event.line.kind.as_str().starts_with("unlock."));
        log.reverse();
        log
    }

    pub async fn stop(&mut self) {
        self.running.take().unwrap().stop().await;
    }
}

/// A home automation, as an independent client that notes what it is told.
pub struct Automation {
    pub client: AsyncClient,
    heard: Arc<Mutex<Vec<(String, String)>>>,
}

impl Automation {
    async fn start(broker: &Mosquitto) -> Self {
        let mut options = options(broker.address, "home assistant");
        options.set_clean_start(true);
        let (client, mut events) = AsyncClient::new(options, 64);
        let heard = Arc::<Mutex<Vec<(String, String)>>>::default();
        let (notes, ear) = (Arc::clone(&heard), client.clone());
        tokio::spawn(async move {
            loop {
                match events.poll().await {
                    Ok(Happening::Incoming(Packet::ConnAck(_))) => {
                        for filter in ["homeassistant/#", "keylink-doors/#"] {
                            ear.subscribe(filter, QoS::AtLeastOnce).await.unwrap();
                        }
                    }
                    Ok(Happening::Incoming(Packet::Publish(said))) => {
                        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
                        notes.lock().unwrap().push((text(&said.topic), text(&said.payload)));
                    }
                    Ok(_) => {}
                    Err(_) => eventually_again().await,
                }
            }
        });
        Self { client, heard }
    }

    /// What was said last on a topic; none where nothing was, or it was taken back.
    pub fn last(&self, topic: &str) -> Option<String> {
        let heard = self.heard.lock().unwrap();
        heard.iter().rev().find(|(on, _)| on == topic).map(|(_, said)| said.clone()).filter(|said| !said.is_empty())
    }

    /// All that was said on a topic.
    pub fn all(&self, topic: &str) -> Vec<Value> {
        let heard = self.heard.lock().unwrap();
        let on = heard.iter().filter(|(on, _)| on == topic);
        on.map(|(_, said)| serde_json::from_str(said).unwrap()).collect()
    }

    /// What stands announced now: topic and body.
    pub fn configs(&self) -> BTreeMap<String, Value> {
        let mut standing = BTreeMap::new();
        for (topic, said) in self.heard.lock().unwrap().iter().filter(|(topic, _)| topic.ends_with("/config")) {
            match said.as_str() {
                "" => drop(standing.remove(topic)),
                said => drop(standing.insert(topic.clone(), serde_json::from_str(said).unwrap())),
            }
        }
        standing
    }

    pub async fn say(&self, topic: &str, payload: &str, retain: bool) {
        self.client.publish(topic, QoS::AtLeastOnce, retain, payload.to_owned()).await.unwrap();
    }

    /// With an end of its own, in seconds.
    pub async fn say_for(&self, topic: &str, payload: &str, seconds: u32) {
        let properties = PublishProperties { message_expiry_interval: Some(seconds), ..PublishProperties::default() };
        let said = payload.to_owned();
        self.client.publish_with_properties(topic, QoS::AtLeastOnce, false, said, properties).await.unwrap();
    }
}

/// A client tries again after a while.
async fn eventually_again() {
    tokio::time::sleep(Duration::from_millis(100)).await;
}

/// Looks again and again until a condition holds.
pub async fn wait_until(what: &str, holds: impl AsyncFn() -> bool) {
    let waiting = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    assert!(tokio::time::timeout(PLENTY, waiting).await.is_ok(), "waited in vain until {what}");
}

async fn start(folder: &tempfile::TempDir) -> Running {
    let store = Store::open(&Options::Sqlite(folder.path().join("keylink.db")), SystemClock.now()).await.unwrap();
    let settings = Settings {
        public_url: "http://keys.test".to_owned(),
        deadline_ms: 3_000,
        limits: LimitSettings { presses_per_door_per_minute: 0, ..LimitSettings::default() },
        personal_days: 90,
        mqtt: MqttSettings::Inside(BrokerSettings { listen: ([127, 0, 0, 1], 0).into(), ..BrokerSettings::default() }),
        seal: SealKey::generate(&SystemEntropy).unwrap(),
        networks: Networks::read(&["127.0.0.0/8".to_owned()]).unwrap(),
        sending: keylink_service::delivery::Settings::default(),
        openid: None,
    };
    Running::start(store, settings, SystemClock, SystemEntropy).await.unwrap()
}
