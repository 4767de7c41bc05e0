//! Two nodes on one PostgreSQL and one outside broker: a revoke on one is a revoke on both.

use std::process::{Child, Command, Stdio};

use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_drivers::{MqttSettings, OutsideSettings};
use keylink_service::limit::LimitSettings;
use keylink_service::unlock::{End, NewPress};
use keylink_store::Options;
use keylink_virtual_door::Mood;

use crate::scene::{PERSON, Scene, power, start, wait_until};

/// A mosquitto of the test's own, open to everybody on loopback.
struct Mosquitto {
    process: Child,
    address: String,
}

impl Mosquitto {
    async fn start(folder: &std::path::Path) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let config = folder.join("mosquitto.conf");
        std::fs::write(&config, format!("listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\n"))
            .unwrap();
        let binary =
            if std::path::Path::new("/usr/sbin/mosquitto").exists() { "/usr/sbin/mosquitto" } else { "mosquitto" };
        let process = Command::new(binary)
            .arg("-c")
            .arg(&config)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("mosquitto is part of these tests; script/setup test installs it");
        let address = format!("127.0.0.1:{port}");
        let at = address.clone();
        wait_until("mosquitto listens", async || tokio::net::TcpStream::connect(&at).await.is_ok()).await;
        Self { process, address }
    }

    fn settings(&self) -> MqttSettings {
        MqttSettings::Outside(OutsideSettings {
            url: format!("mqtt://{}", self.address),
            login: None,
            password: None,
            client_id: None,
        })
    }
}

impl Drop for Mosquitto {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

async fn postgres() -> Options {
    #[allow(clippy::disallowed_methods, reason = "where the tests' PostgreSQL is comes from the environment")]
    let server = std::env::var("KEYLINK_TEST_POSTGRES").expect(
        "PostgreSQL is part of these tests; run them with: script/with-postgres cargo nextest run -p keylink-service",
    );
    let name = format!("nodes_{}", std::process::id());
    let (client, connection) = tokio_postgres::connect(&server, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute(&format!("CREATE DATABASE {name}")).await.unwrap();
    Options::Postgres(format!("{}/{name}", server.rsplit_once('/').unwrap().0))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoke_on_one_node_is_a_revoke_on_both() {
    let folder = tempfile::tempdir().unwrap();
    let broker = Mosquitto::start(folder.path()).await;
    let mut scene = Scene::on(postgres().await, folder).await;
    scene.running.take().unwrap().stop().await;
    let (database, folder) = (scene.database.clone(), scene.folder.path().to_owned());
    let node = async || {
        start(
            &database,
            &folder,
            broker.settings(),
            LimitSettings { presses_per_link_per_minute: 0, ..LimitSettings::default() },
        )
        .await
    };
    scene.running = Some(node().await);
    let second = node().await;

    let (id, controller) = scene.wired_door("Street door").await;
    let door = power(id, &controller, broker.address.clone(), Mood::Well, scene.folder.path());
    for house in [scene.house(), &second.house] {
        wait_until("each node sees the door", async || house.health().await.is_ready()).await;
    }
    let link = scene.link(&[id]).await;
    let press = async |house: &std::sync::Arc<keylink_service::House>| {
        house.press_link(link.secret, NewPress { door: id, number: None, address: None }, PERSON).await.end
    };
    for house in [scene.house(), &second.house] {
        wait_until("each node opens the door", async || press(house).await == End::Done(Outcome::Opened)).await;
    }
    let moved = door.moves();
    scene.house().revoke_link(&scene.owner, link.id).await.unwrap();
    for house in [scene.house(), &second.house] {
        assert_eq!(press(house).await, End::Refused(Refusal::LinkRevoked));
    }
    assert_eq!(door.moves(), moved);
    second.stop().await;
    scene.running.take().unwrap().stop().await;
}
