//! Doors and controllers that were removed: cut off, not told of, and not brought back by what their devices say.

use std::time::Duration;

use keylink_domain::controller::DriverKind;
use keylink_service::Trouble;
use keylink_service::controller::{MadeController, NewDevice};
use keylink_service::door::NewDoor;
use keylink_virtual_door::Mood;
use rumqttc::v5::mqttbytes::v5::Packet;
use rumqttc::v5::{AsyncClient, Event, EventLoop, MqttOptions};

use crate::scene::{Scene, wait_until};

fn device(scene: &Scene, made: &MadeController) -> (AsyncClient, EventLoop) {
    let (broker, login) = (scene.house().broker_address().unwrap(), made.controller.id.to_string());
    let mut options = MqttOptions::new(&login, broker.ip().to_string(), broker.port());
    options.set_credentials(login, made.password.reveal());
    AsyncClient::new(options, 8)
}

/// Whether the device is let in; it tries once.
async fn is_let_in(events: &mut EventLoop) -> bool {
    matches!(events.poll().await, Ok(Event::Incoming(Packet::ConnAck(_))))
}

/// Nothing more is told for a while.
async fn stays_untold(scene: &Scene, lines: usize) {
    tokio::time::sleep(Duration::from_millis(300)).await;
    let log = scene.log().await;
    assert_eq!(log.len(), lines, "something was told: {:?}", log.last());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_controller_is_cut_off_and_let_in_no_more() {
    let scene = Scene::new().await;
    let (house, owner) = (scene.house(), &scene.owner);
    let (door, made) = scene.wired_door("Street door").await;
    keylink_canary::keep(made.password.reveal());
    let id = made.controller.id;
    let (client, mut events) = device(&scene, &made);
    assert!(is_let_in(&mut events).await);
    client.subscribe(format!("keylink/1/{id}/command"), rumqttc::v5::mqttbytes::QoS::AtLeastOnce).await.unwrap();
    let live = tokio::spawn(async move { while events.poll().await.is_ok() {} });
    wait_until("it is online", async || house.controller(owner, id).await.unwrap().online == Some(true)).await;

    let wired = house.remove_controller(owner, id).await.unwrap_err();
    assert!(matches!(&wired, Trouble::Conflict(why) if why.contains("\u{201c}Street door\u{201d}")), "{wired}");
    assert!(!live.is_finished(), "it was not removed");
    house.remove_door(owner, door, None).await.unwrap();
    house.remove_controller(owner, id).await.unwrap();
    tokio::time::timeout(Duration::from_secs(5), live).await.expect("its connection is cut").unwrap();
    for _ in 0..3 {
        assert!(!is_let_in(&mut device(&scene, &made).1).await, "its login is dead");
    }
    assert!(matches!(house.controller(owner, id).await, Err(Trouble::NotFound(_))));
    assert!(house.alerts(owner).await.unwrap().incidents.is_empty(), "nothing is the matter with it any more");
    let log = scene.log().await;
    let last = log.iter().rposition(|event| event.line.kind.as_str() == "controller.removed").unwrap();
    stays_untold(&scene, last + 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_controller_that_is_called_is_called_no_more() {
    let scene = Scene::new().await;
    let (house, owner) = (scene.house(), &scene.owner);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let settings = [("address".to_owned(), address)].into_iter().collect();
    let new = NewDevice { name: "Shelly".to_owned(), driver: DriverKind::Shelly, settings };
    let id = house.add_device(owner, new).await.unwrap().id;
    house.remove_controller(owner, id).await.unwrap();
    assert!(matches!(house.settled(owner, id).await, Err(Trouble::NotFound(_))));
    assert!(matches!(house.test_controller(owner, id).await, Err(Trouble::NotFound(_))));
    let kept = rusqlite_count(
        &scene,
        "SELECT COUNT(*) FROM controllers WHERE settings IS NOT NULL OR settings_sealed IS NOT NULL",
    );
    assert_eq!(kept, 0, "its secrets are forgotten");
}

fn rusqlite_count(scene: &Scene, sql: &str) -> i64 {
    let database = rusqlite::Connection::open(scene.folder.path().join("keylink.db")).unwrap();
    database.busy_timeout(Duration::from_secs(5)).unwrap();
    database.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_takes_the_place_of_one_that_was_removed() {
    let scene = Scene::new().await;
    let (house, owner) = (scene.house(), &scene.owner);
    let old = scene.door("Old door", Mood::Well).await;
    let place = house.door(owner, old.id).await.unwrap().door.address.unwrap();
    let (mine, other) = (scene.link(&[old.id]).await, scene.another_owner().await);
    assert!(matches!(house.remove_door(&other, old.id, None).await, Err(Trouble::NotFound(_))));
    house.remove_door(owner, old.id, None).await.unwrap();
    assert!(matches!(house.remove_door(owner, old.id, None).await, Err(Trouble::NotFound(_))));
    let new = NewDoor { name: "New door".to_owned(), controller: Some(place.controller), ..NewDoor::default() };
    let new = house.add_door(owner, new, None).await.unwrap();
    assert_eq!(new.status.online, Some(true), "the device has stayed");
    let link = scene.link(&[new.door.id]).await;
    scene.press(&link, new.door.id).await;
    assert_eq!(old.moves(), 1, "the device opens, as the new door");
    scene.press(&mine, old.id).await;
    scene.press(&mine, new.door.id).await;
    assert_eq!(old.moves(), 1, "the old link opens neither");
}
