//! Webhook URLs: programs open by POST in three ways, looking opens nothing, and what was taken away is dead.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use keylink_domain::clock::Clock as _;
use keylink_service::clock::SystemClock;
use serde_json::{Value, json};
use sha2::Sha256;

use crate::house::{Person, Place, Reply};
use crate::unlock::{Wired, wire};

/// A link with a webhook URL.
struct Hooked {
    place: Place,
    anna: Person,
    wired: Wired,
    link: String,
    shown: Value,
}

impl Hooked {
    async fn new() -> Self {
        let place = Place::in_real_time().await;
        let anna = place.owner("Lindenhof").await;
        let wired = wire(&anna).await;
        let made = anna.post("/links", json!({ "name": "Parcels", "doors": [wired.door] })).await.created();
        keylink_canary::keep_url(made["url"].as_str().unwrap());
        let link = made["id"].as_str().unwrap().to_owned();
        let shown = anna.act(&format!("/links/{link}/webhook")).await.ok();
        keylink_canary::keep(shown["secret"].as_str().unwrap());
        Self { place, anna, wired, link, shown }
    }

    fn path(&self, part: &str) -> String {
        path_of(&self.shown, part)
    }

    fn secret(&self) -> &str {
        self.shown["secret"].as_str().unwrap()
    }

    async fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        self.place.knock("POST", path, headers, body).await
    }

    fn moves(&self) -> u64 {
        keylink_virtual_door::moves(&self.wired.memory).unwrap().get("1").copied().unwrap_or(0)
    }

    async fn change(&self, verb: &str) {
        self.anna.act(&format!("/links/{}{verb}", self.link)).await.ok();
    }
}

fn path_of(shown: &Value, part: &str) -> String {
    shown[part].as_str().unwrap().trim_start_matches("https://keys.example.org").to_owned()
}

#[tokio::test]
async fn a_program_opens_by_address_or_by_header() {
    let hooked = Hooked::new().await;
    let bearer = format!("Bearer {}", hooked.secret());
    let in_small_letters = format!("bearer {}", hooked.secret());
    for (path, headers) in [
        ("/hooks".to_owned(), vec![("authorization", in_small_letters.as_str())]),
        (hooked.path("url"), vec![]),
        ("/hooks".to_owned(), vec![("authorization", bearer.as_str())]),
        (hooked.path("plain_url"), vec![("authorization", bearer.as_str())]),
    ] {
        let before = hooked.moves();
        let reply = hooked.post(&path, &headers, "").await;
        assert_eq!(reply.came_to(), (200, "opened".to_owned()), "{path}");
        assert_eq!(hooked.moves(), before + 1);
    }
    let line = hooked.anna.get("/events?kind=unlock.granted").await.ok()["items"][0].clone();
    assert_eq!((&line["via"], &line["link"]["id"]), (&json!("webhook"), &json!(hooked.link)));
    assert!(line["sentence"].as_str().unwrap().starts_with("The webhook URL of link 'Parcels' "), "{line}");
    assert_eq!(hooked.anna.get(&format!("/links/{}", hooked.link)).await.ok()["uses"], 4, "the link's own uses");
}

#[tokio::test]
async fn a_request_that_is_sent_again_moves_nothing_twice() {
    let hooked = Hooked::new().await;
    let path = hooked.path("url");
    let first = hooked.post(&path, &[("idempotency-key", "parcel-1")], "").await.ok();
    let again = hooked.post(&path, &[("idempotency-key", "parcel-1")], "").await.ok();
    assert_eq!((&first["unlock_id"], &first["outcome"]), (&again["unlock_id"], &again["outcome"]));
    assert_eq!(hooked.moves(), 1);
}

