//! What the tests share: a house with one organization or two, and people with tokens who ask it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use jiff::Timestamp;
use keylink_domain::actor::{Actor, Who};
use keylink_domain::clock::Clock;
use keylink_domain::id::OrganizationId;
use keylink_drivers::{BrokerSettings, MqttSettings};
use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_service::delivery::Settings as Sending;
use keylink_service::limit::LimitSettings;
use keylink_service::setup::NewOrganization;
use keylink_service::{House, Running, SealKey, Settings};
use keylink_store::{Options, Store};
use keylink_web::{App, WebSettings, router};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

/// When the tests happen, unless they need the real time.
pub const NOW: &str = "2026-11-01T12:00:00Z";

/// A clock that goes on by a millisecond each time it is looked at.
#[derive(Clone)]
struct TestClock(Arc<AtomicI64>);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.fetch_add(1, Ordering::Relaxed)).unwrap()
    }
}

/// A house that is asked over HTTP.
pub struct Place {
    pub house: Arc<House>,
    pub router: Router,
    clock: Arc<AtomicI64>,
    _running: Running,
    folder: TempDir,
}

/// Somebody with a token.
#[derive(Clone)]
pub struct Person {
    pub token: String,
    pub id: String,
    pub organization: OrganizationId,
    router: Router,
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Place {
    pub async fn new() -> Self {
        Self::limited(0).await
    }

    /// With a limit of unknown tokens per minute.
    pub async fn limited(misses_per_minute: u32) -> Self {
        let clock = Arc::new(AtomicI64::new(NOW.parse::<Timestamp>().unwrap().as_millisecond()));
        Self::start(TestClock(Arc::clone(&clock)), Arc::clone(&clock), misses_per_minute, Sending::default()).await
    }

    /// With channels by which links are sent.
    pub async fn sending(sending: Sending) -> Self {
        Self::start(SystemClock, Arc::default(), 0, sending).await
    }

    /// On the machine's clock, for doors that have one of their own.
    pub async fn in_real_time() -> Self {
        Self::start(SystemClock, Arc::default(), 0, Sending::default()).await
    }

    async fn start(
        clock: impl Clock + 'static,
        hand: Arc<AtomicI64>,
        misses_per_minute: u32,
        sending: Sending,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Options::Sqlite(folder.path().join("keylink.db")), clock.now()).await.unwrap();
        let broker = BrokerSettings { listen: ([127, 0, 0, 1], 0).into(), ..BrokerSettings::default() };
        let settings = Settings {
            public_url: "https://keys.example.org".to_owned(),
            deadline_ms: 5_000,
            limits: LimitSettings { misses_per_minute, ..LimitSettings::default() },
            personal_days: 90,
            networks: keylink_service::Networks::read(&["127.0.0.0/8".to_owned()]).unwrap(),
            sending,
            openid: None,
            mqtt: MqttSettings::Inside(broker),
            seal: SealKey::generate(&SystemEntropy).unwrap(),
        };
        let running = Running::start(store, settings, clock, SystemEntropy).await.unwrap();
        let house = Arc::clone(&running.house);
        let router = router(App::new(Arc::clone(&house), WebSettings::default()).unwrap());
        Self { house, router, clock: hand, _running: running, folder }
    }

    /// From now on the database has no table of doors, as where it cannot be read.
    pub fn lose_doors(&self) {
        let database = rusqlite::Connection::open(self.folder.path().join("keylink.db")).unwrap();
        database.execute_batch("ALTER TABLE doors RENAME TO away").unwrap();
    }

    /// All that stands in the database's files.
    pub fn database(&self) -> Vec<u8> {
        let files = ["keylink.db", "keylink.db-wal"].map(|name| std::fs::read(self.folder.path().join(name)));
        files.into_iter().flat_map(Result::unwrap_or_default).collect()
    }

    pub fn advance(&self, ms: i64) {
        self.clock.fetch_add(ms, Ordering::Relaxed);
    }

    /// An organization in Berlin, by its owner.
    pub async fn owner(&self, name: &str) -> Person {
        let new = NewOrganization {
            organization: name.to_owned(),
            zone: "Europe/Berlin".to_owned(),
            name: format!("Owner of {name}"),
            email: format!("owner@{}.example", name.to_lowercase()),
            ..NewOrganization::default()
        };
        let made = self.house.make_organization(new).await.unwrap();
        self.admit(made.organization.id, &made.owner.id.to_string()).await
    }

