//! A house that runs, with a link to send and a post office.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::clock::Clock;
use keylink_domain::delivery::{Channel, Delivery};
use keylink_domain::event::Event;
use keylink_domain::id::{DeliveryId, LinkId};
use keylink_domain::text::Email;
use keylink_domain::user::Role;
use keylink_drivers::{BrokerSettings, MqttSettings};
use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_service::delivery::{Encryption, MailSettings, NewDelivery, Settings as Sending};
use keylink_service::door::NewDoor;
use keylink_service::event::EventFilter;
use keylink_service::limit::LimitSettings;
use keylink_service::link::NewLink;
use keylink_service::setup::NewOrganization;
use keylink_service::{House, Running, SealKey, Settings};
use keylink_store::{Options, Store};

/// The machine's clock, as far ahead as the test sets it.
#[derive(Clone, Default)]
pub struct AheadClock(Arc<AtomicI64>);

impl AheadClock {
    pub fn go_ahead(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for AheadClock {
    fn now(&self) -> Timestamp {
        SystemClock.now().saturating_add(SignedDuration::from_secs(self.0.load(Ordering::SeqCst))).unwrap()
    }
}

pub fn mail(port: u16) -> Sending {
    let mail = MailSettings {
        host: "127.0.0.1".to_owned(),
        port,
        encryption: Encryption::None,
        allow_unencrypted: false,
        authority: None,
        login: None,
        from_name: "Keylink".to_owned(),
        from: Email::parse("keys@example.org").unwrap(),
        dkim: None,
    };
    Sending { mail: Some(mail), ..Sending::default() }
}

pub fn to(address: &str) -> NewDelivery {
    let (address, message) = (address.to_owned(), "See you!".to_owned());
    NewDelivery { channel: Channel::Mail, address, message, language: None }
}

pub async fn start(database: &Options, folder: &Path, sending: Sending, clock: AheadClock) -> Running {
    let key = folder.join("seal.key");
    let seal = match std::fs::read_to_string(&key) {
        Ok(text) => SealKey::parse(&text).unwrap(),
        Err(_) => {
            let made = SealKey::generate(&SystemEntropy).unwrap();
            std::fs::write(&key, made.reveal().as_bytes()).unwrap();
            made
        }
    };
    let broker = BrokerSettings { listen: ([127, 0, 0, 1], 0).into(), ..BrokerSettings::default() };
    let settings = Settings {
        public_url: "https://keys.example.org".to_owned(),
        deadline_ms: 1_000,
        limits: LimitSettings { sends_per_user_per_minute: 0, ..LimitSettings::default() },
        personal_days: 90,
        networks: keylink_service::Networks::read(&["127.0.0.0/8".to_owned()]).unwrap(),
        mqtt: MqttSettings::Inside(broker),
        seal,
        sending,
        openid: None,
    };
    let store = Store::open(database, SystemClock.now()).await.unwrap();
    Running::start(store, settings, clock, SystemEntropy).await.unwrap()
}

/// An owner with a link.
pub struct Owner {
    pub actor: Actor,
    pub link: LinkId,
    pub url: String,
}

impl Owner {
    pub async fn moves_in(house: &House, name: &str) -> Self {
        let made = house.make_organization(NewOrganization {
            organization: name.to_owned(),
            zone: "Europe/Berlin".to_owned(),
            name: "Anna".to_owned(),
            email: format!("anna@{}.example", name.to_lowercase()),
            ..NewOrganization::default()
        });
        let made = made.await.unwrap();
        let who = Who::User { id: made.owner.id, role: Role::Owner, via: Via::Console };
        let actor = Actor::new(made.organization.id, who);
        let controller = house.add_controller(&actor, "Hall").await.unwrap();
        let door = NewDoor {
            name: "Street door".to_owned(),
            controller: Some(controller.controller.id),
            ..NewDoor::default()
        };
        let door = house.add_door(&actor, door, None).await.unwrap().door.id;
        let link = NewLink { name: "Mia".to_owned(), doors: vec![door], ..NewLink::default() };
        let made = house.make_link(&actor, link, None).await.unwrap();
        keylink_canary::keep_url(&made.url);
        Self { actor, link: made.link.id, url: made.url }
    }

    pub async fn log(&self, house: &House) -> Vec<Event> {
        let filter = EventFilter { link: Some(self.link), ..EventFilter::default() };
        house.events(&self.actor, filter, None, 1_000).await.unwrap()
    }

    /// The lines about sendings, as sentences, newest first.
    pub async fn told(&self, house: &House) -> Vec<String> {
        let log = self.log(house).await;
        let about = log.iter().filter(|event| event.line.detail.get("delivery").is_some());
        about.map(keylink_domain::sentence::sentence).collect()
    }

    pub async fn send(&self, house: &House, address: &str) -> DeliveryId {
        house.send_link(&self.actor, self.link, to(address), None).await.unwrap().id
    }

    pub async fn delivery(&self, house: &House, id: DeliveryId) -> Delivery {
        let all = house.deliveries(&self.actor, self.link, None, 1_000).await.unwrap();
        all.into_iter().find(|one| one.id == id).unwrap()
    }

    pub async fn wait_until(&self, house: &House, id: DeliveryId, state: &str) -> Delivery {
        for _ in 0..3_000 {
            let found = self.delivery(house, id).await;
            if found.state.as_str() == state {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("waited in vain until it is {state}: {:?}", self.delivery(house, id).await.state);
    }
}

/// A house on a file, its owner, and its clock.
pub struct Scene {
    pub running: Running,
    pub owner: Owner,
    pub clock: AheadClock,
    pub folder: tempfile::TempDir,
}

impl Scene {
    pub async fn with(sending: Sending) -> Self {
        let (folder, clock) = (tempfile::tempdir().unwrap(), AheadClock::default());
        let running = start(&database(folder.path()), folder.path(), sending, clock.clone()).await;
        let owner = Owner::moves_in(&running.house, "Lindenhof").await;
        Self { running, owner, clock, folder }
    }

    pub fn house(&self) -> &House {
        &self.running.house
    }
}

pub fn database(folder: &Path) -> Options {
    Options::Sqlite(folder.join("keylink.db"))
}
