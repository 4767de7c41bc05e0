//! A house with people in it, and a browser for each of them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use keylink_domain::actor::Actor;
use keylink_domain::clock::Clock;
use keylink_domain::door::Door;
use keylink_domain::user::{Role, User};
use keylink_drivers::{BrokerSettings, MqttSettings};
use keylink_service::access::NewAccess;
use keylink_service::clock::{SystemClock, SystemEntropy};
use keylink_service::door::NewDoor;
use keylink_service::limit::LimitSettings;
use keylink_service::openid::OpenIdSettings;
use keylink_service::session::Visit;
use keylink_service::setup::NewOrganization;
use keylink_service::user::UserInput;
use keylink_service::{House, Networks, Running, SealKey, Settings};
use keylink_store::{Options, Store};
use keylink_web::{App, WebSettings, router};
use tower::ServiceExt;

/// The machine's clock, so many milliseconds ahead.
struct AheadClock(Arc<AtomicI64>);

impl Clock for AheadClock {
    fn now(&self) -> jiff::Timestamp {
        let ahead = jiff::SignedDuration::from_millis(self.0.load(Ordering::Relaxed));
        SystemClock.now().checked_add(ahead).unwrap()
    }
}

pub const PASSWORD: &str = "correct horse battery";

pub struct World {
    pub house: Arc<House>,
    router: Router,
    pub origin: String,
    clock: Arc<AtomicI64>,
    _running: Running,
    folder: tempfile::TempDir,
}

/// What a browser was answered.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |to| to.to_str().unwrap())
    }

    pub fn cookie(&self) -> &str {
        self.headers.get(header::SET_COOKIE).map_or("", |cookie| cookie.to_str().unwrap())
    }

    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "{text:?} is not on the page ({}):\n{}", self.status, self.body);
        self
    }

    #[track_caller]
    pub fn does_not_say(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{text:?} is on the page:\n{}", self.body);
        self
    }

    /// The value of a field.
    #[track_caller]
    pub fn value(&self, name: &str) -> String {
        let field = format!("name=\"{name}\"");
        let from = self.body.find(&field).unwrap_or_else(|| panic!("no field {name}"));
        let tag = &self.body[from..];
        let tag = &tag[..tag.find('>').unwrap()];
        tag.split_once("value=\"").map_or(String::new(), |(_, rest)| rest.split('"').next().unwrap().to_owned())
    }
}

impl World {
    pub async fn empty() -> Self {
        Self::at("http://keys.test").await
    }

    pub async fn at(public_url: &str) -> Self {
        Self::sending(public_url, keylink_service::delivery::Settings::default()).await
    }

    /// With channels by which links are sent.
    pub async fn sending(public_url: &str, sending: keylink_service::delivery::Settings) -> Self {
        Self::with(public_url, sending, None).await
    }

    /// With another service by which users sign in.
    pub async fn with(
        public_url: &str,
        sending: keylink_service::delivery::Settings,
        openid: Option<OpenIdSettings>,
    ) -> Self {
        Self::within(Networks::read(&["127.0.0.0/8".to_owned()]).unwrap(), public_url, sending, openid).await
    }

    /// Where controllers may be elsewhere, or are searched for.
    pub async fn within(
        networks: Networks,
        public_url: &str,
        sending: keylink_service::delivery::Settings,
        openid: Option<OpenIdSettings>,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = SystemClock.now();
        let store = Store::open(&Options::Sqlite(folder.path().join("test.db")), now).await.unwrap();
        let settings = Settings {
            public_url: public_url.to_owned(),
            deadline_ms: 4_000,
            limits: LimitSettings { misses_per_minute: 0, sign_ins_per_minute: 0, ..LimitSettings::default() },
            personal_days: 90,
            networks,
            sending,
            openid,
            mqtt: MqttSettings::Inside(BrokerSettings {
                listen: SocketAddr::from(([127, 0, 0, 1], 0)),
                max_controllers: 10,
            }),
            seal: SealKey::generate(&SystemEntropy).unwrap(),
        };
        keylink_canary::keep(PASSWORD);
        let clock = Arc::new(AtomicI64::new(0));
        let running = Running::start(store, settings, AheadClock(Arc::clone(&clock)), SystemEntropy).await.unwrap();
        let house = Arc::clone(&running.house);
        let router = router(App::new(Arc::clone(&house), WebSettings::default()).unwrap());
        Self { house, router, origin: public_url.to_owned(), clock, _running: running, folder }
    }

    /// Sets the machine's clock so many hours ahead of the right time.
    pub fn set_clock_ahead(&self, hours: i64) {
        self.clock.store(hours * 3_600_000, Ordering::Relaxed);
    }

    /// Something done to the database from outside.
    pub fn raw(&self, sql: &str) {
        let database = rusqlite::Connection::open(self.folder.path().join("test.db")).unwrap();
        database.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
        database.execute_batch(sql).unwrap();
    }

