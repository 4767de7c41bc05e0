//! Signing in by another service, against a small one that follows the specification and signs with a key of its own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use keylink_domain::user::Role;
use keylink_service::delivery::{Settings, Token};
use keylink_service::openid::OpenIdSettings;
use openidconnect::core::{
    CoreEdDsaPrivateSigningKey, CoreIdToken, CoreIdTokenClaims, CoreJsonWebKeySet, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, Audience, EmptyAdditionalClaims, EndUserEmail, IssuerUrl, JsonWebKeyId, Nonce, PrivateSigningKey,
    StandardClaims, SubjectIdentifier,
};
use serde_json::{Value, json};

use crate::world::{Browser, Page, World};

const CLIENT: &str = "keylink-at-lindenhof";
const SECRET: &str = "canary-of-the-client-secret";

/// What the service says of whoever signs in there, and how.
#[derive(Clone)]
struct Says {
    email: Option<&'static str>,
    verified: Option<bool>,
    nonce: Option<&'static str>,
    audience: &'static str,
    /// For how many seconds from now the token is good.
    good_for_s: i64,
    own_key: bool,
}

const GOOD: Says = Says {
    email: Some("Ben@example.com"),
    verified: Some(true),
    nonce: None,
    audience: CLIENT,
    good_for_s: 60,
    own_key: true,
};

#[derive(Clone)]
struct Service {
    url: String,
    says: Arc<Mutex<Says>>,
    /// What was asked for, by the code that was given for it.
    codes: Arc<Mutex<HashMap<String, HashMap<String, String>>>>,
}

/// An Ed25519 key of 32 such bytes.
fn key(byte: u8) -> CoreEdDsaPrivateSigningKey {
    let mut der = vec![0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    der.extend([byte; 32]);
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der));
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new("own".to_owned()))).unwrap()
}

fn now() -> i64 {
    keylink_domain::clock::Clock::now(&keylink_service::clock::SystemClock).as_second()
}

impl Service {
    async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let service = Self { url, says: Arc::new(Mutex::new(GOOD)), codes: Arc::default() };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(Self::tells))
            .route("/keys", get(|| async { Json(CoreJsonWebKeySet::new(vec![key(7).as_verification_key()])) }))
            .route("/token", post(Self::gives))
            .with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        service
    }

    fn settings(&self) -> OpenIdSettings {
        OpenIdSettings {
            name: "Example AG".to_owned(),
            issuer: self.url.clone(),
            client_id: CLIENT.to_owned(),
            client_secret: Some(Token::new(SECRET)),
        }
    }

    async fn tells(State(own): State<Self>) -> Json<Value> {
        let url = own.url;
        Json(json!({
            "issuer": url, "authorization_endpoint": format!("{url}/authorize"), "token_endpoint": format!("{url}/token"),
            "jwks_uri": format!("{url}/keys"), "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["EdDSA", "HS256"],
        }))
    }

    /// Somebody signs in there, and is sent back with a code.
    fn sign_in(&self, address: &str) -> (String, String) {
        let query = address.strip_prefix(&format!("{}/authorize?", self.url)).unwrap();
        let asked: HashMap<String, String> = query
            .split('&')
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap();
                (name.to_owned(), value.replace("%3A", ":").replace("%2F", "/").replace('+', " ").replace("%20", " "))
            })
            .collect();
        assert_eq!((&asked["response_type"][..], &asked["client_id"][..]), ("code", CLIENT));
        assert_eq!(asked["redirect_uri"], "http://keys.test/sign-in/openid/back");
        assert_eq!((&asked["code_challenge_method"][..], &asked["scope"][..]), ("S256", "openid email"));
        assert!(asked["nonce"].len() >= 26 && asked["state"].len() >= 26);
        let (code, state) = (format!("code-{}", self.codes.lock().unwrap().len()), asked["state"].clone());
        self.codes.lock().unwrap().insert(code.clone(), asked);
        (code, state)
    }

    /// The token for a code, once, for who shows the verifier and the secret.
    async fn gives(
        State(own): State<Self>,
        headers: axum::http::HeaderMap,
        Form(form): Form<HashMap<String, String>>,
    ) -> Result<Json<Value>, (StatusCode, Json<Value>)> {
        let refused = (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" })));
        let asked = own.codes.lock().unwrap().remove(&form["code"]).ok_or(refused.clone())?;
        let login = format!("Basic {}", STANDARD.encode(format!("{CLIENT}:{SECRET}")));
        let challenge = URL_SAFE_NO_PAD.encode(sha256(form["code_verifier"].as_bytes()));
        if challenge != asked["code_challenge"] || headers["authorization"] != login.as_str() {
            return Err(refused);
        }
        let says = own.says.lock().unwrap().clone();
        let access = AccessToken::new("an-access-token".to_owned());
        let at = |s: i64| chrono::DateTime::from_timestamp(now() + s, 0).unwrap();
        let mut who = StandardClaims::new(SubjectIdentifier::new("4711".to_owned()));
        who = who
            .set_email(says.email.map(|email| EndUserEmail::new(email.to_owned())))
            .set_email_verified(says.verified);
        let claims = CoreIdTokenClaims::new(
            IssuerUrl::new(own.url.clone()).unwrap(),
            vec![Audience::new(says.audience.to_owned())],
            at(says.good_for_s),
            at(-5),
            who,
            EmptyAdditionalClaims {},
        );
        let nonce = says.nonce.map_or(asked["nonce"].clone(), ToOwned::to_owned);
        let claims = claims.set_nonce(Some(Nonce::new(nonce)));
        let signing = key(if says.own_key { 7 } else { 8 });
        let token = CoreIdToken::new(claims, &signing, CoreJwsSigningAlgorithm::EdDsa, Some(&access), None).unwrap();
        Ok(Json(json!({ "access_token": access.secret(), "token_type": "Bearer", "id_token": token.to_string() })))
    }
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).to_vec()
}