#[tokio::test]
async fn looking_opens_nothing_and_tells_how() {
    let hooked = Hooked::new().await;
    for method in ["GET", "HEAD"] {
        let reply = hooked.place.knock(method, &hooked.path("url"), &[], "").await;
        assert_eq!(reply.status, 200, "{method}");
        assert_eq!(reply.headers["referrer-policy"], "no-referrer");
        assert_eq!(reply.headers["cache-control"], "no-store");
    }
    let page = hooked.place.knock("GET", &hooked.path("url"), &[], "").await;
    let page = String::from_utf8(page.bytes).unwrap();
    assert!(page.contains("Looking at it opened nothing") && page.contains("Street door"), "{page}");
    for (method, path) in [("GET", "/hooks"), ("PUT", hooked.path("url").as_str()), ("DELETE", "/hooks")] {
        assert!(hooked.place.knock(method, path, &[], "").await.status.as_u16() >= 400, "{method} {path}");
    }
    assert_eq!(hooked.moves(), 0);
    assert_eq!(hooked.anna.get("/events?kind=unlock.").await.ok()["items"], json!([]));
}

#[tokio::test]
async fn what_was_taken_away_is_dead() {
    let hooked = Hooked::new().await;
    let old = hooked.path("url");
    let renewed = hooked.anna.act(&format!("/links/{}/webhook/rotate", hooked.link)).await.ok();
    keylink_canary::keep(renewed["secret"].as_str().unwrap());
    let new = path_of(&renewed, "url");
    hooked.post(&old, &[], "").await.problem(404, "not_found");
    hooked.change("/rotate").await;
    assert_eq!(
        hooked.post(&new, &[], "").await.came_to(),
        (200, "opened".to_owned()),
        "another secret than the guest's"
    );
    hooked.change("/revoke").await;
    hooked.post(&new, &[], "").await.problem(403, "link_revoked");
    let named = json!({ "door": hooked.wired.door }).to_string();
    assert_eq!(hooked.post(&new, &[], &named).await.came_to(), (403, "link_revoked".to_owned()), "and in the log");
    hooked.anna.act(&format!("/links/{}/webhook", hooked.link)).await.problem(409, "conflict");
    let removed = hooked.anna.delete(&format!("/links/{}/webhook", hooked.link)).await;
    assert_eq!(removed.status, 204);
    hooked.post(&new, &[], "").await.problem(404, "not_found");
    hooked.anna.get(&format!("/links/{}/webhook", hooked.link)).await.problem(404, "not_found");
    assert_eq!(hooked.moves(), 1);
}

#[tokio::test]
async fn a_revoked_link_s_webhook_url_tells_no_door() {
    let hooked = Hooked::new().await;
    let (street, cellar) = (hooked.wired.door.clone(), hooked.anna.door("Cellar").await);
    hooked.anna.patch(&format!("/links/{}", hooked.link), json!({ "doors": [street, cellar] })).await.ok();
    hooked.change("/revoke").await;
    for method in ["GET", "POST"] {
        let reply = hooked.place.knock(method, &hooked.path("url"), &[], "").await;
        let told = String::from_utf8(reply.bytes.clone()).unwrap();
        assert!(reply.status.as_u16() >= 400 && told.contains("revoked"), "{method}: {told}");
        assert!(!told.contains("Cellar") && !told.contains(&street), "{method}: {told}");
    }
    // Looking leaves no line; the knock, which named no door, leaves one.
    let refused = hooked.anna.get(&format!("/events?kind=unlock.refused&link={}", hooked.link)).await.ok();
    let lines = refused["items"].as_array().unwrap();
    assert_eq!(lines.len(), 1, "{refused}");
    assert_eq!((&lines[0]["refusal"], &lines[0]["via"]), (&json!("link_revoked"), &json!("webhook")));
}

#[tokio::test]
async fn the_guest_s_secret_is_no_webhook_url_and_the_other_way_round() {
    let hooked = Hooked::new().await;
    let copied = hooked.anna.act(&format!("/links/{}/copy", hooked.link)).await.ok();
    let guest = path_of(&copied, "url").replace("/k/", "/hooks/");
    hooked.post(&guest, &[], "").await.problem(404, "not_found");
    let page = hooked.place.knock("GET", &format!("/k/{}", hooked.secret()), &[], "").await;
    assert_eq!(page.status, 404);
    assert_eq!(hooked.moves(), 0);
}

