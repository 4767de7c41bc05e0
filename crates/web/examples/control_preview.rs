//! The control center with demo data, to look at: `cargo run -p keylink-web --example control_preview 8099`.
//! With `empty` behind the port there is nothing yet, and the set-up link is printed.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for those who build the pages")]

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp, ToSpan};
use keylink_domain::actor::Actor;
use keylink_domain::clock::Clock;
use keylink_domain::door::DoorState;
use keylink_domain::id::DoorId;
use keylink_domain::moment::{Lasting, Moment};
use keylink_domain::secret::Secret;
use keylink_domain::user::Role;
use keylink_domain::window::ValidityInput;
use keylink_domain::zone::Zone;
use keylink_drivers::{BrokerSettings, MqttSettings};
use keylink_service::access::NewAccess;
use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_service::door::{ChangeDoor, NewDoor};
use keylink_service::gesture::Proof;
use keylink_service::limit::LimitSettings;
use keylink_service::link::{ChangeLink, MadeLink, NewLink};
use keylink_service::setup::NewOrganization;
use keylink_service::site::SiteInput;
use keylink_service::unlock::NewPress;
use keylink_service::user::UserInput;
use keylink_service::{House, Running, SealKey, Settings};
use keylink_store::{Options, Store};
use keylink_virtual_door::Mood;
use keylink_web::{App, WebSettings, router};

/// The machine's clock, moved forward through a day.
#[derive(Clone, Default)]
struct DemoClock(Arc<AtomicI64>);

impl Clock for DemoClock {
    fn now(&self) -> Timestamp {
        SystemClock.now().checked_add(SignedDuration::from_millis(self.0.load(Ordering::Relaxed))).unwrap()
    }
}

impl DemoClock {
    /// Moves to that time of tomorrow in Berlin; never back, so that devices find no command too old.
    fn to(&self, hour: i8, minute: i8) {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let real = SystemClock.now();
        let there = zone.local(real).date().tomorrow().unwrap().at(hour, minute, 7, 0);
        let there = zone.resolve_start(there).unwrap().instant;
        self.0.store(there.as_millisecond() - real.as_millisecond(), Ordering::Relaxed);
    }
}

struct Demo {
    house: Arc<House>,
    clock: DemoClock,
    anna: Actor,
}

#[tokio::main]
async fn main() {
    let mut words = std::env::args().skip(1);
    let port = words.next().and_then(|port| port.parse().ok()).unwrap_or(8099);
    let is_empty = words.next().is_some();
    let folder = tempfile::tempdir().unwrap();
    let clock = DemoClock::default();
    clock.to(7, 0);
    let store = Store::open(&Options::Sqlite(folder.path().join("preview.db")), clock.now()).await.unwrap();
    let public_url = format!("http://127.0.0.1:{port}");
    let settings = Settings {
        public_url: public_url.clone(),
        deadline_ms: 1_500,
        limits: LimitSettings {
            presses_per_door_per_minute: 0,
            sends_per_user_per_minute: 0,
            presses_per_link_per_minute: 0,
            ..LimitSettings::default()
        },
        personal_days: 90,
        sending: keylink_service::delivery::Settings::default(),
        openid: None,
        networks: keylink_service::Networks::default(),
        mqtt: MqttSettings::Inside(BrokerSettings {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            max_controllers: 50,
        }),
        seal: SealKey::generate(&SystemEntropy).unwrap(),
    };
    let running = Running::start(store, settings, clock.clone(), SystemEntropy).await.unwrap();
    let house = Arc::clone(&running.house);
    if is_empty {
        println!("{}", house.setup_link().await.unwrap().unwrap());
    } else {
        fill(&house, clock).await;
        println!("{public_url}/sign-in as anna@example.com with \"correct horse battery\"");
    }
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    let app = router(App::new(house, WebSettings::default()).unwrap());
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await.unwrap();
}

async fn fill(house: &Arc<House>, clock: DemoClock) {
    let made = house
        .make_organization(NewOrganization {
            organization: "Lindenhof Living".to_owned(),
            site: "Lindenhof 4".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            name: "Anna Berger".to_owned(),
            email: "anna@example.com".to_owned(),
            password: Some("correct horse battery".to_owned()),
        })
        .await
        .unwrap();
    let begun = house
        .sign_in(
            "anna@example.com",
            "correct horse battery".to_owned(),
            None,
            &keylink_service::session::Visit::default(),
        )
        .await
        .unwrap();
    let anna = house.signed_in(begun.secret.reveal()).await.unwrap().unwrap().actor();
    let demo = Demo { house: Arc::clone(house), clock, anna };
    let harbour = SiteInput {
        name: Some("Hafenstra\u{df}e 17".to_owned()),
        zone: Some("Europe/Berlin".to_owned()),
        address: Some("Hafenstra\u{df}e 17\n20457 Hamburg".to_owned()),
        lockdown: None,
        seen: None,
        arrival_notes: Some("Second entrance from the yard, third floor.".to_owned()),
    };
    let harbour = house.add_site(&anna, harbour).await.unwrap();
    let street = demo.door("Street door", None, Some(Mood::Well)).await;
    let flat = demo.door("Flat 3", None, Some(Mood::Slow(Duration::from_millis(180)))).await;
    let garage = demo.door("Underground garage, north gate", None, Some(Mood::Jammed)).await;
    let office = demo.door("Office", Some(harbour.id), Some(Mood::Well)).await;
    let store = demo.door("Bicycle store", Some(harbour.id), Some(Mood::Deaf)).await;
    demo.door("Cellar", None, None).await;
    let held = ChangeDoor { state: Some(DoorState::Unlocked), ..ChangeDoor::default() };
    house.change_door(&anna, office, held).await.unwrap();
    demo.people(&[street, flat]).await;
    drop(made);
    demo.day(street, flat, garage, store).await;
}