    /// A token for a user, made by the operator.
    pub async fn admit(&self, organization: OrganizationId, user: &str) -> Person {
        let operator = Actor::new(organization, Who::Operator);
        let made = self.house.make_token(&operator, user.parse().unwrap(), "tests").await.unwrap();
        keylink_canary::keep(&made.reveal());
        Person { token: made.reveal(), id: user.to_owned(), organization, router: self.router.clone() }
    }

    /// Another user of the same organization.
    pub async fn user(&self, owner: &Person, name: &str, role: &str) -> Person {
        let email = format!("{name}@example.org");
        let made = owner.post("/users", json!({ "name": name, "email": email, "role": role })).await;
        self.admit(owner.organization, made.created()["id"].as_str().unwrap()).await
    }

    /// A program that has no token, at any path of the server.
    pub async fn knock(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let request = Request::builder().method(method).uri(path);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        ask(&self.router, request.body(Body::from(body.to_owned())).unwrap()).await
    }

    pub async fn anonymous(&self, method: &str, path: &str) -> Reply {
        let request = Request::builder().method(method).uri(format!("/api/v1{path}")).body(Body::empty()).unwrap();
        ask(&self.router, request).await
    }
}

impl Person {
    /// The same person with another token.
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: token.to_owned(), ..self.clone() }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, &[], None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, &[], Some(body)).await
    }

    /// A POST without a body.
    pub async fn act(&self, path: &str) -> Reply {
        self.send(Method::POST, path, &[], None).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Reply {
        self.send(Method::PATCH, path, &[], Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Reply {
        self.send(Method::DELETE, path, &[], None).await
    }

    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> Reply {
        let body = body.map(|body| body.to_string());
        let json = body.as_ref().map(|_| ("content-type", "application/json"));
        let headers: Vec<(&str, &str)> = headers.iter().copied().chain(json).collect();
        self.raw(method, path, &headers, body.unwrap_or_default()).await
    }

    pub async fn raw(&self, method: Method, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Reply {
        ask(&self.router, self.request(method, path, headers, body)).await
    }

    pub fn request(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Request<Body> {
        let request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        let request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        request.body(body.into()).unwrap()
    }

    /// A door that this person has access to, and its id.
    pub async fn door(&self, name: &str) -> String {
        let door = self.post("/doors", json!({ "name": name })).await;
        door.created()["id"].as_str().unwrap().to_owned()
    }

    /// A link to a new door.
    pub async fn link(&self) -> Value {
        let door = self.door("Street door").await;
        let link = self.post("/links", json!({ "name": "Weekend, Mia", "doors": [door] })).await.created();
        keylink_canary::keep_url(link["url"].as_str().unwrap());
        link
    }
}

async fn ask(router: &Router, request: Request<Body>) -> Reply {
    let response = router.clone().oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
    Reply { status, headers, bytes }
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// What a webhook URL answers: its status and outcome, or the reason.
    pub fn came_to(&self) -> (u16, String) {
        let body = self.json();
        let told = if body["refusal"].is_string() { &body["refusal"] } else { &body["outcome"] };
        (self.status.as_u16(), told.as_str().unwrap_or_default().to_owned())
    }

    pub fn ok(&self) -> Value {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text());
        self.json()
    }

    pub fn created(&self) -> Value {
        assert_eq!(self.status, StatusCode::CREATED, "{}", self.text());
        assert!(self.headers.contains_key(header::LOCATION));
        self.json()
    }

    /// A problem with this status and code; gives its body.
    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(self.headers[header::CACHE_CONTROL], "no-store");
        let body = self.json();
        assert_eq!((&body["status"], &body["code"]), (&json!(status), &json!(code)), "{body}");
        assert_eq!(body["type"], "about:blank");
        assert!(body["title"].is_string() && body["detail"].as_str().is_some_and(|detail| detail.len() > 10), "{body}");
        body
    }

    /// A problem with one field; gives the message.
    #[track_caller]
    pub fn invalid(&self, field: &str) -> String {
        let body = self.problem(422, "invalid");
        assert_eq!(body["errors"][0]["field"], field, "{body}");
        body["errors"][0]["message"].as_str().unwrap().to_owned()
    }
}
