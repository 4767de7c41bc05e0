//! Somebody arrives: counted once, told once, by mail and to browsers; whatever dies in between.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use keylink_domain::activity::Span;
use keylink_domain::arrival::{Occasion, Wish};
use keylink_domain::delivery::{DeliveryState, FailCode};
use keylink_domain::id::LinkId;
use keylink_domain::notice::Notice;
use keylink_domain::sentence::sentence;
use keylink_domain::text::Email;
use keylink_domain::zone::Zone;
use keylink_post_office::{Asked, MailMood, MailServer, Provider};
use keylink_service::Trouble;
use keylink_service::delivery::{Encryption, MailSettings, Settings as Sending};
use keylink_service::link::NewLink;
use keylink_service::push::NewBrowser;
use keylink_service::session::{SignedIn, Visit};
use keylink_virtual_door::Mood;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};

use crate::scene::{Scene, TestDoor, TestLink, wait_until};

pub fn by_mail(port: u16) -> Sending {
    let mail = MailSettings {
        host: "127.0.0.1".to_owned(),
        port,
        encryption: Encryption::None,
        allow_unencrypted: false,
        authority: None,
        login: None,
        from_name: "Keylink".to_owned(),
        from: Email::parse("keys@example.org").unwrap(),
        dkim: None,
    };
    Sending { mail: Some(mail), ..Sending::default() }
}

fn to_browsers() -> Sending {
    Sending { push_allow_private: true, ..Sending::default() }
}

const BY_MAIL: fn(Occasion) -> Wish = |occasion| Wish { occasion, mail: true, push: false };
const BY_PUSH: Wish = Wish { occasion: Occasion::Every, mail: false, push: true };

async fn wished(scene: &Scene, door: &TestDoor, name: &str, arrivals: Wish) -> TestLink {
    let new = NewLink { name: name.to_owned(), doors: vec![door.id], arrivals, ..NewLink::default() };
    scene.link_with(new).await
}

async fn notices(scene: &Scene, link: LinkId) -> Vec<Notice> {
    scene.house().notices(&scene.owner, link, 100).await.unwrap()
}

/// How much was opened and how much was not, in the last hours.
async fn counted(scene: &Scene) -> (i64, i64) {
    let bars = scene.house().activity(&scene.owner, None, Span::Day, &Zone::utc()).await.unwrap();
    bars.iter().fold((0, 0), |sum, bar| (sum.0 + bar.count.opened, sum.1 + bar.count.refused))
}

/// Everything of a link's that was to be told was told.
async fn wait_until_sent(scene: &Scene, link: LinkId, count: usize) {
    wait_until(&format!("{count} notices are sent"), async || {
        let all = notices(scene, link).await;
        all.len() == count && all.iter().all(|notice| matches!(notice.state, DeliveryState::Sent { .. }))
    })
    .await;
}

/// A browser that is signed in, and its own half of the keys.
struct Browser {
    signed: SignedIn,
    secret: p256::SecretKey,
    auth: [u8; 16],
}

impl Browser {
    async fn signed_in(scene: &Scene) -> Self {
        let owner = scene.owner.user().unwrap();
        let link = scene.house().make_sign_in_link(scene.owner.organization, owner).await.unwrap();
        keylink_canary::keep_url(&link);
        let visit = Visit { address: None, device: "Firefox on Linux".to_owned(), known: None };
        let begun = scene.house().sign_in_once(link.rsplit('/').next().unwrap(), None, &visit).await.unwrap();
        keylink_canary::keep(begun.secret.reveal());
        let signed = scene.house().signed_in(begun.secret.reveal()).await.unwrap().unwrap();
        Self { signed, secret: p256::SecretKey::from_slice(&[7; 32]).unwrap(), auth: [9; 16] }
    }

    fn says(&self, endpoint: &str) -> NewBrowser {
        NewBrowser {
            endpoint: endpoint.to_owned(),
            p256dh: URL_SAFE_NO_PAD.encode(self.secret.public_key().to_sec1_bytes()),
            auth: URL_SAFE_NO_PAD.encode(self.auth),
        }
    }