    /// What stands in the database, as one text.
    pub fn kept(&self, sql: &str) -> Option<String> {
        let database = rusqlite::Connection::open(self.folder.path().join("test.db")).unwrap();
        database.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// From now on the database has no table of doors, as where it cannot be read.
    pub fn lose_doors(&self) {
        let database = rusqlite::Connection::open(self.folder.path().join("test.db")).unwrap();
        database.execute_batch("ALTER TABLE doors RENAME TO away").unwrap();
    }

    /// The end of a link is over, as if time had passed.
    pub fn end_in_the_past(&self, link: keylink_domain::id::LinkId) {
        let database = rusqlite::Connection::open(self.folder.path().join("test.db")).unwrap();
        let id = link.uuid().as_bytes().to_vec();
        let ended = "UPDATE links SET until_ms = 1000, from_ms = NULL WHERE id = ?1";
        assert_eq!(database.execute(ended, [id]).unwrap(), 1);
    }

    /// With an organization and its owner Anna.
    pub async fn with_anna() -> (Self, Browser) {
        let world = Self::empty().await;
        world.organization("Lindenhof", "anna@example.com").await;
        let anna = world.sign_in("anna@example.com").await;
        (world, anna)
    }

    pub async fn organization(&self, name: &str, email: &str) -> User {
        let new = NewOrganization {
            organization: name.to_owned(),
            site: "Lindenhof 4".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            name: "Anna".to_owned(),
            email: email.to_owned(),
            password: Some(PASSWORD.to_owned()),
        };
        self.house.make_organization(new).await.unwrap().owner
    }

    pub async fn sign_in(&self, email: &str) -> Browser {
        let begun = self.house.sign_in(email, PASSWORD.to_owned(), None, &Visit::default()).await.unwrap();
        keylink_canary::keep(begun.secret.reveal());
        Browser { cookie: format!("keylink_session={}", begun.secret.reveal()) }
    }

    /// Another user of the browser's organization, signed in.
    pub async fn user(&self, by: &Browser, name: &str, email: &str, role: Role) -> (User, Browser) {
        let input = UserInput {
            name: Some(name.to_owned()),
            email: Some(email.to_owned()),
            role: Some(role),
            state: None,
            seen: None,
        };
        let user = self.house.add_user(&self.actor(by).await, input).await.unwrap();
        let link = self.house.make_sign_in_link(user.organization, user.id).await.unwrap();
        keylink_canary::keep_url(&link);
        let begun = self.house.sign_in_once(link.rsplit('/').next().unwrap(), None, &Visit::default()).await.unwrap();
        (user, Browser { cookie: format!("keylink_session={}", begun.secret.reveal()) })
    }

    pub async fn actor(&self, browser: &Browser) -> Actor {
        let secret = browser.cookie.split_once('=').unwrap().1;
        self.house.signed_in(secret).await.unwrap().unwrap().actor()
    }

    pub async fn door(&self, by: &Browser, name: &str) -> Door {
        let new = NewDoor { name: name.to_owned(), ..NewDoor::default() };
        self.house.add_door(&self.actor(by).await, new, None).await.unwrap().door
    }

    pub async fn get(&self, browser: &Browser, path: &str) -> Page {
        self.ask(Request::get(path).header(header::COOKIE, &browser.cookie).body(Body::empty()).unwrap()).await
    }

    /// A request that only looks, by its method.
    pub async fn look(&self, browser: &Browser, method: &str, path: &str) -> Page {
        let request = Request::builder().method(method).uri(path).header(header::COOKIE, &browser.cookie);
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// A form sent from a page of this server.
    pub async fn post(&self, browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_from(browser, path, fields, Some(&self.origin)).await
    }

    /// A form sent from wherever.
    pub async fn post_from(
        &self,
        browser: &Browser,
        path: &str,
        fields: &[(&str, &str)],
        origin: Option<&str>,
    ) -> Page {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let mut request = Request::post(path)
            .header(header::COOKIE, &browser.cookie)
            .header(header::HOST, self.origin.split_once("://").unwrap().1)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        self.ask(request.body(Body::from(body.join("&"))).unwrap()).await
    }

    /// A press as the app's script sends it.
    pub async fn press(&self, browser: &Browser, path: &str, number: &str) -> Page {
        let request = Request::post(path)
            .header(header::COOKIE, &browser.cookie)
            .header(header::HOST, self.origin.split_once("://").unwrap().1)
            .header(header::ORIGIN, &self.origin)
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(format!("press={number}"))).unwrap()).await
    }

    /// Lets somebody open a door.
    pub async fn give_access(&self, by: &Browser, user: &User, door: &Door, remote_unlock: bool) {
        let new = NewAccess { holder: user.id.into(), target: door.id.into(), remote_unlock, schedule: None };
        self.house.grant_access(&self.actor(by).await, new).await.unwrap();
    }

    pub async fn ask(&self, request: Request<Body>) -> Page {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = to_bytes(answer.into_body(), 1 << 22).await.unwrap();
        Page { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// The beginning of an answer that does not end.
    pub async fn first_words(&self, browser: &Browser, path: &str) -> String {
        self.listen(browser, path).await.until("").await
    }

    /// An answer that does not end.
    pub async fn listen(&self, browser: &Browser, path: &str) -> Live {
        let request = Request::get(path).header(header::COOKIE, &browser.cookie).body(Body::empty()).unwrap();
        Live { body: self.router.clone().oneshot(request).await.unwrap().into_body().into_data_stream() }
    }
}

/// An answer that does not end.
pub struct Live {
    body: axum::body::BodyDataStream,
}

impl Live {
    /// What comes until something is said.
    pub async fn until(&mut self, text: &str) -> String {
        use futures_util::StreamExt as _;
        let mut heard = String::new();
        loop {
            let next = tokio::time::timeout(std::time::Duration::from_secs(10), self.body.next()).await;
            let next = next.unwrap_or_else(|_| panic!("{text:?} was not said: {heard}"));
            heard.push_str(std::str::from_utf8(&next.unwrap().unwrap()).unwrap());
            if heard.contains(text) {
                return heard;
            }
        }
    }
}

/// Somebody's browser.
pub struct Browser {
    pub cookie: String,
}

impl Browser {
    pub const fn signed_out() -> Self {
        Self { cookie: String::new() }
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