impl Demo {
    async fn door(&self, name: &str, site: Option<keylink_domain::id::SiteId>, mood: Option<Mood>) -> DoorId {
        let mut controller = None;
        if let Some(mood) = mood {
            let made = self.house.add_controller(&self.anna, &format!("Controller of {name}")).await.unwrap();
            controller = Some(made.controller.id);
            let options = keylink_virtual_door::Options {
                broker: self.house.broker_address().unwrap().to_string(),
                login: made.controller.id.to_string(),
                password: made.password.reveal().to_owned(),
                channels: vec!["1".to_owned()],
                names: vec![name.to_owned()],
                memory: None,
                mood,
                plain: true,
            };
            tokio::spawn(keylink_virtual_door::run(options, tokio::io::empty(), tokio::io::sink()));
        }
        let new = NewDoor { name: name.to_owned(), site, controller, channel: None, pulse_ms: Some(3_000) };
        let door = self.house.add_door(&self.anna, new, None).await.unwrap().door.id;
        while controller.is_some() && self.house.door(&self.anna, door).await.unwrap().status.online != Some(true) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        door
    }

    async fn people(&self, doors: &[DoorId]) {
        for (name, email, role) in [
            ("Ben Okafor", "ben@example.com", Role::Manager),
            ("Clara Sch\u{f6}nefeld-Wallmeroth", "clara.schoenefeld@example.com", Role::Member),
        ] {
            let input = UserInput {
                name: Some(name.to_owned()),
                email: Some(email.to_owned()),
                role: Some(role),
                state: None,
                seen: None,
            };
            let user = self.house.add_user(&self.anna, input).await.unwrap();
            for door in doors {
                let new = NewAccess {
                    holder: user.id.into(),
                    target: (*door).into(),
                    remote_unlock: role == Role::Manager,
                    schedule: None,
                };
                self.house.grant_access(&self.anna, new).await.unwrap();
            }
        }
    }

    async fn link(&self, name: &str, doors: &[DoorId], validity: ValidityInput) -> MadeLink {
        let new = NewLink { name: name.to_owned(), doors: doors.to_vec(), validity, ..NewLink::default() };
        self.house.make_link(&self.anna, new, None).await.unwrap()
    }

    async fn press(&self, link: &MadeLink, door: DoorId) {
        let secret = Secret::parse(link.url.rsplit('/').next().unwrap()).unwrap();
        let press = NewPress { door, number: None, address: None, age_ms: 0 };
        let person = Proof::Person { page_made: self.house.now() };
        self.house.press_link(secret.hash(), press, person).await;
    }

    fn lasting(text: &str) -> ValidityInput {
        ValidityInput { duration: Some(Lasting::parse(text).unwrap()), ..ValidityInput::default() }
    }

    /// A day at the house.
    async fn day(&self, street: DoorId, flat: DoorId, garage: DoorId, store: DoorId) {
        let short = self.link("Courier, parcel for flat 3", &[street], Self::lasting("PT45M")).await;
        let cleaning = self
            .link("Cleaning, Tuesdays", &[street, flat], ValidityInput { max_uses: Some(5), ..Self::lasting("P30D") })
            .await;
        let mia = self.link("Weekend, Mia", &[street, flat, garage], Self::lasting("PT15H")).await;
        let later = self.clock.now().checked_add(SignedDuration::from_hours(80)).unwrap();
        let upcoming = ValidityInput { from: Some(Moment::Instant(later)), ..Self::lasting("P3D") };
        self.link("Family Nakamura, flat 3", &[street, flat], upcoming).await;
        let once =
            self.link("Meter reader", &[street], ValidityInput { max_uses: Some(1), ..Self::lasting("P1D") }).await;
        let lost = self.link("Old key of the painter", &[flat], Self::lasting("P90D")).await;
        self.house.revoke_link(&self.anna, lost.link.id).await.unwrap();
        for (hour, minute, count) in [(7, 20, 2), (8, 5, 5), (9, 12, 3), (10, 40, 1), (12, 3, 4), (13, 30, 2)] {
            self.clock.to(hour, minute);
            for _ in 0..count {
                self.press(&cleaning, street).await;
            }
            self.press(&short, street).await;
        }
        self.press(&once, street).await;
        self.press(&mia, street).await;
        self.press(&mia, flat).await;
        self.press(&mia, garage).await;
        let own = NewPress { door: store, number: None, address: None, age_ms: 0 };
        self.house.press_own(&self.anna, own).await.unwrap();
        let until = self.clock.now().checked_add(9.hours()).unwrap();
        let change = ChangeLink {
            until: Some(Some(Moment::Instant(until))),
            name: Some("Weekend, Mia and Tom".to_owned()),
            ..ChangeLink::default()
        };
        self.house.change_link(&self.anna, mia.link.id, change).await.unwrap();
        self.house.copy_link(&self.anna, mia.link.id).await.unwrap();
        self.clock.to(14, 2);
        self.press(&mia, street).await;
    }
}
