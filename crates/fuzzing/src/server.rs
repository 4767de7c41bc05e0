//! The server that requests are thrown at: the real router over a house whose doors have no controllers.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use jiff::Timestamp;
use keylink_domain::actor::{Actor, Who};
use keylink_domain::clock::Clock;
use keylink_domain::organization::GesturePolicy;
use keylink_domain::secret::{Secret, SecretHash};
use keylink_drivers::{BrokerSettings, MqttSettings};
use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_service::door::NewDoor;
use keylink_service::limit::LimitSettings;
use keylink_service::link::NewLink;
use keylink_service::organization::ChangeOrganization;
use keylink_service::setup::NewOrganization;
use keylink_service::{House, Running, SealKey, Settings};
use keylink_store::{Options, Store};
use keylink_web::{App, WebSettings, router};
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// The server, and what there is in it.
pub struct Server {
    pub house: Arc<House>,
    pub token: String,
    pub link: SecretHash,
    /// What may be written in a seed instead of an id or a secret that each run makes anew.
    pub names: Vec<(&'static str, String)>,
    router: Router,
    runtime: Runtime,
    _running: Running,
    _folder: tempfile::TempDir,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// The server of this process.
pub fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(Server::start)
}

impl Server {
    fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let folder = in_memory().map_or_else(tempfile::tempdir, tempfile::tempdir_in).unwrap();
        let (running, token, link, names) = runtime.block_on(furnish(folder.path()));
        let house = Arc::clone(&running.house);
        let router = router(App::new(Arc::clone(&house), WebSettings::default()).unwrap());
        Self { house, token, link, names, router, runtime, _running: running, _folder: folder }
    }

    /// The seed's text with the names of things replaced by what they are in this run.
    pub fn named(&self, bytes: &[u8]) -> Vec<u8> {
        match std::str::from_utf8(bytes) {
            Ok(text) if text.contains('@') => {
                let text = self.names.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value));
                text.into_bytes()
            }
            _ => bytes.to_vec(),
        }
    }

    pub fn ask(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await.unwrap();
            let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
            let body = to_bytes(answer.into_body(), 16 << 20).await.unwrap().to_vec();
            Answer { status, headers, body }
        })
    }
}

/// Where files cost no disk, if the machine has such a place: nothing here is to be kept.
fn in_memory() -> Option<&'static Path> {
    Some(Path::new("/dev/shm")).filter(|folder| folder.is_dir())
}

async fn furnish(folder: &Path) -> (Running, String, SecretHash, Vec<(&'static str, String)>) {
    let now: Timestamp = SystemClock.now();
    let store = Store::open(&Options::Sqlite(folder.join("keylink.db")), now).await.unwrap();
    let key = SealKey::generate(&SystemEntropy).unwrap();
    let settings = Settings {
        public_url: "http://keys.test".to_owned(),
        deadline_ms: 500,
        limits: LimitSettings {
            misses_per_minute: 0,
            sign_ins_per_minute: 0,
            presses_per_link_per_minute: 0,
            presses_per_door_per_minute: 0,
            sends_per_user_per_minute: 0,
            sends_per_recipient_per_day: 0,
            sends_per_user_per_day: 0,
            sends_per_organization_per_day: 0,
        },
        personal_days: 90,
        sending: keylink_service::delivery::Settings::default(),
        openid: None,
        networks: keylink_service::Networks::default(),
        mqtt: MqttSettings::Inside(BrokerSettings { listen: ([127, 0, 0, 1], 0).into(), ..BrokerSettings::default() }),
        seal: key,
    };
    let running = Running::start(store, settings, SystemClock, SystemEntropy).await.unwrap();
    let house = Arc::clone(&running.house);
    let new = NewOrganization {
        organization: "Lindenhof".to_owned(),
        zone: "Europe/Berlin".to_owned(),
        name: "Anna".to_owned(),
        email: "anna@example.com".to_owned(),
        ..NewOrganization::default()
    };
    let made = house.make_organization(new).await.unwrap();
    let operator = Actor::new(made.organization.id, Who::Operator);
    let token = house.make_token(&operator, made.owner.id, "fuzzing").await.unwrap().reveal();
    let owner = house.admit_token(&token, None).await.unwrap();
    house
        .change_organization(
            &owner,
            ChangeOrganization { gesture: Some(GesturePolicy::Person), ..ChangeOrganization::default() },
        )
        .await
        .unwrap();
    let new = NewDoor { name: "Street door".to_owned(), ..NewDoor::default() };
    let door = house.add_door(&owner, new, None).await.unwrap().door;
    let new = NewLink { name: "Mia".to_owned(), doors: vec![door.id], ..NewLink::default() };
    let link = house.make_link(&owner, new, None).await.unwrap();
    let secret = link.url.rsplit('/').next().unwrap().to_owned();
    let hash = Secret::parse(&secret).unwrap().hash();
    let controller = house.add_controller(&owner, "Cabinet").await.unwrap().controller;
    let names = vec![
        ("@door", door.id.to_string()),
        ("@site", door.site.to_string()),
        ("@link", link.link.id.to_string()),
        ("@credential", link.link.credential.to_string()),
        ("@controller", controller.id.to_string()),
        ("@user", made.owner.id.to_string()),
        ("@ticket", house.ticket(hash).unwrap()),
        ("@secret", secret),
    ];
    (running, token, hash, names)
}