async fn world(service: &Service) -> World {
    keylink_canary::keep(SECRET);
    let world = World::with("http://keys.test", Settings::default(), Some(service.settings())).await;
    world.organization("Lindenhof", "anna@example.com").await;
    let anna = world.sign_in("anna@example.com").await;
    world.user(&anna, "Ben", "ben@example.com", Role::Member).await;
    world
}

/// The browser leaves: where it is sent, and its cookie.
async fn depart(world: &World) -> (String, Browser) {
    let page = world.post(&Browser::signed_out(), "/sign-in/openid", &[("next", "/control/links")]).await;
    assert_eq!(page.status, StatusCode::OK);
    page.says("Go on to Example AG");
    assert!(page.cookie().contains("HttpOnly") && page.cookie().contains("Path=/sign-in/openid/back"));
    let address = page.headers["refresh"].to_str().unwrap().strip_prefix("0;url=").unwrap().to_owned();
    (address, Browser { cookie: page.cookie().split(';').next().unwrap().to_owned() })
}

async fn arrive(world: &World, browser: &Browser, code: &str, state: &str) -> Page {
    world.post(browser, "/sign-in/openid/back", &[("code", code), ("state", state)]).await
}

fn is_nobody(page: &Page, why: &str) {
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{why}");
    assert!(!page.cookie().contains("keylink_session"), "{why}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_vouched_for_and_known_is_signed_in_once() {
    let service = Service::open().await;
    let world = world(&service).await;
    world.get(&Browser::signed_out(), "/sign-in").await.says("Sign in with Example AG");
    let (address, browser) = depart(&world).await;
    let (code, state) = service.sign_in(&address);
    let back = world.get(&browser, &format!("/sign-in/openid/back?code={code}&state={state}")).await;
    assert_eq!((back.status, back.cookie()), (StatusCode::OK, ""), "looking signs nobody in");
    assert_eq!((back.value("code"), back.value("state")), (code.clone(), state.clone()));
    let done = arrive(&world, &browser, &code, &state).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/control/links"));
    let ben = Browser { cookie: done.cookie().split(';').next().unwrap().to_owned() };
    world.get(&ben, "/app/me").await.says("ben@example.com");
    is_nobody(&arrive(&world, &browser, &code, &state).await, "it was taken");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_did_not_leave_does_not_arrive() {
    let service = Service::open().await;
    let world = world(&service).await;
    let (address, _) = depart(&world).await;
    let (code, state) = service.sign_in(&address);
    is_nobody(&arrive(&world, &Browser::signed_out(), &code, &state).await, "another browser has no cookie");
    let (address, browser) = depart(&world).await;
    let (_, other) = depart(&world).await;
    let (code, state) = service.sign_in(&address);
    is_nobody(&arrive(&world, &other, &code, &state).await, "another browser has another cookie");
    is_nobody(&arrive(&world, &browser, &code, &state).await, "one wrong try ends it");
    let (address, browser) = depart(&world).await;
    let (code, _) = service.sign_in(&address);
    is_nobody(&arrive(&world, &browser, &code, "0123456789abcdefghjkmnpqrs").await, "that state is unknown");
    let said_no = world.get(&browser, "/sign-in/openid/back?error=access_denied&state=x").await;
    assert_eq!(said_no.status, StatusCode::FORBIDDEN);
    said_no.says("Example AG signed nobody in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_that_is_not_good_signs_nobody_in() {
    let service = Service::open().await;
    let world = world(&service).await;
    for (why, says) in [
        ("the address is not verified", Says { verified: Some(false), ..GOOD }),
        ("nobody says that it is verified", Says { verified: None, ..GOOD }),
        ("there is no address", Says { email: None, ..GOOD }),
        ("nobody here has it", Says { email: Some("eve@example.com"), ..GOOD }),
        ("it was meant for another sign-in", Says { nonce: Some("0123456789abcdefghjkmnpqrs"), ..GOOD }),
        ("it was meant for somebody else", Says { audience: "another-client", ..GOOD }),
        ("it is over", Says { good_for_s: -1, ..GOOD }),
        ("another key signed it", Says { own_key: false, ..GOOD }),
    ] {
        *service.says.lock().unwrap() = says;
        let (address, browser) = depart(&world).await;
        let (code, state) = service.sign_in(&address);
        is_nobody(&arrive(&world, &browser, &code, &state).await, why);
    }
    *service.says.lock().unwrap() = GOOD;
    let (address, browser) = depart(&world).await;
    let (_, state) = service.sign_in(&address);
    is_nobody(&arrive(&world, &browser, "a-code-of-nobody", &state).await, "the code is unknown there");
    world.raw("UPDATE users SET state = 'suspended' WHERE email = 'ben@example.com'");
    let (address, browser) = depart(&world).await;
    let (code, state) = service.sign_in(&address);
    is_nobody(&arrive(&world, &browser, &code, &state).await, "he is suspended");
}

#[tokio::test]
async fn a_service_that_is_away_is_told() {
    let gone =
        Service { url: "http://127.0.0.1:9".to_owned(), says: Arc::new(Mutex::new(GOOD)), codes: Arc::default() };
    let world = world(&gone).await;
    let page = world.post(&Browser::signed_out(), "/sign-in/openid", &[]).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    page.says("could not be reached");
    let (none, _) = World::with_anna().await;
    none.get(&Browser::signed_out(), "/sign-in").await.does_not_say("/sign-in/openid");
    assert_eq!(none.post(&Browser::signed_out(), "/sign-in/openid", &[]).await.status, StatusCode::NOT_FOUND);
}
