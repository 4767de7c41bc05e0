//! A house behind a router that is asked from addresses of the test's choice.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, header};
use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::clock::Clock;
use keylink_domain::id::DoorId;
use keylink_domain::organization::GesturePolicy;
use keylink_domain::user::Role;
use keylink_drivers::{BrokerSettings, MqttSettings};
use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_service::door::NewDoor;
use keylink_service::limit::LimitSettings;
use keylink_service::link::{MadeLink, NewLink};
use keylink_service::organization::ChangeOrganization;
use keylink_service::setup::NewOrganization;
use keylink_service::{House, Running, SealKey, Settings};
use keylink_store::{Options, Store};
use keylink_web::{App, WebSettings, router};
use tower::ServiceExt;

/// A proxy whose word is believed.
pub const PROXY: &str = "10.0.0.1";
/// Small, so that it takes no more of it than a slow machine does within one of its steps.
pub const LIMIT: u32 = 3;
pub const PASSWORD: &str = "correct horse battery";
pub const EMAIL: &str = "anna@example.com";

pub struct Scene {
    pub house: Arc<House>,
    pub owner: Actor,
    router: Router,
    _running: Running,
    _folder: tempfile::TempDir,
}

/// Who asks: the end of the connection, and what it says of whom it asks for.
#[derive(Clone)]
pub struct From {
    peer: SocketAddr,
    forwarded: Vec<String>,
}

impl From {
    pub fn address(peer: &str) -> Self {
        Self { peer: SocketAddr::new(peer.parse().unwrap(), 4711), forwarded: Vec::new() }
    }

    /// With a header `X-Forwarded-For`.
    pub fn saying(mut self, forwarded: &str) -> Self {
        self.forwarded.push(forwarded.to_owned());
        self
    }
}

/// An answer: its status and its text.
pub struct Said(pub u16, pub String);

/// Limits of which only those that a test names are on.
pub const OFF: LimitSettings = LimitSettings {
    misses_per_minute: 0,
    sends_per_user_per_minute: 0,
    sends_per_recipient_per_day: 0,
    sends_per_user_per_day: 0,
    sends_per_organization_per_day: 0,
    sign_ins_per_minute: 0,
    presses_per_link_per_minute: 0,
    presses_per_door_per_minute: 0,
};

impl Scene {
    pub async fn with(limits: LimitSettings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Options::Sqlite(folder.path().join("test.db")), SystemClock.now()).await.unwrap();
        let broker = BrokerSettings { listen: ([127, 0, 0, 1], 0).into(), ..BrokerSettings::default() };
        let settings = Settings {
            public_url: "http://keys.test".to_owned(),
            deadline_ms: 500,
            limits,
            personal_days: 90,
            sending: keylink_service::delivery::Settings::default(),
            openid: None,
            networks: keylink_service::Networks::default(),
            mqtt: MqttSettings::Inside(broker),
            seal: SealKey::generate(&SystemEntropy).unwrap(),
        };
        keylink_canary::keep(PASSWORD);
        let running = Running::start(store, settings, SystemClock, SystemEntropy).await.unwrap();
        let house = Arc::clone(&running.house);
        let made = house
            .make_organization(NewOrganization {
                organization: "Lindenhof".to_owned(),
                zone: "Europe/Berlin".to_owned(),
                name: "Anna".to_owned(),
                email: EMAIL.to_owned(),
                password: Some(PASSWORD.to_owned()),
                ..NewOrganization::default()
            })
            .await
            .unwrap();
        let who = Who::User { id: made.owner.id, role: Role::Owner, via: Via::Console };
        let owner = Actor::new(made.organization.id, who);
        // A plain tap, so that a press is one request.
        house
            .change_organization(
                &owner,
                ChangeOrganization { gesture: Some(GesturePolicy::Tap), ..ChangeOrganization::default() },
            )
            .await
            .unwrap();
        let web = WebSettings { trusted_proxies: vec![PROXY.parse().unwrap()], ..WebSettings::default() };
        let router = router(App::new(Arc::clone(&house), web).unwrap());
        Self { house, owner, router, _running: running, _folder: folder }
    }

    /// A door whose controller is not there: a press of it is permitted, logged, and then fails for that.
    pub async fn door(&self, name: &str) -> DoorId {
        let controller = self.house.add_controller(&self.owner, name).await.unwrap().controller.id;
        let new = NewDoor { name: name.to_owned(), controller: Some(controller), ..NewDoor::default() };
        self.house.add_door(&self.owner, new, None).await.unwrap().door.id
    }

    pub async fn link(&self, doors: &[DoorId]) -> MadeLink {
        let new = NewLink { name: "Mia".to_owned(), doors: doors.to_vec(), ..NewLink::default() };
        let made = self.house.make_link(&self.owner, new, None).await.unwrap();
        keylink_canary::keep_url(&made.url);
        made
    }

    pub async fn ask(&self, from: &From, method: Method, path: &str, headers: &[(&str, &str)], body: String) -> Said {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "keys.test");
        for said in &from.forwarded {
            request = request.header("x-forwarded-for", said);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::from(body)).unwrap();
        request.extensions_mut().insert(ConnectInfo(from.peer));
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let status = answer.status().as_u16();
        let text = to_bytes(answer.into_body(), 1 << 22).await.unwrap();
        Said(status, String::from_utf8(text.to_vec()).unwrap())
    }

    pub async fn get(&self, from: &From, path: &str) -> u16 {
        self.ask(from, Method::GET, path, &[], String::new()).await.0
    }

    /// A form, as a page of this server sends it.
    pub async fn post(&self, from: &From, path: &str, form: &[(&str, &str)]) -> Said {
        let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let body: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("origin", "http://keys.test"),
            ("accept", "application/json"),
        ];
        self.ask(from, Method::POST, path, &headers, body.join("&")).await
    }

    /// Asks for a secret that no link has; each time another.
    pub async fn miss(&self, from: &From) -> u16 {
        self.get(from, &format!("/k/{}", unknown())).await
    }

    /// Presses; gives the refusal's code.
    pub async fn press(&self, from: &From, link: &MadeLink, door: DoorId) -> String {
        let path = format!("{}/unlock", path_of(link));
        let Said(_, body) = self.post(from, &path, &[("door", &door.to_string())]).await;
        let answer: serde_json::Value = serde_json::from_str(&body).unwrap();
        answer["refusal"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }
}

/// A secret of the right form that nobody was given.
pub fn unknown() -> String {
    keylink_domain::secret::Secret::generate(&SystemEntropy).unwrap().reveal().to_owned()
}

pub fn path_of(link: &MadeLink) -> &str {
    link.url.strip_prefix("http://keys.test").unwrap()
}
