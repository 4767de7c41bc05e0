//! What stands around the program in these tests: an outside broker and a PostgreSQL.

use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use keylink_drivers::{MqttSettings, OutsideSettings};
use keylink_store::Options;

use crate::scene::wait_until;

/// A mosquitto of the test's own, open to everybody on loopback.
pub struct Mosquitto {
    process: Child,
    pub address: String,
}

impl Mosquitto {
    pub async fn start(folder: &std::path::Path) -> Self {
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

    pub fn settings(&self) -> MqttSettings {
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

/// A database of the test's own on the tests' PostgreSQL.
pub async fn postgres(name: &str) -> Options {
    #[allow(clippy::disallowed_methods, reason = "where the tests' PostgreSQL is comes from the environment")]
    let server = std::env::var("KEYLINK_TEST_POSTGRES").expect(
        "PostgreSQL is part of these tests; run them with: script/with-postgres cargo nextest run -p keylink-service",
    );
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("{name}_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    let (client, connection) = tokio_postgres::connect(&server, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute(&format!("CREATE DATABASE {name}")).await.unwrap();
    // Commits that take their time, as on a slow disk: so what is told before its commit shows.
    for setting in ["commit_delay = 3000", "commit_siblings = 0"] {
        client.batch_execute(&format!("ALTER DATABASE {name} SET {setting}")).await.unwrap();
    }
    Options::Postgres(format!("{}/{name}", server.rsplit_once('/').unwrap().0))
}