    async fn listens_at(&self, scene: &Scene, endpoint: &str) {
        scene.house().turn_notifications_on(&self.signed, self.says(endpoint)).await.unwrap();
    }

    /// What was told, as only this browser can read it.
    fn read(&self, asked: &Asked) -> serde_json::Value {
        let said = web_push_native::decrypt(asked.bytes.clone(), &self.secret, &self.auth.into()).unwrap();
        serde_json::from_slice(&said).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_use_or_every_one_is_told_by_mail_or_none() {
    let server = MailServer::open().await;
    let scene = Scene::sending(by_mail(server.port)).await;
    let door = scene.door("Street door", Mood::Well).await;
    let first = wished(&scene, &door, "Mia", BY_MAIL(Occasion::First)).await;
    let every = wished(&scene, &door, "Ben", BY_MAIL(Occasion::Every)).await;
    let none = wished(&scene, &door, "Eve", Wish::default()).await;
    for link in [&first, &first, &every, &every, &none] {
        scene.press(link, door.id).await;
    }
    wait_until_sent(&scene, first.id, 1).await;
    wait_until_sent(&scene, every.id, 2).await;
    scene.press(&first, door.id).await;
    scene.press(&every, door.id).await;
    wait_until_sent(&scene, every.id, 3).await;
    assert_eq!((notices(&scene, first.id).await.len(), notices(&scene, none.id).await.len()), (1, 0));
    let mails = server.received();
    assert_eq!(mails.len(), 4);
    assert!(mails.iter().all(|mail| mail.to == ["anna@lindenhof.example"]));
    // Which of two is told first is nobody's promise.
    let flat = mails.iter().map(|mail| mail.message.replace("=\r\n", "")).find(|flat| flat.contains("Mia")).unwrap();
    assert!(flat.contains("Mia: Street door was opened") && flat.contains("/control/links/"), "{flat}");
    assert!(!flat.contains("/k/"), "no secret goes with it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_press_is_no_arrival_and_both_are_counted_once() {
    let server = MailServer::open().await;
    let mut scene = Scene::sending(by_mail(server.port)).await;
    let door = scene.door("Street door", Mood::Well).await;
    let link = wished(&scene, &door, "Mia", BY_MAIL(Occasion::Every)).await;
    let revoked = wished(&scene, &door, "Ben", BY_MAIL(Occasion::Every)).await;
    scene.house().revoke_link(&scene.owner, revoked.id).await.unwrap();
    scene.press(&link, door.id).await;
    scene.press(&revoked, door.id).await;
    wait_until_sent(&scene, link.id, 1).await;
    assert_eq!(counted(&scene).await, (1, 1));
    scene.restart_sending(by_mail(server.port)).await;
    assert_eq!(counted(&scene).await, (1, 1));
    assert!(notices(&scene, revoked.id).await.is_empty());
    assert_eq!(server.received().len(), 1, "a start tells nothing twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_to_be_told_outlives_the_program() {
    let server = MailServer::open().await;
    server.set(MailMood::Busy);
    let mut scene = Scene::sending(by_mail(server.port)).await;
    let door = scene.door("Street door", Mood::Well).await;
    let link = wished(&scene, &door, "Mia", BY_MAIL(Occasion::First)).await;
    scene.press(&link, door.id).await;
    wait_until("it waits for its next try", async || {
        let all = notices(&scene, link.id).await;
        matches!(all.first().map(|notice| &notice.state), Some(DeliveryState::Queued { tries: 1, .. }))
    })
    .await;
    server.set(MailMood::Good);
    scene.restart_sending(Sending::default()).await;
    assert_eq!(notices(&scene, link.id).await.len(), 1, "it is still to be told");
    assert!(server.received().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_cannot_go_stands_in_the_log() {
    let scene = Scene::sending(Sending::default()).await;
    let door = scene.door("Street door", Mood::Well).await;
    let link = wished(&scene, &door, "Mia", BY_MAIL(Occasion::First)).await;
    scene.press(&link, door.id).await;
    wait_until("the log tells it", async || {
        let log = scene.log().await;
        let said = log.iter().rev().find(|event| event.line.kind.as_str() == "notice.failed").map(sentence);
        said.as_deref()
            == Some("Anna was not told of an arrival by link 'Mia' by e-mail: this way of sending is not set up on this server")
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_is_told_in_a_way_that_it_alone_can_read() {
    let service = Provider::open().await;
    let scene = Scene::sending(to_browsers()).await;
    let door = scene.door("Street door", Mood::Well).await;
    let browser = Browser::signed_in(&scene).await;
    browser.listens_at(&scene, &format!("{}/push/abc", service.url)).await;
    let link = wished(&scene, &door, "Mia, weekend", BY_PUSH).await;
    service.answer(201, &[], "");
    scene.press(&link, door.id).await;
    wait_until_sent(&scene, link.id, 1).await;
    let asked = &service.asked()[0];
    assert_eq!(asked.what, "POST /push/abc");
    assert_eq!((asked.header("content-encoding"), asked.header("ttl")), ("aes128gcm", "21600"));
    assert!(!asked.body.contains("Mia") && !asked.body.contains("Street"), "it goes in clear");
    let told = browser.read(asked);
    assert_eq!(told["title"], "Mia, weekend");
    assert!(told["body"].as_str().unwrap().starts_with("opened Street door, "), "{told}");
    assert_eq!(told["url"], format!("/app/links/{}", link.id));
    assert!(told.to_string().len() < 400, "no more than is needed: {told}");
    // Signed for this push service alone, by the key that the browser was given.
    let (token, key) = asked.header("authorization").strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
    assert_eq!(key, scene.house().push_key());
    let (said, signature) = token.rsplit_once('.').unwrap();
    let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let known = VerifyingKey::from_sec1_bytes(&decoded(key)).unwrap();
    known.verify(said.as_bytes(), &Signature::from_slice(&decoded(signature)).unwrap()).unwrap();
    let claims: serde_json::Value = serde_json::from_slice(&decoded(said.split('.').nth(1).unwrap())).unwrap();
    assert_eq!(claims["aud"], service.url);
    assert!(claims["sub"].as_str().unwrap().starts_with("mailto:"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_is_gone_is_forgotten_and_one_that_signs_out_is_told_nothing() {
    let service = Provider::open().await;
    let scene = Scene::sending(to_browsers()).await;
    let door = scene.door("Street door", Mood::Well).await;
    let (gone, other) = (Browser::signed_in(&scene).await, Browser::signed_in(&scene).await);
    gone.listens_at(&scene, &format!("{}/gone", service.url)).await;
    let link = wished(&scene, &door, "Mia", BY_PUSH).await;
    service.answer(410, &[], "");
    scene.press(&link, door.id).await;
    wait_until("it is forgotten", async || !scene.house().notifications_are_on(&gone.signed).await.unwrap()).await;
    wait_until("it is said why", async || {
        let all = notices(&scene, link.id).await;
        matches!(&all[0].state, DeliveryState::Failed { failure, .. } if failure.code == FailCode::Gone)
    })
    .await;
    other.listens_at(&scene, &format!("{}/other", service.url)).await;
    scene.house().sign_out(&other.signed).await.unwrap();
    scene.press(&link, door.id).await;
    wait_until("the second use was counted", async || counted(&scene).await.0 == 2).await;
    let third = Browser::signed_in(&scene).await;
    for _ in 0..2 {
        service.answer(201, &[], "");
    }
    third.listens_at(&scene, &format!("{}/third", service.url)).await;
    scene.press(&link, door.id).await;
    let told = |name: &str| service.asked().iter().filter(|asked| asked.what == format!("POST /{name}")).count();
    wait_until("the third browser was told", async || told("third") >= 1).await;
    assert_eq!((told("gone"), told("other")), (1, 0));
    // What is turned off stays off.
    scene.house().turn_notifications_off(&third.signed).await.unwrap();
    assert!(!scene.house().notifications_are_on(&third.signed).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_goes_to_addresses_that_are_none_of_the_public_net() {
    let scene = Scene::new().await;
    let browser = Browser::signed_in(&scene).await;
    for endpoint in [
        "http://push.example.com/abc",
        "https://127.0.0.1/abc",
        "https://10.0.0.1/abc",
        "https://[::1]/abc",
        "https://169.254.169.254/latest",
        "https://localhost/abc",
        "https://user@push.example.com/abc",
        "ftp://push.example.com/abc",
        "not an address",
        "",
    ] {
        let refused = scene.house().turn_notifications_on(&browser.signed, browser.says(endpoint)).await;
        assert!(matches!(refused, Err(Trouble::Invalid { field: "endpoint", .. })), "{endpoint}: {refused:?}");
    }
    let mut odd = browser.says("https://push.example.com/abc");
    odd.auth = "AAAA".to_owned();
    assert!(scene.house().turn_notifications_on(&browser.signed, odd).await.is_err());
    browser.listens_at(&scene, "https://push.example.com/abc").await;
    assert!(scene.house().notifications_are_on(&browser.signed).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_link_it_is_not_neither_wishes_nor_sees() {
    let scene = Scene::new().await;
    let door = scene.door("Street door", Mood::Well).await;
    let link = wished(&scene, &door, "Mia", BY_PUSH).await;
    let other = scene.another_owner().await;
    let (wish, id) = (BY_MAIL(Occasion::First), link.id);
    assert!(matches!(scene.house().wish_arrivals(&other, id, wish).await, Err(Trouble::NotFound("link"))));
    assert!(matches!(scene.house().arrival_wish(&other, id).await, Err(Trouble::NotFound("link"))));
    assert!(matches!(scene.house().notices(&other, id, 10).await, Err(Trouble::NotFound("link"))));
    scene.house().wish_arrivals(&scene.owner, id, wish).await.unwrap();
    scene.house().wish_arrivals(&scene.owner, id, wish).await.unwrap();
    assert_eq!(scene.house().arrival_wish(&scene.owner, id).await.unwrap(), wish);
    let changes = scene.log().await.iter().filter(|event| event.line.kind.as_str() == "link.changed").count();
    assert_eq!(changes, 1, "what changes nothing is no line");
    scene.house().revoke_link(&scene.owner, id).await.unwrap();
    assert!(matches!(scene.house().wish_arrivals(&scene.owner, id, BY_PUSH).await, Err(Trouble::Conflict(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_maker_is_told_in_the_language_in_which_they_use_the_app() {
    let (server, service) = (MailServer::open().await, Provider::open().await);
    let scene = Scene::sending(Sending { push_allow_private: true, ..by_mail(server.port) }).await;
    let door = scene.door("Haustür", Mood::Well).await;
    let browser = Browser::signed_in(&scene).await;
    browser.listens_at(&scene, &format!("{}/push/abc", service.url)).await;
    let both = Wish { occasion: Occasion::Every, mail: true, push: true };
    let link = wished(&scene, &door, "Mia", both).await;
    scene.house().keep_language(&scene.owner, "de").await.unwrap();
    service.answer(201, &[], "");
    scene.press(&link, door.id).await;
    wait_until_sent(&scene, link.id, 2).await;
    let told = browser.read(&service.asked()[0]);
    assert!(told["body"].as_str().unwrap().starts_with("hat Haustür geöffnet, "), "{told}");
    let flat = server.received()[0].message.replace("=\r\n", "");
    assert!(flat.contains("Link ansehen") && !flat.contains("Look at the link"), "{flat}");
    // Another language from now on; keeping the same one again changes nothing, and neither is a line of the log.
    let lines = scene.log().await.len();
    for _ in 0..2 {
        scene.house().keep_language(&scene.owner, "fr").await.unwrap();
    }
    assert_eq!(scene.log().await.len(), lines);
    service.answer(201, &[], "");
    scene.press(&link, door.id).await;
    wait_until_sent(&scene, link.id, 4).await;
    assert!(browser.read(&service.asked()[1])["body"].as_str().unwrap().starts_with("a ouvert Haustür, "));
}
