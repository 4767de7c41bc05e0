//! The agent over real TLS: through a proxy to the center's web address, and to a mosquitto of one's own. Whoever cannot
//! show a certificate that is trusted, and is for this very name, is told nothing.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::Stdio;

use keylink_post_office::{AUTHORITY, Front};
use serde_json::{Value, json};
use tokio::process::{Child, Command};

use crate::agent::{Site, code, controller, door, unlock, until_online};
use crate::program::{Program, Start, wait_until};

/// The authority's certificate as a file.
fn authority(site: &Site) -> String {
    let path = site.folder.path().join("authority.pem");
    std::fs::write(&path, AUTHORITY).unwrap();
    path.display().to_string()
}

#[tokio::test]
async fn a_door_opens_through_tls_and_a_certificate_that_is_not_trusted_is_told_nothing() {
    let center = Program::start(Start::default()).await;
    let api = center.set_up_with_token().await;
    let clear: SocketAddr = center.url.strip_prefix("http://").unwrap().parse().unwrap();
    let front = Front::before(clear, Ipv4Addr::LOCALHOST.into()).await;
    let other_name = Front::before(clear, Ipv4Addr::new(127, 0, 0, 2).into()).await;
    let mut site = Site::behind(front.address).await;
    let controller = controller(&api).await;
    let (code, ca) = (code(&api, &controller).await, authority(&site));
    let secure = format!("https://{}", site.line.address);
    let other = format!("https://{}", other_name.address);
    let in_clear = format!("https://{clear}");
    for strange in [
        vec!["enrol", secure.as_str(), code.as_str()],
        vec!["enrol", other.as_str(), code.as_str(), "--ca-file", &ca],
        vec!["enrol", in_clear.as_str(), code.as_str(), "--ca-file", &ca],
    ] {
        let (done, said) = site.run(&strange).await;
        assert!(
            !done && said.contains("its certificate is not trusted") && said.contains("--ca-file"),
            "{strange:?}: {said}"
        );
    }
    // The code was told to nobody: it still counts.
    let (done, said) = site.run(&["enrol", &secure, &code, "--ca-file", &ca]).await;
    assert!(done && said.contains("Annex"), "{said}");
    site.start();
    until_online(&api, &controller, true).await;
    let street = door(&api, &controller, "Street door", "street").await;
    assert_eq!(unlock(&api, &street).await["outcome"], "opened", "{}", site.log());
    assert_eq!(site.relay.moves(), 1);
}

/// A real mosquitto that speaks in clear with the house and TLS with agents.
struct Broker {
    clear: u16,
    secure: u16,
    _folder: tempfile::TempDir,
    _process: Child,
}

/// Where the post office's certificate and its key are.
fn certificate(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../post-office/certificates").join(name)
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Broker {
    async fn start() -> Self {
        let (folder, clear, secure) = (tempfile::tempdir().unwrap(), free_port(), free_port());
        let settings = format!(
            "per_listener_settings false\nallow_anonymous true\npersistence false\nuser root\nset_tcp_nodelay true\n\
             listener {clear} 127.0.0.1\nlistener {secure} 127.0.0.1\ncertfile {}\nkeyfile {}\n",
            certificate("server.pem").display(),
            certificate("server.key").display()
        );
        let path = folder.path().join("conf");
        std::fs::write(&path, settings).unwrap();
        let programs = ["/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto"];
        let program = programs.into_iter().find(|path| std::path::Path::new(path).exists());
        let mut command = Command::new(program.expect("these tests need mosquitto (Debian: apt install mosquitto)"));
        command.arg("-c").arg(&path).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
        let process = command.spawn().unwrap();
        for port in [clear, secure] {
            wait_until("mosquitto listens", async || tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok())
                .await;
        }
        Self { clear, secure, _folder: folder, _process: process }
    }
}

#[tokio::test]
async fn a_door_opens_through_a_broker_of_one_s_own_that_speaks_tls() {
    let broker = Broker::start().await;
    let url = format!("mqtt://127.0.0.1:{}", broker.clear);
    let settings =
        [("KEYLINK_MQTT_URL", url.as_str()), ("KEYLINK_MQTT_LOGIN", "house"), ("KEYLINK_MQTT_PASSWORD", "hush")];
    let center = Program::start(Start { settings: &settings, ..Start::default() }).await;
    let api = center.set_up_with_token().await;
    let by_the_web = reqwest::get(format!("{}/agent", center.url)).await.unwrap();
    assert_eq!(by_the_web.status(), 404, "strangers are not carried to a broker that others run");
    let mut site = Site::behind(([127, 0, 0, 1], broker.secure).into()).await;
    let controller = controller(&api).await;
    let file = site.folder.path().join("keylink-agent/agent.toml");
    let password = site.folder.path().join("password");
    std::fs::write(&password, "a-password-of-the-test").unwrap();
    let told = std::fs::read_to_string(&file).unwrap();
    let with = |ca: &str| {
        let (at, login) = (site.line.address, &controller);
        let center =
            format!("url = \"mqtts://{at}\"\nlogin = \"{login}\"\npassword_file = \"{}\"\n", password.display());
        format!("{told}[center]\n{center}ca_file = \"{ca}\"\n")
    };
    std::fs::write(&file, with("")).unwrap();
    let trusted = with(&authority(&site));
    site.start();
    wait_until("it says why it does not come", async || {
        let log = site.log();
        log.contains("its certificate is not trusted") && log.contains("ca_file")
    })
    .await;
    let known: Value = api.get(&format!("/controllers/{controller}")).await;
    assert_ne!(known["online"], json!(true));
    site.kill().await;
    std::fs::write(&file, trusted).unwrap();
    site.start();
    until_online(&api, &controller, true).await;
    let street = door(&api, &controller, "Street door", "street").await;
    assert_eq!(unlock(&api, &street).await["outcome"], "opened", "{}", site.log());
    assert_eq!(site.relay.moves(), 1);
}
