//! Controllers that are away are told of once, and once more when they are back; whatever begins anew in between.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use keylink_domain::alert::{Ailment, AlertBounds, AlertWish};
use keylink_domain::clock::Clock;
use keylink_domain::controller::DriverKind;
use keylink_domain::sentence::sentence;
use keylink_post_office::MailServer;
use keylink_service::Trouble;
use keylink_service::clock::SystemClock;
use keylink_service::controller::NewDevice;
use keylink_service::door::NewDoor;
use keylink_virtual_door::Mood;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::arrivals::by_mail;
use crate::scene::{Scene, power, wait_until};

/// The machine's clock, and as many minutes more as the test says.
#[derive(Clone)]
struct Ahead(Arc<AtomicI64>);

impl Ahead {
    fn none() -> Self {
        Self(Arc::new(AtomicI64::new(0)))
    }

    fn by_minutes(&self, minutes: i64) {
        self.0.fetch_add(minutes, Ordering::SeqCst);
    }
}

impl Clock for Ahead {
    fn now(&self) -> Timestamp {
        SystemClock.now().saturating_add(SignedDuration::from_mins(self.0.load(Ordering::SeqCst))).unwrap()
    }
}

const BY_MAIL: AlertWish = AlertWish { mail: true, push: false };

/// How many mails of `count` came, once there are so many; each on one line.
async fn mails(server: &MailServer, count: usize) -> Vec<String> {
    wait_until(&format!("{count} mails came"), async || server.received().len() >= count).await;
    let flat = |text: &str| text.replace("=\r\n", "").replace("\r\n", " ");
    server.received().iter().map(|mail| flat(&mail.message)).collect()
}