#[tokio::test]
async fn with_several_doors_one_is_named() {
    let hooked = Hooked::new().await;
    let (street, cellar) = (hooked.wired.door.clone(), hooked.anna.door("Cellar").await);
    let other = hooked.anna.door("Attic").await;
    let link = format!("/links/{}", hooked.link);
    hooked.anna.patch(&link, json!({ "doors": [street, cellar] })).await.ok();
    let path = hooked.path("url");
    let message = hooked.post(&path, &[], "").await.invalid("door");
    assert!(
        message.contains(&format!("{street} (Street door)")) && message.contains("nothing was opened"),
        "{message}"
    );
    let named = json!({ "door": street }).to_string();
    assert_eq!(hooked.post(&path, &[], &named).await.came_to(), (200, "opened".to_owned()));
    let in_address = hooked.post(&format!("{path}?door={street}"), &[], "").await;
    assert_eq!(in_address.came_to(), (200, "opened".to_owned()));
    let foreign = json!({ "door": other }).to_string();
    assert_eq!(hooked.post(&path, &[], &foreign).await.came_to(), (403, "door_not_on_link".to_owned()));
    for (body, field) in [("{\"door\": \"street\"}", "door"), ("door=1", "body"), ("[1]", "body")] {
        hooked.post(&path, &[], body).await.invalid(field);
    }
    assert_eq!(hooked.moves(), 2);
}

#[tokio::test]
async fn a_signed_request_opens_once_and_only_now() {
    let hooked = Hooked::new().await;
    let (path, now) = (hooked.path("plain_url"), SystemClock.now().as_second());
    let key = BASE64.decode(hooked.shown["signing_key"].as_str().unwrap().trim_start_matches("whsec_")).unwrap();
    let signed = |id: &'static str, at: i64, body: &'static str| {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(format!("{id}.{at}.{body}").as_bytes());
        (id, at.to_string(), format!("v1,{}", BASE64.encode(mac.finalize().into_bytes())), body)
    };
    let send = |(id, at, signature, body): (&'static str, String, String, &'static str)| {
        let (hooked, path) = (&hooked, &path);
        async move {
            let headers = [("webhook-id", id), ("webhook-timestamp", &at), ("webhook-signature", &signature)];
            hooked.post(path, &headers, body).await
        }
    };
    assert_eq!(send(signed("msg_1", now, "{}")).await.came_to(), (200, "opened".to_owned()));
    assert_eq!(send(signed("msg_1", now, "{}")).await.came_to(), (200, "opened".to_owned()), "the same one again");
    assert_eq!(hooked.moves(), 1);
    let (id, at, signature, _) = signed("msg_2", now, "{}");
    send((id, at, signature, "{ }")).await.invalid("webhook-signature");
    assert!(send(signed("msg_3", now - 400, "{}")).await.invalid("webhook-signature").contains("clock"));
    let (street, cellar) = (hooked.wired.door.clone(), hooked.anna.door("Cellar").await);
    hooked.anna.patch(&format!("/links/{}", hooked.link), json!({ "doors": [street, cellar] })).await.ok();
    let (id, at, signature, body) = signed("msg_4", now, "{}");
    let headers = [("webhook-id", id), ("webhook-timestamp", at.as_str()), ("webhook-signature", signature.as_str())];
    let elsewhere = hooked.post(&format!("{path}?door={street}"), &headers, body).await;
    assert!(elsewhere.invalid("door").contains("signed"), "what is not signed names no door");
    hooked.post(&path, &[], "").await.problem(401, "not_known");
    hooked.post("/hooks", &[], "").await.problem(401, "not_known");
    let nobody = path.replace(&hooked.link, "0198c0de-7a11-7000-8000-000000000000");
    hooked.post(&nobody, &[("authorization", "Bearer x")], "").await.problem(404, "not_found");
    assert_eq!(hooked.moves(), 1);
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let place = Place::limited(2).await;
    for status in [404, 404, 429] {
        let reply = place.knock("POST", "/hooks/0123456789abcdefghjkmnpqrs", &[], "").await;
        assert_eq!(reply.status, status);
    }
}