async fn lines(scene: &Scene, kind: &str) -> usize {
    scene.log().await.iter().filter(|event| event.line.kind.as_str() == kind).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_away_is_told_once_and_once_more_when_back_whatever_begins_anew() {
    let (server, clock) = (MailServer::open().await, Ahead::none());
    let mut scene = Scene::sending_by(clock.clone(), by_mail(server.port)).await;
    scene.house().wish_alerts(&scene.owner, BY_MAIL).await.unwrap();
    let (id, controller) = scene.wired_door("Street door").await;
    let here = |scene: &Scene| scene.house().broker_address().unwrap().to_string();
    let door = power(id, &controller, here(&scene), Mood::Well, scene.folder.path());
    wait_until("it is online", async || lines(&scene, "controller.online").await == 1).await;
    drop(door);
    wait_until("it is gone", async || lines(&scene, "controller.offline").await == 1).await;
    let open = scene.house().alerts(&scene.owner).await.unwrap().incidents;
    assert_eq!(
        (open.len(), open[0].0.ailment, open[0].0.told, open[0].1.as_str()),
        (1, Ailment::Offline, None, "Street door")
    );
    clock.by_minutes(6);
    let told = mails(&server, 1).await;
    assert!(told[0].contains("Subject: Street door is offline"), "{}", told[0]);
    assert!(
        told[0].contains("Its doors: Street door.") && told[0].contains("/control/settings/controllers/"),
        "{}",
        told[0]
    );

    scene.restart_sending_by(clock.clone(), by_mail(server.port)).await;
    clock.by_minutes(30);
    let _door = power(id, &controller, here(&scene), Mood::Well, scene.folder.path());
    let told = mails(&server, 2).await;
    assert!(told[1].contains("Subject: Street door is online again"), "told twice, or at the start: {}", told[1]);
    assert!(told[1].contains("after 36 min"), "{}", told[1]);
    wait_until("nothing is the matter", async || {
        scene.house().alerts(&scene.owner).await.unwrap().incidents.is_empty()
    })
    .await;
    assert_eq!(server.received().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_tells_nothing_of_who_comes_back_by_itself() {
    let (server, clock) = (MailServer::open().await, Ahead::none());
    let mut scene = Scene::sending_by(clock.clone(), by_mail(server.port)).await;
    scene.house().wish_alerts(&scene.owner, BY_MAIL).await.unwrap();
    let (id, controller) = scene.wired_door("Street door").await;
    let here = |scene: &Scene| scene.house().broker_address().unwrap().to_string();
    let door = power(id, &controller, here(&scene), Mood::Well, scene.folder.path());
    wait_until("it is online", async || lines(&scene, "controller.online").await == 1).await;
    // The program is away for an hour, and the door with it.
    drop(door);
    wait_until("it is gone", async || lines(&scene, "controller.offline").await == 1).await;
    scene.running.take().unwrap().stop().await;
    clock.by_minutes(60);
    scene.begin_sending_by(clock.clone(), by_mail(server.port)).await;
    let door = power(id, &controller, here(&scene), Mood::Well, scene.folder.path());
    wait_until("it is online again", async || lines(&scene, "controller.online").await == 2).await;
    assert!(scene.house().alerts(&scene.owner).await.unwrap().incidents.is_empty());
    // What is told later proves that nothing was told before.
    drop(door);
    wait_until("it is gone again", async || lines(&scene, "controller.offline").await == 2).await;
    clock.by_minutes(6);
    let told = mails(&server, 1).await;
    assert!(told[0].contains("is offline"), "{}", told[0]);
    let _door = power(id, &controller, here(&scene), Mood::Well, scene.folder.path());
    wait_until("its second return is told", async || {
        mails(&server, 2).await.iter().any(|mail| mail.contains("after 6 min"))
    })
    .await;
    let first = mails(&server, 2).await.into_iter().find(|mail| mail.contains("after 1 h"));
    assert_eq!(first, None, "the outage that ended with the start was told");
}

/// A hub whose one lock says how full its battery is, to whatever it is asked.
struct Hub {
    address: String,
    percent: Arc<AtomicI64>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Hub {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let percent = Arc::new(AtomicI64::new(40));
        let told = Arc::clone(&percent);
        let task = tokio::spawn(async move {
            while let Ok((mut asked, _)) = listener.accept().await {
                let _head = asked.read(&mut [0; 4_096]).await;
                let state = serde_json::json!({
                    "version": "2026.11", "state": "locked", "attributes": { "battery_level": told.load(Ordering::SeqCst) }
                });
                let body = state.to_string();
                let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
                asked.write_all((head + &body).as_bytes()).await.ok();
            }
        });
        Self { address, percent, task }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_battery_is_told_when_it_is_low_and_when_it_is_well_again() {
    let (server, hub) = (MailServer::open().await, Hub::open().await);
    let scene = Scene::sending_by(Ahead::none(), by_mail(server.port)).await;
    scene.house().wish_alerts(&scene.owner, BY_MAIL).await.unwrap();
    let settings = [("address", hub.address.as_str()), ("token", "a-token-of-the-test")];
    let settings = settings.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let new = NewDevice { name: "Hub".to_owned(), driver: DriverKind::Homeassistant, settings };
    let id = scene.house().add_device(&scene.owner, new).await.unwrap().id;
    let place = NewDoor {
        name: "Garage".to_owned(),
        controller: Some(id),
        channel: Some("lock.garage".to_owned()),
        ..NewDoor::default()
    };
    scene.house().add_door(&scene.owner, place, None).await.unwrap();
    for (percent, count) in [(40, 0), (14, 1), (17, 1), (12, 1), (60, 2)] {
        hub.percent.store(percent, Ordering::SeqCst);
        let answer = scene.house().test_controller(&scene.owner, id).await.unwrap().unwrap();
        assert_eq!(answer.battery.map(i64::from), Some(percent));
        assert_eq!(mails(&server, count).await.len(), count, "at {percent} %");
    }
    let told = mails(&server, 2).await;
    assert!(told[0].contains("battery low: 14 %"), "{}", told[0]);
    assert!(told[1].contains("battery well again: 60 %"), "{}", told[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_see_the_doors_neither_wishes_nor_sets_bounds() {
    let scene = Scene::new().await;
    let other = scene.another_owner().await;
    scene.house().change_alert_bounds(&other, AlertBounds::new(9, 9).unwrap()).await.unwrap();
    let mine = scene.house().alerts(&scene.owner).await.unwrap();
    assert_eq!(mine.bounds, AlertBounds::default(), "another organization's bounds");
    let member = crate::scene::as_member(&scene.owner);
    assert!(matches!(scene.house().alerts(&member).await, Err(Trouble::Forbidden)));
    assert!(matches!(scene.house().wish_alerts(&member, BY_MAIL).await, Err(Trouble::Forbidden)));
    let bounds = AlertBounds::new(9, 9).unwrap();
    assert!(matches!(scene.house().change_alert_bounds(&member, bounds).await, Err(Trouble::Forbidden)));
    scene.house().change_alert_bounds(&scene.owner, bounds).await.unwrap();
    scene.house().wish_alerts(&scene.owner, BY_MAIL).await.unwrap();
    let log = scene.log().await;
    let said: Vec<String> = log.iter().rev().take(2).map(sentence).collect();
    assert_eq!(
        said,
        [
            "Anna changed Anna: is told of controllers by e-mail",
            "Anna changed the organization's settings: offline alert from 5 min to 9 min, battery alert from 15 % to 9 %"
        ]
    );
}
